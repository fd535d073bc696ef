//! Upper bound: iterated tabu search with incremental gains. Iterations, not the clock, decide the result.

use detente_chance::Stream;

use super::graph::Graph;
use crate::steps::{LOOK, Steps};

/// A division and its cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Division {
    pub sides: Vec<bool>,
    pub cost: i64,
}

/// A good division of `graph` along a forest of the ties that come first in `order`, then by tabu search. Deterministic.
/// Stops early at `floor`, a proven lower bound.
pub(super) fn search(graph: &Graph, order: &[usize], number: u64, floor: i64, steps: &Steps<'_>) -> Division {
    let start = follow_ties(graph, order);
    if graph.size > LARGE { anneal(graph, start, number, steps) } else { descend(graph, start, number, floor, steps) }
}

/// The division after every flip that pays, the best first.
pub(super) fn improve(graph: &Graph, mut sides: Vec<bool>) -> Vec<bool> {
    let mut gain: Vec<i64> = (0..graph.size).map(|actor| gain_of(graph, &sides, actor)).collect();
    while let Some(actor) =
        (0..graph.size).filter(|actor| gain[*actor] > 0).max_by_key(|actor| (gain[*actor], std::cmp::Reverse(*actor)))
    {
        flip(graph, &mut sides, &mut gain, actor);
    }
    sides
}

/// Beyond this size a step may not look at every actor: annealing instead of tabu search.
const LARGE: usize = 1_500;
/// Sweeps of the annealing.
const SWEEPS: u64 = 200;
/// Heat at its start and at its end, in mean weights.
const HOTTEST: f64 = 1.0;
const COLDEST: f64 = 0.12;

/// Simulated annealing from `sides` in sweeps over the actors, then descent. O(sweeps * ties).
fn anneal(graph: &Graph, mut sides: Vec<bool>, number: u64, steps: &Steps<'_>) -> Division {
    let stream = Stream::new(number, "frustration.anneal");
    let mut gain: Vec<i64> = (0..graph.size).map(|actor| gain_of(graph, &sides, actor)).collect();
    let mut cost = graph.cost(&sides);
    let mut best = Division { sides: sides.clone(), cost };
    let limited = graph.edges.iter().map(|edge| edge.weight.abs()).filter(|weight| *weight < i64::MAX / 8);
    let mean = limited.sum::<i64>() as f64 / graph.edges.len().max(1) as f64;
    for sweep in 0..SWEEPS {
        steps.spend(LOOK * (graph.size + graph.edges.len()) as u64);
        // From more than a tie down to almost nothing; the last sweeps take gains alone.
        let left = 1.0 - (sweep as f64 + 6.0) / SWEEPS as f64;
        let heat = if left > 0.0 { mean * COLDEST * libm::pow(HOTTEST / COLDEST, left) } else { 0.0 };
        for actor in 0..graph.size {
            let loss = -gain[actor] as f64;
            let chance = || stream.uniform(sweep * graph.size as u64 + actor as u64);
            if gain[actor] > 0 || (heat > 0.0 && loss < 20.0 * heat && chance() < libm::exp(-loss / heat)) {
                cost -= gain[actor];
                flip(graph, &mut sides, &mut gain, actor);
            }
        }
        if cost < best.cost {
            best = Division { sides: sides.clone(), cost };
        }
    }
    best
}

/// Sides along a spanning forest of the ties that come first: right for a balanced network, and close where the first
/// ties are those that a good packing leaves unused.
fn follow_ties(graph: &Graph, order: &[usize]) -> Vec<bool> {
    let mut home: Vec<usize> = (0..graph.size).collect();
    let mut members: Vec<Vec<usize>> = (0..graph.size).map(|actor| vec![actor]).collect();
    let mut sides = vec![true; graph.size];
    for &place in order {
        let edge = graph.edges[place];
        let (mut a, mut b) = (home[edge.u], home[edge.v]);
        if a == b || edge.weight == 0 {
            continue;
        }
        let turn = edge.is_frustrated(&sides);
        if members[a].len() < members[b].len() {
            (a, b) = (b, a);
        }
        let moved = std::mem::take(&mut members[b]);
        for &actor in &moved {
            home[actor] = a;
            sides[actor] ^= turn;
        }
        members[a].extend(moved);
    }
    sides
}

/// Tabu search from `sides`: always the best allowed flip, a flipped actor waits for a few steps.
fn descend(graph: &Graph, mut sides: Vec<bool>, number: u64, floor: i64, steps: &Steps<'_>) -> Division {
    let stream = Stream::new(number, "frustration.tabu");
    let mut gain: Vec<i64> = (0..graph.size).map(|actor| gain_of(graph, &sides, actor)).collect();
    let mut cost = graph.cost(&sides);
    let mut best = Division { sides: sides.clone(), cost };
    let mut waits = vec![0u64; graph.size];
    let patience = 4 * graph.size as u64 + 50;
    let (mut step, mut last) = (0u64, 0u64);
    while step - last < patience && best.cost > floor {
        step += 1;
        steps.spend(LOOK * graph.size as u64);
        let allowed = |actor: &usize| waits[*actor] <= step || cost - gain[*actor] < best.cost;
        let Some(actor) = (0..graph.size).filter(allowed).max_by_key(|actor| (gain[*actor], std::cmp::Reverse(*actor)))
        else {
            continue;
        };
        cost -= gain[actor];
        flip(graph, &mut sides, &mut gain, actor);
        waits[actor] = step + 5 + (stream.uniform(step) * (graph.size as f64 / 8.0 + 5.0)) as u64;
        if cost < best.cost {
            best = Division { sides: sides.clone(), cost };
            last = step;
        }
    }
    best
}

/// By how much the cost falls when `actor` changes sides.
fn gain_of(graph: &Graph, sides: &[bool], actor: usize) -> i64 {
    let ties = graph.at[actor].iter().map(|place| &graph.edges[*place]);
    ties.map(|edge| if edge.is_frustrated(sides) { edge.weight.abs() } else { -edge.weight.abs() }).sum()
}

fn flip(graph: &Graph, sides: &mut [bool], gain: &mut [i64], actor: usize) {
    sides[actor] = !sides[actor];
    gain[actor] = -gain[actor];
    for place in &graph.at[actor] {
        let edge = &graph.edges[*place];
        let by = 2 * edge.weight.abs();
        gain[edge.other(actor)] += if edge.is_frustrated(sides) { by } else { -by };
    }
}
