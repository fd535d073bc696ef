//! What each scenario does to each thing watched.

use detente_case::{Change, QuantityPath};
use detente_chance::Difference;
use detente_method::numbers::{NEAR, STEP};
use detente_method::{Asking, EffectiveCase, GroundedChange, RunError, WhatIf, levels};
use detente_results::{BASELINE, Kind, MovedResult, ScenarioResult};

use crate::draws;
use crate::watched::{Watched, watched};

/// What a scenario does to something.
pub(crate) struct Effect<'a> {
    pub what_if: &'a WhatIf,
    pub result: &'a ScenarioResult,
    pub watched: &'a Watched,
    /// Before and under the scenario at the most likely values; of a frequency its share of the draws.
    pub levels: [f64; 2],
    /// Whether it is a frequency.
    pub frequency: bool,
    /// Under the scenario less before, draw by draw.
    pub difference: Difference,
    /// Whether the scenario itself says where it is.
    pub by_hand: bool,
    /// Whether the scenario itself moves it, and leaves it to its causes from there.
    pub pushed: bool,
    /// First period in which it differs.
    pub first: Option<usize>,
    /// What influences did to it, where it is a quantity that they move.
    pub moved: Option<&'a MovedResult>,
}

/// How large an effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Size {
    /// A step or more, in one direction.
    Moves,
    /// In either direction.
    Unclear,
    /// Less than a step.
    Hardly,
    /// Nothing in any draw.
    None,
    /// Set by the scenario itself.
    ByHand,
}

impl Effect<'_> {
    /// The change as a share of the scale.
    pub fn share(&self) -> f64 {
        if self.watched.range > 0.0 { self.difference.p50 / self.watched.range } else { 0.0 }
    }

    /// How large it is.
    pub fn size(&self) -> Size {
        if self.by_hand { Size::ByHand } else { size_of(&self.difference, STEP * self.watched.range, self.frequency) }
    }

    /// Whether it rises.
    pub fn rises(&self) -> bool {
        self.difference.mean > 0.0
    }
}

/// How large a difference is beside a step of the scale. A frequency has no sign in single draws: its mean decides.
fn size_of(difference: &Difference, step: f64, frequency: bool) -> Size {
    let below = 1.0 - difference.above - difference.equal;
    let moved = difference.above + below;
    if difference.equal >= 1.0 {
        return Size::None;
    }
    if frequency {
        return if difference.mean.abs() < step { Size::Hardly } else { Size::Moves };
    }
    // Draws in which nothing has come through by the horizon have no sign.
    let clear = difference.above.max(below) >= (1.0 - NEAR) * moved;
    let small = difference.p05.abs().max(difference.p95.abs()) < step;
    match (clear, small, difference.p50.abs() < step) {
        (_, true, _) | (true, _, true) => Size::Hardly,
        (true, ..) => Size::Moves,
        (false, ..) if difference.equal > 0.5 => Size::Hardly,
        _ => Size::Unclear,
    }
}

/// What every scenario of the question does to everything watched, scenario by scenario.
pub(crate) fn effects<'a>(asking: &Asking<'a, '_>, watched: &'a [Watched]) -> Result<Vec<Vec<Effect<'a>>>, RunError> {
    asking.under().into_iter().map(|(what_if, result)| of_scenario(asking, what_if, result, watched)).collect()
}

fn of_scenario<'a>(
    asking: &Asking<'a, '_>,
    what_if: &'a WhatIf,
    result: &'a ScenarioResult,
    watched: &'a [Watched],
) -> Result<Vec<Effect<'a>>, RunError> {
    let plain = watched.iter().any(|one| one.finding.is_none());
    let settled = if plain { Some(asking.again.settled(&what_if.changes, draws(asking))?) } else { None };
    let mut found = Vec::new();
    for one in watched {
        let own = || what_if.changes.iter().map(|one| &one.change);
        let path = one.quantity.as_ref();
        let by_hand = path.is_some() && own().any(|change| holds(change) && change.path() == path);
        let pushed = path.is_some() && !by_hand && own().any(|change| change.path() == path);
        let trajectory = result.trajectory.as_ref();
        let moved =
            trajectory.and_then(|all| all.moved.iter().find(|moved| Some(&moved.quantity) == one.quantity.as_ref()));
        let followed =
            trajectory.and_then(|all| all.findings.iter().find(|own| Some(&own.finding) == one.finding.as_ref()));
        let first = moved.and_then(|moved| moved.first).or_else(|| followed.and_then(|own| own.first));
        let read = match (&one.finding, &one.quantity, &settled) {
            (Some(id), ..) => of_finding(asking, result, id),
            (None, Some(path), Some((reading, samples))) => {
                let pair = asking.reading.find(path).zip(reading.find(path));
                pair.and_then(|(before, after)| {
                    let (seed, count) = (asking.options.seed, draws(asking));
                    let was = levels(asking.reading, asking.samples, before, seed, count);
                    let is = levels(reading, samples, after, seed, count);
                    let modes = [asking.reading.estimate(before).mode(), reading.estimate(after).mode()];
                    Some((modes, false, Difference::paired(&was, &is)?))
                })
            }
            _ => None,
        };
        if let Some((levels, frequency, difference)) = read {
            let watched = one;
            let effect =
                Effect { what_if, result, watched, levels, frequency, difference, by_hand, pushed, first, moved };
            found.push(effect);
        }
    }
    Ok(found)
}

