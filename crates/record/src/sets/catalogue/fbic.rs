//! Formal Bilateral Influence Capacity: bandwidth and dependence of directed pairs by year.

use super::columns::{CITE, FOREVER, PAIR_YEAR, YEAR, maybe, needed, value};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Influence,
    id: "fbic",
    title: "Formal Bilateral Influence Capacity: bandwidth and dependence of directed pairs by year",
    citation: "Moyer, Meisel, Matthews, Bohl & Burrows 2021, China-US Competition: Measuring Global Influence, Atlantic Council and Pardee Center",
    terms: CITE,
    home: "https://korbel.du.edu/pardee/content/formal-bilateral-influence-capacity",
    tested: "no release was at hand: columns iso3a (who influences), iso3b, year, fbic, and maybe bandwidth, dependence",
    sha256: &[],
    holds: Holds::Directed,
    layouts: &[
        Layout::new(&[needed(&["iso3a"]), needed(&["iso3b"])], CodeSystem::Letters, YEAR, Time::Year),
        PAIR_YEAR,
    ],
    values: &[
        value(&["fbic"], 0.0, FOREVER),
        maybe(&["bandwidth"], 0.0, FOREVER),
        maybe(&["dependence"], 0.0, FOREVER),
    ],
    turned: None,
    filler: None,
};
