//! `detente check` on what spreadsheets write and on what gets published by mistake.

use std::fs;
use std::path::Path;

use crate::{copy, detente, err, out, triangle};

/// How a program saves a text.
type Saving = dyn Fn(&str) -> Vec<u8>;

/// Codes with their lines for a copy of the smallest case in which a text of a file is replaced.
fn found(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let folder = copy();
    for (file, from, to) in changes {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(from), "{from} is not in {file}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }
    lines(folder.path())
}

fn lines(folder: &Path) -> Vec<String> {
    let output = detente(&["check", &folder.to_string_lossy(), "--format", "concise"]);
    assert!(err(&output).is_empty(), "{}", err(&output));
    let text = out(&output);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.pop();
    lines
}

/// The findings that the change adds to those of the case as it is.
fn new(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let before = found(&[]);
    found(changes).into_iter().filter(|line| !before.contains(line)).collect()
}

fn saved(file: &str, save: impl Fn(&str) -> Vec<u8>) -> tempfile::TempDir {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, save(&text)).unwrap();
    folder
}

#[test]
fn what_a_spreadsheet_saved_is_read_and_told_once() {
    let windows = |text: &str| text.replace("Arland", "Ärland").chars().map(|c| c as u8).collect();
    let wide = |text: &str| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let semicolons = |text: &str| text.replace(',', ";").into_bytes();
    let german = |text: &str| text.replace(',', ";").replace("0.", "0,").replace('\n', "\r\n").into_bytes();
    let told = |text: &str| format!("sep=;\r\n{}", text.replace(',', ";").replace('\n', "\r\n")).into_bytes();
    let mac = |text: &str| text.replace('\n', "\r").into_bytes();
    let marked = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    let tabs = |text: &str| text.replace(',', "\t").into_bytes();
    let table: [(&Saving, &str); 8] = [
        (&windows, "F126"),
        (&wide, "F125"),
        (&semicolons, "F125"),
        (&german, "F125"),
        (&told, "F125"),
        (&mac, ""),
        (&marked, ""),
        (&tabs, "F125"),
    ];
    let before = found(&[]);
    let answer = |folder: &Path| out(&detente(&["export", "csv", &folder.to_string_lossy(), "-q"]));
    let (as_it_is, sound) = (copy(), triangle());
    assert_eq!(answer(as_it_is.path()), answer(Path::new(&sound)));
    for (number, (save, code)) in table.into_iter().enumerate() {
        let folder = saved("ties.csv", save);
        // The line `sep=;` moves what the case says of itself.
        let other = |line: &String| !before.contains(line) && !line.contains("E405");
        let more: Vec<String> = lines(folder.path()).into_iter().filter(other).collect();
        let names: Vec<bool> = more.iter().map(|line| line.contains(code) && line.contains("`ties.csv`")).collect();
        assert_eq!(names, if code.is_empty() { vec![] } else { vec![true] }, "{number}: {more:?}");
        assert_eq!(answer(folder.path()), answer(as_it_is.path()), "{number}");
    }
    let run =
        detente(&["run", "--format", "json", &saved("ties.csv", german).path().to_string_lossy(), "--draws", "100"]);
    let told = "`ties.csv` was read with semicolons between its cells and with decimal commas";
    assert!(err(&run).contains(told) && out(&run).contains(told), "{}", err(&run));
}

#[test]
fn numbers_that_may_be_either_are_refused() {
    // A comma between three digits may mark thousands; a point and a comma in one file are two marks.
    for (from, to) in [("0.6,0.8,0.9,0.6", "\"1,200\",\"1,300\",\"1,400\",0"), ("0.6,0.8,0.9", "0.6,\"0,8\",0.9")] {
        let found = new(&[("ties.csv", from, to)]);
        assert!(!found.is_empty() && found.iter().all(|line| line.contains("F107")), "{found:?}");
    }
    for (cell, hint) in [("45%", "a share"), ("NA", "leave the cell empty"), ("1_0", ""), ("++1", "")] {
        let found = new(&[("ties.csv", "0.6,0.8,0.9", &format!("0.6,{cell},0.9"))]);
        assert!(found.len() == 1 && found[0].contains("F107") && found[0].contains(hint), "{cell}: {found:?}");
    }
    assert!(new(&[("ties.csv", "-0.9,-0.6,-0.3", "\u{2212}0.9,\u{2212}0.6,\u{2212}0.3")]).is_empty());
    for word in ["TRUE", "ja", "1", "Yes"] {
        assert!(new(&[("ties.csv", "T1,ARL,BOR,no", &format!("T1,ARL,BOR,{word}"))])[0].contains("F108"));
    }
}

