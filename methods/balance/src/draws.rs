//! A view over the draws: the measures of each, and what the index is where its search ended at the limit.

use std::ops::Range;
use std::sync::Arc;

use detente_balance::{Depth, LANES, SignedNetwork};
use detente_case::measure::{
    FRUSTRATION, MARGIN, NORMALISED_FRUSTRATION, RADIUS, TOLERANCE, WEAK_FRUSTRATION, WEAKEST_LINE, WEAKEST_LINE_SUM,
};
use detente_case::{FindingId, Measure};
use detente_method::{Asked, Bounded, Column, Effort, Rests, RunError, Samples, Spec, ViewInput, weighed};

use crate::exact::Exact;
use crate::large::{self, Modes};
use crate::network::{self, Beside, Start};
use crate::point::Point;

/// Takes out what a column says in draws whose index is only bounded, and keeps the bounds.
fn leave_open(mut column: Column, points: &[Point], bounded: &Arc<Vec<usize>>) -> Column {
    // Without a path of ties between them two actors stand neither together nor apart, whatever the index.
    let open: Vec<usize> = bounded.iter().copied().filter(|draw| !column.draws[*draw].is_nan()).collect();
    if column.spec.rests == Rests::Elsewhere || open.is_empty() {
        return column;
    }
    let bounded = if open.len() == bounded.len() { Arc::clone(bounded) } else { Arc::new(open) };
    let found: Vec<f64> = bounded.iter().map(|draw| column.draws[*draw]).collect();
    let ends = bounded.iter().zip(&found).filter_map(|(draw, upper)| {
        let (lower, above) = points[*draw].bounds?;
        Some((if above > 0.0 { upper * lower / above } else { *upper }, *upper))
    });
    let between = if column.spec.rests == Rests::OnBlocs { Vec::new() } else { ends.collect() };
    let draws = Arc::make_mut(&mut column.draws);
    bounded.iter().for_each(|draw| draws[*draw] = f64::NAN);
    column.bounded = Some(Bounded { draws: bounded, between, found });
    column
}

/// Draws of a view that are followed before their measures are put into columns.
const TOGETHER: usize = 1_024;

/// Draws of a view: measures by column, and of each draw what is no measure.
struct DrawnPoints {
    values: Vec<Vec<f64>>,
    points: Vec<Point>,
}

impl DrawnPoints {
    fn new(measures: usize, draws: usize) -> Self {
        let column = |_| Vec::with_capacity(draws);
        Self { values: (0..measures).map(column).collect(), points: Vec::with_capacity(draws) }
    }

    /// Takes the next draws in: a measure is held once, in its column.
    fn take(&mut self, points: Vec<Point>) {
        for (place, column) in self.values.iter_mut().enumerate() {
            column.extend(points.iter().map(|point| point.measures[place]));
        }
        self.points.extend(points.into_iter().map(|point| Point { measures: Vec::new(), ..point }));
    }
}

/// Whether all findings are the index of a large view.
fn is_index_alone(input: &ViewInput<'_>, findings: &[&FindingId]) -> bool {
    let view = input.view.id.text.as_str();
    let of_index = |finding: &&FindingId| [FRUSTRATION, NORMALISED_FRUSTRATION].iter().any(|it| finding.is(*it, view));
    input.is_large() && findings.iter().all(of_index)
}

/// Whether some finding is the index of any number of blocs.
fn is_weak(input: &ViewInput<'_>, findings: &[&FindingId]) -> bool {
    findings.iter().any(|finding| finding.is(WEAK_FRUSTRATION, &input.view.id.text))
}

/// How much has to be read for findings.
fn depth(findings: &[&FindingId]) -> Depth {
    let any = |measures: &[Measure]| {
        findings.iter().filter_map(|finding| finding.measure()).any(|measure| measures.contains(&measure))
    };
    if any(&[RADIUS, WEAKEST_LINE, WEAKEST_LINE_SUM]) {
        Depth::Whole
    } else if any(&[MARGIN, TOLERANCE]) {
        Depth::Costs
    } else {
        Depth::Divisions
    }
}

/// What findings of a large view cost in a draw.
pub(crate) fn work(input: &ViewInput<'_>, samples: &Samples, findings: &[&FindingId]) -> u64 {
    if !input.is_large() {
        return 0;
    }
    let affinity = weighed(input, |pair| &pair.affinity, |quantity| samples.mode(quantity));
    let exact = input.network(&affinity).ok().and_then(|network| Exact::of(&network));
    exact.map_or_else(
        || large::search_work(input.actors.len()),
        |exact| large::work(&exact, is_index_alone(input, findings)),
    )
}

