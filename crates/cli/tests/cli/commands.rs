//! Commands on sound cases.

use crate::{copy, detente, err, out, root, triangle};

#[test]
fn check_tells_findings_in_three_forms() {
    let triangle = triangle();
    insta::assert_snapshot!("check_full", out(&detente(&["check", &triangle])));
    insta::assert_snapshot!("check_concise", out(&detente(&["check", &triangle, "--format", "concise"])));
    let json: serde_json::Value =
        serde_json::from_str(&out(&detente(&["check", &triangle, "--format", "json"]))).unwrap();
    for finding in json.as_array().unwrap() {
        for key in ["code", "severity", "file", "line", "column", "message", "hint"] {
            assert!(finding.get(key).is_some(), "{key} in {finding}");
        }
    }
}

#[test]
fn the_embedded_case_has_no_error() {
    let output = detente(&["check", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("0 errors"), "{}", out(&output));
}

#[test]
fn the_embedded_case_is_the_one_in_the_repository() {
    let folder = root().join("cases/northeast-asia-2001").to_string_lossy().into_owned();
    let run = |args: &[&str]| out(&detente(&[&["run", "--draws", "50", "--format", "json", "-q"], args].concat()));
    assert_eq!(run(&[]), run(&[&folder]));
}

#[test]
fn run_prints_a_table_of_eighty_columns() {
    let output = out(&detente(&["run", &triangle(), "-q"]));
    assert!(output.lines().all(|line| line.chars().count() <= 80), "{output}");
    insta::assert_snapshot!("run_table", output);
}

#[test]
fn run_gives_the_same_bytes_on_any_number_of_threads() {
    let run =
        |threads: &str| detente(&["run", "--draws", "300", "--format", "json", "-q", "--threads", threads]).stdout;
    assert_eq!(run("1"), run("4"));
}

#[test]
fn the_assessment_keeps_its_contract() {
    let json: serde_json::Value =
        serde_json::from_str(&out(&detente(&["run", &triangle(), "--format", "json", "-q"]))).unwrap();
    for key in ["schema", "tool", "case", "seed", "draws", "scenarios", "provenance"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    let json = crate::golden::whole::of(json);
    for (id, scenario) in json["scenarios"].as_object().unwrap() {
        for finding in scenario["findings"].as_array().unwrap() {
            assert!(finding["id"].is_string() && finding["quantities"].is_array() && finding["claims"].is_array());
            let valued = finding.get("distribution").is_some() || finding.get("probability").is_some();
            assert!(valued || finding["at_mode"].is_null(), "{id} {finding}");
        }
    }
}

#[test]
fn what_if_moves_the_tie_and_names_the_change() {
    let output = detente(&["whatif", "tie.ARL-CAR.energy+=0.4", &triangle(), "-q"]);
    insta::assert_snapshot!("whatif", out(&output));
    let nothing = detente(&["whatif", "tie.ARL-CAR.energy+=0", &triangle(), "-q"]);
    assert!(out(&nothing).contains("no finding changes"), "{}", out(&nothing));
}

#[test]
fn show_export_and_explain_speak_of_the_same_case() {
    let triangle = triangle();
    insta::assert_snapshot!("show_ties", out(&detente(&["show", "ties", &triangle])));
    insta::assert_snapshot!("explain_quantity", out(&detente(&["show", "quantity", "tie.CAR-ARL.energy", &triangle])));
    insta::assert_snapshot!("graphml", out(&detente(&["export", "graphml", &triangle])));
    assert!(out(&detente(&["export", "gexf", &triangle])).contains("<gexf"));
    assert!(out(&detente(&["export", "csv", &triangle])).lines().count() > 20);
    let explained = out(&detente(&["explain", "balance.states.together:ARL+BOR", &triangle, "-q"]));
    assert!(explained.contains("paper:¶2"), "{explained}");
}

#[test]
fn an_empty_case_passes_and_answers() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("new").to_string_lossy().into_owned();
    assert_eq!(detente(&["init", &case]).status.code(), Some(0));
    let checked = detente(&["check", &case]);
    assert_eq!(checked.status.code(), Some(0));
    // What is left of the template is told, and nothing else.
    let warnings = out(&checked).matches("warning[F129]").count();
    assert!(out(&checked).ends_with(&format!("0 errors, {warnings} warnings, 0 notes\n")), "{}", out(&checked));
    let answer = out(&detente(&["run", &case, "-q"])).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(answer.contains("First state and Second state"), "{answer}");
    let again = detente(&["init", &case]);
    assert_eq!(again.status.code(), Some(2), "{}", err(&again));
}

#[test]
fn the_report_is_one_page_with_the_data_inside() {
    let folder = copy();
    let report = folder.path().join("out.html");
    let case = folder.path().to_string_lossy().into_owned();
    let output = detente(&["run", &case, "-q", "--report", &report.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let page = std::fs::read_to_string(&report).unwrap();
    let (_, data) = page.rsplit_once("id=\"assessment\">").unwrap();
    let letters = data.split('<').next().unwrap().trim();
    let ends_something = |letter: char| "\"&'<>\\_`{".contains(letter) || !letter.is_ascii_graphic();
    assert!(letters.len() > 1_000 && !letters.contains(ends_something));
    // Pressed with zlib at its best, which begins with the bytes 78 DA.
    assert!(letters.starts_with("Lp"), "{}", &letters[..8]);
}

#[test]
fn published_results_are_reproduced() {
    let output = detente(&["verify"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(!out(&output).contains("differs"));
    assert!(out(&detente(&["verify", "balance/read-1954"])).contains("triangle_index"));
}

#[test]
fn cases_inside_the_program_are_listed_and_named() {
    let listed = out(&detente(&["cases"]));
    for name in ["northeast-asia-2001", "cuba-1962", "triangle"] {
        assert!(listed.contains(&format!("{name}: ")), "{listed}");
        let checked = detente(&["check", name, "--errors-only"]);
        assert!(checked.status.success(), "{name}: {}", out(&checked));
    }
    let none = detente(&["check", "cuba-1963"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("`detente cases` lists"), "{}", err(&none));
    let written = detente(&["record", "ties", "triangle"]);
    assert!(err(&written).contains("inside the program"), "{}", err(&written));
}
