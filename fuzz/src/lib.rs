//! What the fuzz targets do with an input: everything that the program would, to the end.

pub mod commands;

use std::fs;
use std::process::ExitCode;

use detente_assess::session::{Depth, Settings};
use detente_assess::{Session, Silent, WhatIf};
use detente_case::{Case, Files, load};
use detente_formats::{Form, TiesAsked, read_ties};
use detente_report as report;
use detente_results::BASELINE;

/// Hands a file to each command of a target. An exit code that says it is our fault is a finding, as is a panic on the way.
pub fn file(target: &str, bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("input");
    if fs::write(&path, bytes).is_err() {
        return;
    }
    let (file, folder) = (path.to_string_lossy(), folder.path().to_string_lossy());
    let Some(target) = commands::TARGETS.iter().find(|known| known.name == target) else { return };
    for words in target.commands {
        let words = words.iter().map(|word| match *word {
            "FILE" => &*file,
            "FOLDER" => &*folder,
            word => word,
        });
        let code = detente_cli::program(std::iter::once("detente").chain(words).map(Into::into));
        assert!(code != ExitCode::from(3), "the program says that it is its own fault");
    }
}

/// The files of the seed case, with those of the input in their place. A file begins behind a line `=== NAME`.
pub fn case_of(bytes: &[u8]) -> Files {
    let mut files = seed();
    let text = String::from_utf8_lossy(bytes);
    for part in text.split("=== ").skip(1) {
        let (name, body) = part.split_once('\n').unwrap_or((part, ""));
        files.insert(name.trim(), body);
    }
    files
}

/// The case in `crates/cli/tests/cases/strait`.
fn seed() -> Files {
    static FOLDER: include_dir::Dir<'_> =
        include_dir::include_dir!("$CARGO_MANIFEST_DIR/../crates/cli/tests/cases/strait");
    let mut files = Files::default();
    let mut folders = vec![&FOLDER];
    while let Some(folder) = folders.pop() {
        for file in folder.files() {
            files.insert(file.path().to_string_lossy(), file.contents_utf8().unwrap_or_default());
        }
        folders.extend(folder.dirs());
    }
    files
}

/// A case from its files to everything that can be printed of it: findings in three forms, two draws of every scenario, all exports; the
/// networks that are written are read back.
pub fn case(bytes: &[u8]) {
    let files = case_of(bytes);
    let loaded = load(&files);
    let findings = &loaded.findings;
    let _ = report::diagnostics::full(findings, &files, false);
    let _ = report::diagnostics::concise(findings, &files, false);
    let json = report::diagnostics::json(findings, &files, false);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    if loaded.has_errors() || is_large(&loaded.case) {
        return;
    }
    let horizon = loaded.case.settings.horizon.min(20);
    let settings = Settings { horizon: Some(horizon), ..Settings::of_draws(2) };
    let Ok(session) = Session::of(loaded, settings) else { return };
    let scenarios: Vec<WhatIf> = session.case().scenarios.iter().take(3).map(WhatIf::from).collect();
    let Ok(found) = session.run(&scenarios, Depth::Findings, &Silent) else { return };
    let json = report::to_json(&found, false);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    let _ = (
        report::summary(&found),
        report::findings_csv(&found),
        report::page(&found, None),
        report::xmile(&found, horizon),
    );
    let names = found.scenarios[BASELINE].findings.iter().map(|finding| finding.id.as_str()).take(5);
    names.for_each(|name| drop(report::explain(&found, name, BASELINE)));
    for view in &found.scenarios[BASELINE].views {
        for text in [report::graphml(&found, view), report::gexf(&found, view)] {
            let read = read_ties(&text, Form::of("network", &text), &TiesAsked::default());
            assert!(read.is_ok() || view.ties.is_empty(), "what is written is not read: {read:?}\n{text}");
        }
    }
}

/// Cases that would take too long for one input among many.
fn is_large(case: &Case) -> bool {
    let options = case.conflicts.iter().map(|conflict| conflict.options.len()).max().unwrap_or(0);
    let actors = case.views.iter().map(|view| view.actors.len()).max().unwrap_or(0);
    options > 8 || actors > 10 || case.actors.len() > 30 || case.settings.horizon > 100
}
