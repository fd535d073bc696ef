//! Ties from data: indicators of a pair in a year, added up by a rule into affinity with an interval, and the rows behind it.
//!
//! Affinity of a year is the sum of (indicator - centre) / unit times a weight with a range, held to [-1, 1]; values nearer to the centre
//! than `least` count for nothing. Where every term is 0 there is no tie. Firmness, where the rule gives it, is d / (d + half) for
//! a tie that has kept its sign for d years, within 0.15 of it. The defaults and why they are as they are: `docs/methods/record.md`.

mod latent;

pub use latent::Fitted;

use crate::indicator::{About, Ask, Found, Indicator};
use crate::sets::{Folder, ONGOING, RowRef, Set, SetError};
use crate::states::{State, Year, states};

/// A term of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Name of the indicator.
    pub indicator: String,
    /// What one unit adds to affinity: low, mode, high.
    pub weight: [f64; 3],
    /// The value that counts for nothing.
    pub centre: f64,
    /// What counts as one unit.
    pub unit: f64,
    /// Values nearer to the centre than this count for nothing.
    pub least: f64,
    /// Values at which its levels begin, in order; of rules that look for a latent tie.
    pub cuts: Vec<f64>,
    /// What one unit of latent affinity adds to it, where it knows distance only and counts in no sum.
    pub loading: Option<f64>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What is added up, or what sees a latent tie.
    pub terms: Vec<Term>,
    /// Whether it looks for the latent tie behind all years instead of adding up each.
    pub latent: bool,
    /// Years after which a tie of one sign is half firm.
    pub half_firm: Option<f64>,
}

/// What one indicator adds to a tie.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Name of the indicator.
    pub indicator: String,
    /// Its value.
    pub value: f64,
    /// What it adds at the mode.
    pub adds: f64,
}

/// A tie over years.
#[derive(Debug, Clone, PartialEq)]
pub struct DataTie {
    /// The pair.
    pub a: State,
    /// The other.
    pub b: State,
    /// First year.
    pub since: Year,
    /// Last year.
    pub until: Year,
    /// Affinity: low, mode, high.
    pub affinity: [f64; 3],
    /// Firmness: low, mode, high.
    pub firmness: Option<[f64; 3]>,
    /// Probability that a latent tie is friendly, in its first year.
    pub friendly: Option<f64>,
    /// What it is made of in its first year.
    pub parts: Vec<Part>,
    /// The rows behind it, each the first of its spell.
    pub rows: Vec<DataRow>,
}

/// A spell of a data set behind a tie: the same values from one line to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataRow {
    /// Where it begins.
    pub row: RowRef,
    /// Its last line.
    pub last: u64,
    /// What it says.
    pub says: String,
}

/// Why ties cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// A data set is missing or broken.
    #[error(transparent)]
    Set(#[from] SetError),
    /// No indicator is called so.
    #[error("no indicator is called `{0}`")]
    Indicator(String),
    /// Indicators of a latent tie that all speak for one sign.
    #[error("what the data hold of the indicators speaks for one sign only, so that no affinity is neither")]
    OneSided,
    /// No two states at the same time.
    #[error("no two states of the rule are members of the state system at the same time from {from} to {to}")]
    Nobody {
        /// First year asked for.
        from: Year,
        /// Last year asked for.
        to: Year,
    },
    /// An indicator that is not of both states alike.
    #[error("`{0}` is of one of two states, or of one towards the other, and a tie is of both alike")]
    About(String),
    /// No year has all that the rule needs.
    #[error("no year from {from} to {to} is covered by every data set of the rule ({covered})")]
    Years {
        /// First year asked for.
        from: Year,
        /// Last year asked for.
        to: Year,
        /// What each covers.
        covered: String,
    },
}

