//! Events one by one, from the formats of the machine-coded sets, into pairs of states by period.

mod aggregate;
mod cameo;
mod cells;
mod error;
mod feed;
mod group;
mod identity;
mod kept;
mod layout;
mod lost;
mod options;
mod parse;
mod results;
mod roster;
mod run;
mod standing;
mod written;
mod zeros;

pub use aggregate::Aggregate;
pub use cameo::{MOST_SCORE, Quad, Scale, ScaleTable, read_scale};
pub use error::EventError;
pub use feed::{Feed, aggregate, aggregate_feeds, check};
pub use group::Group;
pub use kept::KeptEvent;
pub(crate) use layout::recognise_first;
pub use layout::{Actors, EventLayout, names_of_places, reads_column};
pub use lost::Whose;
pub use options::{Options, Period, Weight};
pub(crate) use parse::month_days;
