//! Fuzzy cognitive maps in the field's own rules (Kosko 1986), for imported maps: what a simulation ends in, and whether any other
//! start would have ended there too (Banach's fixed point theorem; Knight, Lloyd and Penn 2013).

use nalgebra::DMatrix;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::spectrum::spectral_norm;

detente_chance::words! {
    /// What comes into a concept.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
    pub enum Rule {
        /// The weighted sum of causes.
        #[default]
        Kosko = "kosko",
        /// The same and its own value.
        Modified = "modified",
        /// Both on the scale from -1 to 1.
        Rescaled = "rescaled",
    }
}

detente_chance::words! {
    /// What becomes of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
    pub enum Transfer {
        /// 1 / (1 + exp(-lambda x)).
        #[default]
        Sigmoid = "sigmoid",
        /// tanh(lambda x).
        Tanh = "tanh",
        /// 1 where positive, else 0.
        Bivalent = "bivalent",
        /// The sign.
        Trivalent = "trivalent",
    }
}

/// Why a map cannot be run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FcmError {
    /// Weights, start and clamps do not fit together.
    #[error(
        "the map needs a square matrix of weights between -1e6 and 1e6, of up to {MOST_CONCEPTS} concepts, and one start value between -1e6 and 1e6 for each"
    )]
    Shape,
    /// A concept is held where no concept can be.
    #[error("concept {} is held at {value:?}, but concepts lie between -1 and 1", concept + 1)]
    Clamp {
        /// The concept.
        concept: usize,
        /// The value.
        value: f64,
    },
    /// A concept is held at two values.
    #[error("concept {} is held at {first:?} and at {second:?}", concept + 1)]
    Twice {
        /// The concept.
        concept: usize,
        /// One value.
        first: f64,
        /// The other.
        second: f64,
    },
    /// Lambda must be positive.
    #[error("lambda must be a positive number, at most 1e6")]
    Lambda,
    /// The rescaled rule with another transfer has no meaning: 2a - 1 takes a from 0 to 1.
    #[error("the rescaled rule has meaning with the sigmoid alone")]
    Rescaled,
}

/// What a run ends in.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// It stays.
    FixedPoint,
    /// It comes back.
    Cycle {
        /// After so many steps.
        period: usize,
        /// From this step on.
        entered: usize,
        /// Largest swing of a concept over the cycle.
        amplitude: f64,
    },
    /// Neither within the steps looked at: a long cycle, chaos, or slowness.
    Undetermined {
        /// Largest change of a concept in the last step.
        last_change: f64,
    },
}

impl Outcome {
    /// `fixed point`, `cycle` or `undetermined`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::FixedPoint => "fixed point",
            Self::Cycle { .. } => "cycle",
            Self::Undetermined { .. } => "undetermined",
        }
    }
}

/// Where a run ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// What kind of end.
    pub outcome: Outcome,
    /// The states of the fixed point or of one turn of the cycle; the last one otherwise.
    pub attractor: Vec<Vec<f64>>,
    /// Steps until it was known.
    pub steps: usize,
}

/// A map.
#[derive(Debug, Clone, PartialEq)]
pub struct Fcm {
    size: usize,
    rule: Rule,
    transfer: Transfer,
    lambda: f64,
    /// By effect its causes with weights.
    into: Vec<Vec<(usize, f64)>>,
    /// Concepts that are held: clamped, or nothing acts on them.
    held: Vec<Option<f64>>,
}

/// Most concepts of a map.
pub const MOST_CONCEPTS: usize = 2_000;
/// Largest weight, start value and steepness.
const LARGEST: f64 = 1e6;
/// Most free concepts for which the 2-norm is worked out; it takes their cube in steps.
const MOST_SPECTRAL: usize = 400;
/// Draws followed side by side.
const LANES: usize = 8;
/// Changes below this are none.
const STILL: f64 = 1e-9;
/// Longest cycle looked for in continuous maps.
const LONGEST: usize = 64;

