//! What balance says in sentences: who stands with whom, how well the blocs fit, what would change them.

use detente_balance::SignedNetwork;
use detente_case::measure::{NORMALISED_FRUSTRATION, PARTITION, TOGETHER};
use detente_case::{FindingId, Object};
use detente_method::WhatIf;
use detente_method::numbers::{self, most_frequent, told};
use detente_results::{Assessment, BASELINE, Finding, ScenarioResult, Sentence, Subject};

/// What is to be said where weights cannot be added as they are.
pub fn rounding_told(network: &SignedNetwork) -> Option<String> {
    let step = network.rounded_to()?;
    Some(format!(
        "the weights span too many orders of size to be added exactly; rounded to steps of {step:e} they give bounds, and nothing is proven"
    ))
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

/// Who stands with whom in the first view; `None` without one.
pub fn blocs_told(assessment: &Assessment, baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let said = |text: String, findings: Vec<FindingId>| {
        let (subject, head) = (Subject::Blocs, "Who stands with whom".to_owned());
        Some(Sentence { subject, head, text, findings, scenario: BASELINE.to_owned() })
    };
    if view.ties.is_empty() {
        return said(format!("no tie of the view is in force at {}.", assessment.as_of), Vec::new());
    }
    let ranked = most_frequent(baseline, PARTITION, &view.id);
    let first = ranked.first()?;
    let (blocs, chance) = (partition(assessment, first), told(first));
    let mut text = format!("the best division into two blocs is {blocs}, {chance}");
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
    said(text + ".", findings)
}

/// How well the blocs of the first view fit; `None` where nothing is known of it.
pub fn strain_told(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = baseline.views.first()?;
    let strain = baseline.finding(&NORMALISED_FRUSTRATION.of(&view.id))?;
    let said = |text: String| Sentence {
        subject: Subject::Fit,
        head: "How well the blocs fit".to_owned(),
        text,
        findings: vec![strain.id.clone()],
        scenario: BASELINE.to_owned(),
    };
    if let (None, Some(bounded)) = (&strain.distribution, &strain.bounded) {
        let (least, most) = bounded.between;
        return Some(said(format!(
            "on average between {:.1} and {:.1} % of the weight of all ties goes against them; {}.",
            100.0 * least,
            100.0 * most,
            bounded.reason
        )));
    }
    let spread = strain.distribution.as_ref()?;
    let [least, most] = numbers::ends(spread);
    let text = format!(
        "{:.0} % of the weight of all ties goes against them, {} between {:.0} and {:.0} %.",
        100.0 * spread.mean,
        numbers::how_many(spread.defined),
        100.0 * least,
        100.0 * most
    );
    Some(said(text))
}

/// The what-if that moves some pair's togetherness in the main view most, and the quantity on which the blocs hang most.
pub fn change_told(assessment: &Assessment, baseline: &ScenarioResult, what_ifs: &[WhatIf]) -> Option<Sentence> {
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
        let claims =
            assessment.quantities.get(&driver.quantity.to_string()).map(|q| q.claims.join(", ")).unwrap_or_default();
        let (path, correlation) = (&driver.quantity, driver.correlation);
        text += &format!("; the blocs hang most on {path} (rank correlation {correlation:+.2}; claims {claims})");
    }
    findings.push(first.id.clone());
    let (subject, head) = (Subject::Change, "What would change it".to_owned());
    Some(Sentence { subject, head, text: text + ".", findings, scenario })
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
