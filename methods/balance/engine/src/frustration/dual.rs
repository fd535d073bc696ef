//! The proof that the semidefinite relaxation leaves behind, and code apart from the search that checks it in whole numbers.
//!
//! Write a division as x in {-1, 1}^n. Its cost is half of what all weight W exceeds the sum of w_uv x_u x_v by. For any y and any g >= 0 the matrix
//! M = Diag(y) - C - sum g_t T_t (C holds half of each weight, T_t half of the signs of a triangle) tells: where M has no negative
//! eigenvalue, that sum is at most sum y + sum g, because no division brings the sum over a triangle below -1.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A triangle inequality: of three actors, one of them perhaps turned, not all pairs can be apart.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct DualTriangle {
    /// The actors.
    pub actors: [usize; 3],
    /// Which of them is turned, from 1; 0 for none.
    pub turned: usize,
    /// Its multiplier, in parts.
    pub worth: i64,
}

/// Multipliers of the semidefinite relaxation of the ties among some actors, those bound by the decisions of the leaf taken as one.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Dual {
    /// The actors.
    pub actors: Vec<usize>,
    /// Parts of a unit in which multipliers are counted.
    pub parts: i64,
    /// The multiplier of each group of actors that the decisions bind, groups in the order of their first actors.
    pub diagonal: Vec<i64>,
    /// The triangle inequalities that are used.
    pub triangles: Vec<DualTriangle>,
}

/// Groups of actors that decisions bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Groups {
    /// Per place the group and whether the actor is turned against the first of it.
    pub of: Vec<(usize, bool)>,
    /// How many there are.
    pub count: usize,
}

impl Groups {
    /// Of places `0..size` under decisions (place, place, together); `None` where these contradict each other.
    pub fn bound_by(size: usize, decided: &[(usize, usize, bool)]) -> Option<Self> {
        let mut of: Vec<(usize, bool)> = (0..size).map(|place| (place, false)).collect();
        for &(a, b, together) in decided {
            let ((one, turned), (other, against)) = (of[a], of[b]);
            let turn = turned ^ against ^ !together;
            if one == other {
                if turn {
                    return None;
                }
                continue;
            }
            let (kept, gone) = (one.min(other), one.max(other));
            for (group, turned) in of.iter_mut().filter(|(group, _)| *group == gone) {
                (*group, *turned) = (kept, *turned ^ turn);
            }
        }
        let mut number = vec![usize::MAX; size];
        let mut count = 0;
        for (group, _) in &mut of {
            if number[*group] == usize::MAX {
                number[*group] = count;
                count += 1;
            }
            *group = number[*group];
        }
        Some(Self { of, count })
    }
}

/// Multipliers, weights and parts beyond these are not looked at: sums of their products must stay far inside 128 bits.
const LARGEST: i64 = 1 << 56;
const MOST_PARTS: i64 = 1 << 30;
/// Most groups: what takes longer than a minute is not believed.
const MOST_GROUPS: usize = 1_000;

/// A square matrix of whole numbers.
type Whole = Vec<Vec<i128>>;

impl Dual {
    /// Whether both ends of a tie stand among the actors.
    pub(super) fn covers(&self, a: usize, b: usize) -> bool {
        self.actors.contains(&a) && self.actors.contains(&b)
    }

    /// The same of actors with other names; `None` where one has none.
    pub(super) fn renamed(&self, name: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let actors = self.actors.iter().map(|actor| name(*actor)).collect::<Option<_>>()?;
        let triangle = |triangle: &DualTriangle| {
            let [a, b, c] = triangle.actors;
            Some(DualTriangle { actors: [name(a)?, name(b)?, name(c)?], ..*triangle })
        };
        let triangles = self.triangles.iter().map(triangle).collect::<Option<_>>()?;
        Some(Self { actors, triangles, parts: self.parts, diagonal: self.diagonal.clone() })
    }

