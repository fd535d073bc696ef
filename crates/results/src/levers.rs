//! The cheapest changes that reach a goal.

use detente_case::{FindingId, QuantityPath};
use schemars::JsonSchema;
use serde::Serialize;

/// A goal, as it is told.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GoalResult {
    /// Id of the finding.
    pub finding: FindingId,
    /// Whether its mean or frequency is to be at least (or at most) the bound.
    pub at_least: bool,
    /// The bound.
    pub bound: f64,
}

/// Plans that reach a goal.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LeversResult {
    /// The goal.
    pub goal: GoalResult,
    /// What the finding is.
    pub label: String,
    /// Mean or frequency before.
    pub baseline: f64,
    /// Whether nothing needs to be done.
    pub already: bool,
    /// Most changes in a plan.
    pub budget: usize,
    /// Quantities that were tried.
    pub tried: usize,
    /// Runs of the engine behind the finding in the search, each over 300 draws; plans are then judged over all draws of the run.
    pub runs: u64,
    /// Sets of two levers and more, up to the budget, that there are.
    pub sets: u64,
    /// Those that were looked at.
    pub looked_at: u64,
    /// Whether all were, and all that they gave was judged: otherwise cheaper plans may exist, and a note says where the search ended.
    pub complete: bool,
    /// Plans, the cheapest first.
    pub plans: Vec<LeverPlan>,
    /// What each quantity alone can do at most, those that do most first.
    pub reach: Vec<LeverReach>,
    /// What to know when reading them.
    pub notes: Vec<String>,
}

/// A goal of the case with what would reach it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GoalLevers {
    /// Id of the goal in the case.
    pub id: String,
    /// Title.
    pub title: String,
    /// The plans; absent where the finding is not there, or undefined in every draw.
    pub found: Option<LeversResult>,
    /// Why there are none.
    pub note: String,
}

/// Changes that reach the goal together.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LeverPlan {
    /// The changes.
    pub moves: Vec<LeverMove>,
    /// Sum of their costs.
    pub cost: f64,
    /// Mean or frequency that they lead to.
    pub number: f64,
    /// Whether a smaller move of these quantities is known not to do; otherwise it was searched for.
    pub exact: bool,
    /// Other plans that cost and do the same, each as it would be typed.
    pub alike: Vec<String>,
    /// For the cheapest plan with one change: the cost of the whole range of its quantity at which another of these plans is as cheap.
    pub switch: Option<f64>,
}

/// One change of a plan.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LeverMove {
    /// The quantity.
    pub quantity: QuantityPath,
    /// The change, as it would be typed.
    pub change: String,
    /// By how much, in its own unit.
    pub by: f64,
    /// From this most likely value.
    pub from: f64,
    /// What moving it over its whole range costs.
    pub cost_of_range: f64,
    /// Whether that cost is assumed.
    pub cost_assumed: bool,
    /// Claims on the quantity.
    pub claims: Vec<String>,
}

/// How far a quantity alone leads.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LeverReach {
    /// The quantity.
    pub quantity: QuantityPath,
    /// Direction of the better of its two ends.
    pub by: f64,
    /// Mean or frequency with it moved there.
    pub number: f64,
}
