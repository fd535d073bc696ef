//! The answer in three sentences: who stands with whom, how firmly the figure holds, what would change it most.

use crate::assessment::{Assessment, ScenarioResult, Sentence};
use crate::finding::Finding;
use crate::run::BASELINE;

/// Tells the main findings; fewer than three sentences when the case has too little for them.
pub(crate) fn answer(assessment: &Assessment) -> Vec<Sentence> {
    let Some(baseline) = assessment.scenarios.get(BASELINE) else { return Vec::new() };
    [blocs(baseline), figure(baseline).or_else(|| strain(baseline)), change(assessment, baseline)]
        .into_iter()
        .flatten()
        .collect()
}

/// The findings to look at first: for each view its best partitions, frustration and margin, and its figure.
pub(crate) fn headlines(baseline: &ScenarioResult) -> Vec<String> {
    let mut found = Vec::new();
    for view in &baseline.views {
        let partitions = most_frequent(baseline, &format!("balance.{}.partition:", view.id));
        found.extend(partitions.iter().take(2).map(|finding| finding.id.clone()));
        found.extend(["frustration", "margin"].map(|name| format!("balance.{}.{name}", view.id)));
        if view.figure.is_some() {
            found.extend(["skew", "cohesion"].map(|name| format!("geometry.{}.{name}", view.id)));
            for lever in ["firm", "warm"] {
                let first = most_frequent(baseline, &format!("geometry.{}.first-{lever}:", view.id));
                found.extend(first.first().map(|finding| finding.id.clone()));
            }
        }
    }
    found.retain(|id| baseline.finding(id).is_some());
    found
}

/// `likely (0.71)`, and in all or no draws said as such.
fn told(finding: &Finding) -> String {
    let Some(p) = finding.probability else { return "undetermined".to_owned() };
    let words = finding.words.unwrap_or_default();
    match p.probability {
        1.0 => format!("{words} (in all {} draws)", p.draws),
        0.0 => format!("{words} (in none of {} draws)", p.draws),
        probability => format!("{words} ({probability:.2})"),
    }
}

fn most_frequent<'a>(result: &'a ScenarioResult, prefix: &str) -> Vec<&'a Finding> {
    let mut found: Vec<&Finding> = result.findings.iter().filter(|finding| finding.id.starts_with(prefix)).collect();
    let frequency = |finding: &Finding| finding.probability.map_or(0.0, |p| p.probability);
    found.sort_by(|a, b| frequency(b).total_cmp(&frequency(a)).then(a.id.cmp(&b.id)));
    found
}

fn partition(finding: &Finding) -> String {
    let blocs = finding.id.rsplit(':').next().unwrap_or_default();
    blocs.split('|').map(list).collect::<Vec<_>>().join(" against ")
}

/// `A, B and C` from `A+B+C`.
fn list(bloc: &str) -> String {
    match bloc.rsplit_once('+') {
        None => bloc.to_owned(),
        Some((first, last)) => format!("{} and {last}", first.replace('+', ", ")),
    }
}

fn blocs(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let ranked = most_frequent(baseline, &format!("balance.{}.partition:", view.id));
    let first = ranked.first()?;
    let mut text = format!("Who stands with whom: {} is {} the best division into two blocs", partition(first), told(first));
    let mut findings = vec![first.id.clone()];
    let second = ranked.get(1).filter(|next| next.probability.is_some_and(|p| p.probability >= 0.05));
    if let Some(second) = second {
        text += &format!("; its rival is {}, {}", partition(second), told(second));
        findings.push(second.id.clone());
    }
    if view.optima_count > 1 {
        text += &format!("; at the coded values themselves {} divisions are equally good", view.optima_count);
    }
    Some(Sentence { text: text + ".", findings, scenario: BASELINE.to_owned() })
}

fn figure(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.iter().find(|view| view.figure.is_some())?;
    let cohesion = baseline.finding(&format!("geometry.{}.cohesion", view.id))?;
    let spread = cohesion.distribution.as_ref()?;
    let lever = |name: &str| most_frequent(baseline, &format!("geometry.{}.first-{name}:", view.id)).first().copied();
    let (firm, warm) = (lever("firm")?, lever("warm")?);
    let tie = |finding: &Finding| finding.id.rsplit(':').next().unwrap_or_default().to_owned();
    let text = format!(
        "How firmly the figure holds (a structural analogy): cohesion {:.2}, nine draws in ten between {:.2} and {:.2}; \
         firming {} is {} the best single step and warming {} is {} the best, so the answer depends on the lever.",
        spread.mean, spread.p05, spread.p95, tie(firm), told(firm), tie(warm), told(warm)
    );
    let same = tie(firm) == tie(warm);
    let text = if same { text.replace(", so the answer depends on the lever", ", the same tie by either lever") } else { text };
    let findings = vec![cohesion.id.clone(), firm.id.clone(), warm.id.clone()];
    Some(Sentence { text, findings, scenario: BASELINE.to_owned() })
}

fn strain(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let strain = baseline.finding(&format!("balance.{}.strain", view.id))?;
    let spread = strain.distribution.as_ref()?;
    let text = format!(
        "How well the blocs fit: {:.0} % of the weight of all ties goes against them, nine draws in ten between {:.0} and {:.0} %.",
        100.0 * spread.mean, 100.0 * spread.p05, 100.0 * spread.p95
    );
    Some(Sentence { text, findings: vec![strain.id.clone()], scenario: BASELINE.to_owned() })
}

/// The scenario that moves some pair's togetherness in the main view most, and the quantity on which the blocs hang most.
fn change(assessment: &Assessment, baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let prefix = format!("balance.{}.together:", view.id);
    let moved = assessment.scenarios.iter().filter(|(id, _)| *id != BASELINE).flat_map(|(id, result)| {
        let found = result.findings.iter().filter(|finding| finding.id.starts_with(&prefix));
        found.filter_map(move |finding| Some((id, finding, finding.difference.as_ref()?.mean)))
    });
    let strongest = moved.max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()).then(b.0.cmp(a.0)).then(b.1.id.cmp(&a.1.id)));
    let first = *most_frequent(baseline, &format!("balance.{}.partition:", view.id)).first()?;
    let hang = first.drivers.first().map(|driver| {
        let claims = assessment.quantities.get(&driver.quantity).map(|q| q.claims.join(", ")).unwrap_or_default();
        format!("it hangs most on {} (rank correlation {:+.2}; claims {claims})", driver.quantity, driver.correlation)
    });
    let (scenario, lead, mut findings) = match strongest.filter(|found| found.2.abs() >= 0.01) {
        None => (BASELINE.to_owned(), "none of the scenarios run moves the blocs by a hundredth".to_owned(), Vec::new()),
        Some((id, finding, mean)) => {
            let pair = finding.id.rsplit(':').next().unwrap_or_default();
            let before = baseline.finding(&finding.id).and_then(Finding::number).unwrap_or(f64::NAN);
            let title = &assessment.scenarios[id].title;
            let text = format!(
                "of the scenarios run, “{title}” moves the blocs most: {} on one side goes from {before:.2} to {:.2}",
                list(pair), before + mean
            );
            (id.clone(), text, vec![finding.id.clone()])
        }
    };
    findings.push(first.id.clone());
    let hang = hang.map(|hang| format!("; {hang}")).unwrap_or_default();
    Some(Sentence { text: format!("What would change it: {lead}{hang}."), findings, scenario })
}
