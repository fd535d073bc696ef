//! What decides whether a conclusion of the sources holds.

use crate::FindingId;
use crate::case::Case;
use crate::path::QuantityPath;
use crate::question::{About, QuestionKind, about};

/// What numbers of the answer itself begin with.
pub const ANSWER: &str = "answer.";

/// What decides a conclusion of the sources.
#[derive(Debug, Clone, PartialEq)]
pub enum Decides {
    /// A number of the answer, by its name.
    Answer(String),
    /// A quantity.
    Quantity(QuantityPath),
    /// A finding.
    Finding(FindingId),
    /// A forecast, by its id.
    Forecast(String),
}

impl Decides {
    /// What a word in `of` means; `None` where the case has nothing of that name.
    pub fn of(case: &Case, word: &str) -> Option<Self> {
        if let Some(name) = word.strip_prefix(ANSWER) {
            return Some(Self::Answer(name.to_owned()));
        }
        if case.forecasts.iter().any(|forecast| *forecast.id == *word) {
            return Some(Self::Forecast(word.to_owned()));
        }
        match about(case, QuestionKind::Effect, word)? {
            About::Quantity(path) => Some(Self::Quantity(path)),
            About::Finding(id) => Some(Self::Finding(id)),
            About::Named(..) => None,
        }
    }
}
