//! Conflict files: reading never panics, and what could be read can be analysed.
#![no_main]

use detente_conflict::{Answers, Concept, stability};
use detente_record::{PlainPreference, read_conflicts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for conflict in read_conflicts(text, 1).unwrap_or_default() {
        let states = conflict.space.states();
        if states > 256 {
            continue;
        }
        let ranks: Vec<Vec<u32>> = conflict
            .preferences
            .iter()
            .map(|preference| match preference {
                PlainPreference::Groups(groups) => detente_conflict::rank::by_groups(states, groups).unwrap(),
                PlainPreference::Numbers(numbers) => detente_conflict::rank::by_numbers(numbers),
                PlainPreference::Statements(_) => vec![0; states],
            })
            .collect();
        let _ = stability(&conflict.space, &ranks, &Concept::ALL, Answers::AnySequence);
    }
});
