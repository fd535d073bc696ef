//! The answer in words: which packages there are, whether they hold, and on whom the others fail.

use detente_case::measure::COMPROMISE;
use detente_case::{FindingId, Measure};
use detente_conflict::Concept;
use detente_method::{Asking, Measures, Phrase, finding_of, numbers, say};
use detente_results::{Answer, BASELINE, Reason, Wording};

use crate::dealt::Dealt;
use crate::outcomes::{Outcomes, Standing};
use crate::point_words::{choices, standing};

/// Most packages that are named.
pub(crate) const TOLD: usize = 2;

/// What is being told.
pub(crate) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub dealt: &'t Dealt<'c>,
}

impl<'t, 'c> Told<'t, '_, 'c> {
    /// The whole answer.
    pub fn answer(&self) -> Answer {
        let dealt = self.dealt;
        if dealt.outcomes.is_empty() && dealt.points.is_none() && dealt.many.is_none() {
            return self.nothing();
        }
        let mut measures = Measures::default();
        let mut answer = Answer { pattern: self.pattern().to_owned(), ..self.asking.blank() };
        let (verdict, details) = self.verdict(&mut measures);
        answer.verdict = verdict;
        answer.how_sure = self.how_sure(&mut measures);
        answer.because = details.into_iter().map(|says| Reason { says, ..Reason::default() }).collect();
        answer.because.extend(self.reasons(&mut measures));
        if let Some(many) = &dealt.many {
            answer.because.extend(self.reasons_of_many(many, &mut measures));
        }
        answer.change_if = self.turns(&mut measures);
        answer.weak = self.weak();
        answer.figure = self.figure();
        let told = self.findings().into_iter().filter(|id| self.asking.base.finding(id).is_some());
        answer.findings = told.map(|id| finding_of(BASELINE, &id)).collect();
        answer.claims = answer.because.iter().chain(&answer.change_if).flat_map(|one| one.claims.clone()).collect();
        answer.claims.sort();
        answer.claims.dedup();
        answer.measures = measures.0;
        answer
    }

    /// That nothing of what is asked can be judged.
    fn nothing(&self) -> Answer {
        let (lost, silent) = (&self.dealt.unmoored, &self.dealt.silent);
        if !lost.is_empty() {
            let list = Phrase::list(lost.iter().map(|one| self.named(one)).collect());
            let says = say(
                "It cannot be judged which package all can accept: what holds without agreement is not coded for {list}.",
                &[("list", list)],
            );
            return Answer { pattern: "pk.noref".to_owned(), verdict: vec![says], ..self.asking.blank() };
        }
        let why = match silent.as_slice() {
            _ if self.dealt.unmet => self.unmet(),
            [] => Phrase::text("nobody with a say has a position on what is asked"),
            _ => Phrase::text("nothing is known of what is preferred by ").then(self.asking.actors(silent)),
        };
        self.asking.not_known(why)
    }

    fn pattern(&self) -> &'static str {
        if let Some(many) = self.dealt.many.as_ref().filter(|_| self.dealt.outcomes.is_empty()) {
            return self.pattern_of_many(many);
        }
        let outcomes = self.dealt.outcomes.iter().map(Outcomes::standing);
        let all: Vec<Standing> = outcomes.chain(self.dealt.points.iter().map(standing)).collect();
        if all.contains(&Standing::Open) {
            let one = self.dealt.points.as_ref().filter(|_| self.dealt.outcomes.is_empty());
            return if one.is_some_and(|points| choices(points).len() == 1) { "pk.choice" } else { "pk.open" };
        }
        if all.contains(&Standing::Weak) { "pk.weak" } else { "pk.shut" }
    }

    /// The verdict, and what is to be said of its packages beside it.
    fn verdict(&self, measures: &mut Measures) -> (Vec<Wording>, Vec<Wording>) {
        let (mut verdict, mut details) = (Vec::new(), Vec::new());
        for outcomes in self.standing(Standing::Open).chain(self.standing(Standing::Weak)) {
            verdict.push(self.open(outcomes, measures));
            details.extend(self.holds(outcomes));
        }
        verdict.extend(self.shut());
        if let Some(points) = &self.dealt.points {
            let mut linked = self.linked(points, measures).into_iter();
            verdict.extend(linked.next());
            details.extend(linked);
        }
        if let Some(many) = &self.dealt.many {
            verdict.extend(self.of_many(many, measures));
        }
        if self.dealt.unmet {
            verdict.push(say("The issues cannot be judged, because {why}.", &[("why", self.unmet())]));
        }
        if !self.dealt.unmoored.is_empty() {
            let list = Phrase::list(self.dealt.unmoored.iter().map(|one| self.named(one)).collect());
            verdict.push(say("{list} cannot be judged: what holds without agreement is not coded.", &[("list", list)]));
        }
        (verdict, details)
    }

    pub fn standing(&self, wanted: Standing) -> impl Iterator<Item = &'t Outcomes<'c>> {
        self.dealt.outcomes.iter().filter(move |one| one.standing() == wanted)
    }

    fn how_sure(&self, measures: &mut Measures) -> Option<Wording> {
        let first = self.standing(Standing::Open).next().and_then(|one| Some((one, *one.best(numbers::NEAR).first()?)));
        if let Some((outcomes, state)) = first {
            return Some(say("{share}", &[("share", self.share(outcomes, state, measures))]));
        }
        if let Some(many) = &self.dealt.many {
            return Some(self.sure_of_many(many, measures));
        }
        let points = self.dealt.points.as_ref()?;
        let share = points.drawn.open as f64 / points.drawn.draws.max(1) as f64;
        let label = match points.ruled {
            None => "share of draws in which some package of issues is better for all",
            Some(_) => "share of draws in which some package of issues has enough consent",
        };
        let told = measures.share("issues.open", label, share, points.drawn.draws);
        Some(say("{share}", &[("share", told)]))
    }

    fn weak(&self) -> Vec<Wording> {
        let mut weak = Vec::new();
        if self.dealt.outcomes.len() > 1 {
            weak.push(say("Outcomes of a conflict are only ranked: what one brings somebody is not set off against what another costs it, because the case does not say what each is worth.", &[]));
        }
        if self.dealt.points.is_some() || self.dealt.many.is_some() {
            weak.push(say("On a scale everybody is taken to lose in proportion to the distance from its position and to how much it cares; both are as coded.", &[]));
        }
        if !self.dealt.silent.is_empty() {
            let who = self.asking.actors(&self.dealt.silent);
            weak.push(say("Conflicts with {who} are left out: nothing is known of what they prefer.", &[("who", who)]));
        }
        weak
    }

    /// Findings behind it.
    fn findings(&self) -> Vec<FindingId> {
        let mut found = Vec::new();
        for outcomes in &self.dealt.outcomes {
            let id = &outcomes.conflict.conflict.id;
            let mut states = outcomes.best(numbers::NEAR);
            states.truncate(TOLD);
            states.push(outcomes.now);
            for label in states.into_iter().map(|state| outcomes.conflict.input.label(state)) {
                let concepts = [Concept::Nash, Concept::Seq];
                found.extend(concepts.map(|concept| Measure::equilibrium(concept).about(id, &label)));
            }
        }
        let issues = self.dealt.points.iter().flat_map(|points| &points.issues);
        found.extend(issues.map(|one| COMPROMISE.of(&one.issue.id.text)));
        found
    }

    /// The mean of where an issue lands.
    pub fn compromise(&self, issue: &str) -> Option<f64> {
        self.asking.base.finding(&COMPROMISE.of(issue))?.number()
    }
}
