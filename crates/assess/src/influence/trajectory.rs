//! The trajectory of a what-if: where every quantity that influences move stands, period by period, in every draw.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::Case;
use detente_chance::{Estimate, Sampler, Shape, Stream};
use detente_dynamics::{Act, Levels, Operation, Simulation};
use detente_results::Fan;
use rayon::prelude::*;

use crate::influence::map::fan;
use crate::influence::outcomes::Outcomes;
use detente_method::EffectiveCase;
use detente_method::{CaseMap, LinkOf, NodeOf, Number, PressedAct, existence, lag_of};
use detente_method::{Samples, column_of};

/// Draws followed side by side.
const CHUNK: usize = 64;

/// Which periods are kept draw by draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Periods {
    /// All: they will be told.
    All,
    /// The last, in which results are read.
    Last,
}

/// A map with its draws and where it goes.
pub(crate) struct Trajectory<'c> {
    case: &'c Case,
    pub map: CaseMap,
    inputs: Inputs,
    outcomes: Option<Outcomes<'c>>,
    /// At the most likely values: by period the value of every node.
    pub modes: Vec<Vec<f64>>,
    /// By node that influences move: by period, from the first that is kept on, the value in every draw.
    drawn: BTreeMap<usize, Vec<Vec<f64>>>,
    /// The first period that is kept.
    first: usize,
    /// Share of values, over draws, periods and moved quantities, that had to be cut at an end of their range.
    pub saturated: f64,
}

/// Numbers of the draws.
struct Inputs {
    draws: usize,
    /// Case estimates of nodes, reading estimates of gains and lags.
    samples: Samples,
    baseline_modes: Vec<f64>,
    gains: Vec<(f64, Arc<Vec<f64>>)>,
    lags: Vec<(f64, Arc<Vec<f64>>)>,
    exists: Vec<Option<Vec<bool>>>,
    /// By operation the value it presses towards, where it presses.
    targets: Vec<Option<(f64, Arc<Vec<f64>>)>>,
}

impl<'c> Trajectory<'c> {
    /// The trajectory of the changes of `reading`, results at its horizon; `None` where influences carry nothing.
    pub fn of(reading: &EffectiveCase<'c>, seed: u64, draws: u32, earlier: &Samples, periods: Periods) -> Option<Self> {
        let map = CaseMap::of(reading);
        if map.is_still() {
            return None;
        }
        let inputs = Inputs::of(&map, reading, seed, draws, earlier);
        let outcomes = Outcomes::of(reading, &map, seed, draws, earlier);
        let (case, modes, drawn) = (reading.case, Vec::new(), BTreeMap::new());
        let first = if periods == Periods::All { 0 } else { map.periods - 1 };
        let mut trajectory = Self { case, map, inputs, outcomes, modes, drawn, first, saturated: 0.0 };
        trajectory.modes = trajectory.at_modes(None);
        let (drawn, saturated) = trajectory.over_draws(draws as usize, first, None);
        trajectory.drawn = drawn;
        trajectory.saturated =
            saturated as f64 / (trajectory.map.periods * trajectory.drawn.len() * draws as usize).max(1) as f64;
        Some(trajectory)
    }

    /// Quantities that influences move, with their nodes.
    pub fn moved(&self) -> Vec<(usize, usize)> {
        self.map.moved().collect()
    }

    /// The baseline of a node at the most likely values.
    pub fn baseline(&self, node: usize) -> f64 {
        self.inputs.baseline_modes[node]
    }

    /// Nodes whose trajectory is kept draw by draw: those that influences move, and those that changes press.
    fn kept(&self) -> Vec<(usize, usize)> {
        let mut kept: BTreeMap<usize, usize> = self.map.moved().collect();
        for one in &self.map.pressed {
            if let (false, NodeOf::Quantity(index)) =
                (matches!(one.act, PressedAct::Cut | PressedAct::Join), &self.map.nodes[one.on])
            {
                kept.insert(one.on, *index);
            }
        }
        kept.into_iter().collect()
    }

    /// What changes press and influences do not move.
    pub fn pressed_alone(&self) -> Vec<(usize, usize)> {
        let moved: BTreeMap<usize, usize> = self.map.moved().collect();
        self.kept().into_iter().filter(|(node, _)| !moved.contains_key(node)).collect()
    }

    /// Gain, lag or level at the most likely values.
    pub fn mode_of(&self, number: Number) -> f64 {
        match number {
            Number::Quantity(index) => self.inputs.samples.mode(index),
            Number::Given(estimate) => estimate.mode(),
        }
    }

    /// The draws of gains and lags, for drivers.
    pub fn samples(&self) -> &Samples {
        &self.inputs.samples
    }

    /// Quantities that moved quantity `node` hangs on: gains and lags of what leads to it, and the levels at the start of it.
    pub fn behind(&self, node: usize) -> BTreeSet<usize> {
        let leading = self.map.leading_to(node);
        let links = leading.iter().map(|place| &self.map.links[*place]);
        let gains = links.flat_map(|link| [link.gain, link.lag]).filter_map(Number::quantity);
        gains.chain(self.causes(&leading)).collect()
    }

