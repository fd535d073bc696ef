//! At most k blocs: the curve from one bloc (every hostile tie is frustrated) over two (strong balance) down to weak balance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::network::SignedNetwork;
use crate::steps::Steps;

use super::certificate::Certificate;
use super::colouring::coloured;
use super::graph::Graph;
use super::packing::Blocs;
use super::solve::{Budget, whole};

/// The index with at most so many blocs.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct BlocCost {
    /// Most blocs allowed.
    pub blocs: usize,
    /// Proven lower bound.
    pub lower_bound: f64,
    /// Cost of the best division found.
    pub frustration: f64,
    /// Whether they are equal.
    pub proven: bool,
}

/// The index by the number of blocs, with proofs.
#[derive(Debug, Clone, PartialEq)]
pub struct BlocCurve {
    /// For 1, 2, ... blocs.
    pub costs: Vec<BlocCost>,
    /// The proofs for three blocs and more; two blocs are strong balance, one bloc is the sum of the hostile ties.
    pub proofs: Vec<Certificate>,
}

/// Nodes of the branching and work of the relaxation for each number of blocs: four of them cost together what one index may.
const EACH: (usize, u64) = (200, 2_500);

/// The frustration index with at most 1, 2 … `most` blocs. Two blocs are what `strong` says; from three on the best division of `weak` is
/// taken where its parts can be spread over so few blocs (a colouring; Brélaz 1979), and the search is made anew where not. Where the steps
/// are over, with the bounds reached.
pub fn bloc_curve(
    network: &SignedNetwork,
    strong: &Certificate,
    weak: &Certificate,
    most: usize,
    steps: &Steps<'_>,
) -> BlocCurve {
    let grid = network.grid();
    let graph = Graph::of(network, &grid);
    let hostile = graph.edges.iter().map(|edge| edge.weight.min(0).abs()).sum();
    let mut curve = BlocCurve { costs: Vec::new(), proofs: Vec::new() };
    // More blocs never cost more.
    let mut before = (i64::MAX, i64::MAX);
    for blocs in 1..=most {
        let (lower, upper) = match blocs {
            1 => (hostile, hostile),
            2 => (strong.lower, strong.upper),
            _ => {
                let last = curve.proofs.last().unwrap_or(strong);
                let proof = with_blocs(&graph, &grid, blocs, weak, last, steps);
                let bounds = (proof.lower, proof.upper);
                curve.proofs.push(proof);
                bounds
            }
        };
        let (lower, upper) = (lower.min(before.0), upper.min(before.1));
        before = (lower, upper);
        let (lower_bound, frustration) = (grid.lower(lower), grid.upper(upper));
        curve.costs.push(BlocCost { blocs, lower_bound, frustration, proven: grid.proves(lower, upper) });
    }
    curve
}

/// The proof for at most `blocs` blocs: that of weak balance, with a division of so few blocs, or one of its own. `last` is that for one bloc less.
fn with_blocs(
    graph: &Graph,
    grid: &Grid,
    blocs: usize,
    weak: &Certificate,
    last: &Certificate,
    steps: &Steps<'_>,
) -> Certificate {
    let like_weak = |division: Vec<usize>| {
        let upper = graph.cost_of(&division, graph.edges.len());
        Certificate { most_blocs: Some(blocs), division, upper, ..weak.clone() }
    };
    if let Some(division) = coloured(graph, blocs, &weak.division) {
        return like_weak(division);
    }
    // What fits into fewer blocs and costs no more than any number of them is the best here too.
    if last.upper == weak.lower {
        return like_weak(last.division.clone());
    }
    let budget = Budget { nodes: EACH.0, work: EACH.1, ..Budget::default() };
    let mut found = whole(graph, Blocs::Most(blocs), budget, steps).certificate(Blocs::Most(blocs), grid);
    if last.upper < found.upper {
        (found.upper, found.division) = (last.upper, last.division.clone());
    }
    if weak.lower > found.lower {
        (found.lower, found.leaves) = (weak.lower, weak.leaves.clone());
    }
    found
}
