//! The answer to: which outcomes of a conflict hold?

mod held;
mod reasons;
mod turns;
mod words;

use detente_case::case::Question;
use detente_case::{QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

use crate::Conflict;
use held::Held;
use words::Told;

impl Answering for Conflict {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Equilibrium]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let mut found = Vec::new();
        let mut silent: Vec<String> = Vec::new();
        for id in asking.ids(SubjectKind::Conflict) {
            let held = Held::of(asking, &id).map_err(|error| RunError::problem("conflict", &id, error))?;
            let Some(held) = held else { continue };
            match held.conflict.silent() {
                [] => found.push(held),
                mute => silent.extend(mute.iter().filter(|who| !silent.contains(who)).cloned().collect::<Vec<_>>()),
            }
        }
        if found.is_empty() {
            let why = Phrase::text("nothing is known of what is preferred by ").then(asking.actors(&silent));
            return Ok(asking.not_known(why));
        }
        Ok(Told::new(asking).answer(&found))
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let named = |word| detente_case::question::about(reading.case, question.kind, word);
        let ids: Vec<_> = question.of.iter().filter_map(|word| named(word)).collect();
        let of = |id: &str| reading.case.conflicts.iter().find(|conflict| conflict.id == id);
        let conflicts = ids.iter().filter_map(|about| of(about.id(SubjectKind::Conflict)?));
        let told: Vec<String> = conflicts.filter_map(|conflict| held::class(conflict, reading)).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }
}
