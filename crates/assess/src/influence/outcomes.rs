//! What problems find, as causes: read in every period, and seen by influences from the next one on.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::{Method as Word, OutcomeOf};
use detente_method::{CaseMap, EffectiveCase, NodeOf, Samples};

use crate::problems::{Problems, Wanted};
use crate::reached::Reached;

/// Outcomes that influences start from, with the case as it is, for what no change reaches.
pub(super) struct Outcomes<'c> {
    problems: Problems<'c>,
    causes: Vec<Cause>,
    base: Samples,
}

/// One of them.
struct Cause {
    node: usize,
    of: OutcomeOf,
    id: String,
    /// Quantities that it is read from and that can leave their baseline, with their nodes.
    reads: Vec<(usize, usize)>,
}

/// The problems that outcomes of a map are read from.
///
/// Those that cannot be lowered have no outcomes.
fn problems<'c>(reading: &EffectiveCase<'c>, map: &CaseMap) -> Option<Problems<'c>> {
    let mut reached = Reached::new();
    for (_, of, id) in map.outcomes() {
        let word = match of {
            OutcomeOf::View => Word::Balance,
            OutcomeOf::Issue => Word::Bargain,
        };
        reached.entry(word).or_default().insert(id.to_owned());
    }
    if reached.is_empty() { None } else { Problems::of(reading, Some(Wanted::Reached(&reached))).ok() }
}

/// Every quantity that outcomes of a map are read from.
pub(crate) fn behind_outcomes(reading: &EffectiveCase<'_>, map: &CaseMap) -> BTreeSet<usize> {
    let Some(problems) = problems(reading, map) else { return BTreeSet::new() };
    map.outcomes().into_iter().flat_map(|(_, of, id)| problems.behind_outcome(*of, id)).collect()
}

impl<'c> Outcomes<'c> {
    pub fn of(reading: &EffectiveCase<'c>, map: &CaseMap, seed: u64, draws: u32, earlier: &Samples) -> Option<Self> {
        let problems = problems(reading, map)?;
        let mut behind = BTreeMap::new();
        let cause = |(node, of, id): (usize, &OutcomeOf, &str)| {
            let all = problems.behind_outcome(*of, id);
            let node_of = |index: &usize| Some((*index, map.nodes.binary_search(&NodeOf::Quantity(*index)).ok()?));
            let reads = all.iter().filter_map(node_of).filter(|(_, node)| map.affected[*node]).collect();
            behind.extend(all.into_iter().map(|index| (index, reading.case.quantities.get(index).estimate)));
            Cause { node, of: *of, id: id.to_owned(), reads }
        };
        let causes = map.outcomes().into_iter().map(cause).collect();
        let base = Samples::of(reading.case, behind, seed, draws, earlier);
        Some(Self { problems, causes, base })
    }

    /// One draw, or the most likely values, before its first period.
    pub fn follow(&self, draw: Option<usize>) -> Followed<'_, 'c> {
        Followed { outcomes: self, draw, seen: self.causes.iter().map(|_| Seen::default()).collect() }
    }
}

/// One draw, period after period: an outcome is looked at again only where what it is read from has moved.
pub(super) struct Followed<'o, 'c> {
    outcomes: &'o Outcomes<'c>,
    draw: Option<usize>,
    seen: Vec<Seen>,
}

/// What is known of an outcome.
#[derive(Default)]
struct Seen {
    /// In the case as it is.
    base: Option<f64>,
    /// The values that it was last read from; empty as long as they are those of the case.
    values: Vec<f64>,
    /// How far it was then from that of the case.
    deviation: f64,
}

impl Followed<'_, '_> {
    /// Deviations of the outcomes from those of the case as it is, in widths; nothing where one of the two has no answer.
    pub fn deviations(&mut self, values: &[f64]) -> Vec<(usize, f64)> {
        let Self { outcomes, draw, seen } = self;
        let base =
            |index: usize| draw.map_or_else(|| outcomes.base.mode(index), |draw| outcomes.base.value(index, draw));
        let one = |(cause, seen): (&Cause, &mut Seen)| {
            let same = |index: usize, node: usize, at: usize| {
                values[node].to_bits() == seen.values.get(at).copied().unwrap_or_else(|| base(index)).to_bits()
            };
            let moved = cause.reads.iter().enumerate().any(|(at, (index, node))| !same(*index, *node, at));
            if moved {
                seen.values.clear();
                seen.values.extend(cause.reads.iter().map(|(_, node)| values[*node]));
                let read = |value: &dyn Fn(usize) -> f64| outcomes.problems.outcome(cause.of, &cause.id, value);
                let now = |index: usize| {
                    let at = cause.reads.binary_search_by_key(&index, |(read, _)| *read);
                    at.map_or_else(|_| base(index), |at| seen.values[at])
                };
                let by = read(&now) - *seen.base.get_or_insert_with(|| read(&base));
                seen.deviation = if by.is_nan() { 0.0 } else { by };
            }
            (cause.node, seen.deviation)
        };
        outcomes.causes.iter().zip(seen).map(one).collect()
    }
}
