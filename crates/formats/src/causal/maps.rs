//! Maps: weight matrices and edge lists, from JSON and from tables.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::{Table, missing};
use serde_json::{Map, Value};

use super::{MapAsked, PlainMap, PlainRun, names, numbers, rows_of, unread};
use crate::columns::{self, Ends, plain};
use crate::json::Flaws;
use crate::lines::lines;
use crate::ties::matrix::{Cell, cell, judge_cells, settle_numbers};
use crate::ties::table::sizes;
use crate::ties::values::{Candidate, Reading, settle, sign_of};

/// Names that the weight of an edge goes by.
const WEIGHTS: [&str; 5] = ["weight", "gain", "sign", "mode", "value"];

const MAP_KEYS: [&str; 10] = [
    "weights_row_causes_column",
    "A_row_affected_column_cause",
    "names",
    "concepts",
    "start",
    "rule",
    "transfer",
    "lambda",
    "clamp",
    "lags",
];

pub(super) fn map_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainMap {
    let (key, turned) = match (root.get("weights_row_causes_column"), root.get("A_row_affected_column_cause")) {
        (Some(_), _) => ("weights_row_causes_column", false),
        (None, Some(_)) => ("A_row_affected_column_cause", true),
        (None, None) => {
            flaws.add("the file", "`weights_row_causes_column` (or `A_row_affected_column_cause`) is missing");
            return PlainMap::default();
        }
    };
    let weights = rows_of(key, &root[key], flaws);
    let names = names(root, &["names", "concepts"], weights.len(), flaws);
    let lags = root.get("lags").map(|value| rows_of("lags", value, flaws)).unwrap_or_default();
    let mut edges = Vec::new();
    for (row, cells) in weights.iter().enumerate() {
        for (column, weight) in cells.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
            let lag = lags.get(row).and_then(|row| row.get(column)).copied().unwrap_or(1.0);
            let (cause, effect) = if turned { (column, row) } else { (row, column) };
            edges.push((cause, effect, *weight, lag));
        }
    }
    edges.sort_by_key(|edge| (edge.0, edge.1));
    let start = root.get("start").map(|value| numbers("start", value, flaws));
    if let Some(start) = start.as_ref().filter(|start| start.len() != weights.len()) {
        flaws.add("start", format!("{} numbers are expected, one a concept; here are {}", weights.len(), start.len()));
    }
    let run = PlainRun {
        start,
        rule: flaws.word("", root, "rule"),
        transfer: flaws.word("", root, "transfer"),
        lambda: root.get("lambda").and_then(|value| flaws.number("lambda", value)),
        clamp: root.get("clamp").map(|value| clamps(value, &names, is_named(root), flaws)).unwrap_or_default(),
    };
    PlainMap { names, edges, community: turned, run, notes: unread(root, &MAP_KEYS) }
}

/// Whether the concepts have names of their own, and not their numbers from 1.
fn is_named(root: &Map<String, Value>) -> bool {
    ["names", "concepts"].iter().any(|key| root.contains_key(*key))
}

/// `{"name or number": value}` or `[[number from 0, value]]`. Where concepts have no names a number may be one from 1, or an index from 0:
/// a 0, or the number of concepts, tells which; else it is refused.
fn clamps(value: &Value, names: &[String], named: bool, flaws: &mut Flaws) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    let mut add = |at: String, concept: Option<usize>, value: &Value, flaws: &mut Flaws| match concept {
        None => flaws.add(at, "no such concept"),
        Some(concept) => found.extend(flaws.number(&at, value).map(|value| (concept, value))),
    };
    match value {
        Value::Null => {}
        Value::Object(object) => {
            let from_0 = object.contains_key("0");
            let from_1 = object.contains_key(&names.len().to_string());
            for (name, value) in object {
                let by_place = || name.parse::<usize>().ok().filter(|place| *place < names.len());
                let by_name = || names.iter().position(|known| known == name);
                if !named && from_0 == from_1 && by_place().is_some() && by_name().is_some() {
                    let what = format!(
                        "concept {name} counted from 1, or the one of index {name} counted from 0? Give the concepts `names`, or write \
                         [[index from 0, value]]"
                    );
                    flaws.add(format!("clamp.{name}"), what);
                    continue;
                }
                let concept = if !named && from_0 { by_place() } else { by_name().or_else(by_place) };
                add(format!("clamp.{name}"), concept, value, flaws);
            }
        }
        Value::Array(list) => {
            for (i, pair) in list.iter().enumerate() {
                let at = format!("clamp[{i}]");
                match pair.as_array().map(Vec::as_slice) {
                    Some([concept, value]) => {
                        let concept = concept.as_u64().map(|place| place as usize).filter(|place| *place < names.len());
                        add(at, concept, value, flaws);
                    }
                    _ => flaws.add(at, "a pair of concept and value is expected"),
                }
            }
        }
        _ => flaws.add("clamp", "an object or a list of pairs is expected"),
    }
    for (place, (concept, _)) in found.iter().enumerate() {
        if found[..place].iter().any(|(known, _)| known == concept) {
            flaws.add("clamp", format!("`{}` is held twice", names[*concept]));
        }
    }
    found
}

