//! Tables of ties: one row a tie, with its two ends and its value; other columns are ignored.
//!
//! Every problem of a table is gathered, each with its line.

use detente_text::{Note, Problem, Table};

use super::rows::{PairRule, Row, Rows};
use super::values::{Candidate, Reading, VALUES, is_size, settle};
use super::{TiesAsked, matrix, names, to_itself};
use crate::columns::{self, Ends, plain};
use crate::dates::is_date;

/// Columns of a table of ties, by place.
struct Columns {
    ends: Ends,
    values: Vec<usize>,
    firmness: Option<usize>,
    cost: Option<usize>,
    period: Option<usize>,
    /// Whether a tie has a direction, as Gephi writes it.
    direction: Option<usize>,
}

/// Reads a table, or a matrix.
///
/// # Errors
/// Every [`Problem`] of the table.
pub(super) fn read(text: &str, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let mut table = detente_text::table::read(text, &asked.table);
    if asked.columns.is_empty() && matrix::is_matrix(&table) {
        return matrix::read(&mut table, asked);
    }
    if table.header.names.is_empty() {
        return Err(table.problems);
    }
    let columns = match columns(&mut table, asked) {
        Ok(columns) => columns,
        Err(mut problems) => {
            if let Some(almost) = matrix::almost(&table).filter(|_| asked.columns.is_empty()) {
                problems = vec![almost];
            }
            problems.append(&mut table.problems);
            problems.sort();
            return Err(problems);
        }
    };
    let numeric: Vec<usize> = columns.values.iter().copied().chain(columns.firmness).chain(columns.cost).collect();
    table.settle_decimal(&numeric);
    let candidate = |column: &usize| Candidate {
        name: table.header.names[*column].clone(),
        cells: table.rows.iter().map(|row| row.cell(*column)).collect(),
    };
    let candidates: Vec<Candidate<'_>> = columns.values.iter().map(candidate).collect();
    let places: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    let number = |cell: &str| detente_text::number(cell, table.decimal);
    let values = settle(&candidates, &places, &Reading { number: &number, codes: asked.missing });
    let (mut problems, mut notes) = (values.problems, values.notes);
    let mut rows: Vec<Row> = Vec::new();
    let mut loops = Vec::new();
    for (place, line) in table.rows.iter().enumerate() {
        let weight = values.weights.get(place).copied().flatten();
        let found = row(&table, line, &columns, weight, &mut problems);
        match found {
            Some(found) if found.a == found.b => loops.push(found.line),
            found => rows.extend(found),
        }
    }
    notes.extend(to_itself(&loops));
    notes.extend(numbers_unread(&table, &columns));
    problems.append(&mut table.problems);
    notes.append(&mut table.notes);
    notes.sort();
    let found = Rows { rows, notes, periods: Vec::new() };
    if problems.is_empty() { Ok(found) } else { Err(joining_too(found, problems)) }
}

/// What is wrong with the good rows is told along with the bad ones.
fn joining_too(mut found: Rows, mut problems: Vec<Problem>) -> Vec<Problem> {
    found.periods = found.rows.iter().map(|row| row.period.clone()).collect();
    found.periods.sort();
    found.periods.dedup();
    problems.extend(found.by_period(PairRule::Refuse).err().unwrap_or_default());
    problems.sort();
    problems.dedup();
    problems
}

