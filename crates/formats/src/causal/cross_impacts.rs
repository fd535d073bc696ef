//! Cross-impact matrices, from JSON and from ScenarioWizard.

use serde_json::{Map, Value};

use super::{PlainCrossImpact, rows_of, unread};
use crate::json::{Flaws, place};

pub(super) fn cross_impact_of_json(at: &str, root: &Map<String, Value>, flaws: &mut Flaws) -> PlainCrossImpact {
    let key = |name: &str| place(at, name);
    let mut descriptors = Vec::new();
    match root.get("variants") {
        Some(Value::Array(list)) => {
            for (i, value) in list.iter().enumerate() {
                let name = root.get("descriptors").and_then(|names| names.get(i)).and_then(Value::as_str);
                let name = name.map_or_else(|| (i + 1).to_string(), str::to_owned);
                match value {
                    Value::Array(names) => {
                        let names = names.iter().filter_map(|name| flaws.text(&key("variants"), name)).collect();
                        descriptors.push((name, names));
                    }
                    value => match value.as_u64().filter(|count| (1..=1_000).contains(count)) {
                        Some(count) => descriptors.push((name, (1..=count).map(|n| n.to_string()).collect())),
                        None => flaws.add(
                            format!("{}[{i}]", key("variants")),
                            "a number of variants, or their names, is expected",
                        ),
                    },
                }
            }
        }
        _ => flaws.add(key("variants"), "a list of numbers of variants is expected here"),
    }
    distinct(&key("variants"), &descriptors, flaws);
    let matrix = match root.get("matrix_row_acts_on_column") {
        Some(value) => {
            let at = key("matrix_row_acts_on_column");
            let rows = rows_of(&at, value, flaws);
            if rows.iter().flatten().any(|cell| cell.fract() != 0.0 || cell.abs() > 1e9) {
                flaws.add(at, "cells are whole numbers");
            }
            rows.iter().map(|row| row.iter().map(|cell| *cell as i64).collect()).collect()
        }
        None => {
            flaws.add(key("matrix_row_acts_on_column"), "this is missing");
            Vec::new()
        }
    };
    let variants: usize = descriptors.iter().map(|(_, variants): &(String, Vec<String>)| variants.len()).sum();
    if !matrix.is_empty() && variants != matrix.len() {
        flaws.add(key("variants"), format!("{variants} variants, but {} rows", matrix.len()));
    }
    let confidence = root.get("confidence").map(|value| confidence_of(&key("confidence"), value, matrix.len(), flaws));
    let name = root.get("id").or(root.get("name")).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut notes = unread(root, &["id", "name", "variants", "descriptors", "matrix_row_acts_on_column", "confidence"]);
    notes.extend(own_blocks(&descriptors, &matrix));
    PlainCrossImpact { name, descriptors, matrix, confidence: confidence.unwrap_or_default(), notes }
}

/// Descriptors must differ by name, and the variants of each.
pub(super) fn distinct(at: &str, descriptors: &[(String, Vec<String>)], flaws: &mut Flaws) {
    let names: Vec<String> = descriptors.iter().map(|(name, _)| name.clone()).collect();
    flaws.distinct("the descriptors", &names);
    for (name, variants) in descriptors {
        flaws.distinct(&format!("{at} of `{name}`"), variants);
    }
}

/// One confidence for all cells, or one for each; `null` and 0 for a cell without doubt.
fn confidence_of(at: &str, value: &Value, size: usize, flaws: &mut Flaws) -> Vec<Vec<Option<u8>>> {
    let mut one = |value: &Value| match value.as_u64() {
        Some(0) => None,
        Some(confidence @ 1..=5) => Some(confidence as u8),
        _ if value.is_null() => None,
        _ => {
            flaws.add(at.to_owned(), "confidences are whole numbers from 1 (a guess) to 5 (sure)");
            None
        }
    };
    let Some(rows) = value.as_array() else { return vec![vec![one(value); size]; size] };
    let found: Vec<Vec<Option<u8>>> =
        rows.iter().map(|row| row.as_array().into_iter().flatten().map(&mut one).collect()).collect();
    if found.len() != size || found.iter().any(|row| row.len() != size) {
        flaws.add(at.to_owned(), "one number, or as many rows and columns as the matrix has, are expected");
    }
    found
}

/// Descriptors whose variants act on one another: allowed, and counted into the balances of their own descriptor, but unusual.
fn own_blocks(descriptors: &[(String, Vec<String>)], matrix: &[Vec<i64>]) -> Vec<String> {
    let mut found = Vec::new();
    let mut first = 0;
    for (name, variants) in descriptors {
        let rows = first..first + variants.len();
        let mut cells = rows.clone().flat_map(|row| rows.clone().map(move |column| (row, column)));
        let cell = |(row, column): (usize, usize)| matrix.get(row).and_then(|row: &Vec<i64>| row.get(column));
        if cells.any(|place| cell(place).is_some_and(|cell| *cell != 0)) {
            found.push(format!("the variants of `{name}` act on one another; their block counts as it stands"));
        }
        first += variants.len();
    }
    found
}
