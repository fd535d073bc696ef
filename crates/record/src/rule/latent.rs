//! Ties by a rule with the method `latent`: what all years and indicators together say of a year.
//!
//! Closeness is what the rule's weights expect of a tie as close as the latent one: g(c) = Σ weight × E(value - centre | c) / unit over
//! the indicators with levels, so that it stands on the scale of the sum. Friendly is what lies above the c where g is 0.

use std::ops::Range;

use rayon::prelude::*;

use super::{DataRow, DataTie, Part, Rule, RuleError, Term, behind};
use crate::indicator::{Ask, Found, Indicator};
use crate::latent::{Fit, Kind, Link, Model, Posterior, REACH, Ready, Seen, Sightings, fit};
use crate::sets::Folder;
use crate::states::{State, Year, states};

/// Spells of an indicator that move closeness by less than this are not named.
const NAMED: f64 = 0.01;
/// A tie is written anew when its closeness has moved by so many thousandths, has turned, or is of another firmness.
const ANEW: f64 = 20.0;

/// What was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: Model,
    /// Indicators in the order of the links.
    pub indicators: Vec<String>,
    /// Mean value of each level, less the centre, in units; none for those that know distance only.
    pub means: Vec<Vec<f64>>,
    /// Cuts of the rule that no pair's values reach, or all do: their levels are not told apart.
    pub unreached: Vec<Vec<f64>>,
    /// The latent closeness at which the weights expect nothing.
    pub zero: f64,
    /// Pairs, and years of pairs.
    pub counts: [usize; 2],
    /// How the fit went.
    pub fit: Fit,
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
    /// What the pair's other sightings say, and the spells of rows behind it.
    without: Option<Posterior>,
    rows: Vec<DataRow>,
}

impl Run {
    /// Whether it has rows of a year and a say in its sign: where several say the same none alone moves a tie, and it is behind it all
    /// the same.
    fn holds(&self, rule: &Rule, pair: &Pair, year: usize) -> bool {
        let rows = || pair.found[year][self.place].as_ref().is_some_and(|found| !found.rows.is_empty());
        self.years.contains(&year) && rule.terms[self.place].loading.is_none() && rows()
    }
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
    if pairs.is_empty() {
        return Err(RuleError::Nobody { from, to });
    }
    let (cuts, unreached): (Vec<Vec<f64>>, Vec<Vec<f64>>) =
        rule.terms.iter().enumerate().map(|(place, term)| reached(term, place, &pairs)).unzip();
    pairs.iter_mut().for_each(|pair| pair.see(rule, &cuts));
    let kinds: Vec<Kind> = rule.terms.iter().zip(&cuts).map(|(term, cuts)| kind(term, cuts)).collect();
    let seen: Vec<Sightings> = pairs.iter().map(|pair| pair.seen.clone()).collect();
    let (model, fit) = fit(&kinds, &seen);
    let means = (0..rule.terms.len()).map(|place| level_means(rule, place, &cuts, &pairs)).collect();
    let indicators = rule.terms.iter().map(|term| term.indicator.clone()).collect();
    let counts = [pairs.len(), seen.iter().map(Vec::len).sum()];
    let mut fitted = Fitted { model, indicators, means, unreached, zero: 0.0, counts, fit };
    fitted.zero = zero(rule, &fitted)?;
    let ready = fitted.model.ready();
    let of_pair = |pair: &Pair| ties_of(folder, rule, &fitted, &ready, pair);
    let found: Vec<Vec<DataTie>> = pairs.par_iter().map(of_pair).collect::<Result<_, _>>()?;
    drop(ready);
    Ok((found.concat(), fitted))
}

fn pair(
    folder: &Folder,
    rule: &Rule,
    (a, b): (State, State),
    (from, to): (Year, Year),
) -> Result<Option<Pair>, RuleError> {
    let together = |year: &Year| states().member(a, *year) && states().member(b, *year);
    let Some(first) = (from..=to).find(together) else { return Ok(None) };
    let mut indicators = Vec::new();
    for term in &rule.terms {
        indicators.push(Indicator::named(&term.indicator).ok_or_else(|| RuleError::Indicator(term.indicator.clone()))?);
    }
    let mut found = Vec::new();
    for year in first..=to {
        let mut row = Vec::new();
        for indicator in &indicators {
            let ask = Ask { a, b, from: year, to: year };
            let told = if together(&year) { Some(indicator.of(folder, &ask)?) } else { None };
            row.push(told.filter(|found| found.value.is_some()));
        }
        found.push(row);
    }
    Ok(Some(Pair { states: (a, b), first, found, seen: Vec::new() }))
}

