//! `factors.csv`.

use detente_chance::Estimate;

use super::actors::YES_NO;
use super::cell::{Id, Number, OneOf};
use super::column::Range;
use super::field::Reading;
use super::ground::Grounds;
use super::single::{needed, otherwise, text};
use super::size::{SizeBasis, size_basis};
use super::triple::{parts, triple};
use super::{ANY, table};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What an inertia may be: below 1, so that a deviation fades.
const INERTIA: Range = (0.0, 0.999);

/// The ends of a range that is not given.
const ENDS: Range = (0.0, 1.0);

table! {
    file: "factors.csv",
    about: "causes and effects that are neither ties nor positions",
    check: some_range,
    /// A cause or effect that is neither tie nor position.
    pub struct Factor {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("oil-price"),
        /// Its name.
        pub name: String = text("name", "name").needed().example("Price of oil"),
        /// What it is called in the middle of a sentence, where that is not its name.
        pub in_text: String = text(
            "in_text",
            "what it is called in the middle of a sentence, where that is not its name, such as `the price of oil`",
        )
        .example("the price of oil"),
        /// Its range.
        pub range: (f64, f64) = (
            otherwise((Number(ANY), ENDS.0, "0"), "range_low", "lower end of its range").example("0"),
            otherwise((Number(ANY), ENDS.1, "1"), "range_high", "upper end of its range").example("100"),
        ),
        /// Its level.
        pub level: Estimate =
            triple(parts!(""), ANY, "its level, within its range: lower end").needed().example(["20", "25", "40"]),
        /// What the ends mean.
        pub ends: (String, String) = (
            text("meaning_0", "what the lower end of the range means"),
            text("meaning_1", "what the upper end means"),
        ),
        /// Share of a deviation that stays from one period to the next, in [0, 1).
        pub inertia: f64 = otherwise(
            (Number(INERTIA), 0.0, "0"),
            "inertia",
            "share of a deviation that stays from one period to the next, 0 to below 1",
        )
        .example("0.5"),
        /// Whether somebody could move it; what nobody can move is no lever.
        pub movable: bool =
            otherwise((OneOf(&YES_NO), true, "yes"), "movable", "no, when nobody could move it, so that it is no lever; else yes"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
        /// Where its numbers come from.
        pub size: Option<SizeBasis> = size_basis(),
    }
}

/// A range has a lower and an upper end.
fn some_range(reading: &mut Reading<'_>) -> bool {
    // What is wrong with a number is told by its own column.
    let end = |name: &str| reading.record.number(name, &mut Diagnostics::default());
    let some = end("range_low").unwrap_or(ENDS.0) < end("range_high").unwrap_or(ENDS.1);
    if !some {
        let place = reading.record.place_of("range_low");
        reading.findings.add(codes::OUT_OF_RANGE, place, "the range of the factor is empty");
    }
    some
}
