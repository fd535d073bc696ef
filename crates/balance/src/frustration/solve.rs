//! Branch and bound: where upper and lower bound differ, a tie is read both ways.

use std::collections::BTreeSet;

use super::blocs::join_and_move;
use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::{Edge, Graph};
use super::lp::relax;
use super::packing::{Blocs, Packing, pack};
use super::reduce::Kernel;
use super::repair::{refine, repair};
use super::route::route;
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

/// What one network teaches about others with the same ties and other weights: a good division, and the cycles that proved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warm {
    division: Vec<usize>,
    cycles: BTreeSet<Vec<usize>>,
}

impl Warm {
    /// Learns from `network`; its ties, by place, are those of the networks to come.
    pub fn of(network: &SignedNetwork) -> Self {
        let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
        let graph = Graph::of(network, &grid);
        let mut tree = Tree::before(Kernel::whole(&graph), Blocs::Two, Budget { nodes: 40, packings: 4 }, &|| false);
        tree.branch(&graph, &mut Vec::new(), None);
        let packed = tree.leaves.iter().flat_map(|(leaf, _)| &leaf.cycles).map(|cycle| cycle.ties.clone());
        let cycles = packed.filter(|ties| ties.iter().all(|tie| *tie < graph.edges.len())).collect();
        Self { division: tree.best, cycles }
    }

    /// Bounds of the two-bloc index of a network with the same ties: local search from the division, and the relaxation over the cycles
    /// that still have an odd number of hostile ties, before anything is searched for anew.
    pub fn frustration(&self, network: &SignedNetwork, budget: Budget) -> Bounds {
        let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
        let graph = Graph::of(network, &grid);
        let mut tree = Tree::before(Kernel::whole(&graph), Blocs::Two, budget, &|| false);
        let hostile = |cycle: &[usize]| cycle.iter().filter(|place| graph.edges[**place].weight < 0).count();
        let there = |cycle: &[usize]| cycle.iter().all(|place| graph.edges[*place].weight != 0);
        tree.pool = self.cycles.iter().filter(|cycle| hostile(cycle) % 2 == 1 && there(cycle)).cloned().collect();
        if self.division.len() == graph.size {
            let sides = super::search::improve(&graph, self.division.iter().map(|side| *side == 1).collect());
            tree.keep(&graph, &sides.into_iter().map(usize::from).collect::<Vec<_>>());
        }
        tree.branch(&graph, &mut Vec::new(), None);
        tree.bounds(&graph, &grid)
    }
}

/// Searches of the heuristic.
const STARTS: u64 = 8;

/// A good division without a proof: the lower bound is what reductions prove, mostly 0.
pub fn heuristic(network: &SignedNetwork, any_blocs: bool) -> Bounds {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let (blocs, kernel) =
        if any_blocs { (Blocs::Any, Kernel::whole(&graph)) } else { (Blocs::Two, Kernel::of(&graph)) };
    let mut tree = Tree::before(kernel, blocs, Budget::default(), &|| false);
    let kernel = tree.kernel.graph.clone();
    let empty = Packing::empty(&kernel);
    for number in 0..STARTS {
        tree.improve(&kernel, &by_room(&empty), number, 0);
    }
    tree.close(&empty, &[]);
    tree.bounds(&graph, &grid)
}

/// Leaves that together cover every division of a network, each with a tight packing or a bound beyond the optimum that
/// `certificate` proves, as far as the budget goes. No reduction is used: reductions keep an optimum, not all of them.
pub(super) fn settled_leaves(network: &SignedNetwork, certificate: &Certificate) -> Vec<Leaf> {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let blocs = if certificate.any_blocs { Blocs::Any } else { Blocs::Two };
    let mut tree = Tree::before(Kernel::whole(&graph), blocs, Budget::default(), &|| false);
    tree.strict = true;
    (tree.best, tree.cost) = (certificate.division.clone(), certificate.upper);
    tree.branch(&graph, &mut Vec::new(), None);
    tree.leaves.into_iter().map(|(leaf, _)| leaf).collect()
}

/// What is known of a graph under one decision.
pub(super) struct Forced {
    /// Proven lower bound, at most the cap that was asked about.
    pub lower: i64,
    /// A division that costs less than the cap, where there is one.
    pub division: Option<Vec<usize>>,
}

