//! A conflict of a case over the draws: who holds still where, how often.

use std::collections::BTreeSet;
use std::sync::Arc;

use detente_case::case::Case;
use detente_case::measure::REACHED;
use detente_case::{FindingId, Measure, Method};
use detente_conflict::{Bits, Concept, SpaceError};
use detente_results::ConflictDoubt;
use rayon::prelude::*;

use crate::doubt::counted;
use crate::follow::{Drawn, Follower, known};
use detente_method::EffectiveCase;
use detente_method::Memory;
use detente_method::Samples;
use detente_method::conflicts::{CaseConflict, ConflictInput, Counted, Counting, Counts, PreferenceInput};
use detente_method::{Column, Spec};

/// Why a conflict of a case has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// It is none that the engine takes.
    #[error(transparent)]
    Space(#[from] SpaceError),
    /// Nothing is known of what somebody prefers.
    #[error(
        "conflict `{conflict}` has no answer: every statement or group of what {silent} prefers is left out, or asks of something that is not in force"
    )]
    Silent {
        /// The conflict.
        conflict: String,
        /// Who.
        silent: String,
    },
}

/// The conflict with this id at the most likely values of the case; with `draws` and a seed also over the draws.
///
/// # Errors
/// [`NoAnswer`]; a case without errors has none, unless nothing is in force that conditions ask of.
pub fn case_conflict(
    case: &Case,
    id: &str,
    concepts: &[Concept],
    draws: Option<(u32, u64)>,
) -> Result<(ConflictInput, Option<ConflictDoubt>), NoAnswer> {
    let reading = EffectiveCase::new(case, None, &[]);
    let conflict = case.conflicts.iter().find(|conflict| conflict.id == id).ok_or(SpaceError::NoState)?;
    let lowered = CaseConflict::of(conflict, &reading)?;
    if !lowered.silent().is_empty() {
        return Err(NoAnswer::Silent { conflict: id.to_owned(), silent: lowered.silent().join(", ") });
    }
    let doubt = draws.map(|(draws, seed)| {
        let samples = Samples::draw(&reading, lowered.quantities(), seed, draws, &Samples::default());
        let concepts = known(&lowered.input, concepts);
        let (_, drawn) = self::draws(&lowered, &concepts, &samples, draws, seed, |counted, found| (counted, found));
        let dispersion = lowered.order_doubt.map_or(0.0, |index| samples.mode(index));
        counted(&lowered.input, &concepts, &drawn, seed, dispersion)
    });
    Ok((Arc::unwrap_or_clone(lowered.input), doubt))
}

/// Memory of the draws of one conflict: what counts in each for every decision maker, what follows from it, and, of a case, its quantities.
pub fn memory_of_conflict(case: Option<&Case>, input: &ConflictInput) -> Memory {
    let reading = case.map(|case| EffectiveCase::new(case, None, &[]));
    let own = case.and_then(|case| case.conflicts.iter().find(|conflict| conflict.id == input.id));
    let lowered = own.zip(reading.as_ref()).and_then(|(own, reading)| CaseConflict::of(own, reading).ok());
    // A list of places for each decision maker, of two bytes each and rounded up by the system.
    let length = |preference: &PreferenceInput| match preference {
        PreferenceInput::Groups(groups) => groups.len(),
        PreferenceInput::Ranks(ranks) => ranks.iter().max().map_or(0, |best| *best as usize + 1),
        listed => listed.statements().len(),
    };
    let counted: usize = input.preferences.iter().map(|preference| 6 + length(preference) / 4).sum();
    let following = lowered.as_ref().map_or(1, |one| numbers_of_a_draw(one) + one.quantities().len());
    Memory { fixed: 0, a_draw: 8 * (6 + counted + following) as u64 }
}

/// What counts and what follows from it, at the most likely values and in every draw; of that `keep` is kept.
fn draws<T: Send>(
    conflict: &CaseConflict<'_>,
    concepts: &[Concept],
    samples: &Samples,
    draws: u32,
    seed: u64,
    keep: impl Fn(Counted, Arc<Drawn>) -> T + Sync,
) -> (Arc<Drawn>, Vec<T>) {
    let follower = Follower::new(&conflict.input, &conflict.arcs, concepts);
    let counts = Counts::new(conflict, &follower.lists, seed);
    let follow = |counting: &Counting| follower.follow(&counting.parts, counting.weights.as_deref());
    let at_mode = follow(&counts.at_mode(samples));
    let drawn = (0..draws as usize)
        .into_par_iter()
        .map(|draw| counts.drawn(samples, draw))
        .map(|counting| {
            let found = follow(&counting);
            keep(counting.parts, found)
        })
        .collect();
    (at_mode, drawn)
}

