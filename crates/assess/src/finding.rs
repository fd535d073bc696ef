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
use crate::large::DRAW;
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
    /// The draws in which it is only bounded, and what that leaves of it; absent where there are none. Where they are more than one in a
    /// hundred, distribution, probability and difference are absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounded: Option<BoundedFinding>,
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

/// What the draws that are only bounded leave of a column; `None` where there are none.
pub(crate) fn bounded(column: &Column) -> Option<BoundedFinding> {
    let (between, found) = column.mean_between()?;
    let (draws, of) = (column.bounded.as_ref()?.draws.len(), column.draws.len());
    let reason = format!(
        "in {draws} of {of} draws the search for the best blocs ended at its limit of {DRAW} steps: the index is only bounded there, and who stands with whom is not proven"
    );
    Some(BoundedFinding { draws, of, between, found, reason })
}

/// The word of likelihood that both ends of the frequency share.
fn shared_word(bounded: &BoundedFinding) -> Option<&'static str> {
    let [least, most] = [bounded.between.0, bounded.between.1].map(likelihood::word_for);
    (least == most).then_some(least)
}

impl Finding {
    /// Its central number: mean of the distribution, or the frequency.
    pub fn number(&self) -> Option<f64> {
        self.distribution.as_ref().map(|d| d.mean).or(self.probability.as_ref().map(|p| p.probability))
    }
}

/// A column as a finding. `evidence` holds the claims behind each quantity in this scenario; `known` is the finding of the baseline where every draw of
/// it, and of what is behind it, is the same.
pub(crate) fn finding(
    case: &Case,
    column: &Column,
    baseline: Option<&[f64]>,
    known: Option<&Finding>,
    ranked: &Ranked,
    evidence: &BTreeMap<usize, Vec<String>>,
) -> Finding {
    let quantities = column.behind.iter().map(|index| case.quantities.get(*index));
    let of_quantities = column.behind.iter().filter_map(|index| evidence.get(index)).flatten();
    let claims: BTreeSet<&String> = of_quantities.chain(&column.claims).collect();
    if let Some(known) = known {
        return Finding {
            at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
            difference: baseline.and_then(|baseline| difference(baseline, column)),
            claims: claims.into_iter().cloned().collect(),
            ..known.clone()
        };
    }
    let told = |kind: Kind| column.kind == kind && !column.is_open();
    let probability = told(Kind::Probability).then(|| Proportion::of(&column.draws)).flatten();
    let bounded = bounded(column);
    let open = bounded.as_ref().filter(|_| column.kind == Kind::Probability && column.is_open());
    // Words of likelihood need a least number of draws.
    let enough = probability.filter(|p| p.draws >= FEW_DRAWS);
    let word = open.filter(|bounded| bounded.of >= FEW_DRAWS).and_then(shared_word);
    Finding {
        id: column.id.clone(),
        label: column.label.clone(),
        kind: column.kind,
        at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
        distribution: told(Kind::Value).then(|| Summary::of(&column.draws)).flatten(),
        probability,
        words: enough.map(|p| likelihood::word_for(p.probability)).or(word).map(Token::from),
        bounded,
        difference: baseline.and_then(|baseline| difference(baseline, column)),
        caveat: column.analogy.then(|| "structural analogy".into()),
        quantities: quantities.map(|quantity| quantity.path.to_string()).collect(),
        claims: claims.into_iter().cloned().collect(),
        drivers: if column.is_open() { Vec::new() } else { ranked.drivers(case, column) },
        without: Vec::new(),
    }
}

/// Scenario minus baseline; `None` where the scenario is too open.
fn difference(baseline: &[f64], column: &Column) -> Option<Difference> {
    (!column.is_open()).then(|| Difference::paired(baseline, &column.draws)).flatten()
}