impl Fcm {
    /// A fuzzy cognitive map (Kosko 1986) with `weights[cause][effect]`, from -1 to 1 by the convention of the field and up to 1e6 in size here;
    /// `lambda` above 0 is the steepness of the transfer, and `clamp` holds concepts at values in [-1, 1]. Up to [`MOST_CONCEPTS`] concepts.
    ///
    /// # Errors
    /// [`FcmError`].
    pub fn new(
        weights: &[Vec<f64>],
        rule: Rule,
        transfer: Transfer,
        lambda: f64,
        clamp: &[(usize, f64)],
    ) -> Result<Self, FcmError> {
        let size = weights.len();
        let whole = weights.iter().all(|row| row.len() == size && row.iter().all(|weight| weight.abs() <= LARGEST));
        if !whole || size > MOST_CONCEPTS || clamp.iter().any(|(concept, _)| *concept >= size) {
            return Err(FcmError::Shape);
        }
        if !(lambda > 0.0 && lambda <= LARGEST) {
            return Err(FcmError::Lambda);
        }
        if rule == Rule::Rescaled && transfer != Transfer::Sigmoid {
            return Err(FcmError::Rescaled);
        }
        let causes = |effect: usize| {
            (0..size)
                .filter_map(move |cause| Some((cause, weights[cause][effect])).filter(|(_, weight)| *weight != 0.0))
        };
        let into = (0..size).map(|effect| causes(effect).collect()).collect();
        let mut held = vec![None; size];
        for &(concept, value) in clamp {
            if !(-1.0..=1.0).contains(&value) {
                return Err(FcmError::Clamp { concept, value });
            }
            match held[concept].replace(value) {
                Some(first) if first != value => return Err(FcmError::Twice { concept, first, second: value }),
                _ => {}
            }
        }
        Ok(Self { size, rule, transfer, lambda, into, held })
    }

    /// Whether a concept moves: something acts on it and it is not clamped.
    pub fn is_free(&self, concept: usize) -> bool {
        self.held[concept].is_none() && !self.into[concept].is_empty()
    }

    /// The start with clamps on.
    fn begin(&self, start: &[f64]) -> Vec<f64> {
        start.iter().zip(&self.held).map(|(value, held)| held.unwrap_or(*value)).collect()
    }

    /// The next state. O(edges).
    pub fn step(&self, state: &[f64]) -> Vec<f64> {
        let next = |concept: usize| {
            if !self.is_free(concept) {
                return self.held[concept].unwrap_or(state[concept]);
            }
            let sum = |scale: fn(f64) -> f64| {
                self.into[concept].iter().map(|(cause, weight)| weight * scale(state[*cause])).sum::<f64>()
            };
            let net = match self.rule {
                Rule::Kosko => sum(|a| a),
                Rule::Modified => state[concept] + sum(|a| a),
                Rule::Rescaled => 2.0 * state[concept] - 1.0 + sum(|a| 2.0 * a - 1.0),
            };
            self.bend(net)
        };
        (0..self.size).map(next).collect()
    }

    fn bend(&self, net: f64) -> f64 {
        match self.transfer {
            Transfer::Sigmoid => 1.0 / (1.0 + libm::exp(-self.lambda * net)),
            Transfer::Tanh => libm::tanh(self.lambda * net),
            Transfer::Bivalent => f64::from(u8::from(net > 0.0)),
            Transfer::Trivalent => f64::from(i8::from(net > 0.0) - i8::from(net < 0.0)),
        }
    }

    /// States from the start on until a step changes no concept by more than `threshold`, at most `steps` steps.
    ///
    /// # Errors
    /// [`FcmError::Shape`].
    pub fn rows(&self, start: &[f64], threshold: f64, steps: usize) -> Result<Vec<Vec<f64>>, FcmError> {
        self.fits(start)?;
        let mut rows = vec![self.begin(start)];
        for step in 0..steps {
            let next = self.step(&rows[step]);
            let still = change(&rows[step], &next) <= threshold;
            rows.push(next);
            if still {
                break;
            }
        }
        Ok(rows)
    }

    fn fits(&self, start: &[f64]) -> Result<(), FcmError> {
        let fits = start.len() == self.size && start.iter().all(|value| value.abs() <= LARGEST);
        if fits { Ok(()) } else { Err(FcmError::Shape) }
    }

