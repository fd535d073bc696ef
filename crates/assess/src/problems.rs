//! The problems of all methods under an effective case: what they read, and what they find in every draw.

use std::collections::BTreeSet;

use detente_case::{FindingId, Method as Word, OutcomeOf};
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Memo, Numbers, Problem, RunError, Samples, Sought,
};
use detente_results::ScenarioResult;

use crate::reached::Reached;
use crate::registry::{METHODS, place_of};

/// The methods that have to look for a finding: its own, and those whose findings that is made of.
fn words_of(finding: &FindingId) -> Vec<Word> {
    let own = place_of(finding).map(|place| METHODS[place]);
    own.iter().flat_map(|method| method.words().iter().chain(method.builds_on())).copied().collect()
}

/// What is looked at, where it is not everything.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// One finding, with those of its subject.
    Finding(&'a FindingId),
    /// What changes can reach.
    Reached(&'a Reached),
}

/// A problem of every method, in the order of the registry.
pub(crate) struct Problems<'c>(Vec<Box<dyn Problem<'c> + 'c>>);

impl<'c> Problems<'c> {
    /// The problems under an effective case; for one finding or some subjects alone where they are named.
    ///
    /// # Errors
    /// [`RunError::Problem`].
    pub fn of(reading: &EffectiveCase<'c>, wanted: Option<Wanted<'_>>) -> Result<Self, RunError> {
        let words = if let Some(Wanted::Finding(finding)) = wanted { words_of(finding) } else { Vec::new() };
        let sought = wanted.map(|wanted| match wanted {
            Wanted::Finding(finding) => Sought::One { words: &words, subject: finding.subject() },
            Wanted::Reached(reached) => Sought::Some(reached),
        });
        let problems: Result<Vec<_>, RunError> = METHODS.iter().map(|method| method.lower(reading, sought)).collect();
        problems.map(Self)
    }

    /// What their findings are about.
    pub fn subjects(&self) -> Vec<About> {
        self.0.iter().flat_map(|problem| problem.subjects()).collect()
    }

    /// Every quantity that they read.
    pub fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(|problem| problem.quantities()).collect()
    }

    /// What they find in every draw, each after those before it; without draws at the most likely values alone.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let mut columns = Vec::new();
        for (place, problem) in self.0.iter().enumerate() {
            let own = problem.columns(&Asked { found: &columns, place, ..*asked })?;
            columns.extend(own);
        }
        Ok(columns)
    }

    /// How many numbers of each draw a run over `samples` keeps, and how many more it holds while it works.
    pub fn numbers_a_draw(&self, samples: &Samples, draws: u32, seed: u64) -> Numbers {
        let all = self.0.iter().map(|problem| problem.numbers_a_draw(samples, draws, seed));
        all.fold(Numbers::default(), |sum, one| Numbers { kept: sum.kept + one.kept, held: sum.held.max(one.held) })
    }

    /// Multiplications that these findings cost in one draw, where they are many.
    pub fn work_a_draw(&self, samples: &Samples, findings: &[&FindingId]) -> u64 {
        self.0.iter().map(|problem| problem.work_a_draw(samples, findings)).fold(0, u64::saturating_add)
    }

    /// What an outcome is at the values of quantities, in shares of its range; NaN where it has no answer.
    pub fn outcome(&self, of: OutcomeOf, id: &str, value: &dyn Fn(usize) -> f64) -> f64 {
        self.0.iter().find_map(|problem| problem.outcome(of, id, value)).unwrap_or(f64::NAN)
    }

    /// Every quantity that an outcome is read from.
    pub fn behind_outcome(&self, of: OutcomeOf, id: &str) -> BTreeSet<usize> {
        self.0.iter().flat_map(|problem| problem.behind_outcome(of, id)).collect()
    }

    /// What each method keeps of a scenario.
    pub fn memos(&self, samples: &Samples) -> Vec<Memo> {
        self.0.iter().map(|problem| problem.memo(samples)).collect()
    }

    /// Puts what each finds beside the draws into the result.
    pub fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        for (place, problem) in self.0.iter().enumerate() {
            problem.analyse(&Analysis { place, ..*at }, into);
        }
    }
}
