//! The front door for text: every file of a person, a spreadsheet or another program comes through here.
//!
//! Bytes become text ([`decode`]), text becomes a table ([`table`]), cells become numbers or are missing ([`number`]), names that look
//! alike are found ([`likeness`]), and what a terminal or an XML reader would take for a command is made visible ([`safe`]). What is read
//! with some doubt is told in a [`Note`]; what cannot be read is a [`Problem`] with its line and its remedy. Nothing is guessed in silence.

mod csv_text;
pub mod decode;
pub mod likeness;
pub mod number;
pub mod safe;
mod sniff;
pub mod table;

pub use csv_text::{csv_cell, csv_cell_between, csv_row, csv_rows};
pub use decode::{Decoded, NotText, decode, decode_owned, find_encoding};
pub use likeness::{look_alikes, skeleton};
pub use number::{Decimal, missing, number};
pub use safe::{cut, first_unsafe, is_unsafe, visible, xml};
pub use table::{Asked, Header, Row, Table};

/// Something that was read with doubt: what was taken for what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}{what}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Note {
    /// Line, from 1, where it speaks of one.
    pub line: Option<u64>,
    /// What, in a sentence that begins with a small letter.
    pub what: String,
}

impl Note {
    /// A note about the whole file.
    pub fn of_file(what: impl Into<String>) -> Self {
        Self { line: None, what: what.into() }
    }

    /// A note about one line.
    pub fn at(line: u64, what: impl Into<String>) -> Self {
        Self { line: Some(line), what: what.into() }
    }
}

/// Something that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// Line, from 1.
    pub line: u64,
    /// What, why, and what to do.
    pub what: String,
}

impl Problem {
    /// A problem in a line.
    pub fn at(line: u64, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// The line, from 1, of a byte of `bytes`: line feeds before it, or carriage returns that no line feed follows.
pub fn line_of(bytes: &[u8], at: usize) -> u64 {
    let before = &bytes[..at.min(bytes.len())];
    let feeds = before.iter().filter(|byte| **byte == b'\n').count();
    let returns = before.windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count();
    (feeds + returns) as u64 + 1
}
