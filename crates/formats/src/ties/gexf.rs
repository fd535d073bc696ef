//! GEXF (Gephi): nodes with labels, edges with a weight and attributes. A weight that is not told is 1, as the format says.

use std::collections::BTreeMap;

use detente_text::{Note, Problem};
use roxmltree::Node as Element;

use super::graph::{Edge, Graph, Node, rows_of};
use super::rows::Rows;
use super::{TiesAsked, xml};
use crate::columns::plain;

/// Attributes of an edge by id: their titles and defaults.
type Titles = BTreeMap<String, (String, Option<String>)>;

/// Reads the ties of a file.
///
/// # Errors
/// Every [`Problem`] of the file.
pub(super) fn read(text: &str, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let document = xml::parsed(text)?;
    let all = |name: &'static str| document.descendants().filter(move |node| xml::is(node, name));
    let graphs: Vec<Element<'_, '_>> = all("graph").collect();
    let [graph] = graphs.as_slice() else {
        let what = format!("a GEXF file holds one `<graph>`, this one {}", graphs.len());
        return Err(vec![Problem::at(graphs.get(1).map_or(1, xml::line), what)]);
    };
    let undirected = graph.attribute("defaultedgetype") != Some("directed");
    let titles = titles(graph);
    let mut problems = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Graph::default();
    for node in all("node") {
        let Some(id) = node.attribute("id") else {
            problems.push(Problem::at(xml::line(&node), "a node has no `id`"));
            continue;
        };
        if places.insert(id, found.nodes.len()).is_some() {
            problems.push(Problem::at(xml::line(&node), format!("the node `{id}` stands twice; ids must differ")));
        }
        found.nodes.push(Node { id: id.to_owned(), label: node.attribute("label").map(str::to_owned) });
    }
    let edges: Vec<Element<'_, '_>> = all("edge").collect();
    let weighed = edges.iter().any(|edge| edge.attribute("weight").is_some());
    for edge in &edges {
        let end = |name: &str| {
            let id = edge.attribute(name).ok_or_else(|| format!("an edge has no `{name}`"))?;
            places.get(id).copied().ok_or_else(|| format!("no node has the id `{id}`"))
        };
        match (end("source"), end("target")) {
            (Ok(a), Ok(b)) => {
                let both_ways = edge.attribute("type").map_or(undirected, |kind| kind != "directed");
                let cells = cells(edge, &titles, weighed, &mut problems);
                found.edges.push(Edge { a, b, line: xml::line(edge), both_ways, cells });
            }
            (Err(what), _) | (_, Err(what)) => problems.push(Problem::at(xml::line(edge), what)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut rows = rows_of(&found, asked)?;
    let timed = |node: &Element<'_, '_>| {
        ["start", "end", "timestamp", "timestamps", "intervals"].iter().any(|name| node.has_attribute(*name))
    };
    if edges.iter().any(timed) || all("spell").next().is_some() {
        rows.notes.push(Note::of_file("times of edges were not read: every edge counts as there"));
    }
    Ok(rows)
}

fn titles(graph: &Element<'_, '_>) -> Titles {
    let lists = graph.children().filter(|node| xml::is(node, "attributes") && node.attribute("class") == Some("edge"));
    let attributes = lists.flat_map(|list| list.children()).filter(|node| xml::is(node, "attribute"));
    attributes
        .filter_map(|node| {
            let id = node.attribute("id")?.to_owned();
            let title = node.attribute("title").map_or_else(|| id.clone(), str::to_owned);
            let default = node.children().find(|child| xml::is(child, "default")).map(|child| xml::text(&child));
            Some((id, (title, default)))
        })
        .collect()
}

/// Attributes of an edge: its weight, and what is said of it or holds by default.
fn cells(
    edge: &Element<'_, '_>,
    titles: &Titles,
    weighed: bool,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, String> {
    let mut cells: BTreeMap<String, String> =
        titles.values().filter_map(|(title, default)| Some((title.clone(), default.clone()?))).collect();
    for value in edge.descendants().filter(|node| xml::is(node, "attvalue")) {
        let id = value.attribute("for").or(value.attribute("id")).unwrap_or_default();
        let title = titles.get(id).map_or(id, |(title, _)| title.as_str());
        cells.insert(title.to_owned(), value.attribute("value").unwrap_or_default().trim().to_owned());
    }
    let weight = edge.attribute("weight").or(weighed.then_some("1"));
    if let Some(weight) = weight {
        let other = cells.iter().find(|(title, text)| plain(title) == "weight" && text.as_str() != weight);
        if let Some((_, other)) = other {
            let what = format!("the edge weighs {weight}, its attribute `weight` says {other}; correct one");
            problems.push(Problem::at(xml::line(edge), what));
        }
        cells.retain(|title, _| plain(title) != "weight");
        cells.insert("weight".to_owned(), weight.to_owned());
    }
    cells
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FILE: &str = r#"<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
        <attributes class="edge"><attribute id="0" title="closeness" type="double"/></attributes>
        <nodes><node id="a" label="Arland"/><node id="b" label="Borland"/><node id="c"/></nodes><edges>
        <edge id="0" source="a" target="b" weight="0.5"><attvalues><attvalue for="0" value="-0.5"/></attvalues></edge>
        <edge id="1" source="b" target="c" type="directed" weight="0.25"><attvalues><attvalue for="0" value="0.25"/></attvalues></edge>
        </edges></graph></gexf>"#;

    #[test]
    fn affinity_counts_beside_its_size() {
        let found = read(FILE, &TiesAsked::default()).unwrap();
        let ties: Vec<(&str, f64, bool)> =
            found.rows.iter().map(|row| (row.a.as_str(), row.weight, row.both_ways)).collect();
        assert_eq!(ties, [("Arland", -0.5, true), ("Borland", 0.25, false)]);
        assert!(read(&FILE.replace("value=\"0.25\"", "value=\"2\""), &TiesAsked::default()).is_err());
        assert!(read(&FILE.replace("target=\"c\"", "target=\"q\""), &TiesAsked::default()).is_err());
        assert!(read("<gexf/>", &TiesAsked::default()).is_err());
    }

    #[test]
    fn a_weight_that_is_not_told_is_one() {
        let text = FILE.replace(" weight=\"0.25\"", "").replace("closeness", "other");
        let weights: Vec<f64> = read(&text, &TiesAsked::default()).unwrap().rows.iter().map(|row| row.weight).collect();
        assert_eq!(weights, [0.5, 1.0]);
    }
}
