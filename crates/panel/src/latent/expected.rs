//! The fit of one indicator to what is expected of closeness over all pairs and years.

use nalgebra::{DMatrix, DVector};

use super::grid::{POINTS, at};
use super::links::{LARGEST_LOADING, LOADING, Link, THRESHOLD, apart};
use super::{Kind, Seen};

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
                let mut scored = Scored::of(&at, rises, expected);
                for _ in 0..25 {
                    let Some(step) = scored.step(at[0]) else { break };
                    let Some((next, better)) = climb(&at, &step, rises, expected, scored.value) else { break };
                    let done = better.value - scored.value < 1e-9;
                    (at, scored) = (next, better);
                    if done {
                        break;
                    }
                }
                Self::Levels { loading: at[0], thresholds: at[1..].to_vec() }
            }
        }
    }
}

/// A step that is halved until it stays within bounds and gains; `None` where none does.
fn climb(at: &[f64], step: &DVector<f64>, rises: bool, expected: &Expected, value: f64) -> Option<(Vec<f64>, Scored)> {
    for halving in 0..20 {
        let share = libm::ldexp(1.0, -halving);
        let mut next: Vec<f64> = at.iter().zip(step.iter()).map(|(x, step)| x + share * step).collect();
        let direction = if rises { 1.0 } else { -1.0 };
        next[0] = direction * (direction * next[0]).clamp(LOADING.2, LARGEST_LOADING);
        if !apart(&next[1..]) {
            continue;
        }
        let reached = Scored::of(&next, rises, expected);
        if reached.value > value {
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
    /// The step of Fisher's scoring; a loading at the end of its bounds does not go on, and the thresholds step as it is.
    fn step(&self, loading: f64) -> Option<DVector<f64>> {
        let step = self.information.clone().cholesky()?.solve(&self.gradient);
        let outward = step[0] * loading.signum();
        let inside = if outward > 0.0 { loading.abs() < LARGEST_LOADING } else { loading.abs() > LOADING.2 };
        if inside {
            return Some(step);
        }
        let (mut information, mut gradient) = (self.information.clone(), self.gradient.clone());
        information.fill_row(0, 0.0);
        information.fill_column(0, 0.0);
        (information[(0, 0)], gradient[0]) = (1.0, 0.0);
        Some(information.cholesky()?.solve(&gradient))
    }

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
