//! Conflicts of a case as the engine takes them: states, moves, and preferences with the quantities behind them.

mod input;
mod listed;
mod lower;
mod told;

pub use input::{ConflictInput, MOST_TOLD, OptionInput, PreferenceInput, StatementInput};
pub use listed::{Counted, Counting, Counts, Listed};
pub use lower::{Behind, CaseConflict};
