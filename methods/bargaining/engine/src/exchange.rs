//! Position exchange between issues (Stokman and Van Oosten 1994): two actors on opposite sides of two issues each give way on the issue
//! they care less about, so that both gain alike.

use crate::forecast::compromise;

/// What an actor has at stake in an issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stake {
    /// Position, 0 to 100.
    pub position: f64,
    /// Salience, in [0, 1].
    pub salience: f64,
    /// Capability.
    pub capability: f64,
}

impl Stake {
    /// Capability times salience.
    fn weight(&self) -> f64 {
        self.capability * self.salience
    }
}

/// An exchange: `i` receives on `p` and gives on `q`, `j` the other way round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// Who cares relatively more about `p`.
    pub i: usize,
    /// Its partner.
    pub j: usize,
    /// The issue on which `j` gives way.
    pub p: usize,
    /// The issue on which `i` gives way.
    pub q: usize,
    /// What each of the two gains: shift of outcomes times salience.
    pub gain: f64,
    /// Shift of the outcome on `p`, towards `i`.
    pub shift_p: f64,
    /// Shift of the outcome on `q`, towards `j`.
    pub shift_q: f64,
    /// How far `i` moves on `q`.
    pub move_i: f64,
    /// How far `j` moves on `p`.
    pub move_j: f64,
}

/// Gains below this are rounding.
const LEAST_GAIN: f64 = 1e-10;

/// Outcome of every issue by the compromise of its actors; `stakes[issue][actor]`, `None` where an actor has no stake.
pub fn compromises(stakes: &[Vec<Option<Stake>>]) -> Vec<Option<f64>> {
    stakes.iter().map(|issue| outcome(issue)).collect()
}

fn outcome(issue: &[Option<Stake>]) -> Option<f64> {
    let line: Vec<(f64, f64)> = issue.iter().flatten().map(|stake| (stake.position, stake.weight())).collect();
    compromise(&line)
}

/// The state of a round: positions as they stand, and those that may no longer move.
struct Table {
    stakes: Vec<Vec<Option<Stake>>>,
    fixed: Vec<Vec<bool>>,
    /// By issue the sum of weights, which no exchange changes.
    totals: Vec<f64>,
    /// By issue its outcome as positions stand.
    outcomes: Vec<Option<f64>>,
    /// Two actors who both have a stake in two issues, and the two issues.
    pairs: Vec<[usize; 4]>,
    /// By pair the exchange that pays as things stand.
    open: Vec<Option<Exchange>>,
}

impl Table {
    fn of(stakes: &[Vec<Option<Stake>>]) -> Self {
        let total = |issue: &Vec<Option<Stake>>| issue.iter().flatten().map(Stake::weight).sum();
        let mut table = Self {
            totals: stakes.iter().map(total).collect(),
            outcomes: compromises(stakes),
            fixed: stakes.iter().map(|issue| vec![false; issue.len()]).collect(),
            pairs: pairs(stakes),
            open: Vec::new(),
            stakes: stakes.to_vec(),
        };
        table.open = table.pairs.iter().map(|pair| table.exchange(*pair)).collect();
        table
    }

