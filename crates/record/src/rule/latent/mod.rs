//! Ties by a rule with the method `latent`: what all years and indicators together say of a year.
//!
//! Affinity is what the rule's weights expect of a tie as close as the latent one: g(c) = Σ weight × E(value - centre | c) / unit over
//! the indicators with levels, so that it stands on the scale of the sum. Friendly is what lies above the c where g is 0.

mod levels;
mod runs;

use detente_panel::latent::{Fit, Kind, Link, Model, REACH, Seen, Sightings, fit};
use rayon::prelude::*;

use self::levels::{kind, level, level_means, reached};
use self::runs::ties_of;
use super::{DataTie, Open, Rule, RuleError};
use crate::indicator::{Ask, Found, Indicator};
use crate::sets::Folder;
use crate::states::{State, Year, states};

/// A loading that is so many times the next dwarfs the rest.
const DWARFS: f64 = 2.0;

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
    /// The latent affinity at which the weights expect nothing.
    pub zero: f64,
    /// Pairs, and years of pairs.
    pub counts: [usize; 2],
    /// Pairs that each indicator names in some year; of the others its silence says nothing.
    pub naming: Vec<usize>,
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

/// Ties of every pair, and what was fitted to all of them.
pub(super) fn ties(
    folder: &Folder,
    rule: &Rule,
    of: &[State],
    (from, to): (Year, Year),
) -> Result<(Vec<DataTie>, Fitted, Open), RuleError> {
    let (mut pairs, mut open) = (Vec::new(), Open::default());
    for (place, a) in of.iter().enumerate() {
        for b in &of[place + 1..] {
            pairs.extend(pair(folder, rule, (*a, *b), (from, to), &mut open)?);
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
    let naming = (0..rule.terms.len()).map(|place| pairs.iter().filter(|pair| pair.is_named(place)).count()).collect();
    let mut fitted = Fitted { model, indicators, means, unreached, zero: 0.0, counts, naming, fit };
    fitted.zero = zero(rule, &fitted)?;
    let ready = fitted.model.ready();
    let of_pair = |pair: &Pair| ties_of(folder, rule, &fitted, &ready, pair);
    let found: Vec<Vec<DataTie>> = pairs.par_iter().map(of_pair).collect::<Result<_, _>>()?;
    drop(ready);
    Ok((found.concat(), fitted, open))
}

fn pair(
    folder: &Folder,
    rule: &Rule,
    (a, b): (State, State),
    (from, to): (Year, Year),
    open: &mut Open,
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
            if let Some(found) = &told {
                open.see((a, b), year, indicator.name, found);
            }
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

    /// Whether a row of an indicator names the pair in some year.
    fn is_named(&self, place: usize) -> bool {
        self.found.iter().any(|row| row[place].as_ref().is_some_and(|found| !found.rows.is_empty()))
    }

    /// Turns values into what the model sees. That an indicator has no row of a pair in a year says something only where it names the
    /// pair in another year: a list may never have looked at a pair, and its silence must not outweigh what others say.
    fn see(&mut self, rule: &Rule, cuts: &[Vec<f64>]) {
        let named: Vec<bool> = (0..rule.terms.len()).map(|place| self.is_named(place)).collect();
        let sighting = |(place, found): (usize, &Option<Found>)| {
            let term = &rule.terms[place];
            match (found.as_ref().and_then(|found| found.value), term.loading) {
                (None, _) => Seen::Nothing,
                (Some(_), _) if !named[place] => Seen::Nothing,
                (Some(value), Some(_)) => Seen::Value((value - term.centre) / term.unit),
                (Some(value), None) => Seen::Level(level(&cuts[place], value)),
            }
        };
        self.seen = self.found.iter().map(|row| row.iter().enumerate().map(sighting).collect()).collect();
    }
}

/// What the weights expect of a tie of latent affinity `c`, with the low, middle or high end of each weight's range.
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

/// Where the weights expect nothing; it rises with affinity, so that halving finds it.
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

impl Fitted {
    /// The indicator with levels whose loading is the largest, with its size and that of the next, where it dwarfs the rest.
    pub fn dwarfing(&self) -> Option<(&str, f64, f64)> {
        let size = |link: &Link| if let Link::Levels { loading, .. } = link { Some(loading.abs()) } else { None };
        let sizes = self.indicators.iter().zip(&self.model.links).filter_map(|(name, link)| Some((name, size(link)?)));
        let mut sizes: Vec<(&String, f64)> = sizes.collect();
        sizes.sort_by(|a, b| b.1.total_cmp(&a.1));
        let [(name, first), (_, next), ..] = sizes[..] else { return None };
        (first >= DWARFS * next).then_some((name.as_str(), first, next))
    }

    /// The links with the names of their indicators, means of levels and cuts that are not told apart.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Link, &[f64], &[f64])> {
        let links = self.indicators.iter().zip(&self.model.links);
        links
            .zip(self.means.iter().zip(&self.unreached))
            .map(|((name, link), (means, unreached))| (name.as_str(), link, means.as_slice(), unreached.as_slice()))
    }
}
