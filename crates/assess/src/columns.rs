//! Findings as columns: what each is called, what it rests on, and its value in every draw.

use std::collections::BTreeSet;
use std::ops::Deref;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a finding is a number or the frequency of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number.
    Value,
    /// 1 when something is so in a draw, 0 when not, between when several optima share it.
    Probability,
}

/// What a finding is called and what it rests on, before it has values.
#[derive(Debug, Clone)]
pub(crate) struct Spec {
    /// Its id.
    pub id: String,
    /// What it is, in words.
    pub label: String,
    /// Number or frequency.
    pub kind: Kind,
    /// Whether it is a structural analogy and must be labelled so.
    pub analogy: bool,
    /// Whether it is one of the patterns that may come and go: absent elsewhere is frequency 0 there.
    pub pattern: bool,
    /// Places of the quantities behind it.
    pub behind: BTreeSet<usize>,
    /// Places of the quantities by which influences have moved those.
    pub upstream: BTreeSet<usize>,
    /// Claims behind it that no quantity carries.
    pub claims: BTreeSet<String>,
}

/// One finding over all draws.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// What it is.
    pub spec: Spec,
    /// Its value with every quantity at its mode; NaN when undefined.
    pub at_mode: f64,
    /// Its value per draw; NaN when undefined.
    pub draws: Vec<f64>,
}

impl Deref for Column {
    type Target = Spec;
    fn deref(&self) -> &Spec {
        &self.spec
    }
}

impl Spec {
    pub fn value(id: String, label: String, behind: BTreeSet<usize>) -> Self {
        Self {
            id,
            label,
            kind: Kind::Value,
            analogy: false,
            pattern: false,
            behind,
            upstream: BTreeSet::new(),
            claims: BTreeSet::new(),
        }
    }

    pub fn probability(id: String, label: String, behind: BTreeSet<usize>) -> Self {
        Self { kind: Kind::Probability, ..Self::value(id, label, behind) }
    }

    pub fn analogous(self) -> Self {
        Self { analogy: true, ..self }
    }

    /// The column of this measure.
    pub fn with(self, at_mode: f64, draws: Vec<f64>) -> Column {
        Column { spec: self, at_mode, draws }
    }
}
