//! What a page is told of a whole case.

// Helpers of tests are not `#[test]` functions themselves, so the lint does not spare them.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use detente_live::{Opened, Page};
use serde_json::{Value, json};

fn triangle() -> Opened {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/triangle");
    let mut files = BTreeMap::new();
    for inside in ["", "scenarios/"] {
        for entry in fs::read_dir(folder.join(inside)).unwrap().flatten() {
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            if name.ends_with(".toml") || name.ends_with(".csv") {
                files.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    Opened::of(&json!({ "files": files }).to_string()).unwrap()
}

fn asked(page: &mut Page<'_>, request: Value) -> Value {
    serde_json::from_str(&page.ask(&request.to_string()).unwrap()).unwrap()
}

fn verdicts(answers: &Value) -> BTreeMap<String, String> {
    let text = |answer: &Value| answer["verdict"].to_string();
    answers.as_array().unwrap().iter().map(|answer| (answer["id"].to_string(), text(answer))).collect()
}

#[test]
fn a_verdict_asked_alone_is_that_of_the_answers_under_the_same_changes() {
    let opened = triangle();
    let mut page = Page::new(&opened);
    for changes in [vec![], vec!["drop:id=C1"], vec!["tie.ARL-CAR.energy=0.8", "pipeline"]] {
        let all = asked(&mut page, json!({ "ask": "answers", "changes": changes, "draws": 40 }));
        for (id, told) in verdicts(&all) {
            let id: String = serde_json::from_str(&id).unwrap();
            let one = asked(&mut page, json!({ "ask": "verdict", "question": id, "changes": changes, "draws": 40 }));
            assert_eq!(verdicts(&one).into_values().next(), Some(told), "{id} under {changes:?}");
        }
    }
}

#[test]
fn what_holds_is_forgotten_with_the_next_question() {
    let opened = triangle();
    let mut page = Page::new(&opened);
    let coded = json!({ "ask": "answers", "draws": 40 });
    let before = asked(&mut page, coded.clone());
    let changed = asked(&mut page, json!({ "ask": "answers", "changes": ["drop:id=C1"], "draws": 40 }));
    assert_ne!(verdicts(&before), verdicts(&changed));
    assert_eq!(before, asked(&mut page, coded));
}

#[test]
fn everything_that_can_be_moved_has_a_name_and_can_be_set() {
    let opened = triangle();
    let mut page = Page::new(&opened);
    let movable = asked(&mut page, json!({ "ask": "movable" }));
    for one in movable.as_array().unwrap() {
        assert!(one["name"].as_str().is_some_and(|name| !name.is_empty()), "{one}");
        let change = format!("{}={}", one["path"].as_str().unwrap(), one["mode"]);
        asked(&mut page, json!({ "ask": "what-if", "changes": [change], "draws": 5 }));
    }
}
