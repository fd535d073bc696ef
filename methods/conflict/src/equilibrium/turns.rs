//! What would turn the verdict: statements without which other outcomes hold, the smallest change of a ranking that ends what holds, and the
//! smallest that makes another outcome hold.

use detente_conflict::{Concept, Edit, Raise, critical_preferences, raises};
use detente_method::{Phrase, say};
use detente_results::Reason;

use super::held::{Held, Hold};
use super::reasons::reason_of;
use super::words::Told;

/// Most statements that are told.
const DROPPED: usize = 2;
/// Conflicts with more states are not asked what would make each of them hold.
const SMALL: usize = 64;

/// What would turn the verdict, the smallest change of each sort.
pub(super) fn turns(told: Told<'_, '_, '_>, held: &Held<'_>) -> Vec<Reason> {
    let mut found = dropped(told, held);
    found.extend(ends(told, held));
    found.extend(others(told, held));
    found
}

/// Single statements without which the outcomes that hold are others.
fn dropped(told: Told<'_, '_, '_>, held: &Held<'_>) -> Vec<Reason> {
    let input = &held.conflict.input;
    let Some(critical) = critical_preferences(&input.space, &input.lists(), &[Concept::Nash]) else {
        return Vec::new();
    };
    let now = held.at_mode(Concept::Nash);
    let mut found: Vec<(usize, Reason)> = Vec::new();
    let mut swapped = false;
    for one in &critical {
        let Some(after) = one.equilibria.get(&Concept::Nash) else { continue };
        let (mut lost, mut gained) = (now.clone(), after.clone());
        lost.remove(after);
        gained.remove(&now);
        let turned = lost.count() + gained.count();
        swapped |= turned > 0 && matches!(one.edit, Edit::Move { .. });
        let Edit::Drop { dm, statement } = one.edit else { continue };
        let place = held.conflict.counted(dm).get(statement).map(|(place, _)| *place);
        if let Some(place) = place.filter(|_| turned > 0) {
            let states = |bits: &detente_conflict::Bits| bits.ones().collect::<Vec<usize>>();
            found.extend(without(told, held, (dm, place), &states(&lost), &states(&gained)).map(|it| (turned, it)));
        }
    }
    if found.is_empty() && !swapped && critical.iter().any(|one| matches!(one.edit, Edit::Drop { .. })) {
        let pattern = "No statement dropped alone, and no pair of neighbours swapped in an order of preference, changes at the most likely values what holds when nobody fears an answer.";
        return vec![told.asking.reason(say(pattern, &[]), [])];
    }
    found.sort_by_key(|(turned, _)| std::cmp::Reverse(*turned));
    found.into_iter().take(DROPPED).map(|(_, reason)| reason).collect()
}

/// `If it no longer counts for Japan that …, that would no longer hold.`
fn without(
    told: Told<'_, '_, '_>,
    held: &Held<'_>,
    (dm, place): (usize, usize),
    lost: &[usize],
    gained: &[usize],
) -> Option<Reason> {
    /// Most outcomes that are named on either side.
    const NAMED: usize = 2;
    let (why, _) = reason_of(told, held, dm, place)?;
    let list = |states: &[usize]| Phrase::list(states.iter().take(NAMED).map(|one| told.place(held, *one)).collect());
    let slots =
        [("who", told.asking.actor(held.name(dm))), ("why", why), ("lost", list(lost)), ("gained", list(gained))];
    let pattern = match (lost.is_empty(), gained.is_empty()) {
        (false, false) => "If it no longer counts for {who} that {why}, {gained} would hold in the place of {lost}.",
        (false, true) => "If it no longer counts for {who} that {why}, {lost} would no longer hold.",
        _ => "If it no longer counts for {who} that {why}, {gained} would hold too.",
    };
    let path = held.conflict.input.preferences[dm].statements().get(place)?.path.clone();
    Some(Reason {
        changes: vec![format!("{path}=0")],
        ..told.asking.reason(say(pattern, &slots), held.conflict.claims_of(dm, place))
    })
}

/// For each outcome that holds without fear the smallest change of a single ranking after which somebody leaves it.
fn ends(told: Told<'_, '_, '_>, held: &Held<'_>) -> Vec<Reason> {
    let alone = held.outcomes.iter().filter(|one| one.hold == Hold::Alone).map(|one| one.state);
    let one = |state: usize| {
        let moves = (0..held.ranks.len())
            .flat_map(|dm| held.conflict.arcs.from(dm, state).iter().map(move |to| (dm, *to as usize)));
        let worse = moves.filter(|(dm, to)| held.ranks[*dm][*to] <= held.ranks[*dm][state]);
        let (dm, to) = worse.min_by_key(|(dm, to)| held.passed(*dm, *to, state))?;
        let slots = [
            ("place", told.place(held, state)),
            ("who", told.asking.actor(held.name(dm))),
            ("change", told.change(held, state, to)),
        ];
        let says = say("{place} ends as soon as {who} comes to like it better that {change}.", &slots);
        Some(told.asking.reason(super::words::capital(says), Vec::new()))
    };
    alone.filter_map(one).collect()
}

/// The outcome that the smallest rises in rankings would make hold without fear, of those that do not; what stands now before others.
fn others(told: Told<'_, '_, '_>, held: &Held<'_>) -> Option<Reason> {
    let space = &held.conflict.input.space;
    if space.states() > SMALL {
        return None;
    }
    let nash = held.at_mode(Concept::Nash);
    let rises = |state: usize| raises(space, &held.ranks, state, Concept::Nash).map(|rises| (state, rises));
    let holds =
        |state: usize| nash.get(state) || held.outcomes.iter().any(|one| one.hold == Hold::Alone && one.state == state);
    let now = held.now().filter(|now| !holds(*now)).and_then(rises);
    let effort = |(_, rises): &(usize, Vec<Raise>)| rises.iter().map(|rise| rise.passed + 1).sum::<usize>();
    let any = || (0..space.states()).filter(|state| !holds(*state)).filter_map(rises).min_by_key(effort);
    let (state, rises) = now.or_else(any)?;
    let rise = |rise: &Raise| {
        let level = rise.level.first().copied()?;
        let change = told.change(held, state, level);
        Some(
            told.asking
                .actor(held.name(rise.dm))
                .then(Phrase::text(" no longer wished it changed so that "))
                .then(change),
        )
    };
    let all = Phrase::list(rises.iter().filter_map(rise).collect());
    let slots = [("place", told.place(held, state)), ("all", all)];
    let says = say("{place} would hold even when nobody fears an answer if {all}.", &slots);
    Some(told.asking.reason(super::words::capital(says), Vec::new()))
}
