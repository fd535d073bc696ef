//! Variance-based sensitivity (Sobol' 1993; Homma and Saltelli 1996; estimators of Saltelli et al. 2010, and of Janon et al. 2014).

use schemars::JsonSchema;
use serde::Serialize;

use crate::stream::Stream;

/// Dimensions of one scrambled sequence; further ones come from sequences of other seeds.
const DIMENSIONS: u32 = 256;
/// Largest number of base points.
pub const MOST_POINTS: u32 = 1 << 16;

/// Two sets of points, from which those for every input are mixed.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// `a[input][point]`, in (0, 1).
    pub a: Vec<Vec<f64>>,
    /// The same, independent of it.
    pub b: Vec<Vec<f64>>,
}

impl Design {
    /// Two sets of `points` points (a power of two, for balance) of the unit cube, `[input][point]`, from a scrambled Sobol' sequence in twice as
    /// many dimensions as there are inputs; the same for the same seed everywhere. `None` without points or beyond 65,536.
    pub fn sobol(inputs: usize, points: u32, seed: u64) -> Option<Self> {
        if points == 0 || points > MOST_POINTS {
            return None;
        }
        let column = |dimension: usize| -> Vec<f64> {
            let (sequence, place) = (dimension as u32 / DIMENSIONS, dimension as u32 % DIMENSIONS);
            // Its numbers have 24 bits; the middle of each step keeps them off both ends.
            let seed = (seed ^ (seed >> 32)) as u32 ^ sequence.wrapping_mul(0x9E37_79B9);
            let number = |point| f64::from(sobol_burley::sample(point, place, seed)) + 0.5 / f64::from(1 << 24);
            (0..points).map(number).collect()
        };
        let columns = |first: usize| (first..first + inputs).map(column).collect();
        Some(Self { a: columns(0), b: columns(inputs) })
    }
}

/// An index with its doubt.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Index {
    /// The estimate; noise may take it a little below 0 or above 1. NaN where one of the two rows it compares does not vary.
    pub value: f64,
    /// Lower end of its 95 % interval (bootstrap over base points; resamples in which nothing varies say nothing).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What one input, or one group of inputs, accounts for.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Share {
    /// Share of the variance that it alone accounts for.
    pub first: Index,
    /// Share that goes when it is known, all others known or not: with everything it takes part in.
    pub total: Index,
}

/// Indices of all inputs.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Indices {
    /// Variance of the output over both sets of points.
    pub variance: f64,
    /// By input.
    pub shares: Vec<Share>,
    /// Second order: two inputs and what they account for together beyond what each does alone.
    pub pairs: Vec<(usize, usize, Index)>,
}

/// How indices are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// Products centred on the mean of all outputs, over the variance of A and B (Saltelli et al. 2010), as other programs have it.
    Saltelli,
    /// Correlation of the two rows that share an input, mean and variance taken over these two (Janon et al. 2014), less what A and B
    /// have in common by chance (Glen and Isaacs 2012): steady where the output is rarely anything but one value.
    Janon,
}

/// Why there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// The output is the same everywhere.
    #[error("the output does not vary")]
    NoVariation,
    /// Lengths differ, or an output is undefined.
    #[error("an output for every point is needed, and all must be numbers")]
    Shape,
}

