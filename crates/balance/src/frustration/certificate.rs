//! A proof of bounds that a reader of a few lines can check: a division, and cycles that no division can satisfy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::network::SignedNetwork;

/// A cycle of a packing.
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
    /// (actor, actor, together): what is decided in this leaf.
    pub decided: Vec<(usize, usize, bool)>,
    /// Parts of a unit in which `worth` is counted.
    pub parts: i64,
    /// Cycles; worth nothing when the decisions contradict each other.
    pub cycles: Vec<PackedCycle>,
    /// Whether one cycle runs over decisions alone, so that no division fits the leaf.
    pub empty: bool,
}

/// Upper and lower bound of a frustration index with their proofs.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Certificate {
    /// Whether any number of blocs is allowed (else two).
    pub any_blocs: bool,
    /// Size of one unit of the grid.
    pub unit: f64,
    /// Bloc of each actor: its cost is the upper bound.
    pub division: Vec<usize>,
    /// Cost of the division, in units.
    pub upper: i64,
    /// Lower bound, in units: the least over the leaves.
    pub lower: i64,
    /// Leaves that together cover every division.
    pub leaves: Vec<Leaf>,
}

/// Why a certificate proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// It speaks of another network.
    #[error("the certificate does not fit the network")]
    OtherNetwork,
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
        let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
        if self.division.len() != network.size() || self.unit != grid.value(1) {
            return Err(CertificateError::OtherNetwork);
        }
        let ties = || network.ties().iter().zip(&grid.weights);
        let together = |a: usize, b: usize| self.division[a] == self.division[b];
        let found = ties().filter(|(tie, weight)| together(tie.a, tie.b) == (**weight < 0)).map(|(_, w)| w.abs()).sum();
        let blocs: std::collections::BTreeSet<usize> = self.division.iter().copied().collect();
        if found != self.upper || (!self.any_blocs && blocs.len() > 2) {
            return Err(CertificateError::Upper { found, claimed: self.upper });
        }
        for (number, leaf) in self.leaves.iter().enumerate() {
            self.check_leaf(network, &grid, number, leaf)?;
        }
        if covers(self.leaves.iter().map(|leaf| leaf.decided.as_slice()).collect()) {
            Ok(())
        } else {
            Err(CertificateError::NotCovered)
        }
    }

    fn check_leaf(
        &self,
        network: &SignedNetwork,
        grid: &Grid,
        number: usize,
        leaf: &Leaf,
    ) -> Result<(), CertificateError> {
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
        // Wide enough for whatever stands in a file.
        let mut used = vec![0i128; limited];
        let mut worth = 0i128;
        for (place, cycle) in leaf.cycles.iter().enumerate() {
            let wrong = CertificateError::Cycle { leaf: number, cycle: place };
            let edges: Option<Vec<_>> = cycle.ties.iter().map(|tie| edge(*tie)).collect();
            if cycle.worth < 0 || !breaks(network.size(), &edges.ok_or(wrong.clone())?, self.any_blocs) {
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
        let proven_empty = leaf.empty && leaf.cycles.iter().any(free);
        // Costs are whole units, so what is proven in parts may be rounded up.
        let parts = i128::from(leaf.parts);
        let proven = if parts > 0 { (worth + parts - 1).div_euclid(parts) } else { 0 };
        if !proven_empty && proven < i128::from(self.lower) {
            let found = i64::try_from(proven).unwrap_or(i64::MAX);
            return Err(CertificateError::Lower { leaf: number, found, claimed: self.lower });
        }
        Ok(())
    }
}

/// Even degree everywhere and an odd number of hostile edges; with any number of blocs exactly one, on one closed path.
fn breaks(size: usize, edges: &[(usize, usize, bool)], any_blocs: bool) -> bool {
    let mut degree = vec![0usize; size];
    for &(a, b, _) in edges {
        degree[a] += 1;
        degree[b] += 1;
    }
    let hostile = edges.iter().filter(|edge| edge.2).count();
    if degree.iter().any(|degree| degree % 2 == 1) {
        return false;
    }
    if !any_blocs {
        return hostile % 2 == 1;
    }
    // The close edges must join the ends of the one hostile edge.
    let close = edges.iter().filter(|edge| !edge.2).map(|&(a, b, _)| (a, b));
    let parts = crate::network::components(size, close);
    let one = edges.iter().find(|edge| edge.2);
    hostile == 1 && one.is_some_and(|&(a, b, _)| parts.iter().any(|part| part.contains(&a) && part.contains(&b)))
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
