//! The whole of an assessment: every finding of every scenario in full, with the quantities and claims that it rests on.
//!
//! The golden files hold the whole, so that they say of every finding what it is; what is printed says once what repeats itself. The whole is made here from the JSON alone, as a reader in any language has it, by the rules that stand in the schema.

use serde_json::{Map, Value, json};

/// The whole of an assessment; anything else as it is.
pub fn of(printed: Value) -> Value {
    match printed {
        Value::Object(mut fields) if fields.contains_key("provenance") => {
            let sets = fields.shift_remove("provenance").unwrap_or_default();
            let baseline = fields["scenarios"]["baseline"]["findings"].clone();
            for answer in ["answer", "conflict_answers", "issue_answers"] {
                fields[answer].as_array_mut().unwrap().iter_mut().for_each(with_head);
            }
            for scenario in fields["scenarios"].as_object_mut().into_iter().flat_map(Map::values_mut) {
                expand(scenario, &baseline, &sets);
            }
            Value::Object(fields)
        }
        other => other,
    }
}

/// A sentence with its head in its text; the golden files do not name its subject.
fn with_head(sentence: &mut Value) {
    let fields = sentence.as_object_mut().unwrap();
    fields.shift_remove("subject");
    let head = fields.shift_remove("head").unwrap();
    fields["text"] = format!("{}: {}", head.as_str().unwrap(), fields["text"].as_str().unwrap()).into();
}

fn expand(scenario: &mut Value, baseline: &Value, sets: &Value) {
    let fields = scenario.as_object_mut().unwrap();
    fields.shift_remove("unanswered");
    let places = fields.shift_remove("unchanged");
    let mut own = fields["findings"].as_array().unwrap().iter();
    let findings: Vec<Value> = match &places {
        None => own.by_ref().cloned().collect(),
        Some(places) => {
            let finding = |place: &Value| match place.as_u64() {
                None => own.next().unwrap().clone(),
                Some(place) => unchanged(&baseline[place as usize]),
            };
            places.as_array().unwrap().iter().map(finding).collect()
        }
    };
    assert!(own.next().is_none(), "a finding that `unchanged` does not list");
    fields["findings"] = findings.into_iter().map(|finding| in_full(finding, sets)).collect();
}

/// A finding of the baseline in a scenario that leaves it as it is.
fn unchanged(finding: &Value) -> Value {
    let mut finding = finding.clone();
    let pairs = finding.pointer("/distribution/defined").or(finding.pointer("/probability/draws")).cloned();
    if let Some(pairs) = pairs {
        finding["difference"] = json!({
            "pairs": pairs, "mean": 0.0, "mc_error": 0.0, "p05": 0.0, "p50": 0.0, "p95": 0.0, "above": 0.0, "equal": 1.0
        });
    }
    finding
}

/// A finding with the quantities and claims of its set, its fields in one order.
fn in_full(finding: Value, sets: &Value) -> Value {
    const ORDER: [&str; 12] = [
        "id",
        "label",
        "kind",
        "at_mode",
        "distribution",
        "probability",
        "difference",
        "bounded",
        "caveat",
        "provenance",
        "drivers",
        "without",
    ];
    let Value::Object(mut fields) = finding else { panic!("a finding that is no object") };
    let mut whole = Map::new();
    for key in ORDER {
        match fields.remove(key) {
            Some(place) if key == "provenance" => {
                let set = sets[place.as_u64().unwrap() as usize].as_object().unwrap();
                whole.extend(set.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
            Some(value) => drop(whole.insert(key.to_owned(), value)),
            None => {}
        }
    }
    assert!(fields.is_empty(), "fields that this test does not know: {fields:?}");
    Value::Object(whole)
}
