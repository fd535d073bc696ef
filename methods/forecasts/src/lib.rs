//! Forecasts: how likely somebody said it was, what came, who was right, and what cannot be told.

mod pooling;
mod right;
mod rows;
mod scores;
mod table;
mod words;

use detente_case::case::Question;
use detente_case::{QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

pub use scores::{decided, forecast_scores};

/// The forecasts of a case.
#[derive(Debug, Clone, Copy)]
pub struct Forecasts;

/// So many forecasts, and fewer, are told one by one.
const ONE_BY_ONE: usize = 3;

impl Answering for Forecasts {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Forecast]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let rows = rows::rows(asking.reading, &asking.ids(SubjectKind::Forecast));
        if rows.is_empty() {
            return Ok(asking.not_known(Phrase::text("it holds no forecast that counts here")));
        }
        let mut answer = asking.blank();
        answer.claims = rows::claims(&rows);
        match pooling::rule(&asking.question.by) {
            Some(rule) => pooling::tell(asking, rule, &rows, &mut answer),
            None if rows.len() <= ONE_BY_ONE => words::one_by_one(asking, &rows, &mut answer),
            None => right::who_was_right(asking, &rows, &mut answer),
        }
        answer.figure = Some(table::figure(asking, &rows));
        Ok(answer)
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let about =
            question.of.iter().filter_map(|word| detente_case::question::about(reading.case, question.kind, word));
        let ids: Vec<String> = about.filter_map(|one| one.id(SubjectKind::Forecast).map(str::to_owned)).collect();
        let rows = rows::rows(reading, &ids);
        // What several are pooled to, and what few say one by one, is no matter of a class.
        if rows.is_empty() || rows.len() <= ONE_BY_ONE || pooling::rule(&question.by).is_some() {
            return None;
        }
        Some(right::class(&rows))
    }
}
