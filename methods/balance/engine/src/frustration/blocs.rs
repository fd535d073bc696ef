//! Upper bound for any number of blocs: joining along close ties, then moves of single actors.

use super::graph::Graph;

/// A good division of `graph` into blocs: close ties are joined in `order` where joining pays, then actors move to the
/// bloc they fit best, or stand alone, until no move pays. Deterministic.
pub(super) fn join_and_move(graph: &Graph, order: &[usize]) -> Vec<usize> {
    let mut bloc: Vec<usize> = (0..graph.size).collect();
    let mut members: Vec<Vec<usize>> = (0..graph.size).map(|actor| vec![actor]).collect();
    for &place in order {
        let edge = graph.edges[place];
        let (mut a, mut b) = (bloc[edge.u], bloc[edge.v]);
        if edge.weight <= 0 || a == b {
            continue;
        }
        if members[a].len() < members[b].len() {
            (a, b) = (b, a);
        }
        if members[b].iter().map(|actor| weight_to(graph, &bloc, *actor, a)).sum::<i64>() > 0 {
            let moved = std::mem::take(&mut members[b]);
            moved.iter().for_each(|actor| bloc[*actor] = a);
            members[a].extend(moved);
        }
    }
    move_actors(graph, &mut bloc);
    bloc
}

/// Sum of the ties between an actor and a bloc.
fn weight_to(graph: &Graph, bloc: &[usize], actor: usize, home: usize) -> i64 {
    let ties = graph.at[actor].iter().map(|place| &graph.edges[*place]);
    ties.filter(|edge| bloc[edge.other(actor)] == home).map(|edge| edge.weight).sum()
}

fn move_actors(graph: &Graph, bloc: &mut [usize]) {
    let mut sum = vec![0i64; graph.size];
    let mut members = vec![0usize; graph.size];
    bloc.iter().for_each(|home| members[*home] += 1);
    let mut empty: Vec<usize> = (0..graph.size).rev().filter(|home| members[*home] == 0).collect();
    let mut moved = true;
    let mut rounds = 0;
    while moved && rounds < 100 {
        moved = false;
        rounds += 1;
        for actor in 0..graph.size {
            let mut near: Vec<usize> = Vec::new();
            for place in &graph.at[actor] {
                let edge = &graph.edges[*place];
                let other = bloc[edge.other(actor)];
                if !near.contains(&other) {
                    near.push(other);
                    sum[other] = 0;
                }
                sum[other] += edge.weight;
            }
            let here = if near.contains(&bloc[actor]) { sum[bloc[actor]] } else { 0 };
            let best = near.iter().copied().max_by_key(|home| (sum[*home], std::cmp::Reverse(*home)));
            let to = match best {
                Some(home) if sum[home] > here && sum[home] > 0 => home,
                _ if here < 0 => match empty.pop() {
                    Some(empty) => empty,
                    None => continue,
                },
                _ => continue,
            };
            members[bloc[actor]] -= 1;
            if members[bloc[actor]] == 0 {
                empty.push(bloc[actor]);
            }
            members[to] += 1;
            bloc[actor] = to;
            moved = true;
        }
    }
}
