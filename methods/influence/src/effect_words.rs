//! Effects in words.

use detente_case::QuantityPath;
use detente_method::numbers::{STEP, change, fraction, level};
use detente_method::{Asking, Measures, Phrase, RunError, finding_of, names, periods, say};
use detente_results::{
    Answer, AnswerFigure, Axis, FindingField, IntervalRow, MovedResult, NumberFrom, Reason, Shown, Slot, WaySigns,
    Wording,
};

use crate::change_if::change_if;
use crate::effect::{Effect, Size, effects, scenario_of};
use crate::hand::{Parts, parts};
use crate::motive::{Gone, Motive, motive};
use crate::told::Told;
use crate::watched::{quantity_named, watched};

/// Most sentences of a verdict on several scenarios, and those up to which it tells more of one.
const MOST_SENTENCES: usize = 4;
const SHORT: usize = 2;
/// Most reasons.
const MOST_REASONS: usize = 5;
/// Most scenarios beside which it is told what their causes carry.
const MOST_WITH_MOTIVES: usize = 2;
/// Most early signs of a scenario.
const MOST_SIGNS: usize = 3;

/// An answer in the making.
pub(crate) struct Telling<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub measures: Measures,
}

/// What follows if.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let watched = watched(asking);
    if watched.is_empty() {
        return Ok(asking.not_known(Phrase::text("nothing of what is to be watched is found in it")));
    }
    let found = effects(asking, &watched)?;
    let all: Vec<&Effect<'_>> = found.iter().flatten().collect();
    if all.is_empty() {
        return Ok(asking.not_known(Phrase::text("none of the scenarios asked about was run")));
    }
    let mut telling = Telling { asking, measures: Measures::default() };
    let mut answer = asking.blank();
    answer.pattern = pattern(&all).to_owned();
    answer.verdict = found.iter().take(MOST_SENTENCES).map(|of| telling.sentence(of, found.len() > 1)).collect();
    let top = strongest(&all);
    telling.more(&mut answer, &found, top)?;
    answer.how_sure = top.map(|top| telling.how_sure(top));
    answer.figure = Some(figure(asking, &all));
    answer.findings = findings(&all);
    answer.claims = asking.question.evidence.iter().map(|word| word.text.clone()).collect();
    answer.measures = telling.measures.0;
    Ok(answer)
}

