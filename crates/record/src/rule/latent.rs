//! Ties by a rule with the method `latent`: what all years and indicators together say of a year.
//!
//! Closeness is what the rule's weights expect of a tie as close as the latent one: g(c) = Σ weight × E(value - centre | c) / unit over
//! the indicators with levels, so that it stands on the scale of the sum. Friendly is what lies above the c where g is 0.

use std::ops::Range;

use super::{DataRow, DataTie, Part, Rule, RuleError, Term, behind};
use crate::indicator::{Ask, Found, Indicator};
use crate::latent::{Kind, Link, Model, Posterior, REACH, Seen, Sightings, fit};
use crate::sets::Folder;
use crate::states::{State, Year, states};

/// Spells of an indicator that move closeness by less than this are not named.
const NAMED: f64 = 0.01;
/// A tie is written anew when its closeness or firmness has moved by this much.
const ANEW: f64 = 0.02;

/// What was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: Model,
    /// Indicators in the order of the links.
    pub indicators: Vec<String>,
    /// Mean value of each level, less the centre, in units; none for those that know distance only.
    pub means: Vec<Vec<f64>>,
    /// The latent closeness at which the weights expect nothing.
    pub zero: f64,
    /// Pairs, years of pairs, rounds of the fit.
    pub counts: [usize; 3],
    /// Logarithm of the probability of what was seen.
    pub log_likelihood: f64,
}

/// A pair over the years in which both are members.
struct Pair {
    states: (State, State),
    first: Year,
    /// By year and indicator.
    found: Vec<Vec<Option<Found>>>,
    seen: Sightings,
}

/// A run of years in which an indicator says the same.
struct Run {
    place: usize,
    years: Range<usize>,
}

/// Ties of every pair, and what was fitted to all of them.
pub(super) fn ties(
    folder: &Folder,
    rule: &Rule,
    of: &[State],
    (from, to): (Year, Year),
) -> Result<(Vec<DataTie>, Fitted), RuleError> {
    let mut pairs = Vec::new();
    for (place, a) in of.iter().enumerate() {
        for b in &of[place + 1..] {
            pairs.extend(pair(folder, rule, (*a, *b), (from, to))?);
        }
    }
    let kinds: Vec<Kind> = rule.terms.iter().map(kind).collect();
    let seen: Vec<Sightings> = pairs.iter().map(|pair| pair.seen.clone()).collect();
    let (model, rounds, log_likelihood) = fit(&kinds, &seen);
    let means = rule.terms.iter().enumerate().map(|(place, term)| level_means(term, place, &pairs)).collect();
    let mut fitted = Fitted {
        model,
        indicators: rule.terms.iter().map(|term| term.indicator.clone()).collect(),
        means,
        zero: 0.0,
        counts: [pairs.len(), seen.iter().map(Vec::len).sum(), rounds],
        log_likelihood,
    };
    fitted.zero = zero(rule, &fitted)?;
    let mut found = Vec::new();
    for pair in &pairs {
        found.extend(ties_of(folder, rule, &fitted, pair)?);
    }
    Ok((found, fitted))
}

fn pair(
    folder: &Folder,
    rule: &Rule,
    (a, b): (State, State),
    (from, to): (Year, Year),
) -> Result<Option<Pair>, RuleError> {
    let together = |year: &Year| states().member(a, *year) && states().member(b, *year);
    let Some(first) = (from..=to).find(together) else { return Ok(None) };
    let mut pair = Pair { states: (a, b), first, found: Vec::new(), seen: Vec::new() };
    for year in first..=to {
        let (mut row, mut seen) = (Vec::new(), Vec::new());
        for term in &rule.terms {
            let indicator =
                Indicator::named(&term.indicator).ok_or_else(|| RuleError::Indicator(term.indicator.clone()))?;
            let found = match together(&year) {
                true => Some(indicator.of(folder, &Ask { a, b, from: year, to: year })?),
                false => None,
            };
            let value = found.as_ref().and_then(|found| found.value);
            seen.push(value.map_or(Seen::Nothing, |value| sighting(term, value)));
            row.push(found.filter(|found| found.value.is_some()));
        }
        pair.found.push(row);
        pair.seen.push(seen);
    }
    Ok(Some(pair))
}

/// The values at which the levels of a term begin: those of the rule, else the one below which values count for nothing.
fn cuts(term: &Term) -> Vec<f64> {
    match term.cuts.is_empty() {
        true => vec![term.centre + term.least.max(f64::MIN_POSITIVE)],
        false => term.cuts.clone(),
    }
}

