//! The program as a user meets it: outputs, exit codes, broken input, the layers of the workspace.

// Helpers of tests are not `#[test]` functions themselves, so the lint does not spare them.
#![allow(clippy::unwrap_used)]

mod architecture;
mod balance;
mod bargain;
mod broken;
mod case_reference;
mod check;
mod coalition;
mod commands;
mod conflict;
mod dynamics;
#[cfg(unix)]
mod files;
mod goals;
mod golden;
#[cfg(unix)]
mod kills;
mod manifest_reference;
mod mutated;
mod plain;
mod reach;
mod record;
mod reference;
mod replay;
mod session;
mod ties;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn triangle() -> String {
    root().join("cases/triangle").to_string_lossy().into_owned()
}

fn detente(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(args)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A copy of the triangle case that may be spoiled.
fn copy() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for folder in ["", "scenarios", "sources"] {
        std::fs::create_dir_all(dir.path().join(folder)).expect("a folder");
        for entry in std::fs::read_dir(root().join("cases/triangle").join(folder)).expect("the case").flatten() {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), dir.path().join(folder).join(entry.file_name())).expect("a copy");
            }
        }
    }
    dir
}

/// A file in a folder of its own, and its path.
fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

/// A finding of a run that was printed as JSON.
fn finding(output: &std::process::Output, id: &str, scenario: &str) -> serde_json::Value {
    let all: serde_json::Value = serde_json::from_str(&out(output)).unwrap_or_else(|_| panic!("{}", err(output)));
    let all = golden::whole::of(all);
    let list = all["scenarios"][scenario]["findings"].as_array().expect("findings").clone();
    list.into_iter().find(|finding| finding["id"] == serde_json::json!(id)).unwrap_or_default()
}
