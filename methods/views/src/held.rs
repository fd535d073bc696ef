//! What is coded of an actor's own view: the claims that it speaks, what it foresaw beside what came, and the case as it sees it.

use detente_case::case::Case;
use detente_method::Asking;
use detente_results::{Finding, ScenarioResult};

/// An actor's own view, as far as it is coded.
pub(crate) struct Held {
    pub actor: String,
    /// Claims that it, or somebody within it, speaks; those of narrators, who hand on what others say, left aside.
    pub spoken: Vec<String>,
    /// Forecasts of its own that were decided, and those that came out against what it thought.
    pub decided: Vec<String>,
    pub wrong: Vec<String>,
    /// Scenarios that are its view of the case.
    pub views: Vec<String>,
}

impl Held {
    pub fn of(asking: &Asking<'_, '_>, actor: &str) -> Self {
        let case = asking.case;
        // Whoever hands on what others say tells the story, and speaks for nobody in it.
        let narrates = |id: &str| case.claims.iter().any(|claim| claim.relay.iter().any(|relay| relay.text == id));
        let own = |id: &str| within(case, id, actor) && !narrates(id);
        let spoken = case.claims.iter().filter(|claim| own(&claim.speaker)).map(|claim| claim.id.text.clone());
        let (mut decided, mut wrong) = (Vec::new(), Vec::new());
        for forecast in case.forecasts.iter().filter(|forecast| own(&forecast.holder)) {
            let came = match forecast.resolution.as_str() {
                "yes" => true,
                "no" => false,
                _ => continue,
            };
            let Some(likelihood) = forecast.likelihood else { continue };
            decided.push(forecast.id.text.clone());
            if (likelihood.mode() > 0.5) != came {
                wrong.push(forecast.id.text.clone());
            }
        }
        let views = case.scenarios.iter().filter(|one| one.holder.as_ref().is_some_and(|holder| own(holder)));
        let run = |id: &String| asking.assessment.scenarios.contains_key(id);
        let views = views.map(|one| one.id.clone()).filter(run).collect();
        Self { actor: actor.to_owned(), spoken: spoken.collect(), decided, wrong, views }
    }
}

/// Whether an actor is another, or a part of it.
fn within(case: &Case, id: &str, whole: &str) -> bool {
    // As many steps up as there are actors: a circle, which `check` finds, ends there.
    let mut at = Some(id.to_owned());
    for _ in 0..=case.actors.len() {
        let Some(now) = at else { return false };
        if now == whole {
            return true;
        }
        at = case
            .actors
            .iter()
            .find(|actor| *actor.id == *now)
            .and_then(|actor| Some(actor.within.as_ref()?.text.clone()));
    }
    false
}

/// The finding that a view changes most, of those that are frequencies; how often something is so is in one unit for all.
pub(crate) fn most_changed(result: &ScenarioResult) -> Option<&Finding> {
    let changed = |finding: &&Finding| finding.probability.is_some() && finding.difference.is_some();
    let size = |finding: &Finding| finding.difference.as_ref().map_or(0.0, |difference| difference.mean.abs());
    let all = result.findings.iter().filter(changed);
    all.reduce(|most, next| if size(next) > size(most) { next } else { most }).filter(|most| size(most) > 0.0)
}
