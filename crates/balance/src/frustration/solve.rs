//! Branch and bound: where upper and lower bound differ, a tie is read both ways.

use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::{Edge, Graph};
use super::packing::{Blocs, Packing, pack};
use super::search::search;
use crate::grid::Grid;
use crate::network::SignedNetwork;

/// When to stop with the bounds reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Nodes of the branching.
    pub nodes: usize,
    /// Packings tried at each node.
    pub packings: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: 400, packings: 24 }
    }
}

/// Bounds of the two-bloc frustration index.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// Cost of the best division found, recounted on the ties.
    pub upper: f64,
    /// Proven lower bound.
    pub lower: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// Per actor its side.
    pub sides: Vec<bool>,
    /// The proof of both bounds.
    pub certificate: Certificate,
    /// Nodes of the branching.
    pub nodes: usize,
}

/// Bounds of the frustration index with two blocs, equal within the budget for most networks of states.
pub fn frustration(network: &SignedNetwork, budget: Budget) -> Bounds {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let mut tree = Tree { limited: graph.edges.len(), budget, nodes: 0, best: Vec::new(), cost: i64::MAX, leaves: Vec::new() };
    tree.branch(&graph, &mut Vec::new());
    let lower = tree.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0).min(tree.cost);
    let certificate = Certificate {
        any_blocs: false,
        unit: grid.value(1),
        division: tree.best.iter().map(|side| usize::from(!side)).collect(),
        upper: tree.cost,
        lower,
        leaves: tree.leaves.into_iter().map(|(leaf, _)| leaf).collect(),
    };
    Bounds {
        upper: grid.value(tree.cost),
        lower: grid.value(lower),
        proven: lower == tree.cost,
        sides: tree.best,
        certificate,
        nodes: tree.nodes,
    }
}

struct Tree {
    limited: usize,
    budget: Budget,
    nodes: usize,
    best: Vec<bool>,
    cost: i64,
    leaves: Vec<(Leaf, i64)>,
}

impl Tree {
    /// Looks for a better division. In every optimum of a tight packing the ties that it leaves unused are satisfied, so the
    /// search starts along those.
    fn improve(&mut self, graph: &Graph, packing: &Packing, number: u64) {
        let mut order: Vec<usize> = (0..graph.edges.len()).collect();
        order.sort_by_key(|place| (std::cmp::Reverse(packing.left[*place]), *place));
        let found = search(graph, &order, number, packing.bound);
        let cost = graph.cost_of(&found.sides, self.limited);
        if cost < self.cost {
            (self.best, self.cost) = (found.sides, cost);
        }
    }

    fn branch(&mut self, graph: &Graph, decided: &mut Vec<(usize, usize, bool)>) {
        self.nodes += 1;
        let mut best: Option<Packing> = None;
        for number in 0..self.budget.packings {
            let parts = if number < self.budget.packings / 2 { 1 } else { 2 };
            let Some(packing) = pack(graph, Blocs::Two, self.limited, number, parts, self.cost) else {
                let (cycles, empty) = empty_leaf(graph, self.limited);
                self.leaves.push((Leaf { decided: decided.clone(), parts: 1, cycles, empty }, i64::MAX));
                return;
            };
            self.improve(graph, &packing, number);
            if best.as_ref().is_none_or(|best| packing.bound > best.bound) {
                best = Some(packing);
            }
            if best.as_ref().is_some_and(|best| best.bound >= self.cost) {
                break;
            }
        }
        let packing = best.unwrap_or_default();
        let out_of_budget = self.nodes >= self.budget.nodes;
        let chosen = (packing.bound < self.cost && !out_of_budget).then(|| self.choose(graph, &packing)).flatten();
        let Some(place) = chosen else {
            let cycles = packing.cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
            let leaf = Leaf { decided: decided.clone(), parts: packing.parts, cycles, empty: false };
            self.leaves.push((leaf, packing.bound));
            return;
        };
        let tie = graph.edges[place];
        // The way of the best division first: its bound is the one that must rise.
        let with_best = self.best[tie.u] == self.best[tie.v];
        for together in [!with_best, with_best] {
            decided.push((tie.u, tie.v, together));
            self.branch(&with_decision(graph, tie.u, tie.v, together), decided);
            decided.pop();
        }
    }

    /// Where the packing is loose: a frustrated tie of the best division with capacity left, else one that shares a
    /// cycle with other frustrated ties.
    fn choose(&self, graph: &Graph, packing: &Packing) -> Option<usize> {
        let frustrated = |place: &usize| graph.edges[*place].is_frustrated(&self.best);
        let degree = |place: usize| graph.at[graph.edges[place].u].len() + graph.at[graph.edges[place].v].len();
        let loose = (0..self.limited).filter(frustrated).filter(|place| packing.left[*place] > 0);
        let shared = packing.cycles.iter().filter(|(_, ties)| ties.iter().filter(|place| frustrated(place)).count() > 1);
        let shared = shared.flat_map(|(_, ties)| ties.iter().copied().filter(frustrated).filter(|place| *place < self.limited));
        let undecided = |place: &usize| {
            let tie = graph.edges[*place];
            *place < self.limited
                && !graph.edges[self.limited..].iter().any(|edge| (edge.u, edge.v) == (tie.u, tie.v))
        };
        let packed = packing.cycles.iter().flat_map(|(_, ties)| ties.iter().copied());
        let by_degree = |place: &usize| (degree(*place), std::cmp::Reverse(*place));
        let loose = loose.filter(undecided).max_by_key(by_degree);
        let shared = || shared.filter(undecided).max_by_key(by_degree);
        loose.or_else(shared).or_else(|| packed.filter(undecided).max_by_key(by_degree))
    }
}

/// The graph with one more decision, as a tie that costs more than all others together.
fn with_decision(graph: &Graph, u: usize, v: usize, together: bool) -> Graph {
    let all: i64 = graph.edges.iter().map(|edge| edge.weight.abs()).filter(|weight| *weight < i64::MAX / 4).sum();
    let heavy = (all + 1).min(i64::MAX / 8);
    let mut edges = graph.edges.clone();
    edges.push(Edge { u, v, weight: if together { heavy } else { -heavy } });
    Graph::new(graph.size, edges)
}

/// The proof that decisions contradict each other: a cycle over them alone.
fn empty_leaf(graph: &Graph, limited: usize) -> (Vec<PackedCycle>, bool) {
    let decisions = Graph::new(graph.size, graph.edges[limited..].to_vec());
    let cycles = pack(&decisions, Blocs::Two, decisions.edges.len(), 0, 1, i64::MAX).unwrap_or_default().cycles;
    let shift = |ties: Vec<usize>| ties.into_iter().map(|place| place + limited).collect();
    (cycles.into_iter().take(1).map(|(_, ties)| PackedCycle { worth: 0, ties: shift(ties) }).collect(), true)
}