    /// What every division that keeps to `decided` costs at least in the ties (actor, actor, weight in units) among the actors; `None` where
    /// nothing is proven.
    pub(super) fn proves(
        &self,
        size: usize,
        ties: &[(usize, usize, i64)],
        decided: &[(usize, usize, bool)],
    ) -> Option<i128> {
        let mut place = vec![usize::MAX; size];
        for (at, actor) in self.actors.iter().enumerate() {
            match place.get_mut(*actor) {
                Some(free) if *free == usize::MAX => *free = at,
                _ => return None,
            }
        }
        let inside = |a: usize, b: usize| place[a] != usize::MAX && place[b] != usize::MAX;
        let own = decided.iter().filter(|(a, b, _)| inside(*a, *b));
        let own: Vec<_> = own.map(|&(a, b, together)| (place[a], place[b], together)).collect();
        let groups = Groups::bound_by(self.actors.len(), &own)?;
        let small = |number: &i64| number.checked_abs().is_some_and(|size| size < LARGEST);
        let fits = groups.count == self.diagonal.len() && groups.count <= MOST_GROUPS;
        if !fits || !(1..=MOST_PARTS).contains(&self.parts) || !self.diagonal.iter().all(small) {
            return None;
        }
        let ties = ties.iter().filter(|(a, b, _)| inside(*a, *b)).map(|&(a, b, w)| (place[a], place[b], w));
        let bundled = Bundled::of(&groups, ties);
        let matrix = self.matrix(&groups, &bundled, &place)?;
        has_no_negative_eigenvalue(&matrix).then(|| bundled.least(self))
    }

    /// Twice the parts times M.
    fn matrix(&self, groups: &Groups, bundled: &Bundled, place: &[usize]) -> Option<Whole> {
        let parts = i128::from(self.parts);
        let mut matrix: Whole = bundled.weight.iter().map(|row| row.iter().map(|w| -parts * w).collect()).collect();
        for (at, number) in self.diagonal.iter().enumerate() {
            matrix[at][at] = 2 * i128::from(*number);
        }
        for triangle in &self.triangles {
            if !(0..LARGEST).contains(&triangle.worth) || triangle.turned > 3 {
                return None;
            }
            let mut corner = [(0, false); 3];
            for (number, actor) in triangle.actors.iter().enumerate() {
                let at = place.get(*actor).filter(|at| **at != usize::MAX)?;
                let (group, turned) = groups.of[*at];
                corner[number] = (group, turned ^ (triangle.turned == number + 1));
            }
            for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                let ((a, turned), (b, against)) = (corner[one], corner[other]);
                if a == b {
                    return None;
                }
                let worth = i128::from(triangle.worth) * if turned == against { -1 } else { 1 };
                matrix[a][b] += worth;
                matrix[b][a] += worth;
            }
        }
        Some(matrix)
    }
}

/// The ties between groups, those of two groups added up.
struct Bundled {
    weight: Whole,
    /// All weight.
    all: i128,
    /// The sum over ties inside groups of weight times sides.
    fixed: i128,
}

impl Bundled {
    fn of(groups: &Groups, ties: impl Iterator<Item = (usize, usize, i64)>) -> Self {
        let mut bundled = Self { weight: vec![vec![0; groups.count]; groups.count], all: 0, fixed: 0 };
        for (a, b, weight) in ties {
            let ((one, turned), (other, against)) = (groups.of[a], groups.of[b]);
            let signed = i128::from(weight) * if turned == against { 1 } else { -1 };
            bundled.all += i128::from(weight).abs();
            if one == other {
                bundled.fixed += signed;
            } else {
                bundled.weight[one][other] += signed;
                bundled.weight[other][one] += signed;
            }
        }
        bundled
    }

    /// The least cost that the multipliers leave room for.
    fn least(&self, dual: &Dual) -> i128 {
        let sum = dual.diagonal.iter().chain(dual.triangles.iter().map(|triangle| &triangle.worth));
        let sum: i128 = sum.map(|number| i128::from(*number)).sum();
        let parts = i128::from(dual.parts);
        let proven = ceiling((self.all - self.fixed) * parts - sum, 2 * parts);
        // Turning a group moves the cost by the sum of its ties, each either way: so costs lie on a grid from that of any division.
        let between: i128 = self.weight.iter().flatten().sum::<i128>() / 2;
        let one = (self.all - self.fixed - between) / 2;
        let step = self.step();
        if step == 0 { one } else { one + ceiling(proven - one, step) * step }
    }