/// What every scenario does to every quantity watched at the most likely values, in a word each; `None` where no quantity is watched.
pub(crate) fn class(asking: &Asking<'_, '_>, more: &[GroundedChange]) -> Result<Option<String>, RunError> {
    let watched = watched(asking);
    let paths: Vec<(&QuantityPath, f64)> =
        watched.iter().filter_map(|one| Some((one.quantity.as_ref()?, one.range))).collect();
    if paths.is_empty() {
        return Ok(None);
    }
    let (before, _) = asking.again.settled(more, 1)?;
    let mut told = Vec::new();
    for (what_if, _) in asking.under() {
        let changes: Vec<GroundedChange> = more.iter().chain(&what_if.changes).cloned().collect();
        let (after, _) = asking.again.settled(&changes, 1)?;
        for (path, range) in &paths {
            let level = |reading: &EffectiveCase<'_>| Some(reading.estimate(reading.find(path)?).mode());
            told.push(match level(&before).zip(level(&after)) {
                None => "gone",
                Some((was, is)) if is - was >= STEP * range => "rises",
                Some((was, is)) if was - is >= STEP * range => "falls",
                Some(_) => "hardly moves",
            });
        }
    }
    Ok(Some(told.join(" ")))
}

/// Whether a change says where a quantity is, so that nothing else moves it.
fn holds(change: &Change) -> bool {
    matches!(change, Change::Set { .. } | Change::Clamp { .. })
}

/// A finding before and under a scenario.
fn of_finding(
    asking: &Asking<'_, '_>,
    result: &ScenarioResult,
    id: &detente_case::FindingId,
) -> Option<([f64; 2], bool, Difference)> {
    let (was, is) = (asking.base.finding(id)?, result.finding(id)?);
    let frequency = was.kind == Kind::Probability;
    let level = |finding: &detente_results::Finding| {
        if frequency { finding.probability.map(|p| p.probability) } else { finding.at_mode }
    };
    Some(([level(was)?, level(is)?], frequency, is.difference.clone()?))
}

/// The scenario in which an effect is read.
pub(crate) fn scenario_of(effect: &Effect<'_>, after: bool) -> String {
    if after { effect.what_if.id.clone() } else { BASELINE.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_shifted_is_not_set_by_hand() {
        let change = |text: &str| Change::parse(text, detente_case::Shape::Pert).unwrap();
        assert!(holds(&change("factor.x=0.5")) && holds(&change("clamp:factor.x=0.5")));
        assert!(!holds(&change("factor.x+=0.1")) && !holds(&change("factor.x*=2")));
    }

    fn paired(after: &[f64]) -> Difference {
        Difference::paired(&vec![0.0; after.len()], after).unwrap()
    }

    #[test]
    fn sizes_by_step_and_sign() {
        let step = 0.05;
        assert_eq!(size_of(&paired(&[0.1; 20]), step, false), Size::Moves);
        assert_eq!(size_of(&paired(&[0.01; 20]), step, false), Size::Hardly);
        assert_eq!(size_of(&paired(&[0.0; 20]), step, false), Size::None);
        let both: Vec<f64> = (0..20).map(|i| if i % 2 == 0 { 0.2 } else { -0.2 }).collect();
        assert_eq!(size_of(&paired(&both), step, false), Size::Unclear);
        assert_eq!(size_of(&paired(&both), step, true), Size::Hardly);
    }
}
