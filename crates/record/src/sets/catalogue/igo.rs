//! Memberships in intergovernmental organisations by state and year.

use super::columns::{CITE, FOREVER, STATE_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::IgoMemberships,
    id: "igo",
    title: "Memberships in intergovernmental organisations by state and year",
    citation: "Pevehouse, Nordstrom, McManus & Jamison 2020, Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets, Journal of Peace Research 57: 492-503",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/igos/",
    tested: "3.0, counts by state and year; the table with a column for every organisation (state_year_format3) by its columns",
    sha256: &["cd05e8b4a11fa8678af177a112e828fd574a7d73be814de7134e4975ee03379e"],
    holds: Holds::States,
    layouts: &[STATE_YEAR, STATE_YEAR.counted()],
    values: &[value(&["sum_igo_full"], 0.0, FOREVER), value(&["sum_igo_anytype"], 0.0, FOREVER)],
    turned: None,
    filler: None,
};
