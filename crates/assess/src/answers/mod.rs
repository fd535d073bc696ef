//! Questions of a case and their answers: who answers, with what at hand, and what every answer says in the same way.

mod again;
mod breath;
mod capitals;
mod defaults;
mod turning;

use std::cell::OnceCell;

use detente_case::case::Question;
use detente_case::{Case, QuestionKind};
use detente_method::{
    Answering, Asking, Observer, Options, Phrase, RunError, WhatIf, concluded, sources_say, weaknesses,
};
use detente_results::{Answer, Assessment, BASELINE, ScenarioResult};

use crate::outcome::Outcome;
use crate::registry::ANSWERING;
use again::AskAgain;
pub(crate) use again::RunOnce;
pub(crate) use defaults::questions_of;

/// A question, and why it is asked where the case does not ask it.
#[derive(Debug, Clone)]
pub(crate) struct Posed {
    /// The question.
    pub question: Question,
    /// What the case holds that makes it worth asking.
    pub unasked: Option<String>,
}

/// Everything that answers need of a run.
#[derive(Clone, Copy)]
pub(crate) struct Ran<'a, 'c> {
    pub case: &'c Case,
    pub options: &'a Options,
    pub assessment: &'a Assessment,
    pub baseline: &'a Outcome<'c>,
    /// The case as it stands over fewer draws, once it was asked for.
    pub once: &'a OnceCell<RunOnce<'c>>,
    /// Whether it is left to what the method of each question says.
    pub brief: bool,
    pub observer: &'a dyn Observer,
}

/// The answers to questions, in their order; those that speak of other answers see all that stand before them.
///
/// # Errors
/// [`RunError`].
pub(crate) fn answers(ran: Ran<'_, '_>, posed: &[Posed]) -> Result<Vec<Answer>, RunError> {
    let Some(base) = ran.assessment.scenarios.get(BASELINE) else { return Ok(Vec::new()) };
    // Answers about answers come last.
    let (about_others, plain): (Vec<_>, Vec<_>) =
        posed.iter().partition(|one| one.question.kind == QuestionKind::Support);
    let mut found: Vec<Answer> = Vec::new();
    for one in plain.into_iter().chain(about_others) {
        if ran.observer.stopped() {
            return Err(RunError::Stopped);
        }
        let again = AskAgain { ran, changes: &ran.options.standing };
        let asking = asking(ran, base, ran.baseline, &ran.options.scenarios, &one.question, &found, &again);
        let mut answer = answered(&asking)?;
        breath::in_one_breath(&mut answer.verdict, &mut answer.because);
        if !ran.brief {
            turning::turned_by(&asking, &mut answer)?;
            weaknesses(&asking, &mut answer);
            concluded(&asking, &mut answer)?;
            sources_say(&asking, &mut answer);
        }
        capitals::begin(&mut answer);
        answer.unasked.clone_from(&one.unasked);
        found.push(answer);
    }
    let place = |answer: &Answer| posed.iter().position(|one| one.question.id.text == answer.id);
    found.sort_by_key(place);
    Ok(found)
}

fn asking<'a, 'c>(
    ran: Ran<'a, 'c>,
    base: &'a ScenarioResult,
    outcome: &'a Outcome<'c>,
    what_ifs: &'a [WhatIf],
    question: &'a Question,
    earlier: &'a [Answer],
    again: &'a AskAgain<'a, 'c>,
) -> Asking<'a, 'c> {
    Asking {
        question,
        case: ran.case,
        options: ran.options,
        assessment: ran.assessment,
        base,
        reading: &outcome.reading,
        changes: again.changes,
        samples: &outcome.samples,
        columns: &outcome.columns,
        what_ifs,
        earlier,
        again,
        observer: ran.observer,
    }
}

/// The answer of the method that answers questions of this kind; what is missing where it cannot be given.
fn answered(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let Some(method) = who_answers(asking.question.kind) else {
        let kind = asking.question.kind.word();
        return Ok(asking
            .not_known(Phrase::text(format!("nothing in this program answers a question of the kind “{kind}” yet"))));
    };
    let lacks = detente_case::lacks(asking.case, asking.question);
    if !lacks.is_empty() {
        return Ok(asking.not_known(Phrase::text(lacks.join("; "))));
    }
    method.answer(asking)
}

/// Who answers questions of a kind.
fn who_answers(kind: QuestionKind) -> Option<&'static dyn Answering> {
    ANSWERING.iter().copied().find(|method| method.kinds().contains(&kind))
}
