//! The engine for large networks against the exhaustive search, and its certificates against tampering.

#![allow(clippy::unwrap_used)]

use detente_balance::frustration::{Budget, CertificateError, frustration, optima, weak_frustration};
use detente_balance::{SignedNetwork, Tie, pairs, two_blocs, weak_blocs};
use proptest::prelude::*;

fn any_network(most: usize) -> impl Strategy<Value = SignedNetwork> {
    (1usize..=most).prop_flat_map(|size| {
        let all: Vec<_> = pairs(size).collect();
        proptest::collection::vec(-6i32..8, all.len()).prop_map(move |weights| {
            let ties = all.iter().zip(weights).filter(|(_, weight)| (-4..=4).contains(weight));
            let ties = ties.map(|(&(a, b), weight)| Tie { a, b, weight: f64::from(weight) / 4.0 }).collect();
            SignedNetwork::new(size, ties).unwrap()
        })
    })
}

fn generous() -> Budget {
    Budget { nodes: 100_000, ..Budget::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn two_blocs_equal_the_exhaustive_search(network in any_network(10)) {
        let (found, exact) = (frustration(&network, generous()), two_blocs(&network).unwrap());
        prop_assert_eq!((found.lower, found.upper, found.proven), (exact.frustration, exact.frustration, true));
        if let Some(all) = optima(&network, &found.certificate) {
            prop_assert_eq!((all.count, all.complete), (exact.optima_count, true));
        }
        prop_assert_eq!(found.certificate.check(&network), Ok(()));
    }

    #[test]
    fn any_number_of_blocs_equals_the_exhaustive_search(network in any_network(8)) {
        let (found, exact) = (weak_frustration(&network, generous()), weak_blocs(&network).unwrap());
        prop_assert!(found.lower <= exact.frustration && exact.frustration <= found.upper);
        prop_assert_eq!(found.lower, exact.frustration, "the lower bound closes");
        if let Some(all) = optima(&network, &found.certificate) {
            prop_assert_eq!((all.count as usize, all.complete), (exact.optima_count, true));
        }
        prop_assert_eq!(found.certificate.check(&network), Ok(()));
    }

    #[test]
    fn a_small_budget_still_gives_true_bounds(network in any_network(9)) {
        let found = frustration(&network, Budget { nodes: 1, packings: 1 });
        let exact = two_blocs(&network).unwrap().frustration;
        prop_assert!(found.lower <= exact && exact <= found.upper);
        prop_assert_eq!(found.certificate.check(&network), Ok(()));
    }

    #[test]
    fn tampered_certificates_are_refused(network in any_network(9), which in 0usize..100) {
        let found = frustration(&network, generous());
        let sound = found.certificate;
        let mut raised = sound.clone();
        raised.lower += 1;
        prop_assert!(raised.check(&network).is_err());
        let mut cheaper = sound.clone();
        cheaper.upper -= 1;
        prop_assert!(cheaper.check(&network).is_err());
        let mut apart = sound.clone();
        if network.size() > 2 {
            apart.division = (0..network.size()).collect();
            prop_assert!(apart.check(&network).is_err(), "more than two blocs");
        }
        let leaf = which % sound.leaves.len();
        let mut fewer = sound.clone();
        fewer.leaves.remove(leaf);
        prop_assert_eq!(fewer.check(&network), Err(CertificateError::NotCovered));
        if !sound.leaves[leaf].cycles.is_empty() {
            let cycle = which % sound.leaves[leaf].cycles.len();
            let mut broken = sound.clone();
            broken.leaves[leaf].cycles[cycle].ties.pop();
            prop_assert!(broken.check(&network).is_err());
        }
    }
}

#[test]
fn degenerate_networks_are_balanced() {
    for size in 0..3 {
        let found = frustration(&SignedNetwork::new(size, Vec::new()).unwrap(), Budget::default());
        assert!(found.proven && found.upper == 0.0);
        assert!(weak_frustration(&SignedNetwork::new(size, Vec::new()).unwrap(), Budget::default()).proven);
    }
    let hostile = pairs(9).map(|(a, b)| Tie { a, b, weight: -1.0 }).collect();
    let found = frustration(&SignedNetwork::new(9, hostile).unwrap(), Budget::default());
    // Two halves of 4 and 5: 6 + 10 ties inside.
    assert_eq!((found.lower, found.upper), (16.0, 16.0));
}
