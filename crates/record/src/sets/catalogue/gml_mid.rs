//! Gibler-Miller-Little MIDs 2.2: directed pairs by year.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value, yes_no};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::GmlMids,
    id: "gml-mid",
    title: "Gibler-Miller-Little MIDs 2.2: directed pairs by year",
    citation: "Gibler, Miller & Little 2016, An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001, International Studies Quarterly 60: 719-730",
    terms: CITE,
    home: "https://svmiller.com/gml-mid-data/",
    tested: "2.2.1 as directed dispute-years, 1816-2010",
    sha256: &["f4c0000fc2030045dacb942fd47db5f0353d64125be8f7a7f7237965f7c6fd9f"],
    holds: Holds::Directed,
    layouts: &[PAIR_YEAR],
    values: &[
        value(&["dispnum"], 0.0, FOREVER),
        yes_no(&["midonset", "gmlmidonset"]),
        value(&["hostlev1"], 0.0, 5.0),
        value(&["hostlev2"], 0.0, 5.0),
        value(&["fatality1"], 0.0, 6.0),
        value(&["fatality2"], 0.0, 6.0),
    ],
    turned: None,
    filler: None,
};
