//! From the preferences of one draw to who holds still where; what was seen before is remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use detente_conflict::{Answers, Arcs, Bits, Concept, Reach, Rule, rank, stability};
use detente_method::conflicts::{ConflictInput, Counted, Listed};

/// Preferences whose outcome is remembered at most.
const MOST_REMEMBERED: usize = 1 << 16;

/// What one draw gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawn {
    /// States that hold everybody, by concept.
    pub equilibria: Vec<Bits>,
    /// States that are reached from the start by improvements of those who move.
    pub reached: Bits,
}

/// The concepts that are defined for a conflict.
pub(crate) fn known(input: &ConflictInput, concepts: &[Concept]) -> Vec<Concept> {
    let simultaneous = !input.space.levers().is_empty() && input.space.mask(0).is_some();
    concepts.iter().copied().filter(|concept| *concept != Concept::Sim || simultaneous).collect()
}

/// Makes ready what all draws share.
pub(crate) struct Follower<'a> {
    input: &'a ConflictInput,
    arcs: &'a Arcs,
    concepts: &'a [Concept],
    pub lists: Vec<Listed<'a>>,
    seen: Mutex<HashMap<Counted, Arc<Drawn>>>,
}

impl<'a> Follower<'a> {
    pub fn new(input: &'a ConflictInput, arcs: &'a Arcs, concepts: &'a [Concept]) -> Self {
        let lists = input.preferences.iter().map(Listed::of).collect();
        Self { input, arcs, concepts, lists, seen: Mutex::default() }
    }

    /// What follows when these parts of the preferences count; `weights` are those of this draw, where they are in doubt.
    pub fn follow(&self, orders: &Counted, weights: Option<&[Vec<f64>]>) -> Arc<Drawn> {
        if weights.is_none()
            && let Some(found) = self.seen.lock().ok().and_then(|seen| seen.get(orders).cloned())
        {
            return found;
        }
        let found = Arc::new(self.fresh(orders, weights));
        if weights.is_none()
            && let Ok(mut seen) = self.seen.lock()
            && seen.len() < MOST_REMEMBERED
        {
            seen.insert(orders.clone(), Arc::clone(&found));
        }
        found
    }

    fn fresh(&self, orders: &Counted, weights: Option<&[Vec<f64>]>) -> Drawn {
        let states = self.input.space.states();
        let weights_of = |dm: usize| weights.map(|weights| weights[dm].as_slice());
        let ranks: Vec<rank::Ranks> =
            (0..self.lists.len()).map(|dm| self.lists[dm].ranks(states, &orders[dm], weights_of(dm))).collect();
        let stable = stability(&self.input.space, &ranks, self.concepts, Answers::AnySequence);
        let nowhere = || Bits::none(states);
        let equilibria = self.concepts.iter().map(|c| stable.equilibria(*c).unwrap_or_else(nowhere)).collect();
        let mut reached = nowhere();
        if let Some(start) = self.input.status_quo {
            let reach = Reach::from(self.arcs, start, Rule { movers: u32::MAX, improving: Some(&ranks) });
            reach.states().for_each(|state| reached.set(state));
        }
        Drawn { equilibria, reached }
    }
}
