//! The answer in words: what is told, in which order.

use std::collections::BTreeSet;

use detente_case::measure::COMPROMISE;
use detente_chance::{Proportion, Summary};
use detente_method::numbers;
use detente_method::{Asking, Measures, Phrase, RunError, finding_of, names, say};
use detente_results::{Answer, AnswerFigure, Axis, BASELINE, IntervalRow, NumberFrom, Reason, Shown, Slot, Wording};

use crate::between::{Between, between};
use crate::deals::{Deal, deals};
use crate::doors::{Doors, doors};
use crate::gaps::{Gaps, gaps};
use crate::room::Room;
use crate::rules;
use crate::seats::{Valued, valued};
use crate::ties::Ties;
use crate::under::{Under, under};

/// Most draws that are looked at.
pub(crate) const MOST_DRAWS: u32 = 2_000;
/// Length of the scale of an issue.
pub(crate) const SCALE: f64 = 100.0;
/// Most of what is listed.
pub(crate) const MOST: usize = 3;
/// Most claims of a reason, and most reasons.
pub(crate) const CLAIMS: usize = 4;
const REASONS: usize = 5;

/// An answer in the making.
pub(crate) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub room: &'t Room<'c>,
    pub ties: Ties<'c>,
    pub seats: Vec<Valued>,
    pub doors: Option<Doors<'c>>,
    pub gaps: Gaps,
    /// How often the first of the missing tables is first.
    pub first: Proportion,
    pub deals: Vec<Deal<'c>>,
    /// The first seat under the scenarios of the question.
    pub under: Vec<Under>,
    pub between: Option<Between>,
    pub measures: Measures,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    /// The answer; none where there is nothing to tell.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn of(
        asking: &'t Asking<'a, 'c>,
        room: &'t Room<'c>,
        named: &[String],
        asked: &[String],
    ) -> Result<Option<Answer>, RunError> {
        let samples = asking.samples;
        let mode = |index: usize| samples.mode(index);
        let count = asking.options.draws.min(MOST_DRAWS) as usize;
        let draw = |draw: usize| Box::new(move |index| samples.value(index, draw)) as Box<dyn Fn(usize) -> f64 + '_>;
        let draws: Vec<Box<dyn Fn(usize) -> f64 + '_>> = (0..count).map(draw).collect();
        let ties = Ties::of(room, asking.reading);
        let seats = valued(room, asked, &mode, &draws);
        let outsider = asked
            .iter()
            .find_map(|name| room.actors.iter().position(|actor| actor == name))
            .or_else(|| seats.first().map(|seat| seat.place.actor));
        let doors = outsider.and_then(|actor| doors(room, actor, asking.reading, &mode, &draws));
        let found = gaps(room, &ties, &mode);
        let top = found.ranked.first().map(|one| one.actors.clone());
        let most =
            |draw: &dyn Fn(usize) -> f64| gaps(room, &ties, draw).ranked.into_iter().next().map(|one| one.actors);
        let missed: Vec<Option<Vec<usize>>> = draws.iter().map(|draw| most(&**draw)).collect();
        let first = missed.iter().filter(|one| **one == top).count();
        let first = if count > 0 { Proportion::counted(first as u32, count as u32) } else { Proportion::counted(1, 1) };
        let deals = deals(room, asking.reading, asked)
            .map_err(|error| RunError::problem("question", &asking.question.id, error))?;
        if seats.is_empty() && doors.is_none() && top.is_none() && deals.is_empty() {
            return Ok(None);
        }
        let under = under(asking, room, seats.first(), named)?;
        let between = between(room, asking.base, ties.view);
        let measures = Measures::default();
        let mut told = Self { asking, room, ties, seats, doors, gaps: found, first, deals, under, between, measures };
        told.keep_wanted(&missed);
        Ok(Some(told.answer(!asked.is_empty())))
    }

    /// Keeps how often a partner opens most, `door.A.first`, and how often a table is missed most, `table.A+B.first`, of those that are asked
    /// for. Who sits at no table that is looked at opens nothing.
    fn keep_wanted(&mut self, missed: &[Option<Vec<usize>>]) {
        for name in self.asking.wanted() {
            let Some(stem) = name.strip_suffix(".first") else { continue };
            if let Some(id) = stem.strip_prefix("door.") {
                let partners = self.doors.iter().flat_map(|doors| &doors.partners);
                let own =
                    partners.filter(|partner| self.room.actors[partner.actor] == id).map(|one| one.first.probability);
                self.measures.keep(name, "share of draws in which it opens most", own.sum());
            }
            if let Some(ids) = stem.strip_prefix("table.") {
                let share = self.missed_most(&ids.split('+').collect(), missed);
                self.measures.keep(name, "share of draws in which this table is missed most", share);
            }
        }
    }

    /// In which share of the draws a table of these actors is missed most; `missed` is what is missed most in each.
    fn missed_most(&self, ids: &BTreeSet<&str>, missed: &[Option<Vec<usize>>]) -> f64 {
        let called = |actors: &[usize]| actors.iter().map(|actor| self.room.actors[*actor]).collect::<BTreeSet<_>>();
        let first = missed.iter().flatten().filter(|actors| called(actors) == *ids).count();
        first as f64 / missed.len().max(1) as f64
    }

    /// Where an actor is named its door comes first, else the seat.
    fn answer(mut self, door_first: bool) -> Answer {
        let (seat, door) = (self.seat(), self.door());
        let (holds, beside) = (self.holds(), self.beside());
        let table = if door_first { None } else { self.table() };
        // What was not asked stands with the reasons, unless there is nothing else to say.
        let (asked, mut other) = if door_first { ([door, holds, beside], seat) } else { ([seat, holds, table], door) };
        let mut verdict: Vec<Wording> = asked.into_iter().flatten().collect();
        if verdict.is_empty() {
            verdict.extend(other.take());
        }
        if verdict.is_empty() || (self.seats.is_empty() && !door_first) {
            verdict.splice(0..0, self.deal(0));
        }
        let mut because: Vec<Reason> = other.into_iter().map(|says| Reason { says, ..Reason::default() }).collect();
        because.extend(self.reasons());
        let mut change_if = self.scenarios();
        change_if.extend(self.changes());
        let worth = self.seats.first().is_some_and(|seat| is_clear(&seat.total));
        let pattern = match (door_first && self.doors.is_some(), self.seats.is_empty()) {
            (true, _) => "ac.door",
            (_, false) if worth => "ac.seat",
            (_, false) => "ac.noworth",
            _ if !self.deals.is_empty() => "ac.seat",
            _ => "ac.table",
        };
        let findings: BTreeSet<_> =
            self.seats.iter().take(MOST).map(|seat| COMPROMISE.of(&self.room.issues[seat.issue].id)).collect();
        let findings = findings.into_iter().filter(|finding| self.asking.base.finding(finding).is_some());
        let findings = findings.map(|finding| finding_of(BASELINE, &finding)).collect();
        let claims: BTreeSet<String> = because.iter().flat_map(|reason| reason.claims.iter().cloned()).collect();
        Answer {
            pattern: pattern.to_owned(),
            verdict,
            how_sure: self.how_sure(door_first),
            because,
            change_if,
            weak: self.weak(),
            figure: self.figure(),
            findings,
            claims: claims.into_iter().collect(),
            measures: self.measures.0,
            ..self.asking.blank()
        }
    }

    pub(crate) fn actor(&self, place: usize) -> Phrase {
        self.asking.actor(self.room.actors[place])
    }

    pub(crate) fn actors(&self, places: &[usize]) -> Phrase {
        Phrase::list(places.iter().map(|place| self.actor(*place)).collect())
    }

    pub(crate) fn issue(&self, place: usize) -> Phrase {
        let id = &self.room.issues[place].id.text;
        Phrase::named(names::issue(self.asking.case, id), Slot::Named { what: "issue".to_owned(), id: id.clone() })
    }

    pub(crate) fn table_name(&self, place: usize) -> Phrase {
        let forum = self.room.tables[place].forum;
        Phrase::named(format!("“{}”", forum.name), Slot::Named { what: "forum".to_owned(), id: forum.id.text.clone() })
    }

    /// A number of points.
    pub(crate) fn points(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        self.measures.number(name, label, value, numbers::level(value, SCALE))
    }

    /// Claims behind a table, then behind what an actor says on an issue.
    pub(crate) fn claims(&self, table: usize, actor: usize, issue: usize) -> Vec<String> {
        let own = self.room.tables[table].forum.ground.evidence.iter().map(|word| word.text.clone());
        let stakes = self.room.behind(actor, issue).into_iter().flat_map(|index| self.asking.reading.evidence(index));
        let mut found: Vec<String> = Vec::new();
        for claim in own.chain(stakes) {
            if found.len() < CLAIMS && !found.contains(&claim) {
                found.push(claim);
            }
        }
        found
    }

    pub(crate) fn how_sure(&mut self, door_first: bool) -> Option<Wording> {
        if let Some(doors) = self.doors.as_ref().filter(|_| door_first) {
            let (who, first) = (self.actor(doors.partners[0].actor), doors.partners[0].first);
            let share = self.measures.share(
                "door.first",
                "share of draws in which it opens most",
                first.probability,
                first.draws,
            );
            return Some(say("{who} first {share}", &[("who", who), ("share", share)]));
        }
        let seat = self.seats.first()?;
        let (who, gains) = (self.actor(seat.place.actor), seat.gains);
        let share = self.measures.share(
            "seat.gains",
            "share of draws in which the seat is worth something",
            gains.probability,
            gains.draws,
        );
        Some(say("{who} gains {share}", &[("who", who), ("share", share)]))
    }

    fn reasons(&mut self) -> Vec<Reason> {
        let seats = self.seats.len().min(MOST);
        let mut found: Vec<Reason> = (0..seats.min(1)).map(|place| self.of_seat(place)).collect();
        found.extend(self.of_deal());
        found.extend(self.of_partners());
        found.extend(self.gaps.ranked.clone().iter().take(1).map(|one| self.of_gap(one)));
        found.extend(self.of_between());
        found.extend((1..seats).map(|place| self.of_seat(place)));
        found.truncate(REASONS);
        found
    }

    pub(crate) fn weak(&self) -> Vec<Wording> {
        let idle = self.room.looked_at().into_iter().filter(|table| !self.room.tables[*table].runs);
        let idle = Phrase::list(idle.map(|table| self.table_name(table)).collect());
        let past =
            "{idle} does not run at the date of the case: what is told is what a seat there would be worth if it did.";
        let past = (!idle.is_empty()).then(|| say(past, &[("idle", idle)]));
        let all = [
            say(
                "A seat is taken to count with the whole weight of who sits there: where it would be heard less, it is worth less.",
                &[],
            ),
            say("How access grows with ties is a model of this program; no data have tested it.", &[]),
        ];
        let rule = rules::any(self.room).then(|| {
            say("Where an issue has a rule of decision, parts at its table are shares of Banzhaf's index, which knows no positions; else parts of the weight.", &[])
        });
        past.into_iter().chain(rule).chain(all).collect()
    }

    pub(crate) fn figure(&self) -> Option<AnswerFigure> {
        let row = |seat: &Valued| {
            let (place, [low, high]) = (seat.place, numbers::ends(&seat.worth));
            let forum = &self.room.tables[place.table].forum.name;
            let issue = names::issue(self.asking.case, &self.room.issues[seat.issue].id);
            let label = format!("{} at {forum}, on {issue}", self.asking.name(self.room.actors[place.actor]));
            IntervalRow { label, low, middle: seat.worth.p50, high, was: Some(0.0) }
        };
        let rows: Vec<IntervalRow> = self.seats.iter().take(8).map(row).collect();
        let most = rows.iter().flat_map(|row| [row.low, row.high]).fold(1.0_f64, |most, end| most.max(end.abs()));
        let draws = self.seats.first()?.worth.defined;
        let from = NumberFrom::Threshold { name: "interval".to_owned() };
        let many = Phrase::number(numbers::how_many(draws), draws as f64, from);
        Some(AnswerFigure {
            caption: say(
                "By how many points a seat brings the outcome nearer; {many} lie on the line.",
                &[("many", many)],
            ),
            shows: Shown::Intervals {
                axis: Axis {
                    least: -most,
                    least_means: "further away".to_owned(),
                    most,
                    most_means: "nearer".to_owned(),
                },
                rows,
            },
        })
    }
}

/// Whether a gain is clear of nothing.
pub(crate) fn is_clear(total: &Summary) -> bool {
    numbers::ends(total)[0] > 0.0
}
