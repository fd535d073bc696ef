//! Ranks of options over paired draws: how often each is first, what it is worth, how far it stays behind the best.

use detente_chance::{Proportion, Summary};

/// Where an option stands among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// How often it is first; where several are, each in part.
    pub first: Proportion,
    /// What it is worth.
    pub worth: Summary,
    /// Mean of its rank, 1 the best; those that tie share theirs.
    pub rank: f64,
    /// Mean of what it stays behind the best.
    pub regret: f64,
    /// The most that it stays behind the best in a draw.
    pub largest_regret: f64,
    /// Share of the draws in which it helps.
    pub helps: f64,
}

/// Draws in which every option has an effect.
fn whole(effects: &[Vec<f64>]) -> Vec<usize> {
    let draws = effects.iter().map(Vec::len).min().unwrap_or(0);
    (0..draws).filter(|draw| effects.iter().all(|own| !own[*draw].is_nan())).collect()
}

/// In every draw the share of each option in being first: 1 divided among all within `tolerance` of the best.
pub fn firsts(effects: &[Vec<f64>], tolerance: f64) -> Vec<Vec<f64>> {
    let mut found = vec![Vec::new(); effects.len()];
    for draw in whole(effects) {
        let best = effects.iter().map(|own| own[draw]).fold(f64::NEG_INFINITY, f64::max);
        let is_first = |own: &&Vec<f64>| best - own[draw] <= tolerance;
        let count = effects.iter().filter(is_first).count() as f64;
        for (own, into) in effects.iter().zip(&mut found) {
            into.push(if is_first(&own) { 1.0 / count } else { 0.0 });
        }
    }
    found
}

/// Where every option stands; `None` where no draw has an effect of each. O(options^2 draws).
pub fn standings(effects: &[Vec<f64>], tolerance: f64) -> Option<Vec<Standing>> {
    let draws = whole(effects);
    let firsts = firsts(effects, tolerance);
    let count = draws.len() as f64;
    let best = |draw: usize| effects.iter().map(|own| own[draw]).fold(f64::NEG_INFINITY, f64::max);
    let standing = |(own, first): (&Vec<f64>, &Vec<f64>)| {
        let rank = |draw: &usize| {
            let behind = effects.iter().filter(|other| other[*draw] > own[*draw] + tolerance).count() as f64;
            let level = effects.iter().filter(|other| (other[*draw] - own[*draw]).abs() <= tolerance).count() as f64;
            behind + (level + 1.0) / 2.0
        };
        let regrets = || draws.iter().map(|draw| best(*draw) - own[*draw]);
        let values: Vec<f64> = draws.iter().map(|draw| own[*draw]).collect();
        Some(Standing {
            first: Proportion::of(first)?,
            worth: Summary::of(&values)?,
            rank: draws.iter().map(rank).sum::<f64>() / count,
            regret: regrets().sum::<f64>() / count,
            largest_regret: regrets().fold(0.0, f64::max),
            helps: values.iter().filter(|value| **value > tolerance).count() as f64 / count,
        })
    };
    effects.iter().zip(&firsts).map(standing).collect()
}

/// Shares of the draws in which one option does more than another, and in which they do the same.
pub fn pairwise(one: &[f64], other: &[f64], tolerance: f64) -> (f64, f64) {
    let pairs: Vec<f64> = one.iter().zip(other).map(|(one, other)| one - other).filter(|by| !by.is_nan()).collect();
    let share =
        |is: &dyn Fn(f64) -> bool| pairs.iter().filter(|by| is(**by)).count() as f64 / pairs.len().max(1) as f64;
    (share(&|by| by > tolerance), share(&|by| by.abs() <= tolerance))
}

/// What is to be told of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub enum Headline {
    /// None helps.
    None,
    /// One is first.
    First(usize),
    /// The first is more often first, the second is near to it, or less far behind where it is not.
    Pair(usize, usize),
}

