//! Causal maps, influences, cross-impacts, landscapes and races, to their results.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::file("maps", bytes));
