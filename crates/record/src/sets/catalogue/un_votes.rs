//! Roll calls of the United Nations General Assembly.

use super::columns::{CITE, FOREVER, STATE_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::UnVotes,
    id: "un-votes",
    title: "Roll calls of the United Nations General Assembly",
    citation: "Voeten, Strezhnev & Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
    terms: CITE,
    home: "https://doi.org/10.7910/DVN/LEJUQZ",
    tested: "columns rcid, ccode, vote and year; counted into pairs",
    sha256: &[],
    holds: Holds::States,
    layouts: &[STATE_YEAR],
    values: &[value(&["rcid"], 0.0, FOREVER), value(&["vote"], 1.0, 9.0)],
    turned: None,
    filler: None,
};
