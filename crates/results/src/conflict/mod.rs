//! Conflicts: who holds still where, why, how surely, and what would change it.

mod certificate;
mod change;
mod doubt;
mod result;
mod ways;

pub use certificate::{CertificateResult, RejoinderResult};
pub use change::{CriticalKind, CriticalPreference, InverseQuestion};
pub use doubt::{ConflictDoubt, StateChance, StatementEffect};
pub use result::{
    ConflictAnswer, ConflictAnswers, ConflictResult, MoveResult, OptionResult, PreferenceResult, StandResult,
    StatementResult, VerdictResult,
};
pub use ways::{FromResult, PathResult, StepResult, StepsResult};
