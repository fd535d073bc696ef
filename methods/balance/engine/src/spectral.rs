//! Eigenvalues of the small symmetric matrices of the network.

use nalgebra::{DMatrix, DVector, Dyn, SymmetricEigen};
use serde::Serialize;

use crate::network::SignedNetwork;

/// Eigenvalues in ascending order with their unit eigenvectors; the largest component of each vector is positive.
pub(crate) fn symmetric_eigen(matrix: DMatrix<f64>) -> Vec<(f64, DVector<f64>)> {
    let eigen = eigen(matrix);
    let mut found: Vec<(f64, DVector<f64>)> = (0..eigen.eigenvalues.len())
        .map(|i| (eigen.eigenvalues[i], sign_fixed(eigen.eigenvectors.column(i).into_owned())))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

/// Steps of the usual iteration, and as many again for every row; a few a row are usual.
const STEPS: usize = 200;
/// Rounds of the other one; a dozen are usual.
const SWEEPS: usize = 60;

/// Eigenvalues and vectors by an iteration that ends; where it stalls, by Jacobi's rotations, which always close in.
fn eigen(matrix: DMatrix<f64>) -> SymmetricEigen<f64, Dyn> {
    let steps = STEPS * (matrix.nrows() + 1);
    SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, steps).unwrap_or_else(|| jacobi(matrix))
}

/// Cyclic rotations (Jacobi 1846; Golub and Van Loan 2013, 8.5).
fn jacobi(mut matrix: DMatrix<f64>) -> SymmetricEigen<f64, Dyn> {
    let size = matrix.nrows();
    let mut eigenvectors = DMatrix::identity(size, size);
    for _ in 0..SWEEPS {
        let mut moved = false;
        for (p, q) in (0..size).flat_map(|p| (p + 1..size).map(move |q| (p, q))) {
            let (own, other, across) = (matrix[(p, p)], matrix[(q, q)], matrix[(p, q)]);
            if across.abs() <= f64::EPSILON * (own.abs() * other.abs()).sqrt().max(f64::MIN_POSITIVE) {
                continue;
            }
            moved = true;
            let turn = (other - own) / (2.0 * across);
            let tangent = turn.signum() / (turn.abs() + (turn * turn + 1.0).sqrt());
            let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
            let (c, s) = (cosine, tangent * cosine);
            for k in 0..size {
                let (a, b) = (matrix[(k, p)], matrix[(k, q)]);
                (matrix[(k, p)], matrix[(k, q)]) = (c * a - s * b, s * a + c * b);
                let (a, b) = (eigenvectors[(k, p)], eigenvectors[(k, q)]);
                (eigenvectors[(k, p)], eigenvectors[(k, q)]) = (c * a - s * b, s * a + c * b);
            }
            for k in 0..size {
                let (a, b) = (matrix[(p, k)], matrix[(q, k)]);
                (matrix[(p, k)], matrix[(q, k)]) = (c * a - s * b, s * a + c * b);
            }
        }
        if !moved {
            break;
        }
    }
    SymmetricEigen { eigenvectors, eigenvalues: matrix.diagonal() }
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

/// A lower bound of the two-bloc frustration index, `n l / 4`, with l the smallest eigenvalue of the signed Laplacian of the n actors
/// (Kunegis and others 2010); in the unit of the weights, 0 for an empty network. O(n^3).
///
/// # Examples
/// Three enemies: the Laplacian is 1 on all places and 1 more on the diagonal, so that l = 1. The index is 1.
/// ```
/// use detente_balance::{SignedNetwork, Tie, signed_laplacian_bound};
///
/// let tie = |a, b| Tie { a, b, weight: -1.0 };
/// let network = SignedNetwork::new(3, vec![tie(0, 1), tie(0, 2), tie(1, 2)])?;
/// assert!((signed_laplacian_bound(&network) - 0.75).abs() < 1e-12);
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
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
    /// Largest absolute eigenvalue of |A|.
    pub radius: f64,
    /// The same ratio of the whole at inverse temperature 1 / radius, which does not depend on the scale of the weights.
    pub scaled: f64,
    /// For closed walks of 2, 3, ... 10 ties: their signed sum over their sum; `None` where there are none.
    pub by_length: Vec<(usize, Option<f64>)>,
    /// Polarisation by the leading eigenvector of A; `None` when its largest eigenvalue is not above 0.
    pub polarisation: Option<Polarisation>,
}

