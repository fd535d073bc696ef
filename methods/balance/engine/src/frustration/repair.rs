//! Where laying paths falls short somewhere in a large network, the neighbourhood of the tie that lacks a path is looked at alone:
//! first whether a better division exists there while all others stay where they are, then, by the relaxation, whether its cycles
//! can be packed better in the weight that cycles from outside leave.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Edge, Graph};
use super::lp::{Left, relax};
use super::packing::{Blocs, Packing};
use crate::steps::Steps;

/// Neighbourhoods tried, by number of actors.
const PACKED: [usize; 3] = [300, 1_500, 4_000];
/// The same where a better division is looked for.
const SOLVED: [usize; 2] = [100, 400];
/// Work of the relaxation of one neighbourhood.
const WORK: u64 = 3_000;
/// Ties whose neighbourhood is tried.
const MOST: usize = 200;

/// A packing at least as good as `packing`. Ties from `free` on are decisions. Ends when `work` does.
pub(super) fn repair<B: PartialEq>(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    division: &[B],
    mut packing: Packing,
    work: &mut u64,
    steps: &Steps<'_>,
) -> Packing {
    let lacks = |packing: &Packing, place: usize| packing.left[place] > 0 && graph.edges[place].is_frustrated(division);
    let places: Vec<usize> = (0..free).filter(|place| lacks(&packing, *place)).take(MOST).collect();
    for size in PACKED {
        for &place in &places {
            if *work == 0 || steps.is_over() {
                return packing;
            }
            if lacks(&packing, place) {
                let near = neighbourhood(graph, place, size);
                let frustrated = |place: usize| graph.edges[place].is_frustrated(division);
                packing = inside(graph, blocs, free, &near, packing, &mut Left { work, steps }, &frustrated);
            }
        }
    }
    packing
}

/// A division into two blocs at least as good as `sides`: the neighbourhood of every tie that lacks a path is solved exactly,
/// the rest of the graph as one actor.
pub(super) fn refine(
    graph: &Graph,
    free: usize,
    sides: &[usize],
    packing: &Packing,
    steps: &Steps<'_>,
    solve: &mut dyn FnMut(&Graph) -> Vec<usize>,
) -> Vec<usize> {
    let mut sides = sides.to_vec();
    let lacks = |sides: &[usize], place: usize| packing.left[place] > 0 && graph.edges[place].is_frustrated(sides);
    let places: Vec<usize> = (0..free).filter(|place| lacks(&sides, *place)).take(MOST).collect();
    for size in SOLVED {
        for &place in places.iter().take_while(|_| !steps.is_over()) {
            if lacks(&sides, place) {
                let near = neighbourhood(graph, place, size);
                let part = contracted(graph, &near, &sides);
                let found = solve(&part);
                let cost = |sides: &[usize]| part.cost_of(sides, part.edges.len());
                if found.len() == part.size && cost(&found) < cost(&vec![0; part.size]) {
                    let turned = |at: usize| found[at] != found[near.len()];
                    near.iter()
                        .enumerate()
                        .filter(|(at, _)| turned(*at))
                        .for_each(|(_, actor)| sides[*actor] = 1 - sides[*actor]);
                }
            }
        }
    }
    sides
}

/// The actors `near` and all others as one more, weights turned so that `sides` puts all together.
fn contracted(graph: &Graph, near: &[usize], sides: &[usize]) -> Graph {
    let number: BTreeMap<usize, usize> = near.iter().enumerate().map(|(place, actor)| (*actor, place)).collect();
    let place = |actor: usize| number.get(&actor).copied().unwrap_or(near.len());
    let mut weights: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut ties: Vec<usize> = near.iter().flat_map(|actor| graph.at[*actor].iter().copied()).collect();
    ties.sort_unstable();
    ties.dedup();
    for tie in ties {
        let Edge { u, v, weight } = graph.edges[tie];
        let (a, b) = (place(u).min(place(v)), place(u).max(place(v)));
        *weights.entry((a, b)).or_default() += if sides[u] == sides[v] { weight } else { -weight };
    }
    let edges = weights.into_iter().filter(|(_, weight)| *weight != 0).map(|((u, v), weight)| Edge { u, v, weight });
    Graph::new(near.len() + 1, edges.collect())
}

