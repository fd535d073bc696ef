//! Influences of a case: one change flows through ties, issues, conflicts and factors.

mod course;
mod told;
mod why;
mod words;

pub(crate) use course::{Course, spanning};
pub use told::case_causes;
pub(crate) use told::{causal_map, fan};
pub(crate) use why::moved;
