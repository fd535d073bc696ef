//! The expected-utility challenge model (Bueno de Mesquita 1994, as set out by Scholz, Calbert and Smith 2011): each round every actor weighs
//! a challenge to every other, receives offers, and moves by one of them.

use crate::forecast::{compromise, weighted_median};

/// What the probability of prevailing is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Denominator {
    /// All votes over the pair at hand: the two probabilities of a pair add up to 1.
    #[default]
    Normalised,
    /// All votes over all pairs, as the public replications have it.
    Scholz,
}

/// How risk exponents come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Risk {
    /// From the threats to each actor, compared across actors.
    #[default]
    CrossActor,
    /// From the threats at each actor's position, compared with those it would face at the others' positions.
    OwnPosition,
    /// All exponents 1.
    Neutral,
}

/// Which offer an actor takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offers {
    /// Confrontation before compromise before capitulation, and within a kind the least move.
    #[default]
    LeastMove,
    /// As the replications have it: the smallest compromise position, and capitulation never happens.
    Scholz,
}

/// A variant of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eum {
    /// Denominator of probabilities.
    pub denominator: Denominator,
    /// Risk exponents.
    pub risk: Risk,
    /// Offers.
    pub offers: Offers,
    /// Probability that the status quo lasts when nothing is done, in [0, 1].
    pub stays: f64,
    /// Rounds at most.
    pub rounds: usize,
}

impl Default for Eum {
    fn default() -> Self {
        Self {
            denominator: Denominator::default(),
            risk: Risk::default(),
            offers: Offers::default(),
            stays: 1.0,
            rounds: 10,
        }
    }
}

/// What kind of offer was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoveKind {
    /// Both expect to gain: the loser moves all the way.
    Confrontation,
    /// One gains more than the other loses: part of the way.
    Compromise,
    /// The other would lose more: all the way.
    Capitulation,
}

/// A move of an actor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Who moves.
    pub actor: usize,
    /// By what kind of offer.
    pub kind: MoveKind,
    /// Whose offer.
    pub by: usize,
    /// Where to.
    pub to: f64,
}

/// The state at the start of a round, and the moves that it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct EumRound {
    /// Positions.
    pub positions: Vec<f64>,
    /// Weighted mean.
    pub mean: f64,
    /// Weighted median (its lower end).
    pub median: f64,
    /// Risk exponents, in [1/2, 2]; below 1 is acceptant of risk.
    pub exponents: Vec<f64>,
    /// Moves; none in the last round.
    pub moves: Vec<Move>,
}

/// Runs the expected-utility challenge model (Bueno de Mesquita 1994; Scholz, Calbert and Smith 2011) on one dimension. `line` holds positions
/// and weights (capability times salience), `salience` one number in [0, 1] an actor. The first entry is the start; the model need not
/// settle. `None` when nobody has weight. O(rounds · actors³).
pub fn eum(line: &[(f64, f64)], salience: &[f64], variant: &Eum) -> Option<Vec<EumRound>> {
    let (low, high) = line.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), (x, _)| (l.min(*x), h.max(*x)));
    let mut at: Vec<(f64, f64)> = line.to_vec();
    let mut rounds = Vec::new();
    for round in 0..=variant.rounds {
        let model = Model { line: &at, salience, range: high - low, variant };
        let mean = compromise(&at)?;
        let median = weighted_median(&at)?.low;
        let exponents = if high > low { model.exponents() } else { vec![1.0; at.len()] };
        let moves = if high > low && round < variant.rounds { model.moves(&exponents) } else { Vec::new() };
        let positions = at.iter().map(|(x, _)| *x).collect();
        let far = moves.iter().map(|one| (one.to - at[one.actor].0).abs()).fold(0.0, f64::max);
        moves.iter().for_each(|one| at[one.actor].0 = one.to);
        rounds.push(EumRound { positions, mean, median, exponents, moves });
        if far <= 1e-9 && variant.offers == Offers::LeastMove {
            break;
        }
    }
    Some(rounds)
}

/// `x` to the power `r`.
fn power(x: f64, r: f64) -> f64 {
    if r == 1.0 { x } else { libm::pow(x, r) }
}

struct Model<'a> {
    line: &'a [(f64, f64)],
    salience: &'a [f64],
    range: f64,
    variant: &'a Eum,
}

