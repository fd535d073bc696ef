//! Forecasts as they are told: what was said, by whom the number is, what came, and when that was known.

use std::collections::BTreeMap;

use detente_case::Date;
use detente_case::case::{Forecast, GivenBy};
use detente_chance::{Scored, brier};
use detente_method::EffectiveCase;

use crate::scores::{band, decided};

/// A forecast.
#[derive(Debug, Clone)]
pub(crate) struct Row<'c> {
    /// It.
    pub forecast: &'c Forecast,
    /// Low, most likely and high likelihood, where there is one.
    pub band: Option<[f64; 3]>,
    /// Whether it came, where that is decided and there is a likelihood.
    pub happened: Option<bool>,
    /// Why it has no score.
    pub why_not: &'static str,
    /// Who gave the likelihood.
    pub by: GivenBy,
    /// Whether what came is known later than the date of the assessment, or not known when.
    pub later: bool,
}

impl Row<'_> {
    /// The likelihood and what came.
    pub(crate) fn scored(&self) -> Option<Scored> {
        Some(Scored { said: self.band?[1], happened: self.happened? })
    }

    /// Its Brier score.
    pub(crate) fn brier(&self) -> Option<f64> {
        self.scored().map(|one| brier(one.said, one.happened))
    }

    /// Whether it was on the right side of even odds.
    pub(crate) fn is_hit(&self) -> Option<bool> {
        self.scored().map(|one| if one.happened { one.said > 0.5 } else { one.said < 0.5 })
    }

    /// Whether its likelihood was written down knowing what came: no test of anybody.
    pub(crate) fn is_after(&self) -> bool {
        self.by == GivenBy::CoderAfter
    }

    /// What it is about: its cluster, else itself.
    pub(crate) fn subject(&self) -> &str {
        self.forecast.cluster.as_ref().map_or(&self.forecast.id.text, |cluster| &cluster.text)
    }
}

/// The forecasts with these ids, all where none is named, that count in the reading.
pub(crate) fn rows<'c>(reading: &EffectiveCase<'c>, ids: &[String]) -> Vec<Row<'c>> {
    let as_of = reading.as_of;
    let named = |forecast: &&Forecast| ids.is_empty() || ids.contains(&forecast.id.text);
    let counts = |forecast: &&Forecast| reading.stands(forecast.ground.basis, &forecast.ground.evidence);
    reading.case.forecasts.iter().filter(named).filter(counts).map(|forecast| row(forecast, as_of)).collect()
}

pub(crate) fn row(forecast: &Forecast, as_of: Option<Date>) -> Row<'_> {
    let decided = decided(forecast);
    let is_known = matches!(forecast.resolution.as_str(), "yes" | "no" | "unresolvable");
    let by_then = forecast.resolved_on.zip(as_of).is_some_and(|(on, as_of)| !on.is_after(&as_of));
    Row {
        forecast,
        band: band(forecast),
        happened: decided.ok().map(|(_, happened)| happened),
        why_not: decided.err().unwrap_or_default(),
        by: forecast.likelihood_given_by(),
        later: is_known && !by_then,
    }
}

/// Forecasts of one holder.
#[derive(Debug, Clone)]
pub(crate) struct Held<'r, 'c> {
    /// Who.
    pub holder: &'r str,
    /// Those that have a score.
    pub scored: Vec<&'r Row<'c>>,
}

impl<'r, 'c> Held<'r, 'c> {
    /// Those on the wrong side of even odds.
    pub(crate) fn misses(&self) -> Vec<&'r Row<'c>> {
        self.scored.iter().copied().filter(|row| row.is_hit() == Some(false)).collect()
    }

    /// How many were on the right side.
    pub(crate) fn hits(&self) -> usize {
        self.scored.iter().filter(|row| row.is_hit() == Some(true)).count()
    }

    /// Brier scores in their order.
    pub(crate) fn briers(&self) -> Vec<f64> {
        self.scored.iter().filter_map(|row| row.brier()).collect()
    }
}

/// Holders with scored forecasts, those with most first, of as many the first by name.
pub(crate) fn held<'r, 'c>(rows: &[&'r Row<'c>]) -> Vec<Held<'r, 'c>> {
    let mut by: BTreeMap<&str, Vec<&Row<'c>>> = BTreeMap::new();
    for row in rows.iter().copied().filter(|row| row.happened.is_some()) {
        by.entry(&row.forecast.holder).or_default().push(row);
    }
    let mut held: Vec<Held<'r, 'c>> = by.into_iter().map(|(holder, scored)| Held { holder, scored }).collect();
    held.sort_by_key(|one| std::cmp::Reverse(one.scored.len()));
    held
}

/// The claims behind forecasts.
pub(crate) fn claims(rows: &[Row<'_>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for claim in rows.iter().flat_map(|row| &row.forecast.ground.evidence) {
        if !found.contains(&claim.text) {
            found.push(claim.text.clone());
        }
    }
    found
}

/// The first claim of each forecast: the one in which it is made.
pub(crate) fn first_claims(rows: &[&Row<'_>], most: usize) -> Vec<String> {
    let firsts = rows.iter().filter_map(|row| row.forecast.ground.evidence.first());
    let mut found: Vec<String> = Vec::new();
    firsts.for_each(|claim| {
        if !found.contains(&claim.text) {
            found.push(claim.text.clone())
        }
    });
    found.truncate(most);
    found
}
