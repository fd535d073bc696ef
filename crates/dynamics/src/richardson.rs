//! Action and reaction: Richardson's arms race (1960) of n states, x' = (K - diag a) x + g.

use nalgebra::{DMatrix, DVector};

use crate::spectrum::{greatest, real_parts};

/// Most states of a race.
pub const MOST_STATES: usize = 500;
/// Largest size of a number of a race, and one part of it the smallest cost.
const LARGEST: f64 = 1e9;
/// A real part nearer to 0 than this share of the greatest coefficient is 0.
const EDGE: f64 = 1e-12;
/// A point that lies so many times farther out than the grievances over the coefficients is none.
const FAR: f64 = 1e12;

/// Why there is no race.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RaceError {
    /// Sizes differ.
    #[error("a race has 1 to {MOST_STATES} states, a square matrix of reactions, and as many costs and grievances")]
    Shape,
    /// A number has no meaning at its place.
    #[error("{at} is {value:?}: {needed}")]
    Number {
        /// `cost[2]`, `reaction[0][1]`, counted from 0.
        at: String,
        /// What stands there.
        value: f64,
        /// What may stand there.
        needed: &'static str,
    },
    /// No iteration for the greatest real part settled.
    #[error("whether this race comes to rest was not found within the steps that are taken")]
    Unsettled,
}

/// Where a race goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Race {
    /// Largest real part of an eigenvalue: below 0 the race ends, 0 is the edge.
    pub abscissa: f64,
    /// Real parts of all eigenvalues, the greatest first; `None` where the iteration for them does not settle.
    pub eigenvalues: Option<Vec<f64>>,
    /// Where it comes to rest (or what it moves away from); `None` where there is no single such point.
    pub equilibrium: Option<Vec<f64>>,
    /// How much the abscissa grows per unit of each reaction, `[who reacts][to whom]`: the greatest decides. `None` where groups of
    /// states that do not feel one another reach the abscissa alike: then no reaction moves it alone.
    pub sensitivity: Option<Vec<Vec<f64>>>,
    /// Left vector of the abscissa, where one group alone reaches it: on which combination of the start it depends whether an
    /// unstable race goes up or down.
    pub left: Option<Vec<f64>>,
}

impl Race {
    /// Whether it comes to rest.
    pub fn is_stable(&self) -> bool {
        self.abscissa < 0.0
    }

    /// Whether a start moves up, where it does not come to rest; `None` where it does, on the line between, and where no single
    /// combination decides.
    pub fn escalates_from(&self, start: &[f64]) -> Option<bool> {
        let rest = self.equilibrium.as_ref().filter(|_| !self.is_stable())?;
        let parts = self.left.as_ref()?.iter().zip(start).zip(rest);
        let side: f64 = parts.map(|((left, start), rest)| left * (start - rest)).sum();
        (side.is_finite() && side != 0.0).then_some(side > 0.0)
    }
}

/// Where an arms race goes (Richardson 1960): x' = (K - diag a) x + g with `reaction[i][j]` (how strongly i reacts to j) for K, `cost[i]` (how
/// the own burden holds back) for a and `grievance[i]` for g. For up to [`MOST_STATES`] states. O(n^3).
///
/// # Errors
/// Every [`RaceError`].
///
/// # Examples
/// Two states come to rest where the product of their reactions is below that of their costs: 2 x = x + 1.
/// ```
/// use detente_dynamics::race;
///
/// let found = race(&[vec![0.0, 1.0], vec![1.0, 0.0]], &[2.0, 2.0], &[1.0, 1.0]).expect("a race");
/// assert!(found.is_stable() && (found.abscissa + 1.0).abs() < 1e-9);
/// assert!(found.equilibrium.expect("a point of rest").iter().all(|level| (level - 1.0).abs() < 1e-9));
/// ```
pub fn race(reaction: &[Vec<f64>], cost: &[f64], grievance: &[f64]) -> Result<Race, Vec<RaceError>> {
    let size = cost.len();
    let square = reaction.len() == size && reaction.iter().all(|row| row.len() == size);
    if !(1..=MOST_STATES).contains(&size) || !square || grievance.len() != size {
        return Err(vec![RaceError::Shape]);
    }
    let wrong = out_of_range(reaction, cost, grievance);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let matrix = DMatrix::from_fn(size, size, |i, j| if i == j { -cost[i] } else { reaction[i][j] });
    let (found, single) = greatest(&matrix).ok_or_else(|| vec![RaceError::Unsettled])?;
    let abscissa = if found.abs() <= EDGE * matrix.amax() { 0.0 } else { found };
    let vectors = single.then(|| (null_vector(&matrix.transpose(), found), null_vector(&matrix, found)));
    Ok(Race {
        abscissa,
        eigenvalues: real_parts(&matrix),
        equilibrium: equilibrium(&matrix, grievance).filter(|_| abscissa != 0.0),
        sensitivity: vectors.as_ref().and_then(|(left, right)| sensitivity(left, right)),
        left: vectors.map(|(left, _)| left),
    })
}

