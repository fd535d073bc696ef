//! Tables of ties: `source,target,weight` (or `sign`) for balance, `a,b,closeness,firmness` for geometry.
//!
//! Every problem of a table is gathered, each with its line; other columns are ignored.

use csv::{ReaderBuilder, StringRecord};

use crate::rows::{PairRule, PlainTies, Problem, Row, Rows};

/// Reads `source,target,weight`; `sign` is accepted for the weight, and the column `by` tells the period of a row.
///
/// # Errors
/// Every [`Problem`] of the table.
pub fn read_table(text: &str, by: Option<&str>) -> Result<Rows, Vec<Problem>> {
    read(text, [&["source", "from", "a"], &["target", "to", "b"]], &["weight", "sign", "closeness"], by)
}

/// Reads `a,b,closeness,firmness`, both numbers in their ranges. Actors keep the order in which they appear, which is that of
/// the figure's corners.
///
/// # Errors
/// Every [`Problem`] of the table.
pub fn read_figure(text: &str) -> Result<PlainTies, Vec<Problem>> {
    let rows = read(text, [&["a", "source", "from"], &["b", "target", "to"]], &["closeness"], None)?;
    let outside =
        |row: &&Row| !(-1.0..=1.0).contains(&row.weight) || !(0.0..=1.0).contains(&row.firmness) || row.cost <= 0.0;
    let problem = |row: &Row| {
        let what = format!("{}-{}: closeness lies in [-1, 1], firmness in [0, 1], a cost above 0", row.a, row.b);
        Problem { line: row.line, what }
    };
    let mut wrong: Vec<Problem> = rows.0.iter().filter(outside).map(problem).collect();
    match rows.joined(PairRule::Refuse) {
        Ok(found) if wrong.is_empty() => Ok(by_appearance(found)),
        Ok(_) => Err(wrong),
        Err(twice) => {
            wrong.extend(twice);
            wrong.sort_by_key(|problem| problem.line);
            Err(wrong)
        }
    }
}

/// Actors in the order in which they first appear in the table.
fn by_appearance(mut found: PlainTies) -> PlainTies {
    let mut order: Vec<usize> = (0..found.actors.len()).collect();
    order.sort_by_key(|actor| found.first_seen[*actor]);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
    found.actors = order.iter().map(|old| found.actors[*old].clone()).collect();
    found.first_seen = order.iter().map(|old| found.first_seen[*old]).collect();
    for tie in &mut found.ties {
        let (a, b) = (place[tie.a], place[tie.b]);
        (tie.a, tie.b) = (a.min(b), a.max(b));
    }
    found.ties.sort_by_key(|tie| (tie.a, tie.b));
    found
}

struct Columns {
    a: usize,
    b: usize,
    weight: usize,
    firmness: Option<usize>,
    cost: Option<usize>,
    period: Option<usize>,
}

fn read(text: &str, ends: [&[&str]; 2], weights: &[&str], by: Option<&str>) -> Result<Rows, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let header = reader.headers().map_err(|error| vec![problem(1, error.to_string())])?.clone();
    let columns = columns(&header, ends, weights, by, &mut problems);
    let Some(columns) = columns else { return Err(problems) };
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.extend(row(&record, &header, &columns, &mut problems)),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(problem(line, error.to_string()));
            }
        }
    }
    if problems.is_empty() { Ok(Rows(rows)) } else { Err(joining_too(rows, problems)) }
}

/// What is wrong with the good rows is told along with the bad ones.
fn joining_too(rows: Vec<Row>, mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.extend(Rows(rows).by_period(PairRule::Refuse).err().unwrap_or_default());
    problems.sort_by_key(|problem| problem.line);
    problems
}

fn problem(line: u64, what: impl Into<String>) -> Problem {
    Problem { line, what: what.into() }
}

