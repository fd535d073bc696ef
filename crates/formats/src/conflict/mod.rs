//! Conflicts from JSON files: `conflict-case/1` (docs/reference/conflict-case.md) and GMCR+.

mod graph;
mod options;
mod preference;
mod state_graph;

use detente_conflict::{Bits, Formula, MOST_DECISION_MAKERS, Space, rank};
use serde_json::{Map, Value};

use crate::conflict::graph::by_moves;
use crate::conflict::options::by_options;
pub(crate) use crate::conflict::preference::groups_of;
use crate::conflict::preference::preferences;
pub use crate::conflict::state_graph::{GraphMove, GraphState, StateGraph, write_state_graphml};
use crate::gmcr::{self, numbered};
use crate::json::{Flaw, Flaws, parse, place, word};

/// A conflict with its names.
#[derive(Debug, Clone)]
pub struct PlainConflict {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Names of the decision makers.
    pub decision_makers: Vec<String>,
    /// Names of the options; none where moves are given one by one.
    pub options: Vec<String>,
    /// States and moves.
    pub space: Space,
    /// Names of the states, their options as letters unless they have others; empty where there are very many.
    pub labels: Vec<String>,
    /// Preferences by decision maker.
    pub preferences: Vec<PlainPreference>,
    /// The state at the start.
    pub status_quo: Option<usize>,
    /// What looks odd and is no error.
    pub notes: Vec<String>,
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone, PartialEq)]
pub enum PlainPreference {
    /// By statements, the most important first.
    Statements(Vec<PlainStatement>),
    /// Directly: groups of states, best first.
    Groups(Vec<Vec<usize>>),
    /// By a number a state.
    Numbers(Vec<f64>),
}

impl PlainPreference {
    /// Ranks by state, when every statement holds.
    pub fn ranks(&self, space: &Space) -> rank::Ranks {
        match self {
            Self::Groups(groups) => rank::of_groups(space.states(), groups.iter()),
            Self::Numbers(numbers) => rank::by_numbers(numbers),
            Self::Statements(list) => {
                let columns: Vec<Bits> = list.iter().map(|statement| space.column(&statement.formula)).collect();
                rank::by_statements(space.states(), &columns.iter().collect::<Vec<_>>())
            }
        }
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainStatement {
    /// As written.
    pub text: String,
    /// As read.
    pub formula: Formula,
    /// Probability of holding.
    pub probability: f64,
}

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
    let root = parse(text)?;
    let mut flaws = Flaws::default();
    let mut found = Vec::new();
    if let Some(object) = flaws.object("the file", &root) {
        if object.contains_key("decisionMakers") {
            found.extend(gmcr::read(object, memory, &mut flaws));
        } else if word(object, "format") != "conflict-case/1" {
            flaws.add("format", "`conflict-case/1` is expected, or a GMCR+ file with `decisionMakers`");
        } else if object.contains_key("cases") {
            for (number, case) in flaws.list("", object, "cases").into_iter().enumerate() {
                let at = format!("cases[{number}]");
                if let Some(case) = flaws.object(&at, case) {
                    found.extend(case_of(&at, case, memory, &mut flaws));
                }
            }
        } else {
            found.extend(case_of("", object, memory, &mut flaws));
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

fn case_of(at: &str, object: &Map<String, Value>, memory: u64, flaws: &mut Flaws) -> Option<PlainConflict> {
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
    let preferences = preferences(at, object, &dms, &parts, flaws);
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

struct Parts {
    options: Vec<String>,
    space: Space,
    labels: Vec<String>,
    notes: Vec<String>,
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

/// The state that a text of `Y` and `N`, the name of a joined or explicit state, or a number means.
fn state(at: &str, value: &Value, parts: &Parts, flaws: &mut Flaws) -> Option<usize> {
    let Some(text) = value.as_str() else { return flaws.place_in(at, value, parts.space.states()) };
    let named = parts.labels.iter().position(|label| label == text);
    let found = named.or_else(|| parts.space.state_written(text));
    if found.is_none() {
        flaws.add(at, format!("`{text}` is no state of this conflict"));
    }
    found
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

/// `YN…` of every state; none where there are very many.
pub(crate) fn codes(space: &Space) -> Vec<String> {
    const MOST: usize = 4096;
    if space.states() > MOST { Vec::new() } else { (0..space.states()).map(|state| code(space, state)).collect() }
}

/// `YN…` of a state that is one combination of options.
fn code(space: &Space, state: usize) -> String {
    let mask = space.members(state).first().copied().unwrap_or_default();
    (0..space.levers().len()).map(|option| if mask >> option & 1 == 1 { 'Y' } else { 'N' }).collect()
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