#[test]
fn control_and_hidden_characters_are_one_finding_and_never_printed() {
    for (file, from, to, code) in [
        ("actors.csv", "Arland", "Ar\u{1b}]0;x\u{7}land", "F127"),
        ("claims.csv", "The alliance", "The \u{9b}2Jalliance", "F127"),
        ("case.toml", "Three states and a strait", "Three\\u001b[2J states", "F127"),
        ("case.toml", "[conflict.strait]", "[conflict.\"str\\u0007ait\"]", "F127"),
        ("actors.csv", "Arland", "\u{202e}dnalrA", "F128"),
        ("scenarios/pipeline.toml", "title = \"", "title = \"\u{2066}", "F128"),
        ("actors.csv", "Arland", "Ar\u{200b}land", "F128"),
    ] {
        let folder = copy();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let case = folder.path().to_string_lossy().into_owned();
        let count = lines(folder.path()).iter().filter(|line| line.contains(code)).count();
        assert_eq!(count, 1, "{file} {to:?}: {:?}", lines(folder.path()));
        for format in ["full", "concise", "json"] {
            let text = out(&detente(&["check", &case, "--format", format]));
            assert!(!text.contains(detente_text::is_unsafe), "{format}: {text:?}");
        }
    }
    assert!(new(&[("actors.csv", "Borland", "بورلند\u{200f}")]).is_empty());
}

#[test]
fn names_that_look_alike_are_told() {
    let more = "T3,ARL,CAR,no,energy,-0.1,0.2,0.5,0.1,0.2,0.3,2025,,explicit,C3,paper:¶3,\n";
    for (id, name, code) in [
        ("arl", "Other", "N207"),
        ("ÁRL", "Other", "N207"),
        ("\u{410}RL", "Other", "N207"),
        ("XYZ", "Arland", "N207"),
        ("XYZ", "arland ", "N207"),
    ] {
        let row = format!("CAR,Carland,state,,,,explicit,C2,paper:¶2,\n{id},{name},state,,,,explicit,C2,paper:¶2,");
        let found = new(&[("actors.csv", "CAR,Carland,state,,,,explicit,C2,paper:¶2,", &row)]);
        assert!(found.len() == 1 && found[0].contains(code), "{id} {name}: {found:?}");
    }
    let found = new(&[("ties.csv", more, &format!("{more}{}", more.replace("T3", "T4").replace("energy", "Energy")))]);
    assert!(found.iter().any(|line| line.contains("N207") && line.contains("dimensions")), "{found:?}");
}

