//! What carries trend and step.

use detente_method::numbers::SURE;
use detente_method::{Phrase, say};
use detente_moves::{Fate, Trend, at_least, by_chance, clopper_pearson, mann_kendall};
use detente_results::Reason;

use crate::draws::{at_mode, own_rate, within};
use crate::events::{Act, Record};
use crate::together;
use crate::words::{Telling, claims, share_of};

/// Most moves that are told one by one.
const TOLD: usize = 4;
/// Most answers to one move that are told of events of data sets.
const HEAVIEST: usize = 1;
/// How often an interval holds.
const LEVEL: f64 = 0.9;

/// Moves one by one, how many were answered, other windows, and what happened elsewhere.
pub(crate) fn reasons(telling: &mut Telling<'_, '_, '_>) -> Vec<Reason> {
    let mut found: Vec<Reason> = told(telling).into_iter().map(|place| of_move(telling, place)).collect();
    found.truncate(TOLD);
    found.extend(rate(telling));
    found.extend(elsewhere(telling));
    found.extend(everywhere(telling));
    found.extend(together::reasons(telling));
    found
}

/// Which moves are told: the answered ones first, then the highest, in the order of time.
fn told(telling: &Telling<'_, '_, '_>) -> Vec<usize> {
    let mode = &telling.drawn.mode;
    let mut places = mode.order.clone();
    let level = |place: &usize| telling.record.moves[*place].level;
    places.sort_by(|a, b| mode.answered(*b, None).cmp(&mode.answered(*a, None)).then(level(b).total_cmp(&level(a))));
    places.truncate(TOLD);
    mode.order.iter().copied().filter(|place| places.contains(place)).collect()
}

/// A move with what answered it.
fn of_move(telling: &mut Telling<'_, '_, '_>, place: usize) -> Reason {
    let record = telling.record;
    let act = &record.moves[place];
    let mut replies: Vec<&Act<'_>> = record
        .replies
        .iter()
        .zip(&telling.drawn.mode.pairing.of_replies)
        .filter(|(_, to)| **to == Some(place))
        .map(|(reply, _)| reply)
        .collect();
    let all = replies.len();
    if !telling.asked.sets.is_empty() {
        replies.sort_by(|a, b| b.level.total_cmp(&a.level));
        replies.truncate(HEAVIEST);
    }
    let mut slots = vec![
        ("when", telling.when(act)),
        ("who", telling.doers(act)),
        ("what", telling.event(act)),
        ("rung", telling.rung(act.level)),
        ("answerer", telling.answerer()),
    ];
    let answered = |telling: &Telling<'_, '_, '_>, reply: &&Act<'_>| {
        let phrase = telling.doers(reply).then(Phrase::text(": ")).then(telling.event(reply));
        phrase
            .then(Phrase::text(", "))
            .then(telling.rung(reply.level))
            .then(Phrase::text(", "))
            .then(telling.when(reply))
    };
    slots.push(("answer", Phrase::list(replies.iter().map(|reply| answered(telling, reply)).collect())));
    let heaviest = if all > replies.len() { ", the heaviest of several" } else { "" };
    slots.push(("several", Phrase::text(heaviest)));
    let (at_all, _) = telling.drawn.answered[place];
    let key = format!("answered.{}", act.event.id);
    let label = "share of draws of the dates in which the move is answered";
    slots.push(("share", telling.measures.share(&key, label, at_all.probability, at_all.draws)));
    let sure = at_all.probability >= SURE || at_all.probability <= 1.0 - SURE;
    let pattern = match (telling.drawn.mode.pairing.of_moves[place], sure) {
        (Fate::Answered { .. }, true) => "{when}: {who}, {what}, {rung}; the answer of {answer}{several}.",
        (Fate::Answered { .. }, false) => {
            "{when}: {who}, {what}, {rung}; the answer of {answer}{several}, if the dates fall so ({share})."
        }
        (Fate::TooEarly, _) => "{when}: {who}, {what}, {rung}; for an answer it is too early to say.",
        (Fate::Unanswered, true) => "{when}: {who}, {what}, {rung}; no answer of {answerer} is coded.",
        (Fate::Unanswered, false) => "{when}: {who}, {what}, {rung}; answered only if the dates fall so ({share}).",
    };
    let mut evidence = claims(act);
    evidence.extend(replies.iter().flat_map(|reply| claims(reply)));
    evidence.dedup();
    telling.asking.reason(say(pattern, &slots), evidence.into_iter().take(TOLD))
}

