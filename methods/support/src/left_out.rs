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
    pub rows: BTreeMap<&'static str, Vec<String>>,
}

/// Files of rows and what their rows are.
const TABLES: [(&str, &str); 9] = [
    ("ties.csv", "ties"),
    ("data-ties.csv", "ties from data"),
    ("links.csv", "links"),
    ("positions.csv", "positions"),
    ("factors.csv", "factors"),
    ("forecasts.csv", "forecasts"),
    ("forums.csv", "forums"),
    ("events.csv", "events"),
    ("case.toml", "preferences"),
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
            let what = TABLES.iter().find(|(name, _)| *name == file).map_or("other rows", |(_, what)| what);
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
