//! Drivers: which quantities move a finding most.

use std::collections::BTreeMap;

use detente_chance::{rank_correlation, ranks};
use detente_model::Case;
use schemars::JsonSchema;
use serde::Serialize;

use crate::columns::Column;
use crate::sample::Samples;

/// Drivers reported per finding.
const MOST: usize = 6;
/// Correlations below this are noise at the usual number of draws.
const LEAST: f64 = 0.05;

/// A quantity that moves a finding.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Driver {
    /// Its path.
    pub quantity: String,
    /// Rank correlation of its draws with the finding's (Spearman), in [-1, 1].
    pub correlation: f64,
}

/// Ranks of the samples of every quantity behind some finding.
pub(crate) struct Ranked {
    columns: BTreeMap<usize, Vec<f64>>,
}

impl Ranked {
    pub fn of(samples: &Samples, quantities: impl IntoIterator<Item = usize>) -> Self {
        Self { columns: quantities.into_iter().map(|index| (index, ranks(samples.column(index)))).collect() }
    }

    /// The quantities that move `column` most; empty where some draws are undefined or nothing varies.
    pub fn drivers(&self, case: &Case, column: &Column) -> Vec<Driver> {
        if column.draws.iter().any(|x| x.is_nan()) || column.draws.windows(2).all(|pair| pair[0] == pair[1]) {
            return Vec::new();
        }
        let ranked = ranks(&column.draws);
        let mut found: Vec<Driver> = column
            .behind
            .iter()
            .filter_map(|index| Some((index, rank_correlation(self.columns.get(index)?, &ranked)?)))
            .filter(|(_, correlation)| correlation.abs() >= LEAST)
            .map(|(index, correlation)| Driver { quantity: case.quantities.get(*index).path.to_string(), correlation })
            .collect();
        found.sort_by(|a, b| b.correlation.abs().total_cmp(&a.correlation.abs()).then(a.quantity.cmp(&b.quantity)));
        found.truncate(MOST);
        found
    }
}
