//! Strategic rivalries 1494-2020.

use super::columns::{CITE, PAIR, needed, yes_no};
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::Rivalry,
    id: "tss",
    title: "Strategic rivalries 1494-2020",
    citation: "Thompson, Sakuwa & Suhas 2021, Analyzing Strategic Rivalries in World Politics, Springer",
    terms: CITE,
    home: "https://doi.org/10.1007/978-981-16-6671-1",
    tested: "1494-2020, one row a rivalry",
    sha256: &["7d975b0e99dabdb6a5ce72d5949066362c91615c7479a8d5c0634fb757d9294d"],
    holds: Holds::Pairs,
    layouts: &[Layout::new(
        PAIR,
        CodeSystem::CowNumber,
        &[needed(&["start", "styear"]), needed(&["end", "endyear"])],
        Time::Span { open: 2020 },
    )],
    values: &[yes_no(&["positional"]), yes_no(&["spatial"]), yes_no(&["ideological"])],
    turned: None,
    filler: None,
};
