//! Data sets and events into indicators with the rows behind them; plain networks and conflicts from files of other programs: tables, matrices, GraphML, GEXF, Pajek; conflict files in JSON, GMCR+; stakes in issues, KTAB.

pub mod backtest;
mod causal;
mod columns;
mod conflict;
pub mod events;
pub mod files;
mod gmcr;
pub mod indicator;
mod json;
pub mod networks;
pub mod results;
pub mod rule;
pub mod sets;
pub mod similarity;
mod stakes;
pub mod states;
mod ties;

pub use causal::{
    PlainChange, PlainCrossImpact, PlainInfluences, PlainLandscape, PlainMap, PlainRace, PlainRun, read_cross_impacts,
    read_influences, read_landscape, read_map, read_race,
};
pub use conflict::{PlainConflict, PlainPreference, PlainStatement, read_conflicts};
pub use detente_text::{Asked, Note, Problem};
pub use json::Flaw;
pub use stakes::{PlainIssue, PlainIssues, PlainStake, read_issues};
pub use ties::{Arcs, Form, PairRule, PlainTie, PlainTies, Rows, TiesAsked, figure_of, read_ties};
