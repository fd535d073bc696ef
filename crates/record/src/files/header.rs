//! The first line of a table.

use std::io::{self, BufRead};

use super::scan::{Line, lines};
use super::text::text;

/// A column that a layout reads, under any of its names.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Names, in lower case.
    pub names: &'static [&'static str],
    /// Whether the layout can do without it.
    pub optional: bool,
}

/// The first line as it stands, without byte order mark.
#[derive(Debug, Clone, Default)]
pub(crate) struct First {
    /// The line with its end.
    pub text: Vec<u8>,
    /// Its number, from 1.
    pub number: u64,
    /// What Excel's line `sep=;` before it says.
    pub separator: Option<u8>,
}

/// Reads the first line that holds anything, past Excel's line `sep=;`.
///
/// # Errors
/// What the reader says.
pub(crate) fn first_line(reader: &mut dyn BufRead) -> io::Result<First> {
    let mut first = First::default();
    loop {
        first.text.clear();
        if reader.read_until(b'\n', &mut first.text)? == 0 {
            return Ok(first);
        }
        first.number += 1;
        if first.number == 1 && first.text.starts_with(b"\xef\xbb\xbf") {
            first.text.drain(..3);
        }
        let line = first.text.trim_ascii();
        match line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP=")) {
            Some([separator]) if first.separator.is_none() => first.separator = Some(*separator),
            _ if line.is_empty() => {}
            _ => return Ok(first),
        }
    }
}

/// The names of the columns of a table.
#[derive(Debug, Clone)]
pub struct Header {
    /// What separates cells.
    pub separator: u8,
    /// Names of the columns in lower case, without quotes and byte order mark.
    pub names: Vec<String>,
}

impl Header {
    /// Reads the first line; the separator is that of Excel's line before it, else the sign that it has most of: tab, comma, semicolon,
    /// bar.
    pub(crate) fn of(first: &First) -> Self {
        let line: &[u8] = &first.text;
        let count = |sign: &u8| line.iter().filter(|byte| *byte == sign).count();
        let most = || [b'\t', b',', b';', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',');
        let separator = first.separator.unwrap_or_else(most);
        let mut names = Vec::new();
        let name = |cell: &[u8]| detente_text::table::trimmed(&text(cell)).to_lowercase();
        let take = |_: u64, row: &Line<'_>| names = (0..row.width()).map(|place| name(row.cell(place))).collect();
        // A line in memory is read without an error.
        let _ = lines(&mut &line[..], (separator, true), 1, take);
        Self { separator, names }
    }

    /// Where the columns of a layout stand, or the first name of each that is missing.
    pub fn places(&self, columns: &[Column]) -> Result<Vec<Option<usize>>, Vec<&'static str>> {
        let place =
            |column: &Column| column.names.iter().find_map(|name| self.names.iter().position(|have| have == name));
        let found: Vec<Option<usize>> = columns.iter().map(place).collect();
        let lost = columns.iter().zip(&found).filter(|(column, place)| place.is_none() && !column.optional);
        let missing: Vec<&'static str> = lost.map(|(column, _)| column.names[0]).collect();
        if missing.is_empty() { Ok(found) } else { Err(missing) }
    }

    /// Columns that a layout reads and that stand twice under one name.
    pub fn twice(&self, columns: &[Column]) -> Vec<String> {
        let read = |column: &Column| column.names.iter().find(|name| self.names.iter().any(|have| have == *name));
        let names = columns.iter().filter_map(read);
        names.filter(|name| self.stands_twice(name)).map(|name| (*name).to_owned()).collect()
    }

    /// Whether a name stands more than once.
    pub(crate) fn stands_twice(&self, name: &str) -> bool {
        self.names.iter().filter(|have| *have == name).count() > 1
    }
}
