//! Maps of causes from plain files: fuzzy cognitive maps, loops, presses, and influences period by period.

mod fcm;
mod loops;
mod propagate;
mod question;

pub use fcm::{Ends, FcmAsk};
pub use loops::{loop_names, loops_result};
pub use propagate::{PropagationChange, propagation_result};
pub use question::{Clamps, fcm, fcm_ends};
