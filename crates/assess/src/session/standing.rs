//! A case as it stands under changes, of which verdicts are asked one by one: what a page needs that is to answer at once.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use detente_method::{AskError, Observer, Options, RunError, WhatIf};
use detente_results::{Answer, Assessment, BASELINE, ScenarioResult};

use super::{Session, Settings};
use crate::answer::headlines;
use crate::answers::{Ran, RunOnce, answers};
use crate::base::Base;
use crate::catalogue;
use crate::provenance::Sets;

/// A case under changes: what it gives, and the scenarios that questions have looked at so far.
pub struct Standing<'c> {
    session: &'c Session,
    /// Without scenarios: each question has its own.
    options: Options,
    base: Base<'c>,
    sets: Sets,
    /// Scenarios that are run, but for those that `assessment` holds.
    scenarios: BTreeMap<String, ScenarioResult>,
    assessment: Assessment,
    once: OnceCell<RunOnce<'c>>,
}

impl Session {
    /// Runs the case in this way where these changes hold (as in [`Session::stand_under`]). What they leave as it is in `known`, the case over
    /// the same draws under other changes or none, is taken from there; the verdicts are the same with it and without it.
    ///
    /// # Errors
    /// [`AskError`] of the words, of the run.
    pub fn standing<'c>(
        &'c self,
        words: &[String],
        settings: Settings,
        known: Option<&Standing<'c>>,
        observer: &dyn Observer,
    ) -> Result<Standing<'c>, AskError> {
        let options = Options { standing: self.meant_by(words)?, ..self.options_of(settings, &[]) };
        let same = |known: &&Standing<'_>| {
            let before = &known.options;
            let way = |of: &Options| (of.draws, of.seed, of.as_of, of.horizon);
            way(before) == way(&options)
        };
        let known = known.filter(same);
        let mut sets = Sets::default();
        let base = Base::standing(self.case(), &options, known.map(|known| &known.base), &mut sets, observer)?;
        let scenarios = BTreeMap::from([(BASELINE.to_owned(), base.result.clone())]);
        let assessment = catalogue::assessment(self.case(), &options, Vec::new(), scenarios);
        let once = OnceCell::new();
        Ok(Standing { session: self, options, base, sets, scenarios: BTreeMap::new(), assessment, once })
    }
}

impl Standing<'_> {
    /// The verdict on a question, with the reasons of the method that gives it; what turns it, what is weak and what the sources say is not
    /// looked for.
    ///
    /// # Errors
    /// [`AskError`] for a question that is not there, of the run.
    pub fn verdict(&mut self, question: &str, observer: &dyn Observer) -> Result<Vec<Answer>, AskError> {
        let ids = [question.to_owned()];
        let posed = self.session.posed(&ids)?;
        let what_ifs = self.session.scenarios_of_questions(&ids)?;
        self.look_at(&what_ifs, observer)?;
        let options = Options { scenarios: what_ifs, ..self.options.clone() };
        let Self { session, base, assessment, once, .. } = self;
        let ran = Ran {
            case: session.case(),
            options: &options,
            assessment,
            baseline: &base.outcome,
            once,
            brief: true,
            observer,
        };
        Ok(answers(ran, &posed)?)
    }

    /// Puts these scenarios into the assessment, and no others: an answer sees what its question looks at.
    fn look_at(&mut self, what_ifs: &[WhatIf], observer: &dyn Observer) -> Result<(), RunError> {
        let others: Vec<String> = self.assessment.scenarios.keys().filter(|id| *id != BASELINE).cloned().collect();
        for id in others {
            self.scenarios.extend(self.assessment.scenarios.remove_entry(&id));
        }
        for what_if in what_ifs {
            let result = match self.scenarios.remove(&what_if.id) {
                Some(known) => known,
                None => {
                    let case = self.session.case();
                    self.sets.adopt(self.base.scenario(case, &self.options, what_if, observer)?)
                }
            };
            self.assessment.scenarios.insert(what_if.id.clone(), result);
        }
        let assessment = &mut self.assessment;
        let ids = what_ifs.iter().map(|what_if| what_if.id.clone());
        assessment.scenario_order = std::iter::once(BASELINE.to_owned()).chain(ids).collect();
        assessment.headlines = headlines(&assessment.scenarios);
        let told = assessment.provenance.len();
        assessment.provenance.extend_from_slice(&self.sets.list()[told..]);
        Ok(())
    }
}
