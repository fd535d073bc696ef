//! Closeness on a grid: steps of a random walk, filtering forward and backward.

/// Points of the grid.
pub const POINTS: usize = 241;
/// The grid reaches from minus to plus this, in standard deviations of closeness among pairs in their first year.
pub const REACH: f64 = 6.0;

/// Where a point lies.
pub(super) fn at(point: usize) -> f64 {
    STEP * point as f64 - REACH
}

/// Between two points.
pub(super) const STEP: f64 = 2.0 * REACH / (POINTS - 1) as f64;

/// A year's step on the grid.
pub(super) struct Walk {
    /// Weights of steps from so many points down to so many up.
    weights: Vec<f64>,
    /// The same times the square of the step.
    squares: Vec<f64>,
    /// What each point hands on in all, so that nothing falls off the ends.
    total: Vec<f64>,
}

impl Walk {
    pub(super) fn new(sd: f64) -> Self {
        let band = ((6.0 * sd / STEP) as usize).clamp(1, POINTS - 1);
        let steps = || (0..=2 * band).map(|place| (place as f64 - band as f64) * STEP);
        let weights: Vec<f64> = steps().map(|step| libm::exp(-0.5 * (step / sd) * (step / sd))).collect();
        let squares = weights.iter().zip(steps()).map(|(weight, step)| weight * step * step).collect();
        let total = spread(&vec![1.0; POINTS], &weights);
        Self { weights, squares, total }
    }

    /// A year on.
    fn forward(&self, from: &[f64]) -> Vec<f64> {
        spread(&self.shares(from), &self.weights)
    }

    /// A year back: what each point expects of `value`.
    fn backward(&self, value: &[f64]) -> Vec<f64> {
        self.shares_of(spread(value, &self.weights))
    }

    /// Expected square of a step, from what was known before it and what is known after it; `later` is what each point expects of that.
    fn square(&self, before: &[f64], after: &[f64], later: &[f64]) -> f64 {
        let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
        dot(&self.shares(before), &spread(after, &self.squares)) / dot(before, later)
    }

    fn shares(&self, mass: &[f64]) -> Vec<f64> {
        self.shares_of(mass.to_vec())
    }

    fn shares_of(&self, mut mass: Vec<f64>) -> Vec<f64> {
        mass.iter_mut().zip(&self.total).for_each(|(mass, total)| *mass /= total);
        mass
    }
}

/// Every point handed on to those around it: weights are of an odd number of steps, the same up and down. What falls off is lost.
fn spread(from: &[f64], weights: &[f64]) -> Vec<f64> {
    let band = weights.len() / 2;
    let mut wide = vec![0.0; from.len() + 2 * band];
    // Point by point and not sum by sum: so neighbouring targets are added to together.
    for (place, mass) in from.iter().enumerate() {
        wide[place..place + weights.len()].iter_mut().zip(weights).for_each(|(to, weight)| *to += mass * weight);
    }
    wide[band..band + from.len()].to_vec()
}

/// What is known of closeness in each year, with all years taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// Mass of each point by year.
    pub years: Vec<Vec<f64>>,
    /// Logarithm of the probability of what was seen.
    pub log_likelihood: f64,
    /// Expected squares of the steps, added.
    pub(super) squares: f64,
}

impl Posterior {
    /// From the likelihood of each year at each point.
    pub(super) fn of(likelihoods: &[Vec<f64>], walk: &Walk) -> Self {
        let mut log_likelihood = 0.0;
        let mut filtered: Vec<Vec<f64>> = Vec::with_capacity(likelihoods.len());
        for likelihood in likelihoods {
            let mut mass = filtered.last().map_or_else(first, |before| walk.forward(before));
            mass.iter_mut().zip(likelihood).for_each(|(mass, likelihood)| *mass *= likelihood);
            log_likelihood += libm::log(scale(&mut mass));
            filtered.push(mass);
        }
        let mut years = filtered.clone();
        let mut squares = 0.0;
        let mut later = vec![1.0; POINTS];
        for year in (0..likelihoods.len()).rev() {
            if year + 1 < likelihoods.len() {
                let mut after: Vec<f64> = later.iter().zip(&likelihoods[year + 1]).map(|(x, y)| x * y).collect();
                scale(&mut after);
                later = walk.backward(&after);
                squares += walk.square(&filtered[year], &after, &later);
            }
            years[year].iter_mut().zip(&later).for_each(|(mass, later)| *mass *= later);
            scale(&mut years[year]);
        }
        Self { years, log_likelihood, squares }
    }

    /// Mean and variance of a year.
    pub fn moments(&self, year: usize) -> (f64, f64) {
        let mass = &self.years[year];
        let mean: f64 = mass.iter().enumerate().map(|(point, mass)| mass * at(point)).sum();
        let far = mass.iter().enumerate().map(|(point, mass)| mass * (at(point) - mean) * (at(point) - mean));
        (mean, far.sum())
    }

    /// The closeness below which the share `p` of a year's probability lies; each point's mass is spread to half a step on both sides.
    pub fn quantile(&self, year: usize, p: f64) -> f64 {
        let mut below = 0.0;
        for (point, mass) in self.years[year].iter().enumerate() {
            if below + mass >= p && *mass > 0.0 {
                return at(point) + STEP * ((p - below) / mass - 0.5);
            }
            below += mass;
        }
        REACH
    }

    /// Probability that a year's closeness is above a value.
    pub fn above(&self, year: usize, value: f64) -> f64 {
        let share = |point: usize| ((at(point) - value) / STEP + 0.5).clamp(0.0, 1.0);
        self.years[year].iter().enumerate().map(|(point, mass)| mass * share(point)).sum()
    }
}

/// A pair's first year before anything is seen.
fn first() -> Vec<f64> {
    let mut mass: Vec<f64> = (0..POINTS).map(|point| libm::exp(-0.5 * at(point) * at(point))).collect();
    scale(&mut mass);
    mass
}

/// Divides by the sum, which it returns.
fn scale(mass: &mut [f64]) -> f64 {
    let sum: f64 = mass.iter().sum();
    mass.iter_mut().for_each(|mass| *mass /= sum);
    sum
}
