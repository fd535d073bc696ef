//! Bad input: a clear error, the right exit code, nothing written, no panic.

use std::fs;
use std::path::Path;

use crate::{copy, detente, err, out, triangle};

/// Spoils one file of a fresh copy and checks it; returns exit codes of check and run, and the findings.
fn spoiled(file: &str, spoil: impl Fn(&str) -> Vec<u8>) -> (i32, i32, String) {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, spoil(&text)).unwrap();
    both(folder.path())
}

fn both(folder: &Path) -> (i32, i32, String) {
    let case = folder.to_string_lossy().into_owned();
    let report = folder.join("never.html");
    let _ = fs::remove_file(&report);
    let checked = detente(&["check", &case, "--format", "concise"]);
    let run = detente(&["run", &case, "-q", "--report", &report.to_string_lossy()]);
    let text = out(&checked) + &err(&checked);
    assert!(!err(&run).contains("bug of detente"), "{}", err(&run));
    assert!(run.status.success() || !report.exists(), "a report was written in spite of errors");
    (checked.status.code().unwrap(), run.status.code().unwrap(), text)
}

fn replaced<'a>(from: &'a str, to: &'a str) -> impl Fn(&str) -> Vec<u8> + 'a {
    move |text| {
        assert!(text.contains(from), "{from} is not in the file");
        text.replacen(from, to, 1).into_bytes()
    }
}

#[test]
fn each_kind_of_mistake_has_its_code() {
    let table = [
        ("ties.csv", "BOR,CAR,no", "BOR,no", "F104"),
        ("ties.csv", "T2,BOR", "T1,BOR", "F110"),
        ("ties.csv", "T2,BOR", "T2,\"BOR", "F105"),
        ("ties.csv", "0.6,0.8,0.9", "0.9,0.8,0.6", "R301"),
        ("ties.csv", "0.6,0.8,0.9", "0.6,0.8,1.9", "R302"),
        ("ties.csv", "0.6,0.8,0.9", "0.6,NaN,0.9", "F107"),
        ("ties.csv", "0.6,0.8,0.9", "0.6,inf,0.9", "F107"),
        ("ties.csv", "0.6,0.8,0.9", "0.6,,0.9", "R304"),
        ("ties.csv", "dimension", "dimention", "F102"),
        ("ties.csv", "T1,ARL", "T1,ARLL", "N201"),
        ("ties.csv", "explicit,C1", "explicit,C11", "N202"),
        ("ties.csv", "explicit,C1", "explicit,", "E401"),
        ("ties.csv", "explicit,C1", "certain,C1", "F108"),
        ("ties.csv", "1990,,explicit", "1990,1980,explicit", "D501"),
        ("ties.csv", "1990,,explicit", "May 1990,,explicit", "D502"),
        ("ties.csv", "T1,ARL,BOR", "T1,ARL,ARL", "F110"),
        ("actors.csv", "ARL,Arland,state,,", "ARL,Arland,state,ARL,", "N206"),
        ("actors.csv", "ARL,Arland", "A-L,Arland", "F109"),
        ("claims.csv", "paper:¶2", "paper:¶9", "E403"),
        ("claims.csv", "paper:¶2", "papre:¶2", "N203"),
        ("claims.csv", "paper:¶2", "page 2", "F117"),
        ("case.toml", "seed = 3", "sead = 3", "F102"),
        ("case.toml", "seed = 3", "seed = ", "F101"),
        ("case.toml", "draws = 2000", "draws = \"many\"", "F107"),
        ("case.toml", "[case]", "[kase]", "F103"),
        ("case.toml", "\"CAR\"]\nring", "\"CRA\"]\nring", "N201"),
        ("case.toml", "protest iff patrol", "protest iff partol", "N204"),
        ("case.toml", "protest iff patrol", "protest iff", "F116"),
        ("case.toml", "status_quo = \"00\"", "status_quo = \"000\"", "M603"),
        ("scenarios/pipeline.toml", "tie.ARL-CAR.energy", "tie.ARL-CAR.enrgy", "N205"),
        ("scenarios/pipeline.toml", "op = \"set\"", "op = \"sett\"", "F119"),
        ("scenarios/named-only.toml", "DIP", "DIQ", "N204"),
        ("claims.csv", "paper:¶2", "paper:¶2@5000+10", "E403"),
        ("claims.csv", "official,demand", "official,demnad", "F108"),
        ("case.toml", "draws = 2000", "draws = 0", "R302"),
    ];
    for (file, from, to, code) in table {
        let (check, run, text) = spoiled(file, replaced(from, to));
        assert!(text.contains(code), "{file} {to}: expected {code} in\n{text}");
        assert_eq!((check, run), (1, 2), "{file} {to}\n{text}");
    }
}

#[test]
fn all_findings_of_one_row_come_at_once() {
    let row = "T1,ARL,BOR,no,security,0.6,0.8,0.9,0.6,0.8,0.9,1990,,explicit,C1,paper:¶1,";
    let bad = "T1,ARL,BOR,nope,security,0.9,0.8,0.6,0.6,0.8,0.9,May,,explcit,C1,paper:35,";
    let (_, _, text) = spoiled("ties.csv", replaced(row, bad));
    for code in ["F108", "R301", "D502", "F117"] {
        assert!(text.contains(code), "{code} in\n{text}");
    }
    // A broken row of an actor is no unknown actor.
    let (_, _, text) = spoiled("actors.csv", replaced("explicit,C1", "explcit,C1"));
    assert!(!text.contains("N201"), "{text}");
}

