//! Conflicts whose states and moves are given one by one.

use detente_conflict::Space;
use serde_json::{Map, Value};

use super::parts::Parts;
use crate::json::{Flaws, place};

pub(super) fn by_moves(at: &str, object: &Map<String, Value>, dms: &[String], flaws: &mut Flaws) -> Option<Parts> {
    let before = flaws.0.len();
    for name in ["options", "infeasible", "coalesce", "hidden_states", "removed_moves"] {
        if object.contains_key(name) {
            flaws.add(place(at, name), "this is for `form` `option`: here states and moves are given one by one");
        }
    }
    let states = flaws.list(at, object, "states");
    let labels: Vec<String> = states
        .into_iter()
        .enumerate()
        .map(|(number, name)| match name {
            Value::Number(number) => number.to_string(),
            name => flaws.text(&place(at, &format!("states[{number}]")), name).unwrap_or_default(),
        })
        .collect();
    flaws.distinct(&place(at, "states"), &labels);
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
            let Some(row) = row.as_array() else {
                flaws.add(&at, "a list of state numbers is expected here");
                continue;
            };
            for target in row {
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
