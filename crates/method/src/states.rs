//! Outcomes of conflicts as sentences: `Japan deploys the shield and China builds up its missiles`.
//!
//! An option is told by the clauses that the case has for it (`taken`, `not_taken`); where it has none, by who opts for or against what it means.

use detente_case::Case;
use detente_case::conflict::{Conflict, ConflictOption};
use detente_conflict::Formula;
use detente_results::Slot;

use crate::names;
use crate::say::Phrase;

/// From so many options on a state is told by what differs from now.
const MANY_OPTIONS: usize = 5;

/// How an option is told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clause {
    /// Of whom: `Japan`; nothing where the clause does not begin with its owner.
    who: String,
    /// `opts for`, `opts against`; nothing where the case has a clause of its own.
    verb: &'static str,
    /// The rest of it.
    rest: String,
}

/// A state of a conflict, as what is so in it; of a conflict with many options what differs from now.
pub fn outcome(case: &Case, conflict: &Conflict, state: &str) -> Phrase {
    let text = match now(conflict) {
        Some(now) if now == state => format!("things stay as now ({})", all_of(case, conflict, state)),
        Some(now) if conflict.options.len() >= MANY_OPTIONS && is_combination(conflict, state) => {
            format!("as now, except that {}", changed(case, conflict, now, state))
        }
        _ => all_of(case, conflict, state),
    };
    Phrase::named(text, slot(conflict, state))
}

/// Everything that is so in a state.
pub fn whole(case: &Case, conflict: &Conflict, state: &str) -> Phrase {
    Phrase::named(all_of(case, conflict, state), slot(conflict, state))
}

/// As [`outcome`], without what stands now where that is what it is.
pub fn outcome_in_short(case: &Case, conflict: &Conflict, state: &str) -> Phrase {
    match now(conflict) {
        Some(now) if now == state => Phrase::named("things stay as now", slot(conflict, state)),
        _ => outcome(case, conflict, state),
    }
}

/// What is so in a state and was not in another: `China builds up its missiles`.
pub fn change(case: &Case, conflict: &Conflict, from: &str, to: &str) -> Phrase {
    Phrase::named(changed(case, conflict, from, to), slot(conflict, to))
}

/// A statement over options, with their clauses in the place of their names.
pub fn statement(case: &Case, conflict: &Conflict, formula: &Formula) -> String {
    let told = |formula: &Formula| statement(case, conflict, formula);
    let inner = |formula: &Formula| match formula {
        Formula::Option(_) => told(formula),
        Formula::Not(what) if matches!(**what, Formula::Option(_)) => told(formula),
        _ => format!("({})", told(formula)),
    };
    let of =
        |option: usize, taken: bool| conflict.options.get(option).map(|option| joined(&[clause(case, option, taken)]));
    match formula {
        Formula::Option(option) => of(*option, true).unwrap_or_default(),
        Formula::Not(what) => match **what {
            Formula::Option(option) => of(option, false).unwrap_or_default(),
            _ => format!("not {}", inner(what)),
        },
        Formula::And(a, b) => format!("{} and {}", inner(a), inner(b)),
        Formula::Or(a, b) => format!("{} or {}", inner(a), inner(b)),
        Formula::If(a, b) => format!("{} if {}", inner(a), inner(b)),
        Formula::Iff(a, b) => format!("{} if and only if {}", inner(a), inner(b)),
    }
}

/// The state at the start, where the case names it.
pub fn now(conflict: &Conflict) -> Option<&str> {
    conflict.status_quo.as_ref().map(|word| word.text.as_str())
}

fn slot(conflict: &Conflict, state: &str) -> Slot {
    Slot::State { conflict: conflict.id.clone(), state: state.to_owned() }
}

/// Whether a state is a row of 0 and 1, and not one that several were joined to.
fn is_combination(conflict: &Conflict, state: &str) -> bool {
    conflict.mask(state).is_some()
}

fn all_of(case: &Case, conflict: &Conflict, state: &str) -> String {
    told(case, conflict, state, |_, _| true)
}

fn changed(case: &Case, conflict: &Conflict, from: &str, to: &str) -> String {
    match (conflict.mask(from), conflict.mask(to)) {
        (Some(from), Some(_)) => told(case, conflict, to, |option, taken| (from >> option & 1 == 1) != taken),
        _ => all_of(case, conflict, to),
    }
}

/// The options of a state that are to be told; of a choice among levels the one that is taken.
fn told(case: &Case, conflict: &Conflict, state: &str, tell: impl Fn(usize, bool) -> bool) -> String {
    let Some(mask) = conflict.mask(state) else { return names::spoken(state) };
    let level = |option: usize| conflict.choices.iter().any(|choice| choice.contains(&option));
    let clauses: Vec<Clause> = conflict
        .options
        .iter()
        .enumerate()
        .map(|(place, option)| (place, option, mask >> place & 1 == 1))
        .filter(|(place, _, taken)| tell(*place, *taken) && (*taken || !level(*place)))
        .map(|(_, option, taken)| clause(case, option, taken))
        .collect();
    joined(&clauses)
}

