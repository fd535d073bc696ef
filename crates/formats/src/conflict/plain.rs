//! A conflict as it stands in a file.

use detente_conflict::{Bits, Formula, Space, rank};

/// A conflict with its names.
#[derive(Debug, Clone)]
pub struct PlainConflict {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Names of the decision makers.
    pub decision_makers: Vec<String>,
    /// Names of the options; none where moves are given one by one.
    pub options: Vec<String>,
    /// States and moves.
    pub space: Space,
    /// Names of the states, their options as letters unless they have others; empty where there are very many.
    pub labels: Vec<String>,
    /// Preferences by decision maker.
    pub preferences: Vec<PlainPreference>,
    /// The state at the start.
    pub status_quo: Option<usize>,
    /// What looks odd and is no error.
    pub notes: Vec<String>,
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone, PartialEq)]
pub enum PlainPreference {
    /// By statements, the most important first.
    Statements(Vec<PlainStatement>),
    /// Directly, or by weights or utilities: larger is better.
    Ranks(rank::Ranks),
}

impl PlainPreference {
    /// Ranks by state, when every statement holds.
    pub fn ranks(&self, space: &Space) -> rank::Ranks {
        match self {
            Self::Ranks(ranks) => ranks.clone(),
            Self::Statements(list) => {
                let columns: Vec<Bits> = list.iter().map(|statement| space.column(&statement.formula)).collect();
                rank::by_statements(space.states(), &columns.iter().collect::<Vec<_>>())
            }
        }
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainStatement {
    /// As written.
    pub text: String,
    /// As read.
    pub formula: Formula,
    /// Probability of holding.
    pub probability: f64,
}
