//! Indicators from sets by year.

use std::collections::BTreeSet;

use crate::sets::{Folder, RowRef, Series, Set, SetError, joint};
use crate::similarity::{Measure, Portfolios, obligation};
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
    /// What the value cannot say of itself.
    pub note: Option<String>,
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
        let list = states();
        for state in [self.a, self.b] {
            if !list.member(state, self.to) {
                return Some(Found::unknown(format!(
                    "{} is no member of the state system in {}",
                    list.name(state),
                    self.to
                )));
            }
        }
        let (from, to) = series.years().unwrap_or((0, 0));
        if self.to < from || self.to > to {
            return Some(Found::unknown(format!("the data set {} covers {from} to {to}", series.set.id())));
        }
        None
    }
}

/// A value of a state that the set has or has not.
pub(super) fn state_value(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    if let Some(missing) = ask.missing(series) {
        return Ok(missing);
    }
    let told = series.at(ask.a, ask.a, ask.to).filter(|(values, _)| values[place].is_finite()).last();
    Ok(match told {
        Some((values, row)) => Found::of(values[place], vec![row]),
        None => ask
            .missing(series)
            .unwrap_or_else(|| Found::unknown(format!("no row of {} for this state and year", set.id()))),
    })
}

/// A value of a pair that the set has or has not.
pub(super) fn plain(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, ask.ordered(), (set, name), "pair")
}

/// A value that a set has of the first towards the second.
pub(super) fn directed(folder: &Folder, ask: &Ask, set: Set, name: &str) -> Result<Found, SetError> {
    between(folder, ask, (ask.a, ask.b), (set, name), "direction")
}

fn between(
    folder: &Folder,
    ask: &Ask,
    (a, b): (State, State),
    (set, name): (Set, &str),
    what: &str,
) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let place = set.value(name).unwrap_or(0);
    Ok(match series.last_at(a, b, ask.to) {
        Some((values, row)) => Found::of(values[place], vec![row]).of_spells(series, ask),
        None => ask
            .missing(series)
            .unwrap_or_else(|| Found::unknown(format!("no row of {} for this {what} and year", set.id()))),
    })
}

/// The highest of a value over the rows of a pair in a year; no row is 0, because the set lists what there is.
fn highest(series: &Series, ask: &Ask, value: impl Fn(&[f64]) -> f64) -> Found {
    let (a, b) = ask.ordered();
    let (mut top, mut rows) = (0.0_f64, Vec::new());
    for (values, row) in series.at(a, b, ask.to) {
        top = top.max(value(values));
        rows.push(row);
    }
    match ask.missing(series) {
        Some(missing) if rows.is_empty() => missing,
        _ => Found::of(top, rows).of_spells(series, ask),
    }
}

/// An obligation of ATOP.
pub(super) fn flag(folder: &Folder, ask: &Ask, name: &str) -> Result<Found, SetError> {
    let place = Set::Atop.value(name).unwrap_or(0);
    Ok(highest(folder.series(Set::Atop)?, ask, |flags| flags[place]))
}

/// Commitment by the value of an obligation: none, nonaggression, neutrality or consultation, defence or offence.
const COMMITMENT: [f64; 4] = [0.0, 0.1, 0.5, 1.0];

/// Commitment by the strongest obligation.
pub(super) fn commitment(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let found = highest(folder.series(Set::Atop)?, ask, |flags| COMMITMENT[usize::from(obligation(flags))]);
    but_for_disputes(folder, ask, found)
}

/// Nonaggression alone is worth nothing while a dispute goes on.
fn but_for_disputes(folder: &Folder, ask: &Ask, mut found: Found) -> Result<Found, SetError> {
    if found.value == Some(COMMITMENT[1]) && folder.has(Set::GmlMids) {
        let active = onset_rows(folder.series(Set::GmlMids)?, ask.ordered(), (ask.to, ask.to));
        if !active.is_empty() {
            found.value = Some(0.0);
            found.rows.extend(active.into_iter().map(|dispute| dispute.row));
        }
    }
    Ok(found)
}

/// Commitment of the first towards the second, from rows that have both directions, or those of pairs whose obligations differ.
pub(super) fn commitment_of_a(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let strongest = |rows: Vec<(&[f64], RowRef)>| {
        let value = rows.iter().map(|(flags, _)| COMMITMENT[usize::from(obligation(flags))]).fold(0.0, f64::max);
        but_for_disputes(folder, ask, Found::of(value, rows.into_iter().map(|(_, row)| row).collect()))
    };
    if !folder.has(Set::AtopDirected)
        && let Some(series) = folder.directed_atop()?
    {
        let own: Vec<_> = series.at(ask.a, ask.b, ask.to).collect();
        // Without a row in either direction the pair has none; the other's promise alone is not one's own.
        let none = own.is_empty() && series.last_at(ask.b, ask.a, ask.to).is_none();
        return if none { commitment(folder, ask) } else { strongest(own) };
    }
    let series = folder.series(Set::AtopDirected)?;
    let (a, b) = ask.ordered();
    let Some((flags, row)) = series.last_at(a, b, ask.to) else { return commitment(folder, ask) };
    strongest(vec![(if ask.a == a { &flags[..5] } else { &flags[5..] }, row)])
}

