//! From a case to answers: lower the model to engine inputs, draw, apply what-ifs, run, summarise, compare.
//!
//! All scenarios see the same draws of every quantity they leave alone, so that differences are those of the what-if
//! and a what-if that changes nothing differs by exactly zero.

mod answer;
mod bargain;
mod catalogue;
mod causal;
mod columns;
mod common;
mod conflict;
mod data;
mod drivers;
mod engines;
mod few;
mod figure;
mod finding;
mod flow;
mod forecasts;
mod formats;
mod geometry;
mod history;
mod influence;
mod large;
mod levers;
mod memory;
mod network;
mod observer;
mod options;
mod point;
mod portrait;
mod probe;
mod provenance;
mod reading;
mod reasons;
mod run;
mod sample;
mod sensitivity;
mod timeline;
mod view;
mod what_if;

pub use bargain::*;
pub use causal::*;
pub use conflict::*;
pub use data::over_time;
pub use detente_balance::{NullModel, Rest, Signs};
pub use detente_bargain::Stake;
pub use detente_bargain::smp::{BadParameter, Compat, Params};
pub use detente_conflict::{Answers, Concept, Direction, SpaceError};
pub use detente_dynamics::{MOST_CONCEPTS, RaceError, Rule, Transfer};
pub use few::{FEW_DRAWS, counted, ends, how_many};
pub use figure::{FigureTie, MOST_FIGURE, figure};
pub use forecasts::forecast_scores;
pub use influence::case_causes;
pub use levers::{LeverBudget, LeverError, levers};
pub use memory::{Memory, memory_of_levers, memory_of_run, memory_of_screen, memory_of_sensitivity};
pub use observer::{Observer, RunError, Silent};
pub use options::{GroundedChange, Options, WhatIf};
pub use portrait::{Ask, Drawn, STEPS, directed_portrait, portrait};
pub use reading::Reading;
pub use run::{run, run_whole};
pub use sensitivity::{MOST_TIMES, SensitivityAsk, SensitivityError, box_of, most_points, screen, sensitivity};
pub use timeline::{Period, timeline};
pub use view::{Pair, Term, ViewInput};
pub use what_if::what_if_answers;
