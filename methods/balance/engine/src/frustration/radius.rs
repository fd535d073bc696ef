//! The uniform error that the best division survives: the largest change of every tie at once that leaves it the best.

use crate::network::{SignedNetwork, Tie};
use crate::steps::Steps;

use super::graph::{Edge, Graph};
use super::solve::{Bounds, Budget, frustration_until};

/// Weights beyond which scaled weights are no longer exact.
const LARGEST: i64 = 100_000_000_000_000;
/// Rounds of the search at most; a handful is the rule.
const ROUNDS: usize = 40;

/// Half of a fraction search (Dinkelbach 1967): another division that costs d more and reads n ties otherwise overturns the best one when
/// every tie may err by d / n. Each round asks, exactly, whether some division has a smaller ratio than the smallest known.
///
/// `best` must be proven; `margin` is the cost of the next best division beyond it. `None` where a round was not proven, where there is no other
/// division, or where the weights are no fractions that stay exact.
pub fn radius(network: &SignedNetwork, best: &Bounds, margin: Option<f64>, steps: &Steps<'_>) -> Option<f64> {
    let margin = margin?;
    if margin == 0.0 {
        return Some(0.0);
    }
    let grid = network.exact_grid().ok()?;
    let graph = Graph::of(network, &grid);
    let most = grid.weights.iter().map(|weight| weight.abs()).max().unwrap_or(0);
    let (mut over, mut under) = ((margin / grid.value(1)).round() as i64, 1i64);
    for _ in 0..ROUNDS {
        if most.checked_mul(under).is_none_or(|scaled| scaled.max(over) > LARGEST) {
            return None;
        }
        // Every tie that the best division satisfies loses the error, every tie that it goes against gains it.
        let shifted = |edge: &Edge| {
            let error = if edge.is_frustrated(&best.blocs) { over } else { -over };
            Edge { weight: edge.weight.signum() * (edge.weight.abs() * under + error), ..*edge }
        };
        let weighty = graph.edges.iter().filter(|edge| edge.weight != 0);
        let moved = Graph::new(graph.size, weighty.map(shifted).collect());
        let ties = moved.edges.iter().map(|edge| Tie { a: edge.u, b: edge.v, weight: edge.weight as f64 }).collect();
        let ties = SignedNetwork::new(network.size(), ties).ok()?;
        let found = frustration_until(&ties, best.certificate.any_blocs, Budget::default(), steps);
        if !found.proven {
            return None;
        }
        if found.upper >= moved.cost_of(&best.blocs, moved.edges.len()) as f64 {
            return Some(grid.value(over) / under as f64);
        }
        let (mut more, mut different) = (0i64, 0i64);
        for edge in graph.edges.iter().filter(|edge| edge.weight != 0) {
            let now = edge.is_frustrated(&found.blocs);
            if now != edge.is_frustrated(&best.blocs) {
                more += if now { edge.weight.abs() } else { -edge.weight.abs() };
                different += 1;
            }
        }
        if different == 0 || i128::from(more) * i128::from(under) >= i128::from(over) * i128::from(different) {
            return None;
        }
        (over, under) = (more, different);
    }
    None
}
