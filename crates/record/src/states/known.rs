//! States of the list as places.

use super::{State, states};

/// Every state of the list in the order of its number.
#[derive(Debug, Clone)]
pub struct Known {
    states: Vec<State>,
    place: Vec<u16>,
}

impl Known {
    /// The states of the program's list.
    pub fn new() -> Self {
        let states: Vec<State> = states().all().collect();
        let most = states.last().map_or(0, |state| usize::from(state.0));
        let mut place = vec![u16::MAX; most + 1];
        states.iter().enumerate().for_each(|(at, state)| place[usize::from(state.0)] = at as u16);
        Self { states, place }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Never: the list has states.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// The place of a state.
    pub fn place(&self, state: State) -> Option<usize> {
        self.place.get(usize::from(state.0)).filter(|place| **place != u16::MAX).map(|place| usize::from(*place))
    }
}

impl Default for Known {
    fn default() -> Self {
        Self::new()
    }
}
