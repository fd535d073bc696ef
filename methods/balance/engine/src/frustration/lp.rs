//! Lower bound by linear programming: the least weight of ties that hits every cycle which no division can satisfy
//! (the cycle relaxation; Barahona and Mahjoub 1986). Its duals, rounded down to whole parts, are a packing and so a proof.

use std::collections::{BTreeSet, BinaryHeap};

use super::colouring::conflict;
use super::graph::{Edge, Graph};
use super::interior::solve;
use super::packing::{Blocs, Packing};
use crate::network::part_of_each;
use crate::steps::{HEAP_LOOK, Steps};

/// A cycle counts as violated when its ties add up to less than 1 by this much.
const SLACK: f64 = 1e-4;
/// Cycles looked for through each actor in a round; in small graphs few more cycles mean few larger programmes.
const PER_ROOT: [usize; 2] = [1, 4];
/// What is large here, in actors.
const LARGE: usize = 100;
/// Rounds in which a fiftieth of the gap each must be gained on average, else branching gains more.
const PATIENCE: usize = 3;
/// Rounds of solving and separating.
const ROUNDS: usize = 40;

/// What the relaxation says.
pub(super) struct Relaxed {
    /// Share to which each tie is frustrated, in [0, 1].
    pub frustrated: Vec<f64>,
    /// The rounded duals.
    pub packing: Packing,
}

/// What a relaxation may spend.
pub(super) struct Left<'a> {
    /// Million multiplications of factorisations.
    pub work: &'a mut u64,
    /// Steps of everything.
    pub steps: &'a Steps<'a>,
}

/// Solves the relaxation over `pool`, adding violated cycles until none is left or the rounded duals prove `enough`. Ties from
/// `free` on are never frustrated. `watch` sees the shares and the packing of every round. Ends with what is `left`. `None` when a cycle runs
/// over free ties alone, or when nothing could be solved.
pub(super) fn relax(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    pool: &mut BTreeSet<Vec<usize>>,
    left: &mut Left<'_>,
    mut enough: i64,
    mut watch: impl FnMut(&[f64], &Packing) -> i64,
) -> Option<Relaxed> {
    let mut best: Option<Relaxed> = None;
    let mut reached: Vec<i64> = Vec::new();
    let starts = starts(graph, blocs);
    for _ in 0..ROUNDS {
        if left.steps.is_over() {
            break;
        }
        let cycles: Vec<&Vec<usize>> = pool.iter().collect();
        let Some((frustrated, duals)) = solve(graph, free, &cycles, left) else { break };
        let packing = rounded(graph, free, &cycles, &duals);
        enough = enough.min(watch(&frustrated, &packing));
        let proves = packing.bound >= enough;
        if best.as_ref().is_none_or(|best| packing.bound >= best.packing.bound) {
            best = Some(Relaxed { frustrated: frustrated.clone(), packing });
        }
        reached.push(best.as_ref().map_or(0, |best| best.packing.bound));
        let tailing = reached.len() > PATIENCE && {
            let [.., now] = reached[..] else { break };
            let before = reached[reached.len() - 1 - PATIENCE];
            (now - before) * 50 < (enough - now) * PATIENCE as i64
        };
        if proves || tailing {
            break;
        }
        let idle = idle(&frustrated, &cycles, &duals);
        idle.iter().for_each(|cycle| {
            pool.remove(cycle);
        });
        let before = pool.len();
        let mut finder = Lightest::new(graph, blocs, free, &frustrated);
        // First many cycles that share few ties, then whatever is violated at all.
        for patient in [true, false] {
            for &start in &starts {
                for _ in 0..if patient { PER_ROOT[usize::from(graph.size > LARGE)] } else { 1 } {
                    let Some(cycle) = finder.through(start) else { break };
                    if cycle.iter().all(|place| *place >= free) {
                        return None;
                    }
                    if patient {
                        finder.discourage(&cycle);
                    }
                    pool.insert(cycle);
                }
            }
            if pool.len() > before {
                break;
            }
            finder.encourage(&frustrated);
        }
        *left.work = left.work.saturating_sub(finder.looks * HEAP_LOOK / 1_000_000);
        left.steps.spend(finder.looks * HEAP_LOOK);
        if let Blocs::Most(blocs) = blocs {
            for ties in crowds(graph, blocs, free, &frustrated) {
                if ties.iter().all(|place| *place >= free) {
                    return None;
                }
                pool.insert(ties);
            }
        }
        if pool.len() == before {
            break;
        }
    }
    best
}

