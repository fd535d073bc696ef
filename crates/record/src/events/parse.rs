//! Dates, numbers and scores of cells.

use crate::states::Year;

/// First year of an event.
pub(super) const FIRST_YEAR: Year = 1700;
/// Years from there on that an event may be of.
pub(super) const YEARS: usize = 400;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Day {
    pub(super) year: Year,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Day {
    pub(super) fn number(self) -> u32 {
        (u32::from(self.year.unsigned_abs()) * 12 + u32::from(self.month)) * 31 + u32::from(self.day)
    }
}

/// `20010314`, `2001-03-14`, `2001-03-14 00:00:00`, and six digits as `010314`.
pub(super) fn date(cell: &[u8]) -> Option<Day> {
    let two = |at: usize| -> Option<u8> {
        let (tens, ones) = (cell.get(at)?.wrapping_sub(b'0'), cell.get(at + 1)?.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| tens * 10 + ones)
    };
    let four = |at: usize| Some(Year::from(two(at)?) * 100 + Year::from(two(at + 2)?));
    let day = match cell.len() {
        8 => Day { year: four(0)?, month: two(4)?, day: two(6)? },
        10.. if cell[4] == b'-' && cell[7] == b'-' => Day { year: four(0)?, month: two(5)?, day: two(8)? },
        6 => {
            let short = Year::from(two(0)?);
            Day { year: if short < 30 { 2000 } else { 1900 } + short, month: two(2)?, day: two(4)? }
        }
        _ => return None,
    };
    sound(day.year, day.month, day.day)
}

/// A day that there is, within the years of the cells.
pub(super) fn sound(year: Year, month: u8, day: u8) -> Option<Day> {
    let years = FIRST_YEAR..FIRST_YEAR + YEARS as Year;
    let is = (1..=12).contains(&month) && (1..=month_days(year, month)).contains(&day) && years.contains(&year);
    is.then_some(Day { year, month, day })
}

/// Days of a month, from 1.
#[inline]
pub(crate) fn month_days(year: Year, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) fn integer(cell: &[u8]) -> Option<u64> {
    if cell.is_empty() || cell.len() > 18 {
        return None;
    }
    cell.iter().try_fold(0_u64, |sum, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then_some(sum * 10 + u64::from(digit))
    })
}

/// `-4.4` or `-4,4` as -440; further digits round. A comma in a cell is none between cells, and scores have no thousands.
pub(super) fn hundredths(cell: &[u8]) -> Option<i32> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, cell),
    };
    let (mut value, mut decimals, mut any) = (0_i32, None, false);
    for byte in digits {
        match byte {
            b'.' | b',' if decimals.is_none() => decimals = Some(0),
            b'0'..=b'9' => {
                any = true;
                let digit = i32::from(byte - b'0');
                match &mut decimals {
                    Some(count) if *count >= 2 => {
                        value += i32::from(*count == 2 && digit >= 5);
                        *count += 1;
                    }
                    Some(count) => {
                        *count += 1;
                        value = value.checked_mul(10)?.checked_add(digit)?;
                    }
                    None => value = value.checked_mul(10)?.checked_add(digit)?,
                }
            }
            _ => return None,
        }
    }
    for _ in decimals.unwrap_or(0)..2 {
        value = value.checked_mul(10)?;
    }
    any.then_some(if negative { -value } else { value })
}

pub(super) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates() {
        assert_eq!(hundredths(b"-4.4"), Some(-440));
        assert_eq!(hundredths(b"3"), Some(300));
        assert_eq!(hundredths(b"1.005"), Some(101));
        assert_eq!(hundredths(b"-4,4"), Some(-440));
        assert_eq!(hundredths(b"1,234.5"), None);
        assert_eq!(hundredths(b"x"), None);
        assert_eq!(hundredths(b"-"), None);
        assert_eq!(date(b"2001-02-29"), None);
        assert_eq!(date(b"20000229").map(|day| (day.year, day.month, day.day)), Some((2000, 2, 29)));
        assert_eq!(date(b"990331").map(|day| day.year), Some(1999));
        assert_eq!(date(b"20011301"), None);
    }
}
