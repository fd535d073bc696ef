//! Recognising a table by its header, and reading its rows into spells.

use std::io::BufRead;

use super::catalogue::{CATALOGUE, NAMES};
use super::doubt::Known;
use super::entry::{Holds, Layout, Set, SetEntry, Value};
use super::key::{Key, Keys, Out, keys};
use super::marks::{Letters, Marks};
use super::memberships::{self, Counted};
use super::spells::Series;
use super::times::Times;
use crate::events::MOST_SCORE;
use crate::files::{Cells, Column, Fault, FaultKind, Header, Refused, Tally, rows};
use crate::states::{CodeSystem, Numbers};

/// The data set whose columns a header has; of several that with the most columns.
pub fn recognise(header: &Header) -> Option<(Set, usize)> {
    let mut best: Option<(usize, Set, usize)> = None;
    for entry in &CATALOGUE {
        // The list of states has the columns of that of major powers, and one more.
        if entry.set == Set::Majors && header.names.iter().any(|name| name == "statenme" || name.contains("statename"))
        {
            continue;
        }
        for (place, layout) in entry.layouts.iter().enumerate() {
            if let Ok(found) = header.places(&columns(entry, layout)) {
                let matched = found.iter().flatten().count();
                if best.is_none_or(|(most, ..)| matched > most) {
                    best = Some((matched, entry.set, place));
                }
            }
        }
    }
    best.map(|(_, set, layout)| (set, layout))
}

/// A data set that a file nearly is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The set.
    pub set: Set,
    /// Columns that it lacks.
    pub missing: Vec<&'static str>,
    /// What to do, where that is known.
    pub remedy: Option<&'static str>,
}

/// Columns beside states and year from which on a table may have one for every organisation.
const MANY: usize = 8;

/// The data set of which a header has most of what is needed, three in five at least and some value of its own.
pub(super) fn nearest(header: &Header) -> Option<Near> {
    let mut best: Option<(f64, usize, Near)> = None;
    for entry in &CATALOGUE {
        for layout in entry.layouts {
            let columns = columns(entry, layout);
            let Err(missing) = header.places(&columns) else { continue };
            let needed = columns.iter().filter(|column| !column.optional).count();
            let share = 1.0 - missing.len() as f64 / needed as f64;
            let has = |column: &Column| header.names.iter().any(|name| column.names.contains(&name.as_str()));
            let own = match layout.wide {
                true => header.names.len().saturating_sub(MANY),
                false => entry.values.iter().filter(|value| has(&value.column)).count(),
            };
            let better = best.as_ref().is_none_or(|(most, of, _)| (share, own) > (*most, *of));
            if share >= 0.6 && own > 0 && better {
                let remedy = remedy(header, &missing);
                best = Some((share, own, Near { set: entry.set, missing, remedy }));
            }
        }
    }
    best.map(|(.., near)| near)
}

/// What to do about columns that are missing, by those that are there instead.
fn remedy(header: &Header, missing: &[&str]) -> Option<&'static str> {
    let has = |of: &[&str]| header.names.iter().any(|name| of.contains(&name.as_str()));
    let lacks = |of: &str| missing.contains(&of);
    match () {
        () if lacks("ccode1") && has(&["gwcode1", "gwno1", "gwnoa", "gwcode_a"]) => Some(
            "call the columns of Gleditsch and Ward's numbers ccode1 and ccode2, and read the file with --codes gw",
        ),
        () if lacks("ccode") && has(&["gwcode", "gwno", "gwn"]) => {
            Some("call the column of Gleditsch and Ward's numbers ccode, and read the file with --codes gw")
        }
        () if lacks("year") && has(&["session"]) => Some(
            "add a column year: session 1 of the General Assembly is 1946, so that the year is the session and 1945",
        ),
        () if lacks("aaaid") => Some(
            "memberships are counted from the column AAAID to the last: keep the columns of the release, in its order",
        ),
        () => None,
    }
}

/// Columns in the order in which rows are read: states, time, values.
fn columns(entry: &SetEntry, layout: &Layout) -> Vec<Column> {
    let keys = layout.states.iter().chain(layout.when).copied();
    if layout.wide {
        return keys.chain(memberships::COLUMNS).collect();
    }
    let values = entry.values.iter().map(|value| {
        let must = layout.must.contains(&value.column.names[0]);
        Column { optional: value.column.optional && !must, ..value.column }
    });
    keys.chain(values).collect()
}