/// The kind of contiguity: the closest of several.
pub(super) fn contiguity(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Contiguity)?;
    let (a, b) = ask.ordered();
    let closest = series.at(a, b, ask.to).min_by(|x, y| x.0[0].total_cmp(&y.0[0]));
    Ok(match closest {
        Some((values, row)) => Found::of(values[0], vec![row]).of_spells(series, ask),
        None => ask.missing(series).unwrap_or_else(|| Found::of(0.0, Vec::new()).of_spells(series, ask)),
    })
}

/// One dispute-year of a pair.
pub(super) struct Dispute {
    pub number: u64,
    pub onset: bool,
    pub hostility: f64,
    pub year: Year,
    pub row: RowRef,
}

/// Every dispute-year of a pair over years, from the rows of the lower number.
pub(super) fn onset_rows(series: &Series, (a, b): (State, State), (from, to): (Year, Year)) -> Vec<Dispute> {
    let mut found = Vec::new();
    for (spell, values, file) in series.of(a, b) {
        for year in spell.from.max(from)..=spell.to.min(to) {
            let level = |place: usize| if values[place].is_finite() { values[place] } else { 0.0 };
            found.push(Dispute {
                number: values[0] as u64,
                onset: values[1] > 0.0,
                hostility: level(2).max(level(3)),
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
    disputes.retain(|dispute| dispute.onset);
    // A dispute that is marked as an onset in two years (a state that left and came back) counts twice.
    let numbers: BTreeSet<(u64, Year)> = disputes.iter().map(|dispute| (dispute.number, dispute.year)).collect();
    Ok(window(series, ask, numbers.len() as f64, disputes))
}

/// The highest hostility in a window.
pub(super) fn hostility(folder: &Folder, ask: &Ask, set: Set) -> Result<Found, SetError> {
    let series = folder.series(set)?;
    let disputes = onset_rows(series, ask.ordered(), (ask.from, ask.to));
    let top = disputes.iter().map(|dispute| dispute.hostility).fold(0.0, f64::max);
    Ok(window(series, ask, top, disputes))
}

/// The dispute that weighs most in ten years, halved every five years.
pub(super) fn pressure(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    const WINDOW: Year = 10;
    const HALF_LIFE: f64 = 5.0;
    let series = folder.series(Set::GmlMids)?;
    if let Some(missing) = ask.missing(series) {
        return Ok(missing);
    }
    let disputes = onset_rows(series, ask.ordered(), (ask.to - WINDOW + 1, ask.to));
    let weight = |dispute: &Dispute| {
        let shown = if dispute.hostility <= 3.0 { 0.5 } else { 1.0 };
        shown * dispute.hostility / 5.0 * libm::exp2(-f64::from(ask.to - dispute.year) / HALF_LIFE)
    };
    let top = disputes.iter().map(weight).fold(0.0, f64::max);
    let ask = Ask { from: ask.to - WINDOW + 1, ..*ask };
    Ok(window(series, &ask, top, disputes))
}

fn window(series: &Series, ask: &Ask, value: f64, disputes: Vec<Dispute>) -> Found {
    let list = states();
    let together = |year: Year| list.member(ask.a, year) && list.member(ask.b, year);
    if disputes.is_empty() && !(ask.from..=ask.to).any(together) {
        return Found::unknown("the two are never members of the state system at the same time in these years");
    }
    let mut found = Found::of(value, disputes.into_iter().map(|dispute| dispute.row).collect());
    let (from, to) = series.years().unwrap_or((0, 0));
    if ask.from > to || ask.to < from {
        return Found::unknown(format!("the data set {} covers {from} to {to}", series.set.id()));
    }
    if ask.from < from {
        found.note = Some(format!("the data set {} begins in {from}", series.set.id()));
    }
    if ask.to > to {
        found.note = Some(format!("the data set {} ends in {to}", series.set.id()));
    }
    found
}

/// Imports of the first from the second of the pair, or the other way.
pub(super) fn imports(folder: &Folder, ask: &Ask, turned: bool) -> Result<Found, SetError> {
    let name = if (ask.a < ask.b) == turned { "flow2" } else { "flow1" };
    plain(folder, ask, Set::Trade, name)
}

/// Trade of one state with the other over all its trade in the file.
pub(super) fn trade_share(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let series = folder.series(Set::Trade)?;
    let state = if of_b { ask.b } else { ask.a };
    let mut total = 0.0;
    for (spell, values) in series.all() {
        if (spell.a == state || spell.b == state) && (spell.from..=spell.to).contains(&ask.to) {
            total += values.iter().filter(|flow| flow.is_finite()).sum::<f64>();
        }
    }
    let (a, b) = ask.ordered();
    Ok(match series.last_at(a, b, ask.to) {
        Some((values, row)) if total > 0.0 && values.iter().any(|flow| flow.is_finite()) => {
            let own: f64 = values.iter().filter(|flow| flow.is_finite()).sum();
            let note =
                Some("the whole is the state's trade in this file, which may not hold all its partners".to_owned());
            Found { note, ..Found::of(own / total, vec![row]) }
        }
        _ => ask.missing(series).unwrap_or_else(|| Found::unknown("no row of trade for this pair and year")),
    })
}

/// Trade of one state with the other over its gross domestic product, both in current US dollars (Oneal & Russett 1997).
pub(super) fn trade_over_gdp(folder: &Folder, ask: &Ask, of_b: bool) -> Result<Found, SetError> {
    let (trade, gdp) = (folder.series(Set::Trade)?, folder.series(Set::Gdp)?);
    let state = if of_b { ask.b } else { ask.a };
    let (a, b) = ask.ordered();
    // Millions, or dollars where the table has those.
    let product = |values: &[f64]| if values[0].is_finite() { values[0] } else { values[1] / 1e6 };
    let known = gdp.at(state, state, ask.to).map(|(values, row)| (product(values), row));
    let product = known.filter(|(product, _)| product.is_finite()).last();
    let flows = trade.last_at(a, b, ask.to).filter(|(flows, _)| flows.iter().all(|flow| flow.is_finite()));
    Ok(match (flows, product) {
        (Some((flows, row)), Some((product, other))) if product > 0.0 => {
            Found::of((flows[0] + flows[1]) / product, vec![row, other])
        }
        (Some(_), _) => Found::unknown("no gross domestic product of the state in that year"),
        _ => ask.missing(trade).unwrap_or_else(|| Found::unknown("no trade in both directions for this pair and year")),
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
            Found::unknown("no row of memberships for one of the states (every fifth year up to 1965)")
        }));
    };
    let count = joint(&one[2..], &other[2..]).filter(|_| row.file == beside.file);
    Ok(match count {
        Some(count) => Found::of(count, vec![row, beside]),
        None => Found::unknown("the memberships at hand do not tell in which organisations they are"),
    })
}

/// Joint memberships over those of the state that has fewer.
pub(super) fn igo_share(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let mut joint = joint_igos(folder, ask)?;
    let series = folder.series(Set::IgoMemberships)?;
    let mut fewer = f64::INFINITY;
    for state in [ask.a, ask.b] {
        let Some((values, row)) = series.last_at(state, state, ask.to) else {
            return Ok(Found::unknown("no row of memberships for one of the states"));
        };
        fewer = fewer.min(values[0]);
        joint.rows.push(row);
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
    let Some((values, row)) = series.last_at(a, b, ask.to) else {
        return Ok(ask.missing(series).unwrap_or_else(|| Found::unknown("the two cast no common vote in that year")));
    };
    let (n, same, opposite) = (values[0], values[1], values[2]);
    let middle = n - same - opposite;
    let value = match of {
        Votes::Common => n,
        Votes::Identical => same / n,
        Votes::Agreement => (same + middle / 2.0) / n,
        Votes::S => 1.0 - (2.0 * opposite + middle) / n,
    };
    Ok(Found::of(value, vec![row]))
}

/// Distance of ideal points.
pub(super) fn ideal_distance(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::UnIdeal)?;
    let point = |state: State| series.last_at(state, state, ask.to);
    Ok(match (point(ask.a), point(ask.b)) {
        (Some((x, one)), Some((y, other))) => Found::of((x[0] - y[0]).abs(), vec![one, other]),
        _ => ask.missing(series).unwrap_or_else(|| Found::unknown("one of the states has no ideal point in that year")),
    })
}

/// Whether the two are rivals; the row is that of the rivalry.
pub(super) fn rivalry(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Rivalry)?, ask, |_| 1.0))
}

/// Whether the two are at war with each other.
pub(super) fn war(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    Ok(highest(folder.series(Set::Wars)?, ask, |_| 1.0))
}

/// Logarithm of the larger over the smaller CINC.
pub(super) fn capability_ratio(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let series = folder.series(Set::Capabilities)?;
    if let Some(missing) = ask.missing(series) {
        return Ok(missing);
    }
    let cinc = |state: State| series.last_at(state, state, ask.to).filter(|(values, _)| values[0] > 0.0);
    Ok(match (cinc(ask.a), cinc(ask.b)) {
        (Some((x, one)), Some((y, other))) => Found::of(libm::log(x[0].max(y[0]) / x[0].min(y[0])), vec![one, other]),
        _ => Found::unknown("one of the states has no CINC in that year"),
    })
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
    let value = portfolios[0].pair(measure, ask.a, ask.b);
    let note = value.is_none().then(|| "undefined: both portfolios are constant".to_owned());
    Ok(Found { value, rows, note, interval: None })
}
