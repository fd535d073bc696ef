//! Votes, strengths of coalitions, and from them the probability of each option.

use super::distance;
use super::params::{Params, PceModel, VictoryModel};

/// A voting rule: what a difference of utilities is worth as a vote.
pub(super) trait Rule {
    /// Whether a difference in the last bit can turn a vote.
    const STEEP: bool;
    /// The vote of weight `weight` for a difference of utilities: its strength, signed.
    fn vote(weight: f64, difference: f64) -> f64;
}

/// A difference as a step from -1 to 1.
fn step(difference: f64) -> f64 {
    (difference / 1e-8).clamp(-1.0, 1.0)
}

macro_rules! rules {
    ($($name:ident($weight:ident, $difference:ident), $steep:expr, $vote:expr;)*) => {$(
        pub(super) struct $name;
        impl Rule for $name {
            const STEEP: bool = $steep;
            fn vote($weight: f64, $difference: f64) -> f64 {
                $vote
            }
        }
    )*};
}

rules! {
    Prop(w, t), false, w * t;
    Binary(w, t), true, w * step(t);
    PropBin(w, t), true, w * (0.8 * t + 0.2 * step(t));
    PropCbc(w, t), false, w * (0.5 * t + 0.5 * t * t * t);
    Cubic(w, t), false, w * t * t * t;
    ASymProsp(w, t), false, if t < 0.0 { w * t } else { w * t * 2.0 / 3.0 };
}

/// What is above 0 of a number.
pub(super) fn part(x: f64) -> f64 {
    if x > 0.0 { x } else { 0.0 }
}

/// Room for contests, used again from one to the next.
#[derive(Debug, Default)]
pub(super) struct Contest {
    strength: Vec<f64>,
    wins: Vec<f64>,
    with: Vec<f64>,
    against: Vec<f64>,
    /// Probability of each option in the last contest.
    pub p: Vec<f64>,
}

impl Contest {
    /// Finds the probability of each of `options` options, where row k of `utility` holds what actor k gets by each; whether it settled.
    ///
    /// O(actors · options²).
    pub fn hold<R: Rule>(&mut self, params: &Params, weights: &[f64], options: usize, utility: &[f64]) -> bool {
        self.vote::<R>(weights, options, utility);
        self.wins.clear();
        self.wins.resize(options * options, 0.5);
        for i in 0..options {
            for j in 0..i {
                let (one, other) = (self.strength[i * options + j], self.strength[j * options + i]);
                let (first, second) = victory(params.victory, one, other);
                self.wins[i * options + j] = first;
                self.wins[j * options + i] = second;
            }
        }
        let (strength, wins) = (&self.strength, &self.wins);
        match params.pce {
            PceModel::Conditional => {
                conditional(wins, options, &mut self.p);
                true
            }
            PceModel::MarkovUniform => {
                let step = |p: &[f64], i: usize| -> f64 {
                    (0..options).map(|j| wins[i * options + j] * (p[i] + p[j])).sum::<f64>() / options as f64
                };
                settle(options, 1e-6, 100_000, &mut self.p, step)
            }
            PceModel::MarkovIncentive => {
                let incentive = incentives(strength, wins, options);
                let step = |p: &[f64], i: usize| -> f64 {
                    let term = |j: usize| {
                        wins[i * options + j] * (p[i] * incentive[j * options + i] + p[j] * incentive[i * options + j])
                    };
                    (0..options).map(term).sum()
                };
                let most = if params.compat.has(8) { 1_000 } else { 100_000 };
                settle(options, 1e-8, most, &mut self.p, step)
            }
        }
    }

    /// Strength of the coalition for the first of a pair against the second; each pair is put to the vote once.
    fn vote<R: Rule>(&mut self, weights: &[f64], options: usize, utility: &[f64]) {
        /// Below this the loop over actors is the inner one.
        const FEW: usize = 6;
        self.strength.clear();
        self.strength.resize(options * options, 1e-8);
        if options < FEW {
            for (i, j) in (0..options).flat_map(|i| (0..i).map(move |j| (i, j))) {
                let (mut with, mut against) = (1e-8, 1e-8);
                for (weight, row) in weights.iter().zip(utility.chunks_exact(options)) {
                    let voted = R::vote(*weight, row[i] - row[j]);
                    with += part(voted);
                    against += part(-voted);
                }
                self.strength[i * options + j] = with;
                self.strength[j * options + i] = against;
            }
            return;
        }
        for i in 0..options {
            for side in [&mut self.with, &mut self.against] {
                side.clear();
                side.resize(i, 1e-8);
            }
            for (weight, row) in weights.iter().zip(utility.chunks_exact(options)) {
                let own = row[i];
                for ((with, against), other) in self.with.iter_mut().zip(self.against.iter_mut()).zip(row) {
                    let voted = R::vote(*weight, own - other);
                    *with += part(voted);
                    *against += part(-voted);
                }
            }
            for j in 0..i {
                self.strength[i * options + j] = self.with[j];
                self.strength[j * options + i] = self.against[j];
            }
        }
    }
}

