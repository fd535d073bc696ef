//! Bounds of a network: its pieces solved one by one, and what is asked beside that.

use std::collections::BTreeSet;

use super::blocks::{Enumerated, can_be_enumerated, enumerate};
use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::Graph;
use super::packing::{Blocs, Packing};
use super::pieces::{Piece, joined, pieces};
use super::reduce::Kernel;
use super::semidefinite::{can_be_relaxed, relax};
use super::tree::{Solved, Tree, by_room, with_decision};
use crate::grid::Grid;
use crate::network::SignedNetwork;
use crate::steps::Steps;

/// When to stop with the bounds reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Nodes of the branching.
    pub nodes: usize,
    /// Packings tried at each node.
    pub packings: u64,
    /// Work of the relaxation, in million multiplications (a second is some 700): counted, not timed, so that it ends alike everywhere.
    pub work: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: 400, packings: 4, work: 10_000 }
    }
}

impl Budget {
    /// Where a clock or a limit of steps ends the search, nothing else should.
    pub fn unbounded() -> Self {
        Self { nodes: 1_000_000, work: u64::MAX, ..Self::default() }
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

/// The frustration index with two blocs between two proven bounds, with a division that reaches the upper and a certificate of both
/// ([`Certificate::check`]). The bounds are equal within the default budget for most networks of states; where they are not, `budget` ended
/// the search. Costs are in the unit of the weights. The method and its cost: `methods/balance/page.md`.
///
/// # Examples
/// ```
/// use detente_balance::frustration::{Budget, frustration};
/// use detente_balance::{SignedNetwork, Tie};
///
/// let tie = |a, b, weight| Tie { a, b, weight };
/// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(0, 2, 1.0), tie(1, 2, -1.0)])?;
/// let found = frustration(&network, Budget::default());
/// assert_eq!((found.lower, found.upper, found.proven), (1.0, 1.0, true));
/// assert_eq!(found.certificate.check(&network), Ok(()));
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
pub fn frustration(network: &SignedNetwork, budget: Budget) -> Bounds {
    bounds_of(network, Blocs::Two, budget, &Steps::endless())
}

/// The frustration index with any number of blocs (Davis 1967; correlation clustering) between two proven bounds, as [`frustration`] gives
/// it for two.
pub fn weak_frustration(network: &SignedNetwork, budget: Budget) -> Bounds {
    bounds_of(network, Blocs::Any, budget, &Steps::endless())
}

/// Either index: with `any_blocs` as [`weak_frustration`], else as [`frustration`]; with the bounds reached when the steps are over.
pub fn frustration_until(network: &SignedNetwork, any_blocs: bool, budget: Budget, steps: &Steps<'_>) -> Bounds {
    bounds_of(network, if any_blocs { Blocs::Any } else { Blocs::Two }, budget, steps)
}

fn bounds_of(network: &SignedNetwork, blocs: Blocs, budget: Budget, steps: &Steps<'_>) -> Bounds {
    let grid = network.grid();
    whole(&Graph::of(network, &grid), blocs, budget, steps).bounds(blocs, &grid)
}

impl Solved {
    /// In the weights of the network.
    pub(super) fn bounds(self, blocs: Blocs, grid: &Grid) -> Bounds {
        Bounds {
            upper: grid.upper(self.upper),
            lower: grid.lower(self.lower),
            proven: grid.proves(self.lower, self.upper),
            nodes: self.nodes,
            blocs: self.division.clone(),
            certificate: self.certificate(blocs, grid),
        }
    }

    /// The proof as it is written to a file.
    pub fn certificate(self, blocs: Blocs, grid: &Grid) -> Certificate {
        let Self { division, upper, lower, leaves, .. } = self;
        let most_blocs = match blocs {
            Blocs::Most(blocs) => Some(blocs),
            Blocs::Two | Blocs::Any => None,
        };
        Certificate { any_blocs: blocs != Blocs::Two, most_blocs, unit: grid.value(1), division, upper, lower, leaves }
    }
}

/// The search of a graph, piece by piece, the smallest first: what they spend of the budget is not there for the larger ones.
pub(super) fn whole(graph: &Graph, blocs: Blocs, budget: Budget, steps: &Steps<'_>) -> Solved {
    let pieces = pieces(graph);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|number| pieces[*number].ties.len());
    let mut solved: Vec<Option<Solved>> = vec![None; pieces.len()];
    let (mut nodes, mut work) = (0, budget.work);
    for number in order {
        let piece = &pieces[number];
        let left = Budget { nodes: budget.nodes.saturating_sub(nodes).max(1), work, ..budget };
        let found = match piece.is_bridge() {
            true => bridge(piece.graph.edges[0].weight > 0, work),
            false => solved_piece(&piece.graph, blocs, left, steps),
        };
        nodes += found.nodes;
        work = found.work;
        solved[number] = Some(found);
    }
    let solved: Vec<Solved> = solved.into_iter().flatten().collect();
    let divisions: Vec<Vec<usize>> = solved.iter().map(|piece| piece.division.clone()).collect();
    Solved {
        division: joined(graph, blocs, &pieces, &divisions),
        upper: solved.iter().map(|piece| piece.upper).sum(),
        lower: solved.iter().map(|piece| piece.lower).sum(),
        leaves: sections(graph, &pieces, &solved),
        nodes,
        work,
    }
}

/// One piece: where a packing does not meet the division at once, small and dense ones are enumerated; else the tree is searched.
fn solved_piece(graph: &Graph, blocs: Blocs, budget: Budget, steps: &Steps<'_>) -> Solved {
    if blocs != Blocs::Two || !(can_be_enumerated(graph) || can_be_relaxed(graph)) {
        return Tree::of(graph, blocs, budget, steps).solved(graph);
    }
    let once = Budget { nodes: 1, packings: budget.packings.min(1), work: 0 };
    let tree = if is_dense(graph) { Tree::packed } else { Tree::of };
    let packed = tree(graph, blocs, once, steps).solved(graph);
    if packed.lower == packed.upper {
        return Solved { work: budget.work, ..packed };
    }
    let mut work = budget.work;
    if can_be_enumerated(graph) {
        let part = Part::of(steps, work / ENUMERATION);
        let found = enumerate(graph, &part.steps);
        work = work.saturating_sub(part.spent());
        if let Some(Enumerated { division, cost, chain }) = found {
            let leaves = vec![Leaf::enumerated(chain)];
            return Solved { division, upper: cost, lower: cost, leaves, nodes: packed.nodes, work };
        }
    }
    let relaxed = can_be_relaxed(graph).then(|| {
        let part = Part::of(steps, work - work / BESIDE_RELAXATION);
        let found = relax(graph, &packed.division, &part.steps);
        work = work.saturating_sub(part.spent());
        found
    });
    match relaxed.flatten() {
        Some(relaxed) if relaxed.lower == relaxed.upper => Solved { work, ..relaxed },
        relaxed => {
            let searched = Tree::of(graph, blocs, Budget { work, ..budget }, steps).solved(graph);
            relaxed.into_iter().fold(searched, Solved::better)
        }
    }
}

/// Whether a look at all divisions of a graph is sooner over than the relaxation of its cycles: a third of all pairs are tied, and it is small.
fn is_dense(graph: &Graph) -> bool {
    can_be_enumerated(graph) && 6 * graph.edges.len() >= graph.size * (graph.size - 1)
}

/// The share of the work that enumeration may take; what it does not end with is left to what comes after.
const ENUMERATION: u64 = 2;
/// The share of the work that the semidefinite relaxation leaves to the cycles.
const BESIDE_RELAXATION: u64 = 4;

/// A part of the steps, and what is spent of it.
struct Part<'a> {
    steps: Steps<'a>,
    before: u64,
}

