//! Files of data sets: plain, gzip or zip; UTF-8 or Latin-1; and what is wrong with their rows.

mod ahead;
mod faults;
mod open;
mod table;

pub use faults::{Fault, FaultKind, Tally};
pub use open::{Unreadable, digest, parts};
pub(crate) use table::text;

/// Bytes as text: UTF-8, or Latin-1 where they are not.
pub fn decoded(bytes: &[u8]) -> String {
    text(bytes).into_owned()
}

pub use table::{Cells, Column, Header, Refused, rows};
