//! The search of one graph: branch and bound over "together" and "apart".

use std::collections::BTreeSet;

use super::blocs::join_and_move;
use super::certificate::{Leaf, PackedCycle};
use super::colouring::{conflict, top_up};
use super::few_blocs::few_blocs;
use super::graph::{Edge, Graph};
use super::lp::{Left, relax};
use super::packing::{Blocs, Packing, pack};
use super::reduce::Kernel;
use super::repair::{refine, repair};
use super::route::route;
use super::search::search;
use super::solve::Budget;
use crate::steps::{LOOK, Steps};

/// Bounds of a graph with their proofs, in units.
#[derive(Debug, Clone)]
pub(super) struct Solved {
    pub division: Vec<usize>,
    pub upper: i64,
    pub lower: i64,
    pub leaves: Vec<Leaf>,
    pub nodes: usize,
    /// Work that was not used.
    pub work: u64,
}

pub(super) struct Tree<'s> {
    steps: &'s Steps<'s>,
    blocs: Blocs,
    limited: usize,
    budget: Budget,
    nodes: usize,
    pub kernel: Kernel,
    /// The best division of the kernel and its cost there.
    pub best: Vec<usize>,
    pub cost: i64,
    pub leaves: Vec<(Leaf, i64)>,
    /// Cycles of the kernel that earlier nodes found useful.
    pub pool: BTreeSet<Vec<usize>>,
    /// Whether the cycles at hand are worth more than new ones in every node, decisions or not.
    pub warm: bool,
    /// Whether neighbourhoods of a large graph are solved apart for a better division: not inside a neighbourhood.
    refines: bool,
    /// Whether the relaxation of the last node could be solved.
    relaxes: bool,
    /// Whether cycles are packed and nothing is relaxed.
    packs_alone: bool,
}

