//! Causal maps, influences, cross-impacts and landscapes from plain files: weight matrices and edge lists (CSV), JSON, ScenarioWizard.

use std::collections::BTreeMap;

use csv::ReaderBuilder;
use serde_json::{Map, Value};

use crate::json::{Flaw, Flaws, parse, place};

/// Concepts and weighted edges.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainMap {
    /// Names of the concepts.
    pub names: Vec<String>,
    /// Cause, effect, weight, lag in periods.
    pub edges: Vec<(usize, usize, f64, f64)>,
    /// Whether it is a community matrix, whose diagonal is given.
    pub community: bool,
    /// How to run it, where the file says so.
    pub run: PlainRun,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// How to run a cognitive map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainRun {
    /// Value of each concept at the start.
    pub start: Option<Vec<f64>>,
    /// kosko, modified, rescaled.
    pub rule: Option<String>,
    /// sigmoid, tanh, bivalent, trivalent.
    pub transfer: Option<String>,
    /// Steepness.
    pub lambda: Option<f64>,
    /// Concepts that are held.
    pub clamp: Vec<(usize, f64)>,
}

/// Influences between quantities with what is done to them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainInfluences {
    /// Periods to follow, now among them.
    pub periods: usize,
    /// Name, baseline, lower and upper end, inertia.
    pub quantities: Vec<(String, f64, f64, f64, f64)>,
    /// Cause, effect, gain, lag.
    pub influences: Vec<(usize, usize, f64, usize)>,
    /// Period, operation (set, shift, scale, clamp, free, cut, add), places (two for links), value.
    pub changes: Vec<PlainChange>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Something done in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainChange {
    /// From when on.
    pub period: usize,
    /// set, shift, scale, clamp, free, cut.
    pub op: String,
    /// The quantity, or the cause of the link.
    pub on: usize,
    /// The effect, for a link.
    pub effect: Option<usize>,
    /// The value, where the operation takes one.
    pub value: f64,
}

/// A cross-impact matrix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainCrossImpact {
    /// Its name.
    pub name: String,
    /// Descriptors with the names of their variants.
    pub descriptors: Vec<(String, Vec<String>)>,
    /// Row acts on column.
    pub matrix: Vec<Vec<i64>>,
    /// Confidence of every cell, from 1 to 5; empty where nothing is said.
    pub confidence: Vec<Vec<Option<u8>>>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Actors with sizes and propensities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainLandscape {
    /// Names.
    pub names: Vec<String>,
    /// Sizes.
    pub size: Vec<f64>,
    /// Symmetric.
    pub propensity: Vec<Vec<f64>>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Reads a causal map: JSON, a weight matrix whose rows are causes, or an edge list.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_map(text: &str) -> Result<PlainMap, Vec<Flaw>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        return with_json(text, map_of_json);
    }
    let mut flaws = Flaws::default();
    let rows = table(text, &mut flaws);
    let header: Vec<String> = rows.first().map(|(_, cells)| cells.clone()).unwrap_or_default();
    let column = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()));
    let ends = column(&["source", "from", "cause"]).zip(column(&["target", "to", "effect"]));
    let found = match ends {
        Some(ends) => edge_list(
            &rows,
            ends,
            column(&["weight", "gain", "sign", "mode"]),
            column(&["lag", "lag_mode"]),
            &mut flaws,
        ),
        None => matrix(&rows, &mut flaws),
    };
    for (cause, effect, ..) in found.edges.iter().filter(|edge| edge.2.abs() > LARGEST) {
        let (cause, effect) = (&found.names[*cause], &found.names[*effect]);
        flaws.add(format!("{cause} > {effect}"), format!("weights lie between -{LARGEST} and {LARGEST}"));
    }
    done(found, flaws)
}

/// Reads influences from JSON.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_influences(text: &str) -> Result<PlainInfluences, Vec<Flaw>> {
    with_json(text, influences_of_json)
}

/// Reads cross-impact matrices: JSON (one, or a list `cases`), or a ScenarioWizard file.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_cross_impacts(text: &str) -> Result<Vec<PlainCrossImpact>, Vec<Flaw>> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        return with_json(text, |root, flaws| {
            let cases = match root.get("cases") {
                Some(Value::Array(list)) => {
                    list.iter().enumerate().map(|(i, case)| (format!("cases[{i}]"), case.as_object())).collect()
                }
                _ => vec![(String::new(), Some(root))],
            };
            cases
                .into_iter()
                .map(|(at, case)| {
                    let empty = Map::new();
                    cross_impact_of_json(&at, case.unwrap_or(&empty), flaws)
                })
                .collect()
        });
    }
    let mut flaws = Flaws::default();
    let found = scenario_wizard(text, &mut flaws);
    done(vec![found], flaws)
}

