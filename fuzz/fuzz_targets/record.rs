//! Files of data sets and events: reading never panics, and what is read is counted once.
#![no_main]

use std::io::Write;

use detente_record::events::{Options, aggregate};
use detente_record::sets::read_file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    if let Ok(Some((_, series, tally))) = read_file(file.path()) {
        let dropped: u64 = tally.passed.values().sum();
        assert_eq!(tally.rows, tally.kept + tally.skipped() + dropped);
        // Rows that stand in one direction alone are read as of both.
        assert!(series.len() as u64 <= 2 * tally.kept);
    }
    if let Ok(found) = aggregate(&[file.path()], &Options::default()) {
        let dropped: u64 = found.tally.passed.values().sum();
        assert_eq!(found.tally.rows, found.tally.kept + found.tally.skipped() + dropped);
        assert_eq!(found.groups().iter().map(|group| u64::from(group.n)).sum::<u64>(), found.tally.kept);
    }
});
