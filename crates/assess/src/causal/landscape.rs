//! The landscape of actors with sizes and propensities (Axelrod and Bennett 1993).

use std::collections::BTreeMap;

use detente_balance::{NetworkError, Rest, SignedNetwork, Tie, landscape, pairs};
use schemars::JsonSchema;
use serde::Serialize;

/// Minima told at most.
const MOST: usize = 200;

/// A landscape.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LandscapeTold {
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

/// The landscape of sizes and symmetric propensities; `None` beyond the size that can be listed.
///
/// # Errors
/// [`NetworkError`] where a product of sizes and propensities is no weight, or they cannot be added exactly.
pub fn landscape_told(
    actors: &[String],
    size: &[f64],
    propensity: &[Vec<f64>],
) -> Result<Option<LandscapeTold>, NetworkError> {
    let weight = |(a, b): (usize, usize)| Tie { a, b, weight: size[a] * size[b] * propensity[a][b] };
    let ties = pairs(actors.len()).map(weight).filter(|tie| tie.weight != 0.0).collect();
    let network = SignedNetwork::new(actors.len(), ties)?;
    network.can_be_added()?;
    let Some(found) = landscape(&network) else { return Ok(None) };
    let count = |rest: Rest| found.minima.iter().filter(|minimum| minimum.rest == rest).count();
    let told = |minimum: &detente_balance::Minimum| {
        let of = |first: bool| {
            let members = actors.iter().zip(&minimum.side).filter(|(_, side)| **side == first);
            members.map(|(actor, _)| actor.clone()).collect()
        };
        LandscapeMinimum {
            side: minimum.side.iter().map(|first| u8::from(!first)).collect(),
            energy: minimum.energy,
            basin: minimum.basin,
            depth: minimum.depth,
            rest: minimum.rest,
            a: of(true),
            b: of(false),
        }
    };
    Ok(Some(LandscapeTold {
        actors: actors.to_vec(),
        configurations: found.configurations,
        strict: count(Rest::Strict),
        plateaus: count(Rest::Plateau),
        shelves: count(Rest::Shelf),
        minima: found.minima.iter().take(MOST).map(told).collect(),
        saddle: found.saddles.iter().map(|(a, b, energy)| (format!("{a}-{b}"), *energy)).collect(),
    }))
}
