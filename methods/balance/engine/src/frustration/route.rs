//! Lower bound from a good division: for every tie that it goes against, a path of satisfied ties that closes it to a cycle which
//! no division can satisfy. Paths share the weight of ties by negotiation: where too many want one, it grows dearer, and they are
//! laid anew (McMurchie and Ebeling 1995).

use std::collections::BinaryHeap;

use super::graph::Graph;
use super::packing::{Blocs, Packing, pack};
use crate::steps::{HEAP_LOOK, Steps};

/// Rounds of negotiation.
const ROUNDS: u64 = 60;
/// Rounds without progress before it is given up.
const PATIENCE: u64 = 12;
/// Price of a tie that nobody wants yet.
const FLOOR: u64 = 16;

/// One path for a share of the weight of one frustrated tie.
struct Path {
    tie: usize,
    amount: i64,
    ties: Vec<usize>,
}

/// A packing in which every cycle holds one tie that `division` frustrates; at best it proves the division. Ties from `free` on
/// (decisions) have no limit. When `steps` are over, with the paths laid so far.
pub(super) fn route<B: PartialEq>(
    graph: &Graph,
    blocs: Blocs,
    free: usize,
    division: &[B],
    steps: &Steps<'_>,
) -> Packing {
    let frustrated: Vec<bool> =
        graph.edges.iter().map(|edge| edge.weight != 0 && edge.is_frustrated(division)).collect();
    let mut router = Router::new(graph, blocs, free, &frustrated, steps);
    let wanted: Vec<usize> = (0..free).filter(|place| frustrated[*place]).collect();
    let mut paths: Vec<Path> = Vec::new();
    for tie in wanted.iter().take_while(|_| !steps.is_over()) {
        paths.extend(router.lay_all(*tie, graph.edges[*tie].weight.abs(), 1));
    }
    let mut least = (u64::MAX, 0);
    for round in 2..ROUNDS {
        let over = router.dear();
        if over == 0 || round > least.1 + PATIENCE || steps.is_over() {
            break;
        }
        if over < least.0 {
            least = (over, round);
        }
        let (crowded, kept): (Vec<Path>, Vec<Path>) = paths.into_iter().partition(|path| router.is_crowded(path));
        paths = kept;
        let mut again: Vec<(usize, i64)> = Vec::new();
        for path in crowded {
            router.lift(&path);
            match again.last_mut() {
                Some((tie, amount)) if *tie == path.tie => *amount += path.amount,
                _ => again.push((path.tie, path.amount)),
            }
        }
        for (tie, amount) in again {
            paths.extend(router.lay_all(tie, amount, round));
        }
        paths.sort_by_key(|path| path.tie);
    }
    router.settle(paths)
}

/// Beyond this many ties greedy packing is too slow.
const MOST_PACKED: usize = 4_000;

/// A packing in whole units that meets `optimum`, the cost of `division`: paths laid for it first, then greedy packings by `numbers`.
pub(super) fn tight(
    graph: &Graph,
    blocs: Blocs,
    division: &[usize],
    optimum: i64,
    numbers: std::ops::Range<u64>,
    steps: &Steps<'_>,
) -> Option<Packing> {
    let free = graph.edges.len();
    let laid = std::iter::once_with(|| Some(route(graph, blocs, free, division, steps)));
    let numbers = if free <= MOST_PACKED { numbers } else { 0..0 };
    let packed = numbers.map(|number| pack(graph, blocs, free, number, optimum, steps));
    laid.chain(packed).flatten().find(|packing| packing.bound == optimum)
}

struct Router<'g> {
    graph: &'g Graph,
    blocs: Blocs,
    free: usize,
    frustrated: &'g [bool],
    used: Vec<i64>,
    history: Vec<u64>,
    /// From one end of a tie, and from the other.
    fronts: [Front; 2],
    steps: &'g Steps<'g>,
}

/// One half of a search, with arrays that are used again.
struct Front {
    distance: Vec<u64>,
    from: Vec<(usize, usize)>,
    touched: Vec<usize>,
    heap: BinaryHeap<(std::cmp::Reverse<u64>, usize)>,
}

