//! Indicators from events that were added up by month.

use detente_chance::Beta;

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use super::value::not_covered;
use crate::events::month_days;
use crate::sets::{Folder, RowRef, Series, Set, SetError};
use crate::states::{State, Year};

/// Events of a pair in both directions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tone {
    /// Events.
    pub n: f64,
    /// Weights of the events that have a score; the events themselves where the table does not say.
    pub weight: f64,
    /// Sum of Goldstein scores.
    pub sum: f64,
    /// Cooperative and hostile events, where the table has the quarters.
    pub sides: (f64, f64),
    /// Rows.
    pub rows: Vec<RowRef>,
    /// Rows without a number of events, without a sum of scores, with some of the quarters and not others.
    lost: [Vec<RowRef>; 3],
    /// Rows beside whose events others were kept out when they were added up, and how many.
    beside: Vec<(RowRef, f64)>,
}

/// What an indicator is made of: places in [`Tone::lost`].
const EVENTS: usize = 0;
const SCORES: usize = 1;
const QUARTERS: usize = 2;
/// Place of the count of events that were kept out.
const KEPT_OUT: usize = 9;
/// The value of a row that is told where it is lost.
const PLACE: [usize; 3] = [0, 1, 3];

impl Tone {
    /// Mean score; NaN where no event has one.
    fn mean(&self) -> f64 {
        self.sum / self.weight
    }

    fn add(&mut self, values: &[f64]) {
        let or_zero = |place: usize| if values[place].is_finite() { values[place] } else { 0.0 };
        self.n += or_zero(0);
        self.sum += or_zero(1);
        self.weight += if values[2].is_finite() { values[2] } else { or_zero(0) };
        self.sides.0 += or_zero(3) + or_zero(4);
        self.sides.1 += or_zero(5) + or_zero(6);
    }

    /// Marks a row in which something is missing of what is added up.
    fn look(&mut self, values: &[f64], row: &RowRef) {
        let quarters = values[3..7].iter().filter(|count| count.is_finite()).count();
        let lost = [!values[0].is_finite(), !values[1].is_finite(), (1..4).contains(&quarters)];
        for (list, _) in self.lost.iter_mut().zip(lost).filter(|(_, lost)| *lost) {
            list.push(row.clone());
        }
        if values[KEPT_OUT] > 0.0 {
            self.beside.push((row.clone(), values[KEPT_OUT]));
        }
    }
}

/// Events of a pair over years.
pub fn tone(series: &Series, (a, b): (State, State), (from, to): (Year, Year)) -> Tone {
    let mut tone = Tone::default();
    for (a, b) in [(a, b), (b, a)] {
        for (spell, values, file) in series.of(a, b) {
            if (from..=to).contains(&spell.from) {
                tone.add(values);
                let row = series.row(spell, file, spell.from);
                tone.look(values, &row);
                tone.rows.push(row);
            }
        }
    }
    tone
}

fn asked(folder: &Folder, ask: &Ask) -> Result<Tone, SetError> {
    Ok(tone(folder.series(Set::EventMonths)?, (ask.a, ask.b), (ask.from, ask.to)))
}

/// A value of a tone, unknown where a row that was kept out, or a cell that is missing, belongs to what it is made of.
fn found(folder: &Folder, ask: &Ask, of: &[usize], value: impl Fn(&Tone) -> f64) -> Result<Found, SetError> {
    let series = folder.series(Set::EventMonths)?;
    let tone = asked(folder, ask)?;
    let mut doubts = Doubts::kept_out(series, (ask.a, ask.b), (ask.from, ask.to));
    tone.beside.iter().for_each(|(row, count)| doubts.events(row, *count));
    for what in of {
        tone.lost[*what].iter().for_each(|row| doubts.gap(series, row, PLACE[*what]));
    }
    if !doubts.is_empty() {
        return Ok(doubts.found());
    }
    if tone.n == 0.0 {
        return Ok(Found { note: Some("no events between the two in that time".to_owned()), ..Found::default() });
    }
    let value = Some(value(&tone)).filter(|value| value.is_finite());
    let without = || "the table does not have what this is made from: scores, or events by quarter".to_owned();
    let note = if value.is_some() { whole(series, ask) } else { Some(without()) };
    let partial = value.is_some() && not_covered(series, (ask.from, ask.to)).is_some();
    Ok(Found { value, rows: tone.rows, note, partial, ..Found::default() })
}

