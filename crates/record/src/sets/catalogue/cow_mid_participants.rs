//! Militarized Interstate Disputes 5.0: participants of disputes.

use super::columns::{CITE, FOREVER, ONE, needed, value, yes_no};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::CowMidParticipants,
    id: "cow-mid-participants",
    title: "Militarized Interstate Disputes 5.0: participants of disputes",
    citation: "Palmer, McManus, D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter & Soules 2022, The MID5 Dataset, 2011-2014, Conflict Management and Peace Science 39: 470-482",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/mids/",
    tested: "columns of MIDB 5.0; opponents are states of two sides in the same years",
    sha256: &[],
    holds: Holds::States,
    layouts: &[Layout::new(
        ONE,
        CodeSystem::CowNumber,
        &[needed(&["styear"]), needed(&["endyear"])],
        Time::Span { open: i16::MAX },
    )],
    values: &[
        value(&["dispnum", "dispnum3", "dispnum4", "dispnum5"], 0.0, FOREVER),
        yes_no(&["sidea"]),
        value(&["hostlev"], 0.0, 5.0),
        value(&["fatality"], 0.0, 6.0),
    ],
    turned: None,
    filler: None,
};
