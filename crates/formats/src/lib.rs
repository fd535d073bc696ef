//! Files of other programs.
//!
//! Read: networks as tables, matrices, GraphML, GEXF and Pajek; conflicts as JSON and GMCR+; tables of issues and KTAB; causal maps,
//! influences and cross-impacts as JSON, tables and ScenarioWizard. Written: networks as GraphML and GEXF, conflicts as GraphML and as
//! games for Gambit, maps of causes as XMILE, rows of CSV.

mod causal;
mod columns;
mod conflict;
mod dates;
mod gambit;
mod json;
mod lines;
mod members;
mod places;
mod stakes;
mod ties;
mod xmile;
mod xml;

pub use causal::{
    MapAsked, PlainChange, PlainCrossImpact, PlainInfluences, PlainLandscape, PlainMap, PlainRace, PlainRun,
    PlainStarts, read_cross_impacts, read_influences, read_landscape, read_map, read_race, read_starts,
};
pub use conflict::{
    GraphMove, GraphState, PlainConflict, PlainPreference, PlainStatement, StateGraph, read_conflicts,
    write_state_graphml,
};
pub use detente_text::{csv_cell, csv_row, csv_rows};
pub use gambit::{GameInput, write_extensive_form, write_normal_form};
pub use json::Flaw;
pub use members::{PlainMember, PlainMembers, read_members};
pub use places::{PlainPlace, PlainPlaces, read_places};
pub use stakes::{PlainIssue, PlainIssues, PlainStake, read_issues};
pub use ties::{
    Arcs, Form, Network, NetworkActor, NetworkTie, PairRule, PlainTie, PlainTies, Rows, TiesAsked, figure_of,
    read_ties, write_gexf, write_graphml,
};
pub use xmile::{Cause, CauseLevel, CauseModel, CauseVariable, write_xmile};
