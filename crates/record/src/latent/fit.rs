//! The model's fit to all pairs: expectation and maximisation in turn.

use rayon::prelude::*;

use super::grid::{Posterior, Walk};
use super::links::{Expected, Link};
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

/// Fits the model; returns it with the rounds taken and the log-likelihood of what was seen before the last round.
///
/// What is assumed beforehand: loadings N(1.5, 1) in the direction of the weight, thresholds N(1, 2²), the walk as if twenty steps of
/// .15 had been seen, the error of distances as if one of 1 had been seen. With many pairs and years they hardly count.
pub fn fit(kinds: &[Kind], pairs: &[Sightings]) -> (Model, usize, f64) {
    let mut model = begin(kinds, pairs);
    let mut log_likelihood = f64::NEG_INFINITY;
    for round in 1..=ROUNDS {
        let Some(sums) = round_of(&model, kinds, pairs) else { return (model, round, log_likelihood) };
        log_likelihood = sums.log_likelihood;
        let walk = ((sums.squares + WALK.0 * WALK.1 * WALK.1) / (sums.steps + WALK.0)).sqrt();
        let next = Model {
            walk: walk.clamp(BOUNDS.0, BOUNDS.1),
            links: model.links.iter().zip(&sums.links).map(|(link, expected)| link.fitted(expected)).collect(),
        };
        let moved = model.far(&next);
        model = next;
        if moved < STILL {
            return (model, round, log_likelihood);
        }
    }
    (model, ROUNDS, log_likelihood)
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
fn round_of(model: &Model, kinds: &[Kind], pairs: &[Sightings]) -> Option<Sums> {
    let (tables, walk) = (model.tables(), Walk::new(model.walk));
    let sums: Vec<Sums> = pairs
        .par_iter()
        .map(|seen| {
            let posterior = Posterior::by(&model.likelihoods(seen, &tables), &walk);
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
        let numbers = |model: &Self| -> Vec<f64> {
            let links = model.links.iter().flat_map(|link| match link {
                Link::Levels { loading, thresholds } => {
                    std::iter::once(*loading).chain(thresholds.iter().copied()).collect::<Vec<f64>>()
                }
                Link::Distance { intercept, loading, sd } => vec![*intercept, *loading, *sd],
            });
            std::iter::once(model.walk).chain(links).collect()
        };
        numbers(self).iter().zip(numbers(other)).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
    }
}
