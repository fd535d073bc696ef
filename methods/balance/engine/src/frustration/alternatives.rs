//! What it costs to read a tie the other way: the least cost of a division that satisfies it, and of one that goes against it. From
//! these follow the margin of the best division, the tolerance of every tie, and the index after any change of one tie.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::elimination::{Depth, Elimination, Tables};
use crate::network::{SignedNetwork, root};
use crate::steps::Steps;

use super::blocks::{ALWAYS, enumerate, other_readings};
use super::certificate::Certificate;
use super::graph::{Edge, Graph};
use super::packing::{Blocs, Packing, extend};
use super::pieces::pieces;
use super::route::tight;
use super::solve::{Forced, forced, useful_cycles};
use super::tree::with_decision;

/// The two least costs of a tie, in units of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TieCosts {
    /// Of a division in which it is satisfied.
    pub satisfied: f64,
    /// Of a division that goes against it, its own weight included.
    pub frustrated: f64,
}

impl TieCosts {
    /// How far the weight of this tie alone may move towards the other sign before its ends change places.
    pub fn tolerance(&self) -> f64 {
        (self.satisfied - self.frustrated).abs()
    }

    /// The index once this tie of weight `old` has the weight `new`.
    pub fn index_with(&self, old: f64, new: f64) -> f64 {
        let (satisfied, frustrated) = (self.satisfied, self.frustrated - old.abs());
        // The place that satisfied the old sign is the one that goes against the new one.
        if (old > 0.0) == (new > 0.0) || new == 0.0 {
            (frustrated + new.abs()).min(satisfied)
        } else {
            frustrated.min(satisfied + new.abs())
        }
    }
}

/// Margin and ties of a proven optimum.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternatives {
    /// Least cost of another reading beyond the best; `None` without ties or when the steps were over before it was known.
    pub margin: Option<f64>,
    /// Where the margin is not known: what it is at least and at most.
    pub margin_bounds: Option<(f64, f64)>,
    /// Per tie its costs, where they were computed.
    pub ties: Vec<Option<TieCosts>>,
    /// Whether all that was asked for is known.
    pub complete: bool,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The margin alone.
    Margin,
    /// The costs of every tie, and so the margin.
    EveryTie,
}

/// Solves for the dearer reading of ties of a network whose optimum `certificate` proves. `several` says that there is more than
/// one best division. Ends early when the steps are over. `None` without a proof.
pub fn alternatives(
    network: &SignedNetwork,
    certificate: &Certificate,
    several: bool,
    scope: Scope,
    steps: &Steps<'_>,
) -> Option<Alternatives> {
    if certificate.lower != certificate.upper {
        return None;
    }
    if let Some(all) = (!certificate.any_blocs).then(|| of_tables(network)).flatten() {
        return Some(all);
    }
    let grid = network.exact_grid().ok()?;
    let graph = Graph::of(network, &grid);
    let mut known: Vec<(i64, bool)> = vec![(i64::MAX, false); graph.edges.len()];
    let mut done = true;
    let mut floor = i64::MAX;
    for piece in pieces(&graph) {
        let own = certificate.of_piece(&graph, &piece);
        let elsewhere = certificate.upper - own.upper;
        let found = match piece.is_bridge() {
            true => Least::of_bridge(piece.graph.edges[0].weight.abs()),
            false => Least::enumerated(&piece.graph, &own, steps)
                .unwrap_or_else(|| Search::new(&piece.graph, &own, steps).least(scope, several)),
        };
        done &= found.done;
        floor = floor.min(found.floor.saturating_add(elsewhere));
        for (place, (cost, exact)) in piece.ties.iter().zip(found.known) {
            known[*place] = (cost.saturating_add(elsewhere), exact);
        }
    }
    let least = known.iter().zip(&graph.edges).filter(|(_, edge)| edge.weight != 0).map(|(cost, _)| cost.0).min();
    let beyond = |cost: i64| cost.saturating_sub(certificate.upper);
    // Where the bounds meet the margin is known, whatever single ties cost.
    let known_margin = least.filter(|least| done || floor >= *least);
    let margin = if several { Some(0) } else { known_margin.map(beyond) };
    let bounds = least.filter(|_| margin.is_none()).map(|most| (beyond(floor.min(most)), beyond(most)));
    let costs = |place: usize| {
        let (cost, exact) = known[place];
        let told = graph.edges[place].weight != 0 && exact;
        let against = graph.edges[place].is_frustrated(&certificate.division);
        let (satisfied, frustrated) = if against { (cost, certificate.upper) } else { (certificate.upper, cost) };
        told.then(|| TieCosts { satisfied: grid.value(satisfied), frustrated: grid.value(frustrated) })
    };
    let ties = (0..graph.edges.len()).map(costs).collect();
    Some(Alternatives {
        margin: margin.map(|units| grid.value(units)),
        margin_bounds: bounds.map(|(least, most)| (grid.value(least), grid.value(most))),
        ties,
        complete: done,
    })
}

