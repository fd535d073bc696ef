//! What follows if, and what goes round: answers from influences between quantities. It has no findings of its own; what influences
//! make of a change is worked out before any method looks at a case. Definition, thresholds and limits: `methods/influence/page.md`.

mod change_if;
mod effect;
mod effect_words;
mod hand;
mod motive;
mod rounds;
mod rounds_words;
mod told;
mod watched;

use detente_case::QuestionKind;
use detente_case::case::Question;
use detente_method::{Answering, Asking, EffectiveCase, GroundedChange, RunError};
use detente_results::Answer;

/// Effects and loops.
#[derive(Debug, Clone, Copy)]
pub struct Influences;

impl Answering for Influences {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Effect, QuestionKind::Loop]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        match asking.question.kind {
            QuestionKind::Loop => rounds_words::answer(asking),
            _ => effect_words::answer(asking),
        }
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        // What scenarios do is worked out by influences, which a reading alone does not follow.
        (question.kind == QuestionKind::Loop).then(|| rounds::class(question, reading)).flatten()
    }

    fn class_under(&self, asking: &Asking<'_, '_>, more: &[GroundedChange]) -> Result<Option<String>, RunError> {
        match asking.question.kind {
            QuestionKind::Effect => effect::class(asking, more),
            _ => Ok(self.class(asking.question, &asking.under_changes(more))),
        }
    }
}

/// Most draws of what is asked once more.
fn draws(asking: &Asking<'_, '_>) -> u32 {
    asking.options.draws.min(2_000)
}
