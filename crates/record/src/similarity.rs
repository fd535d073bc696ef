//! How alike two states' portfolios of alliances are: S of Signorino & Ritter 1999, kappa and pi of Hage 2011, Kendall's tau-b.
//!
//! Portfolios hold a value from 0 to 3 towards every member of the system, the two states themselves included; a state's value towards
//! itself is 3. Every measure but the weighted S is a function of the four by four table of how often value x of one state stands
//! beside value y of the other, so one pass over the members serves all. Work O(n³) a year for all pairs of n members.

use crate::sets::Series;
use crate::states::{State, Year, states};

/// Own entry, and highest value.
const TOP: u8 = 3;

/// A measure of likeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// S with absolute distances, every state counting the same.
    S,
    /// S with squared distances.
    SSquared,
    /// S with absolute distances, states weighed by CINC.
    SCinc,
    /// Agreement beyond chance with each state's own distribution (Cohen's weights, squared).
    Kappa,
    /// Agreement beyond chance with one pooled distribution (Scott's weights, squared).
    Pi,
    /// Rank correlation that allows for ties.
    TauB,
}

/// The portfolios of a year.
#[derive(Debug, Clone)]
pub struct Portfolios {
    /// The year.
    pub year: Year,
    /// Members in the order of their numbers.
    pub members: Vec<State>,
    /// Row by row, members by members.
    values: Vec<u8>,
    /// Weight of each member; NaN where CINC is missing.
    weights: Vec<f64>,
    /// For each member the first other towards which its obligation is not known.
    unsure: Vec<Option<State>>,
}

/// The value of an obligation: defence or offence 3, neutrality or consultation 2, nonaggression 1.
pub fn obligation(flags: &[f64]) -> u8 {
    let has = |place: usize| flags.get(place).is_some_and(|flag| *flag > 0.0);
    match () {
        () if has(0) || has(1) => TOP,
        () if has(2) || has(4) => 2,
        () if has(3) => 1,
        () => 0,
    }
}

/// The least and the most that an obligation may be where some of its flags are not known.
pub fn obligations(flags: &[f64]) -> (u8, u8) {
    let most: Vec<f64> = flags.iter().map(|flag| if flag.is_finite() { *flag } else { 1.0 }).collect();
    (obligation(flags), obligation(&most))
}

impl Portfolios {
    /// Of every year from `from` to `to`, from obligations of pairs and, for the weighted S, capabilities of states.
    pub fn of_years(atop: &Series, cinc: Option<&Series>, from: Year, to: Year) -> Vec<Self> {
        let list = states();
        let mut years: Vec<Self> = (from..=to)
            .map(|year| {
                let members = list.members(year);
                let count = members.len();
                let mut values = vec![0; count * count];
                (0..count).for_each(|place| values[place * count + place] = TOP);
                let cinc = |state: &State| {
                    cinc.and_then(|series| series.last_at(*state, *state, year))
                        .map_or(f64::NAN, |(values, _)| values[0])
                };
                let weights = members.iter().map(cinc).collect();
                let unsure = vec![None; count];
                Self { year, members, values, weights, unsure }
            })
            .collect();
        let mut open = Vec::new();
        for (spell, flags) in atop.all() {
            let (value, most) = obligations(flags);
            for year in spell.from.max(from)..=spell.to.min(to) {
                let of = &mut years[(year - from) as usize];
                if let (Ok(a), Ok(b)) = (of.members.binary_search(&spell.a), of.members.binary_search(&spell.b)) {
                    let count = of.members.len();
                    of.values[a * count + b] = of.values[a * count + b].max(value);
                    of.values[b * count + a] = of.values[b * count + a].max(value);
                    if most > value {
                        open.push((year, (a, b)));
                    }
                }
            }
        }
        // What another row says may settle it.
        open.into_iter().for_each(|(year, pair)| years[(year - from) as usize].doubt(pair));
        for (states, lack, _) in atop.every_lack() {
            for year in lack.from.max(from)..=lack.to.min(to) {
                years[(year - from) as usize].lack(states);
            }
        }
        years
    }