    /// What a run from `start`, one number a concept, ends in within `steps` steps: a fixed point, a cycle, or neither. Maps of two or three
    /// values by cycle finding (Brent 1980) on the exact state; others when the state comes back to 1e-9. O(steps · edges).
    ///
    /// # Errors
    /// [`FcmError::Shape`].
    ///
    /// # Examples
    /// One concept raises the other, which lowers it: the two chase each other round in four steps.
    /// ```
    /// use detente_dynamics::{Fcm, Outcome, Rule, Transfer};
    ///
    /// let map = Fcm::new(&[vec![0.0, 1.0], vec![-1.0, 0.0]], Rule::Kosko, Transfer::Trivalent, 1.0, &[])?;
    /// assert!(matches!(map.settle(&[1.0, 0.0], 100)?.outcome, Outcome::Cycle { period: 4, .. }));
    /// # Ok::<(), detente_dynamics::FcmError>(())
    /// ```
    pub fn settle(&self, start: &[f64], steps: usize) -> Result<Settled, FcmError> {
        self.fits(start)?;
        match self.transfer {
            Transfer::Bivalent | Transfer::Trivalent => Ok(self.settle_exactly(self.begin(start), steps)),
            Transfer::Sigmoid | Transfer::Tanh => Ok(self.settle_closely(self.begin(start), steps)),
        }
    }

    /// Brent's cycle finding (1980) on the exact states of a map with two or three values.
    fn settle_exactly(&self, start: Vec<f64>, steps: usize) -> Settled {
        let (mut power, mut period) = (1, 1);
        let (mut slow, mut fast) = (start.clone(), self.step(&start));
        let mut taken = 1;
        while slow != fast {
            if taken >= steps {
                let last_change = change(&fast, &self.step(&fast));
                return Settled { outcome: Outcome::Undetermined { last_change }, attractor: vec![fast], steps: taken };
            }
            if power == period {
                slow.clone_from(&fast);
                power *= 2;
                period = 0;
            }
            fast = self.step(&fast);
            period += 1;
            taken += 1;
        }
        let (mut here, mut ahead) = (start.clone(), start);
        for _ in 0..period {
            ahead = self.step(&ahead);
        }
        let mut entered = 0;
        while here != ahead {
            (here, ahead) = (self.step(&here), self.step(&ahead));
            entered += 1;
        }
        self.ended(here, period, entered, taken)
    }

    fn settle_closely(&self, start: Vec<f64>, steps: usize) -> Settled {
        let mut ring: Vec<Vec<f64>> = vec![start];
        for taken in 1..=steps {
            let next = self.step(&ring[ring.len() - 1]);
            let back = (1..=ring.len().min(LONGEST)).find(|back| change(&ring[ring.len() - back], &next) <= STILL);
            if let Some(period) = back {
                return self.ended(next, period, taken - period, taken);
            }
            ring.push(next);
            if ring.len() > LONGEST {
                ring.remove(0);
            }
        }
        let last = ring[ring.len() - 1].clone();
        let last_change = change(&last, &self.step(&last));
        Settled { outcome: Outcome::Undetermined { last_change }, attractor: vec![last], steps }
    }

    fn ended(&self, state: Vec<f64>, period: usize, entered: usize, steps: usize) -> Settled {
        let mut attractor = vec![state];
        while attractor.len() < period {
            attractor.push(self.step(&attractor[attractor.len() - 1]));
        }
        let swing = |concept: usize| {
            let values = attractor.iter().map(|state| state[concept]);
            values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
        };
        let outcome = match period {
            1 => Outcome::FixedPoint,
            period => Outcome::Cycle { period, entered, amplitude: (0..self.size).map(swing).fold(0.0, f64::max) },
        };
        Settled { outcome, attractor, steps }
    }

    /// Concepts and edges: the cost of a step.
    pub fn cost(&self) -> usize {
        self.size + self.into.iter().map(Vec::len).sum::<usize>()
    }

