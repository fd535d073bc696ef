//! A conflict that is seen differently: a hypergame at the most likely values and in every draw.

use std::collections::BTreeMap;

use detente_case::conflict::Conflict;
use detente_conflict::rank::Ranks;
use detente_conflict::{Concept, Hypergame, Play, SpaceError, Swap};
use detente_method::conflicts::{CaseConflict, Counting, Counts, Listed};
use detente_method::{Asking, EffectiveCase, Samples};
use rayon::prelude::*;

/// Draws that are looked at, at most, and states times draws.
const DRAWS: u32 = 2_000;
const MOST_WORK: usize = 200_000;
/// Conflicts with more states are not asked what would correct a misperception.
const SMALL: usize = 32;

/// A conflict that is seen differently.
pub(crate) struct Game<'c> {
    /// It as the case has it.
    pub conflict: &'c Conflict,
    /// Names of the decision makers.
    pub names: Vec<String>,
    /// By place: what a state is called.
    pub labels: Vec<String>,
    /// Under which idea of foresight outcomes are expected: without any, where each expects some; else with it.
    pub concept: Concept,
    pub play: Play,
    /// What would be played were nobody mistaken.
    pub truth: Play,
    /// Moves to the mover's gain away from what is played first.
    pub next: Vec<(usize, usize)>,
    /// Whose view of whose order, put right as a whole, leads to something else, and where.
    pub beliefs: Vec<Belief>,
    /// The smallest corrections after which something else is played.
    pub corrections: Vec<(Vec<Swap>, Vec<usize>)>,
    /// By decision maker, in steps of its own ranking: how far what is played first lies below what it planned for.
    pub losses: Vec<usize>,
    pub drawn: Drawn,
}

/// A view of somebody's order on which it hangs what is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Belief {
    pub holder: usize,
    pub of: usize,
    /// What is played where the view is put right.
    pub then: Vec<usize>,
    /// What the mistake is worth to the one of whom it is made: the value of a deception.
    pub worth: Worth,
}

/// What somebody has of being seen otherwise than it is, by its own ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    Gains,
    Loses,
    /// It likes both alike, or several things may be played of which it likes some more and some less.
    Nothing,
}

impl Worth {
    /// Of what is played now beside what would be played then.
    fn of(own: &Ranks, now: &[usize], then: &[usize]) -> Self {
        let ends = |states: &[usize]| {
            let ranks = || states.iter().filter_map(|state| own.get(*state).copied());
            ranks().min().zip(ranks().max())
        };
        match (ends(now), ends(then)) {
            (Some((least, _)), Some((_, most))) if least > most => Self::Gains,
            (Some((_, most)), Some((least, _))) if most < least => Self::Loses,
            _ => Self::Nothing,
        }
    }
}

/// How often what came to be in the draws.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawn {
    pub draws: usize,
    /// By what is played.
    pub played: BTreeMap<Vec<usize>, usize>,
    /// By decision maker: draws in which what is played is nothing that it expected.
    pub surprised: Vec<usize>,
    /// Draws in which nobody mistaken would have led elsewhere.
    pub differs: usize,
}

/// Whether somebody of these, or their like inside, sees a conflict otherwise than the case, or is seen so.
pub(crate) fn concerns(conflict: &Conflict, actors: &[String]) -> bool {
    let is = |id: &str| actors.iter().any(|actor| actor == id);
    conflict.seen.iter().any(|seen| is(&seen.holder) || is(&seen.of))
}

/// Every view of a conflict, by decision maker; those without one of their own have the common one.
struct Seen {
    views: Vec<Conflict>,
}

impl Seen {
    fn of(conflict: &Conflict) -> Self {
        let holders = conflict.decision_makers();
        Self { views: holders.iter().map(|holder| conflict.as_seen_by(holder)).collect() }
    }

