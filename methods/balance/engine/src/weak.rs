//! Weak balance (Davis 1967): the partitions into any number of blocs that go against the fewest ties.
//!
//! Branch and bound over set partitions, actor by actor; exact to [`MAX_WEAK_ACTORS`].

use std::collections::BTreeSet;

use serde::Serialize;

use crate::grid::Grid;
use crate::network::{SignedNetwork, components};

/// Largest network that the search takes (Bell's number of partitions grows faster than exponentially).
pub const MAX_WEAK_ACTORS: usize = 12;

/// The weak reading of a network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeakBlocs {
    /// Least sum of `|weight|` that any partition goes against (correlation clustering).
    pub frustration: f64,
    /// Number of different sets of frustrated ties with that cost.
    pub optima_count: usize,
    /// Cost of the next best set minus the optimum; 0 with several optima, `None` when there is no other.
    pub margin: Option<f64>,
    /// Finest blocs of the first optimum: actors joined by close ties that it keeps.
    pub blocs: Vec<Vec<usize>>,
}

/// Weak balance (Davis 1967): the best divisions into any number of blocs, by branch and bound over set partitions. Costs are in the unit
/// of the weights. `None` beyond [`MAX_WEAK_ACTORS`] actors, and for weights that cannot be added exactly.
///
/// # Examples
/// Three enemies: two blocs must put two of them together, three blocs need not.
/// ```
/// use detente_balance::{SignedNetwork, Tie, two_blocs, weak_blocs};
///
/// let tie = |a, b| Tie { a, b, weight: -1.0 };
/// let network = SignedNetwork::new(3, vec![tie(0, 1), tie(0, 2), tie(1, 2)])?;
/// assert_eq!(two_blocs(&network)?.frustration, 1.0);
/// assert_eq!(weak_blocs(&network).map(|found| (found.frustration, found.blocs.len())), Some((0.0, 3)));
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
pub fn weak_blocs(network: &SignedNetwork) -> Option<WeakBlocs> {
    if network.size() > MAX_WEAK_ACTORS {
        return None;
    }
    let grid = network.exact_grid().ok()?;
    let mut search = Search::new(network, &grid);
    search.place_next(0, 0, 0);
    let against = search.optima.first().copied().unwrap_or(0);
    let kept = network.ties().iter().enumerate().filter(|(i, tie)| tie.weight > 0.0 && against >> i & 1 == 0);
    let several = search.optima.len() > 1;
    let margin = (search.second < i64::MAX).then(|| grid.value(search.second - search.best));
    Some(WeakBlocs {
        frustration: grid.value(search.best),
        optima_count: search.optima.len(),
        margin: if several { Some(0.0) } else { margin },
        blocs: components(network.size(), kept.map(|(_, tie)| (tie.a, tie.b))),
    })
}

/// A tie to an actor that is placed before.
struct Back {
    to: usize,
    weight: i64,
    /// Its place among the ties.
    tie: usize,
}

struct Search {
    /// By actor its ties that weigh anything to those before it.
    back: Vec<Vec<Back>>,
    bloc: Vec<usize>,
    best: i64,
    second: i64,
    /// Sets of frustrated ties as bit masks: 12 actors have at most 66 ties.
    optima: BTreeSet<u128>,
}

impl Search {
    fn new(network: &SignedNetwork, grid: &Grid) -> Self {
        let mut back: Vec<Vec<Back>> = (0..network.size()).map(|_| Vec::new()).collect();
        for (place, tie) in network.ties().iter().enumerate().filter(|(place, _)| grid.weights[*place] != 0) {
            let (to, from) = (tie.a.min(tie.b), tie.a.max(tie.b));
            back[from].push(Back { to, weight: grid.weights[place], tie: place });
        }
        Self { back, bloc: Vec::new(), best: i64::MAX, second: i64::MAX, optima: BTreeSet::new() }
    }

    fn place_next(&mut self, blocs: usize, cost: i64, against: u128) {
        if cost >= self.second {
            return;
        }
        let actor = self.bloc.len();
        if actor == self.back.len() {
            return self.rank(cost, against);
        }
        for bloc in 0..=blocs {
            self.bloc.push(bloc);
            let (mut cost, mut against) = (cost, against);
            for tie in &self.back[actor] {
                if (self.bloc[tie.to] == bloc) == (tie.weight < 0) {
                    cost += tie.weight.abs();
                    against |= 1 << tie.tie;
                }
            }
            self.place_next(blocs.max(bloc + 1), cost, against);
            self.bloc.pop();
        }
    }

    fn rank(&mut self, cost: i64, against: u128) {
        if cost < self.best {
            self.second = self.best;
            self.best = cost;
            self.optima = BTreeSet::from([against]);
        } else if cost == self.best {
            self.optima.insert(against);
        } else {
            self.second = self.second.min(cost);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Tie;
    use crate::two_blocs::two_blocs;
    use proptest::prelude::*;

    fn network(size: usize, rows: &[(usize, usize, f64)]) -> SignedNetwork {
        SignedNetwork::new(size, rows.iter().map(|&(a, b, weight)| Tie { a, b, weight }).collect()).unwrap()
    }

    #[test]
    fn three_enemies_are_weakly_balanced_in_three_blocs() {
        let found = weak_blocs(&network(3, &[(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0)])).unwrap();
        assert_eq!((found.frustration, found.optima_count, found.margin), (0.0, 1, Some(1.0)));
        assert_eq!(found.blocs, [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn one_tie_more_than_zero_actors() {
        assert_eq!(weak_blocs(&network(0, &[])).unwrap().margin, None);
        assert!(weak_blocs(&network(MAX_WEAK_ACTORS + 1, &[])).is_none());
    }

    proptest! {
        #[test]
        fn weak_never_costs_more_than_strong(weights in proptest::collection::vec(-3i32..4, 15)) {
            let rows: Vec<_> = crate::network::pairs(6).zip(weights).map(|((a, b), w)| (a, b, f64::from(w))).collect();
            let network = network(6, &rows);
            prop_assert!(weak_blocs(&network).unwrap().frustration <= two_blocs(&network).unwrap().frustration);
        }
    }
}
