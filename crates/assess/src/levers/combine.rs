//! Levers together: sets of them, the smaller first, and for each the cheapest way to share a cost that reaches the goal.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::LeverBudget;
use super::search::{HALVINGS, Lever, Moved, Search, Single};
use detente_method::RunError;

/// Parts in which the levers of a set share a cost, and how often the best shares are refined by half.
const PARTS: u32 = 8;
const FINER: u32 = 2;
/// A whole cost in the finest parts.
const WHOLE: u32 = PARTS << FINER;
/// Sets looked at side by side; what they find bounds those after them.
const BATCH: usize = 32;
/// Costs told: what costs more than the last of them is not looked for.
const KEPT: usize = 6;
/// A set is told where it costs at most this part of what some of its levers do alone.
const WORTH: f64 = 0.995;
/// How much cheaper another way to share must be to be narrowed down.
const BETTER: f64 = 0.998;
/// How near two numbers are that count as one, as a part of them.
const SAME: f64 = 1e-9;

/// Places of levers in the list, ascending.
pub(super) type Set = Vec<usize>;

/// A plan: the moves of the levers of a set, in its order.
#[derive(Debug, Clone)]
pub(super) struct Bought {
    pub moves: Vec<f64>,
    pub cost: f64,
}

/// Plans by set, and how far the search came.
pub(super) struct Combined {
    pub plans: BTreeMap<Set, Bought>,
    /// Sets of two levers and more that there are, and those of them that were looked at.
    pub sets: u64,
    pub looked_at: u64,
    pub runs: u64,
}

/// What came of one set.
struct Looked {
    /// Whether the goal is reached with every lever moved as far as the whole cost buys: sets with more levers must be looked at too.
    open: bool,
    plan: Option<Bought>,
    runs: u64,
}

/// The cheapest way to share so far.
struct Way {
    shares: Vec<u32>,
    plan: Bought,
}

/// One set while its cheapest plan is looked for.
struct Sharing<'s> {
    search: &'s Search<'s>,
    levers: Vec<&'s Lever>,
    bound: f64,
    best: Option<Way>,
    runs: u64,
}

/// Plans of one lever and of sets of them, until the budget is over. A set of two and more is looked at for plans that are cheaper
/// than what each part of it does, and than the sixth cheapest so far.
pub(super) fn combine(
    search: &Search<'_>,
    levers: &[Lever],
    singles: &[Single],
    budget: LeverBudget,
    baseline: f64,
) -> Result<Combined, RunError> {
    let alone = |(place, single): (usize, &Single)| {
        single.least.map(|by| (vec![place], Bought { moves: vec![by], cost: levers[place].cost_of(by) }))
    };
    let plans = singles.iter().enumerate().filter_map(alone).collect();
    let mut found = Combined { plans, sets: 0, looked_at: 0, runs: 0 };
    let worth: Vec<f64> = levers
        .iter()
        .zip(singles)
        .map(|(lever, single)| search.goal.progress(baseline, single.farthest) / lever.cost_of(lever.most))
        .collect();
    let sizes: Vec<Vec<Set>> = (2..=budget.changes).map(|size| sets(levers, size, &worth)).collect();
    found.sets = sizes.iter().map(|sets| sets.len() as u64).sum();
    let mut open: BTreeSet<Set> = BTreeSet::new();
    for batch in sizes.iter().flat_map(|sets| sets.chunks(BATCH)) {
        if found.runs >= budget.runs {
            break;
        }
        search.observer.progress(found.looked_at as usize, found.sets as usize, "combinations");
        let all = sixth(&found.plans);
        let look = |set: &Set| {
            let known = parts(set).any(|part| open.contains(&part));
            let least = parts_of_any_size(set).filter_map(|part| found.plans.get(&part)).map(|plan| plan.cost);
            let bound = least.fold(f64::INFINITY, f64::min) * WORTH;
            let levers = set.iter().map(|place| &levers[*place]).collect();
            Sharing { search, levers, bound: bound.min(all), best: None, runs: 0 }.look(known)
        };
        let looked: Result<Vec<Looked>, RunError> = batch.par_iter().map(look).collect();
        for (set, looked) in batch.iter().zip(looked?) {
            found.runs += looked.runs;
            found.looked_at += 1;
            open.extend(looked.open.then(|| set.clone()));
            found.plans.extend(looked.plan.map(|plan| (set.clone(), plan)));
        }
    }
    Ok(found)
}

