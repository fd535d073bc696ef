//! A proof of bounds that a reader of a few lines can check: a division, and cycles that no division can satisfy.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::chain::Chain;
use super::dual::Dual;
use crate::grid::Grid;
use crate::network::{SignedNetwork, components};

/// A cycle of a packing, or with few blocs a crowd: ties that no division allowed satisfies together.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct PackedCycle {
    /// What it is worth, in parts of a unit of the grid.
    pub worth: i64,
    /// Its ties by place in the network; places from the number of ties on are decisions of the leaf.
    pub ties: Vec<usize>,
}

/// One leaf of the branching: decisions, and a packing under them.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Leaf {
    /// Leaves of one section cover every division together; what sections prove adds up, for no tie is used in two.
    #[serde(default, skip_serializing_if = "is_first")]
    pub section: usize,
    /// (actor, actor, together): what is decided in this leaf.
    pub decided: Vec<(usize, usize, bool)>,
    /// Parts of a unit in which `worth` is counted.
    pub parts: i64,
    /// Cycles; worth nothing when the decisions contradict each other.
    pub cycles: Vec<PackedCycle>,
    /// Whether one cycle runs over decisions alone, so that no division fits the leaf.
    pub empty: bool,
    /// In place of cycles: the least costs of ever more actors, found by enumeration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Chain>,
    /// In place of cycles: multipliers of the semidefinite relaxation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dual: Option<Dual>,
}

impl Leaf {
    /// The only leaf of a search that decided nothing, its cycles worth whole units.
    pub(super) fn whole(cycles: Vec<PackedCycle>) -> Self {
        Self { section: 0, decided: Vec::new(), parts: 1, cycles, empty: false, chain: None, dual: None }
    }

    /// The only leaf of an enumeration.
    pub(super) fn enumerated(chain: Chain) -> Self {
        Self { chain: Some(chain), ..Self::whole(Vec::new()) }
    }

    /// The ties of a network that the proof of the leaf uses.
    fn ties_used(&self, network: &SignedNetwork) -> BTreeSet<usize> {
        let packed = self.cycles.iter().flat_map(|cycle| &cycle.ties).copied();
        let inside = |place: &usize| {
            let tie = &network.ties()[*place];
            let covered = self.chain.as_ref().is_some_and(|chain| chain.covers(tie.a, tie.b))
                || self.dual.as_ref().is_some_and(|dual| dual.covers(tie.a, tie.b));
            tie.weight != 0.0 && covered
        };
        let limited = network.ties().len();
        packed.filter(|tie| *tie < limited).chain((0..limited).filter(inside)).collect()
    }
}

fn is_first(section: &usize) -> bool {
    *section == 0
}

/// Upper and lower bound of a frustration index with their proofs.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Certificate {
    /// Whether any number of blocs is allowed (else two).
    pub any_blocs: bool,
    /// Where any number is not meant: at most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_blocs: Option<usize>,
    /// Size of one unit of the grid.
    pub unit: f64,
    /// Bloc of each actor: its cost is the upper bound.
    pub division: Vec<usize>,
    /// Cost of the division, in units.
    pub upper: i64,
    /// Lower bound, in units: the least over the leaves of each section, added up.
    pub lower: i64,
    /// Leaves that together cover every division, section by section.
    pub leaves: Vec<Leaf>,
}

