//! Indicators of states and pairs from the data sets of a folder, each with the rows behind it.

mod alliances;
mod ask;
mod disputes;
mod doubt;
mod events;
mod igos;
mod likeness;
mod list;
mod pair;
mod question;
mod trade;
mod value;
mod votes;

pub use ask::{Ask, Found};
pub use events::{Tone, tone};
pub use likeness::{LikenessOf, every_pair};
pub use list::{About, Indicator, LIKENESS, indicators};
pub(crate) use question::no_indicator;
pub use question::{Asked, Question, Typed, catalogue};
