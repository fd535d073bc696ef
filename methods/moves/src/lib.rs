//! Small moves of one side and the answers of another: trend, and the step that drew more than words. Definition, thresholds and limits:
//! `methods/moves/page.md`.

mod change_if;
mod data_words;
mod draws;
mod events;
mod figure;
mod reasons;
mod together;
mod weak;
mod words;

use detente_case::QuestionKind;
use detente_case::case::Question;
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_results::Answer;

/// Moves and answers.
#[derive(Debug, Clone, Copy)]
pub struct Moves;

impl Answering for Moves {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Moves]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        Ok(words::answer(asking))
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let asked = events::Asked::of(question, reading)?;
        let record = events::Record::of(&asked, reading);
        let found = draws::at_mode(&record)?;
        Some(words::class(&found))
    }
}
