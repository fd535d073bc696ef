//! Draws of quantities, made once and shared by all scenarios that leave the quantity alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente_case::{Case, QuantityPath};
use detente_chance::{Estimate, Sampler, Stream};
use rayon::prelude::*;

use crate::common::Common;
use crate::effective_case::EffectiveCase;

/// Draws by place of the quantity.
#[derive(Debug, Clone, Default)]
pub struct Samples {
    columns: BTreeMap<usize, (Estimate, Arc<Vec<f64>>)>,
}

impl Samples {
    /// Draws `wanted` under `reading`; columns of `earlier` with the same estimate are shared.
    pub fn draw(
        reading: &EffectiveCase<'_>,
        wanted: impl IntoIterator<Item = usize>,
        seed: u64,
        draws: u32,
        earlier: &Self,
    ) -> Self {
        let wanted = wanted.into_iter().map(|index| (index, reading.estimate(index)));
        Self::of(reading.case, wanted, seed, draws, earlier)
    }

    /// Draws quantities with estimates of their own; columns of `earlier` with the same estimate are shared.
    pub fn of(
        case: &Case,
        wanted: impl IntoIterator<Item = (usize, Estimate)>,
        seed: u64,
        draws: u32,
        earlier: &Self,
    ) -> Self {
        let wanted: Vec<(usize, Estimate)> = wanted.into_iter().collect();
        let columns = wanted
            .into_par_iter()
            .map(|(index, estimate)| {
                let drawn = || Arc::new(column_of(case, index, estimate, seed, draws));
                (index, (estimate, earlier.known(index, estimate).unwrap_or_else(drawn)))
            })
            .collect();
        Self { columns }
    }

    /// The first `draws` draws of every quantity that has as many: a stream does not depend on how much of it is read.
    pub fn first(&self, draws: u32) -> Self {
        let draws = draws as usize;
        let first = |column: &Arc<Vec<f64>>| {
            if column.len() == draws { Arc::clone(column) } else { Arc::new(column[..draws].to_vec()) }
        };
        let long = self.columns.iter().filter(|(_, (_, column))| column.len() >= draws);
        Self { columns: long.map(|(index, (estimate, column))| (*index, (*estimate, first(column)))).collect() }
    }

    /// Puts a column of another origin in the place of what was drawn.
    pub fn replace(&mut self, index: usize, estimate: Estimate, column: Arc<Vec<f64>>) {
        self.columns.insert(index, (estimate, column));
    }

    /// Takes in the columns of `other` for quantities that are not here.
    pub fn adopt(&mut self, other: &Self, indices: impl IntoIterator<Item = usize>) {
        for index in indices {
            if let Some((estimate, column)) = other.columns.get(&index) {
                self.columns.entry(index).or_insert_with(|| (*estimate, Arc::clone(column)));
            }
        }
    }

    /// The column of a quantity drawn from this very estimate.
    pub fn known(&self, index: usize, estimate: Estimate) -> Option<Arc<Vec<f64>>> {
        self.columns.get(&index).filter(|(known, _)| *known == estimate).map(|(_, column)| Arc::clone(column))
    }

    /// The column itself, to share it.
    pub fn shared(&self, index: usize) -> Option<&Arc<Vec<f64>>> {
        self.columns.get(&index).map(|(_, column)| column)
    }

    /// The quantities that were drawn.
    pub fn indices(&self) -> impl Iterator<Item = usize> {
        self.columns.keys().copied()
    }

    /// How many quantities were drawn.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// How many quantities have draws that are not those of `other`.
    pub fn apart_from(&self, other: &Self) -> usize {
        self.columns.keys().filter(|index| !self.shares(**index, other)).count()
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether a quantity was drawn.
    pub fn has(&self, index: usize) -> bool {
        self.columns.contains_key(&index)
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

/// The draws of a quantity with an estimate; of a statement whether it holds.
pub fn column_of(case: &Case, index: usize, estimate: Estimate, seed: u64, draws: u32) -> Vec<f64> {
    let quantity = case.quantities.get(index);
    match quantity.path {
        QuantityPath::Statement { weight: false, .. } => truth_of(case, index, estimate, seed, draws),
        _ => numbers_of(case, index, estimate, seed, draws),
    }
}

/// Whether a statement holds in each draw: 1 with its probability (itself drawn), 0 otherwise.
fn truth_of(case: &Case, index: usize, probability: Estimate, seed: u64, draws: u32) -> Vec<f64> {
    let truth = Stream::new(seed, &format!("{}/truth", case.quantities.get(index).stream));
    let mut column = numbers_of(case, index, probability, seed, draws);
    for (draw, value) in column.iter_mut().enumerate() {
        *value = f64::from(u8::from(truth.uniform(draw as u64) < *value));
    }
    column
}

/// What a change sets has random numbers, and doubt, of its own; what it moves keeps those of its row.
fn numbers_of(case: &Case, index: usize, estimate: Estimate, seed: u64, draws: u32) -> Vec<f64> {
    let row = &case.quantities.get(index).stream;
    let (stream, common) = match estimate.apart() {
        None => (Stream::new(seed, row), Common::of(case, index, seed)),
        Some(own) => (Stream::new(seed, &format!("{row}/set/{own:x}")), None),
    };
    let sampler = Sampler::new(estimate);
    let share = |draw: u64| common.as_ref().map_or_else(|| stream.uniform(draw), |common| common.mix(&stream, draw));
    (0..u64::from(draws)).map(|draw| sampler.quantile(share(draw))).collect()
}
