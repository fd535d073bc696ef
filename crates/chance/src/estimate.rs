//! Estimates: what a person or a data set says a number is, and how it is drawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::beta::Beta;

/// The family of distributions that turns `low, mode, high` into a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Beta distribution on [low, high] with weight 4 on the mode (Malcolm, Roseboom, Clark and Fazar 1959).
    #[default]
    Pert,
    /// Triangle over [low, high] with its tip at the mode.
    Triangular,
    /// Every value in [low, high] equally likely; the mode is kept as the central value only.
    Uniform,
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
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    low: f64,
    mode: f64,
    high: f64,
    shape: Shape,
}

impl Estimate {
    /// 0 without doubt.
    pub const ZERO: Self = Self { low: 0.0, mode: 0.0, high: 0.0, shape: Shape::Pert };
    /// 1 without doubt.
    pub const ONE: Self = Self { low: 1.0, mode: 1.0, high: 1.0, shape: Shape::Pert };

    /// A number without doubt.
    ///
    /// # Errors
    /// [`EstimateError::NotFinite`].
    pub fn point(value: f64) -> Result<Self, EstimateError> {
        Self::new(value, value, value, Shape::Pert)
    }

    /// An estimate from its lower end, most likely value and upper end.
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
        Ok(Self { low, mode, high, shape })
    }

    /// Lower end.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// Most likely value.
    pub fn mode(&self) -> f64 {
        self.mode
    }

    /// Upper end.
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

    /// Expected value of the distribution.
    pub fn mean(&self) -> f64 {
        match self.shape {
            Shape::Pert => (self.low + 4.0 * self.mode + self.high) / 6.0,
            Shape::Triangular => (self.low + self.mode + self.high) / 3.0,
            Shape::Uniform => 0.5 * (self.low + self.high),
        }
    }

    /// The same estimate moved by `by`.
    pub fn shifted(&self, by: f64) -> Self {
        Self { low: self.low + by, mode: self.mode + by, high: self.high + by, ..*self }
    }

    /// The same estimate times `factor`; a negative factor swaps the ends.
    pub fn scaled(&self, factor: f64) -> Self {
        let (one, other) = (self.low * factor, self.high * factor);
        Self { low: one.min(other), mode: self.mode * factor, high: one.max(other), shape: self.shape }
    }

    /// The same estimate with every number moved into [low, high].
    pub fn clamped(&self, low: f64, high: f64) -> Self {
        Self {
            low: self.low.clamp(low, high),
            mode: self.mode.clamp(low, high),
            high: self.high.clamp(low, high),
            shape: self.shape,
        }
    }
}

/// An estimate prepared for many draws: the inverse distribution function with its costly part done once.
///
/// Building costs 65 inversions for PERT; a draw costs one or two Newton steps.
#[derive(Debug, Clone)]
pub struct Sampler {
    estimate: Estimate,
    pert: Option<Pert>,
}

impl Sampler {
    /// Prepares `estimate`.
    pub fn new(estimate: Estimate) -> Self {
        let pert = (estimate.shape == Shape::Pert && !estimate.is_point()).then(|| {
            let lean = (estimate.mode - estimate.low) / (estimate.high - estimate.low);
            Pert::new(Beta::new(1.0 + 4.0 * lean, 5.0 - 4.0 * lean))
        });
        Self { estimate, pert }
    }

    /// The value below which the share `u` of the distribution lies; `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        let Estimate { low, mode, high, shape } = self.estimate;
        let width = high - low;
        if width == 0.0 {
            return low;
        }
        match shape {
            Shape::Pert => low + width * self.unit_pert(u),
            Shape::Uniform => low + width * u,
            Shape::Triangular if u * width < mode - low => low + (u * width * (mode - low)).sqrt(),
            Shape::Triangular => high - ((1.0 - u) * width * (high - mode)).sqrt(),
        }
    }

    fn unit_pert(&self, u: f64) -> f64 {
        self.pert.as_ref().map_or(u, |pert| pert.quantile(u))
    }
}

