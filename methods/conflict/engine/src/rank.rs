//! Preferences as ranks: for each state a whole number from 0, larger is better, equal is equally good.

use crate::bits::Bits;

/// Ranks of all states for one decision maker.
pub type Ranks = Vec<u32>;

/// Ranks of `states` states from groups of them, counted from 0, the best group first (direct ranking); each state stands in one group.
///
/// # Errors
/// [`WrongRanking`]: the first state that is missing or stands twice, or that does not exist.
///
/// # Examples
/// ```
/// use detente_conflict::rank::by_groups;
///
/// assert_eq!(by_groups(3, &[vec![2], vec![0, 1]]), Ok(vec![0, 0, 1]));
/// ```
pub fn by_groups(states: usize, groups: &[Vec<usize>]) -> Result<Ranks, WrongRanking> {
    let mut ranks = vec![u32::MAX; states];
    for (place, group) in groups.iter().enumerate() {
        for &state in group {
            let rank = ranks.get_mut(state).ok_or(WrongRanking::NoSuchState(state))?;
            if *rank != u32::MAX {
                return Err(WrongRanking::Twice(state));
            }
            *rank = (groups.len() - 1 - place) as u32;
        }
    }
    match ranks.iter().position(|rank| *rank == u32::MAX) {
        Some(state) => Err(WrongRanking::Missing(state)),
        None => Ok(ranks),
    }
}

/// Ranks from groups of states that are known to hold every state once, the best group first.
pub fn of_groups<'g>(states: usize, groups: impl ExactSizeIterator<Item = &'g Vec<usize>>) -> Ranks {
    let mut ranks = vec![0; states];
    let best = groups.len() as u32;
    for (place, group) in (1..).zip(groups) {
        group.iter().for_each(|state| ranks[*state] = best - place);
    }
    ranks
}

/// Why groups are no ranking; states are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongRanking {
    /// A state is not ranked.
    Missing(usize),
    /// A state is ranked twice.
    Twice(usize),
    /// A state does not exist.
    NoSuchState(usize),
}

/// Ranks from numbers (utilities, or [`sums`] of weights): equal numbers, and no others, are equally good.
pub fn by_numbers(numbers: &[f64]) -> Ranks {
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    order.sort_unstable_by(|a, b| numbers[*a as usize].total_cmp(&numbers[*b as usize]));
    let mut ranks = vec![0; numbers.len()];
    let mut rank = 0;
    for pair in 1..order.len() {
        let (before, state) = (order[pair - 1] as usize, order[pair] as usize);
        rank += u32::from(numbers[state] > numbers[before]);
        ranks[state] = rank;
    }
    ranks
}

/// For each state the sum of the weights of the statements that it meets. Sums of which only the rounding differs are made
/// equal: 0.1 + 0.2 and 0.3.
pub fn sums<'b>(states: usize, statements: impl Iterator<Item = (&'b Bits, f64)>) -> Vec<f64> {
    let mut sums = vec![0.0; states];
    let (mut total, mut whole) = (0.0, true);
    for (met, weight) in statements {
        met.ones().for_each(|state| sums[state] += weight);
        total += weight.abs();
        whole &= weight.fract() == 0.0;
    }
    // Sums of whole numbers that fit are exact.
    if whole && total < 9e15 {
        return sums;
    }
    let mut order: Vec<usize> = (0..states).collect();
    order.sort_unstable_by(|a, b| sums[*a].total_cmp(&sums[*b]));
    for pair in 1..states {
        let (before, state) = (order[pair - 1], order[pair]);
        if sums[state] - sums[before] <= 8.0 * f64::EPSILON * total {
            sums[state] = sums[before];
        }
    }
    sums
}

/// Ranks from statements, the most important first: of two states the better is the one that meets the first statement
/// on which they differ (option prioritising; Fang, Hipel, Kilgour and Peng 2003). Any number of statements, each as the states in which it
/// holds.
///
/// O(states · statements): each pass splits the ranks so far by as many statements as a table of four entries a state holds.
///
/// # Examples
/// Above all not b, then a: of the four combinations a alone is the best.
/// ```
/// use detente_conflict::Formula;
/// use detente_conflict::rank::by_statements;
///
/// let states = |text| Formula::parse(text, &["a", "b"]).expect("a statement").column(2);
/// assert_eq!(by_statements(4, &[&states("not b"), &states("a")]), [2, 3, 0, 1]);
/// ```
pub fn by_statements(states: usize, statements: &[&Bits]) -> Ranks {
    let mut ranks = vec![0u32; states];
    let mut groups = 1usize;
    let mut rest = statements;
    while !rest.is_empty() && groups < states {
        let room = (4 * states / groups).max(4).ilog2() as usize;
        let (now, later) = rest.split_at(room.min(rest.len()));
        rest = later;
        let mut seen = vec![0u32; groups << now.len()];
        for (state, rank) in ranks.iter_mut().enumerate() {
            *rank = now.iter().fold(*rank, |rank, statement| rank << 1 | u32::from(statement.get(state)));
            seen[*rank as usize] = 1;
        }
        let mut next = 0;
        for place in &mut seen {
            let here = *place;
            *place = next;
            next += here;
        }
        ranks.iter_mut().for_each(|rank| *rank = seen[*rank as usize]);
        groups = next as usize;
    }
    ranks
}

/// Groups of states, best first: the inverse of [`by_groups`].
pub fn groups(ranks: &[u32]) -> Vec<Vec<usize>> {
    let mut distinct = ranks.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let mut found = vec![Vec::new(); distinct.len()];
    for (state, rank) in ranks.iter().enumerate() {
        let place = distinct.binary_search(rank).unwrap_or_default();
        found[distinct.len() - 1 - place].push(state);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rankings_must_name_every_state_once() {
        assert_eq!(by_groups(3, &[vec![2], vec![0, 1]]), Ok(vec![0, 0, 1]));
        assert_eq!(by_groups(3, &[vec![2], vec![0]]), Err(WrongRanking::Missing(1)));
        assert_eq!(by_groups(2, &[vec![1], vec![0, 1]]), Err(WrongRanking::Twice(1)));
        assert_eq!(by_groups(2, &[vec![2]]), Err(WrongRanking::NoSuchState(2)));
        assert_eq!(by_numbers(&[0.5, -1.0, 1e15, 1e15 + 1.0, -0.0, 0.0]), [2, 0, 3, 4, 1, 1]);
        let met = [[true, false, false], [true, false, false], [false, true, false]];
        let met = met.map(|row| Bits::of(3, |state| row[state]));
        let weighted = met.iter().zip([0.1, 0.2, 0.3]);
        assert_eq!(by_numbers(&sums(3, weighted)), [1, 1, 0]);
    }

    proptest! {
        #[test]
        fn statements_rank_by_the_first_difference(
            rows in prop::collection::vec(prop::collection::vec(any::<bool>(), 70), 1..40),
            statements in 0usize..70,
        ) {
            let columns: Vec<Bits> = (0..statements).map(|k| Bits::of(rows.len(), |s| rows[s][k])).collect();
            let ranks = by_statements(rows.len(), &columns.iter().collect::<Vec<_>>());
            for a in 0..rows.len() {
                for b in 0..rows.len() {
                    prop_assert_eq!(ranks[a].cmp(&ranks[b]), rows[a][..statements].cmp(&rows[b][..statements]));
                }
            }
        }
    }
}
