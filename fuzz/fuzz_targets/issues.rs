//! Tables of issues and scenarios of KTAB, to the outcome of every model.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::file("issues", bytes));
