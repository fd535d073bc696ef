//! Estimates: what a person or a data set says a number is, and how it is drawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::sampler::Sampler;
use crate::stream::fnv1a;

crate::words! {
    /// The family of distributions that turns `low, mode, high` into a distribution: between absolute ends as it says here; where low and
    /// high are the 5 and 95 per cent points, one of the same kind that has them there ([`Sampler`]).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
    pub enum Shape {
        /// Beta distribution on [low, high] with weight 4 on the mode (Malcolm, Roseboom, Clark and Fazar 1959).
        #[default]
        Pert = "pert",
        /// Triangle over [low, high] with its tip at the mode.
        Triangular = "triangular",
        /// Every value in [low, high] equally likely; the mode is kept as the central value only.
        Uniform = "uniform",
    }
}

/// Why three numbers are no estimate.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum EstimateError {
    /// One of the numbers is NaN or infinite.
    #[error("an estimate needs finite numbers")]
    NotFinite,
    /// The numbers are not in the order low <= mode <= high.
    #[error("an estimate needs low <= mode <= high, not {low}, {mode}, {high}")]
    Order {
        /// The lower end as given.
        low: f64,
        /// The central value as given.
        mode: f64,
        /// The upper end as given.
        high: f64,
    },
}

/// A number with its doubt: the most likely value inside an interval. `low == high` is a number without doubt.
///
/// Its ends are absolute as it is made; [`Estimate::within`] makes them the 5 and 95 per cent points of a distribution on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    low: f64,
    mode: f64,
    high: f64,
    shape: Shape,
    /// Ends of the scale: nothing lies beyond. Equal to `low` and `high` where those are absolute.
    #[serde(skip)]
    scale: [f64; 2],
    /// Name of the random numbers it is drawn with; 0 for those of its row.
    #[serde(skip)]
    apart: u64,
}

impl Estimate {
    /// 0 without doubt.
    pub const ZERO: Self = Self { low: 0.0, mode: 0.0, high: 0.0, shape: Shape::Pert, scale: [0.0; 2], apart: 0 };
    /// 1 without doubt.
    pub const ONE: Self = Self { low: 1.0, mode: 1.0, high: 1.0, shape: Shape::Pert, scale: [1.0; 2], apart: 0 };

    /// A number without doubt.
    ///
    /// # Errors
    /// [`EstimateError::NotFinite`].
    pub fn point(value: f64) -> Result<Self, EstimateError> {
        Self::new(value, value, value, Shape::Pert)
    }

    /// An estimate from its lower end, most likely value and upper end, `low <= mode <= high`, in the unit of what is estimated.
    ///
    /// # Errors
    /// [`EstimateError::NotFinite`] or [`EstimateError::Order`].
    pub fn new(low: f64, mode: f64, high: f64, shape: Shape) -> Result<Self, EstimateError> {
        if ![low, mode, high].iter().all(|number| number.is_finite()) {
            return Err(EstimateError::NotFinite);
        }
        if !(low <= mode && mode <= high) {
            return Err(EstimateError::Order { low, mode, high });
        }
        Ok(Self { low, mode, high, shape, scale: [low, high], apart: 0 })
    }

    /// The same three numbers, of which low and high are now the 5 and 95 per cent points of a distribution on [floor, top]. An end
    /// that lies at the end of the scale, or at the mode, stays absolute.
    #[must_use]
    pub fn within(&self, floor: f64, top: f64) -> Self {
        let scale = if self.is_point() { [self.low, self.high] } else { [floor.min(self.low), top.max(self.high)] };
        Self { scale, ..*self }
    }

    /// Ends of the scale: `low` and `high` where those are absolute.
    pub fn scale(&self) -> [f64; 2] {
        self.scale
    }

    /// Lower end: 5 per cent lie below, or nothing where it is absolute.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// Most likely value.
    pub fn mode(&self) -> f64 {
        self.mode
    }

