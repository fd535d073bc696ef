//! Loops in words.

use detente_case::{About, Change, QuantityPath, Shape};
use detente_chance::Estimate;
use detente_dynamics::{Loop, MOST_CUT, Pace};
use detente_method::numbers::{fraction, level, spelled};
use detente_method::{Asking, GroundedChange, Measures, Phrase, RunError, names, periods, say};
use detente_results::{Answer, AnswerFigure, Axis, EstimateField, LineRow, NumberFrom, Reason, Shown, Slot, Wording};

use crate::rounds::{Fate, Rounds, SPAN, fate};
use crate::watched::quantity_named;

/// Growth without a link that is less than this is none.
const NOTHING: f64 = 1e-9;
/// Rounds that the figure shows.
const SHOWN: f64 = 2.0;
/// Most cuts that are named.
const MOST_SETS: usize = 3;
/// Most claims of a reason.
const MOST_CLAIMS: usize = 6;

/// Whether it feeds itself, and what breaks it.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let subject = asking.about().into_iter().find_map(|one| match one {
        About::Quantity(path) => Some(path),
        _ => None,
    });
    let Some(subject) = subject else {
        return Ok(asking.not_known(Phrase::text("the question names no quantity")));
    };
    let Some(rounds) = Rounds::of(asking, &subject) else {
        let name = quantity_named(asking, &subject);
        return Ok(asking.not_known(Phrase::text("no chain of its links leads back to ").then(name)));
    };
    let first = rounds.loops[0].clone();
    let (breaking, measures) = (rounds.breaking(), Measures::default());
    let most = if breaking.is_empty() { rounds.does_most().into_iter().collect() } else { Vec::new() };
    let mut telling = Telling { asking, rounds: &rounds, subject: &subject, first: &first, breaking, most, measures };
    let mut answer = asking.blank();
    let fate = fate(&rounds.drawn.grows[0]);
    answer.pattern = match fate {
        Fate::Damps => "lp.damp",
        Fate::Grows => "lp.grow",
        Fate::Open => "lp.open",
    }
    .to_owned();
    answer.verdict = vec![telling.verdict(fate)?];
    answer.verdict.extend(telling.cut_by(fate));
    let span = telling.span(fate);
    answer.how_sure = Some(telling.share_growing(0, "it grows {share}"));
    answer.hangs_on = Some(say("how large the gains are", &[]));
    answer.because = vec![Reason { says: span, ..Reason::default() }, telling.way(), telling.over_draws()];
    answer.because.extend(telling.together());
    answer.because.extend(telling.pushed()?);
    answer.because.extend(telling.breaks());
    answer.change_if = telling.turns();
    answer.figure = Some(telling.figure());
    answer.claims = telling.claims(&first.edges, usize::MAX);
    answer.measures = telling.measures.0;
    Ok(answer)
}

/// An answer in the making.
struct Telling<'t, 'a, 'c> {
    asking: &'t Asking<'a, 'c>,
    rounds: &'t Rounds,
    subject: &'t QuantityPath,
    first: &'t Loop,
    /// The smallest sets of links that break it.
    breaking: Vec<Vec<usize>>,
    /// The link that does most where none does.
    most: Vec<usize>,
    measures: Measures,
}

