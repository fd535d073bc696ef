//! Feedback loops of a causal map: simple cycles (Johnson 1975) with polarity, gain and delay.

use std::collections::{BTreeSet, VecDeque};

use crate::scc::components;

/// An edge of a causal map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The cause.
    pub from: usize,
    /// The effect.
    pub to: usize,
    /// Its gain or weight.
    pub gain: f64,
    /// Its lag in periods.
    pub lag: f64,
}

/// A simple cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    /// Places of its edges, from its lowest vertex on.
    pub edges: Vec<usize>,
    /// Its vertices, the lowest first.
    pub vertices: Vec<usize>,
    /// Product of its gains: positive reinforces, negative balances.
    pub gain: f64,
    /// Sum of its lags.
    pub lag: f64,
}

impl Loop {
    /// Whether it reinforces what moves it.
    pub fn reinforces(&self) -> bool {
        self.gain > 0.0
    }
}

/// Loops, the strongest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Loops {
    /// The loops.
    pub loops: Vec<Loop>,
    /// Whether some may be missing: longer than was asked for, more than was asked for, or not reached.
    pub truncated: bool,
}

/// Steps along edges after which the search ends.
const STEPS: u64 = 100_000_000;

/// Every simple cycle (Johnson 1975) of up to `longest` edges among `vertices` vertices, at most `most`, the strongest first; edges of gain 0
/// count as absent, self-edges as loops of one. O((vertices + edges) (cycles + 1)), and ends after 100 million steps along edges.
///
/// # Examples
/// ```
/// use detente_dynamics::{Edge, loops};
///
/// let edge = |from, to, gain| Edge { from, to, gain, lag: 1.0 };
/// let found = loops(2, &[edge(0, 1, 2.0), edge(1, 0, -0.5)], 12, 100);
/// let only = &found.loops[0];
/// assert_eq!((found.loops.len(), only.gain, only.lag, only.reinforces()), (1, -1.0, 2.0, false));
/// ```
pub fn loops(vertices: usize, edges: &[Edge], longest: usize, most: usize) -> Loops {
    let mut found = Loops { loops: Vec::new(), truncated: false };
    let (mut from, mut steps) = (0, STEPS);
    while let Some(Start { vertex: start, next, back, members }) = next_start(vertices, edges, from) {
        if found.loops.len() >= most || steps == 0 {
            found.truncated = true;
            break;
        }
        let mut search = Johnson {
            edges,
            next: &next,
            back: &back,
            start,
            // No simple cycle is longer than its component.
            longest: longest.min(members),
            cut: longest < members,
            most,
            steps,
            blocked: vec![false; vertices],
            waiting: vec![BTreeSet::new(); vertices],
            taken: Vec::new(),
            found: &mut found,
            capped: false,
        };
        search.circuit(start);
        steps = search.steps;
        from = start + 1;
    }
    let order = |a: &Loop, b: &Loop| b.gain.abs().total_cmp(&a.gain.abs()).then(a.edges.cmp(&b.edges));
    found.loops.sort_by(order);
    found
}

/// The lowest vertex of some cycles.
struct Start {
    vertex: usize,
    /// By vertex the edges inside its component.
    next: Vec<Vec<usize>>,
    /// By vertex the fewest edges from it to the lowest one.
    back: Vec<usize>,
    /// Vertices of the component.
    members: usize,
}

/// The first vertex from `from` on that has cycles among the vertices from it on: all inside its component among these.
fn next_start(vertices: usize, edges: &[Edge], from: usize) -> Option<Start> {
    let live = |edge: &Edge| edge.gain != 0.0 && edge.from >= from && edge.to >= from;
    let (component, count) =
        components(vertices, edges.iter().filter(|edge| live(edge)).map(|edge| (edge.from, edge.to)));
    let mut members = vec![0; count];
    component.iter().for_each(|of| members[*of] += 1);
    let inner = |edge: &Edge| live(edge) && component[edge.from] == component[edge.to];
    let vertex = edges.iter().filter(|edge| inner(edge)).map(|edge| edge.from).min()?;
    let (mut next, mut into) = (vec![Vec::new(); vertices], vec![Vec::new(); vertices]);
    for (place, edge) in edges.iter().enumerate().filter(|(_, edge)| inner(edge)) {
        if component[edge.from] == component[vertex] {
            next[edge.from].push(place);
            into[edge.to].push(edge.from);
        }
    }
    Some(Start { vertex, next, back: distances(&into, vertex), members: members[component[vertex]] })
}