/// Reads a landscape from JSON.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_landscape(text: &str) -> Result<PlainLandscape, Vec<Flaw>> {
    with_json(text, landscape_of_json)
}

/// A race of states.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainRace {
    /// Names.
    pub names: Vec<String>,
    /// Rows react to columns.
    pub reaction: Vec<Vec<f64>>,
    /// How much the own burden holds back.
    pub cost: Vec<f64>,
    /// What each wants whatever the others do.
    pub grievance: Vec<f64>,
    /// Levels at the start; 0 where there are none.
    pub start: Vec<f64>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Reads a race from JSON; `K`, `a` and `g` are accepted for `reaction`, `cost` and `grievance`.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_race(text: &str) -> Result<PlainRace, Vec<Flaw>> {
    with_json(text, |root, flaws| {
        let find = |names: [&'static str; 2]| names.into_iter().find(|name| root.contains_key(*name));
        let reaction = match find(["reaction", "K"]) {
            Some(key) => rows_of(key, &root[key], flaws),
            None => {
                flaws.add("reaction", "this is missing");
                Vec::new()
            }
        };
        let count = reaction.len();
        let list = |names: [&'static str; 2], default: Option<f64>, flaws: &mut Flaws| {
            let Some(key) = find(names) else {
                if default.is_none() {
                    flaws.add(names[0], "this is missing");
                }
                return vec![default.unwrap_or(0.0); count];
            };
            let found = numbers(key, &root[key], flaws);
            if found.len() != count {
                flaws.add(key, format!("{count} numbers are expected, one a state; here are {}", found.len()));
            }
            found
        };
        let (cost, grievance) = (list(["cost", "a"], None, flaws), list(["grievance", "g"], Some(0.0), flaws));
        let start = list(["start", "x0"], Some(0.0), flaws);
        let names = names(root, &["names", "actors"], count, flaws);
        let known = ["reaction", "K", "cost", "a", "grievance", "g", "start", "x0", "names", "actors"];
        PlainRace { names, reaction, cost, grievance, start, notes: unread(root, &known) }
    })
}

/// Largest weight of an edge.
const LARGEST: f64 = 1e6;

fn done<T>(found: T, flaws: Flaws) -> Result<T, Vec<Flaw>> {
    if flaws.0.is_empty() { Ok(found) } else { Err(flaws.0) }
}

fn with_json<T>(text: &str, read: impl Fn(&Map<String, Value>, &mut Flaws) -> T) -> Result<T, Vec<Flaw>> {
    let value = parse(text)?;
    let mut flaws = Flaws::default();
    let root = flaws
        .object("the file", &value)
        .ok_or_else(|| vec![Flaw { at: "the file".into(), what: "an object is expected".into() }])?;
    let found = read(root, &mut flaws);
    done(found, flaws)
}

/// Names of keys that are not read, as a note: files of others hold results beside the model.
fn unread(object: &Map<String, Value>, known: &[&str]) -> Vec<String> {
    let strange: Vec<&str> = object.keys().map(String::as_str).filter(|key| !known.contains(key)).collect();
    if strange.is_empty() { Vec::new() } else { vec![format!("not read: {}", strange.join(", "))] }
}

fn numbers(at: &str, value: &Value, flaws: &mut Flaws) -> Vec<f64> {
    let Some(list) = value.as_array() else {
        flaws.add(at, "a list of numbers is expected here");
        return Vec::new();
    };
    list.iter().enumerate().map(|(i, value)| flaws.number(&format!("{at}[{i}]"), value).unwrap_or(0.0)).collect()
}

fn rows_of(at: &str, value: &Value, flaws: &mut Flaws) -> Vec<Vec<f64>> {
    let Some(list) = value.as_array() else {
        flaws.add(at, "a list of rows is expected here");
        return Vec::new();
    };
    let rows: Vec<Vec<f64>> =
        list.iter().enumerate().map(|(i, row)| numbers(&format!("{at}[{i}]"), row, flaws)).collect();
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != rows.len()) {
        flaws.add(format!("{at}[{i}]"), format!("the matrix has {} rows, this one {} columns", rows.len(), row.len()));
    }
    rows
}

