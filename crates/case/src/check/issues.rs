//! What bargaining needs: two actors, weight, rules with a reference point, positions that come from somewhere.

use std::collections::{BTreeMap, BTreeSet};

use detente_chance::Estimate;

use crate::case::{Case, Issue, Position};
use crate::codes;
use crate::diagnostic::Diagnostics;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    let mut by_issue: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    for row in &case.positions {
        by_issue.entry(&row.issue).or_default().push(row);
    }
    let stakes_there =
        Stakes { by_issue, capabilities: case.actors.iter().map(|actor| (&*actor.id, actor.capability)).collect() };
    for issue in &case.issues {
        let rows = stakes_there.rows(&issue.id);
        if !case.left_out.speaks_of("positions.csv", &issue.id) {
            stakes(&stakes_there, issue, rows, findings);
            small_scale(issue, rows, findings);
            rule(issue, rows, findings);
            package(case, &stakes_there, issue, rows, findings);
        }
        capability(&stakes_there, rows, findings);
        if leads_back(&stakes_there, &issue.id.text) {
            let message = format!("the outcome of issue `{}` is, by `from`, its own position", issue.id.text);
            findings.add(codes::CIRCULAR_ISSUE, &issue.id.place, message);
        }
    }
}

/// Positions by issue, and the general capability of each actor.
struct Stakes<'c> {
    by_issue: BTreeMap<&'c str, Vec<&'c Position>>,
    capabilities: BTreeMap<&'c str, Option<Estimate>>,
}

impl<'c> Stakes<'c> {
    fn rows(&self, issue: &str) -> &[&'c Position] {
        self.by_issue.get(issue).map_or(&[], Vec::as_slice)
    }

    /// The highest capability that a row may have: its own, or that of its actor.
    fn capability(&self, row: &Position) -> Option<f64> {
        let general = || self.capabilities.get(&*row.actor).copied().flatten();
        row.capability.or_else(general).map(|capability| capability.high())
    }
}

/// Issues of a package have the same actors, who have one capability and no more than all their attention.
fn package(case: &Case, stakes: &Stakes<'_>, issue: &Issue, rows: &[&Position], findings: &mut Diagnostics) {
    let Some(package) = &issue.package else { return };
    let same = |other: &&Issue| other.package.as_ref().is_some_and(|name| name.text == package.text);
    let members: Vec<&Issue> = case.issues.iter().filter(same).collect();
    let row_of =
        |issue: &Issue, actor: &str| stakes.rows(&issue.id).iter().copied().find(|row| row.actor.text == actor);
    for row in rows {
        let own: Option<Vec<&Position>> = members.iter().map(|member| row_of(member, &row.actor)).collect();
        let message = match own {
            None => format!("`{}` has no position on some issue of package `{}`", row.actor.text, package.text),
            Some(_) if row.capability.is_some() => {
                format!(
                    "`{}` has a capability of its own on issue `{}` of package `{}`",
                    row.actor.text, issue.id.text, package.text
                )
            }
            Some(own) => match own.iter().map(|row| row.salience.high()).sum::<f64>() {
                sum if sum > 100.0 + 1e-9 => {
                    format!(
                        "the saliences of `{}` in package `{}` add up to {sum}, more than 100",
                        row.actor.text, package.text
                    )
                }
                _ => continue,
            },
        };
        findings.add(codes::BAD_PACKAGE, &row.id.place, message);
    }
}

fn stakes(stakes: &Stakes<'_>, issue: &Issue, rows: &[&Position], findings: &mut Diagnostics) {
    let actors: BTreeSet<&str> = rows.iter().map(|row| &*row.actor).collect();
    if actors.len() < 2 {
        let message = format!("issue `{}` has {} actor(s); bargaining needs two", issue.id.text, actors.len());
        findings.add(codes::LONELY_ISSUE, &issue.id.place, message);
    } else if rows.iter().all(|row| row.salience.high() == 0.0 || stakes.capability(row) == Some(0.0)) {
        findings.add(
            codes::WEIGHTLESS_ISSUE,
            &issue.id.place,
            format!("nobody has weight in issue `{}`", issue.id.text),
        );
    }
}

/// Numbers coded from 0 to 1 on a scale from 0 to 100.
fn small_scale(issue: &Issue, rows: &[&Position], findings: &mut Diagnostics) {
    let positions: Vec<f64> = rows.iter().filter_map(|row| row.position).map(|position| position.high()).collect();
    let saliences: Vec<f64> = rows.iter().map(|row| row.salience.high()).collect();
    for (what, highs) in [("positions", positions), ("saliences", saliences)] {
        let some = highs.iter().any(|high| *high > 0.0);
        if highs.len() > 1 && some && highs.iter().all(|high| *high <= 1.0) {
            let message = format!("all {what} of issue `{}` lie within 0 to 1; the scale is 0 to 100", issue.id.text);
            findings.add(codes::SMALL_SCALE, &issue.id.place, message);
        }
    }
}

fn rule(issue: &Issue, rows: &[&Position], findings: &mut Diagnostics) {
    if let (Some(rule), None) = (&issue.rule, &issue.reference) {
        let message = format!("issue `{}` has a rule and no reference point", issue.id.text);
        findings.add(codes::NO_REFERENCE, &rule.text.place, message);
    }
    if issue.rule.is_none() {
        let agenda = issue.agenda.as_ref().map(|word| &word.place);
        let veto = rows.iter().find(|row| row.veto).map(|row| &row.id.place);
        if let Some(place) = agenda.or(veto) {
            let message = format!("issue `{}` has an agenda setter or a veto, and no rule", issue.id.text);
            findings.add(codes::NO_RULE, place, message);
        }
    }
    if let Some(agenda) = issue.agenda.as_ref().filter(|agenda| !rows.iter().any(|row| row.actor.text == agenda.text)) {
        let message = format!("`{}` has no position on issue `{}`", agenda.text, issue.id.text);
        findings.add(codes::STRANGER, &agenda.place, message);
    }
}

fn capability(stakes: &Stakes<'_>, rows: &[&Position], findings: &mut Diagnostics) {
    for row in rows.iter().filter(|row| row.capability.is_none()) {
        if stakes.capabilities.get(&*row.actor).is_some_and(Option::is_none) {
            let message =
                format!("`{}` has no capability on issue `{}`, and none of its own", row.actor.text, row.issue.text);
            findings.add(codes::NO_CAPABILITY, &row.id.place, message);
        }
    }
}

/// Whether the issues named in `from` lead from an issue back to it.
fn leads_back(stakes: &Stakes<'_>, issue: &str) -> bool {
    let next = |issue: &str| -> Vec<&str> {
        stakes.rows(issue).iter().filter_map(|row| row.from.as_ref()).map(|word| word.text.as_str()).collect()
    };
    let (mut seen, mut todo) = (BTreeSet::new(), next(issue));
    while let Some(inner) = todo.pop() {
        if inner == issue {
            return true;
        }
        if seen.insert(inner) {
            todo.extend(next(inner));
        }
    }
    false
}
