//! What a seat changes where a conflict is dealt with: the outcomes that last with somebody at the table, and those with its options as they stand.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use detente_case::case::{Case, Word};
use detente_case::conflict::{Conflict, Statement};
use detente_conflict::{Answers, Concept, Formula, SpaceError, stability};
use detente_method::EffectiveCase;
use detente_method::conflicts::CaseConflict;

use crate::room::Room;
use crate::seats::Place;

/// The idea of foresight by which outcomes last: answers are feared.
const CONCEPT: Concept = Concept::Seq;

/// A conflict that is dealt with at a table, for somebody outside who has options in it.
pub(crate) struct Deal<'c> {
    pub place: Place,
    pub conflict: &'c Conflict,
    /// Outcomes that last with it at the table, and without it.
    pub with: Vec<String>,
    pub without: Vec<String>,
    /// How its best and its worst of these compare, by its own ranking.
    pub best: Ordering,
    pub worst: Ordering,
}

/// Outcomes that last, with how somebody ranks every outcome.
struct Lasting {
    outcomes: Vec<String>,
    ranks: BTreeMap<String, u32>,
}

/// Every seat by which other outcomes of a conflict would last; of the actors that are asked for, if any.
///
/// # Errors
/// [`SpaceError`].
pub(crate) fn deals<'c>(
    room: &Room<'c>,
    reading: &EffectiveCase<'c>,
    asked: &[String],
) -> Result<Vec<Deal<'c>>, SpaceError> {
    let wanted = |actor: usize| asked.is_empty() || asked.iter().any(|name| name == room.actors[actor]);
    let mut found = Vec::new();
    for table in room.tables_of_conflicts() {
        let words = &room.tables[table].forum.conflicts;
        for conflict in reading.case.conflicts.iter().filter(|one| words.iter().any(|word| word.text == one.id)) {
            let outside = (0..room.actors.len()).filter(|actor| !room.tables[table].members.contains(actor));
            for actor in outside.filter(|actor| wanted(*actor)) {
                found.extend(deal(room, reading, conflict, Place { actor, table })?);
            }
        }
    }
    Ok(found)
}

/// What a seat changes; none where the actor has no option, nothing is known of somebody's preferences, or the same outcomes last.
fn deal<'c>(
    room: &Room<'c>,
    reading: &EffectiveCase<'c>,
    conflict: &'c Conflict,
    place: Place,
) -> Result<Option<Deal<'c>>, SpaceError> {
    let (case, own) = (reading.case, room.actors[place.actor]);
    let makers = conflict.decision_makers();
    let owns = |maker: &&String| {
        case.outermost(maker) == own && conflict.options.iter().any(|option| has(&option.owners, maker))
    };
    let Some(maker) = makers.iter().find(owns) else { return Ok(None) };
    let sits = |id: &str| room.tables[place.table].members.iter().any(|actor| room.actors[*actor] == id);
    let Some(without) = lasting(&held(case, conflict, &sits), reading, maker)? else { return Ok(None) };
    let Some(with) = lasting(&held(case, conflict, &|id| id == own || sits(id)), reading, maker)? else {
        return Ok(None);
    };
    let ends = |outcomes: &[String]| {
        let ranks = || outcomes.iter().filter_map(|outcome| with.ranks.get(outcome));
        ranks().max().zip(ranks().min())
    };
    let Some(((best, worst), (best_without, worst_without))) = ends(&with.outcomes).zip(ends(&without.outcomes)) else {
        return Ok(None);
    };
    let (best, worst) = (best.cmp(best_without), worst.cmp(worst_without));
    let differs = with.outcomes != without.outcomes;
    let (with, without) = (with.outcomes, without.outcomes);
    Ok(differs.then_some(Deal { place, conflict, with, without, best, worst }))
}

fn has(owners: &[Word], maker: &str) -> bool {
    owners.iter().any(|owner| owner.text == maker)
}

/// The conflict with the options of those who do not sit there as they are at the start.
fn held(case: &Case, conflict: &Conflict, sits: &dyn Fn(&str) -> bool) -> Conflict {
    let mut found = conflict.clone();
    let start: Vec<bool> =
        conflict.status_quo.iter().flat_map(|word| word.text.chars()).map(|digit| digit == '1').collect();
    for (place, option) in conflict.options.iter().enumerate() {
        if option.owners.iter().any(|owner| sits(case.outermost(&owner.text))) {
            continue;
        }
        let taken = Formula::Option(place);
        let ruled_out = if start.get(place) == Some(&true) { Formula::Not(Box::new(taken)) } else { taken };
        found.infeasible.push(Statement::plain(&format!("held-{place}"), ruled_out));
    }
    found
}

/// What lasts at the most likely values; none where it is not coded what stands now, or what somebody prefers.
fn lasting(conflict: &Conflict, reading: &EffectiveCase<'_>, maker: &str) -> Result<Option<Lasting>, SpaceError> {
    if conflict.status_quo.is_none() {
        return Ok(None);
    }
    let lowered = CaseConflict::of(conflict, reading)?;
    let Some(own) = lowered.input.decision_makers.iter().position(|dm| dm == maker) else { return Ok(None) };
    if !lowered.silent().is_empty() {
        return Ok(None);
    }
    let ranks = lowered.input.ranks();
    let stable = stability(&lowered.input.space, &ranks, &[CONCEPT], Answers::AnySequence);
    let Some(stable) = stable.equilibria(CONCEPT).filter(|stable| stable.count() > 0) else { return Ok(None) };
    let label = |state: usize| lowered.input.label(state);
    let states = 0..lowered.input.space.states();
    Ok(Some(Lasting {
        outcomes: stable.ones().map(label).collect(),
        ranks: states.map(|state| (label(state), ranks[own][state])).collect(),
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};

    use super::*;

    /// A and B sit together on a quarrel in which C, outside, can give way; A gives way only if C does.
    fn case(members: &str) -> Case {
        let mut files = Files::default();
        files.insert(
            "case.toml",
            "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n[conflict.q]\nstatus_quo = \"00\"\n\
             options = [{ id = \"a\", owner = \"A\" }, { id = \"c\", owner = \"C\" }]\n[conflict.q.preferences]\n\
             A = [{ statement = \"c\" }, { statement = \"a iff c\" }]\nC = [{ statement = \"a\" }, { statement = \"c iff a\" }]\n",
        );
        files.insert(
            "actors.csv",
            "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\nC,Cland,state,assumed,\n",
        );
        let head = "id,name,members,status,conflicts,basis,evidence";
        files.insert("forums.csv", format!("{head}\nf,Talks,{members},running,q,assumed,\n"));
        load(&files).case
    }

    #[test]
    fn a_seat_lets_an_outcome_last_that_could_not_be_reached() {
        let told = |members: &str| {
            let own = case(members);
            let reading = EffectiveCase::new(&own, None, &[]);
            let room = Room::of(&reading, &[]);
            let found = deals(&room, &reading, &[]).unwrap();
            found
                .iter()
                .map(|one| (room.actors[one.place.actor].to_owned(), one.with.clone(), one.without.clone(), one.best))
                .collect::<Vec<_>>()
        };
        let found = told("A B");
        assert_eq!(found.len(), 1);
        let (who, with, without, best) = &found[0];
        assert_eq!((who.as_str(), without.as_slice(), *best), ("C", ["00".to_owned()].as_slice(), Ordering::Greater));
        assert!(with.contains(&"11".to_owned()));
        // Whoever sits there already has no seat to gain.
        assert!(told("A B C").is_empty());
    }
}
