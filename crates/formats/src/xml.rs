//! Texts inside documents of XML that are written.

/// A text inside a document of XML: what XML cannot hold is replaced, what it would take for a mark is written out.
pub(crate) fn escape(text: &str) -> String {
    detente_text::xml(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
