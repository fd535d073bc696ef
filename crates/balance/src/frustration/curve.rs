//! At most k blocs: the curve from one bloc (every hostile tie is frustrated) over two (strong balance) down to weak balance.

use detente_chance::Stream;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::network::{SignedNetwork, root};
use crate::weak::least_with_blocs;

use super::certificate::Certificate;
use super::graph::Graph;
use super::optima::{Optima, optima};

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

/// Searches started for each number of blocs.
const STARTS: u64 = 6;
/// Networks whose hostile cliques are looked for.
const MOST_TIES: usize = 20_000;

/// The curve for 1 to `most` blocs from the proven or bounded ends: one bloc and two are what they are, weak balance bounds the rest
/// from below, together with cliques of enemies that find no room in so many blocs, and with all best weak divisions where none of them gets
/// by with so few; up to 12 actors every division is looked at.
pub fn bloc_curve(network: &SignedNetwork, strong: &Certificate, weak: &Certificate, most: usize) -> Vec<BlocCost> {
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let graph = Graph::of(network, &grid);
    let mut curve: Vec<BlocCost> = Vec::new();
    let mut before = (i64::MAX, i64::MAX);
    let all_weak = std::cell::OnceCell::new();
    for blocs in 1..=most {
        let (lower, upper) = match blocs {
            1 => {
                let all = graph.edges.iter().map(|edge| edge.weight.min(0).abs()).sum();
                (all, all)
            }
            2 => (strong.lower, strong.upper),
            _ => match least_with_blocs(network, &grid, blocs) {
                Some(least) => (least, least),
                None => {
                    let upper = best_with(&graph, blocs, &weak.division).min(before.1);
                    let mut lower = lower_with(&graph, blocs, weak);
                    if lower < upper && lower == weak.lower && weak.lower == weak.upper {
                        let all = all_weak.get_or_init(|| optima(network, weak));
                        let short = all.as_ref().is_some_and(|all| all_need_more(&graph, all, blocs));
                        lower += if short { graph.step() } else { 0 };
                    }
                    (lower.min(upper), upper)
                }
            },
        };
        // More blocs never cost more.
        let (lower, upper) = (lower.min(before.0), upper.min(before.1));
        before = (lower, upper);
        let (lower_bound, frustration) = (grid.value(lower), grid.value(upper));
        curve.push(BlocCost { blocs, lower_bound, frustration, proven: lower == upper });
    }
    curve
}

/// Weak balance's packing, and on top cliques of `blocs + 1` enemies in the weight it leaves: two of them share a bloc.
fn lower_with(graph: &Graph, blocs: usize, weak: &Certificate) -> i64 {
    let [leaf] = &weak.leaves[..] else { return weak.lower };
    if graph.edges.len() > MOST_TIES || !leaf.decided.is_empty() {
        return weak.lower;
    }
    let mut left: Vec<i64> = graph.edges.iter().map(|edge| edge.weight.abs().saturating_mul(leaf.parts)).collect();
    let mut worth: i64 = 0;
    for cycle in &leaf.cycles {
        cycle.ties.iter().for_each(|tie| left[*tie] -= cycle.worth);
        worth += cycle.worth;
    }
    for actor in 0..graph.size {
        worth += cliques(graph, &mut left, &mut vec![actor], &mut Vec::new(), blocs + 1);
    }
    ((worth + leaf.parts - 1).div_euclid(leaf.parts)).max(weak.lower)
}

/// Whether none of the best weak divisions gets by with `blocs` blocs: joined by the close ties they keep, their parts can not be
/// spread over so few without two enemies in one. False where not all are known.
fn all_need_more(graph: &Graph, all: &Optima, blocs: usize) -> bool {
    let known = all.complete && all.frustrated.len() as u64 == all.count;
    known && all.frustrated.iter().all(|against| !fits(graph, against, blocs))
}

fn fits(graph: &Graph, against: &[bool], blocs: usize) -> bool {
    let mut parent: Vec<usize> = (0..graph.size).collect();
    let kept = |wanted: bool| {
        let edges = graph.edges.iter().enumerate().filter(|(place, _)| !against[*place]);
        edges.filter(move |(_, edge)| edge.weight != 0 && (edge.weight > 0) == wanted).map(|(_, edge)| *edge)
    };
    for edge in kept(true) {
        let (a, b) = (root(&parent, edge.u), root(&parent, edge.v));
        parent[a] = b;
    }
    let mut enemies: Vec<Vec<usize>> = vec![Vec::new(); graph.size];
    for edge in kept(false) {
        let (a, b) = (root(&parent, edge.u), root(&parent, edge.v));
        enemies[a].push(b);
        enemies[b].push(a);
    }
    let mut order: Vec<usize> = (0..graph.size).filter(|part| !enemies[*part].is_empty()).collect();
    order.sort_by_key(|part| std::cmp::Reverse(enemies[*part].len()));
    let mut left = MOST_TRIALS;
    spread(&order, &enemies, blocs, &mut vec![usize::MAX; graph.size], &mut left)
}

