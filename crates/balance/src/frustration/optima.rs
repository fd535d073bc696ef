//! All best divisions of a network whose packing is tight.
//!
//! When a packing proves the optimum without rounding, every best division satisfies each tie that the packing leaves room on,
//! and goes against exactly one tie of every packed cycle. Every choice that keeps to this is a best division, so counting them
//! is a search over the cycles with propagation, and needs no costs at all.

use crate::grid::Grid;
use crate::network::SignedNetwork;

use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::Graph;
use super::packing::{Blocs, pack};

/// Best divisions kept; more are counted.
const MOST_KEPT: usize = 1_000;
/// Best divisions counted before the count becomes "at least".
const MOST_COUNTED: u64 = 20_000;
/// Steps of the search before it gives up.
const MOST_STEPS: u64 = 200_000;

/// The best divisions of a network: different sets of frustrated ties with the least cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optima {
    /// How many were found.
    pub count: u64,
    /// Whether these are all.
    pub complete: bool,
    /// For the first thousand, per tie whether it is frustrated.
    pub frustrated: Vec<Vec<bool>>,
}

/// Greedy packings tried where the one of the certificate is not tight.
const MORE_PACKINGS: std::ops::Range<u64> = 4..32;

/// Finds every best division of a network whose optimum the certificate proves; `None` when no tight packing is found.
pub fn optima(network: &SignedNetwork, certificate: &Certificate) -> Option<Optima> {
    if certificate.lower != certificate.upper {
        return None;
    }
    let leaf = match &certificate.leaves[..] {
        [leaf] if leaf.decided.is_empty() && is_tight(leaf, certificate.upper) => leaf.clone(),
        _ => tight_leaf(network, certificate)?,
    };
    let leaf = &leaf;
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let mut search = Search {
        network,
        any_blocs: certificate.any_blocs,
        hostile: grid.weights.iter().map(|weight| *weight < 0).collect(),
        cycles: leaf.cycles.iter().map(|cycle| cycle.ties.as_slice()).collect(),
        found: Optima { count: 0, complete: true, frustrated: Vec::new() },
        steps: 0,
    };
    let start = search.start(leaf, &grid)?;
    search.explore(start);
    Some(search.found)
}

/// Whether the cycles add up to the optimum without rounding.
fn is_tight(leaf: &Leaf, optimum: i64) -> bool {
    let worth: i64 = leaf.cycles.iter().map(|cycle| cycle.worth).sum();
    optimum.checked_mul(leaf.parts) == Some(worth)
}

/// A packing in whole units that meets the optimum, when one of a few does.
fn tight_leaf(network: &SignedNetwork, certificate: &Certificate) -> Option<Leaf> {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let blocs = if certificate.any_blocs { Blocs::Any } else { Blocs::Two };
    MORE_PACKINGS
        .filter_map(|number| pack(&graph, blocs, graph.edges.len(), number, certificate.upper))
        .find(|packing| packing.bound == certificate.upper)
        .map(|packing| {
            let cycles = packing.cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
            Leaf { decided: Vec::new(), parts: 1, cycles, empty: false }
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
    network: &'a SignedNetwork,
    any_blocs: bool,
    hostile: Vec<bool>,
    cycles: Vec<&'a [usize]>,
    found: Optima,
    steps: u64,
}

impl Search<'_> {
    /// Ties with room left are satisfied.
    fn start(&self, leaf: &Leaf, grid: &Grid) -> Option<State> {
        let ties = self.network.ties().len();
        let mut left: Vec<i64> = grid.weights.iter().map(|weight| weight.abs() * leaf.parts).collect();
        for cycle in &leaf.cycles {
            cycle.ties.iter().for_each(|tie| left[*tie] -= cycle.worth);
        }
        let mut state = State {
            tie: vec![None; ties],
            parent: (0..self.network.size()).map(|actor| (actor, false)).collect(),
            apart: Vec::new(),
        };
        for (tie, left) in left.iter().enumerate() {
            // A tie of weight 0 is never counted as frustrated and decides nothing.
            if grid.weights[tie] == 0 {
                state.tie[tie] = Some(false);
            } else if *left > 0 && !self.decide(&mut state, tie, false) {
                return None;
            }
        }
        Some(state)
    }

    fn explore(&mut self, mut state: State) {
        self.steps += 1;
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
        let Some(cycle) = next.copied() else {
            self.found.count += 1;
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
    fn propagate(&self, state: &mut State) -> bool {
        loop {
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

    /// What is known of a tie from the places of its ends.
    fn follows(&self, state: &State, tie: usize) -> Option<bool> {
        let (a, b) = (self.network.ties()[tie].a, self.network.ties()[tie].b);
        let ((home_a, odd_a), (home_b, odd_b)) = (root(state, a), root(state, b));
        if home_a == home_b {
            return Some((odd_a == odd_b) == self.hostile[tie]);
        }
        let apart = state.apart.iter().map(|&(x, y)| (root(state, x).0, root(state, y).0));
        let known_apart =
            self.any_blocs && apart.into_iter().any(|pair| pair == (home_a, home_b) || pair == (home_b, home_a));
        known_apart.then_some(!self.hostile[tie])
    }

    /// Fixes a tie; false when that contradicts what is known.
    fn decide(&self, state: &mut State, tie: usize, frustrated: bool) -> bool {
        if let Some(known) = state.tie[tie].or_else(|| self.follows(state, tie)) {
            state.tie[tie] = Some(known);
            return known == frustrated;
        }
        state.tie[tie] = Some(frustrated);
        let (a, b) = (self.network.ties()[tie].a, self.network.ties()[tie].b);
        let together = self.hostile[tie] == frustrated;
        if self.any_blocs && !together {
            state.apart.push((a, b));
            return true;
        }
        let ((home_a, odd_a), (home_b, odd_b)) = (root(state, a), root(state, b));
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
