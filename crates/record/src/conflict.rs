//! Conflicts from JSON files: `conflict-case/1` (docs/reference/conflict-case.md) and GMCR+.

use detente_conflict::{Bits, Direction, Formula, Lever, MOST_DECISION_MAKERS, MOST_OPTIONS, Space, rank};
use serde_json::{Map, Value};

use crate::gmcr;
use crate::json::{Flaw, Flaws, place, word};

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

/// Reads every conflict of a file; at most `memory` megabytes are used for each.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_conflicts(text: &str, memory: u64) -> Result<Vec<PlainConflict>, Vec<Flaw>> {
    let root: Value = serde_json::from_str(text).map_err(|error| {
        vec![Flaw { at: format!("line {}", error.line()), what: format!("this is no JSON: {error}") }]
    })?;
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
    if flaws.0.is_empty() { Ok(found) } else { Err(flaws.0) }
}

fn case_of(at: &str, object: &Map<String, Value>, memory: u64, flaws: &mut Flaws) -> Option<PlainConflict> {
    let dms = names(at, object, flaws)?;
    let before = flaws.0.len();
    let mut parts = match word(object, "form").as_str() {
        "graph" => by_moves(at, object, &dms, flaws)?,
        "" | "option" => by_options(at, object, &dms, memory, flaws)?,
        other => {
            flaws.add(place(at, "form"), format!("`{other}` is no form: `option` or `graph`"));
            return None;
        }
    };
    let preferences = preferences(at, object, &dms, &parts, flaws);
    let status_quo = object.get("status_quo").and_then(|value| {
        let at = place(at, "status_quo");
        match value.as_str() {
            Some(text) => state(&at, text, &parts, flaws),
            None => flaws.place_in(&at, value, parts.space.states()),
        }
    });
    check_states(at, object, &parts, flaws);
    if flaws.0.len() > before {
        return None;
    }
    parts.notes.extend(idle(&dms, &parts));
    if parts.labels.is_empty() {
        parts.labels = codes(&parts.space);
    }
    Some(PlainConflict {
        name: word(object, "name"),
        title: word(object, "title"),
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
    let at = place(at, "decision_makers");
    let list = object.get("decision_makers").and_then(Value::as_array);
    let names: Option<Vec<String>> =
        list.map(|list| list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect());
    match names {
        Some(names) if (1..=MOST_DECISION_MAKERS).contains(&names.len()) => {
            let twice = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name));
            if let Some((_, name)) = twice {
                flaws.add(&at, format!("`{name}` stands twice"));
            }
            Some(names)
        }
        _ => {
            flaws.add(&at, format!("from 1 to {MOST_DECISION_MAKERS} names are expected"));
            None
        }
    }
}

struct Parts {
    options: Vec<String>,
    space: Space,
    labels: Vec<String>,
    notes: Vec<String>,
}

fn by_options(at: &str, object: &Map<String, Value>, dms: &[String], memory: u64, flaws: &mut Flaws) -> Option<Parts> {
    let before = flaws.0.len();
    let mut options = Vec::new();
    let mut levers = Vec::new();
    let mut rules = Vec::new();
    let listed = flaws.list(at, object, "options");
    for (number, option) in listed.into_iter().enumerate() {
        let at = place(at, &format!("options[{number}]"));
        let Some(option) = flaws.object(&at, option) else { continue };
        let name = word(option, "name");
        let mut owners = 0u32;
        for owner in flaws.list(&at, option, "owners") {
            match owner.as_str().and_then(|owner| dms.iter().position(|dm| dm == owner)) {
                Some(dm) => owners |= 1 << dm,
                None => flaws.add(place(&at, "owners"), format!("{owner} is no decision maker")),
            }
        }
        let direction = direction(&at, option, flaws);
        let levels = flaws.list(&at, option, "levels");
        let start = options.len();
        let level_names = levels.iter().filter_map(|level| level.as_str()).map(|level| format!("{name}:{level}"));
        let own: Vec<String> = if levels.is_empty() { vec![name.clone()] } else { level_names.collect() };
        options.extend(own);
        levers.resize(options.len(), Lever { owners, direction });
        if !levels.is_empty() {
            rules.extend(Formula::not_exactly_one(&(start..options.len()).collect::<Vec<_>>()));
        }
    }
    if options.len() > MOST_OPTIONS {
        flaws.add(place(at, "options"), format!("{} options are more than {MOST_OPTIONS}", options.len()));
        return None;
    }
    let own_rules = rules.len();
    for (number, rule) in flaws.list(at, object, "infeasible").into_iter().enumerate() {
        let at = place(at, &format!("infeasible[{number}]"));
        rules.extend(flaws.text(&at, rule).and_then(|rule| pattern(&at, &rule, &options, flaws)));
    }
    if flaws.0.len() > before {
        return None;
    }
    let mut notes = redundant(&rules, own_rules, options.len());
    let space = Space::of_options(dms.len(), levers, &rules, memory);
    let space = space.map_err(|error| flaws.add(place(at, "options"), error.to_string())).ok()?;
    let mut parts = Parts { options, labels: Vec::new(), space, notes: Vec::new() };
    join(at, object, &mut parts, flaws)?;
    hide(at, object, dms, &mut parts, flaws)?;
    parts.notes.append(&mut notes);
    Some(parts)
}

