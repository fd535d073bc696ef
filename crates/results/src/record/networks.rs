//! Signed networks of states, and how they stand beside those of a file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// A signed network of states.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WindowResult {
    /// Its years: 1946 or 1946-1949.
    pub window: String,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Its ties.
    pub ties: Vec<SignResult>,
    /// Pairs of which it is not known whether they have a tie, or of which sign: they have none above.
    pub unknown: Vec<UnknownResult>,
}

/// A pair whose tie is not known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnknownResult {
    /// One state.
    pub source: String,
    /// The other; `null` where it may be any.
    pub target: Option<String>,
    /// Why it is not known.
    pub why: String,
    /// The row that leaves it open.
    pub rows: Vec<RowsResult>,
}

/// A tie of a signed network.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SignResult {
    /// One state.
    pub source: String,
    /// The other.
    pub target: String,
    /// 1 for friends, -1 for enemies.
    pub sign: i8,
    /// The rows behind the sign.
    pub rows: Vec<RowsResult>,
}

/// Rows of a file, one below the other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowsResult {
    /// Id of the data set.
    pub set: &'static str,
    /// The file.
    pub file: String,
    /// The first line.
    pub line: u64,
    /// The last one.
    pub last_line: u64,
}

/// Networks beside those of a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ComparisonResult {
    /// Window by window.
    pub windows: Vec<ComparedResult>,
    /// All windows together.
    pub all: ComparedResult,
    /// Names of the file that are no states, with the ties left out for each.
    pub no_states: BTreeMap<String, usize>,
    /// Ties left out whose two names are one state.
    pub ties_of_one_state: usize,
}

/// Ties here and there, counted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ComparedResult {
    /// Its years, or `all`.
    pub window: String,
    /// Friendly in both.
    pub same_friendly: usize,
    /// Hostile in both.
    pub same_hostile: usize,
    /// Friendly here and hostile there.
    pub friendly_here_hostile_there: usize,
    /// Hostile here and friendly there.
    pub hostile_here_friendly_there: usize,
    /// Friendly here and absent there.
    pub only_here_friendly: usize,
    /// Hostile here and absent there.
    pub only_here_hostile: usize,
    /// Friendly there and absent here.
    pub only_there_friendly: usize,
    /// Hostile there and absent here.
    pub only_there_hostile: usize,
    /// Of the ties of either, the share that both have with one sign; `null` where neither has a tie.
    pub agreement: Option<f64>,
}
