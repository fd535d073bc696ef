//! From a bound that lacks little to proof: ties that no better division goes against join their ends, and what is left is small enough for
//! tables.

use super::graph::{Edge, Graph};
use super::packing::Packing;
use super::search::Division;
use crate::elimination::{Elimination, Tables};
use crate::network::{SignedNetwork, Tie};
use crate::steps::Steps;

/// Entries of the tables of what is left, and so few that they are sooner read than a better order is found.
const MOST_ENTRIES: u64 = 1 << 16;
const FEW_ENTRIES: u64 = 1 << 14;
/// What looking for an order takes, in multiplications for a pair of actors.
const ORDER: u64 = 500;

/// The actors in groups whose members stand together or apart for sure.
struct Groups {
    parent: Vec<usize>,
    /// Whether an actor stands apart from its parent.
    turned: Vec<bool>,
}

impl Groups {
    /// The first of the group of an actor, and whether the actor stands apart from it.
    fn root(&self, mut actor: usize) -> (usize, bool) {
        let mut turned = false;
        while self.parent[actor] != actor {
            turned ^= self.turned[actor];
            actor = self.parent[actor];
        }
        (actor, turned)
    }

    fn join(&mut self, edge: &Edge) {
        let ((u, u_turned), (v, v_turned)) = (self.root(edge.u), self.root(edge.v));
        if u != v {
            self.parent[u.max(v)] = u.min(v);
            self.turned[u.max(v)] = u_turned ^ v_turned ^ (edge.weight < 0);
        }
    }
}

/// A division of least cost. A packing proves of every tie that a division against it costs at least its bound and what the tie has left: where that
/// is more than `known` costs, no best division goes against the tie. `None` where too much is left open.
pub(super) fn best_division(graph: &Graph, packing: &Packing, known: &Division, steps: &Steps<'_>) -> Option<Division> {
    let proven: i64 = packing.cycles.iter().map(|(worth, _)| worth).sum();
    let gap = known.cost.checked_mul(packing.parts)?.checked_sub(proven)?;
    let size = graph.size;
    let mut groups = Groups { parent: (0..size).collect(), turned: vec![false; size] };
    let sure = |(place, edge): &(usize, &Edge)| edge.weight != 0 && packing.left[*place] > gap;
    graph.edges.iter().enumerate().filter(sure).for_each(|(_, edge)| groups.join(edge));
    let homes: Vec<(usize, bool)> = (0..size).map(|actor| groups.root(actor)).collect();
    let groups = homes.iter().enumerate().filter(|(actor, (home, _))| actor == home).count() as u64;
    steps.spend(ORDER * groups * groups);
    let turned = sides_of_groups(graph, &homes)?;
    let sides: Vec<bool> = homes.iter().map(|(home, apart)| turned[*home] ^ apart).collect();
    let found = Division { cost: graph.cost(&sides), sides };
    Some(if found.cost < known.cost { found } else { known.clone() })
}

/// Which groups turn, by their first actor.
fn sides_of_groups(graph: &Graph, homes: &[(usize, bool)]) -> Option<Vec<bool>> {
    let mut between: std::collections::BTreeMap<(usize, usize), i64> = std::collections::BTreeMap::new();
    for edge in &graph.edges {
        let ((u, u_apart), (v, v_apart)) = (homes[edge.u], homes[edge.v]);
        if u != v {
            let weight = if u_apart == v_apart { edge.weight } else { -edge.weight };
            *between.entry((u.min(v), u.max(v))).or_default() += weight;
        }
    }
    between.retain(|_, weight| *weight != 0);
    let ties = between.iter().map(|((a, b), weight)| Tie { a: *a, b: *b, weight: *weight as f64 }).collect();
    let left = SignedNetwork::new(graph.size, ties).ok()?;
    Elimination::within(&left, MOST_ENTRIES, FEW_ENTRIES)?.best(between.values().copied(), &mut Tables::default())
}
