//! Preferences: rankings, statements, weights and utilities.

use detente_conflict::Bits;
use detente_conflict::rank::{self, Ranks};
use serde_json::{Map, Value};

use super::options::statement;
use super::parts::Parts;
use super::plain::{PlainPreference, PlainStatement};
use crate::json::{Flaws, Rankings, place};

pub(super) fn preferences(
    at: &str,
    object: &Map<String, Value>,
    rankings: &mut Rankings,
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
            (Some(_), None) => {
                let at = place(&place(at, "rankings"), dm);
                found.extend(ranks_of(&at, rankings, parts.space.states(), flaws).map(PlainPreference::Ranks));
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

/// Ranks from the groups of state numbers that stand at a place, best first; every state once.
pub(super) fn ranks_of(at: &str, rankings: &mut Rankings, states: usize, flaws: &mut Flaws) -> Option<Ranks> {
    let Some(ranking) = rankings.remove(at) else {
        flaws.add(at, "a list of groups of states is expected here, the best first");
        return None;
    };
    let before = flaws.0.len();
    // For each state its group, counted from the best; groups of nothing do not count.
    let mut ranks = vec![UNRANKED; states];
    let mut groups = 0;
    for (number, members) in ranking.groups().enumerate() {
        for &member in members {
            match (member as usize).checked_sub(1).and_then(|state| ranks.get_mut(state)) {
                None => flaws.add(format!("{at}[{number}]"), format!("a whole number from 1 to {states} is expected")),
                Some(rank) => {
                    if std::mem::replace(rank, groups) != UNRANKED {
                        flaws.add(format!("{at}[{number}]"), format!("state {member} is ranked twice"));
                    }
                }
            }
        }
        groups += u32::from(!members.is_empty());
    }
    every_state_is_ranked(at, &ranks, flaws);
    if flaws.0.len() > before {
        return None;
    }
    ranks.iter_mut().for_each(|rank| *rank = groups - 1 - *rank);
    Some(ranks)
}

/// In the place of the group of a state that is in none.
const UNRANKED: u32 = u32::MAX;

fn every_state_is_ranked(at: &str, ranks: &[u32], flaws: &mut Flaws) {
    const SHOWN: usize = 10;
    let missing = || ranks.iter().enumerate().filter(|(_, rank)| **rank == UNRANKED);
    let count = missing().count();
    if count > 0 {
        let shown: Vec<String> = missing().take(SHOWN).map(|(state, _)| (state + 1).to_string()).collect();
        let more = if count > SHOWN { ", …" } else { "" };
        flaws.add(at, format!("{count} state(s) are not ranked: {}{more}", shown.join(", ")));
    }
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
        return Some(PlainPreference::Ranks(rank::by_numbers(&sums)));
    }
    if object.contains_key("utilities") {
        let at = place(at, "utilities");
        let list = flaws.list(&at, object, "utilities");
        if list.len() != parts.space.states() {
            flaws.add(&at, format!("{} numbers for {} states", list.len(), parts.space.states()));
            return None;
        }
        let numbers: Vec<f64> = list.into_iter().filter_map(|number| flaws.number(&at, number)).collect();
        return (numbers.len() == parts.space.states()).then(|| PlainPreference::Ranks(rank::by_numbers(&numbers)));
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
