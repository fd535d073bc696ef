//! The smallest sets of claims without which a verdict turns, at the most likely values: all sets by size, those that hold a found one left
//! aside (Reiter 1987). A row stands as long as one of its claims stands.

use std::collections::BTreeMap;

use detente_case::{Change, Shape};
use detente_method::{Asking, EffectiveCase, GroundedChange, Phrase, say};
use detente_results::{Answer, NumberFrom, Reason, Slot};

use super::who_answers;

/// Largest set that is looked at.
const LARGEST: usize = 2;
/// Most verdicts that are worked out in one search.
const BUDGET: usize = 4_000;
/// Most sets that are told.
const TOLD: usize = 3;

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Turning {
    /// Minimal sets of places in the list of claims, the smallest first.
    pub sets: Vec<Vec<usize>>,
    /// Up to which size every set was looked at.
    pub complete_to: usize,
}

/// All minimal sets of `count` things for which `turns` is so, by size up to `largest`, as long as `budget` answers last.
pub(super) fn minimal_sets(
    count: usize,
    largest: usize,
    mut budget: usize,
    turns: &mut dyn FnMut(&[usize]) -> bool,
) -> Turning {
    let mut found = Turning::default();
    for size in 1..=largest.min(count) {
        let mut set: Vec<usize> = (0..size).collect();
        loop {
            let holds_one = found.sets.iter().any(|one| one.iter().all(|place| set.contains(place)));
            if !holds_one {
                if budget == 0 {
                    return found;
                }
                budget -= 1;
                if turns(&set) {
                    found.sets.push(set.clone());
                }
            }
            if !next(&mut set, count) {
                break;
            }
        }
        found.complete_to = size;
    }
    found
}

/// The next set of the same size in order; whether there is one.
fn next(set: &mut [usize], count: usize) -> bool {
    let size = set.len();
    let Some(place) = (0..size).rev().find(|place| set[*place] < count - size + place) else { return false };
    set[place] += 1;
    for later in place + 1..size {
        set[later] = set[later - 1] + 1;
    }
    true
}

/// Adds to an answer without which claims its verdict would turn, or that none turn it.
pub(super) fn turned_by(asking: &Asking<'_, '_>, answer: &mut Answer) {
    let Some(method) = who_answers(asking.question.kind) else { return };
    let class = |reading: &EffectiveCase<'_>| method.class(asking.question, reading);
    let Some(now) = class(asking.reading) else { return };
    let claims = classes_of_claims(asking, answer);
    if claims.is_empty() {
        return;
    }
    let mut turns = |set: &[usize]| {
        let dropped = set.iter().flat_map(|place| &claims[*place]);
        let changes: Vec<GroundedChange> = dropped.filter_map(|claim| without(claim)).collect();
        let reading = asking.under_changes(&changes);
        method.class(asking.question, &reading).as_ref() != Some(&now)
    };
    let found = minimal_sets(claims.len(), LARGEST, BUDGET, &mut turns);
    let told = found.sets.iter().take(TOLD).map(|set| falls(asking, &claims, set));
    answer.change_if.extend(told);
    if found.sets.is_empty() && found.complete_to > 0 {
        answer.change_if.push(stands(found.complete_to));
    }
}

/// The change that leaves a claim out.
fn without(claim: &str) -> Option<GroundedChange> {
    Change::parse(&format!("drop:id={claim}"), Shape::Pert).ok().map(GroundedChange::from)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(count: usize, largest: usize, turning: &dyn Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
        minimal_sets(count, largest, 100_000, &mut |set| turning(set)).sets
    }

    fn hits(set: &[usize], reasons: &[&[usize]]) -> bool {
        reasons.iter().all(|reason| reason.iter().any(|one| set.contains(one)))
    }

    /// Sets that hit every sufficient reason, and back again: transversals of transversals are the reasons.
    #[test]
    fn sets_that_hit_every_reason() {
        let reasons: [&[usize]; 4] = [&[0, 1], &[0, 2], &[1, 3], &[2, 3, 4]];
        let sets = found(5, 3, &|set| hits(set, &reasons));
        assert_eq!(sets, [vec![0, 3], vec![1, 2], vec![0, 1, 4]]);
        let back: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
        let mut twice = found(5, 3, &|set| hits(set, &back));
        twice.sort();
        assert_eq!(twice, [vec![0, 1], vec![0, 2], vec![1, 3], vec![2, 3, 4]]);
        let pairs: [&[usize]; 6] = [&[0, 6], &[0, 7], &[1, 6], &[1, 7], &[2, 6], &[2, 7]];
        assert_eq!(found(8, 3, &|set| hits(set, &pairs)), [vec![6, 7], vec![0, 1, 2]]);
    }

    /// Rows r1{c1,c2}, r2{c2}, r3{c3}; the verdict stands if r1, or r2 and r3.
    #[test]
    fn a_row_stands_while_one_claim_stands() {
        let stands = |gone: &[usize], claims: &[usize]| claims.iter().any(|claim| !gone.contains(claim));
        let verdict = |gone: &[usize]| stands(gone, &[0, 1]) || (stands(gone, &[1]) && stands(gone, &[2]));
        assert_eq!(found(3, 3, &|gone| !verdict(gone)), [vec![0, 1]]);
    }

    #[test]
    fn a_budget_ends_the_search_and_says_how_far_it_came() {
        let search = minimal_sets(10, 3, 12, &mut |_| false);
        assert_eq!((search.sets.len(), search.complete_to), (0, 1));
        assert_eq!(minimal_sets(3, 5, 100, &mut |_| false).complete_to, 3);
    }
}