fn direction(at: &str, option: &Map<String, Value>, flaws: &mut Flaws) -> Direction {
    match word(option, "direction").as_str() {
        "" | "both" => Direction::Both,
        "on_only" => Direction::OnOnly,
        "off_only" => Direction::OffOnly,
        other => {
            flaws.add(place(at, "direction"), format!("`{other}` is no direction: both, on_only or off_only"));
            Direction::Both
        }
    }
}

/// A pattern of `Y`, `N` and `-`, or a statement over the options.
fn pattern(at: &str, text: &str, options: &[String], flaws: &mut Flaws) -> Option<Formula> {
    let signs: Vec<char> = text.chars().collect();
    if signs.iter().all(|sign| "YN-".contains(*sign)) {
        if signs.len() != options.len() {
            flaws.add(at, format!("`{text}` has {} signs for {} options", signs.len(), options.len()));
            return None;
        }
        let wanted = signs.iter().enumerate().filter(|(_, sign)| **sign != '-');
        let formula = Formula::all(wanted.map(|(option, sign)| (option, *sign == 'Y')));
        if formula.is_none() {
            flaws.add(at, "a pattern of `-` alone takes in every state");
        }
        return formula;
    }
    statement(at, text, options, flaws)
}

fn statement(at: &str, text: &str, options: &[String], flaws: &mut Flaws) -> Option<Formula> {
    let names: Vec<&str> = options.iter().map(String::as_str).collect();
    let read = Formula::parse(text, &names);
    read.map_err(|error| {
        let column = text[..error.span.0.min(text.len())].chars().count() + 1;
        flaws.add(at, format!("`{text}`, column {column}: {}", error.message));
    })
    .ok()
}

/// Rules that rule out nothing that the ones before do not.
fn redundant(rules: &[Formula], skipped: usize, options: usize) -> Vec<String> {
    if options > 20 {
        return Vec::new();
    }
    let mut left = Bits::all(1 << options);
    let mut notes = Vec::new();
    for (number, rule) in rules.iter().enumerate() {
        let before = left.count();
        left.remove(&rule.column(options));
        if left.count() == before && number >= skipped {
            notes.push(format!("infeasible[{}] rules out nothing that is left", number - skipped));
        }
    }
    notes
}