/// The fewest steps from `start` to every vertex.
fn distances(next: &[Vec<usize>], start: usize) -> Vec<usize> {
    let mut found = vec![usize::MAX; next.len()];
    found[start] = 0;
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &to in &next[at] {
            if found[to] == usize::MAX {
                found[to] = found[at] + 1;
                queue.push_back(to);
            }
        }
    }
    found
}

struct Johnson<'j> {
    edges: &'j [Edge],
    next: &'j [Vec<usize>],
    back: &'j [usize],
    start: usize,
    longest: usize,
    /// Whether longer cycles may be there than are looked for.
    cut: bool,
    most: usize,
    /// Steps left.
    steps: u64,
    blocked: Vec<bool>,
    waiting: Vec<BTreeSet<usize>>,
    taken: Vec<usize>,
    found: &'j mut Loops,
    /// Whether the length cap was met below: then what was tried may be tried again on a shorter way.
    capped: bool,
}

impl Johnson<'_> {
    fn circuit(&mut self, at: usize) -> bool {
        if self.found.loops.len() >= self.most || self.steps == 0 {
            self.found.truncated = true;
            return true;
        }
        let (mut closed, outer) = (false, self.capped);
        self.capped = false;
        self.blocked[at] = true;
        for place in self.next[at].clone() {
            let to = self.edges[place].to;
            self.steps = self.steps.saturating_sub(1);
            if self.taken.len() + 1 + self.back[to] > self.longest {
                self.found.truncated |= self.cut;
                self.capped = true;
                continue;
            }
            self.taken.push(place);
            if to == self.start {
                if self.found.loops.len() < self.most {
                    self.close();
                } else {
                    self.found.truncated = true;
                }
                closed = true;
            } else if !self.blocked[to] {
                closed |= self.circuit(to);
            }
            self.taken.pop();
        }
        if closed || self.capped {
            self.release(at);
        } else {
            for place in &self.next[at] {
                self.waiting[self.edges[*place].to].insert(at);
            }
        }
        self.capped |= outer;
        closed
    }

    fn close(&mut self) {
        let edges = self.taken.iter().map(|place| self.edges[*place]);
        self.found.loops.push(Loop {
            vertices: edges.clone().map(|edge| edge.from).collect(),
            gain: edges.clone().map(|edge| edge.gain).product(),
            lag: edges.map(|edge| edge.lag).sum(),
            edges: self.taken.clone(),
        });
    }

    fn release(&mut self, vertex: usize) {
        let mut free = vec![vertex];
        while let Some(vertex) = free.pop() {
            if std::mem::take(&mut self.blocked[vertex]) {
                free.extend(std::mem::take(&mut self.waiting[vertex]));
            }
        }
    }
}

