//! Trend and step in words.

use detente_case::SubjectKind;
use detente_method::numbers::{self, level};
use detente_method::{Asking, Measures, Phrase, day, names, periods, say};
use detente_moves::{Between, by_chance};
use detente_results::{Answer, Slot, Wording};

use crate::draws::{Drawn, Found, drawn, own_rate};
use crate::events::{Act, Asked, Record, unit};
use crate::{change_if, figure, reasons, together, weak};

/// Most draws of dates.
const DRAWS: u32 = 2_000;
/// Fewest of them, and most pairs of events that are compared in all draws together.
const LEAST_DRAWS: u32 = 20;
const MOST_WORK: usize = 50_000_000;
/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Share of all orders below which levels are said to go up.
const LEANS: f64 = 0.25;

/// The headline at the most likely dates: whether moves rise, and at which step they draw more than words.
pub(crate) fn class(found: &Found) -> String {
    let step = found.between.map_or("none".to_owned(), |between| format!("step {}", between.lowest_answered));
    format!("{} {step}", if found.rises() { "rise" } else { "flat" })
}

/// Trend and step of the moves of a pair.
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Answer {
    let Some(asked) = Asked::of(asking.question, asking.reading) else {
        return asking.not_known(Phrase::text("it does not name who moves and who answers"));
    };
    let record = Record::of(&asked, asking.reading);
    let draws = draws_of(&asked, &record, asking.options.draws.min(DRAWS));
    let Some(drawn) = drawn(&record, asking.options.seed, draws) else {
        return asking.not_known(nothing(asking, &asked));
    };
    let mut telling = Telling { asking, asked: &asked, record: &record, drawn: &drawn, measures: Measures::default() };
    let mut answer = asking.blank();
    answer.pattern = if telling.rises() { "mv.rise" } else { "mv.flat" }.to_owned();
    answer.verdict = vec![telling.trend()];
    answer.verdict.extend(telling.step());
    answer.how_sure = Some(telling.how_sure());
    answer.because = telling.data().into_iter().chain(reasons::reasons(&mut telling)).collect();
    answer.change_if = change_if::change_if(&mut telling);
    answer.weak = weak::weak(&telling);
    answer.weak.extend(together::serial(&mut telling));
    answer.figure = Some(figure::figure(&telling));
    answer.claims = record.moves.iter().chain(&record.replies).flat_map(claims).collect();
    answer.claims.sort();
    answer.claims.dedup();
    answer.measures = telling.measures.0;
    answer
}

/// Draws of the dates: fewer of many events of data sets, whose days are known.
fn draws_of(asked: &Asked, record: &Record<'_>, draws: u32) -> u32 {
    let events = (record.moves.len() + record.replies.len()).max(1);
    if asked.sets.is_empty() { draws } else { draws.min((MOST_WORK / (events * events)) as u32).max(LEAST_DRAWS) }
}

fn nothing(asking: &Asking<'_, '_>, asked: &Asked) -> Phrase {
    let [mover, answerer] = [asking.actor(&asked.mover), asking.actor(&asked.answerer)];
    let why = Phrase::text("no dated and scaled move of ").then(mover);
    let towards = Phrase::text(" towards ").then(answerer);
    why.then(if asked.places.is_empty() { towards } else { Phrase::text(" at these places") })
        .then(Phrase::text(" is coded"))
}

/// Claims of an event, the first few.
pub(crate) fn claims(act: &Act<'_>) -> Vec<String> {
    act.event.evidence.iter().take(CLAIMS).map(|word| word.text.clone()).collect()
}

/// An answer in the making.
pub(crate) struct Telling<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub asked: &'t Asked,
    pub record: &'t Record<'c>,
    pub drawn: &'t Drawn,
    pub measures: Measures,
}

