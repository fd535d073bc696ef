//! A view whose ties stay and whose weights change: read exactly from tables that are planned once.

use std::sync::Mutex;

use detente_balance::{Depth, Elimination, LaneTables, SignedNetwork, Tables, TwoBlocs};

/// The plan for one view, and tables that wait to be used again. What is in them hangs on nothing that was read before.
pub(crate) struct Exact {
    plan: Elimination,
    tables: Waiting<Tables>,
    lanes: Waiting<LaneTables>,
}

/// Room that waits to be used again.
type Waiting<T> = Mutex<Vec<T>>;

/// Does something in room that waits, or else in new room.
fn in_room<R: Default, T>(waiting: &Waiting<R>, work: impl FnOnce(&mut R) -> T) -> T {
    let mut room = waiting.lock().ok().and_then(|mut waiting| waiting.pop()).unwrap_or_default();
    let found = work(&mut room);
    if let Ok(mut waiting) = waiting.lock() {
        waiting.push(room);
    }
    found
}

impl Exact {
    /// For networks with the ties of this one; `None` where tables would be too large.
    pub fn of(network: &SignedNetwork) -> Option<Self> {
        Some(Self { plan: Elimination::of(network)?, tables: Mutex::default(), lanes: Mutex::default() })
    }

    /// Entries of all tables.
    pub fn entries(&self) -> usize {
        self.plan.entries()
    }

    /// The best divisions, and at full depth what other divisions cost. A network in which other ties have a weight gets a plan of its own.
    pub fn read(&self, network: &SignedNetwork, depth: Depth) -> Option<TwoBlocs> {
        self.planned(network, |plan, tables| plan.read(network, depth, tables))
    }

    /// The same of a network with the planned ties.
    pub fn read_as_planned(&self, network: &SignedNetwork, depth: Depth) -> Option<TwoBlocs> {
        in_room(&self.tables, |tables| self.plan.read(network, depth, tables))
    }

    /// The index alone, of some networks at once.
    pub fn indices(&self, networks: &[SignedNetwork]) -> Vec<Option<f64>> {
        let mut found = in_room(&self.lanes, |tables| self.plan.indices(networks, tables));
        for (found, network) in found.iter_mut().zip(networks).filter(|(_, network)| !self.plan.fits(network)) {
            *found = self.planned(network, |plan, tables| plan.index(network, tables));
        }
        found
    }

    fn planned<T>(
        &self,
        network: &SignedNetwork,
        read: impl FnOnce(&Elimination, &mut Tables) -> Option<T>,
    ) -> Option<T> {
        in_room(&self.tables, |tables| match self.plan.fits(network) {
            true => read(&self.plan, tables),
            false => read(&Elimination::of(network)?, tables),
        })
    }
}
