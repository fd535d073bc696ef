//! One turn: challenges, deals, choices.

use detente_chance::Stream;

use super::contest::{distinct_probabilities, pce, vote};
use super::params::{Bargain, InterVector, Params, RiskAdjust, RiskRange, StateTransitions, ThirdParty};
use super::{SmpError, distance};
use crate::actors::Actors;

/// A challenge: who wants to move whom, with what odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Challenge {
    /// The challenger.
    pub initiator: usize,
    /// The target.
    pub target: usize,
    /// Probability that the challenger prevails, as it sees it.
    pub probability: f64,
    /// What it expects to gain.
    pub gain: f64,
    /// Support of each third party for the challenger; negative for the target.
    pub support: Vec<f64>,
}

/// A deal: where both sides would stand after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Who proposed it.
    pub initiator: usize,
    /// To whom.
    pub receiver: usize,
    /// Where the first would stand.
    pub of_initiator: Vec<f64>,
    /// Where the second would stand.
    pub of_receiver: Vec<f64>,
}

/// What happened in a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnTrace {
    /// Its number, from 1.
    pub turn: usize,
    /// Risk attitude of each actor, in [-1, 1]; positive is averse.
    pub risk: Vec<f64>,
    /// Challenges.
    pub challenges: Vec<Challenge>,
    /// Deals that were proposed.
    pub deals: Vec<Deal>,
    /// For each actor the deal that it took (`None`: it stayed) and the probability of that option.
    pub choices: Vec<(Option<usize>, f64)>,
}

/// Actors as they stand.
pub(super) struct World<'a> {
    actors: &'a Actors,
    params: &'a Params,
    seed: u64,
    draw: u64,
    x: Vec<f64>,
    unsettled: bool,
}

/// Distances and risk attitudes of a turn.
pub(super) struct View {
    /// Weighted distance of an actor (row) to a position of another.
    distance: Vec<f64>,
    risk: Vec<f64>,
}

fn utility(distance: f64, risk: f64) -> f64 {
    if distance <= 1.0 { (1.0 - distance) * (1.0 + distance * risk) } else { (1.0 - distance) * (1.0 + risk) }
}

impl<'a> World<'a> {
    pub fn new(actors: &'a Actors, params: &'a Params, seed: u64, draw: u64) -> Self {
        Self { actors, params, seed, draw, x: actors.positions().to_vec(), unsettled: false }
    }

    pub fn positions(&self) -> &[f64] {
        &self.x
    }

    pub fn unsettled(&self) -> bool {
        self.unsettled
    }

    fn at(&self, actor: usize) -> &[f64] {
        let dims = self.actors.dims();
        &self.x[actor * dims..(actor + 1) * dims]
    }

