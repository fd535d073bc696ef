//! Matrices of ties: the same names in the first row and the first column.

use std::collections::BTreeSet;

use detente_text::{Note, Problem, Row as Line, Table, missing};

use super::codes::judge;
use super::rows::{Row, Rows};
use super::values::sign_of;
use super::{TiesAsked, to_itself};
use crate::lines::lines;

/// Whether a table is a matrix: as many rows as columns, the same names along both, each once.
pub(super) fn is_matrix(table: &Table) -> bool {
    let Some((_, columns)) = table.header.names.split_first() else { return false };
    let across: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
    let down: BTreeSet<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
    across.len() > 1
        && across.len() == columns.len()
        && table.rows.len() == columns.len()
        && across == down
        && !across.contains("")
}

/// Why a table that looks like a matrix is none: names that stand along one side alone.
pub(super) fn almost(table: &Table) -> Option<Problem> {
    let (corner, columns) = table.header.names.split_first()?;
    let across: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
    let down: BTreeSet<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
    let shared = across.intersection(&down).count();
    if !corner.is_empty() && shared < 2 || shared == 0 || 2 * shared < across.len().max(down.len()) {
        return None;
    }
    let quoted = |names: Vec<&&str>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let (rows, columns) = (down.difference(&across).collect(), across.difference(&down).collect::<Vec<_>>());
    let (rows, columns): (String, String) = (quoted(rows), quoted(columns));
    let side =
        |names: &str, what: &str| if names.is_empty() { format!("no {what}") } else { format!("{what} {names}") };
    let what = format!(
        "this looks like a matrix, whose rows and columns have the same names, each once; in one of them alone stand {} and {}",
        side(&rows, "row"),
        side(&columns, "column")
    );
    Some(Problem::at(table.header.line, what))
}