/// Years that every data set of a rule covers, of those asked for, with what each covers in words.
///
/// # Errors
/// [`RuleError`] where there is no such year, or a set is missing.
pub fn covered(folder: &Folder, rule: &Rule, (from, to): (Year, Year)) -> Result<(Year, Year, String), RuleError> {
    let (mut first, mut last, mut told) = (from, to, Vec::new());
    let mut sets: Vec<Set> = Vec::new();
    for term in &rule.terms {
        let indicator =
            Indicator::named(&term.indicator).ok_or_else(|| RuleError::Indicator(term.indicator.clone()))?;
        if matches!(indicator.about, About::State | About::Towards) {
            return Err(RuleError::About(term.indicator.clone()));
        }
        for set in indicator.needs.iter().map(|set| folder.made_from(*set)) {
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
    }
    for set in sets {
        // Rows that differ by direction, and spells that go on, do not say where a set ends.
        if let Some((begins, ends)) = folder.series(set)?.years().filter(|_| set != Set::AtopDirected) {
            if !set.is_of_spells() {
                first = first.max(begins);
            }
            last = last.min(ends);
            let ends = if ends == ONGOING { "now".to_owned() } else { ends.to_string() };
            told.push(format!("{} {begins} to {ends}", set.id()));
        }
    }
    let covered = told.join(", ");
    if first > last { Err(RuleError::Years { from, to, covered }) } else { Ok((first, last, covered)) }
}

/// Ties of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The ties, pair by pair and year by year.
    pub ties: Vec<DataTie>,
    /// What was fitted to find latent ones.
    pub fitted: Option<Fitted>,
    /// Pairs and years of which an indicator is not known, because a row or a cell of it is missing or was kept out: no tie is made of
    /// them.
    pub unknown: Vec<Unknown>,
    /// Values that look at years which a data set does not cover: what they say is of the others alone.
    pub partial: Vec<Unknown>,
}

/// An indicator of a pair in a year that is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// The pair.
    pub a: State,
    /// The other.
    pub b: State,
    /// The year.
    pub year: Year,
    /// Name of the indicator.
    pub indicator: String,
    /// Why.
    pub why: String,
}

/// Ties of every pair of states over years.
///
/// # Errors
/// [`RuleError`] where a data set is missing, no year is covered, or latent ties have no zero.
pub fn ties(folder: &Folder, rule: &Rule, of: &[State], years: (Year, Year)) -> Result<Made, RuleError> {
    let (from, to, _) = covered(folder, rule, years)?;
    if !rule.latent {
        let mut open = Open::default();
        let ties = added(folder, rule, of, (from, to), &mut open)?;
        return Ok(Made { ties, fitted: None, unknown: open.unknown, partial: open.partial });
    }
    let (ties, fitted, open) = latent::ties(folder, rule, of, (from, to))?;
    Ok(Made { ties, fitted: Some(fitted), unknown: open.unknown, partial: open.partial })
}

/// What is open of the values of a rule.
#[derive(Debug, Default)]
struct Open {
    unknown: Vec<Unknown>,
    partial: Vec<Unknown>,
}

impl Open {
    /// Looks at the value of an indicator.
    fn see(&mut self, (a, b): (State, State), year: Year, indicator: &str, found: &Found) {
        let list = match found {
            Found { doubtful: true, .. } => &mut self.unknown,
            Found { partial: true, .. } => &mut self.partial,
            _ => return,
        };
        let (indicator, why) = (indicator.to_owned(), found.note.clone().unwrap_or_default());
        list.push(Unknown { a, b, year, indicator, why });
    }
}

/// Ties by adding up the indicators of each year.
fn added(
    folder: &Folder,
    rule: &Rule,
    of: &[State],
    (from, to): (Year, Year),
    open: &mut Open,
) -> Result<Vec<DataTie>, RuleError> {
    let mut found = Vec::new();
    for (place, a) in of.iter().enumerate() {
        for b in &of[place + 1..] {
            let mut last: Option<DataTie> = None;
            let mut kept = 0;
            for year in from..=to {
                let one = one_year(folder, rule, (*a, *b), year, open)?;
                let sign = |tie: &DataTie| tie.affinity[1].total_cmp(&0.0);
                kept = match (&last, &one) {
                    (Some(last), Some(one)) if sign(last) == sign(one) && last.until + 1 == year => kept + 1,
                    _ => 0,
                };
                let Some(mut one) = one else { continue };
                one.firmness = rule.half_firm.map(|half| firmness(kept, half));
                match &mut last {
                    Some(last) if last.until + 1 == year && same(last, &one) => {
                        last.until = year;
                        last.rows.extend(one.rows);
                    }
                    _ => found.extend(last.replace(one)),
                }
            }
            found.extend(last);
        }
    }
    for tie in &mut found {
        tie.rows.sort();
        tie.rows.dedup();
    }
    Ok(found)
}

