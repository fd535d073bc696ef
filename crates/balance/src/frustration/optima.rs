//! All best divisions of a network whose packing is tight.
//!
//! When a packing proves the optimum without rounding, every best division satisfies each tie that the packing leaves room on,
//! and goes against exactly one tie of every packed cycle. Every choice that keeps to this is a best division, so counting them
//! is a search over the cycles with propagation, and needs no costs at all.

use crate::grid::Grid;
use crate::network::SignedNetwork;

use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::Graph;
use super::pieces::{Piece, pieces};
use super::route::tight;
use super::solve::settled_leaves;

/// Best divisions kept; more are counted.
const MOST_KEPT: usize = 1_000;
/// Best divisions counted before the count becomes "at least".
const MOST_COUNTED: u64 = 20_000;
/// Ties and cycles looked at before the search gives up.
const MOST_STEPS: u64 = 10_000_000;

/// The best divisions of a network: different sets of frustrated ties with the least cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Optima {
    /// How many were found.
    pub count: u64,
    /// Whether these are all.
    pub complete: bool,
    /// For the first thousand, per tie whether it is frustrated.
    pub frustrated: Vec<Vec<bool>>,
    /// Per tie the share of those found that go against it, in [0, 1].
    pub share: Vec<f64>,
}

/// Greedy packings tried where the one of the certificate is not tight.
const MORE_PACKINGS: std::ops::Range<u64> = 4..8;
/// Networks up to this many ties are branched on where no packing is tight.
const MOST_BRANCHED: usize = 4_000;

/// Finds every best division of a network whose optimum the certificate proves; `None` when no tight packing is found. The numbers of
/// biconnected pieces multiply.
pub fn optima(network: &SignedNetwork, certificate: &Certificate) -> Option<Optima> {
    if certificate.lower != certificate.upper {
        return None;
    }
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let ties = graph.edges.len();
    let mut all = Optima { count: 1, complete: true, frustrated: vec![vec![false; ties]], share: vec![0.0; ties] };
    for piece in pieces(&graph).iter().filter(|piece| !piece.is_bridge()) {
        all.multiply(&optima_of(&piece.graph, &certificate.of_piece(&graph, piece))?, piece);
    }
    Some(all)
}

impl Optima {
    /// Every division so far with every one of a further piece.
    fn multiply(&mut self, own: &Self, piece: &Piece) {
        self.complete &= own.complete;
        match self.count.checked_mul(own.count) {
            Some(count) => self.count = count,
            None => (self.count, self.complete) = (u64::MAX, false),
        }
        for (share, tie) in own.share.iter().zip(&piece.ties) {
            self.share[*tie] = *share;
        }
        let with = |whole: &Vec<bool>, own: &Vec<bool>| {
            let mut whole = whole.clone();
            own.iter().zip(&piece.ties).for_each(|(against, tie)| whole[*tie] = *against);
            whole
        };
        let pairs = self.frustrated.iter().flat_map(|whole| own.frustrated.iter().map(move |own| with(whole, own)));
        self.frustrated = pairs.take(MOST_KEPT).collect();
    }
}

/// The best divisions of one piece.
fn optima_of(graph: &Graph, certificate: &Certificate) -> Option<Optima> {
    let optimum = certificate.upper;
    let leaves = match &certificate.leaves[..] {
        [leaf] if leaf.decided.is_empty() && leaf.is_tight(optimum) => vec![leaf.clone()],
        _ => match tight_leaf(graph, certificate) {
            Some(leaf) => vec![leaf],
            None if graph.edges.len() <= MOST_BRANCHED => settled_leaves(graph, certificate),
            None => return None,
        },
    };
    let mut found = Found { count: 0, complete: true, frustrated: Vec::new(), times: vec![0; graph.edges.len()] };
    let mut steps = 0;
    for leaf in leaves.iter().filter(|leaf| !leaf.empty && leaf.proven() <= optimum) {
        if !leaf.is_tight(optimum) {
            found.complete = false;
            continue;
        }
        let own = |cycle: &PackedCycle| cycle.ties.iter().copied().filter(|tie| *tie < graph.edges.len()).collect();
        let mut search = Search {
            graph,
            any_blocs: certificate.any_blocs,
            cycles: leaf.cycles.iter().map(own).collect(),
            found,
            steps,
        };
        if let Some(start) = search.start(leaf) {
            search.explore(start);
        }
        (found, steps) = (search.found, search.steps);
    }
    let Found { count, complete, frustrated, times } = found;
    let share = times.iter().map(|times| *times as f64 / count as f64).collect();
    (count > 0).then_some(Optima { count, complete, frustrated, share })
}

