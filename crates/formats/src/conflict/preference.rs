//! Preferences: rankings, statements, weights and utilities.

use detente_conflict::{Bits, rank};
use serde_json::{Map, Value};

use super::options::statement;
use super::parts::Parts;
use super::plain::{PlainPreference, PlainStatement};
use crate::json::{Flaws, place};

pub(super) fn preferences(
    at: &str,
    object: &Map<String, Value>,
    dms: &[String],
    parts: &Parts,
    flaws: &mut Flaws,
) -> Vec<PlainPreference> {
    let mut found = Vec::new();
    for name in ["rankings", "preferences"] {
        let Some(all) = object.get(name) else { continue };
        let at = place(at, name);
        for stranger in flaws.object(&at, all).into_iter().flat_map(Map::keys).filter(|key| !dms.contains(key)) {
            flaws.add(&at, format!("`{stranger}` is no decision maker"));
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
pub(super) fn groups_of(at: &str, value: &Value, states: usize, flaws: &mut Flaws) -> Option<Vec<Vec<usize>>> {
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
    flaws.known(at, object, &["statements", "weights", "utilities", "notes"]);
    if ["statements", "weights", "utilities"].iter().filter(|key| object.contains_key(**key)).count() > 1 {
        flaws.add(at, "one of `statements`, `weights` and `utilities` is expected, not several");
        return None;
    }
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
        if (0..parts.space.states()).any(|state| parts.space.members(state).len() > 1) {
            flaws.add(&at, "weights cannot rank joined states; give a ranking");
            return None;
        }
        let taken = |option: usize| {
            Bits::of(parts.space.states(), |state| {
                parts.space.members(state).first().is_some_and(|mask| mask >> option & 1 == 1)
            })
        };
        let total: f64 = by_option.iter().map(|weight| weight.abs()).sum();
        let columns: Vec<Bits> = (0..by_option.len()).map(taken).collect();
        let sums = rank::sums(parts.space.states(), columns.iter().zip(by_option));
        if total > 1e300 {
            flaws.add(&at, "the weights are too large to be added");
            return None;
        }
        return Some(PlainPreference::Numbers(sums));
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
    let listed = flaws.list(at, object, "statements");
    if let Err(error) = parts.space.room_for(listed.len()) {
        flaws.add(place(at, "statements"), error.to_string());
        return None;
    }
    let one =
        |(number, item): (usize, &Value)| stated(&format!("{}[{number}]", place(at, "statements")), item, parts, flaws);
    Some(PlainPreference::Statements(listed.into_iter().enumerate().filter_map(one).collect()))
}

/// A statement, as a text or with its probability.
fn stated(at: &str, item: &Value, parts: &Parts, flaws: &mut Flaws) -> Option<PlainStatement> {
    let (text, probability) = match item {
        Value::String(text) => (text.clone(), 1.0),
        other => {
            let object = flaws.object(at, other)?;
            flaws.known(at, object, &["statement", "probability", "notes"]);
            let probability = object.get("probability").map(|value| flaws.number(&place(at, "probability"), value));
            (flaws.word(at, object, "statement")?, probability.unwrap_or(Some(1.0))?)
        }
    };
    if !(0.0..=1.0).contains(&probability) {
        flaws.add(at, format!("the probability {probability} lies outside [0, 1]"));
    }
    let formula = statement(at, &text, &parts.options, flaws)?;
    let holds = |mask: &u32| formula.holds_in(*mask);
    let told_apart = (0..parts.space.states())
        .map(|state| parts.space.members(state))
        .find(|members| members.len() > 1 && members.iter().any(holds) && !members.iter().all(holds));
    if told_apart.is_some() {
        flaws.add(at, format!("`{text}` tells apart states that `coalesce` makes one"));
        return None;
    }
    Some(PlainStatement { text, formula, probability })
}
