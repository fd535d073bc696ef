//! Least distance between borders, km, as spells (CShapes 2.0).

use super::columns::{PAIR, PAIR_YEAR, needed, value};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Distance,
    id: "distance",
    title: "Least distance between borders, km, as spells (CShapes 2.0)",
    citation: "Schvitz, Girardin, Rüegger, Weidmann, Cederman & Gleditsch 2022, Mapping the International System, 1886-2019: The CShapes 2.0 Dataset, Journal of Conflict Resolution 66: 144-161",
    terms: "cite; see its own licence before passing it on",
    home: "https://icr.ethz.ch/data/cshapes/",
    tested: "spells 1886-2019",
    sha256: &["a25544509794e20a35c711c5365a627493772b9317f6883244b66b3e1c5f36b8"],
    holds: Holds::Pairs,
    layouts: &[
        Layout::new(
            PAIR,
            CodeSystem::CowNumber,
            &[needed(&["styear"]), needed(&["endyear"])],
            Time::Span { open: 2019 },
        ),
        PAIR_YEAR,
    ],
    values: &[value(&["mindist_km", "mindist"], 0.0, 21_000.0)],
    turned: None,
    filler: None,
};
