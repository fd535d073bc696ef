//! The geometry of ties: sides, skew and lean; the cleavage box; cohesion; rigidity in the plane.
//!
//! A figure has two readings that may disagree. *Balance* asks who stands with whom; *cohesion* asks how firmly the
//! whole hangs together. Cohesion and rigidity are a structural analogy, and every output says so.

mod cleavage;
mod cohesion;
mod frame;
mod plane;
#[cfg_attr(target_family = "wasm", path = "no_programme.rs")]
mod programme;
mod sides;
mod splits;
mod tighten;

pub use cleavage::{CleavageBox, Detour, QUARTET_PAIRS, SPLITS, detours, mean_delta, mean_delta_by_actor};
pub use cohesion::{Cohesion, FirmTie, Levers};
pub use frame::{Frame, frame};
pub use plane::{Plane, plane};
pub use sides::{lean, length, skew};
pub use splits::{MOST_SPLIT_ACTORS, Split, splits};
pub use tighten::{NoPlan, Plan, Switch, tighten};
