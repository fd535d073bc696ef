//! What is weak about trend and step.

use detente_method::{Phrase, say};
use detente_moves::Fate;
use detente_results::Wording;

use crate::events::{Act, Scale};
use crate::words::Telling;

/// Coarse dates, rungs that somebody placed, events that could not be used, and what no source wrote down.
pub(crate) fn weak(telling: &Telling<'_, '_, '_>) -> Vec<Wording> {
    let mut found = if telling.asked.sets.is_empty() {
        vec![say(
            "Only moves and answers that the sources tell are counted: what nobody wrote down is missing on both sides.",
            &[],
        )]
    } else {
        telling.weak_of_data()
    };
    found.extend(scale(telling));
    found.extend(dates(telling));
    found.extend(order(telling));
    found.extend(early(telling));
    found.extend(unusable(telling));
    found
}

fn scale(telling: &Telling<'_, '_, '_>) -> Option<Wording> {
    let pattern = match telling.record.scale {
        // Of events of data sets it is told with the data.
        _ if !telling.asked.sets.is_empty() => return None,
        Scale::Weights(_) | Scale::Scores => return None,
        Scale::Own(scale) if scale.interval => {
            "The rungs of the events are the coder's placing, and so is that they are equally far apart."
        }
        Scale::Own(_) => {
            "The rungs of the events are the coder's placing; rungs are an order, distances between them mean nothing."
        }
        Scale::Quarters => "The case has no scale of its own: only hostile words and hostile deeds are told apart.",
    };
    Some(say(pattern, &[]))
}

/// Events whose dates span more than a window.
fn dates(telling: &Telling<'_, '_, '_>) -> Option<Wording> {
    let record = telling.record;
    let all: Vec<&Act<'_>> = record.moves.iter().chain(&record.replies).collect();
    let coarse = all.iter().filter(|act| act.days.1 - act.days.0 > record.window);
    let coarse: Vec<&str> = coarse.map(|act| act.event.id).collect();
    let all: Vec<&str> = all.iter().map(|act| act.event.id).collect();
    let slots = [("coarse", Phrase::count(&coarse)), ("all", Phrase::count(&all))];
    let pattern = "The dates of {coarse} of its {all} events are coarser than the time in which an answer counts.";
    (!coarse.is_empty()).then(|| say(pattern, &slots))
}

/// Answers whose move turns with the dates.
fn order(telling: &Telling<'_, '_, '_>) -> Option<Wording> {
    let events: Vec<Phrase> =
        telling.drawn.unsure.iter().map(|place| telling.event(&telling.record.replies[*place])).collect();
    let pattern = "Order unknown: what {events} answered turns with the dates.";
    (!events.is_empty()).then(|| say(pattern, &[("events", Phrase::list(events))]))
}

fn early(telling: &Telling<'_, '_, '_>) -> Option<Wording> {
    let early = telling.ids(&|place| telling.drawn.mode.pairing.of_moves[place] == Fate::TooEarly);
    let pattern = match early.len() {
        0 => return None,
        1 => "Truncated: for {early} move it is too early to say whether it is answered.",
        _ => "Truncated: for {early} moves it is too early to say whether they are answered.",
    };
    Some(say(pattern, &[("early", Phrase::count(&early))]))
}

fn unusable(telling: &Telling<'_, '_, '_>) -> Option<Wording> {
    let lost = &telling.record.unusable;
    let pattern = match lost.len() {
        0 => return None,
        1 => "Left out: {lost} event between them that has no date or no place on the scale.",
        _ => "Left out: {lost} events between them that have no date or no place on the scale.",
    };
    Some(say(pattern, &[("lost", Phrase::count(lost))]))
}
