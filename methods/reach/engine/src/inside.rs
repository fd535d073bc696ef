//! How much of the doubt about a reach lies beyond a distance.

use detente_chance::{Estimate, Sampler};

use crate::earth::Point;

/// Halvings: shares are known to about 1e-12.
const STEPS: u32 = 40;

/// Share of the distribution of a reach that is at least `km`: 1 where every value is, 0 where none is. The reading of low and high (ends of
/// the distribution, or its 5 and 95 per cent points) is that of the estimate.
///
/// # Examples
/// ```
/// use detente_chance::{Estimate, Shape};
///
/// let reach = Estimate::new(1_000.0, 1_300.0, 1_500.0, Shape::Triangular)?;
/// // Half of the triangle's upper side is a square: 200 of 200 by 500.
/// assert!((detente_reach::share_inside(reach, 1_400.0) - 0.1).abs() < 1e-9);
/// # Ok::<(), detente_chance::EstimateError>(())
/// ```
pub fn share_inside(reach: Estimate, km: f64) -> f64 {
    let sampler = Sampler::new(reach);
    let [least, greatest] = sampler.support();
    if km <= least {
        return 1.0;
    }
    if km > greatest {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        if sampler.quantile(middle) < km { low = middle } else { high = middle }
    }
    1.0 - 0.5 * (low + high)
}

/// A point somewhere in a disc around another, evenly spread; `u` and `v` in [0, 1].
pub fn displaced(centre: &Point, radius_km: f64, u: f64, v: f64) -> Point {
    centre.towards(360.0 * v, radius_km * u.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_chance::Shape;
    use proptest::prelude::*;

    fn share(numbers: [f64; 3], shape: Shape, km: f64) -> f64 {
        share_inside(Estimate::new(numbers[0], numbers[1], numbers[2], shape).unwrap(), km)
    }

    #[test]
    fn shares_between_absolute_ends() {
        // Worked out beside the program with the distribution functions of a statistics library.
        let (long, short) = ([1_300.0, 1_600.0, 2_500.0], [1_000.0, 1_300.0, 1_500.0]);
        for (numbers, km, [pert, triangle, even]) in [
            (long, 1_601.033, [0.6310, 0.7483, 0.7491]),
            (short, 1_244.011, [0.6581, 0.6031, 0.5120]),
            (short, 1_447.650, [0.0254, 0.0274, 0.1047]),
        ] {
            for (shape, expected) in [(Shape::Pert, pert), (Shape::Triangular, triangle), (Shape::Uniform, even)] {
                let found = share(numbers, shape, km);
                assert!((found - expected).abs() < 6e-5, "{shape:?} {km}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn ends_that_are_points_leave_something_beyond() {
        let reach = Estimate::new(1_000.0, 1_300.0, 1_500.0, Shape::Pert).unwrap().within(0.0, f64::MAX);
        assert!((share_inside(reach, 1_000.0) - 0.95).abs() < 1e-6);
        assert!((share_inside(reach, 1_500.0) - 0.05).abs() < 1e-6);
        assert_eq!((share_inside(reach, 0.0), share_inside(reach, 9e9)), (1.0, 0.0));
        let sure = Estimate::point(500.0).unwrap();
        assert_eq!((share_inside(sure, 500.0), share_inside(sure, 500.1)), (1.0, 0.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn the_farther_the_less(low in 1.0..900.0f64, a in 0.1..900.0f64, b in 0.1..900.0f64, km in 0.0..3e3f64) {
            for shape in [Shape::Pert, Shape::Triangular, Shape::Uniform] {
                let numbers = [low, low + a, low + a + b];
                prop_assert!(share(numbers, shape, km) + 1e-9 >= share(numbers, shape, km + 7.0));
            }
        }

        #[test]
        fn who_is_displaced_stays_in_the_disc(u in 0.0..1.0f64, v in 0.0..1.0f64) {
            let centre = Point::new(39.5, 126.5).unwrap();
            prop_assert!(centre.distance(&displaced(&centre, 150.0, u, v)) <= 150.0 + 1e-5);
        }
    }
}
