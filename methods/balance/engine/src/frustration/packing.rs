//! Lower bound: cycles that no division can satisfy, packed so that no tie is used beyond its weight.
//!
//! Two blocs: a cycle with an odd number of hostile ties has a frustrated one. Any number of blocs: a cycle with exactly
//! one hostile tie has. Breadth-first search in the double graph (two copies of every actor; a close tie joins equal
//! copies, a hostile one unequal copies) finds the shortest; whole numbers in, whole numbers out, so that the packing is
//! its own proof.

use detente_chance::Stream;

use super::graph::Graph;
use crate::steps::{LOOK, Steps};

/// Which divisions are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocs {
    /// At most two blocs.
    Two,
    /// At most this many, three or more.
    Most(usize),
    /// Any number.
    Any,
}

/// Cycles with what each is worth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Packing {
    pub cycles: Vec<(i64, Vec<usize>)>,
    /// What the cycles prove, in units of the grid, rounded up to whole ones.
    pub bound: i64,
    /// Parts of a unit in which cycles and capacities are counted.
    pub parts: i64,
    /// Capacity left of each tie; ties from `free` on have no limit.
    pub left: Vec<i64>,
}

impl Packing {
    /// No cycle at all.
    pub fn empty(graph: &Graph) -> Self {
        let left = graph.edges.iter().map(|edge| edge.weight.abs()).collect();
        Self { cycles: Vec::new(), bound: 0, parts: 1, left }
    }

    /// What the cycles prove, in units and not rounded up.
    pub fn proven(&self) -> f64 {
        self.cycles.iter().map(|(worth, _)| *worth as f64).sum::<f64>() / self.parts.max(1) as f64
    }
}

/// Longest cycle looked for.
const LONGEST: usize = 14;

/// Packs cycles greedily, shortest first, in an order drawn from `number`. Ties from `free` on (decisions of a branch) may
/// be used without limit. Stops at `enough`, or with the cycles packed so far when the steps are over. `None` when a cycle runs over free ties alone: no division fits.
pub(super) fn pack(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    number: u64,
    enough: i64,
    steps: &Steps<'_>,
) -> Option<Packing> {
    let stream = Stream::new(number, "frustration.packing");
    let mut roots: Vec<usize> = (0..graph.size).collect();
    for last in (1..roots.len()).rev() {
        roots.swap(last, (stream.uniform(last as u64) * (last + 1) as f64) as usize);
    }
    let mut packing = Packing::empty(graph);
    let mut finder = Finder::new(graph, free, number);
    fill(&mut packing, &mut finder, blocs, &roots, enough, steps)?;
    Some(packing)
}

/// What `base` and cycles packed in the room it leaves prove, up to `enough`; the graph may have more free ties than the base knew.
/// `None` when a cycle runs over free ties alone.
pub(super) fn extend(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    base: &Packing,
    enough: i64,
    steps: &Steps<'_>,
) -> Option<i64> {
    let mut left = base.left.clone();
    left.resize(graph.edges.len(), i64::MAX);
    let mut packing = Packing { cycles: Vec::new(), bound: base.bound, parts: 1, left };
    let roots: Vec<usize> = graph.edges[free..].iter().map(|edge| edge.u).collect();
    fill(&mut packing, &mut Finder::new(graph, free, 0), blocs, &roots, enough, steps)?;
    Some(packing.bound)
}

/// Adds cycles through `roots` in the room that is left, shortest first, until the bound is `enough`. `None` when a cycle runs
/// over free ties alone.
fn fill(
    packing: &mut Packing,
    finder: &mut Finder<'_>,
    blocs: Blocs,
    roots: &[usize],
    enough: i64,
    steps: &Steps<'_>,
) -> Option<()> {
    for longest in 2..=LONGEST {
        for &root in roots {
            steps.spend(LOOK * std::mem::take(&mut finder.looks));
            if steps.is_over() {
                return Some(());
            }
            while packing.bound < enough {
                let Some(cycle) = finder.find(&packing.left, blocs, root, longest) else { break };
                let limited = cycle.iter().filter(|place| **place < finder.free);
                let worth = limited.clone().map(|place| packing.left[*place]).min()?;
                limited.for_each(|place| packing.left[*place] -= worth);
                packing.bound += worth;
                packing.cycles.push((worth, cycle));
            }
        }
        if packing.bound >= enough {
            break;
        }
    }
    Some(())
}

/// Breadth-first search in the double graph, with arrays that are used again.
struct Finder<'g> {
    graph: &'g Graph,
    free: usize,
    seen: Vec<u32>,
    from: Vec<(usize, usize)>,
    stamp: u32,
    queue: Vec<(usize, usize)>,
    turn: usize,
    /// Ties looked at.
    looks: u64,
}

impl<'g> Finder<'g> {
    fn new(graph: &'g Graph, free: usize, number: u64) -> Self {
        let copies = 2 * graph.size;
        Self {
            graph,
            free,
            seen: vec![0; copies],
            from: vec![(0, 0); copies],
            stamp: 0,
            queue: Vec::new(),
            turn: number as usize,
            looks: 0,
        }
    }

    /// A cycle through `root` of at most `longest` ties; each tie used an odd number of times stands in it once.
    fn find(&mut self, left: &[i64], blocs: Blocs, root: usize, longest: usize) -> Option<Vec<usize>> {
        let (start, goal) = (2 * root, 2 * root + 1);
        self.stamp += 1;
        self.queue.clear();
        self.queue.push((start, 0));
        self.seen[start] = self.stamp;
        let mut head = 0;
        while head < self.queue.len() {
            let (copy, depth) = self.queue[head];
            head += 1;
            if depth == longest {
                break;
            }
            let (actor, side) = (copy / 2, copy % 2);
            let ties = &self.graph.at[actor];
            self.looks += ties.len() as u64;
            for step in 0..ties.len() {
                let place = ties[(step + self.turn) % ties.len()];
                let edge = &self.graph.edges[place];
                let hostile = usize::from(edge.weight < 0);
                // With any number of blocs a second hostile tie proves nothing.
                let wasted = blocs != Blocs::Two && side == 1 && hostile == 1;
                if wasted || (place < self.free && left[place] == 0) {
                    continue;
                }
                let next = 2 * edge.other(actor) + (side ^ hostile);
                if self.seen[next] == self.stamp {
                    continue;
                }
                self.seen[next] = self.stamp;
                self.from[next] = (copy, place);
                if next == goal {
                    return Some(once(start, goal, &self.from));
                }
                self.queue.push((next, depth + 1));
            }
        }
        None
    }
}

/// The ties on the way from `goal` back to `start`, those walked twice left out: what remains has even degree everywhere and an
/// odd number of hostile ties.
pub(super) fn once(start: usize, goal: usize, from: &[(usize, usize)]) -> Vec<usize> {
    let mut walked = Vec::new();
    let mut at = goal;
    while at != start {
        let (before, place) = from[at];
        walked.push(place);
        at = before;
    }
    odd(walked)
}

/// The places that stand an odd number of times, in order.
pub(super) fn odd(mut walk: Vec<usize>) -> Vec<usize> {
    walk.sort_unstable();
    let mut once: Vec<usize> = Vec::with_capacity(walk.len());
    for place in walk {
        if once.last() == Some(&place) {
            once.pop();
        } else {
            once.push(place);
        }
    }
    once
}