impl Telling<'_, '_, '_> {
    /// Whether moves rise in most draws.
    pub fn rises(&self) -> bool {
        self.drawn.rises.probability > 0.5
    }

    pub fn mover(&self) -> Phrase {
        self.asking.actor(&self.asked.mover)
    }

    pub fn answerer(&self) -> Phrase {
        self.asking.actor(&self.asked.answerer)
    }

    /// ` at these places`, or nothing where the question names none.
    pub fn where_(&self) -> Phrase {
        if self.asked.places.is_empty() {
            return Phrase::nothing();
        }
        let name = |id: &String| {
            let slot = Slot::Named { what: SubjectKind::Place.what().to_owned(), id: id.clone() };
            Phrase::named(names::place_in_text(self.asking.case, id), slot)
        };
        Phrase::text(" at ").then(Phrase::list(self.asked.places.iter().map(name).collect()))
    }

    /// A rung by its name, in quotation marks.
    pub fn rung(&self, level: f64) -> Phrase {
        let slot = Slot::Named { what: "rung".to_owned(), id: level.to_string() };
        let name = self.record.scale.name(level);
        Phrase::named(if self.record.scale.is_weights() { name } else { format!("“{name}”") }, slot)
    }

    /// What an event is, by its action.
    pub fn event(&self, act: &Act<'_>) -> Phrase {
        let what = if self.asked.sets.is_empty() { "event" } else { "data-event" };
        let slot = Slot::Named { what: what.to_owned(), id: act.event.id.to_owned() };
        Phrase::named(format!("“{}”", act.event.action), slot)
    }

    /// When an event was, as exactly as the case has it.
    pub fn when(&self, act: &Act<'_>) -> Phrase {
        match (act.event.from, act.event.to) {
            (Some(from), Some(to)) if from != to => day(from).then(Phrase::text(" to ")).then(day(to)),
            (Some(date), _) | (None, Some(date)) => day(date),
            (None, None) => Phrase::nothing(),
        }
    }

    /// Who did it.
    pub fn doers(&self, act: &Act<'_>) -> Phrase {
        let ids: Vec<&str> = act.event.actors.iter().map(|word| &*word.text).collect();
        self.asking.actors(&ids)
    }

    /// How many moves there are.
    pub fn count(&self) -> Phrase {
        Phrase::count(&self.ids(&|_| true))
    }

    /// Ids of the moves for which something holds.
    pub fn ids(&self, holds: &dyn Fn(usize) -> bool) -> Vec<String> {
        let of = self.record.moves.iter().enumerate().filter(|(place, _)| holds(*place));
        of.map(|(_, act)| act.event.id.to_owned()).collect()
    }

    /// The window, as a span of time.
    pub fn window(&mut self) -> Phrase {
        let from = self.measures.keep("window", "how long an answer may take", self.asked.window);
        periods(self.asked.window, unit(self.asking.case), from)
    }

    /// A window so many times as long.
    pub fn other_window(&mut self, name: &str, times: f64) -> Phrase {
        let from = self.measures.keep(name, "another time that an answer may take", times * self.asked.window);
        periods(times * self.asked.window, unit(self.asking.case), from)
    }

    /// A chance as a number.
    pub fn chance(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        let text = if value < 0.005 { "less than .005".to_owned() } else { level(value, 1.0) };
        self.measures.number(name, label, value, text)
    }

    /// Levels of the first and the last move in the order of the middles of their dates.
    fn ends(&self) -> Option<(f64, f64)> {
        let order = &self.drawn.mode.order;
        let of = |place: &usize| self.record.moves[*place].level;
        order.first().map(of).zip(order.last().map(of))
    }

    /// Whether moves rise, fall or neither.
    fn trend(&mut self) -> Wording {
        let order = self.order();
        let mut slots =
            vec![("mover", self.mover()), ("where", self.where_()), ("count", self.count()), ("order", order)];
        if let Some(rising) = self.drawn.mode.trend {
            let label = "share of all orders of these moves that rise as much or more";
            slots.push(("chance", self.chance("order-by-chance", label, rising.chance)));
        }
        let pattern = match (self.rises(), self.drawn.mode.trend) {
            (true, _) => {
                "The moves of {mover}{where} rise{order}: by chance alone an order so steep comes with a share of {chance}."
            }
            (false, Some(rising))
                if rising.score > 0
                    && rising.chance < LEANS
                    && self.ends().is_some_and(|(first, last)| last > first) =>
            {
                "The moves of {mover}{where} go up{order}, but there are only {count}, and of all their orders a share of {chance} rises as much: no trend can be told."
            }
            (false, Some(_)) => "No trend can be told from the {count} moves of {mover}{where}{order}.",
            (false, None) if self.record.moves.len() == 1 => {
                "Only {count} move of {mover}{where} is coded, from which no trend can be told{order}."
            }
            (false, None) => "Only {count} moves of {mover}{where} are coded, too few to tell a trend{order}.",
        };
        say(pattern, &slots)
    }

    /// ` from “a” to “b”`, or that all are alike.
    fn order(&self) -> Phrase {
        match self.ends() {
            Some((first, last)) if first != last => {
                Phrase::text(", from ").then(self.rung(first)).then(Phrase::text(" to ")).then(self.rung(last))
            }
            Some((first, _)) if self.record.moves.len() > 1 => Phrase::text(", first and last ").then(self.rung(first)),
            Some((only, _)) => Phrase::text(", ").then(self.rung(only)),
            None => Phrase::nothing(),
        }
    }

    /// From which rung on moves drew more than words.
    fn step(&mut self) -> Vec<Wording> {
        let mode = &self.drawn.mode;
        let words = self.record.scale.words();
        let (all, drew) = (mode.ready(), self.ids(&|place| mode.answered(place, Some(words))));
        let tried = self.ids(&|place| mode.pairing.of_moves[place] != detente_moves::Fate::TooEarly);
        let highest = self.record.moves.iter().map(|act| act.level).reduce(f64::max).unwrap_or_default();
        let mut slots = vec![
            ("answerer", self.answerer()),
            ("drew", Phrase::count(&drew)),
            ("all", Phrase::count(&tried)),
            ("highest", self.rung(highest)),
            ("by", self.who_drew(words)),
        ];
        if all == 0 {
            return vec![say(
                "Whether {answerer} answered cannot be told yet: every window runs past the end of the record.",
                &slots,
            )];
        }
        let common = self.drawn.drew.probability > 0.5;
        let Some((between, share)) = self.drawn.between.filter(|_| common) else {
            return vec![say(
                "Nothing up to {highest} drew more than words from {answerer} ({all} looked at).",
                &slots,
            )];
        };
        let places = share.draws;
        let label = "share of draws of the dates in which the step lies there";
        slots.push(("share", self.measures.share("step", label, share.probability, places)));
        slots.push(("lowest", self.rung(between.lowest_answered)));
        slots.extend(between.highest_unanswered.map(|level| ("unanswered", self.rung(level))));
        patterns_of(&between, drew.len()).iter().map(|pattern| say(pattern, &slots)).collect()
    }

    /// Who answered with more than words: `from` whom.
    fn who_drew(&self, words: f64) -> Phrase {
        let mut ids: Vec<&str> = Vec::new();
        let of = self.record.replies.iter().zip(&self.drawn.mode.pairing.of_replies);
        for (reply, _) in of.filter(|(reply, to)| to.is_some() && reply.level > words) {
            ids.extend(
                reply.event.actors.iter().map(|word| &*word.text).filter(|id| !ids.contains(id)).collect::<Vec<&str>>(),
            );
        }
        Phrase::text("from ").then(self.asking.actors(&ids))
    }

    /// How sure the step is, and how often an answer would come by chance.
    fn how_sure(&mut self) -> Wording {
        let mode = &self.drawn.mode;
        let answered = self.ids(&|place| mode.answered(place, None));
        let tried = self.ids(&|place| mode.pairing.of_moves[place] != detente_moves::Fate::TooEarly);
        let mut slots = vec![
            ("answered", Phrase::standing_alone(&answered)),
            ("all", Phrase::count(&tried)),
            ("window", self.window()),
        ];
        let Some(chance) = by_chance(own_rate(self.record), self.record.window) else {
            return say("{answered} of {all} answered at all; how many would be by chance is not known", &slots);
        };
        let label = "chance that an event of the other side falls into a window, whatever is done";
        slots.push(("chance", self.chance("by-chance", label, chance)));
        say(
            "{answered} of {all} answered at all; coincidence alone would put an answer within {window} of a move with {chance}",
            &slots,
        )
    }
}

