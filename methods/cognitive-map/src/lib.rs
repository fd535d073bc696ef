//! Maps of causes from plain files: fuzzy cognitive maps, loops, presses, and influences period by period.

mod fcm;
mod loops;
mod propagate;
mod question;

pub use fcm::FcmAsk;
pub use loops::{loop_names, loops_portrait};
pub use propagate::{PropagationChange, propagation_portrait};
pub use question::{Clamps, fcm};
