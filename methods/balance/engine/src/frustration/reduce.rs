//! The kernel of a network: actors whose place follows from others are taken out, exactly, and every tie of the kernel remembers
//! the paths of original ties that it stands for, so that solutions and proofs can be carried back.
//!
//! Steps that keep the index as it is: parallel ties add up (what cancels is paid); an actor whose heaviest tie outweighs all its others
//! follows that tie. With two blocs an actor with three ties none of which outweighs the others becomes a triangle (star-triangle). With any
//! number of blocs only a close tie is followed; a hostile tie counts no more than all close ties at one end together, for which that end
//! would leave; and hostile ties between actors that no close ties join are gone.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Edge, Graph};
use super::packing::{Blocs, odd};
use crate::network::part_of_each;

/// A unit of the network in units of the kernel: the triangles need halves, and halves of halves.
const SCALE: i64 = 16;
/// Weights up to this sum may be scaled.
const LARGEST: i64 = 1 << 58;

/// A share of a tie's weight and the original ties that carry it.
#[derive(Debug, Clone)]
struct Strand {
    room: i64,
    ties: Vec<usize>,
}

/// How the side of an actor follows from others.
#[derive(Debug, Clone)]
enum Lift {
    Follow {
        actor: usize,
        other: usize,
        same: bool,
    },
    Outvoted {
        actor: usize,
        ties: Vec<(usize, i64)>,
    },
    /// Rather alone than together with `other`.
    Leave {
        actor: usize,
        other: usize,
    },
    /// Actors of different parts are never together.
    Split {
        part: Vec<usize>,
    },
}

/// What remains of a graph.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    /// The kernel, its actors numbered anew.
    pub graph: Graph,
    /// Original actor of each actor of the kernel.
    pub actors: Vec<usize>,
    /// One unit of the original in units of the kernel.
    pub scale: i64,
    /// What every division pays, in units of the kernel.
    pub paid: i64,
    /// The cycles that prove it.
    cycles: Vec<(i64, Vec<usize>)>,
    strands: Vec<Vec<Strand>>,
    lifts: Vec<Lift>,
    any_blocs: bool,
    size: usize,
    ties: usize,
}

impl Kernel {
    /// The graph itself.
    pub fn whole(graph: &Graph) -> Self {
        let strand = |(place, edge): (usize, &Edge)| vec![Strand { room: edge.weight.abs(), ties: vec![place] }];
        Self {
            graph: graph.clone(),
            actors: (0..graph.size).collect(),
            scale: 1,
            paid: 0,
            cycles: Vec::new(),
            strands: graph.edges.iter().enumerate().map(strand).collect(),
            lifts: Vec::new(),
            any_blocs: false,
            size: graph.size,
            ties: graph.edges.len(),
        }
    }

    /// Number of ties of the original.
    pub fn original_ties(&self) -> usize {
        self.ties
    }

    /// The kernel for divisions into `blocs`; for at most k nothing is taken out.
    pub fn of(graph: &Graph, blocs: Blocs) -> Self {
        match blocs {
            Blocs::Two => Self::of_two_blocs(graph),
            Blocs::Most(_) => Self::whole(graph),
            Blocs::Any => Self::of_any_blocs(graph),
        }
    }

    fn of_two_blocs(graph: &Graph) -> Self {
        let total: i64 = graph.edges.iter().map(|edge| edge.weight.abs()).sum();
        let scale = if total < LARGEST / SCALE { SCALE } else { 1 };
        let mut work = Reducer::new(graph, scale, false);
        work.run();
        work.kernel(graph, scale)
    }

    fn of_any_blocs(graph: &Graph) -> Self {
        let mut work = Reducer::new(graph, 1, true);
        work.split();
        work.run();
        while work.split() {
            work.run();
        }
        work.kernel(graph, 1)
    }

