//! Action and reaction (Richardson 1960): whether mutual threats wind down or up, and which reaction decides.
//! Definition, sources and limits: `methods/cognitive-map/page.md`.

mod race;
mod threats;

use std::collections::{BTreeMap, BTreeSet};

use detente_case::measure::STABLE;
use detente_case::{FindingId, Method as Word};
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Effort, Memo, Method, Numbers, Problem, RunError, Samples, Sought,
};
use detente_results::{BASELINE, RaceResult, ScenarioResult};

pub use race::race_result;

use threats::{THREAT, Threats};

/// The race that the threats of a case make.
#[derive(Debug, Clone, Copy)]
pub struct ArmsRace;

impl Method for ArmsRace {
    fn words(&self) -> &'static [Word] {
        &[Word::ArmsRace]
    }

    fn page(&self) -> &'static str {
        "methods/cognitive-map/page.md"
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        let found = STABLE.of(THREAT);
        let there = scenarios.get(BASELINE).is_some_and(|baseline| baseline.finding(&found).is_some());
        if there { vec![found] } else { Vec::new() }
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let wanted = sought.is_none_or(|sought| sought.is_of(Word::ArmsRace, THREAT));
        Ok(Box::new(if wanted { Threats::of(reading) } else { Threats::default() }))
    }
}

impl<'c> Problem<'c> for Threats {
    fn quantities(&self) -> BTreeSet<usize> {
        self.quantities()
    }

    fn subjects(&self) -> Vec<About> {
        vec![About { word: Word::ArmsRace, id: THREAT.to_owned(), quantities: self.quantities() }]
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        asked.go_on()?;
        Ok(if asked.effort == Effort::Quick { Vec::new() } else { self.columns(asked) })
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        let kept = if self.names.is_empty() { 0 } else { 2 + self.names.len() * (self.names.len() - 1) };
        Numbers { kept, held: kept }
    }

    fn memo(&self, samples: &Samples) -> Memo {
        Box::new(self.result(&|index| samples.mode(index)))
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        let known = at.kept::<Option<RaceResult>>();
        let found = self.result(&|index| at.samples.mode(index));
        into.race = found.filter(|found| known.is_none_or(|known| known.as_ref() != Some(found)));
    }
}
