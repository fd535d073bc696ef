//! How fast a series rises: the median of the slopes of all pairs (Theil 1950, Sen 1968), with the interval of Hollander and Wolfe (1999).

use detente_chance::{rank_correlation, ranks};

use crate::kendall::NullOfS;

/// A slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// Median of the slopes of all pairs.
    pub slope: f64,
    /// Median of what is left: the level at time 0.
    pub intercept: f64,
    /// Between which it lies, where there are points enough for it.
    pub interval: Option<SlopeInterval>,
}

/// An interval of a slope, with how often such an interval holds the true one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeInterval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How often: at least what was asked for.
    pub coverage: f64,
}

/// The slope of values over times, with an interval that holds it in `1 - alpha` of cases or more. `None` where no pair has two times; no
/// interval where times are equal or points too few.
pub fn theil_sen(times: &[f64], values: &[f64], alpha: f64) -> Option<Slope> {
    let n = times.len().min(values.len());
    let mut slopes: Vec<f64> = Vec::with_capacity(n * n.saturating_sub(1) / 2);
    for early in 0..n {
        for late in early + 1..n {
            let apart = times[late] - times[early];
            if apart != 0.0 {
                slopes.push((values[late] - values[early]) / apart);
            }
        }
    }
    slopes.sort_by(f64::total_cmp);
    let slope = median(&slopes)?;
    let mut left: Vec<f64> = (0..n).map(|place| values[place] - slope * times[place]).collect();
    left.sort_by(f64::total_cmp);
    let whole = slopes.len() == n * (n - 1) / 2;
    let interval = whole.then(|| interval(&slopes, n, alpha)).flatten();
    Some(Slope { slope, intercept: median(&left)?, interval })
}

fn interval(slopes: &[f64], n: usize, alpha: f64) -> Option<SlopeInterval> {
    let untied: Vec<f64> = (0..n).map(|place| place as f64).collect();
    let (least, chance) = NullOfS::of(&untied).smallest(alpha / 2.0)?;
    let inner = usize::try_from((slopes.len() as i64 - (least - 2)) / 2).ok().filter(|place| *place >= 1)?;
    Some(SlopeInterval { low: slopes[inner - 1], high: slopes[slopes.len() - inner], coverage: 1.0 - 2.0 * chance })
}

/// The middle of sorted numbers.
pub(crate) fn median(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[half]),
        _ => Some((sorted[half - 1] + sorted[half]) / 2.0),
    }
}

/// How what is left of values beside a slope follows what was left before: rank correlation of neighbours. Where it is high, moves answer moves
/// and the chances of a trend are too small. `None` where nothing is left, or there are fewer than five points.
pub fn lag_one(times: &[f64], values: &[f64], slope: &Slope) -> Option<f64> {
    let left: Vec<f64> =
        times.iter().zip(values).map(|(time, value)| value - slope.intercept - slope.slope * time).collect();
    if left.len() < 5 {
        return None;
    }
    rank_correlation(&ranks(&left[..left.len() - 1]), &ranks(&left[1..]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> Slope {
        let times: Vec<f64> = (0..values.len()).map(|place| place as f64).collect();
        theil_sen(&times, values, 0.1).unwrap()
    }

    #[test]
    fn slopes_of_known_series() {
        assert_eq!(of(&[1.0, 2.0, 2.0, 4.0, 3.0, 5.0]).slope, 0.75);
        assert!((of(&[0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0]).slope - 2.0 / 3.0).abs() < 1e-12);
        let found = of(&[2.0, 1.0, 3.0, 4.0, 6.0, 5.0, 8.0]);
        let interval = found.interval.unwrap();
        assert_eq!((found.slope, interval.low, interval.high), (1.0, 0.6, 1.5));
        assert!((interval.coverage - (1.0 - 58.0 / 840.0)).abs() < 1e-12);
    }

    #[test]
    fn too_few_points_have_no_interval() {
        assert_eq!(of(&[1.0, 2.0, 3.0]).interval, None);
        assert_eq!(theil_sen(&[1.0, 1.0], &[0.0, 2.0], 0.1), None);
        assert_eq!(theil_sen(&[], &[], 0.1), None);
        assert!(theil_sen(&[0.0, 0.0, 1.0, 2.0, 3.0, 4.0], &[1.0; 6], 0.1).unwrap().interval.is_none());
    }

    #[test]
    fn what_is_left_follows_what_was_left() {
        let times: Vec<f64> = (0..8).map(f64::from).collect();
        let waves = [1.0, 2.0, 3.0, 2.0, 1.0, 2.0, 3.0, 2.0];
        let found = lag_one(&times, &waves, &theil_sen(&times, &waves, 0.1).unwrap());
        assert!(found.is_some_and(|found| found > -1.0 && found < 1.0));
        let line: Vec<f64> = times.iter().map(|time| 2.0 * time).collect();
        assert_eq!(lag_one(&times, &line, &theil_sen(&times, &line, 0.1).unwrap()), None);
    }

    proptest! {
        #[test]
        fn the_slope_lies_in_its_interval(values in prop::collection::vec(-9_i8..9, 5..15)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let found = of(&values);
            if let Some(interval) = found.interval {
                prop_assert!(interval.low <= found.slope && found.slope <= interval.high);
                prop_assert!(interval.coverage >= 0.9 - 1e-12);
            }
            let turned: Vec<f64> = values.iter().rev().copied().collect();
            prop_assert!((of(&turned).slope + found.slope).abs() < 1e-12);
        }
    }
}
