//! Real rows of event data, added up and compared with what was added up apart from this program.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

mod data;

use std::collections::BTreeMap;
use std::path::Path;

use data::data;
use detente_record::events::{EventLayout, Options, Period, Scale, Weight, aggregate, read_scale};
use detente_record::files::FaultKind;

#[test]
fn the_samples_are_read_in_their_formats() {
    let samples = [
        ("gdelt1_sample_58_columns.csv.gz", EventLayout::Gdelt1, 2_764),
        ("icews_2018_sample_full_layout.csv.gz", EventLayout::Icews, 3_705),
        ("icews_layout_400_rows.tab", EventLayout::Icews, 400),
        ("weis_balkans_1999_sample.csv.gz", EventLayout::Weis, 3_848),
    ];
    for (name, layout, rows) in samples {
        let Some(path) = data(name) else { return };
        let found = aggregate(&[&path], &Options::default()).unwrap();
        assert_eq!(found.files[0].1, layout, "{name}");
        assert_eq!(found.tally.rows, rows, "{name}");
        let dropped: u64 = found.tally.passed.values().sum();
        assert_eq!(found.tally.rows, found.tally.kept + found.tally.skipped() + dropped, "{name}");
        let reasons: Vec<_> =
            found.tally.reasons().map(|(kind, count, first)| (kind.clone(), count, first[0].clone())).collect();
        println!("{name} {reasons:?} {:?} kept {}", found.tally.passed, found.tally.kept);
        assert_eq!(found.groups().iter().map(|group| u64::from(group.n)).sum::<u64>(), found.tally.kept, "{name}");
    }
}