#[test]
fn what_would_be_published_by_mistake_is_told() {
    let format = |status: &str| {
        format!("id,name,members,level,status,basis,evidence\nf,Talks,ARL BOR,official,{status},explicit,C1\n")
    };
    let event = |code: &str| {
        format!("id,actor,target,action,cameo_root,quad,basis,evidence\ne,ARL,BOR,met,{code},,explicit,C1\n")
    };
    let forecast = |words: &str, band: &str, scale: &str| {
        format!(
            "id,statement,question,holder,horizon,words,likelihood_low,likelihood_mode,likelihood_high,scale,basis,evidence\nq,It holds,Does it?,ARL,2030,{words},{band},{scale},explicit,C1\n"
        )
    };
    let decided = |how: &str| {
        let text = forecast("likely", "0.55,0.675,0.8", "");
        let headed = text.replace("scale,basis", "scale,resolution,resolved_on,basis");
        headed.replace(",,explicit", &format!(",,{how},explicit"))
    };
    let link = |lag: &str| {
        let factors =
            "id,name,low,mode,high,basis,evidence\na,A,0.1,0.2,0.3,explicit,C1\nb,B,0.1,0.2,0.3,explicit,C1\n";
        let links = format!(
            "id,cause,effect,low,mode,high,lag_low,lag_mode,lag_high,basis,evidence\nl,a,b,0.1,0.2,0.3,{lag},explicit,C1\n"
        );
        (factors.to_owned(), links)
    };
    let data = |file: &str| format!("id,file,set,title\nd,{file},atop,ATOP\n");
    let written = |files: &[(&str, String)]| {
        let folder = copy();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let before = found(&[]);
        lines(folder.path()).into_iter().filter(|line| !before.contains(line)).collect::<Vec<_>>()
    };
    let table = [
        ("forums.csv", format("in force"), "F108", "did you mean `in-force`?"),
        ("forums.csv", format("lively"), "F108", "one of running"),
        ("forums.csv", format("in-force"), "", ""),
        ("events.csv", event("3"), "F108", "write `03`"),
        ("events.csv", event("0311"), "F108", "is `03`"),
        ("events.csv", event("21"), "F108", "`01`"),
        ("events.csv", event("20"), "", ""),
        ("forecasts.csv", forecast("likely", "0.2,0.325,0.45", ""), "E409", "0.55-0.8"),
        ("forecasts.csv", forecast("likely", "0.55,0.675,0.8", "ICD-203 unlikely"), "E409", "0.2-0.45"),
        ("forecasts.csv", forecast("likely", ",,", ""), "E410", "0.55-0.8"),
        ("forecasts.csv", forecast("very likely", "0.80,0.875,0.95", "ICD-203 very likly"), "F108", "very likely"),
        ("forecasts.csv", forecast("very likely", "0.80,0.875,0.95", "ICD-203 very likely"), "", ""),
        ("forecasts.csv", forecast("likely", "0.6,0.7,0.8", "Kent"), "", ""),
        (
            "forecasts.csv",
            forecast("very likely", "0.80,0.875,0.95", "").replace("2030", "nextyear"),
            "D505",
            "nextyear",
        ),
        ("forecasts.csv", decided("yes,2031-01"), "D506", "after its horizon, 2030"),
        ("forecasts.csv", decided("yes,2030-12"), "", ""),
        ("forecasts.csv", decided("no,2031-01"), "", ""),
        ("datasets.csv", data("../secret.csv"), "F134", ""),
        ("datasets.csv", data("/etc/passwd"), "F134", ""),
        ("datasets.csv", data("C:\\\\x.csv"), "F134", ""),
        ("datasets.csv", data("data/atop..v5.csv"), "", ""),
    ];
    for (file, text, code, words) in table {
        let found = written(&[(file, text.clone())]);
        if code.is_empty() {
            assert!(found.is_empty(), "{text}: {found:?}");
        } else {
            assert!(found.iter().any(|line| line.contains(code) && line.contains(words)), "{text}: {found:?}");
        }
    }
    let (factors, links) = link("0.1,0.25,0.4");
    let found = written(&[("factors.csv", factors.clone()), ("links.csv", links)]);
    assert!(found.len() == 1 && found[0].contains("M621") && found[0].contains("`l` 0.25 to 0"), "{found:?}");
    assert!(written(&[("factors.csv", factors), ("links.csv", link("1,2,3").1)]).is_empty());
}

#[test]
fn rows_of_the_case_that_say_what_they_do_not_mean_are_told() {
    for (file, from, to, code, words) in [
        ("case.toml", "seed = 3", "horizon = \"nextyear\"", "F107", "nextyear"),
        ("case.toml", "seed = 3", "horizon = nextyear", "F101", ""),
        ("claims.csv", "official,demand,B2,,,,,", "official,demand,B2,,unlikely,0.55,0.675,0.8", "E409", "0.2-0.45"),
        ("claims.csv", "official,demand,B2,,,,,", "official,demand,B2,,unlikely,,,", "E410", "0.2-0.45"),
        ("claims.csv", "C2,paper:¶2,CAR", "C2,paper:¶1,CAR", "E411", "Carland"),
        ("ties.csv", "T1,ARL,BOR", "T1,Arland,BOR", "N201", "the actor `ARL`"),
        ("ties.csv", "2025,,explicit,C3", "2025,2025-01,explicit,C3", "M622", "ARL, CAR"),
        ("sources.csv", "paper,paper.txt", "paper,../paper.txt", "F134", ""),
        ("case.toml", "title = \"Three states and a strait\"", "title = \"My case\"", "F129", "My case"),
    ] {
        let found = new(&[(file, from, to)]);
        assert!(found.iter().any(|line| line.contains(code) && line.contains(words)), "{to}: {found:?}");
    }
}

