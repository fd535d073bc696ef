//! Conflicts in which nothing can happen, somebody does not care, or something is said twice.

use detente_conflict::{Bits, Formula};

use crate::case::Case;
use crate::check::twice;
use crate::codes;
use crate::conflict::{Conflict, Preference, Statement};
use crate::diagnostic::Diagnostics;
use crate::syntax::Word;

/// Most options of a conflict in a case: all its states are looked at in every draw.
pub(crate) const MOST_OPTIONS: usize = 12;
/// Most decision makers of a conflict in a case: each may own every option.
const MOST_DECISION_MAKERS: usize = 16;
/// Most states of a conflict in a case that can occur.
const MOST_STATES: usize = 512;
/// Most moves of a conflict in a case where they are listed one by one in every draw: shared options, joined and hidden states.
const MOST_MOVES: u64 = 20_000;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    for conflict in &case.conflicts {
        twice(conflict.options.iter().map(|option| &option.id), "option", findings);
        for (_, preference) in &conflict.preferences {
            twice(preference.statements().iter().map(|statement| &statement.id), "statement", findings);
        }
        twice(conflict.joined.iter().map(|rule| &rule.id), "joined state", findings);
        if conflict.options.is_empty() {
            findings.add(codes::NO_STATE, &conflict.place, format!("conflict `{}` has no option", conflict.id));
        } else if conflict.options.len() > MOST_OPTIONS {
            let message =
                format!("conflict `{}` has {} options, more than {MOST_OPTIONS}", conflict.id, conflict.options.len());
            let hint = "`detente conflict FILE` takes larger conflicts, without draws".to_owned();
            findings.add_with_hint(codes::LARGE_CONFLICT, &conflict.place, message, hint);
        } else if let Some(problem) = crowd(conflict) {
            findings.add(codes::LARGE_CONFLICT, &conflict.place, problem);
        } else if let Some(feasible) = feasible(conflict, findings) {
            size(conflict, feasible.count(), findings);
            status_quo(conflict, &feasible, findings);
            joined(conflict, &feasible, findings);
            hidden(conflict, &feasible, findings);
            owners(conflict, findings);
            preferences(conflict, &feasible, findings);
        }
    }
}

/// Nobody decides, or more decide than are looked at.
fn crowd(conflict: &Conflict) -> Option<String> {
    match conflict.decision_makers().len() {
        0 => Some(format!("nobody owns an option of conflict `{}` or prefers anything", conflict.id)),
        many if many > MOST_DECISION_MAKERS => {
            Some(format!("conflict `{}` has {many} decision makers, more than {MOST_DECISION_MAKERS}", conflict.id))
        }
        _ => None,
    }
}

/// States that can occur; rules that say nothing new are reported.
fn feasible(conflict: &Conflict, findings: &mut Diagnostics) -> Option<Bits> {
    let options = conflict.options.len();
    let mut left = Bits::all(1 << options);
    conflict.choices.iter().filter_map(|choice| Formula::not_exactly_one(choice)).for_each(|rule| {
        left.remove(&rule.column(options));
    });
    for rule in &conflict.infeasible {
        let Some(formula) = &rule.formula else { continue };
        let before = left.count();
        left.remove(&formula.column(options));
        if left.count() == before {
            let message = format!("`{}` rules out nothing that is left", rule.text.text);
            findings.add(codes::IDLE_STATEMENT, &rule.text.place, message);
        }
    }
    if left.count() == 0 {
        findings.add(codes::NO_STATE, &conflict.place, format!("no state of conflict `{}` can occur", conflict.id));
        return None;
    }
    Some(left)
}

/// Every draw looks at every state, and at every move where moves are listed one by one.
fn size(conflict: &Conflict, states: usize, findings: &mut Diagnostics) {
    let owned =
        |dm: &String| conflict.options.iter().filter(|option| option.owners.iter().any(|o| o.text == *dm)).count();
    let moves = conflict.decision_makers().iter().map(|dm| 1u64 << owned(dm)).sum::<u64>() * states as u64;
    let listed = !conflict.joined.is_empty()
        || !conflict.hidden.is_empty()
        || conflict.options.iter().any(|option| option.owners.len() > 1);
    let message = if states > MOST_STATES {
        format!("{states} states of conflict `{}` can occur, more than {MOST_STATES}", conflict.id)
    } else if listed && moves > MOST_MOVES {
        format!(
            "conflict `{}` has up to {moves} moves with shared options, joined or hidden states, more than {MOST_MOVES}",
            conflict.id
        )
    } else {
        return;
    };
    let hint = "`detente conflict FILE` takes larger conflicts, without draws".to_owned();
    findings.add_with_hint(codes::LARGE_CONFLICT, &conflict.place, message, hint);
}

fn status_quo(conflict: &Conflict, feasible: &Bits, findings: &mut Diagnostics) {
    let Some(word) = &conflict.status_quo else { return };
    match conflict.mask(word) {
        None => {
            let message =
                format!("`{}` needs one 0 or 1 for each of the {} options", word.text, conflict.options.len());
            findings.add(codes::BAD_STATUS_QUO, &word.place, message);
        }
        Some(mask) if !feasible.get(mask as usize) => {
            findings.add(codes::BAD_STATUS_QUO, &word.place, format!("`{}` is ruled out by `infeasible`", word.text));
        }
        Some(_) => {}
    }
}