impl Front {
    fn new(copies: usize) -> Self {
        let (distance, from) = (vec![u64::MAX; copies], vec![(0, 0); copies]);
        Self { distance, from, touched: Vec::new(), heap: BinaryHeap::new() }
    }

    fn start(&mut self, copy: usize) {
        for copy in self.touched.drain(..) {
            self.distance[copy] = u64::MAX;
        }
        self.heap.clear();
        self.reach(copy, 0, (copy, usize::MAX));
    }

    fn reach(&mut self, copy: usize, distance: u64, from: (usize, usize)) {
        if distance < self.distance[copy] {
            if self.distance[copy] == u64::MAX {
                self.touched.push(copy);
            }
            self.distance[copy] = distance;
            self.from[copy] = from;
            self.heap.push((std::cmp::Reverse(distance), copy));
        }
    }

    /// Distance of the next copy to look at.
    fn next(&self) -> u64 {
        self.heap.peek().map_or(u64::MAX, |(std::cmp::Reverse(distance), _)| *distance)
    }

    /// The ties from `copy` back to the start.
    fn walk(&self, mut copy: usize, ties: &mut Vec<usize>) {
        while self.from[copy].1 != usize::MAX {
            let (before, place) = self.from[copy];
            ties.push(place);
            copy = before;
        }
    }
}

impl<'g> Router<'g> {
    fn new(graph: &'g Graph, blocs: Blocs, free: usize, frustrated: &'g [bool], steps: &'g Steps<'g>) -> Self {
        let (ties, copies) = (graph.edges.len(), 2 * graph.size);
        Self {
            graph,
            blocs,
            free,
            frustrated,
            used: vec![0; ties],
            history: vec![0; ties],
            fronts: [Front::new(copies), Front::new(copies)],
            steps,
        }
    }

    fn capacity(&self, place: usize) -> i64 {
        if place < self.free { self.graph.edges[place].weight.abs() } else { i64::MAX / 4 }
    }

    /// Price of a tie for one more path in this round.
    fn price(&self, place: usize, round: u64) -> u64 {
        if place >= self.free {
            return 1;
        }
        let capacity = self.capacity(place);
        let over = (self.used[place] + 1 - capacity).max(0);
        let over = (1 + 2 * over / capacity.max(1)) as u64 * u64::from(over > 0);
        (FLOOR + self.history[place]) * (1 + over * round.min(40))
    }

    /// Paths for `amount` of a tie.
    fn lay_all(&mut self, tie: usize, mut amount: i64, round: u64) -> Vec<Path> {
        let mut laid = Vec::new();
        while amount > 0 {
            let Some(ties) = self.cheapest(tie, round, &|_, _| true) else { break };
            let width = ties.iter().map(|place| self.capacity(*place)).min().unwrap_or(amount);
            let spare = ties.iter().map(|place| self.capacity(*place) - self.used[*place]).min().unwrap_or(amount);
            // What is free now is taken at once; a full tie is shared and made dearer.
            let take = if spare > 0 { spare } else { width }.min(amount);
            ties.iter().for_each(|place| self.used[*place] += take);
            amount -= take;
            laid.push(Path { tie, amount: take, ties });
        }
        laid
    }

    fn lift(&mut self, path: &Path) {
        path.ties.iter().for_each(|place| self.used[*place] -= path.amount);
    }

    fn is_crowded(&self, path: &Path) -> bool {
        path.ties.iter().any(|place| self.used[*place] > self.capacity(*place))
    }

    /// Makes every overfull tie dearer; returns how many there are.
    fn dear(&mut self) -> u64 {
        let mut over = 0;
        for place in 0..self.free {
            if self.used[place] > self.capacity(place) {
                self.history[place] += FLOOR / 2;
                over += 1;
            }
        }
        over
    }

