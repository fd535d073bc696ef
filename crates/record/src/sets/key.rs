//! Of whom and when a row is: states, years, part of a year, and whose numbers the states are written in.

use std::ops::RangeInclusive;

use super::doubt::Known;
use super::entry::{Holds, Layout, Time};
use super::spells::ONGOING;
use crate::files::{Cells, Fault, FaultKind};
use crate::states::{CodeSystem, Numbers, State, Year, gleditsch_ward, only_correlates_of_war, states};

/// The year from which there is a list of members.
const FIRST: Year = 1816;
/// Years up to which numbers of a spell that goes on are looked at.
const LAST: Year = 2024;

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
pub(super) fn keys(cells: &Cells<'_>, layout: &Layout, holds: Holds, numbers: Numbers) -> Result<Keys, Out> {
    let Time::Span { open } = layout.time else {
        let years = year_of(cells, layout);
        let told = years.as_ref().ok().map(|years| (*years.start(), *years.end()));
        let first = key(cells, layout, (holds, numbers), When { years, told })?;
        return Ok(Keys { first, rest: Vec::new(), lost: Vec::new() });
    };
    let span = span(cells, layout, open);
    let mut found = Stretches::default();
    for (from, to) in span.years.map_or_else(Vec::new, |years| stretches(cells, layout, years)) {
        let when = When { years: Ok(from..=to), told: Some((from, to)) };
        match key(cells, layout, (holds, numbers), when) {
            Ok(key) => found.keep(key),
            Err(why) => found.lose(why),
        }
    }
    if let Some((years, fault)) = span.open {
        for (from, to) in stretches(cells, layout, years) {
            let when = When { years: Err(fault.clone()), told: Some((from, to)) };
            match key(cells, layout, (holds, numbers), when) {
                Ok(key) => found.keep(key),
                Err(why) => found.lose(why),
            }
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

/// A table that went through a spreadsheet has 740.0 or 740,0 for 740.
fn plain(code: &str) -> &str {
    code.strip_suffix(".0").or_else(|| code.strip_suffix(",0")).unwrap_or(code)
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

/// What speaks for whose numbers stand in a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// Rows whose numbers are members of Gleditsch and Ward's list in their years, and of the other not.
    pub(super) gleditsch_ward: u64,
    /// The same the other way.
    pub(super) correlates_of_war: u64,
    /// Line, number and year of the first of Gleditsch and Ward.
    pub(super) first: Option<(u64, u16, Year)>,
    /// Line and letters of the first that are ISO letters and not those of Correlates of War, by themselves or the name beside them.
    pub(super) iso: Option<(u64, String)>,
    /// Whether some are letters of Correlates of War and not ISO letters.
    pub(super) cow_letters: bool,
}

/// What letters mean to both who write letters, and the name that stands beside them.
struct Letters {
    cow: Option<State>,
    iso: Option<State>,
    name: Option<State>,
}

impl Letters {
    fn of(cells: &Cells<'_>, layout: &Layout, names: usize) -> Self {
        let year = year_of(cells, layout).ok().map(|years| *years.start());
        let (text, name) = (cells.text(0), cells.text(names));
        let find = |system| states().find(system, &text, year).ok();
        let name = if name.is_empty() { None } else { states().find(CodeSystem::Name, &name, year).ok() };
        Self { cow: find(CodeSystem::CowLetters), iso: find(CodeSystem::Iso3), name }
    }

    fn are_iso(&self) -> bool {
        self.iso.is_some() && self.iso != self.cow && (self.cow.is_none() || self.name == self.iso)
    }

    fn are_cow(&self) -> bool {
        self.cow.is_some() && self.iso != self.cow && (self.iso.is_none() || self.name == self.cow)
    }
}

/// What is wrong with a row of letters of Correlates of War that mean another state by the name beside them: it may be of either.
pub(super) fn another_by_name(cells: &Cells<'_>, layout: &Layout, names: usize) -> Option<(Vec<Known>, Fault)> {
    let letters = Letters::of(cells, layout, names);
    let (Some(cow), Some(iso), true) = (letters.cow, letters.iso, letters.are_iso()) else { return None };
    let years = year_of(cells, layout).ok().map(|years| (*years.start(), *years.end()));
    let list = states();
    let what = format!(
        "{} is {} to Correlates of War, and the name beside it is {}",
        cells.text(0),
        list.name(cow),
        cells.text(names)
    );
    let known = [cow, iso].map(|state| Known { states: [Some(state); 2], years });
    Some((known.to_vec(), cells.fault(0, FaultKind::State, &what)))
}

impl Marks {
    /// Looks at the numbers of a row.
    pub(super) fn see(&mut self, cells: &Cells<'_>, layout: &Layout, names: Option<usize>) {
        if let Some(letters) = names.map(|names| Letters::of(cells, layout, names)) {
            self.cow_letters |= letters.are_cow();
            if letters.are_iso() {
                self.iso.get_or_insert_with(|| (cells.line, cells.text(0).into_owned()));
            }
        }
        if layout.code != CodeSystem::CowNumber {
            return;
        }
        let years = match layout.time {
            Time::Span { open } => span(cells, layout, open).years,
            Time::Year | Time::Month => year_of(cells, layout).ok().map(|years| (*years.start(), *years.end())),
        };
        let Some((from, to)) = years else { return };
        // A spell tells at its end: the number of a state that is gone goes on only in the other system.
        let last = to.min(LAST).max(from);
        for column in 0..layout.states.len() {
            let text = cells.text(column);
            let Ok(number) = text.strip_suffix(".0").unwrap_or(&text).parse::<u16>() else { continue };
            let list = states();
            let other = gleditsch_ward(number, last).filter(|other| list.nearly_member(*other, last));
            if other.is_some() && !list.nearly_member(State(number), last) {
                self.gleditsch_ward += 1;
                self.first.get_or_insert((cells.line, number, last));
            }
            if only_correlates_of_war(number, last) {
                self.correlates_of_war += 1;
            }
        }
    }
}

/// The year of a row that is of one.
fn year_of(cells: &Cells<'_>, layout: &Layout) -> Result<RangeInclusive<Year>, Fault> {
    let first = layout.states.len();
    if layout.time == Time::Month {
        // The year of a month that is none is still that of the row.
        let text = cells.text(first);
        let digits = text.get(..4).filter(|_| text.len() == 6 || text[4..].starts_with(['-', '/']));
        let year = digits.and_then(|digits| digits.parse().ok()).filter(|year| (1000..=2200).contains(year));
        let year = year.map_or_else(|| needed(cells, first), Ok)?;
        return Ok(year..=year);
    }
    let year = needed(cells, first)?;
    Ok(year..=year)
}

fn needed(cells: &Cells<'_>, column: usize) -> Result<Year, Fault> {
    year(cells, column)?.ok_or_else(|| cells.fault(column, FaultKind::Missing, ""))
}

/// The years of a spell, as far as they are told.
struct Span {
    /// Years in which it surely holds.
    years: Option<(Year, Year)>,
    /// Years in which it may hold, and why that is not known.
    open: Option<((Year, Year), Fault)>,
}

/// The years of a spell: one whose end is missing holds in its first year and perhaps after it.
fn span(cells: &Cells<'_>, layout: &Layout, open: Year) -> Span {
    let first = layout.states.len();
    let perhaps = |from: Year, to: Year, fault: Fault| Span { years: None, open: Some(((from, to), fault)) };
    match (needed(cells, first), year(cells, first + 1)) {
        (Ok(from), Ok(None)) => {
            let fault = cells.fault(first + 1, FaultKind::Missing, "the end of the spell");
            Span { years: Some((from, from)), open: Some(((from.saturating_add(1), Year::MAX), fault)) }
        }
        (Ok(from), Ok(Some(to))) => {
            let to = if to < open { to } else { ONGOING };
            if from <= to {
                return Span { years: Some((from, to)), open: None };
            }
            let what = format!("ends in {to}, before it begins in {from}");
            perhaps(Year::MIN, Year::MAX, cells.fault(first + 1, FaultKind::Range, &what))
        }
        (Ok(from), Err(fault)) => perhaps(from, Year::MAX, fault),
        (Err(fault), to) => {
            let to = to.ok().flatten().filter(|to| *to < open);
            perhaps(Year::MIN, to.unwrap_or(Year::MAX), fault)
        }
    }
}

/// A year with its month, where it tells it: `1950`, `1950.0`, `1950-03-01`, `1950/03`, `195003`, `19500301`, `3/1950`.
fn date(text: &str) -> Option<(Year, Option<u8>)> {
    let month = |text: &str| text.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let year = |text: &str| Some(text).filter(|text| text.len() == 4)?.parse::<Year>().ok();
    let plain = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    if let Some(digits) = Some(plain).filter(|plain| plain.bytes().all(|byte| byte.is_ascii_digit())) {
        return match digits.len() {
            4 => Some((year(digits)?, None)),
            6 | 8 => Some((year(&digits[..4])?, Some(month(&digits[4..6])?))),
            _ => None,
        };
    }
    // The hour of `1950-03-01 00:00:00` and `1950-03-01T00:00:00Z` does not matter.
    let day = plain.split([' ', 'T']).next().unwrap_or_default();
    let mut parts = day.split(['-', '/', '.']);
    match (parts.next()?, parts.next()?, parts.next(), parts.next()) {
        (from, of, day, None)
            if from.len() == 4 && day.is_none_or(|day| day.parse::<u8>().is_ok_and(|day| day < 32)) =>
        {
            Some((year(from)?, Some(month(of)?)))
        }
        (of, from, None, None) if from.len() == 4 => Some((year(from)?, Some(month(of)?))),
        _ => None,
    }
}

/// The month of `2001-03`, the quarter of `2001-Q1` as 13 to 16, 0 of a year.
fn part(cells: &Cells<'_>, column: usize) -> Result<u8, Fault> {
    let text = cells.text(column);
    let wrong = || cells.fault(column, FaultKind::Date, &text);
    if let Some((_, quarter)) = text.split_once("-Q") {
        let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter));
        return quarter.map(|quarter: u8| 12 + quarter).ok_or_else(wrong);
    }
    date(&text).map(|(_, month)| month.unwrap_or(0)).ok_or_else(wrong)
}

/// The year of a cell, none where it says that it has none.
fn year(cells: &Cells<'_>, column: usize) -> Result<Option<Year>, Fault> {
    let text = cells.text(column);
    if detente_text::missing(&text) || text == "-9" {
        return Ok(None);
    }
    let plain = text.split_once("-Q").map_or(&*text, |(year, _)| year);
    match date(plain).map(|(year, _)| year).filter(|year| (1000..=2200).contains(year)) {
        Some(year) => Ok(Some(year)),
        None => Err(cells.fault(column, FaultKind::Date, &text)),
    }
}
