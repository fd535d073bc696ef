//! Cross-impacts of a case over the draws: how often each combination holds itself up.

use std::collections::BTreeSet;

use detente_dynamics::CrossImpact;
use detente_method::{Asked, Column, Samples, Spec};
use detente_model::measure::{COMBINATIONS, HOLDS, NONE_HOLDS};
use detente_model::{FindingId, Method};
use rayon::prelude::*;

use crate::case_cib::{At, Lowered};
use crate::held::{Held, held};

/// Combinations with a finding of their own at most, the most frequent first.
pub(crate) const MOST: usize = 12;

impl Lowered<'_> {
    /// How often each combination holds itself up.
    pub fn held(&self, samples: &Samples, draws: u32, seed: u64) -> Held {
        let drawn = self.draws(samples, draws, seed);
        held(draws, |draw| self.matrix(At::Draw(&drawn, draw)))
    }

    /// Findings of the model: combinations that hold, how many do, and whether any does.
    pub fn columns(&self, held: &Held, asked: &Asked<'_>) -> Vec<Column> {
        let id = &self.model.id;
        let mode = self.matrix(At::Mode);
        let behind = self.quantities();
        let wanted = self.wanted(held, mode.as_ref(), asked.compared);
        let drawn = self.draws(asked.samples, asked.draws, asked.seed);
        let one = |draw: usize| -> Vec<f64> {
            let model = self.matrix(At::Draw(&drawn, draw));
            let holds = |model: &CrossImpact, variants: &Option<Vec<usize>>| {
                f64::from(u8::from(variants.as_ref().is_some_and(|variants| model.is_consistent(variants))))
            };
            let value = |one: &Wanted| model.as_ref().map_or(f64::NAN, |model| holds(model, &one.variants));
            wanted.iter().map(value).collect()
        };
        let values: Vec<Vec<f64>> = (0..asked.draws as usize).into_par_iter().map(one).collect();
        let mut columns = Vec::new();
        for (place, one) in wanted.into_iter().enumerate() {
            let holds = |model: &CrossImpact| one.variants.as_ref().is_some_and(|all| model.is_consistent(all));
            let at_mode = mode.as_ref().map_or(f64::NAN, |model| f64::from(u8::from(holds(model))));
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

    /// The most frequent combinations, those that hold at the most likely values, and those of the baseline.
    fn wanted(&self, held: &Held, mode: Option<&CrossImpact>, compared: &BTreeSet<FindingId>) -> Vec<Wanted> {
        let id = &self.model.id;
        let mut ranked: Vec<(&Vec<usize>, u32)> = held.draws.iter().map(|(all, count)| (all, *count)).collect();
        let holds = |variants: &[usize]| mode.is_some_and(|model| model.is_consistent(variants));
        ranked.sort_by_key(|(variants, count)| (!holds(variants), std::cmp::Reverse(*count)));
        let mut missing: BTreeSet<&FindingId> = compared.iter().filter(|one| one.is(HOLDS, id)).collect();
        let mut wanted = Vec::new();
        for (rank, (variants, _)) in ranked.into_iter().enumerate() {
            let names = self.names(variants);
            let ids: Vec<&str> = names.iter().map(|(_, variant)| *variant).collect();
            let finding = HOLDS.about(id, ids.join("+"));
            if missing.remove(&finding) || rank < MOST {
                let told: Vec<String> = names.iter().map(|(what, variant)| format!("{what} {variant}")).collect();
                let label = format!("these hold each other up: {}", told.join(", "));
                wanted.push(Wanted { id: finding, label, variants: Some(variants.clone()) });
            }
        }
        let gone = |finding: &FindingId| {
            let label = format!("these hold each other up: {}", finding.object_text().replace('+', ", "));
            Wanted { id: finding.clone(), label, variants: None }
        };
        wanted.extend(missing.into_iter().map(gone));
        wanted
    }
}

/// A combination with a finding of its own; without variants where it never holds.
struct Wanted {
    id: FindingId,
    label: String,
    variants: Option<Vec<usize>>,
}

/// The columns of a model among those of all.
pub(crate) fn of_model(columns: &[Column], id: &str) -> Vec<Column> {
    columns.iter().filter(|column| column.id.is_of(Method::CrossImpact, id)).cloned().collect()
}
