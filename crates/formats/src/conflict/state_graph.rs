//! The states of a conflict and the moves between them as GraphML.

use std::fmt::Write;

use crate::xml::escape;

/// States and moves as they are written.
#[derive(Debug, Clone, Default)]
pub struct StateGraph<'g> {
    /// The states.
    pub states: Vec<GraphState<'g>>,
    /// The moves.
    pub moves: Vec<GraphMove<'g>>,
}

/// A state.
#[derive(Debug, Clone)]
pub struct GraphState<'g> {
    /// Its name.
    pub name: &'g str,
    /// The options taken, by name.
    pub taken: String,
    /// Whether everything starts there.
    pub start: bool,
    /// Concepts under which it holds everybody.
    pub holds: String,
}

/// A move of a decision maker.
#[derive(Debug, Clone, Copy)]
pub struct GraphMove<'g> {
    /// Number of the state, from 1.
    pub from: usize,
    /// Number of the state that it leads to.
    pub to: usize,
    /// Who moves.
    pub decision_maker: &'g str,
    /// Whether the mover is better off there.
    pub improves: bool,
}

/// States as nodes, moves as directed edges.
pub fn write_state_graphml(graph: &StateGraph<'_>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n\
         <key id=\"taken\" for=\"node\" attr.name=\"taken\" attr.type=\"string\"/>\n\
         <key id=\"start\" for=\"node\" attr.name=\"status_quo\" attr.type=\"boolean\"/>\n\
         <key id=\"holds\" for=\"node\" attr.name=\"equilibrium_under\" attr.type=\"string\"/>\n\
         <key id=\"mover\" for=\"edge\" attr.name=\"decision_maker\" attr.type=\"string\"/>\n\
         <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"boolean\"/>\n\
         <graph edgedefault=\"directed\">\n",
    );
    for (place, state) in graph.states.iter().enumerate() {
        let _ = writeln!(
            text,
            "<node id=\"s{}\"><data key=\"name\">{}</data><data key=\"taken\">{}</data><data key=\"start\">{}</data>\
             <data key=\"holds\">{}</data></node>",
            place + 1,
            escape(state.name),
            escape(&state.taken),
            state.start,
            state.holds
        );
    }
    for (number, one) in graph.moves.iter().enumerate() {
        let _ = writeln!(
            text,
            "<edge id=\"m{}\" source=\"s{}\" target=\"s{}\"><data key=\"mover\">{}</data><data key=\"improves\">{}</data></edge>",
            number + 1,
            one.from,
            one.to,
            escape(one.decision_maker),
            one.improves
        );
    }
    text + "</graph>\n</graphml>\n"
}
