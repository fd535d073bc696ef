//! What an indicator is asked for, and its answer.

use crate::sets::{RowRef, Series};
use crate::states::{State, Year, states};

/// What an indicator is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The state, or the first of the pair.
    pub a: State,
    /// The second of the pair; the state itself for indicators of states.
    pub b: State,
    /// First year.
    pub from: Year,
    /// Last year, the year for indicators of one year.
    pub to: Year,
}

/// A value with what is behind it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The value; `None` where the data do not tell.
    pub value: Option<f64>,
    /// Interval of 90 %, for estimates.
    pub interval: Option<(f64, f64)>,
    /// Rows that the value is made of; for a 0 that stands for the absence of rows, none.
    pub rows: Vec<RowRef>,
    /// What the value cannot say of itself, or why there is none.
    pub note: Option<String>,
    /// Whether there is no value because a row or cell that may matter was missing or kept out: then nothing may be made of it.
    pub doubtful: bool,
    /// Whether a data set does not cover every year that the value looks at; the note says which.
    pub partial: bool,
}

impl Found {
    pub(super) fn of(value: f64, rows: Vec<RowRef>) -> Self {
        Self { value: value.is_finite().then_some(value), rows, ..Self::default() }
    }

    /// Says that what held at the end of the release is taken to go on where the year asked for is later.
    pub(super) fn of_spells(mut self, series: &Series, ask: &Ask) -> Self {
        let (a, b) = ask.ordered();
        let goes_on = self.rows.is_empty() || series.goes_on(a, b, ask.to);
        if let Some(ends) = series.set.release_ends().filter(|ends| ask.to > *ends && goes_on) {
            self.note =
                Some(format!("the release of {} ends in {ends}; what held then is taken to go on", series.set.id()));
        }
        self
    }

    pub(super) fn unknown(note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..Self::default() }
    }
}

impl Ask {
    /// The pair with the lower number first.
    pub(super) fn ordered(&self) -> (State, State) {
        (self.a.min(self.b), self.a.max(self.b))
    }

    /// Why there is no value: a state is no member that year, or the set does not reach it.
    pub(super) fn missing(&self, series: &Series) -> Option<Found> {
        self.no_member().or_else(|| self.uncovered(series))
    }

    pub(super) fn no_member(&self) -> Option<Found> {
        let list = states();
        let state = [self.a, self.b].into_iter().find(|state| !list.member(*state, self.to))?;
        Some(Found::unknown(format!("{} is no member of the state system in {}", list.name(state), self.to)))
    }

    pub(super) fn uncovered(&self, series: &Series) -> Option<Found> {
        let (from, to) = series.years()?;
        if self.to < from || self.to > to {
            return Some(Found::unknown(format!("the data set {} covers {from} to {to}", series.set.id())));
        }
        let hole = series.missing_year((self.to, self.to))?;
        let note = format!("the data set {} has no row of any pair in {hole}", series.set.id());
        Some(Found { doubtful: true, ..Found::unknown(note) })
    }
}
