//! A view's network in graph formats that other programs read: GraphML and GEXF 1.3.

use std::fmt::Write;

use detente_results::{Assessment, ViewPicture};

/// A text inside a document of XML: what XML cannot hold is replaced, what it would take for a mark is written out.
pub(crate) fn escape(text: &str) -> String {
    detente_text::xml(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn name(assessment: &Assessment, actor: &str) -> String {
    escape(assessment.actors.get(actor).map_or(actor, |info| &info.name))
}

/// GraphML (Brandes and others 2002) with closeness, firmness, dimensions and claims on the edges.
pub fn graphml(assessment: &Assessment, view: &ViewPicture) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         \x20 <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n\
         \x20 <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n\
         \x20 <key id=\"firmness\" for=\"edge\" attr.name=\"firmness\" attr.type=\"double\"/>\n\
         \x20 <key id=\"dimensions\" for=\"edge\" attr.name=\"dimensions\" attr.type=\"string\"/>\n\
         \x20 <key id=\"claims\" for=\"edge\" attr.name=\"claims\" attr.type=\"string\"/>\n",
    );
    let _ = writeln!(text, "  <graph id=\"{}\" edgedefault=\"undirected\">", escape(&view.id));
    for actor in &view.actors {
        let _ = writeln!(
            text,
            "    <node id=\"{}\"><data key=\"name\">{}</data></node>",
            escape(actor),
            name(assessment, actor)
        );
    }
    for tie in &view.ties {
        let _ = writeln!(
            text,
            "    <edge source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data><data key=\"firmness\">{}</data>\
             <data key=\"dimensions\">{}</data><data key=\"claims\">{}</data></edge>",
            escape(&tie.a),
            escape(&tie.b),
            tie.closeness,
            tie.firmness,
            escape(&tie.dimensions.join(" ")),
            escape(&tie.claims.join(" "))
        );
    }
    text + "  </graph>\n</graphml>\n"
}

/// GEXF 1.3 (Gephi). Hostile ties are told by the attribute `closeness`, since weights there are not negative.
pub fn gexf(assessment: &Assessment, view: &ViewPicture) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         \x20 <graph defaultedgetype=\"undirected\">\n    <attributes class=\"edge\">\n\
         \x20     <attribute id=\"closeness\" title=\"closeness\" type=\"double\"/>\n\
         \x20     <attribute id=\"claims\" title=\"claims\" type=\"string\"/>\n    </attributes>\n    <nodes>\n",
    );
    for actor in &view.actors {
        let _ = writeln!(text, "      <node id=\"{}\" label=\"{}\"/>", escape(actor), name(assessment, actor));
    }
    text += "    </nodes>\n    <edges>\n";
    for (number, tie) in view.ties.iter().enumerate() {
        let _ = writeln!(
            text,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>\
             <attvalue for=\"closeness\" value=\"{}\"/><attvalue for=\"claims\" value=\"{}\"/></attvalues></edge>",
            escape(&tie.a),
            escape(&tie.b),
            tie.closeness.abs(),
            tie.closeness,
            escape(&tie.claims.join(" "))
        );
    }
    text + "    </edges>\n  </graph>\n</gexf>\n"
}
