//! A table of a case as text, for whoever writes it: what is not changed stays as it is, byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

use detente_text::table::{Mark, decimal_mark, trimmed};
use detente_text::{Decimal, csv_cell_between};

use super::column::{Column, Table};
use super::{Context, Reading, Row, TABLES};
use crate::diagnostic::Findings;
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
/// use detente_model::{Sheet, case::Tie};
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
        let mut record = Record::with_decimal(Place::default(), self.decimal);
        for (column, cell) in self.header[..self.named].iter().zip(self.rows.get(row)?) {
            let text = cell.trimmed().replace("\r\n", "\n").replace('\r', "\n");
            record.insert(column.trimmed(), text, Place::default());
        }
        let (context, mut findings) = (Context::default(), Findings::default());
        let read = R::read(&mut Reading { record: &record, context: &context, findings: &mut findings });
        read.filter(|_| findings.count() == 0)
    }

    /// All rows that can be read.
    pub fn rows<R: Row>(&self) -> Vec<R> {
        (0..self.len()).filter_map(|row| self.row(row)).collect()
    }

    /// Puts rows behind all others. A column that one of them fills and the table lacks is added.
    pub fn append<R: Row>(&mut self, rows: &[R]) {
        self.insert(self.len(), rows);
    }

    /// Puts rows before the row at this place, or behind all others.
    pub fn insert<R: Row>(&mut self, before: usize, rows: &[R]) {
        let cells: Vec<Vec<String>> = rows.iter().map(R::cells).collect();
        for (at, column) in self.table.columns.iter().enumerate() {
            if cells.iter().any(|cells| !cells[at].is_empty()) {
                self.add_column(column.name);
            }
        }
        let lines: String = cells.iter().map(|cells| self.line(cells)).collect();
        let at = self.rows.get(before).map_or(self.text.len(), |row| row[0].start);
        let mut text = self.text.clone();
        let open = at > 0 && !text[..at].ends_with(['\n', '\r']);
        text.insert_str(at, &(if open { self.line_end.to_owned() + &lines } else { lines }));
        self.renew(text);
    }

    /// The line of a row, from its cells in the order of the table's columns.
    fn line(&self, cells: &[String]) -> String {
        let by_name: BTreeMap<&str, &String> = self.table.columns.iter().map(|column| column.name).zip(cells).collect();
        let text = |at: usize| {
            let cell = by_name.get(self.header[at].trimmed()).filter(|_| at < self.named);
            cell.map(|cell| self.written(at, cell)).unwrap_or_default()
        };
        let cells: Vec<String> = (0..self.header.len()).map(text).collect();
        cells.join(&self.separator.to_string()) + self.line_end
    }

    /// A cell as it is written into a column: with the decimal mark of the table, quoted and guarded as needed.
    fn written(&self, at: usize, text: &str) -> String {
        let is_number =
            self.column(at).is_some_and(|column| column.kind.range().is_some()) && text.parse::<f64>().is_ok();
        match (is_number, self.decimal) {
            (true, Decimal::Comma) => quoted(&text.replace('.', ","), self.separator),
            (true, Decimal::Point) => quoted(text, self.separator),
            (false, _) => csv_cell_between(trimmed(text), self.separator),
        }
    }

    /// Writes what a row says into the place of another: only cells that say something else are touched.
    pub fn replace<R: Row>(&mut self, row: usize, by: &R) {
        let said: Option<Vec<String>> = self.row::<R>(row).map(|row| row.cells());
        for (at, (column, text)) in self.table.columns.iter().zip(by.cells()).enumerate() {
            let same = said.as_ref().map_or_else(|| self.cell(row, column.name) == text, |said| said[at] == text);
            if !same {
                self.set(row, column.name, &text);
            }
        }
    }

    /// Writes one cell; a column that the table lacks is added. Nothing is written where there is no such row.
    pub fn set(&mut self, row: usize, column: &str, text: &str) {
        if row >= self.rows.len() {
            return;
        }
        self.add_column(column);
        let Some(at) = self.place_of(column) else { return };
        let cell = &self.rows[row][at];
        let new = self.written(at, text);
        self.splice(&[(cell.start..cell.end, new)]);
    }

    /// Adds a column behind the last that has a name, empty in all rows; nothing where it is there already.
    pub fn add_column(&mut self, name: &str) {
        if self.place_of(name).is_some() || self.named == 0 {
            return;
        }
        let last = self.named - 1;
        let mut changes =
            vec![(self.header[last].end, format!("{}{}", self.separator, csv_cell_between(name, self.separator)))];
        // A row that is too long would else become one of the right length.
        changes.extend(self.rows.iter().chain(&self.longer).map(|row| (row[last].end, self.separator.to_string())));
        changes.sort();
        let changes: Vec<(Range<usize>, String)> = changes.into_iter().map(|(at, text)| (at..at, text)).collect();
        self.splice(&changes);
    }

    /// Takes a row out with the end of its line. Where it was the only one whose number shows that commas are decimal marks, the text can no
    /// longer show it.
    pub fn remove(&mut self, row: usize) {
        let Some(cells) = self.rows.get(row) else { return };
        let (start, end) = (cells[0].start, cells[cells.len() - 1].end);
        let ends = line_end(&self.text[end..]).map_or(0, str::len);
        self.splice(&[(start..end + ends, String::new())]);
    }

    /// Replaces pieces of the text, which are in order.
    fn splice(&mut self, changes: &[(Range<usize>, String)]) {
        let (mut text, mut from) = (String::with_capacity(self.text.len()), 0);
        for (range, new) in changes {
            text += &self.text[from..range.start];
            text += new;
            from = range.end;
        }
        text += &self.text[from..];
        self.renew(text);
    }
}

/// The end of a line with which a text begins.
fn line_end(text: &str) -> Option<&'static str> {
    ["\r\n", "\n", "\r"].into_iter().find(|mark| text.starts_with(mark))
}

/// A cell in quotes where the mark between cells stands in it.
fn quoted(text: &str, separator: char) -> String {
    if text.contains(separator) { format!("\"{text}\"") } else { text.to_owned() }
}
