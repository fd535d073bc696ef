//! What is said of a pair: who gives what, what stands against it, and no sum.

use detente_case::case::{Basis, SizeBasis};
use detente_chance::Summary;
use detente_method::numbers::level;
use detente_method::{Asking, Phrase, Samples, names, say};
use detente_results::{
    Answer, AnswerFigure, Axis, EstimateField, IntervalRow, Measured, NumberFrom, Reason, Shown, Slot, Wording,
};

use crate::ledger::{Entry, Ledger, Pair, Sign, Way};

/// From this distance to zero on a tie is strong.
const STRONG: f64 = 0.6;
/// From this distance to zero on a tie is of middle size.
const MIDDLE: f64 = 0.3;
/// Range of an affinity.
const RANGE: f64 = 2.0;
/// Most claims of a reason.
const CLAIMS: usize = 4;

/// The answer of a ledger that has entries.
pub(crate) fn answer<'c>(asking: &Asking<'_, 'c>, pair: &Pair, ledger: &Ledger<'c>) -> Answer {
    let mut answer = Answer { pattern: "pr.ledger".to_owned(), ..asking.blank() };
    answer.verdict.push(standing(asking, pair, ledger));
    let both_ways = ledger.entries.iter().any(|entry| entry.way == Way::Both && entry.sign != Sign::Open);
    let one_way = one_way(asking, pair, ledger);
    if both_ways {
        // What holds both ways is the verdict; what each gives the other comes first of what is behind it.
        answer.because.extend(one_way.into_iter().map(|says| Reason { says, ..Reason::default() }));
    } else {
        answer.verdict.extend(one_way);
    }
    answer.how_sure = how_sure(ledger);
    let told = Told { asking, ledger };
    for group in GROUPS {
        let entries = ledger.with(group.sign, group.way);
        let reason = told.reason(pair, group, &entries, &mut answer);
        answer.because.extend(reason);
    }
    answer.because.extend(told.beside(
        &ledger.overall,
        "Beside these rows the coder put",
        "a judgement of its own, no sum of the rows",
    ));
    answer.because.extend(told.beside(
        &ledger.data,
        "Beside what documents say, data sets give",
        "by a rule of the case",
    ));
    let first = told.first_to_turn(&mut answer);
    answer.change_if.extend(first);
    answer.figure = Some(told.figure(pair));
    answer
}

/// A part of the ledger.
#[derive(Clone, Copy)]
struct Group {
    sign: Sign,
    way: Way,
}

/// The parts in the order in which they are told.
const GROUPS: [Group; 6] = [
    Group { sign: Sign::Close, way: Way::Both },
    Group { sign: Sign::Odds, way: Way::Both },
    Group { sign: Sign::Close, way: Way::FromA },
    Group { sign: Sign::Close, way: Way::FromB },
    Group { sign: Sign::Odds, way: Way::FromA },
    Group { sign: Sign::Odds, way: Way::FromB },
];

/// `Japan and the United States are close in …, at odds in …`.
fn standing(asking: &Asking<'_, '_>, pair: &Pair, ledger: &Ledger<'_>) -> Wording {
    let (close, odds) = (ledger.with(Sign::Close, Way::Both), ledger.with(Sign::Odds, Way::Both));
    let pattern = match (close.is_empty(), odds.is_empty()) {
        (false, false) => "{a} and {b} are close in {close} and at odds in {odds}; no sum is made of it.",
        (false, true) => {
            "{a} and {b} are close in {close}, and at odds in nothing that holds both ways; no sum is made of it."
        }
        (true, false) => {
            "{a} and {b} are at odds in {odds}, and close in nothing that holds both ways; no sum is made of it."
        }
        (true, true) => "Between {a} and {b} nothing holds both ways; no sum is made of what holds one way.",
    };
    let slots = [
        ("a", asking.actor(&pair.a)),
        ("b", asking.actor(&pair.b)),
        ("close", titles(asking, &close)),
        ("odds", titles(asking, &odds)),
    ];
    say(pattern, &slots)
}

/// What each gives the other, and what stands against it from its side.
fn one_way(asking: &Asking<'_, '_>, pair: &Pair, ledger: &Ledger<'_>) -> Vec<Wording> {
    let sides = [(&pair.a, &pair.b, Way::FromA), (&pair.b, &pair.a, Way::FromB)];
    let said = sides.into_iter().filter_map(|(from, to, way)| {
        let (gives, against) = (ledger.with(Sign::Close, way), ledger.with(Sign::Odds, way));
        let pattern = match (gives.is_empty(), against.is_empty()) {
            (false, false) => "{from} gives {to} {gives}; from its side {against} {stand} against that.",
            (false, true) => "{from} gives {to} {gives}, and nothing of its own stands against that.",
            (true, false) => {
                "{from} gives {to} nothing that is coded, and from its side {against} {stand} between them."
            }
            (true, true) => return None,
        };
        let stand = if against.len() > 1 { "stand" } else { "stands" };
        let slots = [
            ("from", asking.actor(from)),
            ("to", asking.actor(to)),
            ("gives", titles(asking, &gives)),
            ("against", titles(asking, &against)),
            ("stand", Phrase::text(stand)),
        ];
        Some(say(pattern, &slots))
    });
    said.collect()
}