    /// The exchange of two actors over two issues, when they stand on opposite sides of both and it pays.
    fn exchange(&self, [a, b, one, two]: [usize; 4]) -> Option<Exchange> {
        let outcomes = &self.outcomes;
        let stake = |issue: usize, actor: usize| self.stakes[issue][actor];
        let (a1, b1, a2, b2) = (stake(one, a)?, stake(one, b)?, stake(two, a)?, stake(two, b)?);
        let left = |stake: Stake, issue: usize| Some(stake.position <= outcomes[issue]?);
        if left(a1, one)? == left(b1, one)? || left(a2, two)? == left(b2, two)? {
            return None;
        }
        let (ratio_a, ratio_b) = (a1.salience * b2.salience, b1.salience * a2.salience);
        // Of the two, i cares relatively more about p: s_ip / s_iq is the larger.
        let (i, j) = if ratio_a > ratio_b {
            (a, b)
        } else if ratio_b > ratio_a {
            (b, a)
        } else {
            return None;
        };
        let (p, q) = (one, two);
        let (ip, jp, iq, jq) = (stake(p, i)?, stake(p, j)?, stake(q, i)?, stake(q, j)?);
        if self.fixed[p][j] || self.fixed[q][i] {
            return None;
        }
        let (sum_p, sum_q) = (self.totals[p], self.totals[q]);
        let to_q = |dp: f64| dp * (ip.salience + jp.salience) / (iq.salience + jq.salience);
        let to_p = |dq: f64| dq * (iq.salience + jq.salience) / (ip.salience + jp.salience);
        let mut move_j = (ip.position - jp.position).abs();
        let mut dp = move_j * jp.salience * jp.capability / sum_p;
        let mut dq = to_q(dp);
        let mut move_i = dq * sum_q / (iq.capability * iq.salience);
        let farthest = (jq.position - iq.position).abs();
        if move_i.is_nan() || move_i > farthest {
            move_i = farthest;
            dq = move_i * iq.salience * iq.capability / sum_q;
            dp = to_p(dq);
        }
        // An outcome does not pass the position of the one it moves towards.
        let (room_p, room_q) = ((ip.position - outcomes[p]?).abs(), (jq.position - outcomes[q]?).abs());
        if dp > room_p {
            dp = room_p;
            dq = to_q(dp);
        }
        if dq > room_q {
            dq = room_q;
            dp = to_p(dq);
        }
        move_j = dp * sum_p / (jp.capability * jp.salience);
        move_i = if dq > 0.0 { dq * sum_q / (iq.capability * iq.salience) } else { 0.0 * move_i };
        let gain = dp * ip.salience - dq * iq.salience;
        let within = |from: f64, by: f64, towards: f64| {
            let to = from + by * (towards - from).signum();
            by.is_finite() && (-1e-9..=100.0 + 1e-9).contains(&to)
        };
        let valid =
            gain > LEAST_GAIN && within(iq.position, move_i, jq.position) && within(jp.position, move_j, ip.position);
        valid.then_some(Exchange { i, j, p, q, gain, shift_p: dp, shift_q: dq, move_i, move_j })
    }

    /// The most gainful exchange as things stand.
    fn best(&self) -> Option<Exchange> {
        self.open.iter().flatten().min_by(|a, b| order(a, b)).copied()
    }

    /// Carries an exchange out: what others can exchange changes where it is over one of the two issues.
    fn execute(&mut self, exchange: &Exchange) {
        let Exchange { i, j, p, q, .. } = *exchange;
        carry_out(&mut self.stakes, exchange);
        (self.fixed[q][i], self.fixed[p][j]) = (true, true);
        for issue in [p, q] {
            self.outcomes[issue] = outcome(&self.stakes[issue]);
        }
        for place in 0..self.pairs.len() {
            let [_, _, one, two] = self.pairs[place];
            if [p, q].contains(&one) || [p, q].contains(&two) {
                self.open[place] = self.exchange(self.pairs[place]);
            }
        }
    }
}

/// Moves the two positions that an exchange moves.
pub fn carry_out(stakes: &mut [Vec<Option<Stake>>], exchange: &Exchange) {
    let Exchange { i, j, p, q, move_i, move_j, .. } = *exchange;
    let towards = |from: f64, to: f64, by: f64| from + by * (to - from).signum();
    let place = |issue: usize, actor: usize| stakes[issue][actor].map_or(0.0, |stake| stake.position);
    let (ip, jp, iq, jq) = (place(p, i), place(p, j), place(q, i), place(q, j));
    if let Some(stake) = &mut stakes[q][i] {
        stake.position = towards(iq, jq, move_i).clamp(0.0, 100.0);
    }
    if let Some(stake) = &mut stakes[p][j] {
        stake.position = towards(jp, ip, move_j).clamp(0.0, 100.0);
    }
}

