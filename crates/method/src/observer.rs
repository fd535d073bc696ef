//! Who watches a run and may stop it, and why a run may give no result.

use detente_case::AskError;
use detente_results::FinishedScenario;

use crate::options::WhatIf;

/// Hears how far a run is, and may stop it.
pub trait Observer: Sync {
    /// `done` of `all` scenarios are finished; `next` is the one that starts.
    fn progress(&self, done: usize, all: usize, next: &str);
    /// `done` of `all` draws of the running part are finished.
    fn drawn(&self, _done: usize, _all: usize) {}
    /// Whether to stop.
    fn stopped(&self) -> bool;
    /// The result of a scenario that an earlier run of the same case with the same options has finished.
    fn kept(&self, _what_if: &WhatIf) -> Option<FinishedScenario> {
        None
    }
    /// A scenario is finished.
    fn finished(&self, _what_if: &WhatIf, _scenario: &FinishedScenario) {}
}

/// Hears nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Observer for Silent {
    fn progress(&self, _: usize, _: usize, _: &str) {}
    fn stopped(&self) -> bool {
        false
    }
}

/// Why a run gave no result.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What a method finds things out about is none that its engine takes.
    #[error("{what} `{id}`: {reason}")]
    Problem {
        /// What it is: view, conflict.
        what: &'static str,
        /// Its id.
        id: String,
        /// What the engine says.
        reason: String,
    },
    /// The observer asked to stop before the baseline was finished.
    #[error("stopped before the baseline was finished; nothing was written")]
    Stopped,
}

impl RunError {
    /// What an engine says of a view, a conflict, an issue.
    pub fn problem(what: &'static str, id: &str, reason: impl std::fmt::Display) -> Self {
        Self::Problem { what, id: id.to_owned(), reason: reason.to_string() }
    }
}

impl From<RunError> for AskError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Stopped => Self::stopped(error.to_string()),
            RunError::Problem { .. } => Self::input(error.to_string()),
        }
    }
}

/// Passes on the wish to stop, and nothing else.
pub struct Quiet<'o> {
    /// Who is asked.
    pub outer: &'o dyn Observer,
}

impl Observer for Quiet<'_> {
    fn progress(&self, _: usize, _: usize, _: &str) {}
    fn stopped(&self) -> bool {
        self.outer.stopped()
    }
}
