//! The cycle relaxation by an interior point. A build for web pages does without: its solver wants a clock of the browser's.

use std::collections::{BTreeMap, BTreeSet};

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SupportedConeT};

use super::graph::Graph;
use super::lp::Left;

/// Work of one solution at most; what is larger takes ten seconds and gains little.
const MOST_WORK: u64 = 4_000;
/// Iterations of the interior point that are expected.
const EXPECTED: u64 = 16;

/// Multiplications of one factorisation: columns of equal length are the least that so many entries can cost.
fn multiplications(solver: &DefaultSolver<f64>, size: usize) -> u64 {
    let entries = solver.info.linsolver.nnzL as u128;
    (entries * entries / size.max(1) as u128) as u64
}

/// What a solution takes beside its factorisations, in multiplications: to set it up, and per iteration to solve and to form vectors. In small
/// programmes that is most of it.
fn beside_factors(solver: &DefaultSolver<f64>, entries: usize, size: usize) -> u64 {
    const SET_UP: u64 = 1_000;
    const SOLVE: u64 = 40;
    const VECTORS: u64 = 200;
    let iteration = SOLVE * solver.info.linsolver.nnzL as u64 + VECTORS * size as u64;
    SET_UP * (entries + size) as u64 + iteration * u64::from(solver.info.iterations)
}

/// Shares and duals of the relaxation over `cycles`; `None` when the solver gives up or would need more than what is `left`.
pub(super) fn solve(
    graph: &Graph,
    free: usize,
    cycles: &[&Vec<usize>],
    left: &mut Left<'_>,
) -> Option<(Vec<f64>, Vec<f64>)> {
    let used: BTreeSet<usize> = cycles.iter().flat_map(|cycle| cycle.iter().copied()).filter(|p| *p < free).collect();
    let column: BTreeMap<usize, usize> = used.iter().enumerate().map(|(column, place)| (*place, column)).collect();
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); column.len()];
    for (row, cycle) in cycles.iter().enumerate() {
        cycle.iter().filter_map(|place| column.get(place)).for_each(|column| rows[*column].push(row));
    }
    let (mut starts, mut places) = (vec![0], Vec::new());
    for (column, rows) in rows.iter().enumerate() {
        places.extend(rows);
        places.push(cycles.len() + column);
        starts.push(places.len());
    }
    let (m, n) = (cycles.len() + column.len(), column.len());
    let entries = places.len();
    let matrix = CscMatrix::new(m, n, starts, places, vec![-1.0; entries]);
    let bounds: Vec<f64> = (0..m).map(|row| if row < cycles.len() { -1.0 } else { 0.0 }).collect();
    // Weights of about 1 keep the solver's tolerances meaningful.
    let scale = used.iter().map(|place| graph.edges[*place].weight.abs()).max()? as f64;
    let cost: Vec<f64> = used.iter().map(|place| graph.edges[*place].weight.abs() as f64 / scale).collect();
    let settings = DefaultSettings {
        verbose: false,
        max_iter: 60,
        tol_gap_abs: 1e-7,
        tol_gap_rel: 1e-7,
        tol_feas: 1e-7,
        ..DefaultSettings::default()
    };
    let cones = [SupportedConeT::NonnegativeConeT(m)];
    let mut solver = DefaultSolver::new(&CscMatrix::zeros((n, n)), &cost, &matrix, &bounds, &cones, settings).ok()?;
    let step = multiplications(&solver, m + n) / 1_000_000;
    if step * EXPECTED > (*left.work).min(left.steps.left()) {
        *left.work = 0;
    }
    if step * EXPECTED > MOST_WORK.min(*left.work) {
        return None;
    }
    solver.solve();
    left.steps.spend(beside_factors(&solver, entries, m + n));
    *left.work = left.work.saturating_sub(step * u64::from(solver.info.iterations));
    left.steps.spend(multiplications(&solver, m + n) * u64::from(solver.info.iterations));
    let mut frustrated = vec![0.0; graph.edges.len()];
    for (place, column) in &column {
        let share = solver.solution.x[*column];
        frustrated[*place] = if share.is_finite() { share.clamp(0.0, 1.0) } else { return None };
    }
    Some((frustrated, solver.solution.z[..cycles.len()].iter().map(|dual| dual * scale).collect()))
}
