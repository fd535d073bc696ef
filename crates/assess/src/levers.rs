//! The cheapest changes that reach a goal.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::case::Wanted;
use detente_model::{Case, Change, Goal, QuantityPath};
use detente_results::{GoalLevers, GoalTold, LeverMove, LeverPlan, LeverReach, LeversPortrait};
use rayon::prelude::*;

use crate::influence::CaseMap;
use crate::observer::{Observer, RunError};
use crate::options::{GroundedChange, Options};
use crate::probe::{Mixed, Probe, Probed};
use crate::reading::Reading;
use crate::sample::Samples;

/// Draws over which a plan is judged.
const DRAWS: u32 = 300;
/// Parts of a range tried before the search narrows down.
const STEPS: usize = 8;
/// Times that a step is halved.
const HALVINGS: usize = 9;
/// Levers that are combined with one another.
const COMBINED: usize = 6;
/// Quantities told by how far they lead.
const TOLD: usize = 12;
/// Plans that are judged again over all draws, and told.
const CHECKED: usize = 6;
/// Times that a plan is stretched where it misses the goal over all draws.
const STRETCHED: usize = 10;

fn goal_told(goal: &Goal) -> GoalTold {
    GoalTold { finding: goal.finding.clone(), at_least: goal.at_least, bound: goal.bound }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum LeverError {
    /// There is no such finding.
    #[error("there is no finding `{0}`")]
    Unknown(String),
    /// The finding has no value.
    #[error("`{0}` is undefined in every draw")]
    Undefined(String),
    /// The run failed.
    #[error(transparent)]
    Run(#[from] RunError),
}

/// Levers for every goal of the case, in the case as it is; draws in `known` are not made again.
///
/// # Errors
/// [`RunError`].
pub(crate) fn of_goals(
    case: &Case,
    options: &Options,
    known: &Samples,
    observer: &dyn Observer,
) -> Result<Vec<GoalLevers>, RunError> {
    let told = |wanted: &Wanted| {
        let (found, note) = match levers_with(case, options, &wanted.goal, &[], wanted.changes, known, observer) {
            Ok(found) => (Some(found), String::new()),
            Err(LeverError::Run(error)) => return Err(error),
            Err(error) => (None, error.to_string()),
        };
        Ok(GoalLevers { id: wanted.id.text.clone(), title: wanted.title.clone(), found, note })
    };
    case.goals.iter().map(told).collect()
}

/// A quantity that can be moved, one way.
#[derive(Debug, Clone)]
struct Lever {
    index: usize,
    path: QuantityPath,
    /// The farthest move that means something, with its sign.
    most: f64,
    width: f64,
    mode: f64,
    cost: f64,
    assumed: bool,
}

/// The cheapest plans of up to `budget` changes that reach a goal. Each quantity behind the finding, or upstream of one by links, is
/// moved both ways; the smallest move is narrowed down by halving behind the first of eight steps that reaches the goal; combinations
/// are searched among the half dozen levers that lead farthest for their cost.
///
/// # Errors
/// [`LeverError`].
pub fn levers(
    case: &Case,
    options: &Options,
    goal: &Goal,
    changes: &[GroundedChange],
    budget: usize,
    observer: &dyn Observer,
) -> Result<LeversPortrait, LeverError> {
    levers_with(case, options, goal, changes, budget, &Samples::default(), observer)
}

/// The same where draws of the run are known.
fn levers_with(
    case: &Case,
    options: &Options,
    goal: &Goal,
    changes: &[GroundedChange],
    budget: usize,
    known: &Samples,
    observer: &dyn Observer,
) -> Result<LeversPortrait, LeverError> {
    let probe = Probe::new(case, options, changes, vec![&goal.finding], DRAWS, known)?;
    let unknown = || LeverError::Unknown(goal.finding.clone());
    let first = probe.ask(&[], &Mixed::new(), observer)?.ok_or_else(unknown)?;
    let baseline = first.mean().ok_or_else(|| LeverError::Undefined(goal.finding.clone()))?;
    let search = Search { case, options, goal, probe: &probe, observer };
    let own = own_quantity(goal, &first);
    let levers = search.levers(&first.behind, own, changes);
    let tried = levers.len() / 2;
    let mut portrait = LeversPortrait {
        goal: goal_told(goal),
        label: first.label.clone(),
        baseline,
        already: goal.reached(baseline),
        budget,
        tried,
        runs: 1,
        plans: Vec::new(),
        reach: Vec::new(),
        notes: Vec::new(),
    };
    if portrait.already {
        return Ok(portrait);
    }
    observer.progress(0, 2, "single changes");
    let singles: Result<Vec<Single>, RunError> = levers.par_iter().map(|lever| search.single(lever)).collect();
    let singles = singles?;
    portrait.runs += singles.iter().map(|single| single.runs).sum::<u64>();
    let mut plans: Vec<(Vec<(Lever, f64)>, f64)> = Vec::new();
    for (lever, single) in levers.iter().zip(&singles) {
        if let Some((by, number)) = single.least {
            plans.push((vec![(lever.clone(), by)], number));
        }
    }
    portrait.reach = reach(&levers, &singles, goal, baseline);
    if budget > 1 {
        observer.progress(1, 2, "combinations");
        let (more, runs) = search.combine(&levers, &singles, budget, baseline)?;
        portrait.runs += runs;
        plans.extend(more);
    }
    observer.progress(2, 2, "");
    let cost = |plan: &[(Lever, f64)]| plan.iter().map(|(lever, by)| lever.cost * by.abs() / lever.width).sum::<f64>();
    plans.sort_by(|a, b| cost(&a.0).total_cmp(&cost(&b.0)).then(a.0.len().cmp(&b.0.len())));
    let mut seen = BTreeSet::new();
    plans.retain(|(plan, _)| seen.insert(plan.iter().map(|(lever, _)| lever.index).collect::<Vec<_>>()));
    let next = plans.get(1).map(|(plan, _)| cost(plan));
    let linear = goal.finding.ends_with(".compromise");
    let full = Probe::new(case, options, changes, vec![&goal.finding], options.draws, known)?;
    plans.truncate(CHECKED);
    let mut checked = Vec::new();
    for (plan, _) in &plans {
        checked.extend(checked_plan(&full, goal, plan, observer)?);
    }
    let mut plans = checked;
    plans.sort_by(|a, b| cost(&a.0).total_cmp(&cost(&b.0)));
    for (rank, (plan, number)) in plans.iter().enumerate() {
        let alone = (rank == 0 && plan.len() == 1).then(|| plan[0].1.abs() / plan[0].0.width);
        let position = |lever: &Lever| {
            matches!(lever.path, QuantityPath::Stake { stake: detente_model::path::Stake::Position, .. })
        };
        portrait.plans.push(LeverPlan {
            moves: plan.iter().map(|(lever, by)| told(case, lever, *by)).collect(),
            cost: cost(plan),
            number: *number,
            // Where an outcome rises with a position, the least move is the least.
            exact: linear && plan.len() == 1 && position(&plan[0].0),
            switch: alone.zip(next).map(|(share, next)| next / share),
        });
    }
    if let Some(own) = own {
        let path = &case.quantities.get(own).path;
        portrait.notes.push(format!("`{path}` is what the goal is about, and no lever for it."));
    }
    if levers.iter().any(|lever| lever.assumed) {
        portrait.notes.push(
            "Where the case gives no cost, moving a quantity over its whole range costs 1: an assumption.".to_owned(),
        );
    }
    if budget > 1 {
        portrait.notes.push(format!("Combinations are searched among the {COMBINED} levers that lead farthest for their cost: a cheaper one may exist."));
    }
    Ok(portrait)
}

/// The quantity of which a finding is a mere reading: moving it would be the goal itself, and no lever for it.
fn own_quantity(goal: &Goal, found: &Probed) -> Option<usize> {
    let reading = ["factors.", "ties."].iter().any(|start| goal.finding.starts_with(start))
        || (goal.finding.starts_with("geometry.") && goal.finding.contains(".length:"));
    let mut read = found.read.iter().copied();
    let first = read.next().filter(|_| reading)?;
    read.next().is_none().then_some(first)
}

/// A plan over all draws of the run, its last move stretched little by little where it misses the goal; `None` where that does not help.
fn checked_plan(
    probe: &Probe<'_>,
    goal: &Goal,
    plan: &Plan,
    observer: &dyn Observer,
) -> Result<Option<(Plan, f64)>, RunError> {
    let mut plan = plan.clone();
    for _ in 0..STRETCHED {
        let change = |(lever, by): &(Lever, f64)| {
            GroundedChange::from(Change::Shift { path: lever.path.clone(), by: rounded(*by) })
        };
        let changes: Vec<GroundedChange> = plan.iter().map(change).collect();
        let number = probe.ask(&changes, &Mixed::new(), observer)?.and_then(|found| found.mean());
        if let Some(number) = number.filter(|number| goal.reached(*number)) {
            return Ok(Some((plan, number)));
        }
        if let Some((lever, by)) = plan.last_mut() {
            *by += lever.width / 400.0 * lever.most.signum();
        }
    }
    Ok(None)
}

/// A move as it is told and judged.
fn rounded(by: f64) -> f64 {
    format!("{by:.6}").parse().unwrap_or(by)
}

fn told(case: &Case, lever: &Lever, by: f64) -> LeverMove {
    let change = Change::Shift { path: lever.path.clone(), by: rounded(by) };
    LeverMove {
        quantity: lever.path.to_string(),
        change: change.to_string(),
        by,
        from: lever.mode,
        cost_of_range: lever.cost,
        cost_assumed: lever.assumed,
        claims: case.quantities.get(lever.index).evidence.clone(),
    }
}

fn reach(levers: &[Lever], singles: &[Single], goal: &Goal, baseline: f64) -> Vec<LeverReach> {
    let mut best: BTreeMap<usize, (f64, LeverReach)> = BTreeMap::new();
    for (lever, single) in levers.iter().zip(singles) {
        let progress = goal.progress(baseline, single.farthest);
        let told = LeverReach { quantity: lever.path.to_string(), by: lever.most, number: single.farthest };
        match best.get(&lever.index) {
            Some((known, _)) if *known >= progress => {}
            _ => {
                let _ = best.insert(lever.index, (progress, told));
            }
        }
    }
    let mut list: Vec<(f64, LeverReach)> = best.into_values().filter(|(progress, _)| *progress > 0.0).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.quantity.cmp(&b.1.quantity)));
    list.into_iter().map(|(_, told)| told).take(TOLD).collect()
}