fn victory(model: VictoryModel, one: f64, other: f64) -> (f64, f64) {
    let of = |one: f64, other: f64| (one / (one + other), other / (one + other));
    match model {
        VictoryModel::Linear => of(one, other),
        VictoryModel::Square => of(one * one, other * other),
        VictoryModel::Quartic => of(one.powi(4), other.powi(4)),
        VictoryModel::Octic => of(one.powi(8), other.powi(8)),
        VictoryModel::Binary => {
            const THRESHOLD: f64 = 1.1;
            const LOSER: f64 = 1e-6;
            let (first, second) = if one >= THRESHOLD * other {
                (1.0, LOSER)
            } else if other >= THRESHOLD * one {
                (LOSER, 1.0)
            } else {
                let share = one / (one + other);
                let first = ((THRESHOLD + 1.0) * share - 1.0) / (THRESHOLD - 1.0);
                (first, 1.0 - first)
            };
            of(first, second)
        }
    }
}

/// In proportion to the product of the probabilities of prevailing over every option; by logarithms where products would vanish.
fn conditional(wins: &[f64], options: usize, p: &mut Vec<f64>) {
    p.clear();
    p.extend(wins.chunks_exact(options).map(|row| row.iter().product::<f64>()));
    let mut total: f64 = p.iter().sum();
    if total <= 1e-290 {
        p.clear();
        p.extend(wins.chunks_exact(options).map(|row| row.iter().map(|p| libm::log(p.max(1e-300))).sum::<f64>()));
        let most = p.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        p.iter_mut().for_each(|log| *log = libm::exp(*log - most));
        total = p.iter().sum();
    }
    p.iter_mut().for_each(|one| *one /= total);
}

/// Share of each challenge among those against an option: by strength and chance.
fn incentives(strength: &[f64], wins: &[f64], options: usize) -> Vec<f64> {
    let mut worth: Vec<f64> = strength.iter().zip(wins).map(|(strength, wins)| strength * wins).collect();
    (0..options).for_each(|i| worth[i * options + i] += 1e-10);
    for j in 0..options {
        let total: f64 = (0..options).map(|k| worth[k * options + j]).sum();
        (0..options).for_each(|i| worth[i * options + j] /= total);
    }
    worth
}

/// Iterates with damping until the largest change is small.
fn settle(options: usize, small: f64, most: usize, p: &mut Vec<f64>, step: impl Fn(&[f64], usize) -> f64) -> bool {
    p.clear();
    p.resize(options, 1.0 / options as f64);
    let mut q = vec![0.0; options];
    for _ in 0..most {
        q.iter_mut().enumerate().for_each(|(i, q)| *q = step(p, i));
        let change = p.iter().zip(&q).map(|(p, q)| (p - q).abs()).fold(0.0, f64::max);
        p.iter_mut().zip(&q).for_each(|(p, q)| *p = (*p + q) / 2.0);
        if change <= small {
            return true;
        }
    }
    false
}

/// Probability of the position at which each actor stands: the contest among distinct positions (those less than 1/1000 of the scale
/// apart are one). An actor near several shows the first, or in the original the last.
pub(super) fn distinct_probabilities<R: Rule>(
    contest: &mut Contest,
    params: &Params,
    weights: &[f64],
    positions: &[f64],
    dims: usize,
    utility: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    const TOLERANCE: f64 = 1e-3;
    let at = |actor: usize| &positions[actor * dims..(actor + 1) * dims];
    let same = |a: usize, b: usize| distance(at(a), at(b)) < TOLERANCE;
    let mut distinct: Vec<usize> = Vec::new();
    for actor in 0..weights.len() {
        if !distinct.iter().any(|known| same(*known, actor)) {
            distinct.push(actor);
        }
    }
    let of = |actor: usize| distinct.iter().map(|option| utility(actor, *option)).collect::<Vec<f64>>();
    let table: Vec<f64> = (0..weights.len()).flat_map(of).collect();
    contest.hold::<R>(params, weights, distinct.len(), &table);
    let shown = |actor: usize| {
        let mut near = (0..distinct.len()).filter(|option| same(distinct[*option], actor));
        if params.compat == super::Compat::ALL { near.next_back() } else { near.next() }
    };
    (0..weights.len()).map(|actor| shown(actor).map_or(0.0, |option| contest.p[option])).collect()
}