fn kind(term: &Term) -> Kind {
    match term.loading {
        Some(loading) => Kind::Distance { loading },
        None => Kind::Levels { levels: cuts(term).len() + 1, rises: (term.weight[1] > 0.0) == (term.unit > 0.0) },
    }
}

fn sighting(term: &Term, value: f64) -> Seen {
    match term.loading {
        Some(_) => Seen::Value((value - term.centre) / term.unit),
        None => Seen::Level(cuts(term).iter().filter(|cut| value >= **cut).count()),
    }
}

/// What a value counts for in units; nothing near the centre.
fn units(term: &Term, value: f64) -> f64 {
    if (value - term.centre).abs() < term.least { 0.0 } else { (value - term.centre) / term.unit }
}

/// Mean units of each level over all pairs and years; where a level was never seen, those at which it begins.
fn level_means(term: &Term, place: usize, pairs: &[Pair]) -> Vec<f64> {
    if term.loading.is_some() {
        return Vec::new();
    }
    let begins = cuts(term);
    let mut sums = vec![(0.0, 0.0); begins.len() + 1];
    for row in pairs.iter().flat_map(|pair| pair.found.iter()) {
        let Some(value) = row[place].as_ref().and_then(|found| found.value) else { continue };
        if let Seen::Level(level) = sighting(term, value) {
            sums[level].0 += units(term, value);
            sums[level].1 += 1.0;
        }
    }
    let begin = |level: usize| level.checked_sub(1).map_or(0.0, |below| units(term, begins[below]));
    let mean = |(level, (sum, count)): (usize, &(f64, f64))| if *count > 0.0 { sum / count } else { begin(level) };
    sums.iter().enumerate().map(mean).collect()
}

/// What the weights expect of a tie of latent closeness `c`, with the low, middle or high end of each weight's range.
fn expected(rule: &Rule, fitted: &Fitted, c: f64, end: usize) -> f64 {
    let terms = rule.terms.iter().zip(&fitted.model.links).zip(&fitted.means);
    let sum: f64 = terms
        .map(|((term, link), means)| {
            let units: f64 = means.iter().enumerate().map(|(level, mean)| mean * link.level(level, c)).sum();
            let place = if units < 0.0 { 2 - end } else { end };
            term.weight[place] * units
        })
        .sum();
    sum.clamp(-1.0, 1.0)
}

/// Where the weights expect nothing; it rises with closeness, so that halving finds it.
fn zero(rule: &Rule, fitted: &Fitted) -> Result<f64, RuleError> {
    let at = |c: f64| expected(rule, fitted, c, 1);
    let (mut low, mut high) = (-REACH, REACH);
    if at(low) >= 0.0 || at(high) <= 0.0 {
        return Err(RuleError::OneSided);
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(middle) < 0.0 { low = middle } else { high = middle }
    }
    Ok(f64::midpoint(low, high))
}

/// The years of a pair as ties.
fn ties_of(folder: &Folder, rule: &Rule, fitted: &Fitted, pair: &Pair) -> Result<Vec<DataTie>, RuleError> {
    let whole = fitted.model.posterior(&pair.seen);
    let runs = runs(&pair.seen);
    let fewer: Vec<Posterior> = runs.iter().map(|run| without(fitted, pair, run)).collect();
    let mut found: Vec<DataTie> = Vec::new();
    for year in 0..pair.seen.len() {
        if pair.found[year].iter().all(Option::is_none) {
            continue;
        }
        let closeness = closeness(rule, fitted, &whole, year);
        let firmness = rule.half_firm.is_none().then(|| firmness(fitted, &whole, year));
        let now = pair.first + year as Year;
        if let Some(last) = found.last_mut()
            && last.until + 1 == now
            && !moved(last, closeness, firmness)
        {
            last.until = now;
            continue;
        }
        let moves = |posterior: &Posterior| closeness[1] - self::closeness(rule, fitted, posterior, year)[1];
        let mut named: Vec<(f64, &Run)> = fewer.iter().map(moves).zip(&runs).collect();
        // Where several speak for the same, none alone moves it: what holds in the year is behind it all the same.
        let holds = |run: &Run| run.years.contains(&year) && pair.seen[year][run.place] != Seen::Level(0);
        named.retain(|(moves, run)| moves.abs() >= NAMED || holds(run));
        named.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()));
        let (mut parts, mut rows) = (Vec::new(), Vec::new());
        for (moves, run) in named {
            parts.push(part(rule, pair, run, moves));
            rows.extend(rows_of(folder, pair, run)?);
        }
        rows.sort();
        rows.dedup();
        // Nothing but the absence of rows is no tie.
        if rows.is_empty() {
            continue;
        }
        let friendly = whole.above(year, fitted.zero);
        found.push(DataTie {
            a: pair.states.0,
            b: pair.states.1,
            since: now,
            until: now,
            closeness,
            firmness,
            friendly: Some(libm::round(friendly * 1e4) / 1e4),
            parts,
            rows,
        });
    }
    Ok(found)
}

