//! A conflict of a case: its engine input under a reading.

use std::collections::BTreeSet;
use std::sync::Arc;

use detente_case::QuantityPath;
use detente_case::conflict::{Condition, Conflict, Preference, RankedStates, Statement};
use detente_conflict::{Arcs, Bits, Lever, Space, SpaceError};

use super::input::{ConflictInput, OptionInput, PreferenceInput, StatementInput};
use crate::effective_case::EffectiveCase;

/// Memory that a conflict of a case may take, in megabytes: `check` finds those that need more.
const MEMORY: u64 = 600;

/// A conflict of a case under a reading.
pub struct CaseConflict<'c> {
    /// It, as the case has it.
    pub conflict: &'c Conflict,
    /// It with its names, at the most likely values.
    pub input: Arc<ConflictInput>,
    /// Its moves.
    pub arcs: Arcs,
    /// For each decision maker and statement its quantities.
    pub statements: Vec<Vec<Behind>>,
    /// The doubt about its orders.
    pub order_doubt: Option<usize>,
    silent: Vec<String>,
}

/// The quantities behind a statement that is known in a reading: neither it nor what its condition asks of is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Behind {
    /// Whether anything is known of it.
    pub known: bool,
    /// Its probability of holding.
    pub holds: Option<usize>,
    /// Its weight.
    pub weight: Option<usize>,
    /// What must be so for it to count, with the place of the quantity.
    pub when: Option<(usize, Condition)>,
}

impl<'c> CaseConflict<'c> {
    /// A conflict of the case under a reading.
    ///
    /// # Errors
    /// [`SpaceError`]: the conflict is none that the engine takes.
    pub fn of(conflict: &'c Conflict, reading: &EffectiveCase<'_>) -> Result<Self, SpaceError> {
        let decision_makers = conflict.decision_makers();
        let space = space(conflict, &decision_makers)?;
        let arcs = space.arcs()?;
        let mut preferences = Vec::new();
        let mut statements = Vec::new();
        let mut silent = Vec::new();
        for dm in &decision_makers {
            let preference = conflict.preferences.iter().find(|(actor, _)| actor.text == *dm).map(|(_, p)| p);
            let list = preference.map(Preference::statements).unwrap_or_default();
            let behind: Vec<Behind> = list.iter().map(|s| Behind::of(conflict, dm, s, reading)).collect();
            if !is_known(preference, &behind, reading) {
                silent.push(dm.clone());
            }
            preferences.push(lowered(conflict, dm, preference, &behind, &space, reading));
            statements.push(behind);
        }
        let labels = (0..space.states()).map(|state| label(conflict, &space, state)).collect();
        let path = QuantityPath::OrderDoubt { conflict: conflict.id.clone() };
        let input = Arc::new(ConflictInput {
            id: conflict.id.clone(),
            title: conflict.title.clone(),
            text: conflict.text.clone(),
            question: conflict.question.clone(),
            decision_makers,
            options: conflict.options.iter().map(option).collect(),
            status_quo: conflict.status_quo.as_ref().and_then(|word| space.state_of(conflict.mask(word)?)),
            space,
            labels,
            preferences,
        });
        let order_doubt = reading.case.quantities.in_force(&path, None);
        Ok(Self { conflict, input, arcs, statements, order_doubt, silent })
    }

    /// Decision makers all of whose statements, or any of whose ranked groups, are left out in this reading: nothing is known
    /// of what they prefer, and a conflict with them has no answer (which is not the same as finding everything equally good).
    pub fn silent(&self) -> &[String] {
        &self.silent
    }

    /// Every quantity that the conflict reads.
    pub fn quantities(&self) -> BTreeSet<usize> {
        let read = self.statements.iter().flatten().flat_map(|behind| {
            [behind.holds, behind.weight, behind.when.as_ref().map(|(index, _)| *index)].into_iter().flatten()
        });
        read.chain(self.order_doubt).collect()
    }

    /// Claims behind the options and rankings: what no quantity carries.
    pub fn claims(&self) -> BTreeSet<String> {
        let options = self.conflict.options.iter().flat_map(|option| &option.evidence);
        let ranked = self.conflict.preferences.iter().flat_map(|(_, p)| p.ranking()).flat_map(|group| &group.evidence);
        let rules = self.conflict.infeasible.iter().flat_map(|rule| &rule.evidence);
        options.chain(ranked).chain(rules).map(|word| word.text.clone()).collect()
    }
}

fn option(option: &detente_case::conflict::ConflictOption) -> OptionInput {
    OptionInput {
        name: option.id.text.clone(),
        meaning: option.meaning.clone(),
        claims: option.evidence.iter().map(|word| word.text.clone()).collect(),
    }
}

