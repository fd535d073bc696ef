//! Contiguity, rivalry, war and capabilities of a pair.

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use super::value::{Worth, both, highest, with_strangers};
use crate::sets::{Folder, RowRef, Set, SetError};

/// The kind of contiguity: the closest of several, 1 the closest there is; no row is 0.
pub(super) fn contiguity(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Contiguity)?;
    let (a, b) = ask.ordered();
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    let mut doubts = Doubts::kept_out(series, (a, b), (ask.to, ask.to));
    let mut closest: Option<(f64, RowRef)> = None;
    for (values, row) in series.at(a, b, ask.to) {
        if !values[0].is_finite() {
            doubts.gap(series, &row, 0);
        } else if closest.as_ref().is_none_or(|(kind, _)| values[0] < *kind) {
            closest = Some((values[0], row));
        }
    }
    Ok(match closest {
        Some((kind, row)) if kind <= 1.0 || doubts.is_empty() => Found::of(kind, vec![row]).of_spells(series, ask),
        None if doubts.is_empty() => {
            let none = || with_strangers(Found::of(0.0, Vec::new()).of_spells(series, ask), series, (ask.to, ask.to));
            ask.missing(series).unwrap_or_else(none)
        }
        _ => doubts.found(),
    })
}

/// Whether the two are rivals; the row is that of the rivalry.
pub(super) fn rivalry(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Rivalry)?, ask, 1.0, |_| Worth::sure(1.0)))
}

/// Whether the two are at war with each other.
pub(super) fn war(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Wars)?, ask, 1.0, |_| Worth::sure(1.0)))
}

/// Logarithm of the larger over the smaller CINC.
pub(super) fn capability_ratio(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Capabilities)?;
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    let ratio = |x: f64, y: f64| if x.min(y) > 0.0 { libm::log(x.max(y) / x.min(y)) } else { f64::NAN };
    let mut found = both(series, ask, "one of the states has no CINC in that year", ratio)?;
    if found.value.is_none() && found.note.is_none() {
        found.note = Some("the CINC of one of the states is 0".to_owned());
    }
    Ok(found)
}
