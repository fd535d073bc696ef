//! Loops of a map, and what a lasting press on one concept does to the others.

use schemars::JsonSchema;
use serde::Serialize;

/// Loops of a map.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LoopsResult {
    /// Its concepts.
    pub names: Vec<String>,
    /// Loops, the strongest first.
    pub loops: Vec<LoopResult>,
    /// Whether some are missing.
    pub truncated: bool,
    /// Longest loop and most loops looked for.
    pub limits: [usize; 2],
    /// Loop analysis of the signs, where the map is small enough.
    pub press: Option<PressResult>,
    /// Why there is none.
    pub no_press: Option<String>,
    /// What is assumed, and what was not read.
    pub notes: Vec<String>,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LoopResult {
    /// R1, B1 …
    pub name: String,
    /// `reinforcing` or `balancing`.
    pub polarity: &'static str,
    /// Concepts passed.
    pub through: Vec<String>,
    /// Product of the weights.
    pub gain: f64,
    /// Sum of the lags.
    pub lag: f64,
    /// Whether it is in the short list (Oliva 2004).
    pub independent: bool,
}

/// Loop analysis (Levins 1974).
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PressResult {
    /// Whether the self-effects stand in the file, or -1 everywhere is assumed.
    pub self_effects: &'static str,
    /// Whether weights were read by their signs, being no whole numbers.
    pub signs_only: bool,
    /// Whether a small disturbance dies away with the weights themselves and a self-effect of -1 (W' - I); absent where the signs are all there is, and where it was not found.
    pub stable_with_weights: Option<bool>,
    /// Feedback by level.
    pub feedback_by_level: Vec<f64>,
    /// Hurwitz determinants.
    pub hurwitz: Vec<f64>,
    /// Whether a disturbance dies away; predictions mean something only then.
    pub stable: bool,
    /// Largest real part of an eigenvalue; absent where the iteration for it does not settle.
    pub largest_real_part: Option<f64>,
    /// Determinant of -A.
    pub det_minus_a: f64,
    /// Response of the row to a press on the column, up to the determinant.
    pub adjoint_of_minus_a: Vec<Vec<f64>>,
    /// Number of ways, whatever their sign.
    pub absolute_feedback: Option<Vec<Vec<f64>>>,
    /// Agreement of the ways, in [0, 1]; below 0.5 a prediction is unreliable.
    pub weighted_prediction: Option<Vec<Vec<f64>>>,
}
