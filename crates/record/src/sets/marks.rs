//! Whose numbers or letters stand in a table.

use super::doubt::Known;
use super::entry::Layout;
use super::key::LAST;
use super::times::{Times, plain};
use crate::files::{Cells, Fault, FaultKind};
use crate::states::{CodeSystem, State, Year, gleditsch_ward, only_correlates_of_war, states};

/// What speaks for whose numbers stand in a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// Rows whose numbers are members of Gleditsch and Ward's list in their years, and of the other not.
    pub(super) gleditsch_ward: u64,
    /// The same the other way.
    pub(super) correlates_of_war: u64,
    /// Line, number and year of the first of Gleditsch and Ward.
    pub(super) first: Option<(u64, u16, Year)>,
    /// Line and letters of the first that are ISO letters and not those of Correlates of War, by themselves or the name beside them.
    pub(super) iso: Option<(u64, String)>,
    /// Whether some are letters of Correlates of War and not ISO letters.
    pub(super) cow_letters: bool,
}

/// What letters mean to both who write letters, and the name that stands beside them.
pub(super) struct Letters {
    cow: Option<State>,
    iso: Option<State>,
    name: Option<State>,
}

impl Letters {
    /// Of a row whose name of the state stands in column `names`.
    pub(super) fn of(cells: &Cells<'_>, names: usize, times: &Times) -> Self {
        let year = times.told().map(|(from, _)| from);
        let (text, name) = (cells.text(0), cells.text(names));
        let find = |system| states().find(system, &text, year).ok();
        let name = if name.is_empty() { None } else { states().find(CodeSystem::Name, &name, year).ok() };
        Self { cow: find(CodeSystem::CowLetters), iso: find(CodeSystem::Iso3), name }
    }

    fn are_iso(&self) -> bool {
        self.iso.is_some() && self.iso != self.cow && (self.cow.is_none() || self.name == self.iso)
    }

    fn are_cow(&self) -> bool {
        self.cow.is_some() && self.iso != self.cow && (self.iso.is_none() || self.name == self.cow)
    }

    /// What is wrong with a row of letters of Correlates of War that mean another state by the name beside them: it may be of either.
    pub(super) fn another_by_name(
        &self,
        cells: &Cells<'_>,
        names: usize,
        times: &Times,
    ) -> Option<([Known; 2], Fault)> {
        let (Some(cow), Some(iso), true) = (self.cow, self.iso, self.are_iso()) else { return None };
        let what = format!(
            "{} is {} to Correlates of War, and the name beside it is {}",
            cells.text(0),
            states().name(cow),
            cells.text(names)
        );
        let known = [cow, iso].map(|state| Known { states: [Some(state); 2], years: times.told() });
        Some((known, cells.fault(0, FaultKind::State, &what)))
    }
}

impl Marks {
    /// Looks at the numbers of a row, or at its letters.
    pub(super) fn see(&mut self, cells: &Cells<'_>, layout: &Layout, times: &Times, letters: Option<&Letters>) {
        if let Some(letters) = letters {
            self.cow_letters |= letters.are_cow();
            if letters.are_iso() {
                self.iso.get_or_insert_with(|| (cells.line, cells.text(0).into_owned()));
            }
        }
        if layout.code != CodeSystem::CowNumber {
            return;
        }
        let Some((from, to)) = times.told() else { return };
        // A spell tells at its end: the number of a state that is gone goes on only in the other system.
        let last = to.min(LAST).max(from);
        for column in 0..layout.states.len() {
            let text = cells.text(column);
            let Ok(number) = plain(&text).parse::<u16>() else { continue };
            let list = states();
            let other = gleditsch_ward(number, last).filter(|other| list.nearly_member(*other, last));
            if other.is_some() && !list.nearly_member(State(number), last) {
                self.gleditsch_ward += 1;
                self.first.get_or_insert((cells.line, number, last));
            }
            if only_correlates_of_war(number, last) {
                self.correlates_of_war += 1;
            }
        }
    }
}
