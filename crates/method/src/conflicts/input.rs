//! A conflict with its names, ready for the engine.

use detente_case::AskError;
use detente_case::case::Basis;
use detente_conflict::rank::{self, Ranks};
use detente_conflict::{Bits, List, Space};

/// States up to which states, moves and verdicts are told one by one.
pub const MOST_TOLD: usize = 512;

/// A conflict with names.
#[derive(Debug, Clone)]
pub struct ConflictInput {
    /// Its id or name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// The question to answer.
    pub question: String,
    /// Names of the decision makers.
    pub decision_makers: Vec<String>,
    /// The options; none where moves are given one by one.
    pub options: Vec<OptionInput>,
    /// States and moves.
    pub space: Space,
    /// Names of the states; may be empty where there are very many.
    pub labels: Vec<String>,
    /// Preferences by decision maker.
    pub preferences: Vec<PreferenceInput>,
    /// The state at the start.
    pub status_quo: Option<usize>,
}

/// An option with its name.
#[derive(Debug, Clone, Default)]
pub struct OptionInput {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone)]
pub enum PreferenceInput {
    /// By statements, the most important first.
    Statements(Vec<StatementInput>),
    /// By the sum of the weights of the statements that are met.
    Weights(Vec<(StatementInput, f64)>),
    /// Directly: groups of states, best first.
    Groups(Vec<Vec<usize>>),
    /// By a rank a state, from 0 without a gap; larger is better.
    Ranks(Ranks),
}

/// A statement with what it rests on.
#[derive(Debug, Clone)]
pub struct StatementInput {
    /// As written.
    pub text: String,
    /// The states that meet it.
    pub states: Bits,
    /// Why it is held.
    pub why: String,
    /// Probability of holding.
    pub probability: f64,
    /// Whether it holds when everything stands at its most likely value.
    pub counts: bool,
    /// Path of that probability, in a case.
    pub path: String,
    /// Basis, in a case.
    pub basis: Option<Basis>,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

impl ConflictInput {
    /// The statements that count, or the ranking, of each decision maker.
    pub fn lists(&self) -> Vec<List> {
        self.preferences.iter().map(|preference| preference.list()).collect()
    }

    /// Ranks by decision maker and state.
    pub fn ranks(&self) -> Vec<Ranks> {
        let states = self.space.states();
        self.preferences
            .iter()
            .map(|preference| match preference {
                PreferenceInput::Ranks(ranks) => ranks.clone(),
                other => other.list().ranks(states),
            })
            .collect()
    }

    /// Name of a state.
    pub fn label(&self, state: usize) -> String {
        self.labels.get(state).cloned().unwrap_or_else(|| (state + 1).to_string())
    }

    /// The combination of options that a state is; `None` where several are one state, and for explicit states.
    pub fn combination(&self, state: usize) -> Option<u32> {
        match self.space.members(state) {
            [mask] => Some(*mask),
            _ => None,
        }
    }

    /// The options taken in a state, by name; `None` where several combinations are one state, and for explicit states.
    pub fn taken(&self, state: usize) -> Option<Vec<String>> {
        let mask = self.combination(state)?;
        let on = self.options.iter().enumerate().filter(|(option, _)| mask >> option & 1 == 1);
        Some(on.map(|(_, option)| option.name.clone()).collect())
    }

    /// A state by its name, its options as digits or letters, or its number.
    ///
    /// # Errors
    /// [`AskError`] where there is no such state.
    pub fn state(&self, text: &str) -> Result<usize, AskError> {
        let states = self.space.states();
        let named = self.labels.iter().position(|label| label == text);
        let number = text.parse::<usize>().ok().filter(|number| (1..=states).contains(number));
        let numbered = number.map(|number| number - 1);
        let written = || self.space.state_written(&text.to_uppercase());
        // With a single option `1` is the number of a state like every other number.
        let found = if self.options.len() == 1 {
            named.or(numbered).or_else(written)
        } else {
            named.or_else(written).or(numbered)
        };
        found.ok_or_else(|| {
            let hint = format!("states are numbered from 1 to {states}; `detente conflict` lists them");
            AskError::input(format!("`{text}` is no state of this conflict, or cannot occur")).with_hint(hint)
        })
    }

    /// Whether states are few enough to be told one by one.
    pub fn is_told(&self) -> bool {
        self.space.states() <= MOST_TOLD
    }
}

impl PreferenceInput {
    /// The statements that count, or the ranking as groups.
    pub fn list(&self) -> List {
        match self {
            Self::Statements(list) => {
                List::Statements(list.iter().filter(|s| s.counts).map(|s| s.states.clone()).collect())
            }
            Self::Weights(list) => {
                let counted = list.iter().filter(|(statement, _)| statement.counts);
                List::Weights(counted.map(|(statement, weight)| (statement.states.clone(), *weight)).collect())
            }
            Self::Groups(groups) => List::Groups(groups.clone()),
            Self::Ranks(ranks) => List::Groups(rank::groups(ranks)),
        }
    }

    /// The statements that count, those with weights among them.
    pub fn counted(&self) -> Vec<&StatementInput> {
        self.statements().into_iter().filter(|statement| statement.counts).collect()
    }

    /// Its statements, those with weights among them.
    pub fn statements(&self) -> Vec<&StatementInput> {
        match self {
            Self::Statements(list) => list.iter().collect(),
            Self::Weights(list) => list.iter().map(|(statement, _)| statement).collect(),
            Self::Groups(_) | Self::Ranks(_) => Vec::new(),
        }
    }
}
