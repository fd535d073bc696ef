//! Which ties to tighten: the cheapest change that makes one division the best, by linear programming.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SolverStatus, SupportedConeT};
use serde::Serialize;

use crate::network::SignedNetwork;

/// Largest network for which every division is a row of the programme.
const MOST_ACTORS: usize = 14;

/// A cheapest change. Others may cost the same: this is one of them, never the one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Its cost.
    pub cost: f64,
    /// Per tie how far it moves in the direction that the wanted division asks for.
    pub change: Vec<f64>,
}

/// The cheapest change of closeness that makes the division `together` (per actor its side) the best, ahead of every other by
/// `margin`. Each tie moves at its `costs` per unit and stays in [-1, 1]. `None` when no change does, when nothing is to be
/// chosen, or beyond 14 actors. All 2^(n-1) - 1 other divisions are rows.
pub fn tighten(network: &SignedNetwork, wanted: &[bool], costs: &[f64], margin: f64) -> Option<Plan> {
    let (size, ties) = (network.size(), network.ties());
    if !(2..=MOST_ACTORS).contains(&size) || wanted.len() != size || costs.len() != ties.len() || ties.is_empty() {
        return None;
    }
    // +1 where the division wants a tie close, -1 where it wants it hostile.
    let sign: Vec<f64> = ties.iter().map(|tie| if wanted[tie.a] == wanted[tie.b] { 1.0 } else { -1.0 }).collect();
    let fit = |tie: usize| sign[tie] * ties[tie].weight;
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); ties.len()];
    let mut bounds = Vec::new();
    for mask in 0u32..1 << (size - 1) {
        let side = |actor: usize| (mask << 1) >> actor & 1 == 0;
        let differs = |tie: &usize| (side(ties[*tie].a) == side(ties[*tie].b)) != (sign[*tie] > 0.0);
        let different: Vec<usize> = (0..ties.len()).filter(differs).collect();
        if different.is_empty() {
            continue;
        }
        different.iter().for_each(|tie| columns[*tie].push(bounds.len()));
        bounds.push(different.iter().map(|tie| fit(*tie)).sum::<f64>() - margin);
    }
    let rows = bounds.len();
    let (mut starts, mut places, mut entries) = (vec![0], Vec::new(), Vec::new());
    for (tie, column) in columns.iter().enumerate() {
        places.extend(column);
        entries.extend(std::iter::repeat_n(-1.0, column.len()));
        // 0 <= change <= room.
        places.extend([rows + tie, rows + ties.len() + tie]);
        entries.extend([-1.0, 1.0]);
        starts.push(places.len());
    }
    bounds.extend(std::iter::repeat_n(0.0, ties.len()));
    bounds.extend((0..ties.len()).map(|tie| 1.0 - fit(tie)));
    let matrix = CscMatrix::new(bounds.len(), ties.len(), starts, places, entries);
    let (tol_gap_abs, tol_gap_rel, tol_feas) = (1e-11, 1e-11, 1e-11);
    let settings = DefaultSettings { verbose: false, tol_gap_abs, tol_gap_rel, tol_feas, ..DefaultSettings::default() };
    let quadratic = CscMatrix::zeros((ties.len(), ties.len()));
    let cones = [SupportedConeT::NonnegativeConeT(bounds.len())];
    let mut solver = DefaultSolver::new(&quadratic, costs, &matrix, &bounds, &cones, settings).ok()?;
    solver.solve();
    matches!(solver.solution.status, SolverStatus::Solved | SolverStatus::AlmostSolved)
        .then(|| Plan { cost: solver.solution.obj_val, change: solver.solution.x.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Tie;

    #[test]
    fn what_is_so_already_costs_nothing_and_the_impossible_is_told() {
        let tie = |a, b, weight| Tie { a, b, weight };
        let network = SignedNetwork::new(3, vec![tie(0, 1, 0.5), tie(0, 2, -0.5), tie(1, 2, -0.5)]).unwrap();
        let wanted = [true, true, false];
        let plan = tighten(&network, &wanted, &[1.0; 3], 0.5).unwrap();
        assert!(plan.cost.abs() < 1e-6);
        // Alone against the other two can lead by 2 at most.
        assert!(tighten(&network, &wanted, &[1.0; 3], 2.5).is_none());
        // Turning one tie of 0.5 to +0.1 over its whole way costs what it moves.
        let pair = SignedNetwork::new(2, vec![tie(0, 1, -0.5)]).unwrap();
        assert!((tighten(&pair, &[true, true], &[2.0], 0.1).unwrap().cost - 1.2).abs() < 1e-6);
    }
}
