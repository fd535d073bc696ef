//! How an indicator sees closeness.

use super::Kind;
use super::grid::{POINTS, at};
use detente_chance::normal_cdf;

/// How an indicator sees closeness.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// At level k or above where `loading` × closeness + N(0, 1) exceeds the k-th threshold.
    Levels {
        /// Above 0 where it rises with closeness.
        loading: f64,
        /// In order.
        thresholds: Vec<f64>,
    },
    /// `intercept` + `loading` × closeness + N(0, `sd`²).
    Distance {
        /// At closeness 0.
        intercept: f64,
        /// As the rule gives it.
        loading: f64,
        /// Error.
        sd: f64,
    },
}

/// Loadings beforehand: normal with this mean and standard deviation in the direction of the weight, and at least the last.
pub(super) const LOADING: (f64, f64, f64) = (1.5, 1.0, 0.1);
/// Largest loading. An indicator that stands still for decades is told apart perfectly by a closeness that stands still too; its
/// loading would grow without end, and nothing else that is seen of a pair would count.
pub const LARGEST_LOADING: f64 = 2.5;
/// Thresholds beforehand: normal with this mean and standard deviation.
pub(super) const THRESHOLD: (f64, f64) = (1.0, 2.0);
/// Thresholds lie at least so far apart.
const APART: f64 = 1e-3;
/// Least probability of a level: what no closeness explains must not stop the rest.
const LEAST: f64 = 1e-12;
/// Least density of a value in units of its highest: far below what a value contradicts another with, and far above nothing.
const LEAST_DENSITY: f64 = 1e-40;

impl Link {
    /// Where the fit begins: thresholds from how often each level is seen.
    pub(super) fn begin(kind: &Kind, counts: &[f64]) -> Self {
        match kind {
            Kind::Distance { loading } => Self::Distance { intercept: 0.0, loading: *loading, sd: 1.0 },
            Kind::Levels { levels, rises } => {
                let total: f64 = counts.iter().sum::<f64>() + 1.0;
                let above = |level: usize| (counts[level..].iter().sum::<f64>() + 0.5) / total;
                let spread = (1.0 + LOADING.0 * LOADING.0).sqrt();
                let mut thresholds: Vec<f64> =
                    (1..*levels).map(|level| -spread * detente_chance::normal_quantile(above(level))).collect();
                for level in 1..thresholds.len() {
                    thresholds[level] = thresholds[level].max(thresholds[level - 1] + APART);
                }
                Self::Levels { loading: if *rises { LOADING.0 } else { -LOADING.0 }, thresholds }
            }
        }
    }

    /// Probability of each level at each point; nothing for distances.
    pub(super) fn table(&self) -> Vec<Vec<f64>> {
        let Self::Levels { thresholds, .. } = self else { return Vec::new() };
        (0..=thresholds.len()).map(|level| (0..POINTS).map(|point| self.level(level, at(point))).collect()).collect()
    }

    /// Probability of a level at a closeness; 0 for distances.
    pub fn level(&self, level: usize, closeness: f64) -> f64 {
        let Self::Levels { loading, thresholds } = self else { return 0.0 };
        let u = loading * closeness;
        // Differences of tails, so that small ones are exact.
        let (low, high) = (level.checked_sub(1).map(|below| thresholds[below]), thresholds.get(level));
        let p = match (low, high) {
            (None, None) => 1.0,
            (None, Some(high)) => normal_cdf(high - u),
            (Some(low), None) => normal_cdf(u - low),
            (Some(low), Some(high)) if low > u => normal_cdf(u - low) - normal_cdf(u - high),
            (Some(low), Some(high)) => normal_cdf(high - u) - normal_cdf(low - u),
        };
        p.max(LEAST)
    }

    /// Density of a value at a point, in units in which its highest is 1; 1 for levels.
    pub(super) fn density(&self, point: usize, value: f64) -> f64 {
        let Self::Distance { intercept, loading, sd } = self else { return 1.0 };
        let z = (value - intercept - loading * at(point)) / sd;
        libm::exp(-0.5 * z * z).max(LEAST_DENSITY)
    }

    /// The logarithm of the unit in which [`Self::density`] tells densities.
    pub(super) fn unit(&self) -> f64 {
        let Self::Distance { sd, .. } = self else { return 0.0 };
        -libm::log(sd * (2.0 * std::f64::consts::PI).sqrt())
    }

    /// Loading and thresholds, or intercept, loading and error.
    pub(super) fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Levels { loading, thresholds } => {
                std::iter::once(*loading).chain(thresholds.iter().copied()).collect()
            }
            Self::Distance { intercept, loading, sd } => vec![*intercept, *loading, *sd],
        }
    }

    /// A link like this one with other numbers, where they are within bounds.
    pub(super) fn with(&self, numbers: &[f64]) -> Option<Self> {
        match self {
            Self::Levels { loading, .. } => {
                let size = numbers[0] * loading.signum();
                let within = (LOADING.2..=LARGEST_LOADING).contains(&size) && apart(&numbers[1..]);
                within.then(|| Self::Levels { loading: numbers[0], thresholds: numbers[1..].to_vec() })
            }
            Self::Distance { loading, .. } => {
                let [intercept, _, sd] = numbers else { return None };
                (*sd > 1e-3).then_some(Self::Distance { intercept: *intercept, loading: *loading, sd: *sd })
            }
        }
    }

    /// Logarithm of what is assumed of its numbers, but for a constant.
    pub(super) fn beforehand(&self) -> f64 {
        let square = |x: f64, (mean, sd): (f64, f64)| -0.5 * (x - mean) * (x - mean) / (sd * sd);
        match self {
            Self::Levels { loading, thresholds } => {
                let all: f64 = thresholds.iter().map(|threshold| square(*threshold, THRESHOLD)).sum();
                all + square(loading.abs(), (LOADING.0, LOADING.1))
            }
            Self::Distance { sd, .. } => -0.5 * (2.0 * libm::log(*sd) + 1.0 / (sd * sd)),
        }
    }
}

pub(super) fn apart(thresholds: &[f64]) -> bool {
    thresholds.windows(2).all(|two| two[1] >= two[0] + APART)
}