#[test]
fn unreadable_files_end_with_two() {
    // Text that begins as UTF-8 and breaks, a workbook, and no text at all; nobody is unknown because of them.
    let broken = |text: &str| [text.replace("Arland", "Ärland").as_bytes(), b"X,\xc4,,,,,,,,\n"].concat();
    let workbook = |_: &str| b"PK\x03\x04\x14\x00\x06\x00".to_vec();
    let zeros = |text: &str| [text.as_bytes(), &[0, 0, 0]].concat();
    for spoil in [&broken as &dyn Fn(&str) -> Vec<u8>, &workbook, &zeros] {
        let (check, run, text) = spoiled("actors.csv", spoil);
        assert!(text.contains("actors.csv") && text.contains("F106") && !text.contains("N201"), "{text}");
        assert_eq!((check, run), (2, 2));
    }
    let long = |_: &str| vec![b'x'; 17 << 20];
    let (check, run, text) = spoiled("ties.csv", long);
    assert!(text.contains("F115"), "{text}");
    assert_eq!((check, run), (2, 2));
}

#[test]
fn all_findings_come_at_once() {
    let folder = copy();
    let spoil = |file: &str, from: &str, to: &str| {
        let path = folder.path().join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen(from, to, 1)).unwrap();
    };
    spoil("ties.csv", "T1,ARL", "T1,\"ARL");
    spoil("ties.csv", "BOR,CAR", "BOR,CRA");
    spoil("actors.csv", "explicit,C2", "explicit,");
    spoil("case.toml", "seed = 3", "seed = = 3");
    spoil("claims.csv", "paper:¶3", "paper:¶33");
    let (_, _, text) = both(folder.path());
    for code in ["F105", "N201", "E401", "F101", "E403"] {
        assert!(text.contains(code), "{code} in\n{text}");
    }
}

#[test]
fn every_cut_of_every_file_is_survived() {
    for file in ["ties.csv", "case.toml", "claims.csv", "scenarios/pipeline.toml"] {
        let folder = copy();
        let path = folder.path().join(file);
        let bytes = fs::read(&path).unwrap();
        for cut in (0..bytes.len()).step_by(bytes.len() / 12 + 1) {
            fs::write(&path, &bytes[..cut]).unwrap();
            // A cut at the end of a row or a text may leave a sound case, and one inside a letter no text at all.
            let (check, run, text) = both(folder.path());
            assert!(matches!((check, run), (0, 0) | (1, 2) | (2, 2)), "{file} cut at {cut}: {check} {run}\n{text}");
        }
    }
}

#[test]
fn missing_folders_and_bad_usage_end_with_two() {
    let triangle = triangle();
    let table: [&[&str]; 12] = [
        &["run", "no/such/folder"],
        &["run", "Cargo.toml"],
        &["check", "crates"],
        &["run", &triangle, "--scenario", "pipelin"],
        &["run", &triangle, "--draws", "0"],
        &["run", &triangle, "--as-of", "yesterday"],
        &["whatif", "tie.ARL-CAR.enrgy=1", &triangle],
        &["whatif", "tie.ARL-CAR.energy=warm", &triangle],
        &["whatif", "nonsense", &triangle],
        &["explain", "balance.states.nothing", &triangle],
        &["verify", "balance/nobody-1900"],
        &["frobnicate"],
    ];
    for args in table {
        let output = detente(args);
        let code = output.status.code();
        assert_eq!(code, Some(2), "{args:?}: {}", err(&output));
        assert!(!err(&output).is_empty() || !out(&output).is_empty(), "{args:?} says nothing");
    }
    assert!(
        err(&detente(&["whatif", "tie.ARL-CAR.enrgy=1", &triangle])).contains("did you mean `tie.ARL-CAR.energy`?")
    );
}

#[test]
fn a_report_that_cannot_be_written_says_so() {
    let output = detente(&["run", &triangle(), "-q", "--report", "/no/such/folder/r.html"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
}

/// A text of a million letters where a number, a name or a key is due: what is printed stays readable, and says that it was cut.
#[test]
fn very_long_texts_are_cut_in_what_is_printed() {
    let long = "x".repeat(1_000_000);
    let ties = format!("source,target,weight\nA,B,{long}\n");
    let issues = format!("issue,actor,position,salience,capability\nloan,A,{long},1,1\nloan,B,1,1,1\n");
    let model = format!("{{\"{long}\": 1}}");
    for (name, text, commands) in [
        ("ties.csv", ties.clone(), &[&["balance"][..], &["geometry"]][..]),
        ("head.csv", format!("source,target,{long}\nA,B,1\n"), &[&["balance"]]),
        ("issues.csv", issues, &[&["bargain"], &["score"]]),
        ("model.json", model, &[&["dynamics", "fcm"], &["dynamics", "cib"], &["dynamics", "race"], &["conflict"]]),
    ] {
        let (_folder, path) = crate::file(name, &text);
        for command in commands {
            let output = crate::detente(&[command, &[path.as_str()][..]].concat());
            let said = crate::err(&output);
            assert_eq!(output.status.code(), Some(2), "{command:?} {name}: {said:.2000}");
            assert!(said.len() < 5_000, "{command:?} {name}: {} bytes, {said:.300}", said.len());
        }
    }
    let named = crate::detente(&["whatif", &long[..100_000], "-q"]);
    assert!(named.status.code() == Some(2) && crate::err(&named).len() < 5_000, "{:.300}", crate::err(&named));
}
