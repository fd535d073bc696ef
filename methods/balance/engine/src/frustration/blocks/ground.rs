//! One enumeration: the last actor stands still, the search above it is dealt out in parts, and parts are searched side by side.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::couplings::Couplings;
use super::descent::{Blocks, Count, Descent, Kept, Node, Seen};
use super::low::{Low, MOST_LOW, Sums};
use super::number::Number;
use crate::steps::Steps;

/// Actors whose sides tell the parts of a search apart.
const DEALT: usize = 8;
/// Searches with fewer open actors above the block are one part.
const WHOLE: usize = 16;
/// Parts that are searched from the same beginning; what they find the next ones know. So nothing hangs on which of them ends first.
const WAVE: usize = 16;
/// What a node takes, in multiplications.
const NODE: u64 = 16;

/// How far searches may go.
pub(super) struct Effort<'s> {
    nodes: u64,
    steps: &'s Steps<'s>,
}

impl<'s> Effort<'s> {
    /// So many nodes, or what the steps allow for.
    pub fn of(nodes: u64, steps: &'s Steps<'s>) -> Self {
        Self { nodes: nodes.min(steps.left().saturating_mul(1_000_000 / NODE)), steps }
    }

    /// Nodes that are left.
    pub fn left(&self) -> u64 {
        if self.steps.is_over() { 0 } else { self.nodes }
    }

    fn spend(&mut self, nodes: u64) {
        self.nodes = self.nodes.saturating_sub(nodes);
        self.steps.spend(nodes.saturating_mul(NODE));
    }
}

/// A graph laid out for enumeration.
#[derive(Debug)]
pub(super) struct Ground<F, L> {
    pub couplings: Couplings<F>,
    pub low: Low<L>,
    /// For the first 0, 1, ... places, as far as known: the least energy of them alone.
    pub least: Vec<i64>,
}

impl<F: Number, L: Number> Ground<F, L> {
    /// With the least energies of the block alone.
    pub fn of(couplings: Couplings<F>) -> Self {
        let low = Low::of(&couplings, MOST_LOW.min(couplings.size.saturating_sub(1)));
        Self { least: low.least.clone(), couplings, low }
    }

    /// Shows `seen` every division of the first places within its reach, one of each pair that are each other turned over. `None` when that
    /// takes more than is left.
    pub fn search<S: Seen>(&self, places: usize, mut seen: S, effort: &mut Effort<'_>) -> Option<S> {
        let open = places - 1;
        let top = Node { base: F::default(), mask: 1 << open, fields: self.couplings.before(open).to_vec() };
        let dealt = if open > self.low.size + WHOLE { open - DEALT } else { open };
        for wave in self.dealt(open, dealt, top, &seen).chunks(WAVE) {
            let most = effort.left();
            let all = AtomicU64::new(0);
            let count = || Count::of(&all, most);
            let parts: Vec<S> = wave.par_iter().map(|node| self.part(dealt, node, &seen, count())).collect();
            let nodes = all.load(Ordering::Relaxed);
            effort.spend(nodes.min(most));
            if nodes > most {
                return None;
            }
            parts.into_iter().for_each(|part| seen.merge(part));
            if seen.is_full() {
                break;
            }
        }
        Some(seen)
    }

    /// The nodes at which parts begin.
    fn dealt<S: Seen>(&self, open: usize, floor: usize, top: Node<F>, seen: &S) -> Vec<Node<F>> {
        if floor == open {
            return vec![top];
        }
        let all = AtomicU64::new(0);
        let kept = Kept { reach: F::near(seen.reach()), nodes: Vec::new() };
        let mut descent = self.descent(floor, kept, Count::of(&all, u64::MAX));
        descent.below(open, &top);
        descent.at_floor.nodes
    }

    fn part<S: Seen>(&self, open: usize, node: &Node<F>, seen: &S, count: Count<'_>) -> S {
        let blocks = Blocks { low: &self.low, sums: Sums::of(&self.low), reach: seen.reach(), seen: seen.for_part() };
        let mut descent = self.descent(self.low.size, blocks, count);
        descent.below(open, node);
        descent.count.tell();
        descent.at_floor.seen
    }

    fn descent<'a, R>(&'a self, floor: usize, at_floor: R, count: Count<'a>) -> Descent<'a, F, R> {
        Descent { couplings: &self.couplings, least: &self.least, floor, at_floor, count }
    }
}