/// A weight matrix, or an edge list where columns for the two ends are found.
pub(super) fn map_of_table(mut table: Table, asked: &MapAsked<'_>, flaws: &mut Flaws) -> PlainMap {
    let found = match asked.columns {
        _ if table.header.names.is_empty() => PlainMap::default(),
        [a, b, value] => match columns::asked_for(&mut table, [a, b, value]) {
            Ok((ends, value)) => edge_list(&mut table, ends, &[value], asked, flaws),
            Err(problems) => {
                table.problems.extend(problems);
                PlainMap::default()
            }
        },
        _ => by_header(&mut table, asked, flaws),
    };
    for problem in std::mem::take(&mut table.problems) {
        flaws.add(format!("line {}", problem.line), problem.what);
    }
    let mut notes: Vec<String> = table.notes.iter().map(ToString::to_string).collect();
    notes.extend(found.notes);
    PlainMap { notes, ..found }
}

/// A list or a matrix, as its first line says.
fn by_header(table: &mut Table, asked: &MapAsked<'_>, flaws: &mut Flaws) -> PlainMap {
    match columns::ends(table) {
        Ok((ends, notes)) if !is_square(table) && !is_cornered(table) => {
            table.notes.extend(notes);
            let mut valued = valued(table);
            valued.extend(sizes(table, &valued));
            edge_list(table, ends, &valued, asked, flaws)
        }
        // Two pairs of ends are a list that is in doubt, none is a matrix.
        Err(doubt) if doubt.what.contains("may be the two ends") || doubt.what.contains("stands twice") => {
            table.problems.push(doubt);
            PlainMap::default()
        }
        _ => matrix(table, asked, flaws),
    }
}

/// Whether the first column has no name and no column holds weights, as in a matrix: `a` and `b` are concepts there, not ends.
fn is_cornered(table: &Table) -> bool {
    table.header.names[0].is_empty() && valued(table).is_empty()
}

/// Columns that may hold the weight of an edge.
fn valued(table: &Table) -> Vec<usize> {
    let known = |column: &usize| WEIGHTS.contains(&plain(&table.header.names[*column]).as_str());
    (0..table.header.names.len()).filter(known).collect()
}

/// Whether the names of rows are those of columns.
fn is_square(table: &Table) -> bool {
    let rows: BTreeSet<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
    let columns = table.header.names.iter().skip(1);
    columns.clone().count() == table.rows.len() && columns.clone().all(|name| rows.contains(name.as_str()))
}

/// The first column of one of the names.
fn column(table: &Table, names: &[&str]) -> Option<usize> {
    table.header.names.iter().position(|cell| names.contains(&plain(cell).as_str()))
}

/// An edge list. An edge without a weight is left out, which is told; without a column of weights all are 1.
fn edge_list(
    table: &mut Table,
    (from, to): Ends,
    valued: &[usize],
    asked: &MapAsked<'_>,
    flaws: &mut Flaws,
) -> PlainMap {
    let mut found = PlainMap::default();
    let lag = column(table, &["lag", "lagmode"]);
    table.settle_decimal(&valued.iter().copied().chain(lag).collect::<Vec<_>>());
    let weights = weights(table, valued, asked, &mut found, flaws);
    let mut silent = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (row, weight) in table.rows.iter().zip(weights) {
        let at = format!("line {}", row.line);
        let mut concept = |name: &str| {
            *known.entry(name.to_owned()).or_insert_with(|| {
                found.names.push(name.to_owned());
                found.names.len() - 1
            })
        };
        if row.cell(from).is_empty() || row.cell(to).is_empty() {
            flaws.add(at, "an end is missing");
            continue;
        }
        let (cause, effect) = (concept(row.cell(from)), concept(row.cell(to)));
        let wait = match lag.map(|lag| table.number(row, lag)) {
            None => 1.0,
            Some(Ok(Some(wait))) => wait,
            Some(Ok(None)) if lag.is_some_and(|lag| row.cell(lag).is_empty()) => {
                silent.push(row.line);
                1.0
            }
            Some(Ok(None)) => {
                flaws.add(&at, "the lag is missing; write a number of periods from 0 on");
                1.0
            }
            Some(Err(problem)) => {
                flaws.add(&at, problem.what);
                1.0
            }
        };
        if wait < 0.0 {
            flaws.add(&at, "a lag is at least 0");
        }
        if let Some(before) = seen.insert((cause, effect), row.line) {
            flaws.add(&at, format!("this edge stands in line {before} already"));
        }
        found.edges.extend(weight.filter(|weight| *weight != 0.0).map(|weight| (cause, effect, weight, wait)));
    }
    if let Some(first) = silent.first() {
        let what = format!("line {first}: {} edge(s) without a lag have one of 1{}", silent.len(), lines(&silent));
        found.notes.push(what);
    }
    found
}

