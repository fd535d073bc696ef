//! Bytes through the front door: what is text becomes a table whose rows are as wide as its header.
#![no_main]

use detente_text::{Asked, decode, look_alikes, table, visible};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes, None) else { return };
    let mut found = table::read(&decoded.text, &Asked::default());
    let columns: Vec<usize> = (0..found.header.names.len()).collect();
    found.settle_decimal(&columns);
    for row in &found.rows {
        assert_eq!(row.cells().len(), columns.len());
        columns.iter().for_each(|column| drop(found.number(row, *column)));
    }
    let names = found.rows.iter().map(|row| row.cell(0));
    assert!(look_alikes(names).iter().all(|group| group.len() > 1));
    assert!(detente_text::first_unsafe(&visible(&decoded.text)).is_none());
});