    /// The factor by which every step brings any two states together at least, in the best of three norms; below 1 there is one
    /// equilibrium, and the start does not matter (Banach; Knight, Lloyd and Penn 2013). `None` for maps with two or three values.
    pub fn contraction_bound(&self) -> Option<f64> {
        let steepest = match self.transfer {
            Transfer::Sigmoid => self.lambda / 4.0,
            Transfer::Tanh => self.lambda,
            Transfer::Bivalent | Transfer::Trivalent => return None,
        };
        let free: Vec<usize> = (0..self.size).filter(|concept| self.is_free(*concept)).collect();
        if free.is_empty() {
            return Some(0.0);
        }
        let own = if self.rule == Rule::Kosko { 0.0 } else { 1.0 };
        let scale = if self.rule == Rule::Rescaled { 2.0 } else { 1.0 };
        let mut matrix = DMatrix::<f64>::zeros(free.len(), free.len());
        for (row, effect) in free.iter().enumerate() {
            matrix[(row, row)] += scale * own;
            for (cause, weight) in &self.into[*effect] {
                if let Ok(column) = free.binary_search(cause) {
                    matrix[(row, column)] += scale * weight;
                }
            }
        }
        let rows = matrix.row_iter().map(|row| row.iter().map(|x| x.abs()).sum::<f64>()).fold(0.0, f64::max);
        let columns =
            matrix.column_iter().map(|column| column.iter().map(|x| x.abs()).sum::<f64>()).fold(0.0, f64::max);
        let plain = rows.min(columns);
        // Where it is not found the two other norms bound as well, less closely.
        let spectral = if free.len() > MOST_SPECTRAL { None } else { spectral_norm(matrix) };
        Some(steepest * spectral.map_or(plain, |norm| norm.min(plain)))
    }

    /// The last states of many starts (each `start[concept][draw]`) under the stop rule of [`Self::rows`], draw by draw; draws go
    /// side by side. O(draws steps edges).
    pub fn batch(&self, start: &[Vec<f64>], threshold: f64, steps: usize) -> Vec<Vec<f64>> {
        let draws = start.first().map_or(0, Vec::len);
        let mut last = start.to_vec();
        for first in (0..draws).step_by(LANES) {
            let lanes = LANES.min(draws - first);
            let mut state: Vec<[f64; LANES]> = (0..self.size)
                .map(|concept| {
                    std::array::from_fn(|lane| {
                        self.held[concept].unwrap_or(start[concept][first + lane.min(lanes - 1)])
                    })
                })
                .collect();
            let mut running = [true; LANES];
            let mut next = state.clone();
            for _ in 0..steps {
                self.step_lanes(&state, &mut next);
                let mut most = [0.0f64; LANES];
                for (old, new) in state.iter().zip(&mut next) {
                    for lane in 0..LANES {
                        // A lane that has stopped stays where it stopped.
                        new[lane] = if running[lane] { new[lane] } else { old[lane] };
                        most[lane] = most[lane].max((new[lane] - old[lane]).abs());
                    }
                }
                std::mem::swap(&mut state, &mut next);
                (0..LANES).for_each(|lane| running[lane] &= most[lane] > threshold);
                if running.iter().all(|runs| !runs) {
                    break;
                }
            }
            for (concept, values) in state.iter().enumerate() {
                last[concept][first..first + lanes].copy_from_slice(&values[..lanes]);
            }
        }
        last
    }

    fn step_lanes(&self, state: &[[f64; LANES]], next: &mut [[f64; LANES]]) {
        for (concept, out) in next.iter_mut().enumerate() {
            if !self.is_free(concept) {
                *out = state[concept];
                continue;
            }
            let (scale, offset, own) = match self.rule {
                Rule::Kosko => (1.0, 0.0, 0.0),
                Rule::Modified => (1.0, 0.0, 1.0),
                Rule::Rescaled => (2.0, -1.0, 1.0),
            };
            let mut net: [f64; LANES] = std::array::from_fn(|lane| own * (scale * state[concept][lane] + offset));
            for (cause, weight) in &self.into[concept] {
                for lane in 0..LANES {
                    net[lane] += weight * (scale * state[*cause][lane] + offset);
                }
            }
            *out = net.map(|net| self.bend(net));
        }
    }
}

