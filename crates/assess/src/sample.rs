//! Draws of quantities, made once and shared by all scenarios that leave the quantity alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente_chance::{Estimate, Sampler, Stream};
use detente_model::QuantityPath;
use rayon::prelude::*;

use crate::reading::Reading;

/// Draws by place of the quantity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples {
    columns: BTreeMap<usize, (Estimate, Arc<Vec<f64>>)>,
}

impl Samples {
    /// Draws `wanted` under `reading`; columns of `earlier` with the same estimate are shared.
    pub fn draw(
        reading: &Reading<'_>,
        wanted: impl IntoIterator<Item = usize>,
        seed: u64,
        draws: u32,
        earlier: &Self,
    ) -> Self {
        let wanted: Vec<usize> = wanted.into_iter().collect();
        let columns = wanted
            .into_par_iter()
            .map(|index| {
                let estimate = reading.estimate(index);
                let known = earlier.columns.get(&index).filter(|(known, _)| *known == estimate);
                let column = known.map(|(_, column)| Arc::clone(column));
                let quantity = reading.case.quantities.get(index);
                let make = || match quantity.path {
                    QuantityPath::Statement { weight: false, .. } => truth_of(estimate, &quantity.stream, seed, draws),
                    _ => column_of(estimate, &quantity.stream, seed, draws),
                };
                (index, (estimate, column.unwrap_or_else(|| Arc::new(make()))))
            })
            .collect();
        Self { columns }
    }

    /// The most likely value of a quantity.
    pub fn mode(&self, index: usize) -> f64 {
        self.columns[&index].0.mode()
    }

    /// The draws of a quantity.
    pub fn column(&self, index: usize) -> &[f64] {
        &self.columns[&index].1
    }

    /// Whether a quantity has the very draws that it has in `other`.
    pub fn shares(&self, index: usize, other: &Self) -> bool {
        let pair = self.columns.get(&index).zip(other.columns.get(&index));
        pair.is_some_and(|((_, own), (_, theirs))| Arc::ptr_eq(own, theirs))
    }

    /// One draw of a quantity.
    pub fn value(&self, index: usize, draw: usize) -> f64 {
        self.columns[&index].1[draw]
    }
}

/// Whether a statement holds in each draw: 1 with its probability (itself drawn), 0 otherwise.
fn truth_of(probability: Estimate, stream: &str, seed: u64, draws: u32) -> Vec<f64> {
    let truth = Stream::new(seed, &format!("{stream}/truth"));
    let mut column = column_of(probability, stream, seed, draws);
    for (draw, value) in column.iter_mut().enumerate() {
        *value = f64::from(u8::from(truth.uniform(draw as u64) < *value));
    }
    column
}

fn column_of(estimate: Estimate, stream: &str, seed: u64, draws: u32) -> Vec<f64> {
    let (sampler, stream) = (Sampler::new(estimate), Stream::new(seed, stream));
    (0..draws).map(|draw| sampler.quantile(stream.uniform(u64::from(draw)))).collect()
}
