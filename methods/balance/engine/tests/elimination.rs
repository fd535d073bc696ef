//! What elimination says, against the exhaustive search, the search with proof, and the definitions.

#![allow(clippy::unwrap_used)]

use detente_balance::frustration::{Budget, Warm, frustration};
use detente_balance::{Depth, Elimination, SignedNetwork, Steps, Tables, Tie, pairs, two_blocs};
use proptest::prelude::*;

fn network(size: usize, weights: &[Option<f64>]) -> SignedNetwork {
    let ties = pairs(size).zip(weights).filter_map(|((a, b), weight)| Some(Tie { a, b, weight: (*weight)? }));
    SignedNetwork::new(size, ties.collect()).unwrap()
}

/// Networks in which weights are equal often, and 0 sometimes.
fn coarse(sizes: std::ops::Range<usize>, tied: f64) -> impl Strategy<Value = SignedNetwork> {
    sizes.prop_flat_map(move |size| {
        let weight = proptest::option::weighted(tied, (-4i32..5).prop_map(|half| f64::from(half) / 2.0));
        proptest::collection::vec(weight, size * (size - 1) / 2).prop_map(move |weights| network(size, &weights))
    })
}

/// Networks of weights as draws have them.
fn fine(sizes: std::ops::Range<usize>, tied: f64) -> impl Strategy<Value = SignedNetwork> {
    sizes.prop_flat_map(move |size| {
        let weight = proptest::option::weighted(tied, -1.0f64..1.0);
        proptest::collection::vec(weight, size * (size - 1) / 2).prop_map(move |weights| network(size, &weights))
    })
}

