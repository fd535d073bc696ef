//! Logistic regression of one or several outcomes: unpenalised maximum likelihood by Newton's method, run to convergence.
//!
//! A logit that stops at the usual tolerance of libraries is wrong here: the three terms of peace years are nearly collinear, and a
//! first-order method stops on the way (AUC .937 instead of .941). Newton's steps need the normal equations of 16 columns, which
//! `nalgebra` solves. Work O(rows × columns²) a step, some ten steps.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

/// Rows of features, each with a leading 1.
#[derive(Debug, Clone, Default)]
pub struct Design {
    /// Columns, the constant included.
    pub width: usize,
    /// Row by row.
    pub values: Vec<f64>,
}

impl Design {
    /// An empty design with a constant and `features` columns.
    pub fn new(features: usize) -> Self {
        Self { width: features + 1, values: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, features: impl IntoIterator<Item = f64>) {
        self.values.push(1.0);
        self.values.extend(features);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len() / self.width
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// A fitted logit of `classes` outcomes; the coefficients of outcome 0 are 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Logit {
    /// For each outcome but 0 the coefficients, the constant first.
    pub coefficients: Vec<Vec<f64>>,
    /// Newton steps taken.
    pub steps: usize,
    /// Whether the last step was below the tolerance.
    pub converged: bool,
}

/// Longest coefficient step at the end, in units of a coefficient.
const TOLERANCE: f64 = 1e-9;
const STEPS: usize = 60;

/// What a step needs of some rows.
struct Part {
    gradient: DVector<f64>,
    information: DMatrix<f64>,
    log_likelihood: f64,
}

/// Rows summed by themselves, in this number always, so that the result is the same at any thread count.
const CHUNK: usize = 4_096;

impl Logit {
    /// Fits outcomes `0..classes`, one a row of `design`, by unpenalised maximum likelihood (Newton's method, run to convergence).
    /// O(rows · columns²) a step, some ten steps.
    ///
    /// `None` where the normal equations have no solution: a column is constant or a sum of others, or some columns tell the outcomes
    /// apart without a miss.
    ///
    /// # Examples
    /// One of four against three of four: the constant is the log-odds of the first, the coefficient what they rise by.
    /// ```
    /// use detente_panel::{Design, Logit};
    ///
    /// let mut design = Design::new(1);
    /// [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0].iter().for_each(|x| design.push([*x]));
    /// let found = Logit::fit(&design, &[0, 0, 0, 1, 0, 1, 1, 1], 2).expect("a fit");
    /// let odds = 3f64.ln();
    /// assert!((found.coefficients[0][0] + odds).abs() < 1e-9 && (found.coefficients[0][1] - 2.0 * odds).abs() < 1e-9);
    /// assert!((found.predict(&[1.0])[1] - 0.75).abs() < 1e-9);
    /// ```
    pub fn fit(design: &Design, outcomes: &[u8], classes: usize) -> Option<Self> {
        Self::fit_from(design, outcomes, classes, None)
    }

    /// As [`Logit::fit`], from the coefficients of a fit to nearly the same rows: resamples take fewer steps so.
    pub fn fit_from(design: &Design, outcomes: &[u8], classes: usize, start: Option<&Self>) -> Option<Self> {
        let (width, free) = (design.width, classes - 1);
        let mut beta = start.map_or_else(|| vec![0.0; width * free], |start| start.coefficients.concat());
        let mut likelihood = f64::NEG_INFINITY;
        for step in 0..STEPS {
            let rows = design.values.par_chunks(CHUNK * width).zip(outcomes.par_chunks(CHUNK));
            let parts: Vec<Part> = rows.map(|(rows, outcomes)| Part::of(rows, outcomes, &beta, width)).collect();
            let Part { gradient, mut information, log_likelihood } = parts.into_iter().reduce(Part::plus)?;
            mirror(&mut information, width);
            if log_likelihood < likelihood - 1e-6 * likelihood.abs() {
                return None;
            }
            likelihood = log_likelihood;
            let change = information.cholesky()?.solve(&gradient);
            let longest = change.amax();
            if !longest.is_finite() {
                return None;
            }
            // Newton's first steps may overshoot where outcomes are rare.
            let scale = if longest > 8.0 { 8.0 / longest } else { 1.0 };
            beta.iter_mut().zip(change.iter()).for_each(|(beta, change)| *beta += change * scale);
            if longest < TOLERANCE {
                return Some(Self { coefficients: split(&beta, width), steps: step + 1, converged: true });
            }
        }
        Some(Self { coefficients: split(&beta, width), steps: STEPS, converged: false })
    }

    /// Probabilities of the outcomes for features without the constant.
    pub fn predict(&self, features: &[f64]) -> Vec<f64> {
        let flat: Vec<f64> = self.coefficients.concat();
        let row: Vec<f64> = std::iter::once(1.0).chain(features.iter().copied()).collect();
        let mut probabilities = vec![0.0; self.coefficients.len() + 1];
        spread(&flat, &row, &mut probabilities);
        probabilities
    }
}

impl Part {
    fn of(rows: &[f64], outcomes: &[u8], beta: &[f64], width: usize) -> Self {
        let size = beta.len();
        let free = size / width;
        let mut part =
            Self { gradient: DVector::zeros(size), information: DMatrix::zeros(size, size), log_likelihood: 0.0 };
        let mut probabilities = vec![0.0; free + 1];
        for (row, outcome) in rows.chunks_exact(width).zip(outcomes) {
            spread(beta, row, &mut probabilities);
            let outcome = usize::from(*outcome);
            part.log_likelihood += libm::log(probabilities[outcome].max(f64::MIN_POSITIVE));
            for k in 0..free {
                let miss = f64::from(u8::from(outcome == k + 1)) - probabilities[k + 1];
                for (place, x) in row.iter().enumerate() {
                    part.gradient[k * width + place] += miss * x;
                }
                for l in 0..=k {
                    let same = f64::from(u8::from(k == l));
                    let weight = probabilities[k + 1] * (same - probabilities[l + 1]);
                    add_outer(&mut part.information, (k * width, l * width), weight, row);
                }
            }
        }
        part
    }

    fn plus(mut self, other: Self) -> Self {
        self.gradient += other.gradient;
        self.information += other.information;
        self.log_likelihood += other.log_likelihood;
        self
    }
}

/// Probabilities of the outcomes of one row.
fn spread(beta: &[f64], row: &[f64], probabilities: &mut [f64]) {
    probabilities[0] = 1.0;
    let mut top = 0.0_f64;
    for (k, coefficients) in beta.chunks_exact(row.len()).enumerate() {
        probabilities[k + 1] = coefficients.iter().zip(row).map(|(b, x)| b * x).sum();
        top = top.max(probabilities[k + 1]);
    }
    probabilities[0] = libm::exp(-top);
    let mut total = probabilities[0];
    for value in &mut probabilities[1..] {
        *value = libm::exp(*value - top);
        total += *value;
    }
    probabilities.iter_mut().for_each(|value| *value /= total);
}

/// Adds `weight * row rowᵀ` to the lower half of a block.
fn add_outer(information: &mut DMatrix<f64>, (down, across): (usize, usize), weight: f64, row: &[f64]) {
    for (j, x) in row.iter().enumerate() {
        if *x == 0.0 {
            continue;
        }
        let scaled = weight * x;
        let mut column = information.column_mut(across + j);
        let column = column.as_mut_slice();
        for (to, y) in column[down + j..].iter_mut().zip(&row[j..]) {
            *to += scaled * y;
        }
    }
}

/// Fills the upper halves of the blocks, and the blocks above the diagonal.
fn mirror(information: &mut DMatrix<f64>, width: usize) {
    let size = information.nrows();
    for down in (0..size).step_by(width) {
        for across in (0..=down).step_by(width) {
            for i in 0..width {
                for j in i + 1..width {
                    information[(down + i, across + j)] = information[(down + j, across + i)];
                }
            }
            for i in 0..width {
                for j in 0..width {
                    information[(across + j, down + i)] = information[(down + i, across + j)];
                }
            }
        }
    }
}

fn split(beta: &[f64], width: usize) -> Vec<Vec<f64>> {
    beta.chunks_exact(width).map(<[f64]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_two_by_two_table_has_its_odds() {
        // 30 of 100 without, 60 of 100 with: log odds ratio ln(60/40) - ln(30/70).
        let mut design = Design::new(1);
        let mut outcomes = Vec::new();
        for (x, ones) in [(0.0, 30), (1.0, 60)] {
            for row in 0..100 {
                design.push([x]);
                outcomes.push(u8::from(row < ones));
            }
        }
        let logit = Logit::fit(&design, &outcomes, 2).unwrap();
        assert!(logit.converged);
        let slope = libm::log(60.0 / 40.0) - libm::log(30.0 / 70.0);
        assert!((logit.coefficients[0][0] - libm::log(30.0 / 70.0)).abs() < 1e-9);
        assert!((logit.coefficients[0][1] - slope).abs() < 1e-9);
    }

    #[test]
    fn three_outcomes_have_their_shares() {
        let mut design = Design::new(1);
        let mut outcomes = Vec::new();
        for (x, shares) in [(0.0, [50, 30, 20]), (1.0, [10, 20, 70])] {
            for (outcome, count) in shares.iter().enumerate() {
                for _ in 0..*count {
                    design.push([x]);
                    outcomes.push(outcome as u8);
                }
            }
        }
        let logit = Logit::fit(&design, &outcomes, 3).unwrap();
        let found = logit.predict(&[1.0]);
        assert!(found.iter().zip([0.1, 0.2, 0.7]).all(|(x, y)| (x - y).abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn what_cannot_be_fitted_is_said() {
        let mut design = Design::new(2);
        (0..10).for_each(|row| design.push([f64::from(row), f64::from(row) * 2.0]));
        assert!(Logit::fit(&design, &[0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 2).is_none());
    }
}