fn columns(
    header: &StringRecord,
    ends: [&[&str]; 2],
    weights: &[&str],
    by: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<Columns> {
    let find = |names: &[&str]| {
        names.iter().find_map(|name| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name)))
    };
    let mut need = |names: &[&str]| {
        let found = find(names);
        if found.is_none() {
            let seen = header.iter().collect::<Vec<_>>().join(", ");
            problems.push(problem(1, format!("there is no column `{}` (columns: {seen})", names[0])));
        }
        found
    };
    let (a, b, weight) = (need(ends[0]), need(ends[1]), need(weights));
    let period = by.map(|by| need(&[by]));
    let (firmness, cost) = (find(&["firmness"]), find(&["cost"]));
    Some(Columns { a: a?, b: b?, weight: weight?, firmness, cost, period: period.map_or(Some(None), |p| p.map(Some))? })
}

fn row(record: &StringRecord, header: &StringRecord, columns: &Columns, problems: &mut Vec<Problem>) -> Option<Row> {
    let line = record.position().map_or(0, csv::Position::line);
    if record.len() != header.len() {
        problems.push(problem(line, format!("{} cells where the header has {}", record.len(), header.len())));
        return None;
    }
    let cell = |column: usize| record.get(column).unwrap_or_default().trim();
    let mut number = |column: usize| match cell(column).parse::<f64>() {
        Ok(value) if value.is_finite() => Some(value),
        _ => {
            problems.push(problem(line, format!("`{}` is not a finite number", cell(column))));
            None
        }
    };
    let weight = number(columns.weight);
    let firmness = columns.firmness.map_or(Some(1.0), &mut number);
    let cost = columns.cost.map_or(Some(1.0), &mut number);
    let (a, b) = (cell(columns.a), cell(columns.b));
    if a.is_empty() || b.is_empty() {
        problems.push(problem(line, "an actor has no name"));
        return None;
    }
    if a == b {
        problems.push(problem(line, format!("`{a}` is tied to itself")));
        return None;
    }
    let period = columns.period.map(cell).unwrap_or_default().to_owned();
    Some(Row { a: a.to_owned(), b: b.to_owned(), weight: weight?, firmness: firmness?, cost: cost?, period, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_ties(text: &str, rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
        read_table(text, None)?.joined(rule)
    }

    #[test]
    fn tables_are_read_whatever_else_stands_in_them() {
        let found = read_ties("year,Source,target,sign\n1950,B,A,-1\n1950,A,C,1\n", PairRule::Refuse).unwrap();
        assert_eq!(found.actors, ["A", "B", "C"]);
        assert_eq!((found.ties.len(), found.ties[0].weight), (2, -1.0));
        let figure = read_figure("a,b,closeness,firmness\nX,Y,0.5,0.2\n").unwrap();
        assert_eq!((figure.ties[0].weight, figure.ties[0].firmness), (0.5, 0.2));
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        let text = "source,target,weight\nA,A,1\nA,B,x\nA,C\nB,C,NaN\n,C,1\nA,D,1\nD,A,2\n";
        let problems = read_ties(text, PairRule::Refuse).unwrap_err();
        let lines: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 8]);
        assert_eq!(read_ties("a;b;c\n", PairRule::Refuse).unwrap_err().len(), 3);
        assert!(read_ties("", PairRule::Refuse).is_err());
        assert_eq!(read_figure("a,b,closeness,firmness\nX,Y,2,0.2\n").unwrap_err().len(), 1);
    }

    #[test]
    fn rows_of_a_pair_are_joined_by_the_rule() {
        let text = "source,target,weight\nA,B,2\nB,A,-1\n";
        let weight = |rule| read_ties(text, rule).unwrap().ties[0].weight;
        assert_eq!((weight(PairRule::Sum), weight(PairRule::Mean), weight(PairRule::Least)), (1.0, 0.5, -1.0));
        assert_eq!(read_ties(text, PairRule::Sum).unwrap().disagreed, 1);
    }
}
