//! The smallest sets of links without which what goes round is broken.

use crate::feedback::Feedback;

/// Most links of a set.
pub const MOST_CUT: usize = 3;
/// Most links of which larger sets are made: those that do most alone; fewer where some gains are negative, as each set takes long then.
const CANDIDATES: (usize, usize) = (24, 6);
/// From a growth this much below 1 on a push dies away; growths nearer to one another are equal.
const NOTHING: f64 = 1e-9;

impl Feedback {
    /// The smallest sets of edges, up to [`MOST_CUT`], without which a push on `subject` dies away where it grows, and where it dies away does
    /// not come back to it at all; all of one size, what leaves the least growth first, then in the order of the edges. Sets of more than one
    /// are made of the few edges that do most alone.
    pub fn breaking(&self, subject: usize) -> Vec<Vec<usize>> {
        let grows = self.growth() >= 1.0;
        let left = |cut: &[usize]| (self.without(cut).growth() / NOTHING).round() * NOTHING;
        let breaks = |cut: Vec<usize>| {
            let left = if grows { left(&cut) } else { f64::from(u8::from(self.without(&cut).comes_back(subject))) };
            (left < 1.0 - NOTHING).then_some((left, cut))
        };
        let few = self.candidates(grows, &left);
        let mut sets: Vec<Vec<usize>> = (0..self.edges().len()).map(|edge| vec![edge]).collect();
        for size in 1..=MOST_CUT {
            let mut found: Vec<(f64, Vec<usize>)> = sets.iter().cloned().filter_map(breaks).collect();
            if !found.is_empty() {
                found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                return found.into_iter().map(|(_, cut)| cut).collect();
            }
            let known = if size == 1 { few.iter().map(|edge| vec![*edge]).collect() } else { sets };
            let with = |cut: &Vec<usize>| {
                let beyond = few.iter().filter(|edge| cut.iter().all(|own| own < *edge));
                beyond.map(|edge| [cut.as_slice(), &[*edge]].concat()).collect::<Vec<_>>()
            };
            sets = known.iter().flat_map(with).collect();
        }
        Vec::new()
    }

    /// The edges of which larger sets are made.
    fn candidates(&self, grows: bool, left: &dyn Fn(&[usize]) -> f64) -> Vec<usize> {
        let (many, few) = CANDIDATES;
        let plain = !grows || self.edges().iter().all(|edge| edge.gain >= 0.0);
        let most = if plain { many } else { few };
        let mut all: Vec<usize> = (0..self.edges().len()).collect();
        if all.len() > most {
            let mut single: Vec<(f64, usize)> = all.iter().map(|edge| (left(&[*edge]), *edge)).collect();
            single.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            all = single.into_iter().take(most).map(|(_, edge)| edge).collect();
        }
        all
    }

    /// The same without some edges.
    fn without(&self, cut: &[usize]) -> Self {
        cut.iter().fold(self.clone(), |left, edge| left.with_gain(*edge, 0.0))
    }

    /// Whether some way of edges leads from a vertex back to it.
    fn comes_back(&self, subject: usize) -> bool {
        let (mut todo, mut seen) = (vec![subject], Vec::new());
        while let Some(vertex) = todo.pop() {
            for edge in self.edges().iter().filter(|edge| edge.from == vertex && edge.gain != 0.0) {
                if edge.to == subject {
                    return true;
                }
                if !seen.contains(&edge.to) {
                    seen.push(edge.to);
                    todo.push(edge.to);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loops::Edge;

    /// Pairs of links from a to others and back.
    fn star(gains: &[f64]) -> Feedback {
        let edge = |from, to, gain| Edge { from, to, gain, lag: 1.0 };
        let both = |(place, gain): (usize, &f64)| [edge(0, place + 1, *gain), edge(place + 1, 0, 1.0)];
        let edges: Vec<Edge> = gains.iter().enumerate().flat_map(both).collect();
        Feedback::around(&edges, &vec![0.0; gains.len() + 1], 0).0
    }

    #[test]
    fn one_of_overlapping_loops_is_enough_where_the_rest_dies_away() {
        // Loops of .6 and .5 grow together; each alone dies away.
        assert_eq!(star(&[0.6, 0.5]).breaking(0), [[0], [1], [2], [3]]);
    }

    #[test]
    fn loops_that_grow_alone_need_a_cut_each() {
        assert_eq!(star(&[1.2, 1.2]).breaking(0), [[0, 2], [0, 3], [1, 2], [1, 3]]);
        assert_eq!(star(&[1.2, 1.2, 1.2]).breaking(0).len(), 8);
        assert!(star(&[1.2; 4]).breaking(0).is_empty());
    }

    #[test]
    fn what_dies_away_is_broken_where_nothing_comes_back() {
        assert_eq!(star(&[0.3]).breaking(0), [[0], [1]]);
        assert_eq!(star(&[0.3, 0.2]).breaking(0), [[0, 2], [0, 3], [1, 2], [1, 3]]);
    }
}
