//! Everything one issue says: actors, what each model forecasts, who moves whom, what would move it.

use std::collections::BTreeMap;

use detente_case::case::Basis;
use detente_case::path::Stake;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bargaining::{ExchangesResult, JointResult, Model, TurnResult};

/// What the models say of the issues of a file or a case.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct BargainAnswer {
    /// Title of the file; empty for tables and cases.
    pub title: String,
    /// The actors; where the spatial challenge model was run once, those of the run, in the order of its lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actors: Option<Vec<String>>,
    /// The models that were asked.
    pub models: Vec<Model>,
    /// Forecasts by issue and model; a model without an answer is absent.
    #[schemars(schema_with = "crate::keys::named_by::<Model, f64>")]
    pub forecast: BTreeMap<String, BTreeMap<Model, f64>>,
    /// The issues.
    pub issues: Vec<IssueResult>,
    /// The run of the spatial challenge model over one issue, or over all as dimensions of one bargain.
    #[serde(flatten)]
    pub joint: Option<JointResult>,
    /// Its runs by issue, where several are bargained apart.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub smp: BTreeMap<String, JointResult>,
    /// Exchanges between the issues, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanges: Option<ExchangesResult>,
}

/// An issue and what the models say of it; positions and outcomes lie on 0 to 100.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct IssueResult {
    /// Its id or name.
    pub id: String,
    /// The question.
    pub question: String,
    /// What 0 and 100 mean.
    pub ends: (String, String),
    /// What stands without a decision.
    pub reference: Option<f64>,
    /// Who has a stake.
    pub actors: Vec<StakeResult>,
    /// Forecasts by model; a model without an answer is absent.
    #[schemars(schema_with = "crate::keys::by::<Model, f64>")]
    pub forecast: BTreeMap<Model, f64>,
    /// The weighted median as an interval where half the weight lies on either side.
    pub median: (f64, f64),
    /// Largest minus smallest forecast of the models of this issue alone: exchange looks at others as well.
    pub spread: f64,
    /// The actor that stands at the weighted median: without it neither side has a majority of weight.
    pub pivot: Vec<String>,
    /// Positions by turn in the spatial challenge model, and by round in the expected-utility model, actor by actor.
    #[schemars(schema_with = "crate::keys::by::<Model, Vec<Vec<f64>>>")]
    pub rounds: BTreeMap<Model, Vec<Vec<f64>>>,
    /// Challenges of each turn of the spatial challenge model.
    pub turns: Vec<TurnResult>,
    /// Changes of one number of one actor that move the compromise by so many points (ten unless asked otherwise), the least first.
    pub levers: Vec<LeverResult>,
    /// What passes under the rule, where the group decides by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureResult>,
    /// What is odd.
    pub notes: Vec<String>,
}

/// What an actor has at stake, and what it does to the compromise.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct StakeResult {
    /// The actor.
    pub actor: String,
    /// Position.
    pub position: f64,
    /// Salience, 0 to 100.
    pub salience: f64,
    /// Capability.
    pub capability: f64,
    /// Share of all weight, 0 to 1.
    pub share: f64,
    /// How far it pulls the compromise towards itself; the pulls of all add up to 0.
    pub pull: f64,
    /// The compromise without it.
    pub without: Option<f64>,
    /// Basis, in a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Claims it rests on, in a case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// Issue whose outcome is its position, in a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// A change that moves the compromise.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct LeverResult {
    /// The actor.
    pub actor: String,
    /// Which of its numbers.
    pub number: Stake,
    /// Its value now.
    pub from: f64,
    /// The value that is needed.
    pub to: f64,
    /// The compromise then.
    pub outcome: f64,
}

/// What passes under the rule of the group.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ProcedureResult {
    /// The rule in words.
    pub rule: String,
    /// Points that beat the reference point, as intervals.
    pub win_set: Vec<(f64, f64)>,
    /// What the agenda setter would propose, or the reference point where nothing that it prefers passes.
    pub proposal: Option<f64>,
}