/// The least cost with two actors put together or apart, as far as it is below `cap`. `division` is any division.
pub(super) fn forced(
    graph: &Graph,
    blocs: Blocs,
    (u, v, together): (usize, usize, bool),
    division: &[usize],
    cap: i64,
    budget: Budget,
    stop: &dyn Fn() -> bool,
) -> Forced {
    let decided = with_decision(graph, u, v, together);
    let mut tree = match blocs {
        // The decision outweighs everything: the kernel contracts it.
        Blocs::Two => Tree::before(Kernel::of(&decided), blocs, budget, stop),
        Blocs::Any => Tree::before(Kernel::whole(graph), blocs, budget, stop),
    };
    tree.best = tree.kernel.actors.iter().map(|actor| division[*actor]).collect();
    let ceiling = cap.saturating_mul(tree.kernel.scale).saturating_sub(tree.kernel.paid);
    tree.cost = ceiling;
    match blocs {
        Blocs::Two => tree.branch(&tree.kernel.graph.clone(), &mut Vec::new(), None),
        Blocs::Any => tree.branch(&decided, &mut vec![(u, v, together)], None),
    }
    let lower = tree.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0);
    let found = tree.cost < ceiling;
    let division = found.then(|| tree.kernel.sides(&tree.best));
    Forced { lower: lower.min(cap), division }
}

struct Tree<'s> {
    stop: &'s dyn Fn() -> bool,
    blocs: Blocs,
    limited: usize,
    budget: Budget,
    nodes: usize,
    kernel: Kernel,
    /// The best division of the kernel and its cost there.
    best: Vec<usize>,
    cost: i64,
    leaves: Vec<(Leaf, i64)>,
    /// Cycles of the kernel that earlier nodes found useful.
    pool: BTreeSet<Vec<usize>>,
    /// Whether a leaf must be tight or beyond the best division, so that every best division can be listed.
    strict: bool,
}

impl<'s> Tree<'s> {
    fn grow(network: &SignedNetwork, blocs: Blocs, budget: Budget, stop: &'s dyn Fn() -> bool) -> Bounds {
        let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
        let graph = Graph::of(network, &grid);
        Self::of(&graph, blocs, budget, stop).bounds(&graph, &grid)
    }

