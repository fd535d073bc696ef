//! The report: the web page with the assessment inside.

use std::collections::BTreeMap;

use detente_page::PAGE;
use detente_results::{Assessment, BASELINE};
use serde_json::{Map, Value};

use crate::json::to_json;

/// One self-contained page.
pub fn page(assessment: &Assessment) -> String {
    let data = lean(&to_json(assessment, false));
    // `<` never stands in the data, so no text of the case can end the script or open a comment.
    let data = data.replace('<', "\\u003c");
    PAGE.replacen("__ASSESSMENT__", data.trim_end(), 1)
}

/// Leaves out of the findings of each scenario what they have in common with the baseline; the page puts it back (`lib/lean.ts`). Half of
/// a report would be such repetitions.
fn lean(json: &str) -> String {
    let Ok(mut whole) = serde_json::from_str::<Value>(json) else { return json.to_owned() };
    let Some(scenarios) = whole["scenarios"].as_object_mut() else { return json.to_owned() };
    let findings = |scenario: &Value| scenario["findings"].as_array().cloned().unwrap_or_default();
    let baseline: BTreeMap<String, Map<String, Value>> = scenarios
        .get(BASELINE)
        .map(findings)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|finding| Some((finding["id"].as_str()?.to_owned(), finding.as_object()?.clone())))
        .collect();
    for (_, scenario) in scenarios.iter_mut().filter(|(id, _)| *id != BASELINE) {
        for finding in scenario["findings"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            let Some(base) = finding.get("id").and_then(Value::as_str).and_then(|id| baseline.get(id)) else {
                continue;
            };
            for (key, value) in base.iter().filter(|(key, _)| *key != "id") {
                match finding.get(key) {
                    Some(own) if own == value => drop(finding.shift_remove(key)),
                    Some(_) => {}
                    None => drop(finding.insert(key.clone(), Value::Null)),
                }
            }
        }
    }
    whole.to_string()
}
