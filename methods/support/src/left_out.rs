//! What a scenario leaves out: claims by channel, rows by table.

use std::collections::BTreeMap;

use detente_case::Change;
use detente_method::{Asking, GroundedChange};

/// What is left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftOut {
    /// Claims that are dropped, by their channel.
    pub channels: BTreeMap<String, Vec<String>>,
    /// Rows that no longer count, by what they are.
    pub rows: BTreeMap<Rows, Vec<String>>,
}

/// A file of rows, and what one and several of its rows are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rows {
    file: &'static str,
    one: &'static str,
    several: &'static str,
}

impl Rows {
    /// What so many of them are called.
    pub(crate) fn called(self, count: usize) -> &'static str {
        if count == 1 { self.one } else { self.several }
    }
}

const fn rows(file: &'static str, one: &'static str, several: &'static str) -> Rows {
    Rows { file, one, several }
}

const OTHER: Rows = rows("", "other row", "other rows");

const TABLES: [Rows; 12] = [
    rows("ties.csv", "tie", "ties"),
    rows("data-ties.csv", "tie from data", "ties from data"),
    rows("links.csv", "link", "links"),
    rows("positions.csv", "position", "positions"),
    rows("factors.csv", "factor", "factors"),
    rows("forecasts.csv", "forecast", "forecasts"),
    rows("forums.csv", "forum", "forums"),
    rows("events.csv", "event", "events"),
    rows("places.csv", "place", "places"),
    rows("flows.csv", "supply", "supplies"),
    rows("issues.csv", "issue", "issues"),
    rows("case.toml", "preference", "preferences"),
];

impl LeftOut {
    /// What changes leave out, and the rows that are lost by it.
    pub(crate) fn of(asking: &Asking<'_, '_>, changes: &[GroundedChange], lost: &[String]) -> Self {
        let mut found = Self::default();
        for claim in &asking.case.claims {
            let takes = |change: &GroundedChange| matches!(&change.change, Change::Drop(filter) if filter.takes(claim));
            if changes.iter().any(takes) {
                found.channels.entry(claim.channel.clone()).or_default().push(claim.id.text.clone());
            }
        }
        for row in lost {
            let file = row.split(' ').next().unwrap_or_default();
            let what = TABLES.into_iter().find(|table| table.file == file).unwrap_or(OTHER);
            found.rows.entry(what).or_default().push(row.clone());
        }
        found
    }

    /// All claims that are dropped, in order of their channels.
    pub(crate) fn claims(&self) -> Vec<String> {
        self.channels.values().flatten().cloned().collect()
    }

    /// How many rows are lost.
    pub(crate) fn lost(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }
}