    /// Quantities that some influences start from.
    fn causes<'s>(&'s self, influences: &'s BTreeSet<usize>) -> impl Iterator<Item = usize> + 's {
        let cause = |place: &usize| self.map.nodes[self.map.map.influences()[*place].cause].quantity();
        influences.iter().filter_map(cause)
    }

    /// The claims on the links that lead to a node, and on what presses their causes.
    pub fn claims(&self, node: usize, reading: &EffectiveCase<'_>) -> BTreeSet<String> {
        let leading = self.map.leading_to(node);
        let links = leading.iter().flat_map(|place| self.map.links[*place].claims.iter().cloned());
        let causes = self.causes(&leading).flat_map(|index| reading.evidence(index));
        links.chain(causes).collect()
    }

    /// By period the values of all nodes at the most likely values, without one influence where `without` says so.
    pub fn at_modes(&self, without: Option<usize>) -> Vec<Vec<f64>> {
        let inputs = &self.inputs;
        let gain: Vec<f64> = inputs.gains.iter().map(|(mode, _)| *mode).collect();
        let lag: Vec<usize> =
            inputs.lags.iter().zip(&self.map.links).map(|((mode, _), link)| lag_of(*mode, link.least)).collect();
        let levels = Levels { baseline: &inputs.baseline_modes, gain: &gain, lag: &lag };
        let operations =
            self.operations(without, |place| inputs.targets[place].as_ref().map_or(0.0, |target| target.0));
        let mut run = Simulation::default();
        self.simulate(&levels, &operations, &mut run, None);
        (0..self.map.periods).map(|period| run.period(period).to_vec()).collect()
    }

    fn operations(&self, without: Option<usize>, target: impl Fn(usize) -> f64) -> Vec<Operation> {
        let mut operations = self.map.operations(|place, _| target(place));
        if let Some(on) = without {
            operations.retain(|one| !(one.act == Act::Join && one.on == on));
            operations.insert(0, Operation { period: 0, on, act: Act::Cut });
        }
        operations
    }

    fn simulate(&self, levels: &Levels<'_>, operations: &[Operation], run: &mut Simulation, draw: Option<usize>) {
        let mut followed = self.outcomes.as_ref().map(|outcomes| outcomes.follow(draw));
        let mut asked = followed.as_mut().map(|followed| |values: &[f64]| followed.deviations(values));
        let asked = asked.as_mut().map(|asked| asked as &mut detente_dynamics::OutcomeOf<'_>);
        self.map.map.simulate(levels, operations, self.map.periods, run, asked);
    }

    /// Values of moved nodes by period, from `from` on, and draw over the first `draws` draws, and how many were cut at the end of a range.
    fn over_draws(&self, draws: usize, from: usize, without: Option<usize>) -> (BTreeMap<usize, Vec<Vec<f64>>>, usize) {
        let moved = self.kept();
        let periods = self.map.periods - from;
        let inputs = &self.inputs;
        let count = self.map.nodes.len();
        // What stays at its baseline is not read.
        let level_of = |(node, is): (usize, &NodeOf)| Some((node, inputs.samples.column(is.quantity()?)));
        let affected = self.map.nodes.iter().enumerate().filter(|(node, _)| self.map.affected[*node]);
        let baseline: Vec<(usize, &[f64])> = affected.filter_map(level_of).collect();
        let carrying: Vec<usize> = self.map.carrying().collect();
        let chunk = |first: usize| {
            let mut values = Vec::with_capacity(CHUNK * moved.len() * periods);
            let mut run = Simulation::default();
            let mut saturated = 0;
            let (mut level, mut gain) = (vec![0.0; count], vec![0.0; self.map.links.len()]);
            let mut lag = vec![0; self.map.links.len()];
            for draw in first..draws.min(first + CHUNK) {
                baseline.iter().for_each(|(node, column)| level[*node] = column[draw]);
                for &place in &carrying {
                    let there = inputs.exists[place].as_ref().is_none_or(|exists| exists[draw]);
                    gain[place] = if there { inputs.gains[place].1[draw] } else { 0.0 };
                    lag[place] = lag_of(inputs.lags[place].1[draw], self.map.links[place].least);
                }
                let levels = Levels { baseline: &level, gain: &gain, lag: &lag };
                let target = |place: usize| inputs.targets[place].as_ref().map_or(0.0, |target| target.1[draw]);
                let operations = self.operations(without, target);
                self.simulate(&levels, &operations, &mut run, Some(draw));
                saturated += run.saturated;
                for period in from..self.map.periods {
                    values.extend(moved.iter().map(|(node, _)| run.value(period, *node)));
                }
            }
            (values, saturated)
        };
        let starts: Vec<usize> = (0..draws).step_by(CHUNK).collect();
        let chunks: Vec<(Vec<f64>, usize)> = starts.into_par_iter().map(chunk).collect();
        let mut found: BTreeMap<usize, Vec<Vec<f64>>> =
            moved.iter().map(|(node, _)| (*node, vec![Vec::with_capacity(draws); periods])).collect();
        for (values, _) in &chunks {
            for row in values.chunks(moved.len() * periods) {
                for (period, values) in row.chunks(moved.len()).enumerate() {
                    for ((node, _), value) in moved.iter().zip(values) {
                        if let Some(columns) = found.get_mut(node) {
                            columns[period].push(*value);
                        }
                    }
                }
            }
        }
        (found, chunks.iter().map(|(_, saturated)| saturated).sum())
    }

    /// Values of moved quantities at the horizon over the first `draws` draws, without one influence.
    pub fn without(&self, link: usize, draws: usize) -> Vec<(usize, f64, Vec<f64>)> {
        let modes = self.at_modes(Some(link));
        let last = self.map.periods - 1;
        let (mut drawn, _) = self.over_draws(draws.min(self.inputs.draws), last, Some(link));
        let taken = |(node, index): (usize, usize)| {
            let columns = drawn.get_mut(&node).map(|columns| std::mem::take(&mut columns[0]));
            (index, modes[last][node], columns.unwrap_or_default())
        };
        self.moved().into_iter().map(taken).collect()
    }

    /// The value of a moved quantity in a period that is kept: at the most likely values, and in every draw.
    pub fn value(&self, node: usize, period: usize) -> (f64, &[f64]) {
        (self.modes[period][node], self.drawn.get(&node).map_or(&[], |columns| columns[period - self.first].as_slice()))
    }

    /// The distribution of a moved quantity by period.
    pub fn fan(&self, node: usize) -> Fan {
        let columns = self.drawn.get(&node).map(Vec::as_slice).unwrap_or_default();
        fan(columns, self.modes.iter().map(|values| values[node]))
    }

    /// Draws of the level before anything was changed.
    pub fn before(&self, index: usize) -> &[f64] {
        self.inputs.samples.column(index)
    }

    /// How many numbers it keeps of each draw, beside the columns that it shares with `earlier`.
    pub fn numbers_a_draw(&self, earlier: &Samples) -> usize {
        let links = self.map.links.iter().flat_map(|link| [link.gain, link.lag]);
        let given = links.filter(|number| number.quantity().is_none()).count();
        let pressed = self.inputs.targets.iter().flatten().count();
        self.kept().len() * (self.map.periods - self.first) + self.inputs.samples.apart_from(earlier) + given + pressed
    }

    /// The case.
    pub fn case(&self) -> &'c Case {
        self.case
    }
}

