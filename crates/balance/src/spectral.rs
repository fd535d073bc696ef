//! Eigenvalues of the small symmetric matrices of the network.

use nalgebra::{DMatrix, DVector};

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
