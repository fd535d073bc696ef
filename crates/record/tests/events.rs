//! Real rows of event data, added up and compared with what was added up apart from this program.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

mod data;

use std::collections::BTreeMap;
use std::path::Path;

use data::data;
use detente_record::events::{EventLayout, Options, Period, Scale, Weight, aggregate, read_scale};
use detente_record::files::{FaultKind, Limits};
use detente_record::states::Numbers;

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
            found.tally.reasons().map(|(kind, count, first)| (kind, count, first[0].clone())).collect();
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
        found.tally.reasons().map(|(kind, count, first)| (kind, count, first[0].line)).collect();
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

/// Rows of GDELT beyond several blocks: whole, with other ends of lines, broken off, on days that are none, and a mark that closes nothing.
fn many_rows() -> String {
    let row = |number: usize| {
        let mut cells: Vec<String> = (0..58).map(|place| format!("cell {place} of row {number}")).collect();
        let told = [(25, "1"), (26, "042"), (27, "042"), (28, "04"), (29, "1"), (30, "1.9"), (31, "3")];
        told.iter().for_each(|(place, cell)| cells[*place] = (*cell).to_owned());
        (cells[0], cells[1]) = (number.to_string(), format!("2001{:02}{:02}", number % 12 + 1, number % 29));
        (cells[7], cells[17]) =
            (["JPN", "CHN", "", "XXX"][number % 4].to_owned(), ["RUS", "\"USA"][number % 5 / 4].to_owned());
        cells.truncate(if number % 101 == 100 { number % 58 } else { 58 });
        cells.join("\t") + if number % 7 == 6 { "\r\n" } else { "\n" }
    };
    (0..4_000).map(row).collect()
}

#[test]
fn what_is_found_does_not_hang_on_threads() {
    use std::io::Write;
    let text = many_rows();
    let plain = file(text.trim_end());
    let packed = tempfile::NamedTempFile::new().unwrap();
    let mut out = flate2::write::GzEncoder::new(packed.reopen().unwrap(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap();
    let found = |path: &Path, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| aggregate(&[path], &Options::default())).unwrap();
        (found.groups(), format!("{:?} {:?} {:?}", found.tally, found.lost(), found.unmapped))
    };
    let one = found(plain.path(), 1);
    assert!(one.0.len() > 5 && one.1.contains("Cells: (38"), "{}", one.1);
    for threads in [2, 3, 8] {
        assert!(found(plain.path(), threads) == one, "{threads}");
        assert_eq!(found(packed.path(), threads).0, one.0, "{threads}");
    }
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

fn refused(text: &str) -> String {
    aggregate(&[file(text).path()], &Options::default()).unwrap_err().to_string()
}

/// Source, target, period, number and sum of a group.
type Told = (u16, u16, String, u32, f64);

/// Groups of a file, and the rows that were kept out.
fn told(text: &[u8]) -> (Vec<Told>, u64) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let found = aggregate(&[file.path()], &Options::default()).unwrap();
    let groups =
        found.groups().iter().map(|of| (of.source.0, of.target.0, found.period(of.month), of.n, of.sum)).collect();
    (groups, found.tally.skipped())
}

#[test]
fn decimal_commas_leave_no_partial_sums() {
    let text = "date;source;target;code;goldstein\n2001-03-14;USA;CHN;020;3,0\n2001-03-15;USA;CHN;042;1,9\n2001-03-16;USA;CHN;193;-10\n";
    let wanted = (vec![(2, 710, "2001-03".to_owned(), 3, -5.1)], 0);
    assert_eq!(told(text.as_bytes()), wanted);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(told(&[b"\xfe\xff", &wide[..]].concat()), wanted, "as a spreadsheet's Unicode text");
    let excel = "sep=;\r\n".to_owned() + &text.replace('\n', ";;\r\n");
    assert_eq!(told(excel.as_bytes()), wanted);
    assert_eq!(told(text.replace("3,0", "#N/A").as_bytes()).0[0].4, -8.1, "an event without a score adds nothing");
}