    /// Marks a row that was kept out: it may be of a pair, or of a state with any other.
    fn lack(&mut self, states: [Option<State>; 2]) {
        let place = |state: Option<State>| self.members.binary_search(&state?).ok();
        match states.map(place) {
            [Some(a), Some(b)] => self.doubt((a, b)),
            [Some(one), None] | [None, Some(one)] if states.contains(&None) => {
                let own = self.members[one];
                self.unsure.iter_mut().filter(|of| of.is_none()).for_each(|of| *of = Some(own));
            }
            _ => {}
        }
    }

    /// Marks an obligation that is not known, but where it is known to be the highest.
    fn doubt(&mut self, (a, b): (usize, usize)) {
        if self.values[a * self.members.len() + b] < TOP {
            self.unsure[a].get_or_insert(self.members[b]);
            self.unsure[b].get_or_insert(self.members[a]);
        }
    }

    /// The first state towards which a member's obligation is not known, and the member itself.
    pub fn unsure(&self, state: State) -> Option<(State, State)> {
        let place = self.members.binary_search(&state).ok()?;
        Some((self.unsure[place]?, state))
    }

    /// Members whose portfolio is not known whole.
    pub fn unsure_members(&self) -> usize {
        self.unsure.iter().flatten().count()
    }

    fn row(&self, place: usize) -> &[u8] {
        let count = self.members.len();
        &self.values[place * count..(place + 1) * count]
    }

    /// The measure of one pair; `None` where a state is no member that year or the measure is undefined.
    pub fn pair(&self, measure: Measure, a: State, b: State) -> Option<f64> {
        let (a, b) = (self.members.binary_search(&a).ok()?, self.members.binary_search(&b).ok()?);
        self.at(measure, a, b)
    }

    /// The measure of every pair in the order of the members, each pair once.
    pub fn all(&self, measure: Measure) -> Vec<(State, State, Option<f64>)> {
        let count = self.members.len();
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        pairs.map(|(a, b)| (self.members[a], self.members[b], self.at(measure, a, b))).collect()
    }

    /// S, kappa, pi and tau-b of every pair, in that order; NaN where undefined.
    pub fn every_measure(&self) -> Vec<[f64; 4]> {
        let count = self.members.len();
        let mut found = Vec::with_capacity(count * count.saturating_sub(1) / 2);
        for a in 0..count {
            for b in a + 1..count {
                let table = Beside::of(self.row(a), self.row(b));
                if self.unsure[a].is_some() || self.unsure[b].is_some() {
                    found.push([f64::NAN; 4]);
                    continue;
                }
                let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
                found.push([table.s(), or_nan(table.kappa()), or_nan(table.pi()), or_nan(table.tau_b())]);
            }
        }
        found
    }

    fn at(&self, measure: Measure, a: usize, b: usize) -> Option<f64> {
        if self.unsure[a].is_some() || self.unsure[b].is_some() {
            return None;
        }
        let table = || Beside::of(self.row(a), self.row(b));
        match measure {
            Measure::S => Some(table().s()),
            Measure::SSquared => Some(table().s_squared()),
            Measure::SCinc => self.weighted(a, b),
            Measure::Kappa => table().kappa(),
            Measure::Pi => table().pi(),
            Measure::TauB => table().tau_b(),
        }
    }

    /// S weighed by CINC, over the members that have it; undefined where none has.
    fn weighted(&self, a: usize, b: usize) -> Option<f64> {
        let (mut apart, mut total) = (0.0, 0.0);
        for ((x, y), weight) in self.row(a).iter().zip(self.row(b)).zip(&self.weights) {
            if weight.is_finite() {
                apart += weight * f64::from(x.abs_diff(*y));
                total += weight;
            }
        }
        (total > 0.0).then(|| 1.0 - 2.0 * apart / (f64::from(TOP) * total))
    }
}