/// The columns that hold a tie.
fn columns(table: &mut Table, asked: &TiesAsked<'_>) -> Result<Columns, Vec<Problem>> {
    let mut problems = Vec::new();
    let (ends, values) = match asked.columns {
        [a, b, value] => match columns::asked_for(table, [a, b, value]) {
            Ok((ends, value)) => (Some(ends), vec![value]),
            Err(found) => {
                problems.extend(found);
                (None, Vec::new())
            }
        },
        _ => known(table, &mut problems),
    };
    let mut find = |found: Result<Option<usize>, Problem>| match found {
        Ok(column) => column,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let (firmness, cost) = (find(table.header.find("firmness")), find(table.header.find("cost")));
    let period = asked.by.and_then(|by| find(columns::named(table, by).map(Some)));
    let direction = table.header.find("type").ok().flatten().filter(|column| tells_direction(table, *column));
    match ends {
        Some(ends) if problems.is_empty() => Ok(Columns { ends, values, firmness, cost, period, direction }),
        _ => Err(problems),
    }
}

/// The columns of known names.
fn known(table: &mut Table, problems: &mut Vec<Problem>) -> (Option<Ends>, Vec<usize>) {
    let ends = match columns::ends(table) {
        Ok((ends, notes)) => {
            table.notes.extend(notes);
            Some(ends)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let before = problems.len();
    let free = |column: &usize| ends.is_none_or(|(a, b)| *column != a && *column != b);
    let mut values = Vec::new();
    for name in VALUES {
        match table.header.find(name) {
            Ok(column) => values.extend(column.filter(free)),
            Err(twice) => {
                problems.push(Problem { what: twice.what + ", or say which by number with --columns", ..twice })
            }
        }
    }
    values.extend(sizes(table, &values));
    if values.is_empty() && problems.len() == before {
        let (first, others) = (VALUES[0], VALUES[1..].join(", "));
        let what = format!("there is no column `{first}` (or {others}; columns: {})", table.header.describe());
        problems.push(Problem::at(table.header.line, what));
    }
    (ends, values)
}

/// Columns of sizes where a column of signs alone holds the value.
pub(crate) fn sizes(table: &Table, values: &[usize]) -> Vec<usize> {
    let names: Vec<String> = values.iter().map(|column| table.header.names[*column].clone()).collect();
    let cells = |column: usize| table.rows.iter().map(move |row| row.cell(column));
    (0..table.header.names.len())
        .filter(|column| is_size(&table.header.names[*column], &names, cells(*column)))
        .collect()
}

/// Columns of numbers beside a sign that stands alone, one of which may be its size.
fn numbers_unread(table: &Table, columns: &Columns) -> Option<Note> {
    let [sign] = columns.values.as_slice() else { return None };
    if plain(&table.header.names[*sign]) != "sign" {
        return None;
    }
    let (a, b) = columns.ends;
    let read = [Some(*sign), Some(a), Some(b), columns.firmness, columns.cost, columns.period, columns.direction];
    let numeric = |column: &usize| {
        let cells = || table.rows.iter().map(|row| row.cell(*column)).filter(|cell| !detente_text::missing(cell));
        let number = |cell: &str| detente_text::number(cell, table.decimal).is_ok() && !is_date(cell);
        cells().next().is_some() && cells().all(number)
    };
    let known = ["id", "year", "month", "day", "time", "period", "wave", "round", "lag"];
    let free = |column: &usize| {
        let name = plain(&table.header.names[*column]);
        !read.contains(&Some(*column)) && !name.is_empty() && !name.ends_with("id") && !known.contains(&name.as_str())
    };
    let unread: Vec<&str> = (0..table.header.names.len())
        .filter(|column| free(column) && numeric(column))
        .map(|column| table.header.names[column].as_str())
        .collect();
    let what = format!(
        "`{}` is the value of a tie; columns of numbers that were not read: {} (--columns A,B,VALUE takes one of them)",
        table.header.names[*sign],
        names::some(&unread)
    );
    (!unread.is_empty()).then(|| Note::of_file(what))
}

/// Whether a column says of every tie whether it has a direction.
fn tells_direction(table: &Table, column: usize) -> bool {
    let known = |cell: &str| ["directed", "undirected", "mutual"].contains(&plain(cell).as_str());
    !table.rows.is_empty() && table.rows.iter().all(|row| known(row.cell(column)))
}

/// One row; nothing where its value is missing or where it has a problem.
fn row(
    table: &Table,
    line: &detente_text::Row,
    columns: &Columns,
    weight: Option<f64>,
    problems: &mut Vec<Problem>,
) -> Option<Row> {
    let mut problem = |what: String| problems.push(Problem::at(line.line, what));
    let (a, b) = (line.cell(columns.ends.0), line.cell(columns.ends.1));
    if a.is_empty() || b.is_empty() {
        problem("an actor has no name".to_owned());
        return None;
    }
    let mut number = |column: usize| match table.number(line, column) {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            problem(format!("`{}` is missing in column `{}`", line.cell(column), table.header.names[column]));
            None
        }
        Err(found) => {
            problem(found.what);
            None
        }
    };
    let firmness = columns.firmness.map_or(Some(1.0), &mut number);
    let cost = columns.cost.map_or(Some(1.0), &mut number);
    let period = columns.period.map(|column| line.cell(column)).unwrap_or_default().to_owned();
    let both_ways = columns.direction.is_some_and(|column| plain(line.cell(column)) != "directed");
    let (a, b) = (a.to_owned(), b.to_owned());
    Some(Row { a, b, weight: weight?, firmness: firmness?, cost: cost?, period, line: line.line, both_ways })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ties::{PlainTies, figure_of};

    fn read_ties(text: &str, rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
        read(text, &TiesAsked::default())?.joined(rule)
    }

    fn read_figure(text: &str) -> Result<PlainTies, Vec<Problem>> {
        figure_of(read(text, &TiesAsked::default())?)
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
        let text = "source,target,weight\nA,A,1\nA,B,x\nA,C\nB,C,inf\n,C,1\nA,D,1\nD,A,2\n";
        let problems = read_ties(text, PairRule::Refuse).unwrap_err();
        let lines: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 8]);
        assert_eq!(read_ties("x;y;z\n1;2;3\n", PairRule::Refuse).unwrap_err().len(), 2);
        assert!(read_ties("", PairRule::Refuse).is_err());
        let beyond = read_figure("a,b,closeness,firmness\nX,Y,0.1,0.2\nX,Z,2,0.2\n").unwrap_err();
        assert_eq!(beyond.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn ties_of_an_actor_to_itself_are_left_out() {
        let found = read("source,target,weight\nA,A,5\nA,B,1\nB,B,2\n", &TiesAsked::default()).unwrap();
        assert_eq!((found.rows.len(), found.notes[0].line), (1, Some(2)));
        assert!(found.notes[0].what.contains("lines 2, 4"), "{}", found.notes[0]);
    }

    /// A size counts with its sign, whatever it is called.
    #[test]
    fn sizes_beside_signs_count() {
        let weights = |text| -> Vec<f64> {
            let found = read(text, &TiesAsked::default()).unwrap();
            assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
            found.rows.iter().map(|row| row.weight).collect()
        };
        assert_eq!(weights("source,target,sign,strength\nA,B,1,0.9\nB,C,-1,0.2\n"), [0.9, -0.2]);
        assert_eq!(weights("source,target,Sign,Tie intensity\nA,B,+,9\nB,C,-,2\n"), [9.0, -2.0]);
        // What is no size by its name is told.
        assert_eq!(weights("source,target,sign,trade,year\nA,B,1,90,1990\nB,C,-1,20,1991\n"), [1.0, -1.0]);
    }

    #[test]
    fn columns_by_number_leave_no_doubt() {
        let asked = |text: &str, columns: [&str; 3]| {
            let columns = columns.map(str::to_owned);
            read(text, &TiesAsked { columns: &columns, ..TiesAsked::default() })
        };
        let why = |text: &str| asked(text, ["2", "3", "4"]).unwrap_err()[0].what.clone();
        assert!(why("id,a,b,2\n1,USA,JPN,1\n2,JPN,CHN,-1\n").contains("name of column 4"));
        for text in ["USA,JPN,-1\nJPN,CHN,2\nUSA,CHN,-1\n", "USA,JPN,1\nJPN,CHN,-1\nUSA,CHN,1\n"] {
            let found = asked(text, ["1", "2", "3"]).unwrap();
            assert_eq!((found.rows.len(), found.rows[0].a.as_str(), found.notes.len()), (3, "USA", 1), "{text}");
        }
        assert!(asked("x,y,1990\nUSA,JPN,1\n", ["1", "2", "3"]).unwrap_err()[0].what.contains("names above"));
        assert!(asked("x,y,w\nUSA,JPN,1\n", ["1", "2", "3"]).unwrap().notes.is_empty());
    }

    #[test]
    fn rows_of_a_pair_are_joined_by_the_rule() {
        let text = "source,target,weight\nA,B,2\nB,A,-1\n";
        let weight = |rule| read_ties(text, rule).unwrap().ties[0].weight;
        assert_eq!((weight(PairRule::Sum), weight(PairRule::Mean), weight(PairRule::Least)), (1.0, 0.5, -1.0));
        assert_eq!(read_ties(text, PairRule::Sum).unwrap().disagreed, 1);
    }

    #[test]
    fn rows_of_a_direction_are_joined_by_the_rule() {
        let rows = |text| read(text, &TiesAsked::default()).unwrap();
        let text = "source,target,weight\nA,B,2\nA,B,-1\nB,A,-3\n";
        assert!(rows(text).arcs(PairRule::Refuse).is_err());
        assert_eq!(rows(text).arcs(PairRule::Sum).unwrap().1, [(0, 1, false), (1, 0, true)]);
        assert_eq!(rows(text).arcs(PairRule::Least).unwrap().1, [(0, 1, true), (1, 0, true)]);
        let gephi = "Source,Target,Type,Weight\nA,B,Undirected,1\nB,C,Directed,-1\n";
        assert_eq!(rows(gephi).arcs(PairRule::Refuse).unwrap().1, [(0, 1, false), (1, 0, false), (1, 2, true)]);
    }

    #[test]
    fn columns_that_are_asked_for_decide() {
        let text = "a,b,from,to,weight,weight\nX,Y,P,Q,1,-1\nX,Z,P,P2,1,-2\n";
        let names = ["from", "to", "6"].map(str::to_owned);
        let found = read(text, &TiesAsked { columns: &names, ..TiesAsked::default() }).unwrap();
        assert_eq!((found.rows[1].b.as_str(), found.rows[1].weight), ("P2", -2.0));
        assert!(read(text, &TiesAsked::default()).unwrap_err().iter().any(|problem| problem.what.contains("twice")));
    }
}