    /// Distance of an actor to a point, by its saliences.
    fn to(&self, actor: usize, point: &[f64]) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (dim, (own, other)) in self.at(actor).iter().zip(point).enumerate() {
            let salience = self.actors.salience(actor, dim);
            sum += salience * salience * (own - other) * (own - other);
            weight += salience * salience;
        }
        if weight > 0.0 { (sum / weight).sqrt() } else { distance(self.at(actor), point) }
    }

    /// How the world looks now.
    pub fn view(&mut self) -> Result<View, SmpError> {
        let n = self.actors.len();
        let mut distances = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..n {
                distances[i * n + j] = self.to(i, self.at(j));
            }
        }
        let (p, settled) = pce(self.params, self.actors.capabilities(), n, |i, j| utility(distances[i * n + j], 0.0));
        self.note(settled)?;
        let (low, high) = p.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(*p), h.max(*p)));
        let attitude = |p: &f64| match self.params.risk_range {
            _ if high - low < 1e-12 => 0.0,
            RiskRange::Min => (p - low) / (high - low),
            RiskRange::Mid => (3.0 * p - high - 2.0 * low) / (2.0 * (high - low)),
            RiskRange::Max => (2.0 * p - high - low) / (high - low),
        };
        Ok(View { risk: p.iter().map(attitude).collect(), distance: distances })
    }

    fn note(&mut self, settled: bool) -> Result<(), SmpError> {
        self.unsettled |= !settled;
        if !settled && self.params.compat.has(8) { Err(SmpError::NotConverged) } else { Ok(()) }
    }

    /// Probability of each actor's position among the distinct ones; undefined where there is no view.
    pub fn probabilities(&self, view: Option<&View>) -> Vec<f64> {
        let n = self.actors.len();
        let Some(view) = view else { return vec![f64::NAN; n] };
        let own = |i: usize, j: usize| utility(view.distance[i * n + j], view.risk[i]);
        distinct_probabilities(self.params, self.actors.capabilities(), &self.x, self.actors.dims(), own)
    }

    /// Plays a turn.
    pub fn step(&mut self, turn: usize, view: View, trace: bool) -> Result<Option<TurnTrace>, SmpError> {
        let n = self.actors.len();
        let mut challenges = Vec::new();
        let mut deals: Vec<Deal> = Vec::new();
        let mut seen = Seen::new(self, &view);
        for i in 0..n {
            seen.by(i);
            let Some((j, odds)) = seen.target(i) else { continue };
            if trace {
                let support = seen.support(i, j);
                challenges.push(Challenge { initiator: i, target: j, probability: odds.0, gain: odds.1, support });
            }
            let other = || {
                let mut theirs = Seen::new(self, &view);
                theirs.by(j);
                let (probability, gain) = theirs.odds(i, j);
                if self.params.compat.has(4) { gain } else { probability }
            };
            let first = self.deal(i, j, odds.0);
            match self.params.bargain {
                Bargain::InitOnlyInterp => deals.push(first),
                Bargain::InitRcvrInterp => {
                    deals.push(first);
                    deals.push(self.deal(i, j, other()));
                }
                Bargain::PWCompInterp => {
                    let second = self.deal(i, j, other());
                    deals.push(self.between(first, second));
                }
            }
        }
        let choices = self.choose(turn, &view, &deals)?;
        let dims = self.actors.dims();
        let mut next = self.x.clone();
        for (actor, (choice, _)) in choices.iter().enumerate() {
            if let Some(deal) = choice.map(|place| &deals[place]) {
                let part = if deal.initiator == actor { &deal.of_initiator } else { &deal.of_receiver };
                next[actor * dims..(actor + 1) * dims].copy_from_slice(part);
            }
        }
        self.x = next;
        Ok(trace.then_some(TurnTrace { turn, risk: view.risk, challenges, deals, choices }))
    }

    /// Where two actors meet when the first prevails with probability `p`.
    fn deal(&self, i: usize, j: usize, p: f64) -> Deal {
        const SMALL: f64 = 1e-6;
        let q = 1.0 - p;
        let meet = |dim: usize| -> (f64, f64) {
            let (ti, tj) = (self.at(i)[dim], self.at(j)[dim]);
            let (si, sj) = (self.actors.salience(i, dim), self.actors.salience(j, dim));
            if self.params.inter_vector == InterVector::S2PMax {
                let pull = |lead: f64, own: f64, other: f64| {
                    let lead = lead.max(0.0);
                    lead * other * other / (lead * other * other + SMALL + (1.0 - lead) * own * own)
                };
                return (ti + pull(q - p, si, sj) * (tj - ti), tj + pull(p - q, sj, si) * (ti - tj));
            }
            let (mut ai, mut aj) = (si * p, sj * q);
            if self.params.inter_vector == InterVector::S2P2 {
                (ai, aj) = (ai * ai, aj * aj);
            }
            let total = ai + aj + SMALL;
            (rounded(((ai + SMALL) * ti + aj * tj) / total), rounded((ai * ti + (aj + SMALL) * tj) / total))
        };
        let (of_initiator, of_receiver) = (0..self.actors.dims()).map(meet).unzip();
        Deal { initiator: i, receiver: j, of_initiator, of_receiver }
    }

    /// The mean of two versions of a deal by the weights of those who see it so.
    fn between(&self, first: Deal, second: Deal) -> Deal {
        let (i, j) = (first.initiator, first.receiver);
        let wi = self.actors.capability(i) * self.actors.salience_sum(i);
        let strength = if self.params.compat.has(5) { self.actors.capability(i) } else { self.actors.capability(j) };
        let wj = strength * self.actors.salience_sum(j);
        let mix = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (wi * a + wj * b) / (wi + wj)).collect();
        Deal {
            of_initiator: mix(&first.of_initiator, &second.of_initiator),
            of_receiver: mix(&first.of_receiver, &second.of_receiver),
            ..first
        }
    }

    /// What each actor takes: the most probable of staying and the deals before it, in the order of those who proposed them.
    fn choose(&mut self, turn: usize, view: &View, deals: &[Deal]) -> Result<Vec<(Option<usize>, f64)>, SmpError> {
        let n = self.actors.len();
        // Utility of a deal to each actor: the mean over where all stand, the two movers replaced.
        let own = |a: usize, j: usize| utility(view.distance[a * n + j], view.risk[a]);
        let sums: Vec<f64> = (0..n).map(|a| (0..n).map(|j| own(a, j)).sum()).collect();
        // Summed in full and in order: under step-like votes the last bit of a difference counts.
        let worth = |a: usize, deal: &Deal| -> f64 {
            let at = |point: &[f64]| utility(self.to(a, point), view.risk[a]);
            let (of_i, of_j) = (at(&deal.of_initiator), at(&deal.of_receiver));
            let part = |m: usize| match m {
                _ if m == deal.initiator => of_i,
                _ if m == deal.receiver => of_j,
                _ => own(a, m),
            };
            (0..n).map(part).sum::<f64>() / n as f64
        };
        let table: Vec<Vec<f64>> = deals.iter().map(|deal| (0..n).map(|a| worth(a, deal)).collect()).collect();
        let mut choices = Vec::with_capacity(n);
        let mut all_settled = true;
        for actor in 0..n {
            let mine = deals.iter().enumerate().filter(|(_, d)| d.initiator == actor || d.receiver == actor);
            let mut options: Vec<Option<usize>> = Vec::new();
            let mut stayed = false;
            for (place, deal) in mine {
                if !stayed && deal.initiator >= actor {
                    options.push(None);
                    stayed = true;
                }
                options.push(Some(place));
            }
            if !stayed {
                options.push(None);
            }
            if options.len() == 1 {
                choices.push((None, 1.0));
                continue;
            }
            let value = |a: usize, option: usize| match options[option] {
                Some(place) => table[place][a],
                None => sums[a] / n as f64,
            };
            let (p, settled) = pce(self.params, self.actors.capabilities(), options.len(), value);
            all_settled &= settled;
            let best = match self.params.transitions {
                StateTransitions::Deterministic => first_largest(&p),
                StateTransitions::Stochastic => drawn(&p, self.seed, self.draw, turn, actor),
            };
            choices.push((options[best], p[best]));
        }
        self.note(all_settled)?;
        Ok(choices)
    }
}

