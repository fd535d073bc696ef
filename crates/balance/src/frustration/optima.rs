//! All best divisions of a network whose packing is tight.
//!
//! When a packing proves the optimum without rounding, every best division satisfies each tie that the packing leaves room on,
//! and goes against exactly one tie of every packed cycle. Every choice that keeps to this is a best division, so counting them
//! is a search over the cycles with propagation, and needs no costs at all.

use crate::grid::Grid;
use crate::network::SignedNetwork;

use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::Graph;
use super::packing::Blocs;
use super::route::tight;
use super::solve::settled_leaves;

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
const MORE_PACKINGS: std::ops::Range<u64> = 4..8;
/// Networks up to this many ties are branched on where no packing is tight.
const MOST_BRANCHED: usize = 4_000;

/// Finds every best division of a network whose optimum the certificate proves; `None` when no tight packing is found.
pub fn optima(network: &SignedNetwork, certificate: &Certificate) -> Option<Optima> {
    if certificate.lower != certificate.upper {
        return None;
    }
    let optimum = certificate.upper;
    let leaves = match &certificate.leaves[..] {
        [leaf] if leaf.decided.is_empty() && leaf.is_tight(optimum) => vec![leaf.clone()],
        _ => match tight_leaf(network, certificate) {
            Some(leaf) => vec![leaf],
            None if network.ties().len() <= MOST_BRANCHED => settled_leaves(network, certificate),
            None => return None,
        },
    };
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let mut found = Optima { count: 0, complete: true, frustrated: Vec::new() };
    let mut steps = 0;
    for leaf in leaves.iter().filter(|leaf| !leaf.empty && leaf.proven() <= optimum) {
        if !leaf.is_tight(optimum) {
            found.complete = false;
            continue;
        }
        let own = |cycle: &PackedCycle| cycle.ties.iter().copied().filter(|tie| *tie < grid.weights.len()).collect();
        let mut search = Search {
            network,
            any_blocs: certificate.any_blocs,
            hostile: grid.weights.iter().map(|weight| *weight < 0).collect(),
            cycles: leaf.cycles.iter().map(own).collect(),
            found,
            steps,
        };
        if let Some(start) = search.start(leaf, &grid) {
            search.explore(start);
        }
        (found, steps) = (search.found, search.steps);
    }
    (found.count > 0).then_some(found)
}

impl Leaf {
    /// What the cycles prove, in whole units.
    fn proven(&self) -> i64 {
        let worth: i64 = self.cycles.iter().map(|cycle| cycle.worth).sum();
        (worth + self.parts - 1).div_euclid(self.parts.max(1))
    }

    /// Whether the cycles add up to the optimum without rounding.
    fn is_tight(&self, optimum: i64) -> bool {
        let worth: i64 = self.cycles.iter().map(|cycle| cycle.worth).sum();
        optimum.checked_mul(self.parts) == Some(worth)
    }
}

/// A packing in whole units that meets the optimum, when one of a few does.
fn tight_leaf(network: &SignedNetwork, certificate: &Certificate) -> Option<Leaf> {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let blocs = if certificate.any_blocs { Blocs::Any } else { Blocs::Two };
    tight(&graph, blocs, &certificate.division, certificate.upper, MORE_PACKINGS, &|| false).map(|packing| {
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
    cycles: Vec<Vec<usize>>,
    found: Optima,
    steps: u64,
}

impl Search<'_> {
    /// Ties with room left are satisfied.
    fn start(&self, leaf: &Leaf, grid: &Grid) -> Option<State> {
        let ties = self.network.ties().len();
        let mut left: Vec<i64> = grid.weights.iter().map(|weight| weight.abs() * leaf.parts).collect();
        for cycle in &leaf.cycles {
            let own = cycle.ties.iter().filter(|tie| **tie < ties);
            own.for_each(|tie| left[*tie] -= cycle.worth);
        }
        let mut state = State {
            tie: vec![None; ties],
            parent: (0..self.network.size()).map(|actor| (actor, false)).collect(),
            apart: Vec::new(),
        };
        for &(a, b, together) in &leaf.decided {
            if !self.place(&mut state, a, b, together) {
                return None;
            }
        }
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
        let Some(cycle) = next.cloned() else {
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
        self.place(state, a, b, self.hostile[tie] == frustrated)
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
