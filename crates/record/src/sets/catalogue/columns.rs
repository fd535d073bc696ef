//! Columns and terms that many data sets have in common.

use crate::files::Column;
use crate::sets::entry::{Layout, Time, Value};
use crate::states::CodeSystem;

/// A column that must be there.
pub(super) const fn needed(names: &'static [&'static str]) -> Column {
    Column { names, optional: false }
}

/// A value that must be there; -9 is missing.
pub(super) const fn value(names: &'static [&'static str], low: f64, high: f64) -> Value {
    Value { column: needed(names), range: (low, high), missing: &[-9.0], yes_no: false }
}

/// A value that says yes or no.
pub(super) const fn yes_no(names: &'static [&'static str]) -> Value {
    Value { yes_no: true, ..value(names, 0.0, 1.0) }
}

/// A value that may be there.
pub(super) const fn maybe(names: &'static [&'static str], low: f64, high: f64) -> Value {
    Value { column: Column { names, optional: true }, range: (low, high), missing: &[-9.0], yes_no: false }
}

/// Both states of a pair by their numbers.
pub(super) const PAIR: &[Column] =
    &[needed(&["ccode1", "ccodea", "state1no"]), needed(&["ccode2", "ccodeb", "state2no"])];
/// A state by its number.
pub(super) const ONE: &[Column] = &[needed(&["ccode", "cowcode", "cow"])];
/// A state by its letters of Correlates of War.
pub(super) const LETTERS: &[Column] = &[needed(&["countryabb", "stateabb"])];
/// Names beside letters of Correlates of War, which tell whether the letters are those.
pub(in crate::sets) const NAMES: Column =
    Column { names: &["countryname", "statename", "statenme", "country"], optional: true };
/// The year.
pub(super) const YEAR: &[Column] = &[needed(&["year"])];
/// No upper end.
pub(super) const FOREVER: f64 = f64::INFINITY;

/// A pair by year.
pub(super) const PAIR_YEAR: Layout = Layout::new(PAIR, CodeSystem::CowNumber, YEAR, Time::Year);
/// A state by year.
pub(super) const STATE_YEAR: Layout = Layout::new(ONE, CodeSystem::CowNumber, YEAR, Time::Year);
/// A state by its letters and year.
pub(super) const STATE_YEAR_BY_ISO: Layout =
    Layout::new(&[needed(&["iso3c", "iso3"])], CodeSystem::Iso3, YEAR, Time::Year);

/// The terms of most.
pub(super) const CITE: &str = "free for research with citation; no open licence is stated, so it is not redistributed";
