//! Of whom and when a row is: states, years, part of a year, and whose numbers the states are written in.

use std::ops::RangeInclusive;

use super::doubt::Known;
use super::entry::{Holds, Layout, Time};
use super::times::{Times, part, plain};
use crate::files::{Cells, Fault, FaultKind};
use crate::states::{CodeSystem, Numbers, State, Year, gleditsch_ward, states};

/// The year from which there is a list of members.
const FIRST: Year = 1816;
/// Years up to which numbers of a spell that goes on are looked at.
pub(super) const LAST: Year = 2024;

/// Of whom and when a row is.
pub(super) struct Key {
    pub(super) states: (State, State),
    pub(super) years: RangeInclusive<Year>,
    pub(super) part: u8,
    /// States that the numbers may mean instead, in a year beside a change.
    pub(super) meant: Option<[Option<State>; 2]>,
}

impl Key {
    pub(super) fn known(&self) -> Known {
        let years = Some((*self.years.start(), *self.years.end()));
        Known { states: [Some(self.states.0), Some(self.states.1)], years }
    }
}

/// The keys of a row: one, or of a spell one for every stretch of years in which its states stay the same.
pub(super) struct Keys {
    pub(super) first: Key,
    pub(super) rest: Vec<Key>,
    /// Years of the spell in which it says nothing that can be used, with what is known of them.
    pub(super) lost: Vec<(Known, Fault)>,
}

impl Keys {
    pub(super) fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

/// Why a row has no key.
pub(super) enum Out {
    /// It is at fault; whatever it may be of.
    Fault(Vec<Known>, Fault),
    /// A state is of the list, but no member at that time.
    NoMember,
    /// It is of something that is no state, such as Hong Kong: at fault, and surely of no pair of states.
    Stranger(Fault),
}

/// A state of a row, and the one that its number may mean instead.
struct Found {
    state: State,
    member: bool,
    meant: Option<State>,
}

/// Keys of a row, or what is known of it and why that is not enough. The number of a state is looked up in every year of a spell: it
/// is cut where the number comes to mean another state, or none.
pub(super) fn keys(
    cells: &Cells<'_>,
    layout: &Layout,
    (holds, numbers): (Holds, Numbers),
    times: Times,
) -> Result<Keys, Out> {
    let told = times.told();
    let span = match times {
        Times::Span(span) => span,
        Times::Year(year) => {
            let when = When { years: year.map(|year| year..=year), told };
            let first = key(cells, layout, (holds, numbers), when)?;
            return Ok(Keys { first, rest: Vec::new(), lost: Vec::new() });
        }
    };
    let cut = |years| stretches(cells, layout, years);
    let sure = span.years.into_iter().flat_map(cut);
    let sure = sure.map(|(from, to)| When { years: Ok(from..=to), told: Some((from, to)) });
    let perhaps = span.open.into_iter().flat_map(|(years, fault)| cut(years).into_iter().zip(std::iter::repeat(fault)));
    let perhaps = perhaps.map(|(stretch, fault)| When { years: Err(fault), told: Some(stretch) });
    let mut found = Stretches::default();
    for when in sure.chain(perhaps) {
        match key(cells, layout, (holds, numbers), when) {
            Ok(key) => found.keep(key),
            Err(why) => found.lose(why),
        }
    }
    found.done()
}

/// What the stretches of a spell came to.
#[derive(Default)]
struct Stretches {
    keys: Vec<Key>,
    lost: Vec<(Known, Fault)>,
    /// Whether what was lost since the last key may be of some pair, so that the next key does not go on from it.
    apart: bool,
    /// The first reason why a stretch has no key.
    why: Option<Out>,
}

impl Stretches {
    /// Adds a key; one of the same states goes on from the one before, over years in which one of them was no member.
    fn keep(&mut self, key: Key) {
        match self.keys.last_mut().filter(|_| !self.apart) {
            Some(last) if last.states == key.states && last.meant == key.meant => {
                last.years = *last.years.start()..=*key.years.end();
            }
            _ => self.keys.push(key),
        }
        self.apart = false;
    }

