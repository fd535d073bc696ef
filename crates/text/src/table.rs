//! Text into a table: separator, header, rows with their lines.

use csv::{ReaderBuilder, StringRecord};

use crate::number::{Decimal, missing, number};
use crate::safe::{is_unsafe, shortened};
use crate::sniff;
use crate::{Note, Problem};

/// What the user says of a table; what is not said is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// The mark between cells.
    pub separator: Option<char>,
    /// The decimal mark.
    pub decimal: Option<Decimal>,
}

/// A table as it was read.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The mark between its cells.
    pub separator: char,
    /// Its decimal mark; see [`Table::settle_decimal`].
    pub decimal: Decimal,
    /// Its first row.
    pub header: Header,
    /// Its other rows, without those that are empty and those that have a problem.
    pub rows: Vec<Row>,
    /// What was read with doubt.
    pub notes: Vec<Note>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    asked: Option<Decimal>,
}

/// Names of columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// As they stand, trimmed; a column may have none.
    pub names: Vec<String>,
    /// Line, from 1.
    pub line: u64,
}

impl Header {
    /// The column of a name; case does not count, and `_`, `-`, `.` and spaces are one.
    ///
    /// # Errors
    /// A [`Problem`] where two columns have it.
    pub fn find(&self, name: &str) -> Result<Option<usize>, Problem> {
        let mut found = (0..self.names.len()).filter(|column| same_name(&self.names[*column], name));
        match (found.next(), found.next()) {
            (Some(one), Some(other)) => {
                let what = format!(
                    "the column `{}` stands twice (columns {} and {}); take one out or name it otherwise",
                    shortened(&self.names[one]),
                    one + 1,
                    other + 1
                );
                Err(Problem::at(self.line, what))
            }
            (found, _) => Ok(found),
        }
    }

    /// The names in a row, for messages.
    pub fn describe(&self) -> String {
        let shown: Vec<String> = self.names.iter().take(40).map(|name| shortened(name)).collect();
        let rest = self.names.len().saturating_sub(40);
        if rest > 0 { format!("{}, and {rest} more", shown.join(", ")) } else { shown.join(", ") }
    }
}

/// Whether two names of columns are the same but for case and the mark between words.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.trim().chars().flat_map(char::to_lowercase).map(|c| if "-. ".contains(c) { '_' } else { c }).collect()
    };
    plain(one) == plain(other)
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Line, from 1, in which it begins.
    pub line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The text of a cell, without spaces and hidden marks at its ends; nothing where there is no such column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// All cells.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// A cell without what surrounds it: spaces of every kind, byte order marks, zero-width marks.
pub fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

/// Reads a table.
///
/// Columns at the right edge that have neither a name nor a cell are dropped, as are rows without any cell: spreadsheets pad. Where every
/// row has one cell more than the header, the first column has no name: that is how R writes the names of rows.
pub fn read(text: &str, asked: &Asked) -> Table {
    let (separator, skipped) = match asked.separator {
        Some(mark) => (mark, 0),
        None => sniff::separator(text),
    };
    let mut table =
        Table { separator, decimal: asked.decimal.unwrap_or_default(), asked: asked.decimal, ..Table::default() };
    let mut records = split(text, separator, skipped, &mut table.problems).into_iter();
    let Some((line, header)) = records.next() else {
        table.problems.push(Problem::at(1, "there is no line in this file; its first line must name the columns"));
        return table;
    };
    let rows: Vec<(u64, Vec<String>)> =
        records.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
    table.header = Header { names: header, line };
    unpad(&mut table.header.names, &rows);
    if !rows.is_empty()
        && rows
            .iter()
            .all(|(_, cells)| cells.len() == table.header.names.len() + 1 && !cells[cells.len() - 1].is_empty())
    {
        table.header.names.insert(0, String::new());
        let what = "every row has one cell more than the header; the first column was taken for names of rows";
        table.notes.push(Note::at(line, what));
    }
    for (line, cells) in rows {
        match fitted(cells, table.header.names.len()) {
            Ok(cells) => table.rows.push(Row { line, cells }),
            Err(count) => {
                let what = format!(
                    "{count} cells where the header has {}; a cell that holds `{}` must stand in double quotes",
                    table.header.names.len(),
                    if separator == '\t' { "a tab".to_owned() } else { separator.to_string() }
                );
                table.problems.push(Problem::at(line, what));
            }
        }
    }
    table
}

