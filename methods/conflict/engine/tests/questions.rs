//! Certificates, coalitions, paths and the inverse question, against their definitions.

mod common;

use std::collections::BTreeMap;

use common::{Made, conflict};
use detente_conflict::{
    Answers, Arcs, Bits, Case, Certificate, Concept, Edit, Formula, List, Reach, Rule, Space, Verdict, check,
    coalitions, critical_preferences, edited, edits, fewest, raises, reversed, stability,
};
use proptest::prelude::*;

fn concepts(space: &Space) -> impl Iterator<Item = Concept> {
    let options = space.mask(0).is_some();
    Concept::ALL.into_iter().filter(move |concept| *concept != Concept::Sim || options)
}

/// Changes one thing that matters.
fn spoilt(certificate: &Certificate) -> Vec<Certificate> {
    let with = |verdict: Verdict| Certificate { verdict, ..certificate.clone() };
    match &certificate.verdict {
        Verdict::Stable(answers) if answers.is_empty() => Vec::new(),
        Verdict::Stable(answers) => {
            let mut fewer = answers.clone();
            fewer.pop();
            let mut shorter = answers.clone();
            shorter[0].path.pop();
            let mut elsewhere = answers.clone();
            elsewhere[0].end = answers[0].improvement;
            [fewer, shorter, elsewhere].into_iter().map(|answers| with(Verdict::Stable(answers))).collect()
        }
        Verdict::Unstable { improvement, reached } => {
            let mut list = vec![with(Verdict::Unstable { improvement: certificate.state, reached: reached.clone() })];
            if !reached.is_empty() && !matches!(certificate.concept, Concept::Nash | Concept::Sim) {
                list.push(with(Verdict::Unstable { improvement: *improvement, reached: reached[1..].to_vec() }));
            }
            list.push(with(Verdict::Stable(Vec::new())));
            list
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn certificates_prove_every_verdict(made in conflict()) {
        let Made { space, ranks } = made;
        let arcs = space.arcs().unwrap();
        let found = stability(&space, &ranks, &Concept::ALL, Answers::AnySequence);
        let case = Case { space: &space, arcs: &arcs, ranks: &ranks };
        for concept in concepts(&space) {
            for dm in 0..ranks.len() {
                for state in 0..space.states() {
                    let certificate = case.certify(dm, state, concept);
                    let says = matches!(certificate.verdict, Verdict::Stable(_));
                    prop_assert_eq!(Some(says), found.is_stable(concept, dm, state), "{} {} {}", concept, dm, state);
                    prop_assert_eq!(check(case, &certificate), Ok(()));
                    for wrong in spoilt(&certificate) {
                        prop_assert!(check(case, &wrong).is_err(), "{:?}", wrong);
                    }
                }
            }
        }
    }

    #[test]
    fn coalitions_of_one_are_decision_makers(made in conflict()) {
        let Made { space, ranks } = made;
        let found = stability(&space, &ranks, &Concept::ALL, Answers::AnySequence);
        let all = coalitions(&space.arcs().unwrap(), space.states(), &ranks).unwrap();
        for concept in [Concept::Nash, Concept::Gmr, Concept::Smr] {
            for dm in 0..ranks.len() {
                prop_assert_eq!(&all.stable[&concept][&(1 << dm)], &found.of(concept).unwrap()[dm]);
            }
            let (universal, own) = (all.equilibria(concept).unwrap(), found.equilibria(concept).unwrap());
            prop_assert!(universal.ones().all(|state| own.get(state)));
        }
    }

    #[test]
    fn coalitions_are_those_of_the_definitions(made in conflict()) {
        let Made { space, ranks } = made;
        let arcs = space.arcs().unwrap();
        let found = coalitions(&arcs, space.states(), &ranks).unwrap();
        let plain = Plain { arcs: &arcs, ranks: &ranks, states: space.states() };
        for (concept, by_coalition) in &found.stable {
            for (coalition, stable) in by_coalition {
                let own = Bits::of(space.states(), |state| plain.is_stable(*concept, *coalition, state));
                prop_assert_eq!(stable, &own, "{} {:b}", concept, coalition);
            }
        }
    }

    #[test]
    fn paths_are_moves_and_the_shortest(made in conflict(), improving in any::<bool>()) {
        let Made { space, ranks } = made;
        let arcs = space.arcs().unwrap();
        let rule = Rule { movers: u32::MAX, improving: improving.then_some(ranks.as_slice()) };
        let reach = Reach::from(&arcs, 0, rule);
        for (length, states) in reach.by_length().into_iter().enumerate() {
            for end in states {
                let path = reach.to(end).unwrap();
                prop_assert_eq!((path.len(), path.last().map(|step| step.state)), (length + 1, Some(end)));
                let mut at = 0;
                for (place, step) in path.iter().enumerate() {
                    prop_assert!(arcs.from(step.dm, at).contains(&(step.state as u32)));
                    prop_assert!(rule.allows(step.dm, at, step.state));
                    prop_assert!(place == 0 || path[place - 1].dm != step.dm);
                    at = step.state;
                }
            }
        }
    }

    #[test]
    fn raises_are_enough_and_no_more(made in conflict()) {
        let Made { space, ranks } = made;
        for concept in [Concept::Nash, Concept::Gmr, Concept::Smr] {
            let raised = raises(&space, &ranks, 0, concept).unwrap();
            let mut new = ranks.clone();
            for raise in &raised {
                new[raise.dm][0] = ranks[raise.dm][raise.level[0]];
            }
            let holds = |ranks: &[Vec<u32>]| {
                stability(&space, ranks, &[concept], Answers::AnySequence).equilibria(concept).unwrap().get(0)
            };
            prop_assert!(holds(&new));
            for raise in &raised {
                let mut less = new.clone();
                let own = &ranks[raise.dm];
                let below = own.iter().filter(|rank| **rank < new[raise.dm][0] && **rank >= own[0]).max();
                less[raise.dm][0] = *below.unwrap();
                prop_assert!(!holds(&less), "a smaller rise does it too");
            }
        }
    }

    /// Under SEQ a rise of one may make an earlier rise of another needless.
    #[test]
    fn no_rise_can_be_left_out(made in conflict()) {
        let Made { space, ranks } = made;
        for concept in [Concept::Seq, Concept::Sseq] {
            let raised = raises(&space, &ranks, 0, concept).unwrap();
            let holds = |skipped: Option<usize>| {
                let mut new = ranks.clone();
                for raise in raised.iter().filter(|raise| Some(raise.dm) != skipped) {
                    new[raise.dm][0] = ranks[raise.dm][raise.level[0]];
                }
                stability(&space, &new, &[concept], Answers::AnySequence).equilibria(concept).unwrap().get(0)
            };
            prop_assert!(holds(None));
            prop_assert!(raised.iter().all(|raise| !holds(Some(raise.dm))));
        }
    }

    /// An option that nobody can change is an option that nobody owns, for joined and shared states too.
    #[test]
    fn a_frozen_option_has_no_owner(owners in prop::collection::vec(1u32..4, 4), option in 0usize..4, join in any::<bool>()) {
        let made = |frozen: Option<usize>| {
            let lever = |(k, owners): (usize, &u32)| detente_conflict::Lever {
                owners: if Some(k) == frozen { 0 } else { *owners },
                direction: [detente_conflict::Direction::Both, detente_conflict::Direction::OnOnly][k % 2],
            };
            let space = Space::of_options(2, owners.iter().enumerate().map(lever).collect(), &[], 10).unwrap();
            let group = Bits::of(16, |state| state & 0b0101 == 0b0101);
            if join { space.joined(&[group]).unwrap() } else { space }
        };
        let frozen = made(None).frozen(option).unwrap();
        prop_assert_eq!(frozen.arcs().unwrap(), made(Some(option)).arcs().unwrap());
    }

    /// Of all strict orders of one decision maker, the one with the fewest reversed pairs is the least rise.
    #[test]
    fn a_rise_reverses_the_fewest_pairs(orders in prop::collection::vec(Just((0..4u32).collect::<Vec<_>>()).prop_shuffle(), 2)) {
        let lever = |dm| detente_conflict::Lever { owners: 1u32 << dm, direction: detente_conflict::Direction::Both };
        let space = Space::of_options(2, vec![lever(0), lever(1)], &[], 10).unwrap();
        for concept in [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq] {
            let holds = |own: &[u32]| {
                let ranks = [own.to_vec(), orders[1].clone()];
                stability(&space, &ranks, &[concept], Answers::AnySequence).is_stable(concept, 0, 0).unwrap()
            };
            let pairs = || (0..4).flat_map(|a| (0..a).map(move |b| (a, b)));
            let distance = |own: &[u32]| {
                pairs().filter(|(a, b)| (own[*a] > own[*b]) != (orders[0][*a] > orders[0][*b])).count()
            };
            let all = (0..256u32).map(|code| (0..4).map(|place| code >> (2 * place) & 3).collect::<Vec<_>>());
            let strict = all.filter(|own| pairs().all(|(a, b)| own[a] != own[b]));
            let least = strict.filter(|own| holds(own)).map(|own| distance(&own)).min().unwrap();
            // Only the first decision maker's ranking may change here: the other is made to hold.
            let mut level = orders[0].clone();
            let mut reversed = 0;
            while !holds(&level) {
                let next = *level.iter().filter(|rank| **rank > level[0]).min().unwrap();
                level[0] = next;
                reversed += 1;
            }
            prop_assert_eq!(reversed, least, "{}", concept);
        }
    }

    #[test]
    fn edits_are_the_smallest(
        columns in prop::collection::vec(prop::collection::vec(prop::collection::vec(any::<bool>(), 8), 0..4), 2..4),
    ) {
        let lever = |dm| detente_conflict::Lever { owners: 1u32 << dm, direction: detente_conflict::Direction::Both };
        let space = Space::of_options(columns.len(), (0..3).map(|k| lever(k % columns.len())).collect(), &[], 10).unwrap();
        let lists: Vec<List> = columns
            .iter()
            .map(|rows| List::Statements(rows.iter().map(|row| Bits::of(8, |state| row[state])).collect()))
            .collect();
        let holds = |lists: &[List], state: usize, concept| {
            let ranks: Vec<_> = lists.iter().map(|list| list.ranks(8)).collect();
            stability(&space, &ranks, &[concept], Answers::AnySequence).equilibria(concept).unwrap().get(state)
        };
        for concept in [Concept::Nash, Concept::Seq] {
            let found = edits(&space, &lists, 5, concept, 2).unwrap();
            for set in &found.sets {
                prop_assert!(holds(&edited(&lists, set), 5, concept));
                prop_assert!(set.is_empty() || !holds(&lists, 5, concept));
            }
            // A single change that does it is never overlooked.
            for critical in critical_preferences(&space, &lists, &[concept]).unwrap() {
                if !matches!(critical.edit, Edit::Freeze { .. }) && critical.equilibria[&concept].get(5) {
                    prop_assert!(found.sets[0].len() <= 1);
                }
            }
        }
    }
}

/// Small conflicts in which every ranking can be tried.
fn small() -> impl Strategy<Value = (Space, Vec<Vec<u32>>)> {
    let lever = (1u32..8, 0..4u8).prop_map(|(owners, kind)| detente_conflict::Lever {
        owners,
        direction: if kind == 0 { detente_conflict::Direction::OnOnly } else { detente_conflict::Direction::Both },
    });
    let ranks = prop::collection::vec(prop::collection::vec(0u32..4, 4), 3);
    (2..=3usize, prop::collection::vec(lever, 2), prop::option::of(0..4u32), ranks).prop_filter_map(
        "no state, or owners beyond the decision makers",
        |(dms, mut levers, hidden, ranks)| {
            let all = (1 << dms) - 1;
            levers.iter_mut().for_each(|lever| lever.owners = (lever.owners & all).max(1));
            let rule = hidden.or((dms == 3).then_some(3)).map(|bits| [(0, bits & 1 == 1), (1, bits & 2 == 2)]);
            let rules: Vec<Formula> = rule.into_iter().filter_map(Formula::all).collect();
            let space = Space::of_options(dms, levers, &rules, 10).ok()?;
            let ranks = ranks.into_iter().take(dms).map(|own| own[..space.states()].to_vec()).collect();
            Some((space, ranks))
        },
    )
}

/// Every ranking of so many states, ties among them.
fn every_ranking(states: usize) -> Vec<Vec<u32>> {
    let all = (0..states.pow(states as u32))
        .map(|code| (0..states).map(|state| (code / states.pow(state as u32) % states) as u32).collect::<Vec<u32>>());
    all.filter(|ranks| (0..*ranks.iter().max().unwrap_or(&0)).all(|rank| ranks.contains(&rank))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Rises, or reversals where fewer do it, are the fewest of all rankings whatsoever.
    #[test]
    fn no_rankings_at_all_reverse_fewer_pairs((space, ranks) in small()) {
        let rankings = every_ranking(space.states());
        let mut best = BTreeMap::new();
        let mut combined: Vec<Vec<Vec<u32>>> = vec![Vec::new()];
        for _ in 0..ranks.len() {
            combined = combined.iter().flat_map(|some| {
                rankings.iter().map(move |own| some.iter().cloned().chain([own.clone()]).collect())
            }).collect();
        }
        for profile in &combined {
            let count: usize = ranks.iter().zip(profile).map(|(own, other)| reversed(own, other)).sum();
            let found = stability(&space, profile, &Concept::ALL, Answers::AnySequence);
            for concept in Concept::ALL {
                if found.equilibria(concept).is_some_and(|all| all.get(0)) {
                    let least = best.entry(concept).or_insert(usize::MAX);
                    *least = count.min(*least);
                }
            }
        }
        for (concept, least) in best {
            let raised = raises(&space, &ranks, 0, concept).unwrap();
            let mut new = ranks.clone();
            raised.iter().for_each(|raise| new[raise.dm][0] = ranks[raise.dm][raise.level[0]]);
            let rises: usize = ranks.iter().zip(&new).map(|(own, other)| reversed(own, other)).sum();
            let fewer = fewest(&space, &ranks, 0, concept, rises);
            prop_assert!(fewer.rankings.is_some() || fewer.tried == rises.saturating_sub(1));
            if matches!(concept, Concept::Nash | Concept::Gmr | Concept::Smr) {
                prop_assert_eq!(rises, least, "{}", concept);
            }
            let count = fewer.rankings.as_ref().map_or(rises, |found| {
                ranks.iter().zip(found).map(|(own, other)| reversed(own, other)).sum()
            });
            prop_assert_eq!(count, least, "{}", concept);
        }
    }
}

/// The one that would move is deterred more cheaply by another's order than by its own.
#[test]
fn a_threat_becomes_credible_by_one_reversal() {
    // Two decision makers with an option each; states 00, 10, 01, 11. The first would leave 00 for 10, its best by far; the second
    // could answer with 11, the first one's worst, but likes 10 a little better.
    let lever = |owners| detente_conflict::Lever { owners, direction: detente_conflict::Direction::Both };
    let space = Space::of_options(2, vec![lever(1), lever(2)], &[], 10).unwrap();
    let place = |mask: u32| space.state_of(mask).unwrap();
    let ranks_of = |order: [u32; 4]| {
        let mut ranks = vec![0; 4];
        (0..).zip(order).for_each(|(rank, mask)| ranks[place(mask)] = rank);
        ranks
    };
    let ranks = vec![ranks_of([0b11, 0b00, 0b10, 0b01]), ranks_of([0b10, 0b11, 0b01, 0b00])];
    let raised = raises(&space, &ranks, place(0), Concept::Seq).unwrap();
    assert_eq!((raised.len(), raised[0].dm, raised[0].passed), (1, 0, 1));
    let found = fewest(&space, &ranks, place(0), Concept::Seq, 2);
    let better = found.rankings.unwrap();
    assert_eq!((found.tried, &better[0]), (1, &ranks[0]));
    assert!(better[1][place(0b11)] > better[1][place(0b01)]);
    assert_eq!(reversed(&better[1], &ranks[1]), 1);
}

/// Coalitions state by state and search by search, as they are defined.
struct Plain<'a> {
    arcs: &'a Arcs,
    ranks: &'a [Vec<u32>],
    states: usize,
}

impl Plain<'_> {
    fn reached(&self, movers: u32, state: usize) -> Vec<usize> {
        Reach::from(self.arcs, state, Rule { movers, improving: None }).states().collect()
    }

    fn deters(&self, coalition: u32, state: usize, end: usize) -> bool {
        (0..self.ranks.len()).any(|dm| coalition >> dm & 1 == 1 && self.ranks[dm][end] <= self.ranks[dm][state])
    }

    fn improvements(&self, coalition: u32, state: usize) -> Vec<usize> {
        self.reached(coalition, state).into_iter().filter(|end| !self.deters(coalition, state, *end)).collect()
    }

    /// What improvements of coalitions within `movers` lead to, one after the other.
    fn improving(&self, movers: u32, start: usize) -> Vec<usize> {
        let mut seen = vec![false; self.states];
        let mut todo = vec![start];
        while let Some(state) = todo.pop() {
            for coalition in (1..=movers).filter(|coalition| coalition & !movers == 0) {
                for to in self.improvements(coalition, state) {
                    if !std::mem::replace(&mut seen[to], true) {
                        todo.push(to);
                    }
                }
            }
        }
        (0..self.states).filter(|state| seen[*state]).collect()
    }

    fn is_stable(&self, concept: Concept, coalition: u32, state: usize) -> bool {
        let others = ((1u32 << self.ranks.len()) - 1) & !coalition;
        let deters = |end: &usize| self.deters(coalition, state, *end);
        let answered = |improvement: usize| match concept {
            Concept::Gmr => self.reached(others, improvement).iter().any(deters),
            Concept::Smr => {
                let stuck = |end: &usize| self.reached(coalition, *end).iter().all(deters);
                self.reached(others, improvement).iter().any(|end| deters(end) && stuck(end))
            }
            Concept::Seq => self.improving(others, improvement).iter().any(deters),
            _ => false,
        };
        self.improvements(coalition, state).into_iter().all(answered)
    }
}