fn change(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_that_negate_each_other_cycle_and_their_entry_is_told() {
        // a copies the negation of b, b copies a: period 4 in trivalent form.
        let weights = vec![vec![0.0, 1.0], vec![-1.0, 0.0]];
        let map = Fcm::new(&weights, Rule::Kosko, Transfer::Trivalent, 1.0, &[]).unwrap();
        let end = map.settle(&[1.0, 1.0], 100).unwrap();
        assert_eq!(end.outcome, Outcome::Cycle { period: 4, entered: 0, amplitude: 2.0 });
        // The same with tanh and a strong slope: a cycle of four as well.
        let map = Fcm::new(&weights, Rule::Kosko, Transfer::Tanh, 3.0, &[]).unwrap();
        let end = map.settle(&[0.5, 0.2], 5_000).unwrap();
        assert!(matches!(end.outcome, Outcome::Cycle { period: 4, .. }), "{:?}", end.outcome);
        assert!(Fcm::new(&weights, Rule::Rescaled, Transfer::Tanh, 1.0, &[]).is_err());
        let held = |clamp: &[(usize, f64)]| Fcm::new(&weights, Rule::Kosko, Transfer::Tanh, 1.0, clamp).err();
        assert_eq!(held(&[(0, 1e308)]), Some(FcmError::Clamp { concept: 0, value: 1e308 }));
        assert!(held(&[(1, f64::NAN)]).is_some() && held(&[(2, 0.0)]) == Some(FcmError::Shape));
        assert_eq!(held(&[(1, 0.5), (1, -0.5)]), Some(FcmError::Twice { concept: 1, first: 0.5, second: -0.5 }));
        assert_eq!(held(&[(1, 0.5), (1, 0.5)]), None);
        let huge = vec![vec![0.0, 1e308], vec![1e308, 0.0]];
        assert_eq!(Fcm::new(&huge, Rule::Kosko, Transfer::Tanh, 1.0, &[]).err(), Some(FcmError::Shape));
    }

    proptest! {
        #[test]
        fn a_contracting_map_forgets_its_start(weights in proptest::collection::vec(-0.5..0.5f64, 16), one in proptest::collection::vec(0.0..1.0f64, 4), other in proptest::collection::vec(0.0..1.0f64, 4)) {
            let weights: Vec<Vec<f64>> = weights.chunks(4).map(<[f64]>::to_vec).collect();
            let map = Fcm::new(&weights, Rule::Kosko, Transfer::Sigmoid, 1.0, &[]).unwrap();
            prop_assert!(map.contraction_bound().unwrap() < 1.0);
            let (a, b) = (map.settle(&one, 5_000).unwrap(), map.settle(&other, 5_000).unwrap());
            prop_assert!(change(&a.attractor[0], &b.attractor[0]) < 1e-7);
        }

        #[test]
        fn draws_side_by_side_are_draws_one_by_one(weights in proptest::collection::vec(-1.0..1.0f64, 25), starts in proptest::collection::vec(0.0..1.0f64, 5 * 11), rule in 0..3usize) {
            let weights: Vec<Vec<f64>> = weights.chunks(5).map(|row| row.iter().map(|w| if w.abs() < 0.4 { 0.0 } else { *w }).collect()).collect();
            let rule = [Rule::Kosko, Rule::Modified, Rule::Rescaled][rule];
            let map = Fcm::new(&weights, rule, Transfer::Sigmoid, 1.0, &[(1, 0.3)]).unwrap();
            let start: Vec<Vec<f64>> = starts.chunks(11).map(<[f64]>::to_vec).collect();
            let last = map.batch(&start, 1e-3, 50);
            for draw in 0..11 {
                let own: Vec<f64> = start.iter().map(|row| row[draw]).collect();
                let rows = map.rows(&own, 1e-3, 50).unwrap();
                for concept in 0..5 {
                    prop_assert!((rows[rows.len() - 1][concept] - last[concept][draw]).abs() < 1e-12);
                }
            }
        }
    }
}
