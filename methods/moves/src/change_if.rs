//! What would turn trend or step.

use detente_method::{Phrase, say};
use detente_moves::NullOfS;
use detente_results::Reason;

use crate::draws::{CHANCE, POINTS, at_mode};
use crate::words::{Telling, class};

/// Most other rungs that are told.
const TOLD: usize = 2;
/// Most further moves that are looked at.
const MORE: usize = 12;

/// Rungs that would turn it, and how many more moves would make a trend.
pub(crate) fn change_if(telling: &mut Telling<'_, '_, '_>) -> Vec<Reason> {
    // Nobody placed events of data sets on their rungs.
    let mut found = if telling.asked.sets.is_empty() { rungs(telling) } else { Vec::new() };
    found.extend(more_moves(telling));
    found
}

/// Moves of which another rung, one up or down, would turn the verdict.
fn rungs(telling: &Telling<'_, '_, '_>) -> Vec<Reason> {
    let record = telling.record;
    let now = class(&telling.drawn.mode);
    let mut found = Vec::new();
    for (place, act) in record.moves.iter().enumerate() {
        for by in [-1.0, 1.0] {
            let level = act.level + by;
            if !(1.0..=record.scale.most()).contains(&level) {
                continue;
            }
            let mut other = record.clone();
            other.moves[place].level = level;
            let Some(then) = at_mode(&other).filter(|then| class(then) != now) else { continue };
            let rises = then.rises() && !telling.drawn.mode.rises();
            let pattern = match (rises, then.between) {
                (true, _) => "It would be a trend if {what} stood on {rung}, not on {own}.",
                (false, Some(_)) => {
                    "The lowest move that drew more than words would be another if {what} stood on {rung}, not on {own}: it would be {step}."
                }
                (false, None) => "It would turn if {what} stood on {rung}, not on {own}.",
            };
            let step = then.between.map_or_else(Phrase::nothing, |between| telling.rung(between.lowest_answered));
            let slots = [
                ("what", telling.event(act)),
                ("rung", telling.rung(level)),
                ("own", telling.rung(act.level)),
                ("step", step),
            ];
            found.push(telling.asking.reason(say(pattern, &slots), crate::words::claims(act)));
            break;
        }
    }
    found.truncate(TOLD);
    found
}

/// How many more moves on the highest rung, after all others, would make a trend.
fn more_moves(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    if telling.rises() {
        return None;
    }
    let record = telling.record;
    let mut levels: Vec<f64> = telling.drawn.mode.order.iter().map(|place| record.moves[*place].level).collect();
    let highest = levels.iter().copied().reduce(f64::max)?;
    let makes_trend = |levels: &[f64]| {
        let score = detente_moves::score(levels);
        levels.len() >= POINTS && NullOfS::of(levels).at_least(score) < CHANCE
    };
    for more in 1..=MORE {
        levels.push(highest);
        if makes_trend(&levels) {
            let label = "further moves on the highest rung that would make a trend";
            let count =
                telling.measures.number("more-moves", label, more as f64, detente_method::numbers::spelled(more));
            let slots = [("more", count), ("rung", telling.rung(highest))];
            let pattern = if more == 1 {
                "With {more} further move on {rung}, and none below, it would be a trend."
            } else {
                "With {more} further moves on {rung}, and none below, it would be a trend."
            };
            return Some(Reason { says: say(pattern, &slots), ..Reason::default() });
        }
    }
    None
}
