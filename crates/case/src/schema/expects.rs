//! `expects.csv`.

use super::cell::{Id, Name, Number, OneOf, Said};
use super::column::{Choice, Target, choice};
use super::lists::names;
use super::single::{maybe, needed, text};
use super::{ANY, table};
use crate::syntax::record::Word;

/// What is expected of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expected {
    /// That it is so.
    #[default]
    Holds,
    /// That it is not so.
    Fails,
    /// That it is no less.
    AtLeast,
    /// That it is no more.
    AtMost,
    /// That it rises under a scenario.
    Rises,
    /// That it falls under a scenario.
    Falls,
}

impl Expected {
    /// Whether it is about what a scenario does.
    pub fn is_change(self) -> bool {
        matches!(self, Self::Rises | Self::Falls)
    }

    /// Whether it needs a number to be set beside.
    pub fn needs_value(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }
}

static EXPECTED: [Choice<Expected>; 6] = [
    choice("holds", "it is so: of frequencies, and of forecasts", Expected::Holds),
    choice("fails", "it is not so", Expected::Fails),
    choice("at-least", "the number is `value` or more", Expected::AtLeast),
    choice("at-most", "the number is `value` or less", Expected::AtMost),
    choice("rises", "it rises under the scenario, by `value` or a step of its scale at least", Expected::Rises),
    choice("falls", "it falls under the scenario, by `value` or a step of its scale at least", Expected::Falls),
];

table! {
    file: "expects.csv",
    about: "what the sources conclude on a question, so that the answer can be set beside it; rows with the same claims are one conclusion",
    /// What a source concludes on a question, in a form that can be set beside what was worked out.
    pub struct Expectation {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("E1"),
        /// The question.
        pub question: Word = needed(Name(Target::Question), "question", "id of the question").example("alliances"),
        /// Claims in which the sources conclude it.
        pub evidence: Vec<Word> =
            names(Target::Claim, "evidence", "ids of the claims in which the sources conclude it").needed().example("C1"),
        /// What they conclude.
        pub says: String = text("says", "what must be so if they are right, in words that follow “that”")
            .needed()
            .example("the others draw together"),
        /// What it is looked up in.
        pub of: Word = needed(
            Said,
            "of",
            "what decides it: a finding, a quantity, a forecast, or `answer.` and the name of a number among the `measures` of the answer",
        )
        .example("balance.main.together:A+B"),
        /// Under which scenario.
        pub under: Option<Word> = maybe(
            Name(Target::Scenario),
            "under",
            "the scenario under which; one of those of the question",
        ),
        /// What is expected of it.
        pub expected: Expected = needed(OneOf(&EXPECTED), "expected", "what is expected of it").example("holds"),
        /// The number it is set beside.
        pub value: Option<f64> = maybe(Number(ANY), "value", "the number it is set beside"),
        /// A remark.
        pub note: String = text("note", "a remark"),
    }
}
