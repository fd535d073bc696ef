//! Signed networks from alliances and disputes beside the published ones of Doreian & Mrvar 2015.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod data;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use data::data;
use detente_formats::{Form, PairRule, PlainTies, TiesAsked, read_ties};
use detente_record::networks::{Choice, Compared, compare, windows, windows_of};
use detente_record::sets::{Folder, Set};
use detente_record::states::{State, states};
use flate2::read::GzDecoder;

fn published(folder: &Path) -> Vec<(String, PlainTies)> {
    let file = std::fs::File::open(folder.join("signed_networks_doreian_mrvar_1946_1999.csv.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    read_ties(&text, Form::Csv, &TiesAsked { by: Some("window"), ..TiesAsked::default() })
        .unwrap()
        .by_period(PairRule::Refuse)
        .unwrap()
}

#[test]
fn the_four_year_networks_agree_with_the_published_ones() {
    let Some(path) = data("") else { return };
    let names: BTreeMap<&str, State> = include_str!("names_of_doreian_mrvar.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(name, number)| (name, State(number.parse().unwrap())))
        .collect();
    let find = |name: &str, year| match names.get(name) {
        Some(state) => Ok(*state),
        None => states().typed(name, year),
    };
    let read = windows_of(&published(&path), find).unwrap();
    let theirs = read.networks;
    assert_eq!(theirs.len(), 51);
    assert!(read.lost.is_empty() && read.itself == 0, "{:?}", read.lost);
    assert_eq!(theirs.iter().map(|their| their.ties.len()).sum::<usize>(), 41_295);
    let folder = Folder::open(&path).unwrap();
    let years: Vec<_> = theirs.iter().map(|their| their.years).collect();
    let total = |choice: &Choice| {
        let found = compare(&windows(&folder, choice, &years).unwrap(), &theirs);
        (found.iter().fold(Compared::default(), Compared::plus), found)
    };
    let (all, each) = total(&Choice::default());
    // Of 41,295 published ties 38,727 are here with the same sign, 153 with the other.
    assert_eq!((all.same, all.turned), ([34_178, 4_549], [126, 27]));
    assert!(all.agreement() > Some(0.875) && each[..13].iter().all(|of| of.agreement() > Some(0.93)), "{each:?}");
    // Disputes of Correlates of War come nearer, because the published networks are made of them.
    let (cow, _) = total(&Choice { disputes: Set::CowMids, ..Choice::default() });
    assert!(cow.same[1] > all.same[1] && cow.agreement() > all.agreement());
    // Pacts of nonaggression stand between enemies, and friends by them alone are not in the published networks.
    let (pacts, _) = total(&Choice { nonaggression: true, ..Choice::default() });
    assert!(pacts.agreement() < Some(0.69), "{:?}", pacts.agreement());
}
