//! What data sets and files are, and what of their rows was kept.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// A data set or a format of events that is read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceResult {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The page that has it.
    pub home: &'static str,
    /// The release that was tested.
    pub tested: &'static str,
    /// Checksums of the files that were tested.
    pub sha256: Vec<&'static str>,
    /// How to cite it.
    pub citation: &'static str,
    /// The terms of its makers.
    pub terms: &'static str,
}

/// What the files of a folder are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FolderResult {
    /// Files that are data sets or events.
    pub files: Vec<FileResult>,
    /// Names of the others.
    pub unknown: Vec<String>,
}

/// A file of a data folder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileResult {
    /// Its name.
    pub file: String,
    /// Id of the data set or format.
    pub set: &'static str,
    /// Its title, without a release.
    pub title: String,
}

/// Everything about a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileEntry {
    /// The file as it was named.
    pub file: String,
    /// Id of the data set or format.
    pub set: &'static str,
    /// Its title, with the release where that is known.
    pub title: String,
    /// The release, by its checksum; `null` for a file that was not tested.
    pub release: Option<&'static str>,
    /// First and last year; the last one is 9999 where a spell goes on, and there are none in a file without rows.
    pub years: Option<(i16, i16)>,
    /// Checksum of the file.
    pub sha256: String,
    /// Whether it is a file that was tested.
    pub tested: bool,
    /// Its rows.
    pub rows: TallyResult,
    /// How to cite it.
    pub citation: &'static str,
    /// The terms of its makers.
    pub terms: &'static str,
}

/// The rows of a file that was checked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileChecked {
    /// The file as it was named.
    pub file: String,
    /// Id of the data set or format.
    pub set: &'static str,
    /// Its rows.
    pub rows: TallyResult,
}

/// Rows read, kept, and left out with reasons.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TallyResult {
    /// Rows of the file without its header.
    pub read: u64,
    /// Rows that were kept.
    pub kept: u64,
    /// Rows that were kept out because something is wrong with them.
    pub kept_out: u64,
    /// Rows that the layout says to drop, by reason.
    pub dropped: BTreeMap<String, u64>,
    /// Why rows were kept out.
    pub reasons: Vec<ReasonResult>,
    /// Cells without a value, of rows that were kept.
    pub cells: Vec<GapsResult>,
    /// What was read with doubt.
    pub notes: Vec<String>,
}

/// Cells of a column that have no value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapsResult {
    /// The column.
    pub column: &'static str,
    /// Cells that say that they have none.
    pub missing: u64,
    /// Cells that cannot be read.
    pub unreadable: u64,
    /// The first of those that cannot be read.
    pub first: Vec<FaultResult>,
}

/// Why some rows were kept out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonResult {
    /// The reason.
    pub reason: &'static str,
    /// Rows kept out for it.
    pub count: u64,
    /// The first of them.
    pub first: Vec<FaultResult>,
}

/// A row that was kept out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FaultResult {
    /// Its line, the first one of the file being 1.
    pub line: u64,
    /// The column at fault; `null` where it is the row.
    pub column: Option<String>,
    /// What stands there.
    pub what: String,
}