/// Takes off columns at the right edge that nothing stands in.
fn unpad(names: &mut Vec<String>, rows: &[(u64, Vec<String>)]) {
    let used = rows
        .iter()
        .filter_map(|(_, cells)| cells.iter().rposition(|cell| !cell.is_empty()))
        .max()
        .map_or(0, |last| last + 1);
    while names.len() > used && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
}

/// As many cells as there are columns: empty ones behind them are dropped. The number of cells where they do not fit.
fn fitted(mut cells: Vec<String>, columns: usize) -> Result<Vec<String>, usize> {
    while cells.len() > columns && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    if cells.len() == columns { Ok(cells) } else { Err(cells.len()) }
}

/// Records with the lines in which they begin. A quote that never closes costs its line; reading goes on behind it.
fn split(text: &str, separator: char, skipped: usize, problems: &mut Vec<Problem>) -> Vec<(u64, Vec<String>)> {
    /// Comes behind the text; a quote that never closes swallows it.
    const END: &str = "\n\u{2}";
    /// Open quotes told; behind each the rest is read anew.
    const MOST: usize = 20;
    let mut found = Vec::new();
    let mut from = skipped;
    let mut line = 1 + lines(&text[..skipped]);
    while from < text.len() {
        let padded = format!("{}{END}", &text[from..]);
        let mut reader = ReaderBuilder::new()
            .delimiter(separator as u8)
            .flexible(true)
            .has_headers(false)
            .from_reader(padded.as_bytes());
        let (mut at, mut here) = (0, line);
        let mut last = (0, line);
        let mut open = true;
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            let begin = record.position().map_or(0, |position| position.byte() as usize);
            let begin = begin + padded[begin..].len() - padded[begin..].trim_start_matches(['\n', '\r']).len();
            here += lines(&padded[at..begin]);
            (at, last) = (begin, (begin, here));
            if record.len() == 1 && record.get(0) == Some("\u{2}") {
                open = false;
                break;
            }
            found.push((here, record.iter().map(|cell| trimmed(cell).to_owned()).collect()));
        }
        if !open {
            break;
        }
        found.pop();
        let what =
            "a quoted cell is never closed; close it with a double quote (a double quote inside it is written twice)";
        problems.push(Problem::at(last.1, what));
        let rest = &text[from + last.0..];
        let Some(end) = rest.find('\n').filter(|_| problems.len() < MOST) else { break };
        (from, line) = (from + last.0 + end + 1, last.1 + 1);
    }
    found
}