/// How many signs are settled.
fn how_sure(ledger: &Ledger<'_>) -> Option<Wording> {
    let name = |entry: &Entry<'_>| entry.tie.id.text.clone();
    let all: Vec<String> = ledger.entries.iter().map(name).collect();
    let open: Vec<String> = ledger.entries.iter().filter(|entry| entry.sign == Sign::Open).map(name).collect();
    let slots = [("all", Phrase::count(&all)), ("open", Phrase::count(&open))];
    Some(if open.is_empty() {
        say("every sign holds over its whole interval", &slots)
    } else {
        say("of {all} rows {open} may be of either sign", &slots)
    })
}

fn titles(asking: &Asking<'_, '_>, entries: &[&Entry<'_>]) -> Phrase {
    Phrase::list(entries.iter().map(|entry| title(asking, entry)).collect())
}

/// What a tie is in a few words, and whose it is where it is a part's.
fn title(asking: &Asking<'_, '_>, entry: &Entry<'_>) -> Phrase {
    let own = entry.tie.title.trim();
    let text = if own.is_empty() { names::spoken(&entry.tie.dimension) } else { own.to_owned() };
    let slot = Slot::Named { what: "tie".to_owned(), id: entry.tie.id.text.clone() };
    let title = Phrase::named(text, slot);
    match entry.part {
        Some(part) => title.then(Phrase::text(" (")).then(asking.actor(part)).then(Phrase::text(")")),
        None => title,
    }
}

/// A ledger that is being told.
struct Told<'t, 'a, 'c> {
    asking: &'t Asking<'a, 'c>,
    ledger: &'t Ledger<'c>,
}