/// Which inputs a number hangs on (Sobol' 1993; Homma and Saltelli 1996): shares of its variance, from outputs at the points of A, of B, and for
/// each input of A with that input from B (`ab`); with `ba` (B with that input from A) also of second order. `resamples` bootstrap samples,
/// drawn by `seed`, make the intervals. O(inputs · points · resamples), times inputs for pairs.
///
/// # Errors
/// [`IndexError`].
///
/// # Examples
/// Of x + 2 y over the unit square a fifth of the variance is due to x, the rest to y.
/// ```
/// use detente_chance::{Design, Estimator, indices};
///
/// let design = Design::sobol(2, 1_024, 1).expect("points");
/// let output = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x + 2.0 * y).collect::<Vec<f64>>();
/// let (a, b) = (&design.a, &design.b);
/// let mixed = [output(&b[0], &a[1]), output(&a[0], &b[1])];
/// let found = indices(&output(&a[0], &a[1]), &output(&b[0], &b[1]), &mixed, None, Estimator::Janon, 100, 1)?;
/// assert!((found.shares[0].first.value - 0.2).abs() < 0.01 && (found.shares[1].total.value - 0.8).abs() < 0.01);
/// # Ok::<(), detente_chance::IndexError>(())
/// ```
pub fn indices(
    a: &[f64],
    b: &[f64],
    ab: &[Vec<f64>],
    ba: Option<&[Vec<f64>]>,
    estimator: Estimator,
    resamples: u32,
    seed: u64,
) -> Result<Indices, IndexError> {
    let points = a.len();
    let rows = ab.iter().chain(ba.into_iter().flatten());
    let whole = points > 0 && b.len() == points && rows.clone().all(|row| row.len() == points);
    if !whole || ba.is_some_and(|ba| ba.len() != ab.len()) || rows.flatten().chain(a).chain(b).any(|y| y.is_nan()) {
        return Err(IndexError::Shape);
    }
    let count = 2.0 * points as f64;
    let mean = a.iter().chain(b).sum::<f64>() / count;
    let variance = a.iter().chain(b).map(|y| (y - mean) * (y - mean)).sum::<f64>() / count;
    if variance <= 1e-300 || a.iter().chain(b).all(|y| *y == a[0]) {
        return Err(IndexError::NoVariation);
    }
    // Centred on the mean of all outputs, which keeps the products small.
    let all: Vec<&Vec<f64>> = ab.iter().chain(ba.into_iter().flatten()).collect();
    let centre =
        (mean * count + all.iter().flat_map(|row| row.iter()).sum::<f64>()) / (count + (all.len() * points) as f64);
    let flat = |row: &[f64]| row.iter().map(|y| y - centre).collect::<Vec<f64>>();
    let (a, b) = (flat(a), flat(b));
    let ab: Vec<Vec<f64>> = ab.iter().map(|row| flat(row)).collect();
    let ba: Option<Vec<Vec<f64>>> = ba.map(|ba| ba.iter().map(|row| flat(row)).collect());
    let of = Outputs { a: &a, b: &b, ab: &ab, ba: ba.as_deref(), estimator };
    let identity: Vec<f64> = vec![1.0; points];
    let (shares, pairs) = of.estimate(&identity);
    let mut spread = vec![Moments::default(); 2 * shares.len() + pairs.len()];
    for resample in 0..resamples {
        let stream = Stream::new(seed, &format!("sobol/bootstrap/{resample}"));
        let mut weight = vec![0.0; points];
        for draw in 0..points {
            weight[((stream.uniform(draw as u64) * points as f64) as usize).min(points - 1)] += 1.0;
        }
        let (again, pairs) = of.estimate(&weight);
        let numbers = again.iter().flat_map(|share| [share.0, share.1]).chain(pairs.iter().map(|pair| pair.2));
        spread.iter_mut().zip(numbers).for_each(|(moments, number)| moments.add(number));
    }
    let index = |value: f64, place: usize| {
        let half = 1.959_963_984_540_054 * spread[place].sd();
        Index { value, low: value - half, high: value + half }
    };
    Ok(Indices {
        variance,
        shares: shares
            .iter()
            .enumerate()
            .map(|(place, (first, total))| Share {
                first: index(*first, 2 * place),
                total: index(*total, 2 * place + 1),
            })
            .collect(),
        pairs: pairs
            .iter()
            .enumerate()
            .map(|(place, (one, other, value))| (*one, *other, index(*value, 2 * shares.len() + place)))
            .collect(),
    })
}

#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    count: f64,
    mean: f64,
    sum: f64,
}

impl Moments {
    fn add(&mut self, x: f64) {
        if !x.is_finite() {
            return;
        }
        self.count += 1.0;
        let apart = x - self.mean;
        self.mean += apart / self.count;
        self.sum += apart * (x - self.mean);
    }

    fn sd(&self) -> f64 {
        if self.count > 1.0 { (self.sum / (self.count - 1.0)).sqrt() } else { 0.0 }
    }
}

struct Outputs<'o> {
    a: &'o [f64],
    b: &'o [f64],
    ab: &'o [Vec<f64>],
    ba: Option<&'o [Vec<f64>]>,
    estimator: Estimator,
}

/// Correlation of two rows of one distribution: mean and variance over both.
fn alike(one: &[f64], other: &[f64], weight: &[f64]) -> f64 {
    let (mut all, mut sum, mut squares, mut product) = (0.0, 0.0, 0.0, 0.0);
    for ((x, y), w) in one.iter().zip(other).zip(weight) {
        all += w;
        sum += w * (x + y);
        squares += w * (x * x + y * y);
        product += w * x * y;
    }
    let mean = sum / (2.0 * all);
    let variance = squares / (2.0 * all) - mean * mean;
    if variance > 1e-300 { (product / all - mean * mean) / variance } else { f64::NAN }
}

type Estimates = (Vec<(f64, f64)>, Vec<(usize, usize, f64)>);