    /// Sides, or blocs, of all original actors from those of the kernel.
    pub fn sides(&self, kernel: &[usize]) -> Vec<usize> {
        // With any number of blocs everybody starts in one of their own, numbered beyond those of the kernel.
        let mut fresh = kernel.iter().max().map_or(0, |most| most + 1);
        let own = |actor: usize| if self.any_blocs { fresh + actor } else { 1 };
        let mut sides: Vec<usize> = (0..self.size).map(own).collect();
        fresh += self.size;
        for (place, actor) in self.actors.iter().enumerate() {
            sides[*actor] = kernel[place];
        }
        for lift in self.lifts.iter().rev() {
            match lift {
                Lift::Follow { actor, other, same } => {
                    sides[*actor] = if *same { sides[*other] } else { 1 - sides[*other] }
                }
                Lift::Outvoted { actor, ties } => {
                    let pull: i64 =
                        ties.iter().map(|(other, weight)| if sides[*other] == 1 { *weight } else { -weight }).sum();
                    sides[*actor] = usize::from(pull >= 0);
                }
                Lift::Leave { actor, other } if sides[*actor] == sides[*other] => {
                    sides[*actor] = fresh;
                    fresh += 1;
                }
                Lift::Leave { .. } => {}
                Lift::Split { part } => {
                    let pairs: Vec<(usize, usize)> = sides.iter().copied().zip(part.iter().copied()).collect();
                    sides = numbered(&pairs);
                    fresh = self.size;
                }
            }
        }
        if self.any_blocs { numbered(&sides) } else { sides }
    }

    /// A packing of the kernel, its worths in `parts` of a kernel unit, as cycles of original ties in parts of an original unit:
    /// (cycles, parts). Places from the number of kernel ties on are decisions and become places from `limited` on.
    pub fn cycles(&self, packed: &[(i64, Vec<usize>)], parts: i64, limited: usize) -> (Vec<(i64, Vec<usize>)>, i64) {
        let mut lifted: Vec<(i64, Vec<usize>)> =
            self.cycles.iter().map(|(worth, ties)| (worth * parts, ties.clone())).collect();
        let mut left: Vec<Vec<Strand>> = self.strands.clone();
        left.iter_mut().flatten().for_each(|strand| strand.room *= parts);
        for (worth, cycle) in packed {
            let mut rest = *worth;
            let decisions =
                cycle.iter().filter(|place| **place >= left.len()).map(|place| place - left.len() + limited);
            let decisions: Vec<usize> = decisions.collect();
            let ties = || cycle.iter().filter(|place| **place < self.strands.len());
            while rest > 0 {
                for tie in ties() {
                    while left[*tie].last().is_some_and(|strand| strand.room == 0) {
                        left[*tie].pop();
                    }
                }
                let room = ties().map(|tie| left[*tie].last().map_or(0, |strand| strand.room)).min().unwrap_or(rest);
                let take = room.min(rest);
                if take == 0 {
                    break;
                }
                let mut walk = decisions.clone();
                for tie in ties() {
                    if let Some(strand) = left[*tie].last_mut() {
                        strand.room -= take;
                        walk.extend(&strand.ties);
                    }
                }
                lifted.push((take, odd(walk)));
                rest -= take;
            }
        }
        (lifted, parts * self.scale)
    }
}

struct Bundle {
    weight: i64,
    strands: Vec<Strand>,
}

/// Equal values as equal numbers, in the order in which they come.
fn numbered<T: Ord + Copy>(values: &[T]) -> Vec<usize> {
    let mut number: BTreeMap<T, usize> = BTreeMap::new();
    let mut of = |value: &T| {
        let next = number.len();
        *number.entry(*value).or_insert(next)
    };
    values.iter().map(&mut of).collect()
}

struct Reducer {
    any_blocs: bool,
    /// Per actor its neighbours and the tie to each.
    at: Vec<BTreeMap<usize, usize>>,
    bundles: Vec<Option<Bundle>>,
    waiting: BTreeSet<usize>,
    gone: Vec<bool>,
    lifts: Vec<Lift>,
    cycles: Vec<(i64, Vec<usize>)>,
    paid: i64,
}

