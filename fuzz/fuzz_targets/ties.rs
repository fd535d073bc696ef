//! Plain networks and figures, to the results of every command that reads them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| detente_fuzz::file("ties", bytes));
