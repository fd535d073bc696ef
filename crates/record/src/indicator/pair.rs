//! Indicators from sets by year.

use std::collections::BTreeSet;

use super::doubt::{Doubts, strangers};
use crate::sets::{Folder, RowRef, Series, Set, SetError, joint, untold};
use crate::similarity::{Measure, Portfolios, obligations};
use crate::states::{State, Year, states};

/// What an indicator is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The state, or the first of the pair.
    pub a: State,
    /// The second of the pair; the state itself for indicators of states.
    pub b: State,
    /// First year.
    pub from: Year,
    /// Last year, the year for indicators of one year.
    pub to: Year,
}

/// A value with what is behind it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The value; `None` where the data do not tell.
    pub value: Option<f64>,
    /// Interval of 90 %, for estimates.
    pub interval: Option<(f64, f64)>,
    /// Rows that the value is made of; for a 0 that stands for the absence of rows, none.
    pub rows: Vec<RowRef>,
    /// What the value cannot say of itself, or why there is none.
    pub note: Option<String>,
    /// Whether there is no value because a row or cell that may matter was missing or kept out: then nothing may be made of it.
    pub doubtful: bool,
}

impl Found {
    fn of(value: f64, rows: Vec<RowRef>) -> Self {
        Self { value: value.is_finite().then_some(value), rows, ..Self::default() }
    }

    /// Says that what held at the end of the release is taken to go on where the year asked for is later.
    fn of_spells(mut self, series: &Series, ask: &Ask) -> Self {
        let (a, b) = ask.ordered();
        let goes_on = self.rows.is_empty() || series.goes_on(a, b, ask.to);
        if let Some(ends) = series.set.release_ends().filter(|ends| ask.to > *ends && goes_on) {
            self.note =
                Some(format!("the release of {} ends in {ends}; what held then is taken to go on", series.set.id()));
        }
        self
    }

    fn unknown(note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..Self::default() }
    }
}

impl Ask {
    /// The pair with the lower number first.
    pub(super) fn ordered(&self) -> (State, State) {
        (self.a.min(self.b), self.a.max(self.b))
    }

    /// Why there is no value: a state is no member that year, or the set does not reach it.
    fn missing(&self, series: &Series) -> Option<Found> {
        self.no_member().or_else(|| self.uncovered(series))
    }

    fn no_member(&self) -> Option<Found> {
        let list = states();
        let state = [self.a, self.b].into_iter().find(|state| !list.member(*state, self.to))?;
        Some(Found::unknown(format!("{} is no member of the state system in {}", list.name(state), self.to)))
    }

    fn uncovered(&self, series: &Series) -> Option<Found> {
        let (from, to) = series.years()?;
        let out = self.to < from || self.to > to;
        out.then(|| Found::unknown(format!("the data set {} covers {from} to {to}", series.set.id())))
    }

    /// Why a pair without rows has no value: a state is no member, a row was kept out, or the set does not reach the year.
    fn nothing(&self, series: &Series) -> Option<Found> {
        let doubts = Doubts::kept_out(series, (self.a, self.b), (self.to, self.to));
        let open = || (!doubts.is_empty()).then(|| doubts.found());
        self.no_member().or_else(open).or_else(|| self.uncovered(series))
    }
}

/// The value at a place of the rows of a pair (or of a state, with itself) in a year with its row, or why there is none.
fn only(series: &Series, pair: (State, State), year: Year, place: usize) -> Result<(f64, RowRef), Found> {
    let mut doubts = Doubts::kept_out(series, pair, (year, year));
    let mut rows = series.at(pair.0, pair.1, year).peekable();
    let some = rows.peek().is_some();
    let mut told = None;
    let mut gaps = Vec::new();
    for (values, row) in rows {
        if values[place].is_finite() {
            told = Some((values[place], row));
        } else {
            gaps.push(row);
        }
    }
    // A row beside the one that was kept, of the same time, contradicts it; others that may be of the pair do not.
    if let Some(found) = told.filter(|_| !series.is_contradicted(pair, year, place)) {
        return Ok(found);
    }
    gaps.iter().for_each(|row| doubts.gap(series, row, place));
    if doubts.is_empty() {
        let what = match (some, pair.0 == pair.1) {
            (true, _) => "no value",
            (false, true) => "no row of this state and year",
            (false, false) => "no row of this pair and year",
        };
        return Err(Found::unknown(format!("{what} in {}", series.set.id())));
    }
    Err(doubts.found())
}

