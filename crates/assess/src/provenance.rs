//! What repeats itself in findings is said once: what they rest on, and findings that a scenario leaves as they are.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use detente_case::FindingId;
use detente_results::{BASELINE, FinishedScenario, Provenance, ScenarioResult};

/// Sets of quantities and claims, numbered in the order in which they are first met.
#[derive(Default)]
pub(crate) struct Sets {
    list: Vec<Provenance>,
    /// By digest the numbers of the sets that have it: long sets that begin alike are dear to put in order.
    numbers: BTreeMap<u64, Vec<usize>>,
}

impl Sets {
    /// The number of a set, a new one where it was not met before.
    pub fn number(&mut self, set: Provenance) -> usize {
        let mut hasher = DefaultHasher::new();
        set.hash(&mut hasher);
        let alike = self.numbers.entry(hasher.finish()).or_default();
        if let Some(known) = alike.iter().find(|number| self.list[**number] == set) {
            return *known;
        }
        alike.push(self.list.len());
        self.list.push(set);
        self.list.len() - 1
    }

    /// A scenario whose findings have the numbers of these sets instead of its own.
    pub fn adopt(&mut self, scenario: FinishedScenario) -> ScenarioResult {
        let mut result = scenario.result;
        // In the order of the findings, not of the scenario's own list: that one may have been read from a file.
        for finding in &mut result.findings {
            let set = scenario.provenance.get(finding.provenance).cloned().unwrap_or_default();
            finding.provenance = self.number(set);
        }
        result
    }

    /// The sets by their numbers.
    pub fn list(&self) -> &[Provenance] {
        &self.list
    }

    /// The sets by their numbers, where no more are to come.
    pub fn into_list(self) -> Vec<Provenance> {
        self.list
    }
}

/// Takes out of each scenario the findings that it leaves as they are in the baseline.
pub(crate) fn leave_out_unchanged(scenarios: &mut BTreeMap<String, ScenarioResult>) {
    let Some(baseline) = scenarios.remove(BASELINE) else { return };
    let places = baseline.findings.iter().enumerate().map(|(place, finding)| (&finding.id, place)).collect();
    for result in scenarios.values_mut() {
        leave_out(result, &baseline, &places);
    }
    scenarios.insert(BASELINE.to_owned(), baseline);
}

fn leave_out(result: &mut ScenarioResult, baseline: &ScenarioResult, places: &BTreeMap<&FindingId, usize>) {
    let mut unchanged = Vec::with_capacity(result.findings.len());
    result.findings.retain(|finding| {
        let place = places.get(&finding.id).copied();
        let place = place.filter(|place| baseline.findings[*place].unchanged() == *finding);
        unchanged.push(place);
        place.is_none()
    });
    result.unchanged = Some(unchanged);
}