    /// The cheapest path of satisfied ties that closes `tie` to a cycle which no division can satisfy: Dijkstra from both ends.
    fn cheapest(&mut self, tie: usize, round: u64, open: &dyn Fn(&Self, usize) -> bool) -> Option<Vec<usize>> {
        let edge = self.graph.edges[tie];
        // With any number of blocs the cycle has exactly one hostile tie: this one, or one on the path.
        let one = self.blocs != Blocs::Two && edge.weight > 0;
        self.fronts[0].start(2 * edge.u);
        self.fronts[1].start(2 * edge.v + usize::from(one));
        let mut best: Option<(u64, usize)> = None;
        loop {
            let (ahead, behind) = (self.fronts[0].next(), self.fronts[1].next());
            let least = ahead.saturating_add(behind);
            if least == u64::MAX || best.is_some_and(|(length, _)| length <= least) {
                break;
            }
            let side = usize::from(behind < ahead);
            let Some((std::cmp::Reverse(far), copy)) = self.fronts[side].heap.pop() else { break };
            if far > self.fronts[side].distance[copy] {
                continue;
            }
            let (actor, layer) = (copy / 2, copy % 2);
            self.steps.spend(HEAP_LOOK * self.graph.at[actor].len() as u64);
            for &place in &self.graph.at[actor] {
                let edge = &self.graph.edges[place];
                if self.frustrated[place] || edge.weight == 0 || !open(self, place) {
                    continue;
                }
                let layer = match (self.blocs, edge.weight < 0) {
                    (Blocs::Two, _) => 0,
                    (_, false) => layer,
                    (_, true) if one && layer == side => 1 - side,
                    (_, true) => continue,
                };
                let next = 2 * edge.other(actor) + layer;
                let further = far + self.price(place, round);
                self.fronts[side].reach(next, further, (copy, place));
                let met = self.fronts[1 - side].distance[next];
                if met != u64::MAX && best.is_none_or(|(length, _)| further + met < length) {
                    best = Some((further + met, next));
                }
            }
        }
        let (_, middle) = best?;
        let mut ties = Vec::new();
        self.fronts.iter().for_each(|front| front.walk(middle, &mut ties));
        Some(super::packing::odd(ties))
    }

    /// The paths that fit, and what else can be laid in the room that is left.
    fn settle(mut self, mut paths: Vec<Path>) -> Packing {
        self.used.iter_mut().for_each(|used| *used = 0);
        self.history.iter_mut().for_each(|history| *history = 0);
        let mut lacking: Vec<i64> = self.graph.edges.iter().map(|edge| edge.weight.abs()).collect();
        let mut cycles: Vec<(i64, Vec<usize>)> = Vec::new();
        paths.sort_by_key(|path| (path.ties.len(), path.tie));
        for path in paths {
            self.add(path.tie, path.ties, &mut lacking, &mut cycles);
        }
        for tie in (0..self.free).filter(|tie| self.frustrated[*tie]) {
            while lacking[tie] > 0 && !self.steps.is_over() {
                let open = |router: &Self, place: usize| router.used[place] < router.capacity(place);
                let Some(ties) = self.cheapest(tie, 1, &open) else { break };
                self.add(tie, ties, &mut lacking, &mut cycles);
            }
        }
        let left = (0..self.graph.edges.len())
            .map(|place| if self.frustrated[place] { lacking[place] } else { self.capacity(place) - self.used[place] })
            .collect();
        let bound = cycles.iter().map(|(worth, _)| worth).sum();
        Packing { cycles, bound, parts: 1, left }
    }

    fn add(&mut self, tie: usize, ties: Vec<usize>, lacking: &mut [i64], cycles: &mut Vec<(i64, Vec<usize>)>) {
        let room = ties.iter().map(|place| self.capacity(*place) - self.used[*place]).min().unwrap_or(0);
        let take = room.min(lacking[tie]);
        if take > 0 {
            ties.iter().for_each(|place| self.used[*place] += take);
            lacking[tie] -= take;
            let mut cycle = ties;
            cycle.push(tie);
            cycle.sort_unstable();
            cycles.push((take, cycle));
        }
    }
}
