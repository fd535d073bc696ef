//! Large outputs in few lines: a tree of digests, with what stands first in each part.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// Longest JSON that stands in the tree itself, and longest excerpt, in letters.
const SHORT: usize = 100;
/// Depth at which parts are no longer taken apart.
const DEEPEST: usize = 4;
/// Most keys of an object that are told one by one.
const MOST: usize = 40;
/// Most items of a list that are told one by one.
const FEW: usize = 8;
/// Lines of a text that have one digest together.
const LINES: usize = 50;

fn sum(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn excerpt(text: &str) -> String {
    let start: String = text.chars().take(SHORT).collect();
    if start.len() < text.len() { start + "…" } else { start }
}

/// One line a part: its place, how much there is, its digest, how it begins.
pub fn of_json(value: &Value) -> String {
    let mut text = String::new();
    part(&mut text, "", value, 0);
    text
}

fn part(text: &mut String, path: &str, value: &Value, depth: usize) {
    let json = value.to_string();
    if json.len() <= SHORT {
        let _ = writeln!(text, "{path} {json}");
        return;
    }
    match value {
        Value::Object(fields) => {
            let _ = writeln!(text, "{path} {} keys {}", fields.len(), sum(&json));
            let all = fields.iter().map(|(key, value)| (key.as_str(), value));
            let all: Vec<(String, &Value)> = all.map(|(name, value)| (name.to_owned(), value)).collect();
            parts(text, path, &all, fields.len() > MOST, depth);
        }
        Value::Array(items) => {
            let _ = writeln!(text, "{path} {} items {} {}", items.len(), sum(&json), excerpt(&items[0].to_string()));
            let few = items.len() <= FEW;
            let told = items.iter().enumerate().filter(|(_, item)| item.is_object());
            let place = |place: usize| few.then(|| place.to_string());
            let all: Vec<(String, &Value)> =
                told.filter_map(|(number, item)| Some((name_of(item).or_else(|| place(number))?, item))).collect();
            parts(text, path, &all, !few, depth);
        }
        _ => {
            let _ = writeln!(text, "{path} {} {}", sum(&json), excerpt(&json));
        }
    }
}

/// Parts with names, one by one or by the kind that their names begin with.
fn parts(text: &mut String, path: &str, all: &[(String, &Value)], by_kind: bool, depth: usize) {
    if depth >= DEEPEST {
        return;
    }
    if !by_kind {
        all.iter().for_each(|(name, value)| part(text, &format!("{path}/{name}"), value, depth + 1));
        return;
    }
    let mut kinds: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    all.iter().for_each(|(name, value)| kinds.entry(kind(name)).or_default().push(value));
    if kinds.len() > MOST * 2 {
        return;
    }
    for (kind, values) in kinds {
        let json = values.iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",");
        let _ = writeln!(text, "{path}[{kind}] {} {} {}", values.len(), sum(&json), excerpt(&json));
    }
}

/// The name of an item, where it has one.
fn name_of(item: &Value) -> Option<String> {
    let named = ["id", "view", "period", "set", "finding"].iter().find_map(|key| item.get(key)?.as_str());
    named.map(str::to_owned)
}

/// What a name is a name of: `balance.states.together:CHN+RUS` is of `balance.states.together`, `tie.JPN-USA.security` of `tie`.
fn kind(name: &str) -> &str {
    name.split_once(':').or_else(|| name.split_once('.')).map_or(name, |(kind, _)| kind)
}

/// Digests of every few lines of a text, each with its first line.
pub fn of_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut told = format!("{} lines {}\n", lines.len(), sum(text));
    for (number, block) in lines.chunks(LINES).enumerate() {
        let _ = writeln!(told, "{} {} {}", number * LINES + 1, sum(&block.join("\n")), excerpt(block[0]));
    }
    told
}
