//! Direct Contiguity 3.2.

use super::columns::{CITE, PAIR, needed, value};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Contiguity,
    id: "contiguity",
    title: "Direct Contiguity 3.2",
    citation: "Stinnett, Tir, Schafer, Diehl & Gochman 2002, The Correlates of War Project Direct Contiguity Data, Version 3, Conflict Management and Peace Science 19: 59-67",
    terms: CITE,
    home: "https://correlatesofwar.org/data-sets/direct-contiguity/",
    tested: "3.2 (contdir.csv)",
    sha256: &["ebd4e5de9fae188021b092cf214165f0b471cc837200f98a7fa792c3c38c03c1"],
    holds: Holds::Pairs,
    layouts: &[
        Layout::new(
            PAIR,
            CodeSystem::CowNumber,
            &[needed(&["stdate"]), needed(&["enddate"])],
            Time::Span { open: 2016 },
        ),
        Layout::new(
            &[needed(&["statelno"]), needed(&["statehno"])],
            CodeSystem::CowNumber,
            &[needed(&["begin"]), needed(&["end"])],
            Time::Span { open: 2016 },
        ),
    ],
    values: &[value(&["conttype"], 0.0, 5.0)],
    turned: None,
    filler: Some(0.0),
};
