//! Numbers that are worked out for an answer alone, on the way into its sentences; spans of time in words.

use std::collections::BTreeMap;

use detente_case::Date;
use detente_case::case::Period;
use detente_results::{Measured, NumberFrom, Slot};

use crate::numbers;
use crate::say::Phrase;

/// Numbers worked out for an answer, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures(pub BTreeMap<String, Measured>);

impl Measures {
    /// Keeps a number under a name; where it comes from, for a slot. A name that is there already keeps its first number.
    pub fn keep(&mut self, name: &str, label: &str, value: f64) -> NumberFrom {
        self.0.entry(name.to_owned()).or_insert_with(|| Measured { label: label.to_owned(), value });
        NumberFrom::Measure { name: name.to_owned() }
    }

    /// Keeps a number, and says it as it is given.
    pub fn number(&mut self, name: &str, label: &str, value: f64, text: impl Into<String>) -> Phrase {
        let from = self.keep(name, label, value);
        Phrase::number(text, value, from)
    }

    /// Keeps a share of so many draws, and says it.
    pub fn share(&mut self, name: &str, label: &str, value: f64, draws: usize) -> Phrase {
        let from = self.keep(name, label, value);
        Phrase::share(value, draws, from)
    }
}

/// A span of so many periods in words: `nine years`.
pub fn periods(count: f64, period: Period, from: NumberFrom) -> Phrase {
    let unit = period.word();
    let whole = (count - count.round()).abs() < 0.05;
    let text = match (whole, count.round()) {
        (true, 1.0) => format!("a {unit}"),
        (true, rounded) if rounded >= 0.0 => format!("{} {unit}s", numbers::spelled(rounded as usize)),
        _ => format!("{count:.1} {unit}s"),
    };
    Phrase::number(text, count, from)
}

/// A date as it is read: `February 2001`, `13 October 1962`.
pub fn day(date: Date) -> Phrase {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = date.to_string();
    let parts: Vec<&str> = text.split('-').collect();
    let month = parts.get(1).and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let read = match (month, parts.get(2)) {
        (Some(month), Some(day)) => format!("{} {month} {}", day.trim_start_matches('0'), parts[0]),
        (Some(month), None) => format!("{month} {}", parts[0]),
        _ => text.clone(),
    };
    Phrase::named(read, Slot::Date { date: text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::say;

    #[test]
    fn spans_are_spelled() {
        let from = NumberFrom::Threshold { name: "t".to_owned() };
        let told = |count, period| say("{t}", &[("t", periods(count, period, from.clone()))]).text;
        let words = [1.0, 9.0, 13.0, 3.2].map(|count| told(count, Period::Year));
        assert_eq!(words, ["a year", "nine years", "13 years", "3.2 years"]);
        assert_eq!([1.0, 2.0].map(|count| told(count, Period::Day)), ["a day", "two days"]);
    }
}
