//! Tables with a header: columns are found by their names, whatever their order and separator.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use csv::ByteRecord;

use super::{Fault, FaultKind, Tally};

/// A column that a layout reads, under any of its names.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Names, in lower case.
    pub names: &'static [&'static str],
    /// Whether the layout can do without it.
    pub optional: bool,
}

/// The first line of a table.
#[derive(Debug, Clone)]
pub struct Header {
    /// What separates cells.
    pub separator: u8,
    /// Names of the columns in lower case, without quotes and byte order mark.
    pub names: Vec<String>,
}

impl Header {
    /// Reads the first line; the separator is the sign that it has most of: tab, comma, semicolon, bar.
    pub fn of(line: &[u8]) -> Self {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let count = |sign: &u8| line.iter().filter(|byte| *byte == sign).count();
        let separator = [b'\t', b',', b';', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(line);
        let mut record = ByteRecord::new();
        let _ = reader.read_byte_record(&mut record);
        let names = record.iter().map(|cell| text(cell).trim().to_lowercase()).collect();
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
}

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Columns are missing.
    #[error("columns are missing: {}", .0.join(", "))]
    Columns(Vec<&'static str>),
    /// The file ends before it should, or the disk fails.
    #[error("line {line}: {error}")]
    Broken {
        /// Line, from 1.
        line: u64,
        /// Why.
        error: String,
    },
}

/// The cells of one row, by the columns of the layout.
pub struct Cells<'a> {
    record: &'a ByteRecord,
    places: &'a [Option<usize>],
    columns: &'a [Column],
    /// Line, from 1.
    pub line: u64,
}

impl<'a> Cells<'a> {
    /// The cell of a column; empty where the table has no such column.
    pub fn text(&self, column: usize) -> Cow<'a, str> {
        self.places[column].map_or(Cow::Borrowed(""), |place| self.cell(place))
    }

    /// Where a column of the layout stands in the table.
    pub fn place(&self, column: usize) -> Option<usize> {
        self.places[column]
    }

    /// Cells of the row.
    pub fn width(&self) -> usize {
        self.record.len()
    }

    /// The cell at a place of the table.
    pub fn cell(&self, place: usize) -> Cow<'a, str> {
        match text(self.record.get(place).unwrap_or_default()) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// A number; `None` for an empty cell, `NA` and the like.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    pub fn number(&self, column: usize) -> Result<Option<f64>, Fault> {
        let text = self.text(column);
        if matches!(text.as_ref(), "" | "NA" | "NaN" | "." | "NULL" | "null" | "None") {
            return Ok(None);
        }
        let number: f64 = text.parse().map_err(|_| self.fault(column, FaultKind::Number, &text))?;
        if !number.is_finite() {
            return Err(self.fault(column, FaultKind::Number, &text));
        }
        Ok(Some(number))
    }

    /// What is wrong with a cell.
    pub fn fault(&self, column: usize, kind: FaultKind, what: &str) -> Fault {
        let what = what.chars().take(80).collect();
        Fault { line: self.line, column: Some(self.columns[column].names[0].to_owned()), kind, what }
    }
}

/// Line breaks that one cell may hold.
const MOST_BREAKS: usize = 20;

/// Reads a table row by row; what `take` refuses is kept out and counted.
///
/// # Errors
/// [`Refused`] where columns are missing or the file breaks off.
pub fn rows(
    reader: &mut dyn BufRead,
    columns: &[Column],
    tally: &mut Tally,
    mut take: impl FnMut(&Cells<'_>, &mut Tally) -> Result<bool, Fault>,
) -> Result<(), Refused> {
    let mut first = Vec::new();
    reader.read_until(b'\n', &mut first).map_err(|error| Refused::Broken { line: 1, error: error.to_string() })?;
    if !first.ends_with(b"\n") && first.iter().rev().skip(1).any(|byte| *byte == b'\r') {
        let error = "its lines end in carriage returns alone; save it with the line ends of today".to_owned();
        return Err(Refused::Broken { line: 1, error });
    }
    let header = Header::of(&first);
    let places = header.places(columns).map_err(Refused::Columns)?;
    let width = header.names.len();
    let mut table = csv::ReaderBuilder::new()
        .delimiter(header.separator)
        // Tables with tabs are written without quotes: there a quotation mark is a sign like any other.
        .quoting(header.separator != b'\t' || first.contains(&b'"'))
        .has_headers(false)
        .flexible(true)
        .from_reader(reader as &mut dyn Read);
    let mut record = ByteRecord::new();
    loop {
        match table.read_byte_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                let line = table.position().line() + 1;
                return Err(Refused::Broken { line, error: error.to_string() });
            }
        }
        let line = record.position().map_or(0, csv::Position::line) + 1;
        tally.rows += 1;
        // A quotation mark that is never closed takes the lines behind it along.
        if record.iter().any(|cell| cell.iter().filter(|byte| **byte == b'\n').count() > MOST_BREAKS) {
            let what = "a quotation mark is not closed for many lines".to_owned();
            tally.fault(Fault { line, column: None, kind: FaultKind::Cells, what });
            continue;
        }
        if record.len() != width {
            let what = format!("{} instead of {width}", record.len());
            tally.fault(Fault { line, column: None, kind: FaultKind::Cells, what });
            continue;
        }
        match take(&Cells { record: &record, places: &places, columns, line }, tally) {
            Ok(true) => tally.kept += 1,
            Ok(false) => {}
            Err(fault) => tally.fault(fault),
        }
    }
}

/// Bytes as text: UTF-8, or Latin-1 where they are not.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}
