//! The landscape of actors with sizes and propensities (Axelrod and Bennett 1993).

use detente_balance::{NetworkError, Rest, SignedNetwork, Tie, landscape, pairs};
use detente_results::{LandscapeMinimum, ViewLandscapeResult};

/// Minima told at most.
const MOST: usize = 200;

/// The landscape of sizes and symmetric propensities; `None` beyond the size that can be listed.
///
/// # Errors
/// [`NetworkError`] where a product of sizes and propensities is no weight, or they cannot be added exactly.
pub fn landscape_told(
    actors: &[String],
    size: &[f64],
    propensity: &[Vec<f64>],
) -> Result<Option<ViewLandscapeResult>, NetworkError> {
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
    Ok(Some(ViewLandscapeResult {
        actors: actors.to_vec(),
        configurations: found.configurations,
        strict: count(Rest::Strict),
        plateaus: count(Rest::Plateau),
        shelves: count(Rest::Shelf),
        minima: found.minima.iter().take(MOST).map(told).collect(),
        saddle: found.saddles.iter().map(|(a, b, energy)| (format!("{a}-{b}"), *energy)).collect(),
    }))
}
