//! Rows added up to ties: in the way of the view, and in other ways.

use detente_balance::{NetworkError, SignedNetwork, Tie, pairs};
use detente_case::case::Combine;
use detente_method::{ViewInput, ViewRow};

/// How the rows of a pair become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Mean within a dimension, then weighted mean across dimensions.
    DimensionMeans,
    /// Weighted sum of all rows.
    Sum,
    /// Weighted mean of all rows.
    Means,
    /// The row with the greatest weighted number alone, of equal ones the first.
    Largest,
}

impl From<Combine> for Way {
    fn from(combine: Combine) -> Self {
        match combine {
            Combine::Mean => Self::DimensionMeans,
            Combine::Sum => Self::Sum,
        }
    }
}

/// A row as it counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted<'c> {
    /// The row.
    pub row: ViewRow<'c>,
    /// How many times it counts.
    pub times: f64,
    /// What is added to its affinity, which stays in [-1, 1].
    pub shift: f64,
}

/// The rows of a view and the way in which they are added up.
#[derive(Debug, Clone)]
pub(crate) struct Tally<'c> {
    /// The way.
    pub way: Way,
    /// The rows, by pair and dimension.
    pub rows: Vec<Counted<'c>>,
    /// Number of actors.
    pub actors: usize,
}

/// A tie as a sum or as a choice of rows.
#[derive(Debug, Clone, PartialEq)]
struct Summed {
    a: usize,
    b: usize,
    terms: Vec<Summand>,
    largest: bool,
}

/// A row in a tie.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Summand {
    quantity: usize,
    share: f64,
    shift: f64,
}

/// A tally made ready for many draws.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ties {
    actors: usize,
    ties: Vec<Summed>,
}

impl<'c> Tally<'c> {
    /// The rows of a view as it counts them.
    pub fn of(input: &ViewInput<'c>) -> Self {
        let counted = |row: &ViewRow<'c>| Counted { row: row.clone(), times: 1.0, shift: 0.0 };
        Self {
            way: input.view.combine.into(),
            rows: input.rows.iter().map(counted).collect(),
            actors: input.actors.len(),
        }
    }

    /// Number of pairs that have a row.
    pub fn tied(&self) -> usize {
        self.rows.chunk_by(|one, next| one.row.pair == next.row.pair).count()
    }

    /// Made ready for draws.
    pub fn ties(&self) -> Ties {
        let ends: Vec<(usize, usize)> = pairs(self.actors).collect();
        let of_pair = |rows: &[Counted<'_>]| {
            let (a, b) = ends[rows[0].row.pair];
            Summed { a, b, terms: self.terms(rows), largest: self.way == Way::Largest }
        };
        let ties = self.rows.chunk_by(|one, next| one.row.pair == next.row.pair).map(of_pair).collect();
        Ties { actors: self.actors, ties }
    }

    /// The terms of one pair.
    fn terms(&self, rows: &[Counted<'_>]) -> Vec<Summand> {
        let dimensions = || rows.chunk_by(|one, next| one.row.dimension == next.row.dimension);
        let across: f64 = dimensions().map(|rows| rows[0].row.weight).sum();
        let all: f64 = rows.iter().map(|one| one.row.weight * one.times).sum();
        let share = |one: &Counted<'_>, within: f64| match self.way {
            Way::DimensionMeans => one.row.weight * one.times / (across * within),
            Way::Sum => one.row.weight * one.times,
            Way::Means => one.row.weight * one.times / all,
            Way::Largest => one.row.weight,
        };
        let of_dimension = |rows: &[Counted<'_>]| {
            let within: f64 = rows.iter().map(|one| one.times).sum();
            let summand =
                |one: &Counted<'_>| Summand { quantity: one.row.affinity, share: share(one, within), shift: one.shift };
            rows.iter().map(summand).collect::<Vec<_>>()
        };
        let mut terms: Vec<Summand> = dimensions().flat_map(of_dimension).collect();
        terms.sort_by_key(|term| term.quantity);
        terms
    }
}

impl Ties {
    /// The network at these values of the quantities.
    ///
    /// # Errors
    /// [`NetworkError`].
    pub fn network(&self, value: &dyn Fn(usize) -> f64) -> Result<SignedNetwork, NetworkError> {
        let tie = |tie: &Summed| Tie { a: tie.a, b: tie.b, weight: tie.weight(value) };
        SignedNetwork::new(self.actors, self.ties.iter().map(tie).collect())
    }
}

impl Summed {
    fn weight(&self, value: &dyn Fn(usize) -> f64) -> f64 {
        let moved = |term: &Summand| match term.shift {
            0.0 => value(term.quantity),
            shift => (value(term.quantity) + shift).clamp(-1.0, 1.0),
        };
        if !self.largest {
            return self.terms.iter().map(|term| term.share * moved(term)).sum();
        }
        let first = self.terms.first().map_or(0.0, moved);
        let larger = |(size, best): (f64, f64), term: &Summand| {
            let own = (term.share * moved(term)).abs();
            if own > size { (own, moved(term)) } else { (size, best) }
        };
        self.terms.iter().fold((0.0, first), larger).1
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Rows .8 and -.2 of one dimension and .4 of another, which weighs twice as much, in four ways.
    #[test]
    fn ways_of_adding_up() {
        let row = |quantity, dimension, weight| ViewRow { pair: 0, dimension, weight, affinity: quantity, firmness: 0 };
        let rows = [row(0, "arms", 1.0), row(1, "arms", 1.0), row(2, "trade", 2.0)];
        let counted = |row: &ViewRow<'static>| Counted { row: row.clone(), times: 1.0, shift: 0.0 };
        let tally = |way| Tally { way, rows: rows.iter().map(counted).collect(), actors: 2 };
        let value = |quantity: usize| [0.8, -0.2, 0.4][quantity];
        let weight = |tally: &Tally<'_>| tally.ties().network(&value).unwrap().ties()[0].weight;
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        near(weight(&tally(Way::DimensionMeans)), (0.3 + 2.0 * 0.4) / 3.0);
        near(weight(&tally(Way::Sum)), 0.8 - 0.2 + 2.0 * 0.4);
        near(weight(&tally(Way::Means)), (0.8 - 0.2 + 2.0 * 0.4) / 4.0);
        // .8 of arms and twice .4 of trade are equal: the first.
        near(weight(&tally(Way::Largest)), 0.8);
        let mut again = tally(Way::DimensionMeans);
        again.rows[0].times = 2.0;
        near(weight(&again), ((0.8 * 2.0 - 0.2) / 3.0 + 2.0 * 0.4) / 3.0);
        let mut shifted = tally(Way::Sum);
        shifted.rows[0].shift = 0.5;
        near(weight(&shifted), 1.0 - 0.2 + 2.0 * 0.4);
    }
}
