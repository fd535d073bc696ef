//! What a reader can move.

use serde::Serialize;

/// A quantity that a change may set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Movable {
    /// Its path, as changes name it.
    pub path: String,
    /// What it is called in the middle of a sentence.
    pub name: String,
    /// Lower end of its estimate.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Upper end.
    pub high: f64,
    /// Least value that it may have; none where it has no lower end.
    pub least: Option<f64>,
    /// Greatest value that it may have; none where it has no upper end.
    pub most: Option<f64>,
}
