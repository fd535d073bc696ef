//! Coalitions that move together (Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008).
//!
//! The definitions are those of `methods/conflict/page.md`; they follow the literature from secondary accounts and were not
//! compared with the printed papers. A coalition improves when it reaches, by moves of its members, a state that each of
//! them prefers; an answer deters when it leaves some member no better off.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::Bits;
use crate::paths::{Reach, Rule};
use crate::space::Arcs;
use crate::stability::Concept;

/// Pairs of states times pairs of coalitions that are looked at at most: every coalition searches from every state.
const MOST: u64 = 400_000_000;

/// Concepts that have a form for coalitions here.
pub const COALITION_CONCEPTS: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

/// Stable states for each non-empty coalition (as bits of decision makers).
#[derive(Debug, Clone)]
pub struct Coalitions {
    /// By concept and coalition.
    pub stable: BTreeMap<Concept, BTreeMap<u32, Bits>>,
}

impl Coalitions {
    /// States that are stable for every coalition.
    pub fn equilibria(&self, concept: Concept) -> Option<Bits> {
        let by_coalition = self.stable.get(&concept)?;
        let mut all = by_coalition.values().next()?.clone();
        by_coalition.values().for_each(|stable| all.keep(stable));
        Some(all)
    }
}

/// Stability of every state for every coalition that moves together (Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008, by secondary
/// accounts) under [`COALITION_CONCEPTS`]. `ranks[dm][state]`, larger is better. `None` when there are too many states and coalitions.
pub fn coalitions(arcs: &Arcs, states: usize, ranks: &[Vec<u32>]) -> Option<Coalitions> {
    let dms = ranks.len();
    // Every coalition floods over its moves from every state, and its answers over those of others.
    let floods = ((states * arcs.len()) as u64) << dms.min(32);
    if dms > 10 || floods.max((states as u64).saturating_pow(2) << (2 * dms)) > MOST {
        return None;
    }
    let all = (1u32 << dms) - 1;
    // improvements[H][s]
    let improvements: BTreeMap<u32, Vec<Vec<usize>>> = (1..=all)
        .map(|coalition| (coalition, (0..states).map(|s| improvements(arcs, ranks, coalition, s)).collect()))
        .collect();
    // What each set of opponents can lead to, by any moves and by improvements of any of its coalitions.
    let reach: BTreeMap<u32, Vec<Vec<usize>>> =
        (0..=all).map(|movers| (movers, (0..states).map(|s| reached(arcs, movers, s)).collect())).collect();
    let improving: BTreeMap<u32, Vec<BTreeSet<usize>>> =
        (0..=all).map(|movers| (movers, (0..states).map(|s| closure(&improvements, movers, s)).collect())).collect();
    let stable = |concept: Concept, coalition: u32| {
        let others = all & !coalition;
        let deters = |state: usize, end: usize| {
            (0..dms).any(|dm| coalition >> dm & 1 == 1 && ranks[dm][end] <= ranks[dm][state])
        };
        let answered = |state: usize, improvement: usize| match concept {
            Concept::Gmr => reach[&others][improvement].iter().any(|end| deters(state, *end)),
            Concept::Smr => reach[&others][improvement]
                .iter()
                .any(|end| deters(state, *end) && reach[&coalition][*end].iter().all(|reply| deters(state, *reply))),
            Concept::Seq => improving[&others][improvement].iter().any(|end| deters(state, *end)),
            _ => false,
        };
        Bits::of(states, |state| improvements[&coalition][state].iter().all(|to| answered(state, *to)))
    };
    let by_coalition = |concept| (1..=all).map(|coalition| (coalition, stable(concept, coalition))).collect();
    Some(Coalitions { stable: COALITION_CONCEPTS.into_iter().map(|c| (c, by_coalition(c))).collect() })
}

fn reached(arcs: &Arcs, movers: u32, state: usize) -> Vec<usize> {
    Reach::from(arcs, state, Rule { movers, improving: None }).states().collect()
}

fn improvements(arcs: &Arcs, ranks: &[Vec<u32>], coalition: u32, state: usize) -> Vec<usize> {
    let all_gain =
        |to: &usize| (0..ranks.len()).all(|dm| coalition >> dm & 1 == 0 || ranks[dm][*to] > ranks[dm][state]);
    reached(arcs, coalition, state).into_iter().filter(all_gain).collect()
}

/// States reached from `start` by sequences of improvements of coalitions within `movers`.
fn closure(improvements: &BTreeMap<u32, Vec<Vec<usize>>>, movers: u32, start: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![start];
    while let Some(state) = todo.pop() {
        for (_, lists) in improvements.iter().filter(|(coalition, _)| *coalition & !movers == 0) {
            for &to in &lists[state] {
                if seen.insert(to) {
                    todo.push(to);
                }
            }
        }
    }
    seen
}
