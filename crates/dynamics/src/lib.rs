//! What moves what: influences between quantities, causal maps in the field's own rules, loops, presses, races, consistency.
//!
//! Everything here sees places and numbers alone; names are given and taken by the callers.

mod cib;
mod cuts;
mod fcm;
mod feedback;
mod influence;
mod loops;
mod paths;
mod polarise;
mod press;
mod richardson;
mod scc;
mod spectrum;

pub use cib::{Attractor, Consistent, CrossImpact, CrossImpactError, Solutions, Succession};
pub use cuts::MOST_CUT;
pub use fcm::{Fcm, FcmError, MOST_CONCEPTS, Outcome, Rule, Settled, Transfer};
pub use feedback::{Feedback, Pace};
pub use influence::{Act, Influence, InfluenceMap, Levels, LoopError, Node, Operation, OutcomeOf, Simulation};
pub use loops::{Edge, Loop, Loops, loops, shortest_independent};
pub use paths::{Path, paths};
pub use polarise::{MOST_POLARISED, Polarisation, polarisation};
pub use press::{MOST_PERMANENT, MOST_PRESSED, Press, PressError, largest_real_part, press};
pub use richardson::{MOST_STATES, Race, RaceError, race};
pub use scc::components;
