//! What a seat would be worth under the scenarios of a question.

use detente_method::{Asking, RunError};

use crate::room::Room;
use crate::seats::{Place, Valued, value};

/// Draws that are looked at under each scenario, at most.
const DRAWS: u32 = 500;

/// A seat under a scenario.
pub(crate) struct Under {
    pub scenario: String,
    /// What it is worth on the issue on which it is worth most without the scenario, in points, mean over the draws.
    pub worth: f64,
}

/// The seat under every scenario of the question in which its table meets.
///
/// # Errors
/// [`RunError`].
pub(crate) fn under(
    asking: &Asking<'_, '_>,
    room: &Room<'_>,
    seat: Option<&Valued>,
    named: &[String],
) -> Result<Vec<Under>, RunError> {
    let Some(seat) = seat else { return Ok(Vec::new()) };
    let draws = asking.options.draws.clamp(1, DRAWS);
    let mut found = Vec::new();
    for (what_if, _) in asking.under() {
        let (reading, samples) = asking.again.settled(&what_if.changes, draws)?;
        let then = Room::of(&reading, named);
        let actor = then.actors.iter().position(|id| *id == room.actors[seat.place.actor]);
        let forum = &room.tables[seat.place.table].forum.id.text;
        let table = then.tables.iter().position(|table| table.forum.id.text == *forum);
        let Some(place) = actor.zip(table).map(|(actor, table)| Place { actor, table }) else { continue };
        let worth = |draw: usize| {
            let found = value(&then, place, &|index| samples.value(index, draw))?;
            found.issues.iter().find(|(issue, _)| *issue == seat.issue).map(|(_, seat)| seat.worth)
        };
        let all: Vec<f64> = (0..draws as usize).filter_map(worth).collect();
        if !all.is_empty() {
            let worth = all.iter().sum::<f64>() / all.len() as f64;
            found.push(Under { scenario: what_if.id.clone(), worth });
        }
    }
    Ok(found)
}