    /// What was found, on the original ties.
    fn bounds(self, graph: &Graph, grid: &Grid) -> Bounds {
        let division = self.kernel.sides(&self.best);
        // Recounted on the original ties, whatever the kernel says.
        let upper = graph.cost_of(&division, graph.edges.len());
        let lower = self.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0).min(upper);
        let certificate = Certificate {
            any_blocs: self.blocs == Blocs::Any,
            unit: grid.value(1),
            division: division.clone(),
            upper,
            lower,
            leaves: self.leaves.into_iter().map(|(leaf, _)| leaf).collect(),
        };
        Bounds {
            upper: grid.value(upper),
            lower: grid.value(lower),
            proven: lower == upper,
            blocs: division,
            certificate,
            nodes: self.nodes,
        }
    }

    /// The search of a graph, done.
    fn of(graph: &Graph, blocs: Blocs, budget: Budget, stop: &'s dyn Fn() -> bool) -> Self {
        let kernel = if blocs == Blocs::Two { Kernel::of(graph) } else { Kernel::whole(graph) };
        let mut tree = Self::before(kernel, blocs, budget, stop);
        tree.branch(&tree.kernel.graph.clone(), &mut Vec::new(), None);
        tree
    }

    /// A search that has not begun.
    fn before(kernel: Kernel, blocs: Blocs, budget: Budget, stop: &'s dyn Fn() -> bool) -> Self {
        let (best, cost, leaves, pool) = (Vec::new(), i64::MAX, Vec::new(), BTreeSet::new());
        let limited = kernel.graph.edges.len();
        Self { stop, blocs, limited, budget, nodes: 0, kernel, best, cost, leaves, pool, strict: false }
    }

    /// Whether a packing ends a node.
    fn settles(&self, packing: &Packing) -> bool {
        if !self.strict {
            return packing.bound >= self.enough();
        }
        let worth: i64 = packing.cycles.iter().map(|(worth, _)| worth).sum();
        packing.bound > self.cost || self.cost.checked_mul(packing.parts) == Some(worth)
    }

    /// Looks for a better division along a forest of the ties that come first in `order`; returns the one found.
    fn improve(&mut self, graph: &Graph, order: &[usize], number: u64, floor: i64) -> Vec<usize> {
        let found: Vec<usize> = match self.blocs {
            Blocs::Two => search(graph, order, number, floor).sides.into_iter().map(usize::from).collect(),
            Blocs::Any => join_and_move(graph, order),
        };
        self.keep(graph, &found);
        found
    }

    /// Keeps a division that is better than the best so far.
    fn keep(&mut self, graph: &Graph, found: &[usize]) {
        let cost = graph.cost_of(found, self.limited);
        if cost < self.cost {
            (self.best, self.cost) = (found.to_vec(), cost);
        }
    }

    /// The least bound on the kernel that proves the best division: costs are whole units of the original.
    fn enough(&self) -> i64 {
        if self.cost == i64::MAX { i64::MAX } else { self.cost - self.kernel.scale + 1 }
    }

    /// `above` is the packing of the node above: its cycles prove as much here.
    fn branch(&mut self, graph: &Graph, decided: &mut Vec<(usize, usize, bool)>, above: Option<&Packing>) {
        self.nodes += 1;
        let over = (self.stop)() || self.nodes > self.budget.nodes;
        if let (true, Some(above)) = (over, above) {
            self.close(above, decided);
            return;
        }
        let Some((packing, shares)) = self.bound(graph) else {
            let original = self.kernel.original_ties();
            let (cycles, empty) = empty_leaf(graph, self.blocs, self.limited, original);
            self.leaves.push((Leaf { decided: decided.clone(), parts: 1, cycles, empty }, i64::MAX));
            return;
        };
        let packing = match above {
            Some(above) if above.proven() > packing.proven() => above.clone(),
            _ => packing,
        };
        let open = !self.settles(&packing) && self.nodes < self.budget.nodes && !(self.stop)();
        let chosen = open.then(|| self.choose(graph, &shares)).flatten();
        let Some(place) = chosen else {
            self.close(&packing, decided);
            return;
        };
        let tie = graph.edges[place];
        // Against the best division first: there the bound must rise for the proof.
        let with_best = self.best[tie.u] == self.best[tie.v];
        for together in [!with_best, with_best] {
            decided.push((self.kernel.actors[tie.u], self.kernel.actors[tie.v], together));
            self.branch(&with_decision(graph, tie.u, tie.v, together), decided, Some(&packing));
            decided.pop();
        }
    }

    /// Keeps the proof of a leaf, on the original ties.
    fn close(&mut self, packing: &Packing, decided: &[(usize, usize, bool)]) {
        let (cycles, parts) = self.kernel.cycles(&packing.cycles, packing.parts, self.kernel.original_ties());
        let cycles = cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
        let bound = (self.kernel.paid + packing.bound + self.kernel.scale - 1).div_euclid(self.kernel.scale);
        self.leaves.push((Leaf { decided: decided.to_vec(), parts, cycles, empty: false }, bound));
    }

    /// The best packing of a node: greedy packings, then paths laid for the best division, then linear programming; with the share
    /// to which each tie is frustrated. `None` when the decisions contradict each other.
    fn bound(&mut self, graph: &Graph) -> Option<(Packing, Vec<f64>)> {
        let mut pool = std::mem::take(&mut self.pool);
        let mut best = Packing { parts: 1, ..Packing::default() };
        let mut here: Option<(i64, Vec<usize>)> = None;
        let mut note = |found: Vec<usize>| {
            let cost = graph.cost_of(&found, graph.edges.len());
            if here.as_ref().is_none_or(|(least, _)| cost < *least) {
                here = Some((cost, found));
            }
        };
        let large = graph.size > LARGE;
        let warm = !pool.is_empty() && !self.best.is_empty() && graph.edges.len() == self.limited;
        let tries = match (warm, large) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => self.budget.packings,
        };
        for number in 0..tries {
            let packing =
                if large { Packing::empty(graph) } else { pack(graph, self.blocs, self.limited, number, self.cost)? };
            // In every optimum of a tight packing the ties that it leaves unused are satisfied: the search starts there.
            note(self.improve(graph, &by_room(&packing), number, packing.bound));
            pool.extend(packing.cycles.iter().map(|(_, cycle)| cycle.clone()));
            if packing.bound > best.bound || number == 0 {
                best = packing;
            }
            if self.settles(&best) || (self.stop)() {
                return Some((best, Vec::new()));
            }
        }
        for number in 0..ROUTINGS {
            let Some((_, division)) = here.clone() else { break };
            let packing = route(graph, self.blocs, self.limited, &division, self.stop);
            pool.extend(packing.cycles.iter().map(|(_, cycle)| cycle.clone()));
            let before = self.cost;
            let found = self.improve(graph, &by_room(&packing), self.budget.packings + number, packing.bound);
            let mut better = graph.cost_of(&found, graph.edges.len()) < graph.cost_of(&division, graph.edges.len());
            if better {
                here = Some((0, found));
            }
            if large && self.blocs == Blocs::Two && packing.bound < self.enough() {
                let (budget, stop) = (Budget { nodes: 8, ..self.budget }, self.stop);
                let mut solve = |part: &Graph| {
                    let tree = Tree::of(part, Blocs::Two, budget, stop);
                    tree.kernel.sides(&tree.best)
                };
                let finer = refine(graph, self.limited, &division, &packing, &mut solve);
                let cost = graph.cost_of(&finer, graph.edges.len());
                if cost < graph.cost_of(&division, graph.edges.len()) {
                    better = true;
                    self.keep(graph, &finer);
                    here = Some((cost, finer));
                }
            }
            if packing.bound > best.bound {
                best = packing;
            }
            if self.settles(&best) || (self.stop)() {
                return Some((best, Vec::new()));
            }
            if !better && self.cost == before {
                break;
            }
        }
        if graph.edges.len() > RELAXED {
            let division = here.map(|(_, division)| division).unwrap_or_default();
            let mended = repair(graph, self.blocs, self.limited, &division, best, self.stop);
            self.improve(graph, &by_room(&mended), self.budget.packings + ROUTINGS, mended.bound);
            return Some((mended, Vec::new()));
        }
        let (blocs, limited, enough) = (self.blocs, self.limited, self.enough());
        let mut round = self.budget.packings + ROUTINGS;
        let relaxed = relax(graph, blocs, limited, &mut pool, enough, |shares| {
            let mut order: Vec<usize> = (0..graph.edges.len()).collect();
            order.sort_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(a.cmp(b)));
            round += 1;
            self.improve(graph, &order, round, best.bound);
            // A bound that is met at once ends the rounds.
            if (self.stop)() { 0 } else { self.enough() }
        });
        // Decisions are numbered node by node: cycles over them stay here.
        pool.retain(|cycle| cycle.last().is_none_or(|place| *place < limited));
        self.pool = pool;
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

