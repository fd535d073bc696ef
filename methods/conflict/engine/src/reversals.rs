//! The fewest reversals of pairs in rankings after which a state holds everybody.

use std::collections::{BTreeMap, HashSet};

use crate::rank::Ranks;
use crate::space::Space;
use crate::stability::{Answers, Concept, stability};

/// Efforts of looks at all states at most: some two seconds.
const MOST_WORK: u64 = 20_000_000;
/// Most ranks, over all rankings, that are kept in mind.
const MOST_KEPT: usize = 16_000_000;
/// Groups of states alike of more members are not taken apart.
const MOST_ALIKE: usize = 16;

/// Rankings of all decision makers.
pub type Rankings = Vec<Ranks>;

/// What a search for fewer reversals found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fewest {
    /// Rankings with fewer reversals than asked for, as few as there are; `None` where none was found.
    pub rankings: Option<Rankings>,
    /// Every change of up to so many pairs was tried.
    pub tried: usize,
}

/// Pairs of states whose order differs between two rankings: reversed, no longer alike, or alike now.
pub fn reversed(one: &[u32], other: &[u32]) -> usize {
    pairs(one.len()).filter(|(a, b)| one[*a].cmp(&one[*b]) != other[*a].cmp(&other[*b])).count()
}

fn pairs(states: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..states).flat_map(move |a| (a + 1..states).map(move |b| (a, b)))
}

/// Rankings that differ in fewer than `below` pairs, taken over all decision makers, under which `state` holds everybody. Anybody's
/// ranking may change: under the concepts that ask what others would answer, theirs decide too.
///
/// All rankings are tried in the order of their reversals, until work or memory ends. It is enough to try those that make no two
/// states alike that were not: in a group that has become alike the state itself may stand first and the rest as before, which
/// reverses no more and keeps what holds.
pub fn fewest(space: &Space, ranks: &[Ranks], state: usize, concept: Concept, below: usize) -> Fewest {
    let holds = |rankings: &Rankings| {
        let found = stability(space, rankings, &[concept], Answers::AnySequence);
        found.equilibria(concept).is_some_and(|all| all.get(state))
    };
    let first: Rankings = ranks.iter().map(|own| dense(own)).collect();
    let size = ranks.len() * space.states();
    if size.saturating_mul(size) > MOST_KEPT {
        return Fewest { rankings: None, tried: 0 };
    }
    let mut seen = HashSet::from([first.clone()]);
    let mut open = BTreeMap::from([(0, vec![first.clone()])]);
    let mut work = 0u64;
    for count in 0..below {
        let level = open.remove(&count).unwrap_or_default();
        work = work.saturating_add(space.effort().saturating_mul(level.len() as u64));
        if work > MOST_WORK {
            return Fewest { rankings: None, tried: count.saturating_sub(1) };
        }
        if let Some(found) = level.iter().filter(|_| count > 0).find(|rankings| holds(rankings)) {
            return Fewest { rankings: Some(found.clone()), tried: count };
        }
        for rankings in &level {
            for (next, more) in nearest(rankings, &first, below - count) {
                if seen.insert(next.clone()) {
                    open.entry(count + more).or_default().push(next);
                }
            }
            if seen.len() * size > MOST_KEPT {
                return Fewest { rankings: None, tried: count };
            }
        }
    }
    Fewest { rankings: None, tried: below.saturating_sub(1) }
}

/// Ranks without gaps.
fn dense(ranks: &[u32]) -> Ranks {
    let mut all = ranks.to_vec();
    all.sort_unstable();
    all.dedup();
    ranks.iter().map(|rank| all.partition_point(|below| below < rank) as u32).collect()
}

/// Rankings one step farther from the first ones, by fewer than `below` pairs: two groups of neighbours change places, or a group of
/// states alike falls in two. Every ranking that makes no two alike is reached by such steps, each pair changing once.
fn nearest(rankings: &Rankings, first: &Rankings, below: usize) -> Vec<(Rankings, usize)> {
    let mut found = Vec::new();
    for (dm, own) in rankings.iter().enumerate() {
        let groups = groups(own);
        let with = |own: Ranks| {
            let mut next = rankings.clone();
            next[dm] = own;
            next
        };
        for (rank, two) in groups.windows(2).enumerate() {
            let more = two[0].len() * two[1].len();
            // Groups that have changed places, or were one, do not change back.
            if more < below && first[dm][two[0][0]] < first[dm][two[1][0]] {
                found.push((with(swapped(own, rank as u32)), more));
            }
        }
        for group in groups.iter().filter(|group| group.len() > 1 && group.len() <= MOST_ALIKE.min(below)) {
            for above in 1..(1u32 << group.len()) - 1 {
                let more = above.count_ones() as usize * (group.len() - above.count_ones() as usize);
                if more < below {
                    found.push((with(split(own, group, above)), more));
                }
            }
        }
    }
    found
}

/// States by rank, the worst first.
fn groups(ranks: &[u32]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); ranks.iter().max().map_or(0, |most| *most as usize + 1)];
    ranks.iter().enumerate().for_each(|(state, rank)| found[*rank as usize].push(state));
    found
}

fn swapped(ranks: &[u32], low: u32) -> Ranks {
    let moved = |rank: &u32| match *rank {
        rank if rank == low => low + 1,
        rank if rank == low + 1 => low,
        rank => rank,
    };
    ranks.iter().map(moved).collect()
}

/// The ranking with some of a group, by the bits of `above`, above the rest of it.
fn split(ranks: &[u32], group: &[usize], above: u32) -> Ranks {
    let own = ranks[group[0]];
    let mut found: Ranks = ranks.iter().map(|rank| rank + u32::from(*rank > own)).collect();
    group
        .iter()
        .enumerate()
        .filter(|(place, _)| above >> place & 1 == 1)
        .for_each(|(_, state)| found[*state] = own + 1);
    found
}
