//! What a seat at a table is worth, which partner opens a way in, which table is missing. Definition, sources and limits:
//! `methods/access/page.md`.

mod between;
mod deals;
mod door_words;
mod doors;
mod gaps;
mod room;
mod rules;
mod seat_words;
mod seats;
mod table_words;
mod ties;
mod under;
mod words;

use detente_case::case::Question;
use detente_case::question::about;
use detente_case::{QuestionKind, SubjectKind};
use detente_method::{Answering, Asking, EffectiveCase, Phrase, RunError};
use detente_results::Answer;

use room::Room;

/// Access to tables.
#[derive(Debug, Clone, Copy)]
pub struct Access;

impl Answering for Access {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Access]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let named = asking.ids(SubjectKind::Forum);
        let room = Room::of(asking.reading, &named);
        let asked = asking.ids(SubjectKind::Actor);
        let told = words::Told::of(asking, &room, &named, &asked)?;
        Ok(told.unwrap_or_else(|| {
            let why =
                "no table that runs deals with an issue on which somebody outside has a position, and none is missing";
            asking.not_known(Phrase::text(why))
        }))
    }

    /// Which seat, and which table, at the most likely values.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let named = |kind: SubjectKind| -> Vec<String> {
            let all = question.of.iter().filter_map(|word| about(reading.case, question.kind, word));
            all.filter_map(|about| about.id(kind).map(str::to_owned)).collect()
        };
        let room = Room::of(reading, &named(SubjectKind::Forum));
        let mode = |index: usize| reading.estimate(index).mode();
        let asked = named(SubjectKind::Actor);
        let seat = seats::places(&room, &asked)
            .into_iter()
            .map(|place| (seats::value(&room, place, &mode).map_or(0.0, |value| value.total), place))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let seat = seat
            .map(|(_, place)| format!("{} at {}", room.actors[place.actor], room.tables[place.table].forum.id.text));
        let table =
            gaps::gaps(&room, &ties::Ties::of(&room, reading), &mode).ranked.first().map(|one| room.named(&one.actors));
        (seat.is_some() || table.is_some()).then(|| format!("{seat:?}; {table:?}"))
    }
}