/// Measures of two portfolios of which is known how often each value of one stands beside each of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// S with absolute distances, in [-1, 1].
    pub s: f64,
    /// S with squared distances.
    pub s_squared: f64,
    /// Agreement beyond chance with each state's own distribution; undefined for two constant portfolios.
    pub kappa: Option<f64>,
    /// With one pooled distribution.
    pub pi: Option<f64>,
    /// Rank correlation; undefined where a portfolio is constant.
    pub tau_b: Option<f64>,
}

/// The measures of a table of counts.
pub fn likeness(beside: &[[u32; 4]; 4]) -> Likeness {
    let table = Beside(*beside);
    Likeness { s: table.s(), s_squared: table.s_squared(), kappa: table.kappa(), pi: table.pi(), tau_b: table.tau_b() }
}

/// How often value x of one row stands beside value y of the other.
struct Beside([[u32; 4]; 4]);

impl Beside {
    fn of(a: &[u8], b: &[u8]) -> Self {
        let mut flat = [0_u32; 16];
        for (x, y) in a.iter().zip(b) {
            flat[usize::from(x & 3) << 2 | usize::from(y & 3)] += 1;
        }
        let mut table = [[0; 4]; 4];
        flat.iter().enumerate().for_each(|(place, count)| table[place >> 2][place & 3] = *count);
        Self(table)
    }

    fn each(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        (0..16).map(|place| ((place >> 2) as f64, (place & 3) as f64, f64::from(self.0[place >> 2][place & 3])))
    }

    fn count(&self) -> f64 {
        self.each().map(|(.., count)| count).sum()
    }

    fn s(&self) -> f64 {
        let apart: f64 = self.each().map(|(x, y, count)| count * (x - y).abs()).sum();
        1.0 - 2.0 * apart / (f64::from(TOP) * self.count())
    }

    fn s_squared(&self) -> f64 {
        let top = f64::from(TOP);
        let apart: f64 = self.each().map(|(x, y, count)| count * (x - y) * (x - y) / (top * top)).sum();
        1.0 - 2.0 * apart / self.count()
    }

    /// Mean squared distance, means and variances of the two rows.
    fn moments(&self) -> (f64, (f64, f64), (f64, f64)) {
        let n = self.count();
        let mean =
            |value: &dyn Fn(f64, f64) -> f64| self.each().map(|(x, y, count)| count * value(x, y)).sum::<f64>() / n;
        let (mx, my) = (mean(&|x, _| x), mean(&|_, y| y));
        let (vx, vy) = (mean(&|x, _| x * x) - mx * mx, mean(&|_, y| y * y) - my * my);
        (mean(&|x, y| (x - y) * (x - y)), (mx, my), (vx, vy))
    }

    fn kappa(&self) -> Option<f64> {
        let (apart, (mx, my), (vx, vy)) = self.moments();
        let chance = vx + vy + (mx - my) * (mx - my);
        (chance > 1e-12).then(|| 1.0 - apart / chance)
    }

    fn pi(&self) -> Option<f64> {
        let (apart, (mx, my), (vx, vy)) = self.moments();
        let pooled = (vx + vy) / 2.0 + (mx - my) * (mx - my) / 4.0;
        (pooled > 1e-12).then(|| 1.0 - apart / (2.0 * pooled))
    }