/// Why a certificate proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// It speaks of another network.
    #[error("the certificate does not fit the network")]
    OtherNetwork,
    /// Its weights were rounded.
    #[error(
        "the weights span too many orders of size to be added exactly: what is proven of rounded ones is no proof of them"
    )]
    Rounded,
    /// The division costs something else.
    #[error("the division costs {found} units, not {claimed}")]
    Upper {
        /// As recounted.
        found: i64,
        /// As claimed.
        claimed: i64,
    },
    /// A cycle is no cycle that every division must break.
    #[error("cycle {cycle} of leaf {leaf} is not a cycle that every division breaks")]
    Cycle {
        /// Place of the leaf.
        leaf: usize,
        /// Place of the cycle.
        cycle: usize,
    },
    /// A tie is used beyond its weight.
    #[error("tie {tie} is used beyond its weight in leaf {leaf}")]
    Overused {
        /// Place of the leaf.
        leaf: usize,
        /// Place of the tie.
        tie: usize,
    },
    /// The least costs of a leaf are not what ever more actors cost at least.
    #[error("the least costs of leaf {leaf} do not hold")]
    Chain {
        /// Place of the leaf.
        leaf: usize,
    },
    /// The multipliers of a leaf are none that prove anything.
    #[error("the multipliers of leaf {leaf} do not hold")]
    Dual {
        /// Place of the leaf.
        leaf: usize,
    },
    /// A leaf is worth less than the bound.
    #[error("leaf {leaf} is worth {found} units, less than the claimed bound {claimed}")]
    Lower {
        /// Place of the leaf.
        leaf: usize,
        /// What its cycles add up to.
        found: i64,
        /// As claimed.
        claimed: i64,
    },
    /// Some division is in no leaf.
    #[error("the leaves do not cover every division")]
    NotCovered,
}

impl Certificate {
    /// Checks both bounds against the network, in whole numbers.
    ///
    /// # Errors
    /// The first [`CertificateError`].
    pub fn check(&self, network: &SignedNetwork) -> Result<(), CertificateError> {
        let grid = network.grid();
        if grid.is_rough() {
            return Err(CertificateError::Rounded);
        }
        if self.division.len() != network.size() || self.unit != grid.value(1) || self.lower < 0 {
            return Err(CertificateError::OtherNetwork);
        }
        let ties = || network.ties().iter().zip(&grid.weights);
        let together = |a: usize, b: usize| self.division[a] == self.division[b];
        let found = ties().filter(|(tie, weight)| together(tie.a, tie.b) == (**weight < 0)).map(|(_, w)| w.abs()).sum();
        let blocs: BTreeSet<usize> = self.division.iter().copied().collect();
        let most = if self.any_blocs { self.most_blocs.unwrap_or(usize::MAX) } else { 2 };
        if found != self.upper || blocs.len() > most {
            return Err(CertificateError::Upper { found, claimed: self.upper });
        }
        let mut sections: BTreeMap<usize, Section<'_>> = BTreeMap::new();
        let limited = network.ties().len();
        let mut user: Vec<Option<usize>> = vec![None; limited];
        for (number, leaf) in self.leaves.iter().enumerate() {
            let proven = self.check_leaf(network, &grid, number, leaf)?;
            for tie in leaf.ties_used(network) {
                if *user[tie].get_or_insert(leaf.section) != leaf.section {
                    return Err(CertificateError::Overused { leaf: number, tie });
                }
            }
            let section = sections.entry(leaf.section).or_default();
            section.leaves.push(leaf.decided.as_slice());
            if section.proven.is_none_or(|(least, _)| proven < least) {
                section.proven = Some((proven, number));
            }
        }
        if sections.is_empty() || sections.values().any(|section| !covers(section.leaves.clone())) {
            return Err(CertificateError::NotCovered);
        }
        // Costs are whole units in every section, for it has its ties to itself.
        let least: Vec<(i128, usize)> = sections.values().filter_map(|section| section.proven).collect();
        let sum = least.iter().fold(0i128, |sum, (proven, _)| sum.saturating_add(*proven));
        if sum < i128::from(self.lower) {
            let found = i64::try_from(sum).unwrap_or(i64::MAX);
            return Err(CertificateError::Lower { leaf: least[0].1, found, claimed: self.lower });
        }
        Ok(())
    }