fn out_of_range(reaction: &[Vec<f64>], cost: &[f64], grievance: &[f64]) -> Vec<RaceError> {
    let mut found = Vec::new();
    let mut check = |fits: bool, at: String, value: f64, needed| {
        if !fits {
            found.push(RaceError::Number { at, value, needed });
        }
    };
    for (i, row) in reaction.iter().enumerate() {
        for (j, value) in row.iter().enumerate().filter(|(j, _)| *j != i) {
            let needed =
                "a reaction is at least 0 (a state that disarms when the other arms is another model) and at most 1e9";
            check((0.0..=LARGEST).contains(value), format!("reaction[{i}][{j}]"), *value, needed);
        }
    }
    for (i, value) in cost.iter().enumerate() {
        let needed =
            "a cost is above 0, from 1e-9 to 1e9: the own burden holds a state back; write 0.01 where it hardly does";
        check((1.0 / LARGEST..=LARGEST).contains(value), format!("cost[{i}]"), *value, needed);
    }
    for (i, value) in grievance.iter().enumerate() {
        let needed = "a grievance lies between -1e9 and 1e9; write it in larger units";
        check(value.abs() <= LARGEST, format!("grievance[{i}]"), *value, needed);
    }
    found
}

/// The point at which nothing moves; `None` where there is no single one, or only rounding puts one very far out.
fn equilibrium(matrix: &DMatrix<f64>, grievance: &[f64]) -> Option<Vec<f64>> {
    let wanted = -DVector::from_column_slice(grievance);
    let found = matrix.clone().lu().solve(&wanted)?;
    let near = found.amax() * matrix.amax() <= FAR * wanted.amax();
    (near && found.iter().all(|value| value.is_finite())).then(|| found.iter().map(|x| x + 0.0).collect())
}

/// The slope of the abscissa in each entry of the matrix.
fn sensitivity(left: &[f64], right: &[f64]) -> Option<Vec<Vec<f64>>> {
    let overlap: f64 = left.iter().zip(right).map(|(l, r)| l * r).sum();
    let found: Vec<Vec<f64>> = left.iter().map(|l| right.iter().map(|r| l * r / overlap).collect()).collect();
    found.iter().flatten().all(|slope| slope.is_finite()).then_some(found)
}

