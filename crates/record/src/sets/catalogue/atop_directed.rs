//! Alliance Treaty Obligations and Provisions 5.1: pairs and years in which obligations differ by direction.

use super::columns::{CITE, PAIR_YEAR, yes_no};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::AtopDirected,
    id: "atop-directed",
    title: "Alliance Treaty Obligations and Provisions 5.1: pairs and years in which obligations differ by direction",
    citation: "Leeds, Ritter, Mitchell & Long 2002, Alliance Treaty Obligations and Provisions, 1815-1944, International Interactions 28: 237-260",
    terms: CITE,
    home: "http://www.atopdata.org",
    tested: "5.1, with the columns of the other direction as atop_defense_rev and so on",
    sha256: &["e72470fd38eaf65d2e36beb680a43cf9c0309f14251364388e98e30877ad6a5a"],
    holds: Holds::Directed,
    layouts: &[PAIR_YEAR],
    values: &[
        yes_no(&["atop_defense"]),
        yes_no(&["atop_offense"]),
        yes_no(&["atop_neutral"]),
        yes_no(&["atop_nonagg"]),
        yes_no(&["atop_consul"]),
        yes_no(&["atop_defense_rev"]),
        yes_no(&["atop_offense_rev"]),
        yes_no(&["atop_neutral_rev"]),
        yes_no(&["atop_nonagg_rev"]),
        yes_no(&["atop_consul_rev"]),
    ],
    turned: None,
    filler: None,
};
