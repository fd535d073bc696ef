//! Small and dense graphs are enumerated: every division is looked at, most of them in bulk.
//!
//! The actors stand in an order. For the first 1, 2, ... of them alone the least energy is found, each with the help of those before: depth first
//! over the sides of the last actors, cut off where what these cost, the least energy of the first ones alone, and the pull between the two at
//! its best together are too dear (Hartwig, Daske and Kobe 1984). At the bottom 4,096 divisions at a time are added up without a branch. One
//! more pass lists all best divisions, another finds for every pair the least cost of a division that parts it differently.

mod couplings;
mod descent;
mod ground;
mod levels;
mod low;
mod number;
mod seen;
mod start;

#[cfg(test)]
mod tests;

use self::couplings::{Couplings, order_of};
use self::descent::Seen;
use self::ground::{Effort, Ground};
use self::low::MOST_LOW;
use self::number::Number;
use self::seen::{Equals, Parted};
use self::start::descents;
use super::chain::Chain;
use super::graph::Graph;
use super::partings::Partings;
use crate::steps::Steps;

/// Graphs up to this many actors are enumerated whatever else is known of them: it takes a millisecond or two.
pub(super) const ALWAYS: usize = 24;
/// Graphs up to this many actors are enumerated, where that is not too much work.
const MOST_ACTORS: usize = 64;
/// Nodes after which a search gives up: some ten seconds.
const MOST_NODES: u64 = 400_000_000;
/// Descents before the divisions that part pairs are searched for.
const DESCENTS: u64 = 400;
/// Best divisions counted before the count becomes "at least".
const MOST_COUNTED: u64 = 4_000_000;
/// Sums up to these stay inside 16 and 32 bits.
const NARROW: i64 = 16_000;
const MIDDLE: i64 = 1 << 28;

/// What enumeration finds of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Enumerated {
    pub division: Vec<usize>,
    pub cost: i64,
    pub chain: Chain,
}

/// The best divisions of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BestDivisions {
    pub count: u64,
    pub complete: bool,
    /// The first ones.
    pub divisions: Vec<Vec<usize>>,
    /// Per tie how many of them go against it.
    pub against: Vec<u64>,
}

/// Whether a graph is small enough for a try.
pub(super) fn can_be_enumerated(graph: &Graph) -> bool {
    (3..=MOST_ACTORS).contains(&graph.size)
}

/// The least cost of a graph, with a division and a proof. `None` where that takes more than the steps allow for.
pub(super) fn enumerate(graph: &Graph, steps: &Steps<'_>) -> Option<Enumerated> {
    if can_be_enumerated(graph) { in_width(graph, &order_of(graph), Whole { steps }) } else { None }
}

/// All best divisions, `most_kept` of them by name; `chain` proves what they cost.
pub(super) fn best_divisions(
    graph: &Graph,
    chain: &Chain,
    most_kept: usize,
    steps: &Steps<'_>,
) -> Option<BestDivisions> {
    in_width(graph, &chain.order, All { chain, most_kept, graph, steps })
}

/// Per tie the least cost of a division that reads it other than `division`, which `chain` proves to be the best.
pub(super) fn other_readings(graph: &Graph, chain: &Chain, division: &[usize], steps: &Steps<'_>) -> Option<Vec<i64>> {
    in_width(graph, &chain.order, Others { chain, division, graph, steps })
}

/// What is asked of a graph, in whatever width its weights fit.
trait Question {
    type Answer;
    fn answer<F: Number, L: Number>(self, ground: Ground<F, L>) -> Option<Self::Answer>;
}

fn in_width<Q: Question>(graph: &Graph, order: &[usize], question: Q) -> Option<Q::Answer> {
    let wide = Couplings::<i64>::of(graph, order);
    let total = wide.total[wide.size];
    let low = MOST_LOW.min(wide.size);
    let at_low: i64 = (0..low).flat_map(|place| wide.row(place)).map(|weight| weight.abs()).sum();
    match () {
        () if total <= NARROW => question.answer(Ground::<i16, i16>::of(Couplings::of(graph, order))),
        () if at_low <= NARROW && total <= MIDDLE => {
            question.answer(Ground::<i32, i16>::of(Couplings::of(graph, order)))
        }
        () if total <= MIDDLE => question.answer(Ground::<i32, i32>::of(Couplings::of(graph, order))),
        () => question.answer(Ground::<i64, i64>::of(wide)),
    }
}