/// A value of a state that the set has or has not.
pub(super) fn state_value(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    Ok(match only(series, (ask.a, ask.a), ask.to, place) {
        Ok((value, row)) => Found::of(value, vec![row]),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.uncovered(series).unwrap_or(unknown),
    })
}

/// A value of a pair that the set has or has not.
pub(super) fn plain(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, ask.ordered(), (set, name))
}

/// A value that a set has of the first towards the second.
pub(super) fn directed(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, (ask.a, ask.b), (set, name))
}

fn between(folder: &Folder, ask: &Ask, pair: (State, State), (set, name): (Set, &str)) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    Ok(match only(series, pair, ask.to, place) {
        Ok((value, row)) => Found::of(value, vec![row]).of_spells(series, ask),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.missing(series).unwrap_or(unknown),
    })
}

/// The least and the most that a row may be worth, and the place of the value that leaves it open.
struct Worth {
    least: f64,
    most: f64,
    open: usize,
}

impl Worth {
    fn sure(value: f64) -> Self {
        Self { least: value, most: value, open: 0 }
    }
}

/// The highest worth of the rows of a pair in a year; no row is 0, because the set lists what there is. Unknown where a cell that is
/// missing, or a row that was kept out, may raise it; `top` is the most that a row can be worth.
fn highest(series: &Series, ask: &Ask, top: f64, worth: impl Fn(&[f64]) -> Worth) -> Found {
    let pair = ask.ordered();
    let (mut least, mut most, mut rows) = (0.0_f64, 0.0_f64, Vec::new());
    let mut doubts = Doubts::kept_out(series, pair, (ask.to, ask.to));
    if !doubts.is_empty() {
        most = top;
    }
    for (values, row) in series.at(pair.0, pair.1, ask.to) {
        let of = worth(values);
        (least, most) = (least.max(of.least), most.max(of.most));
        if of.most > of.least {
            doubts.gap(series, &row, of.open);
        }
        rows.push(row);
    }
    match ask.nothing(series) {
        Some(nothing) if rows.is_empty() => nothing,
        _ if least < most => doubts.found(),
        _ => with_strangers(Found::of(least, rows).of_spells(series, ask), series),
    }
}

/// Says of a zero without rows that there are rows of which nothing is known.
fn with_strangers(mut found: Found, series: &Series) -> Found {
    if found.rows.is_empty() && found.note.is_none() {
        found.note = strangers(series);
    }
    found
}

/// An obligation of ATOP.
pub(super) fn flag(folder: &Folder, ask: &Ask, name: &str) -> Result<Found, SetError> {
    let place = Set::Atop.value(name).unwrap_or(0);
    let worth = |flags: &[f64]| match flags[place] {
        flag if flag.is_finite() => Worth::sure(flag),
        _ => Worth { least: 0.0, most: 1.0, open: place },
    };
    Ok(highest(folder.series(Set::Atop)?, ask, 1.0, worth))
}

/// Commitment by the value of an obligation: none, nonaggression, neutrality or consultation, defence or offence.
const COMMITMENT: [f64; 4] = [0.0, 0.1, 0.5, 1.0];

/// Commitment by the strongest obligation.
pub(super) fn commitment(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let found = highest(folder.series(Set::Atop)?, ask, COMMITMENT[3], promised);
    but_for_disputes(folder, ask, found)
}

