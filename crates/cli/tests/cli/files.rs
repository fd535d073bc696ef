//! What is on disk is whole, the user's own, and says what it is.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::{copy, detente, err, file, out, root, triangle};

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// A line of a shell, in which `$D` is the program.
fn shell(line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(root()).env("D", env!("CARGO_BIN_EXE_detente")).env("NO_COLOR", "1");
    command.output().unwrap()
}

/// A quick run with a report.
fn report(path: &str) -> Output {
    detente(&["run", &triangle(), "-q", "--draws", "2", "--scenario", "baseline", "--report", path])
}

/// A small table of ties in a folder of its own.
fn ties() -> (tempfile::TempDir, String) {
    file("ties.csv", "source,target,weight\nA,B,1\nB,C,-1\nA,C,-1\n")
}

#[test]
fn a_file_keeps_its_mode_and_a_new_one_follows_the_mask() {
    let (folder, table) = ties();
    let made = |name: &str, mask: &str| {
        let path = folder.path().join(name);
        let line = format!("umask {mask}; \"$D\" balance '{table}' --certificate '{}'", text(&path));
        assert!(shell(&line).status.success());
        mode(&path)
    };
    assert_eq!((made("private.json", "077"), made("public.json", "022")), (0o600, 0o644));
    let kept = folder.path().join("kept.json");
    fs::write(&kept, "old").unwrap();
    for mode_before in [0o600, 0o640, 0o664] {
        fs::set_permissions(&kept, fs::Permissions::from_mode(mode_before)).unwrap();
        assert_eq!(made("kept.json", "022"), mode_before);
    }
}

#[test]
fn links_lead_to_the_file_and_stay_links() {
    let (folder, table) = ties();
    let (real, link, dangling) =
        (folder.path().join("real.json"), folder.path().join("link.json"), folder.path().join("new.json"));
    fs::write(&real, "old").unwrap();
    symlink("real.json", &link).unwrap();
    symlink("made.json", &dangling).unwrap();
    for path in [&link, &dangling] {
        let output = detente(&["balance", &table, "--certificate", &text(path)]);
        assert!(output.status.success(), "{}", err(&output));
        assert!(fs::symlink_metadata(path).unwrap().is_symlink());
    }
    assert!(fs::read_to_string(&real).unwrap().contains("\"strong\""));
    assert_eq!(fs::read(&real).unwrap(), fs::read(folder.path().join("made.json")).unwrap());
}