fn join(at: &str, object: &Map<String, Value>, parts: &mut Parts, flaws: &mut Flaws) -> Option<()> {
    let mut groups = Vec::new();
    let mut names = Vec::new();
    for (number, rule) in flaws.list(at, object, "coalesce").into_iter().enumerate() {
        let at = place(at, &format!("coalesce[{number}]"));
        let text = flaws.text(&at, rule)?;
        let group = parts.space.column(&pattern(&at, &text, &parts.options, flaws)?);
        if group.count() == 0 {
            flaws.add(&at, format!("no state matches `{text}`"));
            return None;
        }
        groups.push(group);
        names.push(text);
    }
    if groups.is_empty() {
        return Some(());
    }
    let joined = parts.space.clone().joined(&groups);
    parts.space = joined.map_err(|error| flaws.add(place(at, "coalesce"), error.to_string())).ok()?;
    let single = parts.space.states() - names.len();
    parts.labels = (0..single).map(|state| code(&parts.space, state)).chain(names).collect();
    Some(())
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

fn hide(at: &str, object: &Map<String, Value>, dms: &[String], parts: &mut Parts, flaws: &mut Flaws) -> Option<()> {
    let states = parts.space.states();
    let mut hidden = vec![Bits::none(states); dms.len()];
    if let Some(by_dm) = object.get("hidden_states") {
        let at = place(at, "hidden_states");
        for (name, _) in flaws.object(&at, by_dm)? {
            let Some(dm) = dms.iter().position(|dm| dm == name) else {
                flaws.add(&at, format!("`{name}` is no decision maker"));
                continue;
            };
            for rule in flaws.list(&at, by_dm.as_object()?, name) {
                let at = place(&at, name);
                let text = flaws.text(&at, rule)?;
                let formula = pattern(&at, &text, &parts.options, flaws)?;
                parts.space.column(&formula).ones().for_each(|state| hidden[dm].set(state));
            }
        }
    }
    let mut gone: Vec<(usize, usize, usize)> = Vec::new();
    for (number, rule) in flaws.list(at, object, "removed_moves").into_iter().enumerate() {
        let at = place(at, &format!("removed_moves[{number}]"));
        let rule = flaws.object(&at, rule)?;
        let Some(dm) = dms.iter().position(|dm| *dm == word(rule, "dm")) else {
            flaws.add(place(&at, "dm"), format!("`{}` is no decision maker", word(rule, "dm")));
            continue;
        };
        let mut ends = |name: &str| -> Vec<usize> {
            let listed = match rule.get(name) {
                Some(Value::Array(list)) => list.clone(),
                Some(one) => vec![one.clone()],
                None => Vec::new(),
            };
            let at = place(&at, name);
            let texts = listed.iter().filter_map(|text| text.as_str());
            texts.filter_map(|text| state(&at, text, parts, flaws)).collect()
        };
        let (from, to) = (ends("from"), ends("to"));
        gone.extend(from.iter().flat_map(|from| to.iter().map(move |to| (dm, *from, *to))));
    }
    let mut left = parts.space.clone().unseen(&hidden);
    if !gone.is_empty() {
        left = left.and_then(|space| space.without(|dm, from, to| gone.contains(&(dm, from, to))));
    }
    parts.space = left.map_err(|error| flaws.add(at, error.to_string())).ok()?;
    Some(())
}

/// The state that a text of `Y` and `N` (or the name of a joined or explicit state) means.
fn state(at: &str, text: &str, parts: &Parts, flaws: &mut Flaws) -> Option<usize> {
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

fn by_moves(at: &str, object: &Map<String, Value>, dms: &[String], flaws: &mut Flaws) -> Option<Parts> {
    let before = flaws.0.len();
    let states = flaws.list(at, object, "states");
    let labels: Vec<String> = states
        .iter()
        .enumerate()
        .map(|(number, name)| name.as_str().map_or_else(|| format!("s{}", number + 1), str::to_owned))
        .collect();
    let empty = Value::Object(Map::new());
    let moves = object.get("moves").unwrap_or(&empty);
    let by_dm = flaws.object(&place(at, "moves"), moves)?;
    for name in by_dm.keys().filter(|name| !dms.contains(name)) {
        flaws.add(place(at, "moves"), format!("`{name}` is no decision maker"));
    }
    let mut lists = Vec::new();
    for dm in dms {
        let at = place(&place(at, "moves"), dm);
        let rows = flaws.list(&at, by_dm, dm);
        if rows.len() != labels.len() && by_dm.contains_key(dm) {
            flaws.add(&at, format!("{} rows for {} states", rows.len(), labels.len()));
        }
        let mut list = vec![Vec::new(); labels.len()];
        for (from, row) in rows.into_iter().enumerate().take(labels.len()) {
            let at = format!("{at}[{from}]");
            for target in row.as_array().into_iter().flatten() {
                let to = flaws.place_in(&at, target, labels.len());
                if to == Some(from) {
                    flaws.add(&at, "a state cannot lead to itself");
                }
                list[from].extend(to.map(|to| to as u32));
            }
        }
        lists.push(list);
    }
    let space = Space::of_arcs(labels.len(), lists).map_err(|error| flaws.add(place(at, "states"), error.to_string()));
    let space = space.ok().filter(|_| flaws.0.len() == before)?;
    Some(Parts { options: Vec::new(), space, labels, notes: Vec::new() })
}

fn preferences(
    at: &str,
    object: &Map<String, Value>,
    dms: &[String],
    parts: &Parts,
    flaws: &mut Flaws,
) -> Vec<PlainPreference> {
    let mut found = Vec::new();
    for name in ["rankings", "preferences"] {
        let known = object.get(name).and_then(Value::as_object).into_iter().flat_map(Map::keys);
        for stranger in known.filter(|key| !dms.contains(key)) {
            flaws.add(place(at, name), format!("`{stranger}` is no decision maker"));
        }
    }
    for dm in dms {
        let ranking = object.get("rankings").and_then(|all| all.get(dm));
        let other = object.get("preferences").and_then(|all| all.get(dm));
        match (ranking, other) {
            (Some(groups), None) => {
                let at = place(&place(at, "rankings"), dm);
                found.extend(groups_of(&at, groups, parts.space.states(), flaws).map(PlainPreference::Groups));
            }
            (None, Some(value)) => {
                let at = place(&place(at, "preferences"), dm);
                found.extend(other_preference(&at, value, parts, flaws));
            }
            (Some(_), Some(_)) => flaws.add(place(at, "preferences"), format!("`{dm}` has a ranking as well")),
            (None, None) => flaws.add(place(at, "rankings"), format!("`{dm}` has no ranking")),
        }
    }
    found
}

/// Groups of state numbers, best first; every state once.
pub(crate) fn groups_of(at: &str, value: &Value, states: usize, flaws: &mut Flaws) -> Option<Vec<Vec<usize>>> {
    let Some(list) = value.as_array() else {
        flaws.add(at, "a list of groups of states is expected here, the best first");
        return None;
    };
    let before = flaws.0.len();
    let mut seen = vec![false; states];
    let mut groups = Vec::new();
    for (number, group) in list.iter().enumerate() {
        let at = format!("{at}[{number}]");
        let members = match group {
            Value::Array(members) => members.iter().collect(),
            one => vec![one],
        };
        let mut own = Vec::new();
        for member in members {
            let Some(state) = flaws.place_in(&at, member, states) else { continue };
            if std::mem::replace(&mut seen[state], true) {
                flaws.add(&at, format!("state {} is ranked twice", state + 1));
            }
            own.push(state);
        }
        groups.push(own);
    }
    let missing: Vec<String> = (0..states).filter(|state| !seen[*state]).map(|state| (state + 1).to_string()).collect();
    if !missing.is_empty() {
        let shown = missing.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 10 { ", …" } else { "" };
        flaws.add(at, format!("{} state(s) are not ranked: {shown}{more}", missing.len()));
    }
    groups.retain(|group| !group.is_empty());
    (flaws.0.len() == before).then_some(groups)
}

fn other_preference(at: &str, value: &Value, parts: &Parts, flaws: &mut Flaws) -> Option<PlainPreference> {
    let object = flaws.object(at, value)?;
    if let Some(weights) = object.get("weights") {
        let at = place(at, "weights");
        let weights = flaws.object(&at, weights)?;
        let mut by_option = vec![0.0; parts.options.len()];
        for (name, weight) in weights {
            match parts.options.iter().position(|option| option == name) {
                Some(option) => by_option[option] = flaws.number(&at, weight)?,
                None => flaws.add(&at, format!("`{name}` is no option")),
            }
        }
        let sum = |state: usize| -> f64 {
            let mask = parts.space.members(state).first().copied().unwrap_or_default();
            (0..by_option.len()).filter(|option| mask >> option & 1 == 1).map(|option| by_option[option]).sum()
        };
        if (0..parts.space.states()).any(|state| parts.space.members(state).len() > 1) {
            flaws.add(&at, "weights cannot rank joined states; give a ranking");
            return None;
        }
        return Some(PlainPreference::Numbers((0..parts.space.states()).map(sum).collect()));
    }
    if object.contains_key("utilities") {
        let at = place(at, "utilities");
        let list = flaws.list(&at, object, "utilities");
        if list.len() != parts.space.states() {
            flaws.add(&at, format!("{} numbers for {} states", list.len(), parts.space.states()));
            return None;
        }
        let numbers: Vec<f64> = list.into_iter().filter_map(|number| flaws.number(&at, number)).collect();
        return (numbers.len() == parts.space.states()).then_some(PlainPreference::Numbers(numbers));
    }
    if !object.contains_key("statements") {
        flaws.add(at, "`statements`, `weights` or `utilities` is expected");
        return None;
    }
    let mut list = Vec::new();
    for (number, item) in flaws.list(at, object, "statements").into_iter().enumerate() {
        let at = format!("{}[{number}]", place(at, "statements"));
        let (text, probability) = match item {
            Value::String(text) => (text.clone(), 1.0),
            other => {
                let object = flaws.object(&at, other)?;
                let probability = object.get("probability").and_then(Value::as_f64).unwrap_or(1.0);
                (word(object, "statement"), probability)
            }
        };
        if !(0.0..=1.0).contains(&probability) {
            flaws.add(&at, format!("the probability {probability} lies outside [0, 1]"));
        }
        if let Some(formula) = statement(&at, &text, &parts.options, flaws) {
            list.push(PlainStatement { text, formula, probability });
        }
    }
    Some(PlainPreference::Statements(list))
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
