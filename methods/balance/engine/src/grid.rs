//! Weights as integers: ties between optima are decided exactly, never by comparing sums of floats.

/// Integer weights and the size of one unit.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub weights: Vec<i64>,
    unit: f64,
    /// What the weights were moved by to fit, added up: no cost of a division is wrong by more. 0 where they stand as they are.
    error: f64,
    /// Whether that is more than may be passed over: then costs are bounds, and nothing is proven equal.
    rough: bool,
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
/// An error of all costs that does not show: below what is printed, and below this share of the whole where that is small.
const HIDDEN: f64 = 1e-8;
/// An error that is this share of the smallest weight turns nothing.
const SMALL: f64 = 1e-6;
/// All weights together stay below this, so that no sum of them leaves 64 bits.
const LARGEST_SUM: f64 = (1u64 << 60) as f64;

impl Grid {
    /// Fractions as they were written, else steps so fine that they do not show, else the binary fractions that floats are. Only where these
    /// do not fit side by side are weights rounded so that it matters, and the grid says so.
    pub(crate) fn of(weights: impl Iterator<Item = f64> + Clone) -> Self {
        if let Some(grid) = Self::of_fractions(weights.clone()) {
            return grid;
        }
        let steps = Self::of_steps(weights.clone());
        if steps.rough { Self::of_bits(weights).unwrap_or(steps) } else { steps }
    }

    fn of_fractions(weights: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        // Decimals first, so that they keep the unit they are written in.
        for denominator in DENOMINATORS {
            for power in 0..=6 {
                let scale = denominator * 10f64.powi(power);
                if !weights.clone().all(|weight| fits(weight * scale)) {
                    continue;
                }
                let sum: f64 = weights.clone().map(|weight| (weight * scale).abs()).sum();
                if sum < LARGEST_SUM {
                    let weights = weights.map(|weight| (weight * scale).round() as i64).collect();
                    return Some(Self { weights, unit: 1.0 / scale, error: 0.0, rough: false });
                }
            }
        }
        None
    }

    /// Rounded to [`UNIT`] or a power of two of it.
    fn of_steps(weights: impl Iterator<Item = f64> + Clone) -> Self {
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
        let mut grid = Self { weights: weights.clone().map(rounded).collect(), unit, error: 0.0, rough: false };
        grid.error =
            weights.clone().zip(&grid.weights).map(|(weight, units)| (weight - grid.value(*units)).abs()).sum();
        let total: f64 = weights.clone().map(f64::abs).sum();
        let smallest = weights.map(f64::abs).filter(|weight| *weight > 0.0).fold(f64::INFINITY, f64::min);
        grid.rough = grid.error > (HIDDEN * total.min(1.0)).max(SMALL * smallest);
        grid
    }

    /// As they are: a float is a whole number of the power of two of its last bit. `None` where these are too many side by side.
    fn of_bits(weights: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let unit = weights.clone().filter(|weight| *weight != 0.0).map(last_bit).reduce(f64::min)?;
        let sum: f64 = weights.clone().map(|weight| (weight / unit).abs()).sum();
        let whole = || weights.clone().map(|weight| (weight / unit) as i64).collect();
        (unit > 0.0 && sum < LARGEST_SUM).then(|| Self { weights: whole(), unit, error: 0.0, rough: false })
    }

    /// Whether weights were rounded so much that costs are bounds only.
    pub(crate) fn is_rough(&self) -> bool {
        self.rough
    }

    /// What rounding moves a cost by at most.
    pub(crate) fn error(&self) -> f64 {
        self.error
    }

    /// No cost that is at least so many units is less than this.
    pub(crate) fn lower(&self, units: i64) -> f64 {
        if self.rough && units != 0 { (self.value(units) - self.error).max(0.0) } else { self.value(units) }
    }

    /// No cost that is at most so many units is more than this. What goes against no tie costs nothing, however weights are rounded.
    pub(crate) fn upper(&self, units: i64) -> f64 {
        if self.rough && units != 0 { self.value(units) + self.error } else { self.value(units) }
    }

    /// Whether bounds in units prove a cost: they are equal, and rounding does not part them again.
    pub(crate) fn proves(&self, lower: i64, upper: i64) -> bool {
        lower == upper && (!self.rough || upper == 0)
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

/// The value of the last bit that is set in a float other than 0.
fn last_bit(weight: f64) -> f64 {
    let (mantissa, exponent) = libm::frexp(weight.abs());
    // A mantissa in [1/2, 1) is a whole number of 2^-53.
    let whole = libm::ldexp(mantissa, 53) as u64;
    libm::ldexp(1.0, exponent - 53 + whole.trailing_zeros() as i32)
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
        assert!((grid.value(grid.weights[0]) / 1e300 - 1.0).abs() < 1e-12 && grid.is_rough());
    }

    #[test]
    fn weights_of_many_orders_are_exact_where_they_fit_and_bounds_where_not() {
        let wide = [1e15, -1e15, 1.0];
        let grid = Grid::of(wide.into_iter());
        assert!(!grid.is_rough() && grid.error() == 0.0);
        assert_eq!(grid.weights.iter().map(|units| grid.value(*units)).collect::<Vec<_>>(), wide);
        assert!(grid.proves(grid.weights[2], grid.weights[2]) && grid.value(grid.weights[2]) == 1.0);
        let tiny = [3.3e-13, -1.7e-13, 2.9e-14];
        let grid = Grid::of(tiny.into_iter());
        assert_eq!(grid.weights.iter().map(|units| grid.value(*units)).collect::<Vec<_>>(), tiny);
        // 67 bits apart.
        let grid = Grid::of([1e20, -1e20, 1.0].into_iter());
        let one = grid.weights[2];
        assert!(grid.is_rough() && !grid.proves(one, one) && grid.proves(0, 0));
        assert!(grid.lower(one) <= 1.0 && grid.upper(one) >= 1.0);
        assert_eq!((grid.lower(0), grid.upper(0)), (0.0, 0.0));
        // What draws look like: rounded, and nobody can see it.
        let grid = Grid::of([0.123_456_789_012_3, -0.7, 1e-9].into_iter());
        assert!(!grid.is_rough() && grid.error() > 0.0 && grid.error() < 1e-11);
    }

    #[test]
    fn the_last_bit_of_a_float() {
        for (weight, bit) in [(1.0, 1.0), (-6.0, 2.0), (0.75, 0.25), (1e15, 32_768.0), (5e-324, 5e-324)] {
            assert_eq!(last_bit(weight), bit, "{weight}");
        }
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
