//! Games of views in words: where each acting on its own view leads, whom that surprises, on which belief it hangs.

use detente_conflict::Swap;
use detente_method::{Measures, Phrase, names, say, states};
use detente_results::{Reason, Slot, Wording};

use crate::game::{Belief, Game, Worth};
use crate::words::{CLAIMS, Told};

impl Told<'_, '_, '_> {
    /// Where they meet, whom that surprises, and what comes next.
    pub fn met(&self, game: &Game<'_>, measures: &mut Measures) -> Vec<Wording> {
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
    pub fn expected(&self, game: &Game<'_>) -> Vec<Reason> {
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
    pub fn corrected(&self, game: &Game<'_>) -> Vec<Reason> {
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

    /// In how many draws what is played at the most likely values is played.
    pub fn often(&self, game: &Game<'_>, measures: &mut Measures) -> Phrase {
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

    fn state(&self, game: &Game<'_>, state: usize) -> Phrase {
        states::outcome(self.asking.case, game.conflict, &game.label(state))
    }

    pub fn states(&self, game: &Game<'_>, states: &[usize]) -> Phrase {
        let all = states.iter().map(|state| self.state(game, *state));
        all.reduce(|all, next| all.then(Phrase::text(" or ")).then(next)).unwrap_or_default()
    }

    fn change(&self, game: &Game<'_>, from: usize, to: usize) -> Phrase {
        states::change(self.asking.case, game.conflict, &game.label(from), &game.label(to))
    }
}
