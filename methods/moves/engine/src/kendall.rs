//! Whether a short series rises: the test of Mann (1945) and Kendall (1975), exact where it is short, with equal values among it too.

use detente_chance::normal_cdf;

/// With fewer points nothing can be told: of three in order the chance is a sixth.
pub const LEAST_POINTS: usize = 4;
/// Longest series whose chances are counted; the normal form is taken beyond.
const EXACT: usize = 60;

/// The chances of every score when all orders of the same values are equally likely.
#[derive(Debug, Clone, PartialEq)]
pub struct NullOfS {
    /// Variance of the score.
    pub variance: f64,
    /// Greatest score.
    most: i64,
    /// Chances of the scores from `-most` in steps of 2; none where the series is too long to count.
    chances: Option<Vec<f64>>,
}

/// A trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Pairs that rise less pairs that fall.
    pub score: i64,
    /// Its variance by chance.
    pub variance: f64,
    /// Score over its standard deviation, moved by 1 towards 0; 0 where all values are equal.
    pub z: f64,
    /// Chance of a score as high or higher.
    pub rising: f64,
    /// Chance of a score as far from 0 or further.
    pub either: f64,
    /// Whether the chances are counted and not read from the normal curve.
    pub exact: bool,
}

/// Kendall's score of values in order: pairs that rise less pairs that fall.
pub fn score(values: &[f64]) -> i64 {
    let later = |place: usize| values[place + 1..].iter().map(move |later| sign(later - values[place]));
    (0..values.len()).flat_map(later).sum()
}

fn sign(difference: f64) -> i64 {
    i64::from(difference > 0.0) - i64::from(difference < 0.0)
}

/// The trend of values in order; `None` where there are fewer than [`LEAST_POINTS`].
pub fn mann_kendall(values: &[f64]) -> Option<Trend> {
    (values.len() >= LEAST_POINTS).then(|| NullOfS::of(values).trend(score(values)))
}

impl NullOfS {
    /// Of these values, in whatever order.
    pub fn of(values: &[f64]) -> Self {
        let groups = groups(values);
        let n = values.len();
        let pairs = |count: usize| count * count.saturating_sub(1) / 2;
        let most = pairs(n) - groups.iter().map(|group| pairs(*group)).sum::<usize>();
        let spread = |count: usize| (count * count.saturating_sub(1) * (2 * count + 5)) as f64;
        let variance = (spread(n) - groups.iter().map(|group| spread(*group)).sum::<f64>()) / 18.0;
        let chances = (n <= EXACT).then(|| arrangements(&groups));
        Self { variance, most: most as i64, chances }
    }

    /// Chance of this score or a higher one.
    pub fn at_least(&self, score: i64) -> f64 {
        match &self.chances {
            _ if score <= -self.most => 1.0,
            _ if score > self.most => 0.0,
            Some(chances) => {
                let from = (score + self.most + 1) / 2;
                chances.iter().skip(from as usize).sum()
            }
            None => 1.0 - normal_cdf(self.standard(score)),
        }
    }

    fn standard(&self, score: i64) -> f64 {
        let moved = (score - score.signum()) as f64;
        if self.variance > 0.0 { moved / self.variance.sqrt() } else { 0.0 }
    }

    /// The trend with this score.
    pub fn trend(&self, score: i64) -> Trend {
        Trend {
            score,
            variance: self.variance,
            z: self.standard(score),
            rising: self.at_least(score),
            either: (2.0 * self.at_least(score.abs())).min(1.0),
            exact: self.chances.is_some(),
        }
    }

    /// The smallest score whose chance is `chance` or less, with its chance.
    pub fn smallest(&self, chance: f64) -> Option<(i64, f64)> {
        let scores = (-self.most..=self.most).step_by(2);
        scores.map(|score| (score, self.at_least(score))).find(|(_, found)| *found <= chance)
    }
}

/// How many values are equal, for each that there is.
fn groups(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).collect()
}

/// Shares of the arrangements of a multiset by inversions: its Gaussian multinomial coefficient, group by group; the recurrence of Mahon where
/// no values are equal.
fn arrangements(groups: &[usize]) -> Vec<f64> {
    let mut shares = vec![1.0];
    let mut placed = 0;
    for group in groups {
        placed += group;
        let own = gaussian(placed, *group);
        let total: f64 = own.iter().sum();
        let mut next = vec![0.0; shares.len() + own.len() - 1];
        for (place, share) in shares.iter().enumerate() {
            for (more, count) in own.iter().enumerate() {
                next[place + more] += share * count / total;
            }
        }
        shares = next;
    }
    shares
}