/// Where cycles are looked for: through every actor; in large graphs, where exactly one tie of a cycle is hostile, through every hostile tie whose
/// ends close ties join, which looks at less.
fn starts(graph: &Graph, blocs: Blocs) -> Vec<Start> {
    if blocs == Blocs::Two || graph.size <= EVERY_ACTOR {
        return (0..graph.size).map(Start::Actor).collect();
    }
    let part = part_of_each(graph.size, graph.edges.iter().filter(|edge| edge.weight > 0).map(|edge| (edge.u, edge.v)));
    let closes = |edge: &Edge| edge.weight < 0 && part[edge.u] == part[edge.v];
    graph.edges.iter().enumerate().filter(|(_, edge)| closes(edge)).map(|(place, _)| Start::Tie(place)).collect()
}

/// What a cycle is looked for through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Actor(usize),
    Tie(usize),
}

/// Graphs up to this many actors are searched through every actor: the cycles found so prove more.
const EVERY_ACTOR: usize = 250;
/// Crowds looked for in a round, by the share from which on a tie is left out.
const CROWDS: [(f64, usize); 3] = [(0.02, 12), (0.34, 8), (0.51, 8)];

/// Sets of ties that at most `blocs` blocs can not satisfy and that the shares frustrate by less than 1 together, each with another hostile tie
/// left out.
fn crowds(graph: &Graph, blocs: usize, free: usize, shares: &[f64]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (least, most) in CROWDS {
        let mut out: BTreeSet<usize> = BTreeSet::new();
        for _ in 0..most {
            let satisfied = |place: usize| (place >= free || shares[place] < least) && !out.contains(&place);
            let Some(ties) = conflict(graph, blocs, free, &satisfied) else { break };
            let limited = || ties.iter().copied().filter(|place| *place < free);
            let sum: f64 = limited().map(|place| shares[place]).sum();
            let dearest = limited().max_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(b.cmp(a)));
            if sum < 1.0 - SLACK {
                found.push(ties);
            }
            let Some(dearest) = dearest else { break };
            out.insert(dearest);
        }
    }
    found
}

/// Cycles that are far from tight and carry nothing: they only make the programme larger.
fn idle(frustrated: &[f64], cycles: &[&Vec<usize>], duals: &[f64]) -> Vec<Vec<usize>> {
    let far = |cycle: &[usize]| cycle.iter().map(|place| frustrated[*place]).sum::<f64>() > 1.4;
    let pairs = cycles.iter().zip(duals);
    pairs.filter(|(cycle, dual)| **dual < 1e-6 && far(cycle)).map(|(cycle, _)| (*cycle).clone()).collect()
}

/// The duals as a packing in whole parts: rounded down, cut where a tie is overfull, then topped up where room is left.
fn rounded(graph: &Graph, free: usize, cycles: &[&Vec<usize>], duals: &[f64]) -> Packing {
    let total: i64 = graph.edges[..free].iter().map(|edge| edge.weight.abs()).sum::<i64>().max(1);
    let mut parts = 1i64 << 20;
    while parts > 1 && total > (1i64 << 60) / parts {
        parts /= 2;
    }
    let mut left: Vec<i64> = graph.edges.iter().map(|edge| edge.weight.abs().saturating_mul(parts)).collect();
    let mut order: Vec<usize> = (0..cycles.len()).filter(|cycle| duals[*cycle] > 1e-9).collect();
    order.sort_by(|a, b| duals[*b].total_cmp(&duals[*a]).then(a.cmp(b)));
    let mut worth = vec![0i64; cycles.len()];
    for top_up in [false, true] {
        for &cycle in &order {
            let room = cycles[cycle].iter().filter(|place| **place < free).map(|place| left[*place]).min().unwrap_or(0);
            let wanted = if top_up { room } else { (duals[cycle] * parts as f64) as i64 };
            let take = wanted.clamp(0, room);
            worth[cycle] += take;
            cycles[cycle].iter().filter(|place| **place < free).for_each(|place| left[*place] -= take);
        }
    }
    let sum: i64 = worth.iter().sum();
    let cycles = order.into_iter().filter(|cycle| worth[*cycle] > 0).map(|c| (worth[c], cycles[c].clone())).collect();
    Packing { cycles, bound: (sum + parts - 1) / parts, parts, left }
}