/// The actors nearest to a tie.
fn neighbourhood(graph: &Graph, place: usize, size: usize) -> Vec<usize> {
    let mut near = vec![graph.edges[place].u, graph.edges[place].v];
    let mut seen: BTreeSet<usize> = near.iter().copied().collect();
    let mut head = 0;
    while head < near.len() && near.len() < size {
        let actor = near[head];
        head += 1;
        for tie in &graph.at[actor] {
            let other = graph.edges[*tie].other(actor);
            if near.len() < size && seen.insert(other) {
                near.push(other);
            }
        }
    }
    near.sort_unstable();
    near
}

/// Packs the cycles inside `near` anew.
fn inside(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    near: &[usize],
    packing: Packing,
    left: &mut Left<'_>,
    frustrated: &dyn Fn(usize) -> bool,
) -> Packing {
    let number: BTreeMap<usize, usize> = near.iter().enumerate().map(|(place, actor)| (*actor, place)).collect();
    let own =
        |place: &usize| number.contains_key(&graph.edges[*place].u) && number.contains_key(&graph.edges[*place].v);
    let (within, without): (Vec<_>, Vec<_>) =
        packing.cycles.iter().cloned().partition(|(_, cycle)| cycle.iter().all(own));
    let mut room = packing.left.clone();
    for (worth, cycle) in &within {
        cycle.iter().filter(|place| **place < free).for_each(|place| room[*place] += worth);
    }
    let mut places: Vec<usize> = near.iter().flat_map(|actor| graph.at[*actor].iter().copied()).filter(own).collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|place| *place >= free || room[*place] > 0);
    let limited = places.iter().filter(|place| **place < free).count();
    let edge = |place: &usize| {
        let Edge { u, v, weight } = graph.edges[*place];
        let weight = if *place < free { weight.signum() * room[*place] } else { weight };
        Edge { u: number[&u], v: number[&v], weight }
    };
    let part = Graph::new(near.len(), places.iter().map(edge).collect());
    let here: BTreeMap<usize, usize> = places.iter().enumerate().map(|(at, place)| (*place, at)).collect();
    let mut pool: BTreeSet<Vec<usize>> =
        within.iter().map(|(_, cycle)| cycle.iter().filter_map(|place| here.get(place).copied()).collect()).collect();
    let before: i64 = within.iter().map(|(worth, _)| worth).sum();
    // No packing is worth more than what the division goes against here.
    let most: i64 = part.edges[..limited]
        .iter()
        .zip(&places)
        .filter(|(_, place)| frustrated(**place))
        .map(|(edge, _)| edge.weight.abs())
        .sum();
    let mut own = WORK.min(*left.work);
    let given = own;
    let mut limit = Left { work: &mut own, steps: left.steps };
    let found = relax(&part, blocs, limited, &mut pool, &mut limit, most, |_, _| most);
    *left.work -= given - own;
    let Some(found) = found else { return packing };
    let found = found.packing;
    let sum: i64 = found.cycles.iter().map(|(worth, _)| worth).sum();
    if sum <= before.saturating_mul(found.parts) {
        return packing;
    }
    // The parts of the neighbourhood become those of all.
    let parts = found.parts;
    let mut cycles: Vec<(i64, Vec<usize>)> = without.into_iter().map(|(worth, cycle)| (worth * parts, cycle)).collect();
    for (worth, cycle) in found.cycles {
        let cycle: Vec<usize> = cycle.into_iter().map(|at| places[at]).collect();
        cycles.push((worth, cycle));
    }
    quarters(graph, free, cycles, packing.parts.saturating_mul(parts))
}

/// Cycles counted in `parts` of a unit as a packing in quarters: the relaxation of a neighbourhood mostly ends in whole units or halves.
fn quarters(graph: &Graph, free: usize, counted: Vec<(i64, Vec<usize>)>, parts: i64) -> Packing {
    const PARTS: i64 = 4;
    let by = parts as f64 / PARTS as f64;
    let mut left: Vec<i64> = graph.edges.iter().map(|edge| edge.weight.abs().saturating_mul(PARTS)).collect();
    let mut cycles = Vec::with_capacity(counted.len());
    for (worth, cycle) in counted {
        let limited = || cycle.iter().filter(|place| **place < free);
        let room = limited().map(|place| left[*place]).min().unwrap_or(0);
        let worth = ((worth as f64 / by).round() as i64).clamp(0, room);
        if worth > 0 {
            limited().for_each(|place| left[*place] -= worth);
            cycles.push((worth, cycle));
        }
    }
    let total: i64 = cycles.iter().map(|(worth, _)| worth).sum();
    Packing { bound: (total + PARTS - 1).div_euclid(PARTS), cycles, parts: PARTS, left }
}
