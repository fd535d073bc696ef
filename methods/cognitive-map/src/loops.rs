//! Loops of a map, and what a lasting press on one concept does to the others.

use detente_dynamics::{
    Edge, Loop, MOST_PRESSED, Press, PressError, largest_real_part, loops, press, shortest_independent,
};
use detente_results::{LoopResult, LoopsResult, PressResult};

/// Loops looked at, from which the strongest are told.
const SEARCHED: usize = 100_000;

/// R1, R2 … for loops that reinforce, B1, B2 … for those that balance, in their order.
pub fn loop_names(loops: &[Loop]) -> Vec<String> {
    let (mut reinforcing, mut balancing) = (0, 0);
    let mut name = |one: &Loop| {
        let (letter, count) = if one.reinforces() { ('R', &mut reinforcing) } else { ('B', &mut balancing) };
        *count += 1;
        format!("{letter}{count}")
    };
    loops.iter().map(&mut name).collect()
}

/// Loops of up to `longest` edges, at most `most`; `edges` are cause, effect, weight, lag. `given` says that the diagonal is that of
/// a community matrix.
pub fn loops_result(
    names: &[String],
    edges: &[(usize, usize, f64, f64)],
    given: bool,
    longest: usize,
    most: usize,
) -> LoopsResult {
    let list: Vec<Edge> = edges.iter().map(|&(from, to, gain, lag)| Edge { from, to, gain, lag }).collect();
    // The strongest of those looked at, and not the first.
    let mut found = loops(names.len(), &list, longest, most.max(SEARCHED));
    found.truncated |= found.loops.len() > most;
    found.loops.truncate(most);
    let independent = shortest_independent(&found.loops);
    let told = |((place, one), name): ((usize, &Loop), String)| LoopResult {
        name,
        polarity: if one.reinforces() { "reinforcing" } else { "balancing" },
        through: one.vertices.iter().map(|vertex| names[*vertex].clone()).collect(),
        gain: one.gain,
        lag: one.lag,
        independent: independent.contains(&place),
    };
    let loops = found.loops.iter().enumerate().zip(loop_names(&found.loops)).map(told).collect();
    let whole = edges.iter().all(|edge| edge.2.fract() == 0.0 && edge.2.abs() <= 100.0);
    let analysed = if names.len() > MOST_PRESSED {
        Err(PressError::Size)
    } else {
        press(&community(names.len(), edges, given, whole))
    };
    LoopsResult {
        names: names.to_vec(),
        loops,
        truncated: found.truncated,
        limits: [longest, most],
        notes: Vec::new(),
        no_press: analysed.as_ref().err().map(PressError::to_string),
        press: analysed.ok().map(|press| PressResult {
            signs_only: !whole,
            stable_with_weights: if whole { None } else { is_stable(names.len(), edges) },
            ..told_press(&press, given)
        }),
    }
}

/// The community matrix of a map (effect of the column on the row): its whole numbers, or the signs of its weights.
fn community(size: usize, edges: &[(usize, usize, f64, f64)], given: bool, whole: bool) -> Vec<Vec<i64>> {
    let mut matrix = vec![vec![0i64; size]; size];
    for (place, row) in matrix.iter_mut().enumerate().filter(|_| !given) {
        row[place] = -1;
    }
    for &(cause, effect, weight, _) in edges {
        matrix[effect][cause] += if whole { weight as i64 } else { weight.signum() as i64 };
    }
    matrix
}

/// Whether all eigenvalues of W' - I have negative real parts.
fn is_stable(size: usize, edges: &[(usize, usize, f64, f64)]) -> Option<bool> {
    largest_real_part(size, edges.iter().map(|edge| (edge.0, edge.1, edge.2))).map(|largest| largest < 1.0)
}

fn told_press(press: &Press, given: bool) -> PressResult {
    let size = press.adjoint.len();
    let numbers = |row: &Vec<i128>| row.iter().map(|x| *x as f64).collect::<Vec<f64>>();
    let weighted = || (0..size).map(|i| (0..size).map(|j| press.weighted(i, j)).collect()).collect();
    PressResult {
        signs_only: false,
        stable_with_weights: None,
        self_effects: if given { "given" } else { "assumed -1" },
        feedback_by_level: numbers(&press.feedback),
        hurwitz: numbers(&press.hurwitz),
        stable: press.stable,
        largest_real_part: press.largest_real_part,
        det_minus_a: press.determinant as f64,
        adjoint_of_minus_a: press.adjoint.iter().map(numbers).collect(),
        absolute_feedback: press.absolute.as_ref().map(|rows| rows.iter().map(numbers).collect()),
        weighted_prediction: weighted(),
    }
}
