//! Changes as typed: what is read must be written and read back as the same.
#![no_main]

use detente_case::locator::Locator;
use detente_case::{Change, Date, QuantityPath};
use detente_chance::Shape;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(change) = Change::parse(text, Shape::Pert) {
        let again = Change::parse(&change.to_string(), Shape::Pert);
        assert_eq!(again.map(|change| change.to_string()), Ok(change.to_string()));
    }
    if let Some(path) = QuantityPath::parse(text, true) {
        assert_eq!(QuantityPath::parse(&path.to_string(), true), Some(path));
    }
    if let Ok(locator) = Locator::parse(text) {
        assert_eq!(Locator::parse(&locator.to_string()), Ok(locator));
    }
    if let Some(date) = Date::parse(text) {
        assert_eq!(Date::parse(&date.to_string()), Some(date));
    }
});
