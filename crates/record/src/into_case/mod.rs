//! What data give to a case: rows of its tables of data sets, claims, ties, events and backtests. Nothing here opens or writes a file of a case:
//! the caller hands over tables as they stand and puts the new ones into their places.

use detente_case::Case;

use crate::states::{State, Unmapped, Year, states};

mod datasets;
mod events;
mod scores;
mod ties;

pub use datasets::{Entered, FileOf, entered, is_version};
pub use events::{CaseEvents, EventsPlan};
pub use scores::{replaced, scores};
pub use ties::{CaseTies, RuleTies, TiesPlan, is_rewritten};

/// The year of a case.
fn year_of(case: &Case) -> Option<Year> {
    case.as_of.and_then(|date| Year::try_from(date.year()).ok())
}

/// The state that an actor of a case is, by id or name.
fn state_of(case: &Case, actor: &str) -> Result<State, Unmapped> {
    let year = year_of(case);
    let name = case.actor(actor).map(|actor| actor.name.as_str()).unwrap_or_default();
    states().typed(actor, year).or_else(|_| states().typed(name, year))
}
