//! GraphML: nodes with names, edges with a weight or a sign.

use std::collections::BTreeMap;

use detente_text::{Note, Problem};
use roxmltree::Node as Element;

use super::graph::{Edge, Graph, LABEL, Node, rows_of};
use super::rows::Rows;
use super::{TiesAsked, names, xml};
use crate::columns::plain;

/// Names of the attribute that holds the name of a node; its id otherwise.
const LABELS: [&str; 2] = ["name", "label"];

/// A declared attribute.
struct Key {
    /// `node`, `edge`, `all` …
    of: String,
    name: String,
    default: Option<String>,
}

/// Reads the ties of a file; of several graphs the one that is asked for, or each as a period.
///
/// # Errors
/// Every [`Problem`] of the file.
pub(super) fn read(text: &str, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let document = xml::parsed(text)?;
    let root = document.root_element();
    let keys: BTreeMap<&str, Key> =
        document.descendants().filter(|node| xml::is(node, "key")).filter_map(key).collect();
    let graphs: Vec<Element<'_, '_>> = root.children().filter(|node| xml::is(node, "graph")).collect();
    let ids: Vec<String> = graphs
        .iter()
        .enumerate()
        .map(|(place, graph)| graph.attribute("id").map_or_else(|| (place + 1).to_string(), str::to_owned))
        .collect();
    let chosen = chosen(&graphs, &ids, asked)?;
    let mut all = Rows::default();
    let mut problems = Vec::new();
    for place in chosen {
        let mut reader = Reader { keys: &keys, graph: Graph::default(), problems: Vec::new(), notes: Vec::new() };
        reader.graph(&graphs[place]);
        problems.append(&mut reader.problems);
        match rows_of(&reader.graph, asked) {
            Ok(mut found) => {
                if asked.by == Some("graph") {
                    found.rows.iter_mut().for_each(|row| row.period.clone_from(&ids[place]));
                    all.periods.push(ids[place].clone());
                }
                all.notes.extend(dna(&ids[place], &found));
                all.rows.append(&mut found.rows);
                all.notes.extend(reader.notes.into_iter().chain(found.notes));
            }
            Err(found) => problems.extend(found),
        }
    }
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

/// Places of the graphs that are read.
fn chosen(graphs: &[Element<'_, '_>], ids: &[String], asked: &TiesAsked<'_>) -> Result<Vec<usize>, Vec<Problem>> {
    let line = graphs.get(1).map_or(1, xml::line);
    let listed = || names::some(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    match (asked.graph, asked.by) {
        _ if graphs.is_empty() => Err(vec![Problem::at(1, "there is no `<graph>` in this file")]),
        (Some(id), _) => {
            let found = ids.iter().position(|known| known == id);
            let unknown = || vec![Problem::at(line, format!("no graph has the id `{id}` (graphs: {})", listed()))];
            found.map(|place| vec![place]).ok_or_else(unknown)
        }
        (None, Some("graph")) => Ok((0..graphs.len()).collect()),
        (None, _) if graphs.len() == 1 => Ok(vec![0]),
        _ => {
            let what = format!(
                "the file holds {} graphs ({}); say which with --graph ID, or read each as a period with --by graph",
                graphs.len(),
                listed()
            );
            Err(vec![Problem::at(line, what)])
        }
    }
}

/// Exports of the Discourse Network Analyzer may hold agreement as a code.
fn dna(id: &str, found: &Rows) -> Option<Note> {
    let codes =
        id == "DNA" && !found.rows.is_empty() && found.rows.iter().all(|row| [1.0, 2.0, 3.0].contains(&row.weight));
    let what = "this looks like an export of the Discourse Network Analyzer: in its `combine` the weights 1, 2 and 3 mean agreement, \
                disagreement and both; they are read as weights as they stand, so that no tie is hostile (its `subtract` has signs)";
    codes.then(|| Note::of_file(what))
}

fn key<'d>(node: Element<'d, '_>) -> Option<(&'d str, Key)> {
    let id = node.attribute("id")?;
    let default = node.children().find(|child| xml::is(child, "default")).map(|child| xml::text(&child));
    let of = node.attribute("for").unwrap_or("all").to_owned();
    // Without a name the id is the name.
    let name = node.attribute("attr.name").unwrap_or(id).to_owned();
    Some((id, Key { of, name, default }))
}

struct Reader<'k> {
    keys: &'k BTreeMap<&'k str, Key>,
    graph: Graph,
    problems: Vec<Problem>,
    notes: Vec<Note>,
}

