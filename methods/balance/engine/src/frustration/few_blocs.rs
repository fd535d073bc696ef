//! Upper bound for at most k blocs: a tabu search over moves of single actors.

use detente_chance::Stream;

use super::colouring::coloured;
use super::graph::Graph;
use crate::steps::{LOOK, Steps};

/// Random starts of the first search.
const STARTS: u64 = 5;

/// A good division of `graph` into at most `blocs` blocs, from one into any number: its parts spread over the blocs where they find room,
/// else folded together; the first search (`number` 0) starts from random divisions too. Deterministic.
pub(super) fn few_blocs(graph: &Graph, blocs: usize, division: &[usize], number: u64, steps: &Steps<'_>) -> Vec<usize> {
    let start = coloured(graph, blocs, division).unwrap_or_else(|| fold(graph, division, blocs));
    let stream = Stream::new(blocs as u64, "frustration.blocs");
    let random = |start: u64| {
        let draw = |place: usize| (stream.uniform(place as u64) * blocs as f64) as usize;
        (0..graph.size).map(|actor| draw(actor + start as usize * graph.size)).collect::<Vec<usize>>()
    };
    let random = (1..=if number == 0 { STARTS } else { 0 }).map(random);
    let found = std::iter::once(start).chain(random).enumerate();
    let searched =
        found.map(|(place, start)| descend(graph, blocs, start, number * (STARTS + 1) + place as u64, steps));
    searched.min_by_key(|(cost, _)| *cost).map(|(_, division)| division).unwrap_or_default()
}

/// Blocs joined until few enough are left: each actor's bloc, the largest first, goes where it fits best.
fn fold(graph: &Graph, start: &[usize], blocs: usize) -> Vec<usize> {
    let mut members: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    start.iter().enumerate().for_each(|(actor, bloc)| members.entry(*bloc).or_default().push(actor));
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let mut home = vec![usize::MAX; graph.size];
    for group in groups {
        let mut pull = vec![0i64; blocs];
        for actor in &group {
            for tie in &graph.at[*actor] {
                if let Some(pull) = pull.get_mut(home[graph.edges[*tie].other(*actor)]) {
                    *pull += graph.edges[*tie].weight;
                }
            }
        }
        let best = (0..blocs).max_by_key(|bloc| (pull[*bloc], std::cmp::Reverse(*bloc))).unwrap_or(0);
        group.iter().for_each(|actor| home[*actor] = best);
    }
    home
}

/// Tabu search over moves of one actor to another bloc: the least cost met, and its division.
fn descend(graph: &Graph, blocs: usize, mut home: Vec<usize>, number: u64, steps: &Steps<'_>) -> (i64, Vec<usize>) {
    let stream = Stream::new(number, "frustration.blocs.tabu");
    let mut pull = vec![vec![0i64; blocs]; graph.size];
    for edge in &graph.edges {
        pull[edge.u][home[edge.v]] += edge.weight;
        pull[edge.v][home[edge.u]] += edge.weight;
    }
    let mut cost = graph.cost_of(&home, graph.edges.len());
    let (mut best, mut last, mut step) = (cost, 0u64, 0u64);
    let mut found = home.clone();
    let mut waits = vec![0u64; graph.size];
    let patience = if graph.size > 2_000 { 0 } else { 2 * graph.size as u64 + 50 };
    while step <= last + patience && graph.size > 0 && blocs > 1 {
        step += 1;
        steps.spend(LOOK * (graph.size * blocs) as u64);
        let moves = (0..graph.size).flat_map(|actor| (0..blocs).map(move |to| (actor, to)));
        let gain = |(actor, to): (usize, usize)| pull[actor][to] - pull[actor][home[actor]];
        let allowed = |(actor, to): &(usize, usize)| {
            *to != home[*actor] && (waits[*actor] <= step || cost - gain((*actor, *to)) < best)
        };
        let Some((actor, to)) = moves.filter(allowed).max_by_key(|m| (gain(*m), std::cmp::Reverse(*m))) else {
            continue;
        };
        cost -= gain((actor, to));
        for tie in &graph.at[actor] {
            let edge = graph.edges[*tie];
            pull[edge.other(actor)][home[actor]] -= edge.weight;
            pull[edge.other(actor)][to] += edge.weight;
        }
        home[actor] = to;
        waits[actor] = step + 4 + (stream.uniform(step) * (graph.size as f64 / 8.0 + 4.0)) as u64;
        if cost < best {
            (best, last) = (cost, step);
            found.clone_from(&home);
        }
    }
    (best, found)
}
