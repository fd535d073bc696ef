//! `forums.csv`.

use super::actors::YES_NO;
use super::cell::{Day, Id, OneOf};
use super::column::{Choice, Kind, Target, choice};
use super::ground::Grounds;
use super::lists::names;
use super::single::{kept, maybe, needed, text};
use super::table;
use crate::date::Date;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What may be said of a format, and whether its seats count.
pub static STATUSES: [Choice<bool>; 9] = [
    choice("running", "it meets; its seats count", true),
    choice("in-force", "it binds its members; its seats count", true),
    choice("proposed", "somebody has proposed it to others", false),
    choice("idea", "somebody has thought of it", false),
    choice("refused", "it was proposed and turned down", false),
    choice("stalled", "it exists and does not move", false),
    choice("suspended", "it was interrupted by a decision", false),
    choice("ended", "it is over", false),
    choice("unknown", "the sources do not say", false),
];

/// The status of this word.
pub fn status(word: &str) -> Option<&'static Choice<bool>> {
    STATUSES.iter().find(|status| status.word == word)
}

table! {
    file: "forums.csv",
    about: "tables of talks, treaties, forums",
    /// A table of talks, a treaty, a forum.
    pub struct Forum {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("four-party"),
        /// Its name.
        pub name: String = text("name", "name").needed().example("Four-party talks"),
        /// Who sits there.
        pub members: Vec<Word> =
            names(Target::Actor, "members", "actor ids, separated by spaces").needed().example("USA CHN"),
        /// Leaders, official, working …
        pub level: String = text("level", "leaders, official, working, treaty …").example("official"),
        /// Running, proposed, refused …
        pub status: String = kept(Kind::Word(&STATUSES), "status", "what has become of it").example("running"),
        /// First date.
        pub since: Option<Date> = maybe(Day, "since", "first date").example("1997-12"),
        /// Last date.
        pub until: Option<Date> = maybe(Day, "until", "last date"),
        /// The issues that are dealt with there.
        pub issues: Vec<Word> = names(Target::Issue, "issues", "ids of the issues that are dealt with there").example("treaty"),
        /// The conflicts that are dealt with there.
        pub conflicts: Vec<Word> =
            names(Target::Conflict, "conflicts", "ids of the conflicts that are dealt with there"),
        /// Whether it is a table at which a seat counts.
        pub table: Option<bool> = maybe(
            OneOf(&YES_NO),
            "table",
            "whether a seat there is one at a table: a treaty, a study and an idea are none; else what runs is one",
        ),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}
