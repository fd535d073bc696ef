//! One turn: challenges, deals, choices.

use std::marker::PhantomData;

use detente_chance::Stream;

use super::contest::{Contest, Rule, distinct_probabilities};
use super::params::{Bargain, InterVector, Params, RiskRange, StateTransitions};
use super::seen::Seen;
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
#[derive(Debug, Clone, Default, PartialEq)]
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

/// Actors as they stand; `R` is the voting rule.
pub(super) struct World<'a, R> {
    pub(super) actors: &'a Actors,
    pub(super) params: &'a Params,
    seed: u64,
    draw: u64,
    x: Vec<f64>,
    /// Ideal points, where they do not simply follow the positions.
    ideal: Option<Vec<f64>>,
    /// The ideal points of all actors, dimension by dimension.
    columns: Vec<f64>,
    /// Actors that care about nothing.
    careless: Vec<usize>,
    /// Squares of the saliences, dimension by dimension, and their sum over dimensions for each actor.
    squares: Vec<f64>,
    square_sums: Vec<f64>,
    /// Capability times salience over all dimensions.
    pub(super) weights: Vec<f64>,
    contest: Contest,
    room: Room,
    /// Deals and distances of an earlier turn, for their room.
    spare: Vec<Deal>,
    spare_view: View,
    tied: bool,
    unsettled: bool,
    rule: PhantomData<R>,
}

/// Room for tables, used again from turn to turn.
#[derive(Debug, Default)]
struct Room {
    /// By actor and position, without attitudes to risk.
    neutral: Vec<f64>,
    /// By position and actor.
    own: Vec<f64>,
    /// By deal and actor.
    worth: Vec<f64>,
    of_i: Vec<f64>,
    of_j: Vec<f64>,
}

/// Distances and risk attitudes of a turn.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Weighted distance of actor m from the position of j, at `j * actors + m`.
    pub(super) distance: Vec<f64>,
    pub(super) risk: Vec<f64>,
}

/// What a distance is worth to one with this attitude to risk.
pub(super) fn utility(distance: f64, risk: f64) -> f64 {
    let near = (1.0 - distance) * (1.0 + distance * risk);
    let far = (1.0 - distance) * (1.0 + risk);
    if distance <= 1.0 { near } else { far }
}

impl<'a, R: Rule> World<'a, R> {
    pub fn new(actors: &'a Actors, params: &'a Params, seed: u64, draw: u64) -> Self {
        let x = actors.positions().to_vec();
        let (n, dims) = (actors.len(), actors.dims());
        let mut columns = Vec::new();
        by_dimension(&x, dims, &mut columns);
        let square = |actor: usize, dim: usize| actors.salience(actor, dim) * actors.salience(actor, dim);
        let squares: Vec<f64> = (0..dims).flat_map(|dim| (0..n).map(move |actor| square(actor, dim))).collect();
        Self {
            actors,
            params,
            seed,
            draw,
            ideal: actors.accommodation().map(|_| x.clone()),
            columns,
            careless: (0..n).filter(|actor| actors.salience_sum(*actor) == 0.0).collect(),
            x,
            square_sums: (0..n).map(|actor| (0..dims).fold(0.0, |sum, dim| sum + square(actor, dim))).collect(),
            squares,
            weights: (0..actors.len()).map(|m| actors.capability(m) * actors.salience_sum(m)).collect(),
            contest: Contest::default(),
            room: Room::default(),
            spare: Vec::new(),
            spare_view: View::default(),
            tied: false,
            unsettled: false,
            rule: PhantomData,
        }
    }

    pub fn positions(&self) -> &[f64] {
        &self.x
    }

    pub fn tied(&self) -> bool {
        self.tied
    }

    pub fn unsettled(&self) -> bool {
        self.unsettled
    }

    fn at(&self, actor: usize) -> &[f64] {
        let dims = self.actors.dims();
        &self.x[actor * dims..(actor + 1) * dims]
    }

    /// Distance of every actor's ideal point to a point, by its saliences.
    fn distances(&self, point: &[f64], to: &mut [f64]) {
        let n = self.actors.len();
        to.fill(0.0);
        for ((at, squares), own) in point.iter().zip(self.squares.chunks_exact(n)).zip(self.columns.chunks_exact(n)) {
            for ((sum, square), own) in to.iter_mut().zip(squares).zip(own) {
                *sum += square * (own - at) * (own - at);
            }
        }
        to.iter_mut().zip(&self.square_sums).for_each(|(sum, weight)| *sum = (*sum / weight).sqrt());
        for &actor in &self.careless {
            let own: Vec<f64> = self.columns.iter().skip(actor).step_by(n).copied().collect();
            to[actor] = distance(&own, point);
        }
    }