/// What the obligations of a row are worth.
fn promised(flags: &[f64]) -> Worth {
    let (least, most) = obligations(flags);
    let open = flags.iter().position(|flag| !flag.is_finite()).unwrap_or(0);
    Worth { least: COMMITMENT[usize::from(least)], most: COMMITMENT[usize::from(most)], open }
}

/// Nonaggression alone is worth nothing while a dispute goes on.
fn but_for_disputes(folder: &Folder, ask: &Ask, mut found: Found) -> Result<Found, SetError> {
    if found.value == Some(COMMITMENT[1]) && folder.has(Set::GmlMids) {
        let disputes = folder.series(Set::GmlMids)?;
        let active = onset_rows(disputes, ask.ordered(), (ask.to, ask.to));
        let doubts = Doubts::kept_out(disputes, ask.ordered(), (ask.to, ask.to));
        if active.is_empty() && !doubts.is_empty() {
            return Ok(doubts.found());
        }
        if !active.is_empty() {
            found.value = Some(0.0);
            found.rows.extend(active.into_iter().map(|dispute| dispute.row));
        }
    }
    Ok(found)
}

/// Commitment of the first towards the second, from rows that have both directions, or those of pairs whose obligations differ.
pub(super) fn commitment_of_a(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let strongest = |series: &Series, rows: Vec<(&[f64], RowRef)>| {
        let worths: Vec<Worth> = rows.iter().map(|(flags, _)| promised(flags)).collect();
        let least = worths.iter().map(|worth| worth.least).fold(0.0, f64::max);
        let most = worths.iter().map(|worth| worth.most).fold(0.0, f64::max);
        let mut doubts = Doubts::kept_out(series, ask.ordered(), (ask.to, ask.to));
        if most > least || (least < COMMITMENT[3] && !doubts.is_empty()) {
            let open = rows.iter().zip(&worths).filter(|(_, worth)| worth.most > worth.least);
            open.for_each(|((_, row), worth)| doubts.gap(series, row, worth.open));
            return Ok(doubts.found());
        }
        but_for_disputes(folder, ask, Found::of(least, rows.into_iter().map(|(_, row)| row).collect()))
    };
    if !folder.has(Set::AtopDirected)
        && let Some(series) = folder.directed_atop()?
    {
        let own: Vec<_> = series.at(ask.a, ask.b, ask.to).collect();
        // Without a row in either direction the pair has none; the other's promise alone is not one's own.
        let none = own.is_empty() && series.last_at(ask.b, ask.a, ask.to).is_none();
        return if none { commitment(folder, ask) } else { strongest(series, own) };
    }
    let series = folder.series(Set::AtopDirected)?;
    let (a, b) = ask.ordered();
    let Some((flags, row)) = series.last_at(a, b, ask.to) else {
        // Without a row here both promise the same; a row that was kept out may have said otherwise.
        let doubts = Doubts::kept_out(series, (a, b), (ask.to, ask.to));
        return if doubts.is_empty() { commitment(folder, ask) } else { Ok(doubts.found()) };
    };
    let own = if ask.a == a { &flags[..5] } else { &flags[5..] };
    if let Some(open) = own.iter().position(|flag| !flag.is_finite()) {
        let place = open + if ask.a == a { 0 } else { 5 };
        let worth = promised(own);
        if worth.most > worth.least {
            let mut doubts = Doubts::default();
            doubts.gap(series, &row, place);
            return Ok(doubts.found());
        }
    }
    strongest(series, vec![(own, row)])
}

/// The kind of contiguity: the closest of several, 1 the closest there is; no row is 0.
pub(super) fn contiguity(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Contiguity)?;
    let (a, b) = ask.ordered();
    let mut doubts = Doubts::kept_out(series, (a, b), (ask.to, ask.to));
    let mut closest: Option<(f64, RowRef)> = None;
    for (values, row) in series.at(a, b, ask.to) {
        if !values[0].is_finite() {
            doubts.gap(series, &row, 0);
        } else if closest.as_ref().is_none_or(|(kind, _)| values[0] < *kind) {
            closest = Some((values[0], row));
        }
    }
    Ok(match closest {
        Some((kind, row)) if kind <= 1.0 || doubts.is_empty() => Found::of(kind, vec![row]).of_spells(series, ask),
        None if doubts.is_empty() => {
            let none = || with_strangers(Found::of(0.0, Vec::new()).of_spells(series, ask), series);
            ask.missing(series).unwrap_or_else(none)
        }
        None if ask.no_member().is_some() => ask.no_member().unwrap_or_default(),
        _ => doubts.found(),
    })
}

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

