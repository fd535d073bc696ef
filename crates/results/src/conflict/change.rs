//! What would have to change: critical preferences of the states that hold everybody, and the inverse question.

use std::collections::BTreeMap;

use detente_conflict::Concept;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CriticalKind {
    /// A decision maker drops a statement.
    Drops,
    /// A decision maker ranks a statement elsewhere.
    Moves,
    /// Nobody can change an option any more.
    Freezes,
}

/// A single change, and the states that it frees or makes hold.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct CriticalPreference {
    /// What kind of change it is.
    pub kind: CriticalKind,
    /// The change in words.
    pub change: String,
    /// Claims behind the statement or option that changes.
    pub claims: Vec<String>,
    /// States that no longer hold everybody, by concept.
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<usize>>")]
    pub lost: BTreeMap<Concept, Vec<usize>>,
    /// States that hold everybody then, by concept.
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<usize>>")]
    pub gained: BTreeMap<Concept, Vec<usize>>,
}

/// The answer to: what would make this state hold everybody?
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct InverseQuestion {
    /// The state, numbered from 1.
    pub state: usize,
    /// Its name.
    pub label: String,
    /// The concept.
    pub concept: Concept,
    /// Whether the concept has an answer in this conflict.
    pub defined: bool,
    /// Whether it holds everybody as things are.
    pub holds: bool,
    /// Decision makers that leave it as things are, each with the reason.
    pub leavers: Vec<String>,
    /// The smallest sets of changes of statements that do it, made one after the other; absent where preferences are no
    /// statements.
    pub changes: Option<Vec<Vec<String>>>,
    /// Every set of up to this many changes of statements was tried.
    pub tried: usize,
    /// More smallest sets than are listed.
    pub more: usize,
    /// Rises of the state in the rankings that do it, none of which can be left out; everything else is left as it is. Where fewer
    /// pairs need change in the rankings of others too, those pairs.
    pub rises: Vec<String>,
    /// Pairs of states whose order differs after these rises.
    pub reversed: usize,
    /// Every change of the rankings of up to so many pairs was tried; where it is one less than `reversed`, or as many, none is smaller.
    pub reversals_tried: usize,
    /// Why no order of its own statements can keep a decision maker there, where that is so.
    pub obstacles: Vec<String>,
}
