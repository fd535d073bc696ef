//! At most k blocs as a colouring: the parts that satisfied close ties join must be spread over k blocs without two enemies in one. Ties
//! that leave no such spreading can not all be satisfied, which is worth as much to a proof as a cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::packing::Packing;
use crate::network::part_of_each;

/// Trials of one colouring; beyond them nothing is claimed.
const MOST_TRIALS: usize = 20_000;
/// Parts of a conflict at most: larger ones are rarely of use and dear to make small.
const MOST_PARTS: usize = 400;

/// What was found of a colouring.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spread {
    /// The bloc of each part, as far as it has enemies.
    Found(BTreeMap<usize, usize>),
    /// There is none.
    Impossible,
    /// The trials did not settle it.
    Open,
}

/// Parts and, for each pair of enemies, a tie that makes them so.
type Enemies = BTreeMap<usize, BTreeMap<usize, usize>>;

/// A division into at most `blocs` blocs that goes against the same ties as `division`, where its parts find room in so few.
pub(super) fn coloured(graph: &Graph, blocs: usize, division: &[usize]) -> Option<Vec<usize>> {
    let (part, enemies) = parts(graph, &|place| !graph.edges[place].is_frustrated(division))?;
    match spread(&enemies, blocs) {
        Spread::Found(home) => Some(part.iter().map(|part| home.get(part).copied().unwrap_or(0)).collect()),
        Spread::Impossible | Spread::Open => None,
    }
}

/// Satisfied ties that can not all be so with at most `blocs` blocs, few of them; `None` where there are none or where a hostile tie lies inside
/// a part, which cycles tell better. Ties from `free` on are preferred: they cost nothing.
pub(super) fn conflict(
    graph: &Graph,
    blocs: usize,
    free: usize,
    satisfied: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let (part, mut enemies) = parts(graph, satisfied)?;
    let impossible = |enemies: &Enemies| spread(enemies, blocs) == Spread::Impossible;
    thin(&mut enemies, blocs);
    if enemies.len() > MOST_PARTS || !impossible(&enemies) {
        return None;
    }
    for gone in enemies.keys().copied().collect::<Vec<_>>() {
        let mut fewer = enemies.clone();
        drop_part(&mut fewer, gone);
        thin(&mut fewer, blocs);
        if enemies.contains_key(&gone) && impossible(&fewer) {
            enemies = fewer;
        }
    }
    for (a, b) in pairs(&enemies) {
        let mut fewer = enemies.clone();
        drop_pair(&mut fewer, a, b);
        thin(&mut fewer, blocs);
        let there = enemies.get(&a).is_some_and(|others| others.contains_key(&b));
        if there && impossible(&fewer) {
            enemies = fewer;
        }
    }
    let mut ties: BTreeSet<usize> = pairs(&enemies).into_iter().map(|(a, b)| enemies[&a][&b]).collect();
    for members in ends_by_part(graph, &ties, &part) {
        join(graph, free, satisfied, &members, &mut ties);
    }
    Some(ties.into_iter().collect())
}

/// Adds conflicts to a packing in whole units as long as there is room for one, up to `enough`. `None` when one runs over free ties alone.
pub(super) fn top_up(graph: &Graph, blocs: usize, free: usize, mut packing: Packing, enough: i64) -> Option<Packing> {
    while packing.parts == 1 && packing.bound < enough {
        let open = |place: usize| place >= free || packing.left[place] > 0;
        let Some(ties) = conflict(graph, blocs, free, &open) else { break };
        let limited = || ties.iter().copied().filter(|place| *place < free);
        let worth = limited().map(|place| packing.left[place]).min()?;
        limited().for_each(|place| packing.left[place] -= worth);
        packing.bound += worth;
        packing.cycles.push((worth, ties));
    }
    Some(packing)
}

/// Part of each actor and the enemies among parts (ties of weight 0 make neither); `None` where a hostile tie lies inside a part.
fn parts(graph: &Graph, satisfied: &dyn Fn(usize) -> bool) -> Option<(Vec<usize>, Enemies)> {
    let kept = || (0..graph.edges.len()).filter(|place| satisfied(*place));
    let close = kept().map(|place| graph.edges[place]).filter(|edge| edge.weight > 0);
    let part = part_of_each(graph.size, close.map(|edge| (edge.u, edge.v)));
    let mut enemies = Enemies::new();
    for place in kept().filter(|place| graph.edges[*place].weight < 0) {
        let (a, b) = (part[graph.edges[place].u], part[graph.edges[place].v]);
        if a == b {
            return None;
        }
        // The last tie stands for the pair: decisions come last.
        enemies.entry(a).or_default().insert(b, place);
        enemies.entry(b).or_default().insert(a, place);
    }
    Some((part, enemies))
}

