//! `ties.csv`.

use detente_chance::Estimate;

use super::actors::YES_NO;
use super::cell::{Day, Id, Name, OneOf};
use super::column::{Companion, Range, Target};
use super::field::Reading;
use super::ground::Grounds;
use super::single::{maybe, needed, text};
use super::size::{SizeBasis, size_basis};
use super::table;
use super::triple::{parts, triple};
use crate::codes;
use crate::date::Date;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What an affinity may be.
pub(crate) const AFFINITY: Range = (-1.0, 1.0);

/// What a firmness may be.
pub(crate) const FIRMNESS: Range = (0.0, 1.0);

table! {
    file: "ties.csv",
    companion: Companion { file: "data-ties.csv", without: &["title", "locator", "size_basis"] },
    about: "how close or hostile two actors are, by dimension",
    check: between_two,
    /// A row of `ties.csv`.
    pub struct Tie {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("T01"),
        /// One end; the one it runs from when directed.
        pub from: Word =
            needed(Name(Target::Actor), "from", "an actor; the one the tie runs from when directed").example("JPN"),
        /// The other end.
        pub to: Word = needed(Name(Target::Actor), "to", "the other actor").example("RUS"),
        /// Whether it runs one way.
        pub directed: bool = needed(OneOf(&YES_NO), "directed", "whether it runs one way").example("no"),
        /// Security, economic, territorial …
        pub dimension: Word = needed(Id, "dimension", "security, political, economic …").example("political"),
        /// What it is in a few words.
        pub title: String =
            text("title", "what it is in a few words, as it stands in sentences; else the dimension").example("trust"),
        /// Affinity, in [-1, 1].
        pub affinity: Estimate =
            triple(parts!(""), AFFINITY, "affinity from -1 (hostile) to 1 (close): lower end")
                .needed()
                .example(["-0.4", "-0.2", "0.1"]),
        /// How hard it is to bend, in [0, 1]; when absent, the absolute affinity is assumed.
        pub firmness: Option<Estimate> =
            triple(parts!("firmness_"), FIRMNESS, "how hard the tie is to bend, 0 to 1: lower end")
                .default("|mode| of the affinity is assumed"),
        /// First date in force.
        pub since: Option<Date> = maybe(Day, "since", "first date").example("1991-12"),
        /// Last date in force.
        pub until: Option<Date> = maybe(Day, "until", "last date"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
        /// Where its numbers come from.
        pub size: Option<SizeBasis> = size_basis(),
    }
}

/// A tie joins two actors.
fn between_two(reading: &mut Reading<'_>) -> bool {
    let record = reading.record;
    let (Some(from), Some(to)) = (record.get("from"), record.get("to")) else { return true };
    if from.text == to.text {
        reading.findings.add(codes::SAME_ID, &to.place, format!("the tie joins `{}` to itself", to.text));
    }
    from.text != to.text
}
