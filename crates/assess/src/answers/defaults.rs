//! What a case is asked that asks nothing itself: what it holds.

use detente_case::case::{Question, Word};
use detente_case::{Case, QuestionKind};

use super::Posed;

/// Most questions of one kind that are put by default.
const MOST: usize = 4;

/// The questions of a case; those that it does not ask itself, where it asks none, from what it holds.
pub(crate) fn questions_of(case: &Case) -> Vec<Posed> {
    if !case.questions.is_empty() {
        return case.questions.iter().map(|question| Posed { question: question.clone(), unasked: None }).collect();
    }
    let mut posed = Vec::new();
    for view in case.views.iter().take(MOST) {
        posed.push(pose("standing", QuestionKind::Standing, "Who stands with whom?", &[&view.id.text], "ties"));
    }
    for view in case.views.iter().filter(|view| !view.ring.is_empty()).take(MOST) {
        let asked = "How lopsided and how firm is the figure?";
        posed.push(pose("figure", QuestionKind::Figure, asked, &[&view.id.text], "a figure"));
    }
    if !case.issues.is_empty() {
        posed.push(pose("outcomes", QuestionKind::Outcome, "Where will it land, and who must be won?", &[], "issues"));
    }
    for conflict in case.conflicts.iter().take(MOST) {
        let own = conflict.question.trim();
        let asked = if own.is_empty() { "Which outcomes hold?" } else { own };
        posed.push(pose("equilibria", QuestionKind::Equilibrium, asked, &[conflict.id.as_str()], "a conflict"));
    }
    posed.extend(effects(case));
    if !case.forecasts.is_empty() {
        let asked = "How likely is what is forecast, and who was right?";
        posed.push(pose("forecasts", QuestionKind::Forecast, asked, &[], "forecasts"));
    }
    number(&mut posed);
    posed
}

/// What the first scenarios do to what is counted first: the findings that a run puts first.
fn effects(case: &Case) -> impl Iterator<Item = Posed> {
    case.scenarios.iter().take(MOST).map(|scenario| {
        let own = scenario.question.trim();
        let asked = if own.is_empty() { format!("What follows if: {}?", scenario.title) } else { own.to_owned() };
        let mut posed = pose("effect", QuestionKind::Effect, &asked, &[], "scenarios");
        posed.question.under = vec![scenario.id.clone().into()];
        posed
    })
}

fn pose(id: &str, kind: QuestionKind, asked: &str, of: &[&str], holds: &str) -> Posed {
    let of = of.iter().map(|name| Word::from((*name).to_owned())).collect();
    let question = Question { id: id.to_owned().into(), question: asked.to_owned(), kind, of, ..Question::default() };
    Posed { question, unasked: Some(format!("not asked in the case; shown because it holds {holds}")) }
}

/// Ids that stand twice get numbers.
fn number(posed: &mut [Posed]) {
    for place in 0..posed.len() {
        let before = posed[..place].iter().filter(|one| one.question.kind == posed[place].question.kind).count();
        if before > 0 {
            posed[place].question.id.text += &format!("-{}", before + 1);
        }
    }
}