    /// What two costs differ by at least: the common divisor of the weights, twice that where every group has an even sum.
    fn step(&self) -> i128 {
        let divisor = self.weight.iter().flatten().fold(0, |step, weight| common_divisor(step, weight.abs()));
        let even = |row: &Vec<i128>| row.iter().sum::<i128>() % (2 * divisor) == 0;
        if divisor > 0 && self.weight.iter().all(even) { 2 * divisor } else { divisor }
    }
}

fn ceiling(number: i128, by: i128) -> i128 {
    -(-number).div_euclid(by)
}

fn common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Digits after the point that the factor is rounded to.
const DIGITS: u32 = 26;

/// Whether a symmetric matrix has no negative eigenvalue, as far as it is plain. A factor L of the matrix less something on its diagonal is computed
/// in floats and rounded to whole numbers; what the matrix exceeds L L' by is computed exactly, and where every diagonal entry of that is at
/// least as large as the rest of its row together (Gershgorin 1931), both parts have none. Nothing rests on the floats.
fn has_no_negative_eigenvalue(matrix: &Whole) -> bool {
    let least = (0..matrix.len()).map(|at| matrix[at][at]).min().unwrap_or(0);
    // What is taken off must leave room for the rounding of the factor, and may be no more than the slack that was put on.
    [64, 8 << 10, 1 << 20]
        .into_iter()
        .filter(|off| *off < least || matrix.is_empty())
        .any(|off| factor(matrix, off as f64).is_some_and(|factor| leaves_dominant(matrix, &factor)))
        || matrix.is_empty()
}

/// The rounded lower factor of the matrix less `off` on the diagonal.
fn factor(matrix: &Whole, off: f64) -> Option<Vec<Vec<i64>>> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (at, line) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(at + 1);
        for (column, above) in rows.iter().enumerate() {
            let sum: f64 = row.iter().zip(above).map(|(a, b)| a * b).sum();
            row.push((line[column] as f64 - sum) / above[column]);
        }
        let left = line[at] as f64 - off - row.iter().map(|entry| entry * entry).sum::<f64>();
        if left.is_nan() || left <= 0.0 {
            return None;
        }
        row.push(libm::sqrt(left));
        rows.push(row);
    }
    let scale = (1u64 << DIGITS) as f64;
    let whole = |entry: &f64| {
        let scaled = libm::rint(entry * scale);
        (scaled.abs() < LARGEST as f64).then_some(scaled as i64)
    };
    rows.iter().map(|row| row.iter().map(whole).collect()).collect()
}

/// Whether what the matrix exceeds the square of the factor by is dominated by its diagonal.
fn leaves_dominant(matrix: &Whole, factor: &[Vec<i64>]) -> bool {
    const WIDEST: i128 = 1 << 70;
    // A thousand of these still fit.
    const MOST_LEFT: i128 = 1 << 110;
    let mut beside = vec![0i128; matrix.len()];
    let mut diagonal = vec![0i128; matrix.len()];
    for (at, row) in factor.iter().enumerate() {
        for (column, other) in factor[..=at].iter().enumerate() {
            if matrix[at][column].abs() > WIDEST {
                return false;
            }
            let product: i128 = row.iter().zip(other).map(|(a, b)| i128::from(*a) * i128::from(*b)).sum();
            let rest = (matrix[at][column] << (2 * DIGITS)) - product;
            if rest.abs() > MOST_LEFT {
                return false;
            }
            if column == at {
                diagonal[at] = rest;
            } else {
                beside[at] += rest.abs();
                beside[column] += rest.abs();
            }
        }
    }
    diagonal.iter().zip(&beside).all(|(own, rest)| own >= rest)
}
