//! The index of one network after another with the same ties and other weights.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::joined::best_division;
use super::lp::{Left, relax};
use super::packing::Blocs;
use super::reduce::Kernel;
use super::search::{Division, improve, search};
use super::solve::{Bounds, Budget};
use super::tree::Tree;
use crate::network::SignedNetwork;
use crate::steps::Steps;

/// What one network teaches about others with the same ties and other weights: a good division, and the cycles that proved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warm {
    division: Vec<usize>,
    cycles: BTreeSet<Vec<usize>>,
}

impl Warm {
    /// Learns from `network`; its ties, by place, are those of the networks to come.
    pub fn of(network: &SignedNetwork, steps: &Steps<'_>) -> Self {
        let grid = network.grid();
        let graph = Graph::of(network, &grid);
        let mut tree =
            Tree::before(Kernel::whole(&graph), Blocs::Two, Budget { nodes: 40, ..Budget::default() }, steps);
        tree.run();
        let packed = tree.leaves.iter().flat_map(|(leaf, _)| &leaf.cycles).map(|cycle| cycle.ties.clone());
        let cycles = packed.filter(|ties| ties.iter().all(|tie| *tie < graph.edges.len())).collect();
        Self { division: tree.best, cycles }
    }

    /// Bounds of the two-bloc index of a network with the same ties: local search from the division, and the relaxation over the cycles
    /// that still have an odd number of hostile ties, before anything is searched for anew.
    pub fn frustration(&self, network: &SignedNetwork, budget: Budget, steps: &Steps<'_>) -> Bounds {
        let grid = network.grid();
        let graph = Graph::of(network, &grid);
        let mut tree = Tree::before(Kernel::whole(&graph), Blocs::Two, budget, steps);
        tree.pool = self.cycles_of(&graph);
        if self.division.len() == graph.size {
            let sides = improve(&graph, self.division.iter().map(|side| *side == 1).collect());
            tree.keep(&graph, &sides.into_iter().map(usize::from).collect::<Vec<_>>());
        }
        tree.run();
        tree.solved(&graph).bounds(Blocs::Two, &grid)
    }

    /// The kept cycles that no division of these weights can satisfy.
    fn cycles_of(&self, graph: &Graph) -> BTreeSet<Vec<usize>> {
        let hostile = |cycle: &[usize]| cycle.iter().filter(|place| graph.edges[**place].weight < 0).count();
        let there = |cycle: &[usize]| cycle.iter().all(|place| graph.edges[*place].weight != 0);
        self.cycles.iter().filter(|cycle| hostile(cycle) % 2 == 1 && there(cycle)).cloned().collect()
    }

    /// The two-bloc index of a network with the same ties, without a certificate: the relaxation over the kept cycles and those that it still
    /// violates leaves a gap to the best division found; ties with more room than that are satisfied in every best division, and what they
    /// leave open is read from tables. Where that is too much, the search of [`Self::frustration`] goes on with the steps that are left.
    pub fn settle(&self, network: &SignedNetwork, budget: Budget, steps: &Steps<'_>) -> Settled {
        let Ok(grid) = network.exact_grid() else { return self.frustration(network, budget, steps).into() };
        let graph = Graph::of(network, &grid);
        if self.division.len() != graph.size {
            return self.frustration(network, budget, steps).into();
        }
        let sides = improve(&graph, self.division.iter().map(|side| *side == 1).collect());
        let mut best = Division { cost: graph.cost(&sides), sides };
        let mut pool = self.cycles_of(&graph);
        let mut work = budget.work;
        let (mut round, mut proven) = (0, None);
        let mut left = Left { work: &mut work, steps };
        let free = graph.edges.len();
        relax(&graph, Blocs::Two, free, &mut pool, &mut left, i64::MAX, |shares, packing| {
            let mut order: Vec<usize> = (0..free).collect();
            order.sort_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(a.cmp(b)));
            round += 1;
            let found = search(&graph, &order, round, packing.bound, steps);
            if found.cost < best.cost {
                best = found;
            }
            proven = best_division(&graph, packing, &best, steps);
            if proven.is_some() || steps.is_over() { 0 } else { best.cost }
        });
        match proven {
            Some(Division { sides, cost }) => {
                let index = grid.value(cost);
                let blocs = sides.into_iter().map(usize::from).collect();
                Settled { lower: index, upper: index, proven: true, blocs }
            }
            None => self.frustration(network, budget, steps).into(),
        }
    }
}

/// An index between two bounds, and a division that reaches the upper.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// Cost of the best division found.
    pub upper: f64,
    /// What every division costs at least.
    pub lower: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// Per actor its bloc, 0 or 1.
    pub blocs: Vec<usize>,
}

impl From<Bounds> for Settled {
    fn from(Bounds { upper, lower, proven, blocs, .. }: Bounds) -> Self {
        Self { upper, lower, proven, blocs }
    }
}
