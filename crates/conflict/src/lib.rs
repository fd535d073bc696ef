//! The graph model for conflict resolution (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993): decision makers,
//! options, states, preferences, and which states hold everybody under which idea of foresight.
//!
//! States and decision makers are counted from 0 here.

mod bits;
mod cube;
mod formula;
pub mod rank;
mod simultaneous;
mod space;
mod stability;
mod walk;

pub use bits::Bits;
pub use formula::{Formula, FormulaError};
pub use space::{Arcs, Direction, Lever, MOST_DECISION_MAKERS, MOST_OPTIONS, Space, SpaceError};
pub use stability::{Answers, Concept, Stability, stability};
pub use walk::Walk;