/// Two actors who both have a stake in two issues, and the two issues.
fn pairs(stakes: &[Vec<Option<Stake>>]) -> Vec<[usize; 4]> {
    let actors = stakes.first().map_or(0, Vec::len);
    let mut pairs = Vec::new();
    for p in 0..stakes.len() {
        for q in p + 1..stakes.len() {
            let both: Vec<usize> = (0..actors).filter(|a| stakes[p][*a].is_some() && stakes[q][*a].is_some()).collect();
            for (place, a) in both.iter().enumerate() {
                pairs.extend(both[place + 1..].iter().map(|b| [*a, *b, p, q]));
            }
        }
    }
    pairs
}

/// The most gainful first; between equals the issues and actors that come first.
fn order(a: &Exchange, b: &Exchange) -> std::cmp::Ordering {
    let key = |x: &Exchange| (x.p.min(x.q), x.p.max(x.q), x.i.min(x.j), x.i.max(x.j));
    b.gain.total_cmp(&a.gain).then(key(a).cmp(&key(b)))
}

/// Every exchange that pays both, the most gainful first, before any is carried out; `stakes` as of [`exchanges`].
pub fn feasible_exchanges(stakes: &[Vec<Option<Stake>>]) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Table::of(stakes).open.into_iter().flatten().collect();
    found.sort_by(order);
    found
}

/// What an exchange means to an actor: how much nearer the two outcomes come to its positions, by its saliences, in points times salience. For
/// the two traders it is their gain; for others a gain or loss that nobody asked them about.
pub fn externality(stakes: &[Vec<Option<Stake>>], exchange: &Exchange, actor: usize) -> f64 {
    let side = |issue: usize, shift: f64, towards: usize| -> f64 {
        let outcome = outcome(&stakes[issue]);
        let (Some(own), Some(to), Some(from)) = (stakes[issue][actor], stakes[issue][towards], outcome) else {
            return 0.0;
        };
        let after = from + shift * (to.position - from).signum();
        own.salience * ((from - own.position).abs() - (after - own.position).abs())
    };
    side(exchange.p, exchange.shift_p, exchange.i) + side(exchange.q, exchange.shift_q, exchange.j)
}

/// What one round of exchanges did.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The exchanges in their order.
    pub done: Vec<Exchange>,
    /// Positions at the end, by issue and actor.
    pub stakes: Vec<Vec<Option<Stake>>>,
}

/// One round of position exchange (Stokman and Van Oosten 1994): the most gainful exchange is carried out and the two positions moved are
/// fixed, then the best of the rest, until none pays. `stakes[issue][actor]`, `None` where an actor has no stake. O(exchanges · pairs of
/// actors · pairs of issues).
///
/// # Examples
/// Each cares more about another issue; both gain alike by giving way on the one they care less about.
/// ```
/// use detente_bargain::{Stake, exchanges, externality};
///
/// let stake = |position, salience| Some(Stake { position, salience, capability: 1.0 });
/// let stakes = [vec![stake(100.0, 1.0), stake(0.0, 0.5)], vec![stake(100.0, 0.5), stake(0.0, 1.0)]];
/// let round = exchanges(&stakes);
/// let traded = &round.done[0];
/// assert_eq!((round.done.len(), traded.i, traded.p), (1, 0, 0));
/// assert!([0, 1].iter().all(|actor| (externality(&stakes, traded, *actor) - traded.gain).abs() < 1e-9));
/// ```
pub fn exchanges(stakes: &[Vec<Option<Stake>>]) -> Round {
    let mut table = Table::of(stakes);
    let mut done = Vec::new();
    while let Some(best) = table.best() {
        table.execute(&best);
        done.push(best);
    }
    Round { done, stakes: table.stakes }
}
