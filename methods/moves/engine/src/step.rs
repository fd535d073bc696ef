//! The step from which on moves draw more than words.

use std::collections::BTreeMap;

/// A move that could be answered, and whether it drew more than words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tried {
    /// Its level.
    pub level: f64,
    /// Whether it drew more than words.
    pub answered: bool,
}

/// What is known of the step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// How many moves each level would put wrong were it the step: unanswered from it on, answered below. The last is above all moves.
    pub candidates: Vec<Candidate>,
    /// Where it lies; `None` where no move drew more than words.
    pub between: Option<Between>,
    /// By level the share of moves that drew more than words, pooled so that it never falls (Ayer and others 1955).
    pub rates: Vec<(f64, f64)>,
    /// The chance of levels of answered moves that add up so high or higher, were answers given to any of them alike.
    pub chance: f64,
}

/// A level that may be the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The level; `None` above all moves.
    pub level: Option<f64>,
    /// How many moves it puts wrong.
    pub wrong: u32,
}

/// Where the step lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The lowest level that was answered.
    pub lowest_answered: f64,
    /// The highest level that was not, where one was not.
    pub highest_unanswered: Option<f64>,
}

impl Between {
    /// Whether every answered move stands above every unanswered one: the step lies between two rungs.
    pub fn parts(&self) -> bool {
        self.highest_unanswered.is_none_or(|level| level < self.lowest_answered)
    }
}

impl Step {
    /// The levels that put the fewest moves wrong.
    pub fn best(&self) -> Vec<Candidate> {
        let least = self.candidates.iter().map(|one| one.wrong).min();
        self.candidates.iter().filter(|one| Some(one.wrong) == least).copied().collect()
    }
}

/// The step of moves; `None` where there are none.
pub fn step(moves: &[Tried]) -> Option<Step> {
    let mut levels: Vec<f64> = moves.iter().map(|one| one.level).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    if levels.is_empty() {
        return None;
    }
    let wrong = |level: f64| moves.iter().filter(|one| (one.level >= level) != one.answered).count() as u32;
    let mut candidates: Vec<Candidate> =
        levels.iter().map(|level| Candidate { level: Some(*level), wrong: wrong(*level) }).collect();
    candidates.push(Candidate { level: None, wrong: wrong(f64::INFINITY) });
    let of = |answered: bool| moves.iter().filter(move |one| one.answered == answered).map(|one| one.level);
    let between = of(true)
        .reduce(f64::min)
        .map(|lowest_answered| Between { lowest_answered, highest_unanswered: of(false).reduce(f64::max) });
    Some(Step { candidates, between, rates: pooled(moves, &levels), chance: chance(moves) })
}

/// A stretch of levels with one rate.
struct Block {
    levels: Vec<f64>,
    answered: f64,
    all: f64,
}

/// Pools neighbours of which the lower has the higher rate.
fn pooled(moves: &[Tried], levels: &[f64]) -> Vec<(f64, f64)> {
    let mut blocks: Vec<Block> = Vec::new();
    for level in levels {
        let own = moves.iter().filter(|one| one.level == *level);
        let (all, answered) = (own.clone().count() as f64, own.filter(|one| one.answered).count() as f64);
        let mut block = Block { levels: vec![*level], answered, all };
        while let Some(below) = blocks.pop_if(|below| below.answered * block.all > block.answered * below.all) {
            let levels = below.levels.into_iter().chain(block.levels).collect();
            block = Block { levels, answered: below.answered + block.answered, all: below.all + block.all };
        }
        blocks.push(block);
    }
    let rates = |block: Block| block.levels.into_iter().map(move |level| (level, block.answered / block.all));
    blocks.into_iter().flat_map(rates).collect()
}

