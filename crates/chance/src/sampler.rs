//! Estimates prepared for many draws.

use crate::beta::Beta;
use crate::estimate::{Estimate, Shape};
use crate::pert::Pert;
use crate::two_piece::{Asked, BEYOND, Curve, TwoPiece};

/// An estimate prepared for many draws: the inverse distribution function with its costly part done once.
///
/// Between absolute ends: PERT, triangle or uniform over [low, high]. Where low and high are the 5 and 95 per cent points: half of the
/// same curve on each side of the mode, stretched so that the points are where they are said to be and cut at the ends of the scale
/// (the whole curve for the uniform one, which has no mode). Symmetric estimates away from the ends are the PERT or triangular
/// distribution with these points. Where a point lies so near an end of the scale that no curve falling from the mode has 5 per
/// cent between the two, the side is flat: the most that there can be.
#[derive(Debug, Clone)]
pub struct Sampler {
    family: Family,
}

#[derive(Debug, Clone)]
enum Family {
    Point(f64),
    Pert { low: f64, width: f64, pert: Box<Pert> },
    Triangle { low: f64, mode: f64, high: f64 },
    Uniform { low: f64, width: f64 },
    TwoPiece(TwoPiece),
}

impl Sampler {
    /// Prepares `estimate`.
    pub fn new(estimate: Estimate) -> Self {
        let (low, mode, high) = (estimate.low(), estimate.mode(), estimate.high());
        let [floor, top] = estimate.scale();
        if estimate.is_point() {
            return Self { family: Family::Point(low) };
        }
        let asked = |point: f64, end: f64| Asked { point, end, absolute: point == 0.0 || end <= point };
        let (below, above) = (asked(mode - low, mode - floor), asked(high - mode, top - mode));
        let absolute = below.absolute && above.absolute;
        let two = |curve| Family::TwoPiece(TwoPiece::fit(curve, mode, below, above));
        let family = match estimate.shape() {
            Shape::Pert if !absolute => two(Curve::Bell),
            Shape::Triangular if !absolute => two(Curve::Line),
            Shape::Uniform if !absolute => uniform([low, high], [below, above].map(|side| side.absolute), [floor, top]),
            Shape::Pert => {
                let lean = (mode - low) / (high - low);
                let beta = Beta::new(1.0 + 4.0 * lean, 5.0 - 4.0 * lean);
                Family::Pert { low, width: high - low, pert: Box::new(Pert::new(beta)) }
            }
            Shape::Triangular => Family::Triangle { low, mode, high },
            Shape::Uniform => Family::Uniform { low, width: high - low },
        };
        Self { family }
    }

    /// The value below which the share `u` of the distribution lies; `u` in (0, 1). With a uniform number it is a draw.
    ///
    /// # Examples
    /// The median of the triangle over 0, 1, 4: a quarter lies below 1, and (4 - x)² / 12 above x.
    /// ```
    /// use detente_chance::{Estimate, Sampler, Shape};
    ///
    /// let estimate = Estimate::new(0.0, 1.0, 4.0, Shape::Triangular)?;
    /// assert!((Sampler::new(estimate).quantile(0.5) - (4.0 - 6f64.sqrt())).abs() < 1e-12);
    /// # Ok::<(), detente_chance::EstimateError>(())
    /// ```
    pub fn quantile(&self, u: f64) -> f64 {
        match &self.family {
            Family::Point(value) => *value,
            Family::Pert { low, width, pert } => low + width * pert.quantile(u),
            Family::Uniform { low, width } => low + width * u,
            Family::Triangle { low, mode, high } => triangle([*low, *mode, *high], u),
            Family::TwoPiece(two) => two.quantile(u),
        }
    }

    /// Least and greatest value that can be drawn.
    pub fn support(&self) -> [f64; 2] {
        match &self.family {
            Family::Point(value) => [*value; 2],
            Family::Pert { low, width, .. } | Family::Uniform { low, width } => [*low, low + width],
            Family::Triangle { low, high, .. } => [*low, *high],
            Family::TwoPiece(two) => two.support(),
        }
    }
}

fn triangle([low, mode, high]: [f64; 3], u: f64) -> f64 {
    let width = high - low;
    if u * width < mode - low {
        return low + (u * width * (mode - low)).sqrt();
    }
    high - ((1.0 - u) * width * (high - mode)).sqrt()
}

