//! Alliance Treaty Obligations and Provisions 5.1: obligations of pairs by year.

use super::columns::{CITE, PAIR_YEAR, YEAR, needed, yes_no};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Atop,
    id: "atop",
    title: "Alliance Treaty Obligations and Provisions 5.1: obligations of pairs by year",
    citation: "Leeds, Ritter, Mitchell & Long 2002, Alliance Treaty Obligations and Provisions, 1815-1944, International Interactions 28: 237-260",
    terms: CITE,
    home: "http://www.atopdata.org",
    tested: "5.1, pairs by year (atop5_1ddyr.csv, or an undirected half)",
    sha256: &["ef69c71c894e68e7ffee255497b10918aad4fce965b47f9468339851877d46ac"],
    holds: Holds::Pairs,
    layouts: &[
        PAIR_YEAR,
        Layout::new(&[needed(&["statea"]), needed(&["stateb"])], CodeSystem::CowNumber, YEAR, Time::Year)
            .in_both_directions(),
        Layout::new(&[needed(&["mem1"]), needed(&["mem2"])], CodeSystem::CowNumber, YEAR, Time::Year),
    ],
    values: &[
        yes_no(&["atop_defense", "defense"]),
        yes_no(&["atop_offense", "offense"]),
        yes_no(&["atop_neutral", "neutral"]),
        yes_no(&["atop_nonagg", "nonagg"]),
        yes_no(&["atop_consul", "consul"]),
    ],
    turned: None,
    filler: None,
};
