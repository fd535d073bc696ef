//! What a table of a case is: its columns, and what stands in each.

use std::fmt;

/// Least and greatest value that a number may have; [`f64::MAX`] where it has no upper end.
pub type Range = (f64, f64);

/// A word of a closed list, with what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<T> {
    /// The word in files.
    pub word: &'static str,
    /// What it means, as the end of a sentence.
    pub means: &'static str,
    /// What it is in the program.
    pub is: T,
}

/// A word that stands for itself.
pub const fn word(word: &'static str, means: &'static str) -> Choice<()> {
    Choice { word, means, is: () }
}

/// A word that stands for a value.
pub const fn choice<T>(word: &'static str, means: &'static str, is: T) -> Choice<T> {
    Choice { word, means, is }
}

/// A closed list of words, whatever they stand for.
pub trait Vocabulary: fmt::Debug + Sync {
    /// Its words with their meaning, in order.
    fn words(&self) -> Vec<Choice<()>>;
}

impl<T: fmt::Debug + Sync, const N: usize> Vocabulary for [Choice<T>; N] {
    fn words(&self) -> Vec<Choice<()>> {
        self.iter().map(|choice| word(choice.word, choice.means)).collect()
    }
}

/// Which table, or part of the manifest, has the name that a cell points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `actors.csv`.
    Actor,
    /// `claims.csv`.
    Claim,
    /// `issues.csv`.
    Issue,
    /// `sources.csv`.
    Source,
    /// `scenarios/`.
    Scenario,
    /// `events.csv`.
    Event,
    /// `places.csv`.
    Place,
    /// `[conflict.ID]` of the manifest.
    Conflict,
    /// `questions.csv`.
    Question,
}

impl Target {
    /// What has such a name, in one word.
    pub const fn what(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Claim => "claim",
            Self::Issue => "issue",
            Self::Source => "source",
            Self::Scenario => "scenario",
            Self::Event => "event",
            Self::Place => "place",
            Self::Conflict => "conflict",
            Self::Question => "question",
        }
    }

    /// The file or folder that gives it.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Actor => "actors.csv",
            Self::Claim => "claims.csv",
            Self::Issue => "issues.csv",
            Self::Source => "sources.csv",
            Self::Scenario => "scenarios/",
            Self::Event => "events.csv",
            Self::Place => "places.csv",
            Self::Conflict => "case.toml",
            Self::Question => "questions.csv",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The id of the row; a part of quantity paths.
    Id,
    /// The id of an actor, whose dots lead inwards.
    ActorId,
    /// The id of a claim, which is no part of a path.
    ClaimId,
    /// Any text.
    Text,
    /// Texts separated by `;`.
    Texts,
    /// A text of a certain form: what it is called, and a regular expression for it.
    Form(&'static str, &'static str),
    /// One word of a closed list.
    Word(&'static dyn Vocabulary),
    /// A number.
    Number(Range),
    /// A whole number.
    Whole(Range),
    /// Low, mode or high of an estimate.
    Part(Range),
    /// A date as exact as it is known.
    Date,
    /// The name of another row.
    Name(Target),
    /// Names of other rows, separated by spaces.
    Names(Target),
    /// Locators, separated by spaces.
    Locators,
    /// A factor id or a quantity path.
    Path,
}

impl Kind {
    /// Whether decimal marks stand in such cells.
    pub fn has_decimals(self) -> bool {
        matches!(self, Self::Number(_) | Self::Part(_))
    }

    /// What it may be, of numbers.
    pub fn range(self) -> Option<Range> {
        match self {
            Self::Number(range) | Self::Whole(range) | Self::Part(range) => Some(range),
            _ => None,
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// What it tells.
    pub about: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the table is unreadable without it.
    pub required: bool,
    /// Whether no cell of it may be empty.
    pub filled: bool,
    /// What an empty cell stands for; nothing where that is nothing.
    pub default: &'static str,
    /// A cell as it may be.
    pub example: &'static str,
}

impl Column {
    /// A column that may be left out.
    pub(super) const fn optional(name: &'static str, about: &'static str, kind: Kind) -> Self {
        Self { name, about, kind, required: false, filled: false, default: "", example: "" }
    }
}

/// A table that the program writes beside the one a person writes: rows of data.
#[derive(Debug, Clone, Copy)]
pub struct Companion {
    /// Its name in the case folder.
    pub file: &'static str,
    /// Columns of the table that it does without.
    pub without: &'static [&'static str],
}

/// A CSV file of a case.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name in the case folder.
    pub file: &'static str,
    /// What its rows are.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The table of data beside it.
    pub companion: Option<Companion>,
}

impl Table {
    /// The header line.
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
