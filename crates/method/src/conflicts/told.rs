//! What decides between outcomes for somebody, in the words of the case.

use detente_case::Case;
use detente_case::conflict::{Preference, Statement};
use detente_results::Slot;

use super::input::StatementInput;
use super::lower::CaseConflict;
use crate::say::Phrase;
use crate::states;

/// Most claims that are named for a statement.
const CLAIMS: usize = 4;

impl<'c> CaseConflict<'c> {
    /// The statements of a decision maker that count, each with its place among all of its statements.
    pub fn counted(&self, dm: usize) -> Vec<(usize, &StatementInput)> {
        let all = self.input.preferences[dm].statements().into_iter().enumerate();
        all.filter(|(_, statement)| statement.counts).collect()
    }

    /// The first statement in the order of a decision maker that one state meets and the other does not, where the first state is the one that
    /// meets it: what it would lose by going over.
    pub fn lost(&self, dm: usize, from: usize, to: usize) -> Option<usize> {
        let differs = |(_, one): &(usize, &StatementInput)| one.states.get(from) != one.states.get(to);
        let (place, first) = self.counted(dm).into_iter().find(differs)?;
        first.states.get(from).then_some(place)
    }

    /// A statement of the case, by its place among those of a decision maker.
    pub fn statement(&self, dm: usize, place: usize) -> Option<&'c Statement> {
        let name = &self.input.decision_makers[dm];
        let own = self.conflict.preferences.iter().find(|(actor, _)| actor.text == *name)?;
        match &own.1 {
            Preference::Statements(list) => list.get(place),
            Preference::Ranking(_) => None,
        }
    }

    /// Why a statement is held, or what it says.
    pub fn why(&self, case: &Case, dm: usize, place: usize) -> Option<Phrase> {
        let statement = self.statement(dm, place)?;
        let formula = statement.formula.as_ref();
        let says = || formula.map(|formula| states::statement(case, self.conflict, formula));
        let why = if statement.why.is_empty() {
            format!("it wants that {}", says()?)
        } else {
            format!("“{}”", statement.why.trim_end_matches('.'))
        };
        let path = self.input.preferences[dm].statements().get(place)?.path.clone();
        Some(Phrase::named(why, Slot::Quantity { path }))
    }

    /// The claims of a statement.
    pub fn claims_of(&self, dm: usize, place: usize) -> Vec<String> {
        let statements = self.input.preferences[dm].statements();
        statements.get(place).map(|one| one.claims.iter().take(CLAIMS).cloned().collect()).unwrap_or_default()
    }
}
