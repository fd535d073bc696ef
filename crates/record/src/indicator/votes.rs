//! Votes of a pair in the United Nations General Assembly.

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use super::value::{both, only};
use crate::sets::{Folder, Set, SetError};

/// What is made of votes.
#[derive(Clone, Copy)]
pub(super) enum Votes {
    Common,
    Identical,
    Agreement,
    S,
}

/// Agreement in votes.
pub(super) fn votes(folder: &Folder, ask: &Ask, of: Votes) -> Result<Found, SetError> {
    let series = folder.series(Set::UnAgreement)?;
    let (a, b) = ask.ordered();
    let place = |place: usize| only(series, (a, b), ask.to, place);
    let (n, same, opposite, row) = match (place(0), place(1), place(2)) {
        (Ok((n, row)), Ok((same, _)), Ok((opposite, _))) => (n, same, opposite, row),
        (one, other, last) => {
            let mut unknown = [one.err(), other.err(), last.err()].into_iter().flatten();
            let unknown = unknown.find(|unknown| unknown.doubtful);
            let none = || Found::unknown("the two cast no common vote in that year");
            return Ok(unknown.or_else(|| ask.missing(series)).unwrap_or_else(none));
        }
    };
    let middle = n - same - opposite;
    let value = match of {
        Votes::Common => n,
        Votes::Identical => same / n,
        Votes::Agreement => (same + middle / 2.0) / n,
        Votes::S => 1.0 - (2.0 * opposite + middle) / n,
    };
    let lost = Doubts::kept_out(series, (a, b), (ask.to, ask.to)).count();
    let note = (lost > 0).then(|| format!("{lost} votes of the two in that year could not be read and do not count"));
    Ok(Found { note, ..Found::of(value, vec![row]) })
}

/// Distance of ideal points.
pub(super) fn ideal_distance(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::UnIdeal)?;
    both(series, ask, "one of the states has no ideal point in that year", |x, y| (x - y).abs())
}
