//! The landscape of actors with sizes and propensities (Axelrod and Bennett 1993).

use detente_balance::{NetworkError, Rest, SignedNetwork, Tie, landscape, pairs};
use detente_method::AskError;
use detente_results::{LandscapeMinimum, ViewLandscapeResult};

/// Minima told at most.
const MOST: usize = 200;

/// The landscape of sizes and symmetric propensities.
///
/// # Errors
/// [`AskError`]: more actors than can be listed, a product of sizes and propensities that is no weight, or ones that cannot be added
/// exactly.
pub fn landscape_told(
    actors: &[String],
    size: &[f64],
    propensity: &[Vec<f64>],
) -> Result<ViewLandscapeResult, AskError> {
    let weight = |(a, b): (usize, usize)| Tie { a, b, weight: size[a] * size[b] * propensity[a][b] };
    let ties = pairs(actors.len()).map(weight).filter(|tie| tie.weight != 0.0).collect();
    let network = SignedNetwork::new(actors.len(), ties).map_err(no_network)?;
    network.can_be_added().map_err(no_network)?;
    let found = landscape(&network).ok_or_else(|| {
        AskError::input(format!("{} actors: a landscape is listed for 1 to 24", actors.len()))
            .with_hint("`detente balance` finds the lowest configuration of larger networks".to_owned())
    })?;
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
    Ok(ViewLandscapeResult {
        actors: actors.to_vec(),
        configurations: found.configurations,
        strict: count(Rest::Strict),
        plateaus: count(Rest::Plateau),
        shelves: count(Rest::Shelf),
        minima: found.minima.iter().take(MOST).map(told).collect(),
        saddle: found.saddles.iter().map(|(a, b, energy)| (format!("{a}-{b}"), *energy)).collect(),
    })
}

fn no_network(error: NetworkError) -> AskError {
    AskError::input(error.to_string())
}
