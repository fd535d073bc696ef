//! The working form of a network: integer weights, adjacency lists, one tie per pair.

use crate::grid::Grid;
use crate::network::SignedNetwork;

/// A tie of the working graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub u: usize,
    pub v: usize,
    pub weight: i64,
}

impl Edge {
    pub fn other(&self, actor: usize) -> usize {
        self.u + self.v - actor
    }

    /// Whether a division into these blocs goes against the tie.
    pub fn is_frustrated<B: PartialEq>(&self, blocs: &[B]) -> bool {
        (blocs[self.u] == blocs[self.v]) == (self.weight < 0)
    }
}

/// Actors `0..size` with their ties.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    pub size: usize,
    pub edges: Vec<Edge>,
    /// Ties at each actor, by place.
    pub at: Vec<Vec<usize>>,
}

impl Graph {
    pub fn new(size: usize, edges: Vec<Edge>) -> Self {
        let mut at = vec![Vec::new(); size];
        for (place, edge) in edges.iter().enumerate() {
            at[edge.u].push(place);
            at[edge.v].push(place);
        }
        Self { size, edges, at }
    }

    /// The network in grid units; ties of weight 0 keep their place and cost nothing.
    pub fn of(network: &SignedNetwork, grid: &Grid) -> Self {
        let ties = network.ties().iter().zip(&grid.weights);
        Self::new(network.size(), ties.map(|(tie, weight)| Edge { u: tie.a, v: tie.b, weight: *weight }).collect())
    }

    /// What two costs differ by at least: the greatest common divisor of the weights; 0 without any.
    pub fn step(&self) -> i64 {
        self.edges.iter().fold(0, |step, edge| gcd(step, edge.weight.abs()))
    }

    /// Cost of a division over all ties.
    pub fn cost(&self, sides: &[bool]) -> i64 {
        self.cost_of(sides, self.edges.len())
    }

    /// Cost of a division into any number of blocs over the first `limited` ties.
    pub fn cost_of<B: PartialEq>(&self, blocs: &[B], limited: usize) -> i64 {
        self.edges[..limited].iter().filter(|edge| edge.is_frustrated(blocs)).map(|edge| edge.weight.abs()).sum()
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
