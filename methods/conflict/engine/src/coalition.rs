//! Coalitions that move together (Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008).
//!
//! The definitions are those of `methods/conflict/page.md`; they follow the literature from secondary accounts and were not
//! compared with the printed papers. A coalition improves when it reaches, by moves of its members, a state that each of
//! them prefers; an answer deters when it leaves some member no better off.

use std::collections::BTreeMap;

use crate::bits::Bits;
use crate::space::Arcs;
use crate::stability::Concept;

/// Pairs of states times pairs of coalitions that are looked at at most: what every coalition can lead to is worked out from every state.
const MOST: u64 = 400_000_000;

/// Concepts that have a form for coalitions here.
pub const COALITION_CONCEPTS: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

/// Stable states for each non-empty coalition (as bits of decision makers).
#[derive(Debug, Clone)]
pub struct Coalitions {
    /// By concept and coalition.
    pub stable: BTreeMap<Concept, BTreeMap<u32, Bits>>,
}

impl Coalitions {
    /// States that are stable for every coalition.
    pub fn equilibria(&self, concept: Concept) -> Option<Bits> {
        let by_coalition = self.stable.get(&concept)?;
        let mut all = by_coalition.values().next()?.clone();
        by_coalition.values().for_each(|stable| all.keep(stable));
        Some(all)
    }
}

/// Stability of every state for every coalition that moves together (Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008, by secondary
/// accounts) under [`COALITION_CONCEPTS`]. `ranks[dm][state]`, larger is better. `None` when there are too many states and coalitions.
pub fn coalitions(arcs: &Arcs, states: usize, ranks: &[Vec<u32>]) -> Option<Coalitions> {
    let dms = ranks.len();
    let floods = ((states * arcs.len()) as u64) << dms.min(32);
    if dms > 10 || floods.max((states as u64).saturating_pow(2) << (2 * dms)) > MOST {
        return None;
    }
    let found = Together::new(arcs, states, ranks);
    let by_coalition =
        |concept| found.coalitions().map(|coalition| (coalition, found.stable(concept, coalition))).collect();
    Some(Coalitions { stable: COALITION_CONCEPTS.into_iter().map(|c| (c, by_coalition(c))).collect() })
}

/// For each state a set of states.
type Sets = Vec<Bits>;

/// What decision makers can do together.
struct Together {
    states: usize,
    all: u32,
    /// By set of movers: what any moves of theirs lead to.
    reach: Vec<Sets>,
    /// By coalition: what it reaches and each of its members prefers; nothing for the coalition of nobody.
    improvements: Vec<Sets>,
    /// By set of movers: what improvements of any coalitions among them lead to, one after the other.
    improving: Vec<Sets>,
    /// By coalition: the states that leave some member no better off than each state does.
    deterring: Vec<Sets>,
}

impl Together {
    fn new(arcs: &Arcs, states: usize, ranks: &[Vec<u32>]) -> Self {
        let all = (1u32 << ranks.len()) - 1;
        let reach: Vec<Sets> = (0..=all).map(|movers| reached(arcs, states, movers)).collect();
        let deterring: Vec<Sets> = deterring(states, ranks, all);
        let gains = |(reach, deterring): (&Sets, &Sets)| -> Sets {
            reach.iter().zip(deterring).map(|(ends, worse)| without(ends, worse)).collect()
        };
        let improvements: Vec<Sets> = reach.iter().zip(&deterring).map(gains).collect();
        let improving = (0..=all).map(|movers| improving(&improvements, states, movers)).collect();
        Self { states, all, reach, improvements, improving, deterring }
    }

    fn coalitions(&self) -> impl Iterator<Item = u32> + use<> {
        1..=self.all
    }