fn lines(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

impl Table {
    /// Finds the decimal mark from the cells of the columns that hold numbers, unless it was asked for; a comma is told in a note.
    ///
    /// Where both marks stand, or where commas may as well mark thousands, that is a problem: the user says which with `--decimal`.
    pub fn settle_decimal(&mut self, numeric: &[usize]) {
        if let Some(asked) = self.asked {
            self.decimal = asked;
            return;
        }
        let cells: Vec<(u64, &str)> =
            self.rows.iter().flat_map(|row| numeric.iter().map(|column| (row.line, row.cell(*column)))).collect();
        let first = |mark: char, other: char| {
            let has = |cell: &str| broken_at(cell, mark).is_some() && broken_at(cell, other).is_none();
            cells.iter().find(|(_, cell)| has(cell)).map_or((1, ""), |found| *found)
        };
        let ((line, cell), (other, pointed)) = (first(',', '.'), first('.', ','));
        match decimal_mark(cells.iter().map(|(_, cell)| *cell)) {
            Mark::None => {}
            Mark::Point => self.problems.extend(self.pointed_thousands(numeric)),
            Mark::Both => {
                let what = format!(
                    "`{cell}` has a comma and `{pointed}` (line {other}) a point; write one decimal mark throughout, or say --decimal comma or point"
                );
                self.problems.push(Problem::at(line, what));
            }
            Mark::Doubtful => {
                let what = format!(
                    "`{cell}` may be a decimal number or a number of thousands; say --decimal comma, or take the comma out"
                );
                self.problems.push(Problem::at(line, what));
            }
            Mark::Comma => {
                self.decimal = Decimal::Comma;
                self.notes.push(Note::at(line, format!("read with decimal commas, as in `{cell}`")));
            }
        }
    }

    /// Points that may as well mark thousands: in a table with semicolons, as they are written where the comma is the decimal mark, all
    /// broken numbers of a column have three digits behind the point, and whole numbers stand beside them.
    fn pointed_thousands(&self, numeric: &[usize]) -> Option<Problem> {
        if self.separator != ';' {
            return None;
        }
        let doubt = |column: &usize| {
            let cells = || self.rows.iter().map(|row| (row.line, row.cell(*column)));
            let pointed = || cells().filter_map(|(line, cell)| Some((line, cell, broken_at(cell, '.')?)));
            let thousands = pointed().all(|(.., parts)| marks_thousands(parts));
            let whole = cells().any(|(_, cell)| is_whole(cell));
            pointed().next().filter(|_| thousands && whole)
        };
        let (line, cell, _) = numeric.iter().find_map(doubt)?;
        let what = format!(
            "`{cell}` may be a decimal number or a number of thousands, as whole numbers stand beside it in a table with semicolons; say \
             --decimal point, or take the points out"
        );
        Some(Problem::at(line, what))
    }

    /// The table with its first line as a row, for files without a header; its columns are called by their numbers from 1.
    pub fn without_header(&mut self) {
        let count = self.header.names.len();
        let numbers = (1..=count).map(|number| number.to_string()).collect();
        let cells = std::mem::replace(&mut self.header.names, numbers);
        self.rows.insert(0, Row { line: self.header.line, cells });
    }

    /// The number in a cell; `None` where it says that there is none.
    ///
    /// # Errors
    /// A [`Problem`] with the line and the column.
    pub fn number(&self, row: &Row, column: usize) -> Result<Option<f64>, Problem> {
        let cell = row.cell(column);
        if missing(cell) {
            return Ok(None);
        }
        number(cell, self.decimal).map(Some).map_err(|why| {
            let name = self.header.names.get(column).map_or("", String::as_str);
            let place = if name.is_empty() { String::new() } else { format!("column `{}`: ", shortened(name)) };
            Problem::at(row.line, format!("{place}{why}"))
        })
    }

    /// Cells that hold characters which command a terminal or hide, each as a problem.
    pub fn unsafe_cells(&self) -> Vec<Problem> {
        let strange = |cell: &&String| cell.chars().any(is_unsafe);
        let told = |row: &Row| -> Vec<Problem> {
            let what =
                |cell: &String| format!("`{}` holds a control or hidden character; take it out", shortened(cell));
            row.cells.iter().filter(strange).map(|cell| Problem::at(row.line, what(cell))).collect()
        };
        self.rows.iter().flat_map(told).collect()
    }
}

/// Which decimal mark the numbers of a table have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// There are whole numbers only.
    None,
    /// Points.
    Point,
    /// Commas, of which one at least cannot mark thousands.
    Comma,
    /// Commas that may as well mark thousands.
    Doubtful,
    /// Points in some and commas in others.
    Both,
}

/// The decimal mark of the numbers in these cells.
pub fn decimal_mark<'c>(cells: impl IntoIterator<Item = &'c str>) -> Mark {
    let (mut comma, mut point, mut certain) = (false, false, false);
    for cell in cells {
        match (broken_at(cell, ','), broken_at(cell, '.')) {
            (Some(parts), None) => (comma, certain) = (true, certain || !marks_thousands(parts)),
            (None, Some(_)) => point = true,
            _ => {}
        }
    }
    match (comma, point) {
        (false, false) => Mark::None,
        (false, true) => Mark::Point,
        (true, true) => Mark::Both,
        (true, false) if certain => Mark::Comma,
        (true, false) => Mark::Doubtful,
    }
}

/// Whether a mark with these digits before and behind it may mark thousands.
fn marks_thousands((whole, rest): (&str, &str)) -> bool {
    rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

/// Whether a cell is a whole number other than 0.
fn is_whole(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['+', '-', '\u{2212}', '\u{2013}']);
    cell.bytes().all(|byte| byte.is_ascii_digit()) && cell.bytes().any(|byte| byte != b'0')
}