/// The divisions of one piece as they are found.
struct Found {
    count: u64,
    complete: bool,
    frustrated: Vec<Vec<bool>>,
    /// Per tie how many go against it.
    times: Vec<u64>,
}

impl Leaf {
    /// What the cycles prove, in whole units.
    fn proven(&self) -> i64 {
        let worth: i64 = self.cycles.iter().map(|cycle| cycle.worth).sum();
        (worth + self.parts - 1).div_euclid(self.parts.max(1))
    }

    /// Whether the cycles add up to the optimum without rounding.
    pub(super) fn is_tight(&self, optimum: i64) -> bool {
        let worth: i64 = self.cycles.iter().map(|cycle| cycle.worth).sum();
        optimum.checked_mul(self.parts) == Some(worth)
    }
}

/// A packing in whole units that meets the optimum, when one of a few does.
fn tight_leaf(graph: &Graph, certificate: &Certificate) -> Option<Leaf> {
    let (blocs, division) = (certificate.blocs(), &certificate.division);
    tight(graph, blocs, division, certificate.upper, MORE_PACKINGS, &|| false).map(|packing| {
        let cycles = packing.cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
        Leaf::whole(cycles)
    })
}

/// What is known of each tie, and which actors stand where.
#[derive(Clone)]
struct State {
    /// Per tie whether it is frustrated, once that is known.
    tie: Vec<Option<bool>>,
    /// Parent and parity to it; with any number of blocs parity is always even.
    parent: Vec<(usize, bool)>,
    /// Pairs of actors that must be in different blocs (any number of blocs only).
    apart: Vec<(usize, usize)>,
}

struct Search<'a> {
    graph: &'a Graph,
    any_blocs: bool,
    cycles: Vec<Vec<usize>>,
    found: Found,
    steps: u64,
}

