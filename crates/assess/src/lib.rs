//! From a case to answers: lower the model to engine inputs, draw, apply what-ifs, run, summarise, compare.
//!
//! All scenarios see the same draws of every quantity they leave alone, so that differences are those of the what-if
//! and a what-if that changes nothing differs by exactly zero. [`session::Session`] is the one way in for programs that ask.

mod answer;
mod answers;
mod base;
mod catalogue;
mod data;
mod drivers;
mod finding;
mod influence;
mod levers;
mod memory;
mod outcome;
mod probe;
mod problems;
mod propagation;
mod provenance;
mod reached;
mod reasons;
mod registry;
mod run;
mod sensitivity;
pub mod session;
mod what_if;

pub use detente_method::{
    AskError, ErrorKind, GroundedChange, Memory, Observer, Options, RunError, Silent, TooMuch, WhatIf,
};
pub use levers::LeverBudget;
pub use registry::METHODS;
pub use sensitivity::{MOST_TIMES, SensitivityAsk, most_points};
pub use session::Session;
pub use what_if::what_if_answers;
