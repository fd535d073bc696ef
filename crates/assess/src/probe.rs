//! One finding of a case, over draws that the caller may have mixed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::{Case, FindingId};
use detente_chance::Estimate;
use detente_results::Kind;

use crate::influence::{Periods, behind_outcomes};
use crate::problems::{Problems, Wanted};
use crate::propagation::Propagation;
use detente_method::Column;
use detente_method::EffectiveCase;
use detente_method::Samples;
use detente_method::{Asked, CaseMap, Effort};
use detente_method::{GroundedChange, Options};
use detente_method::{Observer, RunError};

/// The draws over which findings are asked for.
#[derive(Clone, Copy)]
pub(crate) struct Over<'a> {
    /// How many.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// Draws of the same seed that need not be made again.
    pub earlier: &'a Samples,
    /// Who is told of progress and may stop it.
    pub observer: &'a dyn Observer,
}

/// Findings that share the first two parts of their names, under a reading, in their order. `None` for a finding that is not there.
///
/// # Errors
/// [`RunError`].
pub(crate) fn columns_of(
    mut reading: EffectiveCase<'_>,
    findings: &[&FindingId],
    over: Over<'_>,
) -> Result<Vec<Option<Column>>, RunError> {
    let Over { draws, seed, earlier, observer } = over;
    let of = findings.first().copied().map(Wanted::Finding);
    let (flow, samples) = Propagation::of(&mut reading, seed, draws, earlier, of, Periods::Last)?;
    let problems = Problems::of(&reading, of)?;
    let compared = findings.iter().map(|finding| (*finding).clone()).collect();
    let asked = Asked {
        samples: &samples,
        draws,
        seed,
        compared: &compared,
        found: &[],
        before: None,
        place: 0,
        effort: Effort::For(findings),
        observer,
    };
    let mut columns = problems.columns(&asked)?;
    flow.iter().for_each(|flow| flow.extend_upstream(&mut columns));
    let mut columns: BTreeMap<FindingId, Column> =
        columns.into_iter().map(|column| (column.id.clone(), column)).collect();
    Ok(findings.iter().map(|finding| columns.remove(*finding)).collect())
}

/// Findings of one engine under some changes.
pub(crate) struct Probe<'c> {
    case: &'c Case,
    options: &'c Options,
    changes: Vec<GroundedChange>,
    findings: Vec<&'c FindingId>,
    /// What the engine and the map of causes read, drawn once.
    base: Samples,
    draws: u32,
}

/// What a finding was in every draw.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Probed {
    pub label: String,
    pub kind: Kind,
    /// Value in every draw; NaN where undefined.
    pub draws: Arc<Vec<f64>>,
    /// Quantities it hangs on.
    pub behind: BTreeSet<usize>,
    /// Those among them that it is read from, influences left aside.
    pub read: BTreeSet<usize>,
}

impl From<Column> for Probed {
    fn from(column: Column) -> Self {
        Self {
            label: column.spec.label.clone(),
            kind: column.spec.kind,
            behind: column.spec.behind.union(&column.spec.upstream).copied().collect(),
            read: column.spec.behind.clone(),
            // Of what is mostly bounded the few draws that are proven say nothing.
            draws: if column.is_open() { Arc::new(vec![f64::NAN; column.draws.len()]) } else { column.draws },
        }
    }
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
    /// Findings that share the first two parts of their names (one view, issue, conflict or factor), over `draws` draws. `known` are
    /// draws of the same seed that need not be made again.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn new(
        case: &'c Case,
        options: &'c Options,
        changes: &[GroundedChange],
        findings: Vec<&'c FindingId>,
        draws: u32,
        known: &Samples,
    ) -> Result<Self, RunError> {
        let reading = options.reading(case, changes);
        let problems = Problems::of(&reading, findings.first().copied().map(Wanted::Finding))?;
        let mut wanted = problems.quantities();
        let map = CaseMap::of(&reading);
        wanted.extend(map.quantities());
        wanted.extend(behind_outcomes(&reading, &map));
        let base = Samples::draw(&reading, wanted, options.seed, draws, &known.first(draws));
        Ok(Self { case, options, changes: changes.to_vec(), findings, base, draws })
    }

    /// Multiplications of one look at all draws, where they are many; else 0.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn work(&self) -> Result<u64, RunError> {
        let reading = self.options.reading(self.case, &self.changes);
        let problems = Problems::of(&reading, self.findings.first().copied().map(Wanted::Finding))?;
        Ok(problems.work_a_draw(&self.base, &self.findings).saturating_mul(u64::from(self.draws)))
    }

    /// The findings under `more` changes, in their order; `mixed` are columns to use where the estimate is the
    /// same. `None` for a finding that is not there.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn ask_all(
        &self,
        more: &[GroundedChange],
        mixed: &Mixed,
        observer: &dyn Observer,
    ) -> Result<Vec<Option<Probed>>, RunError> {
        let mut changes = self.changes.clone();
        changes.extend_from_slice(more);
        let reading = self.options.reading(self.case, &changes);
        let mut earlier = self.base.clone();
        mixed.iter().for_each(|(index, (estimate, column))| earlier.replace(*index, *estimate, Arc::clone(column)));
        let over = Over { draws: self.draws, seed: self.options.seed, earlier: &earlier, observer };
        let columns = columns_of(reading, &self.findings, over)?;
        Ok(columns.into_iter().map(|column| column.map(Probed::from)).collect())
    }

    /// The first finding.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn ask(
        &self,
        more: &[GroundedChange],
        mixed: &Mixed,
        observer: &dyn Observer,
    ) -> Result<Option<Probed>, RunError> {
        Ok(self.ask_all(more, mixed, observer)?.into_iter().next().flatten())
    }

    /// The estimate of a quantity as the changes leave it.
    pub fn estimates(&self, behind: &BTreeSet<usize>) -> Vec<(usize, Estimate)> {
        let reading = self.options.reading(self.case, &self.changes);
        behind.iter().map(|index| (*index, reading.estimate(*index))).collect()
    }
}
