//! CSV into records, every cell with its place. Field splitting is `csv-core`'s; recovery from broken quotes is ours.

use std::sync::Arc;

use csv_core::{ReadFieldResult, ReaderBuilder};
use detente_text::Decimal;
use detente_text::table::{Mark, decimal_mark, trimmed};

use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::left_out::LeftOut;
use crate::names::did_you_mean;
use crate::renamed;
use crate::schema::Table;
use crate::syntax::{Record, characters};

/// One cell: its text without quotes, and the bytes it came from.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    pub start: usize,
    pub end: usize,
}

impl Cell {
    /// The text without the blanks and marks without width around it.
    pub fn trimmed(&self) -> &str {
        trimmed(&self.text)
    }

    /// The same, with one line end inside it however it was written; where that changes nothing the text is not written again.
    fn into_text(self) -> String {
        match self.trimmed() {
            text if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
            text if text.len() < self.text.len() => text.to_owned(),
            _ => self.text,
        }
    }
}

/// Reads the rows of `table` from `text`; rows of the wrong length are reported and left out.
pub(crate) fn records(
    table: &Table,
    file: &str,
    text: &str,
    left_out: &mut LeftOut,
    findings: &mut Diagnostics,
) -> Vec<Record> {
    let (separator, from) = separator(table, text);
    let mut reading = Reading { table, file: &Arc::from(file), separator, decimal: Decimal::Point, left_out, findings };
    let mut rows = reading.split(text, from).into_iter();
    let Some(header) = rows.next() else {
        let hint = format!("its first line must be `{}`", table.header());
        reading.findings.add_with_hint(codes::MISSING_KEY, &Place::new(file, 0..0), "the file is empty", hint);
        reading.left_out.file(table.file);
        return Vec::new();
    };
    let rows: Vec<Vec<Cell>> = rows.collect();
    let Some(columns) = reading.columns(&header, &rows) else {
        reading.left_out.file(table.file);
        return Vec::new();
    };
    reading.settle_decimal(&columns, &rows);
    reading.tell(&header);
    rows.into_iter().filter_map(|row| reading.record(&columns, row)).collect()
}

/// Marks between cells that spreadsheets write, with their names.
const SEPARATORS: [(char, &str); 4] = [(',', "commas"), (';', "semicolons"), ('\t', "tabs"), ('|', "bars")];

/// The mark between cells, by which the first line names most columns of the table, and the byte at which that line begins: spreadsheets
/// may write `sep=;` before it.
pub(crate) fn separator(table: &Table, text: &str) -> (char, usize) {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    let told = first.trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.chars().next());
    if let Some((mark, _)) = SEPARATORS.iter().find(|(mark, _)| told == Some(*mark)) {
        return (*mark, (first.len() + 1).min(text.len()));
    }
    let known = |mark: char| {
        let names = first.split(mark).map(|name| name.trim().trim_matches('"'));
        names.filter(|name| table.columns.iter().any(|column| column.name == *name)).count()
    };
    // The comma comes last, so that it wins where marks are equal.
    let best = SEPARATORS.iter().rev().max_by_key(|(mark, _)| known(*mark));
    (best.map_or(',', |(mark, _)| *mark), 0)
}

/// One file of a table while it is read.
struct Reading<'r> {
    table: &'r Table,
    file: &'r Arc<str>,
    separator: char,
    decimal: Decimal,
    left_out: &'r mut LeftOut,
    findings: &'r mut Diagnostics,
}

