//! Runs of sightings that say the same, what each moves, and the ties that they make.

use std::ops::Range;

use detente_panel::latent::{Posterior, Ready, Seen, Sightings};

use super::{Fitted, Pair, expected};
use crate::rule::{DataRow, DataTie, Part, Rule, RuleError, around, behind, firmness as kept_firmness};
use crate::sets::Folder;
use crate::states::Year;

/// Spells of an indicator that move affinity by less than this are not named.
const NAMED: f64 = 0.01;
/// A tie is written anew when its affinity has moved by so many thousandths, has turned, or is of another firmness.
const ANEW: f64 = 20.0;

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

/// The years of a pair as ties.
pub(super) fn ties_of(
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
        let affinity = affinity(rule, fitted, &whole, year);
        let mut behind: Vec<(f64, &Run)> =
            runs.iter().map(|run| (moves(rule, fitted, affinity, run, year), run)).collect();
        behind.retain(|(moves, run)| moves.abs() >= NAMED || run.holds(rule, pair, year));
        let known = pair.found[year].iter().any(Option::is_some);
        // Nothing but the absence of rows, or rows that know distance only, is no tie.
        if !known || !behind.iter().any(|(_, run)| !run.rows.is_empty() && rule.terms[run.place].loading.is_none()) {
            continue;
        }
        let last = found.last_mut().filter(|last| last.until + 1 == now);
        let same = last.as_ref().is_some_and(|last| sign(last.affinity[1]) == sign(affinity[1]));
        kept = if same { kept + 1 } else { 0 };
        let firmness = match rule.half_firm {
            Some(half) => kept_firmness(kept, half),
            None => settled(&whole, &nothing, year),
        };
        match last {
            Some(last) if same && last.firmness == Some(firmness) && !moved(last.affinity, affinity) => {
                last.until = now
            }
            _ => {
                let friendly = libm::round(whole.above(year, fitted.zero) * 1e4) / 1e4;
                found.push(written(rule, pair, now, (affinity, firmness, friendly), behind));
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
    (affinity, firmness, friendly): ([f64; 3], [f64; 3], f64),
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
        affinity,
        firmness: Some(firmness),
        friendly: Some(friendly),
        parts: behind.into_iter().map(|(moves, run)| part(rule, pair, run, moves)).collect(),
        rows,
    }
}

/// How far affinity is from where it would be without a run.
fn moves(rule: &Rule, fitted: &Fitted, with: [f64; 3], run: &Run, year: usize) -> f64 {
    run.without.as_ref().map_or(0.0, |without| with[1] - affinity(rule, fitted, without, year)[1])
}

/// Affinity at 5 %, 50 %, 95 % of the posterior, with the weights at the ends of their ranges that widen it.
fn affinity(rule: &Rule, fitted: &Fitted, posterior: &Posterior, year: usize) -> [f64; 3] {
    [(0.05, 0), (0.5, 1), (0.95, 2)].map(|(p, end)| {
        let value = expected(rule, fitted, posterior.quantile(year, p), end);
        // No minus before a zero.
        libm::round(value * 1_000.0) / 1_000.0 + 0.0
    })
}

/// The share of what was doubtful beforehand that the data have settled, within .15 of it.
fn settled(posterior: &Posterior, nothing: &Posterior, year: usize) -> [f64; 3] {
    let share = 1.0 - posterior.moments(year).1 / nothing.moments(year).1;
    around(libm::round(share.max(0.0) * 10.0) / 10.0)
}

fn sign(affinity: f64) -> i8 {
    i8::from(affinity > 0.0) - i8::from(affinity < 0.0)
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

/// What a run of an indicator adds to a tie: its mean value, and how far affinity would be from here without it.
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
