//! All packages of a problem with what each actor gains by them.

use crate::problem::Problem;

/// Packages that are looked at one by one at most; of more there are bounds.
pub const MOST_PACKAGES: u128 = 1_000_000;

/// Every package, in the order of its points: the last part changes fastest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    actors: usize,
    sizes: Vec<usize>,
    ranges: Vec<i64>,
    gains: Vec<i64>,
}

impl Table {
    /// `None` where there are too many packages.
    pub fn of(problem: &Problem) -> Option<Self> {
        if problem.packages() > MOST_PACKAGES {
            return None;
        }
        let actors = problem.actors();
        let mut gains = vec![0; actors];
        for part in problem.parts() {
            let mut longer = Vec::with_capacity(gains.len() * part.points());
            for so_far in gains.chunks_exact(actors.max(1)) {
                for point in 0..part.points() {
                    longer.extend(so_far.iter().zip(part.gains(point)).map(|(a, b)| a + b));
                }
            }
            gains = longer;
        }
        let sizes = problem.parts().iter().map(|part| part.points()).collect();
        Some(Self { actors, sizes, ranges: (0..actors).map(|actor| problem.range(actor)).collect(), gains })
    }

    /// How many packages there are.
    pub fn len(&self) -> usize {
        self.gains.len().checked_div(self.actors).unwrap_or_default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.gains.is_empty()
    }

    /// What each actor gains by a package.
    pub fn gains(&self, package: usize) -> &[i64] {
        &self.gains[package * self.actors..(package + 1) * self.actors]
    }

    /// How far apart the best and the worst package are for an actor.
    pub fn range(&self, actor: usize) -> i64 {
        self.ranges[actor]
    }

    /// The point that a package has in each part.
    pub fn points(&self, package: usize) -> Vec<usize> {
        let mut rest = package;
        let mut points: Vec<usize> = Vec::with_capacity(self.sizes.len());
        for size in self.sizes.iter().rev() {
            points.push(rest % size);
            rest /= size;
        }
        points.reverse();
        points
    }

    /// The package with these points.
    pub fn package(&self, points: &[usize]) -> usize {
        points.iter().zip(&self.sizes).fold(0, |package, (point, size)| package * size + point)
    }

    /// All packages.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &[i64])> {
        self.gains.chunks_exact(self.actors.max(1)).enumerate()
    }
}