/// How often each state holds everybody, and how often it is reached from the start; `compared` are findings of the
/// baseline, which keep their column even where they never come true.
pub(crate) fn columns(
    conflict: &CaseConflict<'_>,
    samples: &Samples,
    draws: u32,
    seed: u64,
    compared: &BTreeSet<FindingId>,
) -> Vec<Column> {
    if !conflict.silent().is_empty() {
        return undefined(conflict, draws, compared);
    }
    let concepts = known(&conflict.input, &Concept::ALL);
    let (at_mode, drawn) = self::draws(conflict, &concepts, samples, draws, seed, |_, found| found);
    let id = &conflict.conflict.id;
    let title = &conflict.conflict.title;
    let patterns =
        Patterns { of: conflict, at_mode, drawn, compared, behind: conflict.quantities(), claims: conflict.claims() };
    let mut columns = Vec::new();
    for (place, concept) in concepts.iter().enumerate() {
        let name = |state: &str| Measure::equilibrium(*concept).about(id, state);
        let label = |state: &str| format!("{state} holds everybody ({concept}) in \u{201c}{title}\u{201d}");
        columns.extend(patterns.columns(|one| &one.equilibria[place], name, label));
    }
    if conflict.input.status_quo.is_some() {
        let name = |state: &str| REACHED.about(id, state);
        let label = |state: &str| {
            format!(
                "{state} can be reached from the start by moves that each mover gains by in \u{201c}{title}\u{201d}"
            )
        };
        columns.extend(patterns.columns(|one| &one.reached, name, label));
    }
    columns
}

/// Memory of what follows from one draw, in numbers of eight bytes: where weights are in doubt every draw has its own.
pub(crate) fn numbers_of_a_draw(conflict: &CaseConflict<'_>) -> usize {
    let sets = Concept::ALL.len() + 1;
    let weighted = conflict.statements.iter().flatten().any(|behind| behind.weight.is_some());
    if weighted { 8 + sets * (8 + conflict.input.space.states().div_ceil(64)) } else { 1 }
}

/// What the baseline found about this conflict, without a value.
fn undefined(conflict: &CaseConflict<'_>, draws: u32, compared: &BTreeSet<FindingId>) -> Vec<Column> {
    let column = |id: &FindingId| {
        let label = format!("{id}: nothing is known of what {} prefers", conflict.silent().join(", "));
        Spec::probability(id.clone(), label, BTreeSet::new()).with(f64::NAN, vec![f64::NAN; draws as usize])
    };
    compared.iter().filter(|id| id.is_of(Method::Conflict, &conflict.conflict.id)).map(column).collect()
}

/// Sets of states in every draw, to be told state by state.
struct Patterns<'p, 'c> {
    of: &'p CaseConflict<'c>,
    at_mode: Arc<Drawn>,
    drawn: Vec<Arc<Drawn>>,
    compared: &'p BTreeSet<FindingId>,
    behind: BTreeSet<usize>,
    claims: BTreeSet<String>,
}

impl Patterns<'_, '_> {
    /// One column for each state that is ever in the set, or that the baseline has a column for.
    fn columns(
        &self,
        set: impl Fn(&Drawn) -> &Bits,
        name: impl Fn(&str) -> FindingId,
        label: impl Fn(&str) -> String,
    ) -> Vec<Column> {
        let mut columns = Vec::new();
        for state in 0..self.of.input.space.states() {
            let text = self.of.input.label(state);
            let id = name(&text);
            let is_in = |one: &Drawn| set(one).get(state);
            let ever = || self.drawn.iter().any(|one| is_in(one));
            if !is_in(&self.at_mode) && !self.compared.contains(&id) && !ever() {
                continue;
            }
            let spec = Spec {
                pattern: true,
                claims: self.claims.clone(),
                ..Spec::probability(id, label(&text), self.behind.clone())
            };
            let one = |one: &Drawn| f64::from(u8::from(is_in(one)));
            columns.push(spec.with(one(&self.at_mode), self.drawn.iter().map(|drawn| one(drawn)).collect()));
        }
        columns
    }
}
