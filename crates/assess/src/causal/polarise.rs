//! The direction in which ties polarise (Marvel, Kleinberg, Kleinberg and Strogatz 2011).

use detente_dynamics::polarisation;
use schemars::JsonSchema;
use serde::Serialize;

/// A direction of polarisation. Its time has no calendar, and is not told.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PolarisationPortrait {
    /// Actors.
    pub actors: Vec<String>,
    /// Eigenvalues of the ties, the greatest first.
    pub eigenvalues: Vec<f64>,
    /// Vector of the greatest: its signs are the factions.
    pub leading_eigenvector: Vec<f64>,
    /// Side of each actor, 1 or -1; 0 where its entry is too small to say.
    pub factions: Vec<i8>,
    /// Why there is no direction.
    pub refused: Option<String>,
}

/// The direction of undirected ties (a, b, weight); self-ties are not read.
pub fn polarisation_portrait(actors: &[String], ties: &[(usize, usize, f64)]) -> PolarisationPortrait {
    let mut matrix = vec![vec![0.0; actors.len()]; actors.len()];
    for &(a, b, weight) in ties.iter().filter(|tie| tie.0 != tie.1) {
        matrix[a][b] = weight;
        matrix[b][a] = weight;
    }
    let found = polarisation(&matrix);
    let side = |side: &Option<bool>| side.map_or(0, |first| if first { 1 } else { -1 });
    PolarisationPortrait {
        actors: actors.to_vec(),
        factions: found.factions.iter().map(side).collect(),
        eigenvalues: found.eigenvalues,
        leading_eigenvector: found.leading,
        refused: found.refused.map(str::to_owned),
    }
}
