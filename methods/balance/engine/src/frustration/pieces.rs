//! Biconnected pieces: parts of a network that share single actors at most. What a division pays in one piece binds nothing in another, for
//! any number of blocs, because the blocs of a piece can be renamed to fit at the actor it shares. So pieces are solved one by one.

use std::collections::BTreeMap;

use super::certificate::{Certificate, Leaf, PackedCycle};
use super::graph::{Edge, Graph};
use super::packing::Blocs;

/// One piece: its actors and ties, both ascending, and the two as a graph of its own.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub actors: Vec<usize>,
    pub ties: Vec<usize>,
    pub graph: Graph,
}

impl Piece {
    /// `ties` are ascending.
    fn of(graph: &Graph, ties: Vec<usize>) -> Self {
        let ends = |place: &usize| [graph.edges[*place].u, graph.edges[*place].v];
        let mut actors: Vec<usize> = ties.iter().flat_map(ends).collect();
        actors.sort_unstable();
        actors.dedup();
        let local = |actor: usize| actors.binary_search(&actor).unwrap_or_default();
        let edge = |place: &usize| {
            let Edge { u, v, weight } = graph.edges[*place];
            Edge { u: local(u), v: local(v), weight }
        };
        let own = Graph::new(actors.len(), ties.iter().map(edge).collect());
        Self { graph: own, actors, ties }
    }

    /// A single tie whose removal takes its ends apart: no best division goes against it.
    pub fn is_bridge(&self) -> bool {
        self.ties.len() == 1
    }

    /// What a list by actors of the whole says of the actors here.
    pub fn own<T: Copy>(&self, whole: &[T]) -> Vec<T> {
        self.actors.iter().map(|actor| whole[*actor]).collect()
    }
}

/// The pieces of a graph, in the order of their first ties; ties of weight 0 are in none (Hopcroft and Tarjan 1973). O(actors + ties).
pub(super) fn pieces(graph: &Graph) -> Vec<Piece> {
    let mut walk = Walk {
        graph,
        number: vec![0; graph.size],
        low: vec![0; graph.size],
        next: 1,
        stack: Vec::new(),
        found: Vec::new(),
    };
    (0..graph.size).for_each(|actor| walk.from(actor));
    let mut found = walk.found;
    found.iter_mut().for_each(|ties| ties.sort_unstable());
    found.sort_by_key(|ties| ties[0]);
    found.into_iter().map(|ties| Piece::of(graph, ties)).collect()
}

struct Walk<'g> {
    graph: &'g Graph,
    /// Order of visit, from 1; 0 where nobody has been.
    number: Vec<usize>,
    low: Vec<usize>,
    next: usize,
    stack: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// Depth first without recursion: a path of (actor, tie it was reached by, ties looked at).
    fn from(&mut self, start: usize) {
        if self.number[start] != 0 {
            return;
        }
        let mut path = vec![(start, usize::MAX, 0)];
        self.visit(start);
        while let Some((actor, by, looked)) = path.last_mut() {
            let (actor, by) = (*actor, *by);
            if let Some(&place) = self.graph.at[actor].get(*looked) {
                *looked += 1;
                let other = self.graph.edges[place].other(actor);
                if place == by || self.graph.edges[place].weight == 0 {
                } else if self.number[other] == 0 {
                    self.stack.push(place);
                    self.visit(other);
                    path.push((other, place, 0));
                } else if self.number[other] < self.number[actor] {
                    self.stack.push(place);
                    self.low[actor] = self.low[actor].min(self.number[other]);
                }
                continue;
            }
            path.pop();
            let Some(&(above, ..)) = path.last() else { break };
            self.low[above] = self.low[above].min(self.low[actor]);
            if self.low[actor] >= self.number[above] {
                let from = self.stack.iter().rposition(|place| *place == by).unwrap_or_default();
                self.found.push(self.stack.split_off(from));
            }
        }
    }

    fn visit(&mut self, actor: usize) {
        (self.number[actor], self.low[actor]) = (self.next, self.next);
        self.next += 1;
    }
}

/// One division of the whole from a division of each piece: blocs are renamed where pieces meet. Actors without ties stand in bloc 1 of
/// two, or alone.
pub(super) fn joined(graph: &Graph, blocs: Blocs, pieces: &[Piece], divisions: &[Vec<usize>]) -> Vec<usize> {
    let mut pieces_at: Vec<Vec<usize>> = vec![Vec::new(); graph.size];
    for (number, piece) in pieces.iter().enumerate() {
        piece.actors.iter().for_each(|actor| pieces_at[*actor].push(number));
    }
    let mut home = vec![usize::MAX; graph.size];
    let mut next = graph.size;
    let mut done = vec![false; pieces.len()];
    for start in 0..graph.size {
        if home[start] != usize::MAX {
            continue;
        }
        let first = pieces_at[start].first().map(|number| {
            let place = pieces[*number].actors.binary_search(&start).unwrap_or_default();
            divisions[*number][place]
        });
        home[start] = match blocs {
            Blocs::Two => first.unwrap_or(1),
            Blocs::Most(_) => first.unwrap_or(0),
            Blocs::Any => start,
        };
        let mut waiting = vec![start];
        while let Some(shared) = waiting.pop() {
            for &number in &pieces_at[shared] {
                if std::mem::replace(&mut done[number], true) {
                    continue;
                }
                let (piece, division) = (&pieces[number], &divisions[number]);
                let at = piece.actors.binary_search(&shared).unwrap_or_default();
                let rename = renaming(blocs, division, division[at], home[shared], &mut next);
                for (actor, bloc) in piece.actors.iter().zip(division).filter(|(actor, _)| **actor != shared) {
                    home[*actor] = rename(*bloc);
                    waiting.push(*actor);
                }
            }
        }
    }
    home
}

