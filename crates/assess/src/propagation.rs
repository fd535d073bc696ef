//! From changes to draws: influences carry what was changed to everything that problems read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::{FindingId, Measure, QuantityPath};
use detente_results::{FindingTrajectory, TrajectoryResult};
use rayon::prelude::*;

use crate::influence::{Periods, Trajectory, fan, moved, spanning};
use crate::problems::{Problems, Wanted};
use detente_method::EffectiveCase;
use detente_method::Options;
use detente_method::RunError;
use detente_method::Samples;
use detente_method::{Asked, Column, Effort};

/// Draws over which findings are followed over time.
const DRAWS: u32 = 200;
/// Findings followed at most.
const MOST_FOLLOWED: usize = 16;

/// The numbers of all links.
fn links(reading: &EffectiveCase<'_>) -> impl Iterator<Item = usize> {
    let paths = reading.case.quantities.iter().map(|quantity| &quantity.path).enumerate();
    paths.filter(|(_, path)| matches!(path, QuantityPath::Link { .. })).map(|(index, _)| index)
}

/// Draws the numbers of all links, for those who read them beside the problems.
pub(crate) fn draw_links(reading: &EffectiveCase<'_>, options: &Options, earlier: &Samples, samples: &mut Samples) {
    let drawn = Samples::draw(reading, links(reading), options.seed, options.draws, earlier);
    samples.adopt(&drawn, links(reading));
}

/// What influences made of the changes.
pub(crate) struct Propagation<'c> {
    pub trajectory: Trajectory<'c>,
    /// By moved quantity what it hangs on.
    behind: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'c> Propagation<'c> {
    /// Draws all that problems read (for one finding or some subjects alone where they are named), moved by influences, and settles `reading` accordingly.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn of(
        reading: &mut EffectiveCase<'c>,
        seed: u64,
        draws: u32,
        earlier: &Samples,
        wanted: Option<Wanted<'_>>,
        periods: Periods,
    ) -> Result<(Option<Self>, Samples), RunError> {
        let problems = Problems::of(reading, wanted)?;
        let mut read = problems.quantities();
        if earlier.is_empty() && !matches!(wanted, Some(Wanted::Finding(_))) {
            // Drawn once for all scenarios.
            read.extend(links(reading));
        }
        let mut samples = Samples::draw(reading, read, seed, draws, earlier);
        let Some(trajectory) = Trajectory::of(reading, seed, draws, earlier, periods) else {
            return Ok((None, samples));
        };
        let mut flow = Self { trajectory, behind: BTreeMap::new() };
        let last = flow.trajectory.map.periods - 1;
        for (node, index) in flow.trajectory.moved() {
            let (mode, column) = flow.trajectory.value(node, last);
            // What nothing has reached keeps its very column, and with it everything that was found from it.
            let bits = |x: &f64| x.to_bits();
            let same = column.iter().map(bits).eq(flow.trajectory.before(index).iter().map(bits));
            if same && mode == reading.estimate(index).mode() {
                continue;
            }
            let estimate = spanning(mode, column);
            if samples.has(index) {
                samples.replace(index, estimate, Arc::new(column.to_vec()));
            }
            let behind = flow.trajectory.behind(node);
            samples.adopt(flow.trajectory.samples(), behind.iter().copied());
            let claims = flow.trajectory.claims(node, reading);
            flow.behind.insert(index, behind);
            reading.settle(index, estimate, &claims);
        }
        Ok((Some(flow), samples))
    }

    /// Findings hang on what their moved quantities hang on as well.
    pub fn extend_upstream(&self, columns: &mut [Column]) {
        for column in columns {
            let more: Vec<usize> =
                column.behind.iter().filter_map(|index| self.behind.get(index)).flatten().copied().collect();
            if !more.is_empty() {
                Arc::make_mut(&mut column.spec).upstream.extend(more);
            }
        }
    }

    /// Links that lead to something that problems read.
    pub fn links(&self) -> Vec<usize> {
        let nodes = self.trajectory.moved().into_iter().filter(|(_, index)| self.behind.contains_key(index));
        let all: BTreeSet<usize> = nodes.flat_map(|(node, _)| self.trajectory.map.leading_to(node)).collect();
        all.into_iter().collect()
    }

    /// Findings that changed, period by period over the first draws.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn over_time(
        &self,
        problems: &Problems<'_>,
        asked: &Asked<'_>,
        before: &BTreeMap<&str, &Column>,
        columns: &[Column],
    ) -> Result<Vec<FindingTrajectory>, RunError> {
        let draws = asked.draws.min(DRAWS);
        let mean = |draws: &[f64]| {
            let defined = draws.iter().copied().filter(|x| !x.is_nan());
            defined.clone().sum::<f64>() / defined.count() as f64
        };
        let change = |column: &Column| -> Option<(f64, f64)> {
            let was = mean(&before.get(column.id.as_str())?.draws[..draws as usize]);
            Some((was, mean(&column.draws[..draws as usize])))
        };
        let changed = columns.iter().filter(|column| column.id.measure().is_some_and(Measure::is_followed));
        let mut wanted: Vec<(f64, &Column)> = changed
            .filter_map(|column| {
                let (was, is) = change(column)?;
                let size = (is - was).abs() / was.abs().max(is.abs()).max(1e-12);
                (size > 1e-6).then_some((size, column))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
        wanted.truncate(MOST_FOLLOWED);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let at = |period: usize| {
            problems.columns(&Asked {
                samples: &self.at(asked.samples, period, draws),
                draws,
                effort: Effort::Quick,
                ..*asked
            })
        };
        let periods: Result<Vec<Vec<Column>>, RunError> =
            (0..self.trajectory.map.periods).into_par_iter().map(at).collect();
        let by_id: Vec<BTreeMap<FindingId, Column>> = periods?
            .into_iter()
            .map(|columns| columns.into_iter().map(|column| (column.id.clone(), column)).collect())
            .collect();
        let told = |(_, column): &(f64, &Column)| -> Option<FindingTrajectory> {
            let own: Option<Vec<&Column>> = by_id.iter().map(|period| period.get(&column.id)).collect();
            let own = own?;
            let (was, is) = change(column)?;
            let values: Vec<Vec<f64>> = own.iter().map(|column| column.draws.to_vec()).collect();
            let trajectory = fan(&values, own.iter().map(|column| column.at_mode));
            let first = trajectory.mean.iter().position(|mean| (mean - was).abs() > 0.01 * (is - was).abs());
            Some(FindingTrajectory { finding: column.id.clone(), label: column.label.clone(), first, trajectory })
        };
        let mut found: Vec<FindingTrajectory> = wanted.iter().filter_map(told).collect();
        found.sort_by(|a, b| a.first.cmp(&b.first).then(a.finding.cmp(&b.finding)));
        Ok(found)
    }

    /// The samples as they are in a period.
    fn at(&self, samples: &Samples, period: usize, draws: u32) -> Samples {
        let mut found = samples.clone();
        for (node, index) in self.trajectory.moved().into_iter().chain(self.trajectory.pressed_alone()) {
            if samples.has(index) {
                let (mode, column) = self.trajectory.value(node, period);
                found.replace(index, spanning(mode, column), Arc::new(column[..draws as usize].to_vec()));
            }
        }
        found
    }

    /// What influences did, for printing.
    pub fn told(&self, findings: Vec<FindingTrajectory>) -> TrajectoryResult {
        TrajectoryResult { findings, ..moved(&self.trajectory) }
    }
}
