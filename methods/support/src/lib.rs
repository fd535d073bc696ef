//! What remains: the verdicts on other questions with some of what they rest on left out.

mod compare;
mod left_out;
mod words;

use detente_case::case::Question;
use detente_case::{Change, QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, GroundedChange, Phrase, RunError};
use detente_results::Answer;

use compare::{Again, Fate};
use left_out::LeftOut;

/// What remains of verdicts.
#[derive(Debug, Clone, Copy)]
pub struct Support;

/// Kinds of questions that are asked again. What scenarios do, and what is no matter of the rows, is not.
const ASKED_AGAIN: [QuestionKind; 6] = [
    QuestionKind::Standing,
    QuestionKind::Figure,
    QuestionKind::Outcome,
    QuestionKind::Equilibrium,
    QuestionKind::Loop,
    QuestionKind::Profile,
];

/// Most draws with which a question is asked again.
const DRAWS: u32 = 500;

impl Answering for Support {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Support]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let questions = questions(asking);
        if questions.is_empty() {
            return Ok(asking.not_known(Phrase::text("it asks nothing else whose verdict could fall")));
        }
        let draws = asking.options.draws.min(DRAWS);
        let before = asking.again.answers(&questions, &[], draws)?;
        let mut all = Vec::new();
        for (what_if, result) in asking.under() {
            let left_out = LeftOut::of(asking, &what_if.changes, &result.lost);
            let after = asking.again.answers(&questions, &what_if.changes, draws)?;
            let mut again = Again::new(what_if, left_out, &before, after, draws);
            split(asking, &questions, &before, &mut again, draws)?;
            all.push(again);
        }
        if all.is_empty() {
            return Ok(asking.not_known(Phrase::text("no scenario that leaves something out was run")));
        }
        Ok(words::answer(asking, &questions, &before, &all))
    }
}

/// The questions that are asked again: those that are named, else all of the case.
fn questions<'a>(asking: &Asking<'a, '_>) -> Vec<&'a Question> {
    let named = asking.ids(SubjectKind::Question);
    let asked = |one: &&Question| named.is_empty() || named.contains(&one.id.text);
    let case: &'a detente_case::Case = asking.case;
    case.questions.iter().filter(asked).filter(|one| ASKED_AGAIN.contains(&one.kind)).collect()
}

/// Where something falls and claims of several channels went, what falls by each channel alone.
fn split(
    asking: &Asking<'_, '_>,
    questions: &[&Question],
    before: &[Answer],
    again: &mut Again<'_>,
    draws: u32,
) -> Result<(), RunError> {
    let falls = again.fates.iter().any(|fate| matches!(fate, Fate::Falls | Fate::Lost));
    if !falls || again.left_out.channels.len() < 2 {
        return Ok(());
    }
    for (channel, claims) in &again.left_out.channels {
        let drop = |claim: &String| Change::parse(&format!("drop:id={claim}"), detente_case::Shape::Pert).ok();
        let changes: Vec<GroundedChange> = claims.iter().filter_map(drop).map(GroundedChange::from).collect();
        let after = asking.again.answers(questions, &changes, draws)?;
        again.by_channel.insert(channel.clone(), compare::fates(before, &after, draws));
    }
    Ok(())
}