impl Search<'_> {
    /// Ties with room left are satisfied.
    fn start(&self, leaf: &Leaf) -> Option<State> {
        let ties = self.graph.edges.len();
        let mut left: Vec<i64> = self.graph.edges.iter().map(|edge| edge.weight.abs() * leaf.parts).collect();
        for cycle in &leaf.cycles {
            let own = cycle.ties.iter().filter(|tie| **tie < ties);
            own.for_each(|tie| left[*tie] -= cycle.worth);
        }
        let mut state = State {
            tie: vec![None; ties],
            parent: (0..self.graph.size).map(|actor| (actor, false)).collect(),
            apart: Vec::new(),
        };
        for &(a, b, together) in &leaf.decided {
            if !self.place(&mut state, a, b, together) {
                return None;
            }
        }
        for (tie, left) in left.iter().enumerate() {
            if *left > 0 && !self.decide(&mut state, tie, false) {
                return None;
            }
        }
        Some(state)
    }

    fn explore(&mut self, mut state: State) {
        if self.steps > MOST_STEPS || self.found.count >= MOST_COUNTED {
            self.found.complete = false;
            return;
        }
        if !self.propagate(&mut state) {
            return;
        }
        // The cycle with the fewest ties left to choose from.
        let open = self.cycles.iter().filter(|cycle| cycle.iter().any(|tie| state.tie[*tie].is_none()));
        let next = open.min_by_key(|cycle| cycle.iter().filter(|tie| state.tie[**tie].is_none()).count());
        let Some(cycle) = next.cloned() else {
            self.found.count += 1;
            let times = self.found.times.iter_mut().zip(&state.tie);
            times.for_each(|(times, known)| *times += u64::from(*known == Some(true)));
            if self.found.frustrated.len() < MOST_KEPT {
                self.found.frustrated.push(state.tie.iter().map(|known| *known == Some(true)).collect());
            }
            return;
        };
        for &tie in cycle.iter().filter(|tie| state.tie[**tie].is_none()) {
            let mut chosen = state.clone();
            if self.decide(&mut chosen, tie, true) {
                self.explore(chosen);
            }
        }
    }

    /// Draws every conclusion: exactly one tie of a cycle is frustrated, and ties between actors whose places are known are
    /// known. False when they contradict each other.
    fn propagate(&mut self, state: &mut State) -> bool {
        loop {
            self.steps += (state.tie.len() + self.cycles.len()) as u64;
            let mut news = false;
            for tie in 0..state.tie.len() {
                if state.tie[tie].is_none()
                    && let Some(frustrated) = self.follows(state, tie)
                {
                    state.tie[tie] = Some(frustrated);
                    news = true;
                }
            }
            for cycle in &self.cycles {
                let frustrated = cycle.iter().filter(|tie| state.tie[**tie] == Some(true)).count();
                let open: Vec<usize> = cycle.iter().copied().filter(|tie| state.tie[*tie].is_none()).collect();
                let verdict = match (frustrated, open.len()) {
                    (0, 0) | (2.., _) => return false,
                    (1, 1..) => Some(false),
                    (0, 1) => Some(true),
                    _ => None,
                };
                let Some(verdict) = verdict else { continue };
                for tie in open {
                    news = true;
                    if !self.decide(state, tie, verdict) {
                        return false;
                    }
                }
            }
            if !news {
                return true;
            }
        }
    }

    fn hostile(&self, tie: usize) -> bool {
        self.graph.edges[tie].weight < 0
    }

    /// What is known of a tie from the places of its ends.
    fn follows(&self, state: &State, tie: usize) -> Option<bool> {
        let (a, b) = (self.graph.edges[tie].u, self.graph.edges[tie].v);
        let ((home_a, odd_a), (home_b, odd_b)) = (root(state, a), root(state, b));
        if home_a == home_b {
            return Some((odd_a == odd_b) == self.hostile(tie));
        }
        let apart = state.apart.iter().map(|&(x, y)| (root(state, x).0, root(state, y).0));
        let known_apart =
            self.any_blocs && apart.into_iter().any(|pair| pair == (home_a, home_b) || pair == (home_b, home_a));
        known_apart.then_some(!self.hostile(tie))
    }

    /// Fixes a tie; false when that contradicts what is known.
    fn decide(&self, state: &mut State, tie: usize, frustrated: bool) -> bool {
        if let Some(known) = state.tie[tie].or_else(|| self.follows(state, tie)) {
            state.tie[tie] = Some(known);
            return known == frustrated;
        }
        state.tie[tie] = Some(frustrated);
        let (a, b) = (self.graph.edges[tie].u, self.graph.edges[tie].v);
        self.place(state, a, b, self.hostile(tie) == frustrated)
    }

    /// Puts two actors together or apart; false when that contradicts what is known.
    fn place(&self, state: &mut State, a: usize, b: usize, together: bool) -> bool {
        let ((home_a, odd_a), (home_b, odd_b)) = (root(state, a), root(state, b));
        if home_a == home_b {
            return (odd_a == odd_b) == together;
        }
        if self.any_blocs && !together {
            state.apart.push((a, b));
            return true;
        }
        state.parent[home_a.max(home_b)] = (home_a.min(home_b), (odd_a != odd_b) == together);
        state.apart.iter().all(|&(x, y)| root(state, x).0 != root(state, y).0)
    }
}

/// Root of an actor and the parity on the way there.
fn root(state: &State, actor: usize) -> (usize, bool) {
    let (mut at, mut odd) = (actor, false);
    while state.parent[at].0 != at {
        odd ^= state.parent[at].1;
        at = state.parent[at].0;
    }
    (at, odd)
}
