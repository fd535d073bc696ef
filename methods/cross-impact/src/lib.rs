//! Cross-impact balance (Weimer-Jehle 2006): which combinations of levels hold each other up.
//! Definition, sources and limits: `methods/cognitive-map/page.md`.

mod case_cib;
mod cib;
mod drawn;
mod held;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use detente_case::measure::HOLDS;
use detente_case::{Case, FindingId, Method as Word};
use detente_method::numbers::most_frequent;
use detente_method::{
    About, Analysis, Asked, CaseMap, Column, EffectiveCase, Effort, Memo, Method, Numbers, Problem, RunError, Samples,
    Sought,
};
use detente_results::{BASELINE, CaseCrossImpact, ScenarioResult};

pub use cib::{CrossImpactDoubt, cross_impact_result};

use case_cib::{Kept, Lowered};
use held::Held;

/// Cross-impacts of the models of a case.
#[derive(Debug, Clone, Copy)]
pub struct CrossImpacts;

/// The models of a case, or the one that is asked for, each with what its draws gave.
struct Models<'c>(Vec<Model<'c>>);

struct Model<'c> {
    lowered: Lowered<'c>,
    /// What the draws of the scenario gave; found once.
    held: OnceLock<Held>,
}

/// Every model of a case as it is, over so many draws.
pub fn cross_impacts_of(case: &Case, draws: u32, seed: u64) -> Vec<CaseCrossImpact> {
    let reading = EffectiveCase::new(case, None, &[]);
    let told = |model: &Model<'_>| {
        let quantities = model.lowered.quantities();
        let samples = Samples::draw(&reading, quantities, seed, draws, &Samples::default());
        model.lowered.told(&model.lowered.held(&model.lowered.draws(&samples, draws, seed), draws), draws)
    };
    Models::of(&reading, None).0.iter().map(told).collect()
}

impl<'c> Models<'c> {
    fn of(reading: &EffectiveCase<'c>, sought: Option<Sought<'_>>) -> Self {
        let models: &'c [_] = &reading.case.cross_impacts;
        let wanted: Vec<_> = models
            .iter()
            .filter(|model| sought.is_none_or(|sought| sought.is_of(Word::CrossImpact, &model.id)))
            .collect();
        if wanted.is_empty() {
            return Self(Vec::new());
        }
        let map = CaseMap::of(reading);
        let model = |model| Model { lowered: Lowered::of(model, reading, &map), held: OnceLock::new() };
        Self(wanted.into_iter().map(model).collect())
    }
}

impl Model<'_> {
    /// Whether nothing about it differs from a scenario in any draw.
    fn is_known(&self, kept: &[Kept], own: &Samples, theirs: &Samples) -> bool {
        let same = kept.iter().find(|kept| kept.id == self.lowered.model.id);
        same.is_some_and(|kept| {
            let behind = self.lowered.quantities();
            self.lowered.is_like(kept) && behind == kept.behind && behind.iter().all(|index| own.shares(*index, theirs))
        })
    }
}

impl Method for CrossImpacts {
    fn words(&self) -> &'static [Word] {
        &[Word::CrossImpact]
    }

    fn page(&self) -> &'static str {
        "methods/cognitive-map/page.md"
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        let Some(baseline) = scenarios.get(BASELINE) else { return Vec::new() };
        let first = |model: &CaseCrossImpact| Some(most_frequent(baseline, HOLDS, &model.id).first()?.id.clone());
        baseline.cross_impacts.iter().filter_map(first).collect()
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        Ok(Box::new(Models::of(reading, sought)))
    }
}

impl<'c> Problem<'c> for Models<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(|model| model.lowered.quantities()).collect()
    }

    fn subjects(&self) -> Vec<About> {
        let subject = |model: &Model<'_>| About {
            word: Word::CrossImpact,
            id: model.lowered.model.id.clone(),
            quantities: model.lowered.all_quantities(),
        };
        self.0.iter().map(subject).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let mut columns = Vec::new();
        for model in self.0.iter().filter(|_| asked.effort != Effort::Quick) {
            asked.go_on()?;
            let known =
                asked.known::<Vec<Kept>>().filter(|(before, kept)| model.is_known(kept, asked.samples, before.samples));
            if let Some((before, _)) = known {
                columns.extend(before.of(Word::CrossImpact, &model.lowered.model.id).cloned());
                continue;
            }
            let drawn = model.lowered.draws(asked.samples, asked.draws, asked.seed);
            let held = model.lowered.held(&drawn, asked.draws);
            columns.extend(model.lowered.columns(&drawn, &held, asked));
            if asked.effort == Effort::All {
                // One run asks once; whoever asks again has the same draws.
                let _ = model.held.set(held);
            }
        }
        Ok(columns)
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        let kept = self.0.len() * (drawn::MOST + 2);
        Numbers { kept, held: kept }
    }

    fn memo(&self, _: &Samples) -> Memo {
        Box::new(self.0.iter().map(|model| model.lowered.kept()).collect::<Vec<Kept>>())
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        // A model whose draws are those of another scenario was not drawn again; of the baseline it is not told again either.
        let known = at.before.filter(|_| at.baseline.is_none()).map(|before| before.cross_impacts.as_slice());
        for model in &self.0 {
            let again = || known?.iter().find(|one| one.id == model.lowered.model.id).cloned();
            let told = model.held.get().map(|held| model.lowered.told(held, at.options.draws));
            into.cross_impacts.extend(told.or_else(again));
        }
    }
}
