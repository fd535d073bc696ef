//! Proofs of verdicts.

use detente_conflict::Concept;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::conflict::StepResult;

/// A verdict with its proof; states are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct CertificateResult {
    /// The decision maker.
    pub decision_maker: String,
    /// The state.
    pub state: usize,
    /// The concept.
    pub concept: Concept,
    /// Whether the state holds it.
    pub stable: bool,
    /// For a stable state: each improvement with what answers it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<RejoinderResult>,
    /// For an unstable state: the improvement that is not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub improvement: Option<usize>,
    /// For an unstable state: every (state, last mover) that the others can lead to from there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<StepResult>,
    /// The same in a sentence.
    pub text: String,
}

/// An improvement and what answers it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct RejoinderResult {
    /// Where the decision maker goes.
    pub improvement: usize,
    /// The moves that follow; for SIM the improvements made at the same moment.
    pub path: Vec<StepResult>,
    /// Where it ends.
    pub end: usize,
    /// Where the decision maker could go from there; SMR and SSEQ ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<usize>,
}