/// Shares as whole numbers order exactly; one unit a tie prefers short cycles.
const ONE: f64 = 1e9;

/// Lightest cycles under the shares, by Dijkstra in the double graph with arrays that are used again.
struct Lightest<'g> {
    graph: &'g Graph,
    blocs: Blocs,
    free: usize,
    length: Vec<u64>,
    distance: Vec<u64>,
    from: Vec<(usize, usize)>,
    touched: Vec<usize>,
    heap: BinaryHeap<(std::cmp::Reverse<u64>, usize)>,
    /// Ties looked at.
    looks: u64,
}

impl<'g> Lightest<'g> {
    fn new(graph: &'g Graph, blocs: Blocs, free: usize, shares: &[f64]) -> Self {
        let copies = 2 * graph.size;
        let mut finder = Self {
            graph,
            blocs,
            free,
            length: vec![1; graph.edges.len()],
            distance: vec![u64::MAX; copies],
            from: vec![(0, 0); copies],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
            looks: 0,
        };
        finder.encourage(shares);
        finder
    }

    /// Makes the ties of a cycle dearer, so that the next cycles are others.
    fn discourage(&mut self, cycle: &[usize]) {
        for place in cycle {
            self.length[*place] += self.length[*place] / 4 + (0.02 * ONE) as u64;
        }
    }

    /// Back to the shares.
    fn encourage(&mut self, shares: &[f64]) {
        for (place, length) in self.length.iter_mut().enumerate() {
            *length = 1 + if place < self.free { (shares[place] * ONE) as u64 } else { 0 };
        }
    }

    /// The lightest cycle through `start`, when it is lighter than 1: from an actor back to its other copy, or over close ties from one end of
    /// a hostile tie to the other.
    fn through(&mut self, start: Start) -> Option<Vec<usize>> {
        let limit = ((1.0 - SLACK) * ONE) as u64;
        let (from, goal, limit) = match start {
            Start::Actor(root) => (2 * root, 2 * root + 1, limit),
            Start::Tie(place) => {
                let Edge { u, v, .. } = self.graph.edges[place];
                (2 * u, 2 * v, limit.checked_sub(self.length[place])?)
            }
        };
        let one = from % 2 == goal % 2;
        for copy in self.touched.drain(..) {
            self.distance[copy] = u64::MAX;
        }
        self.heap.clear();
        self.heap.push((std::cmp::Reverse(0), from));
        self.distance[from] = 0;
        self.touched.push(from);
        while let Some((std::cmp::Reverse(far), copy)) = self.heap.pop() {
            if copy == goal {
                break;
            }
            if far > self.distance[copy] {
                continue;
            }
            let (actor, side) = (copy / 2, copy % 2);
            self.looks += self.graph.at[actor].len() as u64;
            for &place in &self.graph.at[actor] {
                let edge = &self.graph.edges[place];
                let hostile = usize::from(edge.weight < 0);
                // With any number of blocs a second hostile tie proves nothing.
                let wasted = self.blocs != Blocs::Two && hostile == 1 && (one || side == 1);
                if wasted || edge.weight == 0 {
                    continue;
                }
                let next = 2 * edge.other(actor) + (side ^ hostile);
                let further = far + self.length[place];
                if further < self.distance[next] && further <= limit {
                    if self.distance[next] == u64::MAX {
                        self.touched.push(next);
                    }
                    self.distance[next] = further;
                    self.from[next] = (copy, place);
                    self.heap.push((std::cmp::Reverse(further), next));
                }
            }
        }
        let mut ties = (self.distance[goal] <= limit).then(|| super::packing::once(from, goal, &self.from))?;
        if let Start::Tie(place) = start {
            ties.push(place);
            ties.sort_unstable();
        }
        Some(ties)
    }
}