/// The same of two blocs where tables of all choices are small enough: then nothing is searched for.
fn of_tables(network: &SignedNetwork) -> Option<Alternatives> {
    let found = Elimination::of(network)?.read(network, Depth::Costs, &mut Tables::default())?;
    let costs =
        found.ties.iter().map(|tie| tie.costs.map(|(satisfied, frustrated)| TieCosts { satisfied, frustrated }));
    Some(Alternatives { margin: found.margin, margin_bounds: None, ties: costs.collect(), complete: true })
}

/// Graphs up to this many ties have their relaxation solved before their ties are forced.
const MOST_WARM: usize = 2_000;

/// What is known of the ties of one piece.
pub(super) struct Least {
    /// Per tie the least cost known of a division that reads it the other way, and whether that is proven least.
    pub known: Vec<(i64, bool)>,
    /// No division that reads any tie the other way costs less.
    pub floor: i64,
    /// Whether all that was asked is known.
    pub done: bool,
}

impl Least {
    /// A tie that nothing else ties costs its own weight the other way.
    fn of_bridge(weight: i64) -> Self {
        Self { known: vec![(weight, true)], floor: weight, done: true }
    }

    /// All at once: where the optimum was proven so, and in any small graph with two blocs.
    fn enumerated(graph: &Graph, certificate: &Certificate, steps: &Steps<'_>) -> Option<Self> {
        // What is too much for enumeration is left to searches pair by pair.
        let steps = &steps.part(steps.left() - steps.left() / 8);
        let anew = || {
            let small = certificate.blocs() == Blocs::Two && graph.size <= ALWAYS;
            if small { enumerate(graph, steps) } else { None }
        };
        let chain = certificate.chain().cloned().or_else(|| Some(anew()?.chain))?;
        let others = other_readings(graph, &chain, &certificate.division, steps)?;
        let floor = others.iter().copied().min()?;
        Some(Self { known: others.into_iter().map(|cost| (cost, true)).collect(), floor, done: true })
    }
}

pub(super) struct Search<'g> {
    pub graph: &'g Graph,
    blocs: Blocs,
    pub division: &'g [usize],
    pub optimum: i64,
    pub steps: &'g Steps<'g>,
    /// A tight packing in whole units, where one was found.
    base: Option<Packing>,
    /// Cycles that forced searches start from, where there is no tight packing.
    pool: BTreeSet<Vec<usize>>,
    /// Per tie the least cost known of a division that reads it the other way, and whether that is proven least.
    pub known: Vec<(i64, bool)>,
    /// Per tie what a division that reads it the other way costs at least.
    pub floor: Vec<i64>,
}

impl<'g> Search<'g> {
    pub fn new(graph: &'g Graph, certificate: &'g Certificate, steps: &'g Steps<'g>) -> Self {
        let blocs = certificate.blocs();
        let (ties, optimum) = (graph.edges.len(), certificate.upper);
        let base = tight(graph, blocs, &certificate.division, optimum, 0..4, steps);
        let cold = base.is_none() && blocs != Blocs::Two && graph.edges.len() <= MOST_WARM;
        let pool = if cold { useful_cycles(graph, blocs, steps) } else { BTreeSet::new() };
        let known = vec![(i64::MAX, false); ties];
        let floor = vec![optimum; ties];
        let division = &certificate.division;
        let mut search = Self { graph, blocs, division, optimum, steps, base, pool, known, floor };
        search.floor = (0..ties).map(|place| search.cheap_bound(place)).collect();
        for actor in 0..graph.size {
            search.move_one(actor);
        }
        search
    }

    pub fn least(mut self, scope: Scope, several: bool) -> Least {
        let done = match scope {
            Scope::EveryTie if self.blocs == Blocs::Two => self.every_pair(),
            Scope::EveryTie => self.every_tie(),
            Scope::Margin => self.cheapest(several),
        };
        let floor = self.places_that_decide().into_iter().map(|place| self.floor[place]).min().unwrap_or(i64::MAX);
        Least { known: self.known, floor, done }
    }

