//! The door in words: through whom most opens, and who stands between others.

use detente_chance::Proportion;
use detente_method::numbers::{self, NEAR, SURE};
use detente_method::{Phrase, names, say};
use detente_results::{Reason, Slot, Wording};

use detente_access::Role;

use crate::doors::Partner;
use crate::words::{CLAIMS, MOST, Told};

impl Told<'_, '_, '_> {
    /// The partner through whom most opens.
    pub(crate) fn door(&mut self) -> Option<Wording> {
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
        let pattern = match shares.get(1).filter(|second| second.probability > 0.0 && second.high >= 1.0 - SURE) {
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
    pub(crate) fn of_door(&mut self, place: usize) -> (Phrase, Phrase) {
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

    /// What each partner has to give: seats, room, stakes.
    pub(crate) fn of_partners(&mut self) -> Option<Reason> {
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

    /// Who sits with both of most pairs that share no table.
    pub(crate) fn of_between(&self) -> Option<Reason> {
        let found = self.between.as_ref()?;
        let pair = |pair: &(usize, usize)| self.actor(pair.0).then(Phrase::text(" and ")).then(self.actor(pair.1));
        let pairs: Vec<String> = found.pairs.iter().map(|(a, b)| self.room.named(&[*a, *b])).collect();
        let role = match found.role {
            Role::Coordinator => "all of one bloc",
            Role::Itinerant => "both of one bloc and itself of another",
            Role::Representative | Role::Gatekeeper => "one of its own bloc and one of another",
            Role::Liaison => "all of different blocs",
        };
        let slots = [
            ("who", self.actor(found.actor)),
            ("count", Phrase::count(&pairs)),
            ("pairs", found.pairs.first().map(pair).unwrap_or_default()),
            ("role", Phrase::text(role)),
        ];
        let pattern = match pairs.len() {
            1 => "{who} sits at tables that run with {pairs}, who share none ({role}).",
            _ => {
                "{who} sits at tables that run with both of {count} pairs who share none, {pairs} among them (mostly {role})."
            }
        };
        let tables = self.room.tables.iter().filter(|table| table.runs && table.members.contains(&found.actor));
        let claims = tables.flat_map(|table| &table.forum.ground.evidence).map(|word| word.text.clone()).take(CLAIMS);
        Some(self.asking.reason(say(pattern, &slots), claims))
    }
}
