//! How exposed a supply is: what closures take, alone and together, and what stands in. Definition, thresholds and limits:
//! `methods/exposure/page.md`.

mod drawn;
mod figure;
mod reasons;
mod supply;
mod what_if;
mod words;

use detente_case::QuestionKind;
use detente_case::case::Question;
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_results::Answer;

/// Exposure of a supply.
#[derive(Debug, Clone, Copy)]
pub struct Exposure;

impl Answering for Exposure {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Exposure]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        words::answer(asking)
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let supply = supply::Supply::of(question, reading).into_iter().next()?;
        Some(drawn::class(&supply))
    }
}
