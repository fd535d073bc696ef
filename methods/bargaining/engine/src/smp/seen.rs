//! The world with the eyes of one actor: whom to challenge, with what odds, and who would help.

use super::contest::{Rule, part};
use super::params::{RiskAdjust, ThirdParty};
use super::turn::{View, World, utility};

/// The world as one actor sees it: utilities with its estimates of the risk attitudes of others.
pub(super) struct Seen<'w, 'a, R> {
    world: &'w World<'a, R>,
    view: &'w View,
    n: usize,
    /// Estimated risk attitude of each actor.
    risk: Vec<f64>,
    /// What its own position is worth to each actor.
    home: Vec<f64>,
    /// What the positions of the two are worth to each actor.
    at_i: Vec<f64>,
    at_j: Vec<f64>,
    /// Support of each third party for the first of the two; negative for the second.
    pub support: Vec<f64>,
    /// What the first of the two could gain at most from each other actor.
    bounds: Vec<f64>,
}

impl<'w, 'a, R: Rule> Seen<'w, 'a, R> {
    pub fn new(world: &'w World<'a, R>, view: &'w View) -> Self {
        let n = world.actors.len();
        let row = || vec![0.0; n];
        Self { world, view, n, risk: row(), home: row(), at_i: row(), at_j: row(), support: row(), bounds: row() }
    }

    /// Looks with the eyes of `h`.
    pub fn by(&mut self, h: usize) {
        let own = self.view.risk[h];
        let estimate = |risk: f64| match self.world.params.risk_adjust {
            RiskAdjust::None => own,
            RiskAdjust::OneThird => (2.0 * own + risk) / 3.0,
            RiskAdjust::Half => (own + risk) / 2.0,
            RiskAdjust::TwoThirds => (own + 2.0 * risk) / 3.0,
            RiskAdjust::Full => risk,
        };
        for (m, risk) in self.view.risk.iter().enumerate() {
            self.risk[m] = if m == h { own } else { estimate(*risk) };
            self.home[m] = utility(self.view.distance[m * self.n + m], self.risk[m]);
        }
    }

    /// What the position of `j` is worth to `m`.
    fn u(&self, m: usize, j: usize) -> f64 {
        utility(self.view.distance[j * self.n + m], self.risk[m])
    }

    /// What the position of `j` is worth to every actor.
    fn row(&self, j: usize, to: &mut [f64]) {
        let distances = &self.view.distance[j * self.n..(j + 1) * self.n];
        for ((value, distance), risk) in to.iter_mut().zip(distances).zip(&self.risk) {
            *value = utility(*distance, *risk);
        }
    }

    /// Strengths of the two themselves.
    fn principals(&self, i: usize, j: usize) -> (f64, f64) {
        let (mut ci, mut cj) = (1e-10, 1e-10);
        for m in [i, j] {
            let voted = R::vote(self.world.weights[m], self.at_i[m] - self.at_j[m]);
            ci += part(voted);
            cj += part(-voted);
        }
        (ci, cj)
    }

    /// Support of third parties where the two have the strengths `ci` and `cj`: `stakes` gives from the probability of joining each of the
    /// two, and from what i, j and its own position are worth, what joining i is worth more than joining j.
    fn supported(&mut self, ci: f64, cj: f64, stakes: impl Fn(f64, f64, f64, f64, f64, f64) -> f64) {
        let worths = self.at_i.iter().zip(&self.at_j).zip(&self.home);
        let parties = self.support.iter_mut().zip(&self.world.weights).zip(worths);
        for ((support, weight), ((ui, uj), um)) in parties {
            let x = R::vote(*weight, ui - uj);
            *support = R::vote(*weight, stakes(x, x.abs(), ci + cj, *ui, *uj, *um));
        }
    }

