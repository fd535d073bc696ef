//! What is printed of an enum is the word that the program says elsewhere.

use detente_case::case::Basis;
use detente_case::likelihood::{ICD_203, Likelihood};
use detente_results::Grouping;
use schemars::schema_for;
use serde::Serialize;
use serde_json::Value;

fn printed(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn enums_are_printed_and_described_by_their_words() {
    assert_eq!(Basis::ALL.map(printed), Basis::ALL.map(Basis::word));
    assert_eq!(Basis::CHOICES.map(|choice| (choice.is, choice.word)), Basis::ALL.map(|basis| (basis, basis.word())));
    let schema = schema_for!(Grouping);
    let words = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten().map(|one| one["const"].as_str());
    assert_eq!(words.collect::<Vec<_>>(), Grouping::ALL.map(|grouping| Some(grouping.word())));
}

#[test]
fn the_words_of_the_scale_are_in_its_order() {
    assert_eq!(ICD_203.map(|step| step.words[0]), Likelihood::ALL.map(Likelihood::word));
}
