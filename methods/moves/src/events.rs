//! The events of a case as moves and answers.

use detente_case::case::{DataEvent, Event, EventQuarter, Period, Question, Word};
use detente_case::question::about;
use detente_case::{Case, Date, Escalation, EventScale, SubjectKind};
use detente_method::EffectiveCase;
use detente_moves::{Quarter, intensity, plover};

/// The window where the question gives none, in its unit.
const WINDOW: f64 = 3.0;
/// The largest weight against the other.
const MOST_WEIGHT: f64 = 10.0;
/// Days of a year.
pub(crate) const YEAR: f64 = 365.242_5;

/// The unit of the window: months, or the period of the case where that is shorter.
pub(crate) fn unit(case: &Case) -> Period {
    match case.settings.period {
        shorter @ (Period::Day | Period::Week) => shorter,
        Period::Month | Period::Quarter | Period::Year => Period::Month,
    }
}

/// Days of a unit of the window, or of a period of the case.
pub(crate) fn days(unit: Period) -> f64 {
    match unit {
        Period::Day => 1.0,
        Period::Week => 7.0,
        Period::Month => YEAR / 12.0,
        Period::Quarter => YEAR / 4.0,
        Period::Year => YEAR,
    }
}

/// Who moves, who answers, where, and how long an answer may take.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub mover: String,
    pub answerer: String,
    pub places: Vec<String>,
    /// Data sets whose events count in place of those that are coded.
    pub sets: Vec<String>,
    /// Whether moves elsewhere count too.
    pub elsewhere: bool,
    /// In units.
    pub window: f64,
}

impl Asked {
    pub fn of(question: &Question, reading: &EffectiveCase<'_>) -> Option<Self> {
        let about: Vec<_> = question.of.iter().filter_map(|word| about(reading.case, question.kind, word)).collect();
        let ids = |kind: SubjectKind| about.iter().filter_map(move |one| one.id(kind)).map(str::to_owned);
        let mut actors = ids(SubjectKind::Actor);
        let (mover, answerer) = (actors.next()?, actors.next()?);
        let window = question.threshold.filter(|units| *units > 0.0 && units.is_finite()).unwrap_or(WINDOW);
        let (places, sets) = (ids(SubjectKind::Place).collect(), ids(SubjectKind::DataSet).collect());
        Some(Self { mover, answerer, places, sets, elsewhere: false, window })
    }

    /// The same, wherever it was: moves in the places still count, whomever they were aimed at.
    pub fn anywhere(&self) -> Self {
        Self { elsewhere: true, ..self.clone() }
    }
}

/// On which scale levels are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scale<'c> {
    /// The case's own.
    Own(&'c Escalation),
    /// Cooperation 0, hostile words 1, hostile deeds 2.
    Quarters,
    /// Weights against the other, 0 to 10, of scores by code that the case names.
    Weights(&'c EventScale),
    /// The same of the scores that stand in the rows of data sets.
    Scores,
}

impl Scale<'_> {
    /// The highest level that is only words.
    pub fn words(self) -> f64 {
        match self {
            Self::Own(scale) => scale.words as f64,
            Self::Quarters => plover(Quarter::VerbalConflict),
            Self::Weights(scale) => scale.words,
            Self::Scores => EventScale::WORDS,
        }
    }

    /// Whether distances on it mean something: rungs that are equally far apart, as the case says, or weights.
    pub fn has_distances(self) -> bool {
        self.is_weights() || matches!(self, Self::Own(scale) if scale.interval)
    }

    /// Whether levels are weights, and not rungs.
    pub fn is_weights(self) -> bool {
        matches!(self, Self::Weights(_) | Self::Scores)
    }

    /// What levels are counted in, one of them or several.
    pub fn unit(self, one: bool) -> &'static str {
        match (self.is_weights(), one) {
            (true, true) => "point of weight",
            (true, false) => "points of weight",
            (false, true) => "rung",
            (false, false) => "rungs",
        }
    }

    /// What a level is called.
    pub fn name(self, level: f64) -> String {
        match (self, level as u8) {
            (Self::Own(scale), _) => scale.rung(level).unwrap_or_default().to_owned(),
            (Self::Quarters, 0) => "no step of conflict".to_owned(),
            (Self::Quarters, 1) => "hostile words".to_owned(),
            (Self::Quarters, _) => "hostile deeds".to_owned(),
            (Self::Weights(_) | Self::Scores, _) => format!("weight {level:.1}"),
        }
    }

    /// The highest level that there is.
    pub fn most(self) -> f64 {
        match self {
            Self::Own(scale) => scale.rungs.len() as f64 - 1.0,
            Self::Quarters => plover(Quarter::MaterialConflict),
            Self::Weights(_) | Self::Scores => MOST_WEIGHT,
        }
    }

    fn of(self, event: &Event) -> Option<f64> {
        match self {
            Self::Own(_) => event.rung,
            Self::Quarters => quarter(event).map(plover),
            Self::Weights(_) | Self::Scores => None,
        }
    }

    fn of_data(self, event: &DataEvent) -> Option<f64> {
        match self {
            Self::Own(_) => None,
            Self::Quarters => Some(plover(quarter_of(event.quarter))),
            Self::Weights(scale) => scale.score(&event.code).map(intensity),
            Self::Scores => event.score.map(intensity),
        }
    }
}

