//! Random conflicts: ties, states that cannot occur, irreversible and shared options, hidden and joined states, free graphs.

use detente_conflict::{Bits, Direction, Formula, Lever, Space};
use proptest::prelude::*;

/// A conflict.
#[derive(Debug, Clone)]
pub struct Made {
    pub space: Space,
    pub ranks: Vec<Vec<u32>>,
}

fn ranks(dms: usize, states: usize) -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(
        (2..=states.max(2) as u32).prop_flat_map(move |most| prop::collection::vec(0..most, states)),
        dms,
    )
}

fn levers(dms: usize, options: usize, shared: bool) -> impl Strategy<Value = Vec<Lever>> {
    let owners = (0..=dms as u32, 0..1u32 << dms).prop_map(move |(one, several)| {
        // `dms` stands for nobody.
        if shared {
            several
        } else if one == dms as u32 {
            0
        } else {
            1 << one
        }
    });
    let direction =
        prop_oneof![4 => Just(Direction::Both), 1 => Just(Direction::OnOnly), 1 => Just(Direction::OffOnly)];
    let sometimes = (any::<bool>(), direction).prop_map(|(free, one)| if free { Direction::Both } else { one });
    prop::collection::vec((owners, sometimes).prop_map(|(owners, direction)| Lever { owners, direction }), options)
}

fn rules(options: usize) -> impl Strategy<Value = Vec<Formula>> {
    let part = prop::option::weighted(0.5, any::<bool>());
    let pattern = prop::collection::vec(part, options);
    prop::collection::vec(pattern, 0..4).prop_map(|patterns| {
        let rule = |pattern: Vec<Option<bool>>| {
            Formula::all(pattern.into_iter().enumerate().filter_map(|(option, taken)| Some((option, taken?))))
        };
        patterns.into_iter().filter_map(rule).collect()
    })
}

fn by_options() -> impl Strategy<Value = Space> {
    (1usize..=4, 1usize..=6, prop::bool::weighted(0.25)).prop_flat_map(|(dms, options, shared)| {
        (levers(dms, options, shared), rules(options), 0u8..8, 0u32..64, 0..1u32 << options).prop_filter_map(
            "no state is left",
            move |(levers, rules, kind, hidden, joined)| {
                let space = Space::of_options(dms, levers, &rules, 100).ok()?;
                let states = space.states();
                match kind {
                    // The first decision maker does not see some states.
                    0 => space
                        .without(|dm, a, b| dm == 0 && ((hidden >> (a % 32)) & 1 == 1 || (hidden >> (b % 32)) & 1 == 1))
                        .ok(),
                    1 => {
                        let group =
                            Bits::of(states, |state| space.mask(state).is_some_and(|mask| mask & joined == joined));
                        space.joined(&[group]).ok()
                    }
                    _ => Some(space),
                }
            },
        )
    })
}

fn by_arcs() -> impl Strategy<Value = Space> {
    (1usize..=4, 1usize..=12).prop_flat_map(|(dms, states)| {
        let row = prop::collection::btree_set(0..states as u32, 0..4);
        prop::collection::vec(prop::collection::vec(row, states), dms).prop_map(move |lists| {
            let without_self = |(state, row): (usize, std::collections::BTreeSet<u32>)| {
                row.into_iter().filter(|to| *to as usize != state).collect::<Vec<u32>>()
            };
            let lists =
                lists.into_iter().map(|rows| rows.into_iter().enumerate().map(without_self).collect()).collect();
            Space::of_arcs(states, lists).expect("a free graph")
        })
    })
}

/// Any conflict.
pub fn conflict() -> impl Strategy<Value = Made> {
    prop_oneof![3 => by_options().boxed(), 1 => by_arcs().boxed()].prop_flat_map(|space| {
        ranks(space.decision_makers(), space.states()).prop_map(move |ranks| Made { space: space.clone(), ranks })
    })
}
