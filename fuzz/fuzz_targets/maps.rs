//! Causal maps, influences, cross-impacts, landscapes, races: reading never panics.
#![no_main]

use detente_record::{read_cross_impacts, read_influences, read_landscape, read_map, read_race};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = read_map(text);
    let _ = read_influences(text);
    let _ = read_cross_impacts(text);
    let _ = read_landscape(text);
    let _ = read_race(text);
});