/// What a sum over years does not say of itself: years without a row of anybody, and events of nobody knows whom.
fn whole(series: &Series, ask: &Ask) -> Option<String> {
    let years = (ask.from, ask.to);
    let told: Vec<String> = not_covered(series, years).into_iter().chain(series.strangers(years)).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

pub(super) fn count(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    found(folder, ask, &[EVENTS], |tone| tone.n)
}

pub(super) fn sum(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    found(folder, ask, &[SCORES], |tone| if tone.weight > 0.0 { tone.sum } else { f64::NAN })
}

pub(super) fn mean(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    found(folder, ask, &[EVENTS, SCORES], Tone::mean)
}

/// What is left of the scores of both directions at the end of the last year asked for.
pub(super) fn left(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::EventMonths)?;
    let (Some(left), Some(half)) = (series.set.value("goldstein_left"), series.set.value("half_life")) else {
        return Ok(Found::default());
    };
    let mut doubts = Doubts::kept_out(series, (ask.a, ask.b), (Year::MIN, ask.to));
    tone(series, (ask.a, ask.b), (Year::MIN, ask.to)).beside.iter().for_each(|(row, count)| doubts.events(row, *count));
    if !doubts.is_empty() {
        return Ok(doubts.found());
    }
    let (mut sum, mut rows) = (None, Vec::new());
    for (a, b) in [(ask.a, ask.b), (ask.b, ask.a)] {
        let known = series
            .of(a, b)
            .filter(|(spell, values, _)| spell.from <= ask.to && values[left].is_finite() && values[half].is_finite());
        if let Some((spell, values, file)) = known.last() {
            let days = f64::from(days_to_end(spell.from, spell.part, ask.to));
            sum = Some(sum.unwrap_or(0.0) + values[left] * libm::exp2(-days / values[half]));
            rows.push(series.row(spell, file, spell.from));
        }
    }
    let lost = "no events between the two up to then, or a table without what is left of scores (--half-life)";
    Ok(Found { value: sum, rows, note: sum.is_none().then(|| lost.to_owned()), ..Found::default() })
}

/// Days from the end of a period (part: 0 a year, 1 to 12 a month, 13 to 16 a quarter) to the end of a year.
fn days_to_end(year: Year, part: u8, last: Year) -> u32 {
    let month = match part {
        0 => 12,
        1..=12 => part,
        quarter => 3 * (quarter - 12),
    };
    let months = |year: Year, from: u8| (from..=12).map(|month| u32::from(month_days(year, month))).sum::<u32>();
    months(year, month + 1) + (year + 1..=last).map(|year| months(year, 1)).sum::<u32>()
}

/// Tones of all pairs over years.
fn everyone(series: &Series, (from, to): (Year, Year)) -> Vec<Tone> {
    let mut pairs: std::collections::BTreeMap<(State, State), Tone> = std::collections::BTreeMap::new();
    for (spell, values) in series.all() {
        if (from..=to).contains(&spell.from) {
            pairs.entry((spell.a.min(spell.b), spell.a.max(spell.b))).or_default().add(values);
        }
    }
    pairs.into_values().filter(|tone| tone.n > 0.0).collect()
}

/// How far a pair's mean stands from the mean of pairs; zero is no threshold, because talk outweighs deeds nearly everywhere.
pub(super) fn z(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let means: Vec<f64> = everyone(folder.series(Set::EventMonths)?, (ask.from, ask.to))
        .iter()
        .map(Tone::mean)
        .filter(|mean| mean.is_finite())
        .collect();
    let centre = means.iter().sum::<f64>() / means.len() as f64;
    let spread = (means.iter().map(|mean| (mean - centre) * (mean - centre)).sum::<f64>() / means.len() as f64).sqrt();
    found(folder, ask, &[EVENTS, SCORES], |tone| (tone.mean() - centre) / spread)
}

/// Posterior of a pair's share of cooperative events.
fn share(tone: &Tone) -> Beta {
    Beta::new(1.0 + tone.sides.0, 1.0 + tone.sides.1)
}

pub(super) fn cooperation(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let tone = asked(folder, ask)?;
    let posterior = share(&tone);
    let known = tone.sides.0 + tone.sides.1 > 0.0;
    let mean = |tone: &Tone| if known { (1.0 + tone.sides.0) / (2.0 + tone.sides.0 + tone.sides.1) } else { f64::NAN };
    let found = found(folder, ask, &[QUARTERS], mean)?;
    let interval = found.value.map(|_| (posterior.quantile(0.05), posterior.quantile(0.95)));
    Ok(Found { interval, ..found })
}

/// Probability that the pair's share is above that of all events of the system.
pub(super) fn positive(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let all = everyone(folder.series(Set::EventMonths)?, (ask.from, ask.to));
    let (good, bad) = all.iter().fold((0.0, 0.0), |sum, tone| (sum.0 + tone.sides.0, sum.1 + tone.sides.1));
    let system = good / (good + bad);
    found(folder, ask, &[QUARTERS], |tone| {
        if tone.sides.0 + tone.sides.1 > 0.0 { 1.0 - share(tone).cumulative(system) } else { f64::NAN }
    })
}

pub(super) fn net(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::NetMonths)?;
    let (a, b) = ask.ordered();
    let months: Vec<_> = series.of(a, b).filter(|(spell, ..)| (ask.from..=ask.to).contains(&spell.from)).collect();
    let mut doubts = Doubts::kept_out(series, (a, b), (ask.from, ask.to));
    for (spell, _, file) in months.iter().filter(|(_, values, _)| !values[0].is_finite()) {
        doubts.gap(series, &series.row(spell, *file, spell.from), 0);
    }
    if !doubts.is_empty() {
        return Ok(doubts.found());
    }
    if months.is_empty() {
        return Ok(Found { note: Some("no month of this pair in that time".to_owned()), ..Found::default() });
    }
    let value = months.iter().map(|(_, values, _)| values[0]).sum();
    let rows = months.iter().map(|(spell, _, file)| series.row(spell, *file, spell.from)).collect();
    let partial = not_covered(series, (ask.from, ask.to)).is_some();
    Ok(Found { value: Some(value), rows, note: whole(series, ask), partial, ..Found::default() })
}
