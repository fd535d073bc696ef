//! Texts into the parts of a case.

mod conflicts;
mod cross_impacts;
mod manifest;
mod scales;
mod scenarios;
mod tables;

use std::collections::BTreeMap;

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::{Files, MANIFEST, Place};
use crate::left_out::LeftOut;
use crate::names::did_you_mean;
use crate::renamed;
use crate::schema::{self, Context, TABLES, Table};
use crate::syntax::{Record, csv};

/// Reads every file of the case.
pub(crate) fn read(files: &Files, findings: &mut Diagnostics) -> Case {
    let mut case = Case::default();
    let pages = match files.get(MANIFEST) {
        Some(text) => manifest::read(text, &mut case, findings),
        // What cannot be read is a finding already.
        None if files.unread().any(|name| name == MANIFEST) => BTreeMap::new(),
        None => {
            let hint = "`detente init DIR` writes an empty case".to_owned();
            let place = Place::new(MANIFEST, 0..0);
            findings.add_with_hint(codes::UNREADABLE, &place, "the case has no `case.toml`", hint);
            BTreeMap::new()
        }
    };
    for name in files.unread() {
        if let Some(file) = table_of(name) {
            case.left_out.file(file);
        }
    }
    let mut records: BTreeMap<&'static str, Vec<Record>> = BTreeMap::new();
    for table in TABLES.iter() {
        let text = files.get(table.file);
        let mut rows =
            text.map(|text| csv::records(table, table.file, text, &mut case.left_out, findings)).unwrap_or_default();
        if let Some(companion) = table.companion
            && let Some(text) = files.get(companion.file)
        {
            rows.extend(csv::records(table, companion.file, text, &mut case.left_out, findings));
        }
        records.insert(table.file, unique(rows, table, &mut case.left_out, findings));
    }
    let context = Context { shape: case.settings.shape, ..Context::default() };
    tables::Tables { records, context, findings }.read(&pages, &mut case);
    for (name, text) in files.inside("scenarios/", ".toml") {
        if let Some(scenario) = scenarios::read(name, text, case.settings.shape, findings) {
            case.scenarios.push(scenario);
        }
    }
    stray_files(files, findings);
    case
}

/// The table to which a file belongs, be it one of its own or its companion.
fn table_of(name: &str) -> Option<&'static str> {
    if name == MANIFEST { Some(MANIFEST) } else { schema::table_of(name).map(|table| table.file) }
}

/// Leaves out rows whose id was seen before.
fn unique(rows: Vec<Record>, table: &Table, left_out: &mut LeftOut, findings: &mut Diagnostics) -> Vec<Record> {
    if table.columns[0].name != "id" {
        return rows;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (row, record) in rows.into_iter().enumerate() {
        match record.get("id") {
            Some(id) if seen.contains_key(&id.text) => {
                let first = seen[&id.text] + 2;
                let message = format!("the id `{}` is taken already, in row {first} of {}", id.text, table.file);
                findings.add(codes::SAME_ID, &id.place, message);
                left_out.row(table.file, record.texts());
            }
            id => {
                if let Some(id) = id {
                    seen.insert(id.text.clone(), row);
                }
                kept.push(record);
            }
        }
    }
    kept
}

fn stray_files(files: &Files, findings: &mut Diagnostics) {
    let companions = TABLES.iter().filter_map(|table| table.companion).map(|companion| companion.file);
    let known: Vec<&str> = TABLES.iter().map(|table| table.file).chain(companions).chain([MANIFEST]).collect();
    for (name, _) in files.iter() {
        let in_place = name.starts_with("sources/") || (name.starts_with("scenarios/") && name.ends_with(".toml"));
        let prose = name.ends_with(".md") || name.ends_with(".txt") || name.starts_with('.');
        if let Some(new) = renamed::file(name) {
            let (place, hint) = (Place::new(name, 0..0), format!("rename it to `{new}`"));
            findings.add_with_hint(codes::OLD_NAME, &place, format!("`{name}` is an old name"), hint);
        } else if !known.contains(&name) && !in_place && !prose {
            let hint = did_you_mean(name, known.iter().copied());
            findings.add_with_hint(codes::STRAY_FILE, &Place::new(name, 0..0), format!("nobody reads `{name}`"), hint);
        }
    }
}
