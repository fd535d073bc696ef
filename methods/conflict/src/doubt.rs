//! A plain conflict with uncertain statements and orders: how often each state holds everybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use detente_chance::{Proportion, Stream};
use detente_conflict::{Arcs, Concept, Orders};
use detente_results::{ConflictDoubt, StateChance, StatementEffect};
use rayon::prelude::*;

use crate::follow::{Drawn, Follower, known};
use detente_method::Observer;
use detente_method::conflicts::{ConflictInput, Counted, Listed, PreferenceInput};

/// Draws statements (each holds with its probability) and orders around the given ones; `None` when the observer asks to stop.
pub fn doubt(
    input: &ConflictInput,
    arcs: &Arcs,
    concepts: &[Concept],
    draws: u32,
    seed: u64,
    dispersion: f64,
    observer: &dyn Observer,
) -> Option<ConflictDoubt> {
    let concepts = known(input, concepts);
    let sampler = Sampler::new(input, arcs, &concepts, seed, dispersion);
    let done = AtomicUsize::new(0);
    let drawn: Option<Vec<(Counted, Arc<Drawn>)>> = (0..draws)
        .into_par_iter()
        .map(|draw| {
            observer.drawn(done.fetch_add(1, Ordering::Relaxed), draws as usize);
            (!observer.stopped()).then(|| sampler.draw(u64::from(draw)))
        })
        .collect();
    Some(counted(input, &concepts, &drawn?, seed, dispersion))
}

/// Counts over the draws; `concepts` are those of the draws, in their order.
pub(crate) fn counted(
    input: &ConflictInput,
    concepts: &[Concept],
    drawn: &[(Counted, Arc<Drawn>)],
    seed: u64,
    dispersion: f64,
) -> ConflictDoubt {
    let states = input.space.states();
    let mut columns = vec![vec![0u32; states]; concepts.len()];
    let mut reached = vec![0u32; states];
    for (_, one) in drawn {
        for (column, bits) in columns.iter_mut().zip(&one.equilibria) {
            bits.ones().for_each(|state| column[state] += 1);
        }
        one.reached.ones().for_each(|state| reached[state] += 1);
    }
    let draws = drawn.len() as u32;
    let listed = |counts: &Vec<u32>| chances(input, counts, draws);
    ConflictDoubt {
        draws,
        seed,
        dispersion,
        equilibria: concepts.iter().zip(&columns).map(|(concept, all)| (*concept, listed(all))).collect(),
        reached: if input.status_quo.is_some() { listed(&reached) } else { Vec::new() },
        statements: effects(input, concepts, drawn),
    }
}

/// Frequencies of the states that ever occur, the most frequent first.
fn chances(input: &ConflictInput, counts: &[u32], draws: u32) -> Vec<StateChance> {
    let seen = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let chance = |(state, count): (usize, &u32)| StateChance {
        state: state + 1,
        label: input.label(state),
        probability: Proportion::counted(*count, draws),
    };
    let mut list: Vec<StateChance> = seen.map(chance).collect();
    list.sort_by(|a, b| b.probability.probability.total_cmp(&a.probability.probability).then(a.state.cmp(&b.state)));
    list
}

/// Draws the statements that hold and the orders of a plain conflict.
struct Sampler<'a> {
    follower: Follower<'a>,
    holds: Vec<Vec<(f64, Stream)>>,
    orders: Vec<Orders>,
    dispersion: f64,
}

impl<'a> Sampler<'a> {
    fn new(input: &'a ConflictInput, arcs: &'a Arcs, concepts: &'a [Concept], seed: u64, dispersion: f64) -> Self {
        let follower = Follower::new(input, arcs, concepts);
        let holds = |(dm, preference): (&String, &PreferenceInput)| match preference {
            PreferenceInput::Statements(list) => list
                .iter()
                .enumerate()
                .map(|(place, s)| (s.probability, Stream::new(seed, &format!("{dm}/{place}/holds"))))
                .collect(),
            _ => Vec::new(),
        };
        let orders = |(dm, list): (&String, &Listed)| Orders::new(seed, &format!("{dm}/order"), list.len());
        Self {
            holds: input.decision_makers.iter().zip(&input.preferences).map(holds).collect(),
            orders: input.decision_makers.iter().zip(&follower.lists).map(orders).collect(),
            follower,
            dispersion,
        }
    }

    /// The order of what counts for each decision maker, and what follows from it.
    fn draw(&self, draw: u64) -> (Counted, Arc<Drawn>) {
        let order = |dm: usize| -> Vec<u16> {
            let holds = &self.holds[dm];
            let counts =
                |place: &u16| holds.get(usize::from(*place)).is_none_or(|(p, stream)| stream.uniform(draw) < *p);
            self.orders[dm].draw(draw, self.dispersion).into_iter().filter(counts).collect()
        };
        let orders: Counted = (0..self.orders.len()).map(order).collect();
        let found = self.follower.follow(&orders, None);
        (orders, found)
    }
}

/// For each uncertain statement the state whose SEQ equilibrium it moves most.
fn effects(input: &ConflictInput, concepts: &[Concept], drawn: &[(Counted, Arc<Drawn>)]) -> Vec<StatementEffect> {
    let Some(place) = concepts.iter().position(|concept| *concept == Concept::Seq) else { return Vec::new() };
    let mut found = Vec::new();
    for (dm, preference) in input.preferences.iter().enumerate() {
        for (number, statement) in preference.statements().into_iter().enumerate() {
            let mut with = (0.0f64, vec![0.0f64; input.space.states()]);
            let mut without = with.clone();
            for (orders, one) in drawn {
                let side = if orders[dm].contains(&(number as u16)) { &mut with } else { &mut without };
                side.0 += 1.0;
                one.equilibria[place].ones().for_each(|state| side.1[state] += 1.0);
            }
            if with.0 == 0.0 || without.0 == 0.0 {
                continue;
            }
            let share = |state: usize| (with.1[state] / with.0, without.1[state] / without.0);
            let size = |state: &usize| (share(*state).0 - share(*state).1).abs();
            let most = (0..input.space.states()).max_by(|a, b| size(a).total_cmp(&size(b)).then(b.cmp(a)));
            if let Some(state) = most {
                let (p, q) = share(state);
                let error = (p * (1.0 - p) / with.0 + q * (1.0 - q) / without.0).sqrt();
                found.push(StatementEffect {
                    decision_maker: input.decision_makers[dm].clone(),
                    statement: statement.text.clone(),
                    state: state + 1,
                    label: input.label(state),
                    effect: p - q,
                    error,
                });
            }
        }
    }
    found
}
