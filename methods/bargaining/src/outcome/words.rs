//! The answer in words: the verdict over all issues.

use detente_case::measure::{COMPROMISE, PIVOT, SPREAD};
use detente_method::{Asking, Measures, Phrase, finding_of, say};
use detente_results::{Answer, BASELINE, Wording};

use super::landing::{Group, Landing, Ruled, SCALE, Side};
use super::slots::first;
use crate::lower::CaseIssues;

/// From this width of the interval on nothing can be said of where it lands but the side.
const WIDE: f64 = 0.8 * SCALE;

/// What is being told.
pub(super) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub issues: &'t CaseIssues<'c>,
    lost: &'t [usize],
    pub(super) measures: Measures,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    pub fn new(asking: &'t Asking<'a, 'c>, issues: &'t CaseIssues<'c>, lost: &'t [usize]) -> Self {
        Self { asking, issues, lost, measures: Measures::default() }
    }

    /// The whole answer; issues in the order in which they are told.
    pub fn answer(mut self, found: &[Landing]) -> Answer {
        let verdict = match found {
            [one] if self.lost.is_empty() => self.of_one(one),
            all => self.of_several(all),
        };
        let because = found.iter().map(|landing| self.reason(landing, found.len() == 1)).collect();
        let change_if = self.changes(found);
        let how_sure = Some(say("the model’s own error is {error} points of {scale}", &self.error()));
        let hangs_on = found.first().filter(|first| !first.must.is_empty()).map(|first| {
            say("{who}, who must be won on {issue}", &[("who", self.who(first)), ("issue", self.issue(first.place))])
        });
        let mut answer = Answer {
            pattern: self.pattern(found).to_owned(),
            verdict,
            how_sure,
            hangs_on,
            because,
            change_if,
            weak: self.weak(found),
            figure: Some(self.figure(found)),
            ..self.asking.blank()
        };
        for landing in found {
            let id = self.id(landing.place);
            let pivot = landing.must.first().map(|(actor, _)| PIVOT.about(id, self.issues.actors[*actor]));
            let told = [Some(COMPROMISE.of(id)), Some(SPREAD.of(id)), pivot].into_iter().flatten();
            let there = told.filter(|finding| self.asking.base.finding(finding).is_some());
            answer.findings.extend(there.map(|finding| finding_of(BASELINE, &finding)));
        }
        answer.measures = self.measures.0;
        answer
    }

    fn pattern(&self, found: &[Landing]) -> &'static str {
        let ruled = found.iter().any(|landing| landing.mode.ruled != Ruled::Open);
        match () {
            () if ruled => "oc.rule",
            () if found.iter().any(is_wide) => "is.wide",
            () => "is.land",
        }
    }

    /// The verdict on a single issue.
    fn of_one(&mut self, landing: &Landing) -> Vec<Wording> {
        let mut verdict = vec![match landing.mode.ruled {
            Ruled::Open => self.lands(landing),
            _ => self.by_rule(landing),
        }];
        verdict.push(self.stands(landing));
        verdict.extend(self.must(landing));
        verdict
    }

    /// The verdict on several: where something moves, where not, where it is not known; who must be won.
    fn of_several(&mut self, found: &[Landing]) -> Vec<Wording> {
        let of = |group: Group| found.iter().filter(|one| one.mode.group() == group).collect::<Vec<_>>();
        let (moves, stays, open) = (of(Group::Moves), of(Group::Stays), of(Group::Open));
        let mut verdict = Vec::new();
        let moving: Vec<Phrase> = moves.iter().map(|one| self.span(one)).collect();
        let mut slots = self.error().to_vec();
        slots.extend([("moves", Phrase::list(moving)), ("stays", self.listed(&stays))]);
        let pattern = match (moves.is_empty(), stays.is_empty()) {
            (false, false) => {
                "Something moves further than the model’s own error of {error} points on {moves}; nothing does on {stays}."
            }
            (false, true) => "Something moves further than the model’s own error of {error} points on {moves}.",
            (true, false) => "Nothing moves further than the model’s own error of {error} points on {stays}.",
            (true, true) => "",
        };
        verdict.extend((!pattern.is_empty()).then(|| say(pattern, &slots)));
        verdict.extend((!open.is_empty() || !self.lost.is_empty()).then(|| self.open(&open)));
        verdict.push(self.winners(found));
        verdict
    }

    /// Where it is not known whether anything moves, and which way the model leans there.
    fn open(&self, open: &[&Landing]) -> Wording {
        let leaning = |side: Side| open.iter().filter(move |one| one.mode.side() == side);
        let told = |side| leaning(side).map(|one| self.towards(one)).collect::<Vec<Phrase>>();
        let nowhere = Phrase::list(leaning(Side::Neither).map(|one| self.issue(one.place)).collect());
        let sides = Phrase::list([told(Side::Upper), told(Side::Lower)].concat());
        let mut parts = Vec::new();
        if !open.is_empty() {
            let slots = [("open", self.listed(open))];
            parts.push(say(
                "On {open} it is not known whether anything moves: what stands without agreement is not coded",
                &slots,
            ));
        }
        match (sides.is_empty(), nowhere.is_empty()) {
            (false, true) => parts.push(say("the model leans to {sides}", &[("sides", sides)])),
            (false, false) => {
                let slots = [("sides", sides), ("nowhere", nowhere)];
                parts.push(say("the model leans to {sides}, and to neither end on {nowhere}", &slots));
            }
            (true, false) => parts.push(say("the model leans to neither end", &[])),
            (true, true) => {}
        }
        let wide = open.iter().filter(|one| is_wide(one)).count();
        if wide > 0 && wide == open.len() {
            let pattern = "with its own error of {error} points it cannot say where any of these lands";
            parts.push(say(pattern, &self.error()));
        }
        if !self.lost.is_empty() {
            let lost = Phrase::list(self.lost.iter().map(|place| self.issue(*place)).collect());
            let pattern = "on {lost} there is no answer, because fewer than a pair of actors with weight is left";
            parts.push(say(pattern, &[("lost", lost)]));
        }
        let joined = parts.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        say("{all}.", &[("all", joined.unwrap_or_default())])
    }

    /// `“Full new loan” on loan`.
    fn towards(&self, landing: &Landing) -> Phrase {
        let upper = landing.mode.side() == Side::Upper;
        self.end(landing.place, upper).then(Phrase::text(" on ")).then(self.issue(landing.place))
    }

    /// `loan (from 0 to 65)`.
    fn span(&mut self, landing: &Landing) -> Phrase {
        let (from, to) = (self.reference(landing), self.landing(landing));
        let slots = [("issue", self.issue(landing.place)), ("from", from), ("to", to)];
        Phrase::wording(say("{issue} (from {from} to {to})", &slots))
    }

    fn listed(&self, all: &[&Landing]) -> Phrase {
        Phrase::list(all.iter().map(|one| self.issue(one.place)).collect())
    }

    /// Who must be won where, actor by actor.
    fn winners(&self, found: &[Landing]) -> Wording {
        let mut by_actor: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for landing in found {
            let who = first(landing);
            match by_actor.iter_mut().find(|(actors, _)| *actors == who) {
                _ if who.is_empty() => {}
                Some((_, places)) => places.push(landing.place),
                None => by_actor.push((who, vec![landing.place])),
            }
        }
        let one = |(who, places): &(Vec<usize>, Vec<usize>)| {
            let places = Phrase::list(places.iter().map(|place| self.issue(*place)).collect());
            self.either(who).then(Phrase::text(" on ")).then(places)
        };
        let all = by_actor.iter().map(one).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        say("Whoever wants it otherwise must win {who}.", &[("who", all.unwrap_or_default())])
    }

    fn weak(&self, found: &[Landing]) -> Vec<Wording> {
        let pattern = "The error of {error} points is the one that the model made on decided issues of the European Union; none of its forecasts on issues such as these has been scored.";
        let mut weak = vec![say(pattern, &self.error())];
        if found.iter().all(|landing| !self.case_issue(landing.place).has_onlookers()) {
            weak.push(say(
                "Who decides and who only influences is not coded: everybody with a position is weighed as one who decides.",
                &[],
            ));
        }
        weak
    }
}

/// Whether the interval with the model's own error holds nearly the whole scale.
pub(super) fn is_wide(landing: &Landing) -> bool {
    landing.outcome.p95 - landing.outcome.p05 >= WIDE
}
