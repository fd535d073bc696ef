//! Links that cannot carry an influence: ends that nothing can move, effects that are outcomes, circles within one period.

use crate::case::{Case, Link, Word};
use crate::change::Change;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::path::QuantityPath;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    for link in &case.links {
        ends(&link.cause, &link.effect, &link.cause.place, &link.effect.place, findings);
    }
    for step in case.scenarios.iter().flat_map(|scenario| &scenario.changes) {
        if let Change::Add { path: QuantityPath::Link { cause, effect, .. }, .. } = &step.change {
            ends(cause, effect, &step.ground.place, &step.ground.place, findings);
        }
    }
    circle(case, findings);
    rounded(case, findings);
}

/// Links whose most likely lag is no whole number of periods: one note for all of them.
fn rounded(case: &Case, findings: &mut Diagnostics) {
    const SHOWN: usize = 4;
    let broken: Vec<(&Link, f64)> = case
        .links
        .iter()
        .filter_map(|link| Some((link, link.lag?.mode())).filter(|(_, lag)| lag.fract() != 0.0))
        .collect();
    let Some((first, _)) = broken.first() else { return };
    let rounded = |(link, lag): &(&Link, f64)| format!("`{}` {lag} to {}", link.id.text, (lag + 0.5).floor());
    let mut shown: Vec<String> = broken.iter().take(SHOWN).map(rounded).collect();
    if broken.len() > SHOWN {
        shown.push(format!("and {} more", broken.len() - SHOWN));
    }
    let message = format!("a run rounds lags to whole periods: {}", shown.join(", "));
    findings.add(codes::ROUNDED_LAG, &first.id.place, message);
}

fn ends(cause: &str, effect: &str, of_cause: &Place, of_effect: &Place, findings: &mut Diagnostics) {
    let (cause_path, effect_path) = (QuantityPath::parse(cause, true), QuantityPath::parse(effect, true));
    if let Some(path) = cause_path.filter(|path| !path.may_move() && !matches!(path, QuantityPath::Outcome { .. })) {
        findings.add(codes::BAD_LINK, of_cause, format!("`{path}` cannot be a cause"));
    }
    if let Some(path) = effect_path.filter(|path| !path.may_move()) {
        findings.add(codes::BAD_LINK, of_effect, format!("`{path}` cannot be an effect"));
    }
}

/// Links coded with a lag of exactly 0 that lead back to their start within one period.
fn circle(case: &Case, findings: &mut Diagnostics) {
    let path = |word: &Word| QuantityPath::parse(word, true);
    let at_once: Vec<(QuantityPath, QuantityPath, &Word)> = case
        .links
        .iter()
        .filter(|link| link.lag.is_some_and(|lag| lag.high() == 0.0))
        .filter_map(|link| Some((path(&link.cause)?, path(&link.effect)?, &link.cause)))
        .collect();
    // Taking away whatever nothing at once leads to, again and again, leaves the circles.
    let mut left: Vec<&(QuantityPath, QuantityPath, &Word)> = at_once.iter().collect();
    loop {
        let kept: Vec<_> = left
            .iter()
            .copied()
            .filter(|one| left.iter().any(|other| other.1 == one.0) && left.iter().any(|other| other.0 == one.1))
            .collect();
        if kept.len() == left.len() {
            break;
        }
        left = kept;
    }
    if let Some((_, _, word)) = left.first() {
        let round: Vec<String> = left.iter().map(|(cause, effect, _)| format!("{cause}>{effect}")).collect();
        let message = format!("links without lag go round in a circle: {}", round.join(", "));
        findings.add(codes::LINK_CIRCLE, &word.place, message);
    }
}
