//! Recognising a table by its header, and reading its rows into spells.

use std::io::BufRead;
use std::ops::RangeInclusive;

use super::catalogue::{CATALOGUE, Holds, Layout, Set, SetEntry, Time, Value};
use super::memberships::{self, Counted};
use super::spells::Series;
use crate::events::MOST_SCORE;
use crate::files::{Cells, Column, Fault, FaultKind, Header, Refused, Tally, rows};
use crate::states::{State, Year, states};

/// The last year of a spell that has not ended yet.
pub const ONGOING: Year = 9999;

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

/// The data set of which a header has most of what is needed, three in five at least, and those columns that it lacks.
pub(super) fn nearest(header: &Header) -> Option<(Set, Vec<&'static str>)> {
    let mut best: Option<(f64, Set, Vec<&'static str>)> = None;
    for entry in &CATALOGUE {
        for layout in entry.layouts {
            let columns = columns(entry, layout);
            let Err(missing) = header.places(&columns) else { continue };
            let needed = columns.iter().filter(|column| !column.optional).count();
            let share = 1.0 - missing.len() as f64 / needed as f64;
            if share >= 0.6 && best.as_ref().is_none_or(|(most, ..)| share > *most) {
                best = Some((share, entry.set, missing));
            }
        }
    }
    best.map(|(_, set, missing)| (set, missing))
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

/// Reads one table into a series; `holds` is that of the set, but where a table of pairs is read row by row in its directions.
///
/// # Errors
/// [`Refused`] where the table lacks columns or breaks off.
pub(super) fn read(
    reader: &mut dyn BufRead,
    (set, layout): (Set, usize),
    holds: Holds,
    series: &mut Series,
    tally: &mut Tally,
) -> Result<(), Refused> {
    let entry = set.entry();
    let layout = &entry.layouts[layout];
    let mut values = vec![f64::NAN; set.width()];
    let first_value = layout.states.len() + layout.when.len();
    rows(reader, &columns(entry, layout), tally, |cells, tally| {
        let years = years(cells, layout)?;
        let a = state(cells, layout, 0, *years.start())?;
        let b = if holds == Holds::States { a } else { state(cells, layout, 1, *years.start())? };
        if a == b && holds != Holds::States {
            return Err(cells.fault(1, FaultKind::Itself, &b.to_string()));
        }
        if layout.wide {
            wide(set, &memberships::count(cells, first_value)?, &mut values);
        } else {
            for (place, value) in entry.values.iter().enumerate() {
                values[place] = number(cells, first_value + place, value)?;
            }
        }
        if entry.filler.is_some_and(|filler| values[0] == filler) {
            tally.pass("fillers of the layout");
            return Ok(false);
        }
        let mut pair = (a, b);
        if holds == Holds::Pairs && b < a {
            pair = (b, a);
            if let Some((x, y)) = entry.turned {
                values.swap(x, y);
            }
        }
        if let Some((place, what)) = at_odds(set, &values) {
            return Err(cells.fault(first_value + place, FaultKind::Range, &what));
        }
        let part = if layout.time == Time::Month { part(cells, layout.states.len())? } else { 0 };
        series.push_part(pair, years, part, cells.line, &values);
        Ok(true)
    })
}

/// Counts of a wide table as the values of its set.
fn wide(set: Set, counted: &Counted, values: &mut [f64]) {
    values[0] = counted.full;
    if set == Set::IgoMemberships {
        values[1] = counted.any;
        values[2..].copy_from_slice(&counted.which);
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

/// A value, NaN where it is missing.
fn number(cells: &Cells<'_>, column: usize, value: &Value) -> Result<f64, Fault> {
    let Some(number) = cells.number(column)? else { return Ok(f64::NAN) };
    if value.missing.contains(&number) {
        return Ok(f64::NAN);
    }
    if number < value.range.0 || number > value.range.1 {
        let what = format!("{number}, not between {} and {}", value.range.0, value.range.1);
        return Err(cells.fault(column, FaultKind::Range, &what));
    }
    Ok(number)
}

fn state(cells: &Cells<'_>, layout: &Layout, column: usize, year: Year) -> Result<State, Fault> {
    let text = cells.text(column);
    if text.is_empty() {
        return Err(cells.fault(column, FaultKind::Missing, ""));
    }
    // A table that went through a spreadsheet has 740.0 for 740.
    let code = text.strip_suffix(".0").unwrap_or(&text);
    states()
        .find(layout.code, code, Some(year))
        .map_err(|error| cells.fault(column, FaultKind::State, &error.to_string()))
}

fn years(cells: &Cells<'_>, layout: &Layout) -> Result<RangeInclusive<Year>, Fault> {
    let first = layout.states.len();
    match layout.time {
        Time::Year | Time::Month => {
            let year = year(cells, first)?.ok_or_else(|| cells.fault(first, FaultKind::Missing, ""))?;
            Ok(year..=year)
        }
        Time::Span { open } => {
            let from = year(cells, first)?.ok_or_else(|| cells.fault(first, FaultKind::Missing, ""))?;
            let to = year(cells, first + 1)?.filter(|year| *year < open).unwrap_or(ONGOING);
            if to < from {
                let what = format!("ends in {to}, before it begins in {from}");
                return Err(cells.fault(first + 1, FaultKind::Range, &what));
            }
            Ok(from..=to)
        }
    }
}

/// The month of `2001-03`, the quarter of `2001-Q1` as 13 to 16, 0 of a year.
fn part(cells: &Cells<'_>, column: usize) -> Result<u8, Fault> {
    let text = cells.text(column);
    let wrong = || cells.fault(column, FaultKind::Date, &text);
    let Some((_, rest)) = text.split_once('-') else { return Ok(0) };
    match rest.strip_prefix('Q') {
        Some(quarter) => {
            quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter)).map(|quarter: u8| 12 + quarter)
        }
        None => rest.parse().ok().filter(|month| (1..=12).contains(month)),
    }
    .ok_or_else(wrong)
}

/// The year of `1950`, `1950.0`, `1950-03-01`, `195003` or `1950-03`.
fn year(cells: &Cells<'_>, column: usize) -> Result<Option<Year>, Fault> {
    let text = cells.text(column);
    if matches!(text.as_ref(), "" | "NA" | "." | "-9") {
        return Ok(None);
    }
    let digits: &str = text.split(['-', '.', '/']).next().unwrap_or_default();
    let year = match (digits.len(), digits.parse::<u32>()) {
        (1..=4, Ok(year)) => Year::try_from(year).ok(),
        (6, Ok(month)) if (1..=12).contains(&(month % 100)) => Year::try_from(month / 100).ok(),
        (8, Ok(day)) => Year::try_from(day / 10_000).ok(),
        _ => None,
    };
    match year.filter(|year| (1000..=2200).contains(year)) {
        Some(year) => Ok(Some(year)),
        None => Err(cells.fault(column, FaultKind::Date, &text)),
    }
}
