//! The answer for each issue in a sentence: where it lands, how surely, who pulls it there, what would move it.

use detente_case::FindingId;
use detente_case::measure::{COMPROMISE, SPREAD};
use detente_results::{BASELINE, IssueResult, Model, ScenarioResult, Sentence, StakeResult, Subject};

use crate::result::alone;
use detente_method::numbers;

/// One sentence per issue of the baseline.
pub fn issue_answers(baseline: &ScenarioResult) -> Vec<Sentence> {
    baseline.issues.iter().map(|issue| answer(issue, baseline)).collect()
}

fn answer(issue: &IssueResult, baseline: &ScenarioResult) -> Sentence {
    let mut findings = Vec::new();
    let mut parts = vec![landing(issue, baseline, &mut findings)];
    if alone(issue).count() > 1 {
        let (low, high) = (alone(issue).fold(f64::INFINITY, f64::min), alone(issue).fold(f64::NEG_INFINITY, f64::max));
        parts.push(format!("the models lie between {low:.0} and {high:.0}"));
        findings.push(SPREAD.of(&issue.id));
    }
    parts.extend(pulls(issue));
    if let Some(lever) = issue.levers.first() {
        parts.push(format!(
            "the least change that moves it by ten points from the most likely {:.0}: {} of {} from {:.0} to {:.0}",
            issue.forecast.get(&Model::Compromise).copied().unwrap_or_default(),
            lever.number.word(),
            lever.actor,
            lever.from,
            lever.to
        ));
    }
    Sentence {
        subject: Subject::Issue { id: issue.id.clone() },
        head: issue.id.clone(),
        text: format!("{}.", parts.join("; ")),
        findings,
        scenario: BASELINE.to_owned(),
    }
}

/// `lands at 66 [60, 72] of 100 (0: none; 100: all)`.
fn landing(issue: &IssueResult, baseline: &ScenarioResult, findings: &mut Vec<FindingId>) -> String {
    let id = COMPROMISE.of(&issue.id);
    let drawn = baseline.finding(&id).and_then(|finding| finding.distribution.as_ref());
    let [least, most] = drawn.map_or([f64::NAN; 2], numbers::ends);
    let told = match drawn {
        Some(drawn) if drawn.undefined > 0 => {
            format!("{:.0} [{least:.0}, {most:.0}] in the {} draws that have an answer, out", drawn.mean, drawn.defined)
        }
        Some(drawn) if drawn.defined < numbers::FEW_DRAWS => {
            format!("{:.0} [{least:.0}, {most:.0} in {} draws]", drawn.mean, drawn.defined)
        }
        Some(drawn) => format!("{:.0} [{least:.0}, {most:.0}]", drawn.mean),
        None => issue.forecast.get(&Model::Compromise).map_or("nowhere".to_owned(), |x| format!("{x:.0}")),
    };
    findings.push(id);
    format!("lands at {told} of 100 (0: {}; 100: {})", issue.ends.0, issue.ends.1)
}

/// Who pulls it up and who down most.
fn pulls(issue: &IssueResult) -> Option<String> {
    let most = |sign: f64| -> Option<&StakeResult> {
        let pulling = issue.actors.iter().filter(|actor| actor.pull * sign > 0.0);
        pulling.max_by(|a, b| (a.pull * sign).total_cmp(&(b.pull * sign)))
    };
    let (up, down) = (most(1.0)?, most(-1.0)?);
    Some(format!("{} pulls it up most ({:+.1}), {} down ({:+.1})", up.actor, up.pull, down.actor, down.pull))
}
