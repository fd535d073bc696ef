//! Influences of a case: one change flows through ties, issues, conflicts and factors.

mod course;
mod lower;
mod told;
mod why;
mod words;

pub(crate) use course::{Course, existence, spanning};
pub(crate) use lower::{CaseMap, NodeOf, Number};
pub use told::case_causes;
pub(crate) use told::{causal_map, fan};
pub(crate) use why::moved;
