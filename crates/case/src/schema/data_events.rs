//! `data-events.csv`.

use super::cell::{Day, Id, Name, Number, OneOf};
use super::column::{Choice, Kind, Range, Target, choice};
use super::lists::names;
use super::single::{kept, maybe, needed, text};
use super::table;
use crate::date::Date;
use crate::syntax::record::Word;

/// What a published scale gives to an event: from the most hostile to the friendliest.
pub(crate) const SCORE: Range = (-10.0, 10.0);

/// Lines of a file, from 1.
const LINE: Kind = Kind::Whole((1.0, f64::MAX));

/// Quarters of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventQuarter {
    /// Friendly words.
    #[default]
    VerbalCooperation,
    /// Friendly deeds.
    MaterialCooperation,
    /// Hostile words.
    VerbalConflict,
    /// Hostile deeds.
    MaterialConflict,
}

static QUARTERS: [Choice<EventQuarter>; 4] = [
    choice("verbal-cooperation", "friendly words", EventQuarter::VerbalCooperation),
    choice("material-cooperation", "friendly deeds", EventQuarter::MaterialCooperation),
    choice("verbal-conflict", "hostile words", EventQuarter::VerbalConflict),
    choice("material-conflict", "hostile deeds", EventQuarter::MaterialConflict),
];

table! {
    file: "data-events.csv",
    about: "events of data sets (`detente record events` writes it)",
    /// An event of a data set between two actors.
    pub struct DataEvent {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("icews-57"),
        /// The data set.
        pub set: Word = needed(Name(Target::Source), "set", "the data set, a row of `datasets.csv`").example("icews"),
        /// The line of its file, as written.
        pub line: String = kept(LINE, "line", "line of its file").example("57"),
        /// The day.
        pub date: Option<Date> = maybe(Day, "date", "the day").example("2001-03-14"),
        /// Who acted.
        pub actors: Vec<Word> = names(Target::Actor, "actor", "who acted: an actor id").needed().example("CHN"),
        /// Towards whom.
        pub targets: Vec<Word> = names(Target::Actor, "target", "towards whom: an actor id").needed().example("JPN"),
        /// What it is in a few words.
        pub action: String = text("action", "what it is in a few words").needed().example("event 173"),
        /// Its code in the data set.
        pub code: String = text("code", "its code in the data set").needed().example("173"),
        /// Words or deeds, friendly or hostile.
        pub quarter: EventQuarter = needed(OneOf(&QUARTERS), "quad", "quadrant").example("verbal-conflict"),
        /// What the data set scores it.
        pub score: Option<f64> =
            maybe(Number(SCORE), "score", "its score in the data set, -10 (hostile) to 10").example("-4.4"),
    }
}
