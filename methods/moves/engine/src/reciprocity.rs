//! Whether the two sides move with one another, and who leads.

use detente_chance::{normal_quantile, rank_correlation, ranks};
use libm::{atanh, tanh};

use crate::pairing::Side;
use crate::slope::median;

/// With fewer pairs of move and answer they are listed, and no coefficient is given.
pub const FEWEST_PAIRS: usize = 6;
/// Longest series of which every order is looked at.
const EXACT: usize = 9;

/// How the periods of two sides go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reciprocity {
    /// Rank correlation (Spearman 1904) within the same period.
    pub together: Option<f64>,
    /// Of the mover with the answerer one period later.
    pub mover_first: Option<Lead>,
    /// Of the answerer with the mover one period later.
    pub answerer_first: Option<Lead>,
    /// Who leads; `None` where the intervals of both hold the other's.
    pub leads: Option<Side>,
}

/// A correlation with what one side does a period later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead {
    /// The coefficient.
    pub coefficient: f64,
    /// Its 90 per cent interval: by the transformation of Fisher, with the variance of Fieller and others (1957).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Of sums by period.
pub fn reciprocity(mover: &[f64], answerer: &[f64]) -> Reciprocity {
    let n = mover.len().min(answerer.len());
    let (mover, answerer) = (&mover[..n], &answerer[..n]);
    let later = |first: &[f64], then: &[f64]| if n > 1 { lead(&first[..n - 1], &then[1..]) } else { None };
    let (mover_first, answerer_first) = (later(mover, answerer), later(answerer, mover));
    let leads = mover_first.zip(answerer_first).and_then(|(mover, answerer)| match () {
        () if mover.low > answerer.coefficient && answerer.high < mover.coefficient => Some(Side::Mover),
        () if answerer.low > mover.coefficient && mover.high < answerer.coefficient => Some(Side::Answerer),
        () => None,
    });
    Reciprocity { together: rank_correlation(&ranks(mover), &ranks(answerer)), mover_first, answerer_first, leads }
}

fn lead(first: &[f64], then: &[f64]) -> Option<Lead> {
    let coefficient = rank_correlation(&ranks(first), &ranks(then)).filter(|_| first.len() > 3)?;
    let half = normal_quantile(0.95) * (1.06 / (first.len() as f64 - 3.0)).sqrt();
    let middle = atanh(coefficient.clamp(-0.999_999, 0.999_999));
    Some(Lead { coefficient, low: tanh(middle - half), high: tanh(middle + half) })
}

/// The chance of a rank correlation as high or higher, were the order of the second series by chance: every order is looked at. `None` for series
/// of more than nine, or that do not vary.
pub fn spearman_p(first: &[f64], second: &[f64]) -> Option<f64> {
    let n = first.len();
    if n > EXACT || n != second.len() {
        return None;
    }
    let (own, mut other) = (ranks(first), ranks(second));
    let found = rank_correlation(&own, &other)?;
    let (mut as_high, mut all) = (0_u64, 0_u64);
    let mut count = |order: &[f64]| {
        all += 1;
        as_high += u64::from(rank_correlation(&own, order).is_some_and(|value| value >= found - 1e-12));
    };
    // Every order, by swaps (Heap 1963).
    let mut turns = vec![0; n];
    count(&other);
    let mut place = 0;
    while place < n {
        if turns[place] < place {
            let with = if place.is_multiple_of(2) { 0 } else { turns[place] };
            other.swap(with, place);
            count(&other);
            turns[place] += 1;
            place = 0;
        } else {
            turns[place] = 0;
            place += 1;
        }
    }
    Some(as_high as f64 / all as f64)
}

/// Median of the level of an answer less that of its move: below 0 answers stay below the moves, at 0 they are in kind. `None` with fewer than
/// [`FEWEST_PAIRS`] pairs.
pub fn level_ratio(pairs: &[(f64, f64)]) -> Option<f64> {
    let mut apart: Vec<f64> = pairs.iter().map(|(made, answer)| answer - made).collect();
    apart.sort_by(f64::total_cmp);
    (pairs.len() >= FEWEST_PAIRS).then(|| median(&apart)).flatten()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_echo_shows_who_leads() {
        let mover = [1.0, 5.0, 2.0, 8.0, 3.0, 9.0, 4.0, 7.0, 6.0, 0.0, 10.0, 2.5];
        let mut answerer = vec![0.5];
        answerer.extend(&mover[..11]);
        let found = reciprocity(&mover, &answerer);
        assert_eq!(found.mover_first.unwrap().coefficient, 1.0);
        assert_eq!(found.leads, Some(Side::Mover));
        assert_eq!(reciprocity(&answerer, &mover).leads, Some(Side::Answerer));
        assert_eq!(reciprocity(&[1.0], &[2.0]).leads, None);
        assert_eq!(reciprocity(&[], &[]).together, None);
    }

    #[test]
    fn every_order_is_looked_at() {
        let rising = [1.0, 2.0, 3.0, 4.0];
        assert!((spearman_p(&rising, &rising).unwrap() - 1.0 / 24.0).abs() < 1e-12);
        let falling: Vec<f64> = rising.iter().rev().copied().collect();
        assert_eq!(spearman_p(&rising, &falling), Some(1.0));
        assert_eq!(spearman_p(&[1.0; 10], &[1.0; 10]), None);
    }

    #[test]
    fn answers_below_the_moves() {
        let pairs = [(4.0, 1.0), (5.0, 3.0), (3.0, 1.0), (2.0, 2.0), (4.0, 2.0), (5.0, 1.0)];
        assert_eq!(level_ratio(&pairs), Some(-2.0));
        assert_eq!(level_ratio(&pairs[..5]), None);
    }
}
