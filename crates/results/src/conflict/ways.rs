//! Where moves lead from a state.

use std::collections::BTreeMap;

use detente_conflict::Concept;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the moves lead from a state; states are numbered from 1.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FromResult {
    /// From.
    pub from: usize,
    /// Its name.
    pub label: String,
    /// Entry k holds the states first reached in k + 1 moves.
    pub moves: Vec<Vec<usize>>,
    /// The same by moves that each mover gains by.
    pub improvements: Vec<Vec<usize>>,
    /// States that hold everybody, by concept.
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<usize>>")]
    pub equilibria: BTreeMap<Concept, Vec<usize>>,
    /// The ways to other states.
    pub paths: Vec<PathResult>,
}

/// Ways from a state to another.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct PathResult {
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// A shortest sequence of moves; absent when no sequence leads there.
    pub moves: Option<Vec<StepResult>>,
    /// A shortest sequence of improvements of those who move; absent when none leads there.
    pub improvements: Option<Vec<StepResult>>,
}

/// Where moves lead from a state: entry k holds the states first reached in k + 1 moves.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct StepsResult {
    /// From.
    pub from: usize,
    /// By any moves.
    pub moves: Vec<Vec<usize>>,
    /// By moves that each mover gains by.
    pub improvements: Vec<Vec<usize>>,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct StepResult {
    /// Who moves.
    pub decision_maker: String,
    /// Where to.
    pub state: usize,
}
