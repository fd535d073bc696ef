//! The case asked once more: under other changes, with the draws of the run where nothing changes them.

use std::cell::OnceCell;

use detente_case::FindingId;
use detente_case::case::Question;
use detente_method::{Again, Column, EffectiveCase, GroundedChange, Options, RunError, Samples, WhatIf};
use detente_results::{Answer, ScenarioResult};

use super::{Ran, answered, asking};
use crate::drivers::Ranked;
use crate::influence::Periods;
use crate::outcome::{Against, Compared, Outcome};
use crate::probe::{Over, columns_of};
use crate::propagation::Propagation;

/// What is asked once more, under changes of its own.
pub(super) struct AskAgain<'a, 'c> {
    pub ran: Ran<'a, 'c>,
    pub changes: &'a [GroundedChange],
}

/// A run of the case for questions that are asked once more.
pub(crate) struct RunOnce<'c> {
    draws: u32,
    outcome: Outcome<'c>,
    result: ScenarioResult,
    ranked: Ranked,
}

impl<'c> AskAgain<'_, 'c> {
    /// Runs the case under changes alone; what they do not reach is taken from the run without them, where there is one.
    fn once_more(&self, what_if: &WhatIf, options: &Options) -> Result<RunOnce<'c>, RunError> {
        let known = self.ran.once.get().filter(|known| known.draws == options.draws);
        let against = Against::OnceMore(known.map(|known| &known.outcome));
        let outcome = Outcome::of(self.ran.case, what_if, options, against, self.ran.observer)?;
        let same = known.map(|known| Compared {
            outcome: &known.outcome,
            result: &known.result,
            ranked: &known.ranked,
            paired: false,
        });
        let (finished, ranked) = outcome.result(self.ran.case, same.as_ref());
        Ok(RunOnce { draws: options.draws, outcome, result: finished.result, ranked })
    }

    fn with(&self, more: &[GroundedChange]) -> Vec<GroundedChange> {
        self.changes.iter().chain(more).cloned().collect()
    }

    fn reading(&self, more: &[GroundedChange]) -> EffectiveCase<'c> {
        let Options { as_of, horizon, .. } = self.ran.options;
        EffectiveCase::until(self.ran.case, *as_of, &self.with(more), *horizon)
    }
}

impl<'c> Again<'c> for AskAgain<'_, 'c> {
    fn settled(&self, changes: &[GroundedChange], draws: u32) -> Result<(EffectiveCase<'c>, Samples), RunError> {
        let mut reading = self.reading(changes);
        let earlier = self.ran.baseline.samples.first(draws);
        let (_, samples) = Propagation::of(&mut reading, self.ran.options.seed, draws, &earlier, None, Periods::Last)?;
        Ok((reading, samples))
    }

    fn findings(
        &self,
        changes: &[GroundedChange],
        findings: &[&FindingId],
        draws: u32,
    ) -> Result<Vec<Option<Column>>, RunError> {
        if findings.is_empty() {
            return Ok(Vec::new());
        }
        let earlier = self.ran.baseline.samples.first(draws);
        let over = Over { draws, seed: self.ran.options.seed, earlier: &earlier, observer: self.ran.observer };
        columns_of(self.reading(changes), findings, over)
    }

    fn answers(
        &self,
        questions: &[&Question],
        changes: &[GroundedChange],
        draws: u32,
    ) -> Result<Vec<Answer>, RunError> {
        // What holds everywhere is among the changes of the base.
        let options = Options { draws, scenarios: Vec::new(), standing: Vec::new(), ..self.ran.options.clone() };
        let all = self.with(changes);
        let what_if = WhatIf { id: "once-more".into(), title: String::new(), question: String::new(), changes: all };
        let kept = self.ran.once.get().filter(|known| changes.is_empty() && known.draws == draws);
        let fresh;
        let RunOnce { outcome, result: base, .. } = if let Some(kept) = kept {
            kept
        } else {
            let new = self.once_more(&what_if, &options)?;
            if changes.is_empty() && self.ran.once.get().is_none() {
                self.ran.once.get_or_init(|| new)
            } else {
                fresh = new;
                &fresh
            }
        };
        // What is asked on from there stands on other changes.
        let once = OnceCell::new();
        let ran = Ran { options: &options, baseline: outcome, once: &once, ..self.ran };
        let again = AskAgain { ran, changes: &what_if.changes };
        let one = |question: &&Question| answered(&asking(ran, base, outcome, &[], question, &[], &again));
        questions.iter().map(one).collect()
    }
}