/// Every dispute-year of a pair over years, from the rows of the lower number.
pub(super) fn onset_rows(series: &Series, (a, b): (State, State), (from, to): (Year, Year)) -> Vec<Dispute> {
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
    if let Some(missing) = ask.nothing(series) {
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
    if ask.from < from {
        found.note = Some(format!("the data set {} begins in {from}", series.set.id()));
    }
    if ask.to > to {
        found.note = Some(format!("the data set {} ends in {to}", series.set.id()));
    }
    with_strangers(found, series)
}

/// Imports of the first from the second of the pair, or the other way.
pub(super) fn imports(folder: &Folder, ask: &Ask, turned: bool) -> Result<Found, SetError> {
    let name = if (ask.a < ask.b) == turned { "flow2" } else { "flow1" };
    plain(folder, ask, Set::Trade, name)
}

/// Both flows of a pair in a year with their row, or why they are not known.
fn flows(trade: &Series, ask: &Ask) -> Result<(f64, RowRef), Found> {
    let pair = ask.ordered();
    let (one, row) = only(trade, pair, ask.to, 0)?;
    let (other, _) = only(trade, pair, ask.to, 1)?;
    Ok((one + other, row))
}

/// Trade of one state with the other over all its trade in the file.
pub(super) fn trade_share(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let series = folder.series(Set::Trade)?;
    let state = if of_b { ask.b } else { ask.a };
    let (mut total, mut lost) = (0.0, 0_usize);
    for (spell, values) in series.all() {
        if (spell.a == state || spell.b == state) && (spell.from..=spell.to).contains(&ask.to) {
            total += values.iter().filter(|flow| flow.is_finite()).sum::<f64>();
            lost += values.iter().filter(|flow| !flow.is_finite()).count();
        }
    }
    let about = |states: [Option<State>; 2]| states.contains(&Some(state));
    let out = series.every_lack().filter(|(of, lack, _)| about(*of) && (lack.from..=lack.to).contains(&ask.to)).count();
    Ok(match flows(series, ask) {
        Ok((own, row)) if total > 0.0 => {
            let mut note =
                "the whole is the state's trade in this file, which may not hold all its partners".to_owned();
            if lost + out > 0 {
                note += &format!(
                    "; {lost} of its flows are missing and {out} rows of it were kept out: they count for nothing"
                );
            }
            Found { note: Some(note), ..Found::of(own / total, vec![row]) }
        }
        Ok(_) => Found::unknown("the trade of the state in this file is 0"),
        Err(unknown) if unknown.doubtful => unknown,
        Err(unknown) => ask.missing(series).unwrap_or(unknown),
    })
}

/// Trade of one state with the other over its gross domestic product, both in current US dollars (Oneal & Russett 1997).
pub(super) fn trade_over_gdp(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let (trade, gdp) = (folder.series(Set::Trade)?, folder.series(Set::Gdp)?);
    let state = if of_b { ask.b } else { ask.a };
    let (own, row) = match flows(trade, ask) {
        Ok(found) => found,
        Err(unknown) if unknown.doubtful => return Ok(unknown),
        Err(unknown) => return Ok(ask.missing(trade).unwrap_or(unknown)),
    };
    // Millions, or dollars where the table has those.
    let product = only(gdp, (state, state), ask.to, 0)
        .or_else(|_| only(gdp, (state, state), ask.to, 1).map(|(dollars, row)| (dollars / 1e6, row)));
    Ok(match product {
        Ok((product, other)) if product > 0.0 => Found::of(own / product, vec![row, other]),
        Err(unknown) if unknown.doubtful => unknown,
        _ => Found::unknown("no gross domestic product of the state in that year"),
    })
}

/// Organisations that both are members of: as the data set of pairs has them, else counted from full memberships.
pub(super) fn joint_igos(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    if folder.made_from(Set::JointIgos) == Set::JointIgos {
        return plain(folder, ask, Set::JointIgos, "dyadigos");
    }
    let series = folder.series(Set::IgoMemberships)?;
    let of = |state: State| series.last_at(state, state, ask.to);
    let (Some((one, row)), Some((other, beside))) = (of(ask.a), of(ask.b)) else {
        return Ok(ask.missing(series).unwrap_or_else(|| {
            memberships_lost(series, ask).unwrap_or_else(|| {
                Found::unknown("no row of memberships for one of the states (every fifth year up to 1965)")
            })
        }));
    };
    let count = joint(&one[2..], &other[2..]).filter(|_| row.file == beside.file);
    Ok(match count {
        Some(count) => {
            let lost = untold(one) + untold(other);
            let note = format!("{lost} cells of the two are missing (-9) and count as no membership");
            Found { note: (lost > 0.0).then_some(note), ..Found::of(count, vec![row, beside]) }
        }
        None => Found::unknown("the memberships at hand do not tell in which organisations they are"),
    })
}

/// Rows of memberships of either state that were kept out.
fn memberships_lost(series: &Series, ask: &Ask) -> Option<Found> {
    let mut doubts = Doubts::kept_out(series, (ask.a, ask.a), (ask.to, ask.to));
    doubts.join(Doubts::kept_out(series, (ask.b, ask.b), (ask.to, ask.to)));
    (!doubts.is_empty()).then(|| doubts.found())
}

/// Joint memberships over those of the state that has fewer.
pub(super) fn igo_share(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let mut joint = joint_igos(folder, ask)?;
    let series = folder.series(Set::IgoMemberships)?;
    let mut fewer = f64::INFINITY;
    for state in [ask.a, ask.b] {
        match only(series, (state, state), ask.to, 0) {
            Ok((full, row)) => {
                fewer = fewer.min(full);
                joint.rows.push(row);
            }
            Err(unknown) => return Ok(unknown),
        }
    }
    joint.rows.sort();
    joint.rows.dedup();
    // Members of a pair count full members; associates of one may be more than the full memberships of the other.
    joint.value = joint.value.filter(|_| fewer > 0.0).map(|value| (value / fewer).min(1.0));
    Ok(joint)
}

/// What is made of votes.
#[derive(Clone, Copy)]
pub(super) enum Votes {
    Common,
    Identical,
    Agreement,
    S,
}

/// Agreement in votes.
pub(super) fn votes(folder: &Folder, ask: &Ask, of: Votes) -> Result<Found, SetError> {
    let series = folder.series(Set::UnAgreement)?;
    let (a, b) = ask.ordered();
    let place = |place: usize| only(series, (a, b), ask.to, place);
    let (n, same, opposite, row) = match (place(0), place(1), place(2)) {
        (Ok((n, row)), Ok((same, _)), Ok((opposite, _))) => (n, same, opposite, row),
        (one, other, last) => {
            let mut unknown = [one.err(), other.err(), last.err()].into_iter().flatten();
            let unknown = unknown.find(|unknown| unknown.doubtful);
            let none = || Found::unknown("the two cast no common vote in that year");
            return Ok(unknown.or_else(|| ask.missing(series)).unwrap_or_else(none));
        }
    };
    let middle = n - same - opposite;
    let value = match of {
        Votes::Common => n,
        Votes::Identical => same / n,
        Votes::Agreement => (same + middle / 2.0) / n,
        Votes::S => 1.0 - (2.0 * opposite + middle) / n,
    };
    let lost = Doubts::kept_out(series, (a, b), (ask.to, ask.to)).count();
    let note = (lost > 0).then(|| format!("{lost} votes of the two in that year could not be read and do not count"));
    Ok(Found { note, ..Found::of(value, vec![row]) })
}

/// Distance of ideal points.
pub(super) fn ideal_distance(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::UnIdeal)?;
    both(series, ask, "one of the states has no ideal point in that year", |x, y| (x - y).abs())
}

