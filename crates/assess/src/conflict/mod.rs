//! Conflicts: from named options and preferences to who holds still where, why, how surely, and what would change it.

mod answer;
mod changes;
mod doubt;
mod drawn;
mod follow;
mod input;
mod lower;
mod portrait;
mod told;

pub(crate) use answer::answers;
pub use changes::wanted;
pub use doubt::doubt;
pub use drawn::{NoAnswer, case_conflict, memory_of_conflict};
pub use input::{ConflictInput, OptionInput, PreferenceInput, StatementInput};
pub(crate) use lower::{CaseConflict, differs};
pub use portrait::{ConflictAsk, MOST_PROOFS, conflict_portrait, paths_from, proofs, steps_from};
pub use told::{certificates, check_certificates};