fn same(one: &DataTie, other: &DataTie) -> bool {
    one.affinity == other.affinity && one.firmness == other.firmness
}

/// Firmness after years of one sign, in tenths.
fn firmness(years: u32, half: f64) -> [f64; 3] {
    around(libm::round(10.0 * f64::from(years) / (f64::from(years) + half)) / 10.0)
}

/// Firmness within .15 of its mode.
fn around(mode: f64) -> [f64; 3] {
    [mode - 0.15, mode, mode + 0.15].map(|value| libm::round(value.clamp(0.0, 1.0) * 100.0) / 100.0)
}

/// The tie of a pair in a year; none where an indicator of it is not known.
fn one_year(
    folder: &Folder,
    rule: &Rule,
    (a, b): (State, State),
    year: Year,
    open: &mut Open,
) -> Result<Option<DataTie>, RuleError> {
    if !states().member(a, year) || !states().member(b, year) {
        return Ok(None);
    }
    let mut affinity = [0.0; 3];
    let (mut parts, mut rows, mut whole) = (Vec::new(), Vec::new(), true);
    for term in &rule.terms {
        let indicator =
            Indicator::named(&term.indicator).ok_or_else(|| RuleError::Indicator(term.indicator.clone()))?;
        let found = indicator.of(folder, &Ask { a, b, from: year, to: year })?;
        open.see((a, b), year, &term.indicator, &found);
        whole &= !found.doubtful;
        let Some(value) = found.value else { continue };
        if (value - term.centre).abs() < term.least || value == term.centre {
            continue;
        }
        let units = (value - term.centre) / term.unit;
        let mut adds = term.weight.map(|weight| weight * units);
        if units < 0.0 {
            adds.swap(0, 2);
        }
        affinity.iter_mut().zip(adds).for_each(|(sum, add)| *sum += add);
        parts.push(Part { indicator: term.indicator.clone(), value, adds: adds[1] });
        for row in found.rows {
            rows.push(behind(folder, row, (a, b))?);
        }
    }
    if parts.is_empty() || !whole {
        return Ok(None);
    }
    let affinity = affinity.map(|value| libm::round(value.clamp(-1.0, 1.0) * 1_000.0) / 1_000.0 + 0.0);
    Ok(Some(DataTie { a, b, since: year, until: year, affinity, firmness: None, friendly: None, parts, rows }))
}

/// The spell in which a row stands, with what it says.
fn behind(folder: &Folder, row: RowRef, (a, b): (State, State)) -> Result<DataRow, RuleError> {
    let series = folder.series(row.set)?;
    let entry = row.set.entry();
    let keys = [(a.min(b), a.max(b)), (a.max(b), a.min(b)), (a, a), (b, b)];
    for (x, y) in keys {
        for (spell, values, file) in series.of(x, y) {
            let length = if spell.yearly { u64::from(spell.to.abs_diff(spell.from)) } else { 0 };
            let first = series.row(spell, file, spell.from);
            if first.file == row.file && (first.line..=first.line + length).contains(&row.line) {
                let list = states();
                let who = if x == y { list.name(x) } else { format!("{} and {}", list.name(x), list.name(y)) };
                let until = if spell.to == ONGOING { "on".to_owned() } else { format!("to {}", spell.to) };
                let years =
                    if spell.from == spell.to { spell.from.to_string() } else { format!("{} {until}", spell.from) };
                let told: Vec<String> = entry
                    .values
                    .iter()
                    .zip(values)
                    .filter(|(_, value)| value.is_finite() && **value != 0.0)
                    .map(|(name, value)| format!("{} {value}", name.column.names[0]))
                    .collect();
                let says =
                    format!("{who}, {years}: {}", if told.is_empty() { entry.id.to_owned() } else { told.join(", ") });
                return Ok(DataRow { last: first.line + length, row: first, says });
            }
        }
    }
    let says = format!("line {} of {}", row.line, row.file);
    Ok(DataRow { last: row.line, row, says })
}
