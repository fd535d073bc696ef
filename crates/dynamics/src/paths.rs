//! Ways from what was changed to what moved.

use crate::loops::Edge;

/// A simple path of influences.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Places of its edges, from the cause on.
    pub edges: Vec<usize>,
    /// Product of its gains.
    pub gain: f64,
    /// Sum of its lags in periods.
    pub lag: f64,
}

/// Simple paths from `from` to `to` of at most `longest` edges, those of the greatest gain (in size) first, and whether the list was cut at
/// `most`. Paths whose gain is 0 are left out. Exponential in `longest` at worst.
///
/// # Examples
/// ```
/// use detente_dynamics::{Edge, paths};
///
/// let edge = |from, to, gain| Edge { from, to, gain, lag: 1.0 };
/// let (found, cut) = paths(3, &[edge(0, 2, 0.1), edge(0, 1, 0.5), edge(1, 2, 0.4)], 0, 2, 9, 8);
/// assert_eq!(found.iter().map(|path| &path.edges[..]).collect::<Vec<_>>(), [&[1, 2][..], &[0][..]]);
/// assert!(!cut && found[0].gain == 0.2);
/// ```
pub fn paths(
    vertices: usize,
    edges: &[Edge],
    from: usize,
    to: usize,
    longest: usize,
    most: usize,
) -> (Vec<Path>, bool) {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); vertices];
    edges.iter().enumerate().for_each(|(place, edge)| next[edge.from].push(place));
    let near = distances(vertices, edges, to);
    let mut walk = Walk {
        edges,
        next: &next,
        near: &near,
        to,
        longest,
        // Enough to pick the strongest from.
        most: most.saturating_mul(64),
        seen: vec![false; vertices],
        found: Vec::new(),
        cut: false,
    };
    walk.seen[from] = true;
    walk.go(from, &mut Vec::new(), 1.0, 0.0);
    let (mut found, mut cut) = (walk.found, walk.cut);
    found.sort_by(|a, b| b.gain.abs().total_cmp(&a.gain.abs()).then(a.edges.cmp(&b.edges)));
    cut |= found.len() > most;
    found.truncate(most);
    (found, cut)
}

/// Fewest edges from each vertex to `to`; `usize::MAX` where there is no way.
fn distances(vertices: usize, edges: &[Edge], to: usize) -> Vec<usize> {
    let mut near = vec![usize::MAX; vertices];
    near[to] = 0;
    for step in 0..vertices {
        let closer: Vec<usize> = edges
            .iter()
            .filter(|edge| near[edge.to] == step && near[edge.from] == usize::MAX)
            .map(|edge| edge.from)
            .collect();
        if closer.is_empty() {
            break;
        }
        closer.into_iter().for_each(|vertex| near[vertex] = step + 1);
    }
    near
}

struct Walk<'w> {
    edges: &'w [Edge],
    next: &'w [Vec<usize>],
    near: &'w [usize],
    to: usize,
    longest: usize,
    most: usize,
    seen: Vec<bool>,
    found: Vec<Path>,
    cut: bool,
}

impl Walk<'_> {
    fn go(&mut self, at: usize, taken: &mut Vec<usize>, gain: f64, lag: f64) {
        if at == self.to && !taken.is_empty() {
            self.found.push(Path { edges: taken.clone(), gain, lag });
            return;
        }
        for &place in &self.next[at] {
            let edge = self.edges[place];
            if self.found.len() >= self.most {
                self.cut = true;
                return;
            }
            let too_long = self.near[edge.to] == usize::MAX || taken.len() + 1 + self.near[edge.to] > self.longest;
            if edge.gain == 0.0 || self.seen[edge.to] || too_long {
                // A longer way than is looked at may be there.
                self.cut |= edge.gain != 0.0 && !self.seen[edge.to] && self.near[edge.to] != usize::MAX;
                continue;
            }
            self.seen[edge.to] = true;
            taken.push(place);
            self.go(edge.to, taken, gain * edge.gain, lag + edge.lag);
            taken.pop();
            self.seen[edge.to] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_simple_paths_are_found_the_strongest_first() {
        let edge = |from, to, gain| Edge { from, to, gain, lag: 1.0 };
        let edges = [edge(0, 1, 0.5), edge(1, 2, 0.5), edge(0, 2, -0.1), edge(2, 0, 1.0), edge(1, 3, 0.9)];
        let (found, cut) = paths(4, &edges, 0, 2, 5, 10);
        assert!(!cut);
        assert_eq!(found.iter().map(|path| path.edges.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
        assert_eq!((found[0].gain, found[0].lag), (0.25, 2.0));
        assert!(paths(4, &edges, 0, 2, 1, 10).1);
    }
}
