//! A whole case, from its files to every export.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::case(bytes));
