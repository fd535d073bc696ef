//! Hypergames: everybody plays the conflict as it sees it (Bennett 1977; Wang, Hipel and Fraser 1988).
//!
//! Each decision maker expects the outcomes that hold everybody in its own view of the conflict, plans for those of them that it likes best, and
//! does its own part of them. What comes of all these parts together need be nobody's plan.

use crate::bits::Bits;
use crate::rank::Ranks;
use crate::space::Space;
use crate::stability::{Answers, Concept, stability};

/// Combinations of plans that are looked at, at most.
const MOST_PLANS: usize = 4_096;
/// Views that are looked at in search of what would correct a misperception, at most.
const MOST_VIEWS: usize = 20_000;

/// A conflict with a view of everybody's ranking for every decision maker: `views[holder][of][state]`, larger is better.
#[derive(Debug, Clone)]
pub struct Hypergame<'a> {
    /// States and moves, which all see alike.
    pub space: &'a Space,
    /// Rankings as each sees them; `views[dm][dm]` is its own.
    pub views: Vec<Vec<Ranks>>,
    /// The state at the start; whoever expects no outcome keeps to it.
    pub start: Option<usize>,
    /// By which idea of foresight outcomes are expected.
    pub concept: Concept,
}

/// What comes of a hypergame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Play {
    /// Outcomes that each expects: those that hold everybody in its view.
    pub expected: Vec<Bits>,
    /// Of these the ones that each likes best: what it plans for.
    pub planned: Vec<Vec<usize>>,
    /// States that are stable for everybody, each in its own view.
    pub equilibria: Bits,
    /// Where the plans together lead: several where plans are tied.
    pub played: Vec<usize>,
    /// Whether some plans cannot be done together.
    pub clash: bool,
    /// Whether some combinations of tied plans were left out.
    pub truncated: bool,
}

/// A correction of a view: how one sees two states in the order of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Swap {
    /// Who sees it so.
    pub holder: usize,
    /// Whose order.
    pub of: usize,
    /// What it takes the other to like better …
    pub better: usize,
    /// … than this, which the other in truth likes better.
    pub worse: usize,
}

