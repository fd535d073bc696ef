//! The answer in words: where each acting on its own view leads, whom that surprises, on which belief it hangs, and whose view is not known.

use detente_conflict::{Concept, Swap};
use detente_method::{Asking, Measures, Phrase, finding_of, names, say, states};
use detente_results::{Answer, AnswerFigure, Reason, ShareRow, Shown, Slot, Wording};

use crate::beside::Beside;
use crate::game::{Belief, Game, Worth};
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

    /// Where they meet, whom that surprises, and what comes next.
    fn met(&self, game: &Game<'_>, measures: &mut Measures) -> Vec<Wording> {
        let Some(state) = game.play.played.first().copied() else {
            return vec![say(
                "In {title} what each plans for cannot be done together.",
                &[("title", self.title(game))],
            )];
        };
        let surprised = self.list(game, &game.surprised());
        let slots = [
            ("title", self.title(game)),
            ("x", self.state(game, state)),
            ("share", self.often(game, measures)),
            ("who", surprised),
        ];
        let pattern = if game.surprised().is_empty() {
            "In {title} each acts on its own view, and they meet where {x} ({share})."
        } else {
            "In {title} each acts on its own view: they meet where {x} ({share}), which {who} did not expect."
        };
        let mut told = vec![say(pattern, &slots)];
        if let Some((dm, to)) = game.next.first() {
            let slots = [("who", self.dm(game, *dm)), ("change", self.change(game, state, *to))];
            told.push(say("It does not last: {who} would then move, so that {change}.", &slots));
        }
        if let Some(truth) = game.truth.played.first().filter(|_| game.truth.played != game.play.played) {
            told.push(say("Were nobody mistaken, they would meet where {x}.", &[("x", self.state(game, *truth))]));
        }
        told
    }

    /// What each expects in its own view.
    fn expected(&self, game: &Game<'_>) -> Vec<Reason> {
        let mut found = Vec::new();
        for dm in 0..game.names.len() {
            let Some(planned) = game.play.planned[dm].first() else { continue };
            let slots = [("who", self.dm(game, dm)), ("x", self.state(game, *planned))];
            let pattern = if game.losses[dm] > 0 {
                "{who} expects, and does its part for, that {x}; it likes less what comes of it."
            } else {
                "{who} expects, and does its part for, that {x}."
            };
            found.push(self.asking.reason(say(pattern, &slots), self.seen(game, dm)));
        }
        found
    }

    /// The beliefs on which it hangs, each put right as a whole; and the one pair of outcomes on which it hangs, where it is one.
    fn corrected(&self, game: &Game<'_>) -> Vec<Reason> {
        let belief = |belief: &Belief| {
            let slots = [
                ("holder", self.dm(game, belief.holder)),
                ("of", self.dm(game, belief.of)),
                ("x", self.states(game, &belief.then)),
            ];
            let pattern = match belief.worth {
                Worth::Gains => {
                    "If {holder} saw what {of} prefers as {of} does, they would meet where {x}; {of} gains by being seen otherwise."
                }
                Worth::Loses => {
                    "If {holder} saw what {of} prefers as {of} does, they would meet where {x}; {of} loses by being seen otherwise."
                }
                Worth::Nothing => "If {holder} saw what {of} prefers as {of} does, they would meet where {x}.",
            };
            self.asking.reason(say(pattern, &slots), self.seen(game, belief.of))
        };
        let mut found: Vec<Reason> = game.beliefs.iter().map(belief).collect();
        let single = |(swaps, _): &&(Vec<Swap>, Vec<usize>)| swaps.len() == 1;
        for (swaps, then) in game.corrections.iter().filter(single).take(1) {
            let swap = swaps[0];
            let slots = [
                ("holder", self.dm(game, swap.holder)),
                ("of", self.dm(game, swap.of)),
                ("worse", self.change(game, swap.better, swap.worse)),
                ("better", self.change(game, swap.worse, swap.better)),
                ("x", self.states(game, then)),
            ];
            let pattern = "It hangs on what {holder} thinks of a single choice of {of}: whether it likes it better that {better} than that {worse}. Put right, they would meet where {x}.";
            found.push(self.asking.reason(say(pattern, &slots), []));
        }
        found
    }

    /// The claims of the own order of a decision maker, where it is not the common one.
    fn seen(&self, game: &Game<'_>, dm: usize) -> Vec<String> {
        let own = game.conflict.seen.iter().filter(|seen| seen.holder.text == game.names[dm]);
        let evidence = own.flat_map(|seen| seen.preference.statements()).flat_map(|one| &one.evidence);
        let mut claims: Vec<String> = Vec::new();
        evidence.for_each(|word| {
            if !claims.contains(&word.text) {
                claims.push(word.text.clone());
            }
        });
        claims.truncate(CLAIMS);
        claims
    }

    fn same(&self, views: &[&str]) -> Wording {
        let conflicts: Vec<&str> = self.games.iter().map(|game| game.conflict.id.as_str()).collect();
        let rows: Vec<&str> = views.iter().chain(&conflicts).copied().collect();
        say("Views are coded apart in {count} places, and nothing follows from it.", &[("count", Phrase::count(&rows))])
    }

    /// Those of whose own view nothing is coded: not stated is not agreed.
    fn unknown(&self) -> Option<Wording> {
        let sees = |held: &&Held| {
            let seen = self.asking.case.conflicts.iter().flat_map(|conflict| &conflict.seen);
            held.views.is_empty() && !seen.into_iter().any(|seen| seen.holder.text == held.actor)
        };
        let ids: Vec<&str> = self.held.iter().filter(sees).map(|held| held.actor.as_str()).collect();
        let slots = [("who", self.asking.actors(&ids))];
        (!ids.is_empty()).then(|| say("How {who} would see it is not coded, which does not mean agreement.", &slots))
    }

    /// What each foresaw beside what came.
    fn foreseen(&self) -> Vec<Reason> {
        let some = self.held.iter().filter(|held| !held.decided.is_empty());
        let one = |held: &Held| {
            let slots = [
                ("who", self.asking.actor(&held.actor)),
                ("all", Phrase::count(&held.decided)),
                ("wrong", Phrase::standing_alone(&held.wrong)),
            ];
            let pattern = match (held.decided.len(), held.wrong.len()) {
                (1, 0) => "The only forecast held in {who} that is decided came out as thought.",
                (1, _) => "The only forecast held in {who} that is decided came out against what was thought.",
                _ => "Of {all} forecasts held in {who} that are decided, {wrong} came out against what was thought.",
            };
            let says = say(pattern, &slots);
            let claims: Vec<String> = self
                .asking
                .case
                .forecasts
                .iter()
                .filter(|forecast| held.wrong.contains(&forecast.id.text))
                .flat_map(|forecast| forecast.ground.evidence.iter().map(|word| word.text.clone()))
                .take(CLAIMS)
                .collect();
            self.asking.reason(says, claims)
        };
        some.map(one).collect()
    }

    /// Who speaks in the sources.
    fn spoken(&self) -> Option<Reason> {
        if self.asking.case.claims.is_empty() {
            return None;
        }
        let one = |held: &Held| {
            self.asking.actor(&held.actor).then(Phrase::text(" ")).then(Phrase::standing_alone(&held.spoken))
        };
        let all = Phrase::list(self.held.iter().map(one).collect());
        Some(self.asking.reason(say("Claims by who speaks them: {all}.", &[("all", all)]), []))
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

    /// In how many draws what is played at the most likely values is played.
    fn often(&self, game: &Game<'_>, measures: &mut Measures) -> Phrase {
        let count = game.drawn.played.get(&game.play.played).copied().unwrap_or_default();
        let share = count as f64 / game.drawn.draws.max(1) as f64;
        let name = format!("{}.played", game.conflict.id);
        measures.share(&name, "share of draws in which this is where they meet", share, game.drawn.draws)
    }

    fn dm(&self, game: &Game<'_>, dm: usize) -> Phrase {
        self.asking.actor(&game.names[dm])
    }

    fn list(&self, game: &Game<'_>, dms: &[usize]) -> Phrase {
        Phrase::list(dms.iter().map(|dm| self.dm(game, *dm)).collect())
    }

    fn title(&self, game: &Game<'_>) -> Phrase {
        let slot = Slot::Named { what: "conflict".to_owned(), id: game.conflict.id.clone() };
        Phrase::named(format!("“{}”", names::conflict(self.asking.case, &game.conflict.id)), slot)
    }

    pub fn scenario(&self, id: &str) -> Phrase {
        let slot = Slot::Scenario { id: id.to_owned() };
        Phrase::named(format!("“{}”", names::scenario(self.asking.case, id)), slot)
    }

    fn state(&self, game: &Game<'_>, state: usize) -> Phrase {
        states::outcome(self.asking.case, game.conflict, &game.label(state))
    }

    fn states(&self, game: &Game<'_>, states: &[usize]) -> Phrase {
        let all = states.iter().map(|state| self.state(game, *state));
        all.reduce(|all, next| all.then(Phrase::text(" or ")).then(next)).unwrap_or_default()
    }

    fn change(&self, game: &Game<'_>, from: usize, to: usize) -> Phrase {
        states::change(self.asking.case, game.conflict, &game.label(from), &game.label(to))
    }
}
