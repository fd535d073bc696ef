//! The engine for large networks against the exhaustive search, and its certificates against tampering.

#![allow(clippy::unwrap_used)]

use detente_balance::frustration::{
    Budget, CertificateError, Scope, alternatives, bloc_curve, frustration, frustration_until, optima, radius,
    weak_frustration,
};
use detente_balance::{SignedNetwork, Steps, Tie, pairs, two_blocs, weak_blocs};
use detente_chance::Stream;
use proptest::prelude::*;

fn any_network(most: usize) -> impl Strategy<Value = SignedNetwork> {
    network_of(most, -6..8)
}

/// A pair in three has a tie, so that actors can be taken out and parts come apart.
fn sparse_network(most: usize) -> impl Strategy<Value = SignedNetwork> {
    network_of(most, -12..13)
}

/// Pairs whose number in `drawn` is at most 4 in size have a tie of a quarter of it.
fn network_of(most: usize, drawn: std::ops::Range<i32>) -> impl Strategy<Value = SignedNetwork> {
    (1usize..=most).prop_flat_map(move |size| {
        let all: Vec<_> = pairs(size).collect();
        proptest::collection::vec(drawn.clone(), all.len()).prop_map(move |weights| {
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
        if let Some(all) = optima(&network, &found.certificate, &Steps::endless()) {
            prop_assert_eq!((all.count, all.complete), (exact.optima_count, true));
        }
        prop_assert_eq!(found.certificate.check(&network), Ok(()));
    }

    #[test]
    fn any_number_of_blocs_equals_the_exhaustive_search(network in any_network(8)) {
        let (found, exact) = (weak_frustration(&network, generous()), weak_blocs(&network).unwrap());
        prop_assert!(found.lower <= exact.frustration && exact.frustration <= found.upper);
        prop_assert_eq!(found.lower, exact.frustration, "the lower bound closes");
        if let Some(all) = optima(&network, &found.certificate, &Steps::endless()) {
            prop_assert_eq!((all.count as usize, all.complete), (exact.optima_count, true));
        }
        prop_assert_eq!(found.certificate.check(&network), Ok(()));
    }

    #[test]
    fn sparse_networks_equal_the_exhaustive_search(network in sparse_network(9)) {
        let (strong, exact) = (frustration(&network, generous()), two_blocs(&network).unwrap());
        prop_assert_eq!((strong.lower, strong.upper), (exact.frustration, exact.frustration));
        prop_assert_eq!(strong.certificate.check(&network), Ok(()));
        let all = optima(&network, &strong.certificate, &Steps::endless()).unwrap();
        prop_assert_eq!((all.count, all.complete), (exact.optima_count, true));
        let (weak, exact) = (weak_frustration(&network, generous()), weak_blocs(&network).unwrap());
        prop_assert_eq!((weak.lower, weak.upper), (exact.frustration, exact.frustration));
        prop_assert_eq!(weak.certificate.check(&network), Ok(()));
        let all = optima(&network, &weak.certificate, &Steps::endless()).unwrap();
        prop_assert_eq!((all.count as usize, all.complete), (exact.optima_count, true));
    }

    /// Margin and both costs of every tie, for two blocs.
    #[test]
    fn alternatives_equal_the_exhaustive_search(network in any_network(9)) {
        let (found, exact) = (frustration(&network, generous()), two_blocs(&network).unwrap());
        let several = exact.optima_count > 1;
        for scope in [Scope::EveryTie, Scope::Margin] {
            let other = alternatives(&network, &found.certificate, several, scope, &Steps::endless()).unwrap();
            prop_assert_eq!(other.margin, exact.margin);
            for (costs, tie) in other.ties.iter().zip(&exact.ties) {
                let told = costs.map(|costs| (costs.satisfied, costs.frustrated));
                prop_assert!(scope == Scope::Margin && told.is_none() || told == tie.costs, "{told:?} {:?}", tie.costs);
            }
        }
    }

    /// The same for any number of blocs, and the curve over the number of blocs.
    #[test]
    fn weak_alternatives_equal_every_division(network in any_network(6)) {
        let found = weak_frustration(&network, generous());
        let several = optima(&network, &found.certificate, &Steps::endless()).is_some_and(|all| all.count > 1);
        let (costs, curve) = by_definition(&network);
        let other = alternatives(&network, &found.certificate, several, Scope::EveryTie, &Steps::endless()).unwrap();
        let alone = alternatives(&network, &found.certificate, several, Scope::Margin, &Steps::endless()).unwrap();
        prop_assert_eq!(other.margin, alone.margin);
        prop_assert_eq!(other.margin, weak_blocs(&network).unwrap().margin);
        for (costs, expected) in other.ties.iter().zip(&costs) {
            prop_assert_eq!(costs.map(|costs| (costs.satisfied, costs.frustrated)), *expected);
        }
        let strong = frustration(&network, generous());
        let told = bloc_curve(&network, &strong.certificate, &found.certificate, 6, &Steps::endless());
        prop_assert_eq!(told.costs.iter().map(|k| k.lower_bound).collect::<Vec<_>>(), curve.clone());
        prop_assert_eq!(told.costs.iter().map(|k| k.frustration).collect::<Vec<_>>(), curve);
        for (proof, blocs) in told.proofs.iter().zip(3..) {
            prop_assert_eq!((proof.check(&network), proof.most_blocs), (Ok(()), Some(blocs)));
        }
    }

    /// The index after one tie is changed, from its two costs.
    #[test]
    fn a_changed_tie_gives_the_index_foretold(network in any_network(7), which in 0usize..50, new in -8i32..9) {
        let tie = which % network.ties().len().max(1);
        if let Some(old) = network.ties().get(tie).filter(|tie| tie.weight != 0.0) {
            let found = frustration(&network, generous());
            let costs = alternatives(&network, &found.certificate, false, Scope::EveryTie, &Steps::endless()).unwrap().ties[tie];
            let mut ties = network.ties().to_vec();
            ties[tie].weight = f64::from(new) / 4.0;
            let changed = frustration(&SignedNetwork::new(network.size(), ties).unwrap(), generous());
            prop_assert_eq!(costs.unwrap().index_with(old.weight, f64::from(new) / 4.0), changed.upper);
        }
    }

    #[test]
    fn a_small_budget_still_gives_true_bounds(network in any_network(9)) {
        let found = frustration(&network, Budget { nodes: 1, packings: 1, ..Budget::default() });
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

/// Three random networks side by side: the second shares an actor with the first, the third stands apart.
fn in_pieces(size: usize) -> impl Strategy<Value = (Vec<SignedNetwork>, SignedNetwork)> {
    proptest::collection::vec(any_network(size), 3).prop_map(|parts| {
        let (mut ties, mut from) = (Vec::new(), 0);
        for (number, part) in parts.iter().enumerate() {
            from -= usize::from(number == 1);
            ties.extend(part.ties().iter().map(|tie| Tie { a: tie.a + from, b: tie.b + from, ..*tie }));
            from += part.size();
        }
        let whole = SignedNetwork::new(from, ties).unwrap();
        (parts, whole)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Glued at one actor or side by side: costs add up, optima multiply, the margin is the least, and the proof holds.
    #[test]
    fn pieces_add_up_and_multiply((parts, whole) in in_pieces(7), any_blocs in proptest::bool::ANY) {
        let solve = |network: &SignedNetwork| {
            let found = frustration_until(network, any_blocs, generous(), &Steps::endless());
            let all = optima(network, &found.certificate, &Steps::endless()).unwrap();
            let other = alternatives(network, &found.certificate, all.count > 1, Scope::EveryTie, &Steps::endless()).unwrap();
            (found, all, other)
        };
        let (found, all, other) = solve(&whole);
        let apart: Vec<_> = parts.iter().map(solve).collect();
        prop_assert_eq!(found.certificate.check(&whole), Ok(()));
        prop_assert!(found.proven);
        prop_assert_eq!(found.upper, apart.iter().map(|part| part.0.upper).sum::<f64>());
        prop_assert_eq!(all.count, apart.iter().map(|part| part.1.count).product::<u64>());
        prop_assert_eq!(all.frustrated.len() as u64, all.count.min(1_000));
        let least = apart.iter().filter_map(|part| part.2.margin).min_by(f64::total_cmp);
        prop_assert_eq!(other.margin, least);
        let shares: Vec<f64> = apart.iter().flat_map(|part| part.1.share.clone()).collect();
        prop_assert_eq!(&all.share, &shares);
        let costs = apart.iter().flat_map(|part| part.2.ties.iter().map(|costs| costs.map(|costs| costs.tolerance())));
        let told: Vec<Option<f64>> = other.ties.iter().map(|costs| costs.map(|costs| costs.tolerance())).collect();
        prop_assert_eq!(told, costs.collect::<Vec<_>>());
        if all.count <= 1_000 {
            for (tie, share) in all.share.iter().enumerate() {
                let times = all.frustrated.iter().filter(|against| against[tie]).count();
                prop_assert_eq!(*share, times as f64 / all.count as f64);
            }
        }
    }
}

type Costs = Vec<Option<(f64, f64)>>;

/// The oracle: every division into any number of blocs, ties read one by one; and the least cost with at most 1 to 6 blocs.
fn by_definition(network: &SignedNetwork) -> (Costs, Vec<f64>) {
    let size = network.size();
    let mut costs = vec![(f64::INFINITY, f64::INFINITY); network.ties().len()];
    let mut curve = vec![f64::INFINITY; 6];
    for number in 0..size.pow(size as u32) {
        let bloc: Vec<usize> = (0..size).map(|actor| number / size.pow(actor as u32) % size).collect();
        let against = |tie: &Tie| tie.weight != 0.0 && (bloc[tie.a] == bloc[tie.b]) == (tie.weight < 0.0);
        let cost: f64 = network.ties().iter().filter(|tie| against(tie)).map(|tie| tie.weight.abs()).sum();
        for (tie, (satisfied, frustrated)) in network.ties().iter().zip(&mut costs) {
            let least = if against(tie) { frustrated } else { satisfied };
            *least = least.min(cost);
        }
        let blocs = bloc.iter().collect::<std::collections::BTreeSet<_>>().len();
        curve[blocs - 1..].iter_mut().for_each(|least| *least = least.min(cost));
    }
    let told = network.ties().iter().zip(costs).map(|(tie, costs)| (tie.weight != 0.0).then_some(costs));
    (told.collect(), curve)
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The uniform error of a large network's engine is that of the exhaustive search.
    #[test]
    fn the_uniform_error_equals_the_exhaustive_one(network in any_network(8)) {
        let bounds = frustration_until(&network, false, Budget::default(), &Steps::endless());
        let exhaustive = two_blocs(&network).unwrap();
        prop_assert!(bounds.proven);
        let found = radius(&network, &bounds, exhaustive.margin, &Steps::endless());
        match (found, exhaustive.radius) {
            (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9, "{} {}", found, expected),
            (found, expected) => prop_assert!(found.is_none() && exhaustive.margin.is_none(), "{:?} {:?}", found, expected),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Three blocs of thirteen actors: proven, against all 3^12 divisions with one actor fixed, and the proof believed as it is only.
    #[test]
    fn three_blocs_equal_every_division(signs in proptest::collection::vec(-3i32..=2, 78), which in 0usize..1_000) {
        let ties: Vec<Tie> = pairs(13).zip(signs).filter(|(_, sign)| *sign != 0).map(|((a, b), sign)| Tie { a, b, weight: f64::from(sign.signum()) }).collect();
        let network = SignedNetwork::new(13, ties.clone()).unwrap();
        let (strong, weak) = (frustration(&network, generous()), weak_frustration(&network, generous()));
        let curve = bloc_curve(&network, &strong.certificate, &weak.certificate, 3, &Steps::endless());
        let cost = |code: u32| {
            let home = |actor: usize| if actor == 0 { 0 } else { code / 3u32.pow(actor as u32 - 1) % 3 };
            ties.iter().filter(|tie| (home(tie.a) == home(tie.b)) == (tie.weight < 0.0)).count()
        };
        let least = (0..3u32.pow(12)).map(cost).min().unwrap() as f64;
        prop_assert_eq!((curve.costs[2].lower_bound, curve.costs[2].frustration), (least, least));
        let sound = &curve.proofs[0];
        prop_assert_eq!(sound.check(&network), Ok(()));
        let leaf = which % sound.leaves.len();
        if let Some(cycle) = sound.leaves[leaf].cycles.len().checked_sub(1) {
            let mut broken = sound.clone();
            let cycle = &mut broken.leaves[leaf].cycles[which % (cycle + 1)];
            cycle.ties.remove(which % cycle.ties.len());
            prop_assert!(broken.check(&network).is_err());
        }
        let mut fewer = sound.clone();
        fewer.most_blocs = Some(2);
        prop_assert!(fewer.check(&network).is_err() || curve.costs[1].frustration == least);
    }
}

/// What one section proves must not lean on a tie that another uses.
#[test]
fn sections_share_no_tie() {
    let ring = |from: usize| [(from, from + 1, 1.0), (from + 1, from + 2, 1.0), (from, from + 2, -1.0)];
    let ties = [ring(0), ring(3)].concat().into_iter().map(|(a, b, weight)| Tie { a, b, weight });
    let network = SignedNetwork::new(6, ties.collect()).unwrap();
    let mut proof = frustration(&network, Budget::default()).certificate;
    assert_eq!((proof.lower, proof.leaves.len(), proof.check(&network)), (2, 1, Ok(())));
    let mut twice = proof.leaves[0].clone();
    twice.section = 1;
    let cycle = proof.leaves[0].cycles.pop().unwrap();
    twice.cycles = vec![cycle];
    proof.leaves.push(twice.clone());
    assert_eq!(proof.check(&network), Ok(()));
    proof.leaves[1].cycles = proof.leaves[0].cycles.clone();
    assert!(matches!(proof.check(&network), Err(CertificateError::Overused { leaf: 1, .. })));
    proof.leaves[1].section = 0;
    assert_eq!(proof.check(&network), Err(CertificateError::NotCovered));
}

/// A kernel between the size that counts as large and that of a neighbourhood: solving the neighbourhood must not begin anew with itself.
#[test]
fn a_neighbourhood_as_large_as_the_network_ends() {
    let (mut state, mut ties) = (7u64, std::collections::BTreeMap::new());
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    while ties.len() < 900 {
        let (a, b) = (next(300) as usize, next(300) as usize);
        if a != b {
            let close = (a % 2 == b % 2) != (next(7) == 0);
            ties.insert((a.min(b), a.max(b)), if close { 1.0 } else { -1.0 });
        }
    }
    let ties = ties.into_iter().map(|((a, b), weight)| Tie { a, b, weight }).collect();
    let network = SignedNetwork::new(300, ties).unwrap();
    let found = frustration(&network, Budget { nodes: 1, work: 10, ..Budget::default() });
    assert!(0.0 < found.lower && found.lower <= found.upper);
    assert_eq!(found.certificate.check(&network), Ok(()));
}

/// A dense network of signs at random, as questionnaires and votes give them.
fn dense(size: usize, seed: u64) -> SignedNetwork {
    let stream = Stream::new(seed, "dense");
    let pairs: Vec<(usize, usize)> = pairs(size).collect();
    let drawn = pairs.into_iter().enumerate().filter(|(place, _)| stream.uniform(*place as u64) < 0.5);
    let sign = |place: usize| if stream.uniform(10_000 + place as u64) < 0.5 { 1.0 } else { -1.0 };
    SignedNetwork::new(size, drawn.map(|(place, (a, b))| Tie { a, b, weight: sign(place) }).collect()).unwrap()
}

/// However few the steps: what is given are bounds of what an exhaustive search finds, with proofs that stand, and the same every time.
#[test]
fn a_limit_of_steps_gives_bounds() {
    let mut open = 0;
    for (seed, limit) in [(1, 0), (2, 1), (3, 3), (4, 10), (5, 40), (6, 2_000)] {
        let network = dense(16, seed);
        let exact = two_blocs(&network).unwrap();
        let bounds = || frustration_until(&network, false, Budget::default(), &Steps::of(limit));
        let found = bounds();
        assert_eq!(found, bounds());
        found.certificate.check(&network).unwrap();
        assert!(found.lower <= exact.frustration && exact.frustration <= found.upper);
        assert_eq!(found.proven, found.lower == found.upper);
        open += usize::from(!found.proven);
        let whole = frustration(&network, generous());
        let other = alternatives(&network, &whole.certificate, false, Scope::EveryTie, &Steps::of(limit)).unwrap();
        let margin = exact.margin.unwrap();
        assert!(other.margin.is_none_or(|found| found == margin || exact.optima_count > 1));
        if let Some((least, most)) = other.margin_bounds {
            assert!(least <= margin && margin <= most, "{least} {margin} {most}");
            assert!(!other.complete && other.margin.is_none());
        }
        for (tie, costs) in exact.ties.iter().zip(&other.ties) {
            assert!(costs.is_none_or(|costs| Some((costs.satisfied, costs.frustrated)) == tie.costs));
        }
        assert!(
            optima(&network, &whole.certificate, &Steps::of(limit)).is_none_or(|all| {
                all.count == exact.optima_count || !all.complete && all.count < exact.optima_count
            })
        );
    }
    assert!(open > 0, "no limit was reached");
}

/// Weights that can not be added side by side are no whole numbers: what is told of them are bounds.
#[test]
fn weights_of_many_orders_are_proven_only_where_they_add_up() {
    let triangle = |weights: [f64; 3]| {
        let ends = [(0, 1), (1, 2), (0, 2)];
        let ties = ends.into_iter().zip(weights).map(|((a, b), weight)| Tie { a, b, weight }).collect();
        SignedNetwork::new(3, ties).unwrap()
    };
    let wide = triangle([1e15, -1e15, 1.0]);
    let found = frustration(&wide, Budget::default());
    assert_eq!((found.upper, found.proven, wide.rounded_to()), (1.0, true, None));
    assert_eq!(two_blocs(&wide).unwrap().frustration, 1.0);
    found.certificate.check(&wide).unwrap();
    let wider = triangle([1e20, -1e20, 1.0]);
    let found = frustration(&wider, Budget::default());
    assert!(!found.proven && found.lower <= 1.0 && found.upper >= 1.0, "{} {}", found.lower, found.upper);
    assert!(wider.rounded_to().is_some() && two_blocs(&wider).is_err() && weak_blocs(&wider).is_none());
    assert_eq!(found.certificate.check(&wider), Err(CertificateError::Rounded));
    assert!(alternatives(&wider, &found.certificate, false, Scope::EveryTie, &Steps::endless()).is_none());
    // Nothing is against the blocs: that holds however weights are rounded.
    assert!(frustration(&triangle([1e20, 1e20, 1.0]), Budget::default()).proven);
}
