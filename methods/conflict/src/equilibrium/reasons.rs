//! The reasons: what each decision maker would give up by leaving what holds, what it fears, and who leaves the start.

use detente_case::conflict::Statement;
use detente_conflict::{Concept, Verdict};
use detente_method::{Phrase, names, numbers, say};
use detente_results::{EstimateField, NumberFrom, Reason, Slot};

use super::held::{Held, Hold};
use super::words::Told;

/// Most reasons.
const REASONS: usize = 5;

/// What keeps a decision maker where it is: the statement that it would give up, and the outcomes in which it is kept.
struct Kept {
    dm: usize,
    statement: usize,
    states: Vec<usize>,
}

/// The reasons of a verdict, those for what holds without fear first.
pub(super) fn reasons(told: Told<'_, '_, '_>, held: &Held<'_>) -> Vec<Reason> {
    let mut found: Vec<Reason> = kept(held).iter().filter_map(|kept| stays(told, held, kept)).collect();
    found.extend(feared(told, held));
    found.extend(left(told, held));
    found.truncate(REASONS);
    found
}

/// What keeps each in the outcomes that hold without fear, the same statement once.
fn kept(held: &Held<'_>) -> Vec<Kept> {
    let mut found: Vec<Kept> = Vec::new();
    let alone = held.outcomes.iter().filter(|one| one.hold == Hold::Alone);
    for state in alone.map(|one| one.state) {
        for dm in 0..held.ranks.len() {
            let Some(statement) = given_up(held, dm, state) else { continue };
            match found.iter_mut().find(|kept| (kept.dm, kept.statement) == (dm, statement)) {
                Some(kept) => kept.states.push(state),
                None => found.push(Kept { dm, statement, states: vec![state] }),
            }
        }
    }
    found
}

/// The statement that a decision maker would give up by most of its moves from a state; of equals the most important.
fn given_up(held: &Held<'_>, dm: usize, state: usize) -> Option<usize> {
    let moves: Vec<usize> = held.conflict.arcs.from(dm, state).iter().map(|to| *to as usize).collect();
    // Where a move is not worse the statement is not what keeps it.
    if moves.iter().any(|to| held.ranks[dm][*to] > held.ranks[dm][state]) {
        return None;
    }
    let lost: Vec<usize> = moves.iter().filter_map(|to| held.conflict.lost(dm, state, *to)).collect();
    let times = |statement: usize| lost.iter().filter(|one| **one == statement).count();
    let order: Vec<usize> = held.conflict.counted(dm).into_iter().map(|(place, _)| place).collect();
    order.into_iter().filter(|place| times(*place) > 0).rev().max_by_key(|place| times(*place))
}

fn stays(told: Told<'_, '_, '_>, held: &Held<'_>, kept: &Kept) -> Option<Reason> {
    let places: Vec<Phrase> = kept.states.iter().map(|state| told.place(held, *state)).collect();
    let (pattern, places) = match <[Phrase; 2]>::try_from(places) {
        Ok([one, other]) => {
            ("{who} leaves neither {places}, because {why}{when}.", one.then(Phrase::text(" nor ")).then(other))
        }
        Err(places) if places.len() == 1 => {
            ("{who} does not leave {places}, because {why}{when}.", Phrase::list(places))
        }
        Err(places) => ("{who} leaves none of these: {places}, because {why}{when}.", Phrase::list(places)),
    };
    let (why, when) = reason_of(told, held, kept.dm, kept.statement)?;
    let slots = [("who", told.asking.actor(held.name(kept.dm))), ("places", places), ("why", why), ("when", when)];
    Some(told.asking.reason(say(pattern, &slots), held.conflict.claims_of(kept.dm, kept.statement)))
}

/// For outcomes that hold out of fear: who could gain by which move, and what the others would answer.
fn feared(told: Told<'_, '_, '_>, held: &Held<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    for state in held.outcomes.iter().filter(|one| one.hold == Hold::Fear).map(|one| one.state) {
        for dm in 0..held.ranks.len() {
            let Verdict::Stable(answers) = held.case().certify(dm, state, Concept::Seq).verdict else { continue };
            let Some((answer, first)) = answers.first().and_then(|answer| Some((answer, answer.path.first()?))) else {
                continue;
            };
            let slots = [
                ("who", told.asking.actor(held.name(dm))),
                ("place", told.place(held, state)),
                ("change", told.change(held, state, answer.improvement)),
                ("other", told.asking.actor(held.name(first.dm))),
                ("answer", told.change(held, answer.improvement, first.state)),
            ];
            let pattern =
                "{who} could leave {place} to its gain, so that {change}; but {other} would answer, so that {answer}.";
            let claims =
                held.conflict.lost(dm, answer.improvement, answer.end).map(|lost| held.conflict.claims_of(dm, lost));
            found.push(told.asking.reason(say(pattern, &slots), claims.unwrap_or_default()));
        }
    }
    found
}

/// Why somebody leaves the start.
fn left(told: Told<'_, '_, '_>, held: &Held<'_>) -> Option<Reason> {
    let now = held.now()?;
    let (dm, to) = held.leaver(now).filter(|_| held.outcomes.iter().all(|one| one.state != now))?;
    // What it gains by going is what it would lose by coming back.
    let statement = held.conflict.lost(dm, to, now)?;
    let (why, when) = reason_of(told, held, dm, statement)?;
    let slots = [
        ("who", told.asking.actor(held.name(dm))),
        ("change", told.change(held, now, to)),
        ("why", why),
        ("when", when),
    ];
    let says = say("{who} leaves what stands now, so that {change}, because {why}{when}.", &slots);
    Some(told.asking.reason(says, held.conflict.claims_of(dm, statement)))
}

/// Why a statement is held, or what it says; and on what condition.
pub(super) fn reason_of(told: Told<'_, '_, '_>, held: &Held<'_>, dm: usize, place: usize) -> Option<(Phrase, Phrase)> {
    let why = held.conflict.why(told.asking.case, dm, place)?;
    Some((why, condition(told, held.conflict.statement(dm, place)?)))
}

/// `, as long as the alarm lies above .5`.
fn condition(told: Told<'_, '_, '_>, statement: &Statement) -> Phrase {
    let Some(when) = &statement.when else { return Phrase::nothing() };
    let path = when.path.to_string();
    let quantities = &told.asking.case.quantities;
    let index = quantities.in_force(&when.path, None);
    let range = index.map_or(1.0, |index| quantities.get(index).range.1 - quantities.get(index).range.0);
    // The bound is written in the case, beside the statement that it is of.
    let from = NumberFrom::Quantity { path: path.clone(), field: EstimateField::Mode };
    let slots = [
        ("what", Phrase::named(names::quantity(told.asking.case, &when.path), Slot::Quantity { path })),
        ("bound", Phrase::number(numbers::level(when.bound, range), when.bound, from)),
    ];
    let pattern =
        if when.above { ", as long as {what} lies above {bound}" } else { ", as long as {what} lies below {bound}" };
    Phrase::wording(say(pattern, &slots))
}