fn clause(case: &Case, option: &ConflictOption, taken: bool) -> Clause {
    let (own, other) = if taken { (&option.taken, &option.not_taken) } else { (&option.not_taken, &option.taken) };
    if !own.is_empty() {
        return written(case, option, own.trim_end_matches('.'));
    }
    let what = meaning(option);
    if what.is_empty() && !other.is_empty() {
        let rest = format!("it is not so that {}", other.trim_end_matches('.'));
        return Clause { who: String::new(), verb: "", rest };
    }
    let what = if what.is_empty() { names::spoken(&option.id.text) } else { what };
    let who: Vec<String> = option.owners.iter().map(|owner| names::actor_in_text(case, &owner.text)).collect();
    let verb = match (who.len(), taken) {
        (0, true) => "comes to pass",
        (0, false) => "does not come to pass",
        (1, true) => "opts for",
        (1, false) => "opts against",
        (_, true) => "opt for",
        (_, false) => "opt against",
    };
    if who.is_empty() {
        return Clause { who: String::new(), verb: "", rest: format!("“{what}” {verb}") };
    }
    Clause { who: listed(&who), verb, rest: format!("“{what}”") }
}

/// A clause of the case; where it begins with the name of its only owner, that apart.
fn written(case: &Case, option: &ConflictOption, text: &str) -> Clause {
    let owner = option.owners.first().filter(|_| option.owners.len() == 1);
    let name = owner.map(|owner| names::actor_in_text(case, &owner.text)).unwrap_or_default();
    let apart = text.strip_prefix(&name).and_then(|rest| rest.strip_prefix(' ')).filter(|_| !name.is_empty());
    match apart {
        Some(rest) => Clause { rest: rest.to_owned(), who: name, verb: "" },
        None => Clause { who: String::new(), verb: "", rest: text.to_owned() },
    }
}

/// What an option means, without a remark in brackets behind it.
fn meaning(option: &ConflictOption) -> String {
    let text = option.meaning.trim().trim_end_matches('.');
    let plain = text.strip_suffix(')').and_then(|open| open.rsplit_once(" (")).map_or(text, |(before, _)| before);
    plain.to_owned()
}

/// Clauses as one sentence; what the same actor does, and what it opts for, stands together.
fn joined(clauses: &[Clause]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let together = clauses.chunk_by(|a, b| !a.who.is_empty() && a.who == b.who);
    let mut grouped = false;
    for clauses in together {
        let does = |one: &[Clause]| {
            let rests: Vec<String> = one.iter().map(|clause| clause.rest.clone()).collect();
            if one[0].verb.is_empty() { listed(&rests) } else { format!("{} {}", one[0].verb, listed(&rests)) }
        };
        let does: Vec<String> = clauses.chunk_by(|a, b| a.verb == b.verb).map(does).collect();
        grouped |= clauses.len() > 1;
        parts.push(format!("{} {}", clauses[0].who, listed(&does)).trim_start().to_owned());
    }
    match parts.split_last() {
        // Without the comma the last actor would be read as part of what the one before it does.
        Some((last, rest)) if grouped && !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => listed(&parts),
    }
}

fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Files, load};

    use super::*;

    fn case(options: &str, now: &str) -> Case {
        let head = "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n";
        let mut files = Files::default();
        files.insert("case.toml", format!("{head}[conflict.c]\nstatus_quo = \"{now}\"\noptions = [\n{options}\n]\n"));
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        load(&files).case
    }

    fn text(case: &Case, state: &str) -> String {
        crate::say::say("{it}", &[("it", outcome(case, &case.conflicts[0], state))]).text
    }

    #[test]
    fn clauses_of_the_case_or_who_opts_for_what() {
        let written = case(
            r#"{ id = "D", owner = "A", taken = "Aland deploys", not_taken = "Aland waits" },
               { id = "M", owner = "B", meaning = "build up missiles (beyond plans)" },
               { id = "N", owner = "B", meaning = "sail" }, { id = "E" },"#,
            "0000",
        );
        assert_eq!(
            text(&written, "1110"),
            "Aland deploys, Bland opts for “build up missiles” and “sail”, and “E” does not come to pass"
        );
        assert_eq!(
            text(&written, "0010"),
            "Aland waits, Bland opts against “build up missiles” and opts for “sail”, and “E” does not come to pass"
        );
        assert!(text(&written, "0000").starts_with("things stay as now (Aland waits, "));
        let one = |formula: &str| {
            let formula = Formula::parse(formula, &["D", "M", "N", "E"]).unwrap();
            statement(&written, &written.conflicts[0], &formula)
        };
        assert_eq!(one("not D if M"), "Aland waits if Bland opts for “build up missiles”");
        assert_eq!(one("not (D and N)"), "not (Aland deploys and Bland opts for “sail”)");
    }

    #[test]
    fn of_many_options_what_differs_from_now_and_of_levels_the_one_that_is_taken() {
        let many = case(
            r#"{ id = "D", owner = "A", meaning = "go", levels = ["far", "near", "not"] },
               { id = "M", owner = ["A", "B"], meaning = "talk" }, { id = "N", owner = "B", taken = "Bland sails" },"#,
            "00100",
        );
        assert_eq!(text(&many, "10001"), "as now, except that Aland opts for “go: far” and Bland sails");
        let change = change(&many, &many.conflicts[0], "00100", "00110");
        assert_eq!(crate::say::say("{it}", &[("it", change)]).text, "Aland and Bland opt for “talk”");
        assert_eq!(text(&many, "joined-up"), "joined up");
    }
}
