//! A picture of the figure in the plane and its rigidity there. A companion of the picture, never a ranking of policies:
//! it moves when the shape moves.

use detente_chance::Stream;
use nalgebra::{DMatrix, DVector};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::cohesion::FirmTie;
use crate::geometry::sides::length;
use crate::spectral::symmetric_eigen;

/// Random starts beside the one from classical scaling.
const STARTS: usize = 30;
const MAX_STEPS: usize = 20_000;

/// Positions whose distances come nearest to the lengths of the ties.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Plane {
    /// Per actor its place (x, y), centred.
    pub places: Vec<(f64, f64)>,
    /// Kruskal's stress-1: how far the picture is from the lengths; above 0.1 it should not be trusted.
    pub stress: f64,
    /// Starts that reached the least stress, of `starts`.
    pub reached: usize,
    /// Starts tried.
    pub starts: usize,
    /// Fourth-smallest eigenvalue of the stiffness matrix: rigidity in the plane beyond the three trivial motions.
    pub lambda4: f64,
    /// The next eigenvalue: no change of one tie lifts `lambda4` above it.
    pub lambda5: f64,
    /// Per tie in input order the gain in `lambda4` per unit of firmness; 0 for coincident ends.
    pub firm: Vec<f64>,
}

/// Places `size` actors in the plane; `None` below three actors or when a length is unknown. Random starts come from
/// counter-based streams, so the picture is the same every time.
pub fn plane(size: usize, ties: &[FirmTie]) -> Option<Plane> {
    if size < 3 || ties.len() != size * (size - 1) / 2 {
        return None;
    }
    let mut target = DMatrix::zeros(size, size);
    for tie in ties {
        target[(tie.a, tie.b)] = length(tie.affinity);
        target[(tie.b, tie.a)] = target[(tie.a, tie.b)];
    }
    let mut starts = vec![classical_scaling(&target)];
    starts.extend((0..STARTS).map(|start| random_start(size, start)));
    let settled: Vec<(f64, DMatrix<f64>)> = starts.into_iter().map(|start| majorise(&target, start)).collect();
    let (least, places) = settled.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let reached = settled.iter().filter(|(stress, _)| stress - least <= 1e-9).count();
    let squares: f64 = ties.iter().map(|tie| (places.row(tie.a) - places.row(tie.b)).norm_squared()).sum();
    let ([lambda4, lambda5], firm) = rigidity(places, ties);
    Some(Plane {
        places: (0..size).map(|i| (places[(i, 0)], places[(i, 1)])).collect(),
        stress: if squares > 0.0 { (least / squares).sqrt() } else { 0.0 },
        reached,
        starts: settled.len(),
        lambda4,
        lambda5,
        firm,
    })
}

/// Classical scaling (Torgerson 1952): the two leading directions of the doubly centred squared lengths.
fn classical_scaling(target: &DMatrix<f64>) -> DMatrix<f64> {
    let n = target.nrows();
    let squared = target.map(|l| l * l);
    let rows: Vec<f64> = (0..n).map(|i| squared.row(i).sum() / n as f64).collect();
    let all = rows.iter().sum::<f64>() / n as f64;
    let centred = DMatrix::from_fn(n, n, |i, j| -0.5 * (squared[(i, j)] - rows[i] - rows[j] + all));
    let spectrum = symmetric_eigen(centred);
    DMatrix::from_fn(n, 2, |i, axis| {
        let (value, vector) = &spectrum[n - 1 - axis];
        vector[i] * value.max(0.0).sqrt()
    })
}

fn random_start(size: usize, start: usize) -> DMatrix<f64> {
    let stream = Stream::new(start as u64, "balance.plane");
    DMatrix::from_fn(size, 2, |i, axis| stream.uniform((2 * i + axis) as u64) - 0.5)
}

/// Stress majorisation (de Leeuw 1977): every step lowers the raw stress. Returns it with the places.
fn majorise(target: &DMatrix<f64>, mut places: DMatrix<f64>) -> (f64, DMatrix<f64>) {
    let n = target.nrows();
    let mut stress = raw_stress(target, &places);
    for _ in 0..MAX_STEPS {
        let mut next = DMatrix::zeros(n, 2);
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                let gap = places.row(i) - places.row(j);
                let distance = gap.norm();
                if distance > 1e-12 {
                    let pull = gap * (target[(i, j)] / distance / n as f64);
                    next.set_row(i, &(next.row(i) + pull));
                }
            }
        }
        let lower = raw_stress(target, &next);
        places = next;
        let done = stress - lower <= 1e-16;
        stress = lower;
        if done {
            break;
        }
    }
    (stress, places)
}

fn raw_stress(target: &DMatrix<f64>, places: &DMatrix<f64>) -> f64 {
    crate::network::pairs(target.nrows())
        .map(|(i, j)| ((places.row(i) - places.row(j)).norm() - target[(i, j)]).powi(2))
        .sum()
}

fn rigidity(places: &DMatrix<f64>, ties: &[FirmTie]) -> ([f64; 2], Vec<f64>) {
    let n = places.nrows();
    let rows: Vec<Option<DVector<f64>>> = ties.iter().map(|tie| bar(places, tie)).collect();
    let mut stiffness = DMatrix::zeros(2 * n, 2 * n);
    for (tie, row) in ties.iter().zip(&rows) {
        if let Some(row) = row {
            stiffness += tie.firmness * row * row.transpose();
        }
    }
    let spectrum = symmetric_eigen(stiffness);
    let (value, vector) = &spectrum[3];
    let values = [value.max(0.0), spectrum[4].0.max(0.0)];
    (values, rows.iter().map(|row| row.as_ref().map_or(0.0, |row| row.dot(vector).powi(2))).collect())
}

fn bar(places: &DMatrix<f64>, tie: &FirmTie) -> Option<DVector<f64>> {
    let gap = places.row(tie.a) - places.row(tie.b);
    let distance = gap.norm();
    (distance >= 1e-9).then(|| {
        let mut row = DVector::zeros(2 * places.nrows());
        for axis in 0..2 {
            row[2 * tie.a + axis] = gap[axis] / distance;
            row[2 * tie.b + axis] = -gap[axis] / distance;
        }
        row
    })
}
