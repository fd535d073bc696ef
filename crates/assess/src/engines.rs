//! The engines over a reading of the case: what they read, and what they find in every draw.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use detente_balance::two_blocs;
use detente_model::measure::LEVEL;
use detente_model::{FindingId, Method, OutcomeOf};
use rayon::prelude::*;

use crate::bargain::{self, Before, CaseIssues, Slow};
use crate::columns::{Bounded, Column, Rests, Spec};
use crate::conflict::CaseConflict;
use crate::large::Modes;
use crate::observer::{Observer, RunError};
use crate::point::Point;
use crate::reading::Reading;
use crate::sample::Samples;
use crate::view::{Term, ViewInput};
use crate::{geometry, network};

/// What the engines read.
pub(crate) struct Engines<'c> {
    pub views: Vec<ViewInput<'c>>,
    pub conflicts: Vec<CaseConflict<'c>>,
    pub issues: CaseIssues<'c>,
    /// Factors, whose levels are findings themselves.
    factors: Vec<(&'c str, &'c str, usize)>,
}

impl<'c> Engines<'c> {
    /// The engines' inputs under a reading; for one finding alone where it is named.
    ///
    /// # Errors
    /// [`RunError::Conflict`].
    pub fn of(reading: &Reading<'c>, finding: Option<&FindingId>) -> Result<Self, RunError> {
        let case = reading.case;
        let wanted = |methods: &[Method], id: &str| {
            finding.is_none_or(|finding| methods.iter().any(|method| finding.is_of(*method, id)))
        };
        let mut conflicts = Vec::new();
        for conflict in case.conflicts.iter().filter(|conflict| wanted(&[Method::Conflict], &conflict.id)) {
            let wrong = |error| RunError::Conflict { conflict: conflict.id.clone(), error };
            conflicts.push(CaseConflict::of(conflict, reading).map_err(wrong)?);
        }
        let factor = |factor: &'c detente_model::case::Factor| {
            let path = detente_model::QuantityPath::Factor { id: factor.id.text.clone() };
            Some((factor.id.text.as_str(), factor.name.as_str(), reading.find(&path)?))
        };
        let factors = case.factors.iter().filter(|factor| wanted(&[Method::Factors], &factor.id));
        let mut factors: Vec<(&str, &str, usize)> = factors.filter_map(factor).collect();
        factors.sort_unstable();
        let views = case.views.iter().filter(|view| wanted(&Method::OF_VIEWS, &view.id));
        let mut issues = CaseIssues::of(reading);
        // Issues hang together by exchange and by the outcomes that some take from others: all of them or none, though findings of the one
        // that is asked for are enough.
        match finding {
            Some(finding) if finding.method() == Some(Method::Bargain) => issues.ask(finding.subject()),
            Some(_) => issues.forget(),
            None => {}
        }
        Ok(Self { views: views.map(|view| ViewInput::of(view, reading)).collect(), conflicts, issues, factors })
    }

    /// Every quantity that they read.
    pub fn quantities(&self) -> BTreeSet<usize> {
        let mut wanted: BTreeSet<usize> = self.views.iter().flat_map(ViewInput::quantities).collect();
        wanted.extend(self.conflicts.iter().flat_map(CaseConflict::quantities));
        wanted.extend(self.issues.quantities());
        wanted.extend(self.factors.iter().map(|(.., index)| index));
        wanted
    }

    /// What they find in every draw; without draws at the most likely values alone.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let Asked { samples, draws, .. } = *asked;
        let mut columns = Vec::new();
        for input in &self.views {
            columns.extend(view_columns(input, samples, draws, asked.compared, asked.observer)?);
        }
        for conflict in &self.conflicts {
            if asked.observer.stopped() {
                return Err(RunError::Stopped);
            }
            columns.extend(conflict.columns(samples, draws, asked.seed, asked.compared));
        }
        if asked.observer.stopped() {
            return Err(RunError::Stopped);
        }
        columns.extend(bargain::columns(&self.issues, samples, draws, asked.slow, asked.seed, asked.before));
        for (id, name, index) in &self.factors {
            let spec = Spec::value(LEVEL.of(id), format!("level of {id}: {name}"), BTreeSet::from([*index]));
            columns.push(spec.with(samples.mode(*index), samples.column(*index)[..draws as usize].to_vec()));
        }
        Ok(columns)
    }

    /// How many numbers of each draw a run over `samples` keeps, and how many more it holds while it works. What only draws show, such as
    /// the states of a conflict that ever hold, is counted over those of `samples`.
    pub fn numbers_a_draw(&self, samples: &Samples, draws: u32, seed: u64) -> EngineNumbers {
        let of_view =
            |input: &ViewInput<'_>| network::specs(input).len() + geometry::specs(input).len() + network::PATTERNS;
        let views: usize = self.views.iter().map(of_view).sum();
        let none = BTreeSet::new();
        let states: usize = self.conflicts.iter().map(|one| one.columns(samples, draws, seed, &none).len()).sum();
        let view = if self.views.is_empty() { 0 } else { network::POINT };
        let conflict = self.conflicts.iter().map(CaseConflict::numbers_of_a_draw).max().unwrap_or_default();
        EngineNumbers {
            kept: views + states + bargain::columns_of(&self.issues) + self.factors.len(),
            held: view.max(conflict).max(bargain::numbers_of_a_draw(&self.issues)),
        }
    }

    /// What an outcome is at the values of quantities, in shares of its range; NaN where it has no answer.
    pub fn outcome(&self, of: OutcomeOf, id: &str, value: &dyn Fn(usize) -> f64) -> f64 {
        let found = match of {
            OutcomeOf::Issue => self.issues.compromise(&self.issues.stakes(value), id),
            OutcomeOf::View => self.views.iter().find(|input| input.view.id.text == id).and_then(|input| {
                let closeness = numbers(input, |pair| &pair.closeness, value);
                let found = two_blocs(&network::network(input, &closeness).ok()?).ok()?;
                found.normalised().map(|normal| (1.0 - normal) / 2.0)
            }),
        };
        found.unwrap_or(f64::NAN)
    }
}

