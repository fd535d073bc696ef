//! Matrices of ties: the same names in the first row and the first column.

use std::collections::BTreeSet;

use detente_text::{Note, Problem, Table, missing};

use super::TiesAsked;
use super::periods::lines;
use super::rows::{Row, Rows};
use super::values::sign_of;

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

/// The ties of a matrix. A blank cell or a 0 is no tie; two cells that are the same are one tie without a direction, as is a triangle
/// of which the other half is empty; other cells are ties from the row to the column. The diagonal is passed over.
///
/// # Errors
/// Every [`Problem`] of its cells.
pub(super) fn read(table: &mut Table, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    if let Some(by) = asked.by {
        let what = format!("a matrix has no periods, and no column `{by}`; write one row a tie");
        return Err(vec![Problem::at(table.header.line, what)]);
    }
    let columns: Vec<usize> = (1..table.header.names.len()).collect();
    let signs = columns.iter().all(|column| table.rows.iter().all(|row| is_sign(row.cell(*column))));
    if !signs {
        table.settle_decimal(&columns);
    }
    let names = table.header.names[1..].to_vec();
    let size = names.len();
    let mut cells: Vec<Option<(f64, u64)>> = vec![None; size * size];
    let (mut problems, mut unknown) = (std::mem::take(&mut table.problems), Vec::new());
    for row in &table.rows {
        let Some(from) = names.iter().position(|name| name == row.cell(0)) else { continue };
        for to in (0..size).filter(|to| *to != from) {
            let text = row.cell(to + 1);
            let value = match sign_of(text).filter(|_| signs) {
                Some(sign) => Ok(Some(sign)),
                None if text.is_empty() => Ok(Some(0.0)),
                None => table.number(row, to + 1),
            };
            match value {
                Ok(Some(value)) if asked.missing.unwrap_or_default().contains(&value) => unknown.push(row.line),
                Ok(Some(value)) => cells[from * size + to] = Some((value, row.line)),
                Ok(None) => unknown.push(row.line),
                Err(problem) => problems.push(problem),
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut notes = std::mem::take(&mut table.notes);
    notes.push(Note::of_file("read as a matrix: a blank cell or a 0 is no tie"));
    if let Some(first) = unknown.first() {
        let what =
            format!("{} cell(s) without a value are left out: not known is not 0{}", unknown.len(), lines(&unknown));
        notes.push(Note::at(*first, what));
    }
    let value = |from: usize, to: usize| cells[from * size + to].map_or(0.0, |(value, _)| value);
    let empty = |lower: bool| (0..size).all(|a| (0..size).all(|b| (a > b) != lower || a == b || value(a, b) == 0.0));
    let triangle = empty(true) || empty(false);
    let mut rows = Vec::new();
    for from in 0..size {
        for to in (0..size).filter(|to| *to != from) {
            let Some((weight, line)) = cells[from * size + to].filter(|(weight, _)| *weight != 0.0) else { continue };
            let same = value(to, from) == weight;
            if triangle || !same || from < to {
                let (a, b, both_ways) = (names[from].clone(), names[to].clone(), same || triangle);
                rows.push(Row { a, b, weight, firmness: 1.0, cost: 1.0, period: String::new(), line, both_ways });
            }
        }
    }
    Ok(Rows { rows, notes, periods: Vec::new() })
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

    #[test]
    fn tables_of_ties_are_no_matrices() {
        for text in ["source,target,weight\nA,B,1\nB,C,1\n", ",A,B\nA,0,1\n", ",A,A\nA,0,1\nA,1,0\n", ""] {
            assert!(!is_matrix(&table::read(text, &Asked::default())), "{text}");
        }
    }
}