/// The ties of a matrix. A blank cell or a 0 is no tie; two cells that are the same are one tie without a direction, as is a triangle
/// of which the other half is empty: not given, rather than 0. Other cells are ties from the row to the column. Ties of an actor to itself
/// are left out.
///
/// # Errors
/// Every [`Problem`] of its cells.
pub(super) fn read(table: &mut Table, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    if let Some(by) = asked.by {
        let what = format!("a matrix has no periods, and no column `{by}`; write one row a tie");
        return Err(vec![Problem::at(table.header.line, what)]);
    }
    let mut problems = std::mem::take(&mut table.problems);
    let square = Square::of(table, asked.missing.unwrap_or_default(), &mut problems);
    let mut notes = std::mem::take(&mut table.notes);
    notes.push(Note::of_file("read as a matrix: a blank cell or a 0 is no tie"));
    if problems.is_empty() {
        let mut apart: Vec<Cell> = square.half(true).chain(square.half(false)).map(|(a, b)| square.at(a, b)).collect();
        apart.sort_by_key(|cell| cell.line);
        judge_cells(&apart, asked.missing, &mut notes, &mut problems);
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    square.tell(&mut notes);
    Ok(Rows { rows: square.rows(), notes, periods: Vec::new() })
}

/// The cells of a matrix.
struct Square {
    names: Vec<String>,
    cells: Vec<Cell>,
}

impl Square {
    fn of(table: &mut Table, codes: &[f64], problems: &mut Vec<Problem>) -> Self {
        let signs = settle_numbers(table);
        problems.append(&mut table.problems);
        let names = table.header.names[1..].to_vec();
        let size = names.len();
        let mut cells: Vec<Cell> = vec![Cell::default(); size * size];
        for row in &table.rows {
            let Some(from) = names.iter().position(|name| name == row.cell(0)) else { continue };
            for to in 0..size {
                match cell(table, row, to + 1, signs) {
                    Ok(found) => cells[from * size + to] = found.without(codes),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        Self { names, cells }
    }

    fn at(&self, from: usize, to: usize) -> Cell {
        self.cells[from * self.names.len() + to]
    }

    fn weight(&self, from: usize, to: usize) -> Option<f64> {
        self.at(from, to).value.filter(|weight| *weight != 0.0)
    }

    /// Places below the diagonal, or above it.
    fn half(&self, lower: bool) -> impl Iterator<Item = (usize, usize)> + use<> {
        let size = self.names.len();
        (0..size).flat_map(move |a| (0..size).map(move |b| (a, b))).filter(move |(a, b)| a != b && (a > b) == lower)
    }

    /// Whether something stands in a half, a 0 among it.
    fn given(&self, lower: bool) -> bool {
        self.half(lower).any(|(a, b)| self.at(a, b).value.is_some())
    }

    fn is_triangle(&self) -> bool {
        !self.given(true) || !self.given(false)
    }

    /// What is to be said of cells that are missing, of a half of zeros, and of the diagonal.
    fn tell(&self, notes: &mut Vec<Note>) {
        let unknown_in = |lower: bool| self.half(lower).map(|(a, b)| self.at(a, b)).filter(|cell| cell.unknown);
        // The half that is not given may be full of words for what is missing.
        let read = [true, false].into_iter().filter(|lower| self.given(*lower));
        let mut unknown: Vec<u64> = read.flat_map(unknown_in).map(|cell| cell.line).collect();
        unknown.sort_unstable();
        if let Some(first) = unknown.first() {
            let (count, told) = (unknown.len(), lines(&unknown));
            let what = format!("{count} cell(s) without a value are left out: not known is not 0{told}");
            notes.push(Note::at(*first, what));
        }
        let zeros = |lower: bool| self.half(lower).all(|(a, b)| self.weight(a, b).is_none());
        if !self.is_triangle() && zeros(true) != zeros(false) {
            let what = "one half of the matrix holds zeros alone: its ties go from the row to the column; leave that half blank where they \
                        have no direction";
            notes.push(Note::of_file(what));
        }
        let own = (0..self.names.len()).filter(|at| self.weight(*at, *at).is_some());
        notes.extend(to_itself(&own.map(|at| self.at(at, at).line).collect::<Vec<_>>()));
    }

    fn rows(&self) -> Vec<Row> {
        let (size, triangle) = (self.names.len(), self.is_triangle());
        let mut rows = Vec::new();
        for (from, to) in (0..size).flat_map(|from| (0..size).map(move |to| (from, to))).filter(|(from, to)| from != to)
        {
            let Some(weight) = self.weight(from, to) else { continue };
            let same = self.weight(to, from) == Some(weight);
            if triangle || !same || from < to {
                let (a, b, both_ways) = (self.names[from].clone(), self.names[to].clone(), same || triangle);
                let line = self.at(from, to).line;
                rows.push(Row { a, b, weight, firmness: 1.0, cost: 1.0, period: String::new(), line, both_ways });
            }
        }
        rows
    }
}

/// A cell of a matrix.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cell {
    /// Its number; nothing where it is blank or unknown.
    pub value: Option<f64>,
    /// Whether it says that its value is missing.
    pub unknown: bool,
    /// Its line.
    pub line: u64,
}

impl Cell {
    /// The cell, unknown where its number is a code for a missing value.
    pub(crate) fn without(self, codes: &[f64]) -> Self {
        let coded = self.value.is_some_and(|value| codes.contains(&value));
        Self { value: self.value.filter(|_| !coded), unknown: self.unknown || coded, ..self }
    }
}

/// Finds out how the numbers of a matrix are written: whether they are `+` and `-`, and their decimal mark otherwise.
pub(crate) fn settle_numbers(table: &mut Table) -> bool {
    let columns: Vec<usize> = (1..table.header.names.len()).collect();
    let cells = || columns.iter().flat_map(|column| table.rows.iter().map(|row| row.cell(*column)));
    let signs = cells().all(is_sign) && cells().any(|cell| sign_of(cell).is_some());
    if !signs {
        table.settle_decimal(&columns);
    }
    signs
}

/// What a cell of a matrix holds.
///
/// # Errors
/// A [`Problem`] where it is neither a number nor a sign nor missing.
pub(crate) fn cell(table: &Table, row: &Line, column: usize, signs: bool) -> Result<Cell, Problem> {
    let (text, line) = (row.cell(column), row.line);
    if text.is_empty() {
        return Ok(Cell { line, ..Cell::default() });
    }
    let value = match sign_of(text).filter(|_| signs) {
        Some(sign) => Some(sign),
        None => table.number(row, column)?,
    };
    Ok(Cell { value, unknown: value.is_none(), line })
}

/// Judges the cells of a matrix as the values of a list: those other than 0.
pub(crate) fn judge_cells(cells: &[Cell], codes: Option<&[f64]>, notes: &mut Vec<Note>, problems: &mut Vec<Problem>) {
    let filled = || cells.iter().filter(|cell| cell.value.is_some_and(|value| value != 0.0));
    let values: Vec<Option<f64>> = filled().map(|cell| cell.value).collect();
    let places: Vec<u64> = filled().map(|cell| cell.line).collect();
    judge(&values, &places, codes, notes, problems);
}

/// Whether a cell may stand in a matrix of signs.
fn is_sign(cell: &str) -> bool {
    sign_of(cell).is_some() || cell == "0" || missing(cell)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use detente_text::{Asked, table};

    fn ties(text: &str) -> Vec<(String, String, f64, bool)> {
        let mut table = table::read(text, &Asked::default());
        assert!(is_matrix(&table), "{text}");
        let found = read(&mut table, &TiesAsked::default()).unwrap();
        found.rows.into_iter().map(|row| (row.a, row.b, row.weight, row.both_ways)).collect()
    }

    fn tie(a: &str, b: &str, weight: f64, both_ways: bool) -> (String, String, f64, bool) {
        (a.to_owned(), b.to_owned(), weight, both_ways)
    }

    #[test]
    fn whole_matrices_triangles_and_signs_are_read() {
        let symmetric = vec![tie("A", "B", 1.0, true), tie("B", "C", -0.5, true)];
        assert_eq!(ties(",A,B,C\nA,0,1,0\nB,1,0,-0.5\nC,0,-0.5,0\n"), symmetric);
        assert_eq!(ties("x;A;B;C\nA;;1;\nB;;;-0,5\nC;;;\n"), symmetric);
        assert_eq!(ties(",A,B\nA,0,+\nB,-,0\n"), vec![tie("A", "B", 1.0, false), tie("B", "A", -1.0, false)]);
        assert_eq!(ties(",A,B\nB,2,\nA,,2\n"), vec![tie("A", "B", 2.0, true)]);
    }

    /// Zeros are given: the ties of a half beside a half of zeros have a direction.
    #[test]
    fn a_half_of_zeros_is_no_empty_half() {
        let directed = vec![tie("A", "B", 1.0, false), tie("A", "C", -1.0, false), tie("B", "C", 1.0, false)];
        assert_eq!(ties(",A,B,C\nA,0,1,-1\nB,0,0,1\nC,0,0,0\n"), directed);
        let both_ways: Vec<_> = directed.into_iter().map(|(a, b, weight, _)| (a, b, weight, true)).collect();
        assert_eq!(ties(",A,B,C\nA,0,1,-1\nB,,0,1\nC,,,0\n"), both_ways);
        assert_eq!(ties(",A,B,C\nA,NA,1,-1\nB,NA,NA,1\nC,NA,NA,NA\n"), both_ways);
    }

    #[test]
    fn codes_and_the_diagonal_are_told() {
        let found = |text: &str, missing| {
            let asked = TiesAsked { missing, ..TiesAsked::default() };
            read(&mut table::read(text, &Asked::default()), &asked)
        };
        let coded = ",A,B,C\nA,0,1,-9\nB,1,0,-1\nC,-9,-1,0\n";
        let why = found(coded, None).unwrap_err();
        assert!(why[0].line == 2 && why[0].what.contains("--missing=-9"), "{why:?}");
        assert_eq!(found(coded, Some(&[-9.0])).unwrap().rows.len(), 2);
        assert_eq!(found(coded, Some(&[])).unwrap().rows.len(), 3);
        assert_eq!(found(",A,B\nA,-9,1\nB,1,-9\n", None).unwrap().rows.len(), 1);
        let loops = found(",A,B\nA,1,1\nB,1,1\n", None).unwrap();
        assert!(loops.notes.iter().any(|note| note.what.contains("itself")), "{:?}", loops.notes);
    }

    #[test]
    fn tables_of_ties_are_no_matrices() {
        let almost = |text: &str| super::almost(&table::read(text, &Asked::default())).map(|problem| problem.what);
        let why = almost(",A,B,C\nA,0,1,-1\nB,1,0,1\nD,-1,1,0\n").unwrap();
        assert!(why.contains("row `D` and column `C`"), "{why}");
        assert_eq!(almost("x,y,z\nA,B,1\nB,C,1\n"), None);
        for text in ["source,target,weight\nA,B,1\nB,C,1\n", ",A,B\nA,0,1\n", ",A,A\nA,0,1\nA,1,0\n", ""] {
            assert!(!is_matrix(&table::read(text, &Asked::default())), "{text}");
        }
    }
}