#[test]
fn devices_and_pipes_are_written_through() {
    let (folder, table) = ties();
    let fifo = folder.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let reader = Command::new("cat").arg(&fifo).stdout(Stdio::piped()).spawn().unwrap();
    assert!(detente(&["balance", &table, "--certificate", &text(&fifo)]).status.success());
    let read = reader.wait_with_output().unwrap().stdout;
    assert!(fs::metadata(&fifo).unwrap().file_type().is_fifo());
    let to_null = detente(&["balance", &table, "--certificate", "/dev/null"]);
    assert!(to_null.status.success() && fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    for stdout in ["-", "/dev/stdout"] {
        assert_eq!(detente(&["balance", &table, "--certificate", stdout]).stdout, read, "{stdout}");
    }
    let appended = folder.path().join("all.txt");
    let line = format!("exec > '{}'; echo first; \"$D\" balance '{table}' --certificate /dev/stdout", text(&appended));
    assert!(shell(&line).status.success());
    assert_eq!(fs::read(&appended).unwrap(), [b"first\n", read.as_slice()].concat());
    assert!(!root().join("-").exists());
    // A full device is an error, and what was to be printed is printed.
    let full = report("/dev/full");
    assert_eq!(full.status.code(), Some(2), "{}", err(&full));
    assert!(out(&full).contains("Who stands with whom?"));
}

#[test]
fn no_input_is_written_over_by_any_of_its_names() {
    let case = copy();
    let (folder, table) = ties();
    let (hard, soft) = (folder.path().join("hard.csv"), folder.path().join("soft.csv"));
    fs::hard_link(&table, &hard).unwrap();
    symlink(&table, &soft).unwrap();
    let before = (fs::read(case.path().join("ties.csv")).unwrap(), fs::read(&table).unwrap());
    let refused = |args: &[&str]| {
        let output = detente(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains("is one of the files that are read"), "{args:?}: {}", err(&output));
    };
    let path = text(case.path());
    for name in ["ties.csv", "case.toml", "scenarios/pipeline.toml", "scenarios/../ties.csv"] {
        let onto = text(&case.path().join(name));
        refused(&["export", "csv", &path, "-o", &onto, "--draws", "2"]);
        refused(&["run", &path, "--report", &onto]);
    }
    for onto in [&table, &text(&hard), &text(&soft)] {
        refused(&["balance", &table, "--certificate", onto]);
    }
    let (_folder, events) = file("events.csv", "anything\n");
    refused(&["record", "aggregate", &events, "--out", &events]);
    assert_eq!(before, (fs::read(case.path().join("ties.csv")).unwrap(), fs::read(&table).unwrap()));
    // An earlier result in the folder of the case is no input.
    let earlier = text(&case.path().join("findings.csv"));
    for _ in 0..2 {
        let output = detente(&["export", "csv", &path, "-o", &earlier, "--draws", "2"]);
        assert!(output.status.success(), "{}", err(&output));
    }
}

#[test]
fn a_bad_place_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for (path, why) in [
        (folder.path().join("none/r.html"), "there is no folder"),
        (folder.path().to_owned(), "it is a folder"),
        (file.join("r.html"), "irectory"),
        (folder.path().join("new/"), "not a file"),
    ] {
        let output = report(&text(&path));
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{path:?}");
        assert!(err(&output).contains(why), "{path:?}: {}", err(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_leaves_no_litter() {
    let (folder, table) = ties();
    let page = folder.path().join("r.html");
    let line =
        format!("ulimit -f 1; \"$D\" run '{}' -q --draws 2 --scenario baseline --report '{}'", triangle(), text(&page));
    let output = shell(&line);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(
        out(&output).contains("Who stands with whom?") && err(&output).contains("cannot write"),
        "{}",
        err(&output)
    );
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| text(&entry.path())).collect();
    assert_eq!(left, [table]);
}

#[test]
fn a_stderr_that_nobody_hears_breaks_nothing() {
    let bad = shell("\"$D\" run no/such/case 2>/dev/full");
    assert_eq!(bad.status.code(), Some(2));
    let (_folder, table) = file("ties.csv", "source,target,weight\nA,B,1\nB,C,0\n");
    let noted = shell(&format!("\"$D\" balance '{table}' 2>/dev/full"));
    assert!(noted.status.success() && out(&noted).contains("frustration"), "{}", out(&noted));
    let closed = shell("\"$D\" run no/such/case 2>&-");
    assert_eq!(closed.status.code(), Some(2));
    let gone = shell(&format!("\"$D\" show quantities '{}' | head -1", triangle()));
    assert!(gone.status.success() && err(&gone).is_empty(), "{}", err(&gone));
}

#[test]
fn no_text_commands_the_terminal() {
    let (_folder, table) = file("ties.csv", "source,target,weight\n\u{1b}]0;owned\u{7},B,1\nB,\u{9b}2J\u{202e}C,-1\n");
    let outputs = [
        detente(&["balance", &table]),
        detente(&["balance", &table, "--format", "json"]),
        detente(&["run", "no\u{1b}]52;c;eA==\u{7}such"]),
        detente(&["\u{1b}[2Jfrobnicate"]),
        detente(&["balance", "--budget", "\u{1b}[31;8mx"]),
    ];
    for output in outputs {
        let all = out(&output) + &err(&output);
        assert!(!all.is_empty() && !all.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{all:?}");
    }
}

#[test]
fn a_pipe_gets_the_bytes_of_a_file() {
    for format in ["json", "csv", "graphml", "gexf"] {
        let folder = tempfile::tempdir().unwrap();
        let path = text(&folder.path().join("out"));
        let args = ["export", format, &triangle(), "--draws", "2", "-q"];
        assert!(detente(&[&args[..], &["-o", &path]].concat()).status.success());
        assert_eq!(detente(&args).stdout, fs::read(&path).unwrap(), "{format}");
    }
}

#[test]
fn seeds_that_no_number_of_a_browser_holds_are_text() {
    let seed = |number: &str| {
        let output = detente(&["run", &triangle(), "-q", "--draws", "2", "--seed", number, "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&out(&output)).unwrap()["seed"].clone()
    };
    assert_eq!(seed("9007199254740991"), serde_json::json!(9_007_199_254_740_991_u64));
    assert_eq!(seed("9007199254740992"), serde_json::json!("9007199254740992"));
    assert_eq!(seed("18446744073709551615"), serde_json::json!("18446744073709551615"));
}

#[test]
fn nothing_outside_of_a_case_is_read_as_part_of_it() {
    let case = copy();
    let (_folder, secret) = file("passwd", "id,text\nroot,do not show this\n");
    let claims = case.path().join("claims.csv");
    fs::rename(&claims, case.path().join("kept.txt")).unwrap();
    symlink(&secret, &claims).unwrap();
    let output = detente(&["check", &text(case.path())]);
    let all = out(&output) + &err(&output);
    assert_eq!(output.status.code(), Some(2), "{all}");
    assert!(all.contains("F131") && !all.contains("do not show this"), "{all}");
    // A link inside of the case is followed.
    fs::remove_file(&claims).unwrap();
    symlink("kept.txt", &claims).unwrap();
    let output = detente(&["check", &text(case.path()), "--format", "concise"]);
    assert!(!out(&output).contains("F131"), "{}", out(&output));
}

#[test]
fn a_data_set_that_is_named_outside_of_the_case_is_told() {
    let case = copy();
    let table = "id,file,set,title\na,data/atop.csv,atop,A\nb,../../../etc/passwd,atop,B\nc,/etc/passwd,atop,C\n";
    fs::write(case.path().join("datasets.csv"), table).unwrap();
    let checked = detente(&["check", &text(case.path()), "--format", "concise"]);
    assert_eq!(out(&checked).matches("F134").count(), 2, "{}", out(&checked));
}

#[test]
fn names_of_files_that_other_systems_cannot_hold_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let case = copy();
    let scenarios = case.path().join("scenarios");
    let text_of = fs::read(scenarios.join("pipeline.toml")).unwrap();
    fs::write(scenarios.join("Pipeline.toml"), &text_of).unwrap();
    let checked = detente(&["check", &text(case.path()), "--format", "concise"]);
    assert!(out(&checked).contains("F133") && checked.status.code() != Some(2), "{}", out(&checked));
    for name in [&b"\xe9a.toml"[..], b"\xe8a.toml"] {
        fs::write(scenarios.join(std::ffi::OsStr::from_bytes(name)), &text_of).unwrap();
    }
    let checked = detente(&["check", &text(case.path()), "--format", "concise"]);
    assert_eq!(out(&checked).matches("F132").count(), 2, "{}", out(&checked));
    assert_eq!(checked.status.code(), Some(2));
}

#[test]
fn kept_scenarios_are_private_and_altered_ones_are_as_if_absent() {
    let (cache, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let page = text(&folder.path().join("r.html"));
    let run = |fault: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.args(["run", &triangle(), "--draws", "20", "--report", &page, "--format", "json"]);
        command.env("XDG_CACHE_HOME", cache.path()).env("DETENTE_FAULT", fault).env("NO_COLOR", "1").output().unwrap()
    };
    // The report cannot be written: what was computed is printed and kept.
    let failed = run("fail:1");
    assert_eq!(failed.status.code(), Some(2), "{}", err(&failed));
    assert!(err(&failed).contains("kept 2 finished scenario(s)"), "{}", err(&failed));
    let runs = cache.path().join("detente/runs");
    let kept = fs::read_dir(&runs).unwrap().flatten().next().unwrap().path();
    let mut files: Vec<_> = fs::read_dir(&kept).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert_eq!((mode(&kept), files.len()), (0o700, 2));
    assert!(files.iter().all(|file| mode(file) == 0o600));
    let one = fs::read_to_string(&files[0]).unwrap();
    fs::write(&files[0], one.replacen("0.5", "0.6", 1)).unwrap();
    let whole = run("");
    assert!(err(&whole).contains("going on from 1 finished scenario(s)"), "{}", err(&whole));
    assert_eq!(whole.stdout, failed.stdout);
    assert!(!kept.exists());
}

#[test]
fn parallel_additions_keep_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let case = text(&folder.path().join("case"));
    assert!(detente(&["init", &case]).status.success());
    let header = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n";
    let added = |number: usize| {
        let path = folder.path().join(format!("atop{number}.csv"));
        fs::write(&path, format!("{header}2,740,{},1,0,0,0,1\n", 1990 + number)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.args(["record", "add", &text(&path), &case]).stdout(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(added).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let table = fs::read_to_string(Path::new(&case).join("datasets.csv")).unwrap();
    assert_eq!(table.lines().count(), 9, "{table}");
    let inodes =
        fs::read_dir(Path::new(&case).join("data")).unwrap().flatten().map(|entry| entry.metadata().unwrap().ino());
    assert_eq!(inodes.count(), 8);
}
