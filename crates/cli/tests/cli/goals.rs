//! Goals and cross-impacts of a case, doubt about cells of a matrix, and what a build without the lake refuses.

use std::fs;

use serde_json::{Value, json};

use crate::{copy, detente, err, file, out};

fn json_of(args: &[&str]) -> Value {
    let output = detente(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

/// A small case: A drives B, B drives C, and D stands alone.
fn small(goals: &str) -> tempfile::TempDir {
    let case = copy();
    let write = |name: &str, text: &str| fs::write(case.path().join(name), text).unwrap();
    let manifest = fs::read_to_string(case.path().join("case.toml")).unwrap();
    write("case.toml", &format!("{manifest}\n{goals}"));
    write(
        "factors.csv",
        "id,name,range_low,range_high,low,mode,high,meaning_0,meaning_1,basis,evidence,locator\n\
         a,A,0,1,0.2,0.2,0.2,,,assumed,,\nb,B,0,1,0.3,0.4,0.5,,,assumed,,\nc,C,0,1,0.4,0.5,0.6,,,assumed,,\nd,D,0,1,0.4,0.5,0.6,,,assumed,,\n",
    );
    write(
        "links.csv",
        "id,cause,effect,sign,low,mode,high,lag_low,lag_mode,lag_high,basis,evidence,locator,note\n\
         K1,a,b,+,0.7,0.8,0.9,1,1,1,assumed,,,\nK2,b,c,-,-0.9,-0.8,-0.7,1,1,1,assumed,,,\n",
    );
    case
}

const CROSS: &str = r#"
[[goal]]
id = "low-c"
title = "C is low"
reach = "factor.c<=0.3"
[[goal]]
id = "nowhere"
reach = "geometry.states.zzz>=1"
[cross-impact.chain]
descriptors = [
  { id = "a", quantity = "factor.a", free = true },
  { id = "c", quantity = "factor.c" },
  { id = "mood", variants = [{ id = "calm" }, { id = "tense" }] },
]
cells = [
  { from = "c:low", on = "mood:tense", impact = 2, confidence = 5 },
  { from = "c:high", on = "mood:calm", impact = 2 },
]
"#;

#[test]
fn goals_of_a_case_are_answered_in_its_run() {
    let case = small(CROSS);
    let path = case.path().to_str().unwrap();
    let found = json_of(&["run", path, "--draws", "300", "--scenario", "baseline", "-q"]);
    let levers = found["levers"].as_array().unwrap();
    let plans = &levers[0]["found"]["plans"];
    assert!(plans[0]["number"].as_f64().unwrap() <= 0.3, "{plans}");
    assert!(levers[1]["found"].is_null() && levers[1]["note"].as_str().unwrap().contains("geometry.states.zzz"));
    let text = out(&detente(&["run", path, "--all", "--draws", "300", "--scenario", "baseline", "-q"]));
    assert!(text.contains("C is low"), "{text}");
}

#[test]
fn levels_hold_where_links_and_judgement_press_them() {
    let case = small(CROSS);
    let found = json_of(&["dynamics", "cib", case.path().to_str().unwrap()]);
    let scenarios = found[0]["scenarios"].as_array().unwrap();
    let holds = |variants: Value| scenarios.iter().any(|one| one["variants"] == variants && one["share"] == 1.0);
    // A at its upper level raises B, which is no descriptor, and so lowers C by 0.4 x 0.64; that makes for tension.
    assert!(holds(json!(["high", "low", "tense"])), "{scenarios:?}");
    assert!(!scenarios.iter().any(|one| one["variants"][1] == "low" && one["variants"][2] == "calm"));
    assert_eq!(found[0]["acts"][0]["ways"], json!([["K1", "K2"]]));
}

#[test]
fn wrong_goals_and_cross_impacts_are_told_all_at_once() {
    let wrong = CROSS
        .replace("factor.c<=0.3", "factor.c around 0.3")
        .replace("c:high", "c:hihg")
        .replace("impact = 2, confidence = 5", "impact = 7, confidence = 5")
        .replace("id = \"nowhere\"", "id = \"nowhere\"\nchanges = 9");
    let wrong = wrong.replacen("[cross-impact", "[[goal]]\nid = \"x\"\nreach = \"factor.bb>=1\"\n[[goal]]\nid = \"y\"\nreach = \"p(bloc:ARL+BOB)>=2\"\n[cross-impact", 1);
    let case = small(&wrong);
    let output = detente(&["check", case.path().to_str().unwrap()]);
    let text = err(&output) + &out(&output);
    for part in [
        "F124",
        "did you mean `c:high`",
        "between -3 and 3",
        "from 1 to 4",
        "unknown factor `bb`",
        "`BOB`",
        "probability of 2",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn doubt_about_cells_gives_shares() {
    let matrix = json!({ "variants": [2, 2], "matrix_row_acts_on_column":
        [[0, 0, 2, -2], [0, 0, -1, 1], [1, -1, 0, 0], [-2, 2, 0, 0]], "confidence": 3 });
    let (_folder, path) = file("matrix.json", &matrix.to_string());
    let found = json_of(&["dynamics", "cib", &path]);
    let held = found["doubt"]["held"].as_array().unwrap();
    // By hand: the first holds where 4 + noise and 2 + noise, each the difference of two cells, stay above 0.
    let share = held.iter().find(|one| one["scenario"] == json!([1, 1])).unwrap()["share"].as_f64().unwrap();
    // Phi(4 / (0.8 sqrt 2)) Phi(2 / (0.8 sqrt 2)) = 0.9998 x 0.9615.
    assert!((share - 0.961).abs() < 0.02, "{share}");
    let twice = matrix.to_string().replacen("\"confidence\":3", "\"confidence\":3,\"confidence\":4", 1);
    let (_folder, path) = file("twice.json", &twice);
    let output = detente(&["dynamics", "cib", &path]);
    assert!(output.status.code() == Some(2) && err(&output).contains("stands twice"), "{}", err(&output));
}

#[test]
fn what_needs_the_lake_is_refused_with_the_reason() {
    let (folder, path) = file("events.csv", "date,source,target,code,goldstein\n2001-02-03,USA,JPN,040,1\n");
    let target = folder.path().join("out.parquet");
    let output = detente(&["record", "aggregate", &path, "--out", target.to_str().unwrap()]);
    assert!(output.status.code() == Some(2) && err(&output).contains("lake") && !target.exists());
    let output = detente(&["record", "query", "SELECT 1", &path]);
    assert!(output.status.code() == Some(2) && err(&output).contains("--features lake"), "{}", err(&output));
    fs::write(&target, b"PAR1....").unwrap();
    let output = detente(&["record", "aggregate", target.to_str().unwrap()]);
    assert!(output.status.code() == Some(2) && err(&output).contains("Parquet"), "{}", err(&output));
}

/// Draws that would not fit into memory are refused before the first is made, with the number that does, by every command that draws.
#[test]
fn draws_that_do_not_fit_are_refused() {
    let case = small("");
    let case = case.path().to_string_lossy().into_owned();
    let asked: [&[&str]; 5] = [
        &["run"],
        &["whatif", "factor.a+=0.5"],
        &["levers", "factor.c<=0.3"],
        &["sensitivity", "factors.c", "--box", "0.5"],
        &["export", "json"],
    ];
    for words in asked {
        let told = |draws: &str, memory: &str| {
            let more = [case.as_str(), "-q", "--draws", draws, "--memory", memory];
            let output = detente(&[words, &more[..]].concat());
            (output.status.code(), err(&output))
        };
        let (code, message) = told("500000", "90");
        assert!(code == Some(2) && message.contains("--memory ") && message.contains(" fit"), "{words:?}: {message}");
        let most = message.split("--draws ").nth(1).and_then(|rest| rest.split(',').next()).expect(&message);
        let (code, message) = told(&(most.parse::<u32>().unwrap() + 1_000).to_string(), "90");
        assert!(code == Some(2), "{words:?}: {message}");
        let (code, message) = told("200", "90");
        assert!(code == Some(0), "{words:?}: {message}");
    }
}
