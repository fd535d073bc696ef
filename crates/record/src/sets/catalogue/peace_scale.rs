//! Peace scale: relationships of pairs as spells, 0 severe rivalry, 0.25 lesser rivalry, 0.5 negative peace, 0.75 warm peace, 1 security community.

use super::columns::{CITE, PAIR, needed, value};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::PeaceScale,
    id: "peace-scale",
    title: "Peace scale: relationships of pairs as spells, 0 severe rivalry, 0.25 lesser rivalry, 0.5 negative peace, 0.75 warm peace, 1 security community",
    citation: "Goertz, Diehl & Balas 2016, The Puzzle of Peace: The Evolution of Peace in the International System, Oxford University Press; Diehl, Goertz & Gallegos 2021, Peace Data, Conflict Management and Peace Science 38: 605-624",
    terms: CITE,
    home: "https://doi.org/10.1177/0738894219870288",
    tested: "no release was at hand: columns ccode1, ccode2, styear, endyear (or dates begin, end), peace_scale",
    sha256: &[],
    holds: Holds::Pairs,
    layouts: &[Layout::new(
        PAIR,
        CodeSystem::CowNumber,
        &[needed(&["styear", "begin", "start", "stdate"]), needed(&["endyear", "end", "enddate"])],
        Time::Span { open: 2020 },
    )],
    values: &[value(&["peace_scale", "peacescale", "peace_level", "peacelevel"], 0.0, 1.0)],
    turned: None,
    filler: None,
};
