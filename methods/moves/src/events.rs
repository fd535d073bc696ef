//! The events of a case as moves and answers.

use detente_case::case::{Event, Period, Question, Word};
use detente_case::question::about;
use detente_case::{Case, Escalation, SubjectKind};
use detente_method::EffectiveCase;
use detente_moves::{Quarter, plover};

/// The window where the question gives none, in its unit.
const WINDOW: f64 = 3.0;
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
        Some(Self { mover, answerer, places: ids(SubjectKind::Place).collect(), elsewhere: false, window })
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
}

impl Scale<'_> {
    /// The highest level that is only words.
    pub fn words(self) -> f64 {
        match self {
            Self::Own(scale) => scale.words as f64,
            Self::Quarters => plover(Quarter::VerbalConflict),
        }
    }

    /// Whether its rungs are equally far apart, as the case says.
    pub fn has_distances(self) -> bool {
        matches!(self, Self::Own(scale) if scale.interval)
    }

    /// What a level is called.
    pub fn name(self, level: f64) -> String {
        match (self, level as u8) {
            (Self::Own(scale), _) => scale.rung(level).unwrap_or_default().to_owned(),
            (Self::Quarters, 0) => "no step of conflict".to_owned(),
            (Self::Quarters, 1) => "hostile words".to_owned(),
            (Self::Quarters, _) => "hostile deeds".to_owned(),
        }
    }

    /// The highest level that there is.
    pub fn most(self) -> f64 {
        match self {
            Self::Own(scale) => scale.rungs.len() as f64 - 1.0,
            Self::Quarters => plover(Quarter::MaterialConflict),
        }
    }

    fn of(self, event: &Event) -> Option<f64> {
        match self {
            Self::Own(_) => event.rung,
            Self::Quarters => quarter(event).map(plover),
        }
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

/// A move, or an event that may answer one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'c> {
    pub event: &'c Event,
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
        let case = reading.case;
        let end = reading.as_of.map_or(f64::INFINITY, |date| date.days().1 as f64);
        let counts = |event: &&Event| {
            let later = event.from.zip(reading.as_of).is_some_and(|(from, now)| from.is_after(&now));
            !later && event.quad != "context" && reading.stands(event.ground.basis, &event.ground.evidence)
        };
        let events: Vec<&Event> = case.events.iter().filter(counts).collect();
        let made: Vec<&Event> = events.iter().copied().filter(|event| asked.is_move(case, event)).collect();
        let given: Vec<&Event> = events.into_iter().filter(|event| asked.is_reply(case, event)).collect();
        let scaled = made.iter().chain(&given).any(|event| event.rung.is_some());
        let scale = case.escalation.as_ref().filter(|_| scaled).map_or(Scale::Quarters, Scale::Own);
        let (moves, lost): (Vec<_>, Vec<_>) = usable(&made, scale, end);
        let moves: Vec<Act<'c>> = moves.into_iter().filter(|act| act.level >= 1.0).collect();
        let (mut replies, more) = usable(&given, scale, end);
        for reply in &mut replies {
            let said = reply.event.answers.as_deref();
            reply.answers = said.and_then(|id| moves.iter().position(|act| *act.event.id == *id));
        }
        let first = moves.iter().chain(&replies).map(|act| act.days.0).reduce(f64::min).unwrap_or(0.0);
        let last = moves.iter().chain(&replies).map(|act| act.days.1).reduce(f64::max).unwrap_or(0.0);
        let last = if end.is_finite() { end } else { last };
        let unusable = lost.into_iter().chain(more).collect();
        Self { scale, moves, replies, unusable, window: asked.window * days(unit(case)), days: (first, last) }
    }
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
fn usable<'c>(events: &[&'c Event], scale: Scale<'c>, end: f64) -> (Vec<Act<'c>>, Vec<String>) {
    let act = |event: &'c Event| {
        let (from, to) = (event.from.or(event.to)?.days().0 as f64, event.to.or(event.from)?.days().1 as f64);
        let days = (from, to.min(end).max(from));
        Some(Act { event, level: scale.of(event)?, days, answers: None })
    };
    let lost = events.iter().filter(|event| act(event).is_none()).map(|event| event.id.text.clone()).collect();
    (events.iter().filter_map(|event| act(event)).collect(), lost)
}
