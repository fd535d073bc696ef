#![allow(clippy::unwrap_used)]

use detente_chance::Stream;

use super::eigen::Tridiagonal;
use super::square::{Square, dot};
use super::{can_be_relaxed, relax};
use crate::frustration::blocks::enumerate;
use crate::frustration::graph::{Edge, Graph};
use crate::steps::Steps;

/// A network with so many in a hundred pairs tied, weights up to `most` of either sign.
fn drawn(size: usize, share: usize, most: i64, number: u64) -> Graph {
    let stream = Stream::new(number, "semidefinite.tests");
    let mut edges = Vec::new();
    for v in 0..size {
        for u in 0..v {
            let at = 3 * (v * size + u) as u64;
            let size = 1 + (stream.uniform(at) * most as f64) as i64;
            let weight = if stream.uniform(at + 1) < 0.5 { size } else { -size };
            if stream.uniform(at + 2) * 100.0 < share as f64 {
                edges.push(Edge { u, v, weight });
            }
        }
    }
    Graph::new(size, edges)
}

fn brute(graph: &Graph) -> i64 {
    let sides = |mask: u32| (0..graph.size).map(|actor| mask >> actor & 1 == 1).collect::<Vec<_>>();
    (0..1u32 << (graph.size - 1)).map(|mask| graph.cost(&sides(mask))).min().unwrap()
}

fn found(graph: &Graph) -> (i64, i64) {
    let found = relax(graph, &vec![0; graph.size], &Steps::endless()).unwrap();
    assert_eq!(graph.cost_of(&found.division, graph.edges.len()), found.upper);
    (found.lower, found.upper)
}

#[test]
fn small_graphs_equal_every_division_looked_at() {
    for number in 0..40 {
        let graph = drawn(4 + number as usize % 12, 60 + (number as usize * 7) % 41, 1 + number as i64 % 9, number);
        let least = brute(&graph);
        assert_eq!(found(&graph), (least, least), "{number}");
    }
}

#[test]
fn larger_graphs_equal_enumeration() {
    for (size, share, most) in [(20, 100, 1), (26, 70, 5), (31, 100, 1), (36, 40, 1), (40, 100, 1_000), (44, 60, 1)] {
        let graph = drawn(size, share, most, size as u64);
        assert!(can_be_relaxed(&graph));
        let least = enumerate(&graph, &Steps::endless()).unwrap().cost;
        assert_eq!(found(&graph), (least, least), "{size}");
    }
}

#[test]
fn a_proof_of_other_multipliers_is_none_or_proves_no_more_than_is_true() {
    let graph = drawn(14, 100, 3, 5);
    let least = i128::from(brute(&graph));
    let ties: Vec<_> = graph.edges.iter().map(|edge| (edge.u, edge.v, edge.weight)).collect();
    let leaves = relax(&graph, &[0; 14], &Steps::endless()).unwrap().leaves;
    for leaf in leaves.iter().filter(|leaf| leaf.decided.is_empty()) {
        let dual = leaf.dual.as_ref().unwrap();
        assert_eq!(dual.proves(14, &ties, &[]), Some(least));
        for (at, by) in (0..14).flat_map(|at| [1, 100, 1 << 16, 1 << 20, 1 << 22].map(|by| (at, by))) {
            let mut lowered = dual.clone();
            lowered.diagonal[at] -= by;
            assert!(lowered.proves(14, &ties, &[]).is_none_or(|proven| proven <= least), "{at} {by}");
        }
        let mut all = dual.clone();
        all.diagonal.iter_mut().for_each(|y| *y -= 1 << 18);
        assert_eq!(all.proves(14, &ties, &[]), None);
    }
}

#[test]
fn eigenvectors_are_turned_by_nothing() {
    for (size, equal) in [(1, false), (2, false), (9, false), (30, false), (12, true)] {
        let mut matrix = Square::zero(size);
        let stream = Stream::new(size as u64, "semidefinite.eigen");
        for row in 0..size {
            for column in 0..row {
                let entry = if equal { 1.0 } else { stream.uniform((row * size + column) as u64) - 0.5 };
                matrix.add(row, column, entry);
            }
        }
        let three = Tridiagonal::of(matrix.clone());
        let values = three.values();
        for (value, vector) in values.iter().zip(three.vectors(&values)) {
            assert!((dot(&vector, &vector) - 1.0).abs() < 1e-9);
            for row in 0..size {
                assert!((dot(matrix.row(row), &vector) - value * vector[row]).abs() < 1e-7, "{size} {value}");
            }
        }
    }
}