impl Pair {
    fn value(&self, year: usize, place: usize) -> Option<f64> {
        self.found[year][place].as_ref()?.value
    }

    /// Turns values into what the model sees.
    fn see(&mut self, rule: &Rule, cuts: &[Vec<f64>]) {
        let sighting = |(place, found): (usize, &Option<Found>)| {
            let term = &rule.terms[place];
            match (found.as_ref().and_then(|found| found.value), term.loading) {
                (None, _) => Seen::Nothing,
                (Some(value), Some(_)) => Seen::Value((value - term.centre) / term.unit),
                (Some(value), None) => Seen::Level(level(&cuts[place], value)),
            }
        };
        self.seen = self.found.iter().map(|row| row.iter().enumerate().map(sighting).collect()).collect();
    }
}

/// The level of a value: how many cuts it reaches.
fn level(cuts: &[f64], value: f64) -> usize {
    cuts.iter().filter(|cut| value >= **cut).count()
}

/// The cuts of a term (those of the rule, else the value from which it counts for something) between whose levels the data tell, and
/// those between which they do not.
fn reached(term: &Term, place: usize, pairs: &[Pair]) -> (Vec<f64>, Vec<f64>) {
    if term.loading.is_some() {
        return (Vec::new(), Vec::new());
    }
    let counts = if term.least > 0.0 { term.centre + term.least } else { term.centre.next_up() };
    let cuts = if term.cuts.is_empty() { vec![counts] } else { term.cuts.clone() };
    let mut seen = vec![false; cuts.len() + 1];
    for pair in pairs {
        (0..pair.found.len())
            .filter_map(|year| pair.value(year, place))
            .for_each(|value| seen[level(&cuts, value)] = true);
    }
    let (mut kept, mut unreached, mut below) = (Vec::new(), Vec::new(), seen[0]);
    for (cut, seen) in cuts.into_iter().zip(&seen[1..]) {
        if *seen && below {
            kept.push(cut)
        } else {
            unreached.push(cut)
        }
        below |= seen;
    }
    (kept, unreached)
}

fn kind(term: &Term, cuts: &[f64]) -> Kind {
    match term.loading {
        Some(loading) => Kind::Distance { loading },
        None => Kind::Levels { levels: cuts.len() + 1, rises: (term.weight[1] > 0.0) == (term.unit > 0.0) },
    }
}

/// What a value counts for in units; nothing near the centre.
fn units(term: &Term, value: f64) -> f64 {
    if (value - term.centre).abs() < term.least { 0.0 } else { (value - term.centre) / term.unit }
}

