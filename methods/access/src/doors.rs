//! Which partner opens a way in.

use detente_access::{Door, Way, gain};
use detente_case::case::View;
use detente_chance::Proportion;
use detente_method::{EffectiveCase, ViewInput};

use crate::room::Room;
use crate::rules::parts;

/// Partners of somebody outside, over draws.
pub(crate) struct Doors<'c> {
    pub actor: usize,
    /// The view in which ties are read.
    pub view: &'c View,
    /// Partners, the one that opens most first.
    pub partners: Vec<Partner>,
    /// Who sits there without any tie that is coded.
    pub unknown: Vec<usize>,
}

/// A partner.
pub(crate) struct Partner {
    pub actor: usize,
    /// What opens through it at the most likely values, over all tables: gain added, part at the table where it gains most.
    pub door: Door,
    /// The table where most opens.
    pub table: usize,
    /// How often it opens most.
    pub first: Proportion,
}

/// The partners of an actor at the tables that are looked at; none where no view ties it to somebody there.
pub(crate) fn doors<'c>(
    room: &Room<'c>,
    actor: usize,
    reading: &EffectiveCase<'c>,
    mode: &dyn Fn(usize) -> f64,
    draws: &[Box<dyn Fn(usize) -> f64 + '_>],
) -> Option<Doors<'c>> {
    let tables: Vec<usize> =
        room.looked_at().into_iter().filter(|table| !room.tables[*table].members.contains(&actor)).collect();
    let mut partners: Vec<usize> =
        tables.iter().flat_map(|table| room.tables[*table].members.iter().copied()).collect();
    partners.sort_unstable();
    partners.dedup();
    let case = reading.case;
    let has = |view: &View, actor: usize| view.actors.iter().any(|word| **word == *room.actors[actor]);
    let most = case.views.iter().filter(|view| has(view, actor)).max_by_key(|view| {
        let met = partners.iter().filter(|partner| has(view, **partner)).count();
        // Of equals the first of the case.
        (met, std::cmp::Reverse(case.views.iter().position(|other| other.id.text == view.id.text)))
    })?;
    let closeness = Closeness::of(room, actor, &ViewInput::of(most, reading), reading);
    let known: Vec<usize> = partners.iter().copied().filter(|partner| closeness.terms(*partner).is_some()).collect();
    let at = |value: &dyn Fn(usize) -> f64| -> Vec<Option<(Door, usize)>> {
        let ways = ways(room, actor, &tables, &closeness, value);
        known.iter().map(|partner| through(*partner, &ways)).collect()
    };
    let opened = at(mode);
    let drawn: Vec<Option<usize>> = draws.iter().map(|draw| widest(&at(draw))).collect();
    let share = |place: usize| {
        let all = if drawn.is_empty() { vec![widest(&opened)] } else { drawn.clone() };
        Proportion::counted(all.iter().filter(|first| **first == Some(place)).count() as u32, all.len() as u32)
    };
    let of = |(place, found): (usize, &Option<(Door, usize)>)| {
        found.map(|(door, table)| Partner { actor: known[place], door, table, first: share(place) })
    };
    let mut found: Vec<Partner> = opened.iter().enumerate().filter_map(of).collect();
    found.sort_by(|a, b| b.first.probability.total_cmp(&a.first.probability).then(b.door.gain.total_cmp(&a.door.gain)));
    let unknown = partners.into_iter().filter(|partner| !known.contains(partner)).collect();
    (!found.is_empty()).then_some(Doors { actor, view: most, partners: found, unknown })
}

/// The partner through whom most opens; the first of equals.
fn widest(doors: &[Option<(Door, usize)>]) -> Option<usize> {
    let all = doors.iter().enumerate().filter_map(|(place, door)| Some((place, door.as_ref()?.0.gain)));
    all.reduce(|best, next| if next.1 > best.1 { next } else { best }).filter(|best| best.1 > 0.0).map(|best| best.0)
}

/// How close an actor is to others in a view: quantities with their shares, by actor.
struct Closeness {
    terms: Vec<Option<Vec<(usize, f64)>>>,
    /// How much of it can be used at the upper ends, by actor.
    high: Vec<f64>,
}

impl Closeness {
    fn of(room: &Room<'_>, actor: usize, input: &ViewInput<'_>, reading: &EffectiveCase<'_>) -> Self {
        let own = input.actors.iter().position(|id| *id == room.actors[actor]);
        let terms = |other: &&str| {
            let other = input.actors.iter().position(|id| id == other)?;
            let ends = |pair: &&detente_method::Pair| {
                Some((pair.a, pair.b)) == own.map(|own| (own.min(other), own.max(other)))
            };
            let pair = input.pairs.iter().find(ends).filter(|pair| pair.is_tied())?;
            Some(pair.affinity.iter().map(|term| (term.quantity, term.share)).collect())
        };
        let mut found = Self { terms: room.actors.iter().map(terms).collect(), high: Vec::new() };
        let high = |other| found.usable(other, &|index| reading.estimate(index).high());
        found.high = (0..room.actors.len()).map(high).collect();
        found
    }

    fn terms(&self, other: usize) -> Option<&Vec<(usize, f64)>> {
        self.terms[other].as_ref()
    }

    /// What of a closeness can be used: hostility is none.
    fn usable(&self, other: usize, value: &dyn Fn(usize) -> f64) -> f64 {
        let sum = |terms: &Vec<(usize, f64)>| terms.iter().map(|(index, share)| share * value(*index)).sum::<f64>();
        self.terms(other).map_or(0.0, sum).clamp(0.0, 1.0)
    }
}

/// The ways in at a table, the same for every partner.
struct Ways {
    table: usize,
    members: Vec<usize>,
    ways: Vec<Way>,
    /// The part of what the actor cares for that is dealt with there.
    stake: f64,
}

fn ways(
    room: &Room<'_>,
    actor: usize,
    tables: &[usize],
    closeness: &Closeness,
    value: &dyn Fn(usize) -> f64,
) -> Vec<Ways> {
    let all: f64 = (0..room.issues.len()).map(|issue| room.salience(actor, issue, value)).sum();
    let at = |table: &usize| {
        let own = &room.tables[*table];
        let members: Vec<usize> = own.members.iter().copied().collect();
        let way = |(member, part): (&usize, f64)| {
            let close = closeness.usable(*member, value);
            Way { closeness: close, attainable: closeness.high[*member].max(close), part }
        };
        let ways = members.iter().zip(parts(room, *table, value)).map(way).collect();
        let stake: f64 = own.issues.iter().map(|issue| room.salience(actor, *issue, value)).sum();
        Ways { table: *table, members, ways, stake: if all > 0.0 { stake / all } else { 0.0 } }
    };
    tables.iter().map(at).collect()
}

/// What opens through a partner over all tables, and the table where most does.
fn through(partner: usize, ways: &[Ways]) -> Option<(Door, usize)> {
    let mut found: Option<(Door, usize)> = None;
    for Ways { table, members, ways, stake } in ways {
        let Some(place) = members.iter().position(|member| *member == partner) else { continue };
        let door = gain(ways, place, *stake);
        found = Some(match found {
            None => (door, *table),
            Some((best, _)) if door.gain > best.gain => (Door { gain: best.gain + door.gain, ..door }, *table),
            Some((best, at)) => (Door { gain: best.gain + door.gain, ..best }, at),
        });
    }
    found
}
