//! Conflicts in which nothing can happen, or somebody does not care.

use std::collections::BTreeSet;

use crate::case::{Case, Conflict, Statement};
use crate::codes;
use crate::diagnostic::Findings;

/// Options up to which all states are looked at.
const MOST_OPTIONS: usize = 20;

pub(super) fn check(case: &Case, findings: &mut Findings) {
    for conflict in &case.conflicts {
        let mut seen = BTreeSet::new();
        for option in &conflict.options {
            if !seen.insert(&option.id.text) {
                findings.add(codes::SAME_ID, &option.id.place, format!("option `{}` stands twice", option.id.text));
            }
        }
        status_quo(conflict, findings);
        states(conflict, findings);
    }
}

fn occurs(conflict: &Conflict, state: u32) -> bool {
    let rules = conflict.infeasible.iter().filter_map(|rule| rule.formula.as_ref());
    !rules.into_iter().any(|rule| rule.holds(&|option| state >> option & 1 == 1))
}

fn status_quo(conflict: &Conflict, findings: &mut Findings) {
    let Some(word) = &conflict.status_quo else { return };
    if word.chars().count() != conflict.options.len() || !word.chars().all(|c| c == '0' || c == '1') {
        let message = format!("`{}` needs one 0 or 1 for each of the {} options", word.text, conflict.options.len());
        findings.add(codes::BAD_STATUS_QUO, &word.place, message);
        return;
    }
    let state = word.chars().rev().fold(0u32, |state, digit| state << 1 | u32::from(digit == '1'));
    if conflict.options.len() <= MOST_OPTIONS && !occurs(conflict, state) {
        findings.add(codes::BAD_STATUS_QUO, &word.place, format!("`{}` is ruled out by `infeasible`", word.text));
    }
}

fn states(conflict: &Conflict, findings: &mut Findings) {
    if conflict.options.is_empty() || conflict.options.len() > MOST_OPTIONS {
        if conflict.options.is_empty() {
            findings.add(codes::NO_STATE, &conflict.place, format!("conflict `{}` has no option", conflict.id));
        }
        return;
    }
    let feasible: Vec<u32> = (0..1u32 << conflict.options.len()).filter(|state| occurs(conflict, *state)).collect();
    if feasible.is_empty() {
        findings.add(codes::NO_STATE, &conflict.place, format!("no state of conflict `{}` can occur", conflict.id));
        return;
    }
    for (actor, statements) in &conflict.preferences {
        let met = |state: &u32| statements.iter().map(|rule| meets(rule, *state)).collect::<Vec<_>>();
        let kinds: BTreeSet<Vec<bool>> = feasible.iter().map(met).collect();
        if kinds.len() == 1 && feasible.len() > 1 {
            let message = format!("`{}` finds every state of conflict `{}` equally good", actor.text, conflict.id);
            findings.add(codes::FLAT_PREFERENCE, &actor.place, message);
        }
    }
}

fn meets(statement: &Statement, state: u32) -> bool {
    statement.formula.as_ref().is_some_and(|formula| formula.holds(&|option| state >> option & 1 == 1))
}