/// What is made of a value that each of the two states has.
fn both(series: &Series, ask: &Ask, none: &str, of: impl Fn(f64, f64) -> f64) -> Result<Found, SetError> {
    let point = |state: State| only(series, (state, state), ask.to, 0);
    Ok(match (point(ask.a), point(ask.b)) {
        (Ok((x, one)), Ok((y, other))) => Found::of(of(x, y), vec![one, other]),
        (Err(unknown), _) | (_, Err(unknown)) if unknown.doubtful => unknown,
        _ => ask.missing(series).unwrap_or_else(|| Found::unknown(none)),
    })
}

/// Whether the two are rivals; the row is that of the rivalry.
pub(super) fn rivalry(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Rivalry)?, ask, 1.0, |_| Worth::sure(1.0)))
}

/// Whether the two are at war with each other.
pub(super) fn war(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Wars)?, ask, 1.0, |_| Worth::sure(1.0)))
}

/// Logarithm of the larger over the smaller CINC.
pub(super) fn capability_ratio(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Capabilities)?;
    if let Some(no_member) = ask.no_member() {
        return Ok(no_member);
    }
    let ratio = |x: f64, y: f64| if x.min(y) > 0.0 { libm::log(x.max(y) / x.min(y)) } else { f64::NAN };
    let mut found = both(series, ask, "one of the states has no CINC in that year", ratio)?;
    if found.value.is_none() && found.note.is_none() {
        found.note = Some("the CINC of one of the states is 0".to_owned());
    }
    Ok(found)
}

