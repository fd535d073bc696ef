//! Ranks in words.

use detente_case::{Change, QuantityPath};
use detente_chance::Summary;
use detente_method::numbers::{self, FEW_DRAWS, STEP, change, fraction, level};
use detente_method::{Asking, Measures, Phrase, RunError, finding_of, names, say};
use detente_results::{
    Answer, AnswerFigure, Axis, BASELINE, EstimateField, IntervalRow, NumberFrom, Reason, Shown, Slot, Wording,
};

use crate::options::{Choice, Choices, Goal, LeftOut, NoLever, PUSH, causes, choices, mean};
use crate::ranking::{Headline, Standing, headline};

/// Effects nearer than this share of the goal's scale are equal.
const TOLERANCE: f64 = 1e-9;
/// Most options told with their worth.
const MOST: usize = 4;
/// Most claims of a reason.
const MOST_CLAIMS: usize = 4;

/// Which option does most.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let Some(goal) = Goal::of(asking) else {
        return Ok(
            asking.not_known(Phrase::text("the question does not begin with a quantity or a finding to be moved"))
        );
    };
    let Choices { choices, left_out } = choices(asking, &goal)?;
    let effects: Vec<Vec<f64>> = choices.iter().map(|choice| choice.effect.clone()).collect();
    let ranked = headline(&effects, TOLERANCE * goal.range, STEP * goal.range, FEW_DRAWS);
    let Some((headline, standings)) = ranked else {
        return Ok(asking.not_known(Phrase::text("none of what it names can be tried as a lever")));
    };
    let mut telling =
        Telling { asking, goal: &goal, choices: &choices, standings: &standings, measures: Measures::default() };
    let mut answer = asking.blank();
    answer.pattern = match headline {
        Headline::None => "rk.none",
        Headline::First(_) => "rk.first",
        Headline::Pair(..) => "rk.pair",
    }
    .to_owned();
    answer.verdict = vec![telling.verdict(&headline)];
    answer.verdict.extend(telling.others(&headline, &left_out));
    let first = telling.order()[0];
    answer.how_sure =
        Some(say("{name} is first {share}", &[("name", choices[first].name.clone()), ("share", telling.first(first))]));
    answer.because = telling.reasons(&left_out);
    answer.change_if = telling.change_if(&headline);
    answer.weak.extend(telling.weak());
    answer.figure = Some(telling.figure());
    if let Some(finding) = &goal.finding {
        answer.findings = vec![finding_of(BASELINE, finding)];
    }
    answer.claims = choices.iter().flat_map(|choice| choice.claims.iter().cloned()).collect();
    answer.claims.sort();
    answer.claims.dedup();
    telling.keep_wanted();
    answer.measures = telling.measures.0;
    Ok(answer)
}

/// An answer in the making.
struct Telling<'t, 'a, 'c> {
    asking: &'t Asking<'a, 'c>,
    goal: &'t Goal,
    choices: &'t [Choice],
    standings: &'t [Standing],
    measures: Measures,
}

