//! From a case to answers: lower the model to engine inputs, draw, apply what-ifs, run, summarise, compare.
//!
//! All scenarios see the same draws of every quantity they leave alone, so that differences are those of the what-if
//! and a what-if that changes nothing differs by exactly zero.

mod answer;
mod catalogue;
mod data;
mod drivers;
mod finding;
mod forecasts;
mod influence;
mod levers;
mod memory;
mod probe;
mod problems;
mod propagation;
mod provenance;
mod reasons;
mod registry;
mod run;
mod sensitivity;
mod what_if;

pub use data::over_time;
pub use detente_balance::{NullModel, Rest, Signs};
pub use detente_bargain::Stake;
pub use detente_bargain::smp::{BadParameter, Compat, Params};
pub use detente_conflict::{Answers, Concept, Direction, SpaceError};
pub use detente_dynamics::{MOST_CONCEPTS, RaceError, Rule, Transfer};
pub use detente_method::numbers::{FEW_DRAWS, counted, ends, how_many};
pub use detente_method::{
    EffectiveCase, GroundedChange, Memory, Observer, Options, Pair, RunError, Silent, Term, ViewInput, WhatIf,
};
pub use detente_method_arms_race::*;
pub use detente_method_balance::*;
pub use detente_method_bargaining::*;
pub use detente_method_cognitive_map::*;
pub use detente_method_conflict::*;
pub use detente_method_cross_impact::*;
pub use detente_method_geometry::*;
pub use forecasts::forecast_scores;
pub use influence::case_causes;
pub use levers::{LeverBudget, LeverError, levers};
pub use memory::{memory_of_levers, memory_of_run, memory_of_screen, memory_of_sensitivity};
pub use registry::METHODS;
pub use run::{run, run_whole};
pub use sensitivity::{MOST_TIMES, SensitivityAsk, SensitivityError, box_of, most_points, screen, sensitivity};
pub use what_if::what_if_answers;
