//! The relaxation and its dual, approached by alternating directions: one eigenvalue decomposition a step, and every step yields a bound.

use super::eigen::Tridiagonal;
use super::square::{Square, add_times};
use super::triangle::{Triangle, violated};

/// Where the iteration stands.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The matrix of the relaxation: 1 on its diagonal in the end.
    pub x: Square,
    /// The slack of the dual.
    pub z: Square,
    /// The multipliers of the diagonal.
    pub y: Vec<f64>,
    /// The inequalities in use, sorted by key.
    pub triangles: Vec<Triangle>,
    /// The penalty on what the dual violates.
    pub penalty: f64,
}

/// Steps after which the penalty is looked at.
const TURN: usize = 10;

impl State {
    /// Nothing known of a graph whose half weights are `weight`.
    pub fn new(weight: &Square) -> Self {
        let size = weight.size;
        let norm = libm::sqrt(weight.entries().iter().map(|entry| entry * entry).sum::<f64>());
        Self {
            x: Square::one(size),
            z: Square::zero(size),
            y: vec![0.0; size],
            triangles: Vec::new(),
            penalty: 0.5 * size as f64 / norm.max(f64::MIN_POSITIVE),
        }
    }

    /// So many steps.
    pub fn advance(&mut self, weight: &Square, steps: usize) {
        let mut cover = self.cover(weight);
        for step in 1..=steps {
            for (at, y) in self.y.iter_mut().enumerate() {
                *y = self.z.at(at, at) - (1.0 - self.x.at(at, at)) / self.penalty;
            }
            self.weigh(&mut cover);
            let change = self.project(&cover);
            if step % TURN == 0 {
                self.balance(change);
            }
        }
    }

    /// Half weights and inequalities together.
    fn cover(&self, weight: &Square) -> Square {
        let mut cover = weight.clone();
        for triangle in &self.triangles {
            for (a, b, sign) in triangle.pairs() {
                cover.add(a, b, triangle.worth * sign / 2.0);
            }
        }
        cover
    }

    /// The multipliers of the inequalities, one after the other, twice.
    fn weigh(&mut self, cover: &mut Square) {
        const CURVE: f64 = 1.5;
        for _ in 0..2 {
            for triangle in &mut self.triangles {
                let slack = 1.0 + triangle.sum(&self.x);
                let slope = slack + self.penalty * (triangle.sum(&self.z) + triangle.sum(cover));
                let worth = (triangle.worth - slope / (CURVE * self.penalty)).max(0.0);
                let by = worth - triangle.worth;
                if by != 0.0 {
                    triangle.worth = worth;
                    for (a, b, sign) in triangle.pairs() {
                        cover.add(a, b, by * sign / 2.0);
                    }
                }
            }
        }
    }

    /// The two parts of the dual's violation; returns by how much the matrix of the relaxation moved, squared.
    fn project(&mut self, cover: &Square) -> f64 {
        let size = cover.size;
        let mut violation = cover.clone();
        for ((entry, cover), x) in violation.entries_mut().iter_mut().zip(cover.entries()).zip(self.x.entries()) {
            *entry = -cover - x / self.penalty;
        }
        for at in 0..size {
            violation.row_mut(at)[at] += self.y[at];
        }
        let three = Tridiagonal::of(violation.clone());
        let values = three.values();
        let below = values.partition_point(|value| *value < 0.0);
        // The smaller side is built, the other follows.
        let negative = 2 * below <= size;
        let side = if negative { &values[..below] } else { &values[below..] };
        let mut part = Square::zero(size);
        for (value, vector) in side.iter().zip(three.vectors(side)) {
            for row in 0..size {
                let by = value.abs() * vector[row];
                add_times(&mut part.row_mut(row)[..=row], by, &vector[..=row]);
            }
        }
        part.mirror();
        let mut change = 0.0;
        let old = self.x.entries_mut().iter_mut().zip(self.z.entries_mut());
        for ((x, z), (part, violation)) in old.zip(part.entries().iter().zip(violation.entries())) {
            let (below, above) = if negative { (*part, violation + part) } else { (part - violation, *part) };
            let new = self.penalty * below;
            change += (new - *x) * (new - *x);
            (*x, *z) = (new, above);
        }
        change
    }