/// Mean units of each level over all pairs and years.
fn level_means(rule: &Rule, place: usize, cuts: &[Vec<f64>], pairs: &[Pair]) -> Vec<f64> {
    let term = &rule.terms[place];
    if term.loading.is_some() {
        return Vec::new();
    }
    let mut sums = vec![(0.0, 0.0); cuts[place].len() + 1];
    for value in pairs.iter().flat_map(|pair| (0..pair.found.len()).filter_map(|year| pair.value(year, place))) {
        let sum = &mut sums[level(&cuts[place], value)];
        sum.0 += units(term, value);
        sum.1 += 1.0;
    }
    // An indicator without any value has one level, which counts for nothing.
    sums.iter().map(|(sum, count): &(f64, f64)| sum / count.max(1.0)).collect()
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
fn ties_of(
    folder: &Folder,
    rule: &Rule,
    fitted: &Fitted,
    ready: &Ready<'_>,
    pair: &Pair,
) -> Result<Vec<DataTie>, RuleError> {
    let whole = ready.posterior(&pair.seen);
    let nothing = ready.posterior(&vec![vec![Seen::Nothing; rule.terms.len()]; pair.seen.len()]);
    let mut runs: Vec<Run> = runs(&pair.seen);
    for run in &mut runs {
        run.without = Some(ready.without(&pair.seen, |year, place| place == run.place && run.years.contains(&year)));
        run.rows = rows_of(folder, pair, run)?;
    }
    let mut found: Vec<DataTie> = Vec::new();
    let mut kept = 0;
    for year in 0..pair.seen.len() {
        let now = pair.first + year as Year;
        let closeness = closeness(rule, fitted, &whole, year);
        let mut behind: Vec<(f64, &Run)> =
            runs.iter().map(|run| (moves(rule, fitted, closeness, run, year), run)).collect();
        behind.retain(|(moves, run)| moves.abs() >= NAMED || run.holds(rule, pair, year));
        let known = pair.found[year].iter().any(Option::is_some);
        // Nothing but the absence of rows, or rows that know distance only, is no tie.
        if !known || !behind.iter().any(|(_, run)| !run.rows.is_empty() && rule.terms[run.place].loading.is_none()) {
            continue;
        }
        let last = found.last_mut().filter(|last| last.until + 1 == now);
        let same = last.as_ref().is_some_and(|last| sign(last.closeness[1]) == sign(closeness[1]));
        kept = if same { kept + 1 } else { 0 };
        let firmness = match rule.half_firm {
            Some(half) => super::firmness(kept, half),
            None => settled(&whole, &nothing, year),
        };
        match last {
            Some(last) if same && last.firmness == Some(firmness) && !moved(last.closeness, closeness) => {
                last.until = now
            }
            _ => {
                let friendly = libm::round(whole.above(year, fitted.zero) * 1e4) / 1e4;
                found.push(written(rule, pair, now, (closeness, firmness, friendly), behind));
            }
        }
    }
    Ok(found)
}

/// A tie with what is behind it, what moves it most first.
fn written(
    rule: &Rule,
    pair: &Pair,
    year: Year,
    (closeness, firmness, friendly): ([f64; 3], [f64; 3], f64),
    mut behind: Vec<(f64, &Run)>,
) -> DataTie {
    behind.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()));
    let mut rows: Vec<DataRow> = behind.iter().flat_map(|(_, run)| run.rows.clone()).collect();
    rows.sort();
    rows.dedup();
    DataTie {
        a: pair.states.0,
        b: pair.states.1,
        since: year,
        until: year,
        closeness,
        firmness: Some(firmness),
        friendly: Some(friendly),
        parts: behind.into_iter().map(|(moves, run)| part(rule, pair, run, moves)).collect(),
        rows,
    }
}

/// How far closeness is from where it would be without a run.
fn moves(rule: &Rule, fitted: &Fitted, with: [f64; 3], run: &Run, year: usize) -> f64 {
    run.without.as_ref().map_or(0.0, |without| with[1] - closeness(rule, fitted, without, year)[1])
}

/// Closeness at 5 %, 50 %, 95 % of the posterior, with the weights at the ends of their ranges that widen it.
fn closeness(rule: &Rule, fitted: &Fitted, posterior: &Posterior, year: usize) -> [f64; 3] {
    [(0.05, 0), (0.5, 1), (0.95, 2)].map(|(p, end)| {
        let value = expected(rule, fitted, posterior.quantile(year, p), end);
        // No minus before a zero.
        libm::round(value * 1_000.0) / 1_000.0 + 0.0
    })
}

/// The share of what was doubtful beforehand that the data have settled, within .15 of it.
fn settled(posterior: &Posterior, nothing: &Posterior, year: usize) -> [f64; 3] {
    let share = 1.0 - posterior.moments(year).1 / nothing.moments(year).1;
    super::around(libm::round(share.max(0.0) * 10.0) / 10.0)
}

fn sign(closeness: f64) -> i8 {
    i8::from(closeness > 0.0) - i8::from(closeness < 0.0)
}

fn moved(before: [f64; 3], now: [f64; 3]) -> bool {
    before.iter().zip(now).any(|(x, y)| libm::round((x - y).abs() * 1_000.0) >= ANEW)
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
                _ => found.extend(open.replace(Run { place, years: year..year + 1, without: None, rows: Vec::new() })),
            }
        }
        found.extend(open);
    }
    found
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
    /// The links with the names of their indicators, means of levels and cuts that are not told apart.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Link, &[f64], &[f64])> {
        let links = self.indicators.iter().zip(&self.model.links);
        links
            .zip(self.means.iter().zip(&self.unreached))
            .map(|((name, link), (means, unreached))| (name.as_str(), link, means.as_slice(), unreached.as_slice()))
    }
}
