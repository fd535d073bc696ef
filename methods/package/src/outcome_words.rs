//! Packages of conflicts in words: the best outcome, what keeps everybody to it, on whom the others fail.

use detente_conflict::Formula;
use detente_method::{Measures, Phrase, numbers, say, states};
use detente_results::{Slot, Wording};

use crate::edits::{Kept, kept, lose_by_going_first};
use crate::outcomes::{Outcomes, Standing};
use crate::words::{TOLD, Told};

impl Told<'_, '_, '_> {
    /// The best package of a conflict that has one.
    pub fn open(&self, outcomes: &Outcomes<'_>, measures: &mut Measures) -> Wording {
        let best = outcomes.best(numbers::NEAR);
        let one = |state: &usize| {
            let slots = [("x", self.outcome(outcomes, *state)), ("share", self.share(outcomes, *state, measures))];
            Phrase::wording(say("{x} ({share})", &slots))
        };
        let list = |states: &[usize]| Phrase::list(states.iter().take(TOLD).map(one).collect());
        let only = self.dealt.outcomes.len() > 1 && self.standing(Standing::Open).count() == 1;
        let others: Vec<&str> = self.standing(Standing::Open).map(|one| one.conflict.conflict.id.as_str()).collect();
        let slots = [("title", self.title(outcomes)), ("all", list(&best)), ("count", Phrase::count(&others))];
        let pattern = match (outcomes.standing(), only) {
            (Standing::Open, true) => {
                "Only in {title} is there a package by which all whose consent is needed are better off than now: {all}."
            }
            (Standing::Open, false) => {
                "In {title} there is a package by which all whose consent is needed are better off than now: {all}."
            }
            _ => "In {title} nobody would lose by a change so that {all}, but not all would gain.",
        };
        say(pattern, &slots)
    }

    /// What keeps everybody to the best package.
    pub fn holds(&self, outcomes: &Outcomes<'_>) -> Vec<Wording> {
        let Some(state) = outcomes.best(numbers::NEAR).first().copied() else { return Vec::new() };
        let found = kept(outcomes, state);
        let mut told = Vec::new();
        if let Kept::Together { leaver, to, .. } | Kept::Left { leaver, to } = found {
            let mut slots =
                vec![("who", self.asking.actor(outcomes.name(leaver))), ("change", self.change(outcomes, state, to))];
            let pattern = if let Kept::Together { pair, .. } = found {
                slots.push(("a", self.option(outcomes, state, pair.0)));
                slots.push(("b", self.option(outcomes, state, pair.1)));
                "It does not hold by itself, for {who} would then gain by a further step, so that {change}; under a guarantee that {a} if and only if {b} nobody gains by leaving it."
            } else {
                "It does not hold by itself, for {who} would then gain by a further step, so that {change}, and no tie between a pair of options would keep all to it."
            };
            told.push(say(pattern, &slots));
        }
        if let Some((losers, parties)) = lose_by_going_first(outcomes, state).filter(|(losers, _)| !losers.is_empty()) {
            let ids: Vec<&str> = losers.iter().map(|dm| outcomes.name(*dm)).collect();
            let pattern = if losers.len() == parties {
                "Nobody would go first: {who} would each lose by doing their part alone."
            } else {
                "Whoever goes first matters: {who} would lose by going first."
            };
            let pattern =
                if losers.len() == 1 && parties == 1 { "{who} would lose by doing its part alone." } else { pattern };
            told.push(say(pattern, &[("who", self.asking.actors(&ids))]));
        }
        told
    }

    /// The conflicts without a package, and on whom they fail.
    pub fn shut(&self) -> Option<Wording> {
        let one = |outcomes: &Outcomes<'_>| {
            let (title, sets) = (self.title(outcomes), outcomes.blocking());
            let all = |set: &Vec<usize>| set.len() == outcomes.must.len() && set.len() > 1;
            if sets.iter().any(all) {
                return Phrase::wording(say("{title} has nothing better than now for anybody", &[("title", title)]));
            }
            let who = |set: &Vec<usize>| {
                let ids: Vec<&str> = set.iter().map(|dm| outcomes.name(*dm)).collect();
                self.asking.actors(&ids)
            };
            let joined = sets.iter().map(who).reduce(|all, next| all.then(Phrase::text(" or on ")).then(next));
            let slots = [("title", title), ("who", joined.unwrap_or_default())];
            Phrase::wording(say("{title} fails on {who}", &slots))
        };
        let list: Vec<Phrase> = self.standing(Standing::Shut).map(one).collect();
        let all = list.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
        let pattern = if self.standing(Standing::Shut).count() == self.dealt.outcomes.len() {
            "There is no package by which all whose consent is needed are better off than now: {all}."
        } else {
            "{all}."
        };
        Some(say(pattern, &[("all", all)]))
    }

    /// How an option stands in a state, as a clause.
    fn option(&self, outcomes: &Outcomes<'_>, state: usize, option: usize) -> Phrase {
        let taken = outcomes.conflict.input.combination(state).is_some_and(|mask| mask >> option & 1 == 1);
        let formula = if taken { Formula::Option(option) } else { Formula::Not(Box::new(Formula::Option(option))) };
        let conflict = outcomes.conflict.conflict;
        let slot = Slot::State { conflict: conflict.id.clone(), state: outcomes.conflict.input.label(state) };
        Phrase::named(states::statement(self.asking.case, conflict, &formula), slot)
    }

    /// In how many draws all gain by a state, or nobody loses where not all gain.
    pub fn share(&self, outcomes: &Outcomes<'_>, state: usize, measures: &mut Measures) -> Phrase {
        let open = outcomes.standing() == Standing::Open;
        let counts = if open { &outcomes.drawn.strict } else { &outcomes.drawn.improving };
        let share = counts[state] as f64 / outcomes.drawn.draws.max(1) as f64;
        let name = format!("{}.{}", outcomes.conflict.conflict.id, outcomes.conflict.input.label(state));
        let what = if open { "all gain by it" } else { "nobody loses by it" };
        measures.share(&name, &format!("share of draws in which {what}"), share, outcomes.drawn.draws)
    }
}
