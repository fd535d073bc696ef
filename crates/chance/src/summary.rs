//! Summaries of draws: what a distribution, a frequency or a paired difference says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Two-sided 95 % point of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// A distribution in numbers. Draws in which the value is undefined (NaN) are counted and left out.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Summary {
    /// Draws in which the value is defined.
    pub defined: usize,
    /// Draws in which it is not.
    pub undefined: usize,
    /// Mean of the defined draws.
    pub mean: f64,
    /// Standard deviation of the defined draws (divisor n - 1; 0 for one draw).
    pub sd: f64,
    /// Monte-Carlo standard error of the mean.
    pub mc_error: f64,
    /// 5 % quantile (linear between order statistics, as all quantiles here: Hyndman and Fan 1996, type 7).
    pub p05: f64,
    /// 25 % quantile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75 % quantile.
    pub p75: f64,
    /// 95 % quantile.
    pub p95: f64,
    /// Counts of the draws over equal bins, for a density figure.
    pub histogram: Histogram,
}

/// Counts over equal bins between the smallest and the largest value.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Histogram {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// Draws per bin; one bin where all values are equal.
    pub counts: Vec<u32>,
}

const BINS: usize = 24;

impl Summary {
    /// Summarises `draws` in their own unit, NaN left out and counted; `None` when no draw is defined. O(n).
    ///
    /// # Examples
    /// ```
    /// use detente_chance::Summary;
    ///
    /// let summary = Summary::of(&[4.0, f64::NAN, 1.0, 3.0, 2.0]).expect("draws");
    /// assert_eq!((summary.defined, summary.undefined, summary.mean, summary.p25), (4, 1, 2.5, 1.75));
    /// ```
    pub fn of(draws: &[f64]) -> Option<Self> {
        let mut values: Vec<f64> = draws.iter().copied().filter(|x| !x.is_nan()).collect();
        let defined = values.len();
        if defined == 0 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / defined as f64;
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        let sd = if defined > 1 { (squares / (defined - 1) as f64).sqrt() } else { 0.0 };
        let histogram = Histogram::of(&values);
        let shares = [0.05, 0.25, 0.5, 0.75, 0.95];
        let mut places: Vec<usize> = shares.iter().flat_map(|share| between(defined, *share)).collect();
        places.sort_unstable();
        places.dedup();
        put_in_place(&mut values, 0, &places);
        let [p05, p25, p50, p75, p95] = shares.map(|share| quantile(&values, share));
        Some(Self {
            defined,
            undefined: draws.len() - defined,
            mean,
            sd,
            mc_error: sd / (defined as f64).sqrt(),
            p05,
            p25,
            p50,
            p75,
            p95,
            histogram,
        })
    }
}

impl Histogram {
    fn of(values: &[f64]) -> Self {
        let ends = (values[0], values[0]);
        let (min, max) = values.iter().fold(ends, |(min, max), x| {
            (if x.total_cmp(&min).is_lt() { *x } else { min }, if x.total_cmp(&max).is_gt() { *x } else { max })
        });
        let bins = if max > min { BINS } else { 1 };
        let mut counts = vec![0; bins];
        for x in values {
            let bin = if bins == 1 { 0.0 } else { (x - min) / (max - min) * bins as f64 };
            counts[(bin as usize).min(bins - 1)] += 1;
        }
        Self { min, max, counts }
    }
}

/// Puts the values at some places, in rising order and counted from `first`, where they were if all were sorted.
fn put_in_place(values: &mut [f64], first: usize, places: &[usize]) {
    let half = places.len() / 2;
    let Some(middle) = places.get(half) else { return };
    let (lower, _, higher) = values.select_nth_unstable_by(middle - first, f64::total_cmp);
    put_in_place(lower, first, &places[..half]);
    put_in_place(higher, middle + 1, &places[half + 1..]);
}

/// The places between which a quantile lies, were the values sorted.
fn between(count: usize, share: f64) -> [usize; 2] {
    let below = (share * (count - 1) as f64) as usize;
    [below, (below + 1).min(count - 1)]
}

/// A quantile of values of which those that it lies between are in their places.
fn quantile(values: &[f64], share: f64) -> f64 {
    let [below, above] = between(values.len(), share);
    let part = share * (values.len() - 1) as f64 - below as f64;
    values[below] + part * (values[above] - values[below])
}

/// A probability estimated by counting draws, with its Monte-Carlo doubt.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Proportion {
    /// Share of draws in [0, 1]; a draw may count in part when several optima share it.
    pub probability: f64,
    /// Monte-Carlo standard error.
    pub mc_error: f64,
    /// Lower end of the 95 % interval (Wilson 1927): above 0 only when some draw says yes.
    pub low: f64,
    /// Upper end of the 95 % interval: below 1 only when some draw says no or the draws are few.
    pub high: f64,
    /// Draws counted.
    pub draws: usize,
}