impl Outputs<'_> {
    /// First and total indices, and those of pairs, with points weighed as often as they were drawn.
    fn estimate(&self, weight: &[f64]) -> Estimates {
        let all: f64 = weight.iter().sum();
        let (mut sum, mut squares, mut cross) = (0.0, 0.0, 0.0);
        for ((a, b), w) in self.a.iter().zip(self.b).zip(weight) {
            sum += w * (a + b);
            squares += w * (a * a + b * b);
            cross += w * a * b;
        }
        let mean = sum / (2.0 * all);
        let variance = squares / (2.0 * all) - mean * mean;
        // What A and B, which share nothing, have in common by chance is in every index, and is taken out (Glen and Isaacs 2012).
        let chance = alike(self.a, self.b, weight);
        let share = |ab: &Vec<f64>| {
            if self.estimator == Estimator::Janon {
                let (first, rest) = (alike(self.b, ab, weight), alike(self.a, ab, weight));
                return ((first - chance) / (1.0 - chance), (1.0 - rest) / (1.0 - chance));
            }
            let (mut first, mut total) = (0.0, 0.0);
            for (((ab, a), b), w) in ab.iter().zip(self.a).zip(self.b).zip(weight) {
                first += w * b * (ab - a);
                total += w * (a - ab) * (a - ab);
            }
            (first / all / variance, 0.5 * total / all / variance)
        };
        let shares: Vec<(f64, f64)> = self.ab.iter().map(share).collect();
        let mut pairs = Vec::new();
        for (one, ba) in self.ba.into_iter().flatten().enumerate() {
            let weighed: Vec<f64> = ba.iter().zip(weight).map(|(ba, w)| w * ba).collect();
            for (other, ab) in self.ab.iter().enumerate().skip(one + 1) {
                let product: f64 = weighed.iter().zip(ab).map(|(ba, ab)| ba * ab).sum();
                let both = (product - cross) / all / variance;
                pairs.push((one, other, both - shares[one].0 - shares[other].0));
            }
        }
        (shares, pairs)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ishigami(x: &[f64]) -> f64 {
        let x: Vec<f64> = x.iter().map(|u| std::f64::consts::PI * (2.0 * u - 1.0)).collect();
        libm::sin(x[0]) + 7.0 * libm::sin(x[1]).powi(2) + 0.1 * x[2].powi(4) * libm::sin(x[0])
    }

    fn run(f: impl Fn(&[f64]) -> f64, inputs: usize, points: u32, estimator: Estimator) -> Indices {
        let design = Design::sobol(inputs, points, 3).unwrap();
        let at = |from: &dyn Fn(usize) -> bool, first: bool| -> Vec<f64> {
            (0..points as usize)
                .map(|point| {
                    let x: Vec<f64> = (0..inputs)
                        .map(|i| if from(i) == first { design.a[i][point] } else { design.b[i][point] })
                        .collect();
                    f(&x)
                })
                .collect()
        };
        let (a, b) = (at(&|_| true, true), at(&|_| true, false));
        let ab: Vec<Vec<f64>> = (0..inputs).map(|own| at(&|i| i != own, true)).collect();
        let ba: Vec<Vec<f64>> = (0..inputs).map(|own| at(&|i| i != own, false)).collect();
        indices(&a, &b, &ab, Some(&ba), estimator, 200, 1).unwrap()
    }

    /// Exact values of Ishigami and Homma 1990.
    #[test]
    fn ishigami_lies_within_its_intervals() {
        let exact = [(0.3139051911, 0.5575888552), (0.4424111448, 0.4424111448), (0.0, 0.2436836641)];
        let janon = run(ishigami, 3, 4096, Estimator::Janon);
        let found = run(ishigami, 3, 4096, Estimator::Saltelli);
        for (share, (first, total)) in janon.shares.iter().chain(&found.shares).zip(exact.iter().chain(&exact)) {
            assert!(
                (share.first.value - first).abs() < 0.01 && share.first.low <= *first && *first <= share.first.high
            );
            assert!(
                (share.total.value - total).abs() < 0.01 && share.total.low <= *total && *total <= share.total.high
            );
        }
        let pair = found.pairs.iter().find(|pair| (pair.0, pair.1) == (0, 2)).unwrap().2;
        assert!((pair.value - 0.2436836641).abs() < 0.02);
        assert!((found.variance - 13.8445879407).abs() < 0.3);
    }

    /// A product of indicators that is 1 once in 64 points: either input accounts for nearly everything, neither for much alone.
    #[test]
    fn what_is_rarely_so_has_totals_near_one_and_no_wild_numbers() {
        let rare = |x: &[f64]| f64::from(u8::from(x[0] > 0.875 && x[1] > 0.875));
        let total = (1.0 - 0.125) / (1.0 - 0.125 * 0.125);
        for points in [256, 1024, 4096] {
            for share in run(rare, 2, points, Estimator::Janon).shares {
                assert!((share.total.value - total).abs() < 0.3 && share.total.low.is_finite(), "{points}: {share:?}");
                assert!(share.total.value <= 1.1 && share.first.high.is_finite());
            }
        }
    }

    #[test]
    fn what_does_not_vary_is_said_to() {
        let none = |b: &[f64], ab: &[Vec<f64>]| indices(&[1.0; 4], b, ab, None, Estimator::Saltelli, 10, 1);
        assert_eq!(none(&[1.0; 4], &[vec![1.0; 4]]), Err(IndexError::NoVariation));
        assert_eq!(none(&[1.0; 3], &[]), Err(IndexError::Shape));
        assert!(Design::sobol(2, 1 << 17, 1).is_none());
        let far = Design::sobol(200, 64, 1).unwrap();
        assert!(far.a.iter().chain(&far.b).flatten().all(|u| *u > 0.0 && *u < 1.0));
    }
}
