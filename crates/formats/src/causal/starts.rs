//! Tables of starts of a map: a column a concept, a row a start.

use detente_text::{Asked, Note, Problem, Table};

/// Where runs of a map start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainStarts {
    /// By concept and start the value; `None` where the table says nothing.
    pub values: Vec<Vec<Option<f64>>>,
    /// What was read with doubt.
    pub notes: Vec<Note>,
}

/// Reads a table whose columns are concepts of a map and whose rows are starts; a concept without a column, and an empty cell, says nothing.
///
/// # Errors
/// Every problem of the table.
pub fn read_starts(text: &str, names: &[String], asked: &Asked) -> Result<PlainStarts, Vec<Problem>> {
    let mut table = detente_text::table::read(text, asked);
    let columns = columns(&table, names)?;
    table.settle_decimal(&columns.iter().flatten().copied().collect::<Vec<_>>());
    let mut problems = std::mem::take(&mut table.problems);
    let mut values = vec![vec![None; table.rows.len()]; names.len()];
    for (values, (column, name)) in values.iter_mut().zip(columns.iter().zip(names)) {
        let Some(column) = column else { continue };
        for (value, row) in values.iter_mut().zip(&table.rows) {
            match table.number(row, *column) {
                Ok(found) => *value = found,
                Err(problem) => problems.push(Problem::at(row.line, format!("`{name}`: {}", problem.what))),
            }
        }
    }
    if table.rows.is_empty() && problems.is_empty() {
        problems.push(Problem::at(1, "there is no start in this file"));
    }
    problems.sort();
    let notes = std::mem::take(&mut table.notes);
    if problems.is_empty() { Ok(PlainStarts { values, notes }) } else { Err(problems) }
}

/// The column of each concept that has one; every column is that of a concept.
fn columns(table: &Table, names: &[String]) -> Result<Vec<Option<usize>>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for name in names {
        found.push(table.header.find(name).unwrap_or_else(|twice| {
            problems.push(twice);
            None
        }));
    }
    for (column, name) in table.header.names.iter().enumerate() {
        if !name.is_empty() && problems.is_empty() && !found.contains(&Some(column)) {
            let what = format!("`{name}` is no concept of the map (concepts: {})", names.join(", "));
            problems.push(Problem::at(table.header.line, what));
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<PlainStarts, Vec<String>> {
        let names = ["oil", "arms", "talks"].map(str::to_owned);
        let told = |problems: Vec<Problem>| problems.iter().map(|p| format!("{}: {}", p.line, p.what)).collect();
        read_starts(text, &names, &Asked::default()).map_err(told)
    }

    #[test]
    fn columns_are_concepts_in_any_order() {
        let found = read("talks,oil\n0.5,1\n,0\n").unwrap();
        assert_eq!(found.values[0].len(), 2);
        assert_eq!(found.values, [vec![Some(1.0), Some(0.0)], vec![None; 2], vec![Some(0.5), None]]);
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        assert!(read("oil,gas\n1,2\n").unwrap_err()[0].starts_with("1: `gas` is no concept of the map (concepts: oil"));
        let lines = read("oil,arms\nx,1\n1,y\n").unwrap_err();
        assert!(lines[0].starts_with("2: `oil`") && lines[1].starts_with("3: `arms`"), "{lines:?}");
        assert_eq!(read("oil,arms\n").unwrap_err(), ["1: there is no start in this file"]);
    }
}
