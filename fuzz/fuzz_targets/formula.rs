//! Statements: reading never panics, and errors point into the text.
#![no_main]

use detente_conflict::Formula;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Formula::parse(text, &["a", "b", "c-d"]) {
        Ok(formula) => {
            let _ = formula.holds(&|option| option == 1);
        }
        Err(error) => assert!(error.span.0 <= error.span.1 && error.span.1 <= text.len()),
    }
});