/// The vector that a matrix stretches by `value`, its entries non-negative: inverse iteration.
fn null_vector(matrix: &DMatrix<f64>, value: f64) -> Vec<f64> {
    let size = matrix.nrows();
    // From just above the greatest value the inverse has no negative entry, and the start cannot miss the vector.
    let shifted = DMatrix::<f64>::identity(size, size) * (value + 1e-9 * matrix.amax()) - matrix;
    let lu = shifted.lu();
    let mut vector = DVector::from_element(size, 1.0);
    for _ in 0..32 {
        let Some(next) = lu.solve(&vector) else { break };
        let norm = next.norm();
        if !(norm.is_finite() && norm > 0.0) {
            break;
        }
        vector = next / norm;
    }
    vector.iter().map(|x| x.abs()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn alike(size: usize, k: f64) -> Vec<Vec<f64>> {
        (0..size).map(|i| (0..size).map(|j| if i == j { 0.0 } else { k }).collect()).collect()
    }

    #[test]
    fn states_that_react_alike_have_a_closed_form() {
        for size in 2..=20 {
            for k in [0.01, 0.1, 0.5, 1.0] {
                for cost in [0.5, 1.0] {
                    let found = race(&alike(size, k), &vec![cost; size], &vec![1.0; size]).unwrap();
                    let expected = (size as f64 - 1.0) * k - cost;
                    assert!((found.abscissa - expected).abs() < 1e-12, "{size} {k} {cost}: {}", found.abscissa);
                    let slope = 1.0 / size as f64;
                    assert!(found.sensitivity.unwrap().iter().flatten().all(|x| (x - slope).abs() < 1e-9));
                    if expected.abs() > 1e-9 {
                        let rest = found.equilibrium.unwrap();
                        assert!(rest.iter().all(|x| (x + 1.0 / expected).abs() < 1e-6 * (1.0 / expected).abs()));
                    } else {
                        assert_eq!((found.abscissa, found.equilibrium), (0.0, None));
                    }
                    let others = found.eigenvalues.unwrap();
                    assert!((others[0] - expected).abs() < 1e-9);
                    assert!(others[1..].iter().all(|value| (value + cost + k).abs() < 1e-9));
                }
            }
        }
    }

    #[test]
    fn groups_that_do_not_feel_one_another() {
        // Nobody reacts: each comes to rest by itself, and no single reaction changes that.
        let found = race(&alike(3, 0.0), &[1.0; 3], &[1.0, 0.0, 2.0]).unwrap();
        assert_eq!((found.abscissa, found.sensitivity.is_none()), (-1.0, true));
        assert_eq!(found.equilibrium.unwrap(), [1.0, 0.0, 2.0]);
        // Two equal pairs, apart: the same.
        let pair = |a: usize, b: usize| a / 2 == b / 2 && a != b;
        let twice: Vec<Vec<f64>> =
            (0..4).map(|a| (0..4).map(|b| if pair(a, b) { 2.0 } else { 0.0 }).collect()).collect();
        let found = race(&twice, &[1.0; 4], &[0.0; 4]).unwrap();
        assert!((found.abscissa - 1.0).abs() < 1e-12 && found.sensitivity.is_none());
        assert_eq!(found.escalates_from(&[1.0; 4]), None);
        // The second pair feels the first, which is the stronger: only the first decides.
        let mut chained = twice.clone();
        (chained[0][1], chained[2][0]) = (8.0, 1.0);
        let found = race(&chained, &[1.0; 4], &[0.0; 4]).unwrap();
        assert!((found.abscissa - 3.0).abs() < 1e-12);
        let slopes = found.sensitivity.unwrap();
        assert!(slopes[2][3].abs() < 1e-9 && slopes[2][0].abs() < 1e-9 && (slopes[0][1] - 0.25).abs() < 1e-6);
    }

    #[test]
    fn numbers_without_meaning_are_named_with_their_place() {
        let told = |reaction: f64, cost: f64, grievance: f64| {
            let found = race(&[vec![0.0, reaction], vec![1.0, 0.0]], &[1.0, cost], &[grievance, 0.0]).unwrap_err();
            found.iter().map(RaceError::to_string).collect::<Vec<_>>().join("\n")
        };
        let all = told(-1.0, 0.0, 1e308);
        for place in ["reaction[0][1] is -1.0: ", "cost[1] is 0.0: ", "grievance[0] is 1e308: "] {
            assert!(all.contains(place), "{all}");
        }
        assert!(told(1e308, -1.0, f64::NAN).lines().count() == 3 && told(f64::INFINITY, 1.0, 0.0).contains("inf"));
        assert_eq!(race(&[], &[], &[]), Err(vec![RaceError::Shape]));
    }
}
