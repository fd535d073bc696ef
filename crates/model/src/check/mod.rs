//! What is wrong with a case that could be read: names, ranges, evidence, dates, methods, consistency.

mod conflicts;
mod consistency;
mod dates;
mod evidence;
mod names;
mod ranges;
mod views;

use crate::case::{Case, Ground};
use crate::diagnostic::Findings;
use crate::files::Files;

/// Runs every check.
pub(crate) fn check(case: &Case, files: &Files, findings: &mut Findings) {
    names::check(case, findings);
    ranges::check(case, findings);
    evidence::check(case, files, findings);
    dates::check(case, findings);
    views::check(case, findings);
    conflicts::check(case, findings);
    consistency::check(case, findings);
}

/// Every row that rests on evidence, with its name.
fn grounds(case: &Case) -> Vec<(String, &Ground)> {
    let mut found: Vec<(String, &Ground)> = Vec::new();
    found.extend(case.actors.iter().map(|row| (format!("actor `{}`", row.id.text), &row.ground)));
    found.extend(case.ties.iter().map(|row| (format!("tie `{}`", row.id.text), &row.ground)));
    found.extend(case.issues.iter().map(|row| (format!("issue `{}`", row.id.text), &row.ground)));
    found.extend(case.positions.iter().map(|row| (format!("position `{}`", row.id.text), &row.ground)));
    found.extend(case.factors.iter().map(|row| (format!("factor `{}`", row.id.text), &row.ground)));
    found.extend(case.links.iter().map(|row| (format!("link `{}`", row.id.text), &row.ground)));
    found.extend(case.formats.iter().map(|row| (format!("format `{}`", row.id.text), &row.ground)));
    found.extend(case.forecasts.iter().map(|row| (format!("forecast `{}`", row.id.text), &row.ground)));
    found.extend(case.events.iter().map(|row| (format!("event `{}`", row.id.text), &row.ground)));
    found.extend(case.places.iter().map(|row| (format!("place `{}`", row.id.text), &row.ground)));
    for scenario in &case.scenarios {
        // Leaving things out or looking from another date gives no number, so it rests on nothing.
        let numbers = scenario.changes.iter().filter(|(change, _)| change.path().is_some());
        found.extend(numbers.map(|(change, ground)| (format!("change `{change}`"), ground)));
    }
    found
}
