//! Distributions of two pieces: a known mode, and 5 per cent beyond each of two points, on a scale.
//!
//! On each side of the mode the density is one falling curve K, stretched as that side needs and cut at the end of the scale; both
//! pieces have the same height at the mode (two-piece family: Fechner 1897; Fernandez and Steel 1998; Wallis 2014, with the normal
//! curve). Here K ends where it reaches 0, so that nothing lies far beyond the two points.

use std::sync::LazyLock;

use crate::beta::Beta;
use crate::pert::Pert;

/// Share of the distribution beyond a point that is not absolute.
pub(crate) const BEYOND: f64 = 0.05;
/// Halvings of [0, 1] that an answer is exact to; the same for everyone.
const STEPS: u32 = 44;
/// Places in [0, 1] that so many halvings tell apart.
const PLACES: f64 = (1_u64 << STEPS) as f64;
/// Most steps of a search by false position; ten or so are taken.
const MOST_STEPS: usize = 60;
/// Places that its answer may be off.
const NEAR: f64 = 2.0;

/// Half of the symmetric PERT curve, Beta(3, 3), from its middle outwards: shares of it by distance, prepared once.
static BELL: LazyLock<Pert> = LazyLock::new(|| Pert::new(Beta::new(3.0, 3.0)));

/// A curve that falls from 1 at 0 to 0 at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curve {
    /// (1 - t^2)^2, a half of the symmetric PERT curve.
    Bell,
    /// 1 - t, a half of the symmetric triangle.
    Line,
}

impl Curve {
    /// Area below the whole curve.
    fn area(self) -> f64 {
        match self {
            Self::Bell => 8.0 / 15.0,
            Self::Line => 0.5,
        }
    }

    /// Share of that area up to `t` in [0, 1].
    fn share(self, t: f64) -> f64 {
        match self {
            Self::Bell => t * (15.0 + t * t * (3.0 * t * t - 10.0)) / 8.0,
            Self::Line => t * (2.0 - t),
        }
    }

    /// The t up to which `share` of the area lies.
    fn at_share(self, share: f64) -> f64 {
        match self {
            Self::Bell => (2.0 * BELL.quantile(0.5 + 0.5 * share) - 1.0).clamp(0.0, 1.0),
            Self::Line => 1.0 - (1.0 - share).max(0.0).sqrt(),
        }
    }
}

/// One side of the mode, as it is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// Distance from the mode to the point with 5 per cent beyond, or to the absolute end.
    pub point: f64,
    /// Distance from the mode to the end of the scale.
    pub end: f64,
    /// Whether nothing lies beyond the point.
    pub absolute: bool,
}

/// One side of the mode, as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Side {
    /// Distance at which the curve reaches 0; infinite where it is flat.
    stretch: f64,
    /// Farthest distance.
    reach: f64,
    /// Share of the curve's area up to there.
    share: f64,
    /// Area of the piece where the height at the mode is 1.
    area: f64,
}

impl Side {
    /// The side with `beyond` of its own area beyond the point, or as much of it as a curve that does not rise can have.
    fn with_beyond(curve: Curve, asked: Asked, beyond: f64) -> Self {
        if asked.absolute {
            return Self::stretched(curve, asked.point, asked.point);
        }
        if beyond >= 1.0 - asked.point / asked.end {
            return Self { stretch: f64::INFINITY, reach: asked.end, share: 1.0, area: asked.end };
        }
        let room = asked.end / asked.point;
        // The point as a share of the stretch: the less, the more lies beyond.
        let too_much = |share: f64| {
            let inside = curve.share(share) / curve.share((share * room).min(1.0));
            1.0 - inside - beyond
        };
        let [_, share] = last_above(too_much);
        Self::stretched(curve, asked.point / share, asked.end)
    }

    fn stretched(curve: Curve, stretch: f64, end: f64) -> Self {
        if stretch == 0.0 {
            return Self { stretch, reach: 0.0, share: 0.0, area: 0.0 };
        }
        let reach = stretch.min(end);
        let share = curve.share(reach / stretch);
        Self { stretch, reach, share, area: stretch * curve.area() * share }
    }

    /// The distance within which `share` of the piece lies.
    fn distance(&self, curve: Curve, share: f64) -> f64 {
        if self.stretch.is_infinite() {
            return self.reach * share;
        }
        (self.stretch * curve.at_share(share * self.share)).min(self.reach)
    }
}

