//! Conflict files, to stability, proofs and draws.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::file("conflict", bytes));
