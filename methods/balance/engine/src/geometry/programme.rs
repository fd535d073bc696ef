//! The linear programme behind the cheapest tightening. A build for web pages does without: its solver wants a clock of the browser's.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SolverStatus, SupportedConeT};

use super::tighten::Row;

/// Changes of ties at the least cost: each from 0 to its `room`, in every row at least so much together, and under other costs, where a
/// `face` is given, no dearer than it says. `None` where the solver gives up.
pub(super) fn least_change(
    costs: &[f64],
    rows: &[Row<'_>],
    room: &[f64],
    face: Option<(&[f64], f64)>,
) -> Option<Vec<f64>> {
    let ties = costs.len();
    let mut bounds: Vec<f64> = rows.iter().map(|row| -row.least).collect();
    bounds.extend(std::iter::repeat_n(0.0, ties));
    bounds.extend(room);
    bounds.extend(face.map(|(_, most)| most));
    let matrix = matrix(ties, bounds.len(), rows, face.map(|(of, _)| of));
    let (tol_gap_abs, tol_gap_rel, tol_feas) = (1e-11, 1e-11, 1e-11);
    let settings = DefaultSettings { verbose: false, tol_gap_abs, tol_gap_rel, tol_feas, ..DefaultSettings::default() };
    let cones = [SupportedConeT::NonnegativeConeT(bounds.len())];
    let quadratic = CscMatrix::zeros((ties, ties));
    let mut solver = DefaultSolver::new(&quadratic, costs, &matrix, &bounds, &cones, settings).ok()?;
    solver.solve();
    let solved = matches!(
        solver.solution.status,
        SolverStatus::Solved | SolverStatus::AlmostSolved | SolverStatus::InsufficientProgress
    );
    solved.then(|| solver.solution.x.iter().map(|change| change.max(0.0)).collect())
}

/// The left side of the programme, a column for each tie.
fn matrix(ties: usize, height: usize, rows: &[Row<'_>], face: Option<&[f64]>) -> CscMatrix<f64> {
    let (mut starts, mut places, mut entries) = (vec![0], Vec::new(), Vec::new());
    for tie in 0..ties {
        for (place, row) in rows.iter().enumerate() {
            if row.members.contains(&tie) {
                places.push(place);
                entries.push(-1.0);
            }
        }
        // 0 <= change <= room, and the cost of the face.
        places.extend([rows.len() + tie, rows.len() + ties + tie]);
        entries.extend([-1.0, 1.0]);
        if let Some(of) = face {
            places.push(rows.len() + 2 * ties);
            entries.push(of[tie]);
        }
        starts.push(places.len());
    }
    CscMatrix::new(height, ties, starts, places, entries)
}
