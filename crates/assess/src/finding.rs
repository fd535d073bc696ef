//! A finding in its final form: distribution or probability, difference from the baseline, what is behind it.

use std::collections::{BTreeMap, BTreeSet};

use detente_chance::{Difference, Proportion, Summary};
use detente_model::{Case, likelihood};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assessment::Token;
use crate::columns::{Column, Kind};
use crate::drivers::{Driver, Ranked};
use crate::few::FEW_DRAWS;
use crate::reasons::WithoutLinkFound;

/// What the program found out about one thing under one scenario.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Finding {
    /// Its id, for example `balance.states.together:CHN+RUS`.
    pub id: String,
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
    /// The word for that frequency (ICD 203); absent for fewer than 100 draws, which are a count and no likelihood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Token>,
    /// Scenario minus baseline, draw by draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// "structural analogy" where the number is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caveat: Option<Token>,
    /// Paths of the quantities behind it.
    pub quantities: Vec<String>,
    /// Ids of the claims behind those.
    pub claims: Vec<String>,
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

    /// `evidence` holds the claims behind each quantity in this scenario; `known` is the finding of the baseline where every draw of
    /// it, and of what is behind it, is the same.
    pub(crate) fn of(
        case: &Case,
        column: &Column,
        baseline: Option<&[f64]>,
        known: Option<&Self>,
        ranked: &Ranked,
        evidence: &BTreeMap<usize, Vec<String>>,
    ) -> Self {
        let quantities = column.behind.iter().map(|index| case.quantities.get(*index));
        let of_quantities = column.behind.iter().filter_map(|index| evidence.get(index)).flatten();
        let claims: BTreeSet<&String> = of_quantities.chain(&column.claims).collect();
        if let Some(known) = known {
            return Self {
                at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
                difference: baseline.and_then(|baseline| Difference::paired(baseline, &column.draws)),
                claims: claims.into_iter().cloned().collect(),
                ..known.clone()
            };
        }
        let probability = (column.kind == Kind::Probability).then(|| Proportion::of(&column.draws)).flatten();
        Self {
            id: column.id.clone(),
            label: column.label.clone(),
            kind: column.kind,
            at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
            distribution: (column.kind == Kind::Value).then(|| Summary::of(&column.draws)).flatten(),
            probability,
            words: probability.filter(|p| p.draws >= FEW_DRAWS).map(|p| likelihood::word_for(p.probability).into()),
            difference: baseline.and_then(|baseline| Difference::paired(baseline, &column.draws)),
            caveat: column.analogy.then(|| "structural analogy".into()),
            quantities: quantities.map(|quantity| quantity.path.to_string()).collect(),
            claims: claims.into_iter().cloned().collect(),
            drivers: ranked.drivers(case, column),
            without: Vec::new(),
        }
    }
}
