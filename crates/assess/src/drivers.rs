//! Drivers: which quantities move a finding most.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente_case::Case;
use detente_chance::Ranks;
use detente_results::Driver;
use rayon::prelude::*;

use detente_method::Column;
use detente_method::Samples;

/// Drivers reported per finding.
const MOST: usize = 6;
/// Correlations below this are noise at the usual number of draws.
const LEAST: f64 = 0.05;

/// Ranks of the samples of every quantity behind some finding.
#[derive(Default)]
pub(crate) struct Ranked {
    columns: BTreeMap<usize, Arc<Ranks>>,
}

impl Ranked {
    /// Ranks of `quantities`; those whose draws are shared with `earlier` are taken from there.
    pub fn of(
        samples: &Samples,
        quantities: impl IntoIterator<Item = usize>,
        earlier: Option<(&Samples, &Self)>,
    ) -> Self {
        let quantities: Vec<usize> = quantities.into_iter().collect();
        let ranked = |index: usize| {
            let shared = earlier.filter(|(earlier, _)| samples.shares(index, earlier));
            let known = shared.and_then(|(_, ranked)| ranked.columns.get(&index).cloned());
            (index, known.unwrap_or_else(|| Arc::new(Ranks::of(samples.column(index)))))
        };
        Self { columns: quantities.into_par_iter().map(ranked).collect() }
    }

    /// The quantities that move `column` most, over the draws in which it is defined; empty where nothing varies.
    pub fn drivers(&self, case: &Case, column: &Column) -> Vec<Driver> {
        if self.columns.is_empty() {
            return Vec::new();
        }
        let defined: Vec<usize> = (0..column.draws.len()).filter(|draw| !column.draws[*draw].is_nan()).collect();
        let whole = defined.len() == column.draws.len();
        let values: Vec<f64> = defined.iter().map(|draw| column.draws[*draw]).collect();
        if values.windows(2).all(|pair| pair[0] == pair[1]) {
            return Vec::new();
        }
        let ranked = Ranks::of(&values);
        let correlation = |index: &usize| {
            let own = self.columns.get(index)?;
            if whole { own.correlation(&ranked) } else { own.among(&defined).correlation(&ranked) }
        };
        let mut found: Vec<Driver> = column
            .behind
            .union(&column.upstream)
            .filter_map(|index| Some((index, correlation(index)?)))
            .filter(|(_, correlation)| correlation.abs() >= LEAST)
            .map(|(index, correlation)| Driver { quantity: case.quantities.get(*index).path.clone(), correlation })
            .collect();
        found.sort_by(|a, b| {
            b.correlation.abs().total_cmp(&a.correlation.abs()).then_with(|| a.quantity.cmp_text(&b.quantity))
        });
        found.truncate(MOST);
        found
    }
}
