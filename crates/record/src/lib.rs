//! Data sets into ties. So far: plain tables of ties, which need no case.

mod ties;

pub use ties::{PairRule, PlainTie, PlainTies, Problem, read_figure, read_ties};
