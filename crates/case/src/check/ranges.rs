//! Numbers outside their ranges.

use std::collections::BTreeMap;

use detente_chance::Estimate;

use crate::case::{Case, Forecast};
use crate::change::Change;
use crate::codes;
use crate::date::in_force;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::likelihood;
use crate::schema::LIKELIHOOD;
use crate::schema::links::GAIN;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    for quantity in case.quantities.iter().filter(|quantity| !quantity.defaulted) {
        inside(&quantity.estimate, quantity.range, &quantity.path.to_string(), &quantity.place, findings);
    }
    for claim in &case.claims {
        if let Some(band) = &claim.likelihood {
            inside(band, LIKELIHOOD, &format!("the likelihood of `{}`", claim.id.text), &claim.id.place, findings);
        }
        word_and_band(&claim.likelihood_term, claim.likelihood.as_ref(), &claim.id.place, findings);
    }
    for forecast in &case.forecasts {
        if let Some(band) = &forecast.likelihood {
            let name = format!("the likelihood of `{}`", forecast.id.text);
            inside(band, LIKELIHOOD, &name, &forecast.id.place, findings);
        }
        words_of(forecast, findings);
    }
    rungs(case, findings);
    shares(case, findings);
    for step in case.scenarios.iter().flat_map(|scenario| &scenario.changes) {
        if let Change::Set { path, estimate } | Change::Clamp { path, estimate } = &step.change {
            for index in case.quantities.with_path(path).take(1) {
                let range = case.quantities.get(index).range;
                inside(estimate, range, &path.to_string(), &step.ground.place, findings);
            }
        }
        if let Change::Add { path, gain, .. } = &step.change {
            inside(gain, GAIN, &path.to_string(), &step.ground.place, findings);
        }
    }
}

/// By how much shares may run over a whole before that is an error: they are rounded.
const ROUNDED: f64 = 0.01;

/// The shares of what one buyer gets of one goods at one time add up to no more than a whole: what is not listed is told, and never made up.
fn shares(case: &Case, findings: &mut Diagnostics) {
    let mut sums: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for flow in &case.flows {
        if case.as_of.is_some_and(|now| !in_force(flow.since, flow.until, now)) {
            continue;
        }
        let sum = sums.entry((&flow.to, &flow.goods)).or_default();
        let before = *sum;
        *sum += flow.share.mode();
        if before <= 1.0 + ROUNDED && *sum > 1.0 + ROUNDED {
            let message = format!("the shares of {} that `{}` gets add up to {sum:.3}", flow.goods, flow.to.text);
            let hint = "shares are of all that the buyer gets: write what is not known as no row";
            findings.add_with_hint(codes::OUT_OF_RANGE, &flow.id.place, message, hint.to_owned());
        }
    }
}

/// Rungs of events are rungs of the scale.
fn rungs(case: &Case, findings: &mut Diagnostics) {
    if case.left_out.some_of(crate::files::MANIFEST) {
        return;
    }
    for event in &case.events {
        let Some(rung) = event.rung else { continue };
        let known = case.escalation.as_ref();
        if known.and_then(|scale| scale.rung(rung)).is_none() {
            let scale = known.map_or("`case.toml` has no `[escalation]`".to_owned(), |scale| {
                format!("the scale ends at {}", scale.rungs.len() - 1)
            });
            let message = format!("event `{}` stands on rung {rung}: {scale}", event.id.text);
            findings.add(codes::OUT_OF_RANGE, &event.id.place, message);
        }
    }
}

/// The word of the scale, and the words that were used: both must have the band that is given.
fn words_of(forecast: &Forecast, findings: &mut Diagnostics) {
    let (band, place) = (forecast.likelihood.as_ref(), &forecast.id.place);
    let of_scale = forecast.scale.strip_prefix("ICD-203 ");
    if let Some(term) = of_scale {
        word_and_band(term, band, place, findings);
    }
    let steps = of_scale.and_then(likelihood::step_of).zip(likelihood::step_of(&forecast.words));
    if let (Some(term), Some((scale, words))) = (of_scale, steps)
        && scale.words != words.words
    {
        let message =
            format!("the words are `{}` and the scale says `{term}`: each has a band of its own", forecast.words);
        findings.add(codes::BAND_DISAGREES, place, message);
    }
    let without = likelihood::WITHOUT_BAND.contains(&forecast.words.to_lowercase().as_str());
    // Another scale than ICD 203 may give its words other bands.
    if of_scale.is_none() && (without || matches!(forecast.scale.as_str(), "" | "coder" | "ICD-203")) {
        word_and_band(&forecast.words, band, place, findings);
    }
}

fn inside(estimate: &Estimate, (low, high): (f64, f64), name: &str, place: &Place, findings: &mut Diagnostics) {
    for value in [estimate.low(), estimate.high()] {
        if value < low || value > high {
            let message = if high == f64::MAX {
                format!("{name} is {value}, below {low}")
            } else {
                format!("{name} is {value}, outside [{low}, {high}]")
            };
            findings.add(codes::OUT_OF_RANGE, place, message);
            return;
        }
    }
}

/// A word of a scale must have the band of that scale; a word without band must have none.
fn word_and_band(term: &str, band: Option<&Estimate>, place: &Place, findings: &mut Diagnostics) {
    if term.is_empty() {
        return;
    }
    let without = likelihood::WITHOUT_BAND.contains(&term.to_lowercase().as_str());
    match (likelihood::step_of(term), band) {
        (Some(step), Some(band)) if (band.low() - step.low).abs() > 1e-9 || (band.high() - step.high).abs() > 1e-9 => {
            let message = format!("`{term}` has the band {}-{} in ICD 203", step.low, step.high);
            findings.add(codes::BAND_DISAGREES, place, message);
        }
        (Some(step), None) => {
            let message =
                format!("`{term}` has the band {}-{} in ICD 203, and the row gives none", step.low, step.high);
            findings.add(codes::BAND_MISSING, place, message);
        }
        (_, Some(_)) if without => {
            findings.add(codes::BAND_DISAGREES, place, format!("`{term}` has no band, so its numbers say too much"));
        }
        _ => {}
    }
}
