//! The answer to: where does each issue land, and who must be won?

mod figure;
mod landing;
mod reasons;
mod several;
mod slots;
mod turns;
mod words;

use detente_case::case::{Case, Question};
use detente_case::{QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

use crate::Bargaining;
use crate::lower::CaseIssues;
use landing::{Landing, Placed, Ruled};
use words::Told;

impl Answering for Bargaining {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Outcome]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let issues = CaseIssues::of(asking.reading);
        let asked = asked(asking.case, asking.question, &issues);
        let (samples, options) = (asking.samples, asking.options);
        let mut lost = Vec::new();
        let mut found = Vec::new();
        for place in asked {
            match Landing::of(&issues, place, samples, options.draws as usize, options.seed) {
                Some(landing) => found.push(landing),
                None => lost.push(place),
            }
        }
        if found.is_empty() {
            let why = "too few actors with weight have a position on what is asked";
            return Ok(asking.not_known(Phrase::text(why)));
        }
        // The furthest from what stands first, then the furthest from the middle, at the most likely values, which no draw moves; of equals
        // the first of the case.
        found.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
        Ok(Told::new(asking, &issues, &lost).answer(&found))
    }

    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let issues = CaseIssues::of(reading);
        let mode = |index: usize| reading.estimate(index).mode();
        let (stakes, references) = (issues.stakes(&mode), issues.references(&mode));
        let one = |place: usize| {
            let id = &issues.issues[place].issue.id.text;
            match Placed::of(&issues, place, &stakes, references[place]) {
                None => format!("{id}: lost"),
                Some(placed) => {
                    format!("{id}: {:?} {:?} {}", placed.group(), placed.side(), placed.ruled == Ruled::Stays)
                }
            }
        };
        Some(asked(reading.case, question, &issues).into_iter().map(one).collect::<Vec<_>>().join("; "))
    }
}

/// The issues that a question is about, in the order of the case; all where it names none.
fn asked(case: &Case, question: &Question, issues: &CaseIssues<'_>) -> Vec<usize> {
    let named: Vec<String> = question
        .of
        .iter()
        .filter_map(|word| detente_case::question::about(case, question.kind, word))
        .filter_map(|about| about.id(SubjectKind::Issue).map(str::to_owned))
        .collect();
    let wanted = |id: &str| named.is_empty() || named.iter().any(|name| name == id);
    let place = |id: &str| issues.issues.iter().position(|issue| issue.issue.id.text == id);
    case.issues.iter().map(|issue| &*issue.id).filter(|id| wanted(id)).filter_map(place).collect()
}

/// By how much an issue moves; below every such where it is not known from what, by its distance from the middle.
fn distance(landing: &Landing) -> f64 {
    let mode = &landing.mode;
    mode.moves().map_or((mode.lands() - landing::MIDDLE).abs() - 2.0 * landing::SCALE, f64::abs)
}
