//! When a row is: its year, or the years of a spell.

use super::entry::{Layout, Time};
use super::spells::ONGOING;
use crate::files::{Cells, Fault, FaultKind};
use crate::states::Year;

/// When a row is.
pub(super) enum Times {
    /// In one year.
    Year(Result<Year, Fault>),
    /// Over a spell.
    Span(Span),
}

impl Times {
    pub(super) fn of(cells: &Cells<'_>, layout: &Layout) -> Self {
        match layout.time {
            Time::Span { open } => Self::Span(span(cells, layout, open)),
            Time::Year | Time::Month => Self::Year(year_of(cells, layout)),
        }
    }

    /// First and last year in which it surely holds.
    pub(super) fn told(&self) -> Option<(Year, Year)> {
        match self {
            Self::Year(year) => year.as_ref().ok().map(|year| (*year, *year)),
            Self::Span(span) => span.years,
        }
    }
}

/// The year of a row that is of one.
fn year_of(cells: &Cells<'_>, layout: &Layout) -> Result<Year, Fault> {
    let first = layout.states.len();
    if layout.time == Time::Month {
        // The year of a month that is none is still that of the row.
        let text = cells.text(first);
        let digits = text.get(..4).filter(|_| text.len() == 6 || text[4..].starts_with(['-', '/']));
        let year = digits.and_then(|digits| digits.parse().ok()).filter(|year| (1000..=2200).contains(year));
        return year.map_or_else(|| needed(cells, first), Ok);
    }
    needed(cells, first)
}

fn needed(cells: &Cells<'_>, column: usize) -> Result<Year, Fault> {
    year(cells, column)?.ok_or_else(|| cells.fault(column, FaultKind::Missing, ""))
}

/// The years of a spell, as far as they are told.
pub(super) struct Span {
    /// Years in which it surely holds.
    pub(super) years: Option<(Year, Year)>,
    /// Years in which it may hold, and why that is not known.
    pub(super) open: Option<((Year, Year), Fault)>,
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
    let plain = plain(text);
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

/// A table that went through a spreadsheet has 740.0 or 740,0 for 740.
pub(super) fn plain(number: &str) -> &str {
    number.strip_suffix(".0").or_else(|| number.strip_suffix(",0")).unwrap_or(number)
}

/// The month of `2001-03`, the quarter of `2001-Q1` as 13 to 16, 0 of a year.
pub(super) fn part(cells: &Cells<'_>, column: usize) -> Result<u8, Fault> {
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
