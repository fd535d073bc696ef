//! What changed between two dates: who stands elsewhere, and which rows that came or went in between undo it alone.

use std::collections::BTreeSet;

use detente_method::numbers::SURE;
use detente_method::{Asking, RunError, ViewRow};

use super::{Dated, with_sides};
use crate::standing::{Counted, DRAWS, LEANS, Tally};

/// How firmly an actor stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a side for certain.
    Sure(usize),
    /// With a side in most draws.
    Leans(usize),
    /// With neither.
    Open,
}

/// Where an actor stands whose shares with both sides are these.
pub(super) fn place([first, second]: [f64; 2]) -> Place {
    match (first >= SURE - 1e-9, second >= SURE - 1e-9) {
        (true, _) => Place::Sure(0),
        (_, true) => Place::Sure(1),
        _ if first > LEANS => Place::Leans(0),
        _ if second > LEANS => Place::Leans(1),
        _ => Place::Open,
    }
}

/// Where an actor stands at a date; `None` for one without ties then.
pub(super) fn place_at(at: &Dated<'_, '_>, actor: usize) -> Option<Place> {
    let sure = (0..2).find(|side| at.found.core.sides[*side].contains(&actor)).map(Place::Sure);
    let swing = at.found.swings.iter().find(|swing| swing.actor == actor);
    sure.or_else(|| swing.map(|swing| place(swing.with)))
}

/// An actor that stands elsewhere later.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    /// It.
    pub actor: usize,
    /// Where it stood, and where it stands.
    pub places: [Place; 2],
    /// Rows that came or went in between, each of which alone undoes it.
    pub by: Vec<Undoing>,
    /// How many rows came or went.
    pub rows: usize,
}

/// A row that undoes a change, left out or put back alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Undoing {
    /// Its affinity, by place in the case's list of quantities.
    pub quantity: usize,
    /// Whether it came; it went otherwise.
    pub came: bool,
    /// Where the actor stands then.
    pub place: Place,
}

/// Who stands elsewhere at the later date.
///
/// # Errors
/// [`RunError`].
pub(super) fn moved(
    asking: &Asking<'_, '_>,
    then: &Dated<'_, '_>,
    now: &Dated<'_, '_>,
) -> Result<Vec<Moved>, RunError> {
    let mut found = Vec::new();
    for actor in 0..now.input.actors.len() {
        if let (Some(was), Some(is)) = (place_at(then, actor), place_at(now, actor))
            && was != is
        {
            let rows = between(then, now);
            let by = undoing(asking, then, now, (actor, is), &rows)?;
            found.push(Moved { actor, places: [was, is], by, rows: rows.len() });
        }
    }
    Ok(found)
}

/// Rows that came (true) or went between both dates.
pub(super) fn between<'c>(then: &Dated<'_, 'c>, now: &Dated<'_, 'c>) -> Vec<(ViewRow<'c>, bool)> {
    let known = |of: &Dated<'_, '_>| of.input.rows.iter().map(|row| row.affinity).collect::<BTreeSet<usize>>();
    let (before, after) = (known(then), known(now));
    let came = now.input.rows.iter().filter(|row| !before.contains(&row.affinity)).map(|row| (row.clone(), true));
    let went = then.input.rows.iter().filter(|row| !after.contains(&row.affinity)).map(|row| (row.clone(), false));
    came.chain(went).collect()
}

/// Rows each of which, left out or put back alone, has the actor stand elsewhere again.
fn undoing(
    asking: &Asking<'_, '_>,
    then: &Dated<'_, '_>,
    now: &Dated<'_, '_>,
    (actor, is): (usize, Place),
    rows: &[(ViewRow<'_>, bool)],
) -> Result<Vec<Undoing>, RunError> {
    let draws = asking.options.draws.min(DRAWS);
    let value = |quantity: usize, draw: usize| {
        let samples = if now.samples.has(quantity) { &now.samples } else { &then.samples };
        samples.value(quantity, draw)
    };
    let mut by = Vec::new();
    for (row, came) in rows {
        let mut tally = Tally::of(&now.input);
        if *came {
            tally.rows.retain(|one| one.row.affinity != row.affinity);
        } else {
            tally.rows.push(Counted { row: row.clone(), times: 1.0, shift: 0.0 });
            tally.rows.sort_by_key(|one| (one.row.pair, one.row.dimension));
        }
        let place = place(with_sides(&tally, now, &value, actor, draws)?);
        if place != is {
            by.push(Undoing { quantity: row.affinity, came: *came, place });
        }
    }
    Ok(by)
}