fn quarter_of(quarter: EventQuarter) -> Quarter {
    match quarter {
        EventQuarter::VerbalCooperation => Quarter::VerbalCooperation,
        EventQuarter::MaterialCooperation => Quarter::MaterialCooperation,
        EventQuarter::VerbalConflict => Quarter::VerbalConflict,
        EventQuarter::MaterialConflict => Quarter::MaterialConflict,
    }
}

/// The quarter of an event: by its own word or number, else by its root class.
fn quarter(event: &Event) -> Option<Quarter> {
    use Quarter::{MaterialConflict, MaterialCooperation, VerbalConflict, VerbalCooperation};
    match (event.quad.as_str(), event.cameo_root.parse::<u8>()) {
        ("verbal-cooperation" | "1", _) => Some(VerbalCooperation),
        ("material-cooperation" | "2", _) => Some(MaterialCooperation),
        ("verbal-conflict" | "3", _) => Some(VerbalConflict),
        ("material-conflict" | "4", _) => Some(MaterialConflict),
        ("", Ok(1..=5)) => Some(VerbalCooperation),
        ("", Ok(6..=9)) => Some(MaterialCooperation),
        ("", Ok(10..=14)) => Some(VerbalConflict),
        ("", Ok(15..=20)) => Some(MaterialConflict),
        _ => None,
    }
}

/// What happened, as the case or a data set has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Happened<'c> {
    pub id: &'c str,
    pub action: &'c str,
    pub actors: &'c [Word],
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub evidence: &'c [Word],
    pub answers: Option<&'c str>,
}

impl<'c> From<&'c Event> for Happened<'c> {
    fn from(event: &'c Event) -> Self {
        Self {
            id: &event.id.text,
            action: &event.action,
            actors: &event.actors,
            from: event.from,
            to: event.to,
            evidence: &event.ground.evidence,
            answers: event.answers.as_deref(),
        }
    }
}

impl<'c> From<&'c DataEvent> for Happened<'c> {
    fn from(event: &'c DataEvent) -> Self {
        Self {
            id: &event.id.text,
            action: &event.action,
            actors: &event.actors,
            from: event.date,
            to: event.date,
            evidence: &[],
            answers: None,
        }
    }
}

/// A move, or an event that may answer one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'c> {
    pub event: Happened<'c>,
    /// Its level.
    pub level: f64,
    /// Earliest and latest time, in days.
    pub days: (f64, f64),
    /// The place among the moves of what it is said to answer.
    pub answers: Option<usize>,
}

/// Moves and answers, with what could not be used.
#[derive(Debug, Clone)]
pub(crate) struct Record<'c> {
    pub scale: Scale<'c>,
    pub moves: Vec<Act<'c>>,
    pub replies: Vec<Act<'c>>,
    /// Events of the two sides without level or date.
    pub unusable: Vec<String>,
    /// In days.
    pub window: f64,
    /// First and last day of the record.
    pub days: (f64, f64),
}

impl<'c> Record<'c> {
    pub fn of(asked: &Asked, reading: &EffectiveCase<'c>) -> Self {
        let (scale, made, given) = if asked.sets.is_empty() { coded(asked, reading) } else { of_data(asked, reading) };
        let end = reading.as_of.map_or(f64::INFINITY, |date| date.days().1 as f64);
        let (moves, lost): (Vec<_>, Vec<_>) = usable(&made, end);
        let moves: Vec<Act<'c>> = moves.into_iter().filter(|act| act.level >= 1.0).collect();
        let (mut replies, more) = usable(&given, end);
        for reply in &mut replies {
            let said = reply.event.answers;
            reply.answers = said.and_then(|id| moves.iter().position(|act| act.event.id == id));
        }
        let first = moves.iter().chain(&replies).map(|act| act.days.0).reduce(f64::min).unwrap_or(0.0);
        let last = moves.iter().chain(&replies).map(|act| act.days.1).reduce(f64::max).unwrap_or(0.0);
        // Data end with their last row, which may lie long before the date of the case.
        let last = if end.is_finite() && asked.sets.is_empty() { end } else { last };
        let unusable = lost.into_iter().chain(more).collect();
        Self { scale, moves, replies, unusable, window: asked.window * days(unit(reading.case)), days: (first, last) }
    }
}

