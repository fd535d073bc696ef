//! What is between two: the pair by dimension and direction, never one netted number.

mod ledger;
mod words;

use detente_case::case::Question;
use detente_case::{QuestionKind, SubjectKind, question::about};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

use ledger::{Ledger, Pair};

/// The profile of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Profile;

impl Answering for Profile {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Profile]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let Some(pair) = pair(asking.question, asking.reading) else {
            return Ok(asking.not_known(Phrase::text("it names no pair of actors")));
        };
        let ledger = Ledger::of(&pair, asking.reading);
        if ledger.entries.is_empty() {
            let [a, b] = [asking.actor(&pair.a), asking.actor(&pair.b)];
            let why = Phrase::text("no tie between ").then(a).then(Phrase::text(" and ")).then(b);
            return Ok(asking.not_known(why.then(Phrase::text(" is left"))));
        }
        Ok(words::answer(asking, &pair, &ledger))
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let ledger = Ledger::of(&pair(question, reading)?, reading);
        (!ledger.entries.is_empty()).then(|| ledger.signs())
    }
}

/// The pair that is asked about.
fn pair(question: &Question, reading: &EffectiveCase<'_>) -> Option<Pair> {
    let named = question.of.iter().filter_map(|word| about(reading.case, question.kind, word));
    let mut actors = named.filter_map(|one| one.id(SubjectKind::Actor).map(str::to_owned));
    let (a, b) = (actors.next()?, actors.next()?);
    Some(Pair { a, b })
}
