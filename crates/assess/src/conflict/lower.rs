//! A conflict of a case: its engine input under a reading, and its findings over the draws.

use std::collections::BTreeSet;
use std::sync::Arc;

use detente_conflict::{Arcs, Bits, Concept, Lever, Orders, Space, SpaceError};
use detente_model::QuantityPath;
use detente_model::case::Case;
use detente_model::conflict::{Conflict, Preference, Statement};
use rayon::prelude::*;

use crate::columns::{Column, Spec};
use crate::conflict::follow::{Counted, Drawn, Follower, known};
use crate::conflict::input::{ConflictInput, OptionInput, PreferenceInput, StatementInput};
use crate::reading::Reading;
use crate::run::GroundedChange;
use crate::sample::Samples;

/// Memory that a conflict of a case may take, in megabytes: it has 12 options at most.
const MEMORY: u64 = 100;

/// A conflict of a case under a reading.
pub(crate) struct CaseConflict<'c> {
    pub conflict: &'c Conflict,
    pub input: ConflictInput,
    pub arcs: Arcs,
    /// For each decision maker and statement its quantities: probability, weight, condition.
    statements: Vec<Vec<Behind>>,
    order_doubt: Option<usize>,
}

#[derive(Debug, Clone)]
struct Behind {
    holds: Option<usize>,
    weight: Option<usize>,
    when: Option<(usize, detente_model::conflict::Condition)>,
    /// Whether the statement counts in this reading at all.
    kept: bool,
}

/// The conflict with this id at the most likely values of the case.
///
/// # Errors
/// [`SpaceError`]; a case without errors has none.
pub fn case_conflict(case: &Case, id: &str) -> Result<ConflictInput, SpaceError> {
    let none: &[GroundedChange] = &[];
    let reading = Reading::new(case, None, none);
    let conflict = case.conflicts.iter().find(|conflict| conflict.id == id).ok_or(SpaceError::NoState)?;
    Ok(CaseConflict::of(conflict, &reading)?.input)
}

impl<'c> CaseConflict<'c> {
    pub fn of(conflict: &'c Conflict, reading: &Reading<'_>) -> Result<Self, SpaceError> {
        let decision_makers = conflict.decision_makers();
        let space = space(conflict, &decision_makers)?;
        let arcs = space.arcs()?;
        let mut preferences = Vec::new();
        let mut statements = Vec::new();
        for dm in &decision_makers {
            let preference = conflict.preferences.iter().find(|(actor, _)| actor.text == *dm).map(|(_, p)| p);
            let list = preference.map(Preference::statements).unwrap_or_default();
            let behind: Vec<Behind> = list.iter().map(|s| Behind::of(conflict, dm, s, reading)).collect();
            preferences.push(lowered(conflict, dm, preference, &behind, &space, reading));
            statements.push(behind);
        }
        let labels = (0..space.states()).map(|state| label(conflict, &space, state)).collect();
        let path = QuantityPath::OrderDoubt { conflict: conflict.id.clone() };
        let input = ConflictInput {
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
        };
        Ok(Self { conflict, input, arcs, statements, order_doubt: reading.case.quantities.in_force(&path, None) })
    }

    /// Decision makers all of whose statements are left out in this reading: nothing is known of what they prefer, and a
    /// conflict with them has no answer (which is not the same as finding everything equally good).
    pub fn silent(&self) -> Vec<&str> {
        let lost = |list: &Vec<Behind>| !list.is_empty() && list.iter().all(|behind| !behind.kept);
        let named = self.input.decision_makers.iter().zip(&self.statements);
        named.filter(|(_, list)| lost(list)).map(|(dm, _)| dm.as_str()).collect()
    }

    /// Every quantity that the conflict reads.
    pub fn quantities(&self) -> BTreeSet<usize> {
        let all = self.statements.iter().flatten();
        let read = all.filter(|behind| behind.kept).flat_map(|behind| {
            [behind.holds, behind.weight, behind.when.as_ref().map(|(index, _)| *index)].into_iter().flatten()
        });
        read.chain(self.order_doubt).collect()
    }

    /// Claims behind the options and rankings: what no quantity carries.
    fn claims(&self) -> BTreeSet<String> {
        let options = self.conflict.options.iter().flat_map(|option| &option.evidence);
        let ranked = self.conflict.preferences.iter().flat_map(|(_, p)| p.ranking()).flat_map(|group| &group.evidence);
        let rules = self.conflict.infeasible.iter().flat_map(|rule| &rule.evidence);
        options.chain(ranked).chain(rules).map(|word| word.text.clone()).collect()
    }

