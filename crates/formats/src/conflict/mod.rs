//! Conflicts from JSON files: `conflict-case/1` (docs/reference/conflict-case.md) and GMCR+.

mod gmcr;
mod graph;
mod options;
mod parts;
mod plain;
mod preference;
mod state_graph;

use detente_conflict::MOST_DECISION_MAKERS;
use serde_json::{Map, Value};

use self::gmcr::numbered;
use self::graph::by_moves;
use self::options::by_options;
use self::parts::{Parts, code, codes, state};
pub use self::plain::{PlainConflict, PlainPreference, PlainStatement};
use self::preference::preferences;
pub use self::state_graph::{GraphMove, GraphState, StateGraph, write_state_graphml};
use crate::json::{At, Flaw, Flaws, Rankings, parse_apart, place, word};

/// Keys of a conflict; those of the last line are not read here.
const KEYS: [&str; 23] = [
    "format",
    "form",
    "name",
    "title",
    "decision_makers",
    "options",
    "infeasible",
    "coalesce",
    "hidden_states",
    "removed_moves",
    "states",
    "moves",
    "rankings",
    "preferences",
    "status_quo",
    "expected",
    "has",
    "masks",
    "notes",
    "peer",
    "published",
    "reachable",
    "source",
];

/// Reads every conflict of a file; at most `memory` megabytes are used for each.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_conflicts(text: &str, memory: u64) -> Result<Vec<PlainConflict>, Vec<Flaw>> {
    let (root, mut rankings) = parse_apart(text, is_ranking)?;
    let mut flaws = Flaws::default();
    let mut found = Vec::new();
    if let Some(object) = flaws.object("the file", &root) {
        if object.contains_key("decisionMakers") {
            found.extend(gmcr::read(object, &mut rankings, memory, &mut flaws));
        } else if word(object, "format") != "conflict-case/1" {
            flaws.add("format", "`conflict-case/1` is expected, or a GMCR+ file with `decisionMakers`");
        } else if object.contains_key("cases") {
            for (number, case) in flaws.list("", object, "cases").into_iter().enumerate() {
                let at = format!("cases[{number}]");
                if let Some(case) = flaws.object(&at, case) {
                    found.extend(case_of(&at, case, &mut rankings, memory, &mut flaws));
                }
            }
        } else {
            found.extend(case_of("", object, &mut rankings, memory, &mut flaws));
        }
    }
    // Several conflicts are asked for by name.
    let several = found.len() > 1;
    let mut names: Vec<String> = Vec::new();
    for conflict in &mut found {
        if several {
            conflict.name = numbered(std::mem::take(&mut conflict.name), &names);
        }
        names.push(conflict.name.clone());
    }
    if flaws.0.is_empty() { Ok(found) } else { Err(flaws.0) }
}

/// Whether a list that stands here ranks states.
fn is_ranking(at: &At<'_>) -> bool {
    match at {
        At::Key(At::Key(_, "rankings"), _) => true,
        At::Key(At::Entry(At::Key(At::Start, "decisionMakers"), _), key) => gmcr::RANKINGS.contains(key),
        _ => false,
    }
}

fn case_of(
    at: &str,
    object: &Map<String, Value>,
    rankings: &mut Rankings,
    memory: u64,
    flaws: &mut Flaws,
) -> Option<PlainConflict> {
    let before = flaws.0.len();
    flaws.known(at, object, &KEYS);
    let dms = names(at, object, flaws)?;
    let mut parts = match flaws.word(at, object, "form").unwrap_or_default().as_str() {
        "graph" => by_moves(at, object, &dms, flaws)?,
        "" | "option" => by_options(at, object, &dms, memory, flaws)?,
        other => {
            flaws.add(place(at, "form"), format!("`{other}` is no form: `option` or `graph`"));
            return None;
        }
    };
    let preferences = preferences(at, object, rankings, &dms, &parts, flaws);
    let start = object.get("status_quo");
    let status_quo = start.and_then(|value| state(&place(at, "status_quo"), value, &parts, flaws));
    check_states(at, object, &parts, flaws);
    if flaws.0.len() > before {
        return None;
    }
    parts.notes.extend(idle(&dms, &parts));
    if parts.labels.is_empty() {
        parts.labels = codes(&parts.space);
    }
    Some(PlainConflict {
        name: flaws.word(at, object, "name").unwrap_or_default(),
        title: flaws.word(at, object, "title").unwrap_or_default(),
        decision_makers: dms,
        options: parts.options,
        space: parts.space,
        labels: parts.labels,
        preferences,
        status_quo,
        notes: parts.notes,
    })
}

fn names(at: &str, object: &Map<String, Value>, flaws: &mut Flaws) -> Option<Vec<String>> {
    let before = flaws.0.len();
    let at = place(at, "decision_makers");
    let list = object.get("decision_makers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !(1..=MOST_DECISION_MAKERS).contains(&list.len()) {
        flaws.add(&at, format!("a list of 1 to {MOST_DECISION_MAKERS} names is expected"));
        return None;
    }
    let names: Vec<String> = list.iter().filter_map(|name| flaws.text(&at, name)).collect();
    flaws.distinct(&at, &names);
    (flaws.0.len() == before).then_some(names)
}

/// States that the file lists must be those that follow from its options.
fn check_states(at: &str, object: &Map<String, Value>, parts: &Parts, flaws: &mut Flaws) {
    let listed = flaws.list(at, object, "states");
    if listed.is_empty() || parts.options.is_empty() {
        return;
    }
    let own = |state: usize| match parts.labels.get(state) {
        Some(label) => label.clone(),
        None => code(&parts.space, state),
    };
    if listed.len() != parts.space.states() {
        let what = format!("{} states are listed, {} follow from the options", listed.len(), parts.space.states());
        flaws.add(place(at, "states"), what);
        return;
    }
    let wrong = (0..listed.len()).find(|state| listed[*state].as_str() != Some(&own(*state)));
    if let Some(state) = wrong {
        let what = format!("state {} is `{}` by the options, not {}", state + 1, own(state), listed[state]);
        flaws.add(place(at, "states"), what);
    }
}

/// Decision makers without options and options without owners.
fn idle(dms: &[String], parts: &Parts) -> Vec<String> {
    if parts.options.is_empty() {
        return Vec::new();
    }
    let without =
        (0..dms.len()).filter(|dm| parts.space.owned(*dm) == 0).map(|dm| format!("`{}` owns no option", dms[dm]));
    let levers = parts.space.levers().iter().zip(&parts.options);
    let free = levers.filter(|(lever, _)| lever.owners == 0).map(|(_, name)| format!("nobody owns `{name}`"));
    without.chain(free).collect()
}
