//! Press analysis of signed digraphs: loop analysis (Levins 1974; Dambacher, Li and Rossignol 2002, 2003) in exact integers.

use nalgebra::DMatrix;

use crate::spectrum::real_parts;

/// Largest community whose predictions are worked out.
pub const MOST_PRESSED: usize = 20;
/// Largest community whose absolute feedbacks (permanents) are worked out.
pub const MOST_PERMANENT: usize = 15;

/// Why a community cannot be analysed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// Not square, empty or too large.
    #[error("a community matrix has 1 to {MOST_PRESSED} rows and as many columns")]
    Size,
    /// Entries must be whole numbers of moderate size.
    #[error("entries are whole numbers between -100 and 100; signs are enough")]
    Entry,
    /// The sums outgrow 127 bits.
    #[error("the numbers outgrow what is held exactly; give signs instead of sizes")]
    Overflow,
}

/// What a lasting press on one variable does to the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Press {
    /// Feedback by level, F_0 = -1 first.
    pub feedback: Vec<i128>,
    /// Hurwitz determinants 1 to n.
    pub hurwitz: Vec<i128>,
    /// Whether all roots of the characteristic polynomial have negative real parts.
    pub stable: bool,
    /// Largest real part of a root; `None` where the iteration for it does not settle.
    pub largest_real_part: Option<f64>,
    /// Determinant of -A.
    pub determinant: i128,
    /// `adjoint[i][j]`: long-run response of i to a press on j, up to the factor 1 / determinant.
    pub adjoint: Vec<Vec<i128>>,
    /// Number of terms in each, whatever their sign; `None` beyond [`MOST_PERMANENT`].
    pub absolute: Option<Vec<Vec<i128>>>,
}

impl Press {
    /// Share of agreement among the terms, in [0, 1]: 1 where all ways agree, and by convention where there is none.
    pub fn weighted(&self, response: usize, pressed: usize) -> Option<f64> {
        let all = self.absolute.as_ref()?[response][pressed];
        let net = self.adjoint[response][pressed].unsigned_abs() as f64;
        Some(if all == 0 { 1.0 } else { net / all as f64 })
    }
}

/// What a lasting press on one variable of a community does to the others in the long run (Levins 1974; Dambacher, Li and Rossignol 2002), in
/// exact integers: `a[i][j]` is the effect of j on i, a whole number from -100 to 100. Predictions mean something only where it is stable.
/// O(n^5), and O(2^n n^3) for the absolute feedbacks.
///
/// # Errors
/// [`PressError`].
///
/// # Examples
/// A predator and its prey, which holds itself back: what is done for the prey feeds the predator alone.
/// ```
/// use detente_dynamics::press;
///
/// let found = press(&[vec![-1, -1], vec![1, 0]])?;
/// assert!(found.stable && found.determinant == 1);
/// assert_eq!(found.adjoint, [[0, -1], [1, 1]]);
/// # Ok::<(), detente_dynamics::PressError>(())
/// ```
pub fn press(a: &[Vec<i64>]) -> Result<Press, PressError> {
    let size = a.len();
    if size == 0 || size > MOST_PRESSED || a.iter().any(|row| row.len() != size) {
        return Err(PressError::Size);
    }
    if a.iter().flatten().any(|entry| entry.abs() > 100) {
        return Err(PressError::Entry);
    }
    let matrix: Vec<Vec<i128>> = a.iter().map(|row| row.iter().map(|x| i128::from(*x)).collect()).collect();
    let coefficients = characteristic(&matrix).ok_or(PressError::Overflow)?;
    let negated: Vec<Vec<i128>> = matrix.iter().map(|row| row.iter().map(|x| -x).collect()).collect();
    let minor = |row: usize, column: usize| -> Vec<Vec<i128>> {
        let rows = negated.iter().enumerate().filter(|(place, _)| *place != row);
        rows.map(|(_, cells)| cells.iter().enumerate().filter(|(c, _)| *c != column).map(|(_, x)| *x).collect())
            .collect()
    };
    let mut adjoint = vec![vec![0; size]; size];
    for (i, row) in adjoint.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            let sign = if (i + j).is_multiple_of(2) { 1 } else { -1 };
            *cell = sign * determinant(minor(j, i)).ok_or(PressError::Overflow)?;
        }
    }
    let absolute = (size <= MOST_PERMANENT).then(|| {
        let of = |i: usize, j: usize| {
            permanent(&minor(j, i).iter().map(|row| row.iter().map(|x| x.abs()).collect()).collect::<Vec<Vec<i128>>>())
        };
        (0..size).map(|i| (0..size).map(|j| of(i, j)).collect()).collect()
    });
    let hurwitz: Option<Vec<i128>> =
        (1..=size).map(|order| determinant(hurwitz_matrix(&coefficients, order))).collect();
    let hurwitz = hurwitz.ok_or(PressError::Overflow)?;
    let numbers = DMatrix::from_fn(size, size, |i, j| a[i][j] as f64);
    Ok(Press {
        stable: hurwitz.iter().all(|determinant| *determinant > 0) && coefficients.iter().all(|c| *c > 0),
        feedback: coefficients.iter().map(|c| -c).collect(),
        hurwitz,
        largest_real_part: real_parts(&numbers).and_then(|found| found.first().copied()),
        determinant: determinant(negated).ok_or(PressError::Overflow)?,
        adjoint,
        absolute,
    })
}

