//! Files of other programs: networks as tables, matrices, GraphML, GEXF and Pajek; conflicts as JSON and GMCR+; tables of issues and KTAB;
//! causal maps, influences and cross-impacts as JSON, tables and ScenarioWizard.

mod causal;
mod columns;
mod conflict;
mod gmcr;
mod json;
mod stakes;
mod ties;

pub use causal::{
    PlainChange, PlainCrossImpact, PlainInfluences, PlainLandscape, PlainMap, PlainRace, PlainRun, read_cross_impacts,
    read_influences, read_landscape, read_map, read_race,
};
pub use conflict::{PlainConflict, PlainPreference, PlainStatement, read_conflicts};
pub use json::Flaw;
pub use stakes::{PlainIssue, PlainIssues, PlainStake, read_issues};
pub use ties::{Arcs, Form, PairRule, PlainTie, PlainTies, Rows, TiesAsked, figure_of, read_ties};
