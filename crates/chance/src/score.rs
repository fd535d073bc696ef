//! Proper scores of probability forecasts: the expected score is best when the stated belief is the true one.

/// Brier score of a yes/no forecast (Brier 1950, two-category half form): `(p - outcome)^2` for a probability in [0, 1]; 0 best, 1 worst.
///
/// # Examples
/// ```
/// use detente_chance::brier;
///
/// assert!((brier(0.7, true) - 0.09).abs() < 1e-15 && (brier(0.7, false) - 0.49).abs() < 1e-15);
/// ```
pub fn brier(probability: f64, happened: bool) -> f64 {
    let miss = probability - f64::from(u8::from(happened));
    miss * miss
}

/// Logarithmic score (Good 1952) in nats: `-ln` of the probability given to what happened; infinite when that was 0.
pub fn log_score(probability: f64, happened: bool) -> f64 {
    -libm::log(if happened { probability } else { 1.0 - probability })
}

/// Continuous ranked probability score of a sample against the value that came (Gneiting and Raftery 2007):
/// `E|X - y| - E|X - X'| / 2`, in the unit of the value; 0 best. `None` for an empty sample. O(n log n).
///
/// # Examples
/// Two draws, each 1 beside the outcome and 2 from each other: 1 - 1 / 2.
/// ```
/// use detente_chance::crps;
///
/// assert_eq!(crps(&[1.0, 3.0], 2.0), Some(0.5));
/// assert_eq!(crps(&[2.0], 2.0), Some(0.0));
/// ```
pub fn crps(sample: &[f64], outcome: f64) -> Option<f64> {
    if sample.is_empty() {
        return None;
    }
    let n = sample.len() as f64;
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    let miss = sorted.iter().map(|x| (x - outcome).abs()).sum::<f64>() / n;
    let spread: f64 = sorted.iter().enumerate().map(|(i, x)| (2.0 * i as f64 + 1.0 - n) * x).sum();
    Some(miss - spread / (n * n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_a_yes_or_no() {
        assert_eq!(brier(0.7, true), 0.30000000000000004 * 0.30000000000000004);
        assert_eq!(brier(0.0, false), 0.0);
        assert!((log_score(0.5, false) - std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(log_score(0.0, true), f64::INFINITY);
    }

    #[test]
    fn brier_and_log_are_proper() {
        let truth = 0.3;
        let expected = |score: fn(f64, bool) -> f64, p: f64| truth * score(p, true) + (1.0 - truth) * score(p, false);
        for score in [brier as fn(f64, bool) -> f64, log_score] {
            for other in [0.05, 0.2, 0.29, 0.31, 0.5, 0.9] {
                assert!(expected(score, truth) < expected(score, other));
            }
        }
    }

    #[test]
    fn crps_equals_its_definition() {
        let sample = [0.2, 1.4, -0.3, 2.0];
        let n = sample.len() as f64;
        let miss = sample.iter().map(|x| (x - 0.5f64).abs()).sum::<f64>() / n;
        let pairs: f64 = sample.iter().flat_map(|x| sample.iter().map(move |y| (x - y).abs())).sum();
        assert!((crps(&sample, 0.5).unwrap() - (miss - pairs / (2.0 * n * n))).abs() < 1e-15);
        assert_eq!(crps(&[2.0], 5.0), Some(3.0));
        assert_eq!(crps(&[], 5.0), None);
    }
}