    /// How the world looks now.
    pub fn view(&mut self) -> Result<View, SmpError> {
        let n = self.actors.len();
        let View { distance: mut distances, mut risk } = std::mem::take(&mut self.spare_view);
        distances.resize(n * n, 0.0);
        let mut neutral = std::mem::take(&mut self.room.neutral);
        neutral.resize(n * n, 0.0);
        for (j, row) in distances.chunks_exact_mut(n).enumerate() {
            self.distances(self.at(j), row);
            row.iter().enumerate().for_each(|(m, distance)| neutral[m * n + j] = utility(*distance, 0.0));
        }
        let settled = self.contest.hold::<R>(self.params, self.actors.capabilities(), n, &neutral);
        self.room.neutral = neutral;
        self.note(settled)?;
        let p = &self.contest.p;
        let (low, high) = p.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(*p), h.max(*p)));
        let attitude = |p: &f64| match self.params.risk_range {
            _ if high - low < 1e-12 => 0.0,
            RiskRange::Min => (p - low) / (high - low),
            RiskRange::Mid => (3.0 * p - high - 2.0 * low) / (2.0 * (high - low)),
            RiskRange::Max => (2.0 * p - high - low) / (high - low),
        };
        risk.clear();
        risk.extend(p.iter().map(attitude));
        Ok(View { risk, distance: distances })
    }

    fn note(&mut self, settled: bool) -> Result<(), SmpError> {
        self.unsettled |= !settled;
        if !settled && self.params.compat.has(8) { Err(SmpError::NotConverged) } else { Ok(()) }
    }

    /// Probability of each actor's position among the distinct ones; undefined where there is no view.
    pub fn probabilities(&mut self, view: Option<&View>) -> Vec<f64> {
        let n = self.actors.len();
        let Some(view) = view else { return vec![f64::NAN; n] };
        let own = |i: usize, j: usize| utility(view.distance[j * n + i], view.risk[i]);
        distinct_probabilities::<R>(
            &mut self.contest,
            self.params,
            self.actors.capabilities(),
            &self.x,
            self.actors.dims(),
            own,
        )
    }

    /// Plays a turn.
    pub fn step(&mut self, turn: usize, view: View, trace: bool) -> Result<Option<TurnTrace>, SmpError> {
        let n = self.actors.len();
        let mut challenges = Vec::new();
        let mut deals: Vec<Deal> = Vec::new();
        let mut spare = std::mem::take(&mut self.spare);
        let mut seen = Seen::new(self, &view);
        for i in 0..n {
            seen.by(i);
            let Some((j, odds)) = seen.target(i) else { continue };
            if trace {
                seen.odds(i, j);
                let support = seen.support.clone();
                challenges.push(Challenge { initiator: i, target: j, probability: odds.0, gain: odds.1, support });
            }
            let mut other = || {
                seen.by(j);
                let (probability, gain) = seen.odds(i, j);
                if self.params.compat.has(4) { gain } else { probability }
            };
            let first = self.deal(spare.pop(), i, j, odds.0);
            match self.params.bargain {
                Bargain::InitOnlyInterp => deals.push(first),
                Bargain::InitRcvrInterp => {
                    deals.push(first);
                    deals.push(self.deal(spare.pop(), i, j, other()));
                }
                Bargain::PWCompInterp => {
                    let second = self.deal(spare.pop(), i, j, other());
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
        self.accommodate();
        if trace {
            return Ok(Some(TurnTrace { turn, risk: view.risk, challenges, deals, choices }));
        }
        deals.append(&mut spare);
        self.spare = deals;
        self.spare_view = view;
        Ok(None)
    }

    /// Ideal points follow the new positions by the shares of the accommodation matrix.
    fn accommodate(&mut self) {
        let (n, dims) = (self.actors.len(), self.actors.dims());
        let (Some(rows), Some(ideal)) = (self.actors.accommodation(), &mut self.ideal) else {
            by_dimension(&self.x, dims, &mut self.columns);
            return;
        };
        for (row, own) in rows.chunks(n).zip(ideal.chunks_mut(dims)) {
            let stays = 1.0 - row.iter().sum::<f64>();
            for (dim, value) in own.iter_mut().enumerate() {
                let followed: f64 = row.iter().enumerate().map(|(j, share)| share * self.x[j * dims + dim]).sum();
                *value = followed + stays * *value;
            }
        }
        by_dimension(ideal, dims, &mut self.columns);
    }

    /// Where two actors meet when the first prevails with probability `p`; in the room of a `spare` deal.
    fn deal(&self, spare: Option<Deal>, i: usize, j: usize, p: f64) -> Deal {
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
        let mut deal = Deal { initiator: i, receiver: j, ..spare.unwrap_or_default() };
        deal.of_initiator.clear();
        deal.of_receiver.clear();
        for (of_initiator, of_receiver) in (0..self.actors.dims()).map(meet) {
            deal.of_initiator.push(of_initiator);
            deal.of_receiver.push(of_receiver);
        }
        deal
    }

    /// The mean of two versions of a deal by the weights of those who see it so.
    fn between(&self, first: Deal, second: Deal) -> Deal {
        let (i, j) = (first.initiator, first.receiver);
        let wi = self.actors.capability(i) * self.actors.salience_sum(i);
        let strength = if self.params.compat.has(5) { self.actors.capability(i) } else { self.actors.capability(j) };
        let wj = strength * self.actors.salience_sum(j);
        if wi + wj == 0.0 {
            return first;
        }
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
        let mut room = std::mem::take(&mut self.room);
        self.worth(view, deals, &mut room);
        let worth = &room.worth;
        let mut choices = Vec::with_capacity(n);
        let mut all_settled = true;
        let (mut options, mut utilities): (Vec<Option<usize>>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut mine = vec![Vec::new(); n];
        for (place, deal) in deals.iter().enumerate() {
            mine[deal.initiator].push(place);
            mine[deal.receiver].push(place);
        }
        for (actor, mine) in mine.iter().enumerate() {
            let before = mine.partition_point(|place| deals[*place].initiator < actor);
            options.clear();
            options.extend(mine[..before].iter().copied().map(Some));
            options.push(None);
            options.extend(mine[before..].iter().copied().map(Some));
            if options.len() == 1 {
                choices.push((None, 1.0));
                continue;
            }
            // The last row is that of nobody moving.
            let row = |option: &Option<usize>| option.unwrap_or(deals.len()) * n;
            utilities.clear();
            (0..n).for_each(|a| utilities.extend(options.iter().map(|option| worth[row(option) + a])));
            let capabilities = self.actors.capabilities();
            all_settled &= self.contest.hold::<R>(self.params, capabilities, options.len(), &utilities);
            let p = &self.contest.p;
            let best = match self.params.transitions {
                StateTransitions::Deterministic => {
                    // Rounding must not decide between options that are equally probable; in the original it does.
                    const EQUAL: f64 = 1e-10;
                    let (best, tied) = first_largest(p, if self.params.compat.has(3) { 0.0 } else { EQUAL });
                    self.tied |= tied;
                    best
                }
                StateTransitions::Stochastic => drawn(p, self.seed, self.draw, turn, actor),
            };
            choices.push((options[best], p[best]));
        }
        self.room = room;
        self.note(all_settled)?;
        Ok(choices)
    }

    /// What each deal (row), and in the last row nobody moving, is worth to each actor: the mean over where all stand then.
    fn worth(&self, view: &View, deals: &[Deal], room: &mut Room) {
        let n = self.actors.len();
        let Room { own, worth: found, of_i, of_j, .. } = room;
        own.clear();
        for row in view.distance.chunks_exact(n) {
            own.extend(row.iter().zip(&view.risk).map(|(distance, risk)| utility(*distance, *risk)));
        }
        let row = |actor: usize| &own[actor * n..(actor + 1) * n];
        found.clear();
        found.resize((deals.len() + 1) * n, 0.0);
        of_i.resize(n, 0.0);
        of_j.resize(n, 0.0);
        let (deal_rows, stays) = found.split_at_mut(deals.len() * n);
        (0..n).for_each(|m| add(stays, row(m)));
        let at = |point: &[f64], row: &mut [f64]| {
            self.distances(point, row);
            row.iter_mut().zip(&view.risk).for_each(|(value, risk)| *value = utility(*value, *risk));
        };
        for (deal, sums) in deals.iter().zip(deal_rows.chunks_exact_mut(n)) {
            let (i, j) = (deal.initiator, deal.receiver);
            at(&deal.of_initiator, of_i);
            at(&deal.of_receiver, of_j);
            if R::STEEP {
                // In full and in the order of the actors: the last bit of a difference counts.
                let moved = |m: usize| {
                    [(i, &*of_i), (j, &*of_j)].iter().find(|(mover, _)| *mover == m).map(|(_, row)| row.as_slice())
                };
                (0..n).for_each(|m| add(sums, moved(m).unwrap_or(row(m))));
            } else {
                let replaced = row(i).iter().zip(row(j)).zip(of_i.iter().zip(&*of_j));
                for ((sum, all), ((old_i, old_j), (new_i, new_j))) in sums.iter_mut().zip(&*stays).zip(replaced) {
                    *sum = all + (new_i - old_i) + (new_j - old_j);
                }
            }
        }
        found.iter_mut().for_each(|sum| *sum /= n as f64);
    }
}

fn add(sums: &mut [f64], row: &[f64]) {
    sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
}

/// The first of the options that are as probable as any, and whether there are several; probabilities within `slack` are equal.
fn first_largest(p: &[f64], slack: f64) -> (usize, bool) {
    let most = p.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut equal = (0..p.len()).filter(|place| p[*place] >= most - slack);
    (equal.next().unwrap_or_default(), equal.next().is_some())
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

/// Points given actor by actor, dimension by dimension.
fn by_dimension(points: &[f64], dims: usize, to: &mut Vec<f64>) {
    to.clear();
    (0..dims).for_each(|dim| to.extend(points.iter().skip(dim).step_by(dims)));
}
