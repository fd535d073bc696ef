//! The smallest change of one order of preference that opens a package, or shuts it; and what would keep everybody to it.

use detente_conflict::{Bits, rank};

use crate::outcomes::{Outcomes, Ranked};

/// Conflicts with more states are not asked what each change would do.
const SMALL: usize = 512;

/// A change of the order of one decision maker; statements by their places among all of its statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A statement no longer counts.
    Drop { dm: usize, statement: usize },
    /// A statement stands below (above) another that stood after (before) it.
    Move { dm: usize, statement: usize, below: bool, other: usize },
}

/// A change with what it leads to.
#[derive(Debug, Clone)]
pub(crate) struct Edited {
    pub edit: Edit,
    /// Places that the statement moves; more than any move where it is dropped.
    size: usize,
    pub after: Ranked,
}

/// Changes of one order after which `wanted` is so; the smallest only.
pub(crate) fn smallest(outcomes: &Outcomes<'_>, wanted: impl Fn(&Ranked) -> bool) -> Vec<Edited> {
    if outcomes.conflict.input.space.states() > SMALL {
        return Vec::new();
    }
    let all = outcomes.must.iter().flat_map(|dm| of(outcomes, *dm));
    let mut found: Vec<Edited> = all.filter(|edited| wanted(&edited.after)).collect();
    let least = found.iter().map(|edited| edited.size).min().unwrap_or_default();
    found.retain(|edited| edited.size == least);
    // Of two neighbours each moves past the other: one change.
    let mut seen: Vec<Vec<u32>> = Vec::new();
    found.retain(|edited| {
        let (Edit::Drop { dm, .. } | Edit::Move { dm, .. }) = edited.edit;
        let ranks = &edited.after.ranks[dm];
        let new = !seen.contains(ranks);
        seen.push(ranks.clone());
        new
    });
    found
}

/// Every change of the order of one decision maker; none where it has ranked outcomes, or weighs statements.
fn of(outcomes: &Outcomes<'_>, dm: usize) -> Vec<Edited> {
    let counted = outcomes.conflict.counted(dm);
    let weighted = |place: usize| outcomes.conflict.statement(dm, place).is_none_or(|one| one.weight.is_some());
    if counted.iter().any(|(place, _)| weighted(*place)) {
        return Vec::new();
    }
    let after = |order: &[usize]| {
        let statements: Vec<&Bits> = order.iter().map(|at| &counted[*at].1.states).collect();
        let mut ranks = outcomes.mode.ranks.clone();
        ranks[dm] = rank::by_statements(outcomes.conflict.input.space.states(), &statements);
        Ranked::of(ranks, outcomes.now, &outcomes.must)
    };
    let length = counted.len();
    let mut found = Vec::new();
    for at in 0..length {
        let rest: Vec<usize> = (0..length).filter(|other| *other != at).collect();
        for to in (0..length).filter(|to| *to != at) {
            let mut order = rest.clone();
            order.insert(to, at);
            let edit = Edit::Move { dm, statement: counted[at].0, below: to > at, other: counted[to].0 };
            found.push(Edited { edit, size: at.abs_diff(to), after: after(&order) });
        }
        let edit = Edit::Drop { dm, statement: counted[at].0 };
        found.push(Edited { edit, size: length + 1, after: after(&rest) });
    }
    found
}

/// What keeps everybody to a package at the most likely values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nobody gains by leaving it.
    Alone,
    /// Somebody would leave it to its gain, and to where; a pair of options of different owners that, done only together, would keep everybody.
    Together { leaver: usize, to: usize, pair: (usize, usize) },
    /// Somebody would, and no such pair would keep everybody.
    Left { leaver: usize, to: usize },
}

