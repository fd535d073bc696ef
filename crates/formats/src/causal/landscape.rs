//! Landscapes, from JSON.

use serde_json::{Map, Value};

use super::{PlainLandscape, names, numbers, rows_of, unread};
use crate::json::Flaws;

pub(super) fn landscape_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainLandscape {
    let propensity = match root.get("propensity") {
        Some(value) => rows_of("propensity", value, flaws),
        None => {
            flaws.add("propensity", "this is missing");
            Vec::new()
        }
    };
    let count = propensity.len();
    let size = root.get("size").map_or_else(|| vec![1.0; count], |value| numbers("size", value, flaws));
    if size.len() != count {
        flaws.add("size", format!("{count} numbers are expected, one an actor; here are {}", size.len()));
    } else if let Some(place) = size.iter().position(|size| *size <= 0.0) {
        flaws.add(format!("size[{place}]"), "sizes are above 0");
    }
    for (i, row) in propensity.iter().enumerate() {
        for (j, cell) in row.iter().enumerate().take(i) {
            if propensity.get(j).and_then(|row| row.get(i)).is_some_and(|other| other != cell) {
                flaws.add(format!("propensity[{i}][{j}]"), "propensities are the same both ways");
            }
        }
    }
    if let Some(place) = (0..count).find(|place| propensity[*place].get(*place).is_some_and(|cell| *cell != 0.0)) {
        flaws.add(format!("propensity[{place}][{place}]"), "an actor has no propensity towards itself: 0 is expected");
    }
    let names = names(root, &["actors", "names"], count, flaws);
    PlainLandscape { names, size, propensity, notes: unread(root, &["actors", "names", "size", "propensity"]) }
}
