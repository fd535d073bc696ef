//! The landscape of actors with sizes and propensities (Axelrod and Bennett 1993).

use std::collections::BTreeMap;

use detente_balance::Rest;
use schemars::JsonSchema;
use serde::Serialize;

/// A landscape.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ViewLandscapeResult {
    /// Its actors.
    pub actors: Vec<String>,
    /// Configurations.
    pub configurations: u64,
    /// Minima that every single switch leaves upwards.
    pub strict: usize,
    /// Flat ones without a way down.
    pub plateaus: usize,
    /// Flat ones with a way down.
    pub shelves: usize,
    /// The lowest of them.
    pub minima: Vec<LandscapeMinimum>,
    /// Energy of the easiest pass between two of the first dozen minima, by their places `0-1`.
    pub saddle: BTreeMap<String, f64>,
}

/// A minimum.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LandscapeMinimum {
    /// Side of every actor: 0 is that of the first.
    pub side: Vec<u8>,
    /// Its energy.
    pub energy: f64,
    /// Configurations whose steepest descent ends here.
    pub basin: u64,
    /// How far the energy must rise on the way to another minimum that is no higher; absent for a single lowest one.
    pub depth: Option<f64>,
    /// What kind of rest it is.
    pub rest: Rest,
    /// Actors on the first actor's side.
    pub a: Vec<String>,
    /// The others.
    pub b: Vec<String>,
}
