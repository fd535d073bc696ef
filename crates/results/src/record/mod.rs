//! Data sets: what their files hold, what was made of them, and how it stands beside the documents.

mod events;
mod files;
mod indicators;
mod networks;
mod rules;

pub use events::{EventFile, EventGroup, EventsResult};
pub use files::{
    FaultResult, FileChecked, FileEntry, FileResult, FolderResult, GapsResult, ReasonResult, SourceResult, TallyResult,
};
pub use indicators::{IndicatorResult, LikenessResult, RowResult, ValueResult};
pub use networks::{ComparedResult, ComparisonResult, RowsResult, SignResult, UnknownResult, WindowResult};
pub use rules::{BacktestScore, RecordPair, RecordResult, RecordVerdict, TermEntry, TieSpell};
