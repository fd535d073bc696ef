//! The answer in words: which outcomes hold and how often, what decides between several, who moves where the start does not last.

use detente_chance::Proportion;
use detente_conflict::Concept;
use detente_method::{Asking, Phrase, finding_of, names, numbers, say, states};
use detente_results::{
    Answer, AnswerFigure, BASELINE, EstimateField, FindingField, NumberFrom, Reason, ShareRow, Shown, Slot, Wording,
};

use super::held::{Held, Hold, Outcome};
use super::reasons::reasons;
use super::turns::turns;

/// Most outcomes of one sentence; others are counted.
const TOLD: usize = 3;
/// Most rows of the figure, and the least share of one.
const ROWS: usize = 8;
const LEAST: f64 = 0.05;

/// What is being told.
#[derive(Clone, Copy)]
pub(super) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    pub fn new(asking: &'t Asking<'a, 'c>) -> Self {
        Self { asking }
    }

    /// The whole answer.
    pub fn answer(self, found: &[Held<'_>]) -> Answer {
        let several = found.len() > 1;
        let named = |held: &Held<'_>, says: Wording| if several { self.of_conflict(held, says) } else { says };
        let mut answer = Answer { pattern: pattern(&found[0]).to_owned(), ..self.asking.blank() };
        // What holds in all of them is read as one.
        let heads = found.iter().map(|held| Phrase::wording(named(held, self.headline(held, several))));
        let all = heads.reduce(|all, next| all.then(Phrase::text(" ")).then(next)).unwrap_or_default();
        answer.verdict.push(say("{all}", &[("all", all)]));
        for held in found {
            answer.verdict.extend(self.beside(held, several).into_iter().map(|says| named(held, says)));
            let told = |reason: Reason| Reason { says: named(held, reason.says), ..reason };
            answer.because.extend(reasons(self, held).into_iter().map(told));
            answer.change_if.extend(turns(self, held).into_iter().map(told));
            answer.weak.extend(self.weak(held));
            let told = held.outcomes.iter().chain(held.rare.iter().take(TOLD));
            answer.findings.extend(told.map(|one| finding_of(BASELINE, &one.finding)));
        }
        answer.how_sure = found[0].outcomes.first().map(|one| say("{share}", &[("share", self.share(one))]));
        answer.figure = Some(self.figure(found));
        answer
    }

    /// What a conflict is called.
    fn title(self, held: &Held<'_>) -> Phrase {
        let conflict = &held.conflict.conflict;
        let slot = Slot::Named { what: "conflict".to_owned(), id: conflict.id.clone() };
        Phrase::named(names::conflict(self.asking.case, &conflict.id), slot)
    }

    /// A sentence about one of several conflicts, with its name before it.
    fn of_conflict(self, held: &Held<'_>, says: Wording) -> Wording {
        say("{title}: {says}", &[("title", self.title(held)), ("says", Phrase::wording(says))])
    }

    /// What is told beside the outcomes that hold.
    fn beside(self, held: &Held<'_>, several: bool) -> Vec<Wording> {
        let now = held.now().filter(|now| held.outcomes.iter().any(|one| one.state == *now));
        let mut found: Vec<Wording> = self.start(held).into_iter().chain(self.between(held)).collect();
        found.extend(now.filter(|_| in_short(held, several)).map(|now| {
            let whole = states::whole(self.asking.case, held.conflict.conflict, &held.label(now));
            say("What stands now: {whole}.", &[("whole", whole)])
        }));
        found.extend(self.doubt(held).filter(|_| !held.outcomes.is_empty()).map(|doubt| {
            say(
                "The draws carry the doubt about the order of preferences that the case assumes, {low} to {high}.",
                &doubt,
            )
        }));
        found
    }

    /// Which outcomes hold.
    fn headline(self, held: &Held<'_>, several: bool) -> Wording {
        let short = in_short(held, several);
        let of = |hold: Hold| held.outcomes.iter().filter(|one| one.hold == hold).collect::<Vec<_>>();
        let (alone, fear) = (of(Hold::Alone), of(Hold::Fear));
        let mut parts = Vec::new();
        match alone.as_slice() {
            [] => {}
            [one] => {
                parts.push(self.says("only one outcome holds even when nobody fears an answer: {all}", &[one], short));
            }
            all => parts.push(self.says("{count} outcomes hold even when nobody fears an answer: {all}", all, short)),
        }
        match (fear.as_slice(), alone.is_empty()) {
            ([], _) => {}
            ([one], true) => {
                parts.push(self.says(
                    "only one outcome holds, and only because each fears the answer: {all}",
                    &[one],
                    short,
                ));
            }
            (all, true) => {
                parts.push(self.says(
                    "{count} outcomes hold, and only because each fears the answer: {all}",
                    all,
                    short,
                ));
            }
            ([one], false) => {
                parts.push(self.says("because each fears the answer, another holds: {all}", &[one], short))
            }
            (all, false) => {
                parts.push(self.says("because each fears the answer, {count} more hold: {all}", all, short))
            }
        }
        if parts.is_empty() {
            return self.nothing(held);
        }
        let joined = parts.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        capital(say("{all}.", &[("all", joined.unwrap_or_default())]))
    }

    /// `{all}` with the outcomes and their shares.
    fn says(self, pattern: &str, all: &[&Outcome<'_>], short: bool) -> Wording {
        let told: Vec<Phrase> = all.iter().take(TOLD).map(|one| self.with_share(one, short)).collect();
        let mut list =
            told.into_iter().reduce(|all, next| all.then(Phrase::text("; or ")).then(next)).unwrap_or_default();
        let labels: Vec<&str> = all.iter().map(|one| one.finding.as_str()).collect();
        if let Some(others) = labels.get(TOLD..).filter(|others| !others.is_empty()) {
            list = list.then(Phrase::text("; and others: ")).then(Phrase::count(others));
        }
        say(pattern, &[("count", Phrase::count(&labels)), ("all", list)])
    }

    fn with_share(self, outcome: &Outcome<'_>, short: bool) -> Phrase {
        let Outcome { conflict, label, .. } = outcome;
        let of = if short { states::outcome_in_short } else { states::outcome };
        of(self.asking.case, conflict, label).then(Phrase::text(", ")).then(self.share(outcome))
    }

    fn outcome_of(self, outcome: &Outcome<'_>) -> Phrase {
        states::outcome(self.asking.case, outcome.conflict, &outcome.label)
    }

    pub fn share(self, outcome: &Outcome<'_>) -> Phrase {
        let Proportion { probability, draws, .. } = outcome.share;
        let from = NumberFrom::Finding {
            finding: outcome.finding.clone(),
            scenario: BASELINE.to_owned(),
            field: FindingField::Mean,
        };
        Phrase::share(probability, draws, from)
    }

    /// Ends of the doubt about orders, where there is one.
    fn doubt(self, held: &Held<'_>) -> Option<[(&'static str, Phrase); 2]> {
        let index = held.conflict.order_doubt?;
        let estimate = self.asking.reading.estimate(index);
        let path = self.asking.case.quantities.get(index).path.to_string();
        let told = |value: f64, field: EstimateField| {
            let from = NumberFrom::Quantity { path: path.clone(), field };
            Phrase::number(numbers::level(value, 1.0), value, from)
        };
        (estimate.high() > 0.0).then(|| {
            [("low", told(estimate.low(), EstimateField::Low)), ("high", told(estimate.high(), EstimateField::High))]
        })
    }

    /// Where nothing holds in most draws.
    fn nothing(self, held: &Held<'_>) -> Wording {
        let rare: Vec<&Outcome<'_>> = held.rare.iter().take(2).collect();
        if !rare.is_empty() {
            return capital(self.says("no outcome holds in most draws; the nearest to it: {all}.", &rare, false));
        }
        let leaves = held.now().and_then(|now| held.leaver(now).map(|(dm, to)| (now, dm, to)));
        match leaves {
            Some((now, dm, to)) => {
                let slots = [
                    ("who", self.asking.actor(held.name(dm))),
                    ("from", self.place(held, now)),
                    ("change", self.change(held, now, to)),
                ];
                say("Nothing holds: {who} would leave {from}, so that {change}.", &slots)
            }
            None => say("Nothing holds: from every outcome somebody gains by a move.", &[]),
        }
    }

    /// Who moves where the start does not last, and where that leads; a way that is not there.
    fn start(self, held: &Held<'_>) -> Option<Wording> {
        let now = held.now()?;
        if held.outcomes.is_empty() || held.outcomes.iter().any(|one| one.state == now) {
            return None;
        }
        let ends: Vec<&Outcome<'_>> = held.outcomes.iter().filter(|one| held.leads(now, one.state)).collect();
        let Some((dm, to)) = held.leaver(now) else {
            return Some(say("What stands now holds too at the most likely values, but not in most draws.", &[]));
        };
        // Where the first move itself leads to what holds, nothing more is told of the way.
        let end = ends.iter().find(|end| end.state == to).or(ends.first());
        let slots = [
            ("who", self.asking.actor(held.name(dm))),
            ("change", self.change(held, now, to)),
            ("end", end.map_or_else(Phrase::nothing, |end| self.place(held, end.state))),
        ];
        Some(match end.map(|end| end.state == to) {
            Some(true) => say("What stands now does not last: {who} gains by moving, so that {change}.", &slots),
            Some(false) => say(
                "What stands now does not last: {who} gains by moving, so that {change}; from there moves by which each gains lead to {end}.",
                &slots,
            ),
            None => say(
                "What stands now does not last, for {who} gains by moving, so that {change}; but no way by which each gains leads from now to what holds.",
                &slots,
            ),
        })
    }

    /// What decides between several that hold: the step that would lead from the first to the next, and whether all like one of them better.
    fn between(self, held: &Held<'_>) -> Option<Wording> {
        let alone: Vec<usize> =
            held.outcomes.iter().filter(|one| one.hold == Hold::Alone).map(|one| one.state).collect();
        let [a, b] = alone[..] else { return None };
        let (from, to) = if held.now() == Some(b) { (b, a) } else { (a, b) };
        let (who, first) = held.tipping(from, to)?;
        let worse = |one: usize, other: usize| held.ranks.iter().all(|ranks| ranks[one] < ranks[other]);
        let slots = [
            ("who", self.asking.actor(held.name(who))),
            ("from", self.place(held, from)),
            ("change", self.change(held, from, first)),
        ];
        let pattern = match (worse(to, from), worse(from, to)) {
            (true, _) => {
                "Between the outcomes that hold a single step at a loss decides: if {who} leaves {from}, so that {change}, the others follow to their own gain as far as the other outcome, which everybody likes less."
            }
            (_, true) => {
                "Between the outcomes that hold a single step at a loss decides: if {who} leaves {from}, so that {change}, the others follow to their own gain as far as the other outcome, which everybody likes better."
            }
            _ => {
                "Between the outcomes that hold a single step at a loss decides: if {who} leaves {from}, so that {change}, the others follow to their own gain as far as the other outcome."
            }
        };
        Some(say(pattern, &slots))
    }

    /// A state within a sentence: `what stands now`, `the outcome in which …`.
    pub fn place(self, held: &Held<'_>, state: usize) -> Phrase {
        let conflict = held.conflict.conflict;
        let label = held.label(state);
        if held.now() == Some(state) {
            return Phrase::named("what stands now", Slot::State { conflict: conflict.id.clone(), state: label });
        }
        if held.other() == Some(state) {
            return Phrase::named("the other outcome", Slot::State { conflict: conflict.id.clone(), state: label });
        }
        let told = match states::now(conflict) {
            Some(now) => states::change(self.asking.case, conflict, now, &label),
            None => states::outcome(self.asking.case, conflict, &label),
        };
        Phrase::text("the outcome in which ").then(told)
    }

    /// What is so in a state and was not in another.
    pub fn change(self, held: &Held<'_>, from: usize, to: usize) -> Phrase {
        states::change(self.asking.case, held.conflict.conflict, &held.label(from), &held.label(to))
    }

    fn weak(self, held: &Held<'_>) -> Vec<Wording> {
        let mut weak = Vec::new();
        let sure =
            |dm: usize| held.conflict.input.preferences[dm].statements().iter().all(|one| one.probability == 1.0);
        if self.doubt(held).is_none() && (0..held.ranks.len()).all(sure) {
            weak.push(say(
                "Nothing that they prefer is in doubt in this case, so that the draws do not tell how sure it is.",
                &[],
            ));
        }
        let differs = held.outcomes.iter().any(|one| !held.at_mode(one.hold.concept()).get(one.state));
        if differs {
            weak.push(say("At the most likely values other outcomes hold than in most draws.", &[]));
        }
        if held.found.equilibria(Concept::Seq).is_none() {
            weak.push(say("What holds out of fear is not known: moves and states are too many to follow.", &[]));
        }
        weak
    }

    fn figure(self, found: &[Held<'_>]) -> AnswerFigure {
        let all = found.iter().flat_map(|held| held.outcomes.iter().chain(&held.rare));
        let rows = all.filter(|one| one.share.probability >= LEAST).take(ROWS).map(|one| {
            let text = say("{it}", &[("it", self.outcome_of(one))]).text;
            let label = if one.hold == Hold::Fear { format!("{text} (for fear of the answer)") } else { text };
            ShareRow { label, share: one.share.probability, draws: one.share.draws }
        });
        let rows = rows.collect();
        AnswerFigure {
            caption: say("In what share of the draws each outcome holds.", &[]),
            shows: Shown::Shares { rows },
        }
    }
}

/// Whether what stands now is told in a sentence of its own: with several conflicts or many outcomes the verdict has no room for it.
fn in_short(held: &Held<'_>, several: bool) -> bool {
    several || held.outcomes.len() >= TOLD
}

/// The row of the table of verdicts.
fn pattern(held: &Held<'_>) -> &'static str {
    match held.outcomes.len() {
        0 => "eq.none",
        1 => "eq.one",
        _ => "eq.many",
    }
}

/// With a capital at the start, where that is a letter of a plain text or a count.
pub(super) fn capital(mut said: Wording) -> Wording {
    let upper = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
    };
    if let Some(first) = said.parts.first_mut() {
        first.text = upper(&first.text);
        said.text = said.parts.iter().map(|part| part.text.as_str()).collect();
    }
    said
}
