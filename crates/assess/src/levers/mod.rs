//! The cheapest changes that reach a goal.

mod combine;
mod families;
mod search;

use std::collections::BTreeMap;

use detente_case::case::Wanted;
use detente_case::measure::{AFFINITY, LENGTH, LEVEL};
use detente_case::{Case, Goal};
use detente_results::{GoalLevers, GoalResult, LeverReach, LeversResult};
use rayon::prelude::*;

use crate::probe::{Mixed, Probe, Probed};
use combine::{Combined, combine};
use detente_method::Samples;
use detente_method::{GroundedChange, Options};
use detente_method::{Observer, RunError};
use families::{families, told};
use search::{Lever, Search, Single};

/// Draws over which a plan is judged.
pub(crate) const DRAWS: u32 = 300;
/// Quantities told by how far they lead.
const TOLD: usize = 12;

/// How much may be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeverBudget {
    /// Most changes in a plan.
    pub changes: usize,
    /// Runs of the engine for plans of several changes: no set of levers is begun on after them. Counted, so that the answer is the same
    /// on every machine.
    pub runs: u64,
}

impl LeverBudget {
    /// Runs where nothing else is said.
    pub const RUNS: u64 = 20_000;

    /// Plans of up to so many changes.
    pub fn of(changes: usize) -> Self {
        Self { changes, runs: Self::RUNS }
    }
}

fn goal_told(goal: &Goal) -> GoalResult {
    GoalResult { finding: goal.finding.clone(), at_least: goal.at_least, bound: goal.bound }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LeverError {
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
        let (found, note) =
            match levers_with(case, options, &wanted.goal, &[], LeverBudget::of(wanted.changes), known, observer) {
                Ok(found) => (Some(found), String::new()),
                Err(LeverError::Run(error)) => return Err(error),
                Err(error) => (None, error.to_string()),
            };
        Ok(GoalLevers { id: wanted.id.text.clone(), title: wanted.title.clone(), found, note })
    };
    case.goals.iter().map(told).collect()
}

/// The cheapest plans that reach a goal. Each quantity behind the finding, or upstream of one by links, is moved both ways, the goal's
/// own quantity apart; the smallest move is narrowed down by halving behind the first of eight steps that reaches the goal. Sets of levers
/// up to the budget share a cost in eighths, refined near the best; sets within whose bound no corner reaches the goal are left.
///
/// # Errors
/// [`LeverError`].
pub(crate) fn levers(
    case: &Case,
    options: &Options,
    goal: &Goal,
    changes: &[GroundedChange],
    budget: LeverBudget,
    observer: &dyn Observer,
) -> Result<LeversResult, LeverError> {
    levers_with(case, options, goal, changes, budget, &Samples::default(), observer)
}

/// The same where draws of the run are known.
fn levers_with(
    case: &Case,
    options: &Options,
    goal: &Goal,
    changes: &[GroundedChange],
    budget: LeverBudget,
    known: &Samples,
    observer: &dyn Observer,
) -> Result<LeversResult, LeverError> {
    let probe = Probe::new(case, options, changes, vec![&goal.finding], DRAWS, known)?;
    let unknown = || LeverError::Unknown(goal.finding.to_string());
    let first = probe.ask(&[], &Mixed::new(), observer)?.ok_or_else(unknown)?;
    let baseline = first.mean().ok_or_else(|| LeverError::Undefined(goal.finding.to_string()))?;
    let search = Search { case, options, goal, probe: &probe, observer };
    let own = own_quantity(goal, &first);
    let levers = search.levers(&first.behind, own, changes);
    let mut result = LeversResult {
        goal: goal_told(goal),
        label: first.label.clone(),
        baseline,
        already: goal.reached(baseline),
        budget: budget.changes,
        tried: levers.len() / 2,
        runs: 1,
        sets: 0,
        looked_at: 0,
        complete: true,
        plans: Vec::new(),
        reach: Vec::new(),
        notes: Vec::new(),
    };
    if result.already {
        return Ok(result);
    }
    observer.progress(0, 2, "single changes");
    let singles: Result<Vec<Single>, RunError> = levers.par_iter().map(|lever| search.single(lever)).collect();
    let singles = singles?;
    result.reach = reach(&levers, &singles, goal, baseline);
    let combined = combine(&search, &levers, &singles, budget, baseline)?;
    observer.progress(2, 2, "");
    let full = Probe::new(case, options, changes, vec![&goal.finding], options.draws, known)?;
    let (families, unjudged) = families(&search, &full, &levers, &combined.plans)?;
    result.plans = told(case, goal, &families);
    result.runs += singles.iter().map(|single| single.runs).sum::<u64>() + combined.runs;
    (result.sets, result.looked_at) = (combined.sets, combined.looked_at);
    result.complete = combined.looked_at == combined.sets && unjudged == 0;
    result.notes = notes(case, budget, own, &levers, &combined, unjudged);
    Ok(result)
}

/// What to know when reading plans.
fn notes(
    case: &Case,
    budget: LeverBudget,
    own: Option<usize>,
    levers: &[Lever],
    combined: &Combined,
    unjudged: usize,
) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(own) = own {
        let path = &case.quantities.get(own).path;
        notes.push(format!("`{path}` is what the goal is about, and no lever for it."));
    }
    if levers.iter().any(|lever| lever.assumed) {
        notes.push(
            "Where the case gives no cost, moving a quantity over its whole range costs 1: an assumption.".to_owned(),
        );
    }
    let Combined { sets, looked_at, .. } = combined;
    if looked_at < sets {
        notes.push(format!(
            "The search ended after {} runs, with {looked_at} of the {sets} sets of up to {} levers looked at, those that do most for \
             their cost one by one first: among the others there may be cheaper plans. More runs look farther.",
            budget.runs, budget.changes
        ));
    } else if *sets > 0 {
        notes.push(format!(
            "All {sets} sets of up to {} levers were looked at: the levers of a set share its cost in eighths, in thirty-seconds near \
             the best, so that a plan may cost a little less with other shares.",
            budget.changes
        ));
    }
    if unjudged > 0 {
        notes.push(format!("{unjudged} more plans cost as little as these and were not judged."));
    }
    notes
}

/// The quantity of which a finding is a mere reading: moving it would be the goal itself, and no lever for it.
fn own_quantity(goal: &Goal, found: &Probed) -> Option<usize> {
    let reading = goal.finding.measure().is_some_and(|measure| [LEVEL, AFFINITY, LENGTH].contains(&measure));
    let mut read = found.read.iter().copied();
    let first = read.next().filter(|_| reading)?;
    read.next().is_none().then_some(first)
}

fn reach(levers: &[Lever], singles: &[Single], goal: &Goal, baseline: f64) -> Vec<LeverReach> {
    let mut best: BTreeMap<usize, (f64, LeverReach)> = BTreeMap::new();
    for (lever, single) in levers.iter().zip(singles) {
        let progress = goal.progress(baseline, single.farthest);
        let told = LeverReach { quantity: lever.path.clone(), by: lever.most, number: single.farthest };
        match best.get(&lever.index) {
            Some((known, _)) if *known >= progress => {}
            _ => {
                let _ = best.insert(lever.index, (progress, told));
            }
        }
    }
    let mut list: Vec<(f64, LeverReach)> = best.into_values().filter(|(progress, _)| *progress > 0.0).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.quantity.cmp_text(&b.1.quantity)));
    list.into_iter().map(|(_, told)| told).take(TOLD).collect()
}