fn cost(network: &SignedNetwork, away: u32) -> f64 {
    let apart = |tie: &&Tie| ((away >> tie.a ^ away >> tie.b) & 1 == 1) == (tie.weight > 0.0);
    network.ties().iter().filter(apart).map(|tie| tie.weight.abs()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn small_networks_are_read_as_the_exhaustive_search_reads_them(network in coarse(2..10, 0.8)) {
        let plan = Elimination::of(&network).unwrap();
        prop_assert_eq!(plan.read(&network, Depth::Whole, &mut Tables::default()), two_blocs(&network).ok());
    }

    #[test]
    fn sparse_networks_too(network in coarse(2..14, 0.25)) {
        let plan = Elimination::of(&network).unwrap();
        let whole = two_blocs(&network).unwrap();
        prop_assume!(whole.optima_count <= 1_000);
        let mut tables = Tables::default();
        let read = plan.read(&network, Depth::Divisions, &mut tables).unwrap();
        prop_assert_eq!((read.frustration, read.optima_count, &read.optima), (whole.frustration, whole.optima_count, &whole.optima));
        for (tie, wholly) in read.ties.iter().zip(&whole.ties) {
            prop_assert_eq!((tie.status, tie.frustrated_share), (wholly.status, wholly.frustrated_share));
        }
        prop_assert_eq!(plan.read(&network, Depth::Whole, &mut tables), Some(whole));
    }

    #[test]
    fn the_index_is_the_least_cost_of_all_divisions(network in fine(2..14, 0.5)) {
        let least = (0..1u32 << (network.size() - 1)).map(|away| cost(&network, away)).fold(f64::INFINITY, f64::min);
        let plan = Elimination::of(&network).unwrap();
        let index = plan.index(&network, &mut Tables::default()).unwrap();
        prop_assert!((index - least).abs() < 1e-9, "{} {}", index, least);
    }

    #[test]
    fn one_plan_and_one_set_of_tables_do_for_all_weights(
        network in fine(9..10, 0.6),
        weights in proptest::collection::vec(proptest::collection::vec(-1.0f64..1.0, 36), 3),
    ) {
        let plan = Elimination::of(&network).unwrap();
        let mut tables = Tables::default();
        for weights in weights {
            let ties = network.ties().iter().zip(&weights).map(|(tie, weight)| Tie { weight: *weight, ..*tie });
            let drawn = SignedNetwork::new(network.size(), ties.collect()).unwrap();
            prop_assert!(plan.fits(&drawn));
            let found = plan.read(&drawn, Depth::Whole, &mut tables);
            prop_assert_eq!(plan.index(&drawn, &mut tables), found.as_ref().map(|found| found.frustration));
            prop_assert_eq!(found, two_blocs(&drawn).ok());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn networks_of_fifteen_and_more_are_read_as_the_exhaustive_search_reads_them(
        whole in fine(15..18, 0.9), sparse in fine(15..18, 0.3), coarse in coarse(15..18, 0.5),
    ) {
        for network in [whole, sparse, coarse] {
            let plan = Elimination::of(&network).unwrap();
            prop_assert_eq!(plan.read(&network, Depth::Whole, &mut Tables::default()), two_blocs(&network).ok());
        }
    }

    #[test]
    fn larger_ones_cost_what_the_search_with_proof_says(network in fine(24..41, 0.12)) {
        let plan = Elimination::of(&network).unwrap();
        let mut tables = Tables::default();
        let found = plan.read(&network, Depth::Whole, &mut tables).unwrap();
        let proven = frustration(&network, Budget::default());
        prop_assert!(!proven.proven || found.frustration == proven.upper);
        prop_assert!(proven.lower <= found.frustration && found.frustration <= proven.upper);
        // Every tie is read one way in the best division, and the way back through the tables finds its cost again.
        for reading in found.ties.iter().filter_map(|tie| tie.costs) {
            prop_assert_eq!(reading.0.min(reading.1), found.frustration);
        }
        let tolerances = found.ties.iter().filter_map(|tie| tie.tolerance);
        prop_assert_eq!(tolerances.reduce(f64::min), found.margin);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_settled_by_joining_is_what_the_tables_say(
        network in fine(20..36, 0.2), moves in proptest::collection::vec(-0.4f64..0.4, 200),
    ) {
        let warm = Warm::of(&network, &Steps::endless());
        let moved = network.ties().iter().zip(moves.iter().cycle()).map(|(tie, by)| Tie { weight: tie.weight + by, ..*tie });
        let moved = SignedNetwork::new(network.size(), moved.collect()).unwrap();
        let settled = warm.settle(&moved, Budget::default(), &Steps::of(500));
        let index = Elimination::of(&moved).unwrap().index(&moved, &mut Tables::default()).unwrap();
        prop_assert!(settled.lower <= index && index <= settled.upper);
        prop_assert!(!settled.proven || settled.upper == index);
        let against = |tie: &&Tie| (settled.blocs[tie.a] == settled.blocs[tie.b]) == (tie.weight < 0.0);
        let cost: f64 = moved.ties().iter().filter(against).map(|tie| tie.weight.abs()).sum();
        prop_assert!((cost - settled.upper).abs() < 1e-9);
    }
}

#[test]
fn many_best_divisions_are_counted() {
    // Rings of nine opponents: each has as many best divisions as ties.
    let ring = |first: usize| (0..9).map(move |at| Tie { a: first + at, b: first + (at + 1) % 9, weight: -1.0 });
    let network = SignedNetwork::new(36, (0..4).flat_map(|number| ring(9 * number)).collect()).unwrap();
    let found = Elimination::of(&network).unwrap().read(&network, Depth::Whole, &mut Tables::default()).unwrap();
    assert_eq!((found.optima_count, found.optima.len(), found.margin), (6_561, 1_000, Some(0.0)));
    assert!(found.ties.iter().all(|tie| tie.frustrated_share.is_nan()));
    assert_eq!(found.frustration, 4.0);
    // What was not asked for stays untold, also where it was worked out on the way; what was asked for is the same.
    let read = |depth| Elimination::of(&network).unwrap().read(&network, depth, &mut Tables::default()).unwrap();
    let (divisions, costs) = (read(Depth::Divisions), read(Depth::Costs));
    assert_eq!((divisions.optima_count, divisions.margin, divisions.radius), (6_561, None, None));
    assert!(divisions.ties.iter().all(|tie| tie.tolerance.is_none() && tie.costs.is_none()));
    assert!(divisions.ties.iter().all(|tie| tie.frustrated_share.is_nan()) && divisions.weakest_line.is_none());
    assert_eq!((costs.margin, costs.radius, costs.weakest_line), (Some(0.0), None, None));
    assert!(costs.ties.iter().zip(&found.ties).all(|(one, other)| one.costs == other.costs));
}

#[test]
fn where_the_tables_would_be_too_large_there_is_no_plan() {
    let all = |size: usize| network(size, &vec![Some(1.0); size * (size - 1) / 2]);
    assert!(Elimination::of(&all(20)).is_some());
    assert!(Elimination::of(&all(30)).is_none());
    let few = SignedNetwork::new(3, vec![Tie { a: 0, b: 1, weight: 1.0 }, Tie { a: 1, b: 2, weight: 0.0 }]).unwrap();
    let plan = Elimination::of(&few).unwrap();
    assert!(plan.fits(&few) && !plan.fits(&all(3)));
    let other = SignedNetwork::new(3, vec![Tie { a: 0, b: 1, weight: 1.0 }, Tie { a: 1, b: 2, weight: 1.0 }]).unwrap();
    assert!(!plan.fits(&other) && !Elimination::of(&other).unwrap().fits(&few));
}
