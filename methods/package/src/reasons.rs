//! The reasons: what each gains by a package, what keeps a blocker from one, and how firmly a package holds.

use detente_case::Measure;
use detente_conflict::Concept;
use detente_method::{Measures, Phrase, numbers, say};
use detente_results::{BASELINE, FindingField, NumberFrom, Reason};

use crate::outcomes::{Outcomes, Standing};
use crate::points::Points;
use crate::words::Told;

/// Most reasons.
const REASONS: usize = 5;

impl Told<'_, '_, '_> {
    /// Those for what is open first, then whom the others fail on.
    pub fn reasons(&self, measures: &mut Measures) -> Vec<Reason> {
        let mut found = Vec::new();
        let is_shut = |one: &&Outcomes<'_>| one.standing() == Standing::Shut;
        for outcomes in self.dealt.outcomes.iter().filter(|one| !is_shut(one)) {
            found.extend(self.gained(outcomes));
            found.extend(self.firm(outcomes));
        }
        let shut: Vec<&Outcomes<'_>> = self.dealt.outcomes.iter().filter(is_shut).collect();
        // One of each first, so that every conflict has its reason.
        let (first, more): (Vec<Option<Reason>>, Vec<Vec<Reason>>) = shut
            .iter()
            .map(|outcomes| {
                let mut all = self.blocked(outcomes).into_iter();
                (all.next(), all.collect())
            })
            .unzip();
        found.extend(first.into_iter().flatten().chain(more.into_iter().flatten()));
        found.extend(self.dealt.points.iter().flat_map(|points| self.worth(points, measures)));
        found.truncate(REASONS.max(self.dealt.outcomes.len() + 2));
        found
    }

    /// What each gains by the best package.
    fn gained(&self, outcomes: &Outcomes<'_>) -> Vec<Reason> {
        let Some(state) = outcomes.best(numbers::NEAR).first().copied() else { return Vec::new() };
        let one = |dm: &usize| {
            let place = outcomes.conflict.lost(*dm, state, outcomes.now)?;
            let slots = [
                ("who", self.asking.actor(outcomes.name(*dm))),
                ("why", outcomes.conflict.why(self.asking.case, *dm, place)?),
            ];
            let says = say("{who} gains by it, because {why}.", &slots);
            Some(self.asking.reason(says, outcomes.conflict.claims_of(*dm, place)))
        };
        outcomes.must.iter().filter_map(one).collect()
    }

    /// In how many draws the best package holds everybody.
    fn firm(&self, outcomes: &Outcomes<'_>) -> Option<Reason> {
        let state = outcomes.best(numbers::NEAR).first().copied()?;
        let (id, label) = (&outcomes.conflict.conflict.id, outcomes.conflict.input.label(state));
        let share = |concept: Concept| {
            let finding = Measure::equilibrium(concept).about(id, &label);
            let found = self.asking.base.finding(&finding).and_then(|found| found.probability);
            let draws = self.asking.base.findings.iter().find_map(|one| one.probability.map(|p| p.draws));
            let from = NumberFrom::Finding { finding, scenario: BASELINE.to_owned(), field: FindingField::Mean };
            found.map(|p| Phrase::share(p.probability, p.draws, from)).or(draws.map(|_| Phrase::text("in no draw")))
        };
        let slots = [("alone", share(Concept::Nash)?), ("fear", share(Concept::Seq)?)];
        let says = say(
            "Once reached, it holds {alone} when nobody fears an answer, and {fear} when each fears what the others would gain by answering.",
            &slots,
        );
        Some(self.asking.reason(says, []))
    }

    /// For each blocker the package that its consent would open, and why it does not give it.
    fn blocked(&self, outcomes: &Outcomes<'_>) -> Vec<Reason> {
        let mut found = Vec::new();
        for set in outcomes.blocking() {
            let [dm] = set[..] else { continue };
            let Some(state) = outcomes.opened_by(&set) else { continue };
            let Some(place) = outcomes.conflict.lost(dm, outcomes.now, state) else { continue };
            let Some(why) = outcomes.conflict.why(self.asking.case, dm, place) else { continue };
            let slots = [
                ("who", self.asking.actor(outcomes.name(dm))),
                ("x", self.outcome(outcomes, state)),
                ("why", why),
                ("title", self.title(outcomes)),
            ];
            let says = say("In {title} all others would gain if {x}; {who} would not, because {why}.", &slots);
            found.push(self.asking.reason(says, outcomes.conflict.claims_of(dm, place)));
        }
        found
    }

    /// What each gains by the package of issues, the one who gains least first.
    fn worth(&self, points: &Points<'_>, measures: &mut Measures) -> Vec<Reason> {
        let Some(package) = points.best(numbers::NEAR) else { return Vec::new() };
        let mut gains: Vec<(f64, usize)> =
            points.voices.iter().map(|actor| (points.gain(*actor, package), *actor)).collect();
        gains.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut parts = Vec::new();
        for (gain, actor) in gains {
            let id = &points.actors[actor];
            let name = format!("gain.{package}.{id}");
            let label =
                format!("gain of {} by the package, in points weighed by how much it cares", self.asking.name(id));
            let value = measures.number(&name, &label, gain, numbers::change(gain, 10.0));
            parts.push(self.asking.actor(id).then(Phrase::text(" ")).then(value));
        }
        let says = say(
            "In points of the scales, weighed by how much each cares, at the most likely values: {all}.",
            &[("all", Phrase::list(parts))],
        );
        let claims =
            points.issues.iter().flat_map(|one| one.issue.ground.evidence.iter().map(|word| word.text.clone()));
        vec![self.asking.reason(says, claims.take(4))]
    }
}
