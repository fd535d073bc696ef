//! The engines against the definitions, written out literally and slowly.

mod common;

use std::collections::BTreeSet;

use common::{Made, conflict};
use detente_conflict::{Answers, Concept, Direction, Formula, Lever, Space, Stability, Walk, stability};
use proptest::prelude::*;

/// Section 3 of the method, word by word.
struct Oracle<'a> {
    space: &'a Space,
    moves: Vec<Vec<Vec<u32>>>,
    ranks: &'a [Vec<u32>],
}

impl<'a> Oracle<'a> {
    fn new(space: &'a Space, ranks: &'a [Vec<u32>]) -> Self {
        let of = |dm| (0..space.states()).map(|state| space.moves(dm, state)).collect();
        Self { space, moves: (0..space.decision_makers()).map(of).collect(), ranks }
    }

    fn improvements(&self, dm: usize, state: u32) -> Vec<u32> {
        let better = |to: &u32| self.ranks[dm][*to as usize] > self.ranks[dm][state as usize];
        self.moves[dm][state as usize].iter().copied().filter(better).collect()
    }

    /// States reached by the others in sequences in which nobody moves twice in succession.
    fn answers(&self, dm: usize, start: u32, improving: bool) -> BTreeSet<u32> {
        let mut seen: BTreeSet<(u32, usize)> = BTreeSet::new();
        let mut todo = vec![(start, usize::MAX)];
        while let Some((state, last)) = todo.pop() {
            for mover in (0..self.ranks.len()).filter(|mover| *mover != dm && *mover != last) {
                let all = self.moves[mover][state as usize].clone();
                for to in if improving { self.improvements(mover, state) } else { all } {
                    if seen.insert((to, mover)) {
                        todo.push((to, mover));
                    }
                }
            }
        }
        seen.into_iter().map(|(state, _)| state).collect()
    }

    fn is_stable(&self, concept: Concept, dm: usize, state: u32) -> bool {
        let rank = |state: u32| self.ranks[dm][state as usize];
        let no_better = |other: u32| rank(other) <= rank(state);
        let stuck = |answer: u32| self.moves[dm][answer as usize].iter().all(|t| no_better(*t));
        let improvements = self.improvements(dm, state);
        let each = |sanctions: &dyn Fn(u32) -> bool, improving: bool| {
            improvements.iter().all(|q| self.answers(dm, *q, improving).into_iter().any(sanctions))
        };
        match concept {
            Concept::Nash => improvements.is_empty(),
            Concept::Gmr => each(&|r| no_better(r), false),
            Concept::Smr => each(&|r| no_better(r) && stuck(r), false),
            Concept::Seq => each(&|r| no_better(r), true),
            Concept::Sseq => each(&|r| no_better(r) && stuck(r), true),
            Concept::Sim => improvements.iter().all(|q| {
                let change = self.mask(*q) ^ self.mask(state);
                self.joint(dm, state, change).into_iter().any(no_better)
            }),
        }
    }

    fn mask(&self, state: u32) -> u32 {
        self.space.mask(state as usize).expect("an option form")
    }

    /// Ends of `change` together with improvements of some others, on different options.
    fn joint(&self, dm: usize, state: u32, change: u32) -> Vec<u32> {
        let mut changes = vec![(change, 0)];
        for other in (0..self.ranks.len()).filter(|other| *other != dm) {
            for to in self.improvements(other, state) {
                let theirs = self.mask(to) ^ self.mask(state);
                let more: Vec<(u32, usize)> = changes
                    .iter()
                    .filter(|(sum, movers)| sum & theirs == 0 && movers >> other & 1 == 0)
                    .map(|(sum, movers)| (sum | theirs, movers | 1 << other))
                    .collect();
                changes.extend(more);
            }
        }
        let ends = changes.iter().filter(|(_, movers)| *movers != 0);
        ends.filter_map(|(sum, _)| self.space.state_of(self.mask(state) ^ sum)).map(|state| state as u32).collect()
    }
}

fn cells(found: &Stability, concept: Concept) -> Option<Vec<String>> {
    Some(found.of(concept)?.iter().map(|bits| bits.digits()).collect())
}

