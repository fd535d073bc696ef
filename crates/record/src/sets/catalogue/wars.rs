//! Inter-state wars: directed pairs by year.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value, yes_no};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Wars,
    id: "wars",
    title: "Inter-state wars: directed pairs by year",
    citation: "Sarkees & Wayman 2010, Resort to War: 1816-2007, CQ Press",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/cow-war/",
    tested: "4.0 as directed pairs by year",
    sha256: &["366fe929278674b7f15928e89963b30f8aba1dd313b5e291a18112754426c44f"],
    holds: Holds::Directed,
    layouts: &[PAIR_YEAR],
    values: &[value(&["warnum"], 0.0, FOREVER), yes_no(&["cowinteronset"])],
    turned: None,
    filler: None,
};
