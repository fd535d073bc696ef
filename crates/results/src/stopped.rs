//! What a run that was asked to stop did not come to.

use schemars::JsonSchema;
use serde::Serialize;

/// What is missing of a run that was stopped. Everything else of its result is whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Stopped {
    /// Ids of the scenarios that were not run, in the order they were asked for.
    pub scenarios: Vec<String>,
    /// Parts that were not looked at to their end, and are empty for that reason alone.
    pub parts: Vec<Part>,
}

/// A part of an assessment that a stop can cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What the headline findings hang on, claim by claim.
    Hangs,
    /// The same document by document.
    HangsBySource,
    /// The cheapest changes that reach the goals of the case.
    Levers,
    /// The answers to the questions.
    Answers,
}
