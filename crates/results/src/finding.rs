//! A finding in its final form: distribution or probability, difference from the baseline, what is behind it.

use std::fmt;

use detente_case::{FindingId, QuantityPath};
use detente_chance::{Difference, Proportion, Summary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

detente_chance::words! {
    /// Whether a finding is a number or the frequency of something.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
    pub enum Kind {
        /// A number.
        Value = "value",
        /// 1 when something is so in a draw, 0 when not, between when several optima share it.
        Probability = "probability",
    }
}

detente_chance::words! {
    /// What a number is not.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
    pub enum Caveat {
        /// An analogy to the statics of frames and no measured quantity.
        StructuralAnalogy = "structural analogy",
    }
}

impl fmt::Display for Caveat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What the program found out about one thing under one scenario.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Finding {
    /// Its id, for example `balance.states.together:CHN+RUS`.
    pub id: FindingId,
    /// What it is, in words.
    pub label: String,
    /// Number or frequency.
    pub kind: Kind,
    /// Its value with every quantity at its mode; absent when undefined there.
    pub at_mode: Option<f64>,
    /// Its distribution over the draws, for numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Summary>,
    /// Its frequency over the draws, for frequencies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<Proportion>,
    /// Scenario minus baseline, draw by draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// The draws in which it is only bounded, and what that leaves of it; absent where there are none. Where they are more than one in a
    /// hundred, distribution, probability and difference are absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounded: Option<BoundedFinding>,
    /// What the number is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caveat: Option<Caveat>,
    /// The quantities and claims behind it: place in the list `provenance` of the assessment, from 0.
    pub provenance: usize,
    /// The quantities that move it most.
    pub drivers: Vec<Driver>,
    /// What it would be without one link, for the links that matter most to what changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<WithoutLinkFound>,
}

impl Finding {
    /// Its central number: mean of the distribution, or the frequency.
    pub fn number(&self) -> Option<f64> {
        self.distribution.as_ref().map(|d| d.mean).or(self.probability.as_ref().map(|p| p.probability))
    }

    /// This finding of the baseline in a scenario that leaves it unchanged: the difference is zero in every draw in which it is defined.
    pub fn unchanged(&self) -> Self {
        let defined = self.distribution.as_ref().map(|d| d.defined).or(self.probability.as_ref().map(|p| p.draws));
        Self { difference: defined.map(Difference::none), ..self.clone() }
    }
}

/// A finding in draws whose search ended at its limit of steps.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct BoundedFinding {
    /// Number of these draws.
    pub draws: usize,
    /// Number of all draws.
    pub of: usize,
    /// What its mean, or its frequency, over all draws is at least and at most.
    pub between: (f64, f64),
    /// The same with the best division found in each draw, which is not proven to be the best.
    pub found: f64,
    /// In words.
    pub reason: String,
}

/// A quantity that moves a finding.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Driver {
    /// Its path.
    pub quantity: QuantityPath,
    /// Rank correlation of its draws with the finding's (Spearman), in [-1, 1].
    pub correlation: f64,
}

/// What a finding would be without a link, over the first draws.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct WithoutLinkFound {
    /// The link, by id.
    pub link: String,
    /// Mean of the finding without it.
    pub number: f64,
    /// Mean with it, over the same draws.
    pub with: f64,
    /// Draws: the first of the run.
    pub draws: usize,
    /// Mean with it less mean without, over the same draws; these need not add up.
    pub adds: f64,
    /// Monte-Carlo standard error of that.
    pub mc_error: f64,
}