impl Told<'_, '_, '_> {
    /// One part of the ledger with its numbers.
    fn reason(&self, pair: &Pair, group: Group, entries: &[&Entry<'_>], answer: &mut Answer) -> Option<Reason> {
        let pattern = match (group.sign, group.way) {
            (Sign::Close, Way::Both) => "Close, both ways: {rows}{guess}.",
            (_, Way::Both) => "At odds, both ways: {rows}{guess}.",
            (Sign::Close, _) => "From {from} for {to}: {rows}{guess}.",
            _ => "From {from} against {to}: {rows}{guess}.",
        };
        let (from, to) = if group.way == Way::FromB { (&pair.b, &pair.a) } else { (&pair.a, &pair.b) };
        let rows: Vec<Phrase> = entries.iter().map(|entry| self.with_size(entry, answer)).collect();
        let slots = [
            ("from", self.asking.actor(from)),
            ("to", self.asking.actor(to)),
            ("rows", Phrase::list(rows)),
            ("guess", Phrase::text(self.guess(entries))),
        ];
        (!entries.is_empty()).then(|| Reason {
            claims: claims(entries),
            says: say(pattern, &slots),
            ..Reason::default()
        })
    }

    /// `the alliance, strong (.95)`.
    fn with_size(&self, entry: &Entry<'_>, answer: &mut Answer) -> Phrase {
        let sizes = entry.quantities.iter().map(|index| self.number(*index, answer)).collect();
        let strength = match self.mode(entry.quantities[0]).abs() {
            size if size >= STRONG => ", strong (",
            size if size >= MIDDLE => ", of middle strength (",
            _ => ", weak (",
        };
        let title = title(self.asking, entry).then(Phrase::text(strength));
        title.then(Phrase::list(sizes)).then(Phrase::text(")"))
    }

    /// The most likely value of a tie, with where it comes from.
    fn number(&self, index: usize, answer: &mut Answer) -> Phrase {
        let path = self.asking.case.quantities.get(index).path.to_string();
        let value = self.mode(index);
        let from = if self.asking.reading.estimate(index) == self.asking.case.quantities.get(index).estimate {
            NumberFrom::Quantity { path, field: EstimateField::Mode }
        } else {
            let label = "most likely value of the tie as it stands here".to_owned();
            answer.measures.insert(path.clone(), Measured { label, value });
            NumberFrom::Measure { name: path }
        };
        Phrase::number(level(value, RANGE), value, from)
    }

    fn mode(&self, index: usize) -> f64 {
        self.asking.reading.estimate(index).mode()
    }

    /// Whether the sizes are the coder's guesses.
    fn guess(&self, entries: &[&Entry<'_>]) -> &'static str {
        let guessed = |index: &usize| {
            let quantity = self.asking.case.quantities.get(*index);
            quantity.basis == Basis::Assumed || quantity.size == Some(SizeBasis::Guessed)
        };
        let all = entries.iter().flat_map(|entry| &entry.quantities).filter(|index| guessed(index)).count();
        let of = entries.iter().map(|entry| entry.quantities.len()).sum::<usize>();
        match all {
            0 => "",
            all if all == of => "; the sizes are the coder's guesses",
            _ => "; some of the sizes are the coder's guesses",
        }
    }

    /// Numbers that stand beside the ledger.
    fn beside(&self, entries: &[Entry<'_>], what: &str, why: &str) -> Option<Reason> {
        let entries: Vec<&Entry<'_>> = entries.iter().collect();
        let rows: Vec<Phrase> = entries.iter().map(|entry| self.estimate(entry)).collect();
        let slots = [("what", Phrase::text(what)), ("rows", Phrase::list(rows)), ("why", Phrase::text(why))];
        let says = say("{what}: {rows}; {why}.", &slots);
        (!entries.is_empty()).then(|| Reason { says, claims: claims(&entries), changes: Vec::new() })
    }

    /// `record −.20`, as the case has it.
    fn estimate(&self, entry: &Entry<'_>) -> Phrase {
        let index = entry.quantities[0];
        let path = self.asking.case.quantities.get(index).path.to_string();
        let value = self.asking.case.quantities.get(index).estimate.mode();
        let number =
            Phrase::number(level(value, RANGE), value, NumberFrom::Quantity { path, field: EstimateField::Mode });
        title(self.asking, entry).then(Phrase::text(" ")).then(number)
    }

    /// The row whose sign turns first: the one whose interval ends nearest to zero.
    fn first_to_turn(&self, answer: &mut Answer) -> Option<Reason> {
        let settled = self.ledger.entries.iter().filter(|entry| entry.sign != Sign::Open);
        let room = |entry: &Entry<'_>| self.mode(entry.quantities[0]).abs();
        let first = settled.min_by(|a, b| room(a).total_cmp(&room(b)))?;
        let index = first.quantities[0];
        let estimate = self.asking.reading.estimate(index);
        let inner = if first.sign == Sign::Close { estimate.low() } else { estimate.high() };
        answer
            .measures
            .insert("room".to_owned(), Measured { label: "from its interval to zero".to_owned(), value: inner.abs() });
        let room =
            Phrase::number(level(inner.abs(), RANGE), inner.abs(), NumberFrom::Measure { name: "room".to_owned() });
        let slots = [("row", title(self.asking, first)), ("value", self.number(index, answer)), ("room", room)];
        let pattern = if inner == 0.0 {
            "The first sign to turn would be that of {row}: it stands at {value}, and its interval ends at zero."
        } else {
            "The first sign to turn would be that of {row}: it stands at {value}, and its interval ends {room} short of zero."
        };
        let path = &self.asking.case.quantities.get(index).path;
        Some(Reason { says: say(pattern, &slots), claims: claims(&[first]), changes: vec![format!("{path}=0")] })
    }

    /// A row for each dimension and direction.
    fn figure(&self, pair: &Pair) -> AnswerFigure {
        let indices: Vec<usize> = self.ledger.entries.iter().flat_map(|entry| entry.quantities.clone()).collect();
        let asking = self.asking;
        let samples = Samples::draw(asking.reading, indices, asking.options.seed, asking.options.draws, asking.samples);
        let rows = self.ledger.entries.iter().filter_map(|entry| self.interval(pair, entry, &samples)).collect();
        let axis = Axis { least: -1.0, least_means: "hostile".to_owned(), most: 1.0, most_means: "close".to_owned() };
        let slots = [("a", asking.actor(&pair.a)), ("b", asking.actor(&pair.b))];
        let caption = say("What lies between {a} and {b}, by dimension and direction", &slots);
        AnswerFigure { caption, shows: Shown::Intervals { axis, rows } }
    }

    fn interval(&self, pair: &Pair, entry: &Entry<'_>, samples: &Samples) -> Option<IntervalRow> {
        let summary = Summary::of(samples.column(entry.quantities[0]))?;
        let [low, high] = detente_method::numbers::ends(&summary);
        let title = say("{title}", &[("title", title(self.asking, entry))]).text;
        let name = |id: &str| self.asking.name(id);
        let way = match entry.way {
            Way::Both => "both ways".to_owned(),
            Way::FromA => format!("{} → {}", name(&pair.a), name(&pair.b)),
            Way::FromB => format!("{} → {}", name(&pair.b), name(&pair.a)),
        };
        Some(IntervalRow { label: format!("{title}, {way}"), low, middle: summary.p50, high, was: None })
    }
}

/// The first claims of rows, the most direct one of each first.
fn claims(entries: &[&Entry<'_>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let most = entries.iter().map(|entry| entry.tie.ground.evidence.len()).max().unwrap_or_default();
    for place in 0..most {
        for claim in entries.iter().filter_map(|entry| entry.tie.ground.evidence.get(place)) {
            if !found.contains(&claim.text) {
                found.push(claim.text.clone());
            }
        }
    }
    found.truncate(CLAIMS);
    found
}
