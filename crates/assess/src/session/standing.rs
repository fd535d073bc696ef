//! A case as it stands under changes, of which verdicts are asked one by one: what a page needs that is to answer at once.

use detente_method::{AskError, Observer, Options};
use detente_results::Answer;

use super::{Session, Settings};
use crate::run::{Found, found};

/// The findings of a case under changes, kept for as long as verdicts on them are asked.
pub struct Standing<'c> {
    session: &'c Session,
    options: Options,
    found: Found<'c>,
}

impl Session {
    /// Runs the case in this way where these changes hold (as in [`Session::stand_under`]), with the scenarios that a question looks at.
    ///
    /// # Errors
    /// [`AskError`] of the words, of the question, of the run.
    pub fn standing(
        &self,
        words: &[String],
        settings: Settings,
        question: &str,
        observer: &dyn Observer,
    ) -> Result<Standing<'_>, AskError> {
        let scenarios = self.scenarios_of_questions(&[question.to_owned()])?;
        let options = Options { standing: self.meant_by(words)?, ..self.options_of(settings, &scenarios) };
        let found = found(self.case(), &options, observer)?;
        Ok(Standing { session: self, options, found })
    }

    /// The scenarios that a question looks at, by their ids: questions that look at the same share a [`Standing`].
    ///
    /// # Errors
    /// [`AskError`] for a question that is not there.
    pub fn looks_at(&self, question: &str) -> Result<Vec<String>, AskError> {
        Ok(self.scenarios_of_questions(&[question.to_owned()])?.into_iter().map(|scenario| scenario.id).collect())
    }
}

impl Standing<'_> {
    /// The verdict on a question, with the reasons of the method that gives it; what turns it, what is weak and what the sources say is not
    /// looked for.
    ///
    /// # Errors
    /// [`AskError`] for a question that is not there, of the run.
    pub fn verdict(&self, question: &str, observer: &dyn Observer) -> Result<Vec<Answer>, AskError> {
        let posed = self.session.posed(&[question.to_owned()])?;
        Ok(self.found.verdicts(self.session.case(), &self.options, &posed, observer)?)
    }
}
