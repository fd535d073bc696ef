//! Which package all can accept, over issues and conflicts taken together. Definition, sources and limits: `methods/package/page.md`.

mod dealt;
mod edits;
mod figure;
mod many;
mod many_words;
mod naming;
mod outcome_words;
mod outcomes;
mod point_words;
mod points;
mod reasons;
mod rule_words;
mod ruled;
mod turns;
mod words;

use detente_case::QuestionKind;
use detente_case::case::Question;
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_results::Answer;

use dealt::Dealt;
use words::Told;

/// Packages.
#[derive(Debug, Clone, Copy)]
pub struct Packages;

impl Answering for Packages {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Package]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let dealt = Dealt::of(asking)?;
        Ok(Told { asking, dealt: &dealt }.answer())
    }

    /// For each conflict and for the issues together: what all could accept at the most likely values, and who blocks where they could not.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        dealt::class(question, reading)
    }
}
