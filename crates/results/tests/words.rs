//! What is printed of an enum is the word that the program says elsewhere.

use detente_case::case::Basis;
use detente_case::likelihood::Likelihood;
use detente_case::path::Stake;
use detente_conflict::Concept;
use detente_results::Model;
use serde::Serialize;

fn printed(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn enums_are_printed_by_their_words() {
    for concept in Concept::ALL {
        assert_eq!(printed(concept), concept.word());
    }
    for model in Model::ALL {
        assert_eq!(printed(model), model.word());
    }
    for basis in Basis::ALL {
        assert_eq!(printed(basis.is), basis.word);
    }
    for (word, stake) in Stake::ALL {
        assert_eq!(printed(stake), word);
    }
    for percent in 0..=100 {
        let likelihood = Likelihood::of(f64::from(percent) / 100.0);
        assert_eq!(printed(likelihood), likelihood.word());
    }
}
