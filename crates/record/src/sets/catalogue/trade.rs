//! Bilateral trade 4.0: imports in current US dollars, millions.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Trade,
    id: "trade",
    title: "Bilateral trade 4.0: imports in current US dollars, millions",
    citation: "Barbieri, Keshk & Pollins 2009, Trading Data, Conflict Management and Peace Science 26: 471-491; Barbieri & Keshk 2016, Codebook, Version 4.0",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/bilateral-trade/",
    tested: "4.0 (Dyadic_COW_4.0.csv), the columns flow1 and flow2",
    sha256: &["7aedb37dd113b1fc453c4429bb4ecfe72032795e3b6d9ade11a9501b26e489e8"],
    holds: Holds::Pairs,
    layouts: &[PAIR_YEAR],
    values: &[value(&["flow1"], 0.0, FOREVER), value(&["flow2"], 0.0, FOREVER)],
    turned: Some((0, 1)),
    filler: None,
};