/// Trials of one spreading; beyond them it is taken to be possible, which claims nothing.
const MOST_TRIALS: usize = 200_000;

/// Gives the parts of `order` a bloc each so that no enemies share one; a bloc that is still empty is tried once.
fn spread(order: &[usize], enemies: &[Vec<usize>], blocs: usize, home: &mut Vec<usize>, left: &mut usize) -> bool {
    *left = left.saturating_sub(1);
    // Next the part whose enemies already stand in the most blocs.
    let taken = |part: &usize, home: &[usize]| {
        let mut used: Vec<usize> = enemies[*part].iter().map(|other| home[*other]).filter(|b| *b < blocs).collect();
        used.sort_unstable();
        used.dedup();
        used
    };
    let open = order.iter().filter(|part| home[**part] == usize::MAX);
    let Some(&next) = open.max_by_key(|part| taken(part, home).len()) else { return true };
    if *left == 0 {
        return true;
    }
    let used = taken(&next, home);
    let highest = order.iter().map(|part| home[*part]).filter(|bloc| *bloc < blocs).max().map_or(0, |bloc| bloc + 1);
    for bloc in (0..blocs.min(highest + 1)).filter(|bloc| !used.contains(bloc)) {
        home[next] = bloc;
        if spread(order, enemies, blocs, home, left) {
            return true;
        }
        home[next] = usize::MAX;
    }
    false
}

/// Takes cliques of enemies that extend `members` (ascending) and returns what they are worth.
fn cliques(graph: &Graph, left: &mut [i64], members: &mut Vec<usize>, ties: &mut Vec<usize>, size: usize) -> i64 {
    if members.len() == size {
        let worth = ties.iter().map(|tie| left[*tie]).min().unwrap_or(0);
        ties.iter().for_each(|tie| left[*tie] -= worth);
        return worth;
    }
    let last = members[members.len() - 1];
    let mut sum = 0;
    for place in 0..graph.at[last].len() {
        let other = graph.edges[graph.at[last][place]].other(last);
        let to = |member: &usize| {
            let open = |tie: &&usize| {
                graph.edges[**tie].other(*member) == other && graph.edges[**tie].weight < 0 && left[**tie] > 0
            };
            graph.at[*member].iter().find(open).copied()
        };
        if other <= last {
            continue;
        }
        let Some(joining) = members.iter().map(to).collect::<Option<Vec<usize>>>() else { continue };
        let count = joining.len();
        ties.extend(joining);
        members.push(other);
        sum += cliques(graph, left, members, ties, size);
        members.pop();
        ties.truncate(ties.len() - count);
    }
    sum
}

/// Cost of the best division into at most `blocs` blocs that a tabu search finds, from the blocs of `start` and from random ones.
fn best_with(graph: &Graph, blocs: usize, start: &[usize]) -> i64 {
    let stream = Stream::new(blocs as u64, "frustration.blocs");
    let draw = |place: usize| (stream.uniform(place as u64) * blocs as f64) as usize;
    let folded: Vec<usize> = fold(graph, start, blocs);
    let starts = (0..STARTS).map(|number| match number {
        0 => folded.clone(),
        _ => (0..graph.size).map(|actor| draw(actor + number as usize * graph.size)).collect(),
    });
    starts.enumerate().map(|(number, start)| descend(graph, blocs, start, number as u64)).min().unwrap_or(0)
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

/// Tabu search over moves of one actor to another bloc.
fn descend(graph: &Graph, blocs: usize, mut home: Vec<usize>, number: u64) -> i64 {
    let stream = Stream::new(number, "frustration.blocs.tabu");
    let mut pull = vec![vec![0i64; blocs]; graph.size];
    for edge in &graph.edges {
        pull[edge.u][home[edge.v]] += edge.weight;
        pull[edge.v][home[edge.u]] += edge.weight;
    }
    let mut cost = graph.cost_of(&home, graph.edges.len());
    let (mut best, mut last, mut step) = (cost, 0u64, 0u64);
    let mut waits = vec![0u64; graph.size];
    let patience = if graph.size > 2_000 { 0 } else { 2 * graph.size as u64 + 50 };
    while step <= last + patience && graph.size > 0 && blocs > 1 {
        step += 1;
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
        }
    }
    best
}
