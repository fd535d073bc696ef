//! Net scores of pairs by month, without counts.

use super::columns::{FOREVER, needed};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time, Value};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::NetMonths,
    id: "net-months",
    title: "Net scores of pairs by month, without counts",
    citation: "Leetaru & Schrodt 2013, GDELT: Global Data on Events, Location and Tone, 1979-2012",
    terms: "open with citation of GDELT",
    home: "https://www.gdeltproject.org/data.html",
    tested: "columns month, iso3_a, iso3_b, net_score",
    sha256: &["b5e2bc15eef38912ba66d3ac8a2fdfd964f8049f2f689f8baeeef7412f64783c"],
    holds: Holds::Pairs,
    layouts: &[Layout::new(
        &[needed(&["iso3_a"]), needed(&["iso3_b"])],
        CodeSystem::Letters,
        &[needed(&["month"])],
        Time::Month,
    )],
    values: &[Value { column: needed(&["net_score"]), range: (-FOREVER, FOREVER), missing: &[], yes_no: false }],
    turned: None,
    filler: None,
};