impl<'s> Tree<'s> {
    /// What was found, on the original ties.
    pub fn solved(self, graph: &Graph) -> Solved {
        let division = self.kernel.sides(&self.best);
        // Recounted on the original ties, whatever the kernel says.
        let upper = graph.cost_of(&division, graph.edges.len());
        let lower = self.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0).min(upper);
        let leaves = self.leaves.into_iter().map(|(leaf, _)| leaf).collect();
        Solved { division, upper, lower, leaves, nodes: self.nodes, work: self.budget.work }
    }

    /// The search of a graph, done.
    pub fn of(graph: &Graph, blocs: Blocs, budget: Budget, steps: &'s Steps<'s>) -> Self {
        let mut tree = Self::before(Kernel::of(graph, blocs), blocs, budget, steps);
        tree.run();
        tree
    }

    /// One node of the search, without its relaxation.
    pub fn packed(graph: &Graph, blocs: Blocs, budget: Budget, steps: &'s Steps<'s>) -> Self {
        let mut tree = Self::before(Kernel::of(graph, blocs), blocs, Budget { nodes: 1, ..budget }, steps);
        tree.packs_alone = true;
        tree.run();
        tree
    }

    /// Searches the kernel, nothing decided.
    pub fn run(&mut self) {
        self.branch(&self.kernel.graph.clone(), &mut Vec::new(), None);
    }

    /// A search that has not begun.
    pub fn before(kernel: Kernel, blocs: Blocs, budget: Budget, steps: &'s Steps<'s>) -> Self {
        let (best, cost, leaves, pool) = (Vec::new(), i64::MAX, Vec::new(), BTreeSet::new());
        let limited = kernel.graph.edges.len();
        let (nodes, warm, refines, relaxes, packs_alone) = (0, false, true, false, false);
        Self {
            steps,
            blocs,
            limited,
            budget,
            nodes,
            kernel,
            best,
            cost,
            leaves,
            pool,
            warm,
            refines,
            relaxes,
            packs_alone,
        }
    }

    /// Whether a packing ends a node.
    fn settles(&self, packing: &Packing) -> bool {
        packing.bound >= self.enough()
    }

    /// Looks for a better division along a forest of the ties that come first in `order`; returns the one found.
    pub fn improve(&mut self, graph: &Graph, order: &[usize], number: u64, floor: i64) -> Vec<usize> {
        let steps = self.steps;
        steps.spend(LOOK * (graph.size + graph.edges.len()) as u64);
        let found: Vec<usize> = match self.blocs {
            Blocs::Two => search(graph, order, number, floor, steps).sides.into_iter().map(usize::from).collect(),
            Blocs::Most(blocs) => few_blocs(graph, blocs, &join_and_move(graph, order), number, steps),
            Blocs::Any => join_and_move(graph, order),
        };
        self.keep(graph, &found);
        found
    }

    /// With the conflicts that few blocs bring, in the room that is left.
    fn topped(&self, graph: &Graph, packing: Packing) -> Option<Packing> {
        match self.blocs {
            Blocs::Most(blocs) => top_up(graph, blocs, self.limited, packing, self.enough()),
            Blocs::Two | Blocs::Any => Some(packing),
        }
    }

    /// Keeps a division that is better than the best so far.
    pub fn keep(&mut self, graph: &Graph, found: &[usize]) {
        let cost = graph.cost_of(found, self.limited);
        if cost < self.cost {
            (self.best, self.cost) = (found.to_vec(), cost);
        }
    }

    /// The least bound on the kernel that proves the best division: costs are whole units of the original.
    fn enough(&self) -> i64 {
        if self.cost == i64::MAX { i64::MAX } else { self.cost - self.kernel.scale + 1 }
    }

    fn is_over(&self) -> bool {
        self.budget.work == 0 || self.steps.is_over()
    }

    /// `above` is the packing of the node above: its cycles prove as much here.
    pub fn branch(&mut self, graph: &Graph, decided: &mut Vec<(usize, usize, bool)>, above: Option<&Packing>) {
        self.nodes += 1;
        let over = self.is_over() || self.nodes > self.budget.nodes;
        if let (true, Some(above)) = (over, above) {
            self.close(above, decided);
            return;
        }
        let Some((packing, shares)) = self.bound(graph) else {
            let original = self.kernel.original_ties();
            let (cycles, empty) = empty_leaf(graph, self.blocs, self.limited, original);
            self.leaves.push((Leaf { decided: decided.clone(), empty, ..Leaf::whole(cycles) }, i64::MAX));
            return;
        };
        let packing = match above {
            Some(above) if above.proven() > packing.proven() => above.clone(),
            _ => packing,
        };
        let open = !self.settles(&packing) && self.nodes < self.budget.nodes && !self.is_over();
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
    pub fn close(&mut self, packing: &Packing, decided: &[(usize, usize, bool)]) {
        let (cycles, parts) = self.kernel.cycles(&packing.cycles, packing.parts, self.kernel.original_ties());
        let cycles = cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
        let bound = (self.kernel.paid + packing.bound + self.kernel.scale - 1).div_euclid(self.kernel.scale);
        self.leaves.push((Leaf { decided: decided.to_vec(), parts, ..Leaf::whole(cycles) }, bound));
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
        let known = self.warm || graph.edges.len() == self.limited;
        let warm = !pool.is_empty() && !self.best.is_empty() && known;
        let tries = match (warm, large) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => self.budget.packings,
        };
        for number in 0..tries {
            let packing = if large {
                Packing::empty(graph)
            } else {
                pack(graph, self.blocs, self.limited, number, self.cost, self.steps)?
            };
            let packing = self.topped(graph, packing)?;
            // In every optimum of a tight packing the ties that it leaves unused are satisfied: the search starts there.
            note(self.improve(graph, &by_room(&packing), number, packing.bound));
            pool.extend(packing.cycles.iter().map(|(_, cycle)| cycle.clone()));
            if packing.bound > best.bound || number == 0 {
                best = packing;
            }
            if self.settles(&best) || self.steps.is_over() {
                return Some((best, Vec::new()));
            }
        }
        // In large graphs under decisions the relaxation starts from the cycles above: laying paths anew would take longer than it.
        let laid = if large && self.relaxes && graph.edges.len() > self.limited { 0 } else { ROUTINGS };
        for number in 0..laid {
            let Some((_, division)) = here.clone() else { break };
            let packing = self.topped(graph, route(graph, self.blocs, self.limited, &division, self.steps))?;
            pool.extend(packing.cycles.iter().map(|(_, cycle)| cycle.clone()));
            let before = self.cost;
            let found = self.improve(graph, &by_room(&packing), self.budget.packings + number, packing.bound);
            let mut better = graph.cost_of(&found, graph.edges.len()) < graph.cost_of(&division, graph.edges.len());
            if better {
                here = Some((0, found));
            }
            if large && self.refines && self.blocs == Blocs::Two && !self.settles(&packing) {
                let (budget, steps) = (Budget { nodes: 8, work: PART, ..self.budget }, self.steps);
                let mut solve = |part: &Graph| {
                    let mut tree = Tree::before(Kernel::of(part, Blocs::Two), Blocs::Two, budget, steps);
                    tree.refines = false;
                    tree.run();
                    tree.kernel.sides(&tree.best)
                };
                let finer = refine(graph, self.limited, &division, &packing, steps, &mut solve);
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
            if self.settles(&best) || self.steps.is_over() {
                return Some((best, Vec::new()));
            }
            if !better && self.cost == before {
                break;
            }
        }
        if self.packs_alone {
            return Some((best, Vec::new()));
        }
        if graph.edges.len() > RELAXED {
            return Some((self.mended(graph, here, best), Vec::new()));
        }
        let (blocs, limited, enough) = (self.blocs, self.limited, self.enough());
        let mut round = self.budget.packings + ROUTINGS;
        let mut work = self.budget.work;
        let mut left = Left { work: &mut work, steps: self.steps };
        let relaxed = relax(graph, blocs, limited, &mut pool, &mut left, enough, |shares, _| {
            let mut order: Vec<usize> = (0..graph.edges.len()).collect();
            order.sort_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(a.cmp(b)));
            round += 1;
            self.improve(graph, &order, round, best.bound);
            // A bound that is met at once ends the rounds.
            if self.steps.is_over() { 0 } else { self.enough() }
        });
        // Decisions are numbered node by node: cycles over them stay here.
        pool.retain(|cycle| cycle.last().is_none_or(|place| *place < limited));
        self.pool = pool;
        self.budget.work = work;
        self.relaxes = relaxed.is_some();
        match relaxed {
            Some(relaxed) if relaxed.packing.bound >= best.bound => Some((relaxed.packing, relaxed.frustrated)),
            Some(relaxed) => Some((best, relaxed.frustrated)),
            None if large => Some((self.mended(graph, here, best), Vec::new())),
            None => Some((best, Vec::new())),
        }
    }

    /// Where the relaxation of the whole is too large: packed anew around the ties that lack a path.
    fn mended(&mut self, graph: &Graph, here: Option<(i64, Vec<usize>)>, packing: Packing) -> Packing {
        let division = here.map(|(_, division)| division).unwrap_or_default();
        let mended = repair(graph, self.blocs, self.limited, &division, packing, &mut self.budget.work, self.steps);
        self.improve(graph, &by_room(&mended), self.budget.packings + ROUTINGS, mended.bound);
        mended
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
/// Work given to the exact search of a neighbourhood.
const PART: u64 = 200;
/// Times that paths are laid anew for a better division.
const ROUTINGS: u64 = 4;

/// The ties of a packing, those with most room first.
pub(super) fn by_room(packing: &Packing) -> Vec<usize> {
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

/// The proof that decisions contradict each other: a cycle over them alone, or enemies that find no room.
fn empty_leaf(graph: &Graph, blocs: Blocs, limited: usize, original: usize) -> (Vec<PackedCycle>, bool) {
    let decisions = Graph::new(graph.size, graph.edges[limited..].to_vec());
    let cycles =
        pack(&decisions, blocs, decisions.edges.len(), 0, i64::MAX, &Steps::endless()).unwrap_or_default().cycles;
    let crowd = match blocs {
        Blocs::Most(blocs) => conflict(&decisions, blocs, 0, &|_| true),
        Blocs::Two | Blocs::Any => None,
    };
    let shift = |ties: Vec<usize>| ties.into_iter().map(|place| place + original).collect();
    let found = cycles.into_iter().map(|(_, ties)| ties).chain(crowd).take(1);
    (found.map(|ties| PackedCycle { worth: 0, ties: shift(ties) }).collect(), true)
}
