//! Action and reaction: Richardson's arms race (1960) of n states, x' = (K - diag a) x + g.

use nalgebra::{DMatrix, DVector};

/// Why there is no race.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RaceError {
    /// Sizes differ or numbers are not finite.
    #[error("a race needs a square matrix of reactions and as many costs and grievances, all finite")]
    Shape,
    /// A reaction is negative.
    #[error("reactions are at least 0: a state that disarms when the other arms is another model")]
    Reaction,
}

/// Where a race goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Race {
    /// Largest real part of an eigenvalue: below 0 the race ends.
    pub abscissa: f64,
    /// Real parts of all eigenvalues, the greatest first.
    pub eigenvalues: Vec<f64>,
    /// Where it comes to rest (or what it moves away from); `None` where there is no single such point.
    pub equilibrium: Option<Vec<f64>>,
    /// How much the abscissa grows per unit of each reaction, `[who reacts][to whom]`: the greatest decides.
    pub sensitivity: Vec<Vec<f64>>,
    /// Left vector of the abscissa: on which combination of the start it depends whether an unstable race goes up or down.
    pub left: Vec<f64>,
}

impl Race {
    /// Whether it comes to rest.
    pub fn is_stable(&self) -> bool {
        self.abscissa < 0.0
    }

    /// Whether a start moves up, where it does not come to rest; `None` where it does, or on the line between.
    pub fn escalates_from(&self, start: &[f64]) -> Option<bool> {
        let rest = self.equilibrium.as_ref().filter(|_| !self.is_stable())?;
        let side: f64 = self.left.iter().zip(start).zip(rest).map(|((left, start), rest)| left * (start - rest)).sum();
        (side != 0.0).then_some(side > 0.0)
    }
}

/// The race of `reaction[i][j]` (how strongly i reacts to j), `cost[i]` (how the own burden holds back) and `grievance[i]`.
/// O(n^3).
///
/// # Errors
/// [`RaceError`].
pub fn race(reaction: &[Vec<f64>], cost: &[f64], grievance: &[f64]) -> Result<Race, RaceError> {
    let size = cost.len();
    let finite = reaction.iter().flatten().chain(cost).chain(grievance).all(|x| x.is_finite());
    if size == 0
        || !finite
        || reaction.len() != size
        || grievance.len() != size
        || reaction.iter().any(|row| row.len() != size)
    {
        return Err(RaceError::Shape);
    }
    if (0..size).any(|i| (0..size).any(|j| i != j && reaction[i][j] < 0.0)) {
        return Err(RaceError::Reaction);
    }
    let matrix = DMatrix::from_fn(size, size, |i, j| if i == j { -cost[i] } else { reaction[i][j] });
    let mut eigenvalues: Vec<f64> = matrix.complex_eigenvalues().iter().map(|root| root.re).collect();
    eigenvalues.sort_by(|a, b| b.total_cmp(a));
    // The greatest is real, with vectors that have no negative entry (Perron and Frobenius).
    let abscissa = eigenvalues[0];
    let right = null_vector(&matrix, abscissa);
    let left = null_vector(&matrix.transpose(), abscissa);
    let overlap: f64 = left.iter().zip(&right).map(|(l, r)| l * r).sum();
    let sensitivity = (0..size).map(|i| (0..size).map(|j| left[i] * right[j] / overlap).collect()).collect();
    let solved = matrix.clone().lu().solve(&-DVector::from_column_slice(grievance));
    let equilibrium = solved.filter(|x| x.iter().all(|value| value.is_finite())).map(|x| x.iter().copied().collect());
    Ok(Race { abscissa, eigenvalues, equilibrium, sensitivity, left })
}

/// The vector that a matrix stretches by `value`, its entries non-negative: inverse iteration.
fn null_vector(matrix: &DMatrix<f64>, value: f64) -> Vec<f64> {
    let size = matrix.nrows();
    let scale = matrix.iter().fold(1.0f64, |most, x| most.max(x.abs()));
    // From just above the greatest value the inverse has no negative entry, and the start cannot miss the vector.
    let shifted = DMatrix::<f64>::identity(size, size) * (value + 1e-9 * scale) - matrix;
    let lu = shifted.lu();
    let mut vector = DVector::from_element(size, 1.0);
    for _ in 0..32 {
        let Some(next) = lu.solve(&vector) else { break };
        let norm = next.norm();
        if !(norm.is_finite() && norm > 0.0) {
            break;
        }
        vector = next / norm;
    }
    vector.iter().map(|x| x.abs()).collect()
}