/// A short list: loops, the shortest first, each of which has an edge that none before it has (Oliva 2004). Places in `found`.
pub fn shortest_independent(found: &[Loop]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|place| (found[*place].edges.len(), found[*place].edges.clone()));
    let mut covered = BTreeSet::new();
    let mut kept = Vec::new();
    for place in order {
        if found[place].edges.iter().any(|edge| !covered.contains(edge)) {
            covered.extend(found[place].edges.iter().copied());
            kept.push(place);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every sequence of distinct vertices that closes, by plain search.
    fn by_hand(vertices: usize, edges: &[Edge]) -> usize {
        fn walk(at: usize, start: usize, edges: &[Edge], seen: &mut Vec<bool>) -> usize {
            let mut count = 0;
            for edge in edges.iter().filter(|edge| edge.from == at && edge.gain != 0.0 && edge.to >= start) {
                if edge.to == start {
                    count += 1;
                } else if !seen[edge.to] {
                    seen[edge.to] = true;
                    count += walk(edge.to, start, edges, seen);
                    seen[edge.to] = false;
                }
            }
            count
        }
        (0..vertices).map(|start| walk(start, start, edges, &mut vec![false; vertices])).sum()
    }

    #[test]
    fn the_complete_digraph_of_four_has_twenty_loops() {
        let pairs = (0..4).flat_map(|a| (0..4).filter(move |b| *b != a).map(move |b| (a, b)));
        let edges: Vec<Edge> = pairs.map(|(from, to)| Edge { from, to, gain: -0.5, lag: 1.0 }).collect();
        let all = loops(4, &edges, 9, 1000);
        assert_eq!((all.loops.len(), all.truncated), (20, false));
        assert_eq!(all.loops.iter().filter(|one| one.reinforces()).count(), 6 + 6);
        assert_eq!(loops(4, &edges, 9, 7).loops.len(), 7);
        assert!(loops(4, &edges, 9, 7).truncated);
        let short = loops(4, &edges, 3, 1000);
        assert_eq!((short.loops.len(), short.truncated), (14, true));
        assert_eq!(shortest_independent(&all.loops).len(), 6);
    }

    #[test]
    fn what_cannot_close_in_time_is_not_walked() {
        // Twelve layers of ten, each to all of the next, and a way back of five links: 10^12 ways, none of which closes in twelve.
        let layers =
            (0..11).flat_map(|layer| (0..100).map(move |ab| (10 * layer + ab / 10, 10 * layer + 10 + ab % 10)));
        let way = (0..10).map(|last| (110 + last, 120)).chain((120..124).map(|at| (at, at + 1)));
        let back = (0..10).map(|first| (124, first));
        let edges: Vec<Edge> =
            layers.chain(way).chain(back).map(|(from, to)| Edge { from, to, gain: 1.0, lag: 1.0 }).collect();
        let found = loops(125, &edges, 12, 1000);
        assert_eq!((found.loops.len(), found.truncated), (0, true));
        // Many that nothing comes back to cost nothing.
        let far: Vec<Edge> = (0..30_000).map(|to| Edge { from: 0, to, gain: 1.0, lag: 1.0 }).collect();
        assert_eq!(loops(30_000, &far, 12, 1000).loops.len(), 1);
    }

    proptest! {
        #[test]
        fn loops_are_those_of_a_plain_search(bits in proptest::collection::vec(any::<bool>(), 36), signs in proptest::collection::vec(any::<bool>(), 36)) {
            let edges: Vec<Edge> = (0..36).filter(|i| bits[*i]).map(|i| {
                Edge { from: i / 6, to: i % 6, gain: if signs[i] { 0.7 } else { -0.7 }, lag: 1.0 }
            }).collect();
            let found = loops(6, &edges, 6, 100_000);
            prop_assert!(!found.truncated || found.loops.iter().any(|one| one.edges.len() == 6));
            prop_assert_eq!(found.loops.len(), by_hand(6, &edges));
            let distinct: BTreeSet<&Vec<usize>> = found.loops.iter().map(|one| &one.edges).collect();
            prop_assert_eq!(distinct.len(), found.loops.len());
            for cap in 1..6 {
                let short = loops(6, &edges, cap, 100_000);
                prop_assert_eq!(short.loops.len(), found.loops.iter().filter(|one| one.edges.len() <= cap).count());
            }
            // One edge with the other sign turns exactly the loops that it is in.
            if let Some(first) = edges.first().copied() {
                let mut turned = edges.clone();
                turned[0].gain = -first.gain;
                let other = loops(6, &turned, 6, 100_000);
                for one in &found.loops {
                    let same = other.loops.iter().find(|two| two.edges == one.edges);
                    prop_assert!(same.is_some_and(|two| (two.gain == one.gain) != one.edges.contains(&0)));
                }
            }
        }
    }
}