    /// How often each state holds everybody, and how often it is reached from the start; `compared` are findings of the
    /// baseline, which keep their column even where they never come true.
    pub fn columns(&self, samples: &Samples, draws: u32, seed: u64, compared: &BTreeSet<String>) -> Vec<Column> {
        if !self.silent().is_empty() {
            return self.undefined(draws, compared);
        }
        let concepts = known(&self.input, &Concept::ALL);
        let follower = Follower::new(&self.input, &self.arcs, &concepts);
        let order_name = |dm: usize| format!("conflicts/{}/{}/order", self.conflict.id, dm + 1);
        let orders: Vec<Orders> =
            (0..self.statements.len()).map(|dm| Orders::new(seed, &order_name(dm), follower.lists[dm].len())).collect();
        let doubtful_weights = self.statements.iter().flatten().filter_map(|behind| behind.weight).next().is_some();
        let at = |value: &dyn Fn(usize) -> f64, holds: &dyn Fn(f64) -> bool, draw: Option<u64>| {
            let dispersion = if draw.is_some() { self.order_doubt.map_or(0.0, value) } else { 0.0 };
            let counted: Counted = self
                .statements
                .iter()
                .enumerate()
                .map(|(dm, list)| {
                    let counts = |place: &u16| match list.get(usize::from(*place)) {
                        None => true,
                        Some(behind) => {
                            let when = behind.when.as_ref().is_none_or(|(index, when)| when.holds(value(*index)));
                            behind.kept && when && behind.holds.is_none_or(|index| holds(value(index)))
                        }
                    };
                    orders[dm].draw(draw.unwrap_or(0), dispersion).into_iter().filter(counts).collect()
                })
                .collect();
            let weights = |list: &Vec<Behind>| list.iter().map(|b| b.weight.map_or(1.0, value)).collect::<Vec<f64>>();
            let weights: Option<Vec<Vec<f64>>> =
                doubtful_weights.then(|| self.statements.iter().map(weights).collect());
            follower.follow(&counted, weights.as_deref())
        };
        let mode = |index: usize| samples.mode(index);
        let at_mode = at(&mode, &|probability| probability >= 0.5, None);
        let drawn: Vec<Arc<Drawn>> = (0..draws as usize)
            .into_par_iter()
            .map(|draw| at(&|index| samples.value(index, draw), &|truth| truth > 0.5, Some(draw as u64)))
            .collect();
        let id = &self.conflict.id;
        let title = &self.conflict.title;
        let patterns =
            Patterns { of: self, at_mode, drawn, compared, behind: self.quantities(), claims: self.claims() };
        let mut columns = Vec::new();
        for (place, concept) in concepts.iter().enumerate() {
            let name = |state: &str| format!("conflict.{id}.equilibrium.{}:{state}", concept.word());
            let label = |state: &str| format!("{state} holds everybody ({concept}) in \u{201c}{title}\u{201d}");
            columns.extend(patterns.columns(|one| &one.equilibria[place], name, label));
        }
        if self.input.status_quo.is_some() {
            let name = |state: &str| format!("conflict.{id}.reached:{state}");
            let label = |state: &str| {
                format!(
                    "{state} can be reached from the start by moves that each mover gains by in \u{201c}{title}\u{201d}"
                )
            };
            columns.extend(patterns.columns(|one| &one.reached, name, label));
        }
        columns
    }

    /// What the baseline found about this conflict, without a value.
    fn undefined(&self, draws: u32, compared: &BTreeSet<String>) -> Vec<Column> {
        let own = format!("conflict.{}.", self.conflict.id);
        let column = |id: &String| {
            let label = format!("{id}: nothing is known of what {} prefers", self.silent().join(", "));
            Spec::probability(id.clone(), label, BTreeSet::new()).with(f64::NAN, vec![f64::NAN; draws as usize])
        };
        compared.iter().filter(|id| id.starts_with(&own)).map(column).collect()
    }
}

/// Sets of states in every draw, to be told state by state.
struct Patterns<'p, 'c> {
    of: &'p CaseConflict<'c>,
    at_mode: Arc<Drawn>,
    drawn: Vec<Arc<Drawn>>,
    compared: &'p BTreeSet<String>,
    behind: BTreeSet<usize>,
    claims: BTreeSet<String>,
}

