//! What it costs to part every pair otherwise than the best two blocs do, pair by pair: as many forced searches as there are actors but one, and not
//! one for each tie, because these costs are an ultrametric.

use super::alternatives::Search;
use super::partings::{Floors, Gap, Partings};

impl Search<'_> {
    /// Settles pairs that are neighbours in the line of partings until all of them are proven: those prove all others. False where the steps
    /// end that, or where a search leaves a pair open.
    pub(super) fn every_pair(&mut self) -> bool {
        let mut partings = self.single_turns();
        let mut floors = self.floors();
        let mut open = Vec::new();
        while let Some(gap) = next(&partings, &floors, &open).filter(|_| !self.steps.is_over()) {
            let (one, other) = (gap.one, gap.other);
            let found = self.force(one, other, gap.cost);
            floors.raise(one, other, found.lower);
            let cost = found
                .division
                .as_ref()
                .map_or(i64::MAX, |division| self.graph.cost_of(division, self.graph.edges.len()));
            if let Some(division) = &found.division {
                partings.see(cost, |actor| division[actor] != self.division[actor]);
            }
            if found.lower < gap.cost.min(cost) {
                open.push((one, other));
            }
        }
        self.know(&partings, &floors);
        next(&partings, &floors, &[]).is_none()
    }

    /// What the turn of each single actor costs.
    fn single_turns(&self) -> Partings {
        let mut partings = Partings::none(self.graph.size);
        let mut moved = self.division.to_vec();
        for actor in 0..self.graph.size {
            moved[actor] = 1 - moved[actor].min(1);
            partings.see(self.graph.cost_of(&moved, self.graph.edges.len()), |other| other == actor);
            moved[actor] = self.division[actor];
        }
        partings
    }

    /// What the packing proves of every pair: along the ties that it leaves most room.
    fn floors(&self) -> Floors {
        let mut floors = Floors::of(self.graph.size, self.optimum);
        for place in self.places_that_decide() {
            let edge = self.graph.edges[place];
            floors.raise(edge.u, edge.v, self.floor[place]);
        }
        floors
    }

    /// Ties know what their ends do.
    fn know(&mut self, partings: &Partings, floors: &Floors) {
        let table = partings.table();
        for (place, edge) in self.graph.edges.iter().enumerate() {
            let (cost, floor) = (table[edge.u * self.graph.size + edge.v], floors.at(edge.u, edge.v));
            self.known[place] = (cost, floor >= cost);
            self.floor[place] = floor.min(cost);
        }
    }
}

/// The neighbours that are parted at the least cost and are not proven to cost so much; those that are left open are passed over.
fn next(partings: &Partings, floors: &Floors, open: &[(usize, usize)]) -> Option<Gap> {
    let proven = |gap: &Gap| floors.at(gap.one, gap.other) >= gap.cost;
    partings.neighbours().filter(|gap| !proven(gap) && !open.contains(&(gap.one, gap.other))).min()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::alternatives::Scope;
    use super::super::blocks::{enumerate, other_readings};
    use super::super::certificate::Certificate;
    use super::super::graph::{Edge, Graph};
    use super::super::packing::Blocs;
    use super::super::solve::{Budget, whole};
    use super::*;
    use crate::grid::Grid;
    use crate::steps::Steps;

    /// A path through all actors, and other pairs in three with a tie.
    fn any_graph() -> impl Strategy<Value = Graph> {
        (4usize..=13).prop_flat_map(|size| {
            proptest::collection::vec(-9i64..=9, size * (size - 1) / 2).prop_map(move |drawn| {
                let pairs = (0..size).flat_map(|v| (0..v).map(move |u| (u, v)));
                let weight = |(u, v): (usize, usize), drawn: i64| match drawn {
                    0 if u + 1 == v => 1,
                    drawn if u + 1 == v => drawn.signum(),
                    drawn if drawn.abs() <= 3 => drawn,
                    _ => 0,
                };
                let edges =
                    pairs.zip(drawn).map(|(pair, drawn)| Edge { u: pair.0, v: pair.1, weight: weight(pair, drawn) });
                Graph::new(size, edges.filter(|edge| edge.weight != 0).collect())
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Forced searches and enumeration share nothing but the best division.
        #[test]
        fn forced_pairs_say_what_enumeration_says(graph in any_graph()) {
            let steps = Steps::endless();
            let grid = Grid::of([1.0].into_iter());
            let certificate: Certificate = whole(&graph, Blocs::Two, Budget::unbounded(), &steps).certificate(Blocs::Two, &grid);
            let chain = enumerate(&graph, &steps).unwrap().chain;
            let expected = other_readings(&graph, &chain, &certificate.division, &steps).unwrap();
            let found = Search::new(&graph, &certificate, &steps).least(Scope::EveryTie, false);
            prop_assert!(found.done);
            prop_assert_eq!(found.known, expected.into_iter().map(|cost| (cost, true)).collect::<Vec<_>>());
        }

        /// However few the steps, what is called known is.
        #[test]
        fn what_is_known_within_few_steps_is_true(graph in any_graph(), limit in 0u64..3) {
            let grid = Grid::of([1.0].into_iter());
            let certificate = whole(&graph, Blocs::Two, Budget::unbounded(), &Steps::endless()).certificate(Blocs::Two, &grid);
            let chain = enumerate(&graph, &Steps::endless()).unwrap().chain;
            let expected = other_readings(&graph, &chain, &certificate.division, &Steps::endless()).unwrap();
            let steps = Steps::of(limit);
            let found = Search::new(&graph, &certificate, &steps).least(Scope::EveryTie, false);
            for ((cost, exact), expected) in found.known.into_iter().zip(expected) {
                prop_assert!(cost >= expected && (!exact || cost == expected));
            }
            prop_assert!(found.floor <= other_least(&graph, &certificate));
        }
    }

    /// The margin by enumeration.
    fn other_least(graph: &Graph, certificate: &Certificate) -> i64 {
        let chain = enumerate(graph, &Steps::endless()).unwrap().chain;
        other_readings(graph, &chain, &certificate.division, &Steps::endless()).unwrap().into_iter().min().unwrap()
    }
}
