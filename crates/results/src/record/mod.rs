//! Data sets: what their files hold, what was made of them, and how it stands beside the documents.

mod events;
mod files;
mod indicators;
mod networks;
mod rules;

pub use events::{EventFile, EventGroup, EventsTold};
pub use files::{FaultTold, FileChecked, FileInfo, FileTold, FolderTold, GapsTold, ReasonTold, SourceTold, TallyTold};
pub use indicators::{IndicatorTold, LikenessTold, RowTold, ValueTold};
pub use networks::{ComparedTold, ComparisonTold, NetworkTold, RowsTold, SignTold, UnknownTold};
pub use rules::{BacktestScore, RecordPair, RecordPortrait, RecordVerdict, TermInfo, TieSpell};
