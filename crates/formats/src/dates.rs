//! Dates as people write them in tables.

/// A date as far as it is told: year, month, day; the rest is 0.
pub(crate) type Date = (i32, u32, u32);

/// How the periods of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// `1990`, `-5`, `2.5`
    Number,
    /// `1946-1949`, `46-49`
    Years,
    /// `1990-09`, `1990/9`, `1990m9`
    YearMonth,
    /// `9/1990`, `09.1990`
    MonthYear,
    /// `Sep 1990`, `1990 September`
    MonthName,
    /// `Sep-90`, as spreadsheets write it
    MonthShort,
    /// `1990Q3`, `Q3 1990`
    Quarter,
    /// `1990-09-03`, `1990/9/3`
    YearMonthDay,
    /// `3.9.1990`
    DayMonthYear,
    /// `3/9/1990`, whichever comes first
    Slashes,
}

impl Form {
    /// In words.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Years => "a span of years",
            Self::YearMonth => "year and month",
            Self::MonthYear => "month and year",
            Self::MonthName => "the name of a month and a year",
            Self::MonthShort => "the name of a month and two digits of a year",
            Self::Quarter => "a quarter",
            Self::YearMonthDay => "year, month, day",
            Self::DayMonthYear => "day, month, year",
            Self::Slashes => "a day with slashes",
        }
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a cell is a year (1000 to 2200) or a date.
pub(crate) fn is_date(cell: &str) -> bool {
    match form(cell) {
        Some((Form::Number, _)) => year(cell).is_some(),
        Some((Form::Years, _)) | None => false,
        Some(_) => true,
    }
}

/// Two digits of a year: 00 to 29 are of 2000, the others of 1900.
pub(crate) fn century(two: i32) -> i32 {
    if two < 30 { 2000 + two } else { 1900 + two }
}

/// The form of a cell and its date; of days with slashes the numbers stand in their order.
pub(crate) fn form(cell: &str) -> Option<(Form, Date)> {
    if cell.parse::<f64>().is_ok_and(f64::is_finite) && !cell.contains(['i', 'n', 'I', 'N']) {
        return Some((Form::Number, (year(cell).unwrap_or(0), 0, 0)));
    }
    let lower = cell.to_lowercase();
    let parts: Vec<&str> = lower.split(['-', '/', '.', ' ', '–', ',']).filter(|part| !part.is_empty()).collect();
    let slashed = cell.contains('/');
    match parts.as_slice() {
        [one, two] => two_parts(one, two, cell),
        [one, two, three] => {
            if let (Some(year), Some(month), Some(day)) = (year(one), small(two, 12), small(three, 31)) {
                return Some((Form::YearMonthDay, (year, month, day)));
            }
            let (first, second, year) = (small(one, 31)?, small(two, 31)?, year(three)?);
            match slashed {
                true => Some((Form::Slashes, (year, first, second))),
                false if second <= 12 => Some((Form::DayMonthYear, (year, second, first))),
                false => None,
            }
        }
        [one] => one_part(one),
        _ => None,
    }
}

fn two_parts(one: &str, two: &str, cell: &str) -> Option<(Form, Date)> {
    if let (Some(from), Some(to)) = (year(one), year(two)) {
        return (from <= to && !cell.contains('/')).then_some((Form::Years, (from, to as u32, 0)));
    }
    if let Some(found) = year(one).zip(small(two, 12)) {
        return Some((Form::YearMonth, (found.0, found.1, 0)));
    }
    if let Some(found) = small(one, 12).zip(year(two)) {
        return Some((Form::MonthYear, (found.1, found.0, 0)));
    }
    if let Some(found) = month(one).zip(year(two)).or_else(|| month(two).zip(year(one))) {
        return Some((Form::MonthName, (found.1, found.0, 0)));
    }
    if let Some(found) = quarter(one).zip(year(two)).or_else(|| quarter(two).zip(year(one))) {
        return Some((Form::Quarter, (found.1, found.0, 0)));
    }
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(month) = month(one).filter(|_| digits(two)) {
        return Some((Form::MonthShort, (century(two.parse().ok()?), month, 0)));
    }
    if digits(one) && digits(two) && cell.contains(['-', '–']) {
        let (from, to): (i32, i32) = (one.parse().ok()?, two.parse().ok()?);
        let last = if to < from { 2000 + to } else { 1900 + to };
        return Some((Form::Years, (1900 + from, last as u32, 0)));
    }
    None
}

/// `1990q3`, `1990m9`, `1990年`.
fn one_part(text: &str) -> Option<(Form, Date)> {
    let (head, tail) = text.split_once(['q', 'm'])?;
    let year = year(head)?;
    if text.contains('q') {
        return Some((Form::Quarter, (year, small(tail, 4)?, 0)));
    }
    Some((Form::YearMonth, (year, small(tail, 12)?, 0)))
}

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1000..=2200).contains(year))
}

fn small(text: &str, most: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=most).contains(number))
}

fn quarter(text: &str) -> Option<u32> {
    text.strip_prefix('q').and_then(|rest| small(rest, 4))
}

fn month(text: &str) -> Option<u32> {
    let start = text.get(..3)?;
    let place = MONTHS.iter().position(|month| *month == start)?;
    let whole = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (text.len() == 3 || text == "sept" || whole[place] == text).then_some(place as u32 + 1)
}
