//! Files of GMCR+ (gmcr-py): JSON with `decisionMakers`, `options` and `infeasibles`. Only the form of the files is known
//! here; options are numbered from 0, states from 1 in ascending order of the number whose bit k is option k.

use detente_conflict::{Bits, Direction, Formula, Lever, MOST_DECISION_MAKERS, Space};
use serde_json::{Map, Value};

use super::parts::codes;
use super::plain::{PlainConflict, PlainPreference, PlainStatement};
use super::preference::ranks_of;
use crate::json::{Flaws, Rankings, place, word};

/// Parts and members of a statement at most.
const MOST_PARTS: usize = 1_000;

/// Keys that say that states are ranked by hand: of this version, and of older ones.
const MANUAL: [&str; 2] = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
/// Keys of such a ranking, best first, states that are equally good in a list of their own: of this version, and of older ones.
pub(super) const RANKINGS: [&str; 2] = ["preferenceRanking", "preferenceVector"];
/// Keys of a file that are read, or say nothing of the model.
const KEYS: [&str; 8] = [
    "decisionMakers",
    "options",
    "infeasibles",
    "coalitions",
    "useManualPreferenceRanking",
    "useManualPreferenceVectors",
    "program",
    "version",
];
/// Keys of a decision maker that are read, or follow from those.
const MAKER_KEYS: [&str; 7] =
    ["name", "options", "preferences", "preferenceRanking", "preferenceVector", "misperceptions", "payoffs"];

pub(super) fn read(
    root: &Map<String, Value>,
    rankings: &mut Rankings,
    memory: u64,
    flaws: &mut Flaws,
) -> Option<PlainConflict> {
    let before = flaws.0.len();
    let mut options = Vec::new();
    let mut levers = Vec::new();
    let mut notes = Vec::new();
    for (number, option) in flaws.list("", root, "options").into_iter().enumerate() {
        let at = format!("options[{number}]");
        let Some(option) = flaws.object(&at, option) else { continue };
        let name = numbered(word(option, "name"), &options);
        options.push(name);
        let direction = match word(option, "permittedDirection").as_str() {
            "" | "both" => Direction::Both,
            "fwd" => Direction::OnOnly,
            "back" => Direction::OffOnly,
            other => {
                flaws.add(place(&at, "permittedDirection"), format!("`{other}` is not known: both, fwd or back"));
                Direction::Both
            }
        };
        levers.push(Lever { owners: 0, direction });
    }
    let makers = flaws.list("", root, "decisionMakers");
    if makers.is_empty() || makers.len() > MOST_DECISION_MAKERS {
        flaws.add("decisionMakers", format!("from 1 to {MOST_DECISION_MAKERS} are expected"));
        return None;
    }
    let mut names = Vec::new();
    for (dm, maker) in makers.iter().enumerate() {
        let at = format!("decisionMakers[{dm}]");
        let Some(maker) = flaws.object(&at, maker) else { continue };
        let name = numbered(word(maker, "name"), &names);
        names.push(name);
        for option in flaws.list(&at, maker, "options") {
            match option.as_u64().and_then(|option| levers.get_mut(option as usize)) {
                Some(lever) => lever.owners |= 1 << dm,
                None => flaws.add(place(&at, "options"), format!("{option} is no option")),
            }
        }
    }
    let mut rules = Vec::new();
    for (number, rule) in flaws.list("", root, "infeasibles").into_iter().enumerate() {
        rules.extend(conjunction(&format!("infeasibles[{number}]"), rule, options.len(), flaws));
    }
    if flaws.0.len() > before {
        return None;
    }
    let space = Space::of_options(names.len(), levers, &rules, memory);
    let mut space = space.map_err(|error| flaws.add("options", error.to_string())).ok()?;
    let mut preferences = Vec::new();
    let mut hidden = Vec::new();
    let manual = MANUAL.iter().any(|key| root.get(*key).and_then(Value::as_bool) == Some(true));
    coalitions(root, &names, flaws);
    for (dm, maker) in makers.iter().enumerate() {
        let at = format!("decisionMakers[{dm}]");
        let Some(maker) = maker.as_object() else { continue };
        let ranking = RANKINGS.iter().find(|key| maker.contains_key(**key));
        preferences.push(match ranking.filter(|_| manual) {
            Some(key) => PlainPreference::Ranks(ranks_of(&place(&at, key), rankings, space.states(), flaws)?),
            None if manual => {
                let what = format!(
                    "the file says that states are ranked by hand, and there is no `{}`",
                    RANKINGS.join("` or `")
                );
                flaws.add(&at, what);
                return None;
            }
            None => statements(&at, maker, &options, flaws),
        });
        notes.extend(unread(&at, maker, &MAKER_KEYS));
        let seen_wrong = flaws.list(&at, maker, "misperceptions");
        let mut unseen = Bits::none(space.states());
        for rule in seen_wrong {
            let rule = conjunction(&place(&at, "misperceptions"), rule, options.len(), flaws);
            rule.iter().for_each(|rule| space.column(rule).ones().for_each(|state| unseen.set(state)));
        }
        hidden.push(unseen);
    }
    space = space.unseen(&hidden).map_err(|error| flaws.add("decisionMakers", error.to_string())).ok()?;
    notes.extend(unread("", root, &KEYS));
    let version = word(root, "version");
    notes.push(format!(
        "read from a GMCR+ file{}",
        if version.is_empty() { version } else { format!(" of version {version}") }
    ));
    (flaws.0.len() == before).then(|| PlainConflict {
        name: String::new(),
        title: String::new(),
        decision_makers: names,
        options,
        labels: codes(&space),
        space,
        preferences,
        status_quo: None,
        notes,
    })
}

