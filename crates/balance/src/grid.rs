//! Weights as integers: ties between optima are decided exactly, never by comparing sums of floats.

/// Integer weights and the size of one unit.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub weights: Vec<i64>,
    unit: f64,
}

/// How far a decimal may be from its grid point: more than the rounding of a few sums, less than any coded difference.
const SLACK: f64 = 1e-7;
/// Weights that are no decimals of at most six places are rounded to this many steps of the largest.
const STEPS: f64 = (1u64 << 40) as f64;
/// Decimals are kept exactly while their sums stay far inside 64 bits.
const LARGEST: f64 = 1e15;

impl Grid {
    pub(crate) fn of(weights: impl Iterator<Item = f64> + Clone) -> Self {
        let mut scale = 1.0;
        for _ in 0..=6 {
            let fits = |w: f64| (w * scale).abs() < LARGEST && ((w * scale).round() - w * scale).abs() <= SLACK;
            if weights.clone().all(fits) {
                return Self { weights: weights.map(|w| (w * scale).round() as i64).collect(), unit: 1.0 / scale };
            }
            scale *= 10.0;
        }
        let largest = weights.clone().fold(0.0, |largest: f64, w| largest.max(w.abs()));
        let unit = largest / STEPS;
        Self { weights: weights.map(|w| (w / unit).round() as i64).collect(), unit }
    }

    /// A sum of weights as a number again.
    pub(crate) fn value(&self, units: i64) -> f64 {
        // A decimal grid divides by a power of ten, which rounds once; multiplying by its inverse would round twice.
        let scale = (1.0 / self.unit).round();
        if scale >= 1.0 && (1.0 / scale - self.unit).abs() == 0.0 {
            units as f64 / scale
        } else {
            units as f64 * self.unit
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_exact_and_others_fine_steps() {
        let grid = Grid::of([0.4 + 0.2 - 0.7, 0.25].into_iter());
        assert_eq!(grid.weights, [-10, 25]);
        assert_eq!(grid.value(-10), -0.1);
        let grid = Grid::of([1.0 / 3.0, -1.0].into_iter());
        assert_eq!(grid.weights[1], -(1 << 40));
        assert!((grid.value(grid.weights[0]) - 1.0 / 3.0).abs() < 1e-12);
        let grid = Grid::of([1e300, -1e280].into_iter());
        assert!((grid.value(grid.weights[0]) / 1e300 - 1.0).abs() < 1e-12);
    }
}