/// How the blocs of a piece are called so that `here` becomes `there`: the two change names, or with any number of blocs all others get
/// new ones.
fn renaming(blocs: Blocs, division: &[usize], here: usize, there: usize, next: &mut usize) -> impl Fn(usize) -> usize {
    let mut known: Vec<usize> = division.to_vec();
    known.sort_unstable();
    known.dedup();
    let from = *next;
    if blocs == Blocs::Any {
        *next += known.len();
    }
    move |bloc| match blocs {
        _ if bloc == here => there,
        Blocs::Any => from + known.binary_search(&bloc).unwrap_or_default(),
        _ if bloc == there => here,
        _ => bloc,
    }
}

impl Certificate {
    /// Which divisions it speaks of.
    pub(super) fn blocs(&self) -> Blocs {
        match (self.any_blocs, self.most_blocs) {
            (false, _) => Blocs::Two,
            (true, Some(blocs)) => Blocs::Most(blocs),
            (true, None) => Blocs::Any,
        }
    }

    /// What it says of one piece of its graph: the division there, and the section that proves it where one does so alone. Both bounds
    /// are what the piece costs, so it may be asked for of a proven certificate only.
    pub(super) fn of_piece(&self, graph: &Graph, piece: &Piece) -> Self {
        let division = piece.own(&self.division);
        let cost = piece.graph.cost_of(&division, piece.ties.len());
        let limited = graph.edges.len();
        let local = |tie: usize| match tie.checked_sub(limited) {
            None => piece.ties.binary_search(&tie).ok(),
            Some(decision) => Some(piece.ties.len() + decision),
        };
        let own = |leaf: &&Leaf| {
            let ties = |cycle: &PackedCycle| cycle.ties.iter().map(|tie| local(*tie)).collect::<Option<Vec<_>>>();
            let cycles = leaf.cycles.iter().filter_map(|cycle| Some(PackedCycle { ties: ties(cycle)?, ..*cycle }));
            let actor = |actor: usize| piece.actors.binary_search(&actor).ok();
            let decided = leaf.decided.iter().map(|&(a, b, together)| Some((actor(a)?, actor(b)?, together)));
            let chain = match &leaf.chain {
                None => None,
                Some(chain) => Some(chain.renamed(actor)?),
            };
            let dual = match &leaf.dual {
                None => None,
                Some(dual) => Some(dual.renamed(actor)?),
            };
            let (decided, cycles) = (decided.collect::<Option<_>>()?, cycles.collect());
            Some(Leaf { section: 0, decided, cycles, chain, dual, ..**leaf })
        };
        let mut sections: BTreeMap<usize, Option<Vec<Leaf>>> = BTreeMap::new();
        for leaf in &self.leaves {
            let section = sections.entry(leaf.section).or_insert_with(|| Some(Vec::new()));
            match (own(&leaf), &mut *section) {
                (Some(own), Some(leaves)) => leaves.push(own),
                _ => *section = None,
            }
        }
        let speaks = |leaves: &Vec<Leaf>| leaves.iter().any(|leaf| !leaf.cycles.is_empty() || !leaf.is_of_cycles());
        let leaves = sections.into_values().flatten().find(speaks).unwrap_or_else(|| vec![Leaf::whole(Vec::new())]);
        Self { division, upper: cost, lower: cost, leaves, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph(size: usize, ends: &[(usize, usize, i64)]) -> Graph {
        Graph::new(size, ends.iter().map(|&(u, v, weight)| Edge { u, v, weight }).collect())
    }

    #[test]
    fn two_triangles_at_one_actor_and_a_bridge() {
        let ends = [(0, 1, 1), (1, 2, 1), (0, 2, -1), (2, 3, 1), (3, 4, 1), (2, 4, 1), (4, 5, 1), (5, 6, 0)];
        let found: Vec<Vec<usize>> = pieces(&graph(7, &ends)).into_iter().map(|piece| piece.ties).collect();
        assert_eq!(found, [vec![0, 1, 2], vec![3, 4, 5], vec![6]]);
    }

    proptest! {
        /// Two ties are in one piece when no single actor's removal takes them apart.
        #[test]
        fn pieces_are_what_no_single_actor_takes_apart(ties in proptest::collection::btree_set((0usize..7, 0usize..7), 0..12)) {
            let ends: Vec<_> = ties.into_iter().filter(|(a, b)| a < b).map(|(a, b)| (a, b, 1)).collect();
            let found = pieces(&graph(7, &ends));
            let piece_of = |tie: usize| found.iter().position(|piece| piece.ties.contains(&tie)).unwrap();
            for one in 0..ends.len() {
                for two in 0..one {
                    let apart = (0..7).any(|gone| {
                        let left = ends.iter().filter(|(a, b, _)| *a != gone && *b != gone).map(|(a, b, _)| (*a, *b));
                        let parts = crate::network::components(7, left);
                        let part = |tie: usize| {
                            let end = if ends[tie].0 == gone { ends[tie].1 } else { ends[tie].0 };
                            parts.iter().position(|part| part.contains(&end))
                        };
                        part(one) != part(two)
                    });
                    prop_assert_eq!(piece_of(one) == piece_of(two), !apart, "{} {} {:?}", one, two, ends);
                }
            }
        }
    }
}
