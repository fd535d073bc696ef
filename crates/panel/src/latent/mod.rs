//! A latent tie behind several indicators: closeness moves by small steps from year to year, and each indicator sees it with error.
//!
//! Model (a local level with ordered indicators): c(first year) ~ N(0, 1), c(t) = c(t-1) + N(0, walk²). An indicator with levels is at
//! level k or above where b c + N(0, 1) exceeds its k-th threshold; b has the sign of the rule's weight. An indicator that knows
//! distance only is a + b c + N(0, sd²) with the small b that the rule gives. Loadings, thresholds, errors and the walk are pooled over
//! all pairs and fitted by maximum a posteriori (EM); what is assumed of them beforehand: [`fit`].
//!
//! The posterior of c is worked out on a grid of 241 points, forward and backward (Kitagawa 1987), so that nothing is approximated but
//! the grid: the posterior of a pair with few indicators is skew, and its tails are what the sign hangs on. Work O(years × points ×
//! width of the walk) a pair and round.

mod expected;
mod fit;
mod grid;
mod links;
#[cfg(test)]
mod tests;

pub use fit::{Fit, fit};
use grid::Walk;
pub use grid::{POINTS, Posterior, REACH};
pub use links::{LARGEST_LOADING, Link};

/// What an indicator says of a pair in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seen {
    /// Nothing.
    Nothing,
    /// A level, from 0.
    Level(usize),
    /// A value.
    Value(f64),
}

/// What is known of an indicator before anything is fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// This many levels, 2 or more; it rises with closeness, or falls.
    Levels {
        /// How many.
        levels: usize,
        /// Whether it rises.
        rises: bool,
    },
    /// Knows distance only, with this loading.
    Distance {
        /// What one unit of closeness adds to it.
        loading: f64,
    },
}

/// What all indicators say of a pair, year by year: `seen[year][indicator]`.
pub type Sightings = Vec<Vec<Seen>>;

/// The fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Standard deviation of a year's step.
    pub walk: f64,
    /// The indicators.
    pub links: Vec<Link>,
}

/// A model with its links worked out at every point.
pub struct Ready<'m> {
    model: &'m Model,
    /// For each indicator with levels the probability of each level at each point.
    tables: Vec<Vec<Vec<f64>>>,
    walk: Walk,
}

impl Model {
    /// The model with its links worked out.
    pub fn ready(&self) -> Ready<'_> {
        Ready { model: self, tables: self.links.iter().map(Link::table).collect(), walk: Walk::new(self.walk) }
    }
}

impl Ready<'_> {
    /// What the years of a pair say of its closeness in each of them, all years taken together: forward and backward over [`POINTS`] points from
    /// -[`REACH`] to [`REACH`] (Kitagawa 1987). O(years · points · width of the walk).
    pub fn posterior(&self, seen: &Sightings) -> Posterior {
        Posterior::of(&self.likelihoods(seen), &self.walk)
    }

    /// The same without some indicators in some years.
    pub fn without(&self, seen: &Sightings, left_out: impl Fn(usize, usize) -> bool) -> Posterior {
        let mut fewer = seen.clone();
        for (year, row) in fewer.iter_mut().enumerate() {
            for (place, seen) in row.iter_mut().enumerate() {
                if left_out(year, place) {
                    *seen = Seen::Nothing;
                }
            }
        }
        self.posterior(&fewer)
    }

    /// The likelihood of each year at each point, at most 1.
    fn likelihoods(&self, seen: &Sightings) -> Vec<Vec<f64>> {
        let of_year = |row: &Vec<Seen>| {
            let mut likelihood = vec![1.0; POINTS];
            for ((seen, link), table) in row.iter().zip(&self.model.links).zip(&self.tables) {
                match seen {
                    Seen::Nothing => {}
                    Seen::Level(level) => likelihood.iter_mut().zip(&table[*level]).for_each(|(all, one)| *all *= one),
                    Seen::Value(value) => {
                        likelihood.iter_mut().enumerate().for_each(|(point, all)| *all *= link.density(point, *value));
                    }
                }
            }
            likelihood
        };
        seen.iter().map(of_year).collect()
    }
}
