//! How often each state holds everybody when statements and orders are drawn.

use std::collections::BTreeMap;

use detente_chance::Proportion;
use detente_conflict::Concept;
use schemars::JsonSchema;
use serde::Serialize;

/// How often each state holds everybody over the draws.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ConflictDoubt {
    /// Draws.
    pub draws: u32,
    /// Seed.
    #[serde(serialize_with = "crate::seed::write")]
    #[schemars(schema_with = "crate::seed::schema")]
    pub seed: u64,
    /// Dispersion of the orders (Mallows): 0 keeps them; its most likely value where it is in doubt itself.
    pub dispersion: f64,
    /// By concept: the states that ever hold everybody, the most frequent first.
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<StateChance>>")]
    pub equilibria: BTreeMap<Concept, Vec<StateChance>>,
    /// How often each state is reached from the start by improvements of those who move, where a start is given.
    pub reached: Vec<StateChance>,
    /// What each uncertain statement does.
    pub statements: Vec<StatementEffect>,
}

/// A frequency of a state.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StateChance {
    /// The state, numbered from 1.
    pub state: usize,
    /// Its name.
    pub label: String,
    /// The frequency with its Monte-Carlo error.
    pub probability: Proportion,
}

/// The effect of a statement on the chance that a state holds everybody under SEQ.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StatementEffect {
    /// Whose statement.
    pub decision_maker: String,
    /// The statement.
    pub statement: String,
    /// The state that it moves most.
    pub state: usize,
    /// Its name.
    pub label: String,
    /// Frequency of that state where the statement holds, minus where it does not.
    pub effect: f64,
    /// Standard error of that difference.
    pub error: f64,
}
