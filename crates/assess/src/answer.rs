//! The answer in three sentences: who stands with whom, how firmly the figure holds, what would change it most.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::measure::{
    COHESION, COMPROMISE, EQUILIBRIUM_NASH, FIRST_FIRM, FIRST_WARM, FRUSTRATION, MARGIN, PARTITION, SKEW, STRAIN,
    TOGETHER,
};
use detente_model::{FindingId, Measure, Object};
use detente_results::{Assessment, BASELINE, Finding, ScenarioResult, Sentence};

use detente_method::WhatIf;
use detente_method::numbers;

/// Tells the main findings; fewer than three sentences when the case has too little for them.
pub(crate) fn answer(assessment: &Assessment, what_ifs: &[WhatIf]) -> Vec<Sentence> {
    let Some(baseline) = assessment.scenarios.get(BASELINE) else { return Vec::new() };
    [blocs(assessment, baseline), figure(baseline).or_else(|| strain(baseline)), change(assessment, baseline, what_ifs)]
        .into_iter()
        .flatten()
        .collect()
}

/// The outcomes of conflicts that hold everybody without threat in at least every second draw of some scenario.
fn outcomes(scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
    let firm = |finding: &&Finding| finding.id.measure() == Some(EQUILIBRIUM_NASH) && finding.number() >= Some(0.5);
    let all = scenarios.values().flat_map(|result| result.findings.iter().filter(firm));
    all.map(|finding| finding.id.clone()).collect::<BTreeSet<FindingId>>().into_iter().collect()
}

/// The findings to look at first: for each view its best partitions, frustration and margin, and its figure; where each
/// issue lands; for each conflict the outcomes that hold without threat.
pub(crate) fn headlines(scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
    let Some(baseline) = scenarios.get(BASELINE) else { return Vec::new() };
    let mut found = Vec::new();
    for view in &baseline.views {
        let partitions = most_frequent(baseline, PARTITION, &view.id);
        found.extend(partitions.iter().take(2).map(|finding| finding.id.clone()));
        found.extend([FRUSTRATION, MARGIN].map(|measure| measure.of(&view.id)));
        if view.figure.is_some() {
            found.extend([SKEW, COHESION].map(|measure| measure.of(&view.id)));
            for lever in [FIRST_FIRM, FIRST_WARM] {
                let first = most_frequent(baseline, lever, &view.id);
                found.extend(first.first().map(|finding| finding.id.clone()));
            }
        }
    }
    found.extend(baseline.issues.iter().map(|issue| COMPROMISE.of(&issue.id)));
    found.retain(|id| baseline.finding(id).is_some());
    found.extend(outcomes(scenarios));
    found
}

/// `likely (0.71)`, and in all or no draws said as such; of few draws how many.
fn told(finding: &Finding) -> String {
    let Some(p) = finding.probability else { return "undetermined".to_owned() };
    let Some(words) = finding.words.as_deref() else { return numbers::counted(&p) };
    match p.probability {
        1.0 => format!("{words} (in all {} draws)", p.draws),
        0.0 => format!("{words} (in none of {} draws)", p.draws),
        probability => format!("{words} ({probability:.2})"),
    }
}

fn most_frequent<'a>(result: &'a ScenarioResult, measure: Measure, subject: &str) -> Vec<&'a Finding> {
    let mut found: Vec<&Finding> = result.findings.iter().filter(|finding| finding.id.is(measure, subject)).collect();
    let frequency = |finding: &Finding| finding.probability.map_or(0.0, |p| p.probability);
    found.sort_by(|a, b| frequency(b).total_cmp(&frequency(a)).then(a.id.cmp(&b.id)));
    found
}

/// The blocs of a finding about a partition, in names.
fn partition(assessment: &Assessment, finding: &Finding) -> String {
    let Object::Partition(blocs) = finding.id.object() else { return String::new() };
    let part =
        |part: &Vec<Vec<&str>>| part.iter().map(|bloc| list(assessment, bloc)).collect::<Vec<_>>().join(" against ");
    blocs.parts().iter().map(part).collect::<Vec<_>>().join(", and apart from them ")
}