    /// Each view lowered; `None` where nothing is known of what somebody prefers in one of them.
    fn lowered(&self, reading: &EffectiveCase<'_>) -> Result<Option<Vec<CaseConflict<'_>>>, SpaceError> {
        let lowered: Result<Vec<CaseConflict<'_>>, SpaceError> =
            self.views.iter().map(|view| CaseConflict::of(view, reading)).collect();
        Ok(Some(lowered?).filter(|all| all.iter().all(|one| one.silent().is_empty())))
    }
}

impl<'c> Game<'c> {
    /// `None` where nothing is known of what somebody prefers, or options are no plans.
    ///
    /// # Errors
    /// [`SpaceError`].
    pub fn of(asking: &Asking<'_, '_>, conflict: &'c Conflict) -> Result<Option<Self>, SpaceError> {
        let seen = Seen::of(conflict);
        let Some(lowered) = seen.lowered(asking.reading)? else { return Ok(None) };
        let Some(first) = lowered.first() else { return Ok(None) };
        let (space, now) = (&first.input.space, first.input.status_quo);
        let views: Vec<Vec<Ranks>> = lowered.iter().map(|view| view.input.ranks()).collect();
        let game = |concept: Concept| Hypergame { space, views: views.clone(), start: now, concept };
        let expects = |play: &Play| play.expected.iter().all(|own| own.count() > 0);
        let concept = match game(Concept::Nash).play() {
            None => return Ok(None),
            Some(play) if expects(&play) => Concept::Nash,
            Some(_) => Concept::Seq,
        };
        let game = game(concept);
        let (Some(play), Some(truth)) = (game.play(), game.corrected().play()) else { return Ok(None) };
        let first_played = play.played.first().copied();
        let loss = |dm: usize| match (first_played, play.planned[dm].first()) {
            (Some(played), Some(planned)) => game.loss(dm, *planned, played),
            _ => 0,
        };
        Ok(Some(Self {
            conflict,
            names: first.input.decision_makers.clone(),
            labels: first.input.labels.clone(),
            concept,
            next: first_played.map(|state| game.next(state)).unwrap_or_default(),
            beliefs: beliefs(&game, &play),
            corrections: if space.states() <= SMALL { game.corrections() } else { Vec::new() },
            losses: (0..views.len()).map(loss).collect(),
            drawn: drawn(asking, &lowered, concept),
            play,
            truth,
        }))
    }

    /// Whether somebody meets what it did not expect, or nobody mistaken would have led elsewhere.
    pub fn matters(&self) -> bool {
        let unexpected = |own: &detente_conflict::Bits| self.play.played.iter().any(|state| !own.get(*state));
        self.play.expected.iter().any(unexpected) || self.play.played != self.truth.played
    }

    /// Decision makers who do not expect what is played first.
    pub fn surprised(&self) -> Vec<usize> {
        let Some(state) = self.play.played.first() else { return Vec::new() };
        (0..self.names.len()).filter(|dm| !self.play.expected[*dm].get(*state)).collect()
    }

