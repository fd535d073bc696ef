//! What the network of the year before says about a pair: third states between the two, the two blocs of the best division, and how
//! firmly each stands in its own.
//!
//! A tie is hostile where the pair had a dispute in five years, else friendly where it has any obligation but nonaggression alone.
//! The division is that of the frustration index (two blocs, least ties against it); its cost of moving one state over is the
//! state's margin. A tie that goes against the division is strained; its tolerance is how far it alone may move before its ends change
//! places in the best division, worked out exactly.

use std::collections::BTreeMap;

use detente_balance::frustration::{Budget, Scope, TieCosts, alternatives, frustration};
use detente_balance::{SignedNetwork, Steps, Tie};

use super::disputes::Disputes;
use crate::states::{Known, State, Year};

/// Years in which a dispute makes a tie hostile.
const HOSTILE: Year = 5;
/// Steps that the tolerances of one year may take.
const MOST_STEPS: u64 = 20_000;

/// Columns, in order.
pub(super) const STRUCTURE: [&str; 7] = ["friends", "enemies", "mixed", "apart", "margin", "strained", "tolerance"];

/// The network of one year.
pub(super) struct Structure {
    signs: Vec<i8>,
    count: usize,
    bloc: Vec<usize>,
    margin: Vec<f64>,
    degree: Vec<u32>,
    /// How far each tie may move, by its pair of places.
    tolerance: BTreeMap<(usize, usize), f64>,
}

impl Structure {
    /// With the tolerance of every tie where it is asked for, which takes seconds. From pacts (bits of ATOP obligations by pair of known states) and disputes up to `year`.
    pub(super) fn of(
        year: Year,
        members: &[State],
        pacts: &[u8],
        disputes: &Disputes,
        known: &Known,
        every_tie: bool,
    ) -> Self {
        const NONAGGRESSION: u8 = 1 << 3;
        let count = members.len();
        let mut signs = vec![0_i8; count * count];
        let mut ties = Vec::new();
        for (i, a) in members.iter().enumerate() {
            for (j, b) in members.iter().enumerate().skip(i + 1) {
                let (Some(x), Some(y)) = (known.place(*a), known.place(*b)) else { continue };
                let hostile = disputes.within((x, y), year - HOSTILE + 1, year).next().is_some();
                let friendly = pacts[x * known.len() + y] & !NONAGGRESSION > 0;
                let sign = if hostile { -1 } else { i8::from(friendly) };
                if sign != 0 {
                    signs[i * count + j] = sign;
                    signs[j * count + i] = sign;
                    ties.push(Tie { a: i, b: j, weight: f64::from(sign) });
                }
            }
        }
        let budget = Budget { nodes: 20, packings: 2, ..Budget::default() };
        let (mut bloc, mut tolerance) = (vec![0; count], BTreeMap::new());
        if let Ok(network) = SignedNetwork::new(count, ties.clone()) {
            let found = frustration(&network, budget);
            let steps = Steps::of(MOST_STEPS);
            let costs = every_tie.then(|| alternatives(&network, &found.certificate, false, Scope::EveryTie, &steps));
            let costs = costs.flatten().into_iter().flat_map(|other| other.ties);
            let known = network.ties().iter().zip(costs).filter_map(|(tie, costs)| Some((tie, costs?)));
            tolerance.extend(known.map(|(tie, costs): (_, TieCosts)| ((tie.a, tie.b), costs.tolerance())));
            bloc = found.blocs;
        }
        let (mut margin, mut degree) = (vec![0.0; count], vec![0; count]);
        for tie in &ties {
            let kept = if bloc[tie.a] == bloc[tie.b] { tie.weight } else { -tie.weight };
            for state in [tie.a, tie.b] {
                margin[state] += kept;
                degree[state] += 1;
            }
        }
        Self { signs, count, bloc, margin, degree, tolerance }
    }

    /// The columns of a pair, by its places among the members.
    pub(super) fn pair(&self, i: usize, j: usize) -> [f64; STRUCTURE.len()] {
        let row = |state: usize| &self.signs[state * self.count..(state + 1) * self.count];
        let (mut friends, mut enemies, mut mixed) = (0_u32, 0_u32, 0_u32);
        for (x, y) in row(i).iter().zip(row(j)) {
            match (x * y, *x) {
                (1, 1) => friends += 1,
                (1, _) => enemies += 1,
                (-1, _) => mixed += 1,
                _ => {}
            }
        }
        let known = self.degree[i] > 0 && self.degree[j] > 0;
        let apart = known && self.bloc[i] != self.bloc[j];
        let firm = |state: usize| self.margin[state] / f64::from(self.degree[state].max(1));
        let log = |count: u32| libm::log1p(f64::from(count));
        let yes = |flag: bool| f64::from(u8::from(flag));
        let sign = row(i)[j];
        let strained = sign != 0 && (sign > 0) == apart;
        let tolerance = libm::log1p(self.tolerance.get(&(i.min(j), i.max(j))).copied().unwrap_or(0.0));
        [log(friends), log(enemies), log(mixed), yes(apart), firm(i).min(firm(j)), yes(strained), tolerance]
    }
}