/// Beyond this many actors greedy packing is dearer than laying paths for a good division.
const LARGE: usize = 250;
/// Beyond this many ties the relaxation takes too long.
const RELAXED: usize = 5_000;
/// Times that paths are laid anew for a better division.
const ROUTINGS: u64 = 4;

/// The ties of a packing, those with most room first.
fn by_room(packing: &Packing) -> Vec<usize> {
    let mut order: Vec<usize> = (0..packing.left.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(packing.left[*place]), *place));
    order
}

/// The graph with one more decision, as a tie that costs more than all others together.
pub(super) fn with_decision(graph: &Graph, u: usize, v: usize, together: bool) -> Graph {
    let all: i64 = graph.edges.iter().map(|edge| edge.weight.abs()).filter(|weight| *weight < i64::MAX / 4).sum();
    let heavy = (all + 1).min(i64::MAX / 8);
    let mut edges = graph.edges.clone();
    edges.push(Edge { u, v, weight: if together { heavy } else { -heavy } });
    Graph::new(graph.size, edges)
}

/// The proof that decisions contradict each other: a cycle over them alone.
fn empty_leaf(graph: &Graph, blocs: Blocs, limited: usize, original: usize) -> (Vec<PackedCycle>, bool) {
    let decisions = Graph::new(graph.size, graph.edges[limited..].to_vec());
    let cycles = pack(&decisions, blocs, decisions.edges.len(), 0, i64::MAX).unwrap_or_default().cycles;
    let shift = |ties: Vec<usize>| ties.into_iter().map(|place| place + original).collect();
    (cycles.into_iter().take(1).map(|(_, ties)| PackedCycle { worth: 0, ties: shift(ties) }).collect(), true)
}
