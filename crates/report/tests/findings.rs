//! Every finding of every spoiled case prints in every form: what a spreadsheet writes, what is cut short, what is doubled.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use detente_case::{Code, Diagnostic, Files, load};
use detente_report::diagnostics;
use proptest::prelude::*;

/// The files of the smallest case.
fn triangle() -> Vec<(String, String)> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/triangle");
    let mut files = Vec::new();
    for folder in ["", "scenarios/", "sources/"] {
        for entry in std::fs::read_dir(case.join(folder)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            let name = format!("{folder}{}", entry.file_name().to_string_lossy());
            files.push((name, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
    files.sort();
    files
}

fn with(file: &str, text: &str) -> Files {
    triangle()
        .into_iter()
        .map(|(name, kept)| if name == file { (name, text.to_owned()) } else { (name, kept) })
        .collect()
}

fn text_of(file: &str) -> String {
    triangle().into_iter().find(|(name, _)| name == file).unwrap().1
}

/// Prints the findings in all three forms; each names every finding.
fn printed(files: &Files) -> Vec<Diagnostic> {
    let findings = load(files).findings;
    let full = diagnostics::full(&findings, files, true);
    let concise = diagnostics::concise(&findings, files, true);
    let records: serde_json::Value = serde_json::from_str(&diagnostics::json(&findings, files, true)).unwrap();
    assert_eq!(concise.lines().count(), findings.len() + 1, "{concise}");
    assert_eq!(records.as_array().unwrap().len(), findings.len());
    for (finding, record) in findings.iter().zip(records.as_array().unwrap()) {
        assert!(full.contains(finding.code.as_str()));
        let (line, column) = (record["line"].as_u64().unwrap(), record["column"].as_u64().unwrap());
        let lines = files.get(&finding.place.file).unwrap_or_default().split('\n').count() as u64;
        assert!((1..=lines).contains(&line) && column >= 1, "{finding:?}");
    }
    // The full form is coloured: its own commands begin with an escape.
    let strange = |c: char| detente_text::is_unsafe(c) || c == '\r';
    assert!(!concise.contains(strange), "{concise:?}");
    assert!(!full.contains(|c| strange(c) && c != '\u{1b}') && !full.contains("\u{1b}[2J"), "{full:?}");
    findings
}

/// The codes but for what the case says of itself: rows that rest on one unnamed source.
fn codes(findings: &[Diagnostic]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).filter(|code| *code != "E405").collect()
}

const COMMA_AT_EVERY_END: &str = "id,from,to,directed,dimension,low,mode,high,firmness_low,firmness_mode,firmness_high,since,until,basis,evidence,locator,note,\r\n\
    T1,ARL,BOR,no,security,0.6,0.8,0.9,0.6,0.8,0.9,1990,,explicit,C1,paper:¶1,,\r\n\
    T2,BOR,CAR,no,territorial,-0.9,-0.6,-0.3,,,,,,explicit,C2,paper:¶2,,\r\n\
    T3,ARL,CAR,no,energy,-0.1,0.2,0.5,0.1,0.2,0.3,2025,,explicit,C3,paper:¶3,,\r\n";

#[test]
fn many_findings_of_a_kind_are_counted() {
    let many: String = (0..1_500).map(|number| format!("Z{number},ARL,paper,¶9,\n")).collect();
    let files = with("claims.csv", &(text_of("claims.csv") + &many));
    let findings = printed(&files);
    let code = findings.iter().map(|finding| finding.code).max_by_key(|code| of(&findings, *code)).unwrap();
    let folded = of(&findings, code) - 20;
    assert!(folded > 1_000, "{folded}");
    let more = format!("… and 1,{:03} more of the same kind ({code}); --all lists them\n", folded - 1_000);
    let (full, concise) = (diagnostics::full(&findings, &files, false), diagnostics::concise(&findings, &files, false));
    assert!(full.contains(&more) && concise.contains(&more), "{concise}");
    assert_eq!(concise.lines().last(), diagnostics::concise(&findings, &files, true).lines().last());
    let records: serde_json::Value = serde_json::from_str(&diagnostics::json(&findings, &files, false)).unwrap();
    let own = records.as_array().unwrap().iter().filter(|record| record["code"] == code.as_str());
    let more: Vec<_> = own.map(|record| record.get("more").and_then(serde_json::Value::as_u64)).collect();
    assert_eq!((more.len(), more[18], more[19]), (20, None, Some(folded as u64)));
}

fn of(findings: &[Diagnostic], code: Code) -> usize {
    findings.iter().filter(|finding| finding.code == code).count()
}

#[test]
fn a_padded_sheet_is_read() {
    assert!(codes(&printed(&with("ties.csv", COMMA_AT_EVERY_END))).is_empty());
    let wider = COMMA_AT_EVERY_END.replace("\r\n", ",,,\r\n") + ",,,,,,,,,,,,,,,,,,,,\r\n";
    assert!(codes(&printed(&with("ties.csv", &wider))).is_empty());
    // A column without a heading that holds something is none to pass over.
    let filled = COMMA_AT_EVERY_END.replacen("paper:¶1,,", "paper:¶1,,lost", 1);
    assert!(codes(&printed(&with("ties.csv", &filled))).contains(&"F102"));
}

#[test]
fn a_row_that_is_left_out_is_one_finding() {
    let text = text_of("claims.csv").replace("The alliance with Borland stands", "").replace('\n', "\r\n");
    let findings = printed(&with("claims.csv", &text));
    assert_eq!(codes(&findings), ["F111"], "{findings:?}");
    assert!(diagnostics::concise(&findings, &with("claims.csv", &text), false).contains("claims.csv:2:"));
    // Neither do the claims, actors and ties of a broken row become unused, unknown or missing.
    for (file, from, to, code) in [
        ("ties.csv", "T1,ARL,BOR,no", "T1,ARL,BOR,maybe", "F108"),
        ("ties.csv", "T1,ARL", "T1,\"ARL", "F105"),
        ("ties.csv", "T2,BOR,CAR,no", "T2,BOR,no", "F104"),
        ("ties.csv", "T3,ARL", "T1,ARL", "F110"),
        ("ties.csv", "directed", "direction", "F102"),
        ("actors.csv", "ARL,Arland,state", "ARL,Arland state", "F104"),
        ("actors.csv", "id,name", "id,nom", "F102"),
        ("sources.csv", "paper,paper.txt,", "paper,paper.txt,,", "F104"),
        ("claims.csv", "C2,paper:¶2,CAR,", "C2,paper:¶2,CAR,,", "F104"),
    ] {
        let findings = printed(&with(file, &text_of(file).replacen(from, to, 1)));
        let found = codes(&findings);
        assert!(
            found.contains(&code) && found.iter().all(|found| *found == code || *found == "F103"),
            "{to}: {findings:?}"
        );
    }
}

#[test]
fn a_case_cut_at_any_byte_is_told() {
    for (file, text) in triangle() {
        // Every byte of the tables, and a few of the rest.
        let step = if ["ties.csv", "claims.csv"].contains(&file.as_str()) { 1 } else { 13 };
        let text = text.replace('\n', "\r\n");
        for cut in (0..text.len()).step_by(step).filter(|cut| text.is_char_boundary(*cut)) {
            printed(&with(&file, &text[..cut]));
        }
    }
}

/// One thing that happens to a text.
fn spoiled(text: &str, how: usize, at: usize, by: usize) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (row, other) = (at % lines.len(), by % lines.len());
    let cells: Vec<&str> = text.split(',').collect();
    let cell = at % cells.len();
    let changed = |to: &str| {
        let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        cells[cell] = to.to_owned();
        cells.join(",")
    };
    match how {
        0 => text.replace('\n', "\r\n"),
        1 => text.replace('\n', "\r"),
        2 => format!("\u{feff}{text}"),
        3 => text.replace(',', ";"),
        4 => text.replace('\n', ",\r\n"),
        5 => {
            lines.insert(row, lines[other].clone());
            lines.join("\n")
        }
        6 => {
            lines.remove(row);
            lines.join("\n")
        }
        7 => changed(""),
        8 => changed("\""),
        9 => changed("NA"),
        10 => changed("Ärl\u{1b}[2J\u{9b}m\u{202e}"),
        11 => changed("1e999"),
        12 => text.replace(',', "\t"),
        13 => text.chars().take(at % (text.chars().count() + 1)).collect(),
        14 => text.replace(' ', "\u{a0}"),
        15 => changed("\"a\nb\rc\""),
        16 => changed("日本\u{301}\u{1f1ef}"),
        _ => text.replace("paper", "\u{fffd}aper"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_of_every_spoiled_case_prints(
        changes in prop::collection::vec((0..18usize, any::<usize>(), any::<usize>(), any::<prop::sample::Index>()), 1..5)
    ) {
        let mut files = triangle();
        for (how, at, by, file) in changes {
            let file = file.index(files.len());
            files[file].1 = spoiled(&files[file].1, how, at, by);
        }
        printed(&files.into_iter().collect());
    }
}
