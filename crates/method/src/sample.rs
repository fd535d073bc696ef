//! Draws of quantities, made once and shared by all scenarios that leave the quantity alone.

use std::sync::Arc;

use detente_case::{Case, QuantityPath};
use detente_chance::{Estimate, Sampler, Stream};
use rayon::prelude::*;

use crate::common::Common;
use crate::effective_case::EffectiveCase;

/// Draws by place of the quantity.
#[derive(Debug, Clone, Default)]
pub struct Samples {
    /// A list and no map: every draw of every method looks its numbers up here.
    columns: Vec<Option<Sampled>>,
}

/// What was drawn, and from what.
type Sampled = (Estimate, Arc<Vec<f64>>);

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
        let column = |(index, estimate): (usize, Estimate)| {
            let drawn = || Arc::new(column_of(case, index, estimate, seed, draws));
            (index, (estimate, earlier.known(index, estimate).unwrap_or_else(drawn)))
        };
        let drawn: Vec<(usize, Sampled)> = wanted.into_par_iter().map(column).collect();
        let mut found = Self::default();
        drawn.into_iter().for_each(|(index, sampled)| found.put(index, sampled));
        found
    }

    fn put(&mut self, index: usize, sampled: Sampled) {
        if index >= self.columns.len() {
            self.columns.resize(index + 1, None);
        }
        self.columns[index] = Some(sampled);
    }

    fn at(&self, index: usize) -> Option<&Sampled> {
        self.columns.get(index)?.as_ref()
    }

    /// The first `draws` draws of every quantity that has as many: a stream does not depend on how much of it is read.
    pub fn first(&self, draws: u32) -> Self {
        let draws = draws as usize;
        let first = |column: &Arc<Vec<f64>>| {
            if column.len() == draws { Arc::clone(column) } else { Arc::new(column[..draws].to_vec()) }
        };
        let long = |sampled: &Sampled| (sampled.1.len() >= draws).then(|| (sampled.0, first(&sampled.1)));
        Self { columns: self.columns.iter().map(|sampled| sampled.as_ref().and_then(long)).collect() }
    }

    /// Puts a column of another origin in the place of what was drawn.
    pub fn replace(&mut self, index: usize, estimate: Estimate, column: Arc<Vec<f64>>) {
        self.put(index, (estimate, column));
    }

    /// Takes in the columns of `other` for quantities that are not here.
    pub fn adopt(&mut self, other: &Self, indices: impl IntoIterator<Item = usize>) {
        for index in indices {
            if let Some(sampled) = other.at(index).filter(|_| !self.has(index)) {
                self.put(index, sampled.clone());
            }
        }
    }

    /// The column of a quantity drawn from this very estimate.
    pub fn known(&self, index: usize, estimate: Estimate) -> Option<Arc<Vec<f64>>> {
        self.at(index).filter(|(known, _)| *known == estimate).map(|(_, column)| Arc::clone(column))
    }

    /// The column itself, to share it.
    pub fn shared(&self, index: usize) -> Option<&Arc<Vec<f64>>> {
        self.at(index).map(|(_, column)| column)
    }

    /// The quantities that were drawn.
    pub fn indices(&self) -> impl Iterator<Item = usize> {
        (0..self.columns.len()).filter(|index| self.has(*index))
    }

    /// How many quantities were drawn.
    pub fn len(&self) -> usize {
        self.indices().count()
    }

    /// How many quantities have draws that are not those of `other`.
    pub fn apart_from(&self, other: &Self) -> usize {
        self.indices().filter(|index| !self.shares(*index, other)).count()
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.indices().next().is_none()
    }

    /// Whether a quantity was drawn.
    pub fn has(&self, index: usize) -> bool {
        self.at(index).is_some()
    }

    /// What is known to be drawn.
    fn drawn(&self, index: usize) -> &Sampled {
        self.columns[index].as_ref().unwrap_or_else(|| unreachable!("what is read was drawn"))
    }

    /// The most likely value of a quantity.
    pub fn mode(&self, index: usize) -> f64 {
        self.drawn(index).0.mode()
    }

    /// The draws of a quantity.
    pub fn column(&self, index: usize) -> &[f64] {
        &self.drawn(index).1
    }

    /// Whether a quantity has the very draws that it has in `other`.
    pub fn shares(&self, index: usize, other: &Self) -> bool {
        let pair = self.at(index).zip(other.at(index));
        pair.is_some_and(|((_, own), (_, theirs))| Arc::ptr_eq(own, theirs))
    }

    /// One draw of a quantity.
    pub fn value(&self, index: usize, draw: usize) -> f64 {
        self.drawn(index).1[draw]
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
