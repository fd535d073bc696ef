//! From a case to answers: lower the model to engine inputs, draw, apply what-ifs, run, summarise, compare.
//!
//! All scenarios see the same draws of every quantity they leave alone, so that differences are those of the what-if
//! and a what-if that changes nothing differs by exactly zero.

mod answer;
mod assessment;
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
mod figure_form;
mod finding;
mod flow;
mod forecasts;
mod formats;
mod geometry;
mod history;
mod influence;
mod large;
mod levers;
mod network;
mod observer;
mod options;
mod portrait;
mod probe;
mod reading;
mod reasons;
mod run;
mod sample;
mod seed;
mod sensitivity;
mod stopped;
mod timeline;
mod view;
mod what_if;

pub use assessment::*;
pub use bargain::*;
pub use causal::*;
pub use columns::Kind;
pub use conflict::*;
pub use data::{
    BacktestScore, ChangedTie, DatedPeriod, OverTime, RecordPair, RecordPortrait, TermInfo, TieSpell, over_time,
};
pub use detente_balance::{NullModel, Rest, Signs};
pub use detente_bargain::Stake;
pub use detente_bargain::smp::{BadParameter, Compat, Params};
pub use detente_conflict::{Answers, Concept, Direction, SpaceError};
pub use detente_dynamics::{MOST_CONCEPTS, RaceError, Rule, Transfer};
pub use drivers::Driver;
pub use few::{FEW_DRAWS, counted, ends, how_many};
pub use figure::{FigureTie, MOST_FIGURE, figure};
pub use figure_form::FigureForm;
pub use finding::{BoundedFinding, Finding};
pub use forecasts::{ForecastGroup, ForecastScores, OpenForecast, Unscored, forecast_scores};
pub use history::{NextChange, Structure};
pub use influence::{
    CausalMap, CourseTold, Fan, FindingCourse, LinkTold, LoopTold, MovedTold, PathTold, WithoutLink, case_causes,
};
pub use levers::{GoalLevers, GoalTold, LeverError, LeverMove, LeverPlan, LeverReach, LeversPortrait, levers};
pub use observer::{Observer, RunError, Silent};
pub use options::{BASELINE, GroundedChange, Options, WhatIf};
pub use portrait::{
    Ask, BlocKind, BlocPortrait, CampPortrait, Certificates, ChangePortrait, DirectedPortrait, DirectedType, Drawn,
    LandscapePortrait, MinimumPortrait, Portrait, ProvenNetwork, STEPS, TiePortrait, Unfinished, directed_portrait,
    portrait,
};
pub use reading::Reading;
pub use reasons::WithoutLinkFound;
pub use run::{run, run_whole};
pub use sensitivity::{
    BoxPortrait, BoxStep, GroupShare, Grouping, KnockOut, LimitTold, Screened, SensitivityAsk, SensitivityError,
    SensitivityPortrait, box_of, screen, sensitivity,
};
pub use stopped::{Part, Stopped};
pub use timeline::{IndexChange, NullBand, Period, PeriodIndex, PeriodPortrait, Timeline, timeline};
pub use view::{Pair, Term, ViewInput};
pub use what_if::{FindingAnswer, WhatIfAnswer, WhatIfAnswers, what_if_answers};
