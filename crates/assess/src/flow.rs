//! From changes to draws: influences carry what was changed to everything that engines read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_model::QuantityPath;

use crate::columns::Column;
use crate::engines::Engines;
use crate::influence::{Course, CourseTold, moved, spanning};
use crate::reading::Reading;
use crate::run::RunError;
use crate::sample::Samples;

/// What influences made of the changes.
pub(crate) struct Flow<'c> {
    pub course: Course<'c>,
    /// By moved quantity what it hangs on.
    behind: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'c> Flow<'c> {
    /// Draws all that engines read (for one finding alone where it is named), moved by influences, and settles `reading` accordingly.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn of(
        reading: &mut Reading<'c>,
        seed: u64,
        draws: u32,
        earlier: &Samples,
        finding: Option<&str>,
    ) -> Result<(Option<Self>, Samples), RunError> {
        let engines = Engines::of(reading, finding)?;
        let mut wanted = engines.quantities();
        if earlier.is_empty() && finding.is_none() {
            // Drawn once for all scenarios.
            let paths = reading.case.quantities.iter().map(|quantity| &quantity.path).enumerate();
            wanted.extend(paths.filter(|(_, path)| matches!(path, QuantityPath::Link { .. })).map(|(index, _)| index));
        }
        let mut samples = Samples::draw(reading, wanted, seed, draws, earlier);
        let Some(course) = Course::of(reading, seed, draws, earlier) else { return Ok((None, samples)) };
        let mut flow = Self { course, behind: BTreeMap::new() };
        let last = flow.course.map.periods - 1;
        for (node, index) in flow.course.moved() {
            let (mode, column) = flow.course.value(node, last);
            // What nothing has reached keeps its very column, and with it everything that was found from it.
            let bits = |x: &f64| x.to_bits();
            let same = column.iter().map(bits).eq(flow.course.before(index).iter().map(bits));
            if same && mode == reading.estimate(index).mode() {
                continue;
            }
            let estimate = spanning(mode, column);
            if samples.has(index) {
                samples.replace(index, estimate, Arc::new(column.to_vec()));
            }
            let behind = flow.course.behind(node);
            samples.adopt(flow.course.samples(), behind.iter().copied());
            let claims = flow.course.claims(node, reading);
            flow.behind.insert(index, behind);
            reading.settle(index, estimate, &claims);
        }
        Ok((Some(flow), samples))
    }

    /// Findings hang on what their moved quantities hang on.
    pub fn extend_behind(&self, columns: &mut [Column]) {
        for column in columns {
            let more: Vec<usize> =
                column.behind.iter().filter_map(|index| self.behind.get(index)).flatten().copied().collect();
            column.spec.behind.extend(more);
        }
    }

    /// Links that lead to something that engines read.
    pub fn links(&self) -> Vec<usize> {
        let nodes = self.course.moved().into_iter().filter(|(_, index)| self.behind.contains_key(index));
        let all: BTreeSet<usize> = nodes.flat_map(|(node, _)| self.course.map.leading_to(node)).collect();
        all.into_iter().collect()
    }

    /// What influences did, for printing.
    pub fn told(&self) -> CourseTold {
        moved(&self.course)
    }
}