impl<'a> Part<'a> {
    fn of(steps: &'a Steps<'a>, most: u64) -> Self {
        let steps = steps.part(most);
        Self { before: steps.left(), steps }
    }

    fn spent(&self) -> u64 {
        self.before - self.steps.left()
    }
}

impl Solved {
    /// The better of each bound of two searches.
    fn better(self, other: Self) -> Self {
        let (division, upper) =
            if other.upper < self.upper { (other.division, other.upper) } else { (self.division, self.upper) };
        let (leaves, lower) =
            if other.lower > self.lower { (other.leaves, other.lower) } else { (self.leaves, self.lower) };
        Self { division, upper, leaves, lower, nodes: self.nodes + other.nodes, work: self.work }
    }
}

/// A tie that nothing else ties: never frustrated.
fn bridge(close: bool, work: u64) -> Solved {
    Solved { division: vec![1, usize::from(close)], upper: 0, lower: 0, leaves: Vec::new(), nodes: 0, work }
}

/// The proofs of all pieces as one: packings in whole units add up to one leaf, what was branched on or rounded up is a section of its own.
fn sections(graph: &Graph, pieces: &[Piece], solved: &[Solved]) -> Vec<Leaf> {
    let mut plain = Leaf::whole(Vec::new());
    let mut apart: Vec<Vec<Leaf>> = Vec::new();
    for (piece, solved) in pieces.iter().zip(solved) {
        let leaves: Vec<Leaf> = solved.leaves.iter().map(|leaf| leaf.carried_to(graph, piece)).collect();
        match &leaves[..] {
            [] => {}
            [leaf] if leaf.is_plain() && leaf.is_tight(solved.lower) && plain.add(leaf) => {}
            _ => apart.push(leaves),
        }
    }
    if apart.is_empty() || !plain.cycles.is_empty() {
        apart.insert(0, vec![plain]);
    }
    let numbered = apart.into_iter().enumerate();
    numbered.flat_map(|(section, leaves)| leaves.into_iter().map(move |leaf| Leaf { section, ..leaf })).collect()
}