impl Model<'_> {
    fn x(&self, actor: usize) -> f64 {
        self.line[actor].0
    }

    /// Distance of each actor (row) to each position, raised to its exponent.
    fn reach(&self, exponents: &[f64]) -> Vec<f64> {
        let to = |k: usize, j: usize| power((self.x(k) - self.x(j)).abs() / self.range, exponents[k]);
        (0..self.line.len()).flat_map(|k| (0..self.line.len()).map(move |j| to(k, j))).collect()
    }

    /// Probability that i's position beats j's, for all pairs.
    fn probabilities(&self, exponents: &[f64]) -> Vec<f64> {
        let n = self.line.len();
        let reach = self.reach(exponents);
        let votes = |k: usize, a: usize, b: usize| self.line[k].1 * (reach[k * n + b] - reach[k * n + a]);
        let mut all = 0.0;
        let mut found = vec![0.0; n * n];
        if self.variant.denominator == Denominator::Scholz {
            for k in 0..n {
                for a in 0..n {
                    all += (0..n).map(|b| votes(k, a, b).abs()).sum::<f64>();
                }
            }
        }
        for i in 0..n {
            for j in 0..n {
                if self.x(i) == self.x(j) {
                    continue;
                }
                let (mut won, mut cast) = (0.0, 0.0);
                for k in 0..n {
                    let votes = votes(k, i, j);
                    won += votes.max(0.0);
                    cast += votes.abs();
                }
                let over = if self.variant.denominator == Denominator::Scholz { all } else { cast };
                found[i * n + j] = if over > 0.0 { won / over } else { 0.0 };
            }
        }
        found
    }

    /// What i expects to gain by challenging j, seen with risk exponent `r`.
    fn expected(&self, p: &[f64], i: usize, j: usize, r: f64) -> f64 {
        let apart = (self.x(i) - self.x(j)).abs() / self.range;
        let value = |x: f64| 2.0 - 4.0 * power(x, r);
        let (success, failure, status) = (value(0.5 - apart / 2.0), value(0.5 + apart / 2.0), value(0.5));
        let (win, care) = (p[i * self.line.len() + j], self.salience[j]);
        // Where the status quo may not last, it changes for the better or the worse with even odds.
        let stays = self.variant.stays;
        let idle = stays * status + (1.0 - stays) * (0.5 * success + 0.5 * failure);
        care * (win * success + (1.0 - win) * failure) + (1.0 - care) * success - idle
    }

    fn exponents(&self) -> Vec<f64> {
        let n = self.line.len();
        let flat = vec![1.0; n];
        let threats = |model: &Model<'_>, p: &[f64], i: usize| -> f64 {
            (0..n).filter(|j| *j != i).map(|j| model.expected(p, j, i, 1.0)).sum()
        };
        let bounds =
            |values: &[f64]| values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(*x), h.max(*x)));
        let exponent = |own: f64, (low, high): (f64, f64)| {
            if high <= low {
                return 1.0;
            }
            let attitude = (2.0 * own - high - low) / (high - low);
            (1.0 - attitude / 3.0) / (1.0 + attitude / 3.0)
        };
        match self.variant.risk {
            Risk::Neutral => flat,
            Risk::CrossActor => {
                let p = self.probabilities(&flat);
                let all: Vec<f64> = (0..n).map(|i| threats(self, &p, i)).collect();
                let range = bounds(&all);
                all.iter().map(|own| exponent(*own, range)).collect()
            }
            Risk::OwnPosition => (0..n)
                .map(|i| {
                    let at = |position: f64| {
                        let mut line = self.line.to_vec();
                        line[i].0 = position;
                        let model = Model { line: &line, ..*self };
                        threats(&model, &model.probabilities(&flat), i)
                    };
                    let all: Vec<f64> = (0..n).map(|j| at(self.x(j))).collect();
                    exponent(all[i], bounds(&all))
                })
                .collect(),
        }
    }

    /// What each actor does with the offers that it sees: all move at once.
    fn moves(&self, exponents: &[f64]) -> Vec<Move> {
        let n = self.line.len();
        let p = self.probabilities(exponents);
        (0..n).filter_map(|i| self.taken(i, &p, exponents[i])).collect()
    }

    fn taken(&self, i: usize, p: &[f64], r: f64) -> Option<Move> {
        let scholz = self.variant.offers == Offers::Scholz;
        // Offers with what they are chosen by: the least.
        let mut offers: Vec<(Move, f64)> = Vec::new();
        for j in (0..self.line.len()).filter(|j| *j != i && self.x(*j) != self.x(i)) {
            let (own, theirs) = (self.expected(p, i, j, r), self.expected(p, j, i, r));
            let (x, y) = (self.x(i), self.x(j));
            let (kind, to) = if theirs > own && own > 0.0 {
                (MoveKind::Confrontation, y)
            } else if theirs > 0.0 && own < 0.0 && theirs > own.abs() {
                (MoveKind::Compromise, x + (y - x) * (own / theirs).abs())
            } else if theirs > 0.0 && own < 0.0 && theirs < own.abs() && !scholz {
                (MoveKind::Capitulation, y)
            } else {
                continue;
            };
            // The replications choose among compromises by a position, not by how far it is.
            let by = match kind {
                MoveKind::Compromise if scholz => (own.abs() * x + theirs * y) / (own.abs() + theirs),
                _ => (to - x).abs(),
            };
            offers.push((Move { actor: i, kind, by: j, to }, by));
        }
        let kind = offers.iter().map(|(offer, _)| offer.kind).min()?;
        offers.retain(|(offer, _)| offer.kind == kind);
        offers.into_iter().reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(offer, _)| offer)
    }
}