impl Telling<'_, '_, '_> {
    /// Options, the most often first ahead; of equals the one that does more, then the one that stands first.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.standings.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.standings[*a], &self.standings[*b]);
            b.first.probability.total_cmp(&a.first.probability).then(b.worth.mean.total_cmp(&a.worth.mean))
        });
        order
    }

    /// Whether causes are ranked by what they hold back.
    fn of_causes(&self) -> bool {
        self.choices.iter().all(|choice| choice.cause.is_some())
    }

    fn verdict(&mut self, told: &Headline) -> Wording {
        let first = match told {
            Headline::None => self.order()[0],
            Headline::First(one) | Headline::Pair(one, _) => *one,
        };
        let second = if let Headline::Pair(_, other) = told { Some(*other) } else { None };
        let pattern = match (told, self.of_causes()) {
            (Headline::None, _) => {
                "None of these moves {goal} by more than a step of its scale; {first}, which does most, by {worth}."
            }
            (Headline::First(_), true) => {
                "What keeps {goal} {low} most is {first}: {part} of what its causes hold {held}; it is first {share}."
            }
            (Headline::First(_), false) => "{first} does most for {goal}: {worth}; it is first {share}.",
            (Headline::Pair(..), true) => {
                "What keeps {goal} {low} most is {first} or {second}: {first} is first {share}, {second} {other}."
            }
            (Headline::Pair(..), false) => {
                "{first} or {second} does most for {goal}: {first} is first {share} ({worth}), {second} {other} ({behind})."
            }
        };
        let slots = [
            ("goal", self.goal.name(self.asking)),
            ("low", Phrase::text(if self.goal.up { "down" } else { "up" })),
            ("held", Phrase::text(if self.goal.up { "back" } else { "up" })),
            ("first", self.choices[first].name.clone()),
            ("worth", self.worth(first)),
            ("share", self.first(first)),
            ("part", self.part(first)),
            ("second", second.map_or_else(Phrase::nothing, |place| self.choices[place].name.clone())),
            ("other", second.map_or_else(Phrase::nothing, |place| self.first(place))),
            ("behind", second.map_or_else(Phrase::nothing, |place| self.worth(place))),
        ];
        say(pattern, &slots)
    }

    /// The rest in order, and what is no lever.
    fn others(&mut self, told: &Headline, left_out: &[LeftOut]) -> Vec<Wording> {
        let told: Vec<usize> = match told {
            Headline::None => self.order().into_iter().take(1).collect(),
            Headline::First(one) => vec![*one],
            Headline::Pair(one, other) => vec![*one, *other],
        };
        let rest: Vec<usize> = self.order().into_iter().filter(|place| !told.contains(place)).take(MOST).collect();
        let least = TOLERANCE * self.goal.range;
        let worth = |place: &usize| self.standings[*place].worth.mean;
        let mut rest = rest;
        rest.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        let (none, rest): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|place| worth(place).abs() < least);
        let (some, wrong): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|place| worth(place) > 0.0);
        let clause = |telling: &mut Self, place: usize| {
            let worth = telling.worth(place);
            telling.choices[place].name.clone().then(Phrase::text(" (")).then(worth).then(Phrase::text(")"))
        };
        let mut clauses = Vec::new();
        if !some.is_empty() {
            let some = some.into_iter().map(|place| clause(self, place)).collect();
            clauses.push(Phrase::text("Next: ").then(Phrase::list(some)));
        }
        if !wrong.is_empty() {
            let verb = if wrong.len() == 1 { " works the other way" } else { " work the other way" };
            let wrong = wrong.into_iter().map(|place| clause(self, place)).collect();
            clauses.push(Phrase::list(wrong).then(Phrase::text(verb)));
        }
        for choice in self.choices.iter().filter(|choice| !choice.folded.is_empty()) {
            let verb = if choice.folded.len() == 1 { " moves the same as " } else { " move the same as " };
            let same = Phrase::list(choice.folded.clone()).then(Phrase::text(verb)).then(choice.name.clone());
            clauses.push(same.then(Phrase::text(", and less")));
        }
        if !none.is_empty() {
            let names = none.iter().map(|place| self.choices[*place].name.clone()).collect();
            let verb = if none.len() == 1 { " does nothing for it" } else { " do nothing for it" };
            clauses.push(Phrase::list(names).then(Phrase::text(verb)));
        }
        for (why, one, several) in [
            (NoLever::SetsGoal, " sets it by hand and is no lever", " set it by hand and are no levers"),
            (
                NoLever::NoWay,
                " does not act on it by a link and is no lever",
                " do not act on it by a link and are no levers",
            ),
            (NoLever::Fixed, " can be moved by nobody and is no lever", " can be moved by nobody and are no levers"),
        ] {
            let names: Vec<Phrase> = left_out.iter().filter(|out| out.why == why).map(|out| out.name.clone()).collect();
            let verb = if names.len() == 1 { one } else { several };
            clauses.extend((!names.is_empty()).then(|| Phrase::list(names).then(Phrase::text(verb))));
        }
        let all = clauses.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        all.map(|all| say("{all}.", &[("all", all)])).into_iter().collect()
    }

    /// What an option is worth, in units of the goal and with the sign of the goal.
    fn worth(&mut self, place: usize) -> Phrase {
        let sign = if self.goal.up { 1.0 } else { -1.0 };
        let value = sign * self.standings[place].worth.mean;
        let key = format!("worth.{}", self.choices[place].key);
        self.measures.number(&key, "mean effect on what is to be moved", value, change(value, self.goal.range))
    }

    /// How often an option is first.
    fn first(&mut self, place: usize) -> Phrase {
        let found = self.standings[place].first;
        let key = format!("first.{}", self.choices[place].key);
        self.measures.share(&key, "share of draws in which it is first", found.probability, found.draws)
    }

    /// Keeps how often options are first that are asked for, `first.ID`.
    fn keep_wanted(&mut self) {
        let wanted = self.asking.wanted();
        let places: Vec<usize> = (0..self.choices.len()).collect();
        for place in
            places.into_iter().filter(|place| wanted.contains(format!("first.{}", self.choices[*place].key).as_str()))
        {
            self.first(place);
        }
    }

    /// Its part of what all options are worth together.
    fn part(&mut self, place: usize) -> Phrase {
        let all: f64 = self.standings.iter().map(|one| one.worth.mean.max(0.0)).sum();
        let value = if all > 0.0 { self.standings[place].worth.mean / all } else { 0.0 };
        let key = format!("part.{}", self.choices[place].key);
        self.measures.number(&key, "part of what all causes hold back", value, fraction(value))
    }

    fn reasons(&mut self, left_out: &[LeftOut]) -> Vec<Reason> {
        let order = self.order();
        let mut found: Vec<Reason> = order.iter().take(MOST).map(|place| self.reason(*place)).collect();
        if let [first, second, ..] = order.as_slice()
            && self.standings[*second].worth.mean > 0.0
        {
            found.truncate(MOST - 1);
            found.push(self.regrets(*first, *second));
        }
        found.extend(self.by_cost());
        found.extend(self.room());
        found.extend(left_out.iter().filter_map(|one| self.without_goal(one)));
        found.truncate(5);
        found
    }

    /// An option with its worth, and from what to what it lies.
    fn reason(&mut self, place: usize) -> Reason {
        let choice = &self.choices[place];
        let sign = if self.goal.up { 1.0 } else { -1.0 };
        let mut ends = numbers::ends(&self.standings[place].worth).map(|end| sign * end);
        ends.sort_by(f64::total_cmp);
        let mut end = |which: &str, value: f64| {
            let key = format!("{which}.{}", choice.key);
            self.measures.number(
                &key,
                "end of the effect: nine draws in ten lie between the ends",
                value,
                change(value, self.goal.range),
            )
        };
        let (low, high) = (end("least", ends[0]), end("most", ends[1]));
        let mut slots = vec![("name", choice.name.clone()), ("low", low), ("high", high), ("worth", self.worth(place))];
        slots.push(("goal", self.goal.name(self.asking)));
        let pattern = match &choice.cause {
            Some(cause) => {
                let carried = cause.mode;
                let value = cause.range.0 + carried.above * (cause.range.1 - cause.range.0);
                let estimate =
                    |path: &QuantityPath| NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode };
                slots.push(("gain", Phrase::number(change(carried.gain, 1.0), carried.gain, estimate(&cause.path))));
                slots.push((
                    "level",
                    Phrase::number(level(value, cause.range.1 - cause.range.0), value, estimate(&cause.from)),
                ));
                "{name} stands at {level} and acts with a gain of {gain}: where it helps most it would move {goal} by {worth} ({low} to {high})."
            }
            None if self.standings[place].worth.mean == 0.0 => "{name} does not move {goal}.",
            None => "{name} moves {goal} by {worth} ({low} to {high}).",
        };
        let claims = choice.claims.iter().take(MOST_CLAIMS).cloned().collect();
        Reason { says: say(pattern, &slots), claims, changes: choice.changes.clone() }
    }

    /// How far the first stays behind where it is not first.
    fn regrets(&mut self, first: usize, second: usize) -> Reason {
        let mut regret = |place: usize| {
            let value = self.standings[place].regret;
            let key = format!("regret.{}", self.choices[place].key);
            self.measures.number(&key, "mean of what it stays behind the best", value, level(value, self.goal.range))
        };
        let slots = [
            ("first", self.choices[first].name.clone()),
            ("second", self.choices[second].name.clone()),
            ("own", regret(first)),
            ("other", regret(second)),
        ];
        Reason {
            says: say(
                "On the mean of the draws {first} stays {own} behind the best of them, {second} {other}.",
                &slots,
            ),
            ..Reason::default()
        }
    }

    /// What options do for a unit of cost, where costs are coded for several.
    fn by_cost(&mut self) -> Option<Reason> {
        let per = |place: usize| Some((place, self.standings[place].worth.mean / self.choices[place].cost?));
        let mut all: Vec<(usize, f64)> = (0..self.choices.len()).filter_map(per).collect();
        all.retain(|(_, per)| *per > 0.0);
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let sign = if self.goal.up { 1.0 } else { -1.0 };
        let told = all.iter().take(MOST).map(|(place, per)| {
            let choice = &self.choices[*place];
            let text = change(sign * per, self.goal.range);
            let label = "mean effect for a unit of cost";
            let number = self.measures.number(&format!("per-cost.{}", choice.key), label, sign * per, text);
            choice.name.clone().then(Phrase::text(" (")).then(number).then(Phrase::text(")"))
        });
        let told = Phrase::list(told.collect());
        (all.len() > 1).then(|| Reason {
            says: say("For a unit of cost the order is {told}.", &[("told", told)]),
            ..Reason::default()
        })
    }

    /// What the causes of the goal have left to give, where other options were ranked.
    fn room(&mut self) -> Option<Reason> {
        if self.of_causes() {
            return None;
        }
        let held = causes(self.asking, self.goal);
        let most =
            held.iter().reduce(|best, next| if mean(&next.effect) > mean(&best.effect) { next } else { best })?;
        let value = most.cause.as_ref()?.mode.holds_back(self.goal.up)
            * self.goal.range
            * if self.goal.up { 1.0 } else { -1.0 };
        let names: Vec<&str> = held.iter().map(|choice| choice.key.as_str()).collect();
        let slots = [
            ("count", Phrase::count(&names)),
            ("links", Phrase::text(if names.len() == 1 { "link leads" } else { "links lead" })),
            ("goal", self.goal.name(self.asking)),
            ("cause", most.name.clone()),
            (
                "worth",
                self.measures.number(
                    "room",
                    "effect of the strongest cause at the end of its scale",
                    value,
                    change(value, self.goal.range),
                ),
            ),
        ];
        let says = say(
            "In the case {count} {links} to {goal}; most room is left in {cause}, which at the end of its scale would move it by {worth}.",
            &slots,
        );
        Some(Reason { says, claims: most.claims.iter().take(MOST_CLAIMS).cloned().collect(), changes: Vec::new() })
    }

    /// What an option that sets the goal does without that.
    fn without_goal(&mut self, one: &LeftOut) -> Option<Reason> {
        let value = one.without? * if self.goal.up { 1.0 } else { -1.0 };
        let key = format!("without-goal.{}", one.key);
        let slots = [
            ("name", one.name.clone()),
            ("goal", self.goal.name(self.asking)),
            (
                "worth",
                self.measures.number(
                    &key,
                    "effect of the option without the goal's own number",
                    value,
                    change(value, self.goal.range),
                ),
            ),
        ];
        Some(Reason {
            says: say("{name} sets {goal} itself; what else it changes moves it by {worth}.", &slots),
            ..Reason::default()
        })
    }

    /// The gain at which the second cause would hold back as much as the first, or what the first must lose.
    fn change_if(&mut self, told: &Headline) -> Vec<Reason> {
        let order = self.order();
        let (Some(first), Some(second)) = (order.first(), order.get(1)) else { return Vec::new() };
        if matches!(told, Headline::None) {
            return Vec::new();
        }
        let (most, next) = (&self.choices[*first], &self.choices[*second]);
        let Some((cause, other)) = most.cause.as_ref().zip(next.cause.as_ref()) else {
            let value = self.standings[*second].worth.mean;
            let slots = [
                ("first", most.name.clone()),
                ("second", next.name.clone()),
                ("goal", self.goal.name(self.asking)),
                (
                    "worth",
                    self.measures.number(
                        "enough-to-lose",
                        "effect at which the second does as much",
                        value,
                        change(if self.goal.up { value } else { -value }, self.goal.range),
                    ),
                ),
            ];
            return vec![Reason {
                says: say("{second} would do as much if {first} moved {goal} by no more than {worth}.", &slots),
                ..Reason::default()
            }];
        };
        let (own, theirs) = (cause.mode.holds_back(self.goal.up), other.mode.holds_back(self.goal.up));
        let gain = cause.mode.gain * theirs / own;
        if !gain.is_finite() || (gain - cause.mode.gain).abs() < 1e-9 {
            return Vec::new();
        }
        let now = NumberFrom::Quantity { path: cause.path.to_string(), field: EstimateField::Mode };
        let slots = [
            ("second", next.name.clone()),
            (
                "link",
                Phrase::named(
                    names::quantity(self.asking.case, &cause.path),
                    Slot::Quantity { path: cause.path.to_string() },
                ),
            ),
            (
                "then",
                self.measures.number(
                    "turning-gain",
                    "gain at which the second holds back as much",
                    gain,
                    level(gain, 1.0),
                ),
            ),
            ("now", Phrase::number(level(cause.mode.gain, 1.0), cause.mode.gain, now)),
        ];
        let says = say("{second} would count as much if {link} had a gain of {then}, in place of {now}.", &slots);
        let changes = vec![Change::Shift { path: cause.path.clone(), by: gain - cause.mode.gain }.to_string()];
        vec![Reason { says, changes, claims: most.claims.iter().take(MOST_CLAIMS).cloned().collect() }]
    }

    /// What a ranking of this kind does not see.
    fn weak(&mut self) -> Vec<Wording> {
        if self.of_causes() {
            return vec![say(
                "Only causes that have a link to it are ranked; the gains are judgements in steps, so that their order is mostly that of today's levels.",
                &[],
            )];
        }
        let pushed = self.choices.iter().any(|choice| choice.changes.len() == 1 && choice.claims.is_empty());
        let part = Phrase::number(fraction(PUSH), PUSH, NumberFrom::Threshold { name: "push".to_owned() });
        let told = say(
            "Quantities and ties are each moved by {part} of their scale, whatever that would cost.",
            &[("part", part)],
        );
        if pushed { vec![told] } else { Vec::new() }
    }

    fn figure(&self) -> AnswerFigure {
        let sign = if self.goal.up { 1.0 } else { -1.0 };
        let row = |place: usize| {
            let worth: &Summary = &self.standings[place].worth;
            let mut ends = numbers::ends(worth).map(|end| sign * end);
            ends.sort_by(f64::total_cmp);
            let label = say("{name}", &[("name", self.choices[place].name.clone())]).text;
            IntervalRow { label, low: ends[0], middle: sign * worth.p50, high: ends[1], was: Some(0.0) }
        };
        let rows: Vec<IntervalRow> = self.order().into_iter().map(row).collect();
        let most = rows
            .iter()
            .flat_map(|row| [row.low, row.high])
            .fold(STEP * self.goal.range, |most: f64, end| most.max(end.abs()));
        let axis = Axis { least: -most, least_means: "falls".to_owned(), most, most_means: "rises".to_owned() };
        let caption = say(
            "What each would do to {goal}; {most} lie on the line.",
            &[
                ("goal", self.goal.name(self.asking)),
                ("most", numbers_of_draws(self.standings.first().map_or(0, |one| one.worth.defined))),
            ],
        );
        AnswerFigure { caption, shows: Shown::Intervals { axis, rows } }
    }
}

/// `nine draws in ten`, as a slot.
fn numbers_of_draws(draws: usize) -> Phrase {
    Phrase::number(numbers::how_many(draws), draws as f64, NumberFrom::Threshold { name: "interval".to_owned() })
}