impl Hypergame<'_> {
    /// What each expects and plans, and what comes of it. `None` where moves are given one by one, or several combinations of options are one
    /// state: plans cannot be put together then.
    pub fn play(&self) -> Option<Play> {
        let states = self.space.states();
        if self.space.levers().is_empty() || (0..states).any(|state| self.space.mask(state).is_none()) {
            return None;
        }
        let mut expected = Vec::new();
        let mut equilibria = Bits::all(states);
        for (holder, ranks) in self.views.iter().enumerate() {
            let found = stability(self.space, ranks, &[self.concept], Answers::AnySequence);
            expected.push(found.equilibria(self.concept)?);
            equilibria.keep(&found.of(self.concept)?[holder]);
        }
        let planned: Vec<Vec<usize>> = (0..self.views.len()).map(|dm| self.planned(dm, &expected[dm])).collect();
        let (played, clash, truncated) = self.together(&planned);
        Some(Play { expected, planned, equilibria, played, clash, truncated })
    }

    /// Of the expected outcomes those that a decision maker likes best; the start where it expects none.
    fn planned(&self, dm: usize, expected: &Bits) -> Vec<usize> {
        let own = &self.views[dm][dm];
        let best = expected.ones().map(|state| own[state]).max();
        match best {
            Some(best) => expected.ones().filter(|state| own[*state] == best).collect(),
            None => self.start.into_iter().collect(),
        }
    }

    /// The states to which plans lead, each doing its own part; options of several stand as they all plan them, else as at the start.
    fn together(&self, planned: &[Vec<usize>]) -> (Vec<usize>, bool, bool) {
        let combinations = planned.iter().fold(1usize, |all, plans| all.saturating_mul(plans.len()));
        let (mut played, mut clash) = (Vec::new(), false);
        for combination in 0..combinations.min(MOST_PLANS) {
            let mut rest = combination;
            let mut plans = Vec::with_capacity(planned.len());
            for list in planned {
                plans.push(list[rest % list.len()]);
                rest /= list.len();
            }
            match self.space.state_of(self.joined(&plans)) {
                Some(state) if !played.contains(&state) => played.push(state),
                Some(_) => {}
                None => clash = true,
            }
        }
        played.sort_unstable();
        (played, clash, combinations > MOST_PLANS)
    }

    fn joined(&self, plans: &[usize]) -> u32 {
        let mask = |state: usize| self.space.mask(state).unwrap_or_default();
        let start = self.start.map(mask).unwrap_or_default();
        let mut joined = start;
        for (option, lever) in self.space.levers().iter().enumerate() {
            let owners = (0..plans.len()).filter(|dm| lever.owners >> dm & 1 == 1);
            let wishes: Vec<bool> = owners.map(|dm| mask(plans[dm]) >> option & 1 == 1).collect();
            let agreed = wishes.first().copied().filter(|first| wishes.iter().all(|wish| wish == first));
            if let Some(taken) = agreed {
                joined = joined & !(1 << option) | u32::from(taken) << option;
            }
        }
        joined
    }

    /// Everybody's own ranking: the conflict as it is.
    pub fn truth(&self) -> Vec<Ranks> {
        (0..self.views.len()).map(|dm| self.views[dm][dm].clone()).collect()
    }

    /// The same without any misperception.
    pub fn corrected(&self) -> Self {
        let truth = self.truth();
        Self { views: vec![truth; self.views.len()], ..self.clone() }
    }

    /// Moves away from a state by which the mover gains in the conflict as it is: what comes next.
    pub fn next(&self, state: usize) -> Vec<(usize, usize)> {
        let own = |dm: usize| &self.views[dm][dm];
        let of = |dm: usize| self.space.moves(dm, state).into_iter().map(move |to| (dm, to as usize));
        (0..self.views.len()).flat_map(of).filter(|(dm, to)| own(*dm)[*to] > own(*dm)[state]).collect()
    }

    /// By how many steps of its own ranking what is played lies below what somebody planned; 0 where it does not.
    pub fn loss(&self, dm: usize, planned: usize, played: usize) -> usize {
        let own = &self.views[dm][dm];
        let mut between: Vec<u32> =
            own.iter().copied().filter(|rank| own[played] < *rank && *rank <= own[planned]).collect();
        between.sort_unstable();
        between.dedup();
        between.len()
    }

    /// The smallest corrections of views (neighbours in a ranking put in their true order) after which something else is played; of equals all
    /// that begin with different swaps. Up to three swaps, within a budget; empty where none does.
    pub fn corrections(&self) -> Vec<(Vec<Swap>, Vec<usize>)> {
        const DEEPEST: usize = 3;
        let Some(now) = self.play().map(|play| play.played) else { return Vec::new() };
        let mut budget = MOST_VIEWS;
        let mut level: Vec<(Vec<Swap>, Self)> = vec![(Vec::new(), self.clone())];
        for _ in 0..DEEPEST {
            let mut next: Vec<(Vec<Swap>, Self)> = Vec::new();
            let mut found: Vec<(Vec<Swap>, Vec<usize>)> = Vec::new();
            for (made, game) in &level {
                for swap in game.swaps() {
                    if budget == 0 {
                        return found;
                    }
                    budget -= 1;
                    let after = game.swapped(swap);
                    let all: Vec<Swap> = made.iter().copied().chain([swap]).collect();
                    match after.play() {
                        Some(play) if play.played != now => found.push((all, play.played)),
                        _ => next.push((all, after)),
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
            level = next;
        }
        Vec::new()
    }

    /// Neighbours in a view of a ranking that stand the other way round in truth.
    fn swaps(&self) -> Vec<Swap> {
        let mut found = Vec::new();
        for holder in 0..self.views.len() {
            for of in (0..self.views.len()).filter(|of| *of != holder) {
                let (seen, truth) = (&self.views[holder][of], &self.views[of][of]);
                for better in 0..seen.len() {
                    let below = (0..seen.len()).filter(|worse| seen[*worse] + 1 == seen[better]);
                    let wrong = below.filter(|worse| truth[*worse] > truth[better]);
                    found.extend(wrong.map(|worse| Swap { holder, of, better, worse }));
                }
            }
        }
        found
    }

    fn swapped(&self, swap: Swap) -> Self {
        let mut after = self.clone();
        after.views[swap.holder][swap.of].swap(swap.better, swap.worse);
        after
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::space::{Direction, Lever};
    use proptest::prelude::*;

    /// Ranks from states by masks, the best first.
    fn order(space: &Space, masks: &[u32]) -> Ranks {
        let mut ranks = vec![0; masks.len()];
        for (place, mask) in masks.iter().rev().enumerate() {
            ranks[space.state_of(*mask).unwrap()] = place as u32;
        }
        ranks
    }

    fn two_by_two() -> Space {
        let lever = |owners| Lever { owners, direction: Direction::Both };
        Space::of_options(2, vec![lever(0b01), lever(0b10)], &[], 100).unwrap()
    }

    /// Option 0 is that A stands firm, option 1 that B does: the state 10 has the mask 01.
    fn chicken(space: &Space, firm_row: u32, firm_column: u32) -> Ranks {
        order(space, &[firm_row, 0b00, firm_column, 0b11])
    }

    #[test]
    fn both_stand_firm_because_one_takes_the_other_for_a_chicken() {
        let space = two_by_two();
        let a = chicken(&space, 0b01, 0b10);
        let b = order(&space, &[0b10, 0b00, 0b11, 0b01]);
        let b_as_seen = order(&space, &[0b10, 0b00, 0b01, 0b11]);
        let game = Hypergame {
            space: &space,
            views: vec![vec![a.clone(), b_as_seen], vec![a, b]],
            start: space.state_of(0),
            concept: Concept::Nash,
        };
        let play = game.play().unwrap();
        let masks = |bits: &Bits| bits.ones().map(|state| space.mask(state).unwrap()).collect::<Vec<_>>();
        assert_eq!(play.expected.iter().map(masks).collect::<Vec<_>>(), [vec![0b01, 0b10], vec![0b10]]);
        assert_eq!(masks(&play.equilibria), [0b10]);
        let of = |states: &[usize]| states.iter().map(|state| space.mask(*state).unwrap()).collect::<Vec<_>>();
        assert_eq!((of(&play.planned[0]), of(&play.planned[1])), (vec![0b01], vec![0b10]));
        assert_eq!(of(&play.played), [0b11]);
        assert_eq!(game.loss(0, play.planned[0][0], play.played[0]), 3);
        assert!(!play.expected[0].get(play.played[0]) && !play.expected[1].get(play.played[0]));
        // It hangs on whether A thinks that B would rather be alone in yielding than have both stand firm.
        let corrections = game.corrections();
        let (swaps, then) = &corrections[0];
        assert_eq!((corrections.len(), swaps.len(), of(then)), (1, 1, vec![0b10]));
        assert_eq!(of(&[swaps[0].better, swaps[0].worse]), [0b01, 0b11]);
        // A would then yield to its gain.
        assert_eq!(of(&game.corrected().play().unwrap().played), [0b10]);
        assert_eq!(game.next(play.played[0]).iter().map(|(dm, _)| *dm).collect::<Vec<_>>(), [0]);
    }

    fn any_ranks() -> impl Strategy<Value = Vec<Vec<u32>>> {
        proptest::collection::vec(Just(vec![0u32, 1, 2, 3]).prop_shuffle(), 4)
    }

    proptest! {
        /// With Nash each looks only at its own moves: what anyone believes changes no equilibrium of the hypergame.
        #[test]
        fn beliefs_do_not_show_in_what_holds_without_foresight(ranks in any_ranks()) {
            let space = two_by_two();
            let game = |views: Vec<Vec<Ranks>>| Hypergame { space: &space, views, start: None, concept: Concept::Nash };
            let mixed = game(vec![vec![ranks[0].clone(), ranks[2].clone()], vec![ranks[3].clone(), ranks[1].clone()]]);
            let played = mixed.play().unwrap();
            let truth = mixed.corrected().play().unwrap();
            prop_assert_eq!(&played.equilibria, &truth.equilibria);
            // Without misperception all expect what holds.
            prop_assert!(truth.expected.iter().all(|own| *own == truth.equilibria));
            prop_assert!(mixed.corrected().corrections().is_empty());
        }

        #[test]
        fn without_misperception_a_best_outcome_of_all_is_played(ranks in any_ranks()) {
            let space = two_by_two();
            let truth = vec![ranks[0].clone(), ranks[1].clone()];
            for concept in [Concept::Nash, Concept::Seq] {
                let game = Hypergame { space: &space, views: vec![truth.clone(); 2], start: None, concept };
                let play = game.play().unwrap();
                if let ([a], [b]) = (&play.planned[0][..], &play.planned[1][..]) && a == b {
                    prop_assert_eq!(&play.played, &vec![*a]);
                }
            }
        }
    }
}