/// The headline: chosen in every second draw, so that the shares of the other half are not flattered by the choice (of fewer than
/// `few` draws all are taken). `step` is what counts as an effect at all. Ties go to the option that stands first.
pub fn headline(effects: &[Vec<f64>], tolerance: f64, step: f64, few: usize) -> Option<(Headline, Vec<Standing>)> {
    let split = whole(effects).len() >= few;
    if effects.is_empty() {
        return None;
    }
    let half = |odd: usize| -> Vec<Vec<f64>> {
        if !split {
            return effects.to_vec();
        }
        let of = |own: &Vec<f64>| {
            own.iter().enumerate().filter(|(draw, _)| draw % 2 == odd).map(|(_, value)| *value).collect()
        };
        effects.iter().map(of).collect()
    };
    let (choosing, told) = (standings(&half(1), tolerance)?, standings(&half(0), tolerance)?);
    let helps = |one: &Standing| one.helps >= 0.5 && one.worth.p50.abs() >= step;
    if !choosing.iter().any(helps) {
        return Some((Headline::None, told));
    }
    let most = |but: Option<usize>| {
        let open = (0..choosing.len()).filter(|place| Some(*place) != but);
        open.reduce(
            |best, next| if choosing[next].first.probability > choosing[best].first.probability { next } else { best },
        )
    };
    let first = most(None)?;
    let Some(second) = most(Some(first)) else { return Some((Headline::First(first), told)) };
    let calm = (0..choosing.len())
        .reduce(|best, next| if choosing[next].regret < choosing[best].regret - tolerance { next } else { best })?;
    let clear =
        choosing[first].first.low > choosing[second].first.high && told[first].first.low > told[second].first.high;
    let headline = match (clear, calm == first) {
        (true, true) => Headline::First(first),
        (_, false) => Headline::Pair(first, calm),
        (false, true) => Headline::Pair(first, second),
    };
    Some((headline, told))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn five_draws() -> Vec<Vec<f64>> {
        let draws =
            [[0.30, 0.25, 0.10], [0.20, 0.28, 0.12], [0.15, 0.15, 0.40], [0.35, 0.20, 0.05], [0.22, 0.22, 0.22]];
        (0..3).map(|option| draws.iter().map(|draw| draw[option]).collect()).collect()
    }

    fn close(found: impl Iterator<Item = f64>, expected: [f64; 3]) {
        let found: Vec<f64> = found.collect();
        let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 5e-5);
        assert!(near, "{found:?} is not {expected:?}");
    }

    #[test]
    fn five_draws_by_hand() {
        let all = standings(&five_draws(), 1e-9).unwrap();
        close(all.iter().map(|one| one.first.probability), [0.4667, 0.2667, 0.2667]);
        close(all.iter().map(|one| one.worth.mean), [0.244, 0.22, 0.178]);
        close(all.iter().map(|one| one.rank), [1.7, 1.9, 2.4]);
        close(all.iter().map(|one| one.regret), [0.066, 0.09, 0.132]);
        close(all.iter().map(|one| one.largest_regret), [0.25, 0.25, 0.30]);
        let effects = five_draws();
        assert_eq!(pairwise(&effects[0], &effects[1], 1e-9), (0.4, 0.4));
        assert_eq!(headline(&effects, 1e-9, 0.05, 100).unwrap().0, Headline::Pair(0, 1));
    }

    #[test]
    fn none_helps_and_one_is_first() {
        assert_eq!(headline(&[vec![0.01; 9], vec![-0.2; 9]], 1e-9, 0.05, 100).unwrap().0, Headline::None);
        assert_eq!(headline(&[vec![0.1; 200], vec![0.3; 200]], 1e-9, 0.05, 100).unwrap().0, Headline::First(1));
        assert_eq!(headline(&[vec![0.3; 200]], 1e-9, 0.05, 100).unwrap().0, Headline::First(0));
        assert!(headline(&[], 1e-9, 0.05, 100).is_none());
        assert!(standings(&[vec![f64::NAN]], 1e-9).is_none());
    }

    proptest! {
        #[test]
        fn shares_sum_to_one_and_the_dominated_changes_none(numbers in proptest::collection::vec(0.0..1.0f64, 30)) {
            let mut effects: Vec<Vec<f64>> = numbers.chunks(10).map(<[f64]>::to_vec).collect();
            let before = standings(&effects, 0.0).unwrap();
            prop_assert!((before.iter().map(|one| one.first.probability).sum::<f64>() - 1.0).abs() < 1e-12);
            let calm = before.iter().map(|one| one.regret).fold(f64::INFINITY, f64::min);
            let most = before.iter().map(|one| one.worth.mean).fold(f64::NEG_INFINITY, f64::max);
            for one in &before {
                prop_assert_eq!((one.regret - calm).abs() < 1e-12, (one.worth.mean - most).abs() < 1e-12);
            }
            effects.push(effects[0].iter().map(|value| value - 0.1).collect());
            let after = standings(&effects, 0.0).unwrap();
            for (one, other) in before.iter().zip(&after) {
                prop_assert_eq!(one.first.probability, other.first.probability);
            }
        }
    }
}