#[test]
fn codes_that_have_lost_their_zero_are_mended_where_their_row_says_so() {
    let head = "globaleventid,sqldate,actor1countrycode,actor2countrycode,isrootevent,eventcode,eventrootcode,quadclass,goldsteinscale,nummentions\n";
    let row =
        |id: u32, code: &str, root: &str, class: &str| format!("{id},20010314,USA,CHN,1,{code},{root},{class},1,1\n");
    let quads = |rows: &[String]| {
        let file = file(&(head.to_owned() + &rows.concat()));
        let found = aggregate(&[file.path()], &Options::default()).unwrap();
        (found.groups().first().map(|of| of.quads), found.tally.skipped())
    };
    // 020, 042 and 10 as they are; 20 of root 2, 42 of root 4.
    let whole = [row(1, "020", "02", "1"), row(2, "042", "04", "1"), row(3, "10", "10", "3"), row(4, "20", "20", "4")];
    assert_eq!(quads(&whole), (Some([2, 0, 1, 1]), 0));
    let lost = [row(1, "20", "2", "1"), row(2, "42", "4", "1"), row(3, "10", "10", "3"), row(4, "20", "20", "4")];
    assert_eq!(quads(&lost), (Some([2, 0, 1, 1]), 0));
    // By the class alone; and what neither bears out is kept out.
    assert_eq!(quads(&[row(1, "20", "", "1"), row(2, "20", "", "4")]), (Some([1, 0, 0, 1]), 0));
    assert_eq!(quads(&[row(1, "20", "7", "2"), row(2, "20", "20", "4")]), (Some([0, 0, 0, 1]), 1));
    // Without either column a code of no root is kept out, and one that may be two things beside it stops the file.
    let plain = "date,source,target,code,goldstein\n";
    let both = refused(&format!("{plain}2001-03-14,USA,CHN,42,1.9\n2001-03-15,USA,CHN,20,-10\n"));
    assert!(both.contains("line 2 has lost its leading zero") && both.contains("line 3 may be two things"), "{both}");
    let (groups, out) = told(format!("{plain}2001-03-14,USA,CHN,42,1.9\n2001-03-15,USA,CHN,190,-10\n").as_bytes());
    assert_eq!((groups[0].3, out), (1, 1));
    // A score above 0 is none of root 20.
    let (groups, out) = told(format!("{plain}2001-03-14,USA,CHN,20,3\n2001-03-15,USA,CHN,20,-10\n").as_bytes());
    assert_eq!((groups[0].3, groups[0].4, out), (1, -10.0, 1));
}

#[test]
fn dates_that_a_spreadsheet_has_touched() {
    let plain = |dates: &[&str]| {
        let rows: Vec<String> = dates.iter().map(|date| format!("{date},USA,CHN,042,1.9\n")).collect();
        "date,source,target,code,goldstein\n".to_owned() + &rows.concat()
    };
    let months = |dates: &[&str]| told(plain(dates).as_bytes()).0.iter().map(|of| of.2.clone()).collect::<Vec<_>>();
    assert_eq!(months(&["03/04/2001", "14/05/2001"]), ["2001-04", "2001-05"], "a 14th tells that the day is first");
    assert_eq!(months(&["03/04/2001", "05/14/2001"]), ["2001-03", "2001-05"]);
    assert_eq!(months(&["2001/3/4", "2001/12/04"]), ["2001-03", "2001-12"]);
    assert_eq!(months(&["14.3.2001 00:00"]), ["2001-03"]);
    assert_eq!(months(&["990331", "200103"]), ["1999-03", "2020-01"], "six digits are days in this file");
    assert!(refused(&plain(&["200103", "200104"])).contains("line 2: the six digits"));
    for dates in [["03/04/2001", "05/06/2001"], ["14/05/2001", "05/14/2001"], ["1.99009E+07", "9/1990"]] {
        let file = file(&plain(&dates));
        let found = aggregate(&[file.path()], &Options::default()).unwrap();
        assert_eq!((found.tally.kept, found.tally.skipped()), (0, 2), "{dates:?}");
        assert!(found.tally.why_nothing().contains("2 kept out: not a date"), "{}", found.tally.why_nothing());
    }
}

#[test]
fn numbers_of_states_are_those_of_one_system() {
    let table = |rows: &str| format!("date,source,target,code,goldstein\n{rows}");
    let cow = table("1995-03-14,2,255,042,1.9\n1985-03-14,2,260,042,1.9\n");
    assert_eq!(told(cow.as_bytes()).0.iter().map(|of| of.1).collect::<Vec<_>>(), [255, 260]);
    let gw = table("1985-03-14,2,260,042,1.9\n1995-03-14,2,260,042,1.9\n2010-03-14,340,2,042,1.9\n");
    assert!(refused(&gw).contains("line 3: 260 in 1995 is a state to Gleditsch and Ward"), "{}", refused(&gw));
    let file = file(&gw);
    let read = |numbers| aggregate(&[file.path()], &Options { numbers: Some(numbers), ..Options::default() }).unwrap();
    let pairs: Vec<_> = read(Numbers::GleditschWard).groups().iter().map(|of| (of.source.0, of.target.0)).collect();
    assert_eq!(pairs, [(2, 255), (2, 260), (345, 2)]);
    assert_eq!(read(Numbers::CorrelatesOfWar).tally.kept, 1);
}

