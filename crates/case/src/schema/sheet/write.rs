//! Writing into a table: each change is a piece of its text, and the rest stays.

use std::collections::BTreeMap;
use std::ops::Range;

use detente_text::table::trimmed;
use detente_text::{Decimal, csv_cell_between};

use super::{Sheet, line_end};
use crate::schema::Row;

impl Sheet {
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

/// A cell in quotes where the mark between cells stands in it.
fn quoted(text: &str, separator: char) -> String {
    if text.contains(separator) { format!("\"{text}\"") } else { text.to_owned() }
}
