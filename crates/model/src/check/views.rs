//! What the methods need: views with ties, rings that are rings.

use std::collections::BTreeSet;

use crate::case::{Case, View};
use crate::codes;
use crate::diagnostic::Findings;

/// Largest view: more actors than there have ever been states.
const MOST_ACTORS: usize = 256;

pub(super) fn check(case: &Case, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for view in &case.views {
        if !seen.insert(&view.id.text) {
            findings.add(codes::SAME_ID, &view.id.place, format!("the view `{}` stands twice", view.id.text));
        }
        actors(case, view, findings);
        in_force(case, view, findings);
        ring(view, findings);
    }
}

fn actors(case: &Case, view: &View, findings: &mut Findings) {
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
    let looked_at = |dimension: &str| {
        let listed = view.dimensions.is_empty() || view.dimensions.iter().any(|word| &**word == dimension);
        listed && !view.weights.iter().any(|(word, weight)| &**word == dimension && *weight == 0.0)
    };
    let tied = case
        .ties
        .iter()
        .any(|tie| actors.contains(&*tie.from) && actors.contains(&*tie.to) && looked_at(&tie.dimension));
    if actors.len() < 2 || !tied {
        let message = format!("view `{}` has no tie to look at", view.id.text);
        let from_data = case.tie_rules.iter().any(|rule| looked_at(&rule.dimension));
        let hint = match from_data {
            true => "`detente record ties` makes the ties of its rule from data".to_owned(),
            false => "list two actors or more, and dimensions in which they have ties".to_owned(),
        };
        findings.add_with_hint(codes::SMALL_VIEW, place, message, hint);
    }
}

/// A note when none of the ties of a view is in force at the date of the case.
fn in_force(case: &Case, view: &View, findings: &mut Findings) {
    let actors: BTreeSet<&str> = view.actors.iter().map(|word| &**word).collect();
    let Some(as_of) = case.as_of else { return };
    let mut ties = case.ties.iter().filter(|tie| actors.contains(&*tie.from) && actors.contains(&*tie.to)).peekable();
    if ties.peek().is_some() && !ties.any(|tie| crate::date::in_force(tie.since, tie.until, as_of)) {
        let message =
            format!("no tie of view `{}` is in force at {as_of}, so there are no blocs to find", view.id.text);
        findings.add(codes::NOT_IN_FORCE, &view.id.place, message);
    }
}

fn ring(view: &View, findings: &mut Findings) {
    let distinct: BTreeSet<&str> = view.ring.iter().map(|word| &**word).collect();
    let inside = view.ring.iter().all(|word| view.actors.iter().any(|actor| actor.text == word.text));
    if !view.ring.is_empty() && (distinct.len() < 3 || distinct.len() < view.ring.len() || !inside) {
        let message = format!("the ring of view `{}` needs three or more of its actors, each once", view.id.text);
        findings.add(codes::BAD_RING, view.ring.first().map_or(&view.place, |word| &word.place), message);
    }
}
