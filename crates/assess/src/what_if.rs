//! The answer to a what-if: finding by finding before, after, difference, and the ways that led there.

use detente_results::{
    Assessment, BASELINE, Finding, FindingAnswer, PathTold, ScenarioResult, WhatIfAnswer, WhatIfAnswers,
};

/// Most ways told of one finding.
const MOST_PATHS: usize = 6;

/// The answers that an assessment holds.
pub fn what_if_answers(assessment: &Assessment) -> WhatIfAnswers {
    let ids = assessment.scenario_order.iter().filter(|id| *id != BASELINE);
    let what_ifs = ids.filter_map(|id| Some(answer(id, assessment.scenarios.get(id)?, assessment))).collect();
    WhatIfAnswers {
        schema: "detente-whatif/1",
        case: assessment.case.id.clone(),
        draws: assessment.draws,
        seed: assessment.seed,
        stopped: assessment.stopped.clone(),
        what_ifs,
    }
}

fn answer(id: &str, result: &ScenarioResult, assessment: &Assessment) -> WhatIfAnswer {
    let baseline = assessment.scenarios.get(BASELINE);
    let differs = |finding: &&Finding| finding.difference.as_ref().is_some_and(|difference| difference.equal < 1.0);
    let told = |finding: &Finding| {
        let before = baseline.and_then(|baseline| baseline.finding(&finding.id)).and_then(Finding::number);
        Some(FindingAnswer {
            id: finding.id.clone(),
            label: finding.label.clone(),
            baseline: before,
            scenario: finding.number(),
            difference: finding.difference.clone()?,
            direct: direct(finding, result),
            paths: paths(finding, result),
            without: finding.without.clone(),
            claims: finding.claims.clone(),
        })
    };
    let mut findings: Vec<FindingAnswer> = result.findings.iter().filter(differs).filter_map(told).collect();
    let moved = |finding: &FindingAnswer| 1.0 - finding.difference.equal;
    findings.sort_by(|a, b| moved(b).total_cmp(&moved(a)).then(a.id.cmp(&b.id)));
    WhatIfAnswer {
        id: id.to_owned(),
        changes: result.changes.clone(),
        remarks: result.remarks.clone(),
        unchanged: result.findings.len() - findings.len(),
        findings,
        course: result.course.clone(),
    }
}

/// Ways to the quantities behind a finding, the strongest (as a share of the change of its end) first.
pub(crate) fn paths(finding: &Finding, result: &ScenarioResult) -> Vec<PathTold> {
    let ends = result.course.iter().flat_map(|course| &course.moved);
    let behind = ends.filter(|moved| finding.quantities.contains(&moved.quantity));
    // Ways into what the finding reads itself; what lies on such a way is told by the way.
    let mut found: Vec<(f64, PathTold)> = behind
        .flat_map(|moved| {
            let most = (moved.after - moved.before).abs().max(f64::MIN_POSITIVE);
            moved
                .paths
                .iter()
                .map(move |path| (moved.share_of_range.abs() * path.contribution.abs() / most, path.clone()))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.links.cmp(&b.1.links)));
    found.truncate(MOST_PATHS);
    found.into_iter().map(|(_, path)| path).collect()
}

/// Changes of quantities that a finding reads itself.
pub(crate) fn direct(finding: &Finding, result: &ScenarioResult) -> Vec<String> {
    let of = |change: &&String, quantity: &String| {
        let bare = change.trim_start_matches("clamp:");
        bare.strip_prefix(quantity.as_str()).is_some_and(|rest| rest.starts_with(['=', '+', '-', '*']))
    };
    let changes = result.changes.iter();
    changes.filter(|change| finding.quantities.iter().any(|quantity| of(change, quantity))).cloned().collect()
}
