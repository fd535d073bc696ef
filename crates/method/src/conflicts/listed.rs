//! What counts of the preferences of a conflict in one draw, in which order, and the ranks that follow.

use std::borrow::Cow;

use detente_conflict::{Bits, Orders, rank};

use super::input::PreferenceInput;
use super::lower::{Behind, CaseConflict};
use crate::sample::Samples;

/// For each decision maker the places of what counts, in their order.
pub type Counted = Vec<Vec<u16>>;

/// A preference of which parts may count or not, in any order.
#[derive(Debug)]
pub enum Listed<'a> {
    /// Statements, the most important first.
    Statements(Vec<&'a Bits>),
    /// Statements with weights.
    Weights(Vec<(&'a Bits, f64)>),
    /// Groups of states, best first.
    Groups(Cow<'a, [Vec<usize>]>),
}

impl<'a> Listed<'a> {
    /// A preference as it is given.
    pub fn of(preference: &'a PreferenceInput) -> Self {
        match preference {
            PreferenceInput::Statements(list) => Self::Statements(list.iter().map(|s| &s.states).collect()),
            PreferenceInput::Weights(list) => {
                Self::Weights(list.iter().map(|(s, weight)| (&s.states, *weight)).collect())
            }
            PreferenceInput::Groups(groups) => Self::Groups(Cow::Borrowed(groups)),
            PreferenceInput::Ranks(ranks) => Self::Groups(rank::groups(ranks).into()),
        }
    }

    /// Of how many parts it is.
    pub fn len(&self) -> usize {
        match self {
            Self::Statements(list) => list.len(),
            Self::Weights(list) => list.len(),
            Self::Groups(groups) => groups.len(),
        }
    }

    /// Whether it is of none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ranks of states where these parts count, in this order, with these weights in the place of their own.
    pub fn ranks(&self, states: usize, order: &[u16], weights: Option<&[f64]>) -> rank::Ranks {
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

/// What counts in one draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Counting {
    /// The parts of each preference, in their order.
    pub parts: Counted,
    /// The weights of statements, where they are in doubt.
    pub weights: Option<Vec<Vec<f64>>>,
}

/// Draws what counts of the preferences of a conflict of a case.
pub struct Counts<'a> {
    statements: &'a [Vec<Behind>],
    order_doubt: Option<usize>,
    orders: Vec<Orders>,
    weighted: bool,
}

impl<'a> Counts<'a> {
    /// For a conflict with as many parts of each preference as these have.
    pub fn new(conflict: &'a CaseConflict<'_>, lists: &[Listed<'_>], seed: u64) -> Self {
        let order_name = |dm: usize| format!("conflicts/{}/{}/order", conflict.conflict.id, dm + 1);
        let statements = &conflict.statements;
        Self {
            statements,
            order_doubt: conflict.order_doubt,
            orders: (0..statements.len()).map(|dm| Orders::new(seed, &order_name(dm), lists[dm].len())).collect(),
            weighted: statements.iter().flatten().any(|behind| behind.weight.is_some()),
        }
    }

    /// At the most likely values.
    pub fn at_mode(&self, samples: &Samples) -> Counting {
        self.at(&|index| samples.mode(index), &|probability| probability >= 0.5, None)
    }

    /// In one draw.
    pub fn drawn(&self, samples: &Samples, draw: usize) -> Counting {
        self.at(&|index| samples.value(index, draw), &|truth| truth > 0.5, Some(draw as u64))
    }

    fn at(&self, value: &dyn Fn(usize) -> f64, holds: &dyn Fn(f64) -> bool, draw: Option<u64>) -> Counting {
        let dispersion = if draw.is_some() { self.order_doubt.map_or(0.0, value) } else { 0.0 };
        let counted = |dm: usize| {
            let behind = |place: &u16| self.statements[dm].get(usize::from(*place));
            let counts = |place: &u16| behind(place).is_none_or(|behind| behind.counts(value, holds));
            self.orders[dm].draw(draw.unwrap_or(0), dispersion).into_iter().filter(counts).collect()
        };
        let weights = |list: &Vec<Behind>| list.iter().map(|b| b.weight.map_or(1.0, value)).collect::<Vec<f64>>();
        Counting {
            parts: (0..self.statements.len()).map(counted).collect(),
            weights: self.weighted.then(|| self.statements.iter().map(weights).collect()),
        }
    }
}
