//! Who sits with both of two that share no table, and in which role (Gould and Fernandez 1989).

use detente_access::{Arc, Role, brokerage};
use detente_case::case::View;
use detente_case::finding_id::Object;
use detente_case::measure::PARTITION;
use detente_method::numbers::most_frequent;
use detente_results::ScenarioResult;

use crate::room::Room;

/// Somebody between others.
pub(crate) struct Between {
    pub actor: usize,
    /// The pairs between which it sits.
    pub pairs: Vec<(usize, usize)>,
    /// What it is to most of them, by the blocs of the view.
    pub role: Role,
}

/// Roles in the order of the engine.
const ROLES: [Role; 5] = [Role::Coordinator, Role::Itinerant, Role::Representative, Role::Gatekeeper, Role::Liaison];

/// Who sits with both of most pairs that share no running table, each pair shared among all who do; of equals the first id. Sides are the blocs that
/// are found most often in the view. None where all who sit anywhere share a table.
pub(crate) fn between(room: &Room<'_>, base: &ScenarioResult, view: Option<&View>) -> Option<Between> {
    let together = |a: usize, b: usize| {
        room.tables.iter().any(|table| table.runs && table.members.contains(&a) && table.members.contains(&b))
    };
    let all = 0..room.actors.len();
    let pairs = || all.clone().flat_map(|a| all.clone().map(move |b| (a, b))).filter(|(a, b)| a != b);
    let arcs: Vec<Arc> = pairs().filter(|(a, b)| together(*a, *b)).map(|(from, to)| Arc { from, to }).collect();
    let found = brokerage(&blocs(room, base, view), &arcs);
    let shared = |place: &usize| found[*place].shared.iter().sum::<f64>();
    let most = all.clone().filter(|place| shared(place) > 0.0).reduce(|most, next| {
        let (more, same) = (shared(&next) > shared(&most) + 1e-9, (shared(&next) - shared(&most)).abs() <= 1e-9);
        if more || same && room.actors[next] < room.actors[most] { next } else { most }
    })?;
    let stands = |(a, b): &(usize, usize)| {
        a < b && *a != most && *b != most && together(*a, most) && together(most, *b) && !together(*a, *b)
    };
    let raw = found[most].raw;
    let role = (0..raw.len()).reduce(|best, next| if raw[next] > raw[best] { next } else { best })?;
    Some(Between { actor: most, pairs: pairs().filter(stands).collect(), role: ROLES[role] })
}

/// The bloc of everybody; those of whom none is found stand alone.
fn blocs(room: &Room<'_>, base: &ScenarioResult, view: Option<&View>) -> Vec<usize> {
    let mut found: Vec<usize> = (0..room.actors.len()).map(|place| room.actors.len() + place).collect();
    let first = view.and_then(|view| most_frequent(base, PARTITION, &view.id.text).first().copied());
    let Some(Object::Partition(partition)) = first.map(|finding| finding.id.object()) else { return found };
    for (bloc, members) in partition.parts().into_iter().flatten().enumerate() {
        for (own, actor) in found.iter_mut().zip(&room.actors) {
            if members.contains(actor) {
                *own = bloc;
            }
        }
    }
    found
}
