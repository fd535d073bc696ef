//! Events one by one, from the formats of the machine-coded sets, into pairs of states by period.

mod aggregate;
mod cameo;
mod cells;
mod identity;
mod layout;
mod parse;
mod written;
mod zeros;

pub use aggregate::{Aggregate, EventError, Feed, Group, Options, Period, Weight, aggregate, aggregate_feeds, check};
pub use cameo::{MOST_SCORE, Quad, Scale, ScaleTable, read_scale};
pub(crate) use layout::recognise_first;
pub use layout::{Actors, EventLayout, names_of_places, reads_column};
pub(crate) use parse::month_days;
