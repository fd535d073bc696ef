//! Cohesion: how firmly a figure hangs together, as the Fiedler value of its ties (Fiedler 1973). A structural analogy.

use nalgebra::DMatrix;
use serde::Serialize;

use crate::network::components;
use crate::spectral::{laplacian, symmetric_eigen};

/// A tie with its two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FirmTie {
    /// Index of one end.
    pub a: usize,
    /// Index of the other end.
    pub b: usize,
    /// How friendly the pair is, in [-1, 1].
    pub affinity: f64,
    /// How hard the tie is to bend, in [0, 1].
    pub firmness: f64,
}

impl FirmTie {
    /// What the tie adds to cohesion: firmness x (1 + affinity) / 2.
    pub fn weight(&self) -> f64 {
        self.firmness * (1.0 + self.affinity) / 2.0
    }
}

/// Gain in cohesion per unit of each lever on one tie.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Levers {
    /// Per unit of the tie's weight.
    pub stiffen: f64,
    /// Per unit of firmness.
    pub firm: f64,
    /// Per unit of affinity.
    pub warm: f64,
}

/// The cohesion of a figure and what each tie does for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cohesion {
    /// Second-smallest eigenvalue of the weighted Laplacian; 0 when the cooperative graph falls apart.
    pub lambda2: f64,
    /// Third-smallest eigenvalue: no change of one tie lifts `lambda2` above it. `None` below three actors.
    pub lambda3: Option<f64>,
    /// Unit vector of `lambda2`, largest component positive; its largest component marks the loose corner.
    pub fiedler: Vec<f64>,
    /// Per tie in input order; `None` when `lambda2` is 0 or repeated, where a single tie cannot raise it.
    pub levers: Option<Vec<Levers>>,
}

impl Cohesion {
    /// How firmly `size` actors hang together: the second-smallest eigenvalue of the Laplacian of the ties' weights (Fiedler 1973), and what
    /// each tie does for it. A structural analogy. `None` below two actors. O(n^3).
    ///
    /// # Examples
    /// Three actors in a row, tied by ties of weight 1: the eigenvalues are 0, 1 and 3.
    /// ```
    /// use detente_balance::geometry::{Cohesion, FirmTie};
    ///
    /// let tie = |a, b| FirmTie { a, b, affinity: 1.0, firmness: 1.0 };
    /// let found = Cohesion::of(3, &[tie(0, 1), tie(1, 2)]).expect("three actors");
    /// assert!((found.lambda2 - 1.0).abs() < 1e-12 && (found.lambda3.unwrap_or_default() - 3.0).abs() < 1e-12);
    /// ```
    pub fn of(size: usize, ties: &[FirmTie]) -> Option<Self> {
        if size < 2 {
            return None;
        }
        let spectrum = symmetric_eigen(matrix(size, ties));
        let fallen = components(size, ties.iter().filter(|tie| tie.weight() > 0.0).map(|tie| (tie.a, tie.b))).len() > 1;
        let lambda2 = if fallen { 0.0 } else { spectrum[1].0.max(0.0) };
        let lambda3 = spectrum.get(2).map(|pair| pair.0);
        let repeated = lambda3.is_some_and(|next| next - lambda2 <= 1e-9 * next.max(1e-300));
        let vector = &spectrum[1].1;
        let levers = (!fallen && !repeated).then(|| {
            ties.iter()
                .map(|tie| {
                    let gap = vector[tie.a] - vector[tie.b];
                    let stiffen = gap * gap;
                    Levers { stiffen, firm: stiffen * (1.0 + tie.affinity) / 2.0, warm: stiffen * tie.firmness / 2.0 }
                })
                .collect()
        });
        Some(Self { lambda2, lambda3, fiedler: vector.iter().copied().collect(), levers })
    }

    /// Exact gain in `lambda2` when the weight of tie `which` grows by `step`.
    pub fn gain(size: usize, ties: &[FirmTie], which: usize, step: f64) -> f64 {
        let before = symmetric_eigen(matrix(size, ties))[1].0;
        let stiffer =
            ties.iter().enumerate().map(|(i, tie)| (tie.a, tie.b, tie.weight() + if i == which { step } else { 0.0 }));
        symmetric_eigen(laplacian(size, stiffer))[1].0 - before
    }
}

fn matrix(size: usize, ties: &[FirmTie]) -> DMatrix<f64> {
    laplacian(size, ties.iter().map(|tie| (tie.a, tie.b, tie.weight())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure(affinity: &[f64], firmness: &[f64]) -> Vec<FirmTie> {
        crate::network::pairs(4)
            .zip(affinity.iter().zip(firmness))
            .map(|((a, b), (&affinity, &firmness))| FirmTie { a, b, affinity, firmness })
            .collect()
    }

    #[test]
    fn a_figure_that_falls_apart_has_no_levers() {
        let ties = [FirmTie { a: 0, b: 1, affinity: 1.0, firmness: 1.0 }];
        let found = Cohesion::of(3, &ties).unwrap();
        assert_eq!((found.lambda2, found.levers), (0.0, None));
        assert!(Cohesion::of(1, &[]).is_none());
    }

    #[test]
    fn a_repeated_value_cannot_be_raised_by_one_tie() {
        let found = Cohesion::of(4, &figure(&[0.0; 6], &[0.5; 6])).unwrap();
        assert!(found.levers.is_none() && (found.lambda2 - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn euler_and_finite_differences(affinity in proptest::collection::vec(-0.9..0.9f64, 6), firmness in proptest::collection::vec(0.1..1.0f64, 6)) {
            let ties = figure(&affinity, &firmness);
            let found = Cohesion::of(4, &ties).unwrap();
            let gap = found.lambda3.unwrap() - found.lambda2;
            if let Some(levers) = found.levers.as_ref().filter(|_| gap > 1e-2) {
                let sum: f64 = ties.iter().zip(levers).map(|(tie, lever)| tie.weight() * lever.stiffen).sum();
                prop_assert!((sum - found.lambda2).abs() < 1e-9);
                for (which, lever) in levers.iter().enumerate() {
                    let rise = Cohesion::gain(4, &ties, which, 1e-6) / 1e-6;
                    prop_assert!((rise - lever.stiffen).abs() < 1e-3, "{} {}", rise, lever.stiffen);
                    prop_assert!(Cohesion::gain(4, &ties, which, 0.1) >= -1e-12);
                }
            }
        }
    }
}
