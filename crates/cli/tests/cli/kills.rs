//! The program is killed, stopped, or runs out of disk at each step of writing: every file is as it was or as it should be, nothing is
//! left that blocks, and the same command works again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{copy, detente, err, out, triangle};

/// How a command is broken off.
#[derive(Debug, Clone, Copy)]
enum End {
    Fail,
    Signal(&'static str),
}

const ENDS: [End; 4] = [End::Fail, End::Signal("KILL"), End::Signal("TERM"), End::Signal("INT")];

fn command(args: &[String], fault: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.args(args).env("NO_COLOR", "1").env("DETENTE_FAULT", fault);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Breaks a command off at a step; `false` when it has fewer steps and came to its end.
fn broken_off(args: &[String], step: usize, end: End) -> bool {
    let End::Signal(signal) = end else {
        let output = command(args, &format!("fail:{step}")).output().unwrap();
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2)), "step {step}: {code:?} {}", err(&output));
        return code == Some(2);
    };
    let mut child = command(args, &format!("hold:{step}")).spawn().unwrap();
    let mut words = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while words.read_line(&mut line).unwrap() > 0 && !line.ends_with("holding\n") {}
    let held = line.ends_with("holding\n");
    if held {
        assert!(Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap().success());
    }
    let code = child.wait().unwrap().code();
    let expected = match (held, signal) {
        (false, _) => Some(0),
        (true, "KILL") => None,
        (true, _) => Some(130),
    };
    assert_eq!(code, expected, "step {step} {end:?}: {line}");
    held
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let mut bytes = Vec::new();
                fs::File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    found
}

fn is_leftover(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with(".detente-")
}

/// Breaks a command off at each of its steps, each time in a fresh folder, and runs it again to its end.
fn at_each_step(fresh: impl Fn() -> tempfile::TempDir, args: impl Fn(&Path) -> Vec<String>, again: &[i32]) {
    let whole = fresh();
    let before = files(whole.path());
    let output = command(&args(whole.path()), "").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let after = files(whole.path());
    for step in 1.. {
        let end = ENDS[step % ENDS.len()];
        let folder = fresh();
        if !broken_off(&args(folder.path()), step, end) {
            assert!(step > 3, "the command has {step} steps only");
            break;
        }
        let between = files(folder.path());
        for (path, bytes) in between.iter().filter(|(path, _)| !is_leftover(path)) {
            let whole = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
            assert!(whole, "step {step} {end:?}: {} is neither the old nor the new file", path.display());
        }
        assert!(before.keys().all(|path| between.contains_key(path)), "step {step} {end:?}: a file is gone");
        let killed = matches!(end, End::Signal("KILL"));
        assert!(killed || !between.keys().any(|path| is_leftover(path)), "step {step} {end:?}: litter");
        let output = command(&args(folder.path()), "").output().unwrap();
        assert!(again.contains(&output.status.code().unwrap()), "step {step} {end:?}: {}", err(&output));
        let mut found = files(folder.path());
        found.retain(|path, _| !is_leftover(path));
        assert!(found == after, "step {step} {end:?}: the same command does not give the same files");
    }
}

#[test]
fn init_can_be_repeated() {
    let args = |folder: &Path| vec!["init".to_owned(), folder.join("case").to_string_lossy().into_owned()];
    // Broken off behind its last file, it has nothing left to do and says so.
    at_each_step(|| tempfile::tempdir().unwrap(), args, &[0, 2]);
}

const ATOP: &str = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n";

/// A case with a rule and its data, and tables of an earlier year.
fn case_with_a_rule() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[case]\nid = \"two\"\ntitle = \"Two\"\nas_of = \"2002\"\n[[view]]\nid = \"record\"\ntitle = \"From data\"\nactors = [\"USA\", \"JPN\", \"RUS\"]\ndimensions = [\"record\"]\n[tie-rule.record]\ndimension = \"record\"\nactors = [\"USA\", \"JPN\", \"RUS\"]\nfirmness = 10\nindicators = [{ name = \"alliance_commitment\", weight = [0.5, 0.7, 0.9] }]\n";
    fs::write(folder.path().join("case.toml"), manifest).unwrap();
    let actors = "id,name,basis,evidence\nUSA,United States,assumed,\nJPN,Japan,assumed,\nRUS,Russia,assumed,\n";
    fs::write(folder.path().join("actors.csv"), actors).unwrap();
    for table in ["ties.csv", "claims.csv", "sources.csv"] {
        let model = fs::read_to_string(Path::new(&triangle()).join(table)).unwrap();
        fs::write(folder.path().join(table), model.lines().next().unwrap().to_owned() + "\n").unwrap();
    }
    fs::create_dir(folder.path().join("data")).unwrap();
    let rows: String = (1990..=2002).map(|year| format!("2,740,{year},1,0,0,0,1\n2,365,{year},0,0,0,1,0\n")).collect();
    fs::write(folder.path().join("data/atop.csv"), ATOP.to_owned() + &rows).unwrap();
    folder
}

