//! What to count of events, and how.

use super::cameo::ScaleTable;
use crate::files::Limits;
use crate::states::{Numbers, State};

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Calendar year.
    Year,
}

impl Period {
    pub(super) fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The heading of its column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What an event counts for in the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// One.
    Event,
    /// Its mentions, at most this many.
    Mentions(u32),
}

/// What to count and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Length of a period.
    pub period: Period,
    /// What an event counts for.
    pub weight: Weight,
    /// Only events marked as the root of their sentence.
    pub roots_only: bool,
    /// One event of a source, target and code a day.
    pub one_a_day: bool,
    /// Scores of codes instead of the score in the row.
    pub scale: Option<ScaleTable>,
    /// Days after which a score counts half: groups also tell what is left of all scores up to their end.
    pub half_life: Option<f64>,
    /// Pairs of states whose events are kept row by row; all events are added up, and none kept, where it names no pair.
    pub between: Vec<(State, State)>,
    /// Whose numbers stand in a table whose actors are numbers; looked for otherwise.
    pub numbers: Option<Numbers>,
    /// What a file may ask for.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            period: Period::Month,
            weight: Weight::Event,
            roots_only: false,
            one_a_day: false,
            scale: None,
            half_life: None,
            between: Vec::new(),
            numbers: None,
            limits: Limits::default(),
        }
    }
}
