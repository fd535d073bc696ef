//! What a question needs and the case does not have.

use crate::case::{Case, Question};
use crate::path::QuantityPath;
use crate::question::{About, QuestionKind, SubjectKind, about};

/// What a question needs and the case does not have: which row is missing.
pub fn lacks(case: &Case, question: &Question) -> Vec<String> {
    let of: Vec<About> = question.of.iter().filter_map(|word| about(case, question.kind, word)).collect();
    if of.is_empty() && !question.kind.may_name_none() {
        let what = question.kind.subjects().first().map_or("subject", |kind| kind.what());
        return vec![format!("column `of` names no {what}")];
    }
    match question.kind {
        QuestionKind::Standing | QuestionKind::Figure => of.iter().filter_map(|one| without_ties(case, one)).collect(),
        QuestionKind::Outcome => issues(case, &of).iter().filter_map(|id| without_positions(case, id)).collect(),
        QuestionKind::Effect if question.under.is_empty() => vec!["column `under` names no scenario".to_owned()],
        QuestionKind::Dates if question.under.is_empty() => {
            vec!["column `under` names no scenario with `as-of`".to_owned()]
        }
        QuestionKind::Loop => of.iter().filter_map(|one| without_links(case, one)).collect(),
        QuestionKind::Rank => options(case, &of, question.under.len()).into_iter().collect(),
        QuestionKind::Profile => pair(case, &of).into_iter().collect(),
        QuestionKind::Exposure => of.first().and_then(|buyer| without_flows(case, buyer)).into_iter().collect(),
        QuestionKind::Moves => moves(case, &of).into_iter().collect(),
        QuestionKind::Forecast if case.forecasts.is_empty() => vec!["`forecasts.csv` has no row".to_owned()],
        QuestionKind::Support if question.under.is_empty() => vec!["column `under` names no scenario".to_owned()],
        _ => Vec::new(),
    }
}

fn without_ties(case: &Case, view: &About) -> Option<String> {
    let view = case.views.iter().find(|one| Some(&*one.id) == view.id(SubjectKind::View))?;
    let inside = |id: &str| view.actors.iter().any(|actor| actor.text == id);
    let tied = case.ties.iter().any(|tie| inside(&tie.from) && inside(&tie.to));
    (!tied).then(|| format!("`ties.csv` has no tie between actors of view `{}`", view.id.text))
}

/// The issues that are named; all where none is.
fn issues<'c>(case: &'c Case, of: &'c [About]) -> Vec<&'c str> {
    let named: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Issue)).collect();
    if named.is_empty() { case.issues.iter().map(|issue| &*issue.id).collect() } else { named }
}

fn without_positions(case: &Case, issue: &str) -> Option<String> {
    let positions = case.positions.iter().filter(|position| *position.issue == *issue).count();
    (positions < 2)
        .then(|| format!("`positions.csv` has {positions} position(s) on issue `{issue}`, two at least are needed"))
}

fn without_links(case: &Case, of: &About) -> Option<String> {
    let About::Quantity(path) = of else { return None };
    let is = |word: &str| QuantityPath::parse(word, true).as_ref() == Some(path);
    let (into, from) = (case.links.iter().any(|link| is(&link.effect)), case.links.iter().any(|link| is(&link.cause)));
    (!into || !from).then(|| {
        let lack = if into { "from" } else { "to" };
        format!("`links.csv` has no link that leads {lack} `{path}`, so that no loop runs through it")
    })
}

/// Options behind what is to be moved; where there is none, the causes of that are ranked.
fn options(case: &Case, of: &[About], scenarios: usize) -> Option<String> {
    match (of.len() - 1 + scenarios, &of[0]) {
        (0, About::Quantity(path)) => {
            let is = |word: &str| QuantityPath::parse(word, true).as_ref() == Some(path);
            let causes = case.links.iter().filter(|link| is(&link.effect)).count();
            (causes == 0).then(|| {
                format!("it names no options, and `links.csv` has no link that leads to `{path}` and could be ranked")
            })
        }
        (0 | 1, _) => Some("it names fewer than two options behind what is to be moved".to_owned()),
        _ => None,
    }
}

/// An event of the first of two actors, or of a part of it.
fn moves(case: &Case, of: &[About]) -> Option<String> {
    let actors: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Actor)).collect();
    let [mover, _] = actors[..] else { return Some("column `of` must name two actors".to_owned()) };
    let made = case.events.iter().any(|event| event.actors.iter().any(|actor| case.is_within(actor, mover)));
    (!made).then(|| format!("`events.csv` has no event of {} or of a part of it", called(case, mover)))
}

/// An actor by name.
fn called<'c>(case: &'c Case, id: &'c str) -> &'c str {
    case.actors.iter().find(|actor| *actor.id == *id).map_or(id, |actor| &actor.name)
}

/// A buyer of whom no supply is coded.
fn without_flows(case: &Case, of: &About) -> Option<String> {
    let Some(buyer) = of.id(SubjectKind::Actor) else {
        return Some("column `of` does not begin with the buyer".to_owned());
    };
    let bought = case.flows.iter().any(|flow| *flow.to == *buyer);
    (!bought).then(|| format!("`flows.csv` has no row of what {} gets", called(case, buyer)))
}

fn pair(case: &Case, of: &[About]) -> Option<String> {
    let actors: Vec<&str> = of.iter().filter_map(|one| one.id(SubjectKind::Actor)).collect();
    let [a, b] = actors[..] else { return Some("column `of` must name two actors".to_owned()) };
    let between = |from: &str, to: &str| (from, to) == (a, b) || (from, to) == (b, a);
    let tied = case.ties.iter().any(|tie| between(&tie.from, &tie.to));
    (!tied).then(|| format!("`ties.csv` has no tie between `{a}` and `{b}`"))
}
