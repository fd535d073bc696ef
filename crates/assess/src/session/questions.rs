//! Questions of a case, answered.

use detente_case::did_you_mean;
use detente_method::{AskError, Observer, WhatIf};
use detente_results::{Answer, Assessment};

use super::Session;
use crate::answers::{Posed, questions_of};
use crate::run::run_for;

impl Session {
    /// The scenarios that questions look at: all that one of them is asked under.
    ///
    /// # Errors
    /// [`AskError`] for a question that is not there.
    pub fn scenarios_of_questions(&self, ids: &[String]) -> Result<Vec<WhatIf>, AskError> {
        let mut under: Vec<String> = Vec::new();
        for posed in self.posed(ids)? {
            let new = posed.question.under.iter().map(|word| word.text.clone());
            let new: Vec<String> = new.filter(|id| !under.contains(id)).collect();
            under.extend(new);
        }
        if under.is_empty() { Ok(Vec::new()) } else { self.scenarios(&under) }
    }

    /// The answers to the questions with these ids; to all of the case, or to those that its contents suggest, where none is named.
    ///
    /// # Errors
    /// [`AskError`] for a question that is not there; of the run.
    pub fn answers(&self, ids: &[String], observer: &dyn Observer) -> Result<Vec<Answer>, AskError> {
        Ok(self.answered(ids, observer)?.answers)
    }

    /// The same with all that the answers speak of.
    ///
    /// # Errors
    /// As [`Session::answers`].
    pub fn answered(&self, ids: &[String], observer: &dyn Observer) -> Result<Assessment, AskError> {
        let posed = self.posed(ids)?;
        let options = self.options(&self.scenarios_of_questions(ids)?);
        Ok(run_for(self.case(), &options, &posed, observer)?)
    }

    pub(super) fn posed(&self, ids: &[String]) -> Result<Vec<Posed>, AskError> {
        let all = questions_of(self.case());
        if ids.is_empty() {
            return Ok(all);
        }
        let one = |id: &String| {
            let found = all.iter().find(|posed| posed.question.id.text == *id).cloned();
            found.ok_or_else(|| {
                let known = all.iter().map(|posed| posed.question.id.text.as_str());
                let hint =
                    did_you_mean(id, known).or_else(|| Some("`detente answer` answers all there are".to_owned()));
                AskError::input(format!("there is no question `{id}`")).with_hint(hint)
            })
        };
        ids.iter().map(one).collect()
    }
}
