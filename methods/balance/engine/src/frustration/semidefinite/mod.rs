//! Dense graphs by semidefinite relaxation: the matrix of products of sides is relaxed to one without negative eigenvalues that keeps every triangle
//! inequality it is found to violate, and where its bound does not meet the best division, two groups are put together and apart (Rendl, Rinaldi
//! and Wiegele 2010; by alternating directions, Hrga and Povh 2021). Every leaf is proven in whole numbers before it counts.

mod eigen;
mod node;
mod square;
mod state;
mod triangle;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::node::Node;
use self::square::Square;
use self::state::State;
use super::certificate::Leaf;
use super::graph::Graph;
use super::search::improve;
use super::tree::Solved;
use crate::steps::Steps;

/// Graphs up to this many actors are relaxed.
const MOST_ACTORS: usize = 350;
/// Ties per actor from which the cycle relaxation is the weaker one.
const LEAST_DEGREE: usize = 4;
/// All weights together stay below this: they and their multipliers are whole numbers in floats.
const MOST_WEIGHT: i64 = 1 << 44;
/// Nodes that wait at most.
const MOST_NODES: usize = 1_000;

/// Whether a graph is small and dense enough.
pub(super) fn can_be_relaxed(graph: &Graph) -> bool {
    let weight = graph.edges.iter().try_fold(0i64, |sum, edge| sum.checked_add(edge.weight.abs()));
    let dense = 2 * graph.edges.len() >= LEAST_DEGREE * graph.size;
    (3..=MOST_ACTORS).contains(&graph.size) && dense && weight.is_some_and(|weight| weight < MOST_WEIGHT)
}

/// Bounds of a graph from a first division, with proofs. `None` where not even the root is proven before the steps are over.
pub(super) fn relax(graph: &Graph, division: &[usize], steps: &Steps<'_>) -> Option<Solved> {
    let mut search = Search::new(graph, division, steps);
    let root = search.root();
    search.whole(root)
}

