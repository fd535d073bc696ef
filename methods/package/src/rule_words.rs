//! The rule of a question in words, and packages under it.

use detente_case::case::{Decision, Route, Rule};
use detente_method::{Measures, Phrase, say};
use detente_package::{blockers, holding};
use detente_results::Wording;

use crate::points::{Frame, Points};
use crate::words::{TOLD, Told};

impl Told<'_, '_, '_> {
    /// A package that enough accept, and who gains and who loses by it.
    pub fn accepted(&self, points: &Points<'_>, package: usize, share: Phrase, measures: &mut Measures) -> Wording {
        let of = |fits: fn(f64) -> bool| -> Vec<&str> {
            let those = points.voices.iter().filter(|actor| fits(points.gain(**actor, package)));
            those.map(|actor| points.actors[*actor].as_str()).collect()
        };
        let (gaining, losing) = (of(|gain| gain > 0.0), of(|gain| gain < 0.0));
        let slots = [
            ("x", self.at(points, package, measures)),
            ("share", share),
            ("gaining", self.asking.actors(&gaining)),
            ("losing", self.asking.actors(&losing)),
        ];
        let pattern = match (gaining.is_empty(), losing.is_empty()) {
            (false, false) => {
                "Over these issues taken together this package has enough consent: {x} ({share}); at the most likely values {gaining} would gain by it, {losing} would lose."
            }
            (false, true) => {
                "Over these issues taken together this package has enough consent: {x} ({share}); at the most likely values {gaining} would gain by it, and nobody with a say would lose."
            }
            (true, _) => "Over these issues taken together this package has enough consent: {x} ({share}).",
        };
        say(pattern, &slots)
    }

    /// When consent is enough, and who must be among those who give it whatever the rule says.
    pub fn enough(&self, frame: &Frame<'_>) -> Option<Wording> {
        let ruled = frame.ruled.as_ref()?;
        let ids: Vec<&str> = ruled.vetoes.iter().map(|place| &*frame.actors[frame.voices[*place]]).collect();
        let slots = [("rule", self.rule(&ruled.decision)), ("who", self.asking.actors(&ids))];
        let pattern = if ids.is_empty() {
            "It is enough that those who gain are {rule}."
        } else {
            "It is enough that those who gain are {rule}; whoever is coded to block must be among them whatever the rule says: {who}."
        };
        Some(say(pattern, &slots))
    }

    /// Who together keep every package from being accepted at the most likely values, whatever all others accept.
    pub fn held(&self, points: &Points<'_>) -> Option<Wording> {
        let found = holding(&blockers(&points.mode.table, &points.mode.consent));
        let one = |set: &Vec<usize>| {
            let ids: Vec<&str> = set.iter().map(|actor| &*points.actors[*actor]).collect();
            self.asking.actors(&ids)
        };
        let told = found.iter().take(TOLD).map(one).reduce(|all, next| all.then(Phrase::text("; or ")).then(next))?;
        Some(say("Whatever all others accept, these keep every package from being accepted: {who}.", &[("who", told)]))
    }

    /// Where the issues would land alone, and whether that would be accepted.
    pub fn landing_under_the_rule(&self, points: &Points<'_>, package: usize, x: Phrase) -> Wording {
        let pattern = if points.mode.weak.binary_search(&package).is_ok() {
            "If weight alone decided each of them, they would land at {x}, which would have enough consent too."
        } else {
            "If weight alone decided each of them, they would land at {x}, which would not have enough consent."
        };
        say(pattern, &[("x", x)])
    }

    /// That the rule of the question can never be met.
    pub fn unmet(&self) -> Phrase {
        let rule = self.asking.question.rule.as_ref().map(|rule| self.rule(rule)).unwrap_or_default();
        Phrase::text("those with a say in these issues can never be ").then(rule)
    }

    /// A rule as what those who accept must be: `more than half of those with a say and Mine`.
    fn rule(&self, decision: &Decision) -> Phrase {
        let who = if decision.factions_first { "actors with a say" } else { "those with a say" };
        let route = |route: &Route| {
            let quotas = route.quotas.iter().map(|quota| Phrase::text(quota_words(quota, who)));
            let with = route.with.iter().map(|actor| Phrase::text("with ").then(self.asking.actor(actor)));
            joined(quotas.chain(with), " and ")
        };
        let all = joined(decision.routes.iter().map(route), ", or ");
        if decision.factions_first {
            return all.then(Phrase::text(
                ", an actor of several parts counting as one where parts with more than half of their capability gain",
            ));
        }
        all
    }
}

/// `more than half of the capability of those with a say`.
fn quota_words(quota: &Rule, who: &str) -> String {
    let of = if quota.of_actors { who.to_owned() } else { format!("the capability of {who}") };
    match quota.text.split_whitespace().collect::<Vec<&str>>()[..] {
        ["majority", ..] => format!("more than half of {of}"),
        ["unanimity", ..] => format!("all of {of}"),
        ["quota", share, ..] => format!("at least {share} of {of}"),
        _ => of,
    }
}

fn joined(parts: impl Iterator<Item = Phrase>, by: &'static str) -> Phrase {
    parts.reduce(|all, next| all.then(Phrase::text(by)).then(next)).unwrap_or_default()
}
