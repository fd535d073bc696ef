//! Files of data sets: plain, gzip or zip; UTF-8, UTF-16 or Windows letters; and what is wrong with their rows.

mod ahead;
mod faults;
mod header;
mod limits;
mod open;
mod scan;
mod table;
mod told;
mod wide;

pub use faults::{Fault, FaultKind, Gaps, Tally};
pub use header::Header;
pub(crate) use header::{First, first_line};
pub use limits::Limits;
pub use open::{Unreadable, digest, parts, parts_within};
pub(crate) use scan::{Line, lines};
pub(crate) use table::text;
pub use table::{Cells, Column, Refused, rows};
pub use told::tally_told;

/// Bytes as text: UTF-8, or Windows letters where they are not.
pub fn decoded(bytes: &[u8]) -> String {
    text(bytes).into_owned()
}
