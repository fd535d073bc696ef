//! The figure of a view.

use std::collections::BTreeMap;

use detente_balance::geometry::{Frame, Plane, Switch};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The figure of a view: both of its readings.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct FigureResult {
    /// Actors in the order of the sides; empty when the view has no ring.
    pub ring: Vec<String>,
    /// A picture in the plane; absent when a tie is unknown.
    pub plane: Option<Plane>,
    /// The sides alone as bars: what the frame can hold.
    pub sides_only: Option<Frame>,
    /// All ties as bars.
    pub all_ties: Frame,
    /// Exact gain in cohesion when the weight of a tie grows by 0.1, by tie.
    pub gain_of_a_tenth: BTreeMap<String, f64>,
    /// The cheapest change that puts all actors on one side; absent for larger views.
    pub tighten: Option<TightenResult>,
}

/// Which ties to tighten, under the assumption that a unit of every tie costs the same.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TightenResult {
    /// Lead over every other division that the change must reach.
    pub margin: f64,
    /// Its cost with a cost of 1 a unit: the sum of what the ties move.
    pub cost: f64,
    /// Whether there is one plan alone.
    pub unique: bool,
    /// The ties that some cheapest plan moves.
    pub ties: Vec<TightenTie>,
}

/// A tie in the cheapest plans.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TightenTie {
    /// The tie.
    pub tie: String,
    /// Least that it moves in a cheapest plan.
    pub least: f64,
    /// Most that it moves in a cheapest plan.
    pub most: f64,
    /// Costs of a unit of this tie at which the choice switches.
    pub switches: Vec<Switch>,
}
