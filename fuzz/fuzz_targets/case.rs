//! A whole case: the input is cut into the files of a case at zero bytes. Loading must not panic, and every finding must
//! have a place that can be told.
#![no_main]

use detente_model::{Files, TABLES, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let names = ["case.toml", "scenarios/a.toml", "ties.csv", "claims.csv", "actors.csv"];
    let others = TABLES.iter().map(|table| table.file);
    let mut files = Files::default();
    for (name, part) in names.into_iter().chain(others).zip(text.split('\0')) {
        // Half of the time the header is given, so that rows are reached.
        let table = TABLES.iter().find(|table| table.file == name);
        let part = match (table, part.strip_prefix('+')) {
            (Some(table), Some(rows)) => format!("{}\n{rows}", table.header()),
            _ => part.to_owned(),
        };
        files.insert(name, part);
    }
    for finding in load(&files).findings {
        let _ = files.line_column(&finding.place);
        assert!(finding.place.start <= finding.place.end);
    }
});
