//! How often combinations of variants hold each other up when the impacts are drawn.

use std::collections::BTreeMap;

use detente_chance::{Stream, normal_quantile};
use detente_dynamics::CrossImpact;
use rayon::prelude::*;

/// Branches of the search in one draw.
pub(crate) const BRANCHES: u64 = 50_000;
/// Draws searched side by side: what they find is counted before the next are begun.
const CHUNK: u32 = 16;
/// Drawn impacts are whole thousandths.
pub(crate) const THOUSANDTHS: f64 = 1_000.0;

/// What draws of a matrix gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    /// By combination the number of draws in which it is consistent.
    pub draws: BTreeMap<Vec<usize>, u32>,
    /// By draw how many are; NaN where the search was ended early.
    pub counts: Vec<f64>,
    /// Draws in which nothing is.
    pub none: u32,
    /// Draws whose search was ended early.
    pub cut: u32,
}

/// Searches every consistent combination in each of `draws` draws of the matrix.
pub(crate) fn held(draws: u32, matrix: impl Fn(usize) -> Option<CrossImpact> + Sync) -> Held {
    let one = |draw: u32| matrix(draw as usize).map(|model| model.consistent(BRANCHES));
    let mut found = Held::default();
    for first in (0..draws).step_by(CHUNK as usize) {
        let chunk: Vec<_> = (first..draws.min(first + CHUNK)).into_par_iter().map(one).collect();
        for solutions in chunk {
            let known = solutions.as_ref().filter(|solutions| solutions.complete);
            found.counts.push(known.map_or(f64::NAN, |solutions| solutions.scenarios.len() as f64));
            let Some(solutions) = solutions else { continue };
            found.none += u32::from(solutions.scenarios.is_empty() && solutions.complete);
            found.cut += u32::from(!solutions.complete);
            for scenario in solutions.scenarios {
                *found.draws.entry(scenario.variants).or_default() += 1;
            }
        }
    }
    found
}

/// Standard deviation of an impact that was judged with this confidence, from 1 (a guess) to 5 (sure); the scale of PyCIB.
fn doubt_of(confidence: u8) -> f64 {
    match confidence {
        0 | 1 => 1.5,
        2 => 1.2,
        3 => 0.8,
        4 => 0.5,
        _ => 0.2,
    }
}

/// A judged impact in one draw.
pub(crate) fn drawn(impact: f64, confidence: Option<u8>, stream: &Stream, draw: u64) -> f64 {
    confidence.map_or(impact, |confidence| impact + doubt_of(confidence) * normal_quantile(stream.uniform(draw)))
}