/// `First, Second and Third` of actors.
fn list(assessment: &Assessment, bloc: &[&str]) -> String {
    let name = |id: &&str| assessment.actors.get(*id).map_or((*id).to_owned(), |actor| actor.name.clone());
    let names: Vec<String> = bloc.iter().map(name).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

fn blocs(assessment: &Assessment, baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let plain = |text: String| Some(Sentence { text, findings: Vec::new(), scenario: BASELINE.to_owned() });
    if view.ties.is_empty() {
        return plain(format!("Who stands with whom: no tie of the view is in force at {}.", assessment.as_of));
    }
    let ranked = most_frequent(baseline, PARTITION, &view.id);
    let first = ranked.first()?;
    let (blocs, chance) = (partition(assessment, first), told(first));
    let mut text = format!("Who stands with whom: the best division into two blocs is {blocs}, {chance}");
    let mut findings = vec![first.id.clone()];
    let second = ranked.get(1).filter(|next| next.probability.is_some_and(|p| p.probability >= 0.05));
    if let Some(second) = second {
        text += &format!("; its rival is {}, {}", partition(assessment, second), told(second));
        findings.push(second.id.clone());
    }
    if view.optima_count > 1 {
        text += &format!("; at the coded values themselves {} divisions are equally good", view.optima_count);
    }
    let tied = |actor: &&String| !view.ties.iter().any(|tie| tie.a == **actor || tie.b == **actor);
    let alone: Vec<String> = view.actors.iter().filter(tied).map(|actor| list(assessment, &[actor.as_str()])).collect();
    if !alone.is_empty() {
        text += &format!("; no tie holds {}", alone.join(", "));
    }
    Some(Sentence { text: text + ".", findings, scenario: BASELINE.to_owned() })
}

fn figure(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.iter().find(|view| view.figure.is_some())?;
    let cohesion = baseline.finding(&COHESION.of(&view.id))?;
    let spread = cohesion.distribution.as_ref()?;
    let lever = |first: Measure| {
        let ranked = most_frequent(baseline, first, &view.id);
        ranked.first().copied().filter(|finding| finding.probability.is_some())
    };
    let (firm, warm) = (lever(FIRST_FIRM)?, lever(FIRST_WARM)?);
    let verdict = if firm.id.object_text() == warm.id.object_text() {
        "the same tie by either lever"
    } else {
        "the answer depends on the lever"
    };
    let [least, most] = numbers::ends(spread);
    let text = format!(
        "How firmly the figure holds (a structural analogy): cohesion {:.2}, {} between {:.2} and {:.2}; \
         the best single step is to firm {}, {}, or to warm {}, {}: {verdict}.",
        spread.mean,
        numbers::how_many(spread.defined),
        least,
        most,
        firm.id.object_text(),
        told(firm),
        warm.id.object_text(),
        told(warm)
    );
    let findings = vec![cohesion.id.clone(), firm.id.clone(), warm.id.clone()];
    Some(Sentence { text, findings, scenario: BASELINE.to_owned() })
}

fn strain(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let strain = baseline.finding(&STRAIN.of(&view.id))?;
    let said = |text: String| Sentence { text, findings: vec![strain.id.clone()], scenario: BASELINE.to_owned() };
    if let (None, Some(bounded)) = (&strain.distribution, &strain.bounded) {
        let (least, most) = bounded.between;
        return Some(said(format!(
            "How well the blocs fit: on average between {:.1} and {:.1} % of the weight of all ties goes against them; {}.",
            100.0 * least,
            100.0 * most,
            bounded.reason
        )));
    }
    let spread = strain.distribution.as_ref()?;
    let [least, most] = numbers::ends(spread);
    let text = format!(
        "How well the blocs fit: {:.0} % of the weight of all ties goes against them, {} between {:.0} and {:.0} %.",
        100.0 * spread.mean,
        numbers::how_many(spread.defined),
        100.0 * least,
        100.0 * most
    );
    Some(said(text))
}

/// The what-if that moves some pair's togetherness in the main view most, and the quantity on which the blocs hang most.
fn change(assessment: &Assessment, baseline: &ScenarioResult, what_ifs: &[WhatIf]) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let first = *most_frequent(baseline, PARTITION, &view.id).first()?;
    let mut findings = Vec::new();
    let (scenario, mut text) = match strongest(assessment, &view.id, what_ifs) {
        None => (BASELINE.to_owned(), "no what-if that was run moves the blocs by a hundredth".to_owned()),
        Some((id, finding, mean)) => {
            findings.push(finding.id.clone());
            let pair = match finding.id.object() {
                Object::Pair(a, b) => list(assessment, &[a, b]),
                _ => finding.id.object_text().to_owned(),
            };
            let before = baseline.finding(&finding.id).and_then(Finding::number).unwrap_or(f64::NAN);
            let (title, after) = (&assessment.scenarios[id].title, before + mean);
            let text = format!(
                "of the what-ifs run, \u{201c}{title}\u{201d} moves the blocs most: \
                 the chance of {pair} on one side goes from {before:.2} to {after:.2}"
            );
            (id.clone(), text)
        }
    };
    if let Some(driver) = first.drivers.first() {
        let claims = assessment.quantities.get(&driver.quantity).map(|q| q.claims.join(", ")).unwrap_or_default();
        let (path, correlation) = (&driver.quantity, driver.correlation);
        text += &format!("; the blocs hang most on {path} (rank correlation {correlation:+.2}; claims {claims})");
    }
    findings.push(first.id.clone());
    Some(Sentence { text: format!("What would change it: {text}."), findings, scenario })
}

/// The scenario that sets or moves quantities and changes who is with whom most; changes below a hundredth are no news.
fn strongest<'a>(
    assessment: &'a Assessment,
    view: &str,
    what_ifs: &[WhatIf],
) -> Option<(&'a String, &'a Finding, f64)> {
    let moves = |id: &String| {
        let asked = what_ifs.iter().find(|what_if| what_if.id == *id);
        asked.is_some_and(|what_if| what_if.changes.iter().any(|change| !change.change.is_filter()))
    };
    let all = assessment.scenarios.iter().filter(|(id, _)| moves(id));
    let changed = all.flat_map(|(id, result)| {
        let found = result.findings.iter().filter(|finding| finding.id.is(TOGETHER, view));
        found.filter_map(move |finding| Some((id, finding, finding.difference.as_ref()?.mean)))
    });
    changed
        .max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()).then(b.0.cmp(a.0)).then(b.1.id.cmp(&a.1.id)))
        .filter(|found| found.2.abs() >= 0.01)
}
