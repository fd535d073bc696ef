//! Joint memberships in intergovernmental organisations by pair and year.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::JointIgos,
    id: "joint-igo",
    title: "Joint memberships in intergovernmental organisations by pair and year",
    citation: "Pevehouse, Nordstrom, McManus & Jamison 2020, Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets, Journal of Peace Research 57: 492-503",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/igos/",
    tested: "3.0, pairs by year with the column dyadigos; with a column for every organisation (dyadic_format3) by its columns; else counted from memberships",
    sha256: &["3bb58e13c038bd199bc7181e89a5b22d57a234239b0bf5aca4ce1a4124ed4762"],
    holds: Holds::Pairs,
    layouts: &[PAIR_YEAR, PAIR_YEAR.counted()],
    values: &[value(&["dyadigos"], 0.0, FOREVER)],
    turned: None,
    filler: None,
};
