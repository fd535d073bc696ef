//! `positions.csv`.

use detente_chance::Estimate;

use super::actors::CAPABILITY;
use super::cell::{Cell, Id, Name, OneOf};
use super::column::{Choice, Column, Kind, Range, Target, choice};
use super::field::{Field, Reading};
use super::ground::Grounds;
use super::issues::SCALE;
use super::single::{maybe, needed, otherwise};
use super::table;
use super::triple::{Triple, parts, triple};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::Record;
use crate::syntax::record::Word;

/// What a salience may be.
pub(crate) const SALIENCE: Range = (0.0, 100.0);

static VETO: [Choice<bool>; 2] =
    [choice("yes", "nothing passes without it", true), choice("no", "it can be outvoted", false)];

table! {
    file: "positions.csv",
    about: "where an actor stands on an issue, how much it cares, what weight it has; all 0 to 100",
    /// A row of `positions.csv`: an actor's stand on an issue, all in [0, 100].
    pub struct Position {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("P1"),
        /// The issue.
        pub issue: Word = needed(Name(Target::Issue), "issue", "issue id").example("treaty"),
        /// The actor.
        pub actor: Word = needed(Name(Target::Actor), "actor", "actor id").example("JPN"),
        /// Where it stands; absent when its position is the outcome of another issue.
        pub position: Option<Estimate> = Stand,
        /// How much it cares.
        pub salience: Estimate =
            triple(parts!("salience_"), SALIENCE, "how much it cares: lower end").needed().example(["50", "60", "80"]),
        /// Its weight on this issue.
        pub capability: Option<Estimate> =
            triple(parts!("capability_"), CAPABILITY, "weight on this issue: lower end")
                .default("the actor's capability"),
        /// The issue whose outcome is its position: what its factions bargain over among themselves.
        pub from: Option<Word> = maybe(
            Name(Target::Issue),
            "from",
            "issue whose outcome is the position: factions bargain first, their state then",
        ),
        /// Whether nothing passes without it under the rule of the issue.
        pub veto: bool =
            otherwise((Veto, false, "no"), "veto", "`yes`: nothing passes without it under the rule"),
        /// Whether it has a say in the decision.
        pub standing: Standing = otherwise(
            (OneOf(&STANDINGS), Standing::Decides, "decides"),
            "standing",
            "what say it has: it decides, blocks, or only influences those who do",
        ),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}

/// What say an actor has on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It is among those whose decision it is.
    #[default]
    Decides,
    /// It is, and nothing passes without it.
    Blocks,
    /// It presses those who decide, and has no say itself.
    OnlyInfluences,
}

/// The standings in files.
static STANDINGS: [Choice<Standing>; 3] = [
    choice("decides", "it is among those whose decision it is", Standing::Decides),
    choice("blocks", "it decides, and nothing passes without it", Standing::Blocks),
    choice("only-influences", "it presses those who decide and has no say itself", Standing::OnlyInfluences),
];

/// Where an actor stands: given, unless it is the outcome of another issue.
struct Stand;

fn given() -> Triple {
    triple(parts!("position_"), SCALE, "position on the scale: lower end; empty with `from`")
        .columns_needed()
        .example(["20", "30", "45"])
}

impl Field for Stand {
    type Value = Option<Estimate>;

    fn columns(&self) -> Vec<Column> {
        given().columns()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Option<Estimate>> {
        let Some(from) = reading.record.get("from") else {
            reading.record.required(given().mode(), reading.findings);
            return given().read(reading)?.map(Some);
        };
        if given().read(reading)?.is_some() {
            let message = "a position is either given or the outcome of another issue, not both";
            reading.findings.add(codes::TWO_POSITIONS, &from.place, message);
        }
        Some(None)
    }

    fn write(&self, position: &Option<Estimate>) -> Vec<String> {
        given().write(position)
    }

    fn blank(&self) -> Option<Estimate> {
        None
    }
}

/// Whether an actor has a veto.
struct Veto;

impl Cell for Veto {
    type Value = bool;

    fn kind(&self) -> Kind {
        Kind::Word(&VETO)
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<bool> {
        let word = record.get(column.name)?;
        let found = VETO.iter().find(|choice| choice.word == word.text);
        if found.is_none() {
            let message = format!("`{}` is neither `yes` nor `no`", word.text);
            findings.add(codes::NOT_A_CHOICE, &word.place, message);
        }
        found.map(|choice| choice.is)
    }

    fn text(&self, value: &bool) -> String {
        if *value { "yes" } else { "no" }.to_owned()
    }
}
