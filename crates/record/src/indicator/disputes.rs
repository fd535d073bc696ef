//! Militarised disputes over a window of years.

use std::collections::BTreeSet;

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use super::value::{not_covered, nothing, with_strangers};
use crate::sets::{Folder, RowRef, Series, Set, SetError};
use crate::states::{State, Year, states};

/// One dispute-year of a pair.
pub(super) struct Dispute {
    /// Its number; none where the cell has none.
    pub number: Option<u64>,
    /// Whether it began in that year; not known where the cell says nothing.
    pub onset: Option<bool>,
    /// The least and the most that the higher hostility of both sides may be.
    pub hostility: (f64, f64),
    /// Place of a level that is not known.
    pub open: Option<usize>,
    pub year: Year,
    pub row: RowRef,
}

/// Places of the values of a dispute-year: number, onset, hostility of either side.
const ONSET: usize = 1;
const HOSTILITY: [usize; 2] = [2, 3];
/// The highest level of hostility, war.
const WAR: f64 = 5.0;

/// Every dispute-year of a pair over years, from the rows of the lower number; where the row of the other has more hostility, from
/// that.
pub(super) fn onset_rows(series: &Series, (a, b): (State, State), years: (Year, Year)) -> Vec<Dispute> {
    let mut found = one_way(series, (a, b), years);
    let mut back = one_way(series, (b, a), years);
    for of in &mut found {
        let same = |other: &Dispute| of.number.is_some() && (other.number, other.year) == (of.number, of.year);
        if let Some(other) = back.iter().position(same).map(|at| back.swap_remove(at))
            && other.hostility.0.total_cmp(&of.hostility.0).then(other.hostility.1.total_cmp(&of.hostility.1)).is_gt()
        {
            let onset = of.onset.zip(other.onset).map_or(of.onset, |(one, other)| Some(one || other));
            *of = Dispute { onset, ..other };
        }
    }
    found
}

/// Dispute-years of the first with the second.
fn one_way(series: &Series, (a, b): (State, State), (from, to): (Year, Year)) -> Vec<Dispute> {
    let mut found = Vec::new();
    for (spell, values, file) in series.of(a, b) {
        let level = |unknown: f64| {
            let level = |place: usize| if values[place].is_finite() { values[place] } else { unknown };
            level(HOSTILITY[0]).max(level(HOSTILITY[1]))
        };
        for year in spell.from.max(from)..=spell.to.min(to) {
            found.push(Dispute {
                number: Some(values[0]).filter(|number| number.is_finite()).map(|number| number as u64),
                onset: Some(values[ONSET]).filter(|onset| onset.is_finite()).map(|onset| onset > 0.0),
                hostility: (level(0.0), level(WAR)),
                open: HOSTILITY.into_iter().find(|place| !values[*place].is_finite()),
                year,
                row: series.row(spell, file, year),
            });
        }
    }
    found
}

/// Disputes that began in a window.
pub(super) fn onsets(folder: &Folder, ask: &Ask, set: Set) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let mut disputes = onset_rows(series, ask.ordered(), (ask.from, ask.to));
    let mut doubts = Doubts::kept_out(series, ask.ordered(), (ask.from, ask.to));
    for dispute in &disputes {
        match (dispute.onset, dispute.number) {
            (None, _) => doubts.gap(series, &dispute.row, ONSET),
            (Some(true), None) => doubts.gap(series, &dispute.row, 0),
            _ => {}
        }
    }
    disputes.retain(|dispute| dispute.onset == Some(true));
    // A dispute that is marked as an onset in two years (a state that left and came back) counts twice.
    let numbers: BTreeSet<(Option<u64>, Year)> =
        disputes.iter().map(|dispute| (dispute.number, dispute.year)).collect();
    Ok(window(series, ask, numbers.len() as f64, (disputes, doubts)))
}

/// The highest hostility in a window.
pub(super) fn hostility(folder: &Folder, ask: &Ask, set: Set) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let disputes = onset_rows(series, ask.ordered(), (ask.from, ask.to));
    let doubts = Doubts::kept_out(series, ask.ordered(), (ask.from, ask.to));
    let (top, doubts) = heaviest(series, &disputes, (WAR, doubts), |level, _| level);
    Ok(window(series, ask, top, (disputes, doubts)))
}

/// The dispute that weighs most in ten years, halved every five years.
pub(super) fn pressure(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    const WINDOW: Year = 10;
    const HALF_LIFE: f64 = 5.0;
    let series = folder.series(Set::GmlMids)?;
    if let Some(missing) = nothing(series, ask) {
        return Ok(missing);
    }
    let ask = Ask { from: ask.to - WINDOW + 1, ..*ask };
    let disputes = onset_rows(series, ask.ordered(), (ask.from, ask.to));
    let doubts = Doubts::kept_out(series, ask.ordered(), (ask.from, ask.to));
    let weight = |level: f64, year: Year| {
        let shown = if level <= 3.0 { 0.5 } else { 1.0 };
        shown * level / WAR * libm::exp2(-f64::from(ask.to - year) / HALF_LIFE)
    };
    let (top, doubts) = heaviest(series, &disputes, (1.0, doubts), weight);
    Ok(window(series, &ask, top, (disputes, doubts)))
}

/// The heaviest of disputes by level and year, and what leaves it open; `most` is what a row that was kept out can weigh.
fn heaviest(
    series: &Series,
    disputes: &[Dispute],
    (most, mut doubts): (f64, Doubts),
    weight: impl Fn(f64, Year) -> f64,
) -> (f64, Doubts) {
    let top = disputes.iter().map(|dispute| weight(dispute.hostility.0, dispute.year)).fold(0.0, f64::max);
    for dispute in disputes.iter().filter(|dispute| weight(dispute.hostility.1, dispute.year) > top) {
        doubts.gap(series, &dispute.row, dispute.open.unwrap_or(HOSTILITY[0]));
    }
    (top, if top < most { doubts } else { Doubts::default() })
}

fn window(series: &Series, ask: &Ask, value: f64, (disputes, doubts): (Vec<Dispute>, Doubts)) -> Found {
    let list = states();
    let together = |year: Year| list.member(ask.a, year) && list.member(ask.b, year);
    if disputes.is_empty() && !(ask.from..=ask.to).any(together) {
        return Found::unknown("the two are never members of the state system at the same time in these years");
    }
    if !doubts.is_empty() {
        return doubts.found();
    }
    let (from, to) = series.years().unwrap_or((ask.from, ask.to));
    if ask.from > to || ask.to < from {
        return Found::unknown(format!("the data set {} covers {from} to {to}", series.set.id()));
    }
    let mut found = Found::of(value, disputes.into_iter().map(|dispute| dispute.row).collect());
    found.note = not_covered(series, (ask.from, ask.to));
    found.partial = found.note.is_some();
    with_strangers(found, series, (ask.from, ask.to))
}
