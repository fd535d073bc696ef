//! Data sets and events, to what commands say of them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::file("record", bytes));
