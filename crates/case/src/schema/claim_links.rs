//! `claim-links.csv`.

use super::cell::{Name, OneOf};
use super::column::{Choice, Target, choice};
use super::single::needed;
use super::{ground, table};
use crate::syntax::record::Word;

/// How two claims hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimRelation {
    /// The first supports the second.
    #[default]
    Supports,
    /// They cannot both be true.
    Contradicts,
    /// The first is the more special one.
    Refines,
    /// They may go back to one source.
    SameSource,
}

static RELATIONS: [Choice<ClaimRelation>; 4] = [
    choice("supports", "the first supports the second", ClaimRelation::Supports),
    choice("contradicts", "they cannot both be true", ClaimRelation::Contradicts),
    choice("refines", "the first is the more special one", ClaimRelation::Refines),
    choice("same-source", "they may go back to one source", ClaimRelation::SameSource),
];

table! {
    file: "claim-links.csv",
    about: "how claims hang together",
    /// A relation between two claims.
    pub struct ClaimLink {
        /// The first claim.
        pub from: Word = needed(Name(Target::Claim), "from", "a claim").example("C1"),
        /// The second.
        pub to: Word = needed(Name(Target::Claim), "to", "another claim").example("C2"),
        /// The relation.
        pub relation: ClaimRelation =
            needed(OneOf(&RELATIONS), "relation", "what the first is to the second").example("supports"),
        /// Remark.
        pub note: String = ground::note(),
    }
}