struct Search<'a> {
    graph: &'a Graph,
    ties: Vec<(usize, usize, i64)>,
    weight: f64,
    /// What two costs differ by at least.
    step: i64,
    best: Vec<bool>,
    cost: i64,
    leaves: Vec<(Leaf, i64)>,
    nodes: usize,
    cuts: u64,
    steps: &'a Steps<'a>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, division: &[usize], steps: &'a Steps<'a>) -> Self {
        let ties: Vec<_> = graph.edges.iter().map(|edge| (edge.u, edge.v, edge.weight)).collect();
        let best = improve(graph, division.iter().map(|side| *side == 1).collect());
        let mut sums = vec![0i64; graph.size];
        for edge in &graph.edges {
            sums[edge.u] += edge.weight;
            sums[edge.v] += edge.weight;
        }
        let step = graph.step().max(1);
        let even = sums.iter().all(|sum| sum % (2 * step) == 0);
        Self {
            weight: ties.iter().map(|(_, _, weight)| weight.abs() as f64).sum(),
            step: if even { 2 * step } else { step },
            cost: graph.cost(&best),
            ties,
            best,
            leaves: Vec::new(),
            nodes: 0,
            cuts: 0,
            graph,
            steps,
        }
    }

    fn root(&self) -> Node {
        let mut weight = Square::zero(self.graph.size);
        for &(a, b, tie) in &self.ties {
            weight.add(a, b, tie as f64 / 2.0);
        }
        let state = State::new(&weight);
        let firsts = (0..self.graph.size).collect();
        Node { decided: Vec::new(), firsts, weight, fixed: 0.0, state, bound: 0.0 }
    }

    /// Branches from the root, the node with the least bound first.
    fn whole(&mut self, mut root: Node) -> Option<Solved> {
        if let Some(proof) = self.settle(&mut root) {
            return Some(self.rooted(proof));
        }
        let first = self.proven(&root)?;
        let mut waiting: BTreeMap<(u64, usize), Node> = BTreeMap::new();
        waiting.insert((0, 0), root);
        while let Some((_, node)) = waiting.pop_first() {
            let pair = node.pair().filter(|_| !self.steps.is_over() && waiting.len() < MOST_NODES);
            let Some((one, other)) = pair else {
                let Some(proof) = self.proven(&node) else { return Some(self.rooted(first)) };
                self.leaves.push(proof);
                continue;
            };
            for together in [true, false] {
                let mut child = node.contracted(one, other, together);
                match self.settle(&mut child) {
                    Some(proof) => self.leaves.push(proof),
                    None => {
                        // Bounds are not negative, so their bits are in their order.
                        waiting.insert((child.bound.max(0.0).to_bits(), self.nodes), child);
                    }
                }
            }
        }
        let least = self.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0);
        Some(if least < first.1 { self.rooted(first) } else { self.solved() })
    }

    /// What the root proves alone.
    fn rooted(&mut self, first: (Leaf, i64)) -> Solved {
        self.leaves = vec![first];
        self.solved()
    }

    fn solved(&mut self) -> Solved {
        let lower = self.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0).clamp(0, self.cost);
        let leaves = std::mem::take(&mut self.leaves).into_iter().map(|(leaf, _)| leaf).collect();
        let division = self.best.iter().map(|side| usize::from(*side)).collect();
        Solved { division, upper: self.cost, lower, leaves, nodes: self.nodes, work: 0 }
    }

    fn proven(&self, node: &Node) -> Option<(Leaf, i64)> {
        let (dual, bound) = node.proof(self.graph.size, &self.ties)?;
        Some((Leaf { decided: node.decided.clone(), dual: Some(dual), ..Leaf::whole(Vec::new()) }, bound))
    }

    /// Rounds of iteration, bound and separation until the node is proven, or little is gained: then nothing.
    fn settle(&mut self, node: &mut Node) -> Option<(Leaf, i64)> {
        self.nodes += 1;
        let root = node.decided.is_empty();
        let (length, least_gain) = if root { (30, 0.01) } else { (20, 0.15) };
        let mut bounds: Vec<f64> = Vec::new();
        for round in 0..MOST_ROUNDS {
            if self.steps.is_over() {
                break;
            }
            node.state.advance(&node.weight, length);
            self.steps.spend(length as u64 * work(node.firsts.len()));
            let bound = (self.weight - node.fixed - node.state.bound(&node.weight)) / 2.0;
            node.bound = node.bound.max(bound);
            if round % 3 == 0 {
                self.round(node);
            }
            let enough = (self.cost - self.step) as f64;
            let clear = bound > enough + CLEAR * self.step as f64;
            let proof = clear.then(|| self.proven(node)).flatten().filter(|(_, proven)| *proven >= self.cost);
            if proof.is_some() {
                return proof;
            }
            bounds.push(node.bound);
            let before = bounds.len().checked_sub(LOOK_BACK + 1).map(|at| bounds[at]);
            if before.is_some_and(|before| node.bound - before < least_gain * (enough - node.bound)) {
                break;
            }
            let most = if root && round < 2 { 3 } else { 6 };
            node.state.separate(most * node.firsts.len());
        }
        None
    }

    /// Looks for a better division on either side of hyperplanes.
    fn round(&mut self, node: &Node) {
        let Some(groups) = super::dual::Groups::bound_by(self.graph.size, &node.decided) else { return };
        for _ in 0..CUTS {
            self.cuts += 1;
            let sides = node.cut(self.cuts);
            let whole = groups.of.iter().map(|(group, turned)| sides[*group] ^ turned).collect();
            let found = improve(self.graph, whole);
            let cost = self.graph.cost(&found);
            if cost < self.cost {
                (self.best, self.cost) = (found, cost);
            }
        }
    }
}

/// Rounds of one node at most.
const MOST_ROUNDS: usize = 60;
/// Rounds that gain is measured over.
const LOOK_BACK: usize = 3;
/// Hyperplanes in a round.
const CUTS: usize = 10;
/// How far beyond the next lower cost a bound must be, in steps, before its proof is tried.
const CLEAR: f64 = 0.004;

/// Multiplications of a step of the iteration.
fn work(size: usize) -> u64 {
    2 * (size as u64).pow(3)
}
