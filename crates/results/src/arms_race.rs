//! Action and reaction (Richardson 1960): whether mutual threats wind down or up, and which reaction decides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A race.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct RaceResult {
    /// States.
    pub names: Vec<String>,
    /// How strongly the row reacts to the column.
    pub reaction: Vec<Vec<f64>>,
    /// How much the own burden holds each back.
    pub cost: Vec<f64>,
    /// What each wants whatever the others do.
    pub grievance: Vec<f64>,
    /// Largest real part of an eigenvalue; below 0 the race comes to rest, and how far below is its margin; 0 is the edge.
    pub spectral_abscissa: f64,
    /// Whether it comes to rest.
    pub stable: bool,
    /// Where it rests, or what it moves away from.
    pub equilibrium: Option<Vec<f64>>,
    /// How much the abscissa grows per unit of each reaction; absent where no reaction moves it alone.
    pub sensitivity: Option<Vec<Vec<f64>>>,
    /// Who reacts and to whom in the reaction that decides: the greatest sensitivity among those that are there; absent where several
    /// have it.
    pub decides: Option<(String, String)>,
    /// Whether an unstable race goes up from the start; absent where it comes to rest.
    pub escalates: Option<bool>,
    /// What is assumed.
    pub notes: Vec<String>,
}