/// A table of scores gives what the columns of the two samples have.
#[test]
fn scores_of_codes_are_those_of_the_rows() {
    for (sample, scale) in
        [("gdelt1_sample_58_columns.csv.gz", Scale::Gdelt), ("icews_2018_sample_full_layout.csv.gz", Scale::Icews)]
    {
        let (Some(path), Some(table)) = (data(sample), data("cameo_goldstein.csv")) else { return };
        let (table, _) = read_scale(&table, scale).unwrap();
        let by_column = aggregate(&[&path], &Options::default()).unwrap().groups();
        let options = Options { scale: Some(table), ..Options::default() };
        assert_eq!(aggregate(&[&path], &options).unwrap().groups(), by_column, "{sample}");
    }
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

const PLAIN: &str = "id,date,source,target,code,goldstein,mentions\n\
    1,2001-03-05,JPN,RUS,042,1.9,4\n\
    2,2001-03-06,RUS,JPN,112,-2,1\n\
    3,2001-04-01,JPN,RUS,190,-10,30\n\
    4,2001-04-01,JPN,RUS,190,-10,2\n\
    5,2001-04-30,JPN,PSE,042,1.9,2\n";

#[test]
fn months_weights_and_days() {
    let file = file(PLAIN);
    let run = |options: Options| aggregate(&[file.path()], &options).unwrap();
    let plain = run(Options::default());
    let told: Vec<(String, u32, f64, [u32; 4])> =
        plain.groups().iter().map(|group| (plain.period(group.month), group.n, group.sum, group.quads)).collect();
    assert_eq!(
        told,
        vec![
            ("2001-03".to_owned(), 1, -2.0, [0, 0, 1, 0]),
            ("2001-03".to_owned(), 1, 1.9, [1, 0, 0, 0]),
            ("2001-04".to_owned(), 2, -20.0, [0, 0, 0, 2]),
        ]
    );
    assert_eq!(plain.unmapped, BTreeMap::from([("PSE".to_owned(), 1)]));
    let weighted = run(Options { weight: Weight::Mentions(10), ..Options::default() }).groups();
    assert_eq!((weighted[2].n, weighted[2].weight, weighted[2].sum), (2, 12, -120.0));
    let daily = run(Options { one_a_day: true, period: Period::Year, ..Options::default() });
    assert_eq!(daily.tally.passed["more than one a day"], 1);
    assert_eq!((daily.groups()[1].n, daily.groups()[1].sum), (2, -8.1));
}

/// Two halves of a file, in any order, are the file.
#[test]
fn halves_are_the_whole() {
    let lines: Vec<&str> = PLAIN.lines().collect();
    let half = |rows: &[&str]| file(&format!("{}\n{}\n", lines[0], rows.join("\n")));
    let (one, other, whole) = (half(&lines[1..3]), half(&lines[3..]), file(PLAIN));
    let groups = |paths: &[&Path]| aggregate(paths, &Options::default()).unwrap().groups();
    assert_eq!(groups(&[other.path(), one.path()]), groups(&[whole.path()]));
}

/// Scores fade by the day, over months without events too; the order of rows does not matter, and an endless half-life is the plain sum.
#[test]
fn scores_fade_by_the_day() {
    let leap = |year: i64| year % 4 == 0;
    let day = |year: i32, month: usize, day: i64| -> i64 {
        let lengths = |year: i64| [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let years: i64 = (2001..i64::from(year)).map(|year| lengths(year).iter().sum::<i64>()).sum();
        years + lengths(i64::from(year))[..month - 1].iter().sum::<i64>() + day
    };
    let events = [(2001, 1, 3, 4.5), (2001, 1, 31, -2.0), (2001, 2, 28, 1.9), (2001, 7, 1, -10.0), (2004, 2, 29, 3.4)];
    let row = |(number, (year, month, day, score)): (usize, &(i32, usize, i64, f64))| {
        format!("{number},{year}-{month:02}-{day:02},JPN,RUS,042,{score}\n")
    };
    let head = "id,date,source,target,code,goldstein\n".to_owned();
    let forward = file(&(head.clone() + &events.iter().enumerate().map(row).collect::<String>()));
    let backward = file(&(head + &events.iter().enumerate().rev().map(row).collect::<String>()));
    let groups = |path: &Path, period: Period, half: f64| {
        let options = Options { period, half_life: Some(half), ..Options::default() };
        aggregate(&[path], &options).unwrap().groups()
    };
    for (period, ends) in [
        (Period::Month, vec![day(2001, 1, 31), day(2001, 2, 28), day(2001, 7, 31), day(2004, 2, 29)]),
        (Period::Quarter, vec![day(2001, 3, 31), day(2001, 9, 30), day(2004, 3, 31)]),
        (Period::Year, vec![day(2001, 12, 31), day(2004, 12, 31)]),
    ] {
        let found = groups(forward.path(), period, 45.0);
        assert_eq!(found, groups(backward.path(), period, 45.0));
        assert_eq!(found.len(), ends.len());
        for (group, end) in found.iter().zip(ends) {
            let before = events.iter().map(|(y, m, d, score)| (day(*y, *m, *d), score)).filter(|(at, _)| *at <= end);
            let left: f64 = before.map(|(at, score)| score * libm::exp2(-((end - at) as f64) / 45.0)).sum();
            assert!((group.faded.unwrap() - left).abs() < 2e-4, "{period:?} {group:?} {left}");
        }
    }
    let endless = groups(forward.path(), Period::Month, 1e6);
    assert!(
        (endless[3].faded.unwrap() + 2.2).abs() < 0.05
            && aggregate(&[forward.path()], &Options::default()).unwrap().groups()[0].faded.is_none()
    );
}

#[test]
fn broken_rows_are_counted_with_their_places() {
    let broken = "id,date,source,target,code,goldstein,mentions\n\
        1,2001-03-05,JPN,RUS,042,1.9,4\n\
        1,2001-03-05,JPN,RUS,042,1.9,4\n\
        2,2001-02-30,JPN,RUS,042,1.9,4\n\
        3,2001-03-05,JPN,RUS,99,1.9,4\n\
        4,2001-03-05,JPN,RUS,042,high,4\n\
        5,2001-03-05,JPN,RUS,042,19,4\n\
        6,2001-03-05,JPN,RUS,042\n\
        ,2001-03-05,JPN,RUS,042,1.9,4\n";
    let file = file(broken);
    let found = aggregate(&[file.path()], &Options::default()).unwrap();
    let told: Vec<(FaultKind, u64, u64)> =
        found.tally.reasons().map(|(kind, count, first)| (kind.clone(), count, first[0].line)).collect();
    assert_eq!(
        told,
        vec![
            (FaultKind::Cells, 1, 8),
            (FaultKind::Missing, 1, 9),
            (FaultKind::Number, 1, 6),
            (FaultKind::Date, 1, 4),
            (FaultKind::Range, 1, 7),
            (FaultKind::Duplicate, 1, 3),
            (FaultKind::Code, 1, 5),
        ]
    );
    assert_eq!((found.tally.rows, found.tally.kept), (8, 1));
}

/// Rows of every format without a shipped sample, in the columns of its code book.
#[test]
fn every_layout_is_known_by_its_columns() {
    let tabs = |width: usize, cells: &[(usize, &str)]| {
        let mut row = vec![""; width];
        cells.iter().for_each(|(place, cell)| row[*place] = cell);
        row.join("\t")
    };
    let gdelt = [(0, "1"), (1, "20130401"), (7, "JPN"), (17, "RUS"), (25, "1"), (26, "042"), (30, "1.9"), (31, "3")];
    let phoenix = [(0, "1_2"), (1, "20150301"), (6, "JPN"), (10, "RUS"), (13, "042"), (16, "1.9")];
    let polecat_head = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tRecipient Name\tRecipient Country";
    let cline_head = "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,target_root,target_agent,target_others,code,root_code,quad_class,goldstein,joined_issues,lat,lon,placename,statename,countryname,aid,process";
    let cases = [
        (tabs(57, &gdelt), EventLayout::Gdelt1),
        (tabs(58, &gdelt), EventLayout::Gdelt1),
        (tabs(61, &gdelt), EventLayout::Gdelt2),
        (tabs(26, &phoenix), EventLayout::Phoenix),
        (
            format!("{polecat_head}\nX1\t2020-05-01\tCONSULT\tvisit\t1.0\t\t\tTokyo\tJPN\tMoscow\tRUS"),
            EventLayout::Polecat,
        ),
        (
            format!("{cline_head}\n7,1995-02-01,1995,2,1,JPNGOV,JPN,GOV,,RUSGOV,RUS,GOV,,042,04,1,1.9,,,,,,,1,x"),
            EventLayout::Cline,
        ),
        ("990305\tJPN\tRUSGOV\t042\tsome text".to_owned(), EventLayout::Weis),
    ];
    for (text, layout) in cases {
        let file = file(&text);
        let found = aggregate(&[file.path()], &Options::default()).unwrap();
        assert_eq!(found.files[0].1, layout);
        let groups = found.groups();
        assert_eq!(groups.len(), 1, "{layout:?}: {:?}", found.tally);
        assert_eq!((groups[0].source.0, groups[0].target.0), (740, 365), "{layout:?}");
    }
    let wrong = file("a;b;c\n1;2;3\n");
    let error = aggregate(&[wrong.path()], &Options::default()).unwrap_err().to_string();
    assert!(error.contains("3 cells between semicolons") && error.contains("GDELT 2.0 (61)"), "{error}");
}

#[test]
fn gzip_and_zip_are_opened() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let gz = folder.path().join("events.csv.gz");
    let mut out = flate2::write::GzEncoder::new(std::fs::File::create(&gz).unwrap(), flate2::Compression::fast());
    out.write_all(PLAIN.as_bytes()).unwrap();
    out.finish().unwrap();
    let zipped = folder.path().join("events.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&zipped).unwrap());
    archive.start_file("inside.csv", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(PLAIN.as_bytes()).unwrap();
    archive.finish().unwrap();
    let plain = file(PLAIN);
    let groups = |path: &Path| aggregate(&[path], &Options::default()).unwrap().groups();
    assert_eq!(groups(&gz), groups(plain.path()));
    assert_eq!(groups(&zipped), groups(plain.path()));
}
