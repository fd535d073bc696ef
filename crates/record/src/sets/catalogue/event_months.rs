//! Events of directed pairs by month, as `detente record aggregate` writes them.

use super::columns::{FOREVER, maybe, needed, value};
use crate::files::Column;
use crate::sets::entry::{Holds, Layout, Set, SetEntry, Time, Value};
use crate::states::CodeSystem;

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::EventMonths,
    id: "event-months",
    title: "Events of directed pairs by month, as `detente record aggregate` writes them",
    citation: "of the event data that were added up",
    terms: "of the event data that were added up",
    home: "made by `detente record aggregate`",
    tested: "columns source, target, month, n, goldstein_sum",
    sha256: &["80489b02ac33acad6e9c49e1871d62a4d3ad03b93f62ea58e1dcdf63a123be21"],
    holds: Holds::Directed,
    layouts: &[Layout::new(
        &[needed(&["source"]), needed(&["target"])],
        CodeSystem::Letters,
        &[needed(&["month", "quarter", "year"])],
        Time::Month,
    )],
    values: &[
        value(&["n"], 0.0, FOREVER),
        Value { column: needed(&["goldstein_sum"]), range: (-FOREVER, FOREVER), missing: &[], yes_no: false },
        maybe(&["weight"], 0.0, FOREVER),
        maybe(&["verb_coop"], 0.0, FOREVER),
        maybe(&["mat_coop"], 0.0, FOREVER),
        maybe(&["verb_conf"], 0.0, FOREVER),
        maybe(&["mat_conf"], 0.0, FOREVER),
        Value {
            column: Column { names: &["goldstein_left"], optional: true },
            range: (-FOREVER, FOREVER),
            missing: &[],
            yes_no: false,
        },
        maybe(&["half_life"], 1.0, FOREVER),
        maybe(&["lost"], 0.0, FOREVER),
    ],
    turned: None,
    filler: None,
};
