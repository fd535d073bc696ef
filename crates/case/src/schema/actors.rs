//! `actors.csv`.

use detente_chance::Estimate;

use super::cell::{ActorId, Name, OneOf};
use super::column::{Choice, Range, Target, choice};
use super::ground::Grounds;
use super::lists::texts;
use super::single::{maybe, needed, otherwise, text};
use super::table;
use super::triple::{parts, triple};
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What a capability may be.
pub(crate) const CAPABILITY: Range = (0.0, 100.0);

/// Whether something is so.
pub(super) static YES_NO: [Choice<bool>; 2] = [choice("yes", "it is so", true), choice("no", "it is not", false)];

static NAMED: [Choice<bool>; 2] =
    [choice("yes", "the sources say who it is", true), choice("no", "they do not say who it is", false)];

table! {
    file: "actors.csv",
    about: "states, organs, factions, persons",
    /// A state, an organ, a faction, a person.
    pub struct Actor {
        /// Its id, dotted, without hyphen.
        pub id: Word = needed(ActorId, "id", "letters, digits, `_` and `.`; no hyphen").example("JPN.LDP"),
        /// Its name.
        pub name: String = text("name", "name").needed().example("Liberal Democratic Party"),
        /// What it is called in the middle of a sentence, where that is not its name.
        pub in_text: String = text(
            "in_text",
            "what it is called in the middle of a sentence, where that is not its name: with an article, such as `the United States`",
        )
        .example("the Liberal Democrats"),
        /// State, government, party, person …
        pub kind: String = text("kind", "state, government, ministry, party, faction, person …").example("party"),
        /// The actor it is part of.
        pub within: Option<Word> = maybe(Name(Target::Actor), "within", "the actor it is part of").example("JPN"),
        /// Other names.
        pub aliases: Vec<String> = texts("aliases", "other names, separated by `;`").example("LDP; Liberal Democrats"),
        /// Whether the sources name it; a claim of an unnamed speaker weighs differently.
        pub named: bool =
            otherwise((OneOf(&NAMED), true, "yes"), "named", "no, when the sources do not say who it is; else yes"),
        /// General capability, in [0, 100].
        pub capability: Option<Estimate> =
            triple(parts!("capability_"), CAPABILITY, "general capability, 0 to 100: lower end")
                .example(["40", "50", "60"]),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}
