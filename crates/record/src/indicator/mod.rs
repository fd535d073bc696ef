//! Indicators of states and pairs from the data sets of a folder, each with the rows behind it.

mod doubt;
mod events;
mod list;
mod pair;

pub use events::{Tone, tone};
pub use list::{About, Indicator, LIKENESS, indicators};
pub use pair::{Ask, Found};