    pub fn label(&self, state: usize) -> String {
        self.labels.get(state).cloned().unwrap_or_default()
    }
}

/// Every view of another's order that, put right as a whole, leads to something else than what is played.
fn beliefs(game: &Hypergame<'_>, play: &Play) -> Vec<Belief> {
    let all = (0..game.views.len()).flat_map(|holder| (0..game.views.len()).map(move |of| (holder, of)));
    let wrong = all.filter(|(holder, of)| game.views[*holder][*of] != game.views[*of][*of]);
    let right = wrong.filter_map(|(holder, of)| {
        let mut after = game.clone();
        after.views[holder][of] = game.views[of][of].clone();
        let then = after.play()?.played;
        let worth = Worth::of(&game.views[of][of], &play.played, &then);
        (then != play.played).then_some(Belief { holder, of, then, worth })
    });
    right.collect()
}

/// What is played in every draw; what is common to several views has the same draws in all.
fn drawn(asking: &Asking<'_, '_>, lowered: &[CaseConflict<'_>], concept: Concept) -> Drawn {
    let Some(first) = lowered.first() else { return Drawn::default() };
    let (space, start) = (&first.input.space, first.input.status_quo);
    let draws = (asking.options.draws.min(DRAWS) as usize).min(MOST_WORK / space.states().max(1)).max(1);
    let wanted = lowered.iter().flat_map(CaseConflict::quantities);
    let samples = Samples::draw(asking.reading, wanted, asking.options.seed, draws as u32, asking.samples);
    let lists: Vec<Vec<Listed<'_>>> =
        lowered.iter().map(|view| view.input.preferences.iter().map(Listed::of).collect()).collect();
    let counts: Vec<Counts<'_>> =
        lowered.iter().zip(&lists).map(|(view, lists)| Counts::new(view, lists, asking.options.seed)).collect();
    let ranks = |lists: &[Listed<'_>], counting: &Counting| -> Vec<Ranks> {
        let weights = |dm: usize| counting.weights.as_ref().map(|all| all[dm].as_slice());
        let own = |dm: usize| lists[dm].ranks(space.states(), &counting.parts[dm], weights(dm));
        (0..lists.len()).map(own).collect()
    };
    let one = |draw: usize| {
        let views = lists.iter().zip(&counts).map(|(lists, counts)| ranks(lists, &counts.drawn(&samples, draw)));
        let game = Hypergame { space, views: views.collect(), start, concept };
        Some((game.play()?, game.corrected().play()?))
    };
    let all: Vec<Option<(Play, Play)>> = (0..draws).into_par_iter().map(one).collect();
    let mut found = Drawn { surprised: vec![0; lowered.len()], ..Drawn::default() };
    for (play, truth) in all.into_iter().flatten() {
        found.draws += 1;
        found.differs += usize::from(play.played != truth.played);
        for (dm, own) in play.expected.iter().enumerate() {
            found.surprised[dm] += usize::from(play.played.iter().any(|state| !own.get(*state)));
        }
        *found.played.entry(play.played).or_insert(0) += 1;
    }
    found
}

/// What is played at the most likely values, as a text.
pub(crate) fn class(conflict: &Conflict, reading: &EffectiveCase<'_>) -> Option<String> {
    let seen = Seen::of(conflict);
    let Some(lowered) = seen.lowered(reading).ok()? else { return Some(format!("{}: not known", conflict.id)) };
    let first = lowered.first()?;
    let views = lowered.iter().map(|view| view.input.ranks()).collect();
    let game = Hypergame { space: &first.input.space, views, start: first.input.status_quo, concept: Concept::Nash };
    let label = |play: &Play| play.played.iter().map(|state| first.input.label(*state)).collect::<Vec<_>>();
    Some(format!("{}: {:?} {:?}", conflict.id, label(&game.play()?), label(&game.corrected().play()?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};

    use super::*;

    /// A takes B for a chicken; in truth B would rather have both stand firm.
    fn case(seen: &str) -> Case {
        let mut files = Files::default();
        files.insert(
            "case.toml",
            format!(
                "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n[conflict.firm]\nstatus_quo = \"00\"\n\
                 options = [{{ id = \"a\", owner = \"A\" }}, {{ id = \"b\", owner = \"B\" }}]\n\
                 [conflict.firm.preferences]\n\
                 A = [{{ states = [\"10\"] }}, {{ states = [\"00\"] }}, {{ states = [\"01\"] }}, {{ states = [\"11\"] }}]\n\
                 B = [{{ states = [\"01\"] }}, {{ states = [\"00\"] }}, {{ states = [\"11\"] }}, {{ states = [\"10\"] }}]\n{seen}"
            ),
        );
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        let loaded = load(&files);
        assert!(!loaded.findings.iter().any(|one| one.code == detente_case::codes::UNKNOWN_ACTOR));
        loaded.case
    }

    fn told(seen: &str) -> Option<String> {
        let case = case(seen);
        let reading = EffectiveCase::new(&case, None, &[]);
        class(&case.conflicts[0], &reading)
    }

    #[test]
    fn who_is_mistaken_for_another_gains_or_loses_by_it() {
        let own = vec![3, 2, 1, 0];
        assert_eq!(Worth::of(&own, &[0], &[1]), Worth::Gains);
        assert_eq!(Worth::of(&own, &[3], &[1, 2]), Worth::Loses);
        assert_eq!(Worth::of(&own, &[0, 3], &[1]), Worth::Nothing);
        assert_eq!(Worth::of(&own, &[], &[1]), Worth::Nothing);
    }

    #[test]
    fn a_belief_leads_where_nobody_wanted_to_go() {
        let seen = "[conflict.firm.seen]\n\
             \"A>B\" = [{ states = [\"01\"] }, { states = [\"00\"] }, { states = [\"10\"] }, { states = [\"11\"] }]\n";
        assert_eq!(told(seen).unwrap(), "firm: [\"11\"] [\"01\"]");
        assert_eq!(told("").unwrap(), "firm: [\"01\"] [\"01\"]");
        let of = |seen: &str, actor: &str| concerns(&case(seen).conflicts[0], &[actor.to_owned()]);
        assert_eq!((of(seen, "A"), of(seen, "B"), of(seen, "C"), of("", "A")), (true, true, false, false));
    }
}
