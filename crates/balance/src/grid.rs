//! Weights as integers: ties between optima are decided exactly, never by comparing sums of floats.

/// Integer weights and the size of one unit.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub weights: Vec<i64>,
    unit: f64,
}

/// How far a fraction may be from its grid point: more than the rounding of a few sums, less than any coded difference.
const SLACK: f64 = 1e-7;
/// Denominators tried beside powers of ten: means over so many rows and dimensions stay exact.
const DENOMINATORS: [f64; 12] = [1.0, 3.0, 7.0, 9.0, 11.0, 12.0, 13.0, 14.0, 17.0, 18.0, 19.0, 21.0];
/// Weights that are no such fractions are rounded to this unit. It does not depend on the weights, so that changing one tie
/// leaves the others as they were.
const UNIT: f64 = 1.0 / (1u64 << 40) as f64;
/// Largest weight that the unit is used for; beyond it the unit grows by powers of two.
const LARGE: f64 = 256.0;
/// Fractions are kept exactly while their sums stay far inside 64 bits.
const LARGEST: f64 = 1e15;
/// All weights together stay below this, so that no sum of them leaves 64 bits.
const LARGEST_SUM: f64 = (1u64 << 60) as f64;

impl Grid {
    pub(crate) fn of(weights: impl Iterator<Item = f64> + Clone) -> Self {
        // Decimals first, so that they keep the unit they are written in.
        for denominator in DENOMINATORS {
            for power in 0..=6 {
                let scale = denominator * 10f64.powi(power);
                let sum: f64 = weights.clone().map(|weight| (weight * scale).abs()).sum();
                if sum < LARGEST_SUM && weights.clone().all(|weight| fits(weight * scale)) {
                    let weights = weights.map(|weight| (weight * scale).round() as i64).collect();
                    return Self { weights, unit: 1.0 / scale };
                }
            }
        }
        let largest = weights.clone().fold(0.0, |largest: f64, weight| largest.max(weight.abs()));
        let mut unit = UNIT;
        let mut reach = LARGE;
        while reach < largest {
            reach *= 2.0;
            unit *= 2.0;
        }
        while weights.clone().map(|weight| (weight / unit).abs()).sum::<f64>() >= LARGEST_SUM {
            unit *= 2.0;
        }
        // A tie that is there stays there, however small.
        let rounded = |weight: f64| match (weight / unit).round() as i64 {
            0 if weight != 0.0 => weight.signum() as i64,
            units => units,
        };
        Self { weights: weights.map(rounded).collect(), unit }
    }

    /// A sum of weights as a number again.
    pub(crate) fn value(&self, units: i64) -> f64 {
        // Dividing by a whole scale rounds once; multiplying by its inverse would round twice.
        let scale = (1.0 / self.unit).round();
        if scale >= 1.0 && (1.0 / scale - self.unit).abs() == 0.0 {
            units as f64 / scale
        } else {
            units as f64 * self.unit
        }
    }
}

/// Whether a scaled weight is a whole number; only 0 may become 0.
fn fits(scaled: f64) -> bool {
    let whole = scaled.round();
    scaled.abs() < LARGEST && (whole - scaled).abs() <= SLACK && (whole != 0.0 || scaled == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_thirds_become_exact_and_others_fine_steps() {
        let grid = Grid::of([0.4 + 0.2 - 0.7, 0.25].into_iter());
        assert_eq!((grid.weights[0], grid.weights[1], grid.value(-10)), (-10, 25, -0.1));
        let grid = Grid::of([1.0 / 3.0, -2.0 / 3.0, 0.25].into_iter());
        assert_eq!((2 * grid.weights[0], grid.value(grid.weights[0])), (-grid.weights[1], 1.0 / 3.0));
        let grid = Grid::of([0.123_456_789_012_3, -1.0].into_iter());
        assert_eq!(grid.weights[1], -(1 << 40));
        assert!((grid.value(grid.weights[0]) - 0.123_456_789_012_3).abs() < 1e-12);
        let grid = Grid::of([1e300, -1e280].into_iter());
        assert!((grid.value(grid.weights[0]) / 1e300 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn many_heavy_weights_leave_room_for_their_sum() {
        let grid = Grid::of((0..100_000).map(|place| if place % 2 == 0 { 9e14 } else { -9.5e14 }));
        let sum: i128 = grid.weights.iter().map(|weight| i128::from(weight.abs())).sum();
        assert!(sum < 1 << 61 && (grid.value(grid.weights[0]) / 9e14 - 1.0).abs() < 1e-9);
        let grid = Grid::of([1.7e308, -1.7e308, 1.7e308].into_iter());
        assert!(grid.weights.iter().all(|weight| weight.abs() > 1 << 40));
    }

    #[test]
    fn changing_the_largest_weight_leaves_the_others() {
        let (few, many) = ([0.123_456_789, 0.987_654_321_1], [0.123_456_789, 5.877_665_544_3]);
        assert_eq!(Grid::of(few.into_iter()).weights[0], Grid::of(many.into_iter()).weights[0]);
        assert_eq!(Grid::of([4e-8, 1.0, 0.123_456_789_1].into_iter()).weights[0], 43_980);
        assert_eq!(Grid::of([1e-30, 0.123_456_789_1].into_iter()).weights[0], 1);
    }
}
