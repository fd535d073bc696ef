//! One finding of a case, over draws that the caller may have mixed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_chance::Estimate;
use detente_model::Case;

use crate::columns::Kind;
use crate::engines::{Asked, Engines};
use crate::flow::Flow;
use crate::reading::Reading;
use crate::run::{GroundedChange, Observer, Options, RunError};
use crate::sample::Samples;

/// A finding under some changes.
pub(crate) struct Probe<'c> {
    case: &'c Case,
    options: &'c Options,
    changes: Vec<GroundedChange>,
    finding: &'c str,
}

/// What a finding was in every draw.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Probed {
    pub label: String,
    pub kind: Kind,
    /// Value in every draw; NaN where undefined.
    pub draws: Vec<f64>,
    pub at_mode: f64,
    /// Quantities it hangs on.
    pub behind: BTreeSet<usize>,
}

impl Probed {
    /// Mean of the draws in which it is defined.
    pub fn mean(&self) -> Option<f64> {
        let defined: Vec<f64> = self.draws.iter().copied().filter(|x| !x.is_nan()).collect();
        (!defined.is_empty()).then(|| defined.iter().sum::<f64>() / defined.len() as f64)
    }
}

/// Numbers of draws and columns of quantities that take the place of what would be drawn.
pub(crate) type Mixed = BTreeMap<usize, (Estimate, Arc<Vec<f64>>)>;

impl<'c> Probe<'c> {
    pub fn new(case: &'c Case, options: &'c Options, changes: &[GroundedChange], finding: &'c str) -> Self {
        Self { case, options, changes: changes.to_vec(), finding }
    }

    /// The finding over `draws` draws under `more` changes; `mixed` are columns to use where the estimate is the same. `None` where
    /// there is no such finding.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn ask(
        &self,
        more: &[GroundedChange],
        draws: u32,
        mixed: &Mixed,
        observer: &dyn Observer,
    ) -> Result<Option<Probed>, RunError> {
        let mut changes = self.changes.clone();
        changes.extend_from_slice(more);
        let mut reading = Reading::until(self.case, self.options.as_of, &changes, self.options.horizon);
        let mut earlier = Samples::default();
        mixed.iter().for_each(|(index, (estimate, column))| earlier.replace(*index, *estimate, Arc::clone(column)));
        let (flow, samples) = Flow::of(&mut reading, self.options.seed, draws, &earlier, Some(self.finding))?;
        let engines = Engines::of(&reading, Some(self.finding))?;
        let compared = BTreeSet::from([self.finding.to_owned()]);
        let process = if self.finding.ends_with(".smp") || self.finding.ends_with(".eum") || self.finding.ends_with(".spread") {
            draws as usize
        } else {
            0
        };
        let asked =
            Asked { samples: &samples, draws, seed: self.options.seed, compared: &compared, before: None, process, observer };
        let mut columns = engines.columns(&asked)?;
        flow.iter().for_each(|flow| flow.extend_behind(&mut columns));
        let found = columns.into_iter().find(|column| column.id == self.finding);
        Ok(found.map(|column| Probed {
            label: column.spec.label.clone(),
            kind: column.spec.kind,
            at_mode: column.at_mode,
            behind: column.spec.behind.clone(),
            draws: column.draws,
        }))
    }

    /// The estimate of a quantity as the changes leave it.
    pub fn estimates(&self, behind: &BTreeSet<usize>) -> Vec<(usize, Estimate)> {
        let reading = Reading::until(self.case, self.options.as_of, &self.changes, self.options.horizon);
        behind.iter().map(|index| (*index, reading.estimate(*index))).collect()
    }
}
