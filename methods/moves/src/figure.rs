//! The figure: both tracks on one axis of time.

use detente_method::say;
use detente_results::{AnswerFigure, Axis, IntervalRow, Shown};

use crate::events::{Act, YEAR};
use crate::words::Telling;

/// Most events of data sets: those that weigh most.
const HEAVIEST: usize = 40;
/// Longest action that stands beside its bar.
const LONGEST: usize = 60;

/// Moves and answers in the order of time, each over the time in which it may have been.
pub(crate) fn figure(telling: &Telling<'_, '_, '_>) -> AnswerFigure {
    let record = telling.record;
    let mut acts: Vec<(bool, &Act<'_>)> = record.moves.iter().map(|act| (true, act)).collect();
    acts.extend(record.replies.iter().map(|act| (false, act)));
    if !telling.asked.sets.is_empty() {
        acts.sort_by(|a, b| b.1.level.total_cmp(&a.1.level));
        acts.truncate(HEAVIEST);
    }
    let middle = |act: &Act<'_>| act.days.0 + act.days.1;
    acts.sort_by(|a, b| middle(a.1).total_cmp(&middle(b.1)));
    let rows: Vec<IntervalRow> = acts.iter().map(|(moves, act)| row(telling, *moves, act)).collect();
    let least = rows.iter().map(|row| row.low).fold(f64::INFINITY, f64::min).floor();
    let most = rows.iter().map(|row| row.high).fold(f64::NEG_INFINITY, f64::max).ceil();
    let axis = Axis { least, least_means: format!("{least}"), most, most_means: format!("{most}") };
    let slots = [("mover", telling.mover()), ("answerer", telling.answerer())];
    let caption = if telling.asked.sets.is_empty() {
        "When {mover} moved and {answerer} acted towards it, with the rung of each; a bar is as long as its date is open."
    } else {
        "When {mover} moved and {answerer} acted towards it, with the weight of each: the events that weigh most."
    };
    let caption = say(caption, &slots);
    AnswerFigure { caption, shows: Shown::Intervals { axis, rows } }
}

fn row(telling: &Telling<'_, '_, '_>, moves: bool, act: &Act<'_>) -> IntervalRow {
    let year = |days: f64| 1970.0 + days / YEAR;
    let side = if moves { &telling.asked.mover } else { &telling.asked.answerer };
    let action: String = act.event.action.chars().take(LONGEST).collect();
    let label = format!("{} ({}): {action}", telling.asking.name(side), act.level);
    let (low, high) = (year(act.days.0), year(act.days.1));
    IntervalRow { label, low, middle: (low + high) / 2.0, high, was: None }
}