#[test]
fn numbers_coded_from_0_to_1_on_a_scale_of_100_are_told() {
    let issues = "id,question,scale_0,scale_100,basis,evidence\nI1,How far?,none,all,explicit,C1\n";
    let positions = |rows: [&str; 2]| {
        let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,basis,evidence";
        format!(
            "{head}\nP1,I1,ARL,{},0.1,0.2,0.3,explicit,C1\nP2,I1,BOR,{},0.1,0.2,0.3,explicit,C1\n",
            rows[0], rows[1]
        )
    };
    for (rows, told) in [
        (["0.1,0.2,0.3,50,60,70", "0.8,0.9,1,50,60,70"], &["positions"][..]),
        (["0.1,0.2,0.3,0.5,0.6,0.7", "0.8,0.9,1,0.5,0.6,0.7"], &["positions", "saliences"]),
        (["0,0.5,1,50,60,70", "80,90,100,50,60,70"], &[]),
        (["0,0,0,50,60,70", "0,0,0,50,60,70"], &[]),
    ] {
        let folder = copy();
        fs::write(folder.path().join("issues.csv"), issues).unwrap();
        fs::write(folder.path().join("positions.csv"), positions(rows)).unwrap();
        let found: Vec<String> = lines(folder.path()).into_iter().filter(|line| line.contains("M623")).collect();
        assert_eq!(found.len(), told.len(), "{found:?}");
        assert!(found.iter().zip(told).all(|(line, what)| line.contains(what)), "{found:?}");
    }
}

#[test]
fn errors_alone_are_shown_where_they_are_asked_for() {
    let folder = saved("actors.csv", |text| text.replace("Arland", "Ar\u{200b}land").into_bytes());
    let case = folder.path().to_string_lossy().into_owned();
    let output = detente(&["check", &case, "--errors-only", "--format", "concise"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "0 errors, 0 warnings, 0 notes\n"));
    assert!(out(&detente(&["check", &case, "--format", "concise"])).contains("F128"));
}

#[test]
fn long_statements_are_not_echoed_whole() {
    let long = format!("protest iff {}", "x".repeat(1_300_000));
    let found = found(&[("case.toml", "protest iff patrol", &long)]);
    assert!(!found.is_empty() && found.iter().all(|line| line.len() < 4_000), "{}", found[0].len());
}

#[test]
fn a_view_is_not_set_to_nothing() {
    for change in ["view.states.dimensions=", "view.states.dimensions=,", "forum.x.status= "] {
        let output = detente(&["whatif", change, &triangle(), "-q"]);
        assert!(output.status.code() == Some(2) && err(&output).contains("set to nothing"), "{}", err(&output));
    }
}

#[test]
fn the_texts_of_the_template_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("new");
    assert_eq!(detente(&["init", &case.to_string_lossy()]).status.code(), Some(0));
    let told = lines(&case);
    for text in detente_case::PLACEHOLDERS {
        assert!(told.iter().any(|line| line.contains("F129") && line.contains(text)), "{text}: {told:?}");
    }
    assert_eq!(told.len(), detente_case::PLACEHOLDERS.len(), "{told:?}");
}

/// Empty columns at the right edge are read over, as in plain tables; what stands in them has no name.
#[test]
fn empty_columns_at_the_right_edge_are_no_error() {
    let pad = |more: &'static str| {
        move |text: &str| text.lines().map(|line| format!("{line},,{more}\r\n")).collect::<String>().into_bytes()
    };
    let told = |folder: &tempfile::TempDir| {
        let output = detente(&["check", &folder.path().to_string_lossy()]);
        (output.status.code(), out(&output) + &err(&output))
    };
    let (code, text) = told(&saved("ties.csv", pad("")));
    assert!(code != Some(2) && !text.contains("F102") && !text.contains("error["), "{text}");
    let header = |text: &str| text.replacen('\n', ",,\n", 1).replacen("paper:¶1,\n", "paper:¶1,,,x\n", 1).into_bytes();
    let (_, text) = told(&saved("ties.csv", header));
    assert!(text.contains("F102"), "{text}");
}
