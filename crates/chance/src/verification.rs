//! Forecasts of yes and no against what came: parts of the Brier score, skill, comparison on shared questions.

use std::collections::BTreeMap;

use crate::score::brier;

/// A probability, and whether it happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The probability, in [0, 1].
    pub said: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// Parts of a mean Brier score: `reliability - resolution + uncertainty` (Murphy 1973). They add up where every group said one probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Murphy {
    /// How far what came was from what was said, 0 best.
    pub reliability: f64,
    /// How far groups were told apart, 0 where not at all.
    pub resolution: f64,
    /// What the questions themselves leave open: the variance of what came.
    pub uncertainty: f64,
}

/// The parts over groups of one probability each; `None` of nothing.
pub fn murphy(of: &[Scored]) -> Option<Murphy> {
    let count = of.len() as f64;
    let came = base_rate(of)?;
    let mut groups: BTreeMap<u64, Vec<&Scored>> = BTreeMap::new();
    // Probabilities are at least 0, where the order of bits is that of numbers.
    of.iter().for_each(|one| groups.entry(one.said.abs().to_bits()).or_default().push(one));
    let (mut reliability, mut resolution) = (0.0, 0.0);
    for group in groups.values() {
        let here = group.iter().filter(|one| one.happened).count() as f64 / group.len() as f64;
        reliability += group.len() as f64 * (group[0].said - here) * (group[0].said - here);
        resolution += group.len() as f64 * (here - came) * (here - came);
    }
    Some(Murphy { reliability: reliability / count, resolution: resolution / count, uncertainty: came * (1.0 - came) })
}

/// The share that happened; `None` of nothing.
pub fn base_rate(of: &[Scored]) -> Option<f64> {
    let came = of.iter().filter(|one| one.happened).count();
    (!of.is_empty()).then(|| came as f64 / of.len() as f64)
}

/// Mean Brier score; `None` of nothing.
pub fn mean_brier(of: &[Scored]) -> Option<f64> {
    let sum: f64 = of.iter().map(|one| brier(one.said, one.happened)).sum();
    (!of.is_empty()).then(|| sum / of.len() as f64)
}

/// Skill against the base rate of the others: 1 less the mean Brier score over that of always saying the share that happened among all
/// other questions of the set. Above 0 is better than that. `None` for fewer than two, and where the base rate makes no mistake.
pub fn skill(of: &[Scored]) -> Option<f64> {
    let others = of.len().checked_sub(1).filter(|others| *others > 0)? as f64;
    let came = of.iter().filter(|one| one.happened).count() as f64;
    let without = |one: &Scored| (came - f64::from(u8::from(one.happened))) / others;
    let base = of.iter().map(|one| brier(without(one), one.happened)).sum::<f64>() / of.len() as f64;
    (base > 0.0).then_some(1.0 - mean_brier(of)? / base)
}

/// Most differences of which all signs are tried.
const EXACT: usize = 20;

/// Two-sided probability that the sum of paired differences is as far from 0 as it is, were their signs tossed (Fisher 1935), over all
/// signs. `None` for none, and for more than 20.
pub fn sign_flip(differences: &[f64]) -> Option<f64> {
    let count = differences.len();
    if count == 0 || count > EXACT {
        return None;
    }
    let found = differences.iter().sum::<f64>().abs();
    // Sums of the same numbers in another order may differ in their last bits.
    let close = 1e-12 * (1.0 + differences.iter().map(|one| one.abs()).sum::<f64>());
    let sum = |signs: u32| -> f64 {
        let flipped = differences.iter().enumerate();
        flipped.map(|(place, one)| if signs >> place & 1 == 1 { -one } else { *one }).sum()
    };
    let as_far = (0..1u32 << count).filter(|signs| sum(*signs).abs() >= found - close).count();
    Some(as_far as f64 / f64::from(1u32 << count))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn scored(said: &[f64], happened: &[u8]) -> Vec<Scored> {
        said.iter().zip(happened).map(|(said, came)| Scored { said: *said, happened: *came == 1 }).collect()
    }

    #[test]
    fn parts_add_up() {
        let of = scored(&[0.1, 0.1, 0.3, 0.3, 0.3, 0.7, 0.7, 0.9, 0.9, 0.9], &[0, 0, 0, 1, 0, 1, 0, 1, 1, 1]);
        let parts = murphy(&of).unwrap();
        assert!((mean_brier(&of).unwrap() - 0.13).abs() < 1e-12);
        assert!((parts.reliability - 0.013_333).abs() < 1e-5);
        assert!((parts.resolution - 0.133_333).abs() < 1e-5);
        assert_eq!(parts.uncertainty, 0.25);
        // Against the base rate of the very set .48; against that of the others more, since it makes larger mistakes.
        assert!(((parts.resolution - parts.reliability) / parts.uncertainty - 0.48).abs() < 1e-12);
        assert!((skill(&of).unwrap() - (1.0 - 0.13 * 81.0 / 25.0)).abs() < 1e-12);
    }

    #[test]
    fn signs_are_flipped() {
        assert_eq!(sign_flip(&[1.0, 1.0, 1.0]), Some(0.25));
        assert_eq!(sign_flip(&[1.0, -1.0]), Some(1.0));
        assert_eq!(sign_flip(&[0.1, 0.2, 0.3]), Some(0.25));
        assert_eq!(sign_flip(&[]), None);
        assert_eq!(sign_flip(&[1.0; 21]), None);
    }

    #[test]
    fn the_base_rate_itself_has_no_skill() {
        let of = scored(&[0.5; 4], &[1, 1, 0, 0]);
        assert!(skill(&of).unwrap() > 0.0);
        assert_eq!(skill(&scored(&[0.5], &[1])), None);
        assert_eq!(skill(&scored(&[1.0, 1.0], &[1, 1])), None);
    }

    proptest! {
        #[test]
        fn parts_of_the_brier_score_add_up(of in prop::collection::vec((0u8..=10, any::<bool>()), 1..40)) {
            let of: Vec<Scored> =
                of.iter().map(|(said, happened)| Scored { said: f64::from(*said) / 10.0, happened: *happened }).collect();
            let parts = murphy(&of).unwrap();
            let sum = parts.reliability - parts.resolution + parts.uncertainty;
            prop_assert!((sum - mean_brier(&of).unwrap()).abs() < 1e-12);
        }
    }
}