fn space(conflict: &Conflict, decision_makers: &[String]) -> Result<Space, SpaceError> {
    let place = |actor: &str| decision_makers.iter().position(|dm| dm == actor);
    let lever = |option: &detente_case::conflict::ConflictOption| Lever {
        owners: option.owners.iter().filter_map(|owner| place(owner)).fold(0, |all, dm| all | 1 << dm),
        direction: option.direction,
    };
    let levers = conflict.options.iter().map(lever).collect();
    let mut space = Space::of_options(decision_makers.len(), levers, &conflict.rules(), MEMORY)?;
    let groups: Vec<Bits> =
        conflict.joined.iter().filter_map(|rule| rule.formula.as_ref()).map(|rule| space.column(rule)).collect();
    if !groups.is_empty() {
        space = space.joined(&groups)?;
    }
    let mut hidden = vec![Bits::none(space.states()); decision_makers.len()];
    for (actor, rules) in &conflict.hidden {
        let Some(dm) = place(actor) else { continue };
        for rule in rules.iter().filter_map(|rule| rule.formula.as_ref()) {
            space.column(rule).ones().for_each(|state| hidden[dm].set(state));
        }
    }
    space.unseen(&hidden)
}

/// The digits of a state; the id of its statement for a joined state.
fn label(conflict: &Conflict, space: &Space, state: usize) -> String {
    let mask = space.members(state).first().copied().unwrap_or_default();
    let holds = |rule: &&Statement| rule.formula.as_ref().is_some_and(|formula| formula.holds_in(mask));
    if let Some(rule) = conflict.joined.iter().find(holds) {
        return rule.id.text.clone();
    }
    (0..conflict.options.len()).map(|option| if mask >> option & 1 == 1 { '1' } else { '0' }).collect()
}

impl Behind {
    fn of(conflict: &Conflict, dm: &str, statement: &Statement, reading: &EffectiveCase<'_>) -> Self {
        let path = |weight| QuantityPath::Statement {
            conflict: conflict.id.clone(),
            actor: dm.to_owned(),
            id: statement.id.text.clone(),
            weight,
        };
        let quantities = &reading.case.quantities;
        let holds = quantities.in_force(&path(false), None);
        // What is not in force, or left out by a filter, tells nothing: the condition is neither met nor not met.
        let asked = |when: &Condition| {
            let index = quantities.in_force(&when.path, reading.as_of).filter(|index| reading.counts(*index))?;
            Some((index, when.clone()))
        };
        let when = statement.when.as_ref().map(asked);
        // What one takes another to prefer has no number of its own.
        if holds.is_none() && !reading.stands(statement.basis, &statement.evidence) {
            return Self::default();
        }
        if matches!(when, Some(None)) || holds.is_some_and(|index| !reading.counts(index)) {
            return Self::default();
        }
        Self { known: true, holds, weight: quantities.in_force(&path(true), None), when: when.flatten() }
    }

    /// Whether the statement counts where quantities have these values and `holds` tells from the probability.
    pub fn counts(&self, value: impl Fn(usize) -> f64, holds: impl Fn(f64) -> bool) -> bool {
        self.known
            && self.when.as_ref().is_none_or(|(index, when)| when.holds(value(*index)))
            && self.holds.is_none_or(|index| holds(value(index)))
    }
}

/// Whether anything is known of a preference in this reading; a ranking with a hole is none.
fn is_known(preference: Option<&Preference>, behind: &[Behind], reading: &EffectiveCase<'_>) -> bool {
    let kept = |group: &RankedStates| reading.stands(group.basis, &group.evidence);
    let told = behind.is_empty() || behind.iter().any(|behind| behind.known);
    told && preference.is_none_or(|preference| preference.ranking().iter().all(kept))
}

fn lowered(
    conflict: &Conflict,
    dm: &str,
    preference: Option<&Preference>,
    behind: &[Behind],
    space: &Space,
    reading: &EffectiveCase<'_>,
) -> PreferenceInput {
    let mode = |index: usize| reading.estimate(index).mode();
    let statement = |(statement, behind): (&Statement, &Behind)| {
        let probability = behind.holds.map_or(1.0, mode);
        let condition = statement.when.as_ref().map(|when| format!(" (when {})", when.text.text)).unwrap_or_default();
        let own = || statement.evidence.iter().map(|word| word.text.clone()).collect();
        StatementInput {
            text: format!("{}{condition}", statement.text.text),
            states: statement.formula.as_ref().map_or_else(|| Bits::none(space.states()), |rule| space.column(rule)),
            why: statement.why.clone(),
            probability,
            counts: behind.counts(mode, |probability| probability >= 0.5),
            path: format!("conflict.{}.{dm}.{}", conflict.id, statement.id.text),
            basis: Some(statement.basis),
            claims: behind.holds.map_or_else(own, |index| reading.evidence(index)),
        }
    };
    match preference {
        None => PreferenceInput::Statements(Vec::new()),
        Some(Preference::Statements(list)) => {
            let inputs: Vec<StatementInput> = list.iter().zip(behind).map(statement).collect();
            if list.iter().any(|statement| statement.weight.is_some()) {
                let weights = behind.iter().map(|behind| behind.weight.map_or(1.0, mode));
                return PreferenceInput::Weights(inputs.into_iter().zip(weights).collect());
            }
            PreferenceInput::Statements(inputs)
        }
        Some(Preference::Ranking(groups)) => {
            let state = |word: &detente_case::case::Word| space.state_of(conflict.mask(word)?);
            let group = |group: &RankedStates| group.states.iter().filter_map(state).collect();
            PreferenceInput::Groups(groups.iter().map(group).collect())
        }
    }
}