impl Reading<'_> {
    /// Decimal commas, where numbers have them and nothing but them, and none can be a mark of thousands.
    fn settle_decimal(&mut self, columns: &[Option<&'static str>], rows: &[Vec<Cell>]) {
        let numeric: Vec<usize> =
            (0..columns.len()).filter(|at| columns[*at].is_some_and(|name| self.has_decimals(name))).collect();
        let cells = rows.iter().flat_map(|row| numeric.iter().filter_map(|at| row.get(*at))).map(Cell::trimmed);
        if decimal_mark(cells) == Mark::Comma {
            self.decimal = Decimal::Comma;
        }
    }

    /// One note for a file that a spreadsheet wrote in its own way and that leaves no doubt.
    fn tell(&mut self, header: &[Cell]) {
        let between = SEPARATORS.iter().find(|(mark, _)| *mark == self.separator && *mark != ',');
        let message = match (between, self.decimal) {
            (None, Decimal::Point) => return,
            (None, Decimal::Comma) => format!("`{}` was read with decimal commas", self.file),
            (Some((_, name)), Decimal::Point) => format!("`{}` was read with {name} between its cells", self.file),
            (Some((_, name)), Decimal::Comma) => {
                format!("`{}` was read with {name} between its cells and with decimal commas", self.file)
            }
        };
        let hint = "the format has commas between cells and points in numbers; so it is the same everywhere".to_owned();
        self.findings.add_with_hint(codes::READ_ALL_THE_SAME, &self.place(header), message, hint);
    }

    /// Whether decimal marks stand in a column.
    fn has_decimals(&self, name: &str) -> bool {
        self.table.column(name).is_some_and(|column| column.kind.has_decimals())
    }

    fn place(&self, cells: &[Cell]) -> Place {
        Place::within(self.file, cells.first().map_or(0, |cell| cell.start)..cells.last().map_or(0, |cell| cell.end))
    }

    /// The column of each cell; `None` when a needed column is missing.
    fn columns(&mut self, header: &[Cell], rows: &[Vec<Cell>]) -> Option<Vec<Option<&'static str>>> {
        let header = self.without_padding(header, rows);
        let mut found: Vec<Option<&'static str>> = Vec::new();
        for cell in header {
            let known =
                self.table.columns.iter().find(|column| column.name == cell.trimmed()).map(|column| column.name);
            let place = Place::within(self.file, cell.start..cell.end);
            match known {
                None => self.unknown_column(cell, &place),
                Some(name) if found.contains(&Some(name)) => {
                    self.findings.add(codes::SAME_ID, &place, format!("column `{name}` stands twice"));
                }
                Some(_) => {}
            }
            found.push(known);
        }
        let needed = self.table.columns.iter().filter(|column| column.required);
        let missing: Vec<&str> = needed.map(|column| column.name).filter(|name| !found.contains(&Some(name))).collect();
        for name in &missing {
            self.findings.add(codes::MISSING_KEY, &self.place(header), format!("column `{name}` is missing"));
        }
        missing.is_empty().then_some(found)
    }

    /// The header without the empty columns at its end, with which a spreadsheet pads a sheet; they are one finding where something stands
    /// in them, as it has no name.
    fn without_padding<'c>(&mut self, header: &'c [Cell], rows: &[Vec<Cell>]) -> &'c [Cell] {
        let named = named(header);
        let (header, padding) = header.split_at(named);
        let holds = |row: &Vec<Cell>| row.iter().skip(named).any(|cell| !cell.trimmed().is_empty());
        if !padding.is_empty() && rows.iter().any(holds) {
            let message = match padding.len() {
                1 => "the last column has no name".to_owned(),
                more => format!("the last {more} columns have no name"),
            };
            let hint = "something stands in a column without a name: name the column, or delete what stands in it";
            self.findings.add_with_hint(codes::UNKNOWN_KEY, &self.place(padding), message, hint.to_owned());
        }
        header
    }

    fn unknown_column(&mut self, cell: &Cell, place: &Place) {
        if let Some(new) = renamed::column(self.table.file, cell.trimmed()) {
            let message = format!("column `{}` is an old name", cell.trimmed());
            self.findings.add_with_hint(codes::OLD_NAME, place, message, format!("it is called `{new}` now"));
            return;
        }
        let message = match cell.trimmed() {
            "" => "a column has no name".to_owned(),
            name => format!("unknown column `{name}`"),
        };
        characters::check(&cell.text, place, self.findings);
        let hint = did_you_mean(cell.trimmed(), self.table.columns.iter().map(|column| column.name));
        self.findings.add_with_hint(codes::UNKNOWN_KEY, place, message, hint);
    }

    /// A row as a record; nothing for rows that are empty, and for those of the wrong length.
    fn record(&mut self, columns: &[Option<&'static str>], mut row: Vec<Cell>) -> Option<Record> {
        let place = self.place(&row);
        if row.iter().all(|cell| cell.trimmed().is_empty()) {
            return None;
        }
        row.truncate(without_empty_end(&row, columns.len()));
        if row.len() != columns.len() {
            let message = format!("the row has {} cells where the header has {}", row.len(), columns.len());
            let mark = SEPARATORS.iter().find(|(mark, _)| *mark == self.separator).map_or("commas", |(_, name)| name);
            let hint = format!("a cell that holds {mark} must stand in double quotes");
            self.findings.add_with_hint(codes::ROW_LENGTH, &place, message, hint);
            self.left_out.row(self.table.file, row.iter().map(|cell| cell.text.as_str()));
            return None;
        }
        let mut record = Record::of_row(place, columns.len(), self.decimal);
        for (column, cell) in columns.iter().zip(row) {
            if let Some(name) = column {
                let place = Place::within(self.file, cell.start..cell.end);
                let text = cell.into_text();
                characters::check(&text, &place, self.findings);
                record.insert(*name, text, place);
            }
        }
        Some(record)
    }

    /// Splits `text` into rows of cells, from a byte on. A quoted field that never closes is reported; reading goes on with the next line.
    fn split(&mut self, text: &str, mut from: usize) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        while from < text.len() {
            let found = split_from(&text[from..], from, self.separator);
            rows.extend(found.rows);
            let Some(start) = found.unclosed else { break };
            let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
            let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
            self.left_out.row(self.table.file, [&text[line_start..line_end]]);
            self.findings.add_with_hint(
                codes::UNCLOSED_QUOTE,
                &Place::within(self.file, start..line_end),
                "a quoted cell is never closed",
                "close it with a double quote; a double quote inside it is written twice".to_owned(),
            );
            from = line_end;
        }
        rows
    }
}

/// How many columns a header names: empty ones at its end pad a sheet.
pub(crate) fn named(header: &[Cell]) -> usize {
    header.iter().rposition(|cell| !cell.trimmed().is_empty()).map_or(0, |last| last + 1)
}