/// What keeps everybody to a state.
pub(crate) fn kept(outcomes: &Outcomes<'_>, state: usize) -> Kept {
    let leaves = leaves(outcomes, state);
    let Some((leaver, to)) = leaves.first().copied() else { return Kept::Alone };
    let input = &outcomes.conflict.input;
    let (Some(now), Some(then)) = (input.combination(outcomes.now), input.combination(state)) else {
        return Kept::Left { leaver, to };
    };
    let changed: Vec<usize> = (0..input.options.len()).filter(|option| (now ^ then) >> option & 1 == 1).collect();
    let levers = input.space.levers();
    let pairs = changed.iter().flat_map(|a| changed.iter().map(move |b| (*a, *b)));
    let mut bound = pairs.filter(|(a, b)| a < b && levers[*a].owners & levers[*b].owners == 0);
    // Done only together: no move may take back the one and keep the other.
    let breaks = |to: usize, (a, b): (usize, usize)| {
        input.combination(to).is_some_and(|to| ((to ^ then) >> a & 1) != ((to ^ then) >> b & 1))
    };
    let pair = bound.find(|pair| leaves.iter().all(|(_, to)| breaks(*to, *pair)));
    pair.map_or(Kept::Left { leaver, to }, |pair| Kept::Together { leaver, to, pair })
}

/// Moves away from a state by which the mover gains.
fn leaves(outcomes: &Outcomes<'_>, state: usize) -> Vec<(usize, usize)> {
    let ranks = &outcomes.mode.ranks;
    let of = |dm: usize| outcomes.conflict.arcs.from(dm, state).iter().map(move |to| (dm, *to as usize));
    (0..ranks.len()).flat_map(of).filter(|(dm, to)| ranks[*dm][*to] > ranks[*dm][state]).collect()
}

/// Those with a part in a package who would lose by doing theirs first.
pub(crate) fn lose_by_going_first(outcomes: &Outcomes<'_>, state: usize) -> Option<(Vec<usize>, usize)> {
    let input = &outcomes.conflict.input;
    let (now, then) = (input.combination(outcomes.now)?, input.combination(state)?);
    let own = |dm: usize| (now ^ then) & input.space.owned(dm);
    let parties: Vec<usize> = outcomes.must.iter().copied().filter(|dm| own(*dm) != 0).collect();
    let loses = |dm: &usize| {
        let first = input.space.state_of(now ^ own(*dm));
        first.is_some_and(|first| outcomes.mode.ranks[*dm][first] < outcomes.mode.ranks[*dm][outcomes.now])
    };
    Some((parties.iter().copied().filter(loses).collect(), parties.len()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};
    use detente_method::EffectiveCase;

    use super::*;

    /// Money against an admission: better for both, and each would rather have the other's part alone.
    fn case(first_of_b: &str) -> Case {
        let mut files = Files::default();
        files.insert(
            "case.toml",
            format!(
                "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n[conflict.deal]\nstatus_quo = \"00\"\n\
                 options = [{{ id = \"pay\", owner = \"A\" }}, {{ id = \"admit\", owner = \"B\" }}]\n\
                 [conflict.deal.preferences]\n\
                 A = [{{ statement = \"admit\" }}, {{ statement = \"not pay\" }}]\n\
                 B = [{{ statement = \"{first_of_b}\" }}, {{ statement = \"not admit\" }}]\n"
            ),
        );
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        load(&files).case
    }

    #[test]
    fn a_deal_that_neither_begins_is_kept_by_a_guarantee() {
        let case = case("pay");
        let reading = EffectiveCase::new(&case, None, &[]);
        let outcomes = Outcomes::of(&case.conflicts[0], &reading).unwrap().unwrap();
        let both = outcomes.conflict.input.space.state_of(0b11).unwrap();
        assert_eq!(outcomes.mode.strict, [both]);
        assert!(matches!(kept(&outcomes, both), Kept::Together { pair: (0, 1), .. }));
        assert_eq!(lose_by_going_first(&outcomes, both), Some((vec![0, 1], 2)));
        // One of the two need only care more for its own part than for the other's.
        let shut = smallest(&outcomes, |after| after.strict.is_empty());
        assert_eq!(shut.len(), 2);
        assert!(shut.iter().all(|edited| edited.size == 1));
    }

    #[test]
    fn who_has_what_it_likes_best_blocks() {
        let case = case("not pay");
        let reading = EffectiveCase::new(&case, None, &[]);
        let outcomes = Outcomes::of(&case.conflicts[0], &reading).unwrap().unwrap();
        assert!(outcomes.mode.strict.is_empty());
        assert_eq!(outcomes.mode.blockers, [vec![1]]);
        let admitted = outcomes.conflict.input.space.state_of(0b10).unwrap();
        assert_eq!(outcomes.opened_by(&[1]), Some(admitted));
        assert_eq!(outcomes.class(), "deal: false [] [\"B\"]");
    }
}
