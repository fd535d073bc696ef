//! Tables with a header, row by row in little memory: columns are found by their names, whatever their order and separator.

use std::borrow::Cow;
use std::io::{self, BufRead};

use detente_text::Decimal;

use super::header::{Column, Header, first_line};
use super::scan::{Line, lines};
use super::text::text;
use super::{Fault, FaultKind, Tally};

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Columns are missing.
    #[error("columns are missing: {}", .0.join(", "))]
    Columns(Vec<&'static str>),
    /// Columns that are read and stand twice.
    #[error("columns stand twice, so that it is not known which is meant: {}; keep one of each", .0.join(", "))]
    Twice(Vec<String>),
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
    row: &'a Line<'a>,
    places: &'a [Option<usize>],
    columns: &'a [Column],
    decimal: Decimal,
    /// Why the row cannot be trusted as a whole, though what stands in its places may be told.
    broken: Option<&'a Fault>,
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
        self.row.width()
    }

    /// The cell at a place of the table.
    pub fn cell(&self, place: usize) -> Cow<'a, str> {
        match text(self.row.cell(place)) {
            Cow::Borrowed(text) => Cow::Borrowed(detente_text::table::trimmed(text)),
            Cow::Owned(text) => Cow::Owned(detente_text::table::trimmed(&text).to_owned()),
        }
    }

    /// A row of the wrong width or with an open quotation mark: what is wrong with it.
    pub fn broken(&self) -> Option<&'a Fault> {
        self.broken
    }

    /// A number; `None` for a cell that says that it has none.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    pub fn number(&self, column: usize) -> Result<Option<f64>, Fault> {
        let text = self.text(column);
        if detente_text::missing(&text) {
            return Ok(None);
        }
        let number = detente_text::number(&text, self.decimal);
        number.map(Some).map_err(|_| self.fault(column, FaultKind::Number, &text))
    }

    /// What is wrong with a cell.
    pub fn fault(&self, column: usize, kind: FaultKind, what: &str) -> Fault {
        let what = what.chars().take(120).collect();
        Fault { line: self.line, column: Some(self.columns[column].names[0].to_owned()), kind, what }
    }
}

/// Reads a table row by row; what `take` refuses is kept out and counted. Rows that are broken as a whole are handed on too, for what
/// can be told of them, and are kept out whatever `take` says. Empty rows are passed over.
///
/// # Errors
/// [`Refused`] where columns are missing or stand twice, or the file breaks off.
pub fn rows(
    reader: &mut dyn BufRead,
    columns: &[Column],
    tally: &mut Tally,
    mut take: impl FnMut(&Cells<'_>, &mut Tally) -> Result<bool, Fault>,
) -> Result<(), Refused> {
    let broken = |line: u64, error: io::Error| Refused::Broken { line, error: error.to_string() };
    let first = first_line(reader).map_err(|error| broken(1, error))?;
    let header = Header::of(&first);
    let places = header.places(columns).map_err(Refused::Columns)?;
    let twice = header.twice(columns);
    if !twice.is_empty() {
        return Err(Refused::Twice(twice));
    }
    let sample = reader.fill_buf().map_err(|error| broken(first.number + 1, error))?;
    let decimal = decimal_of(sample, header.separator);
    // Tables with tabs are written without quotes: there a quotation mark is a sign like any other.
    let quoted = header.separator != b'\t' || first.text.contains(&b'"');
    let mut last = first.number;
    let mut letters = None;
    let read = lines(reader, (header.separator, quoted), first.number + 1, |line, row| {
        last = line;
        if row.closed && (0..row.width()).all(|place| row.cell(place).trim_ascii().is_empty()) {
            return;
        }
        tally.rows += 1;
        if letters.is_none() && std::str::from_utf8(row.bytes()).is_err() {
            letters = Some(line);
        }
        let fault = header.misfit(row, line);
        // The cells of a row with an open mark stand in their places only where there are as many as there should be.
        let illegible = Line::illegible();
        let row = if row.closed || row.width() == header.names.len() { row } else { &illegible };
        let cells = Cells { row, places: &places, columns, decimal, broken: fault.as_ref(), line };
        match (take(&cells, tally), &fault) {
            (_, Some(fault)) => tally.fault(fault.clone()),
            (Ok(true), None) => tally.kept += 1,
            (Ok(false), None) => {}
            (Err(fault), None) => tally.fault(fault),
        }
    });
    if let Some(line) = letters {
        tally.note(format!("read as Windows letters (windows-1252): line {line} is not UTF-8"));
    }
    if decimal == Decimal::Comma {
        tally.note("numbers are read with decimal commas".to_owned());
    }
    read.map_err(|error| broken(last + 1, error))
}

impl Header {
    /// What is wrong with a row as a whole. Cells beyond the header that are empty are padding of a spreadsheet, and so are columns
    /// without a name that a row does not have.
    fn misfit(&self, row: &Line<'_>, line: u64) -> Option<Fault> {
        let fault = |what: String| Some(Fault { line, column: None, kind: FaultKind::Cells, what });
        if !row.closed {
            return fault("a quotation mark opens a cell and is never closed".to_owned());
        }
        let (width, have) = (self.names.len(), row.width());
        let padding = (width..have).all(|place| row.cell(place).trim_ascii().is_empty());
        let nameless = self.names.iter().skip(have).all(String::is_empty);
        if padding && nameless { None } else { fault(format!("{have} instead of {width}")) }
    }
}

/// The decimal mark of a table by its first rows: a comma where some cell is digits, a comma, and digits.
fn decimal_of(sample: &[u8], separator: u8) -> Decimal {
    let broken = |cell: &[u8]| {
        let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
        let cell = cell.trim_ascii();
        let cell = cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(cell);
        let cell = cell.strip_prefix(b"-").unwrap_or(cell);
        let comma = cell.iter().position(|byte| *byte == b',');
        comma.is_some_and(|at| digits(&cell[..at]) && digits(&cell[at + 1..]))
    };
    let cells = || sample.split(|byte| *byte == separator || *byte == b'\n');
    if separator != b',' && cells().any(broken) { Decimal::Comma } else { Decimal::Point }
}