impl Telling<'_, '_, '_> {
    fn verdict(&mut self, fate: Fate) -> Result<Wording, RunError> {
        let pattern = match (fate, self.first.gain > 0.0) {
            (Fate::Damps, true) => "It dies away: of a push on {subject} {left} comes back after one round ({time}).",
            (Fate::Damps, false) => {
                "It dies away: {left} of a push on {subject} comes back against it after one round ({time})."
            }
            (Fate::Grows, _) => {
                "It feeds itself{doubling}, until the ends of the scales bend it{top}; {cut} would end it."
            }
            (Fate::Open, _) => {
                "It may grow or die away: it grows {share}, and {left} of a push on {subject} comes back after one round ({time})."
            }
        };
        let top = if fate == Fate::Grows { self.top()? } else { Phrase::nothing() };
        let slots = [
            ("subject", quantity_named(self.asking, self.subject)),
            (
                "left",
                self.measures.number(
                    "gain",
                    "product of the gains once round",
                    self.first.gain,
                    fraction(self.first.gain.abs()),
                ),
            ),
            ("time", self.time()),
            ("doubling", self.doubling()),
            ("top", top),
            ("cut", self.end()),
            ("share", self.grows_in(0)),
        ];
        Ok(say(pattern, &slots))
    }

    /// What would end it.
    fn end(&self) -> Phrase {
        if self.breaking.is_empty() {
            return Phrase::text("no cut of up to ").then(Self::most_cut()).then(Phrase::text(" links"));
        }
        self.links(&self.breaking)
    }

    /// Periods once round.
    fn time(&mut self) -> Phrase {
        let from = self.measures.keep("round", "periods once round", self.first.lag);
        periods(self.first.lag, self.asking.case.settings.period, from)
    }

    fn doubling(&mut self) -> Phrase {
        match Pace::of(self.rounds.growth) {
            Pace::Doubles(time) => {
                let from = self.measures.keep("doubling", "periods in which a push doubles", time);
                Phrase::text(", doubling in ").then(periods(time, self.asking.case.settings.period, from))
            }
            _ => Phrase::nothing(),
        }
    }

    /// `, at .9 by the horizon`: what a push of a tenth of the scale has come to.
    fn top(&mut self) -> Result<Phrase, RunError> {
        let Some(index) = self.asking.reading.find(self.subject) else { return Ok(Phrase::nothing()) };
        let (low, high) = self.asking.case.quantities.get(index).range;
        let push = Change::Shift { path: self.subject.clone(), by: 0.1 * (high - low) };
        let (reading, _) = self.asking.again.settled(&[GroundedChange::from(push)], 1)?;
        let Some(then) = reading.find(self.subject) else { return Ok(Phrase::nothing()) };
        let value = reading.estimate(then).mode();
        let number = self.measures.number(
            "top",
            "level at the horizon after a push of a tenth of the scale",
            value,
            level(value, high - low),
        );
        Ok(Phrase::text(", at ").then(number).then(Phrase::text(" by the horizon after a small push")))
    }

    fn grows_in(&mut self, which: usize) -> Phrase {
        let found = self.rounds.drawn.grows[which];
        let key = ["grows", "grows-half", "grows-twice"][which];
        self.measures.share(key, "share of draws in which a push grows", found.probability, found.draws)
    }

    fn share_growing(&mut self, which: usize, pattern: &str) -> Wording {
        say(pattern, &[("share", self.grows_in(which))])
    }

    /// What other gains would make of it.
    fn span(&mut self, told: Fate) -> Wording {
        let [_, half, twice] = self.rounds.drawn.grows;
        let times = |words: &str, value: f64| {
            Phrase::number(words, value, NumberFrom::Threshold { name: "span-of-gains".to_owned() })
        };
        let holds = fate(&half) == told && fate(&twice) == told;
        let slots = [
            ("half", times("half", 1.0 / SPAN)),
            ("twice", times("twice", SPAN)),
            ("less", self.grows_in(1)),
            ("more", self.grows_in(2)),
        ];
        let pattern = match (holds, told) {
            (true, _) => "The same holds with all gains {half} or {twice} as large.",
            (_, Fate::Damps) => {
                "That it dies away is a matter of the sizes that the coder judged: with all gains {twice} as large it would grow {more}."
            }
            (_, Fate::Grows) => {
                "That it grows is a matter of the sizes that the coder judged: with all gains {half} as large it would grow {less}."
            }
            (_, Fate::Open) => "With all gains {half} as large it would grow {less}, with {twice} as large {more}.",
        };
        say(pattern, &slots)
    }

    /// The strongest loop, link by link.
    fn way(&mut self) -> Reason {
        let edges = self.first.edges.clone();
        let mut clauses = Vec::new();
        for (step, (edge, vertex)) in edges.iter().zip(&self.first.vertices).enumerate() {
            let next = self.first.vertices[(step + 1) % self.first.vertices.len()];
            let Some((from, to)) =
                self.rounds.quantity(self.asking, *vertex).zip(self.rounds.quantity(self.asking, next))
            else {
                continue;
            };
            let link = self.rounds.link_of_map(*edge);
            let gain = self.rounds.inside(*edge).map_or(0.0, |place| self.rounds.part.edges()[place].gain);
            let number = NumberFrom::Quantity { path: link.path.to_string(), field: EstimateField::Mode };
            let slots = [
                ("from", if step == 0 { quantity_named(self.asking, &from) } else { Phrase::text("which") }),
                ("way", Phrase::text(if gain > 0.0 { "raises" } else { "lowers" })),
                ("to", quantity_named(self.asking, &to)),
                ("gain", Phrase::number(level(gain, 1.0), gain, number)),
            ];
            clauses.push(Phrase::wording(say("{from} {way} {to} (gain {gain})", &slots)));
        }
        let chain = clauses.into_iter().reduce(|all, next| all.then(Phrase::text(", ")).then(next)).unwrap_or_default();
        let slots = [("chain", chain), ("time", self.time())];
        Reason {
            says: say("{chain}; once round takes {time}.", &slots),
            claims: self.claims(&edges, MOST_CLAIMS),
            changes: Vec::new(),
        }
    }

    fn over_draws(&mut self) -> Reason {
        let [low, high] = detente_method::numbers::ends(&self.rounds.drawn.gain);
        let draws = self.rounds.drawn.gain.defined;
        let end = |telling: &mut Self, name: &str, value: f64| {
            telling.measures.number(name, "product of the gains once round over the draws", value, level(value, 1.0))
        };
        let slots = [
            ("low", end(self, "gain-low", low)),
            ("high", end(self, "gain-high", high)),
            (
                "how",
                Phrase::number(
                    detente_method::numbers::how_many(draws),
                    draws as f64,
                    NumberFrom::Threshold { name: "interval".to_owned() },
                ),
            ),
            ("share", self.grows_in(0)),
        ];
        Reason {
            says: say("Once round it comes to {low} to {high} in {how}; it grows {share}.", &slots),
            ..Reason::default()
        }
    }

    /// Several loops turn together.
    fn together(&mut self) -> Option<Reason> {
        let others: Vec<String> = (1..self.rounds.loops.len()).map(|place| place.to_string()).collect();
        let after = libm::pow(self.rounds.growth, self.first.lag);
        // A half-life shorter than a round is an envelope, and no experience.
        let half = match Pace::of(self.rounds.growth) {
            Pace::Halves(half) if half >= self.first.lag => {
                let from = self.measures.keep("half-life", "periods after which half is left", half);
                let part = Phrase::number("half", 0.5, NumberFrom::Threshold { name: "half-life".to_owned() });
                Phrase::text("; ").then(part).then(Phrase::text(" of it after ")).then(periods(
                    half,
                    self.asking.case.settings.period,
                    from,
                ))
            }
            _ => Phrase::nothing(),
        };
        let slots = [
            ("others", Phrase::count(&others)),
            ("loops", Phrase::text(if others.len() == 1 { "other loop runs" } else { "other loops run" })),
            ("subject", quantity_named(self.asking, self.subject)),
            (
                "left",
                self.measures.number(
                    "left-together",
                    "share of a push left after the time of a round, all loops together",
                    after,
                    fraction(after),
                ),
            ),
            ("half", half),
        ];
        let says = say(
            "Beside it {others} {loops} through {subject}; in the long run, all together, {left} is left after the time of one round{half}.",
            &slots,
        );
        (!others.is_empty()).then(|| Reason { says, ..Reason::default() })
    }

    /// What moves most round the loop were the subject at the top of its scale.
    fn pushed(&mut self) -> Result<Option<Reason>, RunError> {
        let Some(index) = self.asking.reading.find(self.subject) else { return Ok(None) };
        let top = self.asking.case.quantities.get(index).range.1;
        let Ok(estimate) = Estimate::new(top, top, top, Shape::Pert) else { return Ok(None) };
        let change = Change::Set { path: self.subject.clone(), estimate };
        let (reading, _) = self.asking.again.settled(&[GroundedChange::from(change.clone())], 1)?;
        let moved = |index: usize| {
            let quantity = self.asking.case.quantities.get(index);
            let (was, is) = (self.asking.reading.estimate(index).mode(), reading.estimate(index).mode());
            let width = quantity.range.1 - quantity.range.0;
            (quantity, was, is, if width > 0.0 { (is - was).abs() / width } else { 0.0 })
        };
        let others = self.rounds.members().into_iter().filter(|member| *member != index);
        let most = others.map(moved).reduce(|best, next| if next.3 > best.3 { next } else { best });
        let Some((quantity, was, is, _)) = most.filter(|most| most.3 > 0.0) else { return Ok(None) };
        let width = quantity.range.1 - quantity.range.0;
        let slots = [
            ("subject", quantity_named(self.asking, self.subject)),
            ("other", quantity_named(self.asking, &quantity.path)),
            ("was", self.measures.number("before-top", "level at the most likely values", was, level(was, width))),
            (
                "is",
                self.measures.number(
                    "with-top",
                    "level at the horizon with the subject at the top of its scale",
                    is,
                    level(is, width),
                ),
            ),
        ];
        let says = say(
            "With {subject} at the top of its scale, {other} would go from {was} to {is}: a step, whatever comes back.",
            &slots,
        );
        Ok(Some(Reason { says, changes: vec![change.to_string()], ..Reason::default() }))
    }

    /// `cutting A or B`, `cutting A together with B`.
    fn links(&self, sets: &[Vec<usize>]) -> Phrase {
        let named = |place: &usize| self.link_named(&self.rounds.link(*place).path);
        let one = |set: &Vec<usize>| {
            let all = set.iter().map(named).reduce(|all, next| all.then(Phrase::text(" together with ")).then(next));
            all.unwrap_or_default()
        };
        // Of sets of several links the first alone.
        let most = if sets.first().is_some_and(|set| set.len() > 1) { 1 } else { MOST_SETS };
        let told = sets.iter().take(most).map(one);
        let or = told.reduce(|all, next| all.then(Phrase::text(" or ")).then(next));
        Phrase::text("cutting ").then(or.unwrap_or_default())
    }

    /// `, and so do three other sets of as many`.
    fn as_well(&self) -> Phrase {
        let others: Vec<String> = (1..self.breaking.len()).map(|place| place.to_string()).collect();
        let (verb, sets) =
            if others.len() == 1 { (", and so does ", " other set") } else { (", and so do ", " other sets") };
        if others.is_empty() {
            return Phrase::nothing();
        }
        Phrase::text(verb).then(Phrase::count(&others)).then(Phrase::text(format!("{sets} of as many")))
    }

    /// Up to how many links are cut together.
    fn most_cut() -> Phrase {
        let from = NumberFrom::Threshold { name: "links-cut-together".to_owned() };
        Phrase::number(spelled(MOST_CUT), MOST_CUT as f64, from)
    }

    fn link_named(&self, path: &QuantityPath) -> Phrase {
        Phrase::named(names::quantity(self.asking.case, path), Slot::Quantity { path: path.to_string() })
    }

    /// What would break it, as a sentence of the verdict.
    fn cut_by(&self, fate: Fate) -> Option<Wording> {
        let does_most = self.links(std::slice::from_ref(&self.most));
        let slots = [
            ("cuts", self.links(&self.breaking)),
            ("most", Self::most_cut()),
            ("does", does_most),
            ("so", self.as_well()),
        ];
        let pattern = match self.breaking.first().map(Vec::len) {
            None => "No cut of up to {most} links breaks it; {does} does most.",
            Some(1) => "What breaks it is {cuts}.",
            Some(_) => "No link alone breaks it; {cuts} does{so}.",
        };
        (fate != Fate::Grows).then(|| say(pattern, &slots))
    }

    /// Which links break it, and what is left then.
    fn breaks(&mut self) -> Option<Reason> {
        let first = self.breaking.first().unwrap_or(&self.most).clone();
        if first.is_empty() {
            return None;
        }
        let sets = if self.breaking.is_empty() { vec![first.clone()] } else { self.breaking.clone() };
        let least = self.rounds.without(&first);
        let together: Vec<usize> = sets.concat();
        let own = self.first.edges.iter().filter_map(|edge| self.rounds.inside(*edge));
        let rest: Vec<Vec<usize>> = own.filter(|place| !together.contains(place)).map(|place| vec![place]).collect();
        let left = if least < NOTHING {
            Phrase::text("then nothing goes round any more")
        } else {
            let after = libm::pow(least, self.first.lag);
            let number = self.measures.number(
                "left-without",
                "share of a push left after the time of a round without the first of these cuts",
                after,
                fraction(after),
            );
            Phrase::text("then ").then(number).then(Phrase::text(" is left after the time of one round"))
        };
        let also = if rest.is_empty() {
            Phrase::nothing()
        } else {
            Phrase::text("; ").then(self.links(&rest)).then(Phrase::text(" ends the strongest loop and leaves others"))
        };
        let slots = [("cuts", self.links(&sets)), ("left", left), ("also", also), ("so", self.as_well())];
        let mut claims: Vec<String> =
            first.iter().flat_map(|place| self.rounds.link(*place).claims.iter().cloned()).collect();
        claims.dedup();
        claims.truncate(MOST_CLAIMS);
        let cut = |place: &usize| Change::Cut { path: self.rounds.link(*place).path.clone() }.to_string();
        let pattern = match first.len() {
            _ if self.breaking.is_empty() => "{cuts} does most: {left}.",
            1 => "What breaks it is {cuts}: {left}{also}.",
            _ => "No link alone breaks it; {cuts} does{so}: {left}{also}.",
        };
        Some(Reason { says: say(pattern, &slots), claims, changes: first.iter().map(cut).collect() })
    }

    /// At which gains it turns.
    fn turns(&mut self) -> Vec<Reason> {
        let mut found = Vec::new();
        if let Some(by) = self.rounds.part.turning() {
            let grows = self.rounds.growth < 1.0;
            let pattern = if grows {
                "It would feed itself with all its gains {by} times as large."
            } else {
                "It would die away with all its gains {by} times as large."
            };
            let slots =
                [("by", self.measures.number("turning", "factor of all gains at which it turns", by, level(by, 1.0)))];
            found.push(Reason { says: say(pattern, &slots), ..Reason::default() });
        }
        let own: Vec<usize> = self.first.edges.iter().filter_map(|edge| self.rounds.inside(*edge)).collect();
        let single = own.iter().filter_map(|place| {
            let by = self.rounds.part.turning_of(*place)?;
            let gain = self.rounds.part.edges()[*place].gain;
            (gain * by).abs().le(&1.0).then_some((*place, gain, by))
        });
        let nearest = single.min_by(|a, b| a.2.max(1.0 / a.2).total_cmp(&b.2.max(1.0 / b.2)));
        match nearest {
            Some((place, gain, by)) => {
                let path = self.rounds.link(place).path.clone();
                let from = NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode };
                let slots = [
                    ("link", self.link_named(&path)),
                    (
                        "then",
                        self.measures.number(
                            "turning-gain",
                            "gain of one link at which it turns",
                            gain * by,
                            level(gain * by, 1.0),
                        ),
                    ),
                    ("now", Phrase::number(level(gain, 1.0), gain, from)),
                ];
                let changes = vec![Change::Shift { path, by: gain * by - gain }.to_string()];
                let says = say("Alone {link} would turn it at a gain of {then}, in place of {now}.", &slots);
                found.push(Reason { says, changes, ..Reason::default() });
            }
            None => {
                let most = Phrase::number(spelled(1), 1.0, NumberFrom::Threshold { name: "largest-gain".to_owned() });
                found.push(Reason {
                    says: say(
                        "No {most} link of the loop could turn it, at the largest gain there is.",
                        &[("most", most)],
                    ),
                    ..Reason::default()
                });
            }
        }
        found
    }

    /// What is left of a push, period by period.
    fn figure(&self) -> AnswerFigure {
        let count = (SHOWN * self.first.lag) as usize + 1;
        let start = self.rounds.start(self.first.edges[0]);
        let subject = self.rounds.quantity(self.asking, self.first.vertices[0]);
        let label = subject.map(|path| names::quantity(self.asking.case, &path)).unwrap_or_default();
        let values = self.rounds.part.pulse(start, count);
        let most = values.iter().fold(1.0, |most: f64, value| most.max(value.abs()));
        let axis = Axis {
            least: -most,
            least_means: "against the push".to_owned(),
            most,
            most_means: "as the push".to_owned(),
        };
        let caption = say(
            "What is left of a single push, period by period, at the most likely gains and far from the ends of the scales.",
            &[],
        );
        let rows = vec![LineRow { label, from: 0, values }];
        AnswerFigure { caption, shows: Shown::Lines { period: self.asking.case.settings.period, axis, rows } }
    }

    fn claims(&self, edges: &[usize], most: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for claim in edges.iter().flat_map(|edge| &self.rounds.link_of_map(*edge).claims) {
            if !found.contains(claim) {
                found.push(claim.clone());
            }
        }
        found.truncate(most);
        found
    }
}
