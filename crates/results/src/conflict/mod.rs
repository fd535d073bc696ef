//! Conflicts: who holds still where, why, how surely, and what would change it.

mod certificate;
mod change;
mod doubt;
mod portrait;
mod ways;

pub use certificate::{AnswerPortrait, CertificatePortrait};
pub use change::{CriticalKind, CriticalPreference, InverseQuestion};
pub use doubt::{ConflictDoubt, StateChance, StatementEffect};
pub use portrait::{
    ConflictAnswer, ConflictAnswers, ConflictPortrait, MovePortrait, OptionPortrait, PreferencePortrait,
    StatementPortrait, ToldPortrait, VerdictPortrait,
};
pub use ways::{FromPortrait, PathPortrait, StepPortrait, StepsPortrait};