impl Proportion {
    /// Mean of `shares` (each in [0, 1]; NaN left out) as a probability; `None` when no draw is defined.
    pub fn of(shares: &[f64]) -> Option<Self> {
        let defined: Vec<f64> = shares.iter().copied().filter(|x| !x.is_nan()).collect();
        let share = defined.iter().sum::<f64>() / defined.len() as f64;
        (!defined.is_empty()).then(|| Self::from_share(share, defined.len()))
    }

    /// `count` of `draws`; at least one draw is needed.
    pub fn counted(count: u32, draws: u32) -> Self {
        Self::from_share(f64::from(count) / f64::from(draws.max(1)), draws.max(1) as usize)
    }

    fn from_share(p: f64, draws: usize) -> Self {
        let n = draws as f64;
        let z2 = Z95 * Z95;
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        Self {
            probability: p,
            mc_error: (p * (1.0 - p) / n).sqrt(),
            low: if p == 0.0 { 0.0 } else { (centre - half).max(0.0) },
            high: if p == 1.0 { 1.0 } else { (centre + half).min(1.0) },
            draws,
        }
    }
}

/// Scenario minus baseline over common random numbers.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Difference {
    /// Draws in which both sides are defined.
    pub pairs: usize,
    /// Mean difference.
    pub mean: f64,
    /// Monte-Carlo standard error of the mean difference.
    pub mc_error: f64,
    /// 5 % quantile of the difference.
    pub p05: f64,
    /// Median difference.
    pub p50: f64,
    /// 95 % quantile of the difference.
    pub p95: f64,
    /// Share of draws in which the scenario is above the baseline.
    pub above: f64,
    /// Share of draws in which the two are exactly equal.
    pub equal: f64,
}

impl Difference {
    /// No difference in any of `pairs` draws.
    pub fn none(pairs: usize) -> Self {
        Self { pairs, mean: 0.0, mc_error: 0.0, p05: 0.0, p50: 0.0, p95: 0.0, above: 0.0, equal: 1.0 }
    }

    /// Compares two scenarios draw by draw, over common random numbers; NaN on either side leaves a draw out. `None` when no draw is defined on both
    /// sides.
    ///
    /// # Panics
    /// If the two slices differ in length.
    ///
    /// # Examples
    /// ```
    /// use detente_chance::Difference;
    ///
    /// let found = Difference::paired(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 3.0, 4.0]).expect("draws");
    /// assert_eq!((found.mean, found.above, found.equal), (0.25, 0.25, 0.75));
    /// ```
    pub fn paired(baseline: &[f64], scenario: &[f64]) -> Option<Self> {
        assert_eq!(baseline.len(), scenario.len(), "paired draws come in equal numbers");
        let differences: Vec<f64> = baseline.iter().zip(scenario).map(|(before, after)| after - before).collect();
        let summary = Summary::of(&differences)?;
        let share =
            |keep: fn(&f64) -> bool| differences.iter().filter(|d| keep(d)).count() as f64 / summary.defined as f64;
        Some(Self {
            pairs: summary.defined,
            mean: summary.mean,
            mc_error: summary.mc_error,
            p05: summary.p05,
            p50: summary.p50,
            p95: summary.p95,
            above: share(|d| *d > 0.0),
            equal: share(|d| *d == 0.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_leaves_undefined_draws_out_and_counts_them() {
        let summary = Summary::of(&[4.0, f64::NAN, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!((summary.defined, summary.undefined), (4, 1));
        assert_eq!((summary.mean, summary.p50, summary.p25), (2.5, 2.5, 1.75));
        assert_eq!(summary.histogram.counts.iter().sum::<u32>(), 4);
        assert!(Summary::of(&[f64::NAN]).is_none());
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_values() {
        for count in [1, 2, 3, 7, 40, 1_001] {
            let draws: Vec<f64> =
                (0..count).map(|draw: u64| ((draw * draw * 7_919 + draw) % 97) as f64 - 40.0).collect();
            let mut sorted = draws.clone();
            sorted.sort_by(f64::total_cmp);
            let summary = Summary::of(&draws).unwrap();
            let found = [summary.p05, summary.p25, summary.p50, summary.p75, summary.p95];
            assert_eq!(found, [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(&sorted, share)), "{count}");
            assert_eq!((summary.histogram.min, summary.histogram.max), (sorted[0], sorted[sorted.len() - 1]));
        }
    }

    #[test]
    fn all_draws_saying_yes_is_not_called_certain() {
        let all = Proportion::of(&[1.0; 100]).unwrap();
        assert_eq!((all.probability, all.high), (1.0, 1.0));
        assert!(all.low > 0.95 && all.low < 0.99);
        let none = Proportion::of(&[0.0; 100]).unwrap();
        assert!(none.high > 0.01 && none.high < 0.05);
    }

    #[test]
    fn equal_draws_differ_by_exactly_zero() {
        let draws = [0.1, 0.7, 0.3];
        let difference = Difference::paired(&draws, &draws).unwrap();
        assert_eq!((difference.mean, difference.p95, difference.above, difference.equal), (0.0, 0.0, 0.0, 1.0));
    }
}
