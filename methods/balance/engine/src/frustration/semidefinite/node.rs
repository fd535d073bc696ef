//! One node of the branching: a graph in which decisions have made one group of several actors.

use detente_chance::Stream;

use super::square::Square;
use super::state::{State, merged};
use crate::frustration::dual::{Dual, DualTriangle};

/// A node, and what its relaxation has come to.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// (actor, actor, together), all decisions from the root on.
    pub decided: Vec<(usize, usize, bool)>,
    /// The first actor of each group.
    pub firsts: Vec<usize>,
    /// Half the weight between groups.
    pub weight: Square,
    /// The sum over ties inside groups of weight times sides.
    pub fixed: f64,
    pub state: State,
    /// A lower bound of the cost, if the floats are right.
    pub bound: f64,
}

/// Multipliers are counted in so many parts of a unit, fewer where weights are large.
const PARTS: i64 = 1 << 20;
/// What is added to each multiplier, in parts, for the rounding of all; doubled so many times where it is not enough.
const SLACK: i64 = 64;
const DOUBLINGS: u32 = 14;

impl Node {
    /// One of the two nodes in which a pair of groups is decided.
    pub fn contracted(&self, one: usize, other: usize, together: bool) -> Self {
        let (kept, gone) = (one.min(other), one.max(other));
        let sign = if together { 1.0 } else { -1.0 };
        let mut weight = merged(&self.weight, kept, gone, sign);
        weight.row_mut(kept)[kept] = 0.0;
        let mut decided = self.decided.clone();
        decided.push((self.firsts[kept], self.firsts[gone], together));
        let mut firsts = self.firsts.clone();
        firsts.remove(gone);
        Self {
            decided,
            firsts,
            weight,
            fixed: self.fixed + 2.0 * sign * self.weight.at(kept, gone),
            state: self.state.contracted(kept, gone, !together),
            bound: self.bound,
        }
    }

    /// The pair to decide: the group whose row is most decided, and the other that it says least of.
    pub fn pair(&self) -> Option<(usize, usize)> {
        let x = &self.state.x;
        let weight = |row: usize| x.row(row).iter().map(|entry| entry * entry).sum::<f64>();
        let weights: Vec<f64> = (0..x.size).map(weight).collect();
        let anchor = (0..x.size).max_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(b.cmp(a)))?;
        let least = |a: &usize, b: &usize| x.at(anchor, *a).abs().total_cmp(&x.at(anchor, *b).abs());
        let other = (0..x.size).filter(|other| *other != anchor).min_by(least)?;
        Some((anchor, other))
    }

    /// Sides of the groups on either side of a random hyperplane.
    pub fn cut(&self, number: u64) -> Vec<bool> {
        let stream = Stream::new(number, "frustration.hyperplane");
        let size = self.firsts.len() as u64;
        // Sums of uniform draws are round enough.
        let normal = |at: u64| (0..4).map(|part| stream.uniform(at + part * size) - 0.5).sum::<f64>();
        let direction: Vec<f64> = (0..size).map(normal).collect();
        let x = &self.state.x;
        (0..x.size).map(|row| super::square::dot(x.row(row), &direction) > 0.0).collect()
    }

    /// The multipliers in whole parts, on the actors `0..size`, with a slack that has been doubled so many times.
    fn dual(&self, size: usize, lift: f64, doublings: u32) -> Dual {
        let most = self.weight.entries().iter().fold(0.0, |most: f64, entry| most.max(entry.abs()));
        let mut parts = PARTS;
        while parts > 1 && most * parts as f64 > 2.0 * (PARTS << 6) as f64 {
            parts /= 2;
        }
        let scale = parts as f64;
        let slack = SLACK << doublings;
        let whole = |y: &f64| libm::ceil((y + lift) * scale) as i64 + slack;
        let actors = |corners: [usize; 3]| corners.map(|corner| self.firsts[corner]);
        let counted = self.state.triangles.iter().map(|triangle| DualTriangle {
            actors: actors(triangle.corners),
            turned: triangle.turned,
            worth: libm::floor(triangle.worth * scale) as i64,
        });
        Dual {
            actors: (0..size).collect(),
            parts,
            diagonal: self.state.y.iter().map(whole).collect(),
            triangles: counted.filter(|triangle| triangle.worth > 0).collect(),
        }
    }

    /// The proof of the node and what it proves, in whole units; `None` where no slack is enough.
    pub fn proof(&self, size: usize, ties: &[(usize, usize, i64)]) -> Option<(Dual, i64)> {
        let lift = self.state.lift(&self.weight);
        (0..DOUBLINGS).step_by(2).find_map(|doublings| {
            let dual = self.dual(size, lift, doublings);
            let proven = dual.proves(size, ties, &self.decided)?;
            Some((dual, i64::try_from(proven).ok()?))
        })
    }
}