/// Equally likely values with 5 per cent beyond each point that is not absolute; where the scale ends before, it ends there.
fn uniform([low, high]: [f64; 2], absolute: [bool; 2], [floor, top]: [f64; 2]) -> Family {
    let inside = 1.0 - 2.0 * BEYOND;
    let from = if absolute[0] { low } else { low - (high - low) * BEYOND / inside };
    let to = if absolute[1] { high } else { high + (high - low) * BEYOND / inside };
    let fixed = [absolute[0] || from < floor, absolute[1] || to > top];
    let (from, to) = (if from < floor { floor } else { from }, if to > top { top } else { to });
    // The end that is free has its 5 per cent of what the other leaves.
    let (from, to) = match fixed {
        [true, false] => (from, ((high - BEYOND * from) / (1.0 - BEYOND)).min(top)),
        [false, true] => (((low - BEYOND * to) / (1.0 - BEYOND)).max(floor), to),
        _ => (from, to),
    };
    Family::Uniform { low: from, width: to - from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn estimate(low: f64, mode: f64, high: f64, shape: Shape) -> Sampler {
        Sampler::new(Estimate::new(low, mode, high, shape).unwrap())
    }

    /// Share of the distribution below `x`, from quantiles alone.
    fn below(sampler: &Sampler, x: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if sampler.quantile(middle) < x { low = middle } else { high = middle }
        }
        low
    }

    #[test]
    fn quantiles_match_closed_forms() {
        // Symmetric PERT on [0, 1] is Beta(3, 3): its median is 1/2 and its lower quartile solves 10x^3-15x^4+6x^5 = 1/4.
        let pert = estimate(0.0, 0.5, 1.0, Shape::Pert);
        assert!((pert.quantile(0.5) - 0.5).abs() < 1e-13);
        let x = pert.quantile(0.25);
        assert!((x * x * x * (10.0 - 15.0 * x + 6.0 * x * x) - 0.25).abs() < 1e-12);
        let triangle = estimate(0.0, 1.0, 4.0, Shape::Triangular);
        assert!((triangle.quantile(0.25) - 1.0).abs() < 1e-15);
        assert!((triangle.quantile(0.75) - (4.0 - 3.0f64.sqrt())).abs() < 1e-12);
        assert_eq!(estimate(-1.0, 0.0, 1.0, Shape::Uniform).quantile(0.75), 0.5);
        assert_eq!(estimate(3.0, 3.0, 3.0, Shape::Pert).quantile(0.1), 3.0);
    }

    /// Expected values of the closed forms.
    fn mean(shape: Shape, [low, mode, high]: [f64; 3]) -> f64 {
        match shape {
            Shape::Pert => (low + 4.0 * mode + high) / 6.0,
            Shape::Triangular => (low + mode + high) / 3.0,
            Shape::Uniform => 0.5 * (low + high),
        }
    }

    #[test]
    fn the_mean_of_evenly_spread_quantiles_is_the_mean() {
        for shape in [Shape::Pert, Shape::Triangular, Shape::Uniform] {
            for (low, mode, high) in [(0.0, 0.0, 1.0), (-0.7, -0.5, 0.4), (2.0, 5.0, 5.0)] {
                let sampler = estimate(low, mode, high, shape);
                let n = 20_000;
                let mean =
                    (0..n).map(|i| sampler.quantile((f64::from(i) + 0.5) / f64::from(n))).sum::<f64>() / f64::from(n);
                assert!(
                    (mean - super::tests::mean(shape, [low, mode, high])).abs() < 1e-4,
                    "{shape:?} {low} {mode} {high}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_inside(low in -5.0..5.0f64, a in 0.0..3.0f64, b in 0.0..3.0f64, u in 0.001..0.998f64) {
            for shape in [Shape::Pert, Shape::Triangular, Shape::Uniform] {
                let sampler = estimate(low, low + a, low + a + b, shape);
                let (x, y) = (sampler.quantile(u), sampler.quantile(u + 0.001));
                prop_assert!(x <= y + 1e-12);
                prop_assert!(low - 1e-12 <= x && y <= low + a + b + 1e-12);
            }
        }
    }

    #[test]
    fn a_symmetric_estimate_is_a_pert_or_a_triangle_with_these_points() {
        // Beta(3, 3) has 5 per cent below 0.18925538 (root of 10x^3-15x^4+6x^5 = 1/20); a triangle on [0, 1] below sqrt(1/40).
        for (shape, fifth) in [(Shape::Pert, 0.189_255_377_4), (Shape::Triangular, 0.025f64.sqrt())] {
            let absolute = estimate(0.0, 0.5, 1.0, shape);
            assert!((absolute.quantile(0.05) - fifth).abs() < 1e-9, "{}", absolute.quantile(0.05));
            let points = Estimate::new(fifth, 0.5, 1.0 - fifth, shape).unwrap().within(-3.0, 3.0);
            let fitted = Sampler::new(points);
            for step in 1..200 {
                let u = f64::from(step) / 200.0;
                assert!((fitted.quantile(u) - absolute.quantile(u)).abs() < 1e-8, "{shape:?} {u}");
            }
        }
    }

    #[test]
    fn ends_of_the_scale_and_ends_at_the_mode_are_absolute() {
        let made =
            |low, mode, high| Sampler::new(Estimate::new(low, mode, high, Shape::Pert).unwrap().within(-1.0, 1.0));
        let at_end = made(0.5, 0.8, 1.0);
        assert!((below(&at_end, 0.5) - 0.05).abs() < 1e-6 && at_end.support()[1] == 1.0);
        let at_mode = made(0.5, 0.8, 0.8);
        assert!((below(&at_mode, 0.5) - 0.05).abs() < 1e-6 && at_mode.support()[1] == 0.8);
        let both = made(-1.0, 0.2, 1.0);
        assert!((both.quantile(0.3) - estimate(-1.0, 0.2, 1.0, Shape::Pert).quantile(0.3)).abs() < 1e-15);
        // Nearer to the end than any falling curve can leave 5 per cent: flat from the mode on.
        let near = made(-0.999, 0.5, 0.9);
        assert!(below(&near, -0.999) < 0.05 && near.support()[0] == -1.0);
        let thirds = [-0.9, -0.4, 0.1].map(|x| below(&near, x + 0.1) - below(&near, x));
        assert!((thirds[0] - thirds[1]).abs() < 1e-9 && (thirds[1] - thirds[2]).abs() < 1e-9);
        assert!((below(&near, 0.9) - 0.95).abs() < 1e-6);
    }

    #[test]
    fn uniform_estimates_have_their_points_too() {
        let made = |low, high| Sampler::new(Estimate::new(low, 0.5, high, Shape::Uniform).unwrap().within(0.0, 1.0));
        let free = made(0.3, 0.75);
        assert!((below(&free, 0.3) - 0.05).abs() < 1e-9 && (below(&free, 0.75) - 0.95).abs() < 1e-9);
        let cut = made(0.01, 0.75);
        assert!(cut.support()[0] == 0.0 && (below(&cut, 0.75) - 0.95).abs() < 1e-9);
        assert_eq!(made(0.01, 0.99).support(), [0.0, 1.0]);
    }

    proptest! {
        /// Five per cent lie beyond each point wherever a falling curve can have them there, and never more.
        #[test]
        fn the_points_are_where_they_are_said_to_be(
            low in 0.02..0.6f64, a in 0.001..0.3f64, b in 0.001..0.3f64, room in 1e-3..1.0f64, u in 0.001..0.998f64
        ) {
            for shape in [Shape::Pert, Shape::Triangular] {
                let (mode, high) = (low + a, low + a + b);
                let (floor, top) = (low - room * low, high + room);
                let fitted = Sampler::new(Estimate::new(low, mode, high, shape).unwrap().within(floor, top));
                let [least, greatest] = fitted.support();
                prop_assert!(floor <= least + 1e-12 && greatest <= top + 1e-12 && least < low && high < greatest);
                for (share, distance, end) in
                    [(below(&fitted, low), mode - low, mode - floor), (1.0 - below(&fitted, high), high - mode, top - mode)]
                {
                    prop_assert!(share < 0.05 + 1e-6);
                    // A side that is not flat has its 5 per cent.
                    let side = if distance == mode - low { below(&fitted, mode) } else { 1.0 - below(&fitted, mode) };
                    let flat = side * (1.0 - distance / end) <= 0.05 + 1e-9;
                    prop_assert!(flat || (share - 0.05).abs() < 1e-6, "{share} {flat}");
                }
                let (x, y) = (fitted.quantile(u), fitted.quantile(u + 0.001));
                prop_assert!(x <= y + 1e-12);
                // The mode is where most lies: equal steps hold ever more up to it, and ever less from it on.
                let held = |from: f64, to: f64, i: u32| {
                    let at = |i: u32| below(&fitted, from + f64::from(i) * (to - from) / 10.0);
                    (at(i + 1) - at(i)).abs()
                };
                let falls = |end: f64| (0..9).all(|i| held(mode, end, i) + 1e-9 >= held(mode, end, i + 1));
                prop_assert!(falls(least) && falls(greatest), "{shape:?}");
            }
        }
    }
}
