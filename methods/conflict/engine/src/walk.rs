//! Moves given one by one: what opponents can lead to, when nobody moves twice in succession.
//!
//! Where moves are not transitive, or several decision makers share them, it matters who moved last. A node is therefore
//! a state together with the last mover, and the worst state that opponents can lead to is found by one flood backwards
//! from the states in ascending order of what they are worth to the decision maker in question: first visit wins.

use std::collections::BTreeSet;

use crate::bits::Bits;
use crate::space::Arcs;
use crate::stability::{Answers, Concept, Stability};

/// Nothing is reached.
pub(crate) const NOTHING: u32 = u32::MAX;

/// Moves with their reverse, made once for many rankings.
#[derive(Debug)]
pub struct Walk<'a> {
    arcs: &'a Arcs,
    back: Arcs,
    dms: usize,
    states: usize,
}

impl<'a> Walk<'a> {
    /// Makes ready.
    pub fn new(arcs: &'a Arcs, states: usize) -> Self {
        Self { arcs, back: arcs.reversed(), dms: arcs.decision_makers(), states }
    }

    /// Stability of every state for every decision maker; SIM is not defined by moves alone.
    pub fn stability(&self, ranks: &[Vec<u32>], concepts: &[Concept], answers: Answers) -> Stability {
        let mut found = Stability::new(self.states);
        for &concept in concepts.iter().filter(|concept| **concept != Concept::Sim) {
            let cells = (0..self.dms).map(|dm| self.stable(dm, ranks, concept, answers)).collect();
            found.put(concept, cells);
        }
        found
    }

    /// The states that hold `dm`.
    fn stable(&self, dm: usize, ranks: &[Vec<u32>], concept: Concept, answers: Answers) -> Bits {
        let own = &ranks[dm];
        let better = |state: usize| self.arcs.from(dm, state).iter().filter(move |to| own[**to as usize] > own[state]);
        if concept == Concept::Nash {
            return Bits::of(self.states, |state| better(state).next().is_none());
        }
        // What a state is worth once the decision maker has had the last word there.
        let worth: Vec<u32> = match concept {
            Concept::Smr | Concept::Sseq => (0..self.states).map(|state| self.best(dm, own, state)).collect(),
            _ => own.clone(),
        };
        let improving = matches!(concept, Concept::Seq | Concept::Sseq);
        let worst = match answers {
            Answers::AnySequence => self.worst(dm, ranks, &worth, improving),
            Answers::SinglePass => self.worst_in_a_single_pass(dm, ranks, &worth, improving),
        };
        Bits::of(self.states, |state| better(state).all(|to| worst[*to as usize] <= own[state]))
    }

    fn best(&self, dm: usize, own: &[u32], state: usize) -> u32 {
        self.arcs.from(dm, state).iter().map(|to| own[*to as usize]).fold(own[state], u32::max)
    }

    /// For each state the least `worth` among those that the opponents of `dm` can lead to from there in one move or more,
    /// by improvements alone where `improving`; [`NOTHING`] where they cannot move.
    fn worst(&self, dm: usize, ranks: &[Vec<u32>], worth: &[u32], improving: bool) -> Vec<u32> {
        let opponents: Vec<usize> = (0..self.dms).filter(|other| *other != dm).collect();
        let mut order: Vec<u32> = (0..self.states as u32).collect();
        order.sort_unstable_by_key(|state| worth[*state as usize]);
        let mut worst = vec![NOTHING; self.states];
        let mut seen = vec![false; self.states * self.dms];
        let mut stack: Vec<(u32, usize)> = Vec::new();
        for &end in &order {
            let value = worth[end as usize];
            for &last in &opponents {
                if !std::mem::replace(&mut seen[end as usize * self.dms + last], true) {
                    stack.push((end, last));
                }
            }
            while let Some((state, mover)) = stack.pop() {
                for &before in self.back.from(mover, state as usize) {
                    if improving && ranks[mover][before as usize] >= ranks[mover][state as usize] {
                        continue;
                    }
                    worst[before as usize] = worst[before as usize].min(value);
                    for &last in opponents.iter().filter(|last| **last != mover) {
                        if !std::mem::replace(&mut seen[before as usize * self.dms + last], true) {
                            stack.push((before, last));
                        }
                    }
                }
            }
        }
        worst
    }

    /// The same when each opponent may move once at most.
    fn worst_in_a_single_pass(&self, dm: usize, ranks: &[Vec<u32>], worth: &[u32], improving: bool) -> Vec<u32> {
        let from = |start: usize| {
            let mut least = NOTHING;
            let mut seen = BTreeSet::new();
            let mut stack = vec![(start as u32, 0u32)];
            while let Some((state, used)) = stack.pop() {
                for mover in (0..self.dms).filter(|mover| *mover != dm && used >> mover & 1 == 0) {
                    for &to in self.arcs.from(mover, state as usize) {
                        let improves = ranks[mover][to as usize] > ranks[mover][state as usize];
                        if (improves || !improving) && seen.insert((to, used | 1 << mover)) {
                            least = least.min(worth[to as usize]);
                            stack.push((to, used | 1 << mover));
                        }
                    }
                }
            }
            least
        };
        (0..self.states).map(from).collect()
    }
}
