//! Networks and comparisons as they are printed.

use detente_results::{ComparedResult, ComparisonResult, RowsResult, SignResult, UnknownResult, WindowResult};

use super::compare::{Compared, Comparison};
use super::{SignedTie, Unknown, Window};
use crate::sets::RowRef;
use crate::states::states;

impl Window {
    /// Its years, in words.
    pub fn name(&self) -> String {
        match self.years {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}-{to}"),
        }
    }

    /// The network as it is printed.
    pub fn result(&self) -> WindowResult {
        WindowResult {
            window: self.name(),
            from: self.years.0,
            to: self.years.1,
            ties: self.ties.iter().map(SignedTie::result).collect(),
            unknown: self.unknown.iter().map(Unknown::result).collect(),
        }
    }
}

impl SignedTie {
    /// -1 or 1.
    pub fn sign(&self) -> i8 {
        if self.hostile { -1 } else { 1 }
    }

    fn result(&self) -> SignResult {
        SignResult {
            source: states().letters(self.a),
            target: states().letters(self.b),
            sign: self.sign(),
            rows: self.rows.iter().map(|(row, last)| rows(row, *last)).collect(),
        }
    }
}

impl Unknown {
    fn result(&self) -> UnknownResult {
        UnknownResult {
            source: states().letters(self.a),
            target: self.b.map(|b| states().letters(b)),
            why: self.why.clone(),
            rows: vec![rows(&self.row, self.row.line)],
        }
    }
}

fn rows(row: &RowRef, last_line: u64) -> RowsResult {
    RowsResult { set: row.set.id(), file: row.file.to_string(), line: row.line, last_line }
}

impl Compared {
    /// The comparison as it is printed.
    pub fn result(&self) -> ComparedResult {
        ComparedResult {
            window: self.window.clone(),
            same_friendly: self.same[0],
            same_hostile: self.same[1],
            friendly_here_hostile_there: self.turned[0],
            hostile_here_friendly_there: self.turned[1],
            only_here_friendly: self.only_here[0],
            only_here_hostile: self.only_here[1],
            only_there_friendly: self.only_there[0],
            only_there_hostile: self.only_there[1],
            agreement: self.agreement(),
        }
    }
}

impl Comparison {
    /// The comparison as it is printed.
    pub fn result(&self) -> ComparisonResult {
        ComparisonResult {
            windows: self.windows.iter().map(Compared::result).collect(),
            all: self.all.result(),
            no_states: self.lost.clone(),
            ties_of_one_state: self.itself,
        }
    }
}
