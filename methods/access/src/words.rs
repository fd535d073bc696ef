//! The answer in words: the seat, the door, the missing table.

use std::collections::BTreeSet;

use detente_case::measure::COMPROMISE;
use detente_chance::{Proportion, Summary};
use detente_method::numbers::{self, NEAR};
use detente_method::{Asking, Measures, Phrase, finding_of, names, say};
use detente_results::{Answer, AnswerFigure, Axis, BASELINE, IntervalRow, NumberFrom, Reason, Shown, Slot, Wording};

use crate::doors::{Doors, Partner, doors};
use crate::gaps::{ENOUGH, Gaps, gaps};
use crate::room::Room;
use crate::seats::{Valued, companion, valued};

/// Most draws that are looked at.
const MOST_DRAWS: u32 = 2_000;
/// Length of the scale of an issue.
const SCALE: f64 = 100.0;
/// Most of what is listed.
const MOST: usize = 3;
/// Most claims of a reason.
const CLAIMS: usize = 4;

/// An answer in the making.
pub(crate) struct Told<'t, 'a, 'c> {
    asking: &'t Asking<'a, 'c>,
    room: &'t Room<'c>,
    seats: Vec<Valued>,
    doors: Option<Doors<'c>>,
    gaps: Gaps,
    /// How often the first of the missing tables is first.
    first: Proportion,
    measures: Measures,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    /// The answer; none where there is nothing to tell.
    pub fn of(asking: &'t Asking<'a, 'c>, room: &'t Room<'c>, asked: &[String]) -> Option<Answer> {
        let samples = asking.samples;
        let mode = |index: usize| samples.mode(index);
        let count = asking.options.draws.min(MOST_DRAWS) as usize;
        let draw = |draw: usize| Box::new(move |index| samples.value(index, draw)) as Box<dyn Fn(usize) -> f64 + '_>;
        let draws: Vec<Box<dyn Fn(usize) -> f64 + '_>> = (0..count).map(draw).collect();
        let seats = valued(room, asked, &mode, &draws);
        let outsider = asked
            .iter()
            .find_map(|name| room.actors.iter().position(|actor| actor == name))
            .or_else(|| seats.first().map(|seat| seat.place.actor));
        let doors = outsider.and_then(|actor| doors(room, actor, asking.reading, &mode, &draws));
        let found = gaps(room, &mode);
        let top = found.ranked.first().map(|one| one.actors.clone());
        let is_first =
            |draw: &dyn Fn(usize) -> f64| gaps(room, draw).ranked.first().map(|one| &one.actors) == top.as_ref();
        let first = draws.iter().filter(|draw| is_first(&***draw)).count();
        let first = if count > 0 { Proportion::counted(first as u32, count as u32) } else { Proportion::counted(1, 1) };
        if seats.is_empty() && doors.is_none() && top.is_none() {
            return None;
        }
        let told = Self { asking, room, seats, doors, gaps: found, first, measures: Measures::default() };
        Some(told.answer(!asked.is_empty()))
    }

    /// Where an actor is named its door comes first, else the seat.
    fn answer(mut self, door_first: bool) -> Answer {
        let (seat, door) = (self.seat(), self.door());
        let (holds, beside) = (self.holds(), self.beside());
        let order = if door_first { [door, holds, beside, seat] } else { [seat, holds, door, None] };
        let mut verdict: Vec<Wording> = order.into_iter().flatten().collect();
        verdict.extend(if door_first { None } else { self.table() });
        let because = self.reasons();
        let change_if = self.changes();
        let worth = self.seats.first().is_some_and(|seat| is_clear(&seat.total));
        let pattern = match (door_first && self.doors.is_some(), self.seats.is_empty()) {
            (true, _) => "ac.door",
            (_, false) if worth => "ac.seat",
            (_, false) => "ac.noworth",
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

    fn actor(&self, place: usize) -> Phrase {
        self.asking.actor(self.room.actors[place])
    }

    fn actors(&self, places: &[usize]) -> Phrase {
        Phrase::list(places.iter().map(|place| self.actor(*place)).collect())
    }

    fn issue(&self, place: usize) -> Phrase {
        let id = &self.room.issues[place].id.text;
        Phrase::named(names::issue(self.asking.case, id), Slot::Named { what: "issue".to_owned(), id: id.clone() })
    }

    fn table_name(&self, place: usize) -> Phrase {
        let forum = self.room.tables[place].forum;
        Phrase::named(format!("“{}”", forum.name), Slot::Named { what: "forum".to_owned(), id: forum.id.text.clone() })
    }

    /// A number of points.
    fn points(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        self.measures.number(name, label, value, numbers::level(value, SCALE))
    }

    /// What a seat is worth on the issue on which it is worth most, between ends.
    fn worth(&mut self, place: usize) -> Vec<(&'static str, Phrase)> {
        let seat = &self.seats[place];
        let (own, issue, [low, high], mean) = (seat.place, seat.issue, numbers::ends(&seat.worth), seat.worth.mean);
        let key = format!("{}.{}", self.room.actors[own.actor], self.room.tables[own.table].forum.id.text);
        vec![
            ("actor", self.actor(own.actor)),
            ("table", self.table_name(own.table)),
            ("issue", self.issue(issue)),
            (
                "worth",
                self.points(&format!("seat.{key}"), "points by which the outcome comes nearer with the seat", mean),
            ),
            ("low", self.points(&format!("seat.{key}.low"), "lower end of what the seat is worth", low)),
            ("high", self.points(&format!("seat.{key}.high"), "upper end of what the seat is worth", high)),
            ("scale", Phrase::number("100", SCALE, NumberFrom::Threshold { name: "scale".to_owned() })),
        ]
    }

    /// The seat that is worth most, and who would lose by it.
    fn seat(&mut self) -> Option<Wording> {
        let seat = self.seats.first()?;
        let clear = is_clear(&seat.total);
        let loser = self.loser(seat);
        let mut slots = self.worth(0);
        let pattern = match (clear, loser) {
            (false, _) => {
                "A seat at {table} would change no outcome for {actor} by more than the doubt: on {issue} by {worth} points of {scale} ({low} to {high})."
            }
            (true, None) => {
                "A seat at {table} would be worth {worth} points of {scale} on {issue} to {actor} ({low} to {high})."
            }
            (true, Some((who, loss))) => {
                slots.extend([
                    ("who", self.actor(who)),
                    ("loss", self.points("seat.loss", "points that the other loses", -loss)),
                ]);
                "A seat at {table} would be worth {worth} points of {scale} on {issue} to {actor} ({low} to {high}); {who} would lose {loss}."
            }
        };
        Some(say(pattern, &slots))
    }

    /// Who at the table can withhold it.
    fn holds(&self) -> Option<Wording> {
        let seat = self.seats.first()?;
        let members = &self.room.tables[seat.place.table].members;
        let who: Vec<usize> = members.iter().copied().filter(|actor| self.room.say(*actor, seat.issue).1).collect();
        let slots = [("who", self.actors(&who)), ("issue", self.issue(seat.issue))];
        (!who.is_empty()).then(|| say("Nothing passes on {issue} without {who}.", &slots))
    }

    /// Somebody else outside whose seat would help.
    fn beside(&mut self) -> Option<Wording> {
        let seat = self.seats.first()?;
        let (actor, issue) = (seat.place.actor, seat.issue);
        let (who, worth) = companion(self.room, seat, &|index| self.asking.samples.mode(index))?;
        let slots = [
            ("who", self.actor(who)),
            ("actor", self.actor(actor)),
            ("issue", self.issue(issue)),
            ("worth", self.points("companion", "points by which the seat of another outside brings it nearer", worth)),
        ];
        Some(say(
            "{who} stands outside too: with it alone at the table {issue} would come {worth} points nearer to {actor}.",
            &slots,
        ))
    }

    /// Who at the table loses most by a seat, at the most likely values.
    fn loser(&self, seat: &Valued) -> Option<(usize, f64)> {
        let mode = |index: usize| self.asking.samples.mode(index);
        let (_, own) = seat.mode.issues.iter().find(|(issue, _)| *issue == seat.issue)?;
        let loss = |actor: &usize| {
            let voice = self.room.voice(*actor, seat.issue, &mode)?;
            Some((*actor, own.for_another(voice.position)))
        };
        let members = self.room.tables[seat.place.table].members.iter();
        let most = members.filter_map(loss).reduce(|most, next| if next.1 < most.1 { next } else { most });
        most.filter(|(_, loss)| *loss < 0.0)
    }

    /// The partner through whom most opens.
    fn door(&mut self) -> Option<Wording> {
        let doors = self.doors.as_ref()?;
        let (actor, shares): (usize, Vec<Proportion>) =
            (doors.actor, doors.partners.iter().map(|partner| partner.first).collect());
        let names: Vec<Phrase> = doors.partners.iter().map(|partner| self.actor(partner.actor)).collect();
        let tables: Vec<Phrase> = doors.partners.iter().map(|partner| self.table_name(partner.table)).collect();
        if shares[0].probability == 0.0 {
            let slots = [("actor", self.actor(actor))];
            return Some(say(
                "No partner there opens a way in for {actor}: no tie to them has both warmth and room.",
                &slots,
            ));
        }
        let (part, room) = self.of_door(0);
        let mut slots = vec![
            ("actor", self.actor(actor)),
            ("partner", names[0].clone()),
            ("table", tables[0].clone()),
            ("part", part),
            ("room", room),
            (
                "share",
                self.measures.share(
                    "door.first",
                    "share of draws in which it opens most",
                    shares[0].probability,
                    shares[0].draws,
                ),
            ),
        ];
        let pattern = match shares.get(1).filter(|second| second.probability > 0.0) {
            None => {
                "For {actor} {partner} opens most: it has {part} of the weight at {table}, with {room} of the scale left in the tie to it; first {share}."
            }
            Some(second) => {
                let other = self.measures.share(
                    "door.second",
                    "share of draws in which the next opens most",
                    second.probability,
                    second.draws,
                );
                slots.extend([("next", names[1].clone()), ("other", other)]);
                if shares[0].probability - second.probability < NEAR {
                    "For {actor} {partner} or {next} opens most: {partner}, with {part} of the weight at {table} and {room} of the scale left in the tie to it, {share}, {next} {other}."
                } else {
                    "For {actor} {partner} opens most: it has {part} of the weight at {table}, with {room} of the scale left in the tie to it; first {share}, then {next}, {other}."
                }
            }
        };
        Some(say(pattern, &slots))
    }

    /// The part of a partner at its table, and the room in the tie to it.
    fn of_door(&mut self, place: usize) -> (Phrase, Phrase) {
        let Some(Partner { actor, door, .. }) = self.doors.as_ref().and_then(|doors| doors.partners.get(place)) else {
            return (Phrase::nothing(), Phrase::nothing());
        };
        let (id, part, room) = (self.room.actors[*actor], door.part, door.room);
        (
            self.measures.number(
                &format!("door.{id}.part"),
                "part of the weight at the table",
                part,
                numbers::level(part, 1.0),
            ),
            self.measures.number(&format!("door.{id}.room"), "room left in the tie", room, numbers::level(room, 1.0)),
        )
    }

    /// The table that is missing.
    fn table(&mut self) -> Option<Wording> {
        let all = self.gaps.ranked.clone();
        let (first, rest) = all.split_first()?;
        let issues = |places: &[usize]| Phrase::list(places.iter().map(|place| self.issue(*place)).collect());
        let mut slots = vec![("who", self.actors(&first.actors)), ("issues", issues(&first.issues))];
        let next = |one: &detente_access::Missing| {
            let slots = [("who", self.actors(&one.actors)), ("issues", issues(&one.issues))];
            Phrase::wording(say("{who} on {issues}", &slots))
        };
        let next = rest.iter().take(MOST - 1).map(next).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        let nearest = self.gaps.nearest[first.issues[0]];
        if let Some(table) = nearest {
            let seated = &self.room.tables[table].members;
            let lacks: Vec<usize> = first.actors.iter().copied().filter(|actor| !seated.contains(actor)).collect();
            slots.extend([("near", self.table_name(table)), ("lacks", self.actors(&lacks))]);
        }
        let share = self.measures.share(
            "table.first",
            "share of draws in which this table is missed most",
            self.first.probability,
            self.first.draws,
        );
        slots.extend([("share", share), ("next", next.clone().unwrap_or_default())]);
        let pattern = match (nearest.is_some(), next.is_some()) {
            (true, true) => {
                "No table that runs joins {who}, who together decide {issues}: {near} lacks {lacks}; it is missed most {share}; then {next}."
            }
            (true, false) => "No table that runs joins {who}, who together decide {issues}: {near} lacks {lacks}.",
            (false, true) => {
                "No table that runs joins {who}, who together decide {issues}; it is missed most {share}; then {next}."
            }
            (false, false) => "No table that runs joins {who}, who together decide {issues}.",
        };
        Some(say(pattern, &slots))
    }

    fn how_sure(&mut self, door_first: bool) -> Option<Wording> {
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
        let mut found: Vec<Reason> = (0..self.seats.len().min(MOST)).map(|place| self.of_seat(place)).collect();
        found.extend(self.of_partners());
        found.extend(self.gaps.ranked.clone().iter().take(1).map(|one| self.of_gap(one)));
        found.truncate(5);
        found
    }

    /// A seat: where the table meets with it and without.
    fn of_seat(&mut self, place: usize) -> Reason {
        let mut slots = self.worth(place);
        let seat = &self.seats[place];
        let (own, issue) = (seat.place, seat.issue);
        let at = seat.mode.issues.iter().find(|(known, _)| *known == issue).map(|(_, seat)| *seat);
        let key = format!("{}.{}", self.room.actors[own.actor], self.room.tables[own.table].forum.id.text);
        let (with, without) = at.map_or((f64::NAN, f64::NAN), |seat| (seat.with, seat.without));
        slots.push(("with", self.points(&format!("seat.{key}.with"), "where the table meets with the seat", with)));
        slots
            .push(("without", self.points(&format!("seat.{key}.without"), "where it meets without the seat", without)));
        let says =
            say("With {actor} at {table} {issue} comes to lie at {with} in place of {without} of {scale}.", &slots);
        self.asking.reason(says, self.claims(own.table, own.actor, issue))
    }

    /// Claims behind a table, then behind what an actor says on an issue.
    fn claims(&self, table: usize, actor: usize, issue: usize) -> Vec<String> {
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

    /// What each partner has to give: seats, room, stakes.
    fn of_partners(&mut self) -> Option<Reason> {
        let doors = self.doors.as_ref()?;
        let (actor, view) = (doors.actor, names::view(self.asking.case, &doors.view.id));
        let id = doors.view.id.text.clone();
        let (all, unknown): (Vec<usize>, Vec<usize>) =
            (doors.partners.iter().take(MOST).map(|partner| partner.actor).collect(), doors.unknown.clone());
        let table = doors.partners[0].table;
        let told = all.iter().enumerate().map(|(place, partner)| {
            let (part, room) = self.of_door(place);
            let slots = [("who", self.actor(*partner)), ("part", part), ("room", room)];
            Phrase::wording(say("{who} has {part} of the weight and {room} of room", &slots))
        });
        let told = Phrase::list(told.collect());
        let slots = [
            ("actor", self.actor(actor)),
            ("view", Phrase::named(format!("“{view}”"), Slot::Named { what: "view".to_owned(), id })),
            ("told", told),
            ("unknown", self.actors(&unknown)),
        ];
        let pattern = if unknown.is_empty() {
            "Read in {view}, {told}."
        } else {
            "Read in {view}, {told}; no tie of {actor} to {unknown} is coded there, which counts as none."
        };
        let claims = self.room.tables[table].forum.ground.evidence.iter().map(|word| word.text.clone()).take(CLAIMS);
        Some(self.asking.reason(say(pattern, &slots), claims))
    }

    /// A missing table: what there is to settle.
    fn of_gap(&mut self, one: &detente_access::Missing) -> Reason {
        let enough =
            Phrase::number(numbers::fraction(ENOUGH), ENOUGH, NumberFrom::Threshold { name: "enough".to_owned() });
        let score = self.points("table.score", "what there is to settle, in points", one.score);
        let slots = [
            ("who", self.actors(&one.actors)),
            ("enough", enough),
            ("issues", Phrase::list(one.issues.iter().map(|issue| self.issue(*issue)).collect())),
            ("score", score),
        ];
        let says = say(
            "{who} have {enough} or more of the weight of those with a say on {issues}, and everybody without whom nothing passes; their positions lie {score} points apart, by weight.",
            &slots,
        );
        let stakes = one.actors.iter().flat_map(|actor| self.room.behind(*actor, one.issues[0]));
        let claims: BTreeSet<String> = stakes.flat_map(|index| self.asking.reading.evidence(index)).collect();
        self.asking.reason(says, claims.into_iter().take(CLAIMS))
    }

    /// A table for the missing set would close the gap.
    fn changes(&mut self) -> Vec<Reason> {
        let Some(first) = self.gaps.ranked.first() else { return Vec::new() };
        let waiting = self.room.tables.iter().find(|table| {
            !table.runs
                && first.actors.iter().all(|actor| table.members.contains(actor))
                && table.issues.contains(&first.issues[0])
        });
        let slots = [("who", self.actors(&first.actors))];
        match waiting {
            None => vec![self.asking.reason(
                say("A table of {who} that runs would close the gap; none is coded that could.", &slots),
                Vec::new(),
            )],
            Some(table) => {
                let forum = table.forum;
                let name = Phrase::named(
                    format!("“{}”", forum.name),
                    Slot::Named { what: "forum".to_owned(), id: forum.id.text.clone() },
                );
                let slots = [slots[0].clone(), ("forum", name)];
                let says =
                    say("{forum}, which joins {who} and does not run now, would close the gap if it did.", &slots);
                let changes = vec![format!("forum.{}.status=running", forum.id.text)];
                vec![Reason { says, claims: Vec::new(), changes }]
            }
        }
    }

    fn weak(&self) -> Vec<Wording> {
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
        past.into_iter().chain(all).collect()
    }

    fn figure(&self) -> Option<AnswerFigure> {
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
fn is_clear(total: &Summary) -> bool {
    numbers::ends(total)[0] > 0.0
}
