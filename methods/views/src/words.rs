//! The answer in words, put together of games, views, data and what is held.

use detente_conflict::Concept;
use detente_method::{Asking, Measures, Phrase, finding_of, names, say};
use detente_results::{Answer, AnswerFigure, ShareRow, Shown, Slot, Wording};

use crate::beside::Beside;
use crate::game::Game;
use crate::held::Held;

/// Most rows of the figure, and claims of a reason.
const ROWS: usize = 8;
pub(crate) const CLAIMS: usize = 4;

/// What is being told.
pub(crate) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub games: &'t [Game<'c>],
    pub held: &'t [Held],
    pub beside: &'t [Beside<'t>],
}

impl Told<'_, '_, '_> {
    /// The whole answer.
    pub fn answer(&self) -> Answer {
        let views: Vec<&str> = self.held.iter().flat_map(|held| held.views.iter().map(String::as_str)).collect();
        if self.games.is_empty() && views.is_empty() && self.beside.is_empty() {
            let actors: Vec<&str> = self.held.iter().map(|held| held.actor.as_str()).collect();
            let why = Phrase::text("no row says how ").then(self.asking.actors(&actors));
            return self.asking.not_known(why.then(Phrase::text(" see things otherwise than the case does")));
        }
        let mut measures = Measures::default();
        let mut answer = self.asking.blank();
        let matter: Vec<&Game<'_>> = self.games.iter().filter(|game| game.matters()).collect();
        for game in &matter {
            answer.verdict.extend(self.met(game, &mut measures));
            answer.because.extend(self.expected(game));
            answer.change_if.extend(self.corrected(game));
        }
        let mut turned = !matter.is_empty();
        for scenario in &views {
            let told = self.view(scenario);
            turned |= told.is_some();
            let hardly = || say("{view} changes hardly anything.", &[("view", self.scenario(scenario))]);
            answer.verdict.push(told.unwrap_or_else(hardly));
            answer.because.extend(self.rows(scenario));
        }
        let coded = !(views.is_empty() && self.games.is_empty());
        if !turned && coded {
            answer.verdict = vec![self.same(&views)];
        }
        for beside in self.beside {
            answer.verdict.extend(beside.verdict(self.asking, &mut measures));
            answer.because.push(beside.reason(self.asking));
        }
        answer.verdict.extend(self.unknown());
        answer.because.extend(self.foreseen());
        answer.because.extend(self.spoken());
        let parts = self.beside.iter().any(Beside::parts);
        answer.pattern = if turned {
            "eq.view"
        } else if parts {
            "eq.data"
        } else {
            "eq.same"
        }
        .to_owned();
        answer.how_sure = matter.first().map(|game| say("{share}", &[("share", self.often(game, &mut measures))]));
        if self.games.iter().any(|game| game.concept == Concept::Nash) {
            answer.weak.push(say(
                "Each is taken to expect the outcomes that hold in its view even when nobody fears an answer.",
                &[],
            ));
        }
        answer.figure = self.figure();
        for scenario in &views {
            let found = self.turned(scenario);
            answer.findings.extend(found.map(|turned| finding_of(scenario, &turned.finding.id)));
        }
        answer.claims = self.claims();
        answer.measures = measures.0;
        answer
    }

    fn same(&self, views: &[&str]) -> Wording {
        let conflicts: Vec<&str> = self.games.iter().map(|game| game.conflict.id.as_str()).collect();
        let rows: Vec<&str> = views.iter().chain(&conflicts).copied().collect();
        say("Views are coded apart in {count} places, and nothing follows from it.", &[("count", Phrase::count(&rows))])
    }

    fn claims(&self) -> Vec<String> {
        let seen = self.games.iter().flat_map(|game| game.conflict.evidence());
        let mut claims: Vec<String> = seen.map(|word| word.text.clone()).collect();
        claims.sort();
        claims.dedup();
        claims
    }

    fn figure(&self) -> Option<AnswerFigure> {
        let mut rows = Vec::new();
        for game in self.games {
            let mut order: Vec<(&Vec<usize>, &usize)> = game.drawn.played.iter().collect();
            order.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            rows.extend(order.into_iter().take(ROWS).filter(|(played, _)| !played.is_empty()).map(
                |(played, count)| {
                    let label = say("{x}", &[("x", self.states(game, played))]).text;
                    ShareRow { label, share: *count as f64 / game.drawn.draws.max(1) as f64, draws: game.drawn.draws }
                },
            ));
        }
        let caption = say("Where each acting on its own view leads, by shares of the draws.", &[]);
        (!rows.is_empty()).then_some(AnswerFigure { caption, shows: Shown::Shares { rows } })
    }

    pub fn scenario(&self, id: &str) -> Phrase {
        let slot = Slot::Scenario { id: id.to_owned() };
        Phrase::named(format!("“{}”", names::scenario(self.asking.case, id)), slot)
    }
}