impl Patterns<'_, '_> {
    /// One column for each state that is ever in the set, or that the baseline has a column for.
    fn columns(
        &self,
        set: impl Fn(&Drawn) -> &Bits,
        name: impl Fn(&str) -> String,
        label: impl Fn(&str) -> String,
    ) -> Vec<Column> {
        let mut columns = Vec::new();
        for state in 0..self.of.input.space.states() {
            let text = self.of.input.label(state);
            let id = name(&text);
            let is_in = |one: &Arc<Drawn>| set(one).get(state);
            if !is_in(&self.at_mode) && !self.compared.contains(&id) && !self.drawn.iter().any(is_in) {
                continue;
            }
            let spec = Spec {
                pattern: true,
                claims: self.claims.clone(),
                ..Spec::probability(id, label(&text), self.behind.clone())
            };
            let one = |one: &Arc<Drawn>| f64::from(u8::from(is_in(one)));
            columns.push(spec.with(one(&self.at_mode), self.drawn.iter().map(one).collect()));
        }
        columns
    }
}

fn option(option: &detente_model::conflict::ConflictOption) -> OptionInput {
    OptionInput {
        name: option.id.text.clone(),
        meaning: option.meaning.clone(),
        claims: option.evidence.iter().map(|word| word.text.clone()).collect(),
    }
}

fn space(conflict: &Conflict, decision_makers: &[String]) -> Result<Space, SpaceError> {
    let place = |actor: &str| decision_makers.iter().position(|dm| dm == actor);
    let lever = |option: &detente_model::conflict::ConflictOption| Lever {
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
    fn of(conflict: &Conflict, dm: &str, statement: &Statement, reading: &Reading<'_>) -> Self {
        let path = |weight| QuantityPath::Statement {
            conflict: conflict.id.clone(),
            actor: dm.to_owned(),
            id: statement.id.text.clone(),
            weight,
        };
        let quantities = &reading.case.quantities;
        let holds = quantities.in_force(&path(false), None);
        let when = statement.when.as_ref();
        let condition = when.and_then(|when| Some((quantities.in_force(&when.path, reading.as_of)?, when.clone())));
        Self {
            holds,
            weight: quantities.in_force(&path(true), None),
            // A condition on something that is not in force is not met.
            kept: holds.is_none_or(|index| reading.counts(index)) && (when.is_none() || condition.is_some()),
            when: condition,
        }
    }
}

fn lowered(
    conflict: &Conflict,
    dm: &str,
    preference: Option<&Preference>,
    behind: &[Behind],
    space: &Space,
    reading: &Reading<'_>,
) -> PreferenceInput {
    let mode = |index: usize| reading.estimate(index).mode();
    let statement = |(statement, behind): (&Statement, &Behind)| {
        let probability = behind.holds.map_or(1.0, mode);
        let when = behind.when.as_ref().is_none_or(|(index, when)| when.holds(mode(*index)));
        let condition = statement.when.as_ref().map(|when| format!(" (when {})", when.text.text)).unwrap_or_default();
        StatementInput {
            text: format!("{}{condition}", statement.text.text),
            states: statement.formula.as_ref().map_or_else(|| Bits::none(space.states()), |rule| space.column(rule)),
            why: statement.why.clone(),
            probability,
            counts: behind.kept && when && probability >= 0.5,
            path: format!("conflict.{}.{dm}.{}", conflict.id, statement.id.text),
            basis: statement.basis.word(),
            claims: behind.holds.map_or_else(Vec::new, |index| reading.evidence(index)),
        }
    };
    match preference {
        None => PreferenceInput::Statements(Vec::new()),
        Some(Preference::Statements(list)) => {
            let inputs: Vec<StatementInput> = list.iter().zip(behind).map(statement).collect();
            if behind.iter().any(|behind| behind.weight.is_some()) {
                let weights = behind.iter().map(|behind| behind.weight.map_or(1.0, mode));
                return PreferenceInput::Weights(inputs.into_iter().zip(weights).collect());
            }
            PreferenceInput::Statements(inputs)
        }
        Some(Preference::Ranking(groups)) => {
            let state = |word: &detente_model::case::Word| space.state_of(conflict.mask(word)?);
            let group = |group: &detente_model::conflict::RankedStates| group.states.iter().filter_map(state).collect();
            PreferenceInput::Groups(groups.iter().map(group).collect())
        }
    }
}

/// Whether a scenario's changes bear on this conflict at the modes, so that its picture must be drawn anew.
pub(crate) fn differs(a: &ConflictInput, b: &ConflictInput) -> bool {
    a.lists() != b.lists()
}

/// Whether some statement's condition asks of a quantity.
pub(crate) fn is_asked(case: &Case, path: &QuantityPath) -> bool {
    let statements = case.conflicts.iter().flat_map(Conflict::statements);
    statements.filter_map(|statement| statement.when.as_ref()).any(|when| when.path == *path)
}