/// Numbers of a draw in the engines.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct EngineNumbers {
    /// In findings.
    pub kept: usize,
    /// While one engine works.
    pub held: usize,
}

/// A question to the engines.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub samples: &'a Samples,
    pub draws: u32,
    pub seed: u64,
    /// Findings of the baseline, which keep their column even where they never come true.
    pub compared: &'a BTreeSet<FindingId>,
    pub before: Option<&'a Before<'a>>,
    /// Which of the slow models of bargaining to follow.
    pub slow: Slow,
    pub observer: &'a dyn Observer,
}

/// The number of each pair: `value(quantity)` weighed by the pair's terms.
pub(crate) fn numbers(
    input: &ViewInput<'_>,
    terms: impl Fn(&crate::view::Pair) -> &Vec<Term>,
    value: impl Fn(usize) -> f64,
) -> Vec<Option<f64>> {
    let sum = |terms: &Vec<Term>| terms.iter().map(|term| term.share * value(term.quantity)).sum::<f64>();
    input.pairs.iter().map(|pair| Some(terms(pair)).filter(|terms| !terms.is_empty()).map(sum)).collect()
}

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
    bounded.iter().for_each(|draw| column.draws[*draw] = f64::NAN);
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

fn view_columns(
    input: &ViewInput<'_>,
    samples: &Samples,
    draws: u32,
    compared: &BTreeSet<FindingId>,
    observer: &dyn Observer,
) -> Result<Vec<Column>, RunError> {
    let mode = |quantity| samples.mode(quantity);
    let modes = if input.is_large() {
        let closeness = numbers(input, |pair| &pair.closeness, mode);
        Some(Modes::of(&network::network(input, &closeness)?))
    } else {
        None
    };
    let at = |value: &dyn Fn(usize) -> f64, drawn: bool| -> Result<Point, RunError> {
        let closeness = numbers(input, |pair| &pair.closeness, value);
        let firmness = numbers(input, |pair| &pair.firmness, value);
        let mut point = network::point(input, &closeness, drawn, modes.as_ref())?;
        point.measures.extend(geometry::point(input, &closeness, &firmness));
        Ok(point)
    };
    let mut at_mode = at(&mode, false)?;
    let done = AtomicUsize::new(0);
    let one = |draw: usize| {
        observer.drawn(done.fetch_add(1, Ordering::Relaxed), draws as usize);
        if observer.stopped() { Err(RunError::Stopped) } else { at(&|quantity| samples.value(quantity, draw), true) }
    };
    let specs: Vec<Spec> = network::specs(input).into_iter().chain(geometry::specs(input)).collect();
    let mut drawn = DrawnPoints::new(specs.len(), draws as usize);
    for first in (0..draws as usize).step_by(TOGETHER) {
        let points: Result<Vec<Point>, RunError> =
            (first..(draws as usize).min(first + TOGETHER)).into_par_iter().map(one).collect();
        drawn.take(points?);
    }
    let DrawnPoints { values, points } = drawn;
    if at_mode.bounds.is_some() {
        let open = specs.iter().zip(&mut at_mode.measures).filter(|(spec, _)| spec.rests != Rests::Elsewhere);
        open.for_each(|(_, value)| *value = f64::NAN);
    }
    let bounded = (0..points.len()).filter(|draw| points[*draw].bounds.is_some()).collect();
    let bounded: Arc<Vec<usize>> = Arc::new(bounded);
    let measured = specs.into_iter().zip(&at_mode.measures).zip(values);
    let mut columns: Vec<Column> =
        measured.map(|((spec, at_mode), values)| leave_open(spec.with(*at_mode, values), &points, &bounded)).collect();
    columns.extend(network::patterns(input, &at_mode, &points, compared));
    Ok(columns)
}