/// Levers with how far each is moved.
type Plan = Vec<(Lever, f64)>;

/// What a lever does alone.
struct Single {
    /// The least move that reaches the goal, and where it leads.
    least: Option<(f64, f64)>,
    /// The number nearest to the goal over the steps.
    farthest: f64,
    runs: u64,
}

struct Search<'s> {
    case: &'s Case,
    options: &'s Options,
    goal: &'s Goal,
    probe: &'s Probe<'s>,
    observer: &'s dyn Observer,
}

impl Search<'_> {
    /// Every quantity that can be moved, both ways: those behind the finding, and those that influences carry to them; never `own`, of
    /// which the finding is a mere reading.
    fn levers(&self, behind: &BTreeSet<usize>, own: Option<usize>, changes: &[GroundedChange]) -> Vec<Lever> {
        let reading = Reading::until(self.case, self.options.as_of, changes, self.options.horizon);
        let mut all = behind.clone();
        all.extend(CaseMap::of(&reading).upstream(behind));
        let mut found = Vec::new();
        for index in all.into_iter().filter(|index| reading.counts(*index) && Some(*index) != own) {
            let quantity = self.case.quantities.get(index);
            let statement = matches!(quantity.path, QuantityPath::Statement { weight: false, .. });
            let (low, high) = quantity.range;
            if !(quantity.path.may_move() || statement) || high <= low {
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

    fn number(&self, moves: &[(&Lever, f64)]) -> Result<f64, RunError> {
        if self.observer.stopped() {
            return Err(RunError::Stopped);
        }
        let change =
            |(lever, by): &(&Lever, f64)| GroundedChange::from(Change::Shift { path: lever.path.clone(), by: *by });
        let changes: Vec<GroundedChange> = moves.iter().map(change).collect();
        let found = self.probe.ask(&changes, &Mixed::new(), self.observer)?;
        Ok(found.and_then(|found| found.mean()).unwrap_or(f64::NAN))
    }

    /// The least move of `lever` on top of `others` that reaches the goal.
    fn least(&self, others: &[(&Lever, f64)], lever: &Lever) -> Result<Single, RunError> {
        let at = |by: f64| {
            let mut moves = others.to_vec();
            moves.push((lever, by));
            self.number(&moves)
        };
        let mut runs = 0;
        let mut farthest: Option<f64> = None;
        let mut below = 0.0;
        for step in 1..=STEPS {
            let by = lever.most * step as f64 / STEPS as f64;
            let number = at(by)?;
            runs += 1;
            if !number.is_nan() && farthest.is_none_or(|known| self.goal.progress(known, number) > 0.0) {
                farthest = Some(number);
            }
            if self.goal.reached(number) {
                let (mut short, mut enough, mut led) = (below, by, number);
                for _ in 0..HALVINGS {
                    let middle = 0.5 * (short + enough);
                    let number = at(middle)?;
                    runs += 1;
                    if self.goal.reached(number) { (enough, led) = (middle, number) } else { short = middle }
                }
                // A rounder number, if it does as well.
                let grain = lever.width / 1_000.0;
                let round = (enough / grain).abs().ceil() * grain * lever.most.signum();
                let number = at(round)?;
                if self.goal.reached(number) && round.abs() <= lever.most.abs() {
                    (enough, led) = ((round / grain).round() * grain, number);
                }
                return Ok(Single { least: Some((enough, led)), farthest: farthest.unwrap_or(led), runs });
            }
            below = by;
        }
        Ok(Single { least: None, farthest: farthest.unwrap_or(f64::NAN), runs })
    }

    fn single(&self, lever: &Lever) -> Result<Single, RunError> {
        // A lever that leads nowhere at its end, nor halfway, is not looked at more closely.
        let (end, half) = (self.number(&[(lever, lever.most)])?, self.number(&[(lever, 0.5 * lever.most)])?);
        if end == half && !self.goal.reached(end) {
            return Ok(Single { least: None, farthest: end, runs: 2 });
        }
        let found = self.least(&[], lever)?;
        Ok(Single { runs: found.runs + 2, ..found })
    }

    /// Plans of several changes: parts of the way with one lever, the rest with the next.
    fn combine(
        &self,
        levers: &[Lever],
        singles: &[Single],
        budget: usize,
        baseline: f64,
    ) -> Result<(Vec<(Plan, f64)>, u64), RunError> {
        let worth = |place: usize| self.goal.progress(baseline, singles[place].farthest) / levers[place].cost;
        let mut order: Vec<usize> = (0..levers.len()).filter(|place| worth(*place) > 0.0).collect();
        order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
        order.truncate(COMBINED);
        let mut starts: Vec<Vec<(Lever, f64)>> = Vec::new();
        for &place in &order {
            let whole = singles[place].least.map_or(levers[place].most, |(by, _)| by);
            starts.extend(
                [0.25, 0.5, 0.75, 1.0]
                    .iter()
                    .filter(|share| **share < 1.0 || singles[place].least.is_none())
                    .map(|share| vec![(levers[place].clone(), whole * share)]),
            );
        }
        let (mut found, mut runs) = (Vec::new(), 0);
        for size in 2..=budget {
            let tasks: Vec<(Vec<(Lever, f64)>, usize)> = starts
                .iter()
                .flat_map(|start| order.iter().map(move |place| (start.clone(), *place)))
                .filter(|(start, place)| start.iter().all(|(lever, _)| lever.index != levers[*place].index))
                .collect();
            let done: Result<Vec<_>, RunError> = tasks
                .into_par_iter()
                .map(|(start, place)| {
                    let others: Vec<(&Lever, f64)> = start.iter().map(|(lever, by)| (lever, *by)).collect();
                    let single = self.least(&others, &levers[place])?;
                    Ok((start, place, single))
                })
                .collect();
            let mut open: Vec<(f64, Vec<(Lever, f64)>)> = Vec::new();
            for (mut start, place, single) in done? {
                runs += single.runs;
                match single.least {
                    Some((by, number)) => {
                        start.push((levers[place].clone(), by));
                        start.sort_by_key(|(lever, _)| lever.index);
                        found.push((start, number));
                    }
                    None => {
                        start.push((levers[place].clone(), levers[place].most));
                        open.push((self.goal.progress(baseline, single.farthest), start));
                    }
                }
            }
            if size < budget {
                open.sort_by(|a, b| b.0.total_cmp(&a.0));
                starts = open.into_iter().take(COMBINED).map(|(_, start)| start).collect();
            }
        }
        Ok((found, runs))
    }
}