fn first_largest(p: &[f64]) -> usize {
    (0..p.len()).fold(0, |best, place| if p[place] > p[best] { place } else { best })
}

fn drawn(p: &[f64], seed: u64, draw: u64, turn: usize, actor: usize) -> usize {
    let mut left = Stream::new(seed, &format!("smp/{turn}/{actor}")).uniform(draw);
    for (place, share) in p.iter().enumerate() {
        if left < *share {
            return place;
        }
        left -= share;
    }
    p.len() - 1
}

/// To four decimals of the scale, halves up.
fn rounded(x: f64) -> f64 {
    (1e4 * x + 0.5).trunc() / 1e4
}

/// The world as one actor sees it: utilities with its estimates of the risk attitudes of others.
struct Seen<'w, 'a> {
    world: &'w World<'a>,
    view: &'w View,
    n: usize,
    /// Salience times capability.
    weights: Vec<f64>,
    /// By position (row) and actor.
    utility: Vec<f64>,
}

impl<'w, 'a> Seen<'w, 'a> {
    fn new(world: &'w World<'a>, view: &'w View) -> Self {
        let n = world.actors.len();
        let weights = (0..n).map(|m| world.actors.capability(m) * world.actors.salience_sum(m)).collect();
        Self { world, view, n, weights, utility: vec![0.0; n * n] }
    }

    /// Looks with the eyes of `h`.
    fn by(&mut self, h: usize) {
        let own = self.view.risk[h];
        let estimate = |risk: f64| match self.world.params.risk_adjust {
            RiskAdjust::None => own,
            RiskAdjust::OneThird => (2.0 * own + risk) / 3.0,
            RiskAdjust::Half => (own + risk) / 2.0,
            RiskAdjust::TwoThirds => (own + 2.0 * risk) / 3.0,
            RiskAdjust::Full => risk,
        };
        let risks: Vec<f64> = (0..self.n).map(|m| if m == h { own } else { estimate(self.view.risk[m]) }).collect();
        for j in 0..self.n {
            for (m, risk) in risks.iter().enumerate() {
                self.utility[j * self.n + m] = utility(self.view.distance[m * self.n + j], *risk);
            }
        }
    }

