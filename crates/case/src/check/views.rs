//! What the methods need: views with ties, rings that are rings.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Tie, View, Word};
use crate::codes;
use crate::diagnostic::Diagnostics;

/// Largest view: more actors than there have ever been states.
const MOST_ACTORS: usize = 256;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for view in &case.views {
        if !seen.insert(&view.id.text) {
            findings.add(codes::SAME_ID, &view.id.place, format!("the view `{}` stands twice", view.id.text));
        }
        actors(case, view, findings);
        in_force(case, view, findings);
        ring(view, findings);
        loose(case, view, findings);
    }
}

fn actors(case: &Case, view: &View, findings: &mut Diagnostics) {
    let place = view.actors.first().map_or(&view.place, |word| &word.place);
    let actors: BTreeSet<&str> = view.actors.iter().map(|word| &**word).collect();
    if actors.len() < view.actors.len() {
        findings.add(codes::SAME_ID, place, format!("view `{}` lists an actor twice", view.id.text));
    }
    if actors.len() > MOST_ACTORS {
        let message =
            format!("view `{}` has {} actors; a run with draws reaches {MOST_ACTORS}", view.id.text, actors.len());
        findings.add(codes::LARGE_VIEW, place, message);
    }
    let tied = ties(case, view).next().is_some();
    if actors.len() < 2 || (!tied && !case.left_out.some_of("ties.csv")) {
        let message = format!("view `{}` has no tie to look at", view.id.text);
        let from_data = case.tie_rules.iter().any(|rule| looks_at(view, &rule.dimension));
        let hint = match from_data {
            true => "`detente record ties` makes the ties of its rule from data".to_owned(),
            false => "list two actors or more, and dimensions in which they have ties".to_owned(),
        };
        findings.add_with_hint(codes::SMALL_VIEW, place, message, hint);
    }
}

fn looks_at(view: &View, dimension: &str) -> bool {
    let listed = view.dimensions.is_empty() || view.dimensions.iter().any(|word| &**word == dimension);
    listed && !view.weights.iter().any(|(word, weight)| &**word == dimension && *weight == 0.0)
}

/// The ties that a view looks at, at whatever date.
fn ties<'c>(case: &'c Case, view: &'c View) -> impl Iterator<Item = &'c Tie> {
    let actors: BTreeSet<&str> = view.actors.iter().map(|word| &**word).collect();
    let inside = move |tie: &&Tie| actors.contains(&*tie.from) && actors.contains(&*tie.to);
    case.ties.iter().filter(inside).filter(|tie| looks_at(view, &tie.dimension))
}

/// Actors that hang on one tie or on none; not where ties were left out, come from data or none is in force.
fn loose(case: &Case, view: &View, findings: &mut Diagnostics) {
    let current = |tie: &&Tie| case.as_of.is_none_or(|at| crate::date::in_force(tie.since, tie.until, at));
    let mut partners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for tie in ties(case, view).filter(current) {
        partners.entry(&tie.from).or_default().insert(&tie.to);
        partners.entry(&tie.to).or_default().insert(&tie.from);
    }
    let known = view.actors.iter().all(|word| case.actor(word).is_some());
    if partners.is_empty() || view.actors.len() < 3 || !known || case.left_out.some_of("ties.csv") {
        return;
    }
    let with = |count: usize| {
        let has = |word: &&Word| partners.get(&*word.text).map_or(0, BTreeSet::len) == count;
        view.actors.iter().filter(has).map(|word| word.text.as_str()).collect::<Vec<_>>()
    };
    let place = view.actors.first().map_or(&view.place, |word| &word.place);
    let (one, none) = (with(1), with(0));
    if !one.is_empty() {
        let message = format!("in view `{}` the side of {} hangs on one tie", view.id.text, one.join(", "));
        findings.add(codes::LOOSE_ACTOR, place, message);
    }
    if !none.is_empty() {
        let message = format!("in view `{}` no tie says where {} stands", view.id.text, none.join(", "));
        findings.add(codes::LOOSE_ACTOR, place, message);
    }
}

/// A note when none of the ties of a view is in force at the date of the case.
fn in_force(case: &Case, view: &View, findings: &mut Diagnostics) {
    let actors: BTreeSet<&str> = view.actors.iter().map(|word| &**word).collect();
    let Some(as_of) = case.as_of else { return };
    let mut ties = case.ties.iter().filter(|tie| actors.contains(&*tie.from) && actors.contains(&*tie.to)).peekable();
    if ties.peek().is_some() && !ties.any(|tie| crate::date::in_force(tie.since, tie.until, as_of)) {
        let message =
            format!("no tie of view `{}` is in force at {as_of}, so there are no blocs to find", view.id.text);
        findings.add(codes::NOT_IN_FORCE, &view.id.place, message);
    }
}

fn ring(view: &View, findings: &mut Diagnostics) {
    let distinct: BTreeSet<&str> = view.ring.iter().map(|word| &**word).collect();
    let inside = view.ring.iter().all(|word| view.actors.iter().any(|actor| actor.text == word.text));
    if !view.ring.is_empty() && (distinct.len() < 3 || distinct.len() < view.ring.len() || !inside) {
        let message = format!("the ring of view `{}` needs three or more of its actors, each once", view.id.text);
        findings.add(codes::BAD_RING, view.ring.first().map_or(&view.place, |word| &word.place), message);
    }
}
