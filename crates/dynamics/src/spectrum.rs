//! Eigenvalues by iterations that end: each has a limit, and what does not settle within it is unknown.

use nalgebra::{DMatrix, DVector, Dyn, SVD, Schur, SymmetricEigen};

use crate::scc::components;

/// Steps of an iteration, and as many again for every row; a few a row are usual.
const STEPS: usize = 200;
/// Turned copies of a matrix that are tried where its own iteration stalls, each with sixteen times the tolerance before.
const TURNS: u32 = 3;
/// Bounds on the greatest value of a block that are nearer than this share of its greatest entry are one number.
const NEAR: f64 = 1e-9;

fn limit(size: usize) -> usize {
    STEPS * (size + 1)
}

/// Eigenvalues and vectors of a symmetric matrix; `None` where the iteration does not settle. O(n^3).
pub(crate) fn symmetric(matrix: DMatrix<f64>) -> Option<SymmetricEigen<f64, Dyn>> {
    let steps = limit(matrix.nrows());
    let finite = matrix.iter().all(|entry| entry.is_finite());
    let found = finite.then(|| SymmetricEigen::try_new(matrix, f64::EPSILON, steps)).flatten()?;
    found.eigenvalues.iter().all(|value| value.is_finite()).then_some(found)
}

/// Greatest singular value; `None` where the iteration does not settle. O(n^3).
pub(crate) fn spectral_norm(matrix: DMatrix<f64>) -> Option<f64> {
    let steps = limit(matrix.nrows());
    let finite = matrix.iter().all(|entry| entry.is_finite());
    let found = finite.then(|| SVD::try_new(matrix, false, false, f64::EPSILON, steps)).flatten()?;
    Some(found.singular_values.iter().copied().fold(0.0, f64::max)).filter(|norm| norm.is_finite())
}

/// Real parts of all eigenvalues, the greatest first; `None` where no iteration settles. O(n^3).
pub(crate) fn real_parts(matrix: &DMatrix<f64>) -> Option<Vec<f64>> {
    if matrix.iter().any(|entry| !entry.is_finite()) {
        return None;
    }
    let mut found = match *matrix == matrix.transpose() {
        true => symmetric(matrix.clone())?.eigenvalues.iter().copied().collect(),
        false => (0..=TURNS).find_map(|turn| schur(turned(matrix, turn), turn))?,
    };
    found.sort_by(|a: &f64, b| b.total_cmp(a));
    Some(found)
}

/// Eigenvalues of a square matrix by rows, as real and imaginary parts; `None` where no iteration settles. O(n^3).
pub(crate) fn complex_roots(rows: &[Vec<f64>]) -> Option<Vec<(f64, f64)>> {
    let size = rows.len();
    let matrix = DMatrix::from_fn(size, size, |i, j| rows[i][j]);
    let parts = |turn: u32| {
        let tolerance = f64::EPSILON * f64::from(1 << (4 * turn));
        let found = Schur::try_new(turned(&matrix, turn), tolerance, limit(size))?;
        let roots: Vec<(f64, f64)> = found.complex_eigenvalues().iter().map(|root| (root.re, root.im)).collect();
        roots.iter().all(|(re, im)| re.is_finite() && im.is_finite()).then_some(roots)
    };
    matrix.iter().all(|entry| entry.is_finite()).then(|| (0..=TURNS).find_map(parts)).flatten()
}

fn schur(matrix: DMatrix<f64>, turn: u32) -> Option<Vec<f64>> {
    let steps = limit(matrix.nrows());
    let found = Schur::try_new(matrix, f64::EPSILON * f64::from(1 << (4 * turn)), steps)?;
    let real: Vec<f64> = found.complex_eigenvalues().iter().map(|root| root.re).collect();
    real.iter().all(|value| value.is_finite()).then_some(real)
}

/// The matrix seen in a mirror that is askew to its axes: the eigenvalues stay, and what made the iteration stall does not.
fn turned(matrix: &DMatrix<f64>, turn: u32) -> DMatrix<f64> {
    if turn == 0 {
        return matrix.clone();
    }
    let size = matrix.nrows();
    let entry = |place: usize| 0.5 + (0.618_033_988_749_894_9 * f64::from(turn) * (place + 1) as f64).fract();
    let normal = DVector::from_fn(size, |place, _| entry(place)).normalize();
    let mirror = DMatrix::identity(size, size) - 2.0 * &normal * normal.transpose();
    &mirror * matrix * &mirror
}

/// The greatest real part of an eigenvalue of a matrix without negative entries off its diagonal, which is an eigenvalue itself
/// (Perron and Frobenius), and whether only one of the matrix's irreducible blocks reaches it. `None` where no iteration settles.
pub(crate) fn greatest(matrix: &DMatrix<f64>) -> Option<(f64, bool)> {
    let size = matrix.nrows();
    let pairs = (0..size).flat_map(|i| (0..size).map(move |j| (i, j)));
    let (of, count) = components(size, pairs.filter(|(i, j)| i != j && matrix[(*i, *j)] != 0.0));
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    of.iter().enumerate().for_each(|(place, component)| members[*component].push(place));
    let block = |of: &Vec<usize>| matrix.select_rows(of).select_columns(of);
    let found: Option<Vec<f64>> = members.iter().map(|of| of_block(&block(of))).collect();
    let found = found?;
    let most = found.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near = NEAR * matrix.amax();
    let single = found.iter().filter(|value| **value >= most - near).count() == 1;
    most.is_finite().then_some((most, single))
}

