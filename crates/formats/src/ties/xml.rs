//! What GraphML and GEXF have in common.

use detente_text::Problem;
use roxmltree::{Document, Node, ParsingOptions};

/// Nodes of a document at most.
const MOST_NODES: u32 = 50_000_000;

/// A document; a document type is passed over.
///
/// # Errors
/// A [`Problem`] with the line.
pub(super) fn parsed(text: &str) -> Result<Document<'_>, Vec<Problem>> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
        .map_err(|error| vec![Problem::at(u64::from(error.pos().row), format!("this is no XML: {error}"))])
}

/// The line of an element.
pub(super) fn line(node: &Node<'_, '_>) -> u64 {
    u64::from(node.document().text_pos_at(node.range().start).row)
}

/// Whether it is an element called so, whatever its namespace.
pub(super) fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The text of an element, trimmed.
pub(super) fn text(node: &Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}
