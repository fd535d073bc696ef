//! The questions that balance answers: who stands with whom, and what that was at other dates.

use detente_case::QuestionKind;
use detente_case::case::Question;
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_results::Answer;

use crate::{Balance, dates, standing};

impl Answering for Balance {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Standing, QuestionKind::Dates]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        match asking.question.kind {
            QuestionKind::Dates => dates::answer(asking),
            _ => standing::answer(asking),
        }
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        match question.kind {
            QuestionKind::Dates => dates::class(question, reading),
            _ => standing::class(question, reading),
        }
    }
}
