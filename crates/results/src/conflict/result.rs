//! A conflict, and who holds still where.

use std::collections::BTreeMap;

use detente_case::case::Basis;
use detente_conflict::{Answers, Concept, Direction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::conflict::{CertificateResult, ConflictDoubt, CriticalPreference, InverseQuestion, PathResult};

/// The answers to several conflicts.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ConflictAnswers {
    /// One a conflict.
    pub cases: Vec<ConflictAnswer>,
}

/// What is answered of a conflict: its result, and how surely where statements and orders are drawn.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ConflictAnswer {
    /// The conflict as it is given.
    #[serde(flatten)]
    pub result: ConflictResult,
    /// What is left of it over the draws, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<ConflictDoubt>,
    /// Its name, where a file or case has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A conflict and who holds still where; states are numbered from 1.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ConflictResult {
    /// Its id or name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// The question to answer.
    pub question: String,
    /// Decision makers.
    pub decision_makers: Vec<String>,
    /// Options.
    pub options: Vec<OptionResult>,
    /// How many states can occur.
    pub state_count: usize,
    /// Names of the states; empty where there are very many.
    pub states: Vec<String>,
    /// Options taken, by state; empty for joined and explicit states.
    pub taken: Vec<Vec<String>>,
    /// The state at the start.
    pub status_quo: Option<usize>,
    /// How long an answer of several may be.
    pub answers: Answers,
    /// States that hold everybody, by concept.
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<usize>>")]
    pub equilibria: BTreeMap<Concept, Vec<usize>>,
    /// For each concept and decision maker one digit per state: 1 where it holds.
    #[schemars(schema_with = "crate::keys::by::<Concept, BTreeMap<String, String>>")]
    pub stability: BTreeMap<Concept, BTreeMap<String, String>>,
    /// States in which each is held by SEQ or by SIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq_or_sim: Option<Vec<usize>>,
    /// States that hold every coalition as well, by concept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "crate::keys::by::<Concept, Vec<usize>>")]
    pub coalition_equilibria: BTreeMap<Concept, Vec<usize>>,
    /// Preferences.
    pub preferences: Vec<PreferenceResult>,
    /// How many moves there are, where states are told one by one.
    pub move_count: usize,
    /// Moves, where there are not too many.
    pub moves: Vec<MoveResult>,
    /// The start and every state that holds everybody, told.
    pub verdicts: Vec<VerdictResult>,
    /// From the start to every state that holds everybody.
    pub paths: Vec<PathResult>,
    /// Whether single changes were looked at; not where nobody asked, nor where moves and statements are too many.
    pub critical_preferences_known: bool,
    /// What single changes do to the states that hold everybody.
    pub critical_preferences: Vec<CriticalPreference>,
    /// What would make other states hold everybody under Nash, where asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inverse: Vec<InverseQuestion>,
    /// Proofs of all verdicts, where asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<CertificateResult>,
    /// What is odd about the conflict.
    pub notes: Vec<String>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct OptionResult {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Who can change it.
    pub owners: Vec<String>,
    /// Which way it can be changed.
    pub direction: Direction,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct PreferenceResult {
    /// The decision maker.
    pub decision_maker: String,
    /// Its statements, the most important first; empty where states are ranked directly.
    pub statements: Vec<StatementResult>,
    /// Groups of states, best first; empty where there are very many.
    pub ranking: Vec<Vec<usize>>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct StatementResult {
    /// As written.
    pub text: String,
    /// Why it is held.
    pub why: String,
    /// Probability of holding.
    pub probability: f64,
    /// Whether it holds when everything stands at its most likely value.
    pub counts: bool,
    /// Path of the probability, in a case.
    pub path: String,
    /// Basis, in a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// One digit per state: 1 where it is met; empty where there are very many.
    pub met: String,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct MoveResult {
    /// Who moves.
    pub decision_maker: String,
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// Whether the mover is better off there.
    pub improves: bool,
}

/// A state, told decision maker by decision maker.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct VerdictResult {
    /// The state.
    pub state: usize,
    /// Concepts under which it holds everybody.
    pub holds_under: Vec<Concept>,
    /// Why each decision maker stays or goes: the concept that is told, and the sentence.
    pub told: Vec<StandResult>,
}

/// Why a decision maker stays or goes.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct StandResult {
    /// The decision maker.
    pub decision_maker: String,
    /// The narrowest concept under which it stays; the widest when it stays under none.
    pub concept: Concept,
    /// Whether it stays.
    pub stays: bool,
    /// The sentence.
    pub text: String,
}
