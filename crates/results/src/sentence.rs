//! Sentences of the answer, and what has no answer.

use detente_case::FindingId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a sentence is about, and what may have no answer.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Subject {
    /// Who stands with whom.
    Blocs,
    /// How well the blocs fit.
    Fit,
    /// How firmly the figure holds.
    Figure,
    /// What would change the blocs.
    Change,
    /// An issue.
    Issue {
        /// Its id.
        id: String,
    },
    /// A conflict.
    Conflict {
        /// Its id.
        id: String,
    },
}

/// One sentence of the answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Sentence {
    /// What it is about.
    pub subject: Subject,
    /// The subject in words, to stand before the text with a colon between them.
    pub head: String,
    /// The sentence, which begins with a small letter.
    pub text: String,
    /// The findings it tells.
    pub findings: Vec<FindingId>,
    /// The scenario in which to read them.
    pub scenario: String,
}

/// An issue or conflict without an answer at the most likely values.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Unanswered {
    /// Which.
    pub subject: Subject,
    /// Why.
    pub reason: WhyUnanswered,
    /// The decision makers of whose preferences nothing is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decision_makers: Vec<String>,
}

/// Why something has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub enum WhyUnanswered {
    /// Every statement or group of what somebody prefers is left out, or asks of something that is not in force.
    #[serde(rename = "no preference")]
    NoPreference,
    /// Fewer than two of the actors of an issue are left, or none has weight.
    #[serde(rename = "too few actors")]
    TooFewActors,
}
