//! Lists the divisions of least cost under one packing.
//!
//! Count costs in the parts of the packing. A division pays for every packed cycle at least once, so beyond what the packing proves it
//! pays, for each tie that it goes against, the room the packing leaves there, and for each packed cycle its worth for every tie
//! after the first. The best divisions are those that pay in all exactly what lies between the packing and the optimum, the *excess*: 0 where
//! the packing is tight, less than a unit where its bound was rounded up. Choices are searched cycle by cycle, and whatever would pay
//! more than is left is ruled out.

use super::certificate::{Certificate, Leaf};
use super::graph::Graph;
use crate::steps::{LOOK, Steps};

/// Best divisions kept; more are counted.
pub(super) const MOST_KEPT: usize = 1_000;
/// Best divisions counted before the count becomes "at least".
const MOST_COUNTED: u64 = 20_000;
/// Ties and cycles looked at before the search gives up.
const MOST_STEPS: u64 = 50_000_000;

/// The divisions of one piece as they are found.
pub(super) struct Found {
    pub count: u64,
    /// Whether none can be missing.
    pub complete: bool,
    /// Per division kept and tie whether it goes against it.
    pub frustrated: Vec<Vec<bool>>,
    /// Per tie how many go against it.
    pub times: Vec<u64>,
    steps: u64,
}

impl Found {
    /// Nothing yet.
    pub fn none(ties: usize) -> Self {
        Self { count: 0, complete: true, frustrated: Vec::new(), times: vec![0; ties], steps: 0 }
    }

    /// With the divisions as good as that of `certificate` that keep to the decisions of `leaf`. `None` when its numbers are too large.
    pub fn and_of(self, graph: &Graph, certificate: &Certificate, leaf: &Leaf, steps: &Steps<'_>) -> Option<Self> {
        let mut search = Search::new(graph, certificate, leaf, self, steps)?;
        let excess = certificate.upper.checked_mul(leaf.parts)?.checked_sub(leaf.worth())?;
        if let Some(start) = search.start(leaf, excess) {
            search.explore(start);
        }
        Some(search.found)
    }

    fn keep(&mut self, tie: &[Option<bool>]) {
        self.count += 1;
        let times = self.times.iter_mut().zip(tie);
        times.for_each(|(times, known)| *times += u64::from(*known == Some(true)));
        if self.frustrated.len() < MOST_KEPT {
            self.frustrated.push(tie.iter().map(|known| *known == Some(true)).collect());
        }
    }

    fn is_over(&self) -> bool {
        self.steps > MOST_STEPS || self.count >= MOST_COUNTED
    }
}

/// What is known of each tie, and which actors stand where.
#[derive(Clone)]
struct State {
    /// Per tie whether it is frustrated, once that is known.
    tie: Vec<Option<bool>>,
    /// Per cycle how many of its ties are frustrated, and how many not known.
    cycle: Vec<(u32, u32)>,
    /// What may still be paid, in parts.
    excess: i64,
    /// Parent and parity to it; with any number of blocs parity is always even.
    parent: Vec<(usize, bool)>,
    /// Pairs of actors that must be in different blocs (any number of blocs only).
    apart: Vec<(usize, usize)>,
}

struct Search<'a> {
    graph: &'a Graph,
    any_blocs: bool,
    /// A division of least cost.
    division: &'a [usize],
    /// Worth and ties, decisions left out.
    cycles: Vec<(i64, Vec<usize>)>,
    /// Per tie the cycles over it.
    over: Vec<Vec<usize>>,
    /// Per tie what the packing leaves.
    room: Vec<i64>,
    found: Found,
    limit: &'a Steps<'a>,
}

impl<'a> Search<'a> {
    fn new(
        graph: &'a Graph,
        certificate: &'a Certificate,
        leaf: &Leaf,
        found: Found,
        limit: &'a Steps<'a>,
    ) -> Option<Self> {
        let ties = graph.edges.len();
        let own = |ties_of: &[usize]| ties_of.iter().copied().filter(|tie| *tie < ties).collect::<Vec<_>>();
        let cycles: Vec<(i64, Vec<usize>)> =
            leaf.cycles.iter().map(|cycle| (cycle.worth, own(&cycle.ties))).filter(|(worth, _)| *worth > 0).collect();
        let mut room: Vec<i64> =
            graph.edges.iter().map(|edge| edge.weight.abs().checked_mul(leaf.parts)).collect::<Option<_>>()?;
        let mut over = vec![Vec::new(); ties];
        for (number, (worth, cycle)) in cycles.iter().enumerate() {
            for &tie in cycle {
                room[tie] -= worth;
                over[tie].push(number);
            }
        }
        let Certificate { any_blocs, ref division, .. } = *certificate;
        Some(Self { graph, any_blocs, division, cycles, over, room, found, limit })
    }