const NODES: usize = 256;
/// An interval of the table is used as it is when it is this exact halfway; elsewhere it gives the start of a Newton iteration.
const EXACT: f64 = 1e-13;

/// Quantiles of a beta distribution from a table of polynomials of degree 5 that agree with them and their first two derivatives at
/// evenly spread shares.
#[derive(Debug, Clone)]
struct Pert {
    beta: Beta,
    /// Per node the quantile and its derivatives, times the width of an interval and its square; infinite at the ends.
    nodes: Vec<[f64; 3]>,
    exact: Vec<bool>,
}

impl Pert {
    fn new(beta: Beta) -> Self {
        let width = 1.0 / NODES as f64;
        let mut x = 0.0;
        let nodes = (0..=NODES).map(|node| {
            x = match node {
                0 => 0.0,
                NODES => 1.0,
                _ => beta.quantile_from(node as f64 * width, f64::max(x, 0.5 * width)),
            };
            let (density, slope) = (beta.density(x), beta.slope(x));
            [x, width / density, -width * width * slope / (density * density * density)]
        });
        let mut pert = Self { beta, nodes: nodes.collect(), exact: vec![false; NODES] };
        for node in 1..NODES - 1 {
            let guess = pert.table(node, 0.5);
            pert.exact[node] = (beta.quantile_from((node as f64 + 0.5) * width, guess) - guess).abs() < EXACT;
        }
        pert
    }

    fn quantile(&self, u: f64) -> f64 {
        let place = u * NODES as f64;
        let node = (place as usize).min(NODES - 1);
        let part = place - node as f64;
        if self.exact[node] {
            return self.table(node, part);
        }
        let (from, to) = (self.nodes[node][0], self.nodes[node + 1][0]);
        let inside = (1..NODES - 1).contains(&node);
        let guess = if inside { self.table(node, part).clamp(from, to) } else { from + part * (to - from) };
        self.beta.quantile_from(u, guess)
    }

    /// The polynomial of an interval at `t` in [0, 1] (Hermite interpolation).
    fn table(&self, node: usize, t: f64) -> f64 {
        let ([y, dy, ddy], [z, dz, ddz]) = (self.nodes[node], self.nodes[node + 1]);
        let rise = z - y - dy - ddy / 2.0;
        let turn = dz - dy - ddy;
        let bend = ddz - ddy;
        let cubic = 10.0 * rise - 4.0 * turn + bend / 2.0;
        let quartic = -15.0 * rise + 7.0 * turn - bend;
        let quintic = 6.0 * rise - 3.0 * turn + bend / 2.0;
        y + t * (dy + t * (ddy / 2.0 + t * (cubic + t * (quartic + t * quintic))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn estimate(low: f64, mode: f64, high: f64, shape: Shape) -> Sampler {
        Sampler::new(Estimate::new(low, mode, high, shape).unwrap())
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Estimate::point(f64::NAN), Err(EstimateError::NotFinite));
        assert_eq!(Estimate::new(0.0, f64::INFINITY, 1.0, Shape::Pert), Err(EstimateError::NotFinite));
        assert!(matches!(Estimate::new(1.0, 0.5, 2.0, Shape::Pert), Err(EstimateError::Order { .. })));
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

    #[test]
    fn the_table_agrees_with_newton() {
        for lean in [0.0, 0.07, 0.3, 0.5, 0.81, 1.0] {
            let beta = Beta::new(1.0 + 4.0 * lean, 5.0 - 4.0 * lean);
            let pert = Pert::new(beta);
            let exact = pert.exact.iter().filter(|exact| **exact).count();
            assert!(exact > NODES / 2, "{lean}: {exact}");
            for step in 1..5_000 {
                let u = f64::from(step) / 5_000.0;
                assert!((pert.quantile(u) - beta.quantile_from(u, 0.5)).abs() < 1e-12, "{lean} {u}");
            }
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
                assert!((mean - sampler.estimate.mean()).abs() < 1e-4, "{shape:?} {low} {mode} {high}");
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
}
