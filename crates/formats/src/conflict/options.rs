//! Conflicts whose states are combinations of options.

use detente_conflict::{Bits, Direction, Formula, Lever, MOST_OPTIONS, Space};
use serde_json::{Map, Value};

use super::parts::{Parts, code, state};
use crate::json::{Flaws, place};

pub(super) fn by_options(
    at: &str,
    object: &Map<String, Value>,
    dms: &[String],
    memory: u64,
    flaws: &mut Flaws,
) -> Option<Parts> {
    let before = flaws.0.len();
    let mut options = Vec::new();
    let mut levers = Vec::new();
    let mut choices = Vec::new();
    let listed = flaws.list(at, object, "options");
    for (number, option) in listed.into_iter().enumerate() {
        let at = place(at, &format!("options[{number}]"));
        let Some(option) = flaws.object(&at, option) else { continue };
        flaws.known(&at, option, &["name", "owners", "direction", "levels", "notes"]);
        let name = flaws.word(&at, option, "name").unwrap_or_default();
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
        let mut level = |level: &Value| Some(format!("{name}:{}", flaws.text(&place(&at, "levels"), level)?));
        let level_names: Vec<String> = levels.iter().filter_map(|one| level(one)).collect();
        let own: Vec<String> = if levels.is_empty() { vec![name] } else { level_names };
        options.extend(own);
        levers.resize(options.len(), Lever { owners, direction });
        if !levels.is_empty() {
            choices.push((start..options.len()).collect::<Vec<_>>());
        }
    }
    flaws.distinct(&place(at, "options"), &options);
    if options.len() > MOST_OPTIONS {
        flaws.add(place(at, "options"), format!("{} options are more than {MOST_OPTIONS}", options.len()));
        return None;
    }
    let mut rules: Vec<Formula> = choices.iter().filter_map(|choice| Formula::not_exactly_one(choice)).collect();
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
    match flaws.word(at, option, "direction").unwrap_or_default().as_str() {
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

pub(super) fn statement(at: &str, text: &str, options: &[String], flaws: &mut Flaws) -> Option<Formula> {
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
                let unseen = parts.space.column(&formula);
                if unseen.count() == 0 {
                    parts.notes.push(format!("{at}: `{text}` matches no state, so that nothing is hidden"));
                }
                unseen.ones().for_each(|state| hidden[dm].set(state));
            }
        }
    }
    let mut gone: Vec<(usize, usize, usize)> = Vec::new();
    for (number, rule) in flaws.list(at, object, "removed_moves").into_iter().enumerate() {
        let at = place(at, &format!("removed_moves[{number}]"));
        let rule = flaws.object(&at, rule)?;
        flaws.known(&at, rule, &["dm", "from", "to", "notes"]);
        let name = flaws.word(&at, rule, "dm").unwrap_or_default();
        let Some(dm) = dms.iter().position(|dm| *dm == name) else {
            flaws.add(place(&at, "dm"), format!("`{name}` is no decision maker"));
            continue;
        };
        let mut ends = |name: &str| -> Vec<usize> {
            let listed = match rule.get(name) {
                Some(Value::Array(list)) => list.clone(),
                Some(one) => vec![one.clone()],
                None => Vec::new(),
            };
            let at = place(&at, name);
            if listed.is_empty() {
                flaws.add(&at, "a state, or a list of states, is expected here");
            }
            listed.iter().filter_map(|value| state(&at, value, parts, flaws)).collect()
        };
        let (from, to) = (ends("from"), ends("to"));
        let has = |from: &usize| to.iter().any(|to| parts.space.moves(dm, *from).contains(&(*to as u32)));
        if !from.iter().any(has) {
            parts.notes.push(format!("{at}: `{name}` has no such move, so that nothing is removed"));
        }
        gone.extend(from.iter().flat_map(|from| to.iter().map(move |to| (dm, *from, *to))));
    }
    let mut left = parts.space.clone().unseen(&hidden);
    if !gone.is_empty() {
        left = left.and_then(|space| space.without(|dm, from, to| gone.contains(&(dm, from, to))));
    }
    parts.space = left.map_err(|error| flaws.add(at, error.to_string())).ok()?;
    Some(())
}