    /// Upper end: 5 per cent lie above, or nothing where it is absolute.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// The family it is drawn from.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether the number is without doubt.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// The same estimate moved by `by`.
    pub fn shifted(&self, by: f64) -> Self {
        let scale = self.scale.map(|end| end + by);
        Self { low: self.low + by, mode: self.mode + by, high: self.high + by, scale, ..*self }
    }

    /// The same estimate times `factor`; a negative factor swaps the ends.
    pub fn scaled(&self, factor: f64) -> Self {
        let sorted = |[one, other]: [f64; 2]| [(one * factor).min(other * factor), (one * factor).max(other * factor)];
        let ([low, high], scale) = (sorted([self.low, self.high]), sorted(self.scale));
        Self { low, mode: self.mode * factor, high, scale, ..*self }
    }

    /// The same estimate with every number moved into [low, high]; as it is where it lies inside already.
    pub fn clamped(&self, low: f64, high: f64) -> Self {
        let [from, to] = Sampler::new(*self).support();
        if low <= from && to <= high {
            return *self;
        }
        Self {
            low: self.low.clamp(low, high),
            mode: self.mode.clamp(low, high),
            high: self.high.clamp(low, high),
            scale: self.scale.map(|end| end.clamp(low, high)),
            ..*self
        }
    }

    /// The same estimate with random numbers of its own, which hang on what it says alone: a second opinion is no echo of the first.
    /// They stay with it when it is moved, multiplied or cut.
    pub fn drawn_apart(&self) -> Self {
        Self {
            apart: fnv1a(&format!("{:?} {:?} {:?} {:?}", self.low, self.mode, self.high, self.shape)).max(1),
            ..*self
        }
    }

    /// The name of its own random numbers; `None` where it is drawn with those of its row.
    pub fn apart(&self) -> Option<u64> {
        (self.apart != 0).then_some(self.apart)
    }

    /// Whether both say the same, whatever numbers they are drawn with.
    pub fn says_same(&self, other: &Self) -> bool {
        Self { apart: other.apart, ..*self } == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Estimate::point(f64::NAN), Err(EstimateError::NotFinite));
        assert_eq!(Estimate::new(0.0, f64::INFINITY, 1.0, Shape::Pert), Err(EstimateError::NotFinite));
        assert!(matches!(Estimate::new(1.0, 0.5, 2.0, Shape::Pert), Err(EstimateError::Order { .. })));
    }

    #[test]
    fn what_is_drawn_apart_says_the_same_and_keeps_its_numbers() {
        let estimate = Estimate::new(0.0, 0.5, 1.0, Shape::Pert).unwrap();
        let apart = estimate.drawn_apart();
        assert!(estimate.apart().is_none() && apart.apart().is_some());
        assert!(apart != estimate && apart.says_same(&estimate) && !apart.says_same(&estimate.shifted(0.1)));
        assert_eq!(apart.shifted(0.1).scaled(2.0).clamped(0.0, 1.0).apart(), apart.apart());
        assert_ne!(estimate.shifted(0.1).drawn_apart().apart(), apart.apart());
    }

    #[test]
    fn what_is_moved_keeps_its_shape_until_it_meets_an_end() {
        let estimate = Estimate::new(0.3, 0.5, 0.6, Shape::Pert).unwrap().within(-1.0, 1.0);
        let moved = estimate.shifted(0.1).clamped(-1.0, 1.0);
        let (one, other) = (Sampler::new(estimate), Sampler::new(moved));
        for step in 1..100 {
            let u = f64::from(step) / 100.0;
            assert!((other.quantile(u) - one.quantile(u) - 0.1).abs() < 1e-12, "{u}");
        }
        let cut = estimate.shifted(0.45).clamped(-1.0, 1.0);
        assert_eq!((cut.low(), cut.mode(), cut.high(), cut.scale()[1]), (0.75, 0.95, 1.0, 1.0));
        assert_eq!(estimate.scaled(-1.0).scale(), [-1.0, 1.0]);
        assert!(Estimate::point(0.2).unwrap().within(-1.0, 1.0).scale() == [0.2, 0.2]);
    }
}
