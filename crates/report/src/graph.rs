//! A view's network for other programs.

use detente_formats::{Network, NetworkActor, NetworkTie};
use detente_results::{Assessment, ViewResult};

/// GraphML with affinity, firmness, dimensions and claims on the edges.
pub fn graphml(assessment: &Assessment, view: &ViewResult) -> String {
    detente_formats::write_graphml(&network(assessment, view))
}

/// GEXF, for Gephi.
pub fn gexf(assessment: &Assessment, view: &ViewResult) -> String {
    detente_formats::write_gexf(&network(assessment, view))
}

/// A view with the names of its actors.
fn network<'n>(assessment: &'n Assessment, view: &'n ViewResult) -> Network<'n> {
    let name = |id: &'n String| assessment.actors.get(id).map_or(id, |info| &info.name);
    let ties = view.ties.iter().map(|tie| NetworkTie {
        a: &tie.a,
        b: &tie.b,
        affinity: tie.affinity,
        firmness: tie.firmness,
        dimensions: &tie.dimensions,
        claims: &tie.claims,
    });
    Network {
        id: &view.id,
        actors: view.actors.iter().map(|id| NetworkActor { id, name: name(id) }).collect(),
        ties: ties.collect(),
    }
}