/// How the step is told.
/// The sentences that tell of a step.
fn patterns_of(between: &Between, drew: usize) -> &'static [&'static str] {
    match (between.highest_unanswered, between.parts(), drew) {
        (None, ..) => {
            &["Every move drew more than words from {answerer} ({drew} of {all}), from {lowest} on ({share})."]
        }
        (Some(_), true, _) => &[
            "Up to {unanswered} {answerer} answered with words at most; from {lowest} on with more ({drew} of {all}, {share}).",
        ],
        (Some(level), false, 1) if level == between.lowest_answered => &[
            "More than words from {answerer} came once, at {lowest}, {by}.",
            "Another move on that rung drew none ({drew} of {all} drew more than words, {share}).",
        ],
        (Some(_), false, 1) => &[
            "More than words from {answerer} came once, at {lowest}, {by}.",
            "Moves up to {unanswered} drew no more than words ({drew} of {all} drew more, {share}): that is no sharp step.",
        ],
        (Some(_), false, _) => &[
            "The step from which {answerer} answers with more than words lies between {lowest} and {unanswered} ({drew} of {all}, {share}); it is not sharp.",
        ],
    }
}

/// Rounds a share for a measure's text.
pub(crate) fn share_of(value: f64) -> String {
    numbers::level(value, 1.0)
}
