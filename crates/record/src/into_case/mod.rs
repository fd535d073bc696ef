//! What data give to a case: rows of its tables of data sets, claims, ties and backtests. Nothing here opens or writes a file of a case:
//! the caller hands over tables as they stand and puts the new ones into their places.

mod datasets;
mod scores;
mod ties;

pub use datasets::{Entered, FileOf, entered, is_version};
pub use scores::{replaced, scores};
pub use ties::{CaseTies, RuleTies, TiesPlan, is_rewritten};