    /// What a leaf proves, in whole units; without end when no division fits it.
    fn check_leaf(
        &self,
        network: &SignedNetwork,
        grid: &Grid,
        number: usize,
        leaf: &Leaf,
    ) -> Result<i128, CertificateError> {
        let limited = network.ties().len();
        let edge = |place: usize| match place.checked_sub(limited) {
            None => Some((network.ties()[place].a, network.ties()[place].b, grid.weights[place] < 0)),
            Some(decision) => leaf.decided.get(decision).map(|&(a, b, together)| (a, b, !together)),
        };
        const DEEPEST: usize = 10_000;
        let inside = |&(a, b, _): &(usize, usize, bool)| a < network.size() && b < network.size();
        if leaf.decided.len() > DEEPEST || !leaf.decided.iter().all(inside) {
            return Err(CertificateError::OtherNetwork);
        }
        if let Some(chain) = &leaf.chain {
            return self.check_chain(network, grid, number, leaf, chain);
        }
        if let Some(dual) = &leaf.dual {
            return self.check_dual(network, grid, number, leaf, dual);
        }
        // Wide enough for whatever stands in a file.
        let mut used = vec![0i128; limited];
        let mut worth = 0i128;
        for (place, cycle) in leaf.cycles.iter().enumerate() {
            let wrong = CertificateError::Cycle { leaf: number, cycle: place };
            let edges: Option<Vec<_>> = cycle.ties.iter().map(|tie| edge(*tie)).collect();
            if cycle.worth < 0 || !self.breaks(&edges.ok_or(wrong.clone())?) {
                return Err(wrong);
            }
            worth += i128::from(cycle.worth);
            for &tie in cycle.ties.iter().filter(|tie| **tie < limited) {
                used[tie] += i128::from(cycle.worth);
                if used[tie] > i128::from(grid.weights[tie].abs()) * i128::from(leaf.parts) {
                    return Err(CertificateError::Overused { leaf: number, tie });
                }
            }
        }
        let free = |cycle: &PackedCycle| cycle.ties.iter().all(|tie| *tie >= limited);
        if leaf.empty && leaf.cycles.iter().any(free) {
            return Ok(i128::MAX);
        }
        // Costs are whole units, so what is proven in parts may be rounded up.
        let parts = i128::from(leaf.parts);
        Ok(if parts > 0 { (worth + parts - 1).div_euclid(parts) } else { 0 })
    }
}

impl Certificate {
    /// What a chain proves, once it is searched through anew.
    fn check_chain(
        &self,
        network: &SignedNetwork,
        grid: &Grid,
        number: usize,
        leaf: &Leaf,
        chain: &Chain,
    ) -> Result<i128, CertificateError> {
        let ties = ties_of(network, grid);
        let alone = !self.any_blocs && leaf.cycles.is_empty() && leaf.dual.is_none();
        match chain.least.last() {
            Some(least) if alone && chain.holds(network.size(), &ties) => Ok(i128::from(*least)),
            _ => Err(CertificateError::Chain { leaf: number }),
        }
    }

    /// What multipliers prove of the divisions that keep to the decisions.
    fn check_dual(
        &self,
        network: &SignedNetwork,
        grid: &Grid,
        number: usize,
        leaf: &Leaf,
        dual: &Dual,
    ) -> Result<i128, CertificateError> {
        let alone = !self.any_blocs && leaf.cycles.is_empty();
        let proven = alone.then(|| dual.proves(network.size(), &ties_of(network, grid), &leaf.decided)).flatten();
        proven.ok_or(CertificateError::Dual { leaf: number })
    }
}

/// Ties as (actor, actor, weight in units).
fn ties_of(network: &SignedNetwork, grid: &Grid) -> Vec<(usize, usize, i64)> {
    network.ties().iter().zip(&grid.weights).map(|(tie, weight)| (tie.a, tie.b, *weight)).collect()
}

/// Leaves of one section, and the least that one of them proves, with its place.
#[derive(Default)]
struct Section<'a> {
    leaves: Vec<&'a [(usize, usize, bool)]>,
    proven: Option<(i128, usize)>,
}

