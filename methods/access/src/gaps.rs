//! The missing table: who together decides an issue, and sits at no running table that deals with it.

use detente_access::{Missing, Stake, Stakes, gap, missing};

use crate::room::Room;
use crate::rules::{ENOUGH, deciding as sets_that_decide};
use crate::ties::Ties;

/// What is missing at one set of values.
pub(crate) struct Gaps {
    /// Sets that decide something at no table, the one with most to settle first.
    pub ranked: Vec<Missing>,
    /// By issue the nearest running table that deals with it.
    pub nearest: Vec<Option<usize>>,
}

/// The sets that are missing.
pub(crate) fn gaps(room: &Room<'_>, ties: &Ties<'_>, value: &dyn Fn(usize) -> f64) -> Gaps {
    let mut stakes: Vec<Stakes> = Vec::new();
    let mut deciding: Vec<Vec<Vec<usize>>> = Vec::new();
    let mut nearest = Vec::new();
    for issue in 0..room.issues.len() {
        let own = stakes_of(room, issue, value);
        let voters: Vec<usize> = (0..own.len()).filter(|actor| own[*actor].is_some()).collect();
        let sets = sets_that_decide(room, issue, &voters, value);
        let tables: Vec<usize> = (0..room.tables.len())
            .filter(|table| room.tables[*table].runs && room.tables[*table].issues.contains(&issue))
            .collect();
        let seats = |table: &usize| -> Vec<usize> { room.tables[*table].members.iter().copied().collect() };
        let seats: Vec<Vec<usize>> = tables.iter().map(seats).collect();
        let covers = |set: &Vec<usize>| seats.iter().any(|table| set.iter().all(|actor| table.contains(actor)));
        let covered = sets.iter().any(covers);
        nearest.push(gap(&own, &seats, ENOUGH, covered).nearest.map(|place| tables[place]));
        // One alone needs no table.
        let sets = if covered { Vec::new() } else { sets.into_iter().filter(|set| set.len() > 1).collect() };
        deciding.push(sets);
        stakes.push(own);
    }
    Gaps { ranked: missing(&stakes, &deciding, &|a, b| ties.hostile(a, b)), nearest }
}

/// The stakes of those with a say on an issue.
fn stakes_of(room: &Room<'_>, issue: usize, value: &dyn Fn(usize) -> f64) -> Stakes {
    let of = |actor: usize| {
        let voice = room.voice(actor, issue, value).filter(|_| room.say(actor, issue).0)?;
        Some(Stake { position: voice.position, weight: voice.weight })
    };
    (0..room.actors.len()).map(of).collect()
}
