//! The direction in which ties polarise (Marvel, Kleinberg, Kleinberg and Strogatz 2011).

use detente_dynamics::polarisation;
use detente_results::PolarisationResult;

/// The direction of undirected ties (a, b, weight); self-ties are not read.
pub fn polarisation_result(actors: &[String], ties: &[(usize, usize, f64)]) -> PolarisationResult {
    let mut matrix = vec![vec![0.0; actors.len()]; actors.len()];
    for &(a, b, weight) in ties.iter().filter(|tie| tie.0 != tie.1) {
        matrix[a][b] = weight;
        matrix[b][a] = weight;
    }
    let found = polarisation(&matrix);
    let side = |side: &Option<bool>| side.map_or(0, |first| if first { 1 } else { -1 });
    PolarisationResult {
        actors: actors.to_vec(),
        factions: found.factions.iter().map(side).collect(),
        eigenvalues: found.eigenvalues,
        leading_eigenvector: found.leading,
        refused: found.refused.map(str::to_owned),
    }
}