/// An estimate that tells of the draws of a column, with this most likely value: 5 per cent lie below and above.
pub(crate) fn spanning(mode: f64, column: &[f64]) -> Estimate {
    let (mut sorted, last) = (column.to_vec(), column.len().saturating_sub(1));
    let mut at = |share: f64| {
        let place = (share * last as f64).round() as usize;
        if sorted.is_empty() { mode } else { *sorted.select_nth_unstable_by(place, f64::total_cmp).1 }
    };
    let (low, high) = (at(0.05).min(mode), at(0.95).max(mode));
    Estimate::new(low, mode, high, Shape::Pert).unwrap_or(Estimate::ZERO)
}

impl Inputs {
    fn of(map: &CaseMap, reading: &EffectiveCase<'_>, seed: u64, draws: u32, earlier: &Samples) -> Self {
        let case = reading.case;
        let levels = map.nodes.iter().filter_map(NodeOf::quantity);
        let levels = levels.map(|index| (index, case.quantities.get(index).estimate));
        let numbers = map.links.iter().flat_map(|link| [link.gain, link.lag]).filter_map(Number::quantity);
        let numbers = numbers.map(|index| (index, reading.estimate(index)));
        let samples = Samples::of(case, levels.chain(numbers).collect::<BTreeMap<_, _>>(), seed, draws, earlier);
        let number = |link: &LinkOf, number: Number, field: &str| match number {
            Number::Quantity(index) => {
                let column = samples.shared(index).map(Arc::clone).unwrap_or_default();
                (samples.mode(index), column)
            }
            Number::Given(estimate) => {
                let (sampler, stream) =
                    (Sampler::new(estimate), Stream::new(seed, &format!("changes/{}/{field}", link.id)));
                let column = (0..u64::from(draws)).map(|draw| sampler.quantile(stream.uniform(draw)));
                (estimate.mode(), Arc::new(column.collect()))
            }
        };
        let target = |pressed: &detente_method::Pressed| {
            let (PressedAct::Press(to) | PressedAct::Clamp(to)) = pressed.act else { return None };
            let index = map.nodes[pressed.on].quantity()?;
            let drawn = || Arc::new(column_of(case, index, to, seed, draws));
            Some((to.mode(), earlier.known(index, to).unwrap_or_else(drawn)))
        };
        let mode = |node: &NodeOf| node.quantity().map_or(0.0, |index| samples.mode(index));
        Self {
            draws: draws as usize,
            baseline_modes: map.nodes.iter().map(mode).collect(),
            gains: map.links.iter().map(|link| number(link, link.gain, "gain")).collect(),
            lags: map.links.iter().map(|link| number(link, link.lag, "lag")).collect(),
            exists: map.links.iter().map(|link| existence(link, seed, draws)).collect(),
            targets: map.pressed.iter().map(target).collect(),
            samples,
        }
    }
}
