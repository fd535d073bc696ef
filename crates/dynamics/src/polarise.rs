//! The direction in which ties polarise when friends of friends become friends: X' = X^2 (Marvel, Kleinberg, Kleinberg and
//! Strogatz 2011). Its time has no calendar, and is not told.

use nalgebra::DMatrix;

use crate::spectrum::symmetric;

/// Factions that ties drift towards.
#[derive(Debug, Clone, PartialEq)]
pub struct Polarisation {
    /// Eigenvalues, the greatest first.
    pub eigenvalues: Vec<f64>,
    /// Vector of the greatest, its first entry of weight positive.
    pub leading: Vec<f64>,
    /// Side of each actor; `None` where its entry is too small to say.
    pub factions: Vec<Option<bool>>,
    /// Why there is no direction: the greatest eigenvalue is not positive, not single, or not found.
    pub refused: Option<&'static str>,
}

/// An actor whose entry is below this share of the greatest is on no side.
const SOFT: f64 = 0.05;
/// Eigenvalues nearer than this share of the scale are one.
const REPEATED: f64 = 1e-6;

/// Most actors whose direction is worked out.
pub const MOST_POLARISED: usize = 1_500;

/// The two factions that ties drift towards when friends of friends become friends, X' = X² (Marvel, Kleinberg, Kleinberg and Strogatz 2011):
/// the signs of the leading eigenvector of a symmetric matrix of ties with zeros on the diagonal (self-ties are not read), of up to
/// [`MOST_POLARISED`] actors. O(n^3).
///
/// # Examples
/// ```
/// use detente_dynamics::polarisation;
///
/// let found = polarisation(&[vec![0.0, 1.0, -1.0], vec![1.0, 0.0, -1.0], vec![-1.0, -1.0, 0.0]]);
/// assert_eq!(found.factions, [Some(true), Some(true), Some(false)]);
/// ```
pub fn polarisation(ties: &[Vec<f64>]) -> Polarisation {
    let size = ties.len();
    if size > MOST_POLARISED {
        return refusal(size, "the direction is worked out for up to 1,500 actors");
    }
    let matrix = DMatrix::from_fn(size, size, |i, j| if i == j { 0.0 } else { 0.5 * (ties[i][j] + ties[j][i]) });
    let Some(eigen) = symmetric(matrix) else {
        return refusal(size, "the eigenvalues of the ties were not found within the steps that are taken");
    };
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
    let eigenvalues: Vec<f64> = order.iter().map(|place| eigen.eigenvalues[*place]).collect();
    let scale = eigenvalues.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let mut leading: Vec<f64> =
        order.first().map(|place| eigen.eigenvectors.column(*place).iter().copied().collect()).unwrap_or_default();
    let most = leading.iter().fold(0.0f64, |most, entry| most.max(entry.abs()));
    if leading.iter().find(|entry| entry.abs() > SOFT * most).is_some_and(|entry| *entry < 0.0) {
        leading.iter_mut().for_each(|entry| *entry = -*entry);
    }
    let refused = match eigenvalues[..] {
        [] => Some("there are no actors"),
        [first, ..] if first <= REPEATED * scale => {
            Some("no eigenvalue is positive: ties do not polarise under this rule")
        }
        [first, second, ..] if first - second <= REPEATED * scale => {
            Some("the greatest eigenvalue is not single: the direction is not determined")
        }
        _ => None,
    };
    let side = |entry: &f64| (refused.is_none() && entry.abs() > SOFT * most).then_some(*entry > 0.0);
    Polarisation { factions: leading.iter().map(side).collect(), eigenvalues, leading, refused }
}

fn refusal(size: usize, why: &'static str) -> Polarisation {
    Polarisation { eigenvalues: Vec::new(), leading: Vec::new(), factions: vec![None; size], refused: Some(why) }
}
