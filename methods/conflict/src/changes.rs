//! What would have to change: critical preferences of the states that hold everybody, and the inverse question.

use std::collections::BTreeMap;

use detente_conflict::{Concept, Edit, Raise, Stability, critical_preferences, edits, fewest, raises, reversed};
use detente_results::{CriticalKind, CriticalPreference, InverseQuestion};

use crate::certificates::{numbers, sentence};
use detente_method::conflicts::ConflictInput;

/// Concepts that critical preferences are told for.
const TOLD: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];
/// Sets of changes shown at most.
const MOST_SETS: usize = 40;

/// What a change is in words, and the claims behind what changes.
fn told(input: &ConflictInput, edit: &Edit) -> (String, Vec<String>) {
    let counted = |dm: usize| input.preferences[dm].counted();
    let name = |dm: usize| &input.decision_makers[dm];
    match *edit {
        Edit::Drop { dm, statement } => {
            let dropped = counted(dm)[statement];
            (format!("{} drops \u{201c}{}\u{201d}", name(dm), dropped.text), dropped.claims.clone())
        }
        Edit::Move { dm, statement, beside, above } => {
            let list = counted(dm);
            let (moved, other) = (list[statement], list[beside]);
            let side = if above { "above" } else { "below" };
            let text = format!(
                "{} ranks \u{201c}{}\u{201d} right {side} \u{201c}{}\u{201d}",
                name(dm),
                moved.text,
                other.text
            );
            (text, moved.claims.iter().chain(&other.claims).cloned().collect())
        }
        Edit::Freeze { option } => {
            let option = &input.options[option];
            (format!("nobody can change {}", option.name), option.claims.clone())
        }
    }
}

/// Single changes that free a state or make one hold.
pub(crate) fn critical_preferences_told(input: &ConflictInput, found: &Stability) -> Option<Vec<CriticalPreference>> {
    let concepts: Vec<Concept> = TOLD.into_iter().filter(|concept| found.of(*concept).is_some()).collect();
    let mut list = Vec::new();
    for critical in critical_preferences(&input.space, &input.lists(), &concepts)? {
        let (mut lost, mut gained) = (BTreeMap::new(), BTreeMap::new());
        for (concept, after) in &critical.equilibria {
            let Some(before) = found.equilibria(*concept) else { continue };
            let (mut gone, mut new) = (before.clone(), after.clone());
            gone.remove(after);
            new.remove(&before);
            if gone.count() > 0 {
                lost.insert(*concept, numbers(&gone));
            }
            if new.count() > 0 {
                gained.insert(*concept, numbers(&new));
            }
        }
        if !lost.is_empty() || !gained.is_empty() {
            let (change, claims) = told(input, &critical.edit);
            let kind = match critical.edit {
                Edit::Drop { .. } => CriticalKind::Drops,
                Edit::Move { .. } => CriticalKind::Moves,
                Edit::Freeze { .. } => CriticalKind::Freezes,
            };
            list.push(CriticalPreference { kind, change, claims, lost, gained });
        }
    }
    Some(list)
}

/// Answers the inverse question for a state, with up to `most` changes of statements.
pub fn wanted(input: &ConflictInput, state: usize, concept: Concept, most: usize) -> InverseQuestion {
    let (space, ranks) = (&input.space, input.ranks());
    let found = detente_conflict::stability(space, &ranks, &[concept], detente_conflict::Answers::AnySequence);
    let leaving: Vec<usize> =
        (0..ranks.len()).filter(|dm| found.is_stable(concept, *dm, state) == Some(false)).collect();
    let arcs = if leaving.is_empty() { None } else { space.arcs().ok() };
    let reason = |dm: &usize| {
        let case = detente_conflict::Case { space, arcs: arcs.as_ref()?, ranks: &ranks };
        Some(sentence(input, &case.certify(*dm, state, concept)))
    };
    let sets = edits(space, &input.lists(), state, concept, most);
    let words = |set: &Vec<Edit>| set.iter().map(|edit| told(input, edit).0).collect::<Vec<_>>();
    let rises = rises(input, &ranks, state, concept);
    InverseQuestion {
        state: state + 1,
        label: input.label(state),
        concept,
        defined: found.of(concept).is_some(),
        holds: leaving.is_empty() && found.of(concept).is_some(),
        leavers: leaving.iter().filter_map(reason).collect(),
        changes: sets.as_ref().map(|found| found.sets.iter().take(MOST_SETS).map(words).collect()),
        tried: sets.as_ref().map_or(0, |found| found.tried),
        more: sets.as_ref().map_or(0, |found| found.sets.len().saturating_sub(MOST_SETS)),
        rises: rises.told,
        reversed: rises.reversed,
        reversals_tried: rises.tried,
        obstacles: obstacles(input, &ranks, &leaving, state, concept),
    }
}

