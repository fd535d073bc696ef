//! Which part of an effect on a finding comes by links, and which a scenario sets by hand.

use detente_case::{FindingId, QuantityPath};
use detente_method::{Asking, GroundedChange, RunError};

use crate::draws;
use crate::effect::Effect;

/// Most changes that are tried one by one.
const MOST: usize = 8;

/// An effect taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parts {
    /// Mean change that is left where nothing is set that the finding reads itself.
    pub by_links: f64,
    /// Mean change in all.
    pub all: f64,
    /// What the finding reads itself and the scenario sets.
    pub set: Vec<QuantityPath>,
    /// The change that does most alone, among those that reach the finding by links, and what it does.
    pub largest: Option<(QuantityPath, f64)>,
}

/// The parts of an effect on a finding; `None` where the scenario sets nothing that the finding reads itself, and where it changes more
/// than numbers.
pub(crate) fn parts(asking: &Asking<'_, '_>, effect: &Effect<'_>) -> Result<Option<Parts>, RunError> {
    let Some(id) = effect.watched.finding.as_ref().filter(|_| effect.watched.quantity.is_none()) else {
        return Ok(None);
    };
    let Some(column) = asking.column(id) else { return Ok(None) };
    let own = |change: &GroundedChange| {
        let index = change.change.path().and_then(|path| asking.reading.find(path));
        index.is_some_and(|index| column.behind.contains(&index))
    };
    let (direct, rest): (Vec<GroundedChange>, Vec<GroundedChange>) =
        effect.what_if.changes.iter().cloned().partition(own);
    if direct.is_empty() {
        return Ok(None);
    }
    let by_links = mean_change(asking, id, &rest)?.unwrap_or(0.0);
    let mut largest: Option<(QuantityPath, f64)> = None;
    for change in rest.iter().take(if rest.len() > 1 { MOST } else { 0 }) {
        let Some(path) = change.change.path() else { continue };
        let alone = mean_change(asking, id, std::slice::from_ref(change))?.unwrap_or(0.0);
        if alone != 0.0 && largest.as_ref().is_none_or(|(_, most)| alone.abs() > most.abs()) {
            largest = Some((path.clone(), alone));
        }
    }
    if let [only] = rest.as_slice() {
        largest = only.change.path().map(|path| (path.clone(), by_links)).filter(|_| by_links != 0.0);
    }
    let set = direct.iter().filter_map(|change| change.change.path().cloned()).collect();
    Ok(Some(Parts { by_links, all: effect.difference.mean, set, largest }))
}

/// Mean change of a finding under changes, over the first draws of both.
fn mean_change(asking: &Asking<'_, '_>, id: &FindingId, changes: &[GroundedChange]) -> Result<Option<f64>, RunError> {
    if changes.is_empty() {
        return Ok(Some(0.0));
    }
    let count = draws(asking).min(500);
    let found = asking.again.findings(changes, &[id], count)?.pop().flatten();
    let Some((after, before)) = found.zip(asking.column(id)) else { return Ok(None) };
    let pairs = after.draws.iter().zip(before.draws.iter()).map(|(after, before)| after - before);
    let defined: Vec<f64> = pairs.filter(|change| !change.is_nan()).collect();
    Ok((!defined.is_empty()).then(|| defined.iter().sum::<f64>() / defined.len() as f64))
}