/// Of an irreducible block: Noda's iteration (1971), which closes in on the value from both sides (Collatz and Wielandt).
fn of_block(block: &DMatrix<f64>) -> Option<f64> {
    let size = block.nrows();
    if size == 1 {
        return Some(block[(0, 0)]);
    }
    let mut vector = DVector::from_element(size, 1.0);
    let (mut closest, mut value) = (f64::INFINITY, None);
    for _ in 0..STEPS {
        let image = block * &vector;
        let ratios = image.component_div(&vector);
        let (low, high) = (ratios.min(), ratios.max());
        if !(low.is_finite() && high.is_finite()) || high - low >= closest {
            break;
        }
        (closest, value) = (high - low, Some(low + (high - low) / 2.0));
        let Some(next) = nearer(block, high, &vector) else { break };
        vector = next;
    }
    let settled = value.filter(|_| closest <= NEAR * block.amax());
    settled.or_else(|| real_parts(block)?.first().copied())
}

/// One step of inverse iteration from `high` above the value, and one of Jacobi's, which makes the smallest entries exact too.
fn nearer(block: &DMatrix<f64>, high: f64, vector: &DVector<f64>) -> Option<DVector<f64>> {
    let size = block.nrows();
    let shifted = DMatrix::identity(size, size) * high - block;
    let solved = shifted.lu().solve(vector)?;
    let solved = &solved / solved.amax();
    let entry = |i: usize| {
        let others: f64 = (0..size).filter(|j| *j != i).map(|j| block[(i, j)] * solved[j].abs()).sum();
        others / (high - block[(i, i)])
    };
    let next = DVector::from_fn(size, |i, _| entry(i));
    next.iter().all(|x| x.is_finite() && *x > 0.0).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A value is above the greatest exactly when elimination without exchange meets positive pivots alone.
    fn by_bisection(matrix: &DMatrix<f64>) -> f64 {
        let above = |value: f64| {
            let size = matrix.nrows();
            let mut left = DMatrix::identity(size, size) * value - matrix;
            (0..size).all(|k| {
                let pivot = left[(k, k)];
                for i in k + 1..size {
                    let factor = left[(i, k)] / pivot;
                    (k..size).for_each(|j| left[(i, j)] -= factor * left[(k, j)]);
                }
                pivot > 0.0
            })
        };
        let (mut low, mut high) = (-1e3, 1e3);
        for _ in 0..100 {
            let middle = (low + high) / 2.0;
            if above(middle) { high = middle } else { low = middle }
        }
        high
    }

    #[test]
    fn repeated_and_defective_values_end() {
        for size in 2..=20 {
            for k in [0.01, 0.1, 0.5, 1.0, 3.0] {
                // One acts on all alike, in different measure: u v' - I, of which all values but one are -1.
                let rank_one = DMatrix::from_fn(size, size, |i, j| {
                    k * (1 + i % 3) as f64 * if j % 2 == 0 { 1.0 } else { 2.0 } - f64::from(u8::from(i == j))
                });
                let expected = rank_one.trace() + size as f64 - 1.0;
                let found = real_parts(&rank_one).unwrap();
                assert!((found[0] - expected).abs() < 1e-8 * expected.abs().max(1.0), "{size} {k}: {found:?}");
                let alike = DMatrix::from_fn(size, size, |i, j| if i == j { -1.0 } else { k });
                let found = real_parts(&alike).unwrap();
                assert!((found[0] - ((size as f64 - 1.0) * k - 1.0)).abs() < 1e-9, "{size} {k}: {found:?}");
                // A chain of followers: one value, n times, with one vector.
                let chain =
                    DMatrix::from_fn(
                        size,
                        size,
                        |i, j| if i == j { -1.0 } else { k * f64::from(u8::from(i == j + 1)) },
                    );
                assert_eq!(greatest(&chain), Some((-1.0, false)));
                assert!(real_parts(&chain).is_none_or(|found| (found[0] + 1.0).abs() < 0.2 * k.max(1.0)));
            }
        }
        assert_eq!(real_parts(&DMatrix::from_element(3, 3, f64::NAN)), None);
        assert!(symmetric(DMatrix::from_element(3, 3, f64::INFINITY)).is_none());
        assert!((spectral_norm(DMatrix::from_element(5, 5, -0.2)).unwrap() - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_greatest_value_is_that_of_bisection(size in 1..7usize, numbers in proptest::collection::vec((0..4u8, 0.0..3.0f64), 49), small in any::<bool>()) {
            let scale = if small { 1e-6 } else { 1.0 };
            let entry = |i: usize, j: usize| {
                let (kind, number) = numbers[7 * i + j];
                match (i == j, kind) {
                    (true, _) => -number,
                    (false, 0 | 1) => 0.0,
                    (false, 2) => scale * number,
                    (false, _) => number,
                }
            };
            let matrix = DMatrix::from_fn(size, size, entry);
            let (found, _) = greatest(&matrix).unwrap();
            prop_assert!((found - by_bisection(&matrix)).abs() < 1e-8, "{} {}", found, by_bisection(&matrix));
        }
    }
}
