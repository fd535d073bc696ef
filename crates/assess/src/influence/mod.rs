//! Influences of a case: one change flows through ties, issues, conflicts and factors.

mod map;
mod outcomes;
mod trajectory;
mod why;
mod words;

pub use map::case_causes;
pub(crate) use map::{causal_map, fan};
pub(crate) use outcomes::behind_outcomes;
pub(crate) use trajectory::{Periods, Trajectory, spanning};
pub(crate) use why::moved;