/// What is asked of the draws of a view.
struct Drawn<'v, 'c> {
    input: &'v ViewInput<'c>,
    start: Start,
    /// Whether the index of a large view is all that is asked for.
    index_alone: bool,
    /// Whether blocs of any number are asked for.
    weak: bool,
    /// How much of two blocs is.
    depth: Depth,
}

impl<'v, 'c> Drawn<'v, 'c> {
    fn of(input: &'v ViewInput<'c>, asked: &Asked<'_>) -> Result<Self, RunError> {
        let affinity = weighed(input, |pair| &pair.affinity, |quantity| asked.samples.mode(quantity));
        let (index_alone, weak, depth) = match asked.effort {
            Effort::For(findings) => (is_index_alone(input, findings), is_weak(input, findings), depth(findings)),
            Effort::All | Effort::Quick => (false, true, Depth::Whole),
        };
        Ok(Self { input, start: Start::of(input, &input.network(&affinity)?), index_alone, weak, depth })
    }

    fn specs(&self) -> Vec<Spec> {
        if self.index_alone { large::index_specs(self.input) } else { network::specs(self.input) }
    }

    /// What finds the index of several draws at once, where that is all that is asked for.
    fn index_alone(&self) -> Option<&Modes> {
        if let (Start::Large(modes), true) = (&self.start, self.index_alone) { Some(modes) } else { None }
    }

    fn network(&self, value: &dyn Fn(usize) -> f64) -> Result<SignedNetwork, RunError> {
        self.input.network(&weighed(self.input, |pair| &pair.affinity, value))
    }

    /// The most likely values; quickly where what takes a search of its own is not asked for.
    fn at_mode(&self, samples: &Samples, quick: bool) -> Result<Point, RunError> {
        let mode = |quantity| samples.mode(quantity);
        match self.index_alone() {
            Some(modes) => Ok(modes.index_points(&[self.network(&mode)?]).remove(0)),
            None => self.at(&mode, quick),
        }
    }

    /// Some draws.
    fn over(&self, samples: &Samples, draws: Range<usize>) -> Result<Vec<Point>, RunError> {
        let value = |draw| move |quantity| samples.value(quantity, draw);
        match self.index_alone() {
            Some(modes) => {
                let networks: Result<Vec<SignedNetwork>, RunError> =
                    draws.map(|draw| self.network(&value(draw))).collect();
                Ok(modes.index_points(&networks?))
            }
            None => draws.map(|draw| self.at(&value(draw), true)).collect(),
        }
    }

    fn at(&self, value: &dyn Fn(usize) -> f64, drawn: bool) -> Result<Point, RunError> {
        let affinity = weighed(self.input, |pair| &pair.affinity, value);
        let weak = self.weak && (!drawn || self.input.actors.len() <= network::WEAK_DRAWN);
        network::point(self.input, &affinity, Beside { drawn, weak, depth: self.depth }, &self.start)
    }
}

/// Every measure of a view in every draw, and the patterns that occur.
///
/// # Errors
/// [`RunError`].
pub(crate) fn columns(input: &ViewInput<'_>, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
    let Asked { samples, draws, .. } = *asked;
    let view = Drawn::of(input, asked)?;
    // What takes a search beside the index is not asked for where some findings of a large view are.
    let quick = input.is_large() && matches!(asked.effort, Effort::For(_));
    let mut at_mode = view.at_mode(samples, quick)?;
    let specs: Vec<Spec> = view.specs();
    let DrawnPoints { values, points } = drawn(specs.len(), asked, &|draws| view.over(samples, draws))?;
    if at_mode.bounds.is_some() {
        let open = specs.iter().zip(&mut at_mode.measures).filter(|(spec, _)| spec.rests != Rests::Elsewhere);
        open.for_each(|(_, value)| *value = f64::NAN);
    }
    let bounded = (0..draws as usize).filter(|draw| points[*draw].bounds.is_some()).collect();
    let bounded: Arc<Vec<usize>> = Arc::new(bounded);
    let measured = specs.into_iter().zip(&at_mode.measures).zip(values);
    let mut columns: Vec<Column> =
        measured.map(|((spec, at_mode), values)| leave_open(spec.with(*at_mode, values), &points, &bounded)).collect();
    columns.extend(network::patterns(input, &at_mode, &points, asked.compared));
    Ok(columns)
}

/// The point of every draw, some of them at a time.
fn drawn(
    measures: usize,
    asked: &Asked<'_>,
    over: &(dyn Fn(Range<usize>) -> Result<Vec<Point>, RunError> + Sync),
) -> Result<DrawnPoints, RunError> {
    let all = asked.draws as usize;
    let mut drawn = DrawnPoints::new(measures, all);
    for first in (0..all).step_by(TOGETHER) {
        drawn.take(asked.over_some(first..all.min(first + TOGETHER), LANES, over)?);
    }
    Ok(drawn)
}