/// How long a row is without the empty cells behind the last column, which hold nothing that could be lost.
pub(crate) fn without_empty_end(row: &[Cell], columns: usize) -> usize {
    let filled = row.iter().rposition(|cell| !cell.trimmed().is_empty()).map_or(0, |last| last + 1);
    row.len().min(filled.max(columns))
}

/// A text in cells.
pub(crate) struct Split {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The place of a quote that never closes, whose row is left out.
    pub unclosed: Option<usize>,
}

/// Rows from the start of `text` on, which begins at the byte `offset`.
pub(crate) fn split_from(text: &str, offset: usize, separator: char) -> Split {
    let bytes = text.as_bytes();
    let mut reader = ReaderBuilder::new().delimiter(separator as u8).build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut buffer = vec![0u8; 256];
    let (mut at, mut start, mut filled) = (0, 0, 0);
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer[filled..]);
        at += read;
        filled += written;
        match result {
            ReadFieldResult::OutputFull => buffer.resize(buffer.len() * 2, 0),
            ReadFieldResult::Field { record_end } => {
                let raw = &text[start..at];
                // Empty lines stand before the first cell of a row; behind others the line ends.
                let lead = if row.is_empty() { raw.len() - raw.trim_start_matches(['\r', '\n']).len() } else { 0 };
                let trimmed = raw.trim_matches(['\r', '\n', separator]);
                if is_unclosed(trimmed) && at == bytes.len() {
                    return Split { rows, unclosed: Some(offset + start + lead) };
                }
                let cell_start = start + lead;
                let comma = usize::from(!record_end && raw.ends_with(separator));
                let end = start + raw[..raw.len() - comma].trim_end_matches(['\r', '\n']).len();
                let end = end.max(cell_start);
                // Without quotation marks a cell is what stands there.
                let text = match text[cell_start..end].contains('"') {
                    true => String::from_utf8_lossy(&buffer[..filled]).into_owned(),
                    false => text[cell_start..end].to_owned(),
                };
                row.push(Cell { text, start: offset + cell_start, end: offset + end });
                (start, filled) = (at, 0);
                if record_end {
                    // Most rows are as long as the one before.
                    let next = Vec::with_capacity(row.len());
                    rows.push(std::mem::replace(&mut row, next));
                }
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::End => {
                if matches!(result, ReadFieldResult::End) {
                    return Split { rows, unclosed: None };
                }
            }
        }
    }
}

fn is_unclosed(raw: &str) -> bool {
    raw.starts_with('"') && !raw.bytes().filter(|b| *b == b'"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TABLES;

    fn cells(text: &str) -> (Vec<Vec<String>>, usize) {
        let (mut findings, mut left_out) = (Diagnostics::default(), LeftOut::default());
        let mut reading = Reading {
            table: &TABLES[0],
            file: &Arc::from("t.csv"),
            separator: ',',
            decimal: Decimal::Point,
            left_out: &mut left_out,
            findings: &mut findings,
        };
        let rows = reading.split(text, 0);
        for cell in rows.iter().flatten() {
            let raw = &text[cell.start..cell.end];
            assert!(raw == cell.text || raw.starts_with('"'), "{raw:?} is not {:?}", cell.text);
        }
        (rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect(), findings.sorted().len())
    }

    #[test]
    fn cells_keep_their_places() {
        let (rows, findings) = cells("a,b\r\n\"x, \"\"y\"\"\",2\n\n3,\n");
        assert_eq!(rows, [vec!["a", "b"], vec!["x, \"y\"", "2"], vec!["3", ""]]);
        assert_eq!(findings, 0);
        assert_eq!(cells("a,b").0, [vec!["a", "b"]]);
        assert_eq!(cells("").0, Vec::<Vec<String>>::new());
    }

    #[test]
    fn an_empty_cell_at_the_end_of_a_line_stands_in_that_line() {
        for ends in ["\n", "\r\n"] {
            let text = ["", "a,b,", "", "1,,", ",,", ""].join(ends);
            let (mut findings, mut left_out) = (Diagnostics::default(), LeftOut::default());
            let mut reading = Reading {
                table: &TABLES[0],
                file: &Arc::from("t.csv"),
                separator: ',',
                decimal: Decimal::Point,
                left_out: &mut left_out,
                findings: &mut findings,
            };
            let rows = reading.split(&text, 0);
            let lines: Vec<Vec<usize>> = rows
                .iter()
                .map(|row| row.iter().map(|cell| text[..cell.start].matches('\n').count() + 1).collect())
                .collect();
            assert_eq!(lines, [vec![2, 2, 2], vec![4, 4, 4], vec![5, 5, 5]], "{ends:?}");
        }
    }

    #[test]
    fn an_unclosed_quote_costs_one_row_only() {
        let (rows, findings) = cells("a,b\n1,\"x\n3,4\n5,6\n");
        assert_eq!(rows, [vec!["a", "b"], vec!["3", "4"], vec!["5", "6"]]);
        assert_eq!(findings, 1);
    }
}
