//! A table of a case as text, for whoever writes it: what is not changed stays as it is, byte for byte.

#[cfg(test)]
mod tests;
mod write;

use detente_text::Decimal;
use detente_text::table::{Mark, decimal_mark};

use super::column::{Column, Table};
use super::{Context, Reading, Row, TABLES};
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::syntax::Record;
use crate::syntax::csv::{Cell, Split, named, separator, split_from, without_empty_end};

/// Why a text cannot be written into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// What would be added would be swallowed.
    #[error("line {0}: a quoted cell is never closed")]
    Unclosed(usize),
}

/// The text of a table: its rows, and all that stands between and around them.
///
/// Mark between cells, decimal mark, line ends, byte order mark and quotes are those that the text has; a new cell is quoted where it must
/// be, and a text that a spreadsheet would run as a formula gets an apostrophe. Rows are counted from 0 as they are read: lines without
/// anything, remarks and rows of another length than the header are no rows, and stay.
///
/// ```
/// use detente_case::{Sheet, case::Tie};
///
/// let mut sheet = Sheet::parse::<Tie>("id,from,to\r\n\"T1\",A,B\r\n# to be coded\r\n").unwrap();
/// sheet.set(0, "note", "seen; not counted");
/// assert_eq!(sheet.text(), "id,from,to,note\r\n\"T1\",A,B,seen; not counted\r\n# to be coded\r\n");
/// ```
#[derive(Debug, Clone)]
pub struct Sheet {
    table: &'static Table,
    text: String,
    separator: char,
    decimal: Decimal,
    line_end: &'static str,
    /// The cells of the header, those without a name at its end among them.
    header: Vec<Cell>,
    /// How many columns are named.
    named: usize,
    rows: Vec<Vec<Cell>>,
    /// Rows that are longer than the header, and no rows therefore.
    longer: Vec<Vec<Cell>>,
}

/// The table of a row.
fn table_of<R: Row>() -> &'static Table {
    // Every row's table is on the list.
    TABLES.iter().find(|table| table.file == R::FILE).unwrap_or(&TABLES[0])
}

impl Sheet {
    /// A table with all its columns and no row.
    pub fn new<R: Row>() -> Self {
        Self::with_columns::<R>(|_| true)
    }

    /// The table of data beside the one that a person writes, without a row.
    pub fn companion<R: Row>() -> Self {
        let without = table_of::<R>().companion.map_or(&[][..], |companion| companion.without);
        Self::with_columns::<R>(|name| !without.contains(&name))
    }

    fn with_columns<R: Row>(wanted: impl Fn(&str) -> bool) -> Self {
        let names: Vec<&str> =
            table_of::<R>().columns.iter().map(|column| column.name).filter(|name| wanted(name)).collect();
        let mut sheet = Self::empty(table_of::<R>());
        sheet.renew(names.join(",") + "\n");
        sheet
    }

    /// Reads a table of a case, as it stands in its file. An empty text becomes a table without a row.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn parse<R: Row>(text: &str) -> Result<Self, SheetError> {
        let mut sheet = Self::empty(table_of::<R>());
        let (split, _) = sheet.split(text);
        if let Some(at) = split.unclosed {
            return Err(SheetError::Unclosed(text[..at].matches('\n').count() + 1));
        }
        if split.rows.is_empty() {
            return Ok(Self::new::<R>());
        }
        sheet.renew(text.to_owned());
        Ok(sheet)
    }

    fn empty(table: &'static Table) -> Self {
        Self {
            table,
            text: String::new(),
            separator: ',',
            decimal: Decimal::Point,
            line_end: "\n",
            header: Vec::new(),
            named: 0,
            rows: Vec::new(),
            longer: Vec::new(),
        }
    }

    /// Rows of cells with their places, and the mark between cells.
    fn split(&self, text: &str) -> (Split, char) {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let (separator, from) = separator(self.table, &text[mark..]);
        (split_from(&text[mark + from..], mark + from, separator), separator)
    }

    /// Takes a new text, and finds again what stands where.
    fn renew(&mut self, text: String) {
        let (split, separator) = self.split(&text);
        let mut rows = split.rows.into_iter();
        let header = rows.next().unwrap_or_default();
        let end = header.last().map_or(text.len(), |cell| cell.end);
        self.line_end = line_end(&text[end..]).unwrap_or("\n");
        (self.named, self.separator, self.header, self.text) = (named(&header), separator, header, text);
        (self.rows, self.longer) = (Vec::new(), Vec::new());
        for row in rows.filter(|row| row.iter().any(|cell| !cell.trimmed().is_empty())) {
            let filled = without_empty_end(&row, self.named);
            if filled == self.named {
                self.rows.push(row);
            } else if filled > self.named {
                self.longer.push(row);
            }
        }
        self.decimal = self.decimal_mark();
    }

    fn decimal_mark(&self) -> Decimal {
        let numeric: Vec<usize> =
            (0..self.named).filter(|at| self.column(*at).is_some_and(|column| column.kind.has_decimals())).collect();
        let cells = self.rows.iter().flat_map(|row| numeric.iter().map(|at| row[*at].trimmed()));
        if decimal_mark(cells) == Mark::Comma { Decimal::Comma } else { Decimal::Point }
    }

    /// The declaration of the column at a place of the header.
    fn column(&self, at: usize) -> Option<&'static Column> {
        self.table.column(self.header[at].trimmed())
    }

    /// The place of a column in the header.
    fn place_of(&self, name: &str) -> Option<usize> {
        self.header[..self.named].iter().position(|cell| cell.trimmed() == name)
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, at the end.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.header[..self.named].iter().map(Cell::trimmed)
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What stands in a cell; nothing where there is no such row or column.
    pub fn cell(&self, row: usize, column: &str) -> &str {
        let cell = self.place_of(column).and_then(|at| self.rows.get(row)?.get(at));
        cell.map(Cell::trimmed).unwrap_or_default()
    }

    /// A row as it stands in the text, without the end of its line.
    pub fn line_text(&self, row: usize) -> &str {
        let ends = self.rows.get(row).and_then(|cells| Some(cells.first()?.start..cells.last()?.end));
        ends.map_or("", |range| &self.text[range])
    }

    /// The row with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|row| self.cell(*row, "id") == id)
    }

    /// Reads a row; nothing where it is none.
    pub fn row<R: Row>(&self, row: usize) -> Option<R> {
        let mut record = Record::of_row(Place::default(), self.named, self.decimal);
        for (column, cell) in self.header[..self.named].iter().zip(self.rows.get(row)?) {
            let text = cell.trimmed().replace("\r\n", "\n").replace('\r', "\n");
            record.insert(column.trimmed().to_owned(), text, Place::default());
        }
        let (context, mut findings) = (Context::default(), Diagnostics::default());
        let read = R::read(&mut Reading { record: &record, context: &context, findings: &mut findings });
        read.filter(|_| findings.count() == 0)
    }

    /// All rows that can be read.
    pub fn rows<R: Row>(&self) -> Vec<R> {
        (0..self.len()).filter_map(|row| self.row(row)).collect()
    }
}

/// The end of a line with which a text begins.
fn line_end(text: &str) -> Option<&'static str> {
    ["\r\n", "\n", "\r"].into_iter().find(|mark| text.starts_with(mark))
}