#[test]
fn columns_that_stand_twice_and_bytes_of_no_text_are_refused() {
    let twice = refused("date,source,target,code,goldstein,code\n2001-03-14,USA,CHN,042,1.9,190\n");
    assert!(twice.contains("the column `code` stands twice"), "{twice}");
    let zero = refused("date,source,target,code,goldstein\n2001-03-14,USA,CHN,042,1.9\n2001-03-14,US\0,CHN,042,1\n");
    assert!(zero.contains("line 3: a zero byte"), "{zero}");
}

/// Archives that would unpack to far more than there is in them, and lines without an end.
#[test]
fn bombs_are_refused() {
    let plain = "date,source,target,code,goldstein\n2001-03-14,USA,CHN,042,1.9\n";
    let packed = |text: &[u8]| {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut writer =
            flate2::write::GzEncoder::new(std::fs::File::create(file.path()).unwrap(), flate2::Compression::fast());
        std::io::Write::write_all(&mut writer, text).unwrap();
        writer.finish().unwrap();
        file
    };
    let run = |path: &Path, limits: Limits| {
        aggregate(&[path], &Options { limits, ..Options::default() })
            .map(|found| found.tally.kept)
            .map_err(|error| error.to_string())
    };
    let small = Limits { line: 1_000, unpacked: 1 << 20, ..Limits::default() };
    let sound = packed(plain.as_bytes());
    assert_eq!(run(sound.path(), small), Ok(1));
    let long = packed(format!("{plain}{}", "x".repeat(3_000_000)).as_bytes());
    assert!(run(long.path(), small).unwrap_err().contains("--max-line"));
    let many = packed(plain.repeat(20_000).as_bytes());
    assert!(run(many.path(), small).unwrap_err().contains("unpacks to more than 1 MiB; --max-unpacked"));
    let broken = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(broken.path(), b"\x1f\x8b\x08\0no gzip at all").unwrap();
    assert!(run(broken.path(), Limits::default()).is_err());
    let zeros = packed(&vec![0; 4 << 20]);
    assert!(run(zeros.path(), Limits::default()).unwrap_err().contains("zero byte"));
    // A line as long as a file of today is read in the time that its bytes take.
    let longest = packed(format!("{plain}2001-03-14,USA,CHN,042,{}\n", "x".repeat(15 << 20)).as_bytes());
    assert_eq!(run(longest.path(), Limits::default()), Ok(1));
}

/// Two members of an archive that point at the same bytes.
#[test]
fn members_that_share_bytes_are_refused() {
    let name = b"events.csv";
    let text = b"date,source,target,code,goldstein\n2001-03-14,USA,CHN,042,1.9\n";
    let mut crc = flate2::Crc::new();
    crc.update(text);
    let about = |local: bool, start: u32| {
        let mut bytes: Vec<u8> = if local { b"PK\x03\x04".to_vec() } else { b"PK\x01\x02\x14\x00".to_vec() };
        bytes.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(crc.sum().to_le_bytes());
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend((name.len() as u16).to_le_bytes());
        bytes.extend([0, 0]);
        if !local {
            bytes.extend([0; 10]);
            bytes.extend(start.to_le_bytes());
        }
        bytes.extend(name);
        bytes
    };
    let archive = |members: u16| {
        let mut bytes = about(true, 0);
        bytes.extend(text);
        let directory = bytes.len() as u32;
        (0..members).for_each(|member| {
            let mut entry = about(false, 0);
            let end = entry.len() - 1;
            entry[end] = b'a' + member as u8;
            bytes.extend(entry);
        });
        let size = bytes.len() as u32 - directory;
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(members.to_le_bytes());
        bytes.extend(members.to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend(directory.to_le_bytes());
        bytes.extend([0, 0]);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        file
    };
    let error = aggregate(&[archive(2).path()], &Options::default()).unwrap_err().to_string();
    assert!(error.contains("share bytes"), "{error}");
    assert_eq!(aggregate(&[archive(1).path()], &Options::default()).unwrap().tally.kept, 1);
}