/// Sets of `size` levers of different quantities, those first that do most for their cost one by one.
fn sets(levers: &[Lever], size: usize, worth: &[f64]) -> Vec<Set> {
    let mut all: Vec<Set> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |set: &Set| {
            let from = set.last().map_or(0, |last| last + 1);
            let free = |place: &usize| set.iter().all(|known| levers[*known].index != levers[*place].index);
            let with = |place: usize| set.iter().copied().chain([place]).collect::<Set>();
            (from..levers.len()).filter(free).map(with).collect::<Vec<Set>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    let sum = |set: &Set| set.iter().map(|place| worth[*place]).sum::<f64>();
    all.sort_by_cached_key(|set| (std::cmp::Reverse(Ordered(sum(set))), set.clone()));
    all
}

/// A number with an order.
#[derive(PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The set without one of its levers.
fn parts(set: &Set) -> impl Iterator<Item = Set> {
    (0..set.len())
        .map(|out| set.iter().enumerate().filter(|(place, _)| *place != out).map(|(_, lever)| *lever).collect())
}

/// What is left of the set when some of its levers are taken out, but not all.
fn parts_of_any_size(set: &Set) -> impl Iterator<Item = Set> {
    let some = |mask: usize| move |(place, _): &(usize, &usize)| mask & (1 << place) != 0;
    (1..(1_usize << set.len()) - 1)
        .map(move |mask| set.iter().enumerate().filter(some(mask)).map(|(_, lever)| *lever).collect())
}

/// What a plan must not cost more than to be told: the sixth of the different costs so far, and a little more, for plans as cheap.
fn sixth(plans: &BTreeMap<Set, Bought>) -> f64 {
    last_told(plans.values().map(|plan| plan.cost).collect()) * 1.001
}

/// The last of the different costs that are told; without end where there are fewer.
pub(super) fn last_told(mut costs: Vec<f64>) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs.dedup_by(|a, b| same(*a, *b));
    costs.get(KEPT - 1).copied().unwrap_or(f64::INFINITY)
}

/// Whether two numbers count as one.
pub(super) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs()).max(1.0)
}

/// All ways to share a whole among `count` levers in eighths, the even ones first.
fn shares(count: usize) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = vec![Vec::new()];
    for place in 1..=count {
        let longer = |shares: &Vec<u32>| {
            let left = PARTS - shares.iter().sum::<u32>();
            let range = if place == count { left..=left } else { 1..=left.saturating_sub((count - place) as u32) };
            range.map(|own| shares.iter().copied().chain([own]).collect::<Vec<u32>>()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    let spread =
        |shares: &Vec<u32>| shares.iter().max().copied().unwrap_or(0) - shares.iter().min().copied().unwrap_or(0);
    all.sort_by_key(|shares| (spread(shares), shares.clone()));
    all.iter().map(|shares| shares.iter().map(|own| own << FINER).collect()).collect()
}

impl Sharing<'_> {
    /// The cheapest plan below the bound. Where no corner of what the bound buys reaches the goal nothing within does, as long as each
    /// lever, the others held, leads one way; `known` says that a corner with fewer levers does.
    fn look(mut self, known: bool) -> Result<Looked, RunError> {
        let corner: Vec<f64> = self.levers.iter().map(|lever| lever.bought_for(self.bound)).collect();
        let open = known || self.reached(&corner)?;
        if open {
            for shares in shares(self.levers.len()) {
                self.along(shares)?;
            }
            self.refine()?;
        }
        Ok(Looked { open, plan: self.best.map(|best| best.plan), runs: self.runs })
    }

    /// Shares near the best.
    fn refine(&mut self) -> Result<(), RunError> {
        for finer in 1..=FINER {
            let step = 1 << (FINER - finer);
            let Some(shares) = self.best.as_ref().map(|best| best.shares.clone()) else { break };
            for (from, to) in (0..shares.len()).flat_map(|from| (0..shares.len()).map(move |to| (from, to))) {
                if from != to && shares[from] > step {
                    let mut near = shares.clone();
                    near[from] -= step;
                    near[to] += step;
                    self.along(near)?;
                }
            }
        }
        Ok(())
    }

    /// The least cost at which the goal is reached with these shares, where that is below the best.
    fn along(&mut self, shares: Vec<u32>) -> Result<(), RunError> {
        let part = |own: &u32| f64::from(*own) / f64::from(WHOLE);
        // Far enough for all to come to their ends.
        let ends = self.levers.iter().zip(&shares).map(|(lever, own)| lever.cost_of(lever.most) / part(own));
        let limit = self.best.as_ref().map_or(self.bound, |best| best.plan.cost * BETTER);
        let mut enough = ends.fold(0.0, f64::max).min(limit);
        let levers = self.levers.clone();
        let moves = |cost: f64| -> Vec<f64> {
            levers.iter().zip(&shares).map(|(lever, own)| lever.bought_for(cost * part(own))).collect()
        };
        if !self.reached(&moves(enough))? {
            return Ok(());
        }
        let mut short = 0.0;
        for _ in 0..HALVINGS {
            let middle = 0.5 * (short + enough);
            if self.reached(&moves(middle))? { enough = middle } else { short = middle }
        }
        let moves = moves(enough);
        // A lever that has come to its end leaves some of the cost over.
        let cost: f64 = levers.iter().zip(&moves).map(|(lever, by)| lever.cost_of(*by)).sum();
        if self.best.as_ref().is_none_or(|best| cost < best.plan.cost) {
            self.best = Some(Way { shares, plan: Bought { moves, cost } });
        }
        Ok(())
    }

    fn reached(&mut self, moves: &[f64]) -> Result<bool, RunError> {
        self.runs += 1;
        let moves: Vec<Moved<'_>> = self.levers.iter().copied().zip(moves.iter().copied()).collect();
        Ok(self.search.goal.reached(self.search.number(&moves)?))
    }
}