/// Closeness at 5 %, 50 %, 95 % of the posterior, with the weights at the ends of their ranges that widen it.
fn closeness(rule: &Rule, fitted: &Fitted, posterior: &Posterior, year: usize) -> [f64; 3] {
    [(0.05, 0), (0.5, 1), (0.95, 2)].map(|(p, end)| {
        let value = expected(rule, fitted, posterior.quantile(year, p), end);
        libm::round(value * 1_000.0) / 1_000.0
    })
}

/// The share of what was doubtful beforehand that the data have settled, within .15 of it.
fn firmness(fitted: &Fitted, posterior: &Posterior, year: usize) -> [f64; 3] {
    let before = 1.0 + year as f64 * fitted.model.walk * fitted.model.walk;
    let settled = 1.0 - posterior.moments(year).1 / before;
    super::around(libm::round(settled * 10.0) / 10.0)
}

fn moved(last: &DataTie, closeness: [f64; 3], firmness: Option<[f64; 3]>) -> bool {
    let far = |x: &[f64; 3], y: &[f64; 3]| x.iter().zip(y).any(|(x, y)| (x - y).abs() >= ANEW);
    let turned = (last.closeness[1] > 0.0) != (closeness[1] > 0.0);
    turned || far(&last.closeness, &closeness) || last.firmness != firmness
}

/// Runs of the same level; of an indicator that knows distance only, ten years.
fn runs(seen: &Sightings) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for place in 0..seen.first().map_or(0, Vec::len) {
        let mut open: Option<Run> = None;
        for (year, row) in seen.iter().enumerate() {
            let same = open.as_ref().is_some_and(|run| match (seen[run.years.start][place], row[place]) {
                (Seen::Level(one), Seen::Level(other)) => one == other,
                (Seen::Value(_), Seen::Value(_)) => run.years.len() < 10,
                _ => false,
            });
            match (&mut open, same) {
                (Some(run), true) => run.years.end = year + 1,
                _ if row[place] == Seen::Nothing => found.extend(open.take()),
                _ => found.extend(open.replace(Run { place, years: year..year + 1 })),
            }
        }
        found.extend(open);
    }
    found
}

fn without(fitted: &Fitted, pair: &Pair, run: &Run) -> Posterior {
    fitted.model.without(&pair.seen, |year, place| place == run.place && run.years.contains(&year))
}

/// What a run of an indicator adds to a tie: its mean value, and how far closeness would be from here without it.
fn part(rule: &Rule, pair: &Pair, run: &Run, moves: f64) -> Part {
    let values: Vec<f64> = run.years.clone().filter_map(|year| pair.found[year][run.place].as_ref()?.value).collect();
    let year = |place: usize| pair.first + place as Year;
    let (from, to) = (year(run.years.start), year(run.years.end - 1));
    let years = if from == to { from.to_string() } else { format!("{from}-{to}") };
    Part {
        indicator: format!("{} {years}", rule.terms[run.place].indicator),
        value: values.iter().sum::<f64>() / values.len().max(1) as f64,
        adds: moves,
    }
}

/// The spells of rows behind a run.
fn rows_of(folder: &Folder, pair: &Pair, run: &Run) -> Result<Vec<DataRow>, RuleError> {
    let mut rows = Vec::new();
    for found in run.years.clone().filter_map(|year| pair.found[year][run.place].as_ref()) {
        for row in &found.rows {
            let known = |have: &DataRow| {
                have.row.set == row.set && have.row.file == row.file && (have.row.line..=have.last).contains(&row.line)
            };
            if !rows.iter().any(known) {
                rows.push(behind(folder, row.clone(), pair.states)?);
            }
        }
    }
    Ok(rows)
}

impl Fitted {
    /// The links with the names of their indicators.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Link, &[f64])> {
        self.indicators
            .iter()
            .zip(&self.model.links)
            .zip(&self.means)
            .map(|((name, link), means)| (name.as_str(), link, means.as_slice()))
    }
}
