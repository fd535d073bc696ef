//! Democracy of states by year: Polity 5 and V-Dem polyarchy.

use super::columns::{CITE, STATE_YEAR, YEAR, needed};
use crate::files::Column;
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time, Value};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Democracy,
    id: "democracy",
    title: "Democracy of states by year: Polity 5 and V-Dem polyarchy",
    citation: "Marshall, Gurr & Jaggers, Polity5; Coppedge et al., V-Dem Country-Year Dataset; Marquez 2016 for extended UDS",
    terms: CITE,
    home: "https://www.v-dem.net/data/ and https://www.systemicpeace.org",
    tested: "columns polity2 and v2x_polyarchy by COW number; either alone (p5v2018, V-Dem-CY) by its columns",
    sha256: &["1bed99fd12ed24c6e16ff888bf21a72e39fc215c9bc6bde7504e85dd1356641d"],
    holds: Holds::States,
    layouts: &[
        STATE_YEAR.with(&["polity2"]),
        STATE_YEAR.with(&["v2x_polyarchy"]),
        Layout::new(&[needed(&["country_text_id"])], CodeSystem::Iso3, YEAR, Time::Year).with(&["v2x_polyarchy"]),
    ],
    values: &[
        Value {
            column: Column { names: &["polity2"], optional: true },
            range: (-10.0, 10.0),
            missing: &[-66.0, -77.0, -88.0],
            yes_no: false,
        },
        Value {
            column: Column { names: &["v2x_polyarchy"], optional: true },
            range: (0.0, 1.0),
            missing: &[],
            yes_no: false,
        },
    ],
    turned: None,
    filler: None,
};