/// Digits before and behind a mark that stands once in a cell of digits.
fn broken_at(cell: &str, mark: char) -> Option<(&str, &str)> {
    let cell = cell.trim_start_matches(['+', '-', '\u{2212}', '\u{2013}']);
    let body = cell.split(['e', 'E']).next().unwrap_or_default();
    let (whole, rest) = body.split_once(mark)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(rest) && !rest.is_empty()).then_some((whole, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn table(text: &str) -> Table {
        read(text, &Asked::default())
    }

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.rows.iter().map(|row| row.cells().iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn spreadsheets_pad_and_r_names_rows() {
        let padded = table("a,b,,\r\n1,2,,\r\n,,,\r\n3,4,,\r\n");
        assert_eq!((padded.header.names.len(), cells(&padded)), (2, vec![vec!["1", "2"], vec!["3", "4"]]));
        assert!(padded.problems.is_empty() && padded.notes.is_empty());
        let named = table("a,b\n\"1\",x,y\n\"2\",z,w\n");
        assert_eq!((named.header.find("a").unwrap(), named.rows[0].cell(1), named.notes.len()), (Some(1), "x", 1));
        let short = table("a,b,c\n1,2\n1,2,3,4\n");
        assert_eq!(short.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn lines_are_counted_over_empty_lines_and_quotes() {
        let found = table("a,b\n\n1,\"x\ny\"\n\r\n3,4\n");
        assert_eq!(found.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 6]);
        assert_eq!(found.rows[0].cell(1), "x\ny");
    }

    #[test]
    fn a_quote_that_never_closes_costs_its_line() {
        let found = table("a,b\n1,\"x\n3,4\n5,6\n");
        assert_eq!(cells(&found), [vec!["3", "4"], vec!["5", "6"]]);
        assert_eq!(found.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2]);
        let last = table("a,b\n1,2\n5,\"6");
        assert_eq!((cells(&last), last.problems.len()), (vec![vec!["1", "2"]], 1));
        // An inch mark is no quote.
        assert!(table("gun,range\n5\" gun,3\n").problems.is_empty());
    }

    #[test]
    fn a_table_may_have_no_header() {
        let mut found = table("x,y,1\ny,z,2\n");
        found.without_header();
        assert_eq!(
            (found.header.names.clone(), found.rows[0].cell(1)),
            (["1", "2", "3"].map(str::to_owned).to_vec(), "y")
        );
        assert_eq!(found.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn two_columns_of_one_name_are_refused_when_asked_for() {
        let found = table("Weight,a,weight\n1,x,2\n");
        assert!(found.header.find("weight").unwrap_err().what.contains("columns 1 and 3"));
        assert_eq!(found.header.find("a").unwrap(), Some(1));
        assert_eq!(found.header.find("b").unwrap(), None);
    }

    #[test]
    fn the_decimal_mark_is_found_or_asked_for() {
        let settled = |text: &str| {
            let mut found = table(text);
            found.settle_decimal(&[1]);
            found
        };
        let comma = settled("a;w\nx;-0,5\ny;2\n");
        assert_eq!((comma.number(&comma.rows[0], 1), comma.notes.len()), (Ok(Some(-0.5)), 1));
        assert_eq!(settled("a,w\nx,\"0,5\"\n").decimal, Decimal::Comma);
        assert_eq!(settled("a;w\nx;0,125\n").decimal, Decimal::Comma);
        assert_eq!(settled("a;w\nx;1,234\n").problems.len(), 1);
        assert_eq!(settled("a;w\nx;0,5\ny;0.5\n").problems.len(), 1);
        let point = settled("a;w\nx;0.5\ny;NA\n");
        assert_eq!((point.number(&point.rows[1], 1), point.problems.len()), (Ok(None), 0));
        assert!(point.notes.is_empty());
        assert!(settled("a;w\nx;1.234\ny;950\nz;-2.500\n").problems[0].what.contains("--decimal point"));
        for sound in ["a,w\nx,1.234\ny,950\n", "a;w\nx;1.234\ny;2.500\nz;0\n", "a;w\nx;1.234\ny;0.5\nz;2\n"] {
            assert!(settled(sound).problems.is_empty(), "{sound}");
        }
        let asked = read("a;w\nx;1,234\n", &Asked { decimal: Some(Decimal::Comma), separator: None });
        assert_eq!(asked.number(&asked.rows[0], 1), Ok(Some(1.234)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_has_a_problem(text in "[a-c,;\t\"\n\r0-9.| ]{0,60}") {
            let mut found = table(&text);
            found.settle_decimal(&[0, 1]);
            let width = found.header.names.len();
            prop_assert!(found.rows.iter().all(|row| row.cells().len() == width));
            let count = text.lines().count() as u64 + text.matches('\r').count() as u64;
            prop_assert!(found.rows.iter().all(|row| row.line >= 1 && row.line <= count));
        }

        #[test]
        fn a_table_comes_back_whatever_separates_its_cells(
            rows in prop::collection::vec(prop::collection::vec("[a-z]{1,4}", 3), 2..8),
            mark in prop::sample::select(vec![',', ';', '\t', '|']),
            end in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let text: String = rows.iter().map(|row| row.join(&mark.to_string()) + end).collect();
            let found = table(&text);
            prop_assert_eq!(found.separator, mark);
            prop_assert_eq!(&found.header.names, &rows[0]);
            let read: Vec<Vec<String>> = found.rows.iter().map(|row| row.cells().to_vec()).collect();
            prop_assert_eq!(read, rows[1..].to_vec());
        }
    }
}
