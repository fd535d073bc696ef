//! What is coded of an actor's own view: the claims that it speaks, what it foresaw beside what came, and the case as it sees it.

use detente_method::Asking;

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
        let own = |id: &str| case.is_within(id, actor) && !narrates(id);
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
