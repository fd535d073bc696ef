//! What holds in every draw of the dates: pairs, trend, step.

use std::collections::BTreeMap;

use detente_chance::{Proportion, Stream};
use detente_moves::{
    Between, Deed, Fate, LEAST_POINTS, NullOfS, Pairing, Reply, Span, Tried, Window, answers_outside, pair, score, step,
};

use crate::events::{Act, Record};

/// A trend is told from a chance below this.
pub(crate) const CHANCE: f64 = 0.05;
/// And from so many moves on.
pub(crate) const POINTS: usize = 5;

/// What was found with one set of dates.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Places of the moves in the order of time.
    pub order: Vec<usize>,
    pub pairing: Pairing,
    /// Kendall's score of the levels in that order, and the chance of one as high; `None` with too few moves.
    pub trend: Option<Rising>,
    /// Moves whose window has ended, or that were answered.
    pub tried: Vec<Tried>,
    pub between: Option<Between>,
}

/// A score and its chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rising {
    pub score: i64,
    pub chance: f64,
}

impl Found {
    /// Whether moves rise.
    pub fn rises(&self) -> bool {
        self.order.len() >= POINTS && self.trend.is_some_and(|trend| trend.chance < CHANCE)
    }

    /// Moves that can be looked at: their window has ended, or they were answered.
    pub fn ready(&self) -> usize {
        self.tried.len()
    }

    /// Whether a move was answered, at all or by more than words.
    pub fn answered(&self, place: usize, above: Option<f64>) -> bool {
        matches!(self.pairing.of_moves[place], Fate::Answered { level, .. } if above.is_none_or(|words| level > words))
    }
}

/// What holds over the draws.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// With every date in the middle of its interval.
    pub mode: Found,
    pub rises: Proportion,
    /// Draws in which some move drew more than words.
    pub drew: Proportion,
    /// The step that was found most often, with its share.
    pub between: Option<(Between, Proportion)>,
    /// For each move the share of draws in which it was answered, and by more than words.
    pub answered: Vec<(Proportion, Proportion)>,
    /// Events of the other side whose move turns with the dates.
    pub unsure: Vec<usize>,
}

/// With every date in the middle of its interval; `None` where there is no move.
pub(crate) fn at_mode(record: &Record<'_>) -> Option<Found> {
    (!record.moves.is_empty()).then(|| found(record, &Nulls::of(record), record.window, &|_| 0.5))
}

/// The same with another window.
pub(crate) fn within(record: &Record<'_>, window: f64) -> Found {
    found(record, &Nulls::of(record), window, &|_| 0.5)
}

/// The chances of scores, which hang on the levels alone.
struct Nulls(NullOfS);

impl Nulls {
    fn of(record: &Record<'_>) -> Self {
        Self(NullOfS::of(&record.moves.iter().map(|act| act.level).collect::<Vec<f64>>()))
    }
}

fn found(record: &Record<'_>, nulls: &Nulls, window: f64, at: &dyn Fn(&Act<'_>) -> f64) -> Found {
    let deed = |act: &Act<'_>| {
        let (from, to) = act.days;
        Deed { time: from + at(act) * (to - from), level: act.level }
    };
    let moves: Vec<Deed> = record.moves.iter().map(deed).collect();
    let replies: Vec<Reply> =
        record.replies.iter().map(|act| Reply { deed: deed(act), answers: act.answers }).collect();
    let mut order: Vec<usize> = (0..moves.len()).collect();
    order.sort_by(|a, b| moves[*a].time.total_cmp(&moves[*b].time));
    let levels: Vec<f64> = order.iter().map(|place| moves[*place].level).collect();
    let rising = || {
        let score = score(&levels);
        Rising { score, chance: nulls.0.at_least(score) }
    };
    let trend = (levels.len() >= LEAST_POINTS).then(rising);
    let pairing = pair(&moves, &replies, Window { length: window, end: record.days.1 });
    let words = record.scale.words();
    let ready = pairing.of_moves.iter().zip(&moves).filter(|(fate, _)| **fate != Fate::TooEarly);
    let tried: Vec<Tried> = ready
        .map(|(fate, made)| Tried {
            level: made.level,
            answered: matches!(fate, Fate::Answered { level, .. } if *level > words),
        })
        .collect();
    let between = step(&tried).and_then(|step| step.between);
    Found { order, pairing, trend, tried, between }
}

/// Over so many draws; `None` where there is no move.
pub(crate) fn drawn(record: &Record<'_>, seed: u64, draws: u32) -> Option<Drawn> {
    let mode = at_mode(record)?;
    let nulls = Nulls::of(record);
    let stream = |act: &Act<'_>| Stream::new(seed, &format!("events/{}/date", act.event.id));
    let streams: BTreeMap<&str, Stream> =
        record.moves.iter().chain(&record.replies).map(|act| (act.event.id, stream(act))).collect();
    let all: Vec<Found> = (0..u64::from(draws.max(1)))
        .map(|draw| {
            let at = |act: &Act<'_>| streams.get(act.event.id).map_or(0.5, |stream| stream.uniform(draw));
            found(record, &nulls, record.window, &at)
        })
        .collect();
    let share = |holds: &dyn Fn(&Found) -> bool| {
        Proportion::counted(all.iter().filter(|one| holds(one)).count() as u32, all.len() as u32)
    };
    let words = record.scale.words();
    let answered =
        |place: usize| (share(&|one| one.answered(place, None)), share(&|one| one.answered(place, Some(words))));
    let turns = |reply: usize| all.iter().any(|one| one.pairing.of_replies[reply] != mode.pairing.of_replies[reply]);
    Some(Drawn {
        rises: share(&Found::rises),
        drew: share(&|one| one.between.is_some()),
        between: most_frequent(&all),
        answered: (0..record.moves.len()).map(answered).collect(),
        unsure: (0..record.replies.len()).filter(|reply| turns(*reply)).collect(),
        mode,
    })
}

/// The step found most often among the draws that have one; of equals the lower.
fn most_frequent(all: &[Found]) -> Option<(Between, Proportion)> {
    let mut counts: Vec<(Between, u32)> = Vec::new();
    for between in all.iter().filter_map(|one| one.between) {
        match counts.iter_mut().find(|(known, _)| *known == between) {
            Some((_, count)) => *count += 1,
            None => counts.push((between, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.lowest_answered.total_cmp(&b.0.lowest_answered)));
    let (between, count) = counts.first()?;
    Some((*between, Proportion::counted(*count, all.len() as u32)))
}

/// What the answering side does without being moved, with every date in the middle of its interval: outside all windows, or over the whole record
/// where no event of it lies outside.
pub(crate) fn own_rate(record: &Record<'_>) -> Span {
    let middle = |act: &Act<'_>| Deed { time: (act.days.0 + act.days.1) / 2.0, level: act.level };
    let moves: Vec<Deed> = record.moves.iter().map(middle).collect();
    let replies: Vec<Reply> = record.replies.iter().map(|act| Reply { deed: middle(act), answers: None }).collect();
    let (start, end) = record.days;
    let outside = answers_outside(&moves, &replies, Window { length: record.window, end }, start);
    if outside.length > 0.0 && outside.count > 0 {
        return outside;
    }
    Span { count: replies.len() as u32, length: end - start }
}