    /// Fills the support of third parties for i against j.
    fn third_parties(&mut self, ci: f64, cj: f64) {
        match self.world.params.third_party {
            ThirdParty::SemiCommit => self.supported(ci, cj, |x, strength, sum, ui, uj, um| {
                let pi = (ci + part(x)) / (sum + strength);
                (pi * (2.0 * ui + um) + (1.0 - pi) * 3.0 * uj) - (pi * 3.0 * ui + (1.0 - pi) * (2.0 * uj + um))
            }),
            // The original takes one probability for both choices, so that third parties weigh nothing.
            _ if self.world.params.compat.has(1) => self.support.fill(0.0),
            ThirdParty::NoCommit => self.supported(ci, cj, |_, strength, sum, ui, uj, um| {
                let (p1, p2) = ((ci + strength) / (sum + strength), ci / (sum + strength));
                let at = |p: f64| p * (2.0 * ui + um) + (1.0 - p) * (2.0 * uj + um);
                at(p1) - at(p2)
            }),
            ThirdParty::FullCommit => self.supported(ci, cj, |_, strength, sum, ui, uj, _| {
                let (p1, p2) = ((ci + strength) / (sum + strength), ci / (sum + strength));
                let at = |p: f64| p * 3.0 * ui + (1.0 - p) * 3.0 * uj;
                at(p1) - at(p2)
            }),
        }
    }

    /// Probability that i prevails over j, and what i expects to gain; leaves the support of third parties behind.
    pub fn odds(&mut self, i: usize, j: usize) -> (f64, f64) {
        let mut row = std::mem::take(&mut self.at_i);
        self.row(i, &mut row);
        self.at_i = row;
        self.odds_against(i, j)
    }

    /// The same where what the position of i is worth is known.
    fn odds_against(&mut self, i: usize, j: usize) -> (f64, f64) {
        let mut row = std::mem::take(&mut self.at_j);
        self.row(j, &mut row);
        self.at_j = row;
        let (ci, cj) = self.principals(i, j);
        self.third_parties(ci, cj);
        (self.support[i], self.support[j]) = (0.0, 0.0);
        let (mut sum_i, mut sum_j) = (ci, cj);
        for voted in &self.support {
            sum_i += part(*voted);
            sum_j += part(-*voted);
        }
        let p = sum_i / (sum_i + sum_j);
        let (uii, uij) = (self.at_i[i], self.at_j[i]);
        let salience = self.world.actors.salience_sum(j);
        let gain = (1.0 - salience) * 2.0 * uii + salience * (p * 2.0 * uii + (1.0 - p) * 2.0 * uij) - (uii + uij);
        (p, gain)
    }

    /// Whom i challenges: the largest expected gain, the first of equals; nobody when none is worth it.
    pub fn target(&mut self, i: usize) -> Option<(usize, (f64, f64))> {
        const LEAST: f64 = 1e-5;
        if self.world.actors.salience_sum(i) == 0.0 {
            return None;
        }
        // A gain is d (1 - 2 s (1 - p)) with d the better of one's own point over the target's and s the target's salience: at most
        // what winning for sure would bring, or losing for sure where an ideal point lies nearer to the target. The most promising
        // first, and none that cannot be better.
        let own = self.u(i, i);
        for j in 0..self.n {
            let better = own - self.u(i, j);
            let least = 1.0 - 2.0 * self.world.actors.salience_sum(j);
            self.bounds[j] = match j == i {
                true => f64::NEG_INFINITY,
                false if better < 0.0 => better * least,
                false => better,
            };
        }
        let promising = (0..self.n).fold(0, |most, j| if self.bounds[j] > self.bounds[most] { j } else { most });
        let mut row = std::mem::take(&mut self.at_i);
        self.row(i, &mut row);
        self.at_i = row;
        let mut best: Option<(usize, (f64, f64))> = None;
        for j in std::iter::once(promising).chain((0..self.n).filter(|j| *j != promising)) {
            let so_far = best.map_or(LEAST, |(_, (_, gain))| gain);
            if self.bounds[j] < so_far {
                continue;
            }
            let odds = self.odds_against(i, j);
            let first = best.is_some_and(|(known, _)| odds.1 == so_far && j < known);
            if odds.1 > so_far || first {
                best = Some((j, odds));
            }
        }
        best
    }
}
