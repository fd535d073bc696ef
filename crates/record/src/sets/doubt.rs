//! What a data set cannot tell: rows that were kept out, as far as it is known of whom and when they are.
//!
//! The absence of rows is a zero only where no row of that pair and time was kept out.

use std::collections::BTreeMap;

use crate::files::{Fault, FaultKind};
use crate::states::{State, Year};

/// A row that was kept out and may be of a pair and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    /// First year that it may be of.
    pub from: Year,
    /// Last year.
    pub to: Year,
    /// Place of its file among those of the series.
    pub(super) file: u16,
    /// Line, from 1.
    pub line: u32,
    /// Why it was kept out.
    pub kind: FaultKind,
    /// Of a repetition, a bit for each value in which it differs from the row that was kept.
    pub(super) differs: u64,
}

/// Rows that were kept out, by what is known of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Lacks {
    /// Both states are known; the lower number first.
    pairs: BTreeMap<(State, State), Vec<Lack>>,
    /// One of the two is known, or all that there is to know of a set of states.
    states: BTreeMap<State, Vec<Lack>>,
    /// Nothing is known but the line.
    nobody: Vec<Lack>,
    /// Cells that cannot be read: file, line, place of the value.
    cells: Vec<(u16, u32, u8)>,
    /// Rows of which another of the same time says something else, with the line of that: file, line.
    contradicted: BTreeMap<(u16, u32), u32>,
}

impl Lacks {
    /// Adds a row of these states, as far as they are known.
    pub(super) fn row(&mut self, states: [Option<State>; 2], lack: Lack) {
        match states {
            [Some(a), Some(b)] => self.pairs.entry((a.min(b), a.max(b))).or_default().push(lack),
            [Some(state), None] | [None, Some(state)] => self.states.entry(state).or_default().push(lack),
            [None, None] => self.nobody.push(lack),
        }
    }

    /// Adds a cell of a row that was kept.
    pub(super) fn cell(&mut self, file: u16, line: u32, place: usize) {
        self.cells.push((file, line, u8::try_from(place).unwrap_or(u8::MAX)));
    }

    /// Whether a cell could not be read; once all are in order.
    pub(super) fn unreadable(&self, file: u16, line: u32, place: usize) -> bool {
        let cell = (file, line, u8::try_from(place).unwrap_or(u8::MAX));
        self.cells.binary_search(&cell).is_ok()
    }

    /// Notes a row of which another says something else.
    pub(super) fn contradict(&mut self, file: u16, line: u32, other: u32) {
        self.contradicted.entry((file, line)).or_insert(other);
    }

    /// The line that says something else than a row.
    pub(super) fn contradicted(&self, file: u16, line: u32) -> Option<u32> {
        self.contradicted.get(&(file, line)).copied()
    }

    pub(super) fn sort(&mut self) {
        self.cells.sort_unstable();
    }

    /// Rows that may be of a pair in these years, whichever way.
    pub(super) fn of(&self, (a, b): (State, State), (from, to): (Year, Year)) -> impl Iterator<Item = &Lack> {
        let own = self.pairs.get(&(a.min(b), a.max(b)));
        let one = [self.states.get(&a), if a == b { None } else { self.states.get(&b) }];
        let all = own.into_iter().chain(one.into_iter().flatten()).flatten();
        all.filter(move |lack| lack.from <= to && from <= lack.to)
    }

    /// Rows of which nothing is known.
    pub(super) fn nobody(&self) -> &[Lack] {
        &self.nobody
    }

    /// Rows of known pairs, and rows of which one state is known.
    pub(super) fn every(&self) -> impl Iterator<Item = ([Option<State>; 2], &Lack)> {
        let pairs =
            self.pairs.iter().flat_map(|(pair, lacks)| lacks.iter().map(|lack| ([Some(pair.0), Some(pair.1)], lack)));
        pairs.chain(self.states.iter().flat_map(|(state, lacks)| lacks.iter().map(|lack| ([Some(*state), None], lack))))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.states.is_empty()
    }
}

/// What is known of a row that is kept out.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) states: [Option<State>; 2],
    pub(super) years: Option<(Year, Year)>,
}

impl Known {
    pub(super) fn lack(&self, file: u16, fault: &Fault) -> Lack {
        let (from, to) = self.years.unwrap_or((Year::MIN, Year::MAX));
        Lack { from, to, file, line: u32::try_from(fault.line).unwrap_or(u32::MAX), kind: fault.kind, differs: 0 }
    }
}
