//! What is asked of a run: how many draws, from which seed, and which what-ifs.

use detente_case::case::{Basis, Scenario, Step};
use detente_case::{Case, Change, Date};

use crate::effective_case::EffectiveCase;

/// A named list of changes.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// Its changes.
    pub changes: Vec<GroundedChange>,
}

/// A change with what its number rests on.
#[derive(Debug, Clone)]
pub struct GroundedChange {
    /// The change.
    pub change: Change,
    /// From which period on it holds; 0 is now.
    pub period: u32,
    /// Its basis; the sizes of a what-if are assumed unless it says otherwise.
    pub basis: Basis,
    /// Claims it rests on.
    pub evidence: Vec<String>,
    /// A remark.
    pub note: String,
}

impl From<Change> for GroundedChange {
    fn from(change: Change) -> Self {
        Self { change, period: 0, basis: Basis::Assumed, evidence: Vec::new(), note: String::new() }
    }
}

impl From<&Scenario> for WhatIf {
    fn from(scenario: &Scenario) -> Self {
        let grounded = |step: &Step| GroundedChange {
            change: step.change.clone(),
            period: step.period,
            basis: step.ground.basis,
            evidence: step.ground.evidence.iter().map(|word| word.text.clone()).collect(),
            note: step.ground.note.clone(),
        };
        Self {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            changes: scenario.changes.iter().map(grounded).collect(),
        }
    }
}

/// How to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Number of draws.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
    /// Another date than that of the case.
    pub as_of: Option<Date>,
    /// The period at which results are read; changes of later periods are not looked at.
    pub horizon: u32,
    /// Changes that hold in the baseline and in every scenario.
    pub standing: Vec<GroundedChange>,
    /// What to compare with the baseline.
    pub scenarios: Vec<WhatIf>,
}

impl Options {
    /// Changes beside those that hold everywhere, which come first.
    pub fn under(&self, changes: &[GroundedChange]) -> Vec<GroundedChange> {
        self.standing.iter().chain(changes).cloned().collect()
    }

    /// The case under changes beside those that hold everywhere, at the date and the horizon of the run.
    pub fn reading<'c>(&self, case: &'c Case, changes: &[GroundedChange]) -> EffectiveCase<'c> {
        EffectiveCase::until(case, self.as_of, &self.under(changes), self.horizon)
    }
}