/// Decision makers that a file joins into a coalition act as one there; that is not read here.
fn coalitions(root: &Map<String, Value>, names: &[String], flaws: &mut Flaws) {
    for (number, one) in flaws.list("", root, "coalitions").into_iter().enumerate() {
        let members = one.as_array().or_else(|| one.get("members").and_then(Value::as_array));
        let Some(members) = members.filter(|members| members.len() > 1) else { continue };
        let name = |member: &Value| member.as_u64().and_then(|place| names.get(place as usize)).cloned();
        let joined: Vec<String> = members.iter().filter_map(name).collect();
        let what = format!(
            "the file joins {} into a coalition that acts as one, which is not read here; take the coalition apart in GMCR+ (results \
             tell what coalitions could do together)",
            joined.join(" and ")
        );
        flaws.add(format!("coalitions[{number}]"), what);
    }
}

/// Keys that are not read, as a note.
fn unread(at: &str, object: &Map<String, Value>, known: &[&str]) -> Option<String> {
    let strange: Vec<String> =
        object.keys().filter(|key| !known.contains(&key.as_str())).map(|key| place(at, key)).collect();
    (!strange.is_empty()).then(|| format!("not read: {}", strange.join(", ")))
}

/// A name that none of those before has; files refer to options by number, so that names may be empty or stand twice.
pub(super) fn numbered(name: String, before: &[String]) -> String {
    let mut numbers = before.len() + 1..;
    let mut found = name.clone();
    while found.is_empty() || before.contains(&found) {
        found = format!("{name}#{}", numbers.next().unwrap_or_default());
    }
    found
}

/// `[[option, "Y"], …]`: all of it together.
fn conjunction(at: &str, value: &Value, options: usize, flaws: &mut Flaws) -> Option<Formula> {
    let mut parts = Vec::new();
    if value.as_array().is_some_and(|list| list.len() > MOST_PARTS) {
        flaws.add(at, format!("more than {MOST_PARTS} parts"));
        return None;
    }
    for part in value.as_array().into_iter().flatten() {
        let option =
            part.get(0).and_then(Value::as_u64).map(|option| option as usize).filter(|option| *option < options);
        let taken = match part.get(1).and_then(Value::as_str) {
            Some("Y") => Some(true),
            Some("N") => Some(false),
            _ => None,
        };
        match option.zip(taken) {
            Some(part) => parts.push(part),
            None => flaws.add(at, format!("{part} is no pair of an option's number and \"Y\" or \"N\"")),
        }
    }
    let formula = Formula::all(parts);
    if formula.is_none() {
        flaws.add(at, "a list of pairs [option, \"Y\" or \"N\"] is expected here");
    }
    formula
}

fn statements(at: &str, maker: &Map<String, Value>, options: &[String], flaws: &mut Flaws) -> PlainPreference {
    let mut list = Vec::new();
    for (number, item) in flaws.list(at, maker, "preferences").into_iter().enumerate() {
        let at = format!("{}[{number}]", place(at, "preferences"));
        // A compound statement holds when one of its members does.
        let members = item.get("members").and_then(Value::as_array);
        if members.is_some_and(|members| members.len() > MOST_PARTS) {
            flaws.add(&at, format!("more than {MOST_PARTS} members"));
            continue;
        }
        let formulas: Vec<Formula> = match members {
            Some(members) => {
                members.iter().filter_map(|member| conjunction(&at, member, options.len(), flaws)).collect()
            }
            None => conjunction(&at, item, options.len(), flaws).into_iter().collect(),
        };
        let written = match members {
            Some(members) => members.iter().map(|member| text(member, options)).collect::<Vec<_>>().join(" or "),
            None => text(item, options),
        };
        if let Some(formula) = formulas.into_iter().reduce(|a, b| Formula::Or(Box::new(a), Box::new(b))) {
            list.push(PlainStatement { text: written, formula, probability: 1.0 });
        }
    }
    PlainPreference::Statements(list)
}

fn text(conjunction: &Value, options: &[String]) -> String {
    let part = |part: &Value| -> Option<String> {
        let name = options.get(part.get(0)?.as_u64()? as usize)?;
        let name = if name.contains(' ') { format!("\"{name}\"") } else { name.clone() };
        Some(if part.get(1)?.as_str()? == "Y" { name } else { format!("not {name}") })
    };
    let parts: Vec<String> = conjunction.as_array().into_iter().flatten().filter_map(part).collect();
    if parts.len() > 1 { format!("({})", parts.join(" and ")) } else { parts.concat() }
}
