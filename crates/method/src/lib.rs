//! What a method sees of a case: the case under a scenario, draws of its quantities, columns of findings, and the seam itself.
//!
//! Methods stand on this crate and on engines; the pipeline stands on methods.

mod answering;
mod causes;
mod columns;
mod common;
mod concluded;
pub mod conflicts;
pub mod decision;
mod effective_case;
mod memory;
mod method;
pub mod names;
pub mod numbers;
mod observer;
mod options;
mod sample;
mod say;
mod shares;
mod sources_say;
pub mod states;
mod told;
mod turning;
mod view;
mod weak;

pub use answering::{Again, Answering, Asking, finding_of};
pub use causes::{CaseMap, LinkOf, NodeOf, Number, Pressed, PressedAct, existence, lag_of};
pub use columns::{Bounded, Column, Rests, Spec, patterns};
pub use common::{Common, group};
pub use concluded::concluded;
pub use detente_case::{AskError, ErrorKind};
pub use effective_case::{AddedLink, EffectiveCase, Operated, Operation};
pub use memory::{Memory, TooMuch};
pub use method::{About, Analysis, Asked, Before, Effort, Memo, Method, Numbers, Problem, Sought};
pub use observer::{Observer, Quiet, RunError, Silent};
pub use options::{GroundedChange, Options, WhatIf};
pub use sample::{Samples, column_of};
pub use say::{Phrase, bare_number, say};
pub use shares::{Carried, Cause, causes_of, levels};
pub use sources_say::sources_say;
pub use told::{Measures, day, periods};
pub use turning::{Turning, minimal_sets};
pub use view::{Pair, Term, ViewInput, ViewRow, weighed};
pub use weak::weaknesses;
