//! Why a data set cannot be had.

use detente_case::AskError;

use super::entry::Set;
use crate::files::{Refused, Unreadable};
use crate::states::{State, Year, states};

/// Why a data set cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// A file that cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A table that cannot be read.
    #[error("{file}: {refused}")]
    Refused {
        /// The file.
        file: String,
        /// Why.
        refused: Refused,
    },
    /// A file of which no row could be kept.
    #[error("{file}: no row of the data set `{}` could be kept: {why}", set.id())]
    Nothing {
        /// The set.
        set: Set,
        /// The file.
        file: String,
        /// The reasons, counted.
        why: String,
    },
    /// The numbers of a file are those of Gleditsch and Ward.
    #[error(
        "{file}: line {line}: {number} in {year} is a state to Gleditsch and Ward ({}) and none to Correlates of War; the file is in the numbers of Gleditsch and Ward",
        states().name(*meant)
    )]
    Numbers {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The number.
        number: u16,
        /// The state that it means.
        meant: State,
        /// The year of the row.
        year: Year,
    },
    /// Two files of the folder speak of the same rows of one set.
    #[error(
        "{one} and {other} are both the data set `{}` and both have a row of {of} ({one} line {}, {other} line {}): two releases, or one twice",
        set.id(), lines.0, lines.1
    )]
    Releases {
        /// The set.
        set: Set,
        /// One file.
        one: String,
        /// The other.
        other: String,
        /// The first row of both, in words.
        of: String,
        /// Its line in either.
        lines: (u64, u64),
    },
    /// A file that was chosen as the release of a set, and is not there.
    #[error("no file of the folder that is a data set is called `{0}`")]
    Release(String),
    /// A set does not reach the years that are needed.
    #[error("the data set `{}` covers {from} to {to}, and {need} is needed", set.id())]
    Years {
        /// The set.
        set: Set,
        /// First year covered.
        from: i16,
        /// Last year covered.
        to: i16,
        /// The year that is needed.
        need: i16,
    },
    /// A set has no row of anybody in a year that is needed.
    #[error("the data set `{}` has no row of any pair in {need}, which is needed", set.id())]
    Hole {
        /// The set.
        set: Set,
        /// The year that is needed.
        need: i16,
    },
    /// A column holds more than the world has, or less than its least state: it is in another unit.
    #[error(
        "{file}: line {line}: {column} is {value}, which no state or pair has in {unit}: the column is in another unit"
    )]
    Unit {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The value.
        value: f64,
        /// The unit of the column.
        unit: &'static str,
    },
    /// No file of the folder is this set.
    #[error("no file of {folder} is the data set `{}` ({}){near}", set.id(), set.entry().title)]
    Absent {
        /// The set.
        set: Set,
        /// The folder.
        folder: String,
        /// Files that nearly are, with the columns that they lack and what to do; empty where there are none.
        near: String,
    },
}

impl SetError {
    /// What helps, in the words of the command line.
    fn remedy(&self) -> String {
        match self {
            Self::Absent { set, .. } => {
                format!(
                    "{} has it; put the file into the folder. `detente record sources` lists every set",
                    set.entry().home
                )
            }
            Self::Refused { .. } => "`detente record sources` tells which columns were tested".to_owned(),
            Self::Years { .. } | Self::Hole { .. } => {
                "choose other years, or put a longer release into the folder".to_owned()
            }
            Self::Unit { column: "gdp_musd", .. } => {
                "divide by 1,000,000, or call a column of dollars NY.GDP.MKTP.CD".to_owned()
            }
            Self::Unit { unit: "dollars", .. } => "a column of millions is called gdp_musd".to_owned(),
            Self::Unit { unit, .. } => format!("write the column in {unit}"),
            Self::Nothing { .. } => "`detente record check FILE` lists the rows with their reasons".to_owned(),
            Self::Numbers { .. } => {
                "--codes gw reads it so; --codes cow keeps the rows out that are no members of Correlates of War"
                    .to_owned()
            }
            Self::Releases { one, .. } => {
                format!("move one of them out of the folder, or choose with --release {one}")
            }
            Self::Release(_) => "`detente record list` tells what the files of the folder are".to_owned(),
            Self::Unreadable(_) => "plain, gzip and zip files are read".to_owned(),
        }
    }
}

impl From<SetError> for AskError {
    fn from(error: SetError) -> Self {
        Self::input(error.to_string()).with_hint(error.remedy())
    }
}
