//! What makes a value unknown: cells without one, and rows that were kept out of the pair and time that is asked for.

use super::ask::Found;
use crate::files::FaultKind;
use crate::sets::{RowRef, Series};
use crate::states::{State, Year};

/// Reasons told of one value; the others are counted.
const TOLD: usize = 3;

/// Why a value is not known, with the rows to look at.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    reasons: Vec<(String, RowRef)>,
}

impl Doubts {
    /// Rows that were kept out and may be of a pair (or of a state, with itself) in these years.
    pub(super) fn kept_out(series: &Series, pair: (State, State), years: (Year, Year)) -> Self {
        let reason = |(lack, row): (&crate::sets::Lack, RowRef)| {
            let what = match lack.kind {
                FaultKind::Duplicate => "says something else than the row before it of the same time".to_owned(),
                kind => format!("a row that may be of it is kept out ({})", kind.word()),
            };
            (format!("{} line {}: {what}", row.file, row.line), row)
        };
        Self { reasons: series.lacks(pair, years).map(reason).collect() }
    }

    /// Adds a value of a row that is missing or cannot be read.
    pub(super) fn gap(&mut self, series: &Series, row: &RowRef, place: usize) {
        self.reasons.push((series.gap(row, place), row.clone()));
    }

    /// Adds a row of events that were added up without others that were kept out.
    pub(super) fn events(&mut self, row: &RowRef, count: f64) {
        let what = if count == 1.0 { "event was" } else { "events were" };
        self.reasons
            .push((format!("{} line {}: {count} {what} kept out of its sums", row.file, row.line), row.clone()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.reasons.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.reasons.len()
    }

    pub(super) fn join(&mut self, other: Self) {
        self.reasons.extend(other.reasons);
    }

    /// No value, and why.
    pub(super) fn found(mut self) -> Found {
        self.reasons.sort_by(|one, other| one.1.cmp(&other.1));
        self.reasons.dedup();
        let first: Vec<&str> = self.reasons.iter().take(TOLD).map(|(why, _)| why.as_str()).collect();
        let more = match self.reasons.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let note = Some(format!("{}{more}", first.join("; ")));
        let mut rows: Vec<RowRef> = self.reasons.into_iter().map(|(_, row)| row).collect();
        rows.dedup();
        Found { note, rows, doubtful: true, ..Found::default() }
    }
}