/// Gaussian binomial coefficient as a polynomial: in how many ways `k` of `n` places make so many inversions. Sums of whole numbers alone, so
/// that nothing cancels.
fn gaussian(n: usize, k: usize) -> Vec<f64> {
    // of[j]: j places chosen of those looked at so far.
    let mut of: Vec<Vec<f64>> = vec![Vec::new(); k + 1];
    of[0] = vec![1.0];
    for seen in 1..=n {
        for chosen in (1..=k.min(seen)).rev() {
            let mut next = vec![0.0; chosen * (seen - chosen) + 1];
            of[chosen - 1].iter().enumerate().for_each(|(place, count)| next[place] += count);
            of[chosen].iter().enumerate().for_each(|(place, count)| next[place + chosen] += count);
            of[chosen] = next;
        }
    }
    of.swap_remove(k)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// Values without equals, from n and score.
    #[test]
    fn chances_are_those_of_the_table() {
        let table = [
            (4, 6, 1.0 / 24.0),
            (4, 4, 1.0 / 6.0),
            (5, 10, 1.0 / 120.0),
            (5, 8, 1.0 / 24.0),
            (5, 6, 7.0 / 60.0),
            (6, 11, 1.0 / 36.0),
            (6, 9, 49.0 / 720.0),
            (7, 13, 29.0 / 840.0),
            (8, 16, 41.0 / 1344.0),
            (10, 23, 5287.0 / 226_800.0),
            (10, 21, 3761.0 / 103_680.0),
        ];
        for (n, score, expected) in table {
            let values: Vec<f64> = (0..n).map(f64::from).collect();
            near(NullOfS::of(&values).at_least(score), expected);
        }
        near(NullOfS::of(&[1.0, 2.0, 3.0]).at_least(3), 1.0 / 6.0);
        assert!(mann_kendall(&[1.0, 2.0, 3.0]).is_none());
    }

    #[test]
    fn series_with_equal_values() {
        let found = mann_kendall(&[1.0, 2.0, 2.0, 4.0, 3.0, 5.0]).unwrap();
        assert_eq!((found.score, found.exact), (12, true));
        near(found.rising, 1.0 / 72.0);
        near(found.either, 1.0 / 36.0);
        near(found.variance, 82.0 / 3.0);
        assert!((found.z - 2.104).abs() < 5e-4);
        assert!((2.0 * (1.0 - normal_cdf(found.z)) - 0.0354).abs() < 5e-5);
        let found = mann_kendall(&[0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0]).unwrap();
        assert_eq!(found.score, 19);
        near(found.rising, 1.0 / 1260.0);
        near(found.variance, 127.0 / 3.0);
        let found = mann_kendall(&[2.0, 1.0, 3.0, 4.0, 6.0, 5.0, 8.0]).unwrap();
        assert_eq!(found.score, 17);
        near(found.rising, 3.0 / 560.0);
        near(found.either, 3.0 / 280.0);
    }

    #[test]
    fn nothing_changes_where_all_are_equal() {
        let found = mann_kendall(&[2.0; 6]).unwrap();
        assert_eq!((found.score, found.rising, found.either, found.z), (0, 1.0, 1.0, 0.0));
    }

    #[test]
    fn long_series_are_read_from_the_normal_curve() {
        let values: Vec<f64> = (0..61).map(|place| f64::from(place % 7)).collect();
        let long = mann_kendall(&values).unwrap();
        assert!(!long.exact && (0.0..=1.0).contains(&long.rising));
        let short = mann_kendall(&values[..60]).unwrap();
        assert!(short.exact && (short.rising - (1.0 - normal_cdf(short.z))).abs() < 0.01);
    }

    /// Every arrangement of a few values, by walking all of them.
    fn by_hand(values: &[f64], score_wanted: i64) -> f64 {
        fn walk(rest: &mut Vec<f64>, taken: &mut Vec<f64>, wanted: i64, found: &mut (u64, u64)) {
            if rest.is_empty() {
                found.0 += u64::from(score(taken) >= wanted);
                found.1 += 1;
            }
            for place in 0..rest.len() {
                let value = rest.remove(place);
                taken.push(value);
                walk(rest, taken, wanted, found);
                taken.pop();
                rest.insert(place, value);
            }
        }
        let mut found = (0, 0);
        walk(&mut values.to_vec(), &mut Vec::new(), score_wanted, &mut found);
        found.0 as f64 / found.1 as f64
    }

    proptest! {
        #[test]
        fn counted_chances_are_those_of_all_arrangements(values in prop::collection::vec(0_u8..4, 4..8)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let found = score(&values);
            prop_assert!((NullOfS::of(&values).at_least(found) - by_hand(&values, found)).abs() < 1e-12);
        }

        #[test]
        fn turned_round_the_score_turns(values in prop::collection::vec(-5_i8..5, 4..20)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let turned: Vec<f64> = values.iter().rev().copied().collect();
            prop_assert_eq!(score(&values), -score(&turned));
            let found = mann_kendall(&values).unwrap();
            prop_assert!((found.either - mann_kendall(&turned).unwrap().either).abs() < 1e-12);
            // New names of the rungs in the same order change nothing.
            let other: Vec<f64> = values.iter().map(|value| value * value * value + 2.0 * value).collect();
            prop_assert_eq!(mann_kendall(&other).unwrap(), found);
        }
    }
}