/// Names under a key, or 1, 2, 3 …
fn names(object: &Map<String, Value>, keys: &[&str], count: usize, flaws: &mut Flaws) -> Vec<String> {
    let Some((key, value)) = keys.iter().find_map(|key| Some((*key, object.get(*key)?))) else {
        return (1..=count).map(|number| number.to_string()).collect();
    };
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<String> =
        list.iter().enumerate().filter_map(|(i, value)| flaws.text(&format!("{key}[{i}]"), value)).collect();
    if names.len() != count {
        flaws.add(key, format!("{count} names are expected, one a row"));
    }
    flaws.distinct(key, &names);
    names
}

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

fn map_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainMap {
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
        clamp: root.get("clamp").map(|value| clamps(value, &names, flaws)).unwrap_or_default(),
    };
    PlainMap { names, edges, community: turned, run, notes: unread(root, &MAP_KEYS) }
}

/// `{"name or number": value}` or `[[number from 0, value]]`.
fn clamps(value: &Value, names: &[String], flaws: &mut Flaws) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    let mut add = |at: String, concept: Option<usize>, value: &Value, flaws: &mut Flaws| match concept {
        None => flaws.add(at, "no such concept"),
        Some(concept) => found.extend(flaws.number(&at, value).map(|value| (concept, value))),
    };
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (name, value) in object {
                let by_place = || name.parse::<usize>().ok().filter(|place| *place < names.len());
                let concept = names.iter().position(|known| known == name).or_else(by_place);
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

fn influences_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainInfluences {
    let mut found = PlainInfluences {
        notes: unread(root, &["periods", "quantities", "influences", "changes"]),
        ..Default::default()
    };
    let periods = root.get("periods").and_then(Value::as_u64).filter(|periods| (1..=10_000).contains(periods));
    match periods {
        Some(periods) => found.periods = periods as usize,
        None => flaws.add("periods", "a whole number from 1 to 10000 is expected"),
    }
    let empty = Map::new();
    let quantities = match root.get("quantities") {
        Some(value) => flaws.object("quantities", value).unwrap_or(&empty),
        None => {
            flaws.add("quantities", "this is missing: an object of quantities with `q0`, `lo`, `hi`");
            &empty
        }
    };
    for (name, value) in quantities {
        let at = format!("quantities.{name}");
        let Some(object) = flaws.object(&at, value) else { continue };
        flaws.known(&at, object, &["q0", "lo", "hi", "rho"]);
        let mut number = |key: &str, default: Option<f64>| match object.get(key) {
            Some(value) => flaws.number(&place(&at, key), value),
            None => {
                if default.is_none() {
                    flaws.add(place(&at, key), "this is missing");
                }
                default
            }
        };
        let (q0, low, high, rho) =
            (number("q0", None), number("lo", Some(0.0)), number("hi", Some(1.0)), number("rho", Some(0.0)));
        if let (Some(q0), Some(low), Some(high), Some(rho)) = (q0, low, high, rho) {
            if !(low < high && (low..=high).contains(&q0)) {
                flaws.add(&at, format!("the baseline {q0} must lie in a range, here [{low}, {high}]"));
            }
            if !(0.0..1.0).contains(&rho) {
                flaws.add(&at, "`rho` lies from 0 to below 1");
            }
            found.quantities.push((name.clone(), q0, low, high, rho));
        }
    }
    let names: BTreeMap<String, usize> = found.quantities.iter().enumerate().map(|(i, q)| (q.0.clone(), i)).collect();
    let known = |at: &str, value: Option<&Value>, flaws: &mut Flaws| -> Option<usize> {
        let name = value.and_then(Value::as_str);
        let found = name.and_then(|name| names.get(name)).copied();
        if found.is_none() {
            flaws.add(at, format!("no quantity is called `{}`", name.unwrap_or_default()));
        }
        found
    };
    for (i, row) in flaws.list("", root, "influences").into_iter().enumerate() {
        let at = format!("influences[{i}]");
        let cells = row.as_array().map(Vec::as_slice).unwrap_or_default();
        let [cause, effect, gain, lag] = cells else {
            flaws.add(at, "four entries are expected: cause, effect, gain, lag");
            continue;
        };
        let (cause, effect) = (known(&at, Some(cause), flaws), known(&at, Some(effect), flaws));
        let gain = flaws.number(&at, gain).filter(|gain| gain.is_finite());
        let lag = lag.as_u64().filter(|lag| *lag <= 10_000);
        if lag.is_none() {
            flaws.add(&at, "the lag is a whole number of periods from 0 on");
        }
        if let (Some(cause), Some(effect), Some(gain), Some(lag)) = (cause, effect, gain, lag) {
            if found.influences.iter().any(|one| (one.0, one.1) == (cause, effect)) {
                flaws.add(&at, "this influence stands above already");
            }
            found.influences.push((cause, effect, gain, lag as usize));
        }
    }
    for (i, row) in flaws.list("", root, "changes").into_iter().enumerate() {
        let at = format!("changes[{i}]");
        let Some(object) = flaws.object(&at, row) else { continue };
        flaws.known(&at, object, &["period", "op", "id", "value", "cause", "effect"]);
        let op = flaws.word(&at, object, "op").unwrap_or_default();
        let period = object.get("period").map_or(Some(0), Value::as_u64);
        if period.is_none() {
            flaws.add(place(&at, "period"), "a whole number from 0 on is expected");
        }
        let link = op == "cut";
        let takes = ["set", "shift", "scale", "clamp"].contains(&op.as_str());
        if !takes && !link && op != "free" {
            flaws.add(place(&at, "op"), format!("`{op}` is no operation: set, shift, scale, clamp, free, cut"));
        }
        let on = known(&at, object.get(if link { "cause" } else { "id" }), flaws);
        let effect = if link { known(&at, object.get("effect"), flaws) } else { None };
        let value = match object.get("value") {
            Some(value) => flaws.number(&place(&at, "value"), value).unwrap_or(0.0),
            None => {
                if takes {
                    flaws.add(place(&at, "value"), "this is missing");
                }
                0.0
            }
        };
        if let Some(on) = on.filter(|_| takes) {
            let (name, q0, low, high, _) = &found.quantities[on];
            let to = match op.as_str() {
                "shift" => q0 + value,
                "scale" => q0 * value,
                _ => value,
            };
            if !(*low..=*high).contains(&to) {
                flaws.add(&at, format!("`{name}` would come to {to}, outside [{low}, {high}]"));
            }
        }
        if let (true, Some(cause), Some(effect)) = (link, on, effect)
            && !found.influences.iter().any(|one| (one.0, one.1) == (cause, effect))
        {
            flaws.add(&at, "there is no such influence to cut");
        }
        if let (Some(on), Some(period)) = (on, period) {
            found.changes.push(PlainChange { period: period as usize, op, on, effect, value });
        }
    }
    found
}

fn cross_impact_of_json(at: &str, root: &Map<String, Value>, flaws: &mut Flaws) -> PlainCrossImpact {
    let key = |name: &str| place(at, name);
    let mut descriptors = Vec::new();
    match root.get("variants") {
        Some(Value::Array(list)) => {
            for (i, value) in list.iter().enumerate() {
                let name = root.get("descriptors").and_then(|names| names.get(i)).and_then(Value::as_str);
                let name = name.map_or_else(|| (i + 1).to_string(), str::to_owned);
                match value {
                    Value::Array(names) => {
                        let names = names.iter().filter_map(|name| flaws.text(&key("variants"), name)).collect();
                        descriptors.push((name, names));
                    }
                    value => match value.as_u64().filter(|count| (1..=1_000).contains(count)) {
                        Some(count) => descriptors.push((name, (1..=count).map(|n| n.to_string()).collect())),
                        None => flaws.add(
                            format!("{}[{i}]", key("variants")),
                            "a number of variants, or their names, is expected",
                        ),
                    },
                }
            }
        }
        _ => flaws.add(key("variants"), "a list of numbers of variants is expected here"),
    }
    let matrix = match root.get("matrix_row_acts_on_column") {
        Some(value) => {
            let at = key("matrix_row_acts_on_column");
            let rows = rows_of(&at, value, flaws);
            if rows.iter().flatten().any(|cell| cell.fract() != 0.0 || cell.abs() > 1e9) {
                flaws.add(at, "cells are whole numbers");
            }
            rows.iter().map(|row| row.iter().map(|cell| *cell as i64).collect()).collect()
        }
        None => {
            flaws.add(key("matrix_row_acts_on_column"), "this is missing");
            Vec::new()
        }
    };
    let variants: usize = descriptors.iter().map(|(_, variants): &(String, Vec<String>)| variants.len()).sum();
    if !matrix.is_empty() && variants != matrix.len() {
        flaws.add(key("variants"), format!("{variants} variants, but {} rows", matrix.len()));
    }
    let confidence = root.get("confidence").map(|value| confidence_of(&key("confidence"), value, matrix.len(), flaws));
    let name = root.get("id").or(root.get("name")).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut notes = unread(root, &["id", "name", "variants", "descriptors", "matrix_row_acts_on_column", "confidence"]);
    notes.extend(own_blocks(&descriptors, &matrix));
    PlainCrossImpact { name, descriptors, matrix, confidence: confidence.unwrap_or_default(), notes }
}

/// One confidence for all cells, or one for each; `null` and 0 for a cell without doubt.
fn confidence_of(at: &str, value: &Value, size: usize, flaws: &mut Flaws) -> Vec<Vec<Option<u8>>> {
    let mut one = |value: &Value| match value.as_u64() {
        Some(0) => None,
        Some(confidence @ 1..=5) => Some(confidence as u8),
        _ if value.is_null() => None,
        _ => {
            flaws.add(at.to_owned(), "confidences are whole numbers from 1 (a guess) to 5 (sure)");
            None
        }
    };
    let Some(rows) = value.as_array() else { return vec![vec![one(value); size]; size] };
    let found: Vec<Vec<Option<u8>>> =
        rows.iter().map(|row| row.as_array().into_iter().flatten().map(&mut one).collect()).collect();
    if found.len() != size || found.iter().any(|row| row.len() != size) {
        flaws.add(at.to_owned(), "one number, or as many rows and columns as the matrix has, are expected");
    }
    found
}

/// Descriptors whose variants act on one another: allowed, and counted into the balances of their own descriptor, but unusual.
fn own_blocks(descriptors: &[(String, Vec<String>)], matrix: &[Vec<i64>]) -> Vec<String> {
    let mut found = Vec::new();
    let mut first = 0;
    for (name, variants) in descriptors {
        let rows = first..first + variants.len();
        let mut cells = rows.clone().flat_map(|row| rows.clone().map(move |column| (row, column)));
        let cell = |(row, column): (usize, usize)| matrix.get(row).and_then(|row: &Vec<i64>| row.get(column));
        if cells.any(|place| cell(place).is_some_and(|cell| *cell != 0)) {
            found.push(format!("the variants of `{name}` act on one another; their block counts as it stands"));
        }
        first += variants.len();
    }
    found
}

/// ScenarioWizard's text: descriptors begin with `&`, variants with `-`; the matrix is the block of rows with as many whole numbers
/// as there are variants. Other blocks (comments, flags, texts) are passed over.
fn scenario_wizard(text: &str, flaws: &mut Flaws) -> PlainCrossImpact {
    let mut found = PlainCrossImpact { name: String::new(), ..Default::default() };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first = lines.iter().position(|line| line.starts_with('&')).unwrap_or(lines.len());
    found.name = lines[..first]
        .iter()
        .find(|line| !line.is_empty() && !line.starts_with(['$', '#']))
        .copied()
        .unwrap_or_default()
        .to_owned();
    let mut at = first;
    while let Some(line) = lines.get(at).filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix('&'), line.strip_prefix('-')) {
            (Some(name), _) => found.descriptors.push((name.trim().to_owned(), Vec::new())),
            (None, Some(name)) => {
                if let Some((_, variants)) = found.descriptors.last_mut() {
                    variants.push(name.trim().to_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    for (name, variants) in &found.descriptors {
        if variants.is_empty() {
            flaws.add("the descriptors", format!("`{name}` has no variant"));
        }
    }
    let count: usize = found.descriptors.iter().map(|(_, variants)| variants.len()).sum();
    if count == 0 {
        flaws.add("line 1", "no descriptor: a ScenarioWizard file has lines `&Descriptor` and `-Variant`");
        return found;
    }
    let row = |line: &&str| -> Option<Vec<i64>> {
        let cells: Option<Vec<i64>> =
            line.trim_end_matches(',').split(',').map(|cell| cell.trim().parse().ok()).collect();
        cells.filter(|cells| cells.len() == count)
    };
    found.matrix = lines[at..].iter().filter_map(row).take(count).collect();
    if found.matrix.len() != count {
        flaws.add(
            "the matrix",
            format!("{count} rows of {count} whole numbers are expected, {} are there", found.matrix.len()),
        );
    }
    found
}

fn landscape_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainLandscape {
    let propensity = match root.get("propensity") {
        Some(value) => rows_of("propensity", value, flaws),
        None => {
            flaws.add("propensity", "this is missing");
            Vec::new()
        }
    };
    let count = propensity.len();
    let size = root.get("size").map_or_else(|| vec![1.0; count], |value| numbers("size", value, flaws));
    if size.len() != count {
        flaws.add("size", format!("{count} numbers are expected, one an actor; here are {}", size.len()));
    } else if let Some(place) = size.iter().position(|size| *size <= 0.0) {
        flaws.add(format!("size[{place}]"), "sizes are above 0");
    }
    for (i, row) in propensity.iter().enumerate() {
        for (j, cell) in row.iter().enumerate().take(i) {
            if propensity.get(j).and_then(|row| row.get(i)).is_some_and(|other| other != cell) {
                flaws.add(format!("propensity[{i}][{j}]"), "propensities are the same both ways");
            }
        }
    }
    if let Some(place) = (0..count).find(|place| propensity[*place].get(*place).is_some_and(|cell| *cell != 0.0)) {
        flaws.add(format!("propensity[{place}][{place}]"), "an actor has no propensity towards itself: 0 is expected");
    }
    let names = names(root, &["actors", "names"], count, flaws);
    PlainLandscape { names, size, propensity, notes: unread(root, &["actors", "names", "size", "propensity"]) }
}

type Rows = Vec<(u64, Vec<String>)>;

fn table(text: &str, flaws: &mut Flaws) -> Rows {
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

fn number(line: u64, text: &str, flaws: &mut Flaws) -> f64 {
    let found = text.parse::<f64>().ok().filter(|number| number.is_finite());
    found.unwrap_or_else(|| {
        flaws.add(format!("line {line}"), format!("`{text}` is no number"));
        0.0
    })
}

fn edge_list(
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
        if wait < 0.0 {
            flaws.add(format!("line {line}"), "a lag is at least 0");
        }
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
fn matrix(rows: &Rows, flaws: &mut Flaws) -> PlainMap {
    let Some(((_, header), body)) = rows.split_first() else {
        flaws.add("the file", "the table is empty");
        return PlainMap::default();
    };
    let names: Vec<String> = header.iter().skip(1).cloned().collect();
    flaws.distinct("the header", &names);
    let own: Vec<&str> = body.iter().map(|(_, cells)| cells.first().map(String::as_str).unwrap_or_default()).collect();
    for (name, (line, _)) in own.iter().zip(body).filter(|(name, _)| !names.iter().any(|known| known == *name)) {
        flaws.add(
            format!("line {line}"),
            format!("the row `{name}` has no column of that name; rows and columns hold the same concepts"),
        );
    }
    for name in names.iter().filter(|name| !own.contains(&name.as_str())) {
        flaws.add("the header", format!("the column `{name}` has no row of that name"));
    }
    let mut edges = Vec::new();
    for (line, cells) in body {
        let Some(cause) = names.iter().position(|name| Some(name) == cells.first()) else { continue };
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_matrix_and_a_list_give_one_map_whatever_the_order_of_rows() {
        let one = read_map(",a,b,c\nb,0,0,-0.5\na,0,0.7,0\nc,1,0,0\n").unwrap();
        let other = read_map("source,target,weight\na,b,0.7\nb,c,-0.5\nc,a,1\n").unwrap();
        assert_eq!((one.names.clone(), one.edges.clone()), (other.names, other.edges));
        let wrong = read_map(",a,b\na,0,1\nx,0,0\n").unwrap_err();
        assert_eq!(wrong.len(), 2);
        assert!(read_map(";a;b\na;0;1\nb;0,5;0\n").is_err());
        assert!(read_map("").is_err() && read_map("{}").is_err() && read_map("{").is_err());
    }

    #[test]
    fn a_scenario_wizard_file_is_read_by_content() {
        let text = "$1\r\nOil\r\n&Price\r\n-low\r\n-high\r\n&Growth\r\n-slow\r\n-fast\r\n#\r\na comment\r\n#\r\nFFFFFF\r\n#\r\n 0, 0,-1,1\r\n0,0,2,-2\r\n1,-1,0,0\r\n-2,2,0,0\r\n#\r\nmore";
        let found = read_cross_impacts(text).unwrap().remove(0);
        assert_eq!((found.name.as_str(), found.descriptors.len()), ("Oil", 2));
        assert_eq!(found.matrix[1], [0, 0, 2, -2]);
        assert!(read_cross_impacts("&A\n-x\n#\n").is_err() && read_cross_impacts("nothing").is_err());
    }
}
