//! A network for other programs: GraphML and GEXF 1.3.

use std::fmt::Write;

use crate::xml::escape;

/// A network as it is written.
#[derive(Debug, Clone)]
pub struct Network<'n> {
    /// Its id.
    pub id: &'n str,
    /// Its actors.
    pub actors: Vec<NetworkActor<'n>>,
    /// Its ties.
    pub ties: Vec<NetworkTie<'n>>,
}

/// An actor of a network.
#[derive(Debug, Clone, Copy)]
pub struct NetworkActor<'n> {
    /// Its id.
    pub id: &'n str,
    /// Its name.
    pub name: &'n str,
}

/// A tie of a network.
#[derive(Debug, Clone, Copy)]
pub struct NetworkTie<'n> {
    /// Id of one actor.
    pub a: &'n str,
    /// Id of the other.
    pub b: &'n str,
    /// Affinity, from -1 to 1.
    pub affinity: f64,
    /// Firmness, from 0 to 1.
    pub firmness: f64,
    /// Ids of its dimensions.
    pub dimensions: &'n [String],
    /// Ids of the claims behind it.
    pub claims: &'n [String],
}

/// GraphML (Brandes and others 2002) with affinity, firmness, dimensions and claims on the edges.
pub fn write_graphml(network: &Network<'_>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         \x20 <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n\
         \x20 <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n\
         \x20 <key id=\"firmness\" for=\"edge\" attr.name=\"firmness\" attr.type=\"double\"/>\n\
         \x20 <key id=\"dimensions\" for=\"edge\" attr.name=\"dimensions\" attr.type=\"string\"/>\n\
         \x20 <key id=\"claims\" for=\"edge\" attr.name=\"claims\" attr.type=\"string\"/>\n",
    );
    let _ = writeln!(text, "  <graph id=\"{}\" edgedefault=\"undirected\">", escape(network.id));
    for actor in &network.actors {
        let _ = writeln!(
            text,
            "    <node id=\"{}\"><data key=\"name\">{}</data></node>",
            escape(actor.id),
            escape(actor.name)
        );
    }
    for tie in &network.ties {
        let _ = writeln!(
            text,
            "    <edge source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data><data key=\"firmness\">{}</data>\
             <data key=\"dimensions\">{}</data><data key=\"claims\">{}</data></edge>",
            escape(tie.a),
            escape(tie.b),
            tie.affinity,
            tie.firmness,
            escape(&tie.dimensions.join(" ")),
            escape(&tie.claims.join(" "))
        );
    }
    text + "  </graph>\n</graphml>\n"
}

/// GEXF 1.3 (Gephi). Hostile ties are told by the attribute `affinity`, since weights there are not negative.
pub fn write_gexf(network: &Network<'_>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         \x20 <graph defaultedgetype=\"undirected\">\n    <attributes class=\"edge\">\n\
         \x20     <attribute id=\"affinity\" title=\"affinity\" type=\"double\"/>\n\
         \x20     <attribute id=\"claims\" title=\"claims\" type=\"string\"/>\n    </attributes>\n    <nodes>\n",
    );
    for actor in &network.actors {
        let _ = writeln!(text, "      <node id=\"{}\" label=\"{}\"/>", escape(actor.id), escape(actor.name));
    }
    text += "    </nodes>\n    <edges>\n";
    for (number, tie) in network.ties.iter().enumerate() {
        let _ = writeln!(
            text,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>\
             <attvalue for=\"affinity\" value=\"{}\"/><attvalue for=\"claims\" value=\"{}\"/></attvalues></edge>",
            escape(tie.a),
            escape(tie.b),
            tie.affinity.abs(),
            tie.affinity,
            escape(&tie.claims.join(" "))
        );
    }
    text + "    </edges>\n  </graph>\n</gexf>\n"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ties::{Form, PairRule, PlainTie, TiesAsked, read_ties};

    /// Names with marks of XML and a hostile tie go out and come back.
    #[test]
    fn what_is_written_is_read_back() {
        let actors = ["A<1>", "B&\"b\"", "C"].map(|id| NetworkActor { id, name: id });
        let tie = |a, b, affinity| NetworkTie { a, b, affinity, firmness: 0.5, dimensions: &[], claims: &[] };
        let ties = vec![tie("A<1>", "B&\"b\"", -0.25), tie("B&\"b\"", "C", 0.75)];
        let network = Network { id: "v", actors: actors.to_vec(), ties };
        for text in [write_graphml(&network), write_gexf(&network)] {
            let read = read_ties(&text, Form::of("network", &text), &TiesAsked::default()).unwrap();
            let found = read.joined(PairRule::Refuse).unwrap();
            let weights: Vec<_> = found.ties.iter().map(|PlainTie { a, b, weight, .. }| (*a, *b, *weight)).collect();
            assert_eq!((found.actors.len(), weights), (3, vec![(0, 1, -0.25), (1, 2, 0.75)]), "{text}");
        }
    }
}
