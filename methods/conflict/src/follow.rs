//! From the preferences of one draw to who holds still where; what was seen before is remembered.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use detente_conflict::{Answers, Arcs, Bits, Concept, Reach, Rule, rank, stability};

use crate::input::{ConflictInput, PreferenceInput};

/// Preferences whose outcome is remembered at most.
const MOST_REMEMBERED: usize = 1 << 16;

/// For each decision maker the places of what counts, in their order.
pub(crate) type Counted = Vec<Vec<u16>>;

/// What one draw gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawn {
    /// States that hold everybody, by concept.
    pub equilibria: Vec<Bits>,
    /// States that are reached from the start by improvements of those who move.
    pub reached: Bits,
}

/// A preference of which parts may count or not, in any order.
#[derive(Debug)]
pub(crate) enum Listed<'a> {
    Statements(Vec<&'a Bits>),
    Weights(Vec<(&'a Bits, f64)>),
    Groups(Cow<'a, [Vec<usize>]>),
}

impl Listed<'_> {
    pub fn len(&self) -> usize {
        match self {
            Self::Statements(list) => list.len(),
            Self::Weights(list) => list.len(),
            Self::Groups(groups) => groups.len(),
        }
    }

    fn ranks(&self, states: usize, order: &[u16], weights: Option<&[f64]>) -> rank::Ranks {
        let places = order.iter().map(|place| usize::from(*place));
        match self {
            Self::Statements(all) => rank::by_statements(states, &places.map(|place| all[place]).collect::<Vec<_>>()),
            Self::Weights(all) => {
                let weight = |place: usize| weights.and_then(|weights| weights.get(place)).copied();
                let kept = places.map(|place| (all[place].0, weight(place).unwrap_or(all[place].1)));
                rank::by_numbers(&rank::sums(states, kept))
            }
            Self::Groups(all) => rank::of_groups(states, places.map(|place| &all[place])),
        }
    }
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
        let listed = |preference: &'a PreferenceInput| match preference {
            PreferenceInput::Statements(list) => Listed::Statements(list.iter().map(|s| &s.states).collect()),
            PreferenceInput::Weights(list) => {
                Listed::Weights(list.iter().map(|(s, weight)| (&s.states, *weight)).collect())
            }
            PreferenceInput::Groups(groups) => Listed::Groups(Cow::Borrowed(groups)),
            PreferenceInput::Numbers(numbers) => Listed::Groups(rank::groups(&rank::by_numbers(numbers)).into()),
        };
        let lists = input.preferences.iter().map(listed).collect();
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
