//! The graph model for conflict resolution (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993): decision makers,
//! options, states, preferences, and which states hold everybody under which idea of foresight.
//!
//! States and decision makers are counted from 0 here.

mod bits;
mod certificate;
mod checker;
mod coalition;
mod cube;
mod doubt;
mod formula;
mod hypergame;
mod inverse;
mod paths;
pub mod rank;
mod reversals;
mod simultaneous;
mod space;
mod stability;
mod walk;

pub use bits::Bits;
pub use certificate::{Answer, Case, Certificate, Verdict};
pub use checker::check;
pub use coalition::{COALITION_CONCEPTS, Coalitions, coalitions};
pub use doubt::Orders;
pub use formula::{Formula, FormulaError};
pub use hypergame::{Hypergame, Play, Swap};
pub use inverse::{CriticalEdit, Edit, Found, List, Raise, critical_preferences, edited, edits, raises};
pub use paths::{Reach, Rule, Step};
pub use reversals::{Fewest, Rankings, fewest, reversed};
pub use space::{Arcs, Direction, Lever, MOST_DECISION_MAKERS, MOST_OPTIONS, Space, SpaceError};
pub use stability::{Answers, Concept, Stability, stability};
pub use walk::Walk;