/// Changes of rankings that make a state hold everybody.
#[derive(Default)]
struct Rises {
    told: Vec<String>,
    reversed: usize,
    tried: usize,
}

/// Rises of the state itself, or fewer changes of anybody's ranking where others must want to answer.
fn rises(input: &ConflictInput, ranks: &[Vec<u32>], state: usize, concept: Concept) -> Rises {
    let Some(rises) = raises(&input.space, ranks, state, concept) else { return Rises::default() };
    let mut raised = ranks.to_vec();
    for rise in &rises {
        raised[rise.dm][state] = rise.level.first().map_or(raised[rise.dm][state], |level| ranks[rise.dm][*level]);
    }
    let count = |other: &[Vec<u32>]| ranks.iter().zip(other).map(|(own, other)| reversed(own, other)).sum::<usize>();
    let many = count(&raised);
    // Where only the own ranking decides no other change is smaller: methods/conflict/page.md.
    let alone = matches!(concept, Concept::Nash | Concept::Gmr | Concept::Smr);
    if alone || many < 2 {
        return Rises {
            told: rises.iter().map(|rise| rise_told(input, rise, state)).collect(),
            reversed: many,
            tried: many,
        };
    }
    let fewer = fewest(&input.space, ranks, state, concept, many);
    match fewer.rankings {
        Some(found) => Rises { told: pairs_told(input, ranks, &found), reversed: count(&found), tried: fewer.tried },
        None => Rises {
            told: rises.iter().map(|rise| rise_told(input, rise, state)).collect(),
            reversed: many,
            tried: fewer.tried,
        },
    }
}

fn rise_told(input: &ConflictInput, rise: &Raise, state: usize) -> String {
    let level: Vec<String> = rise.level.iter().map(|state| input.label(*state)).collect();
    format!(
        "{} must find {} at least as good as {} (passing {} state(s) ranked between)",
        input.decision_makers[rise.dm],
        input.label(state),
        level.join(", "),
        rise.passed
    )
}

/// The pairs of which each decision maker must like the first better, which it does not.
fn pairs_told(input: &ConflictInput, ranks: &[Vec<u32>], found: &[Vec<u32>]) -> Vec<String> {
    let mut told = Vec::new();
    for ((name, own), other) in input.decision_makers.iter().zip(ranks).zip(found) {
        let all = (0..own.len()).flat_map(|better| (0..own.len()).map(move |worse| (better, worse)));
        for (better, worse) in
            all.filter(|(better, worse)| other[*better] > other[*worse] && own[*better] <= own[*worse])
        {
            told.push(format!("{name} must like {} better than {}", input.label(better), input.label(worse)));
        }
    }
    told
}

/// For Nash: an improvement that meets every statement that the state meets. No order of the statements prefers the state.
fn obstacles(
    input: &ConflictInput,
    ranks: &[Vec<u32>],
    leaving: &[usize],
    state: usize,
    concept: Concept,
) -> Vec<String> {
    if concept != Concept::Nash {
        return Vec::new();
    }
    let blocked = |dm: &usize| {
        let statements = input.preferences[*dm].counted();
        let dominates = |to: &usize| {
            ranks[*dm][*to] > ranks[*dm][state] && statements.iter().all(|s| s.states.get(*to) || !s.states.get(state))
        };
        let moves = input.space.moves(*dm, state).into_iter().map(|to| to as usize);
        let better = moves.into_iter().find(dominates).filter(|_| !statements.is_empty())?;
        Some(format!(
            "{}: {} meets every statement that {} meets, and more; no other order of its statements keeps it there",
            input.decision_makers[*dm],
            input.label(better),
            input.label(state)
        ))
    };
    leaving.iter().filter_map(blocked).collect()
}
