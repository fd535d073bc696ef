//! Exchanges of positions between issues.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An exchange of positions: one gives way on one issue, the other on another.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ExchangeResult {
    /// Who gives way on the first issue, and how far its position moves.
    pub gives_first: (String, f64),
    /// Who gives way on the second issue, and how far.
    pub gives_second: (String, f64),
    /// The issues, each with its outcome before and after.
    pub issues: [(String, f64, f64); 2],
    /// What each of the two gains: shift of outcomes times salience.
    pub gain: f64,
    /// What others gain (or lose, below 0) without being asked, the largest first.
    pub others: Vec<(String, f64)>,
}

/// Exchanges over all issues.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema, Serialize, Deserialize)]
pub struct ExchangesResult {
    /// How many pay both sides before any is carried out.
    pub feasible: usize,
    /// The most gainful of these.
    pub best: Vec<ExchangeResult>,
    /// Those of a round: the most gainful is carried out and its two moves are fixed, then the best of the rest, until none pays.
    pub done: Vec<ExchangeResult>,
    /// Outcome of each issue by the compromise of its actors, before and after the round.
    pub outcomes: Vec<(String, f64, f64)>,
}
