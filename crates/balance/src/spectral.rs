//! Eigenvalues of the small symmetric matrices of the network.

use nalgebra::{DMatrix, DVector};
use serde::Serialize;

use crate::network::SignedNetwork;

/// Eigenvalues in ascending order with their unit eigenvectors; the largest component of each vector is positive.
pub(crate) fn symmetric_eigen(matrix: DMatrix<f64>) -> Vec<(f64, DVector<f64>)> {
    let eigen = matrix.symmetric_eigen();
    let mut found: Vec<(f64, DVector<f64>)> = (0..eigen.eigenvalues.len())
        .map(|i| (eigen.eigenvalues[i], sign_fixed(eigen.eigenvectors.column(i).into_owned())))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

fn sign_fixed(vector: DVector<f64>) -> DVector<f64> {
    let largest = vector.iter().fold(0.0, |largest: f64, x| if x.abs() > largest.abs() + 1e-12 { *x } else { largest });
    if largest < 0.0 { -vector } else { vector }
}

/// Laplacian of non-negative or signed weights with `|weight|` on the diagonal.
pub(crate) fn laplacian(size: usize, weights: impl Iterator<Item = (usize, usize, f64)>) -> DMatrix<f64> {
    let mut matrix = DMatrix::zeros(size, size);
    for (a, b, weight) in weights {
        matrix[(a, b)] -= weight;
        matrix[(b, a)] -= weight;
        matrix[(a, a)] += weight.abs();
        matrix[(b, b)] += weight.abs();
    }
    matrix
}

/// Lower bound `n l / 4` of the frustration index, with l the smallest eigenvalue of the signed Laplacian
/// (Kunegis and others 2010). 0 for an empty network. O(n^3).
pub fn signed_laplacian_bound(network: &SignedNetwork) -> f64 {
    let size = network.size();
    if size == 0 {
        return 0.0;
    }
    let matrix = laplacian(size, network.ties().iter().map(|tie| (tie.a, tie.b, tie.weight)));
    let smallest = symmetric_eigen(matrix)[0].0.max(0.0);
    size as f64 * smallest / 4.0
}

/// Walk balance (Estrada and Benzi 2014) at inverse temperature 1: of the whole network and of each actor, in (0, 1]; 1 is balanced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WalkBalance {
    /// `tr exp(A) / tr exp(|A|)`.
    pub whole: f64,
    /// Per actor the same ratio of its diagonal entries; low where it sits in contradictory cycles.
    pub local: Vec<f64>,
}

/// Largest network whose eigenvalues are computed.
const MOST_ACTORS: usize = 1_500;

/// Walk balance of a network; `None` without actors or beyond 1,500 of them. O(n^3).
pub fn walk_balance(network: &SignedNetwork) -> Option<WalkBalance> {
    let size = network.size();
    if size == 0 || size > MOST_ACTORS {
        return None;
    }
    let matrix = |weight: fn(f64) -> f64| {
        let mut matrix = DMatrix::zeros(size, size);
        for tie in network.ties() {
            matrix[(tie.a, tie.b)] = weight(tie.weight);
            matrix[(tie.b, tie.a)] = weight(tie.weight);
        }
        matrix.symmetric_eigen()
    };
    let (signed, plain) = (matrix(|w| w), matrix(f64::abs));
    // Shifting both by the larger spectral radius keeps the exponentials finite and leaves the ratio as it is.
    let radius = plain.eigenvalues.iter().fold(0.0, |radius: f64, value| radius.max(value.abs()));
    let diagonal = |eigen: &nalgebra::SymmetricEigen<f64, nalgebra::Dyn>, actor: usize| -> f64 {
        let terms =
            (0..size).map(|i| eigen.eigenvectors[(actor, i)].powi(2) * libm::exp(eigen.eigenvalues[i] - radius));
        terms.sum()
    };
    let local: Vec<(f64, f64)> = (0..size).map(|actor| (diagonal(&signed, actor), diagonal(&plain, actor))).collect();
    let (above, below) = local.iter().fold((0.0, 0.0), |(above, below), (a, b)| (above + a, below + b));
    Some(WalkBalance { whole: above / below, local: local.into_iter().map(|(a, b)| a / b).collect() })
}