/// Largest real part of an eigenvalue of the matrix with these entries: column (cause), row (effect), number. `None` where the
/// iteration for it does not settle.
pub fn largest_real_part(size: usize, entries: impl Iterator<Item = (usize, usize, f64)>) -> Option<f64> {
    let mut matrix = DMatrix::<f64>::zeros(size, size);
    entries.for_each(|(cause, effect, number)| matrix[(effect, cause)] += number);
    real_parts(&matrix)?.first().copied()
}

/// Coefficients of det(x I - A), the leading 1 first (Faddeev and LeVerrier), exact.
fn characteristic(a: &[Vec<i128>]) -> Option<Vec<i128>> {
    let size = a.len();
    let mut found = vec![1i128];
    let mut m = vec![vec![0i128; size]; size];
    for k in 1..=size {
        // M = A M + c I
        let mut next = product(a, &m)?;
        (0..size).for_each(|i| next[i][i] += found[k - 1]);
        m = next;
        let image = product(a, &m)?;
        let trace = (0..size).try_fold(0i128, |sum, i| sum.checked_add(image[i][i]))?;
        found.push(-trace / k as i128);
    }
    Some(found)
}

fn product(a: &[Vec<i128>], b: &[Vec<i128>]) -> Option<Vec<Vec<i128>>> {
    let cell =
        |i: usize, j: usize| (0..b.len()).try_fold(0i128, |sum, k| sum.checked_add(a[i][k].checked_mul(b[k][j])?));
    (0..a.len()).map(|i| (0..a.len()).map(|j| cell(i, j)).collect()).collect()
}

fn hurwitz_matrix(coefficients: &[i128], order: usize) -> Vec<Vec<i128>> {
    let at = |i: usize, j: usize| {
        let place = 2 * (j + 1);
        place.checked_sub(i + 1).and_then(|place| coefficients.get(place)).copied().unwrap_or(0)
    };
    (0..order).map(|i| (0..order).map(|j| at(i, j)).collect()).collect()
}

/// Determinant without fractions (Bareiss 1968); `None` on overflow.
fn determinant(mut m: Vec<Vec<i128>>) -> Option<i128> {
    let size = m.len();
    let (mut sign, mut before) = (1, 1i128);
    for k in 0..size {
        let Some(pivot) = (k..size).find(|row| m[*row][k] != 0) else { return Some(0) };
        if pivot != k {
            m.swap(pivot, k);
            sign = -sign;
        }
        for i in k + 1..size {
            for j in k + 1..size {
                let cross = m[i][j].checked_mul(m[k][k])?.checked_sub(m[i][k].checked_mul(m[k][j])?)?;
                m[i][j] = cross / before;
            }
        }
        before = m[k][k];
    }
    Some(sign * if size == 0 { 1 } else { m[size - 1][size - 1] })
}

/// Permanent by inclusion and exclusion (Ryser 1963) in Gray order; O(2^n n).
fn permanent(m: &[Vec<i128>]) -> i128 {
    let size = m.len();
    if size == 0 {
        return 1;
    }
    let mut sums = vec![0i128; size];
    let (mut total, mut gray) = (0i128, 0usize);
    for step in 1usize..1 << size {
        let column = step.trailing_zeros() as usize;
        gray ^= 1 << column;
        let add = if gray >> column & 1 == 1 { 1 } else { -1 };
        sums.iter_mut().zip(m).for_each(|(sum, row)| *sum += add * row[column]);
        let product: i128 = sums.iter().product();
        total += if (size - gray.count_ones() as usize).is_multiple_of(2) { product } else { -product };
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_hand(m: &[Vec<i128>], signed: bool) -> i128 {
        if m.is_empty() {
            return 1;
        }
        (0..m.len())
            .map(|column| {
                let rest: Vec<Vec<i128>> = m[1..]
                    .iter()
                    .map(|row| row.iter().enumerate().filter(|(c, _)| *c != column).map(|(_, x)| *x).collect())
                    .collect();
                let sign = if signed && column % 2 == 1 { -1 } else { 1 };
                sign * m[0][column] * by_hand(&rest, signed)
            })
            .sum()
    }

    proptest! {
        #[test]
        fn determinants_and_permanents_are_those_of_the_definition(cells in proptest::collection::vec(-3i128..4, 25)) {
            let m: Vec<Vec<i128>> = cells.chunks(5).map(<[i128]>::to_vec).collect();
            prop_assert_eq!(determinant(m.clone()), Some(by_hand(&m, true)));
            prop_assert_eq!(permanent(&m), by_hand(&m, false));
        }

        #[test]
        fn the_adjoint_solves_and_stability_is_that_of_the_roots(cells in proptest::collection::vec(-2i64..3, 16)) {
            let a: Vec<Vec<i64>> = cells.chunks(4).map(<[i64]>::to_vec).collect();
            let found = press(&a).unwrap();
            for (i, row) in a.iter().enumerate() {
                for j in 0..4 {
                    let cell: i128 = (0..4).map(|k| -i128::from(row[k]) * found.adjoint[k][j]).sum();
                    prop_assert_eq!(cell, if i == j { found.determinant } else { 0 });
                }
            }
            let largest = found.largest_real_part.unwrap();
            if largest.abs() > 1e-6 {
                prop_assert_eq!(found.stable, largest < 0.0);
            }
        }
    }
}
