//! Weights that may be codes for what is missing, and weights that cannot be worked with.

use detente_text::{Note, Problem};

use crate::lines::lines;

/// Codes that data sets write for a missing value.
const CODES: [f64; 10] = [-9.0, -99.0, -999.0, -9999.0, -8.0, -88.0, -888.0, -77.0, -777.0, -66.0];

/// Codes without a minus. They may well be weights, so that they are in doubt only where they lie far beyond all others.
const POSITIVE_CODES: [f64; 7] = [99.0, 999.0, 9999.0, 88.0, 888.0, 77.0, 777.0];

/// How many times the largest other value a code without a minus is, at least.
const FAR: f64 = 9.0;

/// Largest weight: sums and products of what is larger are no numbers any more.
const LARGEST: f64 = 1e50;

/// Weights that cannot be worked with, and those that may be codes for what is missing.
pub(crate) fn judge(
    weights: &[Option<f64>],
    places: &[u64],
    codes: Option<&[f64]>,
    notes: &mut Vec<Note>,
    problems: &mut Vec<Problem>,
) {
    for (weight, line) in weights.iter().zip(places).filter_map(|(weight, line)| Some(((*weight)?, *line))) {
        if weight.abs() > LARGEST {
            problems
                .push(Problem::at(line, format!("the weight {weight:e} is too large; at most {LARGEST:e} is read")));
        }
    }
    if codes.is_none() && problems.is_empty() {
        problems.extend(doubtful(weights, places));
        match doubtful_without_minus(weights, places) {
            Ok(note) => notes.extend(note),
            Err(problem) => problems.push(problem),
        }
    }
}

/// Values that look like codes for what is missing: -9 and the like, beside values that are much smaller, or that are never negative.
fn doubtful(weights: &[Option<f64>], places: &[u64]) -> Option<Problem> {
    let others = Others::than(&CODES, weights);
    let doubt = |weight: f64| weight.abs() >= 3.0 * others.most || !others.hostile && weight.abs() > others.most;
    let (line, what) = others.in_doubt(weights, places, |weight| others.some && doubt(weight))?;
    Some(Problem::at(line, what))
}

/// A 99 and the like far beyond all other values: refused where some of those are negative, as a scale with two ends has no 99; told
/// otherwise, as counts and sums may well have one.
fn doubtful_without_minus(weights: &[Option<f64>], places: &[u64]) -> Result<Option<Note>, Problem> {
    let others = Others::than(&POSITIVE_CODES, weights);
    let far = |weight: f64| others.most > 0.0 && weight >= FAR * others.most;
    match others.in_doubt(weights, places, far) {
        None => Ok(None),
        Some((line, what)) if others.hostile => Err(Problem::at(line, what)),
        Some((line, what)) => Ok(Some(Note::at(line, format!("read as a weight: {what}")))),
    }
}

/// The weights that are no codes.
struct Others<'c> {
    codes: &'c [f64],
    /// Whether there are any.
    some: bool,
    /// The size of the largest.
    most: f64,
    /// Whether one is below 0.
    hostile: bool,
}

impl<'c> Others<'c> {
    fn than(codes: &'c [f64], weights: &[Option<f64>]) -> Self {
        let mut found = Self { codes, some: false, most: 0.0, hostile: false };
        for other in weights.iter().flatten().filter(|weight| !codes.contains(weight)) {
            found.some = true;
            found.most = found.most.max(other.abs());
            found.hostile |= *other < 0.0;
        }
        found
    }

    /// Codes that are in doubt beside these: line of the first, and the question.
    fn in_doubt(&self, weights: &[Option<f64>], places: &[u64], doubt: impl Fn(f64) -> bool) -> Option<(u64, String)> {
        let coded = |(weight, line): (&Option<f64>, &u64)| {
            weight.filter(|weight| self.codes.contains(weight) && doubt(*weight)).map(|weight| (weight, *line))
        };
        let found: Vec<(f64, u64)> = weights.iter().zip(places).filter_map(coded).collect();
        let (code, line) = *found.first()?;
        let all: Vec<u64> = found.iter().map(|(_, line)| *line).collect();
        let what = format!(
            "{code} may be a weight, or a code for a value that is missing, as the other values lie within {} of 0{}; say \
             --missing={code} if it is a code, --missing=none if it is a weight",
            self.most,
            lines(&all)
        );
        Some((line, what))
    }
}

/// Whether a number among years or other numbers is a code for a missing one.
pub(super) fn is_code_among(number: f64, mut others: impl Iterator<Item = f64>) -> bool {
    let mut sound = false;
    let known = others.all(|other| {
        sound |= other >= 0.0;
        other >= 0.0 || CODES.contains(&other)
    });
    CODES.contains(&number) && known && sound
}
