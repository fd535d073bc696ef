//! What a page may ask.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The case of a page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The texts of the case folder by their names, such as `case.toml` and `scenarios/first.toml`.
    pub files: BTreeMap<String, String>,
    /// The date as of which it is read, where that is not its own.
    pub as_of: Option<String>,
    /// The period at which results are read, where that is not its own.
    pub horizon: Option<u32>,
}

/// A question to the case of a page. Changes are written as on the command line.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// What changes do: the JSON of `detente whatif`.
    WhatIf {
        /// Changes and scenarios; a word `/` before the next what-if.
        changes: Vec<String>,
        /// Number of draws; the case's own where it is left out.
        draws: Option<u32>,
        /// Seed of the draws; the case's own where it is left out.
        seed: Option<u64>,
    },
    /// How the questions of the case are answered where changes hold: the JSON of `detente answer`.
    Answers {
        /// Changes and scenarios.
        #[serde(default)]
        changes: Vec<String>,
        /// Ids of questions; all where none is named.
        #[serde(default)]
        questions: Vec<String>,
        /// Number of draws.
        draws: Option<u32>,
        /// Seed of the draws.
        seed: Option<u64>,
    },
    /// The verdict on one question where changes hold: its answer without what is told beside it, by far the quickest.
    Verdict {
        /// Changes and scenarios.
        #[serde(default)]
        changes: Vec<String>,
        /// Id of the question.
        question: String,
        /// Number of draws.
        draws: Option<u32>,
        /// Seed of the draws.
        seed: Option<u64>,
    },
    /// What can be moved.
    Movable,
}
