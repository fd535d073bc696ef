//! Branch and bound: where upper and lower bound differ, a tie is read both ways.

use std::collections::BTreeSet;

use super::blocs::join_and_move;
use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::{Edge, Graph};
use super::lp::relax;
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
        Self { nodes: 400, packings: 4 }
    }
}

/// Bounds of a frustration index.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// Cost of the best division found, recounted on the ties.
    pub upper: f64,
    /// Proven lower bound.
    pub lower: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// Per actor its bloc; with two blocs 0 or 1.
    pub blocs: Vec<usize>,
    /// The proof of both bounds.
    pub certificate: Certificate,
    /// Nodes of the branching.
    pub nodes: usize,
}

/// Bounds of the frustration index with two blocs, equal within the budget for most networks of states.
pub fn frustration(network: &SignedNetwork, budget: Budget) -> Bounds {
    Tree::grow(network, Blocs::Two, budget, &|| false)
}

/// Bounds of the frustration index with any number of blocs.
pub fn weak_frustration(network: &SignedNetwork, budget: Budget) -> Bounds {
    Tree::grow(network, Blocs::Any, budget, &|| false)
}

/// Either index, with the bounds reached when `stop` says so. Only then may the answer depend on the machine.
pub fn frustration_until(network: &SignedNetwork, any_blocs: bool, budget: Budget, stop: &dyn Fn() -> bool) -> Bounds {
    Tree::grow(network, if any_blocs { Blocs::Any } else { Blocs::Two }, budget, stop)
}

struct Tree<'s> {
    stop: &'s dyn Fn() -> bool,
    blocs: Blocs,
    limited: usize,
    budget: Budget,
    nodes: usize,
    best: Vec<usize>,
    cost: i64,
    leaves: Vec<(Leaf, i64)>,
}

