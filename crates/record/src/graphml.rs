//! GraphML: nodes with names, edges with a weight or a sign.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::rows::{Problem, Row, Rows};

/// Names of the attribute that holds the weight of an edge.
const WEIGHTS: [&str; 3] = ["weight", "sign", "closeness"];
/// Names of the attribute that holds the name of a node; its id otherwise.
const LABELS: [&str; 2] = ["name", "label"];

/// Reads every edge of every graph of the file; the attribute `by` of an edge tells its period.
///
/// # Errors
/// Every [`Problem`] of the file.
pub(crate) fn read(text: &str, by: Option<&str>) -> Result<Rows, Vec<Problem>> {
    let document = Document::parse(text).map_err(|error| {
        let what = format!("this is no XML: {error}");
        vec![Problem { line: u64::from(error.pos().row), what }]
    })?;
    let all = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    // Attributes are declared by key and named by `attr.name`.
    let keys: BTreeMap<&str, String> = all("key")
        .filter_map(|key| Some((key.attribute("id")?, key.attribute("attr.name").unwrap_or_default().to_lowercase())))
        .collect();
    let names: BTreeMap<&str, String> = all("node")
        .filter_map(|node| {
            let id = node.attribute("id")?;
            Some((id, value(&node, &keys, &LABELS).unwrap_or_else(|| id.to_owned())))
        })
        .collect();
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for edge in all("edge") {
        let line = u64::from(document.text_pos_at(edge.range().start).row);
        match row(&edge, &keys, &names, by, line) {
            Ok(row) => rows.push(row),
            Err(what) => problems.push(Problem { line, what }),
        }
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(Problem { line: 1, what: "there is no edge in this file".to_owned() });
    }
    if problems.is_empty() { Ok(Rows(rows)) } else { Err(problems) }
}

/// Text of the first attribute of a node or edge that goes by one of `names`.
fn value(node: &Node<'_, '_>, keys: &BTreeMap<&str, String>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let wanted = |data: &Node<'_, '_>| {
            let key = data.attribute("key").unwrap_or_default();
            data.tag_name().name() == "data" && (keys.get(key).map_or(key, String::as_str).eq_ignore_ascii_case(name))
        };
        node.children().find(wanted).and_then(|data| data.text()).map(|text| text.trim().to_owned())
    })
}

fn row(
    edge: &Node<'_, '_>,
    keys: &BTreeMap<&str, String>,
    names: &BTreeMap<&str, String>,
    by: Option<&str>,
    line: u64,
) -> Result<Row, String> {
    let end = |attribute: &str| {
        let id = edge.attribute(attribute).ok_or_else(|| format!("an edge has no `{attribute}`"))?;
        names.get(id).cloned().ok_or_else(|| format!("no node has the id `{id}`"))
    };
    let (a, b) = (end("source")?, end("target")?);
    if a == b {
        return Err(format!("`{a}` is tied to itself"));
    }
    let text = value(edge, keys, &WEIGHTS).ok_or_else(|| format!("the edge {a}-{b} has no weight or sign"))?;
    let weight = text.parse::<f64>().ok().filter(|weight| weight.is_finite());
    let weight = weight.ok_or_else(|| format!("`{text}` is not a finite number"))?;
    let period = match by {
        Some(by) => value(edge, keys, &[by]).ok_or_else(|| format!("the edge {a}-{b} has no `{by}`"))?,
        None => String::new(),
    };
    Ok(Row { a, b, weight, firmness: 1.0, cost: 1.0, period, line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::PairRule;

    #[test]
    fn names_weights_and_periods_are_found() {
        let text = r#"<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            <key id="d0" for="node" attr.name="name" attr.type="string"/><key id="d1" for="edge" attr.name="sign" attr.type="int"/>
            <key id="d2" for="edge" attr.name="year" attr.type="int"/>
            <graph edgedefault="undirected"><node id="n0"><data key="d0">Japan</data></node><node id="n1"/>
            <edge source="n0" target="n1"><data key="d1">-1</data><data key="d2">1950</data></edge></graph></graphml>"#;
        let found = read(text, Some("year")).unwrap().by_period(PairRule::Refuse).unwrap();
        assert_eq!(
            (found[0].0.as_str(), found[0].1.actors.clone()),
            ("1950", vec!["Japan".to_owned(), "n1".to_owned()])
        );
        assert_eq!(found[0].1.ties[0].weight, -1.0);
        assert_eq!(read(text, Some("month")).unwrap_err().len(), 1);
        for broken in ["", "<graphml>", "<graphml/>", "<graphml><edge source='a' target='b'/></graphml>"] {
            assert!(read(broken, None).is_err());
        }
    }
}