/// Two camps and the rest, by the leading eigenvector (Bonchi and others 2019): the actors with the largest entries, signs by side,
/// so many of them that `x'Ax / x'x` is largest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Polarisation {
    /// `x'Ax / x'x` of the camps: ties inside each camp minus ties between them, per actor, both ends counted.
    pub degree: f64,
    /// Largest eigenvalue of A: no camps can do better.
    pub bound: f64,
    /// The camp of the largest entry.
    pub camp: Vec<usize>,
    /// Its opponents.
    pub opponents: Vec<usize>,
}

/// Longest closed walk told.
const LONGEST_WALK: usize = 10;

/// Largest network whose eigenvalues are computed.
const MOST_ACTORS: usize = 1_500;

/// How much of all closed walks is balanced, the short ones counting most (Estrada and Benzi 2014), of the network and of each actor; and
/// its two camps (Bonchi and others 2019). 1 is balanced. `None` without actors or beyond 1,500 of them. O(n^3).
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
        eigen(matrix)
    };
    let (signed, plain) = (matrix(|w| w), matrix(f64::abs));
    // Shifting both by the larger spectral radius keeps the exponentials finite and leaves the ratio as it is.
    let radius = plain.eigenvalues.iter().fold(0.0, |radius: f64, value| radius.max(value.abs()));
    let diagonal = |eigen: &SymmetricEigen<f64, Dyn>, actor: usize| -> f64 {
        let terms =
            (0..size).map(|i| eigen.eigenvectors[(actor, i)].powi(2) * libm::exp(eigen.eigenvalues[i] - radius));
        terms.sum()
    };
    let local: Vec<(f64, f64)> = (0..size).map(|actor| (diagonal(&signed, actor), diagonal(&plain, actor))).collect();
    let (above, below) = local.iter().fold((0.0, 0.0), |(above, below), (a, b)| (above + a, below + b));
    let scaled = |values: &DVector<f64>| {
        values.iter().map(|value| if radius > 0.0 { libm::exp(value / radius - 1.0) } else { 1.0 }).sum::<f64>()
    };
    // Powers of eigenvalues over the radius neither overflow nor vanish.
    let power = |values: &DVector<f64>, length: usize| {
        values.iter().map(|value| if radius > 0.0 { (value / radius).powi(length as i32) } else { 0.0 }).sum::<f64>()
    };
    let share = |length: usize| {
        let walks = power(&plain.eigenvalues, length);
        (walks > 1e-9).then(|| power(&signed.eigenvalues, length) / walks)
    };
    Some(WalkBalance {
        whole: above / below,
        local: local.into_iter().map(|(a, b)| a / b).collect(),
        radius,
        scaled: scaled(&signed.eigenvalues) / scaled(&plain.eigenvalues),
        by_length: (2..=LONGEST_WALK).map(|length| (length, share(length))).collect(),
        polarisation: polarisation(network, &signed),
    })
}