/// Exact: the sums of all choices of as many moves, counted by a walk over the moves. Levels are taken to a hundredth.
fn chance(moves: &[Tried]) -> f64 {
    let whole = |one: &Tried| (100.0 * one.level).round() as i64;
    let answered: Vec<i64> = moves.iter().filter(|one| one.answered).map(whole).collect();
    let (count, reached): (usize, i64) = (answered.len(), answered.iter().sum());
    // By how many are chosen: in how many ways they add up to what.
    let mut ways: Vec<BTreeMap<i64, f64>> = vec![BTreeMap::new(); count + 1];
    ways[0].insert(0, 1.0);
    for one in moves {
        for chosen in (1..=count).rev() {
            let more: Vec<(i64, f64)> = ways[chosen - 1].iter().map(|(sum, ways)| (sum + whole(one), *ways)).collect();
            more.into_iter().for_each(|(sum, more)| *ways[chosen].entry(sum).or_default() += more);
        }
    }
    let all: f64 = ways[count].values().sum();
    ways[count].range(reached..).map(|(_, ways)| ways).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn tried(levels: &[f64], answered: &[u8]) -> Vec<Tried> {
        levels.iter().zip(answered).map(|(level, answered)| Tried { level: *level, answered: *answered == 1 }).collect()
    }

    #[test]
    fn a_step_that_is_not_sharp() {
        let found = step(&tried(&[1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 5.0], &[0, 0, 0, 1, 0, 1, 1, 1])).unwrap();
        let wrong: Vec<u32> = found.candidates.iter().map(|one| one.wrong).collect();
        assert_eq!(wrong, [4, 2, 2, 2, 3, 4]);
        let best: Vec<Option<f64>> = found.best().iter().map(|one| one.level).collect();
        assert_eq!(best, [Some(2.0), Some(3.0), Some(4.0)]);
        let between = found.between.unwrap();
        assert_eq!((between.lowest_answered, between.highest_unanswered, between.parts()), (2.0, Some(3.0), false));
        assert_eq!(found.rates, [(1.0, 0.0), (2.0, 0.5), (3.0, 0.5), (4.0, 1.0), (5.0, 1.0)]);
        assert!((found.chance - 5.0 / 70.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_answered_and_everything_apart() {
        assert_eq!(step(&[]), None);
        let none = step(&tried(&[1.0, 2.0], &[0, 0])).unwrap();
        assert_eq!((none.between, none.chance), (None, 1.0));
        let sharp = step(&tried(&[1.0, 2.0, 3.0], &[0, 0, 1])).unwrap();
        assert!(sharp.between.unwrap().parts() && sharp.best().len() == 1);
        assert_eq!(sharp.candidates[2], Candidate { level: Some(3.0), wrong: 0 });
        let every = step(&tried(&[1.0, 2.0], &[1, 1])).unwrap();
        assert_eq!(every.between.unwrap().highest_unanswered, None);
    }

    proptest! {
        #[test]
        fn rates_never_fall_and_keep_their_sum(moves in prop::collection::vec((1_u8..6, 0_u8..2), 1..12)) {
            let moves: Vec<Tried> =
                moves.iter().map(|(level, answered)| Tried { level: f64::from(*level), answered: *answered == 1 }).collect();
            let found = step(&moves).unwrap();
            prop_assert!(found.rates.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 1e-12));
            let rate = |level: f64| found.rates.iter().find(|(own, _)| *own == level).unwrap().1;
            let sum: f64 = moves.iter().map(|one| rate(one.level)).sum();
            prop_assert!((sum - moves.iter().filter(|one| one.answered).count() as f64).abs() < 1e-9);
            // New names of the rungs in the same order leave the best step where it is.
            let named: Vec<Tried> = moves.iter().map(|one| Tried { level: 2.0 * one.level + 1.0, ..*one }).collect();
            let other = step(&named).unwrap();
            let place = |step: &Step| step.candidates.iter().map(|one| one.wrong).collect::<Vec<u32>>();
            prop_assert_eq!(place(&found), place(&other));
            prop_assert!((found.chance - other.chance).abs() < 1e-12);
        }
    }
}
