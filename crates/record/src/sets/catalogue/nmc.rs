//! National Material Capabilities: six components and CINC.

use super::columns::{CITE, FOREVER, STATE_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Capabilities,
    id: "nmc",
    title: "National Material Capabilities: six components and CINC",
    citation: "Singer, Bremer & Stuckey 1972, Capability Distribution, Uncertainty, and Major Power War, 1820-1965; Singer 1987, International Interactions 14: 115-132",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/national-material-capabilities/",
    tested: "6.0, 1816-2016 and an extension to 2022 (NMC-60-abridged.csv)",
    sha256: &["1e790f81c1353dde61d228eca434b8c9f049ebd764e0ff15ce4d2db1bed62a25"],
    holds: Holds::States,
    layouts: &[STATE_YEAR],
    values: &[
        value(&["cinc"], 0.0, 1.0),
        value(&["milex"], 0.0, FOREVER),
        value(&["milper"], 0.0, FOREVER),
        value(&["irst"], 0.0, FOREVER),
        value(&["pec"], 0.0, FOREVER),
        value(&["tpop"], 0.0, FOREVER),
        value(&["upop"], 0.0, FOREVER),
    ],
    turned: None,
    filler: None,
};
