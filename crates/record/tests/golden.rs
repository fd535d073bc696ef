//! Reference values of North-East Asia, computed apart from this program from the data sets themselves.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use detente_record::indicator::{About, Ask, Indicator};
use detente_record::sets::{CATALOGUE, Folder, Set};
use detente_record::states::{CodeSystem, states};

/// The data of the method; not part of the repository.
fn data() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/record");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent (data sets that may not be shipped)", path.display());
    None
}

#[test]
fn every_reference_value_is_matched() {
    let Some(path) = data() else { return };
    let folder = Folder::open(&path).unwrap();
    let mut table = csv::Reader::from_path(path.join("golden_northeast_asia.csv")).unwrap();
    let mut counts: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for row in table.records() {
        let row = row.unwrap();
        let (name, period, value) = (&row[0], &row[3], row[4].parse::<f64>().unwrap());
        let (from, to) = period.split_once('-').unwrap_or((period, period));
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let a = states().find(CodeSystem::Iso3, &row[1], Some(to)).unwrap();
        let indicator = Indicator::named(name).unwrap_or_else(|| panic!("no indicator {name}"));
        let b = match indicator.about {
            About::State => a,
            _ => states().find(CodeSystem::Iso3, &row[2], Some(to)).unwrap(),
        };
        let found = indicator.of(&folder, &Ask { a, b, from, to }).unwrap();
        let entry = counts.entry(name.to_owned()).or_default();
        entry.0 += 1;
        // Reference values have six decimals, scores of events two.
        if !found.value.is_some_and(|found| (found - value).abs() <= 1e-6 * value.abs().max(1.0)) {
            entry.1.push(format!("{name} {}-{} {period}: {value}, found {:?}", &row[1], &row[2], found.value));
        }
    }
    let wrong: Vec<&String> = counts.values().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} differ:\n{wrong:#?}", wrong.len());
    assert_eq!(counts.values().map(|(count, _)| count).sum::<usize>(), 512);
}

#[test]
fn every_file_of_the_folder_is_read_whole() {
    let Some(path) = data() else { return };
    let folder = Folder::open(&path).unwrap();
    let mut read = 0;
    for entry in CATALOGUE.iter().filter(|entry| folder.has(entry.set)) {
        let (series, tally) = folder.load(entry.set).unwrap();
        // Venice fought the Ottomans and Portugal before there was a list of states.
        let wanted = match entry.set {
            Set::Rivalry => 2,
            // Hong Kong, Palestine and the Holy See are places of events but no members.
            Set::EventMonths => 37,
            // Nauru stands in it twice.
            Set::UnIdeal => 13,
            _ => 0,
        };
        assert_eq!(tally.skipped(), wanted, "{}: {:?}", entry.id, tally.reasons().collect::<Vec<_>>());
        assert_eq!(tally.rows, tally.kept + tally.skipped() + tally.passed.values().sum::<u64>());
        assert!(series.len() as u64 <= tally.kept);
        read += tally.rows;
    }
    assert_eq!(folder.load(Set::Capabilities).unwrap().1.rows, 17_121);
    assert_eq!(folder.load(Set::Contiguity).unwrap().1.passed.values().sum::<u64>(), 180, "fillers");
    assert!(read > 1_000_000, "{read}");
    // Half the rows of alliances and nine tenths of those of votes are years of a spell that goes on or not.
    let spells = folder.series(Set::Atop).unwrap().len();
    assert!(spells < 10_000, "{spells}");
}