    /// Turns the penalty towards the side that lags.
    fn balance(&mut self, change: f64) {
        const FACTOR: f64 = 1.4;
        const LAG: f64 = 3.0;
        let size = self.x.size;
        let miss: f64 = (0..size).map(|at| self.x.at(at, at) - 1.0).map(|miss| miss * miss).sum();
        let short = |triangle: &Triangle| (-1.0 - triangle.sum(&self.x)).max(0.0);
        let short: f64 = self.triangles.iter().map(short).map(|short| short * short).sum();
        let norm = |matrix: &Square| 1.0 + libm::sqrt(matrix.entries().iter().map(|entry| entry * entry).sum::<f64>());
        let primal = libm::sqrt(miss + short) / norm(&self.x);
        let dual = libm::sqrt(change) / self.penalty / norm(&self.z);
        if dual > LAG * primal {
            self.penalty *= FACTOR;
        } else if primal > LAG * dual {
            self.penalty /= FACTOR;
        }
    }

    /// What has to be added to all of `y` so that the dual holds: the least eigenvalue, its sign turned.
    pub fn lift(&self, weight: &Square) -> f64 {
        let mut slack = self.cover(weight);
        slack.entries_mut().iter_mut().for_each(|entry| *entry = -*entry);
        for (at, y) in self.y.iter().enumerate() {
            slack.row_mut(at)[at] += y;
        }
        -Tridiagonal::of(slack).values().first().copied().unwrap_or(0.0)
    }

    /// An upper bound of what pairs on one side bring beyond pairs apart, if the floats are right.
    pub fn bound(&self, weight: &Square) -> f64 {
        let lifted: f64 = self.y.iter().sum::<f64>() + self.lift(weight) * self.y.len() as f64;
        lifted + self.triangles.iter().map(|triangle| triangle.worth).sum::<f64>()
    }

    /// Takes inequalities in that are violated, and drops those that do nothing.
    pub fn separate(&mut self, most: usize) {
        let x = &self.x;
        let new = violated(x, &self.triangles, most);
        self.triangles.retain(|triangle| triangle.worth > 0.0 || triangle.sum(x) < -1.0);
        self.triangles.extend(new);
        self.triangles.sort_by_key(Triangle::key);
    }

    /// With the last of two groups taken as the first, turned or not.
    pub fn contracted(&self, kept: usize, gone: usize, turned: bool) -> Self {
        let sign = if turned { -1.0 } else { 1.0 };
        let name = |group: usize| match group {
            _ if group == gone => (kept, turned),
            _ => (group - usize::from(group > gone), false),
        };
        let mut y = self.y.clone();
        let lost = y.remove(gone);
        y[kept] += lost + 2.0 * sign * self.z.at(kept, gone);
        let mut triangles: Vec<Triangle> =
            self.triangles.iter().filter_map(|triangle| triangle.renamed(name)).collect();
        triangles.sort_by_key(Triangle::key);
        triangles.dedup_by(|later, first| {
            let same = later.key() == first.key();
            first.worth += if same { later.worth } else { 0.0 };
            same
        });
        let z = merged(&self.z, kept, gone, sign);
        Self { x: without(&self.x, gone), z, y, triangles, penalty: self.penalty }
    }
}

/// A matrix without a row and its column.
fn without(matrix: &Square, gone: usize) -> Square {
    let mut left = Square::zero(matrix.size - 1);
    for row in 0..left.size {
        let (head, tail) = matrix.row(row + usize::from(row >= gone)).split_at(gone);
        left.row_mut(row)[..gone].copy_from_slice(head);
        left.row_mut(row)[gone..].copy_from_slice(&tail[1..]);
    }
    left
}

/// A matrix with one row and column added to another, by a sign.
pub(super) fn merged(matrix: &Square, kept: usize, gone: usize, sign: f64) -> Square {
    let mut whole = matrix.clone();
    let own = matrix.at(kept, kept) + matrix.at(gone, gone) + 2.0 * sign * matrix.at(kept, gone);
    for other in (0..matrix.size).filter(|other| *other != kept) {
        whole.add(kept, other, sign * matrix.at(gone, other));
    }
    whole.row_mut(kept)[kept] = own;
    without(&whole, gone)
}
