//! Ideal points of states from votes in the United Nations General Assembly.

use super::columns::{CITE, LETTERS, STATE_YEAR, STATE_YEAR_BY_ISO, YEAR, needed};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time, Value};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::UnIdeal,
    id: "un-ideal",
    title: "Ideal points of states from votes in the United Nations General Assembly",
    citation: "Bailey, Strezhnev & Voeten 2017, Estimating Dynamic State Preferences from United Nations Voting Data, Journal of Conflict Resolution 61: 430-456",
    terms: CITE,
    home: "https://doi.org/10.7910/DVN/LEJUQZ",
    tested: "1946-2012, the column idealpoint",
    sha256: &["eae081e37523b54e9d73b0262048f87cc97e166b5a8afe4e1b13e118f3986cc5"],
    holds: Holds::States,
    layouts: &[
        STATE_YEAR,
        Layout::new(LETTERS, CodeSystem::CowLetters, YEAR, Time::Year),
        STATE_YEAR_BY_ISO,
        // The same columns with ISO letters in them, where those of a file are none of Correlates of War.
        Layout::new(LETTERS, CodeSystem::Iso3, YEAR, Time::Year),
    ],
    values: &[Value {
        column: needed(&["idealpoint", "idealpointall", "idealpointfp"]),
        range: (-10.0, 10.0),
        missing: &[],
        yes_no: false,
    }],
    turned: None,
    filler: None,
};
