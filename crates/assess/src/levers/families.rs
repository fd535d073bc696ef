//! Plans over all draws of the run, and those together that cost and do the same.

use std::collections::BTreeMap;

use detente_case::measure::COMPROMISE;
use detente_case::path::Stake;
use detente_case::{Case, Change, Goal, QuantityPath};
use detente_results::{LeverMove, LeverPlan};
use rayon::prelude::*;

use super::combine::{Bought, Set, last_told, same};
use super::search::{Lever, Search};
use crate::probe::{Mixed, Probe};
use detente_method::GroundedChange;
use detente_method::RunError;

/// Plans that are judged over all draws.
const JUDGED: usize = 48;
/// Times that a plan is stretched where it misses the goal over all draws.
const STRETCHED: usize = 10;

/// A plan as all draws judge it.
#[derive(Debug, Clone)]
pub(super) struct Judged<'l> {
    moves: Vec<(&'l Lever, f64)>,
    cost: f64,
    number: f64,
}

/// Plans that cost and do the same, never none.
pub(super) type Family<'l> = Vec<Judged<'l>>;

/// The cheapest plans, judged over all draws, those together that cost and do the same; and how many as cheap were not judged.
pub(super) fn families<'l>(
    search: &Search<'_>,
    full: &Probe<'_>,
    levers: &'l [Lever],
    plans: &BTreeMap<Set, Bought>,
) -> Result<(Vec<Family<'l>>, usize), RunError> {
    let mut cheapest: Vec<(&Set, &Bought)> = plans.iter().collect();
    cheapest.sort_by(|(a, x), (b, y)| x.cost.total_cmp(&y.cost).then(a.len().cmp(&b.len())).then(a.cmp(b)));
    let last = last_told(cheapest.iter().map(|(_, plan)| plan.cost).collect());
    let due = cheapest.iter().take_while(|(_, plan)| plan.cost <= last || same(plan.cost, last)).count();
    let chosen = &cheapest[..due.min(JUDGED)];
    let judge = |(set, plan): &(&Set, &Bought)| {
        let moves = set.iter().map(|place| &levers[*place]).zip(plan.moves.iter().copied()).collect();
        judged(search, full, moves)
    };
    let judged: Result<Vec<Option<Judged<'l>>>, RunError> = chosen.par_iter().map(judge).collect();
    let mut judged: Vec<Judged<'l>> = judged?.into_iter().flatten().collect();
    judged.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut found: Vec<Family<'l>> = Vec::new();
    for plan in judged {
        let alike = |family: &&mut Family<'_>| same(family[0].cost, plan.cost) && same(family[0].number, plan.number);
        match found.iter_mut().find(alike) {
            Some(family) => family.push(plan),
            None => found.push(vec![plan]),
        }
    }
    Ok((found, due - chosen.len()))
}

/// A plan over all draws of the run, its last move stretched little by little where it misses the goal; `None` where that does not help.
fn judged<'l>(
    search: &Search<'_>,
    full: &Probe<'_>,
    mut moves: Vec<(&'l Lever, f64)>,
) -> Result<Option<Judged<'l>>, RunError> {
    for _ in 0..STRETCHED {
        let change = |(lever, by): &(&Lever, f64)| GroundedChange::from(shift(lever, *by));
        let changes: Vec<GroundedChange> = moves.iter().map(change).collect();
        let number = full.ask(&changes, &Mixed::new(), search.observer)?.and_then(|found| found.mean());
        if let Some(number) = number.filter(|number| search.goal.reached(*number)) {
            let cost = moves.iter().map(|(lever, by)| lever.cost_of(*by)).sum();
            return Ok(Some(Judged { moves, cost, number }));
        }
        if let Some((lever, by)) = moves.last_mut() {
            *by += lever.width / 400.0 * lever.most.signum();
        }
    }
    Ok(None)
}

/// A move as it is told and judged.
fn shift(lever: &Lever, by: f64) -> Change {
    Change::Shift { path: lever.path.clone(), by: format!("{by:.6}").parse().unwrap_or(by) }
}

/// Families as they are told.
pub(super) fn told(case: &Case, goal: &Goal, families: &[Family<'_>]) -> Vec<LeverPlan> {
    let plan = |family: &Family<'_>| {
        let first = &family[0];
        LeverPlan {
            moves: first.moves.iter().map(|(lever, by)| move_told(case, lever, *by)).collect(),
            cost: first.cost,
            number: first.number,
            exact: is_exact(goal, first),
            alike: family[1..].iter().map(typed).collect(),
            switch: None,
        }
    };
    let mut plans: Vec<LeverPlan> = families.iter().map(plan).collect();
    let all: Vec<&Judged<'_>> = families.iter().flatten().collect();
    if let (Some(first), [cheapest, others @ ..]) = (plans.first_mut(), &all[..]) {
        first.switch = switch(cheapest, others);
    }
    plans
}

/// Where an outcome rises with a position, the least move is the least.
fn is_exact(goal: &Goal, plan: &Judged<'_>) -> bool {
    let [(lever, _)] = &plan.moves[..] else { return false };
    let position = matches!(lever.path, QuantityPath::Stake { stake: Stake::Position, .. });
    goal.finding.measure() == Some(COMPROMISE) && position
}

fn typed(plan: &Judged<'_>) -> String {
    plan.moves.iter().map(|(lever, by)| shift(lever, *by).to_string()).collect::<Vec<String>>().join(" ")
}

/// The cost of the whole range of the one quantity of a plan at which another plan is as cheap; others may move that quantity too.
fn switch(cheapest: &Judged<'_>, others: &[&Judged<'_>]) -> Option<f64> {
    let [(lever, by)] = &cheapest.moves[..] else { return None };
    let share = |(own, by): &(&Lever, f64)| if own.index == lever.index { by.abs() / own.width } else { 0.0 };
    let here = by.abs() / lever.width;
    let as_cheap = |other: &&Judged<'_>| {
        let there: f64 = other.moves.iter().map(share).sum();
        (here > there).then(|| (other.cost - lever.cost * there) / (here - there))
    };
    others.iter().filter_map(as_cheap).min_by(f64::total_cmp)
}

fn move_told(case: &Case, lever: &Lever, by: f64) -> LeverMove {
    LeverMove {
        quantity: lever.path.clone(),
        change: shift(lever, by).to_string(),
        by,
        from: lever.mode,
        cost_of_range: lever.cost,
        cost_assumed: lever.assumed,
        claims: case.quantities.get(lever.index).evidence.clone(),
    }
}
