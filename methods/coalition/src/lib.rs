//! Which coalition carries which policy, and whether an actor is one. Definition, sources and limits: `methods/coalition/page.md`.

mod figure;
mod follow;
mod lower;
mod oneness;
mod plain;
mod reasons;
mod slots;
mod words;

use detente_case::case::{Issue, Question};
use detente_case::question::about;
use detente_case::{Case, QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

pub use plain::{CoalitionAsk, CoalitionInput, MemberInput, Quota, QuotaAsk, Strict, coalitions};

use follow::Followed;
use lower::{Body, decided};
use words::{Told, Topic};

/// Coalitions on issues.
#[derive(Debug, Clone, Copy)]
pub struct Coalitions;

impl Answering for Coalitions {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Coalition]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let bodies: Vec<Body<'_>> =
            issues(asking.case, asking.question).into_iter().map(|issue| Body::of(issue, asking.reading)).collect();
        let draws = asking.options.draws as usize;
        let followed: Vec<Option<Followed>> =
            bodies.iter().map(|body| Followed::of(body, asking.samples, draws)).collect();
        let topics: Vec<Topic<'_, '_>> = bodies
            .iter()
            .zip(&followed)
            .filter_map(|(body, found)| found.as_ref().map(|found| Topic { body, found }))
            .collect();
        if topics.is_empty() {
            let why = "nobody who has a say and weight has a position on what is asked";
            return Ok(asking.not_known(Phrase::text(why)));
        }
        let lost: Vec<&Issue> =
            bodies.iter().zip(&followed).filter(|(_, found)| found.is_none()).map(|(body, _)| body.issue).collect();
        Ok(Told::new(asking, &topics, &lost).answer())
    }

    /// Who carries what on each issue, at the most likely values.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let mode = |index: usize| reading.estimate(index).mode();
        let one = |issue: &Issue| {
            let body = Body::of(issue, reading);
            let decision = body.at(&mode, &[]).map(|at| (decided(&at.game, &at.line), at.direct()));
            format!("{}: {decision:?}", body.id())
        };
        Some(issues(reading.case, question).into_iter().map(one).collect::<Vec<_>>().join("; "))
    }
}

/// The issues that a question names, in its order.
fn issues<'c>(case: &'c Case, question: &Question) -> Vec<&'c Issue> {
    let named = question.of.iter().filter_map(|word| about(case, question.kind, word));
    let find = |id: &str| case.issues.iter().find(|issue| *issue.id == *id);
    let mut found: Vec<&Issue> = Vec::new();
    for issue in named.filter_map(|about| find(about.id(SubjectKind::Issue)?)) {
        if !found.iter().any(|known| known.id.text == issue.id.text) {
            found.push(issue);
        }
    }
    found
}
