//! A fuzzy cognitive map: where it goes, and whether any other start would have gone there.

use detente_dynamics::{Rule, Transfer};
use schemars::JsonSchema;
use serde::Serialize;

/// What a map does.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FcmResult {
    /// Its concepts.
    pub names: Vec<String>,
    /// What comes in.
    pub rule: Rule,
    /// What becomes of it.
    pub transfer: Transfer,
    /// Steepness.
    pub lambda: f64,
    /// States by step, the start first, until no concept changes by more than the threshold.
    pub states: Vec<Vec<f64>>,
    /// The threshold.
    pub threshold: f64,
    /// Steps until no concept changed by more than a thousandth; absent when it took more than were followed.
    pub steps_to_1e_3: Option<usize>,
    /// The same with the start counted as a row.
    pub rows_until_step_below_1e_3: Option<usize>,
    /// `fixed point`, `cycle` or `undetermined`.
    pub outcome: &'static str,
    /// Steps of a cycle.
    pub period: Option<usize>,
    /// The step at which it was entered.
    pub entered: Option<usize>,
    /// Largest swing over a cycle, or last change of an undetermined run.
    pub amplitude: Option<f64>,
    /// The states it ends in: one, or one turn of the cycle.
    pub attractor: Vec<Vec<f64>>,
    /// Factor by which a step brings any two states together at least; below 1 there is one equilibrium. Absent for maps of two or three values.
    pub contraction_bound: Option<f64>,
    /// Whether that is certain.
    pub unique: bool,
    /// Bound on the distance of the last of `states` from the equilibrium, where the map contracts.
    pub error_bound: Option<f64>,
    /// Where other starts end, with their share, where the map does not contract.
    pub attractors: Vec<AttractorShare>,
    /// How many other starts were tried.
    pub starts: u64,
    /// What is doubtful: numbers that lie off the scale of such maps.
    pub notes: Vec<String>,
}

/// An end with the share of starts that lead there.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct AttractorShare {
    /// `fixed point`, `cycle`, `undetermined` (all of those together), or `others`.
    pub outcome: &'static str,
    /// Its first state (the lowest of a cycle); empty for others.
    pub state: Vec<f64>,
    /// Share of the starts.
    pub share: f64,
}