/// A state belongs to one joined state at most, and all its members are ranked alike.
fn joined(conflict: &Conflict, feasible: &Bits, findings: &mut Diagnostics) {
    let mut taken = Bits::none(feasible.len());
    for rule in &conflict.joined {
        let Some(formula) = &rule.formula else { continue };
        let mut group = formula.column(conflict.options.len());
        group.keep(feasible);
        if group.ones().any(|state| taken.get(state)) {
            let message = format!("a state of `{}` belongs to another joined state as well", rule.text.text);
            findings.add(codes::BAD_JOIN, &rule.text.place, message);
        }
        if group.count() == 0 {
            findings.add(codes::BAD_JOIN, &rule.text.place, format!("no state meets `{}`", rule.text.text));
        }
        group.ones().for_each(|state| taken.set(state));
        if conflict.mask(&rule.id.text).is_some() {
            let message = format!("`{}` is the name of a state; a joined state needs an id of its own", rule.id.text);
            findings.add(codes::BAD_JOIN, &rule.id.place, message);
        }
        for (actor, preference) in &conflict.preferences {
            for statement in preference.statements() {
                let Some(formula) = &statement.formula else { continue };
                let met = formula.column(conflict.options.len());
                let count = group.ones().filter(|state| met.get(*state)).count();
                if count != 0 && count != group.count() {
                    let message = format!(
                        "`{}` of {} tells apart states that `{}` makes one",
                        statement.text.text, actor.text, rule.text.text
                    );
                    findings.add(codes::BAD_JOIN, &statement.text.place, message);
                }
            }
        }
    }
}

/// What is hidden is a state that can occur, and of a joined state all of it.
fn hidden(conflict: &Conflict, feasible: &Bits, findings: &mut Diagnostics) {
    let column = |rule: &Statement| rule.formula.as_ref().map(|formula| formula.column(conflict.options.len()));
    let groups: Vec<Bits> = conflict.joined.iter().filter_map(column).collect();
    for rule in conflict.hidden.iter().flat_map(|(_, rules)| rules) {
        let Some(mut met) = column(rule) else { continue };
        met.keep(feasible);
        let whole = |state: usize| {
            groups
                .iter()
                .filter(|group| group.get(state))
                .all(|group| group.ones().all(|member| met.get(member) || !feasible.get(member)))
        };
        if !met.ones().any(whole) {
            let message = format!("`{}` hides nothing: no whole state meets it", rule.text.text);
            findings.add(codes::IDLE_STATEMENT, &rule.text.place, message);
        }
    }
}

fn owners(conflict: &Conflict, findings: &mut Diagnostics) {
    for actor in conflict.options.iter().flat_map(|option| &option.owners) {
        if !conflict.preferences.iter().any(|(known, _)| known.text == actor.text) {
            let message = format!("`{}` owns an option of conflict `{}` and prefers nothing", actor.text, conflict.id);
            findings.add(codes::FLAT_PREFERENCE, &actor.place, message);
        }
    }
}

fn preferences(conflict: &Conflict, feasible: &Bits, findings: &mut Diagnostics) {
    let own = conflict.preferences.iter().map(|(actor, preference)| (actor, preference));
    for (actor, preference) in own.chain(conflict.seen.iter().map(|seen| (&seen.of, &seen.preference))) {
        match preference {
            Preference::Statements(list) => statements(conflict, actor, list, feasible, findings),
            Preference::Ranking(_) => ranking(conflict, actor, preference, feasible, findings),
        }
    }
}

fn statements(conflict: &Conflict, actor: &Word, list: &[Statement], feasible: &Bits, findings: &mut Diagnostics) {
    let mut telling = 0;
    for statement in list {
        let Some(formula) = &statement.formula else { return };
        let mut met = formula.column(conflict.options.len());
        met.keep(feasible);
        if met.count() == 0 || met.count() == feasible.count() {
            let what = if met.count() == 0 { "no state" } else { "every state" };
            let message = format!("{what} that can occur meets `{}`", statement.text.text);
            findings.add(codes::IDLE_STATEMENT, &statement.text.place, message);
        } else {
            telling += 1;
        }
    }
    if telling == 0 && feasible.count() > 1 {
        let message = format!("`{}` finds every state of conflict `{}` equally good", actor.text, conflict.id);
        findings.add(codes::FLAT_PREFERENCE, &actor.place, message);
    }
}

/// Every state that can occur stands in a ranking once; a joined state by any of its members.
fn ranking(conflict: &Conflict, actor: &Word, preference: &Preference, feasible: &Bits, findings: &mut Diagnostics) {
    let mut left = feasible.clone();
    for word in preference.ranking().iter().flat_map(|group| &group.states) {
        match conflict.mask(word).filter(|mask| feasible.get(*mask as usize)) {
            None => {
                findings.add(codes::BAD_RANKING, &word.place, format!("`{}` is no state that can occur", word.text))
            }
            Some(mask) if !left.get(mask as usize) => {
                findings.add(codes::BAD_RANKING, &word.place, format!("`{}` is ranked twice", word.text));
            }
            Some(mask) => {
                let members = conflict.joined.iter().filter_map(|rule| rule.formula.as_ref());
                let group =
                    members.map(|rule| rule.column(conflict.options.len())).find(|group| group.get(mask as usize));
                group.iter().for_each(|group| left.remove(group));
                left.unset(mask as usize);
            }
        }
    }
    let digits = |mask: usize| -> String {
        (0..conflict.options.len()).map(|option| if mask >> option & 1 == 1 { '1' } else { '0' }).collect()
    };
    let missing: Vec<String> = left.ones().take(8).map(digits).collect();
    if !missing.is_empty() {
        let message = format!("`{}` does not rank {} state(s): {}", actor.text, left.count(), missing.join(", "));
        findings.add(codes::BAD_RANKING, &actor.place, message);
    }
}
