//! The smallest sets of claims without which a verdict turns, at the most likely values: all sets by size, those that hold a found one left
//! aside (Reiter 1987). A row stands as long as one of its claims stands.

use std::collections::BTreeMap;

use detente_case::{Change, QuestionKind, Shape};
use detente_method::{Asking, GroundedChange, Phrase, RunError, minimal_sets, say};
use detente_results::{Answer, NumberFrom, Reason, Slot};

use super::who_answers;

/// Largest set that is looked at.
const LARGEST: usize = 2;
/// Most verdicts that are worked out in one search.
const BUDGET: usize = 4_000;
/// Most sets that are told.
const TOLD: usize = 3;

/// Adds to an answer without which claims its verdict would turn, or that none turn it.
///
/// # Errors
/// [`RunError`].
pub(super) fn turned_by(asking: &Asking<'_, '_>, answer: &mut Answer) -> Result<(), RunError> {
    let Some(method) = who_answers(asking.question.kind) else { return Ok(()) };
    let Some(now) = method.class_under(asking, &[])? else { return Ok(()) };
    let claims = classes_of_claims(asking, answer);
    if claims.is_empty() {
        return Ok(());
    }
    // What scenarios do is settled anew for every set.
    let largest = if asking.question.kind == QuestionKind::Effect { 1 } else { LARGEST };
    let mut failed = None;
    let mut turns = |set: &[usize]| {
        let dropped = set.iter().flat_map(|place| &claims[*place]);
        let changes: Vec<GroundedChange> = dropped
            .filter_map(|claim| Change::parse(&format!("drop:id={claim}"), Shape::Pert).ok().map(GroundedChange::from))
            .collect();
        match method.class_under(asking, &changes) {
            Ok(is) => is.as_ref() != Some(&now),
            Err(error) => {
                failed = Some(error);
                false
            }
        }
    };
    let found = minimal_sets(claims.len(), largest, BUDGET, &mut turns);
    if let Some(error) = failed {
        return Err(error);
    }
    let told = found.sets.iter().take(TOLD).map(|set| falls(asking, &claims, set));
    answer.change_if.extend(told);
    if found.sets.is_empty() && found.complete_to > 0 {
        answer.change_if.push(stands(found.complete_to));
    }
    Ok(())
}

/// Claims behind an answer; those that carry the same rows are one, the first in order of the case.
fn classes_of_claims(asking: &Asking<'_, '_>, answer: &Answer) -> Vec<Vec<String>> {
    let behind = asking.behind(answer).0;
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, quantity) in asking.case.quantities.iter().enumerate() {
        if behind.contains(&quantity.path.to_string()) && asking.reading.counts(index) {
            quantity.evidence.iter().for_each(|claim| rows.entry(claim).or_default().push(index));
        }
    }
    // Forecasts are rows without a quantity.
    let forecasts = asking.case.forecasts.iter().filter(|_| asking.question.kind == QuestionKind::Forecast);
    for (place, forecast) in forecasts.enumerate() {
        let told = forecast.ground.evidence.iter().filter(|claim| answer.claims.contains(&claim.text));
        told.for_each(|claim| rows.entry(&claim.text).or_default().push(asking.case.quantities.len() + place));
    }
    let mut classes: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
    for (claim, rows) in rows {
        classes.entry(rows).or_default().push(claim.to_owned());
    }
    classes.into_values().collect()
}

/// `It turns without …`.
fn falls(asking: &Asking<'_, '_>, claims: &[Vec<String>], set: &[usize]) -> Reason {
    // Of claims that carry the same rows all must go for the rows to fall.
    let gone: Vec<String> = set.iter().flat_map(|place| claims[*place].clone()).collect();
    let listed = Phrase::list(gone.iter().map(|claim| asking.claim(claim)).collect());
    Reason {
        says: say("It turns at the most likely values without {claims}.", &[("claims", listed)]),
        changes: gone.iter().map(|claim| format!("drop:id={claim}")).collect(),
        claims: gone,
    }
}

/// `No claim, and no two of them together, turn it`.
fn stands(size: usize) -> Reason {
    let from = NumberFrom::Threshold { name: "largest-set-of-claims".to_owned() };
    let most = Phrase::named(detente_method::numbers::spelled(size), Slot::Number { value: size as f64, from });
    let pattern = if size > 1 {
        "At the most likely values no {most} of its claims together turn it."
    } else {
        "At the most likely values no single claim turns it."
    };
    Reason { says: say(pattern, &[("most", most)]), ..Reason::default() }
}