    fn lose(&mut self, why: Out) {
        if let Out::Fault(known, fault) = &why {
            self.lost.extend(known.iter().map(|known| (known.clone(), fault.clone())));
            self.apart = true;
        }
        // That a row may be of somebody says more than that it is of nobody.
        let more = matches!((&why, &self.why), (Out::Fault(..), Some(Out::NoMember | Out::Stranger(_))));
        if self.why.is_none() || more {
            self.why = Some(why);
        }
    }

    fn done(self) -> Result<Keys, Out> {
        let mut keys = self.keys.into_iter();
        match (keys.next(), self.why) {
            (Some(first), _) => Ok(Keys { first, rest: keys.collect(), lost: self.lost }),
            (None, Some(Out::Fault(_, fault))) => {
                Err(Out::Fault(self.lost.into_iter().map(|(known, _)| known).collect(), fault))
            }
            (None, Some(out)) => Err(out),
            // A spell has a year at least.
            (None, None) => Err(Out::NoMember),
        }
    }
}

/// Years cut where a number of the row comes to mean something else.
fn stretches(cells: &Cells<'_>, layout: &Layout, (from, to): (Year, Year)) -> Vec<(Year, Year)> {
    let mut cuts = std::collections::BTreeSet::from([from]);
    if layout.code == CodeSystem::CowNumber {
        for number in (0..layout.states.len()).filter_map(|column| plain(&cells.text(column)).parse().ok()) {
            cuts.extend(states().turns(number).into_iter().filter(|turn| from < *turn && *turn <= to.min(LAST)));
        }
    }
    let ends = cuts.iter().skip(1).map(|next| next - 1).chain([to]);
    cuts.iter().copied().zip(ends).collect()
}

/// The years of a row: as it is read, and as far as they are known beside what is wrong with them.
struct When {
    years: Result<RangeInclusive<Year>, Fault>,
    told: Option<(Year, Year)>,
}

/// The key of some years of a row, or what is known of it and why that is not enough.
fn key(cells: &Cells<'_>, layout: &Layout, (holds, numbers): (Holds, Numbers), when: When) -> Result<Key, Out> {
    let When { years, told } = when;
    let a = state(cells, layout, (0, numbers), told);
    let b = if holds == Holds::States { None } else { Some(state(cells, layout, (1, numbers), told)) };
    let of = |found: &Result<Found, Fault>| found.as_ref().ok().map(|found| found.state);
    let known = Known { states: [of(&a), b.as_ref().map_or_else(|| of(&a), of)], years: told };
    let out = |fault: Fault| Out::Fault(vec![known.clone()], fault);
    if let Some(fault) = cells.broken() {
        return Err(out(fault.clone()));
    }
    let strange = |column: usize, fault: &Fault| fault.kind == FaultKind::State && is_code(layout, &cells.text(column));
    for (column, found) in [a.as_ref().err(), b.as_ref().and_then(|b| b.as_ref().err())].into_iter().enumerate() {
        if let Some(fault) = found.filter(|fault| strange(column, fault)) {
            return Err(Out::Stranger(fault.clone()));
        }
    }
    let part = if layout.time == Time::Month { part(cells, layout.states.len()) } else { Ok(0) };
    let (years, part, a) = (years.map_err(out)?, part.map_err(out)?, a.map_err(out)?);
    let b = b.transpose().map_err(out)?;
    let (one, other) = (a.state, b.as_ref().map_or(a.state, |b| b.state));
    if one == other && holds != Holds::States {
        return Err(out(cells.fault(1, FaultKind::Itself, &other.to_string())));
    }
    for (column, found) in [Some(&a), b.as_ref()].into_iter().enumerate() {
        let Some(found) = found.filter(|found| !found.member) else { continue };
        let Some(meant) = found.meant else { return Err(Out::NoMember) };
        let list = states();
        let lacks = match layout.code {
            CodeSystem::CowNumber => format!("no member of the state system in {}", years.start()),
            code => format!("none of the {}", code.word()),
        };
        let what = format!("{} is {lacks}; did you mean {meant} ({})?", cells.text(column), list.name(meant));
        let instead = |found: &Found| Some(found.meant.filter(|_| !found.member).unwrap_or(found.state));
        let states = [instead(&a), b.as_ref().map_or_else(|| instead(&a), instead)];
        return Err(Out::Fault(vec![Known { states, ..known }], cells.fault(column, FaultKind::State, &what)));
    }
    let doubt = a.meant.is_some() || b.as_ref().is_some_and(|b| b.meant.is_some());
    let instead = |found: &Found| Some(found.meant.unwrap_or(found.state));
    let meant = doubt.then(|| [instead(&a), b.as_ref().map_or_else(|| instead(&a), instead)]);
    Ok(Key { states: (one, other), years, part, meant })
}

/// Whether a cell has the form of a code, be it of a state or not: digits, or three letters.
fn is_code(layout: &Layout, text: &str) -> bool {
    match layout.code {
        CodeSystem::CowNumber | CodeSystem::GleditschWard => text.bytes().all(|byte| byte.is_ascii_digit()),
        CodeSystem::Name => true,
        _ => text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
    }
}

/// A state by the cell of its column; without years its number alone tells.
fn state(
    cells: &Cells<'_>,
    layout: &Layout,
    (column, numbers): (usize, Numbers),
    years: Option<(Year, Year)>,
) -> Result<Found, Fault> {
    let text = cells.text(column);
    if detente_text::missing(&text) {
        return Err(cells.fault(column, FaultKind::Missing, &text));
    }
    let code = plain(&text);
    let of_numbers = layout.code == CodeSystem::CowNumber;
    let system = match numbers {
        Numbers::GleditschWard if of_numbers => CodeSystem::GleditschWard,
        _ => layout.code,
    };
    let year = years.map(|(from, _)| from);
    let own = match (numbers, code.parse(), year) {
        (Numbers::GleditschWard, Ok(number), Some(year)) if of_numbers => gleditsch_ward(number, year),
        _ => None,
    };
    let list = states();
    let meant = |number: u16| year.and_then(|year| list.meant(number, year));
    let elsewhere = |number: &u16| year.is_some_and(|year| list.is_of_other_years(*number, year));
    if let Some(state) = code.parse().ok().filter(|_| of_numbers).filter(elsewhere).and_then(meant) {
        return Ok(Found { state, member: false, meant: Some(state) });
    }
    let state = match own.map_or_else(|| list.find(system, code, year), Ok) {
        Ok(state) => state,
        Err(error) => {
            // A number or letters of another system that this one does not have at all.
            let other = match layout.code {
                CodeSystem::CowNumber => code.parse().ok().and_then(meant),
                CodeSystem::CowLetters => list.find(CodeSystem::Iso3, code, year).ok(),
                CodeSystem::Iso3 | CodeSystem::Letters => list.find(CodeSystem::CowLetters, code, year).ok(),
                _ => None,
            };
            let Some(state) = other else {
                return Err(cells.fault(column, FaultKind::State, &error.to_string()));
            };
            return Ok(Found { state, member: false, meant: Some(state) });
        }
    };
    if !of_numbers {
        return Ok(Found { state, member: true, meant: None });
    }
    let member = years.is_none_or(|(from, to)| {
        // Before 1816 there is no list of members.
        list.member(state, from)
            || to < FIRST - 1
            || (from.max(FIRST - 1)..=to.min(LAST)).any(|year| list.nearly_member(state, year))
            || from > LAST
    });
    let meant = if numbers == Numbers::CorrelatesOfWar { meant(state.0) } else { None };
    Ok(Found { state, member, meant })
}