/// The row of the table of verdicts: the first that holds of some effect.
fn pattern(all: &[&Effect<'_>]) -> &'static str {
    let some = |size: Size| all.iter().any(|effect| effect.size() == size);
    match (some(Size::Moves), some(Size::Unclear)) {
        (true, _) => "ef.moves",
        (_, true) => "ef.oppose",
        _ => "ef.hardly",
    }
}

/// The largest effect that is not set by hand; one that the scenario itself moves only where there is no other.
fn strongest<'e, 'a>(all: &[&'e Effect<'a>]) -> Option<&'e Effect<'a>> {
    let by_links = all.iter().any(|effect| effect.size() <= Size::Hardly && !effect.pushed);
    let open = all.iter().filter(|effect| !matches!(effect.size(), Size::ByHand | Size::None));
    let open = open.filter(|effect| !by_links || !effect.pushed);
    open.copied().reduce(|best, next| if next.share().abs() > best.share().abs() { next } else { best })
}

fn findings(all: &[&Effect<'_>]) -> Vec<detente_results::FindingOf> {
    let of = |effect: &&Effect<'_>| {
        let id = effect.watched.finding.clone()?;
        Some([finding_of(&scenario_of(effect, false), &id), finding_of(&scenario_of(effect, true), &id)])
    };
    let mut found: Vec<_> = all.iter().filter_map(of).flatten().collect();
    found.sort();
    found.dedup();
    found
}

impl<'a> Telling<'_, 'a, '_> {
    /// What carries the answer beyond its sentences: motives, parts by hand, ways, signs, other sizes.
    fn more(
        &mut self,
        answer: &mut Answer,
        found: &[Vec<Effect<'a>>],
        top: Option<&Effect<'_>>,
    ) -> Result<(), RunError> {
        let Some(top) = top else { return Ok(()) };
        let several = found.len() > 1;
        if let Some(first) = found.first().filter(|_| found.len() <= MOST_WITH_MOTIVES) {
            self.motives(answer, first)?;
        }
        let mut by_hand = Vec::new();
        for effect in found.iter().flatten().filter(|effect| effect.size() <= Size::Hardly) {
            by_hand.extend(parts(self.asking, effect)?.map(|parts| (effect, parts)));
        }
        let said = self.by_hand(&by_hand);
        match said {
            Some(said) if answer.verdict.len() < SHORT => answer.verdict.push(said),
            Some(says) => answer.because.push(Reason { says, ..Reason::default() }),
            None => {}
        }
        for of in found {
            let of: Vec<&Effect<'_>> = of.iter().collect();
            let room = if several { 1 } else { 2 };
            let mut with_ways: Vec<&&Effect<'_>> = of.iter().filter(|effect| effect.size() < Size::None).collect();
            with_ways.sort_by(|a, b| b.share().abs().total_cmp(&a.share().abs()));
            answer.because.extend(with_ways.into_iter().take(room).filter_map(|effect| self.way(effect)));
        }
        let rest = self.rest(found);
        answer.because.truncate(MOST_REASONS - 1 - usize::from(rest.is_some()));
        answer.because.extend(rest);
        let each: Vec<&Effect<'_>> = found.iter().filter_map(|of| of.first()).collect();
        answer.because.extend(self.signs(&each));
        answer.change_if = change_if(self.asking, top, &mut self.measures)?;
        Ok(())
    }

    /// What a scenario takes away, and what would be left of what is watched were it gone altogether.
    fn motives(&mut self, answer: &mut Answer, of: &[Effect<'a>]) -> Result<(), RunError> {
        let open = of.iter().filter(|effect| effect.watched.quantity.is_some() && effect.size() <= Size::Hardly);
        for (place, effect) in open.enumerate() {
            let Some(motive) = motive(self.asking, effect, of, place > 0)? else { continue };
            if of.iter().any(|other| other.watched.quantity.as_ref() == Some(&motive.cause)) {
                continue;
            }
            match self.wholly_gone(&motive) {
                Some(said) if answer.verdict.len() < SHORT => answer.verdict.push(said),
                said => answer.because.extend(said.map(|says| Reason { says, ..Reason::default() })),
            }
            answer.because.extend(self.carries(&motive));
        }
        Ok(())
    }

    /// What a scenario does to what is watched, in a sentence.
    fn sentence(&mut self, of: &[Effect<'_>], several: bool) -> Wording {
        let Some(first) = of.first() else { return Wording::default() };
        let told = Told::of(of, several);
        let mut clauses: Vec<Phrase> = told.moves.iter().map(|effect| self.clause(effect)).collect();
        clauses.extend(told.small.iter().map(|effect| self.hardly(effect)).collect::<Vec<Phrase>>());
        clauses.extend(self.still(&told.still));
        if clauses.is_empty() && !told.set.is_empty() {
            clauses.extend(self.instead(first));
        }
        clauses.extend(told.set.iter().map(|effect| self.set(effect)).collect::<Vec<Phrase>>());
        let scenario = first.what_if;
        let slots = [
            ("scenario", scenario_named(self.asking, &scenario.id)),
            (
                "clauses",
                clauses.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next)).unwrap_or_default(),
            ),
        ];
        say("“{scenario}”: {clauses}.", &slots)
    }

    /// What is watched and stands in no sentence of the verdict, scenario by scenario.
    fn rest(&mut self, found: &[Vec<Effect<'_>>]) -> Option<Reason> {
        let mut scenarios = Vec::new();
        for (place, of) in found.iter().enumerate() {
            let in_verdict = place < MOST_SENTENCES;
            let mut told = Told::of(of, found.len() > 1);
            if !in_verdict {
                told = Told { left: of.iter().collect(), ..Told::default() };
            }
            let (moves, small): (Vec<&Effect<'_>>, Vec<&Effect<'_>>) =
                told.left.into_iter().partition(|effect| effect.size() < Size::Hardly);
            let mut clauses: Vec<Phrase> = moves.iter().map(|effect| self.clause(effect)).collect();
            let names: Vec<Phrase> = small.iter().map(|effect| effect.watched.name(self.asking)).collect();
            let hardly = if names.len() == 1 { " hardly moves" } else { " hardly move" };
            clauses.extend((!names.is_empty()).then(|| Phrase::list(names).then(Phrase::text(hardly))));
            let Some(scenario) = of.first().filter(|_| !clauses.is_empty()).map(|first| &first.what_if.id) else {
                continue;
            };
            let under = Phrase::text("under “").then(scenario_named(self.asking, scenario)).then(Phrase::text("” "));
            scenarios.push(under.then(Phrase::list(clauses)));
        }
        let all = scenarios.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
        Some(Reason { says: say("Beside that {all}.", &[("all", all)]), ..Reason::default() })
    }

    /// `Exposure falls from .69 to .55, beginning after three years`.
    fn clause(&mut self, effect: &Effect<'_>) -> Phrase {
        let pattern = match (effect.frequency, effect.size(), effect.rises()) {
            (true, ..) => "{name} {after} instead of {before}",
            (_, Size::Unclear, _) => {
                "{name} may go either way, {sign}, from {before} to {after} at the most likely values"
            }
            (.., true) => "{name} rises from {before} to {after}{when}{pushed}",
            (.., false) => "{name} falls from {before} to {after}{when}{pushed}",
        };
        self.with_levels(pattern, effect)
    }

    fn hardly(&mut self, effect: &Effect<'_>) -> Phrase {
        let pattern = if effect.frequency {
            "{name} hardly changes ({after} instead of {before})"
        } else {
            "{name} hardly moves ({before} to {after})"
        };
        self.with_levels(pattern, effect)
    }

    /// What no draw changes.
    fn still(&mut self, still: &[&Effect<'_>]) -> Option<Phrase> {
        let names: Vec<Phrase> = still.iter().map(|effect| effect.watched.name(self.asking)).collect();
        let pattern = if names.len() == 1 { "{names} does not move" } else { "{names} do not move" };
        (!names.is_empty()).then(|| Phrase::wording(say(pattern, &[("names", Phrase::list(names))])))
    }

    fn set(&mut self, effect: &Effect<'_>) -> Phrase {
        self.with_levels("{name} is set by hand ({before} to {after})", effect)
    }

    fn with_levels(&mut self, pattern: &str, effect: &Effect<'_>) -> Phrase {
        let slots = [
            ("name", effect.watched.name(self.asking)),
            ("before", self.level(effect, false)),
            ("after", self.level(effect, true)),
            ("when", self.when(effect)),
            ("sign", self.sign(effect)),
            ("pushed", Phrase::text(if effect.pushed { ", where the scenario itself moves it" } else { "" })),
        ];
        Phrase::wording(say(pattern, &slots))
    }

    /// A level before or under the scenario.
    fn level(&mut self, effect: &Effect<'_>, after: bool) -> Phrase {
        let value = effect.levels[usize::from(after)];
        let scenario = scenario_of(effect, after);
        let field = if effect.frequency { FindingField::Mean } else { FindingField::Mode };
        let from = match &effect.watched.finding {
            Some(finding) => NumberFrom::Finding { finding: finding.clone(), scenario, field },
            None => {
                let key = format!("level.{scenario}.{}", effect.watched.key());
                self.measures.keep(&key, "level at the most likely values", value)
            }
        };
        match effect.frequency {
            true => Phrase::share(value, effect.difference.pairs, from),
            false => Phrase::number(level(value, effect.watched.range), value, from),
        }
    }

    /// `, beginning after three years`.
    fn when(&mut self, effect: &Effect<'_>) -> Phrase {
        let Some(first) = effect.first else { return Phrase::nothing() };
        Phrase::text(", ").then(self.after(first, &format!("{}.{}", effect.what_if.id, effect.watched.key())))
    }

    /// `at once`, `after a year`.
    fn after(&mut self, first: usize, key: &str) -> Phrase {
        if first == 0 {
            return Phrase::text("at once");
        }
        let from = self.measures.keep(&format!("first.{key}"), "first period in which it differs", first as f64);
        Phrase::text("after ").then(periods(first as f64, self.asking.case.settings.period, from))
    }

    /// `up in 81 of 100 draws`.
    fn sign(&mut self, effect: &Effect<'_>) -> Phrase {
        let difference = &effect.difference;
        let falls = 1.0 - difference.above - difference.equal;
        let (word, share) = if difference.above >= falls { ("up ", difference.above) } else { ("down ", falls) };
        let key = format!("direction.{}.{}", effect.what_if.id, effect.watched.key());
        Phrase::text(word).then(self.measures.share(
            &key,
            "share of draws in which it moves that way",
            share,
            difference.pairs,
        ))
    }

    /// How far the draws agree on the largest effect.
    fn how_sure(&mut self, effect: &Effect<'_>) -> Wording {
        let difference = &effect.difference;
        let falls = 1.0 - difference.above - difference.equal;
        let (pattern, share) =
            if effect.rises() { ("{name} rises {share}", difference.above) } else { ("{name} falls {share}", falls) };
        let key = format!("sign.{}.{}", effect.what_if.id, effect.watched.key());
        let slots = [
            ("name", effect.watched.name(self.asking)),
            ("share", self.measures.share(&key, "share of draws in which it moves that way", share, difference.pairs)),
        ];
        say(pattern, &slots)
    }

    /// Where it comes from.
    fn way(&mut self, effect: &Effect<'_>) -> Option<Reason> {
        let moved = effect.moved?;
        let way = moved.paths.iter().find(|way| !way.links.is_empty())?;
        let (range, key) = (effect.watched.range, format!("way.{}.{}", effect.what_if.id, effect.watched.key()));
        let [first, between @ .., _] = way.through.as_slice() else { return None };
        let named = |path: &QuantityPath| quantity_named(self.asking, path);
        let over = match between {
            [] => Phrase::nothing(),
            between => Phrase::text(" through ").then(Phrase::list(between.iter().map(named).collect())),
        };
        let against =
            moved.paths.iter().find(|other| other.contribution * way.contribution < 0.0 && !other.links.is_empty());
        let against = against.filter(|_| moved.sign == WaySigns::Opposing).and_then(|other| {
            let value = other.contribution;
            let number = self.measures.number(
                &format!("against.{key}"),
                "what the strongest way against it carries",
                value,
                change(value, range),
            );
            Some(
                Phrase::text("; against it runs ")
                    .then(number)
                    .then(Phrase::text(" from "))
                    .then(named(other.through.first()?)),
            )
        });
        let slots = [
            ("name", effect.watched.name(self.asking)),
            ("from", named(first)),
            ("over", over),
            (
                "by",
                self.measures.number(
                    &key,
                    "what the strongest way carries",
                    way.contribution,
                    change(way.contribution, range),
                ),
            ),
            ("between", self.between(effect)),
            ("against", against.unwrap_or_default()),
        ];
        let says = say("{name} changes by {between}; {by} of it runs from {from}{over}{against}.", &slots);
        Some(Reason { says, claims: way.claims.iter().take(4).cloned().collect(), changes: Vec::new() })
    }

    /// The ends of the difference: `−.12 to −.05`.
    fn between(&mut self, effect: &Effect<'_>) -> Phrase {
        let mut end = |value: f64, field: FindingField, word: &str| {
            let text = change(value, effect.watched.range);
            match &effect.watched.finding {
                Some(finding) => {
                    let scenario = effect.what_if.id.clone();
                    Phrase::number(text, value, NumberFrom::Finding { finding: finding.clone(), scenario, field })
                }
                None => {
                    let key = format!("{word}.{}.{}", effect.what_if.id, effect.watched.key());
                    self.measures.number(&key, "end of the change: nine draws in ten lie between the ends", value, text)
                }
            }
        };
        let low = end(effect.difference.p05, FindingField::DifferenceLow, "least");
        let high = end(effect.difference.p95, FindingField::DifferenceHigh, "most");
        low.then(Phrase::text(" to ")).then(high)
    }

    /// What moves first and can be watched, scenario by scenario.
    fn signs(&mut self, each: &[&Effect<'_>]) -> Option<Reason> {
        let most = if each.len() > 1 { MOST_SIGNS - 1 } else { MOST_SIGNS };
        let mut claims: Vec<String> = Vec::new();
        let mut clauses = Vec::new();
        for of in each {
            let first = first_moved(of, most);
            let signs: Vec<Phrase> = first.iter().map(|(period, one)| self.moved(of, *period, one)).collect();
            let ways = first.iter().filter_map(|(_, one)| one.paths.iter().find(|path| !path.links.is_empty()));
            claims.extend(ways.flat_map(|path| path.claims.iter().cloned()));
            if !signs.is_empty() {
                let scenario = Phrase::text("under “").then(scenario_named(self.asking, &of.what_if.id));
                clauses.push(scenario.then(Phrase::text("” ")).then(Phrase::list(signs)));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        claims.retain(|claim| seen.insert(claim.clone()));
        claims.truncate(4);
        let all = clauses.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
        Some(Reason { says: say("Early signs: {all}.", &[("all", all)]), claims, changes: Vec::new() })
    }

    /// `refugees rise after a year`, for something that is not watched.
    fn moved(&mut self, of: &Effect<'_>, period: usize, one: &MovedResult) -> Phrase {
        let key = format!("{}.{}", of.what_if.id, one.quantity);
        let way = if one.after > one.before { " rises " } else { " falls " };
        quantity_named(self.asking, &one.quantity).then(Phrase::text(way)).then(self.after(period, &key))
    }

    /// What moves most beside what is set by hand, with its levels.
    fn instead(&mut self, of: &Effect<'_>) -> Option<Phrase> {
        let one = moved_by_links(of)
            .into_iter()
            .reduce(|best, next| if next.share_of_range.abs() > best.share_of_range.abs() { next } else { best })?;
        let range = (one.after - one.before) / one.share_of_range;
        let mut number = |which: &str, value: f64| {
            let key = format!("{which}.{}.{}", of.what_if.id, one.quantity);
            self.measures.number(&key, "level at the most likely values", value, level(value, range))
        };
        let (before, after) = (number("before", one.before), number("after", one.after));
        let slots = [("name", quantity_named(self.asking, &one.quantity)), ("before", before), ("after", after)];
        Some(Phrase::wording(say("what follows most is that {name} goes from {before} to {after}", &slots)))
    }

    /// What findings owe to links, and what to numbers that scenarios set.
    fn by_hand(&mut self, all: &[(&Effect<'_>, Parts)]) -> Option<Wording> {
        let (_, first) = all.first()?;
        let clauses = all.iter().map(|(effect, parts)| self.by_links(effect, parts)).collect();
        let largest = first.largest.as_ref().filter(|_| first.by_links != 0.0);
        let largest = largest.map(|(path, _)| Phrase::text(", mostly from ").then(quantity_named(self.asking, path)));
        let set: std::collections::BTreeSet<String> =
            all.iter().flat_map(|(_, parts)| parts.set.iter().map(ToString::to_string)).collect();
        let set: Vec<String> = set.into_iter().collect();
        let slots = [
            ("clauses", Phrase::list(clauses)),
            ("largest", largest.unwrap_or_default()),
            ("count", Phrase::count(&set)),
            ("numbers", Phrase::text(if set.len() == 1 { "number" } else { "numbers" })),
        ];
        Some(say(
            "By links alone comes {clauses}{largest}; the rest is {count} {numbers} that the scenario changes itself.",
            &slots,
        ))
    }

    /// `two thirds of the change in cohesion (−.03 of −.06)`.
    fn by_links(&mut self, effect: &Effect<'_>, parts: &Parts) -> Phrase {
        let (range, key) = (effect.watched.range, format!("{}.{}", effect.what_if.id, effect.watched.key()));
        let share = parts.by_links / parts.all;
        let share = match share {
            share if (0.05..=0.995).contains(&share) => {
                let name = format!("share-by-links.{key}");
                let label = "share of the change that comes by links";
                self.measures.number(&name, label, share, fraction(share)).then(Phrase::text(" of the change in "))
            }
            share if share.abs() < 0.05 => Phrase::text("hardly anything of the change in "),
            _ => Phrase::text("the change in "),
        };
        let links = (format!("by-links.{key}"), "mean change by links alone");
        let all = (format!("change.{key}"), "mean change");
        let slots = [
            ("share", share),
            ("name", effect.watched.name(self.asking)),
            ("links", self.measures.number(&links.0, links.1, parts.by_links, change(parts.by_links, range))),
            ("all", self.measures.number(&all.0, all.1, parts.all, change(parts.all, range))),
        ];
        Phrase::wording(say("{share}{name} ({links} of {all})", &slots))
    }

    /// What becomes of what is watched were its strongest cause wholly gone.
    fn wholly_gone(&mut self, motive: &Motive<'_>) -> Option<Wording> {
        let clauses: Vec<Phrase> = motive
            .gone
            .iter()
            .map(|Gone { watched, was, is }| {
                let text = |value: f64| level(value, watched.range);
                let key = format!("gone.{}.{}", motive.cause, watched.key());
                let was = self.measures.number(
                    &format!("was.{}.{}", motive.cause, watched.key()),
                    "level at the most likely values",
                    *was,
                    text(*was),
                );
                let is = self.measures.number(&key, "level were the strongest cause gone", *is, text(*is));
                Phrase::wording(say(
                    "{name} would go from {was} to {is}",
                    &[("name", watched.name(self.asking)), ("was", was), ("is", is)],
                ))
            })
            .collect();
        let meant =
            |end: &String| Phrase::named(format!(" (“{end}”)"), Slot::Quantity { path: motive.cause.to_string() });
        let end = motive.end.as_ref().map(meant).unwrap_or_default();
        let slots = [
            ("cause", quantity_named(self.asking, &motive.cause)),
            ("end", end),
            ("clauses", Phrase::list(clauses.clone())),
        ];
        (!clauses.is_empty()).then(|| say("Were {cause} gone altogether{end}, {clauses}.", &slots))
    }

    /// What share of a thing its strongest cause carries.
    fn carries(&mut self, motive: &Motive<'_>) -> Option<Reason> {
        if motive.others.is_empty() {
            return None;
        }
        let mut number = |which: &str, value: f64| {
            let key = format!("share-of-cause.{}.{which}", motive.of.key());
            self.measures.number(&key, "share of what its causes carry together", value, fraction(value))
        };
        let [low, middle, high] = motive.share;
        let slots = [
            ("cause", quantity_named(self.asking, &motive.cause)),
            ("share", number("mode", middle)),
            ("low", number("low", low)),
            ("high", number("high", high)),
            ("effect", motive.of.name(self.asking)),
            ("way", Phrase::text(if motive.down { "down" } else { "up" })),
            ("others", Phrase::list(motive.others.iter().map(|path| quantity_named(self.asking, path)).collect())),
        ];
        let says = say(
            "By the coded gains {cause} carries {share} of what holds {effect} {way} (from {low} to {high}); the rest is {others}.",
            &slots,
        );
        Some(Reason { says, claims: motive.claims.clone(), changes: vec![motive.change.to_string()] })
    }
}

/// Quantities that links move by a step or more under a scenario, and that it does not set.
fn moved_by_links<'e>(of: &Effect<'e>) -> Vec<&'e MovedResult> {
    let set = |path: &QuantityPath| of.what_if.changes.iter().any(|one| one.change.path() == Some(path));
    let all = of.result.trajectory.as_ref().map(|all| all.moved.as_slice()).unwrap_or_default();
    all.iter().filter(|one| !set(&one.quantity) && one.share_of_range.abs() >= STEP).collect()
}

/// Those that move first, of equals those that move most.
fn first_moved<'e>(of: &Effect<'e>, most: usize) -> Vec<(usize, &'e MovedResult)> {
    let mut first: Vec<_> = moved_by_links(of).into_iter().filter_map(|one| Some((one.first?, one))).collect();
    first.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.share_of_range.abs().total_cmp(&a.1.share_of_range.abs())));
    first.truncate(most);
    first
}

/// A scenario under its title.
pub(crate) fn scenario_named(asking: &Asking<'_, '_>, id: &str) -> Phrase {
    Phrase::named(names::scenario(asking.case, id), Slot::Scenario { id: id.to_owned() })
}

/// Changes as shares of their scales, side by side.
fn figure(asking: &Asking<'_, '_>, all: &[&Effect<'_>]) -> AnswerFigure {
    let row = |effect: &&Effect<'_>| {
        let by = |value: f64| if effect.watched.range > 0.0 { value / effect.watched.range } else { 0.0 };
        let name = say(
            "{name}, {scenario}",
            &[("name", effect.watched.name(asking)), ("scenario", scenario_named(asking, &effect.what_if.id))],
        );
        let difference = &effect.difference;
        IntervalRow {
            label: name.text,
            low: by(difference.p05),
            middle: by(difference.p50),
            high: by(difference.p95),
            was: Some(0.0),
        }
    };
    let rows: Vec<IntervalRow> = all.iter().map(row).collect();
    let ends = rows.iter().flat_map(|row| [row.low, row.high]);
    let most = ends.fold(0.05, |most: f64, end| most.max(end.abs()));
    let axis = Axis { least: -most, least_means: "falls".to_owned(), most, most_means: "rises".to_owned() };
    let draws = all.first().map_or(0, |effect| effect.difference.pairs);
    let interval = NumberFrom::Threshold { name: "interval".to_owned() };
    let most_draws = Phrase::number(detente_method::numbers::how_many(draws), draws as f64, interval);
    let caption =
        say("Change under each scenario as a share of its scale; {most} lie on the line.", &[("most", most_draws)]);
    AnswerFigure { caption, shows: Shown::Intervals { axis, rows } }
}