/// How many drew more than words, with the interval of such a share, and what chance and other windows make of it.
fn rate(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let (record, mode) = (telling.record, &telling.drawn.mode);
    let tried = telling.ids(&|place| mode.pairing.of_moves[place] != Fate::TooEarly);
    let answered = telling.ids(&|place| mode.answered(place, None));
    let drew = telling.ids(&|place| mode.answered(place, Some(record.scale.words())));
    if tried.is_empty() {
        return None;
    }
    let count = |ids: &[String]| ids.len() as u32;
    let bounds = clopper_pearson(count(&drew), count(&tried), LEVEL);
    let chance = by_chance(own_rate(record), record.window);
    let binomial = chance.map(|chance| at_least(count(&answered), count(&tried), chance));
    let [shorter, longer] = [0.5, 2.0].map(|times| {
        let found = within(record, times * record.window);
        telling.ids(&|place| found.answered(place, None))
    });
    let mut bound = |name: &str, label: &str, value: f64| telling.measures.number(name, label, value, share_of(value));
    let label = "end of the interval of Clopper and Pearson for the share of moves that drew more than words";
    let slots = [
        ("low", bound("rate-low", label, bounds.low)),
        ("high", bound("rate-high", label, bounds.high)),
        (
            "p",
            bound(
                "answers-by-chance",
                "chance that so many or more are answered by coincidence",
                binomial.unwrap_or(1.0),
            ),
        ),
        ("drew", Phrase::standing_alone(&drew)),
        ("all", Phrase::count(&tried)),
        ("moves", Phrase::text(if tried.len() == 1 { "move" } else { "moves" })),
        ("answered", Phrase::standing_alone(&answered)),
        ("shorter", Phrase::standing_alone(&shorter)),
        ("longer", Phrase::standing_alone(&longer)),
        ("window", telling.window()),
        ("half", telling.other_window("shorter-window", 0.5)),
        ("twice", telling.other_window("longer-window", 2.0)),
    ];
    let pattern = match binomial {
        Some(_) => {
            "Of {all} {moves} {drew} drew more than words, so that the share may lie anywhere from {low} to {high}; {answered} drew anything (within {window}, or as the sources say), which by coincidence comes with {p}; within {half} it would be {shorter}, within {twice} {longer}."
        }
        None => {
            "Of {all} {moves} {drew} drew more than words, so that the share may lie anywhere from {low} to {high}; {answered} drew anything within {window}."
        }
    };
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// What the same side did elsewhere, where the question is kept to places.
fn elsewhere(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    if telling.asked.places.is_empty() {
        return None;
    }
    let everywhere = Record::of(&telling.asked.anywhere(), telling.asking.reading);
    let found = at_mode(&everywhere)?;
    let here = |act: &Act<'_>| telling.record.moves.iter().any(|own| own.event.id == act.event.id);
    let words = everywhere.scale.words();
    let others: Vec<usize> = (0..everywhere.moves.len()).filter(|place| !here(&everywhere.moves[*place])).collect();
    let drew: Vec<usize> = others.iter().copied().filter(|place| found.answered(*place, Some(words))).collect();
    let ids = |places: &[usize]| -> Vec<String> {
        places.iter().map(|place| everywhere.moves[*place].event.id.to_owned()).collect()
    };
    if others.is_empty() {
        return None;
    }
    let named = |place: &usize| {
        let act = &everywhere.moves[*place];
        let of = everywhere.replies.iter().zip(&found.pairing.of_replies);
        let replies = of.filter(|(_, to)| **to == Some(*place)).map(|(reply, _)| telling.event(reply)).collect();
        telling.event(act).then(Phrase::text(", answered by ")).then(Phrase::list(replies))
    };
    let slots = [
        ("mover", telling.mover()),
        ("others", Phrase::count(&ids(&others))),
        ("drew", Phrase::standing_alone(&ids(&drew))),
        ("which", Phrase::list(drew.iter().map(named).collect())),
    ];
    let pattern = match (others.len(), drew.len()) {
        (1, 0) => "Elsewhere {others} move of {mover} is coded, and it drew no more than words.",
        (_, 0) => "Elsewhere {others} moves of {mover} are coded, and none drew more than words.",
        _ => "Elsewhere {drew} of {others} moves of {mover} drew more than words: {which}.",
    };
    let evidence = drew.iter().flat_map(|place| claims(&everywhere.moves[*place])).take(TOLD);
    Some(telling.asking.reason(say(pattern, &slots), evidence))
}

/// Whether all moves rise, here and elsewhere, and whether what answers them does.
fn everywhere(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let record = Record::of(&telling.asked.anywhere(), telling.asking.reading);
    let found = at_mode(&record)?;
    let moves: Vec<f64> = found.order.iter().map(|place| record.moves[*place].level).collect();
    let answer = |place: &usize| match found.pairing.of_moves[*place] {
        Fate::Answered { level, .. } => level,
        Fate::Unanswered | Fate::TooEarly => 0.0,
    };
    let answers: Vec<f64> = found.order.iter().map(answer).collect();
    let (moves, answers) = mann_kendall(&moves).zip(mann_kendall(&answers))?;
    let all: Vec<&str> = record.moves.iter().map(|act| act.event.id).collect();
    let label = "share of all orders that go as far from even";
    let slots = [
        ("all", Phrase::count(&all)),
        ("where", Phrase::text(if telling.asked.places.is_empty() { "" } else { ", here and elsewhere," })),
        ("moves", Phrase::text(direction(&moves))),
        ("answers", Phrase::text(direction(&answers))),
        ("p_moves", telling.chance("all-moves-by-chance", label, moves.either)),
        ("p_answers", telling.chance("all-answers-by-chance", label, answers.either)),
    ];
    let pattern = "Over all {all} moves{where} levels {moves} (by coincidence {p_moves}), and those of the answers, none counting as the lowest rung, {answers} ({p_answers}).";
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// Which way, where as much would come in fewer than half of all orders.
fn direction(trend: &Trend) -> &'static str {
    match trend.score.signum() {
        1 if trend.either < 0.5 => "go up",
        -1 if trend.either < 0.5 => "go down",
        _ => "show no direction",
    }
}
