//! One probability out of several.

/// A rule by which probabilities are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoolRule {
    /// Weighted mean (Stone 1961): too timid where sources know different things.
    Linear,
    /// Weighted mean of the log odds (Genest and Zidek 1986).
    Log,
    /// The middle one; of two middle ones their mean. It knows no weights.
    Median,
}

/// The pool of probabilities with weights that need not add up to 1; `None` where there is none, where no weight is above 0, and for the
/// logarithmic rule where one is 0 or 1.
pub fn pool(rule: PoolRule, of: &[f64], weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    if of.is_empty() || of.len() != weights.len() || total.is_nan() || total <= 0.0 {
        return None;
    }
    match rule {
        PoolRule::Linear => Some(of.iter().zip(weights).map(|(p, w)| w * p).sum::<f64>() / total),
        PoolRule::Log => log_odds(of, weights, total).map(|odds| 1.0 / (1.0 + libm::exp(-odds))),
        PoolRule::Median => Some(median(of)),
    }
}

/// The logarithmic pool pushed away from a half: its log odds times `by`, in [1, 4]. How far is a matter of history: `by` must be fitted to
/// resolved questions of the same kind. `None` as for [`pool`].
pub fn extremised(of: &[f64], weights: &[f64], by: f64) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    if of.is_empty() || of.len() != weights.len() || total.is_nan() || total <= 0.0 {
        return None;
    }
    log_odds(of, weights, total).map(|odds| 1.0 / (1.0 + libm::exp(-by.clamp(1.0, 4.0) * odds)))
}

fn log_odds(of: &[f64], weights: &[f64], total: f64) -> Option<f64> {
    if of.iter().any(|p| *p <= 0.0 || *p >= 1.0) {
        return None;
    }
    let odds = |p: f64| libm::log(p) - libm::log1p(-p);
    Some(of.iter().zip(weights).map(|(p, w)| w * odds(*p)).sum::<f64>() / total)
}

fn median(of: &[f64]) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { 0.5 * (sorted[middle - 1] + sorted[middle]) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const OF: [f64; 3] = [0.6, 0.7, 0.9];
    const EQUAL: [f64; 3] = [1.0; 3];

    fn near(found: Option<f64>, value: f64) -> bool {
        (found.unwrap() - value).abs() < 5e-5
    }

    #[test]
    fn pools_of_a_small_crowd() {
        assert!(near(pool(PoolRule::Linear, &OF, &EQUAL), 0.7333));
        assert!(near(pool(PoolRule::Log, &OF, &EQUAL), 0.7595));
        assert!(near(pool(PoolRule::Median, &OF, &EQUAL), 0.7));
        assert!(near(extremised(&OF, &EQUAL, 1.5), 0.8488));
        assert!(near(extremised(&OF, &EQUAL, 2.0), 0.9089));
        assert!(near(pool(PoolRule::Linear, &OF, &[0.5, 0.3, 0.2]), 0.69));
        assert!(near(pool(PoolRule::Log, &OF, &[0.5, 0.3, 0.2]), 0.7102));
        assert!(near(pool(PoolRule::Linear, &[0.1, 0.9], &[1.0; 2]), 0.5));
        assert!(near(pool(PoolRule::Log, &[0.1, 0.9], &[1.0; 2]), 0.5));
    }

    #[test]
    fn what_cannot_be_pooled() {
        assert_eq!(pool(PoolRule::Log, &[0.5, 1.0], &[1.0; 2]), None);
        assert_eq!(pool(PoolRule::Linear, &[], &[]), None);
        assert_eq!(pool(PoolRule::Median, &[0.5], &[0.0]), None);
    }

    proptest! {
        #[test]
        fn a_pool_lies_among_what_is_pooled(of in prop::collection::vec(0.01..0.99f64, 1..8)) {
            let weights = vec![1.0; of.len()];
            let least = of.iter().copied().fold(1.0, f64::min);
            let most = of.iter().copied().fold(0.0, f64::max);
            for rule in [PoolRule::Linear, PoolRule::Log, PoolRule::Median] {
                let found = pool(rule, &of, &weights).unwrap();
                prop_assert!(found >= least - 1e-12 && found <= most + 1e-12);
            }
        }

        /// Learning the same of all and pooling is pooling and then learning (Genest 1984).
        #[test]
        fn the_logarithmic_pool_is_externally_bayesian(
            of in prop::collection::vec(0.05..0.95f64, 1..6),
            ratio in 0.2..5.0f64,
        ) {
            let learnt = |p: &f64| p * ratio / (p * ratio + 1.0 - p);
            let weights = vec![1.0; of.len()];
            let before: Vec<f64> = of.iter().map(learnt).collect();
            let after = learnt(&pool(PoolRule::Log, &of, &weights).unwrap());
            prop_assert!((pool(PoolRule::Log, &before, &weights).unwrap() - after).abs() < 1e-12);
        }
    }
}
