//! Indicators of states and pairs from the data sets of a folder, each with the rows behind it.

mod alliances;
mod ask;
mod disputes;
mod doubt;
mod events;
mod igos;
mod list;
mod pair;
mod trade;
mod value;
mod votes;

pub use ask::{Ask, Found};
pub use events::{Tone, tone};
pub use list::{About, Indicator, LIKENESS, indicators};