fn polarisation(network: &SignedNetwork, signed: &SymmetricEigen<f64, Dyn>) -> Option<Polarisation> {
    let size = network.size();
    let first = (0..size).max_by(|a, b| signed.eigenvalues[*a].total_cmp(&signed.eigenvalues[*b]).then(b.cmp(a)))?;
    let bound = signed.eigenvalues[first];
    if bound <= 1e-12 {
        return None;
    }
    let vector = sign_fixed(signed.eigenvectors.column(first).into_owned());
    let mut order: Vec<usize> = (0..size).filter(|actor| vector[*actor].abs() > 1e-9).collect();
    order.sort_by(|a, b| vector[*b].abs().total_cmp(&vector[*a].abs()).then(a.cmp(b)));
    let mut at: Vec<Vec<(usize, f64)>> = vec![Vec::new(); size];
    for tie in network.ties() {
        at[tie.a].push((tie.b, tie.weight));
        at[tie.b].push((tie.a, tie.weight));
    }
    let mut side = vec![0.0f64; size];
    let (mut sum, mut best) = (0.0, (f64::NEG_INFINITY, 0));
    for (count, &actor) in order.iter().enumerate() {
        side[actor] = vector[actor].signum();
        sum += 2.0 * side[actor] * at[actor].iter().map(|(other, weight)| weight * side[*other]).sum::<f64>();
        let degree = sum / (count + 1) as f64;
        if degree > best.0 + 1e-9 {
            best = (degree, count + 1);
        }
    }
    let of = |sign: f64| {
        let mut camp: Vec<usize> = order[..best.1].iter().copied().filter(|actor| side[*actor] == sign).collect();
        camp.sort_unstable();
        camp
    };
    Some(Polarisation { degree: best.0, bound, camp: of(1.0), opponents: of(-1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Tie, pairs};
    use crate::triads::TriadCensus;

    #[test]
    fn both_iterations_find_the_same_values() {
        let stream = detente_chance::Stream::new(3, "eigen");
        for size in 1..=12 {
            let entry = |i: usize, j: usize| match size % 3 {
                0 => f64::from(u8::from(i != j)),
                _ => 2.0 * stream.uniform((100 * size + i.min(j) * 13 + i.max(j)) as u64) - 1.0,
            };
            let matrix = DMatrix::from_fn(size, size, entry);
            let (one, other) = (eigen(matrix.clone()), jacobi(matrix.clone()));
            let sorted = |found: &SymmetricEigen<f64, Dyn>| {
                let mut values: Vec<f64> = found.eigenvalues.iter().copied().collect();
                values.sort_by(f64::total_cmp);
                values
            };
            assert!(sorted(&one).iter().zip(sorted(&other)).all(|(a, b)| (a - b).abs() < 1e-10), "{size}");
            assert!((other.recompose() - matrix).amax() < 1e-10, "{size}");
        }
    }

    #[test]
    fn walks_of_three_ties_are_triads_and_balance_is_one() {
        let stream = detente_chance::Stream::new(2, "walks");
        let draw = |place: usize| if stream.uniform(place as u64) < 0.5 { -1.0 } else { 1.0 };
        let ties = pairs(9).enumerate().map(|(place, (a, b))| Tie { a, b, weight: draw(place) }).collect();
        let network = SignedNetwork::new(9, ties).unwrap();
        let walks = walk_balance(&network).unwrap();
        let index = TriadCensus::count(&network).triangle_index().unwrap();
        assert!((walks.by_length[1].1.unwrap() - (2.0 * index - 1.0)).abs() < 1e-9);
        let camps = pairs(6).map(|(a, b)| Tie { a, b, weight: if (a < 2) == (b < 2) { 2.0 } else { -2.0 } }).collect();
        let walks = walk_balance(&SignedNetwork::new(6, camps).unwrap()).unwrap();
        assert!((walks.whole - 1.0).abs() < 1e-9 && (walks.scaled - 1.0).abs() < 1e-9);
        let camps = walks.polarisation.unwrap();
        // Everyone has five ties of 2 that fit: x'Ax / x'x = 10, which no camps exceed.
        assert!((camps.degree - 10.0).abs() < 1e-9 && (camps.bound - 10.0).abs() < 1e-9);
        assert_eq!(camps.camp.len() + camps.opponents.len(), 6);
    }
}
