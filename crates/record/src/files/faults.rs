//! Rows that are kept out: counted by reason, the first of each with their places.

use std::collections::BTreeMap;
use std::fmt;

/// Places told of each reason; all are counted.
const TOLD: usize = 20;

/// Why a row is kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    pub fn word(self) -> &'static str {
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

/// Cells of one column that have no value though their rows were kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Cells that say that there is none: blank, `NA`, a code of the set.
    pub missing: u64,
    /// Cells that cannot be read.
    pub unreadable: u64,
    /// The first of those that cannot be read.
    pub first: Vec<Fault>,
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
    /// Cells of rows that were kept, by column: those without a value, and those that cannot be read.
    pub cells: BTreeMap<&'static str, Gaps>,
    /// What was read with doubt.
    pub notes: Vec<String>,
    faults: BTreeMap<FaultKind, (u64, Vec<Fault>)>,
    parts: Option<(u64, Fault)>,
}

impl Tally {
    /// Keeps a row out.
    pub fn fault(&mut self, fault: Fault) {
        let entry = self.faults.entry(fault.kind).or_default();
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

    /// Counts a cell that has no value.
    pub fn missing(&mut self, column: &'static str) {
        self.cells.entry(column).or_default().missing += 1;
    }

    /// Counts a cell that cannot be read, of a row that is kept.
    pub fn unreadable(&mut self, column: &'static str, fault: Fault) {
        let gaps = self.cells.entry(column).or_default();
        gaps.unreadable += 1;
        if gaps.first.len() < TOLD {
            gaps.first.push(fault);
        }
    }

    /// Counts a row that was kept, of which some years cannot be used.
    pub fn part_lost(&mut self, fault: &Fault) {
        let entry = self.parts.get_or_insert_with(|| (0, fault.clone()));
        entry.0 += 1;
    }

    /// Rows that were kept though some of their years cannot be used, with the first and its reason.
    pub fn parts_lost(&self) -> Option<(u64, &Fault)> {
        self.parts.as_ref().map(|(count, first)| (*count, first))
    }

    /// Says once what was read with doubt.
    pub fn note(&mut self, what: String) {
        if !self.notes.contains(&what) {
            self.notes.push(what);
        }
    }

    /// Cells that cannot be read, of rows that were kept.
    pub fn unreadable_cells(&self) -> u64 {
        self.cells.values().map(|gaps| gaps.unreadable).sum()
    }

    /// Rows kept out.
    pub fn skipped(&self) -> u64 {
        self.faults.values().map(|(count, _)| count).sum()
    }

    /// Why no row was kept: every reason counted, with its first row.
    pub fn why_nothing(&self) -> String {
        let out = self.reasons().map(|(kind, count, first)| {
            let first = first.first().map(|fault| format!(", such as {fault}")).unwrap_or_default();
            format!("{count} kept out: {}{first}", kind.word())
        });
        let dropped = self.passed.iter().map(|(why, count)| format!("{count} dropped: {why}"));
        let all: Vec<String> = out.chain(dropped).collect();
        if all.is_empty() { "it has no rows".to_owned() } else { all.join("; ") }
    }

    /// Every reason with its count and its first rows.
    pub fn reasons(&self) -> impl Iterator<Item = (FaultKind, u64, &[Fault])> {
        self.faults.iter().map(|(kind, (count, first))| (*kind, *count, first.as_slice()))
    }
}