/// The distribution.
#[derive(Debug, Clone)]
pub(crate) struct TwoPiece {
    curve: Curve,
    mode: f64,
    below: Side,
    above: Side,
    /// Share of the whole below the mode.
    weight: f64,
}

impl TwoPiece {
    /// Fits both pieces: the weight of the lower one is what makes the pieces equally high at the mode.
    pub fn fit(curve: Curve, mode: f64, below: Asked, above: Asked) -> Self {
        let sides = |weight: f64| {
            let of = |asked, weight: f64| Side::with_beyond(curve, asked, BEYOND / weight);
            (of(below, weight), of(above, 1.0 - weight))
        };
        // The more weight a side is given, the less of it may lie beyond, the smaller it is: there is one answer.
        let too_large = |weight: f64| {
            let (one, other) = sides(weight);
            one.area - weight * (one.area + other.area)
        };
        let [low, high] = last_above(too_large);
        let (below, above) = sides(0.5 * (low + high));
        Self { curve, mode, below, above, weight: below.area / (below.area + above.area) }
    }

    /// The value below which the share `u` lies; `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        if u < self.weight {
            return self.mode - self.below.distance(self.curve, (self.weight - u) / self.weight);
        }
        self.mode + self.above.distance(self.curve, (u - self.weight) / (1.0 - self.weight))
    }

    /// Least and greatest value.
    pub fn support(&self) -> [f64; 2] {
        [self.mode - self.below.reach, self.mode + self.above.reach]
    }
}

/// The two neighbours of 2^44 places in [0, 1] between which a falling function is no longer above 0: what 44 halvings of the interval come
/// to. Found by false position (Illinois: Dowell and Jarratt 1971), and by halving from there, or from the whole interval where the signs there are others.
fn last_above(falling: impl Fn(f64) -> f64) -> [f64; 2] {
    let first = (root(&falling) * PLACES).floor() - NEAR;
    // Above at the first, and not at the last: the place is between.
    let is_above = |place: f64| place <= 0.0 || (place < PLACES && falling(place / PLACES) > 0.0);
    let (mut low, mut high) = (first, first + 2.0 * NEAR);
    if !is_above(low) || is_above(high) {
        (low, high) = (0.0, PLACES);
    }
    while high - low > 1.0 {
        let middle = (0.5 * (low + high)).floor();
        if is_above(middle) { low = middle } else { high = middle }
    }
    [low / PLACES, high / PLACES]
}

/// About where a falling function is 0.
fn root(falling: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let (mut above, mut below) = (None, None);
    let mut last = 2.0;
    for _ in 0..MOST_STEPS {
        let halfway = 0.5 * (low + high);
        let next = match (above, below) {
            (Some(above), Some(below)) => low + (high - low) * above / (above - below),
            _ => halfway,
        };
        let next = if next > low && next < high { next } else { halfway };
        if f64::abs(next - last) * PLACES < 0.1 {
            return next;
        }
        let value = falling(next);
        // The end that stays a second time counts for half.
        if value > 0.0 {
            if last < next && above.is_some() {
                below = below.map(|below: f64| 0.5 * below);
            }
            (low, above) = (next, Some(value));
        } else {
            if last > next && below.is_some() {
                above = above.map(|above: f64| 0.5 * above);
            }
            (high, below) = (next, Some(value));
        }
        last = next;
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by halving.
    fn halved(falling: impl Fn(f64) -> f64) -> [f64; 2] {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..STEPS {
            let middle = 0.5 * (low + high);
            if falling(middle) > 0.0 { low = middle } else { high = middle }
        }
        [low, high]
    }

    proptest! {
        #[test]
        fn the_place_is_the_one_that_halving_finds(
            point in 1e-6..1.0f64, room in 1.000_001..1e4f64, beyond in 1e-4..0.999f64, curve in 0..2
        ) {
            let curve = if curve == 0 { Curve::Bell } else { Curve::Line };
            let over = |share: f64| 1.0 - curve.share(share) / curve.share((share * room).min(1.0)) - beyond;
            prop_assert_eq!(last_above(over), halved(over));
            let line = |x: f64| point - x;
            prop_assert_eq!(last_above(line), halved(line));
            prop_assert_eq!(last_above(|_| 1.0), halved(|_| 1.0));
            prop_assert_eq!(last_above(|_| -1.0), halved(|_| -1.0));
        }
    }
}
