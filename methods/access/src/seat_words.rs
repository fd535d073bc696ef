//! The seat in words: what it is worth, who can withhold it, what it is worth under scenarios, what it changes in a conflict.

use std::cmp::Ordering;

use detente_method::numbers;
use detente_method::{Phrase, names, say, states};
use detente_results::{NumberFrom, Reason, Slot, Wording};

use crate::deals::Deal;
use crate::seats::{Valued, companion};
use crate::words::{CLAIMS, SCALE, Told, is_clear};

/// Most outcomes that are named.
const OUTCOMES: usize = 2;
/// A seat that changes by less under a scenario is worth as much, in points.
const HARDLY: f64 = 1.0;

impl Told<'_, '_, '_> {
    /// What a seat is worth on the issue on which it is worth most, between ends.
    pub(crate) fn worth(&mut self, place: usize) -> Vec<(&'static str, Phrase)> {
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
    pub(crate) fn seat(&mut self) -> Option<Wording> {
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
    pub(crate) fn holds(&self) -> Option<Wording> {
        let seat = self.seats.first()?;
        let members = &self.room.tables[seat.place.table].members;
        let who: Vec<usize> = members.iter().copied().filter(|actor| self.room.say(*actor, seat.issue).1).collect();
        let slots = [("who", self.actors(&who)), ("issue", self.issue(seat.issue))];
        (!who.is_empty()).then(|| say("Nothing passes on {issue} without {who}.", &slots))
    }

    /// Somebody else outside whose seat would help.
    pub(crate) fn beside(&mut self) -> Option<Wording> {
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
    pub(crate) fn loser(&self, seat: &Valued) -> Option<(usize, f64)> {
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

    /// A seat: where the table meets with it and without.
    pub(crate) fn of_seat(&mut self, place: usize) -> Reason {
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

    /// What the seat would be worth under the scenarios of the question.
    pub(crate) fn scenarios(&mut self) -> Vec<Reason> {
        let Some(seat) = self.seats.first() else { return Vec::new() };
        let (place, before) = (seat.place, seat.worth.mean);
        let mut found = Vec::new();
        for under in std::mem::take(&mut self.under) {
            let key = format!("under.{}", under.scenario);
            let slot = Slot::Scenario { id: under.scenario.clone() };
            let slots = [
                ("scenario", Phrase::named(format!("“{}”", names::scenario(self.asking.case, &under.scenario)), slot)),
                ("actor", self.actor(place.actor)),
                ("table", self.table_name(place.table)),
                ("worth", self.points(&key, "points that the seat is worth under the scenario", under.worth)),
                ("before", self.points("under.before", "points that it is worth without it", before)),
            ];
            let pattern = if (under.worth - before).abs() < HARDLY {
                "Under {scenario} the seat of {actor} at {table} would be worth as much."
            } else {
                "Under {scenario} the seat of {actor} at {table} would be worth {worth} points in place of {before}."
            };
            found.push(self.asking.reason(say(pattern, &slots), []));
        }
        found
    }

    /// What a seat changes in a conflict.
    pub(crate) fn deal(&self, place: usize) -> Option<Wording> {
        let deal = self.deals.get(place)?;
        let slot = Slot::Named { what: "conflict".to_owned(), id: deal.conflict.id.clone() };
        let slots = [
            ("actor", self.actor(deal.place.actor)),
            ("table", self.table_name(deal.place.table)),
            ("title", Phrase::named(format!("“{}”", names::conflict(self.asking.case, &deal.conflict.id)), slot)),
            ("with", self.outcomes(deal, &deal.with)),
            ("without", self.outcomes(deal, &deal.without)),
        ];
        let pattern = match (deal.best, deal.worst) {
            (Ordering::Greater, Ordering::Less) | (Ordering::Less, Ordering::Greater) => {
                "With {actor} at {table} it can last in {title} that {with}, and not only that {without}; some of it is better for {actor}, and some worse."
            }
            (Ordering::Greater, _) | (_, Ordering::Greater) => {
                "With {actor} at {table} it can last in {title} that {with}, where without it, its own part as it stands, {without}: better for {actor}."
            }
            (Ordering::Equal, Ordering::Equal) => {
                "With {actor} at {table} it can last in {title} that {with}, where without it, its own part as it stands, {without}: no better and no worse for {actor}."
            }
            _ => {
                "With {actor} at {table} it can last in {title} that {with}, where without it, its own part as it stands, {without}: worse for {actor}."
            }
        };
        Some(say(pattern, &slots))
    }

    fn outcomes(&self, deal: &Deal<'_>, labels: &[String]) -> Phrase {
        let one = |label: &String| states::outcome(self.asking.case, deal.conflict, label);
        let all = labels.iter().take(OUTCOMES).map(one);
        all.reduce(|all, next| all.then(Phrase::text(" or that ")).then(next)).unwrap_or_default()
    }

    /// The same as a reason, where the verdict does not say it.
    pub(crate) fn of_deal(&self) -> Option<Reason> {
        let deal = self.deals.first().filter(|_| !self.seats.is_empty())?;
        let claims = deal.conflict.evidence().map(|word| word.text.clone()).take(CLAIMS);
        Some(self.asking.reason(self.deal(0)?, claims))
    }
}