    /// Concordant less discordant pairs of members, over the geometric mean of the pairs not tied in one row and in the other.
    fn tau_b(&self) -> Option<f64> {
        let t = &self.0;
        let pairs = |count: u64| count * count.saturating_sub(1) / 2;
        let (mut concordant, mut discordant, mut total) = (0_u64, 0_u64, 0_u64);
        let (mut rows, mut columns) = ([0_u64; 4], [0_u64; 4]);
        for x in 0..4 {
            for y in 0..4 {
                let count = u64::from(t[x][y]);
                total += count;
                rows[x] += count;
                columns[y] += count;
                for above in &t[x + 1..] {
                    concordant += count * above[y + 1..].iter().map(|count| u64::from(*count)).sum::<u64>();
                    discordant += count * above[..y].iter().map(|count| u64::from(*count)).sum::<u64>();
                }
            }
        }
        let untied = |of: [u64; 4]| (pairs(total) - of.iter().map(|count| pairs(*count)).sum::<u64>()) as f64;
        let below = (untied(rows) * untied(columns)).sqrt();
        (below > 0.0).then(|| (concordant as f64 - discordant as f64) / below)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// The definitions, member by member and pair by pair.
    mod plain {
        pub(super) fn s(a: &[u8], b: &[u8]) -> f64 {
            let apart: f64 = a.iter().zip(b).map(|(x, y)| f64::from(x.abs_diff(*y))).sum();
            1.0 - 2.0 * apart / (3.0 * a.len() as f64)
        }

        fn mean(of: &[f64]) -> f64 {
            of.iter().sum::<f64>() / of.len() as f64
        }

        fn variance(of: &[f64]) -> f64 {
            mean(&of.iter().map(|x| (x - mean(of)) * (x - mean(of))).collect::<Vec<_>>())
        }

        pub(super) fn kappa_pi(a: &[u8], b: &[u8]) -> (f64, f64) {
            let a: Vec<f64> = a.iter().map(|x| f64::from(*x)).collect();
            let b: Vec<f64> = b.iter().map(|x| f64::from(*x)).collect();
            let d = mean(&a.iter().zip(&b).map(|(x, y)| (x - y) * (x - y)).collect::<Vec<_>>());
            let gap = mean(&a) - mean(&b);
            let pooled: Vec<f64> = a.iter().chain(&b).copied().collect();
            (1.0 - d / (variance(&a) + variance(&b) + gap * gap), 1.0 - d / (2.0 * variance(&pooled)))
        }

        pub(super) fn tau_b(a: &[u8], b: &[u8]) -> f64 {
            let (mut net, mut x, mut y) = (0.0, 0.0, 0.0);
            for i in 0..a.len() {
                for j in i + 1..a.len() {
                    let sign = |of: &[u8]| {
                        (f64::from(of[i]) - f64::from(of[j])).signum() * f64::from(u8::from(of[i] != of[j]))
                    };
                    net += sign(a) * sign(b);
                    x += sign(a).abs();
                    y += sign(b).abs();
                }
            }
            net / (x * y).sqrt()
        }
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    proptest! {
        #[test]
        fn the_table_gives_what_the_definitions_give(
            pair in prop::collection::vec((0_u8..4, 0_u8..4), 1..40),
        ) {
            let (a, b): (Vec<u8>, Vec<u8>) = pair.into_iter().unzip();
            let (table, turned) = (Beside::of(&a, &b), Beside::of(&b, &a));
            prop_assert!(close(table.s(), plain::s(&a, &b)));
            prop_assert!((-1.0..=1.0).contains(&table.s()) && close(table.s(), turned.s()));
            let (kappa, pi) = plain::kappa_pi(&a, &b);
            if let Some(found) = table.kappa() {
                prop_assert!(close(found, kappa) && found <= 1.0 + 1e-9);
            }
            if let Some(found) = table.pi() {
                prop_assert!(close(found, pi) && found <= 1.0 + 1e-9);
            }
            if let Some(found) = table.tau_b() {
                prop_assert!(close(found, plain::tau_b(&a, &b)) && close(found, turned.tau_b().unwrap()));
            }
            prop_assert!(close(Beside::of(&a, &a).s(), 1.0));
        }

        /// A state towards which both have the same value draws S towards 1 by the stated dilution.
        #[test]
        fn a_further_state_dilutes(pair in prop::collection::vec((0_u8..4, 0_u8..4), 1..40), value in 0_u8..4) {
            let (mut a, mut b): (Vec<u8>, Vec<u8>) = pair.into_iter().unzip();
            let before = Beside::of(&a, &b).s();
            let n = a.len() as f64;
            a.push(value);
            b.push(value);
            prop_assert!(close(1.0 - Beside::of(&a, &b).s(), (1.0 - before) * n / (n + 1.0)));
        }
    }
}
