//! Conflict files: reading never panics, and what could be read can be analysed.
#![no_main]

use detente_conflict::{Answers, Concept, stability};
use detente_record::read_conflicts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for conflict in read_conflicts(text, 1).unwrap_or_default() {
        if conflict.space.states() > 256 {
            continue;
        }
        let ranks: Vec<Vec<u32>> = conflict.preferences.iter().map(|one| one.ranks(&conflict.space)).collect();
        let _ = stability(&conflict.space, &ranks, &Concept::ALL, Answers::AnySequence);
    }
});
