//! What commands about data sets find, as it is printed and written: serialised types, no logic.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::files::{Fault, Tally};

/// A data set or a format of events that is read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceTold {
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
pub struct FolderTold {
    /// Files that are data sets or events.
    pub files: Vec<FileTold>,
    /// Names of the others.
    pub unknown: Vec<String>,
}

/// A file of a data folder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileTold {
    /// Its name.
    pub file: String,
    /// Id of the data set or format.
    pub set: &'static str,
    /// Its title, without a release.
    pub title: String,
}

/// Everything about a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileInfo {
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
    pub rows: TallyTold,
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
    pub rows: TallyTold,
}

/// Rows read, kept, and left out with reasons.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TallyTold {
    /// Rows of the file without its header.
    pub read: u64,
    /// Rows that were kept.
    pub kept: u64,
    /// Rows that were kept out because something is wrong with them.
    pub kept_out: u64,
    /// Rows that the layout says to drop, by reason.
    pub dropped: BTreeMap<String, u64>,
    /// Why rows were kept out.
    pub reasons: Vec<ReasonTold>,
    /// Cells without a value, of rows that were kept.
    pub cells: Vec<GapsTold>,
    /// What was read with doubt.
    pub notes: Vec<String>,
}

/// Cells of a column that have no value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapsTold {
    /// The column.
    pub column: &'static str,
    /// Cells that say that they have none.
    pub missing: u64,
    /// Cells that cannot be read.
    pub unreadable: u64,
    /// The first of those that cannot be read.
    pub first: Vec<FaultTold>,
}

/// Why some rows were kept out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonTold {
    /// The reason.
    pub reason: &'static str,
    /// Rows kept out for it.
    pub count: u64,
    /// The first of them.
    pub first: Vec<FaultTold>,
}

/// A row that was kept out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FaultTold {
    /// Its line, the first one of the file being 1.
    pub line: u64,
    /// The column at fault; `null` where it is the row.
    pub column: Option<String>,
    /// What stands there.
    pub what: String,
}

impl From<&Fault> for FaultTold {
    fn from(fault: &Fault) -> Self {
        Self { line: fault.line, column: fault.column.clone(), what: fault.what.clone() }
    }
}

impl From<&Tally> for TallyTold {
    fn from(tally: &Tally) -> Self {
        let reasons = tally.reasons().map(|(kind, count, first)| ReasonTold {
            reason: kind.word(),
            count,
            first: first.iter().map(FaultTold::from).collect(),
        });
        let cells = tally.cells.iter().map(|(column, gaps)| GapsTold {
            column,
            missing: gaps.missing,
            unreadable: gaps.unreadable,
            first: gaps.first.iter().map(FaultTold::from).collect(),
        });
        Self {
            read: tally.rows,
            kept: tally.kept,
            kept_out: tally.skipped(),
            dropped: tally.passed.clone(),
            reasons: reasons.collect(),
            cells: cells.collect(),
            notes: tally.notes.clone(),
        }
    }
}

/// An indicator that can be asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorTold {
    /// Its name.
    pub indicator: &'static str,
    /// What it is asked of: `state, year`, `pair, year` or `pair, years`.
    pub of: &'static str,
    /// The data sets that it needs.
    pub needs: Vec<&'static str>,
    /// What it says.
    pub meaning: &'static str,
}

/// The value of an indicator with the rows behind it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ValueTold {
    /// The indicator or measure.
    pub measure: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// The state, or one of the pair.
    pub a: String,
    /// The other state; `null` for indicators of one state.
    pub b: Option<String>,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// The value; `null` where it is not known, for the reason in `note`.
    pub value: Option<f64>,
    /// Bounds of 90 per cent; `null` where the data set has none.
    pub interval_90: Option<(f64, f64)>,
    /// The rows behind it.
    pub rows: Vec<RowTold>,
    /// Why it is not known, or what was assumed.
    pub note: Option<String>,
}

/// A row of a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowTold {
    /// Id of the data set.
    pub set: &'static str,
    /// The file.
    pub file: String,
    /// Its line.
    pub line: u64,
}

/// A signed network of states.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NetworkTold {
    /// Its years: 1946 or 1946-1949.
    pub window: String,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Its ties.
    pub ties: Vec<SignTold>,
    /// Pairs of which it is not known whether they have a tie, or of which sign: they have none above.
    pub unknown: Vec<UnknownTold>,
}

/// A pair whose tie is not known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnknownTold {
    /// One state.
    pub source: String,
    /// The other; `null` where it may be any.
    pub target: Option<String>,
    /// Why it is not known.
    pub why: String,
    /// The row that leaves it open.
    pub rows: Vec<RowsTold>,
}

/// A tie of a signed network.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SignTold {
    /// One state.
    pub source: String,
    /// The other.
    pub target: String,
    /// 1 for friends, -1 for enemies.
    pub sign: i8,
    /// The rows behind the sign.
    pub rows: Vec<RowsTold>,
}

/// Rows of a file, one below the other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowsTold {
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
pub struct ComparisonTold {
    /// Window by window.
    pub windows: Vec<ComparedTold>,
    /// All windows together.
    pub all: ComparedTold,
    /// Names of the file that are no states, with the ties left out for each.
    pub no_states: BTreeMap<String, usize>,
    /// Ties left out whose two names are one state.
    pub ties_of_one_state: usize,
}

/// Ties here and there, counted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ComparedTold {
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

/// Events added up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventsTold {
    /// The files.
    pub files: Vec<EventFile>,
    /// Where scores come from: `column`, `gdelt` or `icews`.
    pub scale: &'static str,
    /// Rows read, kept and left out.
    pub rows: TallyTold,
    /// Codes of actors that are no state, with the times they stand alone or first.
    pub unmapped: BTreeMap<String, u64>,
    /// The sums.
    pub groups: Vec<EventGroup>,
}

/// A file of events.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventFile {
    /// The file.
    pub file: String,
    /// Its format.
    pub format: &'static str,
}

/// Events of one state towards another in one period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventGroup {
    /// Who acts.
    pub source: String,
    /// Towards whom.
    pub target: String,
    /// Month, quarter or year.
    pub period: String,
    /// Number of events.
    pub n: u32,
    /// Sum of their scores on Goldstein's scale, from -10 to 10 each.
    pub goldstein_sum: f64,
    /// Weight of the events with a score.
    pub weight: u64,
    /// Mean score; `null` where no event has one.
    pub goldstein_mean: Option<f64>,
    /// Events by class: verbal and material cooperation, verbal and material conflict.
    pub quads: [u32; 4],
    /// What is left of the scores of all time at the end of the period, with --half-life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goldstein_left: Option<f64>,
}
