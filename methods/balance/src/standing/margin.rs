//! What an actor beside the core hangs on: what the other side would cost it more, and which numbers carry that over the draws.

use detente_balance::{SignedNetwork, bridge_score, side_margin};
use detente_chance::{rank_correlation, ranks};
use detente_method::{Asking, RunError, ViewInput};

use super::found::Found;
use super::tally::Ties;

/// Numbers are told that carry this much of what a margin varies by.
const CARRIES: f64 = 0.8;
/// Most numbers that are told.
const MOST: usize = 3;
/// An actor is a bridge in a draw in which the lesser of its friendly weights to both sides is this share of the greater.
const BRIDGE: f64 = 0.5;
/// A bridge mediates where its hostile weight is at most this share of all its weight.
const HOSTILE: f64 = 0.2;

/// What an actor hangs on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Margin {
    /// What the second side would cost more than the first, at the most likely values.
    pub at_mode: f64,
    /// Quantities that carry most of it, the first the most, with the square of their rank correlation with it.
    pub carried_by: Vec<(usize, f64)>,
}

/// What an actor hangs on; `None` where no tie leads to the core.
///
/// # Errors
/// [`RunError::Problem`] where some draw is no network.
pub(crate) fn margin(
    asking: &Asking<'_, '_>,
    input: &ViewInput<'_>,
    found: &Found,
    actor: usize,
    draws: u32,
) -> Result<Option<Margin>, RunError> {
    let ties = super::tally::Tally::of(input).ties();
    let at = |value: &dyn Fn(usize) -> f64| -> Result<Option<f64>, RunError> {
        let network = ties.network(value);
        let margin = network.and_then(|network| side_margin(&network, found.sides(), actor));
        margin.map_err(|error| RunError::problem("view", &input.view.id, error))
    };
    let Some(at_mode) = at(&|quantity| asking.samples.mode(quantity))? else { return Ok(None) };
    let mut margins = Vec::with_capacity(draws as usize);
    for draw in 0..draws as usize {
        margins.push(at(&|quantity| asking.samples.value(quantity, draw))?.unwrap_or(f64::NAN));
    }
    let column = |quantity: usize| &asking.samples.column(quantity)[..margins.len()];
    Ok(Some(Margin { at_mode, carried_by: carried_by(input.affinity_quantities(), &column, &margins) }))
}

/// The quantities that carry most of what a margin varies by, after the squares of rank correlations.
fn carried_by<'d>(
    quantities: impl IntoIterator<Item = usize>,
    column: &dyn Fn(usize) -> &'d [f64],
    margins: &[f64],
) -> Vec<(usize, f64)> {
    let ranked = ranks(margins);
    let square = |quantity: usize| {
        let correlation = rank_correlation(&ranks(column(quantity)), &ranked)?;
        Some((quantity, correlation * correlation))
    };
    let mut squares: Vec<(usize, f64)> = quantities.into_iter().filter_map(square).collect();
    squares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let all: f64 = squares.iter().map(|(_, square)| square).sum();
    let mut carried = 0.0;
    let mut needed = Vec::new();
    for (quantity, square) in squares {
        if carried >= CARRIES * all || needed.len() == MOST {
            break;
        }
        carried += square;
        needed.push((quantity, square));
    }
    needed
}

/// Actors that hold with both sides in most draws.
///
/// # Errors
/// [`RunError::Problem`] where some draw is no network.
pub(crate) fn bridges(
    asking: &Asking<'_, '_>,
    input: &ViewInput<'_>,
    found: &Found,
    ties: &Ties,
    draws: u32,
) -> Result<Vec<usize>, RunError> {
    if found.core.sides[1].is_empty() {
        return Ok(Vec::new());
    }
    let mut often = vec![0u32; input.actors.len()];
    for draw in 0..draws as usize {
        let network = ties.network(&|quantity| asking.samples.value(quantity, draw));
        let network = network.map_err(|error| RunError::problem("view", &input.view.id, error))?;
        for (actor, often) in often.iter_mut().enumerate() {
            *often += u32::from(bridge_score(&network, found.sides(), actor) >= BRIDGE);
        }
    }
    Ok((0..input.actors.len()).filter(|actor| 2 * often[*actor] > draws).collect())
}

/// The running forum at which a bridge with hardly a hostile tie sits with members of both sides; `None` where it does not mediate.
pub(crate) fn mediates(
    asking: &Asking<'_, '_>,
    input: &ViewInput<'_>,
    found: &Found,
    network: &SignedNetwork,
    actor: usize,
) -> Option<String> {
    let own = || network.ties().iter().filter(|tie| tie.a == actor || tie.b == actor);
    let hostile: f64 = own().map(|tie| tie.weight.min(0.0).abs()).sum();
    let all: f64 = own().map(|tie| tie.weight.abs()).sum();
    let sits = |forum: &&detente_case::case::Forum| {
        let member = |actor: &usize| forum.members.iter().any(|word| word.text == input.actors[*actor]);
        let ended = forum.until.zip(asking.reading.as_of).is_some_and(|(until, now)| now.is_after(&until));
        let running = !ended && asking.base.forums.get(&forum.id.text).is_some_and(|status| status == "running");
        let both = found.sides().iter().all(|side| side.iter().any(|one| *one != actor && member(one)));
        running && member(&actor) && both
    };
    let forum = asking.case.forums.iter().find(sits)?;
    (hostile <= HOSTILE * all).then(|| forum.id.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tie uniform over .2 to .6 less one over .25 to .45: four fifths and one fifth of the variance.
    #[test]
    fn numbers_carry_their_share_of_a_margin() {
        const STEPS: usize = 60;
        let at = |low: f64, high: f64, step: usize| low + (high - low) * (step as f64 + 0.5) / STEPS as f64;
        let first: Vec<f64> = (0..STEPS * STEPS).map(|draw| at(0.2, 0.6, draw / STEPS)).collect();
        let second: Vec<f64> = (0..STEPS * STEPS).map(|draw| at(0.25, 0.45, draw % STEPS)).collect();
        let still = vec![0.7; STEPS * STEPS];
        let margins: Vec<f64> = first.iter().zip(&second).map(|(first, second)| first - second).collect();
        let columns = [still.as_slice(), &second, &first];
        let carried = carried_by(0..3, &|quantity| columns[quantity], &margins);
        // The first alone carries what is asked for.
        assert_eq!(carried.iter().map(|(quantity, _)| *quantity).collect::<Vec<_>>(), [2]);
        assert!((carried[0].1 - 0.8).abs() < 0.02, "{carried:?}");
    }
}