struct Whole<'a> {
    steps: &'a Steps<'a>,
}

impl Question for Whole<'_> {
    type Answer = Enumerated;

    fn answer<F: Number, L: Number>(self, mut ground: Ground<F, L>) -> Option<Enumerated> {
        let mask = ground.climb(&mut Effort::of(MOST_NODES, self.steps))?;
        let couplings = &ground.couplings;
        let cost = |(places, energy): (usize, &i64)| couplings.cost(places, *energy);
        let least: Vec<i64> = ground.least.iter().enumerate().map(cost).collect();
        let chain = Chain { order: couplings.order.clone(), least };
        Some(Enumerated { division: couplings.division(mask), cost: chain.least[couplings.size], chain })
    }
}

impl<F: Number, L: Number> Ground<F, L> {
    /// With the least energies that a chain says.
    fn proven(mut self, chain: &Chain) -> Self {
        let energy = |(places, cost): (usize, &i64)| self.couplings.energy(places, *cost);
        self.least = chain.least.iter().enumerate().map(energy).collect();
        self
    }
}

struct All<'a> {
    graph: &'a Graph,
    chain: &'a Chain,
    most_kept: usize,
    steps: &'a Steps<'a>,
}

impl Question for All<'_> {
    type Answer = BestDivisions;

    fn answer<F: Number, L: Number>(self, ground: Ground<F, L>) -> Option<BestDivisions> {
        let ground = ground.proven(self.chain);
        let (couplings, size) = (&ground.couplings, ground.couplings.size);
        let none = Equals::none(ground.least[size], size, self.most_kept, MOST_COUNTED);
        let found = ground.search(size, none, &mut Effort::of(MOST_NODES, self.steps))?;
        let mut place = vec![0; size];
        couplings.order.iter().enumerate().for_each(|(at, actor)| place[*actor] = at);
        let against = self.graph.edges.iter().map(|edge| {
            let (u, v) = (place[edge.u].max(place[edge.v]), place[edge.u].min(place[edge.v]));
            let apart = found.apart[u * size + v];
            match edge.weight.signum() {
                1 => apart,
                -1 => found.count - apart,
                _ => 0,
            }
        });
        Some(BestDivisions {
            count: found.count,
            complete: found.count <= MOST_COUNTED,
            against: against.collect(),
            divisions: found.masks.iter().map(|mask| couplings.division(*mask)).collect(),
        })
    }
}

struct Others<'a> {
    graph: &'a Graph,
    chain: &'a Chain,
    division: &'a [usize],
    steps: &'a Steps<'a>,
}

impl Question for Others<'_> {
    type Answer = Vec<i64>;

    fn answer<F: Number, L: Number>(self, ground: Ground<F, L>) -> Option<Vec<i64>> {
        let mut ground = ground.proven(self.chain);
        ground.couplings = ground.couplings.turned(ground.couplings.mask(self.division));
        let turned = Ground { least: ground.least, ..Ground::<F, L>::of(ground.couplings) };
        let size = turned.couplings.size;
        let step = turned.couplings.step[size];
        let mut parted = Parted { partings: Partings::none(size), step };
        for standing in descents(&turned.couplings, size, u64::MAX, DESCENTS) {
            parted.sees(standing.energy, standing.mask);
            (0..size)
                .for_each(|place| parted.sees(standing.energy + standing.rise(place), standing.mask ^ (1 << place)));
        }
        let found = turned.search(size, parted, &mut Effort::of(MOST_NODES, self.steps))?.partings.table();
        let mut place = vec![0; size];
        turned.couplings.order.iter().enumerate().for_each(|(at, actor)| place[*actor] = at);
        let cost = |pair: usize| turned.couplings.cost(size, found[pair]);
        Some(self.graph.edges.iter().map(|edge| cost(place[edge.u] * size + place[edge.v])).collect())
    }
}
