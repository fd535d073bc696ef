//! Major powers.

use super::columns::{CITE, ONE, needed};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Majors,
    id: "majors",
    title: "Major powers",
    citation: "Correlates of War Project 2017, State System Membership List, v2016",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/state-system-membership/",
    tested: "v2016 (majors2016.csv)",
    sha256: &["9e8b72eec51bec8bc175c2d1a1c968828c4571558e281c0b3bd554dca135100e"],
    holds: Holds::States,
    layouts: &[Layout::new(
        ONE,
        CodeSystem::CowNumber,
        &[needed(&["styear"]), needed(&["endyear"])],
        Time::Span { open: 2016 },
    )],
    values: &[],
    turned: None,
    filler: None,
};