impl Certificate {
    /// Whether edges (actor, actor, hostile) can not all be satisfied. Two blocs: even degree everywhere and an odd number of hostile edges. Any
    /// number: exactly one hostile edge, on one closed path. At most k: that, or parts that k blocs can not hold.
    fn breaks(&self, edges: &[(usize, usize, bool)]) -> bool {
        // Only the actors that occur: a proof of a large network has many small cycles.
        let mut actors: Vec<usize> = edges.iter().flat_map(|&(a, b, _)| [a, b]).collect();
        actors.sort_unstable();
        actors.dedup();
        let place = |actor: usize| actors.partition_point(|other| *other < actor);
        let edges: Vec<_> = edges.iter().map(|&(a, b, hostile)| (place(a), place(b), hostile)).collect();
        let mut degree = vec![0usize; actors.len()];
        for &(a, b, _) in &edges {
            degree[a] += 1;
            degree[b] += 1;
        }
        let even = degree.iter().all(|degree| degree % 2 == 0);
        let hostile = edges.iter().filter(|edge| edge.2).count();
        if !self.any_blocs {
            return even && hostile % 2 == 1;
        }
        // The close edges must join the ends of the one hostile edge.
        let close = edges.iter().filter(|edge| !edge.2).map(|&(a, b, _)| (a, b));
        let parts = components(actors.len(), close);
        let part = |actor: usize| parts.iter().position(|part| part.contains(&actor)).unwrap_or_default();
        let enemies: Vec<(usize, usize)> =
            edges.iter().filter(|edge| edge.2).map(|&(a, b, _)| (part(a), part(b))).collect();
        let closed = even && hostile == 1 && enemies[0].0 == enemies[0].1;
        closed || self.most_blocs.is_some_and(|most| overfull(&enemies, most))
    }
}

/// Parts of a crowd that is looked into.
const MOST_PARTS: usize = 400;

/// Whether the pairs of enemies can not be spread over `most` blocs: each part, in the order of its first enemy, is tried in every bloc.
/// Small conflicts only: what takes too many trials is not believed.
fn overfull(enemies: &[(usize, usize)], most: usize) -> bool {
    fn fits(enemies: &[(usize, usize)], order: &[usize], home: &mut Vec<usize>, most: usize, left: &mut u32) -> bool {
        let Some(part) = order.get(home.len()) else { return true };
        let begun = home.iter().max().map_or(0, |bloc| bloc + 1);
        for bloc in 0..most.min(begun + 1) {
            *left = left.saturating_sub(1);
            let bloc_of =
                |other: usize| order[..home.len()].iter().position(|placed| *placed == other).map(|at| home[at]);
            let stands = |a: usize, b: usize| a == *part && (b == *part || bloc_of(b) == Some(bloc));
            if enemies.iter().any(|&(a, b)| stands(a, b) || stands(b, a)) {
                continue;
            }
            home.push(bloc);
            if fits(enemies, order, home, most, left) || *left == 0 {
                return true;
            }
            home.pop();
        }
        false
    }
    let mut seen = BTreeSet::new();
    let order: Vec<usize> = enemies.iter().flat_map(|&(a, b)| [a, b]).filter(|part| seen.insert(*part)).collect();
    order.len() <= MOST_PARTS && !fits(enemies, &order, &mut Vec::new(), most, &mut 1_000_000)
}

/// Whether lists of decisions are the leaves of a tree: one empty list, or a pair decided both ways with trees below.
fn covers(leaves: Vec<&[(usize, usize, bool)]>) -> bool {
    if leaves.iter().any(|decided| decided.is_empty()) {
        return leaves.len() == 1;
    }
    let Some(&&[(a, b, _), ..]) = leaves.first() else { return false };
    let side = |together: bool| leaves.iter().filter(move |leaf| leaf[0] == (a, b, together)).map(|leaf| &leaf[1..]);
    let same = leaves.iter().all(|leaf| (leaf[0].0, leaf[0].1) == (a, b));
    same && covers(side(true).collect()) && covers(side(false).collect())
}
