//! Militarized Interstate Disputes 5.0: directed pairs by year.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value, yes_no};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::CowMids,
    id: "cow-mid",
    title: "Militarized Interstate Disputes 5.0: directed pairs by year",
    citation: "Palmer, McManus, D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter & Soules 2022, The MID5 Dataset, 2011-2014, Conflict Management and Peace Science 39: 470-482",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/mids/",
    tested: "5.0 as directed dispute-years",
    sha256: &["79efcc1132ca5e86e3de858a894da78e7cc40894e71d5e85f3199b44f2be2315"],
    holds: Holds::Directed,
    layouts: &[PAIR_YEAR],
    values: &[
        value(&["dispnum"], 0.0, FOREVER),
        yes_no(&["disponset"]),
        value(&["hostlev1"], 0.0, 5.0),
        value(&["hostlev2"], 0.0, 5.0),
        value(&["fatality1"], 0.0, 6.0),
        value(&["fatality2"], 0.0, 6.0),
    ],
    turned: None,
    filler: None,
};
