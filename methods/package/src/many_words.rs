//! Very many packages of issues in words: what was found, how much better another could be, and what is not settled.

use detente_method::{Measures, Phrase, numbers, say};
use detente_results::{Reason, Wording};

use crate::many::Many;
use crate::outcomes::MOST_DRAWS;
use crate::words::Told;

impl Told<'_, '_, '_> {
    /// Whether all gain by something, by what, and whether it is the best.
    pub fn of_many(&self, many: &Many<'_>, measures: &mut Measures) -> Vec<Wording> {
        let ids: Vec<&str> = many.frame.issues.iter().map(|one| &*one.issue.id.text).collect();
        let count = ("count", Phrase::count(&ids));
        let Some((at, times)) = many.best() else { return vec![self.none_of_many(many, count)] };
        let parts = many.frame.issues.iter().zip(&at).map(|(moored, at)| {
            let id = &moored.issue.id.text;
            let label = "where the package puts an issue";
            let value = measures.number(&format!("many.{id}"), label, *at, numbers::level(*at, 100.0));
            self.issue(id).then(Phrase::text(" at ")).then(value)
        });
        let slots = [count, ("x", Phrase::list(parts.collect()))];
        let Some(times) = times else {
            let says = say(
                "Over these {count} issues taken together, too many to look at every package, this one has enough consent: {x}; it is the first that was found, and no better one was looked for.",
                &slots,
            );
            return std::iter::once(says).chain(self.enough(&many.frame)).collect();
        };
        let mut told = vec![say(
            "Over these {count} issues taken together, too many to look at every package, all whose consent is needed gain by this one: {x}.",
            &slots,
        )];
        let label = "how many times as large the product of gains of another package may be at most";
        told.push(if times > 1.0 {
            let text = format!("{:.1}", times.max(1.1));
            let slots = [("times", measures.number("many.bound", label, times, text))];
            say(
                "The search ended before its end: another may have a product of gains up to {times} times as large.",
                &slots,
            )
        } else {
            say("No other has a larger product of gains (Nash).", &[])
        });
        told
    }

    fn none_of_many(&self, many: &Many<'_>, count: (&str, Phrase)) -> Wording {
        let proven = many.mode.as_ref().is_some_and(|searched| searched.found.proven);
        let pattern = if many.frame.ruled.is_some() && proven {
            "Over these {count} issues taken together no package has enough consent under the rule of the question."
        } else if many.frame.ruled.is_some() {
            "Over these {count} issues taken together no package was found that has enough consent under the rule of the question; that there is none is not shown, for the search ended before its end."
        } else if proven {
            "Over these {count} issues taken together there is no package by which all whose consent is needed gain."
        } else {
            "Over these {count} issues taken together no package was found by which all whose consent is needed gain; that there is none is not shown, for the search ended before its end."
        };
        say(pattern, &[count])
    }

    /// The verdict as a row of the table.
    pub fn pattern_of_many(&self, many: &Many<'_>) -> &'static str {
        let share = |count: usize| count as f64 / many.drawn.draws.max(1) as f64;
        match (share(many.drawn.open), share(many.drawn.shut)) {
            (open, _) if open >= MOST_DRAWS => "pk.open",
            (_, shut) if shut >= MOST_DRAWS => "pk.shut",
            _ => "pk.unsettled",
        }
    }

    /// In how many draws there is a package.
    pub fn sure_of_many(&self, many: &Many<'_>, measures: &mut Measures) -> Wording {
        let share = many.drawn.open as f64 / many.drawn.draws.max(1) as f64;
        let label = match many.frame.ruled {
            None => "share of draws in which a package of issues was found that is better for all",
            Some(_) => "share of draws in which a package of issues was found that has enough consent",
        };
        say("{share}", &[("share", measures.share("many.open", label, share, many.drawn.draws))])
    }

    /// What each gains, and in how many draws it is not settled.
    pub fn reasons_of_many(&self, many: &Many<'_>, measures: &mut Measures) -> Vec<Reason> {
        let gains = many.gains();
        let gain = |(actor, gain): &(usize, f64)| {
            let id = &many.frame.actors[*actor];
            let label = "what an actor gains by the package, in salience times points";
            let value = measures.number(&format!("many.gain.{id}"), label, *gain, numbers::level(*gain, 100.0));
            self.asking.actor(id).then(Phrase::text(" ")).then(value)
        };
        let all: Vec<Phrase> = gains.iter().map(gain).collect();
        let mut found = Vec::new();
        if !all.is_empty() {
            let says = say("What each gains by it, in salience times points: {all}.", &[("all", Phrase::list(all))]);
            found.push(self.asking.reason(says, []));
        }
        let open = many.drawn.draws - many.drawn.open - many.drawn.shut;
        if open > 0 {
            let share = open as f64 / many.drawn.draws as f64;
            let label = "share of draws in which the search ended before its end";
            let slots = [("share", measures.share("many.unsettled", label, share, many.drawn.draws))];
            let says =
                say("Whether there is a package is not settled {share}: the search ended before its end.", &slots);
            found.push(self.asking.reason(says, []));
        }
        found
    }
}
