//! The answer to a what-if: finding by finding before, after, difference, and the ways that led there.

use detente_case::QuantityPath;
use detente_results::{
    Assessment, BASELINE, Finding, FindingAnswer, InfluencePathResult, Provenance, ScenarioResult, WhatIfAnswer,
    WhatIfAnswers,
};

use detente_method::{GroundedChange, WhatIf};

/// Most ways told of one finding.
const MOST_PATHS: usize = 6;

/// The answers that an assessment holds to the what-ifs of its run.
pub fn what_if_answers(assessment: &Assessment, what_ifs: &[WhatIf]) -> WhatIfAnswers {
    let ids = assessment.scenario_order.iter().filter(|id| *id != BASELINE);
    let asked = |id: &str| what_ifs.iter().find(|what_if| what_if.id == id);
    let what_ifs = ids.filter_map(|id| Some(answer(asked(id)?, assessment.scenarios.get(id)?, assessment))).collect();
    WhatIfAnswers {
        schema: "detente-whatif/1",
        case: assessment.case.id.clone(),
        draws: assessment.draws,
        seed: assessment.seed,
        stopped: assessment.stopped.clone(),
        what_ifs,
    }
}

fn answer(what_if: &WhatIf, result: &ScenarioResult, assessment: &Assessment) -> WhatIfAnswer {
    let baseline = assessment.scenarios.get(BASELINE);
    let differs = |finding: &&Finding| finding.difference.as_ref().is_some_and(|difference| difference.equal < 1.0);
    let told = |finding: &Finding| {
        let behind = assessment.behind(finding);
        let before = baseline.and_then(|baseline| baseline.finding(&finding.id)).and_then(Finding::number);
        Some(FindingAnswer {
            id: finding.id.clone(),
            label: finding.label.clone(),
            baseline: before,
            scenario: finding.number(),
            difference: finding.difference.clone()?,
            direct: direct(behind, &what_if.changes),
            paths: paths(behind, result),
            without: finding.without.clone(),
            claims: behind.claims.clone(),
        })
    };
    let mut findings: Vec<FindingAnswer> = result.findings.iter().filter(differs).filter_map(told).collect();
    let moved = |finding: &FindingAnswer| 1.0 - finding.difference.equal;
    findings.sort_by(|a, b| moved(b).total_cmp(&moved(a)).then(a.id.cmp(&b.id)));
    WhatIfAnswer {
        id: what_if.id.clone(),
        changes: result.changes.clone(),
        remarks: result.remarks.clone(),
        unchanged: assessment.findings(&what_if.id).len() - findings.len(),
        findings,
        trajectory: result.trajectory.clone(),
    }
}

/// Ways to the quantities behind a finding, the strongest (as a share of the change of its end) first.
pub(crate) fn paths(behind: &Provenance, result: &ScenarioResult) -> Vec<InfluencePathResult> {
    let ends = result.trajectory.iter().flat_map(|trajectory| &trajectory.moved);
    let reached = ends.filter(|moved| behind.quantities.contains(&moved.quantity));
    // Ways into what the finding reads itself; what lies on such a way is told by the way.
    let mut found: Vec<(f64, InfluencePathResult)> = reached
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

/// Changes of quantities that a finding reads itself, as they are typed.
fn direct(behind: &Provenance, changes: &[GroundedChange]) -> Vec<String> {
    let reads = |path: &QuantityPath| behind.quantities.contains(path);
    let own = changes.iter().filter(|change| change.change.target().is_some_and(reads));
    own.map(|change| change.change.timed(change.period)).collect()
}
