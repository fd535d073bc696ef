//! Files of data sets: plain, gzip or zip; UTF-8, UTF-16 or Windows letters; and what is wrong with their rows.

mod ahead;
mod alone;
mod beside;
mod faults;
mod header;
mod limits;
mod open;
mod results;
mod scan;
mod table;
mod text;
mod wide;

pub(crate) use beside::lines_beside;
pub use faults::{Fault, FaultKind, Gaps, Tally};
pub use header::{Column, Header};
pub(crate) use header::{First, first_line};
pub use limits::Limits;
pub use open::{Unreadable, digest, parts, parts_within, text_of};
pub use results::tally_told;
pub(crate) use scan::{Line, lines};
pub use table::{Cells, Refused, rows};
pub use text::decoded;
pub(crate) use text::text;
