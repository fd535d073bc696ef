//! Levers one by one: how far each must be moved.

use std::collections::BTreeSet;

use detente_case::{Case, Change, Goal, QuantityPath};

use crate::probe::{Mixed, Probe};
use detente_method::CaseMap;
use detente_method::{GroundedChange, Options};
use detente_method::{Observer, RunError};

/// Parts of a range tried before the search narrows down.
const STEPS: usize = 8;
/// Times that a step, or a cost, is halved.
pub(super) const HALVINGS: usize = 9;

/// A quantity that can be moved, one way.
#[derive(Debug, Clone)]
pub(super) struct Lever {
    pub index: usize,
    pub path: QuantityPath,
    /// The farthest move that means something, with its sign.
    pub most: f64,
    pub width: f64,
    pub mode: f64,
    pub cost: f64,
    pub assumed: bool,
}

impl Lever {
    /// What a move costs.
    pub fn cost_of(&self, by: f64) -> f64 {
        self.cost * by.abs() / self.width
    }

    /// The move that costs this much, no farther than makes sense.
    pub fn bought_for(&self, cost: f64) -> f64 {
        (cost * self.width / self.cost).min(self.most.abs()) * self.most.signum()
    }
}

/// A lever with how far it is moved.
pub(super) type Moved<'l> = (&'l Lever, f64);

/// What a lever does alone.
pub(super) struct Single {
    /// The least move that reaches the goal.
    pub least: Option<f64>,
    /// The number nearest to the goal over the steps.
    pub farthest: f64,
    pub runs: u64,
}

pub(super) struct Search<'s> {
    pub case: &'s Case,
    pub options: &'s Options,
    pub goal: &'s Goal,
    pub probe: &'s Probe<'s>,
    pub observer: &'s dyn Observer,
}

impl Search<'_> {
    /// Every quantity that can be moved, both ways: those behind the finding, and those that influences carry to them; never `own`, of
    /// which the finding is a mere reading.
    pub fn levers(&self, behind: &BTreeSet<usize>, own: Option<usize>, changes: &[GroundedChange]) -> Vec<Lever> {
        let reading = self.options.reading(self.case, changes);
        let mut all = behind.clone();
        all.extend(CaseMap::of(&reading).upstream(behind));
        let mut found = Vec::new();
        for index in all.into_iter().filter(|index| reading.counts(*index) && Some(*index) != own) {
            let quantity = self.case.quantities.get(index);
            let statement = matches!(quantity.path, QuantityPath::Statement { weight: false, .. });
            let (low, high) = quantity.range;
            let movable = self.case.may_be_moved(&quantity.path);
            if !(quantity.path.may_move() && movable || statement) || high <= low {
                continue;
            }
            let estimate = reading.estimate(index);
            let cost = self.case.costs.iter().find(|cost| cost.path == quantity.path).map(|cost| cost.cost);
            let lever = |most| Lever {
                index,
                path: quantity.path.clone(),
                most,
                width: high - low,
                mode: estimate.mode(),
                cost: cost.unwrap_or(1.0),
                assumed: cost.is_none(),
            };
            // Until even the end of the estimate that is farthest away has come to the end of the range.
            found.extend([lever(high - estimate.low()), lever(low - estimate.high())]);
        }
        found.retain(|lever| lever.most != 0.0);
        found
    }

    /// Where moves lead together; NaN where the finding is undefined.
    pub fn number(&self, moves: &[Moved<'_>]) -> Result<f64, RunError> {
        if self.observer.stopped() {
            return Err(RunError::Stopped);
        }
        let change =
            |(lever, by): &Moved<'_>| GroundedChange::from(Change::Shift { path: lever.path.clone(), by: *by });
        let changes: Vec<GroundedChange> = moves.iter().map(change).collect();
        let found = self.probe.ask(&changes, &Mixed::new(), self.observer)?;
        Ok(found.and_then(|found| found.mean()).unwrap_or(f64::NAN))
    }

    /// What a lever does alone, and the least move of it that reaches the goal.
    pub fn single(&self, lever: &Lever) -> Result<Single, RunError> {
        // A lever that leads nowhere at its end, nor halfway, is not looked at more closely.
        let (end, half) = (self.number(&[(lever, lever.most)])?, self.number(&[(lever, 0.5 * lever.most)])?);
        if end == half && !self.goal.reached(end) {
            return Ok(Single { least: None, farthest: end, runs: 2 });
        }
        let mut found = Single { least: None, farthest: f64::NAN, runs: 2 };
        for step in 1..=STEPS {
            let part = |step: usize| lever.most * step as f64 / STEPS as f64;
            let number = match step {
                _ if 2 * step == STEPS => half,
                STEPS => end,
                _ => self.counted(&mut found.runs, lever, part(step))?,
            };
            if found.farthest.is_nan() || self.goal.progress(found.farthest, number) > 0.0 {
                found.farthest = number;
            }
            if self.goal.reached(number) {
                found.least = Some(self.least(&mut found.runs, lever, part(step - 1), part(step))?);
                break;
            }
        }
        Ok(found)
    }

    fn counted(&self, runs: &mut u64, lever: &Lever, by: f64) -> Result<f64, RunError> {
        *runs += 1;
        self.number(&[(lever, by)])
    }

    /// The least move between one that is too short and one that is enough.
    fn least(&self, runs: &mut u64, lever: &Lever, mut short: f64, mut enough: f64) -> Result<f64, RunError> {
        for _ in 0..HALVINGS {
            let middle = 0.5 * (short + enough);
            let reached = self.goal.reached(self.counted(runs, lever, middle)?);
            if reached { enough = middle } else { short = middle }
        }
        // A rounder number, if it does as well.
        let grain = lever.width / 1_000.0;
        let round = (enough / grain).abs().ceil() * grain * lever.most.signum();
        if round.abs() <= lever.most.abs() && self.goal.reached(self.counted(runs, lever, round)?) {
            enough = (round / grain).round() * grain;
        }
        Ok(enough)
    }
}
