//! Events into groups of (source, target, period): a dense block of twelve months for every pair and year that has an event.
//!
//! Scores are added in hundredths as integers, so that no order of files or rows changes a sum. Work O(bytes); memory 144 bytes for
//! every pair and year seen, as much again where events are weighed, and 192 more where scores fade.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::group::Group;
use super::kept::KeptEvent;
use super::layout::EventLayout;
use super::lost::Whose;
use super::options::Period;
use super::parse::FIRST_YEAR;
use super::standing::Standing;
use crate::files::Tally;
use crate::states::State;

/// Groups, rows and what was left out.
#[derive(Debug)]
pub struct Aggregate {
    /// Rows read, kept, kept out, dropped.
    pub tally: Tally,
    /// Codes of actors that are no state, with their counts.
    pub unmapped: BTreeMap<String, u64>,
    /// Events without a score: they count, and add nothing to sums.
    pub unscored: u64,
    /// Format of each file.
    pub files: Vec<(String, EventLayout)>,
    /// Rows of the pairs that are kept one by one.
    pub kept: Vec<KeptEvent>,
    pub(super) lost: BTreeMap<Whose, u64>,
    pub(super) period: Period,
    pub(super) half_life: Option<f64>,
    pub(super) cells: Cells,
}

impl Aggregate {
    /// The groups in the order of source, target and period.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        self.each_group(&self.cells.states, |group| groups.push(group));
        groups
    }

    /// Hands over every group, sources and targets in the order of `states`, then by period. Nothing is held.
    pub fn each_group(&self, states: &[State], mut take: impl FnMut(Group)) {
        let cells = &self.cells;
        let place = |state: &State| cells.states.binary_search(state).ok();
        let years = cells.used_years();
        for (source, from) in states.iter().filter_map(|state| Some((*state, place(state)?))) {
            for (target, to) in states.iter().filter_map(|state| Some((*state, place(state)?))) {
                self.of_pair(&years, from * cells.states.len() + to, |month, counted| {
                    take(Group { source, target, month, ..counted });
                });
            }
        }
    }

    /// Rows that were kept out, by whom and when they are of, in the first months of their periods.
    pub fn lost(&self) -> BTreeMap<Whose, u64> {
        let months = self.period.months();
        let mut found = BTreeMap::new();
        for (whose, count) in &self.lost {
            let month = whose.month.map(|month| month / months * months);
            *found.entry(Whose { month, ..*whose }).or_default() += count;
        }
        found
    }

    /// Days after which scores count half, where groups tell what is left of them.
    pub fn half_life(&self) -> Option<f64> {
        self.half_life
    }

    /// The groups of one pair by period.
    fn of_pair(&self, years: &[(usize, &[u32])], pair: usize, mut take: impl FnMut(u32, Group)) {
        let months = self.period.months();
        let mut open: Option<(u32, Group)> = None;
        let mut standing = Standing::new(self.half_life, months);
        let blocks = || years.iter().map(|(year, table)| (year, table[pair])).filter(|(_, block)| *block > 0);
        self.cells.fetch(blocks().map(|(_, block)| block - 1));
        for (year, block) in blocks() {
            let year = FIRST_YEAR.unsigned_abs() as usize + year;
            for month in 0..12 {
                let Some(mut counted) = self.cells.group(block - 1, month) else { continue };
                counted.faded = standing.add(counted.faded, year as u32 * 12 + month as u32);
                let start = year as u32 * 12 + (month as u32 / months) * months;
                match &mut open {
                    Some((at, group)) if *at == start => group.add(&counted),
                    _ => {
                        if let Some((at, group)) = open.replace((start, counted)) {
                            take(at, group.rounded());
                        }
                    }
                }
            }
        }
        if let Some((at, group)) = open {
            take(at, group.rounded());
        }
    }

    /// The period of a group as text: `2001-03`, `2001-Q1`, `2001`.
    pub fn period(&self, month: u32) -> String {
        let (year, month) = (month / 12, month % 12);
        match self.period {
            Period::Month => format!("{year:04}-{:02}", month + 1),
            Period::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Period::Year => format!("{year:04}"),
        }
    }
}