impl Reader<'_> {
    fn graph(&mut self, graph: &Element<'_, '_>) {
        let elements: Vec<Element<'_, '_>> = graph.descendants().filter(Element::is_element).collect();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for node in elements.iter().filter(|node| xml::is(node, "node")) {
            let Some(id) = node.attribute("id") else {
                self.problem(node, "a node has no `id`");
                continue;
            };
            if places.insert(id.to_owned(), self.graph.nodes.len()).is_some() {
                self.problem(node, format!("the node `{id}` stands twice; ids must differ"));
            }
            self.graph.nodes.push(Node { id: id.to_owned(), label: self.label(node) });
        }
        let undirected = graph.attribute("edgedefault") != Some("directed");
        for edge in elements.iter().filter(|edge| xml::is(edge, "edge")) {
            let end = |name: &str| {
                let id = edge.attribute(name).ok_or_else(|| format!("an edge has no `{name}`"))?;
                places.get(id).copied().ok_or_else(|| format!("no node has the id `{id}`"))
            };
            let both_ways = edge.attribute("directed").map_or(undirected, |directed| directed == "false");
            match (end("source"), end("target")) {
                (Ok(a), Ok(b)) => {
                    let cells = self.cells(edge);
                    self.graph.edges.push(Edge { a, b, line: xml::line(edge), both_ways, cells });
                }
                (Err(what), _) | (_, Err(what)) => self.problem(edge, what),
            }
        }
        for hyper in elements.iter().filter(|node| xml::is(node, "hyperedge")) {
            self.problem(
                hyper,
                "a hyperedge ties more than two nodes and cannot be read; write it as edges between pairs",
            );
        }
        let count = |name: &str| elements.iter().filter(|node| xml::is(node, name)).count();
        if count("graph") > 1 {
            self.notes.push(Note::of_file("nodes inside groups are read as nodes of the whole graph"));
        }
        if count("port") > 0 {
            self.notes.push(Note::of_file("ports were not read: edges go from node to node"));
        }
    }

    fn problem(&mut self, node: &Element<'_, '_>, what: impl Into<String>) {
        self.problems.push(Problem::at(xml::line(node), what));
    }

    /// What a node is called: its attribute `name`, then `label`, then the label that yEd draws.
    fn label(&self, node: &Element<'_, '_>) -> Option<String> {
        let own: BTreeMap<String, String> =
            self.attributes(node, "node").into_iter().map(|(name, text)| (plain(&name), text)).collect();
        let filled = LABELS.iter().find_map(|name| own.get(*name).filter(|text| !text.is_empty()));
        let drawn = || drawn(node, "NodeLabel");
        let blank = || LABELS.iter().find_map(|name| own.get(*name)).cloned();
        filled.cloned().or_else(drawn).or_else(blank)
    }

    /// Attributes of an edge, its drawn label among them where that could be a value.
    fn cells(&mut self, edge: &Element<'_, '_>) -> BTreeMap<String, String> {
        let mut cells = BTreeMap::new();
        for (name, text) in self.attributes(edge, "edge") {
            let before = cells.insert(name.clone(), text.clone());
            if before.is_some_and(|before| before != text) {
                self.problem(edge, format!("the attribute `{name}` stands twice on one edge"));
            }
        }
        cells.extend(drawn(edge, "EdgeLabel").map(|label| (LABEL.to_owned(), label)));
        cells
    }

    /// Names and texts of what is said of a node or an edge, and of what is said by default.
    fn attributes(&self, node: &Element<'_, '_>, of: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut said: Vec<&str> = Vec::new();
        for data in node.children().filter(|child| xml::is(child, "data")) {
            let id = data.attribute("key").unwrap_or_default();
            let name = self.keys.get(id).map_or(id, |key| key.name.as_str());
            said.push(id);
            if data.first_element_child().is_none() {
                found.push((name.to_owned(), xml::text(&data)));
            }
        }
        let silent = self.keys.iter().filter(|(id, key)| (key.of == of || key.of == "all") && !said.contains(*id));
        found.extend(silent.filter_map(|(_, key)| Some((key.name.clone(), key.default.clone()?))));
        found
    }
}

/// The label that yEd draws on a node or an edge.
fn drawn(node: &Element<'_, '_>, name: &str) -> Option<String> {
    let own = node.children().filter(|child| xml::is(child, "data"));
    let label = own.flat_map(|data| data.descendants()).find(|inner| xml::is(inner, name))?;
    Some(xml::text(&label)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ties::{Form, PairRule, read_ties};

    fn by<'a>(by: &'a str) -> TiesAsked<'a> {
        TiesAsked { by: Some(by), ..TiesAsked::default() }
    }

    #[test]
    fn names_weights_and_periods_are_found() {
        let text = r#"<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            <key id="d0" for="node" attr.name="name" attr.type="string"/><key id="d1" for="edge" attr.name="sign" attr.type="int"/>
            <key id="d2" for="edge" attr.name="year" attr.type="int"/>
            <graph edgedefault="undirected"><node id="n0"><data key="d0">Japan</data></node><node id="n1"/>
            <edge source="n0" target="n1"><data key="d1">-1</data><data key="d2">1950</data></edge></graph></graphml>"#;
        let found = read_ties(text, Form::GraphMl, &by("year")).unwrap().by_period(PairRule::Refuse).unwrap();
        assert_eq!(
            (found[0].0.as_str(), found[0].1.actors.clone()),
            ("1950", vec!["Japan".to_owned(), "n1".to_owned()])
        );
        assert_eq!(found[0].1.ties[0].weight, -1.0);
        assert_eq!(read(text, &by("month")).unwrap_err().len(), 1);
        for broken in ["", "<graphml>", "<graphml/>", "<graphml><graph><edge source='a' target='b'/></graph></graphml>"]
        {
            assert!(read(broken, &TiesAsked::default()).is_err());
        }
    }

    #[test]
    fn labels_and_values_that_yed_draws_are_read() {
        let text = r#"<!DOCTYPE graphml><graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/>
            <key for="edge" id="d10" yfiles.type="edgegraphics"/><graph edgedefault="directed" id="G">
            <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Japan<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
            <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>China</y:NodeLabel></y:ShapeNode></data></node>
            <node id="n2"/><edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>-</y:EdgeLabel></y:PolyLineEdge></data></edge>
            <edge id="e1" source="n1" target="n2"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>+</y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>"#;
        let found = read(text, &TiesAsked::default()).unwrap();
        let ties: Vec<(&str, &str, f64, bool)> =
            found.rows.iter().map(|row| (row.a.as_str(), row.b.as_str(), row.weight, row.both_ways)).collect();
        assert_eq!(ties, [("Japan", "China", -1.0, false), ("China", "n2", 1.0, false)]);
        let bomb = "<!DOCTYPE g [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">\
                    <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">]><g>&e;&e;&e;&e;</g>";
        assert!(read(bomb, &TiesAsked::default()).is_err());
    }
}