/// Reads one table into a series; `holds` is that of the set, but where a table of pairs is read row by row in its directions. What
/// speaks for whose numbers stand in it is counted into `marks`.
///
/// # Errors
/// [`Refused`] where the table lacks columns or breaks off.
pub(super) fn read(
    reader: &mut dyn BufRead,
    (set, layout): (Set, usize),
    (holds, numbers): (Holds, Numbers),
    (series, marks): (&mut Series, &mut Marks),
    tally: &mut Tally,
) -> Result<(), Refused> {
    let entry = set.entry();
    let layout = &entry.layouts[layout];
    let mut values = vec![f64::NAN; set.width()];
    let first_value = layout.states.len() + layout.when.len();
    let mut columns = columns(entry, layout);
    let names = (layout.code == CodeSystem::CowLetters).then_some(columns.len());
    columns.extend(names.map(|_| NAMES));
    rows(reader, &columns, tally, |cells, tally| {
        let times = Times::of(cells, layout);
        let letters = names.map(|names| Letters::of(cells, names, &times));
        marks.see(cells, layout, &times, letters.as_ref());
        let another = letters.zip(names).and_then(|(letters, names)| letters.another_by_name(cells, names, &times));
        if let Some((known, fault)) = another {
            known.iter().for_each(|known| series.lose(known, &fault));
            return Err(fault);
        }
        let keys = match keys(cells, layout, (holds, numbers), times) {
            Ok(keys) => keys,
            Err(Out::Fault(known, fault)) => {
                known.iter().for_each(|known| series.lose(known, &fault));
                return Err(fault);
            }
            Err(Out::Stranger(fault)) => return Err(fault),
            Err(Out::NoMember) => {
                tally.pass("a state outside its membership of the state system");
                return Ok(false);
            }
        };
        if layout.wide {
            match memberships::count(cells, first_value) {
                Ok(counted) => wide(set, &counted, &mut values),
                Err(fault) => {
                    keys.all().for_each(|key| series.lose(&key.known(), &fault));
                    return Err(fault);
                }
            }
        } else {
            for (place, value) in entry.values.iter().enumerate() {
                values[place] = cell(cells, first_value + place, (value, place), series, tally);
            }
        }
        if entry.filler.is_some_and(|filler| values[0] == filler) {
            tally.pass("fillers of the layout");
            return Ok(false);
        }
        if let Some((place, what)) = at_odds(set, &values) {
            let fault = cells.fault(first_value + place, FaultKind::Range, &what);
            keys.all().for_each(|key| series.lose(&key.known(), &fault));
            return Err(fault);
        }
        if let Some((_, fault)) = keys.lost.first() {
            tally.part_lost(fault);
        }
        keys.lost.iter().for_each(|(known, fault)| series.lose(known, fault));
        let swapped = if holds == Holds::Pairs { entry.turned } else { None };
        keep(keys, (holds, swapped), cells.line, (series, &mut values));
        Ok(true)
    })
}

/// Adds a row under each of its keys; pairs with the lower number first, for which two values may change places.
fn keep(
    keys: Keys,
    (holds, swapped): (Holds, Option<(usize, usize)>),
    line: u64,
    (series, values): (&mut Series, &mut [f64]),
) {
    for key in std::iter::once(keys.first).chain(keys.rest) {
        if let Some(other) = key.meant {
            // Around a change a number may already mean the state that comes after.
            let fault = Fault { line, column: None, kind: FaultKind::State, what: String::new() };
            series.lose(&Known { states: other, ..key.known() }, &fault);
        }
        let Key { states: (a, b), years, part, .. } = key;
        if holds == Holds::Pairs && b < a {
            // The values of a row are the same for all its keys: they go back to their places.
            swapped.into_iter().for_each(|(x, y)| values.swap(x, y));
            series.push_turned((b, a), years, (part, true), line, values);
            swapped.into_iter().for_each(|(x, y)| values.swap(x, y));
        } else {
            series.push_turned((a, b), years, (part, false), line, values);
        }
    }
}

/// A cell's value, NaN where it says that it has none or cannot be read; either is counted.
fn cell(
    cells: &Cells<'_>,
    column: usize,
    (value, place): (&Value, usize),
    series: &mut Series,
    tally: &mut Tally,
) -> f64 {
    let name = value.column.names[0];
    match number(cells, column, value) {
        Ok(Some(number)) => number,
        Ok(None) => {
            if cells.place(column).is_some() {
                tally.missing(name);
            }
            f64::NAN
        }
        Err(fault) => {
            series.unreadable(cells.line, place);
            tally.unreadable(name, fault);
            f64::NAN
        }
    }
}

/// Counts of a wide table as the values of its set.
fn wide(set: Set, counted: &Counted, values: &mut [f64]) {
    values[0] = counted.full;
    if set == Set::IgoMemberships {
        values[1] = counted.any;
        values[2..2 + memberships::VALUES].copy_from_slice(&counted.which);
        values[2 + memberships::VALUES] = counted.missing;
        values[3 + memberships::VALUES..3 + 2 * memberships::VALUES].copy_from_slice(&counted.open);
    } else if counted.missing > 0.0 {
        // How many a pair has in common is not known.
        values[0] = f64::NAN;
    }
}

/// Place of a value that the others of its row rule out, and why.
fn at_odds(set: Set, values: &[f64]) -> Option<(usize, String)> {
    match (set, values) {
        (Set::UnAgreement, [votes, same, opposite, ..]) => (same + opposite > *votes)
            .then(|| (0, format!("{same} identical and {opposite} opposite of {votes} votes"))),
        (Set::EventMonths, [events, sum, weight, quarters @ ..]) => {
            let weight = if weight.is_finite() { weight } else { events };
            let counted: f64 = quarters.iter().take(4).filter(|count| count.is_finite()).sum();
            if counted > *events {
                Some((0, format!("{events} events, and {counted} by quarter")))
            } else if sum.abs() > MOST_SCORE * weight + 0.01 {
                Some((1, format!("{sum} of {weight} events, each of at most {MOST_SCORE}")))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// A value, `None` where it is missing.
fn number(cells: &Cells<'_>, column: usize, value: &Value) -> Result<Option<f64>, Fault> {
    if value.yes_no {
        let text = cells.text(column);
        if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
            return Ok(Some(f64::from(u8::from(text.eq_ignore_ascii_case("true")))));
        }
    }
    let Some(number) = cells.number(column)? else { return Ok(None) };
    if value.missing.contains(&number) {
        return Ok(None);
    }
    if number < value.range.0 || number > value.range.1 {
        let what = format!("{number}, not between {} and {}", value.range.0, value.range.1);
        return Err(cells.fault(column, FaultKind::Range, &what));
    }
    if value.yes_no && number != 0.0 && number != 1.0 {
        return Err(cells.fault(column, FaultKind::Range, &format!("{number}, neither 0 nor 1")));
    }
    Ok(Some(number))
}
