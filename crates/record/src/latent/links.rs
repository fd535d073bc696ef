//! How an indicator sees closeness, and its fit to what is expected of closeness.

use detente_chance::normal_cdf;
use nalgebra::{DMatrix, DVector};

use super::grid::{POINTS, at};
use super::{Kind, Seen};

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
const LOADING: (f64, f64, f64) = (1.5, 1.0, 0.1);
/// Thresholds beforehand: normal with this mean and standard deviation.
const THRESHOLD: (f64, f64) = (1.0, 2.0);
/// Thresholds lie at least so far apart.
const APART: f64 = 1e-3;
/// Least probability of a level: what no closeness explains must not stop the rest.
const LEAST: f64 = 1e-12;

/// What is expected of an indicator over all pairs and years.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    /// For every level the mass of closeness at each point.
    levels: Vec<Vec<f64>>,
    /// Of values: count, sum, sum of squares of value - loading × closeness, as expected.
    values: [f64; 3],
}

impl Expected {
    pub(super) fn new(kind: &Kind) -> Self {
        let levels = if let Kind::Levels { levels, .. } = kind { *levels } else { 0 };
        Self { levels: vec![vec![0.0; POINTS]; levels], values: [0.0; 3] }
    }

    pub(super) fn add(&mut self, seen: Seen, mass: &[f64], (mean, variance): (f64, f64), link: &Link) {
        match (seen, link) {
            (Seen::Level(level), _) => self.levels[level].iter_mut().zip(mass).for_each(|(sum, mass)| *sum += mass),
            (Seen::Value(value), Link::Distance { loading, .. }) => {
                let left = value - loading * mean;
                self.values[0] += 1.0;
                self.values[1] += left;
                self.values[2] += left * left + loading * loading * variance;
            }
            _ => {}
        }
    }

    pub(super) fn plus(mut self, other: &Self) -> Self {
        for (sum, more) in self.levels.iter_mut().zip(&other.levels) {
            sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
        self.values.iter_mut().zip(other.values).for_each(|(sum, more)| *sum += more);
        self
    }
}

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
        libm::exp(-0.5 * z * z).max(LEAST)
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
                let within = numbers[0] * loading.signum() >= LOADING.2 && apart(&numbers[1..]);
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

    /// The fit to what is expected.
    pub(super) fn fitted(&self, expected: &Expected) -> Self {
        match self {
            Self::Distance { loading, .. } => {
                let [count, sum, squares] = expected.values;
                if count == 0.0 {
                    return self.clone();
                }
                let intercept = sum / count;
                // One sighting with an error of 1 beforehand.
                let variance = (squares - count * intercept * intercept + 1.0) / (count + 1.0);
                Self::Distance { intercept, loading: *loading, sd: variance.max(1e-6).sqrt() }
            }
            Self::Levels { loading, thresholds } => {
                let rises = *loading > 0.0;
                let mut at: Vec<f64> = std::iter::once(*loading).chain(thresholds.iter().copied()).collect();
                let mut value = Scored::of(&at, rises, expected).value;
                for _ in 0..25 {
                    let scored = Scored::of(&at, rises, expected);
                    let Some(step) = scored.information.cholesky().map(|root| root.solve(&scored.gradient)) else {
                        break;
                    };
                    let Some((next, better)) = climb(&at, &step, rises, expected, value) else { break };
                    let done = better - value < 1e-9;
                    (at, value) = (next, better);
                    if done {
                        break;
                    }
                }
                Self::Levels { loading: at[0], thresholds: at[1..].to_vec() }
            }
        }
    }
}

fn apart(thresholds: &[f64]) -> bool {
    thresholds.windows(2).all(|two| two[1] >= two[0] + APART)
}

/// A step that is halved until it stays within bounds and gains; `None` where none does.
fn climb(at: &[f64], step: &DVector<f64>, rises: bool, expected: &Expected, value: f64) -> Option<(Vec<f64>, f64)> {
    for halving in 0..20 {
        let share = libm::ldexp(1.0, -halving);
        let next: Vec<f64> = at.iter().zip(step.iter()).map(|(x, step)| x + share * step).collect();
        let bound = if rises { next[0] >= LOADING.2 } else { next[0] <= -LOADING.2 };
        if !bound || !apart(&next[1..]) {
            continue;
        }
        let reached = Scored::of(&next, rises, expected).value;
        if reached > value {
            return Some((next, reached));
        }
    }
    None
}

/// Expected log-likelihood of loading and thresholds with what is assumed of them, its gradient and Fisher information.
struct Scored {
    value: f64,
    gradient: DVector<f64>,
    information: DMatrix<f64>,
}

impl Scored {
    fn of(at_: &[f64], rises: bool, expected: &Expected) -> Self {
        let size = at_.len();
        let link = Link::Levels { loading: at_[0], thresholds: at_[1..].to_vec() };
        let mut found = Self { value: 0.0, gradient: DVector::zeros(size), information: DMatrix::zeros(size, size) };
        let mean = if rises { LOADING.0 } else { -LOADING.0 };
        found.beforehand(0, at_[0], (mean, LOADING.1));
        (1..size).for_each(|place| found.beforehand(place, at_[place], THRESHOLD));
        let density = |z: f64| libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        let levels = expected.levels.len();
        for point in 0..POINTS {
            let all: f64 = expected.levels.iter().map(|mass| mass[point]).sum();
            if all == 0.0 {
                continue;
            }
            let x = at(point);
            for level in 0..levels {
                let p = link.level(level, x);
                let edge =
                    |place: usize| if (1..levels).contains(&place) { density(at_[0] * x - at_[place]) } else { 0.0 };
                let (low, high) = (edge(level), edge(level + 1));
                let mut slope = DVector::zeros(size);
                slope[0] = x * (low - high);
                if level > 0 {
                    slope[level] -= low;
                }
                if level + 1 < levels {
                    slope[level + 1] += high;
                }
                let mass = expected.levels[level][point];
                found.value += mass * libm::log(p);
                found.gradient.axpy(mass / p, &slope, 1.0);
                found.information.ger(all / p, &slope, &slope, 1.0);
            }
        }
        found
    }

    fn beforehand(&mut self, place: usize, at: f64, (mean, sd): (f64, f64)) {
        let z = (at - mean) / sd;
        self.value -= 0.5 * z * z;
        self.gradient[place] -= z / sd;
        self.information[(place, place)] += 1.0 / (sd * sd);
    }
}
