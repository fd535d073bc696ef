//! The spatial challenge model, turn by turn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A turn of the spatial challenge model.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TurnResult {
    /// Its number, from 1.
    pub turn: usize,
    /// Who challenges whom.
    pub challenges: Vec<ChallengeResult>,
}

/// A challenge.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ChallengeResult {
    /// The challenger.
    pub challenger: String,
    /// The target.
    pub target: String,
    /// Probability that the challenger prevails, as it sees it.
    pub probability: f64,
    /// What it expects to gain, in utility.
    pub gain: f64,
    /// Third parties with their support for the challenger (negative for the target), the largest first.
    pub third_parties: Vec<(String, f64)>,
    /// Where the two would stand by the deal that was offered: challenger, then target, dimension by dimension.
    pub offered: Vec<Vec<f64>>,
    /// Whether the challenger and the target take it.
    pub taken: (bool, bool),
}

/// A run of the spatial challenge model; positions on 0 to 100.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct JointResult {
    /// Names of the actors of the run, in the order of the lists below.
    pub actors: Vec<String>,
    /// Turns played.
    pub turns: usize,
    /// Positions by turn, actor and dimension, the start first.
    pub positions_by_turn: Vec<Vec<Vec<f64>>>,
    /// Positions at the end, by actor and dimension.
    pub final_positions: Vec<Vec<f64>>,
    /// Probability of each actor's position by turn and actor.
    pub prob4: Vec<Vec<f64>>,
    /// Mean of the final positions by capability and salience, dimension by dimension.
    pub landing: Vec<Option<f64>>,
    /// Whether every probability settled.
    pub settled: bool,
    /// Whether the order of the actors decided between options that were equally probable.
    pub tied: bool,
    /// Challenges by turn.
    pub challenges: Vec<TurnResult>,
}
