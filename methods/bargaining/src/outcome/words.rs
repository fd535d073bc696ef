//! The answer in words: its parts, and the verdict on a single issue.

use detente_case::measure::{COMPROMISE, PIVOT, SPREAD};
use detente_method::{Asking, Measures, finding_of, say};
use detente_results::{Answer, BASELINE, Wording};

use super::landing::{Landing, Ruled, SCALE};
use crate::lower::CaseIssues;

/// From this width of the interval on nothing can be said of where it lands but the side.
const WIDE: f64 = 0.8 * SCALE;

/// What is being told.
pub(super) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub issues: &'t CaseIssues<'c>,
    pub(super) lost: &'t [usize],
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
        match landing.mode.ruled {
            Ruled::Open => [Some(self.lands(landing)), self.must(landing)].into_iter().flatten().collect(),
            _ if landing.stays() => vec![self.by_rule(landing)],
            _ => vec![self.by_rule(landing), self.stands(landing)],
        }
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
