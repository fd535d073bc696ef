//! How much of it would come by chance.

use detente_chance::Beta;
use libm::{exp, expm1, lgamma, log, log1p, pow};

/// So many events in so long a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Events.
    pub count: u32,
    /// How long.
    pub length: f64,
}

/// Between what a share lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The chance that something which happens at this rate, whatever anybody does, falls into a window of this length: `1 - exp(-rate length)`.
/// `None` where the rate is not known.
pub fn by_chance(rate: Span, window: f64) -> Option<f64> {
    (rate.length > 0.0).then(|| -expm1(-f64::from(rate.count) / rate.length * window))
}

/// The chance of `k` or more of `n`, each with chance `p`: the tail of the binomial.
pub fn at_least(k: u32, n: u32, p: f64) -> f64 {
    if k == 0 || p >= 1.0 {
        return f64::from(u8::from(k <= n));
    }
    if p <= 0.0 || k > n {
        return 0.0;
    }
    let choose = |k: u32| lgamma(f64::from(n) + 1.0) - lgamma(f64::from(k) + 1.0) - lgamma(f64::from(n - k) + 1.0);
    let term = |k: u32| exp(choose(k) + f64::from(k) * log(p) + f64::from(n - k) * log1p(-p));
    (k..=n).map(term).sum::<f64>().min(1.0)
}

/// The chance that the later of two spans holds so many of all events or more, had the rate stayed the same: binomial on the counts, given their sum
/// (Przyborowski and Wilenski 1940). `None` where a span has no length.
pub fn rate_rise(early: Span, late: Span) -> Option<f64> {
    let whole = early.length + late.length;
    let measured = early.length > 0.0 && late.length > 0.0;
    measured.then(|| at_least(late.count, early.count + late.count, late.length / whole))
}

/// The interval of Clopper and Pearson (1934) for `k` of `n`: it holds the share in `level` of cases or more. Everything where nothing was tried.
pub fn clopper_pearson(k: u32, n: u32, level: f64) -> Bounds {
    if n == 0 {
        return Bounds { low: 0.0, high: 1.0 };
    }
    let tail = (1.0 - level) / 2.0;
    let (hits, misses) = (f64::from(k.min(n)), f64::from(n - k.min(n)));
    // With no hit or no miss the beta distribution has a closed form.
    let all = |count: f64| pow(tail, 1.0 / count);
    Bounds {
        low: match k.min(n) {
            0 => 0.0,
            every if every == n => all(hits),
            _ => Beta::new(hits, misses + 1.0).quantile(tail),
        },
        high: match k.min(n) {
            every if every == n => 1.0,
            0 => 1.0 - all(misses),
            _ => Beta::new(hits + 1.0, misses).quantile(1.0 - tail),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn answers_by_chance() {
        let chance = by_chance(Span { count: 4, length: 60.0 }, 3.0).unwrap();
        assert!((chance - 0.181_269).abs() < 1e-6);
        assert!((at_least(5, 8, chance) - 0.006_724).abs() < 1e-6);
        assert_eq!(by_chance(Span { count: 4, length: 0.0 }, 3.0), None);
        assert_eq!((at_least(0, 3, 0.2), at_least(2, 2, 1.0), at_least(1, 2, 0.0)), (1.0, 1.0, 0.0));
    }

    #[test]
    fn rates_of_two_spans() {
        let found = rate_rise(Span { count: 3, length: 24.0 }, Span { count: 9, length: 24.0 }).unwrap();
        assert!((found - 299.0 / 4096.0).abs() < 1e-12);
        assert_eq!(rate_rise(Span { count: 3, length: 0.0 }, Span { count: 9, length: 24.0 }), None);
    }

    #[test]
    fn intervals_of_shares() {
        let near = |k, n, low: f64, high: f64, digits: f64| {
            let found = clopper_pearson(k, n, 0.9);
            assert!((found.low - low).abs() < digits && (found.high - high).abs() < digits, "{k} of {n}: {found:?}");
        };
        near(0, 5, 0.0, 0.4507, 5e-5);
        near(0, 3, 0.0, 0.6316, 5e-5);
        near(2, 3, 0.135, 0.983, 5e-4);
        near(5, 8, 0.289, 0.889, 5e-4);
        near(3, 3, 1.0 - 0.6316, 1.0, 5e-5);
        assert_eq!(clopper_pearson(0, 0, 0.9), Bounds { low: 0.0, high: 1.0 });
    }

    proptest! {
        #[test]
        fn the_share_found_lies_in_its_interval(n in 1_u32..40, part in 0.0_f64..1.0) {
            let k = (f64::from(n) * part) as u32;
            let found = clopper_pearson(k, n, 0.9);
            let share = f64::from(k) / f64::from(n);
            prop_assert!(found.low <= share && share <= found.high);
            // Its ends are where the tails hold a twentieth.
            if k > 0 {
                prop_assert!((at_least(k, n, found.low) - 0.05).abs() < 1e-6);
            }
            if k < n {
                prop_assert!((1.0 - at_least(k + 1, n, found.high) - 0.05).abs() < 1e-6);
            }
        }
    }
}
