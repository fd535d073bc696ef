//! The verdict over several issues in a sentence or a pair of them: what moves, what does not, and who must be won for how many.

use detente_method::{Phrase, say};
use detente_results::Wording;

use super::landing::{Group, Landing, Side};
use super::slots::first;
use super::words::{Told, is_wide};

/// Up to so many issues stand by name in the verdict; of more the first.
const NAMED: usize = 5;
/// Up to so many it is told of each who must be won; of more it is counted.
const EACH: usize = 3;

/// Issues for which the same must be won.
struct Won {
    who: Vec<usize>,
    places: Vec<usize>,
}

impl Told<'_, '_, '_> {
    /// The verdict: where something moves, where not, where it is not known; who must be won.
    pub(super) fn of_several(&mut self, found: &[Landing]) -> Vec<Wording> {
        let of = |group: Group| found.iter().filter(|one| one.group() == group).collect::<Vec<_>>();
        let (moves, stays, open) = (of(Group::Moves), of(Group::Stays), of(Group::Open));
        let first = self.moving(&moves, &stays);
        let told = first.is_some();
        let parts = first.into_iter().chain(self.unknown(&open, told)).chain(self.lost());
        let joined = parts.reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        let says = say("{all}.", &[("all", joined.unwrap_or_default())]);
        [Some(says), self.winners(found)].into_iter().flatten().collect()
    }

    /// What moves further than the model's own error, and what does not.
    fn moving(&mut self, moves: &[&Landing], stays: &[&Landing]) -> Option<Phrase> {
        let spans: Vec<Phrase> = moves.iter().take(NAMED).map(|one| self.span(one)).collect();
        let mut slots = self.error().to_vec();
        slots.extend([
            ("moves", Phrase::list(spans)),
            ("many", self.count(moves)),
            ("stays", self.listed(stays)),
            ("others", self.count(stays)),
            ("do", Phrase::text(if stays.len() == 1 { "does" } else { "do" })),
        ]);
        let pattern = match (moves.len(), stays.len()) {
            (0, 0) => return None,
            (0, 1..=NAMED) => "nothing moves further than the model’s own error of {error} points on {stays}",
            (0, _) => "none of {others} issues moves further than the model’s own error of {error} points",
            (1, 0) => "{moves} moves further than the model’s own error of {error} points",
            (1, 1..=EACH) => "{moves} moves further than the model’s own error of {error} points; {stays} {do} not",
            (1, _) => "{moves} alone moves further than the model’s own error of {error} points",
            (2..=NAMED, 0) => "{moves} move further than the model’s own error of {error} points",
            (2..=NAMED, 1..=EACH) => {
                "{moves} move further than the model’s own error of {error} points; {stays} {do} not"
            }
            (2..=NAMED, _) => {
                "{moves} move further than the model’s own error of {error} points; the {others} others do not"
            }
            (_, 0) => "{many} issues move further than the model’s own error of {error} points, most of all {moves}",
            _ => {
                "{many} issues move further than the model’s own error of {error} points, most of all {moves}; {others} do not"
            }
        };
        Some(Phrase::wording(say(pattern, &slots)))
    }

    /// Where it is not known whether anything moves, and which way the model leans there.
    fn unknown(&self, open: &[&Landing], beside_others: bool) -> Option<Phrase> {
        let leaning = |side: Side| open.iter().filter(move |one| one.mode.side() == side).copied().collect::<Vec<_>>();
        let [upper, lower, neither] = [Side::Upper, Side::Lower, Side::Neither].map(leaning);
        let short = open.len() <= EACH;
        let mut leans: Vec<Phrase> = Vec::new();
        if short {
            leans.extend(upper.iter().chain(&lower).map(|one| Phrase::text("to ").then(self.towards(one))));
        } else {
            leans.extend(self.on("to the upper end on ", &upper));
            leans.extend(self.on("to the lower end on ", &lower));
        }
        leans.extend(self.on("to neither end on ", &neither));
        let wide = open.iter().all(|one| is_wide(one));
        let mut slots = self.error().to_vec();
        slots.extend([("open", self.listed(open)), ("many", self.count(open)), ("leans", Phrase::list(leans))]);
        let pattern = match (open.len(), beside_others, wide) {
            (0, ..) => return None,
            (_, true, _) if !short => "what stands without agreement is not coded for {many} others",
            (_, true, _) => "what stands on {open} is not coded: there the model leans {leans}",
            (_, false, true) => {
                "the model leans {leans}, but with its own error of {error} points it cannot say where any of these lands"
            }
            (_, false, false) => "the model leans {leans}; how far that moves anything is not known",
        };
        Some(Phrase::wording(say(pattern, &slots)))
    }

    fn lost(&self) -> Option<Phrase> {
        let lost = Phrase::list(self.lost.iter().map(|place| self.issue(*place)).collect());
        let pattern = "on {lost} there is no answer, because fewer than a pair of actors with weight is left";
        (!self.lost.is_empty()).then(|| Phrase::wording(say(pattern, &[("lost", lost)])))
    }

    /// Who must be won: for each issue where there are few, else for how many.
    fn winners(&self, found: &[Landing]) -> Option<Wording> {
        let mut won = won(found);
        if won.is_empty() {
            return None;
        }
        if found.len() <= EACH {
            let one = |won: &Won| {
                let places = Phrase::list(won.places.iter().map(|place| self.issue(*place)).collect());
                self.either(&won.who).then(Phrase::text(" on ")).then(places)
            };
            let all = Phrase::list(won.iter().map(one).collect());
            return Some(say("Whoever wants it otherwise must win {who}.", &[("who", all)]));
        }
        // Of equals the first that is told.
        won.sort_by_key(|won| std::cmp::Reverse(won.places.len()));
        let mut told: Vec<Phrase> = Vec::new();
        for alike in won.chunk_by(|a, b| a.places.len() == b.places.len()) {
            let who = Phrase::list(alike.iter().map(|won| self.either(&won.who)).collect());
            let ids: Vec<&str> = alike[0].places.iter().map(|place| self.id(*place)).collect();
            let each = if alike.len() > 1 { " each" } else { "" };
            told.push(who.then(Phrase::text(" on ")).then(Phrase::count(&ids)).then(Phrase::text(each)));
        }
        let first = told.remove(0);
        let rest = told.into_iter().fold(Phrase::nothing(), |all, next| all.then(Phrase::text("; ")).then(next));
        Some(say("Who must be won: {first}{rest}.", &[("first", first), ("rest", rest)]))
    }

    /// `“Full new loan” on loan`.
    fn towards(&self, landing: &Landing) -> Phrase {
        let upper = landing.mode.side() == Side::Upper;
        self.end(landing.place, upper).then(Phrase::text(" on ")).then(self.issue(landing.place))
    }

    fn on(&self, before: &str, all: &[&Landing]) -> Option<Phrase> {
        (!all.is_empty()).then(|| Phrase::text(before).then(self.listed(all)))
    }

    /// `loan (0 to 65)`.
    fn span(&mut self, landing: &Landing) -> Phrase {
        let slots =
            [("issue", self.issue(landing.place)), ("from", self.reference(landing)), ("to", self.landing(landing))];
        Phrase::wording(say("{issue} ({from} to {to})", &slots))
    }

    fn listed(&self, all: &[&Landing]) -> Phrase {
        Phrase::list(all.iter().map(|one| self.issue(one.place)).collect())
    }

    fn count(&self, all: &[&Landing]) -> Phrase {
        Phrase::count(&all.iter().map(|one| self.id(one.place)).collect::<Vec<_>>())
    }
}

/// The issues by who must be won for them, in the order in which they are told.
fn won(found: &[Landing]) -> Vec<Won> {
    let mut all: Vec<Won> = Vec::new();
    for landing in found {
        let who = first(landing);
        match all.iter_mut().find(|won| won.who == who) {
            _ if who.is_empty() => {}
            Some(won) => won.places.push(landing.place),
            None => all.push(Won { who, places: vec![landing.place] }),
        }
    }
    all
}
