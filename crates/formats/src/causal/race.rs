//! Races of states from JSON.

use super::{names, numbers, rows_of, unread, with_json};
use crate::json::{Flaw, Flaws};

/// A race of states.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainRace {
    /// Names.
    pub names: Vec<String>,
    /// Rows react to columns.
    pub reaction: Vec<Vec<f64>>,
    /// How much the own burden holds back.
    pub cost: Vec<f64>,
    /// What each wants whatever the others do.
    pub grievance: Vec<f64>,
    /// Levels at the start; 0 where there are none.
    pub start: Vec<f64>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Reads a race from JSON; `K`, `a` and `g` are accepted for `reaction`, `cost` and `grievance`.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_race(text: &str) -> Result<PlainRace, Vec<Flaw>> {
    with_json(text, |root, flaws| {
        let find = |names: [&'static str; 2]| names.into_iter().find(|name| root.contains_key(*name));
        let reaction = match find(["reaction", "K"]) {
            Some(key) => rows_of(key, &root[key], flaws),
            None => {
                flaws.add("reaction", "this is missing");
                Vec::new()
            }
        };
        let count = reaction.len();
        let list = |names: [&'static str; 2], default: Option<f64>, flaws: &mut Flaws| {
            let Some(key) = find(names) else {
                if default.is_none() {
                    flaws.add(names[0], "this is missing");
                }
                return vec![default.unwrap_or(0.0); count];
            };
            let found = numbers(key, &root[key], flaws);
            if found.len() != count {
                flaws.add(key, format!("{count} numbers are expected, one a state; here are {}", found.len()));
            }
            found
        };
        let (cost, grievance) = (list(["cost", "a"], None, flaws), list(["grievance", "g"], Some(0.0), flaws));
        let start = list(["start", "x0"], Some(0.0), flaws);
        let names = names(root, &["names", "actors"], count, flaws);
        let known = ["reaction", "K", "cost", "a", "grievance", "g", "start", "x0", "names", "actors"];
        PlainRace { names, reaction, cost, grievance, start, notes: unread(root, &known) }
    })
}
