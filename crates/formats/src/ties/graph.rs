//! Graphs as files hold them: nodes keyed by an id, edges with attributes. GraphML, GEXF and Pajek come through here.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::{Decimal, Note, Problem, missing};

use super::rows::{Row, Rows};
use super::values::{Candidate, Reading, VALUES, is_size, settle};
use super::{TiesAsked, names, to_itself};
use crate::columns::plain;

/// The label of an edge, which holds its value where nothing else does.
pub(super) const LABEL: &str = "(label)";

/// Attributes of edges that are for display and for other programs, so that nothing is said when they are not read.
const SILENT: [&str; 22] = [
    "id",
    "label",
    "edgelabel",
    "edgeid",
    "name",
    "dimensions",
    "claims",
    "description",
    "url",
    "r",
    "g",
    "b",
    "color",
    "thickness",
    "shape",
    "width",
    "x",
    "y",
    "z",
    "interaction",
    "sharedname",
    "type",
];

/// A node.
pub(super) struct Node {
    pub id: String,
    /// What it is called, where the file says so.
    pub label: Option<String>,
}

/// An edge between two nodes, by place.
pub(super) struct Edge {
    pub a: usize,
    pub b: usize,
    pub line: u64,
    /// Whether it has no direction.
    pub both_ways: bool,
    /// Its attributes by name.
    pub cells: BTreeMap<String, String>,
}

/// A graph of a file.
#[derive(Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// The rows of a graph: names kept apart, values and firmness settled. Nodes without a tie are left out, which is told.
///
/// # Errors
/// Every [`Problem`] of its edges.
pub(super) fn rows_of(graph: &Graph, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let nodes: Vec<(String, Option<String>)> =
        graph.nodes.iter().map(|node| (node.id.clone(), node.label.clone())).collect();
    let (names, mut notes) = names::apart(&nodes);
    let attributes: BTreeSet<&str> =
        graph.edges.iter().flat_map(|edge| edge.cells.keys().map(String::as_str)).collect();
    let valued = value_attributes(graph, &attributes, asked).map_err(|problem| vec![problem])?;
    let cell = |edge: &'_ Edge, name: &str| -> String { edge.cells.get(name).cloned().unwrap_or_default() };
    let cells: Vec<Vec<String>> =
        valued.iter().map(|name| graph.edges.iter().map(|edge| cell(edge, name)).collect()).collect();
    let candidates: Vec<Candidate<'_>> = valued
        .iter()
        .zip(&cells)
        .map(|(name, cells)| Candidate { name: (*name).to_owned(), cells: cells.iter().map(String::as_str).collect() })
        .collect();
    let places: Vec<u64> = graph.edges.iter().map(|edge| edge.line).collect();
    let decimal = asked.table.decimal.unwrap_or_default();
    let number = |cell: &str| detente_text::number(cell, decimal);
    let values = settle(&candidates, &places, &Reading { number: &number, codes: asked.missing });
    let mut problems = values.problems;
    notes.extend(values.notes);
    let by = asked.by.and_then(|by| attributes.iter().find(|name| plain(name) == plain(by)));
    let (mut rows, mut loops) = (Vec::new(), Vec::new());
    for (edge, weight) in graph.edges.iter().zip(&values.weights) {
        let (a, b) = (&names[edge.a], &names[edge.b]);
        let firmness = attribute(edge, "firmness", decimal, &mut problems);
        let cost = attribute(edge, "cost", decimal, &mut problems);
        let period = by.map(|by| cell(edge, by)).unwrap_or_default();
        if edge.a == edge.b {
            loops.push(edge.line);
            continue;
        }
        let Some(weight) = *weight else { continue };
        rows.push(Row {
            a: a.clone(),
            b: b.clone(),
            weight,
            firmness,
            cost,
            period,
            line: edge.line,
            both_ways: edge.both_ways,
        });
    }
    if let (Some(wanted), None) = (asked.by.filter(|by| *by != "graph"), by) {
        let known = attributes.iter().copied().filter(|name| *name != LABEL).collect::<Vec<_>>().join(", ");
        problems.push(Problem::at(1, format!("no edge has an attribute `{wanted}` (attributes: {known})")));
    }
    notes.extend(to_itself(&loops));
    notes.extend(alone(graph, &names));
    let read = |name: &&str| {
        valued.contains(name)
            || by == Some(name)
            || ["firmness", "cost"].contains(&plain(name).as_str())
            || *name == LABEL
    };
    let unread: Vec<&str> =
        attributes.iter().copied().filter(|name| !read(name) && !SILENT.contains(&plain(name).as_str())).collect();
    if !unread.is_empty() {
        notes.push(Note::of_file(format!("attributes of edges that were not read: {}", names::some(&unread))));
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(Problem::at(1, "there is no edge in this file"));
    }
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(Rows { rows, notes, periods: Vec::new() }) } else { Err(problems) }
}

/// Names of the attributes that hold the value of an edge: the one asked for, those of known names, or the label.
fn value_attributes<'n>(
    graph: &Graph,
    attributes: &BTreeSet<&'n str>,
    asked: &TiesAsked<'_>,
) -> Result<Vec<&'n str>, Problem> {
    let known = || attributes.iter().copied().filter(|name| *name != LABEL).collect::<Vec<_>>().join(", ");
    if let Some(wanted) = asked.columns.last() {
        let found = attributes.iter().find(|name| plain(name) == plain(wanted));
        let missing = || Problem::at(1, format!("no edge has an attribute `{wanted}` (attributes: {})", known()));
        return found.map(|name| vec![*name]).ok_or_else(missing);
    }
    let found: Vec<&str> =
        VALUES.iter().flat_map(|value| attributes.iter().copied().filter(|name| plain(name) == *value)).collect();
    if !found.is_empty() {
        let read: Vec<String> = found.iter().map(|name| (*name).to_owned()).collect();
        let cells = |name: &str| -> Vec<&str> {
            graph.edges.iter().filter_map(|edge| edge.cells.get(name)).map(String::as_str).collect()
        };
        let sizes = attributes.iter().copied().filter(|name| is_size(name, &read, cells(name).into_iter()));
        return Ok(found.iter().copied().chain(sizes).collect());
    }
    if let Some(label) = attributes.get(LABEL) {
        return Ok(vec![*label]);
    }
    let line = graph.edges.first().map_or(1, |edge| edge.line);
    let what = format!(
        "no edge has a weight or sign (attributes of edges: {}); say which holds it with --columns NAME",
        known()
    );
    Err(Problem::at(line, what))
}

/// A number of an edge that is 1 where nothing is said of it; a word for a missing value says something.
fn attribute(edge: &Edge, wanted: &str, decimal: Decimal, problems: &mut Vec<Problem>) -> f64 {
    let Some((_, text)) = edge.cells.iter().find(|(name, text)| plain(name) == wanted && !text.is_empty()) else {
        return 1.0;
    };
    let found = match missing(text) {
        true => Err(format!("`{text}` is missing")),
        false => detente_text::number(text, decimal),
    };
    found.unwrap_or_else(|why| {
        problems.push(Problem::at(edge.line, format!("{wanted}: {why}")));
        1.0
    })
}

/// Nodes without a tie.
fn alone(graph: &Graph, names: &[String]) -> Option<Note> {
    let tied: BTreeSet<usize> = graph.edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
    let alone: Vec<&str> =
        names.iter().enumerate().filter(|(place, _)| !tied.contains(place)).map(|(_, name)| name.as_str()).collect();
    let told = format!("{} node(s) have no tie and are left out: {}", alone.len(), names::some(&alone));
    (!alone.is_empty()).then(|| Note::of_file(told))
}