/// Parts with fewer enemies than there are blocs always find room.
fn thin(enemies: &mut Enemies, blocs: usize) {
    let mut waiting: Vec<usize> = enemies.keys().copied().collect();
    while let Some(part) = waiting.pop() {
        if enemies.get(&part).is_some_and(|others| others.len() < blocs) {
            waiting.extend(enemies[&part].keys().copied());
            drop_part(enemies, part);
        }
    }
}

fn drop_part(enemies: &mut Enemies, part: usize) {
    for other in enemies.remove(&part).unwrap_or_default().into_keys() {
        if let Some(others) = enemies.get_mut(&other) {
            others.remove(&part);
        }
    }
}

fn drop_pair(enemies: &mut Enemies, a: usize, b: usize) {
    for (one, other) in [(a, b), (b, a)] {
        if let Some(others) = enemies.get_mut(&one) {
            others.remove(&other);
        }
    }
}

fn pairs(enemies: &Enemies) -> Vec<(usize, usize)> {
    let ahead = |(a, others): (&usize, &BTreeMap<usize, usize>)| {
        let a = *a;
        others.keys().filter(move |b| a < **b).map(move |b| (a, *b)).collect::<Vec<_>>()
    };
    enemies.iter().flat_map(ahead).collect()
}

/// Gives every part a bloc so that no enemies share one: next always the part whose enemies stand in the most blocs (Brélaz 1979); of the
/// blocs that are still empty one is tried.
fn spread(enemies: &Enemies, blocs: usize) -> Spread {
    let mut home = BTreeMap::new();
    let mut left = MOST_TRIALS;
    match place_next(enemies, blocs, &mut home, 0, &mut left) {
        true => Spread::Found(home),
        false if left == 0 => Spread::Open,
        false => Spread::Impossible,
    }
}

fn place_next(
    enemies: &Enemies,
    blocs: usize,
    home: &mut BTreeMap<usize, usize>,
    begun: usize,
    left: &mut usize,
) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    let taken = |part: usize| enemies[&part].keys().filter_map(|other| home.get(other)).collect::<BTreeSet<_>>();
    let open = enemies.keys().copied().filter(|part| !home.contains_key(part));
    let Some(next) = open.max_by_key(|part| (taken(*part).len(), enemies[part].len(), std::cmp::Reverse(*part))) else {
        return true;
    };
    let used: BTreeSet<usize> = taken(next).into_iter().copied().collect();
    for bloc in (0..blocs.min(begun + 1)).filter(|bloc| !used.contains(bloc)) {
        home.insert(next, bloc);
        if place_next(enemies, blocs, home, begun.max(bloc + 1), left) {
            return true;
        }
        home.remove(&next);
    }
    false
}

/// The ends of `ties`, those of one part together.
fn ends_by_part(graph: &Graph, ties: &BTreeSet<usize>, part: &[usize]) -> Vec<Vec<usize>> {
    let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for actor in ties.iter().flat_map(|place| [graph.edges[*place].u, graph.edges[*place].v]) {
        members.entry(part[actor]).or_default().insert(actor);
    }
    members.into_values().map(|members| members.into_iter().collect()).collect()
}

/// Adds satisfied close ties that join `members`: from each the shortest way, free ties counting nothing, to those joined already.
fn join(graph: &Graph, free: usize, satisfied: &dyn Fn(usize) -> bool, members: &[usize], ties: &mut BTreeSet<usize>) {
    let mut joined: BTreeSet<usize> = members.iter().take(1).copied().collect();
    for &member in members.iter().skip(1) {
        let mut from: BTreeMap<usize, (usize, usize)> = BTreeMap::from([(member, (member, usize::MAX))]);
        let mut queue = std::collections::VecDeque::from([member]);
        while let Some(actor) = queue.pop_front() {
            if joined.contains(&actor) {
                let mut at = actor;
                while from[&at].1 != usize::MAX {
                    joined.insert(at);
                    ties.insert(from[&at].1);
                    at = from[&at].0;
                }
                joined.insert(member);
                break;
            }
            for &place in graph.at[actor].iter().filter(|place| satisfied(**place)) {
                let (edge, other) = (graph.edges[place], graph.edges[place].other(actor));
                if edge.weight > 0 && !from.contains_key(&other) {
                    from.insert(other, (actor, place));
                    if place >= free { queue.push_front(other) } else { queue.push_back(other) }
                }
            }
        }
    }
}
