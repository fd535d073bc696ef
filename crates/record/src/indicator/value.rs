//! Values of a state or pair in a year, and what leaves them open.

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use crate::sets::{Folder, RowRef, Series, Set, SetError};
use crate::states::{State, Year};

/// Why a pair without rows has no value: a state is no member, a row was kept out, or the set does not reach the year.
pub(super) fn nothing(series: &Series, ask: &Ask) -> Option<Found> {
    let doubts = Doubts::kept_out(series, (ask.a, ask.b), (ask.to, ask.to));
    let open = || (!doubts.is_empty()).then(|| doubts.found());
    ask.no_member().or_else(open).or_else(|| ask.uncovered(series))
}

/// The value at a place of the rows of a pair (or of a state, with itself) in a year with its row, or why there is none.
pub(super) fn only(series: &Series, pair: (State, State), year: Year, place: usize) -> Result<(f64, RowRef), Found> {
    let mut doubts = Doubts::kept_out(series, pair, (year, year));
    let mut rows = series.at(pair.0, pair.1, year).peekable();
    let some = rows.peek().is_some();
    let mut told = None;
    let mut gaps = Vec::new();
    for (values, row) in rows {
        if values[place].is_finite() {
            told = Some((values[place], row));
        } else {
            gaps.push(row);
        }
    }
    // A row beside the one that was kept, of the same time, contradicts it; others that may be of the pair do not.
    if let Some(found) = told.filter(|_| !series.is_contradicted(pair, year, place)) {
        return Ok(found);
    }
    gaps.iter().for_each(|row| doubts.gap(series, row, place));
    if doubts.is_empty() {
        let what = match (some, pair.0 == pair.1) {
            (true, _) => "no value",
            (false, true) => "no row of this state and year",
            (false, false) => "no row of this pair and year",
        };
        return Err(Found::unknown(format!("{what} in {}", series.set.id())));
    }
    Err(doubts.found())
}

/// A value of a state that the set has or has not.
pub(super) fn state_value(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    Ok(match only(series, (ask.a, ask.a), ask.to, place) {
        Ok((value, row)) => Found::of(value, vec![row]),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.uncovered(series).unwrap_or(unknown),
    })
}

/// A value of a pair that the set has or has not.
pub(super) fn plain(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, ask.ordered(), (set, name))
}

/// A value that a set has of the first towards the second.
pub(super) fn directed(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, (ask.a, ask.b), (set, name))
}

fn between(folder: &Folder, ask: &Ask, pair: (State, State), (set, name): (Set, &str)) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    Ok(match only(series, pair, ask.to, place) {
        Ok((value, row)) => Found::of(value, vec![row]).of_spells(series, ask),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.missing(series).unwrap_or(unknown),
    })
}

/// The least and the most that a row may be worth, and the place of the value that leaves it open.
pub(super) struct Worth {
    pub least: f64,
    pub most: f64,
    pub open: usize,
}

impl Worth {
    pub(super) fn sure(value: f64) -> Self {
        Self { least: value, most: value, open: 0 }
    }
}

/// The highest worth of the rows of a pair in a year; no row is 0, because the set lists what there is. Unknown where a cell that is
/// missing, or a row that was kept out, may raise it; `top` is the most that a row can be worth.
pub(super) fn highest(series: &Series, ask: &Ask, top: f64, worth: impl Fn(&[f64]) -> Worth) -> Found {
    let pair = ask.ordered();
    let (mut least, mut most, mut rows) = (0.0_f64, 0.0_f64, Vec::new());
    let mut doubts = Doubts::kept_out(series, pair, (ask.to, ask.to));
    if !doubts.is_empty() {
        most = top;
    }
    for (values, row) in series.at(pair.0, pair.1, ask.to) {
        let of = worth(values);
        (least, most) = (least.max(of.least), most.max(of.most));
        if of.most > of.least {
            doubts.gap(series, &row, of.open);
        }
        rows.push(row);
    }
    if let Some(no_member) = ask.no_member() {
        return no_member;
    }
    match nothing(series, ask) {
        Some(nothing) if rows.is_empty() => nothing,
        _ if least < most => doubts.found(),
        _ => with_strangers(Found::of(least, rows).of_spells(series, ask), series, (ask.to, ask.to)),
    }
}

/// Says of a zero without rows that there are rows of which nothing is known.
pub(super) fn with_strangers(mut found: Found, series: &Series, years: (Year, Year)) -> Found {
    if found.rows.is_empty() && found.note.is_none() {
        found.note = series.strangers(years);
    }
    found
}

/// What to say of years of a window that a set does not cover.
pub(super) fn not_covered(series: &Series, (first, last): (Year, Year)) -> Option<String> {
    let (from, to) = series.years()?;
    let id = series.set.id();
    let mut told = Vec::new();
    if first < from {
        told.push(format!("the data set {id} begins in {from}"));
    }
    if last > to {
        told.push(format!("the data set {id} ends in {to}"));
    }
    let holes = series.holes((first, last));
    if !holes.is_empty() {
        told.push(format!("the data set {id} has no row of any pair in {}", runs(holes)));
    }
    (!told.is_empty()).then(|| told.join("; "))
}

/// Years in order as runs: `1991-1999, 2001`.
fn runs(years: &[Year]) -> String {
    let runs = years.chunk_by(|one, next| one + 1 == *next);
    let told = runs.map(|run| match run {
        [one] => one.to_string(),
        _ => format!("{}-{}", run[0], run[run.len() - 1]),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What is made of a value that each of the two states has.
pub(super) fn both(series: &Series, ask: &Ask, none: &str, of: impl Fn(f64, f64) -> f64) -> Result<Found, SetError> {
    let point = |state: State| only(series, (state, state), ask.to, 0);
    Ok(match (point(ask.a), point(ask.b)) {
        (Ok((x, one)), Ok((y, other))) => Found::of(of(x, y), vec![one, other]),
        (Err(unknown), _) | (_, Err(unknown)) if unknown.doubtful => unknown,
        _ => ask.missing(series).unwrap_or_else(|| Found::unknown(none)),
    })
}
