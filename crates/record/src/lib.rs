//! Data sets and events into indicators with the rows behind them; plain networks and conflicts from files of other programs: CSV tables, GraphML, Pajek; conflict files in JSON, GMCR+; stakes in issues, KTAB.

pub mod backtest;
mod causal;
mod conflict;
pub mod events;
pub mod files;
mod gmcr;
mod graphml;
pub mod indicator;
mod json;
pub mod latent;
pub mod networks;
mod pajek;
pub mod results;
mod rows;
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
pub use json::Flaw;
pub use rows::{PairRule, PlainTie, PlainTies, Problem, Rows};
pub use stakes::{PlainIssue, PlainIssues, PlainStake, read_issues};
pub use ties::read_figure;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table with the columns `source`, `target` and `weight` or `sign`.
    Csv,
    /// GraphML.
    GraphMl,
    /// A Pajek network.
    Pajek,
}

impl Form {
    /// By the ending of a file's name, then by how its text begins.
    pub fn of(name: &str, text: &str) -> Self {
        let name = name.to_lowercase();
        let start = text.trim_start_matches('\u{feff}').trim_start();
        match start.chars().next() {
            _ if name.ends_with(".graphml") || name.ends_with(".xml") => Self::GraphMl,
            _ if name.ends_with(".net") || name.ends_with(".paj") => Self::Pajek,
            Some('<') => Self::GraphMl,
            Some('*') => Self::Pajek,
            _ => Self::Csv,
        }
    }
}

/// Reads the ties of a file; the column or attribute `by` tells the period of a tie.
///
/// # Errors
/// Every [`Problem`] of the file.
pub fn read_ties(text: &str, form: Form, by: Option<&str>) -> Result<Rows, Vec<Problem>> {
    match form {
        Form::Csv => ties::read_table(text, by),
        Form::GraphMl => graphml::read(text, by),
        Form::Pajek if by.is_some() => {
            Err(vec![Problem { line: 1, what: "a Pajek network has no periods; use a table or GraphML".to_owned() }])
        }
        Form::Pajek => pajek::read(text),
    }
}