/// Likeness of alliance portfolios. Rows are those of the two states' own pair; the portfolios have one for every other member.
pub(super) fn likeness(folder: &Folder, ask: &Ask, measure: Measure) -> Result<Found, SetError> {
    let atop = folder.series(Set::Atop)?;
    if let Some(missing) = ask.missing(atop) {
        return Ok(missing);
    }
    let cinc = if measure == Measure::SCinc { Some(folder.series(Set::Capabilities)?) } else { None };
    let portfolios = Portfolios::of_years(atop, cinc, ask.to, ask.to);
    let mut rows: Vec<RowRef> = Vec::new();
    for (spell, _) in atop.all() {
        let about = [spell.a, spell.b].iter().any(|state| *state == ask.a || *state == ask.b);
        if about && (spell.from..=spell.to).contains(&ask.to) {
            rows.extend(atop.at(spell.a, spell.b, ask.to).map(|(_, row)| row));
        }
    }
    rows.sort();
    rows.dedup();
    if let Some((other, of)) = portfolios[0].unsure(ask.a).or_else(|| portfolios[0].unsure(ask.b)) {
        let mut found = flag_doubts(atop, (of, other), ask.to).found();
        found.note = found.note.map(|note| format!("{note}; the portfolio of {} holds it", states().name(of)));
        return Ok(found);
    }
    let value = portfolios[0].pair(measure, ask.a, ask.b);
    let note = value.is_none().then(|| "undefined: both portfolios are constant".to_owned());
    Ok(Found { value, rows, note, ..Found::default() })
}

/// Why the obligation of a pair in a year is not known.
fn flag_doubts(atop: &Series, (a, b): (State, State), year: Year) -> Doubts {
    let mut doubts = Doubts::kept_out(atop, (a, b), (year, year));
    for (flags, row) in atop.at(a.min(b), a.max(b), year) {
        let open = flags.iter().position(|flag| !flag.is_finite());
        open.into_iter().for_each(|place| doubts.gap(atop, &row, place));
    }
    doubts
}
