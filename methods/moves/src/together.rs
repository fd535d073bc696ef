//! Whether the two sides move with one another, how answers stand beside moves, and how fast moves rise where distances between rungs mean something.

use detente_case::case::Period;
use detente_method::numbers::change;
use detente_method::{Phrase, say};
use detente_moves::{Fate, Lead, Reciprocity, Side, lag_one, level_ratio, reciprocity, spearman_p, theil_sen};
use detente_results::{Reason, Wording};

use crate::events::{Act, Record, YEAR, days};
use crate::words::Telling;

/// Fewest periods of which a correlation is told, and most that are looked at.
const FEWEST: usize = 6;
const MOST: usize = 600;
/// One less how often the interval of a slope holds the true one.
const ALPHA: f64 = 0.1;
/// From this rank correlation of what is left on, moves answer moves.
const SERIAL: f64 = 0.3;

/// What is told of both sides together, and of the slope.
pub(crate) fn reasons(telling: &mut Telling<'_, '_, '_>) -> Vec<Reason> {
    let found = [in_kind(telling), by_period(telling), slope(telling)];
    found.into_iter().flatten().collect()
}

/// Whether answers stand below their moves, on the same rung, or above: the median over the pairs.
fn in_kind(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let pairs = pairs(telling);
    let apart = level_ratio(&pairs)?;
    let answered = telling.ids(&|place| telling.drawn.mode.answered(place, None));
    let label = "median of the rung of an answer less that of its move";
    let text = detente_method::numbers::spelled(apart.abs().round() as usize);
    let whole = apart.fract() == 0.0;
    let text = if whole { text } else { format!("{:.1}", apart.abs()) };
    let slots = [
        ("pairs", Phrase::count(&answered)),
        ("apart", telling.measures.number("level-ratio", label, apart, text)),
        ("rungs", Phrase::text(telling.record.scale.unit(apart.abs() == 1.0))),
    ];
    let pattern = if apart < 0.0 {
        "Over {pairs} answered moves the answers stand {apart} {rungs} below what they answer, in the middle of all."
    } else if apart > 0.0 {
        "Over {pairs} answered moves the answers stand {apart} {rungs} above what they answer, in the middle of all."
    } else {
        "Over {pairs} answered moves the answers are in kind: in the middle of all on the rung of what they answer."
    };
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// Levels of moves and of their answers, in the order of the moves.
fn pairs(telling: &Telling<'_, '_, '_>) -> Vec<(f64, f64)> {
    let of = telling.record.moves.iter().zip(&telling.drawn.mode.pairing.of_moves);
    of.filter_map(|(act, fate)| match fate {
        Fate::Answered { level, .. } => Some((act.level, *level)),
        Fate::Unanswered | Fate::TooEarly => None,
    })
    .collect()
}

/// The highest rung of either side by period, from the first to the last event; none where there are too few periods or too many.
struct Tracks {
    mover: Vec<f64>,
    answerer: Vec<f64>,
}

impl Tracks {
    fn of(record: &Record<'_>, period: Period) -> Option<Self> {
        let length = days(period);
        let all = || record.moves.iter().chain(&record.replies).map(middle);
        let (first, last) = (all().reduce(f64::min)?, all().reduce(f64::max)?);
        let count = ((last - first) / length).floor() as usize + 1;
        if !(FEWEST..=MOST).contains(&count) {
            return None;
        }
        let track = |acts: &[Act<'_>]| {
            let mut highest = vec![0.0_f64; count];
            for act in acts {
                let at = (((middle(act) - first) / length).floor() as usize).min(count - 1);
                highest[at] = highest[at].max(act.level);
            }
            highest
        };
        Some(Self { mover: track(&record.moves), answerer: track(&record.replies) })
    }
}

fn middle(act: &Act<'_>) -> f64 {
    (act.days.0 + act.days.1) / 2.0
}

/// Whether both sides go together by period, and who leads.
fn by_period(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let period = telling.asking.case.settings.period;
    let tracks = Tracks::of(telling.record, period)?;
    let found = reciprocity(&tracks.mover, &tracks.answerer);
    let together = found.together?;
    let p = spearman_p(&tracks.mover, &tracks.answerer);
    let mut slots = vec![
        ("period", Phrase::text(period.word())),
        ("rungs", Phrase::text(if telling.record.scale.is_weights() { "weights" } else { "rungs" })),
        ("mover", telling.mover()),
        ("answerer", telling.answerer()),
        ("r", correlation(telling, "together", "rank correlation of the highest rungs of both by period", together)),
    ];
    if let Some(p) = p {
        slots.push(("p", telling.chance("together-by-chance", "share of all orders that go together as much", p)));
    }
    let says = Phrase::wording(say(
        match p {
            Some(_) => {
                "By {period} the highest {rungs} of {mover} and {answerer} go together with a rank correlation of {r} (as much or more by coincidence {p})"
            }
            None => {
                "By {period} the highest {rungs} of {mover} and {answerer} go together with a rank correlation of {r}"
            }
        },
        &slots,
    ));
    let lead = leads(telling, &found, period);
    Some(Reason { says: say("{says}{lead}.", &[("says", says), ("lead", lead)]), ..Reason::default() })
}

fn correlation(telling: &mut Telling<'_, '_, '_>, name: &str, label: &str, value: f64) -> Phrase {
    telling.measures.number(name, label, value, change(value, 1.0))
}

/// Who leads, a period ahead of the other.
fn leads(telling: &mut Telling<'_, '_, '_>, found: &Reciprocity, period: Period) -> Phrase {
    let Some((mover, answerer)) = found.mover_first.zip(found.answerer_first) else { return Phrase::nothing() };
    let mut of = |name: &str, lead: Lead| {
        correlation(telling, name, "rank correlation with the other a period later", lead.coefficient)
    };
    let numbers = [("first", of("mover-first", mover)), ("second", of("answerer-first", answerer))];
    let [first, second] = numbers;
    let slots = [
        first,
        second,
        ("mover", telling.mover()),
        ("answerer", telling.answerer()),
        ("period", Phrase::text(period.word())),
    ];
    let pattern = match found.leads {
        Some(Side::Mover) => "; {answerer} follows {mover} a {period} later ({first}, the other way {second})",
        Some(Side::Answerer) => "; {mover} follows {answerer} a {period} later ({second}, the other way {first})",
        None => "; a {period} later neither clearly follows the other ({first} and {second})",
    };
    Phrase::wording(say(pattern, &slots))
}

/// How fast the moves rise, where the case says that its rungs are equally far apart.
fn slope(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    if !telling.record.scale.has_distances() {
        return None;
    }
    let (times, levels) = series(telling);
    let found = theil_sen(&times, &levels, ALPHA)?;
    let unit = |value: f64| change(value, 1.0);
    let label = "rungs by which moves rise in a year: median slope of all pairs";
    let rungs = Phrase::text(telling.record.scale.unit(false));
    let mut slots =
        vec![("rungs", rungs), ("slope", telling.measures.number("slope", label, found.slope, unit(found.slope)))];
    let pattern = match found.interval {
        Some(interval) => {
            let label = "end of the interval of Hollander and Wolfe for it";
            slots.push(("low", telling.measures.number("slope-low", label, interval.low, unit(interval.low))));
            slots.push(("high", telling.measures.number("slope-high", label, interval.high, unit(interval.high))));
            let label = "how often such an interval holds the true slope";
            let coverage = crate::words::share_of(interval.coverage);
            slots.push(("coverage", telling.measures.number("slope-coverage", label, interval.coverage, coverage)));
            "Levels change by {slope} {rungs} a year in the middle of all pairs of moves ({low} to {high}, which holds the true slope in {coverage} of cases)."
        }
        None => "Levels change by {slope} {rungs} a year in the middle of all pairs of moves.",
    };
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// Times in years and levels of the moves, in the order of time.
fn series(telling: &Telling<'_, '_, '_>) -> (Vec<f64>, Vec<f64>) {
    let acts = telling.drawn.mode.order.iter().map(|place| &telling.record.moves[*place]);
    acts.map(|act| (middle(act) / YEAR, act.level)).unzip()
}

/// That moves answer moves of the same side, which makes the chance of a trend too small.
pub(crate) fn serial(telling: &mut Telling<'_, '_, '_>) -> Option<Wording> {
    let (times, levels) = series(telling);
    let left = lag_one(&times, &levels, &theil_sen(&times, &levels, ALPHA)?).filter(|left| *left > SERIAL)?;
    let label = "rank correlation of what is left of a move beside the trend with what is left of the next";
    let slots = [("left", correlation(telling, "serial", label, left))];
    Some(say(
        "Moves follow moves of the same side (what is left of neighbours beside the trend correlates by {left}), which makes the chance of a trend look too small.",
        &slots,
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};
    use detente_method::EffectiveCase;

    use super::*;
    use crate::draws::{at_mode, drawn};
    use crate::events::Asked;

    /// A moves every year from 1991 on, one rung higher each time; B answers a month later, one rung below. Rungs are equally far apart or not.
    fn case(interval: &str) -> Case {
        let mut files = Files::default();
        let rungs = (0..8).map(|rung| format!("\"rung {rung}\"")).collect::<Vec<_>>().join(", ");
        files.insert(
            "case.toml",
            format!(
                "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n[escalation]\nrungs = [{rungs}]\nwords = 1\n{interval}\n"
            ),
        );
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        let event = |(id, year, month, by, to, rung): (String, u32, &str, &str, &str, u32)| {
            format!("{id},{year}-{month},{year}-{month},{by},{to},what {id},{rung},assumed,\n")
        };
        let moves = (1..8).map(|n| event((format!("M{n}"), 1990 + n, "03", "A", "B", n)));
        let answers = (1..8).map(|n| event((format!("R{n}"), 1990 + n, "04", "B", "A", n - 1)));
        let rows: String = moves.chain(answers).collect();
        files.insert("events.csv", format!("id,date_from,date_to,actor,target,action,rung,basis,evidence\n{rows}"));
        files.insert("questions.csv", "id,question,kind,of\nS,How?,moves,A B\n");
        load(&files).case
    }

    #[test]
    fn moves_and_answers_of_a_case() {
        let own = case("");
        let reading = EffectiveCase::new(&own, None, &[]);
        let asked = Asked::of(&own.questions[0], &reading).unwrap();
        let record = Record::of(&asked, &reading);
        assert_eq!((record.moves.len(), record.replies.len(), record.unusable.len()), (7, 7, 0));
        let mode = at_mode(&record).unwrap();
        assert!(mode.rises() && (0..7).all(|place| mode.answered(place, None)));
        // Above rung 1, which is only words, stand the answers to the third move and on.
        assert_eq!(mode.between.unwrap().lowest_answered, 3.0);
        let drawn = drawn(&record, 1, 50).unwrap();
        assert_eq!((drawn.rises.probability, drawn.unsure.len()), (1.0, 0));
        let tracks = Tracks::of(&record, Period::Year).unwrap();
        assert_eq!(tracks.mover, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
        assert_eq!(tracks.answerer, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(reciprocity(&tracks.mover, &tracks.answerer).together, Some(1.0));
        assert!(Tracks::of(&record, Period::Day).is_none());
    }

    #[test]
    fn distances_are_told_only_where_the_case_has_them() {
        for (interval, has) in [("", false), ("interval = true", true), ("interval = false", false)] {
            let own = case(interval);
            let reading = EffectiveCase::new(&own, None, &[]);
            let asked = Asked::of(&own.questions[0], &reading).unwrap();
            assert_eq!(Record::of(&asked, &reading).scale.has_distances(), has, "{interval}");
        }
    }
}