impl Reducer {
    fn new(graph: &Graph, scale: i64, any_blocs: bool) -> Self {
        let mut reducer = Self {
            any_blocs,
            at: vec![BTreeMap::new(); graph.size],
            bundles: Vec::new(),
            waiting: (0..graph.size).collect(),
            gone: vec![false; graph.size],
            lifts: Vec::new(),
            cycles: Vec::new(),
            paid: 0,
        };
        for (place, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.weight != 0) {
            let weight = edge.weight * scale;
            let strands = vec![Strand { room: weight.abs(), ties: vec![place] }];
            reducer.join(edge.u, edge.v, Bundle { weight, strands });
        }
        reducer
    }

    fn run(&mut self) {
        while let Some(actor) = self.waiting.pop_first() {
            if self.gone[actor] {
                continue;
            }
            if self.any_blocs {
                self.trim(actor);
            }
            let ties = self.ties_of(actor);
            let total: i64 = ties.iter().map(|(_, weight)| weight.abs()).sum();
            let leads = ties.iter().copied().filter(|(_, weight)| !self.any_blocs || *weight > 0);
            let heaviest = leads.max_by_key(|(other, weight)| (weight.abs(), std::cmp::Reverse(*other)));
            match heaviest {
                None => {}
                Some((other, weight)) if 2 * weight.abs() >= total => self.contract(actor, other, weight > 0),
                _ if !self.any_blocs && ties.len() == 3 && total % 2 == 0 => self.triangle(actor, ties),
                _ => {}
            }
        }
    }

    /// The neighbours of an actor with the weights of the ties.
    fn ties_of(&self, actor: usize) -> Vec<(usize, i64)> {
        let weight = |place: &usize| Some(self.bundles[*place].as_ref()?.weight);
        self.at[actor].iter().filter_map(|(other, place)| Some((*other, weight(place)?))).collect()
    }

    /// Hostile ties of an actor count no more than its close ties together.
    fn trim(&mut self, actor: usize) {
        let ties = self.ties_of(actor);
        let most: i64 = ties.iter().map(|(_, weight)| weight.max(&0)).sum();
        for (other, weight) in ties.into_iter().filter(|(_, weight)| -weight > most) {
            let Some(mut bundle) = self.take(actor, other) else { continue };
            self.lifts.push(Lift::Leave { actor, other });
            self.waiting.insert(other);
            let mut over = -weight - most;
            while let Some(strand) = bundle.strands.last_mut().filter(|_| over > 0) {
                let off = strand.room.min(over);
                (strand.room, over) = (strand.room - off, over - off);
                if strand.room == 0 {
                    bundle.strands.pop();
                }
            }
            bundle.weight = -most;
            self.join(actor, other, bundle);
        }
    }

    /// Takes hostile ties between parts out; whether any was there.
    fn split(&mut self) -> bool {
        let size = self.at.len();
        let ties: Vec<(usize, usize, i64)> = (0..size)
            .flat_map(|a| {
                self.ties_of(a).into_iter().filter(move |(b, _)| a < *b).map(move |(b, weight)| (a, b, weight))
            })
            .collect();
        let close = ties.iter().filter(|(.., weight)| *weight > 0);
        let part = part_of_each(size, close.map(|(a, b, _)| (*a, *b)));
        let across: Vec<&(usize, usize, i64)> = ties.iter().filter(|(a, b, _)| part[*a] != part[*b]).collect();
        for (a, b, _) in &across {
            self.take(*a, *b);
            self.waiting.extend([*a, *b]);
        }
        let any = !across.is_empty();
        self.lifts.push(Lift::Split { part });
        any
    }

    /// Takes the tie between two actors out.
    fn take(&mut self, a: usize, b: usize) -> Option<Bundle> {
        let place = self.at[a].remove(&b)?;
        self.at[b].remove(&a);
        self.bundles[place].take()
    }

