//! All best divisions of a network, from the packing that proves the optimum.

use crate::network::SignedNetwork;

use super::blocks::best_divisions;
use super::certificate::{Certificate, Leaf, PackedCycle};
use super::chain::Chain;
use super::graph::Graph;
use super::listing::{Found, MOST_KEPT};
use super::pieces::{Piece, pieces};
use super::route::tight;
use crate::steps::Steps;

/// The best divisions of a network: different sets of frustrated ties with the least cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Optima {
    /// How many were found.
    pub count: u64,
    /// Whether these are all.
    pub complete: bool,
    /// For the first thousand, per tie whether it is frustrated.
    pub frustrated: Vec<Vec<bool>>,
    /// Per tie the share of those found that go against it, in [0, 1].
    pub share: Vec<f64>,
}

/// Greedy packings tried where the one of the certificate is not tight.
const MORE_PACKINGS: std::ops::Range<u64> = 4..8;

/// Finds every best division of a network whose optimum the certificate proves; `None` without a proof, or when none is found before the steps
/// are over. The numbers of biconnected pieces multiply.
pub fn optima(network: &SignedNetwork, certificate: &Certificate, steps: &Steps<'_>) -> Option<Optima> {
    if certificate.lower != certificate.upper {
        return None;
    }
    let grid = network.exact_grid().ok()?;
    let graph = Graph::of(network, &grid);
    let ties = graph.edges.len();
    let mut all = Optima { count: 1, complete: true, frustrated: vec![vec![false; ties]], share: vec![0.0; ties] };
    for piece in pieces(&graph).iter().filter(|piece| !piece.is_bridge()) {
        all.multiply(&optima_of(&piece.graph, &certificate.of_piece(&graph, piece), steps)?, piece);
    }
    Some(all)
}

impl Optima {
    /// The division that is known, where what proves it rules out no other.
    fn one_of(graph: &Graph, certificate: &Certificate) -> Self {
        let against: Vec<bool> =
            graph.edges.iter().map(|edge| edge.weight != 0 && edge.is_frustrated(&certificate.division)).collect();
        let share = against.iter().map(|against| f64::from(u8::from(*against))).collect();
        Self { count: 1, complete: false, frustrated: vec![against], share }
    }

    /// Every division so far with every one of a further piece.
    fn multiply(&mut self, own: &Self, piece: &Piece) {
        self.complete &= own.complete;
        match self.count.checked_mul(own.count) {
            Some(count) => self.count = count,
            None => (self.count, self.complete) = (u64::MAX, false),
        }
        for (share, tie) in own.share.iter().zip(&piece.ties) {
            self.share[*tie] = *share;
        }
        let with = |whole: &Vec<bool>, own: &Vec<bool>| {
            let mut whole = whole.clone();
            own.iter().zip(&piece.ties).for_each(|(against, tie)| whole[*tie] = *against);
            whole
        };
        let pairs = self.frustrated.iter().flat_map(|whole| own.frustrated.iter().map(move |own| with(whole, own)));
        self.frustrated = pairs.take(MOST_KEPT).collect();
    }
}

/// The best divisions of one piece.
fn optima_of(graph: &Graph, certificate: &Certificate, steps: &Steps<'_>) -> Option<Optima> {
    if let Some(all) = certificate.chain().and_then(|chain| enumerated(graph, chain, certificate, steps)) {
        return Some(all);
    }
    let optimum = certificate.upper;
    let tight = match &certificate.leaves[..] {
        [leaf] if leaf.is_plain() && leaf.is_tight(optimum) => None,
        _ => tight_leaf(graph, certificate, steps),
    };
    if tight.is_none() && certificate.leaves.iter().any(|leaf| leaf.dual.is_some()) {
        return Some(Optima::one_of(graph, certificate));
    }
    let leaves = tight.as_ref().map_or(&certificate.leaves[..], std::slice::from_ref);
    let mut found = Found::none(graph.edges.len());
    for leaf in leaves.iter().filter(|leaf| !leaf.empty && leaf.proven() <= optimum) {
        found = found.and_of(graph, certificate, leaf, steps)?;
    }
    let Found { count, complete, frustrated, times, .. } = found;
    let share = times.iter().map(|times| *times as f64 / count as f64).collect();
    (count > 0).then_some(Optima { count, complete, frustrated, share })
}

/// The same by enumeration.
fn enumerated(graph: &Graph, chain: &Chain, certificate: &Certificate, steps: &Steps<'_>) -> Option<Optima> {
    let all = best_divisions(graph, chain, MOST_KEPT, steps)?;
    let against = |division: &Vec<usize>| graph.edges.iter().map(|edge| edge.is_frustrated(division)).collect();
    let mut frustrated: Vec<Vec<bool>> = all.divisions.iter().map(against).collect();
    // The one that is told of stands first.
    let told: Vec<bool> = against(&certificate.division);
    frustrated.sort_by_key(|division| *division != told);
    let share = all.against.iter().map(|times| *times as f64 / all.count as f64).collect();
    Some(Optima { count: all.count, complete: all.complete, frustrated, share })
}

impl Certificate {
    /// The chain of a piece that was enumerated.
    pub(super) fn chain(&self) -> Option<&Chain> {
        match &self.leaves[..] {
            [leaf] => leaf.chain.as_ref(),
            _ => None,
        }
    }
}

impl Leaf {
    /// Whether cycles alone prove it, nothing decided.
    pub(super) fn is_plain(&self) -> bool {
        self.decided.is_empty() && self.is_of_cycles()
    }

    /// Whether nothing but cycles proves it.
    pub(super) fn is_of_cycles(&self) -> bool {
        self.chain.is_none() && self.dual.is_none()
    }

    /// What the cycles prove, in parts.
    pub(super) fn worth(&self) -> i64 {
        self.cycles.iter().map(|cycle| cycle.worth).sum()
    }

    /// What the cycles prove, in whole units.
    fn proven(&self) -> i64 {
        (self.worth() + self.parts - 1).div_euclid(self.parts.max(1))
    }

    /// Whether the cycles add up to the optimum without rounding.
    pub(super) fn is_tight(&self, optimum: i64) -> bool {
        optimum.checked_mul(self.parts) == Some(self.worth())
    }
}

/// A packing in whole units that meets the optimum, when one of a few does.
fn tight_leaf(graph: &Graph, certificate: &Certificate, steps: &Steps<'_>) -> Option<Leaf> {
    let (blocs, division) = (certificate.blocs(), &certificate.division);
    tight(graph, blocs, division, certificate.upper, MORE_PACKINGS, steps).map(|packing| {
        let cycles = packing.cycles.into_iter().map(|(worth, ties)| PackedCycle { worth, ties }).collect();
        Leaf::whole(cycles)
    })
}