    /// The decisions of the leaf; `None` when they contradict each other.
    fn start(&self, leaf: &Leaf, excess: i64) -> Option<State> {
        let mut state = State {
            tie: vec![None; self.graph.edges.len()],
            cycle: self.cycles.iter().map(|(_, ties)| (0, ties.len() as u32)).collect(),
            excess,
            parent: (0..self.graph.size).map(|actor| (actor, false)).collect(),
            apart: Vec::new(),
        };
        let fits = leaf.decided.iter().all(|&(a, b, together)| self.place(&mut state, a, b, together));
        fits.then_some(state)
    }

    fn explore(&mut self, mut state: State) {
        if self.found.is_over() || self.limit.is_over() {
            self.found.complete = false;
            return;
        }
        if !self.propagate(&mut state) {
            return;
        }
        match self.cheapest_choice(&state) {
            Some(ties) => self.choose(state, &ties),
            None => match state.tie.iter().position(Option::is_none) {
                Some(tie) => self.either(&state, tie),
                None if state.excess == 0 => self.found.keep(&state.tie),
                None => {}
            },
        }
    }

    /// The ties of the cycle not paid for yet that leaves the fewest to choose from, those first that the known division goes against: so it
    /// is found at once, and then those near it.
    fn cheapest_choice(&self, state: &State) -> Option<Vec<usize>> {
        let unpaid = (0..self.cycles.len()).filter(|cycle| state.cycle[*cycle].0 == 0);
        let cycle = unpaid.min_by_key(|cycle| state.cycle[*cycle].1)?;
        let mut open: Vec<usize> =
            self.cycles[cycle].1.iter().copied().filter(|tie| state.tie[*tie].is_none()).collect();
        open.sort_by_key(|tie| !self.against(*tie));
        Some(open)
    }

    /// One of `ties` is frustrated: each time the first.
    fn choose(&mut self, mut state: State, ties: &[usize]) {
        for &tie in ties {
            let mut chosen = state.clone();
            if self.decide(&mut chosen, tie, true) {
                self.explore(chosen);
            }
            if !self.decide(&mut state, tie, false) {
                return;
            }
        }
    }

    /// A tie frustrated and satisfied, as in the known division first.
    fn either(&mut self, state: &State, tie: usize) {
        let first = self.against(tie);
        for frustrated in [first, !first] {
            let mut chosen = state.clone();
            if self.decide(&mut chosen, tie, frustrated) {
                self.explore(chosen);
            }
        }
    }

    fn against(&self, tie: usize) -> bool {
        self.graph.edges[tie].is_frustrated(self.division)
    }

    /// What is paid beyond the packing when `tie` is frustrated.
    fn pays(&self, state: &State, tie: usize) -> i64 {
        let again = self.over[tie].iter().filter(|cycle| state.cycle[**cycle].0 > 0);
        self.room[tie] + again.map(|cycle| self.cycles[*cycle].0).sum::<i64>()
    }

    /// Draws every conclusion: a cycle has a frustrated tie, ties that would pay too much are satisfied, and ties between actors whose places
    /// are known are known. False when they contradict each other.
    fn propagate(&mut self, state: &mut State) -> bool {
        loop {
            let looks = (state.tie.len() + self.cycles.len()) as u64;
            self.found.steps += looks;
            self.limit.spend(LOOK * looks);
            let mut news = false;
            for tie in 0..state.tie.len() {
                if state.tie[tie].is_some() {
                    continue;
                }
                let verdict =
                    self.follows(state, tie).or_else(|| (self.pays(state, tie) > state.excess).then_some(false));
                let Some(frustrated) = verdict else { continue };
                news = true;
                if !self.fix(state, tie, frustrated) {
                    return false;
                }
            }
            for cycle in 0..self.cycles.len() {
                match state.cycle[cycle] {
                    (0, 0) => return false,
                    (0, 1) => {
                        let open = self.cycles[cycle].1.iter().find(|tie| state.tie[**tie].is_none());
                        news = true;
                        if !open.is_some_and(|tie| self.decide(state, *tie, true)) {
                            return false;
                        }
                    }
                    _ => {}
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

    /// Fixes a tie, whatever is known of it; false when that contradicts what is known or is dearer than what may be paid.
    fn decide(&self, state: &mut State, tie: usize, frustrated: bool) -> bool {
        match state.tie[tie] {
            Some(known) => known == frustrated,
            None => {
                self.follows(state, tie).is_none_or(|known| known == frustrated) && self.fix(state, tie, frustrated)
            }
        }
    }

    /// Fixes an open tie as it follows or may be, and pays for it; false when it is dearer than what may be paid.
    fn fix(&self, state: &mut State, tie: usize, frustrated: bool) -> bool {
        if frustrated {
            state.excess -= self.pays(state, tie);
        }
        state.tie[tie] = Some(frustrated);
        for &cycle in &self.over[tie] {
            let (paid, open) = &mut state.cycle[cycle];
            *paid += u32::from(frustrated);
            *open -= 1;
        }
        let (a, b) = (self.graph.edges[tie].u, self.graph.edges[tie].v);
        state.excess >= 0 && self.place(state, a, b, self.hostile(tie) == frustrated)
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
