//! Bargaining: from issues and stakes to where each lands, who moves whom, and how far the models agree.
//! Definition, sources and limits: `methods/bargaining/page.md`.

mod answer;
mod exchange;
mod input;
mod joint;
mod lower;
mod measures;
mod model;
mod outcome;
mod question;
mod result;
mod score;

use std::collections::{BTreeMap, BTreeSet};

use detente_case::measure::COMPROMISE;
use detente_case::{FindingId, Method as Word, OutcomeOf};
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Memo, Method, Numbers, Options, Problem, RunError, Samples, Sought,
};
use detente_results::{BASELINE, Model, ScenarioResult, Subject, Unanswered, WhyUnanswered};

pub use answer::issue_answers;
pub use exchange::exchanges_result;
pub use input::{BargainInput, IssueInput, NotJoint, RuleInput};
pub use lower::case_issues;
pub use model::Settings;
pub use question::{BargainAsk, Bargained, bargain, compat, models_of};
pub use score::{NoScore, score};

use lower::CaseIssues;
use result::{compare_forecasts, issue_result};

/// Bargaining over the issues of a case.
#[derive(Debug, Clone, Copy)]
pub struct Bargaining;

impl Method for Bargaining {
    fn words(&self) -> &'static [Word] {
        &[Word::Bargain]
    }

    fn page(&self) -> &'static str {
        "methods/bargaining/page.md"
    }

    fn about(&self, _: &Options) -> Vec<String> {
        vec![format!(
            "Issues: the compromise model (mean by capability and salience) is the forecast; on observed decisions its error is the smallest of the models tried, little smaller than that of the plain mean. Medians, Nash bargaining and exchange in every draw; the two challenge models in the first {} draws.",
            measures::PROCESS_DRAWS
        )]
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        let Some(baseline) = scenarios.get(BASELINE) else { return Vec::new() };
        let all = baseline.issues.iter().map(|issue| COMPROMISE.of(&issue.id));
        all.filter(|id| baseline.finding(id).is_some()).collect()
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let mut issues = CaseIssues::of(reading);
        // Issues hang together by exchange and by the outcomes that some take from others: all of them or none, though findings of the one
        // that is asked for are enough.
        match sought {
            Some(sought) if !sought.is_by(Word::Bargain) => issues.forget(),
            Some(Sought::One { subject, .. }) => issues.ask(subject),
            Some(Sought::Some(_)) | None => {}
        }
        Ok(Box::new(issues))
    }
}

impl<'c> Problem<'c> for CaseIssues<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.all_quantities()
    }

    fn subjects(&self) -> Vec<About> {
        // They hang together.
        vec![About { word: Word::Bargain, id: String::new(), quantities: self.all_quantities() }]
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        asked.go_on()?;
        Ok(measures::columns(self, asked))
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        Numbers { kept: measures::columns_of(self), held: measures::numbers_of_a_draw(self) }
    }

    fn outcome(&self, of: OutcomeOf, id: &str, value: &dyn Fn(usize) -> f64) -> Option<f64> {
        self.compromise(self.read_for(of, id)?, value, 0)
    }

    fn behind_outcome(&self, of: OutcomeOf, id: &str) -> BTreeSet<usize> {
        self.read_for(of, id).map(|issue| self.behind(issue)).unwrap_or_default()
    }

    fn memo(&self, samples: &Samples) -> Memo {
        let behind = (0..self.issues.len()).map(|issue| self.behind_package(issue)).collect();
        Box::new(measures::Memo { stakes: self.input(&|index| samples.mode(index)), behind })
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        let stakes = self.input(&|index| at.samples.mode(index));
        for issue in stakes.issues.iter().filter(|issue| issue.is_lost()) {
            into.remarks.push(format!(
                "issue `{}` has no answer here at the most likely values: fewer than two of its actors are left, or none has weight",
                issue.id
            ));
            into.unanswered.push(Unanswered {
                subject: Subject::Issue { id: issue.id.clone() },
                reason: WhyUnanswered::TooFewActors,
                decision_makers: Vec::new(),
            });
        }
        let baseline = at.kept::<measures::Memo>().map(|memo| &memo.stakes);
        self.results(&stakes, at, baseline, into);
    }
}

impl CaseIssues<'_> {
    /// The issue that an outcome is that of.
    fn read_for(&self, of: OutcomeOf, id: &str) -> Option<usize> {
        (of == OutcomeOf::Issue).then(|| self.issues.iter().position(|issue| issue.issue.id.text == id)).flatten()
    }

    /// Every issue in the baseline, and in a scenario those whose stakes differ at the most likely values; the exchanges where some do.
    fn results(
        &self,
        stakes: &BargainInput,
        at: &Analysis<'_, '_>,
        baseline: Option<&BargainInput>,
        into: &mut ScenarioResult,
    ) {
        let settings = Settings { seed: at.options.seed, ..Settings::default() };
        let same = |id: &str| {
            let of = |input: &BargainInput| input.issues.iter().find(|issue| issue.id == id).cloned();
            baseline.is_some_and(|baseline| of(baseline) == of(stakes))
        };
        let known = |place: usize| stakes.package_of(&stakes.issues[place]).iter().all(|member| same(&member.id));
        let new: Vec<usize> = (0..stakes.issues.len()).filter(|place| !known(*place)).collect();
        let exchanges = if new.is_empty() { None } else { exchanges_result(stakes) };
        for place in new.into_iter().filter(|place| !stakes.issues[*place].is_lost()) {
            let mut result = issue_result(stakes, &stakes.issues[place], &Model::ALL, &settings);
            self.issues[place].ground(&mut result, at.reading);
            let outcome = exchanges.iter().flat_map(|all| &all.outcomes).find(|(id, ..)| *id == result.id);
            result.forecast.extend(outcome.map(|(_, _, after)| (Model::Exchange, *after)));
            compare_forecasts(&mut result);
            into.issues.push(result);
        }
        into.exchanges = exchanges;
    }
}
