//! Tables of ties: `source,target,weight` (or `sign`) for balance, `a,b,closeness,firmness` for geometry.
//!
//! Every problem of a table is gathered, each with its line; other columns are ignored.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainTie {
    /// Place of one actor in the list.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// Weight, sign or closeness.
    pub weight: f64,
    /// Firmness in [0, 1]; 1 where the table has none.
    pub firmness: f64,
    /// Cost of moving it by one unit; 1 where the table has none.
    pub cost: f64,
}

/// How several rows of one pair become one tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairRule {
    /// They are an error.
    Refuse,
    /// Weights are added.
    Sum,
    /// Weights are averaged.
    Mean,
    /// The least close counts.
    Least,
}

/// Something wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// Line, from 1.
    pub line: u64,
    /// What, and what to do.
    pub what: String,
}

/// A table of ties.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainTies {
    /// Names of the actors, in alphabetical order (for a figure in the order in which they appear).
    pub actors: Vec<String>,
    /// Where each actor first appears.
    pub first_seen: Vec<usize>,
    /// One tie a pair.
    pub ties: Vec<PlainTie>,
    /// Lines whose weight was 0 and which were left out.
    pub zeros: Vec<u64>,
    /// Pairs whose rows disagreed in sign and were joined by the rule.
    pub disagreed: usize,
}

/// Reads `source,target,weight`; `sign` is accepted for the weight.
///
/// # Errors
/// Every [`Problem`] of the table.
pub fn read_ties(text: &str, rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
    read(text, [&["source", "from", "a"], &["target", "to", "b"]], &["weight", "sign", "closeness"], rule)
}

/// Reads `a,b,closeness,firmness`, both numbers in their ranges. Actors keep the order in which they appear, which is that of
/// the figure's corners.
///
/// # Errors
/// Every [`Problem`] of the table.
pub fn read_figure(text: &str) -> Result<PlainTies, Vec<Problem>> {
    let found = read(text, [&["a", "source", "from"], &["b", "target", "to"]], &["closeness"], PairRule::Refuse)?;
    let outside = |tie: &&PlainTie| {
        !(-1.0..=1.0).contains(&tie.weight) || !(0.0..=1.0).contains(&tie.firmness) || tie.cost <= 0.0
    };
    let wrong: Vec<Problem> = found
        .ties
        .iter()
        .filter(outside)
        .map(|tie| {
            let (a, b) = (&found.actors[tie.a], &found.actors[tie.b]);
            Problem { line: 0, what: format!("{a}-{b}: closeness lies in [-1, 1], firmness in [0, 1], a cost above 0") }
        })
        .collect();
    if wrong.is_empty() { Ok(by_appearance(found)) } else { Err(wrong) }
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
}

fn read(text: &str, ends: [&[&str]; 2], weights: &[&str], rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let header = reader.headers().map_err(|error| vec![problem(1, error.to_string())])?.clone();
    let columns = columns(&header, ends, weights, &mut problems);
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
    let found = join(rows, rule, &mut problems);
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn problem(line: u64, what: impl Into<String>) -> Problem {
    Problem { line, what: what.into() }
}

fn columns(
    header: &StringRecord,
    ends: [&[&str]; 2],
    weights: &[&str],
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
    Some(Columns { a: a?, b: b?, weight: weight?, firmness: find(&["firmness"]), cost: find(&["cost"]) })
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
    Some(Row { a: a.to_owned(), b: b.to_owned(), weight: weight?, firmness: firmness?, cost: cost?, line })
}

struct Row {
    a: String,
    b: String,
    weight: f64,
    firmness: f64,
    cost: f64,
    line: u64,
}

fn join(rows: Vec<Row>, rule: PairRule, problems: &mut Vec<Problem>) -> PlainTies {
    let mut places: BTreeMap<&str, usize> = rows.iter().flat_map(|row| [(&*row.a, 0), (&*row.b, 0)]).collect();
    places.values_mut().enumerate().for_each(|(place, value)| *value = place);
    let mut pairs: BTreeMap<(usize, usize), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        let (a, b) = (places[&*row.a], places[&*row.b]);
        pairs.entry((a.min(b), a.max(b))).or_default().push(row);
    }
    let mut first_seen = vec![usize::MAX; places.len()];
    for (row, ends) in rows.iter().map(|row| [&row.a, &row.b]).enumerate() {
        for (end, name) in ends.into_iter().enumerate() {
            let seen = &mut first_seen[places[name.as_str()]];
            *seen = (*seen).min(2 * row + end);
        }
    }
    let mut found = PlainTies {
        first_seen,
        actors: places.keys().map(|name| (*name).to_owned()).collect(),
        ..PlainTies::default()
    };
    for ((a, b), rows) in pairs {
        if rows.len() > 1 && rule == PairRule::Refuse {
            let what = format!(
                "{}-{} stands in line {} already; say with --pairs how to join rows",
                rows[1].a, rows[1].b, rows[0].line
            );
            problems.push(problem(rows[1].line, what));
            continue;
        }
        let signs = rows.iter().filter(|row| row.weight != 0.0).map(|row| row.weight > 0.0);
        found.disagreed += usize::from(signs.clone().any(|sign| sign) && signs.clone().any(|sign| !sign));
        let sum: f64 = rows.iter().map(|row| row.weight).sum();
        let weight = match rule {
            PairRule::Least => rows.iter().map(|row| row.weight).fold(f64::INFINITY, f64::min),
            PairRule::Mean => sum / rows.len() as f64,
            PairRule::Refuse | PairRule::Sum => sum,
        };
        let firmness = rows.iter().map(|row| row.firmness).sum::<f64>() / rows.len() as f64;
        if weight == 0.0 {
            found.zeros.push(rows[0].line);
        }
        let cost = rows.iter().map(|row| row.cost).sum::<f64>() / rows.len() as f64;
        found.ties.push(PlainTie { a, b, weight, firmness, cost });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
