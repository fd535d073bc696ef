//! Maps: weight matrices and edge lists, from JSON and from tables.

use std::collections::{BTreeMap, BTreeSet};

use csv::ReaderBuilder;
use serde_json::{Map, Value};

use super::{PlainMap, PlainRun, names, numbers, rows_of, unread};
use crate::json::Flaws;

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
    let named = root.contains_key("names") || root.contains_key("concepts");
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
        clamp: root.get("clamp").map(|value| clamps(value, &names, named, flaws)).unwrap_or_default(),
    };
    PlainMap { names, edges, community: turned, run, notes: unread(root, &MAP_KEYS) }
}

/// `{"name": value}` or `[[number from 0, value]]`.
fn clamps(value: &Value, names: &[String], named: bool, flaws: &mut Flaws) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    let mut add = |at: String, concept: Option<usize>, value: &Value, flaws: &mut Flaws| match concept {
        None => flaws.add(at, "no such concept"),
        Some(concept) => found.extend(flaws.number(&at, value).map(|value| (concept, value))),
    };
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (name, value) in object {
                let at = format!("clamp.{name}");
                match concept_of(name, names, named) {
                    Ok(concept) => add(at, concept, value, flaws),
                    Err(why) => flaws.add(at, why),
                }
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

/// The concept of a name. A number that is no name counts from 0 or from 1: it is read where only one of the two is there.
fn concept_of(name: &str, names: &[String], named: bool) -> Result<Option<usize>, String> {
    if named && let Some(concept) = names.iter().position(|known| known == name) {
        return Ok(Some(concept));
    }
    let Ok(number) = name.parse::<usize>() else { return Ok(None) };
    match (
        number.checked_sub(1).filter(|place| *place < names.len()),
        Some(number).filter(|place| *place < names.len()),
    ) {
        (Some(from_one), Some(from_zero)) => Err(format!(
            "`{name}` is the concept in row {} where concepts count from 1, in row {} where they count from 0: write `names` into the file, or [[{from_one}, …]] or [[{from_zero}, …]] as the clamp, which counts from 0",
            from_one + 1,
            from_zero + 1
        )),
        (one, other) => Ok(one.or(other)),
    }
}

pub(super) type Rows = Vec<(u64, Vec<String>)>;

pub(super) fn table(text: &str, flaws: &mut Flaws) -> Rows {
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push((line, cells));
                }
            }
            Err(error) => flaws.add("the table", error.to_string()),
        }
    }
    rows
}

/// Most concepts of a map.
pub(super) const MOST_NAMES: usize = 20_000;

fn number(line: u64, text: &str, flaws: &mut Flaws) -> f64 {
    let found = text.parse::<f64>().ok().filter(|number| number.is_finite());
    found.unwrap_or_else(|| {
        flaws.add(format!("line {line}"), format!("`{text}` is no number"));
        0.0
    })
}

pub(super) fn edge_list(
    rows: &Rows,
    (from, to): (usize, usize),
    weight: Option<usize>,
    lag: Option<usize>,
    flaws: &mut Flaws,
) -> PlainMap {
    let mut found = PlainMap::default();
    if weight.is_none() {
        found.notes.push("no column weight, gain or sign: every edge counts as 1".to_owned());
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (line, cells) in rows.iter().skip(1) {
        let cell = |column: usize| cells.get(column).map(String::as_str).unwrap_or_default();
        let mut concept = |name: &str| {
            *known.entry(name.to_owned()).or_insert_with(|| {
                found.names.push(name.to_owned());
                found.names.len() - 1
            })
        };
        if cell(from).is_empty() || cell(to).is_empty() {
            flaws.add(format!("line {line}"), "an end is missing");
            continue;
        }
        let (cause, effect) = (concept(cell(from)), concept(cell(to)));
        let size = match weight.map(cell) {
            None | Some("+" | "positive") => 1.0,
            Some("-" | "negative") => -1.0,
            Some(text) => number(*line, text, flaws),
        };
        let wait = match lag.map(cell) {
            None | Some("") => 1.0,
            Some(text) => number(*line, text, flaws),
        };
        if let Some(before) = seen.insert((cause, effect), *line) {
            flaws.add(format!("line {line}"), format!("this edge stands in line {before} already"));
        }
        if size != 0.0 {
            found.edges.push((cause, effect, size, wait));
        }
    }
    found
}

/// A weight matrix: names in the first row and column; rows are causes.
pub(super) fn matrix(rows: &Rows, flaws: &mut Flaws) -> PlainMap {
    let Some(((_, header), body)) = rows.split_first() else {
        flaws.add("the file", "the table is empty");
        return PlainMap::default();
    };
    let names: Vec<String> = header.iter().skip(1).cloned().collect();
    if names.len() > MOST_NAMES {
        flaws.add("the header", format!("{} columns, but a map has up to {MOST_NAMES} concepts", names.len()));
        return PlainMap::default();
    }
    flaws.distinct("the header", &names);
    let place: BTreeMap<&str, usize> = names.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
    let own: Vec<&str> = body.iter().map(|(_, cells)| cells.first().map(String::as_str).unwrap_or_default()).collect();
    let rows: BTreeSet<&str> = own.iter().copied().collect();
    for (name, (line, _)) in own.iter().zip(body).filter(|(name, _)| !place.contains_key(*name)) {
        flaws.add(
            format!("line {line}"),
            format!("the row `{name}` has no column of that name; rows and columns hold the same concepts"),
        );
    }
    for name in names.iter().filter(|name| !rows.contains(name.as_str())) {
        flaws.add("the header", format!("the column `{name}` has no row of that name"));
    }
    let mut edges = Vec::new();
    for (line, cells) in body {
        let Some(cause) = cells.first().and_then(|name| place.get(name.as_str()).copied()) else { continue };
        if cells.len() != header.len() {
            flaws.add(format!("line {line}"), format!("{} cells, but the header has {}", cells.len(), header.len()));
        }
        for (effect, cell) in cells.iter().skip(1).take(names.len()).enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let weight = number(*line, cell, flaws);
            if weight != 0.0 {
                edges.push((cause, effect, weight, 1.0));
            }
        }
    }
    edges.sort_by_key(|edge| (edge.0, edge.1));
    PlainMap { names, edges, ..PlainMap::default() }
}
