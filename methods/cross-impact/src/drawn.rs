//! Cross-impacts of a case over the draws: how often each combination holds itself up.

use std::collections::BTreeSet;

use detente_case::FindingId;
use detente_case::measure::{COMBINATIONS, HOLDS, NONE_HOLDS};
use detente_dynamics::CrossImpact;
use detente_method::{Asked, Column, Spec, patterns};
use rayon::prelude::*;

use crate::case_cib::{At, Draws, Lowered};
use crate::held::{Held, held};

/// Combinations with a finding of their own at most, the most frequent first.
pub(crate) const MOST: usize = 12;

impl Lowered<'_> {
    /// How often each combination holds itself up.
    pub fn held(&self, drawn: &Draws<'_>, draws: u32) -> Held {
        held(draws, |draw| self.matrix(At::Draw(drawn, draw)))
    }

    /// Findings of the model: combinations that hold, how many do, and whether any does. Which get a finding is known when all draws are
    /// counted, and what holds in each is asked then: all that hold in all draws may be too many to remember.
    pub fn columns(&self, drawn: &Draws<'_>, held: &Held, asked: &Asked<'_>) -> Vec<Column> {
        let id = &self.model.id;
        let mode = self.matrix(At::Mode);
        let behind = self.quantities();
        let wanted = self.wanted(held, mode.as_ref(), asked.compared);
        let one = |draw: usize| -> Vec<f64> {
            let model = self.matrix(At::Draw(drawn, draw));
            wanted.iter().map(|one| one.holds(model.as_ref())).collect()
        };
        let values: Vec<Vec<f64>> = (0..asked.draws as usize).into_par_iter().map(one).collect();
        let mut columns = Vec::new();
        for (place, one) in wanted.into_iter().enumerate() {
            let at_mode = one.holds(mode.as_ref());
            let spec = Spec { pattern: true, ..Spec::probability(one.id, one.label, behind.clone()) };
            columns.push(spec.with(at_mode, values.iter().map(|draw| draw[place]).collect()));
        }
        let at_mode = mode.map_or(f64::NAN, |model| {
            let found = model.consistent(crate::held::BRANCHES);
            if found.complete { found.scenarios.len() as f64 } else { f64::NAN }
        });
        let title = &self.model.title;
        let count = format!("combinations that hold each other up in \u{201c}{title}\u{201d}");
        let none = format!("no combination holds itself up in \u{201c}{title}\u{201d}");
        let is_none = |count: f64| if count.is_nan() { count } else { f64::from(u8::from(count == 0.0)) };
        columns.push(Spec::value(COMBINATIONS.of(id), count, behind.clone()).with(at_mode, held.counts.clone()));
        let draws = held.counts.iter().map(|count| is_none(*count)).collect();
        columns.push(Spec::probability(NONE_HOLDS.of(id), none, behind).with(is_none(at_mode), draws));
        columns
    }

    /// The most frequent combinations, first of them those that hold at the most likely values, and those of the baseline.
    fn wanted(&self, held: &Held, mode: Option<&CrossImpact>, compared: &BTreeSet<FindingId>) -> Vec<Wanted> {
        let id = &self.model.id;
        let mut ranked: Vec<(&Vec<usize>, u32)> = held.draws.iter().map(|(all, count)| (all, *count)).collect();
        let holds = |variants: &[usize]| mode.is_some_and(|model| model.is_consistent(variants));
        ranked.sort_by_key(|(variants, count)| (!holds(variants), std::cmp::Reverse(*count)));
        let named = ranked.into_iter().map(|(variants, _)| {
            let ids: Vec<&str> = self.names(variants).into_iter().map(|(_, variant)| variant).collect();
            (HOLDS.about(id, ids.join("+")), variants)
        });
        let told = patterns(named, MOST, compared, (HOLDS, id));
        told.into_iter().map(|(id, variants)| self.named(id, variants)).collect()
    }

    fn named(&self, id: FindingId, variants: Option<&Vec<usize>>) -> Wanted {
        let told = variants.map(|variants| {
            let names = self.names(variants).into_iter().map(|(what, variant)| format!("{what} {variant}"));
            names.collect::<Vec<_>>().join(", ")
        });
        let told = told.unwrap_or_else(|| id.object_text().replace('+', ", "));
        Wanted { id, label: format!("these hold each other up: {told}"), variants: variants.cloned() }
    }
}

/// A combination with a finding of its own; without variants where it never holds.
struct Wanted {
    id: FindingId,
    label: String,
    variants: Option<Vec<usize>>,
}

impl Wanted {
    /// 1 where it holds itself up under a matrix, 0 where not; NaN without one.
    fn holds(&self, model: Option<&CrossImpact>) -> f64 {
        let holds = |model: &CrossImpact| self.variants.as_ref().is_some_and(|all| model.is_consistent(all));
        model.map_or(f64::NAN, |model| f64::from(u8::from(holds(model))))
    }
}
