//! What is wrong with a case that could be read: names, ranges, evidence, dates, methods, consistency.

#[cfg(test)]
mod broken;
mod conflicts;
mod consistency;
mod cross_impacts;
mod dates;
mod evidence;
mod expects;
mod goals;
mod issues;
mod links;
mod look_alikes;
mod named;
mod names;
mod old_names;
mod placeholders;
mod questions;
mod ranges;
mod views;

use std::collections::BTreeSet;

use crate::case::{Case, Ground, Row, Step};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::{Files, Place};
use crate::locator::Locator;
use crate::syntax::Word;

/// Runs every check.
pub(crate) fn check(case: &Case, files: &Files, findings: &mut Diagnostics) {
    names::check(case, findings);
    ranges::check(case, findings);
    evidence::check(case, files, findings);
    dates::check(case, findings);
    views::check(case, findings);
    issues::check(case, findings);
    links::check(case, findings);
    conflicts::check(case, findings);
    cross_impacts::check(case, findings);
    goals::check(case, findings);
    consistency::check(case, findings);
    look_alikes::check(case, findings);
    old_names::check(case, findings);
    questions::check(case, findings);
    expects::check(case, findings);
    placeholders::check(case, files, findings);
    named::check(case, files, findings);
}

/// Reports words that stand twice.
fn twice<'w>(words: impl Iterator<Item = &'w Word>, what: &str, findings: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for word in words {
        if !seen.insert(&word.text) {
            findings.add(codes::SAME_ID, &word.place, format!("{what} `{}` stands twice", word.text));
        }
    }
}

/// Every row and every change of a quantity, with its name.
fn grounds(case: &Case) -> Vec<(String, &Ground)> {
    let name = |row: Row<'_>| format!("{} `{}`", row.kind, row.id.text);
    let mut found: Vec<(String, &Ground)> = case.rows().into_iter().map(|row| (name(row), row.ground)).collect();
    found.extend(steps(case).map(|step| (format!("change `{}`", step.change.timed(step.period)), &step.ground)));
    found
}

/// Every change of a quantity. Leaving things out or looking from another date gives no number, so it rests on nothing.
fn steps(case: &Case) -> impl Iterator<Item = &Step> {
    case.scenarios.iter().flat_map(|scenario| &scenario.changes).filter(|step| step.change.path().is_some())
}

/// Every locator of the case with its place: of claims, and those written beside `rows`.
fn locators<'c>(case: &'c Case, rows: &'c [(String, &'c Ground)]) -> impl Iterator<Item = &'c (Locator, Place)> {
    let in_claims = case.claims.iter().flat_map(|claim| &claim.locators);
    let in_rows = rows.iter().flat_map(|(_, ground)| &ground.locators);
    in_claims.chain(in_rows)
}
