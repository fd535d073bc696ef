//! Simultaneous stability: the others improve at the same moment.

use crate::bits::Bits;
use crate::space::Space;

/// Most combinations of improvements that are looked at.
const MOST: u64 = 200_000_000;

/// States that hold each decision maker because every improvement may meet simultaneous improvements of others (from the
/// same state, on other options) and end in a state that can occur and is no better; `None` where states are joined or
/// moves are given one by one, or where there are too many combinations.
pub(crate) fn stable(space: &Space, ranks: &[Vec<u32>]) -> Option<Vec<Bits>> {
    if space.levers().is_empty() || space.mask(0).is_none() {
        return None;
    }
    let dms = space.decision_makers();
    let reach: u64 = (0..dms).map(|dm| 1u64 << space.owned(dm).count_ones()).sum();
    if reach.saturating_mul(space.states() as u64) > MOST {
        return None;
    }
    let mut cells = vec![Bits::all(space.states()); dms];
    let mut left = MOST;
    let mut all = Vec::new();
    for state in 0..space.states() {
        let mask = space.mask(state)?;
        // Each improvement as the options it changes.
        all.clear();
        all.extend((0..dms).map(|dm| -> Vec<u32> {
            let own = &ranks[dm];
            let moves = space.moves(dm, state).into_iter().filter(|to| own[*to as usize] > own[state]);
            moves.filter_map(|to| space.mask(to as usize)).map(|to| to ^ mask).collect()
        }));
        for dm in 0..dms {
            let others: Vec<&[u32]> =
                (0..dms).filter(|other| *other != dm).map(|other| all[other].as_slice()).collect();
            let no_better =
                |change: u32| space.state_of(mask ^ change).is_some_and(|end| ranks[dm][end] <= ranks[dm][state]);
            let held = |change: &u32| meets(*change, false, &others, &no_better, &mut left);
            if !all[dm].iter().all(held) {
                cells[dm].unset(state);
            }
            if left == 0 {
                return None;
            }
        }
    }
    Some(cells)
}

/// Whether some non-empty set of opponents, one improvement each, turns `change` into something no better.
fn meets(change: u32, joined: bool, others: &[&[u32]], no_better: &impl Fn(u32) -> bool, left: &mut u64) -> bool {
    *left = left.saturating_sub(1);
    let Some((first, rest)) = others.split_first() else { return joined && no_better(change) };
    if *left == 0 {
        return false;
    }
    // Two who change one option at the same moment have no common outcome.
    meets(change, joined, rest, no_better, left)
        || first.iter().any(|other| other & change == 0 && meets(change | other, true, rest, no_better, left))
}
