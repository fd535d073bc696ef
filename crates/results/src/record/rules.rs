//! Ties from data beside what the documents say, and what a backtest gave.

use schemars::JsonSchema;
use serde::Serialize;

/// What a rule made of data, and how it stands beside the documents.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RecordResult {
    /// Id of the rule.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Dimension of its ties.
    pub dimension: String,
    /// Whether it looks for the tie behind all years instead of adding up the indicators of each.
    pub latent: bool,
    /// What it adds up, or what sees a latent tie.
    pub terms: Vec<TermEntry>,
    /// The view beside which its ties are set.
    pub compare: Option<String>,
    /// Every pair with a tie from data or, in that view, from documents.
    pub pairs: Vec<RecordPair>,
}

/// A term of a rule.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TermEntry {
    /// The indicator.
    pub indicator: String,
    /// Low, mode and high of what a unit adds.
    pub weight: [f64; 3],
    /// What a unit of a latent tie adds to it, where it knows distance only and has no weight.
    pub loading: Option<f64>,
    /// Why it is in the rule.
    pub why: String,
}

/// How data and documents stand to each other on a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub enum RecordVerdict {
    /// Both ranges have one sign, the same.
    #[serde(rename = "agree")]
    Agree,
    /// Both ranges have one sign, opposite ones.
    #[serde(rename = "apart")]
    Apart,
    /// A range holds both signs, or neither says anything.
    #[serde(rename = "unsure")]
    Unsure,
    /// The documents say nothing.
    #[serde(rename = "data only")]
    DataOnly,
    /// The data hold nothing.
    #[serde(rename = "text only")]
    TextOnly,
}

/// A pair over time and beside the documents.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RecordPair {
    /// One actor.
    pub a: String,
    /// The other.
    pub b: String,
    /// Its ties from data.
    pub spells: Vec<TieSpell>,
    /// Affinity from data at the date of the case: low, mode, high; 0 where the data hold nothing.
    pub data: [f64; 3],
    /// Claims (rows) behind it.
    pub data_claims: Vec<String>,
    /// Affinity in the view at the date of the case: 5 %, mode, 95 %.
    pub text: Option<[f64; 3]>,
    /// Claims behind it.
    pub text_claims: Vec<String>,
    /// How the two stand to each other.
    pub verdict: RecordVerdict,
    /// Events between the two or parts of them.
    pub events: Vec<String>,
}

/// A tie over years.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TieSpell {
    /// First year.
    pub since: i16,
    /// Last year.
    pub until: i16,
    /// Affinity: low, mode, high.
    pub affinity: [f64; 3],
    /// What it is made of.
    pub note: String,
    /// Claims (rows) behind it.
    pub claims: Vec<String>,
}

/// A score of a backtest that the case keeps.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BacktestScore {
    /// What is forecast.
    pub target: String,
    /// Which pairs of states.
    pub set: String,
    /// The model.
    pub model: String,
    /// Rows forecast.
    pub rows: Option<f64>,
    /// How many of them happened.
    pub events: Option<f64>,
    /// Area under the curve.
    pub auc: Option<f64>,
    /// Average precision.
    pub auc_pr: Option<f64>,
    /// 95 %.
    pub auc_pr_interval: Option<[f64; 2]>,
    /// Brier score.
    pub brier: Option<f64>,
    /// Share of the base rate's Brier score that is saved.
    pub skill: Option<f64>,
    /// Logarithmic score.
    pub log: Option<f64>,
}
