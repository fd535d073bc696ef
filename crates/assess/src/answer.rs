//! The answer in three sentences, and the findings to look at first, as the methods tell them.

use std::collections::BTreeMap;

use detente_case::FindingId;
use detente_method::WhatIf;
use detente_method_balance::{blocs_told, change_told, strain_told};
use detente_method_geometry::figure_told;
use detente_results::{Assessment, BASELINE, ScenarioResult, Sentence};

use crate::registry::METHODS;

/// Tells the main findings; fewer than three sentences when the case has too little for them.
pub(crate) fn answer(assessment: &Assessment, what_ifs: &[WhatIf]) -> Vec<Sentence> {
    let Some(baseline) = assessment.scenarios.get(BASELINE) else { return Vec::new() };
    let firm = figure_told(baseline).or_else(|| strain_told(baseline));
    [blocs_told(assessment, baseline), firm, change_told(assessment, baseline, what_ifs)]
        .into_iter()
        .flatten()
        .collect()
}

/// The findings to look at first, method by method.
pub(crate) fn headlines(scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
    METHODS.iter().flat_map(|method| method.headlines(scenarios)).collect()
}