/// Events of the one side and of the other, each with its level where it has one.
type Sides<'c> = (Scale<'c>, Vec<Scaled<'c>>, Vec<Scaled<'c>>);
type Scaled<'c> = (Happened<'c>, Option<f64>);

/// Those of `events.csv`.
fn coded<'c>(asked: &Asked, reading: &EffectiveCase<'c>) -> Sides<'c> {
    let case = reading.case;
    let counts = |event: &&Event| {
        let later = event.from.zip(reading.as_of).is_some_and(|(from, now)| from.is_after(&now));
        !later && event.quad != "context" && reading.stands(event.ground.basis, &event.ground.evidence)
    };
    let events: Vec<&Event> = case.events.iter().filter(counts).collect();
    let made: Vec<&Event> = events.iter().copied().filter(|event| asked.is_move(case, event)).collect();
    let given: Vec<&Event> = events.into_iter().filter(|event| asked.is_reply(case, event)).collect();
    let is_scaled = made.iter().chain(&given).any(|event| event.rung.is_some());
    let scale = case.escalation.as_ref().filter(|_| is_scaled).map_or(Scale::Quarters, Scale::Own);
    let scaled = |events: Vec<&'c Event>| events.into_iter().map(|event| (event.into(), scale.of(event))).collect();
    (scale, scaled(made), scaled(given))
}

/// Those of data sets: by the scores of the case, else by those in the rows, else by quarter.
fn of_data<'c>(asked: &Asked, reading: &EffectiveCase<'c>) -> Sides<'c> {
    let case = reading.case;
    let counts = |event: &&DataEvent| {
        let later = event.date.zip(reading.as_of).is_some_and(|(date, now)| date.is_after(&now));
        !later && asked.sets.contains(&event.set.text) && reading.keeps_set(&event.set)
    };
    let between = |from: &str, to: &str| -> Vec<&'c DataEvent> {
        let own = case.data_events.iter().filter(counts);
        own.filter(|event| any_within(case, &event.actors, from) && any_within(case, &event.targets, to)).collect()
    };
    let (made, given) = (between(&asked.mover, &asked.answerer), between(&asked.answerer, &asked.mover));
    let has_scores = made.iter().chain(&given).any(|event| event.score.is_some());
    let in_rows = if has_scores { Scale::Scores } else { Scale::Quarters };
    let scale = case.event_scale.as_ref().map_or(in_rows, Scale::Weights);
    let scaled =
        |events: Vec<&'c DataEvent>| events.into_iter().map(|event| (event.into(), scale.of_data(event))).collect();
    (scale, scaled(made), scaled(given))
}

impl Asked {
    fn is_move(&self, case: &Case, event: &Event) -> bool {
        let here = event.place.as_deref().is_some_and(|place| self.places.iter().any(|own| own == place));
        let at = any_within(case, &event.targets, &self.answerer);
        let towards = self.places.is_empty() || self.elsewhere;
        any_within(case, &event.actors, &self.mover) && (here || towards && at)
    }

    fn is_reply(&self, case: &Case, event: &Event) -> bool {
        any_within(case, &event.actors, &self.answerer) && any_within(case, &event.targets, &self.mover)
    }
}

/// Whether one of these actors is another one or a part of it.
fn any_within(case: &Case, actors: &[Word], outer: &str) -> bool {
    actors.iter().any(|actor| case.is_within(actor, outer))
}

/// Events with a level and a date; the ids of the others.
fn usable<'c>(events: &[Scaled<'c>], end: f64) -> (Vec<Act<'c>>, Vec<String>) {
    let act = |(event, level): &Scaled<'c>| {
        let (from, to) = (event.from.or(event.to)?.days().0 as f64, event.to.or(event.from)?.days().1 as f64);
        let days = (from, to.min(end).max(from));
        Some(Act { event: *event, level: (*level)?, days, answers: None })
    };
    let lost = events.iter().filter(|event| act(event).is_none()).map(|(event, _)| event.id.to_owned()).collect();
    (events.iter().filter_map(act).collect(), lost)
}
