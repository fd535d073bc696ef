//! A view whose ties stay and whose weights change: read exactly from tables that are planned once.

use std::sync::Mutex;

use detente_balance::{Depth, Elimination, SignedNetwork, Tables, TwoBlocs};

/// The plan for one view, and tables that wait to be used again. What is in them hangs on nothing that was read before.
pub(crate) struct Exact {
    plan: Elimination,
    tables: Mutex<Vec<Tables>>,
}

impl Exact {
    /// For networks with the ties of this one; `None` where tables would be too large.
    pub fn of(network: &SignedNetwork) -> Option<Self> {
        Some(Self { plan: Elimination::of(network)?, tables: Mutex::default() })
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
        self.with_tables(|tables| self.plan.read(network, depth, tables))
    }

    /// The index alone.
    pub fn index(&self, network: &SignedNetwork) -> Option<f64> {
        self.planned(network, |plan, tables| plan.index(network, tables))
    }

    fn planned<T>(
        &self,
        network: &SignedNetwork,
        read: impl FnOnce(&Elimination, &mut Tables) -> Option<T>,
    ) -> Option<T> {
        self.with_tables(|tables| match self.plan.fits(network) {
            true => read(&self.plan, tables),
            false => read(&Elimination::of(network)?, tables),
        })
    }

    fn with_tables<T>(&self, read: impl FnOnce(&mut Tables) -> Option<T>) -> Option<T> {
        let waiting = self.tables.lock().ok().and_then(|mut waiting| waiting.pop());
        let mut tables = waiting.unwrap_or_default();
        let found = read(&mut tables);
        if let Ok(mut waiting) = self.tables.lock() {
            waiting.push(tables);
        }
        found
    }
}
