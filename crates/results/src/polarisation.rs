//! The direction in which ties polarise (Marvel, Kleinberg, Kleinberg and Strogatz 2011).

use schemars::JsonSchema;
use serde::Serialize;

/// A direction of polarisation. Its time has no calendar, and is not told.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PolarisationResult {
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