    /// The states that hold a coalition.
    fn stable(&self, concept: Concept, coalition: u32) -> Bits {
        let (own, others) = (coalition as usize, (self.all & !coalition) as usize);
        let answered = |state: usize| -> Bits {
            let deterring = &self.deterring[own][state];
            match concept {
                // Out of such a state the coalition does not get to where all its members gain.
                Concept::Smr => {
                    let stuck = |end: usize| deterring.get(end) && self.reach[own][end].is_within(deterring);
                    Bits::of(self.states, stuck)
                }
                _ => deterring.clone(),
            }
        };
        let answers = match concept {
            Concept::Gmr | Concept::Smr => Some(&self.reach[others]),
            Concept::Seq => Some(&self.improving[others]),
            _ => None,
        };
        Bits::of(self.states, |state| {
            let improvements = &self.improvements[own][state];
            let Some(answers) = answers.filter(|_| improvements.count() > 0) else { return improvements.count() == 0 };
            let deterring = answered(state);
            improvements.ones().all(|improvement| answers[improvement].meets(&deterring))
        })
    }
}

/// For each state what moves of `movers` lead to, nobody moving twice in succession.
fn reached(arcs: &Arcs, states: usize, movers: u32) -> Vec<Bits> {
    let dms = arcs.decision_makers();
    let moves = |state: usize, last: Option<usize>| {
        let own = (0..dms).filter(move |dm| Some(*dm) != last && movers >> dm & 1 == 1);
        own.flat_map(move |dm| arcs.from(dm, state).iter().map(move |to| (*to as usize, dm)))
    };
    // A node is a state with who moved last, and at the end without.
    let node = |(state, dm): (usize, usize)| state * dms + dm;
    let next: Vec<Vec<usize>> =
        (0..states * dms).map(|place| moves(place / dms, Some(place % dms)).map(node).collect()).collect();
    let mut sets = vec![Bits::none(states); states * dms];
    for (set, next) in sets.iter_mut().zip(&next) {
        next.iter().for_each(|node| set.set(node / dms));
    }
    spread(&mut sets, &next);
    let from = |state: usize| {
        let mut all = Bits::none(states);
        for to in moves(state, None) {
            all.set(to.0);
            all.join(&sets[node(to)]);
        }
        all
    };
    (0..states).map(from).collect()
}

/// Adds to each set those of the nodes that follow, until nothing is new.
fn spread(sets: &mut [Bits], next: &[Vec<usize>]) {
    let mut new = true;
    let mut set = sets.first().cloned().unwrap_or_default();
    while std::mem::replace(&mut new, false) {
        for (node, next) in next.iter().enumerate().filter(|(_, next)| !next.is_empty()).rev() {
            std::mem::swap(&mut set, &mut sets[node]);
            next.iter().filter(|other| **other != node).for_each(|other| new |= set.join(&sets[*other]));
            std::mem::swap(&mut set, &mut sets[node]);
        }
    }
}

/// By coalition and state the states that some member does not prefer to it.
fn deterring(states: usize, ranks: &[Vec<u32>], all: u32) -> Vec<Sets> {
    let single =
        |own: &Vec<u32>| -> Sets { (0..states).map(|state| Bits::of(states, |end| own[end] <= own[state])).collect() };
    let single: Vec<Sets> = ranks.iter().map(single).collect();
    let mut found = vec![vec![Bits::none(states); states]];
    for coalition in 1..=all as usize {
        let rest: &Sets = &found[coalition & (coalition - 1)];
        let member = &single[coalition.trailing_zeros() as usize];
        let both = rest.iter().zip(member).map(|(rest, member)| {
            let mut all = rest.clone();
            all.join(member);
            all
        });
        let both = both.collect();
        found.push(both);
    }
    found
}

fn without(ends: &Bits, gone: &Bits) -> Bits {
    let mut left = ends.clone();
    left.remove(gone);
    left
}

/// For each state what improvements of coalitions within `movers` lead to, one after the other.
fn improving(improvements: &[Sets], states: usize, movers: u32) -> Sets {
    let mut sets = vec![Bits::none(states); states];
    for (_, own) in improvements.iter().enumerate().filter(|(coalition, _)| *coalition as u32 & !movers == 0) {
        sets.iter_mut().zip(own).for_each(|(set, own)| _ = set.join(own));
    }
    let next: Vec<Vec<usize>> = sets.iter().map(|set| set.ones().collect()).collect();
    spread(&mut sets, &next);
    sets
}
