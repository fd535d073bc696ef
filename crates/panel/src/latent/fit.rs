//! The model's fit to all pairs: expectation and maximisation in turn.

use rayon::prelude::*;

use super::expected::Expected;
use super::links::Link;
use super::{Kind, Model, Seen, Sightings};

/// Rounds at most.
const ROUNDS: usize = 300;
/// It has converged when nothing moves by more than this in a round.
const STILL: f64 = 2e-4;
/// The walk beforehand: as if so many steps of this standard deviation had been seen.
const WALK: (f64, f64) = (20.0, 0.15);
/// Least and most of the walk: the grid knows no smaller steps.
const BOUNDS: (f64, f64) = (0.05, 1.0);

/// What one pair, or several, add to a round.
struct Sums {
    links: Vec<Expected>,
    squares: f64,
    steps: f64,
    log_likelihood: f64,
}

/// How a fit went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Rounds taken.
    pub rounds: usize,
    /// Whether nothing moved any more.
    pub settled: bool,
    /// Logarithm of the probability of what was seen, under the model of the round before the last.
    pub log_likelihood: f64,
}

/// Fits the model to one pair or more: `kinds` says what each indicator is, `pairs` what all of them say of each pair year by year. Loadings,
/// thresholds, errors and the walk are pooled over all pairs, by maximum a posteriori.
///
/// What is assumed beforehand: loadings N(1.5, 1) in the direction of the weight, thresholds N(1, 2²), the walk as if twenty steps of
/// .15 had been seen, the error of distances as if one of 1 had been seen. With many pairs and years they hardly count. Every two
/// rounds are followed by a leap along the line on which they lie (SQUAREM, Varadhan & Roland 2008), which is taken back where it loses.
/// O(years · points · width of the walk) a pair and round, 300 rounds at most; [`Fit::settled`] says whether that was enough.
pub fn fit(kinds: &[Kind], pairs: &[Sightings]) -> (Model, Fit) {
    let mut at = begin(kinds, pairs);
    let mut fit = Fit { rounds: 0, settled: false, log_likelihood: f64::NEG_INFINITY };
    while fit.rounds + 3 <= ROUNDS {
        let (one, _) = round(&at, kinds, pairs);
        let (two, found) = round(&one, kinds, pairs);
        fit = Fit { rounds: fit.rounds + 2, settled: one.far(&two) < STILL, log_likelihood: found };
        if fit.settled {
            return (two, fit);
        }
        let Some(far) = leap(&at, &one, &two) else {
            at = two;
            continue;
        };
        let (next, reached) = round(&far, kinds, pairs);
        fit.rounds += 1;
        let gains = reached + far.beforehand() >= found + one.beforehand();
        if gains {
            fit.log_likelihood = reached;
        }
        at = if gains { next } else { two };
    }
    (at, fit)
}

/// The next model, and the log-likelihood of what was seen under this one.
fn round(model: &Model, kinds: &[Kind], pairs: &[Sightings]) -> (Model, f64) {
    let Some(sums) = sums_of(model, kinds, pairs) else { return (model.clone(), 0.0) };
    let walk = ((sums.squares + WALK.0 * WALK.1 * WALK.1) / (sums.steps + WALK.0)).sqrt();
    let next = Model {
        walk: walk.clamp(BOUNDS.0, BOUNDS.1),
        links: model.links.iter().zip(&sums.links).map(|(link, expected)| link.fitted(expected)).collect(),
    };
    (next, sums.log_likelihood)
}

/// Far along the line of three models, where that is a model.
fn leap(from: &Model, one: &Model, two: &Model) -> Option<Model> {
    let [start, middle, end] = [from, one, two].map(Model::numbers);
    let first: Vec<f64> = middle.iter().zip(&start).map(|(x, y)| x - y).collect();
    let bend: Vec<f64> = end.iter().zip(&middle).zip(&first).map(|((x, y), first)| x - y - first).collect();
    let length = |of: &[f64]| of.iter().map(|x| x * x).sum::<f64>().sqrt();
    let stride = length(&first) / length(&bend);
    if !stride.is_finite() || stride <= 1.0 {
        return None;
    }
    let step = |((from, first), bend): ((&f64, &f64), &f64)| from + 2.0 * stride * first + stride * stride * bend;
    two.with(&start.iter().zip(&first).zip(&bend).map(step).collect::<Vec<f64>>())
}

fn begin(kinds: &[Kind], pairs: &[Sightings]) -> Model {
    let counts = |place: usize, levels: usize| {
        let mut counts = vec![0.0; levels];
        for row in pairs.iter().flatten() {
            if let Seen::Level(level) = row[place] {
                counts[level] += 1.0;
            }
        }
        counts
    };
    let link = |(place, kind): (usize, &Kind)| {
        let levels = if let Kind::Levels { levels, .. } = kind { *levels } else { 0 };
        Link::begin(kind, &counts(place, levels))
    };
    Model { walk: WALK.1, links: kinds.iter().enumerate().map(link).collect() }
}

/// Sums over all pairs, in their order whatever the number of threads; `None` without pairs.
fn sums_of(model: &Model, kinds: &[Kind], pairs: &[Sightings]) -> Option<Sums> {
    let ready = model.ready();
    let sums: Vec<Sums> = pairs
        .par_iter()
        .map(|seen| {
            let posterior = ready.posterior(seen);
            let mut links: Vec<Expected> = kinds.iter().map(Expected::new).collect();
            for (year, row) in seen.iter().enumerate() {
                let moments = posterior.moments(year);
                for ((expected, seen), link) in links.iter_mut().zip(row).zip(&model.links) {
                    expected.add(*seen, &posterior.years[year], moments, link);
                }
            }
            let values = seen.iter().flat_map(|row| row.iter().zip(&model.links));
            let units = values.filter(|(seen, _)| matches!(seen, Seen::Value(_))).map(|(_, link)| link.unit());
            Sums {
                links,
                squares: posterior.squares,
                steps: seen.len().saturating_sub(1) as f64,
                log_likelihood: posterior.log_likelihood + units.sum::<f64>(),
            }
        })
        .collect();
    sums.into_iter().reduce(|all, one| Sums {
        links: all.links.into_iter().zip(&one.links).map(|(sum, more)| sum.plus(more)).collect(),
        squares: all.squares + one.squares,
        steps: all.steps + one.steps,
        log_likelihood: all.log_likelihood + one.log_likelihood,
    })
}

impl Model {
    /// How far any of its numbers lies from that of another.
    fn far(&self, other: &Self) -> f64 {
        self.numbers().iter().zip(other.numbers()).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
    }

    /// The walk, then the numbers of every link.
    fn numbers(&self) -> Vec<f64> {
        std::iter::once(self.walk).chain(self.links.iter().flat_map(Link::numbers)).collect()
    }

    /// A model like this one with other numbers, where they are within bounds.
    fn with(&self, numbers: &[f64]) -> Option<Self> {
        let (walk, mut rest) = numbers.split_first()?;
        let mut links = Vec::new();
        for link in &self.links {
            let (own, others) = rest.split_at(link.numbers().len());
            links.push(link.with(own)?);
            rest = others;
        }
        (BOUNDS.0..=BOUNDS.1).contains(walk).then_some(Self { walk: *walk, links })
    }

    /// Logarithm of what is assumed of its numbers, but for a constant.
    fn beforehand(&self) -> f64 {
        let square = self.walk * self.walk;
        let walk = -0.5 * WALK.0 * (libm::log(square) + WALK.1 * WALK.1 / square);
        walk + self.links.iter().map(Link::beforehand).sum::<f64>()
    }
}
