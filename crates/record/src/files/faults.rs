//! Rows that are kept out: counted by reason, the first of each with their places.

use std::collections::BTreeMap;
use std::fmt;

/// Places told of each reason; all are counted.
const TOLD: usize = 20;

/// Why a row is kept out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Fewer or more cells than the layout has.
    Cells,
    /// An empty cell where the layout needs one.
    Missing,
    /// A cell that is not a number.
    Number,
    /// A cell that is not a date.
    Date,
    /// A number that the layout does not allow.
    Range,
    /// A code or name that is no state of its year.
    State,
    /// A pair of one state with itself.
    Itself,
    /// A row whose key an earlier row has.
    Duplicate,
    /// An event code outside the code book.
    Code,
}

impl FaultKind {
    /// The reason in words.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cells => "wrong number of cells",
            Self::Missing => "empty cell",
            Self::Number => "not a number",
            Self::Date => "not a date",
            Self::Range => "outside its range",
            Self::State => "no state of that year",
            Self::Itself => "a state with itself",
            Self::Duplicate => "the key stands twice",
            Self::Code => "no event code",
        }
    }
}

/// One row that was kept out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: u64,
    /// Column, where one cell is at fault.
    pub column: Option<String>,
    /// Why.
    pub kind: FaultKind,
    /// What stands there, or what would be right.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(out, ", column {column}")?;
        }
        write!(out, ": {}", self.kind.word())?;
        if self.what.is_empty() { Ok(()) } else { write!(out, " ({})", self.what) }
    }
}

/// Rows read, rows kept, and why the others were not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of the file without its header.
    pub rows: u64,
    /// Rows that were kept.
    pub kept: u64,
    /// Rows that the layout says to drop (fillers, events within one state); not faults.
    pub passed: BTreeMap<String, u64>,
    faults: BTreeMap<FaultKind, (u64, Vec<Fault>)>,
}

impl Tally {
    /// Keeps a row out.
    pub fn fault(&mut self, fault: Fault) {
        let entry = self.faults.entry(fault.kind.clone()).or_default();
        entry.0 += 1;
        if entry.1.len() < TOLD {
            entry.1.push(fault);
        }
    }

    /// Drops a row as the layout says.
    pub fn pass(&mut self, why: &str) {
        match self.passed.get_mut(why) {
            Some(count) => *count += 1,
            None => {
                self.passed.insert(why.to_owned(), 1);
            }
        }
    }

    /// Rows kept out.
    pub fn skipped(&self) -> u64 {
        self.faults.values().map(|(count, _)| count).sum()
    }

    /// Every reason with its count and its first rows.
    pub fn reasons(&self) -> impl Iterator<Item = (&FaultKind, u64, &[Fault])> {
        self.faults.iter().map(|(kind, (count, first))| (kind, *count, first.as_slice()))
    }
}
