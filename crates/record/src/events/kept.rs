//! Events that are kept row by row.

use super::cameo::Quad;
use crate::states::{State, Year};

/// An event between two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvent {
    /// Line of its file, from 1.
    pub line: u64,
    /// Year.
    pub year: Year,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Who acts.
    pub source: State,
    /// Towards whom.
    pub target: State,
    /// Its code, with the leading zero that it may have lost.
    pub code: String,
    /// Its quarter.
    pub quad: Quad,
    /// Its score in hundredths, where it has one.
    pub score: Option<i32>,
}