impl<'s> Tree<'s> {
    fn grow(network: &SignedNetwork, blocs: Blocs, budget: Budget, stop: &'s dyn Fn() -> bool) -> Bounds {
        let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
        let graph = Graph::of(network, &grid);
        let limited = graph.edges.len();
        let mut tree =
            Self { stop, blocs, limited, budget, nodes: 0, best: Vec::new(), cost: i64::MAX, leaves: Vec::new() };
        tree.branch(&graph, &mut Vec::new());
        let lower = tree.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0).min(tree.cost);
        let certificate = Certificate {
            any_blocs: blocs == Blocs::Any,
            unit: grid.value(1),
            division: tree.best.clone(),
            upper: tree.cost,
            lower,
            leaves: tree.leaves.into_iter().map(|(leaf, _)| leaf).collect(),
        };
        Bounds {
            upper: grid.value(tree.cost),
            lower: grid.value(lower),
            proven: lower == tree.cost,
            blocs: tree.best,
            certificate,
            nodes: tree.nodes,
        }
    }

    /// Looks for a better division along a forest of the ties that come first in `order`.
    fn improve(&mut self, graph: &Graph, order: &[usize], number: u64, floor: i64) {
        let found = match self.blocs {
            Blocs::Two => search(graph, order, number, floor).sides.into_iter().map(usize::from).collect(),
            Blocs::Any => join_and_move(graph, order),
        };
        let cost = graph.cost_of(&found, self.limited);
        if cost < self.cost {
            (self.best, self.cost) = (found, cost);
        }
    }

    fn branch(&mut self, graph: &Graph, decided: &mut Vec<(usize, usize, bool)>) {
        self.nodes += 1;
        let Some((packing, shares)) = self.bound(graph) else {
            let (cycles, empty) = empty_leaf(graph, self.blocs, self.limited);
            self.leaves.push((Leaf { decided: decided.clone(), parts: 1, cycles, empty }, i64::MAX));
            return;
        };
        let open = packing.bound < self.cost && self.nodes < self.budget.nodes && !(self.stop)();
        let chosen = open.then(|| self.choose(graph, &shares)).flatten();
        let Some(place) = chosen else {
            let cycles = packing.cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
            let leaf = Leaf { decided: decided.clone(), parts: packing.parts, cycles, empty: false };
            self.leaves.push((leaf, packing.bound));
            return;
        };
        let tie = graph.edges[place];
        // Against the best division first: there the bound must rise for the proof.
        let with_best = self.best[tie.u] == self.best[tie.v];
        for together in [!with_best, with_best] {
            decided.push((tie.u, tie.v, together));
            self.branch(&with_decision(graph, tie.u, tie.v, together), decided);
            decided.pop();
        }
    }

    /// The best packing of a node, by greedy packings first and by linear programming where they fall short; with the share to
    /// which each tie is frustrated. `None` when the decisions contradict each other.
    fn bound(&mut self, graph: &Graph) -> Option<(Packing, Vec<f64>)> {
        let mut pool: BTreeSet<Vec<usize>> = BTreeSet::new();
        let mut best = Packing::default();
        for number in 0..self.budget.packings {
            let packing = pack(graph, self.blocs, self.limited, number, self.cost)?;
            // In every optimum of a tight packing the ties that it leaves unused are satisfied: the search starts there.
            let mut order: Vec<usize> = (0..graph.edges.len()).collect();
            order.sort_by_key(|place| (std::cmp::Reverse(packing.left[*place]), *place));
            self.improve(graph, &order, number, packing.bound);
            pool.extend(packing.cycles.iter().map(|(_, cycle)| cycle.clone()));
            if packing.bound > best.bound || number == 0 {
                best = packing;
            }
            if best.bound >= self.cost || (self.stop)() {
                return Some((best, Vec::new()));
            }
        }
        let (blocs, limited, cost) = (self.blocs, self.limited, self.cost);
        let mut round = self.budget.packings;
        let relaxed = relax(graph, blocs, limited, &mut pool, cost, |shares| {
            let mut order: Vec<usize> = (0..graph.edges.len()).collect();
            order.sort_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(a.cmp(b)));
            round += 1;
            self.improve(graph, &order, round, best.bound);
            // A bound that is met at once ends the rounds.
            if (self.stop)() { 0 } else { self.cost }
        });
        match relaxed {
            Some(relaxed) if relaxed.packing.bound >= best.bound => Some((relaxed.packing, relaxed.frustrated)),
            Some(relaxed) => Some((best, relaxed.frustrated)),
            None => Some((best, Vec::new())),
        }
    }

    /// The undecided tie whose share is nearest to a half, the one between busier actors where several are.
    fn choose(&self, graph: &Graph, shares: &[f64]) -> Option<usize> {
        let degree = |place: usize| graph.at[graph.edges[place].u].len() + graph.at[graph.edges[place].v].len();
        let decided: BTreeSet<(usize, usize)> =
            graph.edges[self.limited..].iter().map(|edge| (edge.u, edge.v)).collect();
        let undecided = |place: &usize| !decided.contains(&(graph.edges[*place].u, graph.edges[*place].v));
        let share = |place: usize| shares.get(place).copied().unwrap_or(0.0);
        let between = |place: usize| (100.0 * (0.5 - (share(place) - 0.5).abs())) as i64;
        (0..self.limited)
            .filter(undecided)
            .max_by_key(|place| (between(*place), degree(*place), std::cmp::Reverse(*place)))
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
fn empty_leaf(graph: &Graph, blocs: Blocs, limited: usize) -> (Vec<PackedCycle>, bool) {
    let decisions = Graph::new(graph.size, graph.edges[limited..].to_vec());
    let cycles = pack(&decisions, blocs, decisions.edges.len(), 0, i64::MAX).unwrap_or_default().cycles;
    let shift = |ties: Vec<usize>| ties.into_iter().map(|place| place + limited).collect();
    (cycles.into_iter().take(1).map(|(_, ties)| PackedCycle { worth: 0, ties: shift(ties) }).collect(), true)
}