    fn u(&self, actor: usize, position: usize) -> f64 {
        self.utility[position * self.n + actor]
    }

    /// Support of a third party for i against j, where the two stand at `ci` and `cj`.
    fn third(&self, m: usize, i: usize, j: usize, ci: f64, cj: f64) -> f64 {
        let (params, weight) = (self.world.params, self.weights[m]);
        let (ui, uj, um) = (self.u(m, i), self.u(m, j), self.u(m, m));
        let x = vote(params.voting, weight, ui - uj);
        let strength = x.abs();
        let (joined, apart) = match params.third_party {
            ThirdParty::SemiCommit => {
                let pi = (ci + x.max(0.0)) / (ci + cj + strength);
                (pi * (2.0 * ui + um) + (1.0 - pi) * 3.0 * uj, pi * 3.0 * ui + (1.0 - pi) * (2.0 * uj + um))
            }
            // The original takes one probability for both choices, so that third parties weigh nothing.
            _ if params.compat.has(1) => (0.0, 0.0),
            ThirdParty::NoCommit => {
                let (p1, p2) = ((ci + strength) / (ci + cj + strength), ci / (ci + cj + strength));
                let at = |p: f64| p * (2.0 * ui + um) + (1.0 - p) * (2.0 * uj + um);
                (at(p1), at(p2))
            }
            ThirdParty::FullCommit => {
                let (p1, p2) = ((ci + strength) / (ci + cj + strength), ci / (ci + cj + strength));
                let at = |p: f64| p * 3.0 * ui + (1.0 - p) * 3.0 * uj;
                (at(p1), at(p2))
            }
        };
        vote(params.voting, weight, joined - apart)
    }

    /// Strengths of the two themselves.
    fn principals(&self, i: usize, j: usize) -> (f64, f64) {
        let (mut ci, mut cj) = (1e-10, 1e-10);
        let rule = self.world.params.voting;
        for voted in [
            vote(rule, self.weights[i], self.u(i, i) - self.u(i, j)),
            vote(rule, self.weights[j], self.u(j, i) - self.u(j, j)),
        ] {
            if voted > 0.0 { ci += voted } else { cj -= voted }
        }
        (ci, cj)
    }

    fn support(&self, i: usize, j: usize) -> Vec<f64> {
        let (ci, cj) = self.principals(i, j);
        (0..self.n).map(|m| if m == i || m == j { 0.0 } else { self.third(m, i, j, ci, cj) }).collect()
    }

    /// Probability that i prevails over j, and what i expects to gain.
    fn odds(&self, i: usize, j: usize) -> (f64, f64) {
        let (ci, cj) = self.principals(i, j);
        let (mut sum_i, mut sum_j) = (ci, cj);
        for m in (0..self.n).filter(|m| *m != i && *m != j) {
            let voted = self.third(m, i, j, ci, cj);
            if voted > 0.0 { sum_i += voted } else { sum_j -= voted }
        }
        let p = sum_i / (sum_i + sum_j);
        let (uii, uij) = (self.u(i, i), self.u(i, j));
        let salience = self.world.actors.salience_sum(j);
        let gain = (1.0 - salience) * 2.0 * uii + salience * (p * 2.0 * uii + (1.0 - p) * 2.0 * uij) - (uii + uij);
        (p, gain)
    }

    /// Whom i challenges: the largest expected gain, the first of equals; nobody when none is worth it.
    fn target(&self, i: usize) -> Option<(usize, (f64, f64))> {
        const LEAST: f64 = 1e-5;
        if self.world.actors.salience_sum(i) == 0.0 {
            return None;
        }
        // A gain is at most what winning for sure would bring: who stands nearer than the best so far need not be looked at.
        let mut best: Option<(usize, (f64, f64))> = None;
        for j in (0..self.n).filter(|j| *j != i) {
            let bound = self.u(i, i) - self.u(i, j);
            let so_far = best.map_or(LEAST, |(_, (_, gain))| gain);
            if bound < so_far {
                continue;
            }
            let odds = self.odds(i, j);
            if odds.1 > so_far {
                best = Some((j, odds));
            }
        }
        best
    }
}