impl Leaf {
    /// The leaf of a piece, on the actors and ties of the whole.
    fn carried_to(&self, graph: &Graph, piece: &Piece) -> Self {
        let mut leaf = self.clone();
        for (a, b, _) in &mut leaf.decided {
            (*a, *b) = (piece.actors[*a], piece.actors[*b]);
        }
        leaf.dual = leaf.dual.and_then(|dual| dual.renamed(|actor| piece.actors.get(actor).copied()));
        leaf.chain = leaf.chain.and_then(|chain| chain.renamed(|actor| piece.actors.get(actor).copied()));
        for tie in leaf.cycles.iter_mut().flat_map(|cycle| &mut cycle.ties) {
            *tie = piece.ties.get(*tie).copied().unwrap_or(*tie + graph.edges.len() - piece.ties.len());
        }
        leaf
    }

    /// Adds the cycles of `other`, counted in the same parts; false where those would be too fine.
    fn add(&mut self, other: &Self) -> bool {
        let parts = self.parts.max(other.parts);
        if parts % self.parts != 0 || parts % other.parts != 0 {
            return false;
        }
        let fine = |leaf: &Self| {
            let times = parts / leaf.parts;
            let cycle = |cycle: &PackedCycle| {
                Some(PackedCycle { worth: cycle.worth.checked_mul(times)?, ties: cycle.ties.clone() })
            };
            leaf.cycles.iter().map(cycle).collect::<Option<Vec<_>>>()
        };
        let (Some(mut cycles), Some(more)) = (fine(self), fine(other)) else { return false };
        cycles.extend(more);
        let sum = cycles.iter().try_fold(0i64, |sum, cycle| sum.checked_add(cycle.worth));
        if sum.is_some() {
            (self.parts, self.cycles) = (parts, cycles);
        }
        sum.is_some()
    }
}

/// Searches of the heuristic.
const STARTS: u64 = 8;

/// A good division without a proof: the lower bound is what reductions prove, mostly 0.
pub fn heuristic(network: &SignedNetwork, any_blocs: bool) -> Bounds {
    let grid = network.grid();
    let graph = Graph::of(network, &grid);
    let blocs = if any_blocs { Blocs::Any } else { Blocs::Two };
    let steps = Steps::endless();
    let mut tree = Tree::before(Kernel::of(&graph, blocs), blocs, Budget::default(), &steps);
    let kernel = tree.kernel.graph.clone();
    let empty = Packing::empty(&kernel);
    for number in 0..STARTS {
        tree.improve(&kernel, &by_room(&empty), number, 0);
    }
    tree.close(&empty, &[]);
    tree.solved(&graph).bounds(blocs, &grid)
}

/// The cycles that the relaxation of a graph ends with.
pub(super) fn useful_cycles(graph: &Graph, blocs: Blocs, steps: &Steps<'_>) -> BTreeSet<Vec<usize>> {
    let mut tree = Tree::before(Kernel::whole(graph), blocs, Budget::default(), steps);
    tree.run();
    tree.pool
}

/// What is known of a graph under one decision.
pub(super) struct Forced {
    /// Proven lower bound, at most the cap that was asked about.
    pub lower: i64,
    /// A division that costs less than the cap, where there is one.
    pub division: Option<Vec<usize>>,
}

/// The least cost with two actors put together or apart, as far as it is below `cap`. `division` is any division; `pool` holds cycles of the
/// graph that were of use before (for any number of blocs: two blocs work on a kernel of their own).
pub(super) fn forced(
    graph: &Graph,
    blocs: Blocs,
    (u, v, together): (usize, usize, bool),
    division: &[usize],
    cap: i64,
    pool: &BTreeSet<Vec<usize>>,
    steps: &Steps<'_>,
) -> Forced {
    let budget = Budget::default();
    let decided = with_decision(graph, u, v, together);
    let mut tree = match blocs {
        // The decision outweighs everything: the kernel contracts it.
        Blocs::Two => Tree::before(Kernel::of(&decided, blocs), blocs, budget, steps),
        _ => Tree::before(Kernel::whole(graph), blocs, budget, steps),
    };
    if blocs != Blocs::Two {
        (tree.pool, tree.warm) = (pool.clone(), !pool.is_empty());
    }
    tree.best = tree.kernel.actors.iter().map(|actor| division[*actor]).collect();
    let ceiling = cap.saturating_mul(tree.kernel.scale).saturating_sub(tree.kernel.paid);
    tree.cost = ceiling;
    match blocs {
        Blocs::Two => tree.run(),
        _ => tree.branch(&decided, &mut vec![(u, v, together)], None),
    }
    let lower = tree.leaves.iter().map(|(_, bound)| *bound).min().unwrap_or(0);
    let found = tree.cost < ceiling;
    let division = found.then(|| tree.kernel.sides(&tree.best));
    Forced { lower: lower.min(cap), division }
}