    /// One actor moved to wherever a neighbour is, or alone.
    fn move_one(&mut self, actor: usize) {
        let mut moved = self.division.to_vec();
        if self.blocs == Blocs::Two {
            moved[actor] = 1 - moved[actor].min(1);
            self.learn(&moved);
            return;
        }
        let mut homes: Vec<usize> =
            self.graph.at[actor].iter().map(|tie| self.division[self.graph.edges[*tie].other(actor)]).collect();
        homes.sort_unstable();
        homes.dedup();
        homes.push(usize::MAX);
        for home in homes.into_iter().filter(|home| *home != self.division[actor]) {
            moved[actor] = home;
            self.learn(&moved);
        }
    }

    /// A division tells an upper bound for every tie that it reads differently.
    fn learn(&mut self, division: &[usize]) {
        let cost = self.graph.cost_of(division, self.graph.edges.len());
        for (place, edge) in self.graph.edges.iter().enumerate() {
            if edge.weight != 0
                && edge.is_frustrated(division) != edge.is_frustrated(self.division)
                && cost < self.known[place].0
            {
                self.known[place].0 = cost;
            }
        }
    }

    fn every_tie(&mut self) -> bool {
        let mut done = true;
        for place in self.dearest_last() {
            if self.graph.edges[place].weight != 0 && !self.known[place].1 {
                // What one tie lacks says nothing of the others.
                done &= !self.steps.is_over() && self.settle(place, i64::MAX);
            }
        }
        done
    }

    /// The margin: forced searches are cut off at the best found so far.
    fn cheapest(&mut self, several: bool) -> bool {
        if several {
            return true;
        }
        let step = self.graph.step();
        let mut done = true;
        for place in self.places_that_decide() {
            let best = self.known.iter().map(|known| known.0).min().unwrap_or(i64::MAX);
            if best <= self.optimum + step {
                return true;
            }
            if self.cheap_bound(place) < best {
                done &= !self.steps.is_over() && self.settle(place, best);
            }
        }
        done
    }

    /// Another division into two blocs reads a tie of every spanning forest differently; with any number of blocs every tie counts.
    pub fn places_that_decide(&self) -> Vec<usize> {
        let order = self.dearest_last();
        let mut parent: Vec<usize> = (0..self.graph.size).collect();
        let joins = |place: &usize| {
            let edge = self.graph.edges[*place];
            let (a, b) = (root(&parent, edge.u), root(&parent, edge.v));
            if a != b {
                parent[a] = b;
            }
            a != b
        };
        match self.blocs {
            Blocs::Any | Blocs::Most(_) => {
                order.into_iter().filter(|place| self.graph.edges[*place].weight != 0).collect()
            }
            // The ties that are surest first, so that the forest needs few searches.
            Blocs::Two => {
                order.into_iter().rev().filter(|place| self.graph.edges[*place].weight != 0).filter(joins).collect()
            }
        }
    }

    fn dearest_last(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.graph.edges.len()).collect();
        order.sort_by_key(|place| (self.cheap_bound(*place), *place));
        order
    }

    /// What the base packing alone proves of a tie read the other way.
    fn cheap_bound(&self, place: usize) -> i64 {
        self.optimum + self.base.as_ref().map_or(0, |base| base.left[place])
    }

    /// Proves the least cost of a tie read the other way, or that it is at least `cap`. False when the search ended before.
    fn settle(&mut self, place: usize, cap: i64) -> bool {
        let cap = cap.min(self.known[place].0);
        let Edge { u, v, .. } = self.graph.edges[place];
        let found = self.force(u, v, cap);
        if let Some(division) = &found.division {
            self.learn(division);
        }
        self.floor[place] = self.floor[place].max(found.lower);
        self.known[place].1 = found.lower >= self.known[place].0;
        found.lower >= cap.min(self.known[place].0)
    }

    /// The least cost with two actors parted otherwise than in the best division, as far as it is below `cap`: by the base packing and what can be
    /// added to it, else by a search of its own.
    pub fn force(&self, u: usize, v: usize, cap: i64) -> Forced {
        let together = self.division[u] != self.division[v];
        let proven = self.base.as_ref().and_then(|base| {
            let graph = with_decision(self.graph, u, v, together);
            extend(&graph, self.blocs, self.graph.edges.len(), base, cap, self.steps)
        });
        if proven.is_some_and(|bound| bound >= cap) {
            return Forced { lower: cap, division: None };
        }
        forced(self.graph, self.blocs, (u, v, together), self.division, cap, &self.pool, self.steps)
    }
}