fn check(made: &Made) -> Result<(), TestCaseError> {
    let Made { space, ranks } = made;
    let found = stability(space, ranks, &Concept::ALL, Answers::AnySequence);
    let oracle = Oracle::new(space, ranks);
    for concept in Concept::ALL {
        let Some(bits) = found.of(concept) else {
            prop_assert!(concept == Concept::Sim && space.mask(0).is_none(), "{} is missing", concept);
            continue;
        };
        for (dm, bits) in bits.iter().enumerate() {
            let expected: String = (0..space.states() as u32)
                .map(|state| if oracle.is_stable(concept, dm, state) { '1' } else { '0' })
                .collect();
            prop_assert_eq!(bits.digits(), expected, "{} of decision maker {}", concept, dm);
        }
    }
    let implied = [
        (Concept::Nash, Concept::Sseq),
        (Concept::Sseq, Concept::Seq),
        (Concept::Seq, Concept::Gmr),
        (Concept::Sseq, Concept::Smr),
        (Concept::Smr, Concept::Gmr),
        (Concept::Nash, Concept::Sim),
    ];
    for (strong, weak) in implied {
        let (Some(strong), Some(weak)) = (found.of(strong), found.of(weak)) else { continue };
        for (strong, weak) in strong.iter().zip(weak) {
            prop_assert!(strong.ones().all(|state| weak.get(state)));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn engines_equal_the_definitions(made in conflict()) {
        check(&made)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_decision_maker_knows_nash_alone(made in conflict()) {
        let Made { space, ranks } = made;
        if space.decision_makers() == 1 {
            let found = stability(&space, &ranks, &Concept::ALL, Answers::AnySequence);
            for concept in [Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq] {
                prop_assert_eq!(cells(&found, concept), cells(&found, Concept::Nash));
            }
        }
    }

    #[test]
    fn an_order_preserving_change_of_ranks_changes_nothing(made in conflict()) {
        let Made { space, ranks } = made;
        let stretched: Vec<Vec<u32>> = ranks.iter().map(|ranks| ranks.iter().map(|r| 3 * r + 2).collect()).collect();
        let one = stability(&space, &ranks, &Concept::ALL, Answers::AnySequence);
        prop_assert_eq!(one, stability(&space, &stretched, &Concept::ALL, Answers::AnySequence));
    }

    #[test]
    fn decision_makers_may_change_places(made in conflict()) {
        let Made { space, ranks } = made;
        let dms = ranks.len();
        let arcs = space.arcs().unwrap();
        let lists: Vec<Vec<Vec<u32>>> = (0..dms)
            .rev()
            .map(|dm| (0..space.states()).map(|state| arcs.from(dm, state).to_vec()).collect())
            .collect();
        let turned = Space::of_arcs(space.states(), lists).unwrap();
        let other: Vec<Vec<u32>> = ranks.iter().rev().cloned().collect();
        let (one, two) = (
            stability(&space, &ranks, &Concept::ALL, Answers::AnySequence),
            stability(&turned, &other, &Concept::ALL, Answers::AnySequence),
        );
        for concept in Concept::ALL.into_iter().filter(|concept| *concept != Concept::Sim) {
            let mut second = cells(&two, concept).unwrap();
            second.reverse();
            prop_assert_eq!(cells(&one, concept).unwrap(), second);
        }
    }

    #[test]
    fn two_decision_makers_need_one_pass_alone(made in conflict()) {
        let Made { space, ranks } = made;
        let sole = space.levers().iter().all(|lever| lever.owners.count_ones() <= 1);
        if ranks.len() == 2 && sole && space.mask(0).is_some() && !made_by_hiding(&space) {
            let single = stability(&space, &ranks, &Concept::ALL, Answers::SinglePass);
            prop_assert_eq!(single, stability(&space, &ranks, &Concept::ALL, Answers::AnySequence));
        }
    }

    #[test]
    fn free_options_have_a_closed_form(made in conflict()) {
        let Made { space, ranks } = made;
        let free = space.levers().iter().all(|l| l.direction == Direction::Both && l.owners.count_ones() == 1);
        let whole = space.mask(0).is_some() && !space.levers().is_empty();
        if free && whole && space.states() == 1 << space.levers().len() && !made_by_hiding(&space) {
            let found = stability(&space, &ranks, &Concept::ALL, Answers::AnySequence);
            for (dm, ranks) in ranks.iter().enumerate() {
                let own = space.owned(dm) as usize;
                let least = |choice: usize| (0..ranks.len()).filter(|s| s & own == choice).map(|s| ranks[s]).min();
                let most = |theirs: usize| (0..ranks.len()).filter(|s| s & !own == theirs).map(|s| ranks[s]).max();
                let maximin = (0..ranks.len()).filter_map(|s| least(s & own)).max().unwrap();
                let minimax = (0..ranks.len()).filter_map(|s| most(s & !own)).min().unwrap();
                for (state, &rank) in ranks.iter().enumerate() {
                    let nash = found.is_stable(Concept::Nash, dm, state).unwrap();
                    prop_assert_eq!(found.is_stable(Concept::Gmr, dm, state), Some(rank >= maximin));
                    prop_assert_eq!(found.is_stable(Concept::Smr, dm, state), Some(nash || rank >= minimax));
                }
            }
        }
    }
}

/// Sizes at which the engine sorts by digits, with owners in any order: against the flood over listed moves.
#[test]
fn large_conflicts_equal_the_listed_moves() {
    for (direction, ruled_out) in [(Direction::Both, false), (Direction::Both, true), (Direction::OffOnly, true)] {
        let lever = |option: usize| Lever {
            owners: 1 << (option * 7 % 13 % 3),
            direction: if option == 4 { direction } else { Direction::Both },
        };
        let rule = Formula::all([(1, true), (6, false), (11, true)]).unwrap();
        let rules: &[Formula] = if ruled_out { &[rule] } else { &[] };
        let space = Space::of_options(3, (0..13).map(lever).collect(), rules, 100).unwrap();
        let number = |state: usize, dm: usize| ((state * 2_654_435_761 + dm * 97_531) >> 7) as u32 % 5_000;
        let ranks: Vec<Vec<u32>> =
            (0..3).map(|dm| (0..space.states()).map(|state| number(state, dm)).collect()).collect();
        let arcs = space.arcs().unwrap();
        let concepts = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq];
        let listed = Walk::new(&arcs, space.states()).stability(&ranks, &concepts, Answers::AnySequence);
        assert_eq!(stability(&space, &ranks, &concepts, Answers::AnySequence), listed);
    }
}

/// Whether moves were taken out: then they no longer follow from the options.
fn made_by_hiding(space: &Space) -> bool {
    let options = Space::of_options(space.decision_makers(), space.levers().to_vec(), &[], 100).expect("small");
    let mask = |state: usize| space.mask(state).expect("options") as usize;
    let shortened = |dm: usize, state: usize| {
        let wanted = options.moves(dm, mask(state)).into_iter().filter(|to| space.state_of(*to).is_some()).count();
        space.moves(dm, state).len() != wanted
    };
    (0..space.decision_makers()).any(|dm| (0..space.states()).any(|state| shortened(dm, state)))
}
