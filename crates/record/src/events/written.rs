//! Dates as spreadsheets write them, and six digits, which are one thing or another: what they mean is told by the whole file.

use super::layout::Places;
use super::parse::{Day, sound};
use crate::files::{Line, lines};
use crate::states::Year;

/// Which of two numbers before a year is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Day,
    Month,
}

/// Three numbers between slashes, points or hyphens, without an hour behind them.
fn parts(cell: &[u8]) -> Option<[&[u8]; 3]> {
    let day = cell.split(|byte| matches!(byte, b' ' | b'T')).next()?;
    let mut parts = day.split(|byte| matches!(byte, b'/' | b'.' | b'-'));
    let found = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&[u8]| (1..=4).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    (parts.next().is_none() && found.iter().all(digits)).then_some(found)
}

fn number(digits: &[u8]) -> Year {
    digits.iter().fold(0, |sum, digit| sum * 10 + Year::from(digit - b'0'))
}

/// `2001/3/14`, `14.03.2001` and the like; a year of two digits is none.
pub(super) fn written(cell: &[u8], first: Option<First>) -> Option<Day> {
    let [one, other, last] = parts(cell)?;
    let small = |of: &[u8]| u8::try_from(number(of)).unwrap_or(0);
    if one.len() == 4 {
        return sound(number(one), small(other), small(last));
    }
    if last.len() != 4 {
        return None;
    }
    match first? {
        First::Day => sound(number(last), small(other), small(one)),
        First::Month => sound(number(last), small(one), small(other)),
    }
}

/// Whether a cell is a date whose day and month stand before the year.
pub(super) fn year_is_last(cell: &[u8]) -> bool {
    parts(cell).is_some_and(|[one, _, last]| last.len() == 4 && one.len() < 3)
}

/// Which stands first in a file, by numbers above 12: none where no row tells, or rows tell both.
pub(super) fn first_of(mut text: &[u8], places: &Places) -> Option<First> {
    let (mut day, mut month) = (false, false);
    let look = |_: u64, line: &Line<'_>| {
        let cell = line.cell(places.date);
        if let Some([one, other, _]) = parts(cell).filter(|_| year_is_last(cell)) {
            day |= number(one) > 12;
            month |= number(other) > 12;
        }
    };
    // A text in memory is read without an error.
    let _ = lines(&mut text, (places.separator, places.quoted), 1, look);
    match (day, month) {
        (true, false) => Some(First::Day),
        (false, true) => Some(First::Month),
        _ => None,
    }
}

/// Six digits of the dates of a file: `990331` is a day, `199903` a month, `200103` either.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SixDigits {
    /// Some cell is a day and no month, so that all are days.
    days: bool,
    /// Line of the first cell that may be either.
    either: Option<u64>,
}

impl SixDigits {
    pub(super) fn see(&mut self, cell: &[u8], line: u64) {
        let month = number(&cell[..4]);
        let part = number(&cell[4..]);
        if (1900..=2050).contains(&month) && (1..=12).contains(&part) {
            self.either.get_or_insert(line);
        } else {
            self.days = true;
        }
    }

    /// The first line whose date is one of two, where no other cell tells which.
    pub(super) fn unsettled(self) -> Option<u64> {
        self.either.filter(|_| !self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_spreadsheets() {
        let told = |cell: &[u8], first| written(cell, first).map(|day| (day.year, day.month, day.day));
        assert_eq!(told(b"2001/3/14", None), Some((2001, 3, 14)));
        assert_eq!(told(b"14.03.2001", Some(First::Day)), Some((2001, 3, 14)));
        assert_eq!(told(b"3/14/2001 00:00", Some(First::Month)), Some((2001, 3, 14)));
        for (cell, first) in [
            (&b"03/04/2001"[..], None),
            (b"3/14/01", Some(First::Month)),
            (b"31/02/2001", Some(First::Day)),
            (b"1.99009E+07", Some(First::Day)),
            (b"9/1990", Some(First::Month)),
        ] {
            assert_eq!(told(cell, first), None);
        }
    }

    #[test]
    fn six_digits_are_settled_by_the_file() {
        let of = |cells: &[&[u8]]| {
            let mut six = SixDigits::default();
            (1..).zip(cells).for_each(|(line, cell)| six.see(cell, line));
            six.unsettled()
        };
        assert_eq!(of(&[b"990331", b"200103"]), None);
        assert_eq!(of(&[b"200103", b"200104"]), Some(1));
        assert_eq!(of(&[b"200131"]), None);
    }
}
