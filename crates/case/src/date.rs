//! Dates as exact as the source gives them: a year, a month or a day.

use std::fmt;

/// A year, a month of a year, or a day: an interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Date {
    /// Reads `2001`, `2001-02` or `2001-02-28`; `None` for anything else and for days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        // A part may be absent, but one that is there must be good.
        let mut two_digits = || match parts.next() {
            None => Some(None),
            Some(part) => digits(part, 2).map(|number| Some(number as i8)),
        };
        let (month, day) = (two_digits()?, two_digits()?);
        if parts.next().is_some() {
            return None;
        }
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// A year.
    pub fn of_year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The first day, as (year, month, day).
    pub fn first_day(&self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day, as (year, month, day); months are taken to have 31 days, which compares correctly.
    pub fn last_day(&self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    /// The days that it spans, counted from the first of 1970: the first of them, and the one after the last.
    pub fn days(&self) -> (i64, i64) {
        let (year, month, day) = self.first_day();
        let first = days_since_1970(i64::from(year), i64::from(month), i64::from(day));
        let after = match (self.month, self.day) {
            (_, Some(_)) => first + 1,
            (Some(12), _) | (None, _) => days_since_1970(i64::from(year) + 1, 1, 1),
            (Some(month), _) => days_since_1970(i64::from(year), i64::from(month) + 1, 1),
        };
        (first, after)
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Whether it is a day, and not a month or a year.
    pub fn is_day(&self) -> bool {
        self.day.is_some()
    }

    /// Whether every day of `self` comes after every day of `other`.
    pub fn is_after(&self, other: &Self) -> bool {
        self.first_day() > other.last_day()
    }
}

/// Days from the first of 1970 to a day of the Gregorian calendar, counted in years that begin in March.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Whether something that lasts from `since` to `until` (each open when absent) is in force on some day of `at`.
pub fn in_force(since: Option<Date>, until: Option<Date>, at: Date) -> bool {
    since.is_none_or(|since| since.first_day() <= at.last_day())
        && until.is_none_or(|until| until.last_day() >= at.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_are_read_as_exactly_as_they_are_given() {
        assert_eq!(date("2000-06").to_string(), "2000-06");
        assert!(date("2000-06").is_after(&date("2000-05-31")));
        assert!(!date("2000").is_after(&date("2000-06")));
        for bad in ["", "99", "2000-13", "2000-02-30", "2000-1", "June 2000", "2000-01-01-01", "+200", "20000"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn dates_span_days() {
        let days = |text: &str| date(text).days();
        assert_eq!((days("1970-01-01"), days("1970-01"), days("1970")), ((0, 1), (0, 31), (0, 365)));
        assert_eq!(
            (days("2000-02").1 - days("2000-02").0, days("1969-12-31"), days("2001-02-28").0),
            (29, (-1, 0), 11_381)
        );
        assert_eq!(days("2000-12").1, days("2001").0);
    }

    #[test]
    fn open_ends_are_always_in_force() {
        assert!(in_force(None, None, date("2001-02")));
        assert!(in_force(Some(date("2001")), None, date("2001-02")));
        assert!(!in_force(None, Some(date("1999")), date("2001-02")));
    }
}
