//! Votes, strengths of coalitions, and from them the probability of each option.

use super::distance;
use super::params::{Params, PceModel, VictoryModel, VotingRule};

/// The vote of weight `weight` for a difference of utilities: its strength, signed.
pub(super) fn vote(rule: VotingRule, weight: f64, difference: f64) -> f64 {
    let step = || (difference / 1e-8).clamp(-1.0, 1.0);
    match rule {
        VotingRule::Prop => weight * difference,
        VotingRule::Binary => weight * step(),
        VotingRule::PropBin => weight * (0.8 * difference + 0.2 * step()),
        VotingRule::PropCbc => weight * (0.5 * difference + 0.5 * difference * difference * difference),
        VotingRule::Cubic => weight * difference * difference * difference,
        VotingRule::ASymProsp if difference < 0.0 => weight * difference,
        VotingRule::ASymProsp => weight * difference * 2.0 / 3.0,
    }
}

/// Probability of each of `options` options, where `utility(actor, option)` is what an actor gets by it; and whether it settled.
///
/// O(actors · options²).
pub fn pce(
    params: &Params,
    weights: &[f64],
    options: usize,
    utility: impl Fn(usize, usize) -> f64,
) -> (Vec<f64>, bool) {
    // Strength of the coalition for the first of a pair against the second; each pair is put to the vote once.
    let mut strength = vec![1e-8; options * options];
    for i in 0..options {
        for j in 0..i {
            for (actor, weight) in weights.iter().enumerate() {
                let voted = vote(params.voting, *weight, utility(actor, i) - utility(actor, j));
                if voted > 0.0 {
                    strength[i * options + j] += voted;
                } else {
                    strength[j * options + i] -= voted;
                }
            }
        }
    }
    let mut wins = vec![0.5; options * options];
    for i in 0..options {
        for j in 0..i {
            let (first, second) = victory(params.victory, strength[i * options + j], strength[j * options + i]);
            wins[i * options + j] = first;
            wins[j * options + i] = second;
        }
    }
    match params.pce {
        PceModel::Conditional => (conditional(&wins, options), true),
        PceModel::MarkovUniform => {
            let step = |p: &[f64], i: usize| -> f64 {
                (0..options).map(|j| wins[i * options + j] * (p[i] + p[j])).sum::<f64>() / options as f64
            };
            settle(options, 1e-6, 100_000, step)
        }
        PceModel::MarkovIncentive => {
            let incentive = incentives(&strength, &wins, options);
            let step = |p: &[f64], i: usize| -> f64 {
                let term = |j: usize| {
                    wins[i * options + j] * (p[i] * incentive[j * options + i] + p[j] * incentive[i * options + j])
                };
                (0..options).map(term).sum()
            };
            let most = if params.compat.has(8) { 1_000 } else { 100_000 };
            settle(options, 1e-8, most, step)
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
fn conditional(wins: &[f64], options: usize) -> Vec<f64> {
    let row = |i: usize| &wins[i * options..(i + 1) * options];
    let products: Vec<f64> = (0..options).map(|i| row(i).iter().product()).collect();
    let total: f64 = products.iter().sum();
    if total > 1e-290 {
        return products.into_iter().map(|product| product / total).collect();
    }
    let logs: Vec<f64> = (0..options).map(|i| row(i).iter().map(|p| libm::log(p.max(1e-300))).sum()).collect();
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raw: Vec<f64> = logs.iter().map(|log| libm::exp(log - most)).collect();
    let total: f64 = raw.iter().sum();
    raw.into_iter().map(|one| one / total).collect()
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
fn settle(options: usize, small: f64, most: usize, step: impl Fn(&[f64], usize) -> f64) -> (Vec<f64>, bool) {
    let mut p = vec![1.0 / options as f64; options];
    for _ in 0..most {
        let q: Vec<f64> = (0..options).map(|i| step(&p, i)).collect();
        let change = p.iter().zip(&q).map(|(p, q)| (p - q).abs()).fold(0.0, f64::max);
        p.iter_mut().zip(&q).for_each(|(p, q)| *p = (*p + q) / 2.0);
        if change <= small {
            return (p, true);
        }
    }
    (p, false)
}

/// Probability of the position at which each actor stands: the contest among distinct positions (those less than 1/1000 of the scale
/// apart are one). An actor near several shows the first, or in the original the last.
pub fn distinct_probabilities(
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
    let (p, _) = pce(params, weights, distinct.len(), |actor, option| utility(actor, distinct[option]));
    let shown = |actor: usize| {
        let mut near = (0..distinct.len()).filter(|option| same(distinct[*option], actor));
        if params.compat == super::Compat::ALL { near.next_back() } else { near.next() }
    };
    (0..weights.len()).map(|actor| shown(actor).map_or(0.0, |option| p[option])).collect()
}