    /// Adds a tie; with one that is there already it adds up, and what cancels is paid by every division.
    fn join(&mut self, a: usize, b: usize, mut bundle: Bundle) {
        if let Some(mut there) = self.take(a, b) {
            if (there.weight > 0) == (bundle.weight > 0) {
                there.strands.append(&mut bundle.strands);
            } else {
                let cancelled = there.weight.abs().min(bundle.weight.abs());
                self.paid += cancelled;
                let pairs = matched(&mut there.strands, &mut bundle.strands, cancelled);
                self.cycles.extend(pairs.into_iter().map(|strand| (strand.room, odd(strand.ties))));
                there.strands.append(&mut bundle.strands);
            }
            there.weight += bundle.weight;
            bundle = there;
        }
        self.waiting.extend([a, b]);
        if bundle.weight != 0 {
            self.at[a].insert(b, self.bundles.len());
            self.at[b].insert(a, self.bundles.len());
            self.bundles.push(Some(bundle));
        }
    }

    /// `actor` follows `other`: its other ties now start there, each over a share of the tie between the two.
    fn contract(&mut self, actor: usize, other: usize, same: bool) {
        self.gone[actor] = true;
        self.lifts.push(Lift::Follow { actor, other, same });
        let Some(mut heavy) = self.take(actor, other) else { return };
        self.waiting.insert(other);
        for far in self.at[actor].keys().copied().collect::<Vec<_>>() {
            let Some(mut light) = self.take(actor, far) else { continue };
            let amount = light.weight.abs();
            let strands = matched(&mut heavy.strands, &mut light.strands, amount);
            self.join(other, far, Bundle { weight: if same { light.weight } else { -light.weight }, strands });
        }
    }

    /// Star to triangle: each pair of the three neighbours is tied by half of what its two ties exceed the third by.
    fn triangle(&mut self, actor: usize, ties: Vec<(usize, i64)>) {
        self.gone[actor] = true;
        let mut taken: Vec<Bundle> = ties.iter().filter_map(|(other, _)| self.take(actor, *other)).collect();
        for (x, y, z) in [(0, 1, 2), (0, 2, 1), (1, 2, 0)] {
            let amount = (ties[x].1.abs() + ties[y].1.abs() - ties[z].1.abs()) / 2;
            if amount == 0 {
                continue;
            }
            let (head, tail) = taken.split_at_mut(y);
            let strands = matched(&mut head[x].strands, &mut tail[0].strands, amount);
            let sign = ties[x].1.signum() * ties[y].1.signum();
            self.join(ties[x].0, ties[y].0, Bundle { weight: sign * amount, strands });
        }
        self.lifts.push(Lift::Outvoted { actor, ties });
    }

    fn kernel(self, original: &Graph, scale: i64) -> Kernel {
        let size = original.size;
        let actors: Vec<usize> = (0..size).filter(|actor| !self.gone[*actor]).collect();
        let mut number = vec![0; size];
        for (place, actor) in actors.iter().enumerate() {
            number[*actor] = place;
        }
        let mut bundles = self.bundles;
        let (mut edges, mut strands) = (Vec::new(), Vec::new());
        for actor in &actors {
            for (other, place) in self.at[*actor].range(actor + 1..) {
                if let Some(bundle) = bundles[*place].take() {
                    edges.push(Edge { u: number[*actor], v: number[*other], weight: bundle.weight });
                    strands.push(bundle.strands);
                }
            }
        }
        let graph = Graph::new(actors.len(), edges);
        Kernel {
            graph,
            actors,
            scale,
            paid: self.paid,
            cycles: self.cycles,
            strands,
            lifts: self.lifts,
            any_blocs: self.any_blocs,
            size,
            ties: original.edges.len(),
        }
    }
}

/// Takes `amount` from both lists and joins it, strand by strand.
fn matched(one: &mut Vec<Strand>, two: &mut Vec<Strand>, mut amount: i64) -> Vec<Strand> {
    let mut joined = Vec::new();
    while amount > 0 {
        let (Some(a), Some(b)) = (one.last_mut(), two.last_mut()) else { break };
        let room = a.room.min(b.room).min(amount);
        let mut ties = a.ties.clone();
        ties.extend(&b.ties);
        joined.push(Strand { room, ties });
        amount -= room;
        a.room -= room;
        b.room -= room;
        if a.room == 0 {
            one.pop();
        }
        if b.room == 0 {
            two.pop();
        }
    }
    joined
}