#[test]
fn tables_of_ties_are_all_or_none() {
    let args = |folder: &Path| {
        ["record", "ties", &folder.to_string_lossy(), "--from", "1990", "--to", "2001"].map(str::to_owned).to_vec()
    };
    let earlier = || {
        let folder = case_with_a_rule();
        let case = folder.path().to_string_lossy().into_owned();
        let output = detente(&["record", "ties", &case, "--from", "1990", "--to", "1995"]);
        assert!(output.status.success(), "{}{}", out(&output), err(&output));
        folder
    };
    at_each_step(earlier, args, &[0]);
}

#[test]
fn a_data_set_is_added_with_its_row() {
    let source = tempfile::tempdir().unwrap();
    let file = source.path().join("atop.csv");
    fs::write(&file, ATOP.to_owned() + "2,740,1999,1,0,0,0,1\n").unwrap();
    let args = |case: &Path| {
        vec![
            "record".to_owned(),
            "add".to_owned(),
            file.to_string_lossy().into_owned(),
            case.to_string_lossy().into_owned(),
        ]
    };
    at_each_step(copy, args, &[0]);
}

#[test]
fn a_report_is_the_old_one_or_the_new_one() {
    let fresh = || {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("r.html"), "the report of yesterday").unwrap();
        folder
    };
    let args = |folder: &Path| {
        let page = folder.join("r.html").to_string_lossy().into_owned();
        let case = triangle();
        ["run", &case, "-q", "--fresh", "--draws", "2", "--scenario", "baseline", "--report", &page]
            .map(str::to_owned)
            .to_vec()
    };
    at_each_step(fresh, args, &[0]);
}

/// A run of the triangle case that is asked to stop when it comes to a scenario; with an empty name, behind the last one.
fn stopped_at(scenario: &str, cache: &Path, more: &[&str]) -> Output {
    let case = triangle();
    let args: Vec<String> =
        ["run", &case, "-q", "--draws", "300"].iter().chain(more).map(|arg| (*arg).to_owned()).collect();
    command(&args, &format!("stop:{scenario}")).env("XDG_CACHE_HOME", cache).output().unwrap()
}

#[test]
fn a_run_that_was_stopped_says_so_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("r.html");
    let path = page.to_string_lossy().into_owned();
    fs::write(&page, "the report of yesterday").unwrap();
    let json = stopped_at("pipeline", folder.path(), &["--format", "json", "--report", &path]);
    assert_eq!(json.status.code(), Some(130), "{}", err(&json));
    let stopped = serde_json::from_str::<serde_json::Value>(&out(&json)).unwrap()["stopped"].clone();
    let missing = stopped["scenarios"].as_array().unwrap();
    assert!(missing.contains(&serde_json::json!("pipeline")), "{stopped}");
    assert!(err(&json).contains("left as it was") && err(&json).contains("--partial"), "{}", err(&json));
    assert_eq!(fs::read_to_string(&page).unwrap(), "the report of yesterday");
    let table = stopped_at("pipeline", folder.path(), &["--report", &path, "--partial"]);
    assert!(out(&table).starts_with("This run was stopped before its end\nnot run: "), "{}", out(&table));
    // Data of a report are compressed: another text is another report.
    let cut = fs::read_to_string(&page).unwrap();
    assert_ne!(cut, "the report of yesterday");
    // Only what findings hang on was cut.
    let parts = stopped_at("", folder.path(), &["--format", "json"]);
    let stopped = serde_json::from_str::<serde_json::Value>(&out(&parts)).unwrap()["stopped"].clone();
    assert_eq!(stopped["scenarios"], serde_json::json!([]), "{}", err(&parts));
    assert!(stopped["parts"].as_array().unwrap().contains(&serde_json::json!("hangs")), "{stopped}");
    // The same command goes on, and its report is whole.
    let whole = stopped_at("none", folder.path(), &["--format", "json", "--report", &path]);
    assert_eq!(whole.status.code(), Some(0), "{}", err(&whole));
    assert!(out(&whole).contains("\"stopped\": null"));
    assert!(![cut, "the report of yesterday".to_owned()].contains(&fs::read_to_string(&page).unwrap()));
}