/// The weight of each row of an edge list.
fn weights(
    table: &Table,
    valued: &[usize],
    asked: &MapAsked<'_>,
    found: &mut PlainMap,
    flaws: &mut Flaws,
) -> Vec<Option<f64>> {
    if valued.is_empty() {
        found.notes.push("no column `weight`: every edge counts as 1".to_owned());
        return vec![Some(1.0); table.rows.len()];
    }
    let candidate = |column: &usize| Candidate {
        name: table.header.names[*column].clone(),
        cells: table.rows.iter().map(|row| row.cell(*column)).collect(),
    };
    let candidates: Vec<Candidate<'_>> = valued.iter().map(candidate).collect();
    let places: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    let number = |cell: &str| detente_text::number(cell, table.decimal);
    let values = settle(&candidates, &places, &Reading { number: &number, codes: asked.missing });
    found.notes.extend(values.notes.iter().map(ToString::to_string));
    for problem in values.problems {
        flaws.add(format!("line {}", problem.line), problem.what);
    }
    values.weights
}

/// Most concepts of a map.
pub(super) const MOST_NAMES: usize = 20_000;

/// A weight matrix: names in the first row and column; rows are causes.
fn matrix(table: &mut Table, asked: &MapAsked<'_>, flaws: &mut Flaws) -> PlainMap {
    let signs = settle_numbers(table);
    let names: Vec<String> = table.header.names.iter().skip(1).cloned().collect();
    if names.len() > MOST_NAMES {
        flaws.add("the header", format!("{} columns, but a map has up to {MOST_NAMES} concepts", names.len()));
        return PlainMap::default();
    }
    flaws.distinct("the header", &names);
    let place: BTreeMap<&str, usize> = names.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
    let own: BTreeSet<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
    for row in table.rows.iter().filter(|row| !place.contains_key(row.cell(0))) {
        flaws.add(
            format!("line {}", row.line),
            format!("the row `{}` has no column of that name; rows and columns hold the same concepts", row.cell(0)),
        );
    }
    for name in names.iter().filter(|name| !own.contains(name.as_str())) {
        flaws.add("the header", format!("the column `{name}` has no row of that name"));
    }
    let dashes = signs && dashed_diagonal(table, &place);
    let (mut places, mut cells): (Vec<(usize, usize)>, Vec<Cell>) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let Some(cause) = place.get(row.cell(0)).copied() else { continue };
        for effect in (0..names.len()).filter(|effect| !(dashes && *effect == cause)) {
            match cell(table, row, effect + 1, signs) {
                Ok(found) => {
                    places.push((cause, effect));
                    cells.push(found.without(asked.missing.unwrap_or_default()));
                }
                Err(problem) => flaws.add(format!("line {}", problem.line), problem.what),
            }
        }
    }
    let (mut notes, mut problems) = (Vec::new(), Vec::new());
    judge_cells(&cells, asked.missing, &mut notes, &mut problems);
    for problem in problems {
        flaws.add(format!("line {}", problem.line), problem.what);
    }
    let mut notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
    if dashes {
        notes.push(
            "dashes on the diagonal say that a concept does not act on itself; write -1 where it does".to_owned(),
        );
    }
    let unknown: Vec<u64> = cells.iter().filter(|cell| cell.unknown).map(|cell| cell.line).collect();
    if let Some(first) = unknown.first() {
        let what = format!("{} cell(s) without a value are left out: not known is not 0", unknown.len());
        notes.push(format!("line {first}: {what}{}", lines(&unknown)));
    }
    let weight = |((cause, effect), cell): ((usize, usize), &Cell)| {
        Some((cause, effect, cell.value.filter(|weight| *weight != 0.0)?, 1.0))
    };
    let mut edges: Vec<_> = places.into_iter().zip(&cells).filter_map(weight).collect();
    edges.sort_by_key(|edge| (edge.0, edge.1));
    PlainMap { names, edges, notes, ..PlainMap::default() }
}

/// Whether nothing but dashes stands on the diagonal of a matrix of signs: there they mark a cell that is not filled in.
fn dashed_diagonal(table: &Table, place: &BTreeMap<&str, usize>) -> bool {
    let own = |row: &detente_text::Row| place.get(row.cell(0)).map(|at| row.cell(at + 1).to_owned());
    let diagonal: Vec<String> = table.rows.iter().filter_map(own).collect();
    let dash = |cell: &String| sign_of(cell).is_some_and(|sign| sign < 0.0);
    diagonal.iter().any(dash) && diagonal.iter().all(|cell| dash(cell) || missing(cell) || cell == "0")
}
