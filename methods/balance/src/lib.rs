//! Structural balance: which division into blocs the ties of a view make cheapest, how surely, and what goes against it.
//! Definition, sources and limits: `methods/balance/page.md`.

mod answer;
mod certificates;
mod dates;
mod draws;
mod exact;
mod history;
mod landscape;
mod large;
mod network;
mod point;
mod polarise;
mod result;
mod standing;
mod timeline;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use detente_balance::two_blocs;
use detente_case::measure::{FRUSTRATION, MARGIN, PARTITION};
use detente_case::{FindingId, Method as Word, OutcomeOf};
use detente_method::numbers::most_frequent;
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Memo, Method, Numbers, Options, Problem, RunError, Samples, Sought,
    ViewInput, weighed,
};
use detente_results::{BASELINE, ScenarioResult, ViewResult};

pub use certificates::{
    Checked, ProofChecked, ProofVerdict, can_be_proven, certificates, check_certificates, proven_network,
};
pub use history::{affinity_at_modes, history_ask, period};
pub use landscape::landscape_told;
pub use polarise::polarisation_result;
pub use result::{Ask, Drawn, STEPS, directed_result, network_result};
pub use timeline::{Period, timeline};
pub use words::{blocs_told, change_told, rounding_told, strain_told};

/// Structural balance of the views of a case.
#[derive(Debug, Clone, Copy)]
pub struct Balance;

/// The views of a case, or the one that is asked for.
struct Views<'c>(Vec<ViewInput<'c>>);

impl<'c> Views<'c> {
    /// The view that an outcome is that of.
    fn read_for(&self, of: OutcomeOf, id: &str) -> Option<&ViewInput<'c>> {
        self.0.iter().find(|input| of == OutcomeOf::View && input.view.id.text == id)
    }
}

impl Method for Balance {
    fn words(&self) -> &'static [Word] {
        &[Word::Balance, Word::Ties]
    }

    fn page(&self) -> &'static str {
        "methods/balance/page.md"
    }

    fn about(&self, _: &Options) -> Vec<String> {
        vec!["Balance: exhaustive search of all two-bloc partitions, ties between optima decided in integers; all optima are kept.".to_owned()]
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        let Some(baseline) = scenarios.get(BASELINE) else { return Vec::new() };
        let of_view = |view: &ViewResult| {
            let partitions = most_frequent(baseline, PARTITION, &view.id);
            let mut found: Vec<FindingId> = partitions.iter().take(2).map(|finding| finding.id.clone()).collect();
            found.extend([FRUSTRATION, MARGIN].map(|measure| measure.of(&view.id)));
            found.retain(|id| baseline.finding(id).is_some());
            found
        };
        baseline.views.iter().flat_map(of_view).collect()
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        Ok(Box::new(Views(ViewInput::sought(self.words(), reading, sought))))
    }
}

impl<'c> Problem<'c> for Views<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(ViewInput::quantities).collect()
    }

    fn subjects(&self) -> Vec<About> {
        self.0.iter().map(|input| input.subject(Word::Balance, true)).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let mut columns = Vec::new();
        for input in &self.0 {
            columns.extend(match input.again(asked, Balance.words(), false) {
                Some(known) => known,
                None => draws::columns(input, asked)?,
            });
        }
        Ok(columns)
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        let kept = self.0.iter().map(|input| network::specs(input).len() + network::PATTERNS).sum();
        Numbers { kept, held: if self.0.is_empty() { 0 } else { network::POINT } }
    }

    fn work_a_draw(&self, samples: &Samples, findings: &[&FindingId]) -> u64 {
        self.0.iter().map(|input| draws::work(input, samples, findings)).fold(0, u64::saturating_add)
    }

    fn outcome(&self, of: OutcomeOf, id: &str, value: &dyn Fn(usize) -> f64) -> Option<f64> {
        let input = self.read_for(of, id)?;
        let affinity = weighed(input, |pair| &pair.affinity, value);
        let found = two_blocs(&input.network(&affinity).ok()?).ok()?;
        found.normalised().map(|normal| (1.0 - normal) / 2.0)
    }

    fn behind_outcome(&self, of: OutcomeOf, id: &str) -> BTreeSet<usize> {
        self.read_for(of, id).map(ViewInput::affinity_quantities).unwrap_or_default()
    }

    fn memo(&self, _: &Samples) -> Memo {
        ViewInput::memo(&self.0)
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        for input in &self.0 {
            let mut view = view::view(input, at);
            if at.shown && at.baseline.is_none() {
                view.history = history::history(input.view, at);
            }
            into.views.push(view);
        }
    }
}
