//! CSV into records, every cell with its place. Field splitting is `csv-core`'s; recovery from broken quotes is ours.

use csv_core::{ReadFieldResult, Reader};

use crate::codes;
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::read::Table;
use crate::syntax::Record;

/// One cell: its text without quotes, and the bytes it came from.
#[derive(Debug, Clone)]
struct Cell {
    text: String,
    start: usize,
    end: usize,
}

/// Reads the rows of `table` from `text`; rows of the wrong length are reported and left out.
pub(crate) fn records(table: &Table, file: &str, text: &str, findings: &mut Findings) -> Vec<Record> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    let mut rows = split(file, body, offset, findings).into_iter();
    let Some(header) = rows.next() else {
        findings.add_with_hint(
            codes::MISSING_KEY,
            &Place::new(file, 0..0),
            "the file is empty",
            format!("its first line must be `{}`", table.header()),
        );
        return Vec::new();
    };
    let Some(columns) = columns(table, file, &header, findings) else { return Vec::new() };
    rows.filter_map(|row| record(file, &columns, row, findings)).collect()
}

/// The column of each cell; `None` when a needed column is missing.
fn columns(table: &Table, file: &str, header: &[Cell], findings: &mut Findings) -> Option<Vec<Option<&'static str>>> {
    let mut found: Vec<Option<&'static str>> = Vec::new();
    for cell in header {
        let place = Place::new(file, cell.start..cell.end);
        let known = table.columns.iter().find(|column| column.name == cell.text.trim()).map(|column| column.name);
        match known {
            None => {
                let hint = if header.len() == 1 && cell.text.contains([';', '\t']) {
                    Some("columns are separated by commas; export the sheet as comma-separated".to_owned())
                } else {
                    did_you_mean(cell.text.trim(), table.columns.iter().map(|column| column.name))
                };
                findings.add_with_hint(
                    codes::UNKNOWN_KEY,
                    &place,
                    format!("unknown column `{}`", cell.text.trim()),
                    hint,
                );
            }
            Some(name) if found.contains(&Some(name)) => {
                findings.add(codes::SAME_ID, &place, format!("column `{name}` stands twice"));
            }
            Some(_) => {}
        }
        found.push(known);
    }
    let missing: Vec<&str> = table
        .columns
        .iter()
        .filter(|column| column.required && !found.contains(&Some(column.name)))
        .map(|column| column.name)
        .collect();
    for name in &missing {
        let end = header.last().map_or(0, |cell| cell.end);
        findings.add(
            codes::MISSING_KEY,
            &Place::new(file, header[0].start..end),
            format!("column `{name}` is missing"),
        );
    }
    missing.is_empty().then_some(found)
}

fn record(file: &str, columns: &[Option<&'static str>], row: Vec<Cell>, findings: &mut Findings) -> Option<Record> {
    let place = Place::new(file, row.first().map_or(0, |cell| cell.start)..row.last().map_or(0, |cell| cell.end));
    if row.len() == 1 && row[0].text.trim().is_empty() {
        return None;
    }
    if row.len() != columns.len() {
        findings.add_with_hint(
            codes::ROW_LENGTH,
            &place,
            format!("the row has {} cells where the header has {}", row.len(), columns.len()),
            "a cell that holds a comma must stand in double quotes".to_owned(),
        );
        return None;
    }
    let mut record = Record::new(place);
    for (column, cell) in columns.iter().zip(row) {
        if let Some(name) = column {
            record.insert(name, cell.text.trim().to_owned(), Place::new(file, cell.start..cell.end));
        }
    }
    Some(record)
}

/// Splits `body` into rows of cells. A quoted field that never closes is reported; reading goes on with the next line.
fn split(file: &str, body: &str, offset: usize, findings: &mut Findings) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut from = 0;
    while from < body.len() {
        let (found, broken) = split_from(&body[from..], offset + from);
        rows.extend(found);
        let Some(start) = broken else { break };
        let line_end = body[start - offset..].find('\n').map_or(body.len(), |length| start - offset + length + 1);
        findings.add_with_hint(
            codes::UNCLOSED_QUOTE,
            &Place::new(file, start..offset + line_end),
            "a quoted cell is never closed",
            "close it with a double quote; a double quote inside it is written twice".to_owned(),
        );
        from = line_end;
    }
    rows
}

/// Rows from the start of `text` on; with the place of a quote that never closes, whose row is left out.
fn split_from(text: &str, offset: usize) -> (Vec<Vec<Cell>>, Option<usize>) {
    let bytes = text.as_bytes();
    let mut reader = Reader::new();
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
                let lead = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
                let trimmed = raw.trim_matches(['\r', '\n', ',']);
                if is_unclosed(trimmed) && at == bytes.len() {
                    return (rows, Some(offset + start + lead));
                }
                let cell_start = start + lead;
                let comma = usize::from(!record_end && raw.ends_with(','));
                let end = start + raw[..raw.len() - comma].trim_end_matches(['\r', '\n']).len();
                let text = String::from_utf8_lossy(&buffer[..filled]).into_owned();
                row.push(Cell { text, start: offset + cell_start, end: offset + end.max(cell_start) });
                (start, filled) = (at, 0);
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::End => {
                if matches!(result, ReadFieldResult::End) {
                    return (rows, None);
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

    fn cells(text: &str) -> (Vec<Vec<String>>, usize) {
        let mut findings = Findings::default();
        let rows = split("t.csv", text, 0, &mut findings);
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
    fn an_unclosed_quote_costs_one_row_only() {
        let (rows, findings) = cells("a,b\n1,\"x\n3,4\n5,6\n");
        assert_eq!(rows, [vec!["a", "b"], vec!["3", "4"], vec!["5", "6"]]);
        assert_eq!(findings, 1);
    }
}
