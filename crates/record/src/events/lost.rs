//! Events that were kept out, as far as it is known of whom and when they are: what is added up without them is not whole.

use super::layout::{Actors, Places};
use super::parse::date;
use super::roster::Roster;
use super::written::{First, written};
use crate::files::Line;
use crate::states::{State, Year, states};

/// Of whom and when an event that was kept out is; what cannot be told is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// Who acts, and towards whom.
    pub pair: Option<(State, State)>,
    /// Months since the year 0, as of groups.
    pub month: Option<u32>,
}

/// Of whom a row is that is kept out; none where it would not have counted in any group.
pub(super) fn whose(line: &Line<'_>, places: &Places, (roster, first): (&Roster, Option<First>)) -> Option<Whose> {
    let cell = line.cell(places.date);
    let day = date(cell).or_else(|| written(cell, first));
    let year = day.map(|day| day.year);
    let names = places.names.map_or([None; 2], |(source, target)| [Some(source), Some(target)]);
    let state = |place: usize, name: Option<usize>| whom(line, (place, name), places.actors, (roster, year));
    let (source, target) = (state(places.source, names[0])?, state(places.target, names[1])?);
    let month = day.map(|day| u32::from(day.year.unsigned_abs()) * 12 + u32::from(day.month) - 1);
    (source != target).then_some(Whose { pair: Some((source, target)), month })
}

/// The state of an actor, a member in its year where that is known.
fn whom(
    line: &Line<'_>,
    (place, name): (usize, Option<usize>),
    actors: Actors,
    (roster, year): (&Roster, Option<Year>),
) -> Option<State> {
    let cell = line.cell(place);
    let state = match name {
        Some(name) if matches!(cell, b"" | b"NULL") => roster.state(line.cell(name), Actors::Names, year),
        _ => roster.state(cell, actors, year),
    };
    state.filter(|state| year.is_none_or(|year| states().member(*state, year)))
}
