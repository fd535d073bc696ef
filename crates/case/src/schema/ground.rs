//! What rows rest on: the columns that nearly every table ends with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Reference;
use super::cell::OneOf;
use super::column::{Choice, Column, Target, choice};
use super::field::{Field, Reading, Single};
use super::lists::{locators, names};
use super::single::{needed, text};
use crate::ground::Ground;

detente_chance::words! {
    /// What a row's existence and direction rest on.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, JsonSchema, Serialize, Deserialize)]
    pub enum Basis {
        /// A source says it.
        Explicit = "explicit",
        /// It follows from what a source says, by a step of the coder's.
        Inferred = "inferred",
        /// Commonly known; not looked up.
        GeneralKnowledge = "general-knowledge",
        /// The coder's assumption.
        #[default]
        Assumed = "assumed",
        /// A row of a data set.
        Data = "data",
    }
}

/// All of them with what they mean.
static BASES: [Choice<Basis>; 5] = [
    choice(Basis::Explicit.word(), "a source says it", Basis::Explicit),
    choice(Basis::Inferred.word(), "it follows from what a source says, by a step of the coder's", Basis::Inferred),
    choice(Basis::GeneralKnowledge.word(), "commonly known; not looked up", Basis::GeneralKnowledge),
    choice(Basis::Assumed.word(), "the coder's assumption", Basis::Assumed),
    choice(Basis::Data.word(), "a row of a data set", Basis::Data),
];

impl Basis {
    /// All of them with what they mean.
    pub const CHOICES: &'static [Choice<Self>; 5] = &BASES;

    /// Whether rows with this basis must name evidence.
    pub fn needs_evidence(self) -> bool {
        matches!(self, Self::Explicit | Self::Inferred | Self::Data)
    }
}

/// The basis of a row.
pub(super) fn basis() -> Single<impl super::field::How<Value = Basis>> {
    needed(OneOf(Basis::CHOICES), "basis", "what the row rests on").example("explicit")
}

/// Basis, evidence, locators and remark.
pub(super) struct Grounds;

fn evidence() -> Single<super::lists::Words> {
    names(Target::Claim, "evidence", "ids of the claims the row rests on, separated by spaces")
        .column_needed()
        .example("C1 C2")
}

fn repeated() -> Single<super::lists::Locators> {
    locators("locator", "repeats the locators of the evidence, for reading")
}

/// A remark.
pub(super) fn note() -> Single<super::single::Kept> {
    text("note", "a remark")
}

impl Field for Grounds {
    type Value = Ground;

    fn columns(&self) -> Vec<Column> {
        [basis().columns(), evidence().columns(), repeated().columns(), note().columns()].concat()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Ground> {
        let (basis, evidence) = (basis().read(reading), evidence().read(reading));
        let (locators, note) = (repeated().read(reading), note().read(reading));
        let place = reading.record.place.clone();
        Some(Ground { basis: basis?, evidence: evidence?, locators: locators?, note: note?, place })
    }

    fn write(&self, ground: &Ground) -> Vec<String> {
        let (basis, evidence) = (basis().write(&ground.basis), evidence().write(&ground.evidence));
        [basis, evidence, repeated().write(&ground.locators), note().write(&ground.note)].concat()
    }

    fn blank(&self) -> Ground {
        Ground::default()
    }

    fn refer<'v>(&self, ground: &'v Ground, to: &mut Vec<Reference<'v>>) {
        to.extend(ground.evidence.iter().map(|word| Reference { target: Target::Claim, word }));
    }
}
