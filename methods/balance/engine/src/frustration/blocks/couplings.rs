//! The ties of a small graph as a square table, its actors in the order in which they are enumerated.

use super::super::graph::Graph;
use super::number::Number;

/// Numbers that are added at once.
pub(super) const LANES: usize = 8;

/// Room for so many numbers in whole lanes.
pub(super) fn in_lanes(numbers: usize) -> usize {
    numbers.next_multiple_of(LANES)
}

/// Ties of a graph in units of their greatest common divisor, with what follows from them for whatever part of the actors comes first.
///
/// The *energy* of a division x in {-1, 1} is `-sum w x x`; its cost is half of the sum of energy and total weight.
#[derive(Debug, Clone)]
pub(super) struct Couplings<F> {
    pub size: usize,
    /// Actor of the graph at each place.
    pub order: Vec<usize>,
    /// Weight of the tie between two places, row by row.
    weight: Vec<F>,
    /// Per place the ties to those before it, filled up with zeros to whole lanes.
    before: Vec<Vec<F>>,
    /// For the first 0, 1, ... places: the sum of the sizes of all ties between them.
    pub total: Vec<i64>,
    /// For the first 0, 1, ... places: what two energies differ by at least.
    pub step: Vec<i64>,
    /// One unit here in units of the graph.
    pub unit: i64,
}

impl<F: Number> Couplings<F> {
    /// `order` names every actor of the graph once.
    pub fn of(graph: &Graph, order: &[usize]) -> Self {
        let (size, unit) = (graph.size, graph.step().max(1));
        let mut place = vec![0; size];
        order.iter().enumerate().for_each(|(at, actor)| place[*actor] = at);
        let mut wide = vec![0i64; size * size];
        for edge in &graph.edges {
            let (u, v) = (place[edge.u], place[edge.v]);
            wide[u * size + v] += edge.weight / unit;
            wide[v * size + u] += edge.weight / unit;
        }
        let inside = |places: usize, at: usize| wide[at * size..at * size + places].iter().map(|weight| weight.abs());
        let total = |places: &usize| (0..*places).flat_map(|at| inside(*places, at)).sum::<i64>() / 2;
        // A flip changes the energy by twice a sum over the ties at the actor, which has the parity of the sum of their sizes.
        let even = |places: &usize| (0..*places).all(|at| inside(*places, at).sum::<i64>() % 2 == 0);
        let mut couplings = Self {
            size,
            order: order.to_vec(),
            before: Vec::new(),
            weight: wide.iter().map(|weight| F::near(*weight)).collect(),
            total: (0..=size).map(|places| total(&places)).collect(),
            step: (0..=size).map(|places| if even(&places) { 4 } else { 2 }).collect(),
            unit,
        };
        couplings.fill();
        couplings
    }

    fn fill(&mut self) {
        let before = |place: usize| {
            let mut before = self.row(place)[..place].to_vec();
            before.resize(in_lanes(place), F::default());
            before
        };
        self.before = (0..self.size).map(before).collect();
    }

    /// The ties of the actor at a place to those before it, filled up to whole lanes.
    pub fn before(&self, place: usize) -> &[F] {
        &self.before[place]
    }

    /// The ties of the actor at a place to all others.
    pub fn row(&self, place: usize) -> &[F] {
        &self.weight[place * self.size..(place + 1) * self.size]
    }

    /// The same ties turned so that the division `mask` has every actor on the side of the first: then others are told by whom they turn.
    pub fn turned(&self, mask: u64) -> Self {
        let mut turned = self.clone();
        for (at, weight) in turned.weight.iter_mut().enumerate() {
            if (mask >> (at / self.size) ^ mask >> (at % self.size)) & 1 == 1 {
                *weight = -*weight;
            }
        }
        turned.fill();
        turned
    }

    /// What an energy of the first places costs, in units of the graph.
    pub fn cost(&self, places: usize, energy: i64) -> i64 {
        (self.total[places] + energy) / 2 * self.unit
    }

    /// The energy that costs so much.
    pub fn energy(&self, places: usize, cost: i64) -> i64 {
        2 * (cost / self.unit) - self.total[places]
    }

    /// A division as a mask of places.
    pub fn mask(&self, division: &[usize]) -> u64 {
        let on = |(place, actor): (usize, &usize)| u64::from(division[*actor] == 1) << place;
        self.order.iter().enumerate().map(on).sum()
    }

    /// A mask of places as a division.
    pub fn division(&self, mask: u64) -> Vec<usize> {
        let mut division = vec![0; self.size];
        self.order.iter().enumerate().for_each(|(place, actor)| division[*actor] = (mask >> place & 1) as usize);
        division
    }
}

/// An order in which the ties between those before and those after a place weigh little: from the actor with the greatest weight, always the one
/// that is tied most to those taken already, of several the one tied least to those to come.
pub(super) fn order_of(graph: &Graph) -> Vec<usize> {
    let strength = |actor: usize| graph.at[actor].iter().map(|tie| graph.edges[*tie].weight.abs()).sum::<i64>();
    let strengths: Vec<i64> = (0..graph.size).map(strength).collect();
    let (mut order, mut pull, mut taken) = (Vec::new(), vec![0i64; graph.size], vec![false; graph.size]);
    while let Some(next) = (0..graph.size)
        .filter(|actor| !taken[*actor])
        .max_by_key(|actor| (pull[*actor], strengths[*actor], std::cmp::Reverse(*actor)))
    {
        taken[next] = true;
        order.push(next);
        for tie in &graph.at[next] {
            pull[graph.edges[*tie].other(next)] += graph.edges[*tie].weight.abs();
        }
    }
    order
}
