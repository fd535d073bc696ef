//! What the case as somebody sees it changes most, and the rows that are seen otherwise.

use detente_case::case::Scenario;
use detente_case::measure::{COMPROMISE, EQUILIBRIUM_SEQ, LEVEL, TOGETHER};
use detente_case::{Case, QuantityPath};
use detente_method::{Phrase, names, numbers, say, states};
use detente_results::{BASELINE, Finding, FindingField, NumberFrom, Reason, ScenarioResult, Slot, Wording};

use crate::words::{CLAIMS, Told};

/// A frequency, and a level in parts of its range, that change by less are hardly changed.
const FREQUENCY: f64 = numbers::NEAR;
const STEP: f64 = numbers::STEP;
/// The range of an issue's scale.
const POINTS: f64 = 100.0;
/// Quantities that are named.
const NAMED: usize = 3;

/// A finding that a view changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turned<'a> {
    pub finding: &'a Finding,
    /// The range of a level; none of a frequency.
    range: Option<f64>,
    /// By how much of its range it changes.
    size: f64,
}

impl<'a> Turned<'a> {
    /// What a scenario changes most: of frequencies that change clearly the one that does so most, where there is none of levels. What the
    /// scenario sets itself is none of it.
    pub fn most(case: &Case, scenario: &Scenario, result: &'a ScenarioResult) -> Option<Self> {
        let own: Vec<String> =
            scenario.changes.iter().filter_map(|step| Some(step.change.path()?.to_string())).collect();
        let all: Vec<Self> = result.findings.iter().filter_map(|finding| Self::of(case, finding, &own)).collect();
        let first = |frequencies: bool, least: f64| {
            let these = all.iter().filter(|one| one.range.is_none() == frequencies && one.size >= least);
            these.copied().reduce(|most, next| if next.size > most.size { next } else { most })
        };
        first(true, FREQUENCY).or_else(|| first(false, STEP))
    }

    fn of(case: &Case, finding: &'a Finding, own: &[String]) -> Option<Self> {
        let measure = finding.id.measure()?;
        let subject = finding.id.subject();
        let range = if measure == TOGETHER || measure == EQUILIBRIUM_SEQ {
            None
        } else if measure == COMPROMISE {
            Some(POINTS)
        } else if measure == LEVEL && !own.contains(&format!("factor.{subject}")) {
            let factor = case.factors.iter().find(|factor| *factor.id == *subject)?;
            Some(factor.range.1 - factor.range.0).filter(|range| *range > 0.0)
        } else {
            return None;
        };
        let size = finding.difference.as_ref()?.mean.abs() / range.unwrap_or(1.0);
        Some(Self { finding, range, size })
    }

    /// It in words.
    fn named(&self, case: &Case) -> Phrase {
        let id = &self.finding.id;
        let conflict = case.conflicts.iter().find(|conflict| conflict.id == id.subject());
        match conflict.filter(|_| id.measure() == Some(EQUILIBRIUM_SEQ)) {
            Some(conflict) => {
                let slots = [("x", states::outcome(case, conflict, id.object_text()))];
                Phrase::wording(say("that an outcome lasts where answers are feared, namely that {x}", &slots))
            }
            None => {
                let slot = Slot::Named { what: "finding".to_owned(), id: id.to_string() };
                Phrase::named(names::finding(case, id), slot)
            }
        }
    }

    /// What a finding is in a run.
    fn value(&self, finding: &Finding, scenario: &str) -> Option<Phrase> {
        let from = NumberFrom::Finding {
            finding: finding.id.clone(),
            scenario: scenario.to_owned(),
            field: FindingField::Mean,
        };
        match self.range {
            None => finding.probability.as_ref().map(|share| Phrase::share(share.probability, share.draws, from)),
            Some(range) => {
                let mean = finding.distribution.as_ref()?.mean;
                Some(Phrase::number(numbers::level(mean, range), mean, from))
            }
        }
    }
}

impl Told<'_, '_, '_> {
    /// What the view of somebody changes most.
    pub fn turned(&self, scenario: &str) -> Option<Turned<'_>> {
        let result = self.asking.assessment.scenarios.get(scenario)?;
        let coded = self.asking.case.scenarios.iter().find(|one| &*one.id == scenario)?;
        Turned::most(self.asking.case, coded, result)
    }

    /// The same in a sentence.
    pub fn view(&self, scenario: &str) -> Option<Wording> {
        let turned = self.turned(scenario)?;
        let slots = [
            ("view", self.scenario(scenario)),
            ("what", turned.named(self.asking.case)),
            ("now", turned.value(turned.finding, scenario)?),
            ("before", turned.value(self.asking.base.finding(&turned.finding.id)?, BASELINE)?),
        ];
        Some(say("Most of what {view} changes is {what}: {now} in that view, {before} in the common one.", &slots))
    }

    /// The rows that a view sees otherwise.
    pub fn rows(&self, scenario: &str) -> Option<Reason> {
        let scenario = self.asking.case.scenarios.iter().find(|one| &*one.id == scenario)?;
        let paths: Vec<String> =
            scenario.changes.iter().filter_map(|step| Some(step.change.path()?.to_string())).collect();
        let name = |path: &String| {
            let parsed = QuantityPath::parse(path, true);
            let text = parsed.map_or_else(|| path.clone(), |parsed| names::quantity(self.asking.case, &parsed));
            Phrase::named(text, Slot::Quantity { path: path.clone() })
        };
        let holder = scenario.holder.as_ref()?;
        let slots = [
            ("who", self.asking.actor(holder)),
            ("count", Phrase::count(&paths)),
            ("rows", Phrase::list(paths.iter().take(NAMED).map(name).collect())),
        ];
        let mut claims: Vec<String> = scenario
            .changes
            .iter()
            .flat_map(|step| step.ground.evidence.iter().map(|word| word.text.clone()))
            .collect();
        claims.dedup();
        claims.truncate(CLAIMS);
        let pattern = if paths.len() > NAMED {
            "{who} sees {count} quantities otherwise than the case does, {rows} among them."
        } else {
            "{who} sees otherwise than the case does: {rows}."
        };
        Some(self.asking.reason(say(pattern, &slots), claims))
    }
}
