use proptest::prelude::*;

use super::super::graph::Edge;
use super::*;

/// Ties of a weight from -`most` to `most` between all pairs, some of weight 0.
fn any_graph(actors: std::ops::RangeInclusive<usize>, most: i64) -> impl Strategy<Value = Graph> {
    actors.prop_flat_map(move |size| {
        proptest::collection::vec(-most..=most, size * (size - 1) / 2).prop_map(move |weights| {
            let pairs = (0..size).flat_map(|v| (0..v).map(move |u| (u, v)));
            Graph::new(size, pairs.zip(weights).map(|((u, v), weight)| Edge { u, v, weight }).collect())
        })
    })
}

/// Every division with the last actor on side 1.
fn divisions(size: usize) -> impl Iterator<Item = Vec<usize>> {
    (0..1usize << (size - 1))
        .map(move |code| (0..size).map(|actor| (code >> actor & 1) | (actor / (size - 1))).collect())
}

/// By definition: the least cost, how many divisions have it, per tie how many of them go against it and the least cost of the other reading.
fn by_definition(graph: &Graph) -> (i64, u64, Vec<u64>, Vec<[i64; 2]>) {
    let (mut least, mut count, mut against) = (i64::MAX, 0, vec![0u64; graph.edges.len()]);
    let mut costs = vec![[i64::MAX; 2]; graph.edges.len()];
    for division in divisions(graph.size) {
        let cost = graph.cost_of(&division, graph.edges.len());
        if cost < least {
            (least, count) = (cost, 0);
            against.fill(0);
        }
        count += u64::from(cost == least);
        for (place, edge) in graph.edges.iter().enumerate() {
            let frustrated = edge.is_frustrated(&division);
            against[place] += u64::from(cost == least && frustrated && edge.weight != 0);
            let reading = &mut costs[place][usize::from(division[edge.u] == division[edge.v])];
            *reading = (*reading).min(cost);
        }
    }
    (least, count, against, costs)
}

fn same_as_by_definition(graph: &Graph) -> Result<(), TestCaseError> {
    let steps = Steps::endless();
    let (least, count, against, costs) = by_definition(graph);
    let found = enumerate(graph, &steps).unwrap();
    prop_assert_eq!((found.cost, graph.cost_of(&found.division, graph.edges.len())), (least, least));
    let all = best_divisions(graph, &found.chain, 1_000, &steps).unwrap();
    prop_assert_eq!((all.count, all.complete), (count, true));
    prop_assert_eq!(all.divisions.len() as u64, count.min(1_000));
    prop_assert!(all.divisions.iter().all(|division| graph.cost_of(division, graph.edges.len()) == least));
    prop_assert_eq!(all.against, against);
    let others = other_readings(graph, &found.chain, &found.division, &steps).unwrap();
    for ((edge, other), costs) in graph.edges.iter().zip(others).zip(costs) {
        let together = found.division[edge.u] == found.division[edge.v];
        prop_assert_eq!(other, costs[usize::from(!together)]);
    }
    let ties: Vec<_> = graph.edges.iter().map(|edge| (edge.u, edge.v, edge.weight)).collect();
    prop_assert!(found.chain.holds(graph.size, &ties));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn enumeration_equals_every_division(graph in any_graph(3..=16, 3)) {
        same_as_by_definition(&graph)?;
    }

    /// Wider numbers: sums beyond 16 bits, and beyond 32.
    #[test]
    fn heavy_weights_are_enumerated_alike(graph in any_graph(3..=14, 2_000), factor in proptest::sample::select(vec![1i64, 1_000_003, 1 << 40])) {
        let odd = |edge: &Edge| Edge { weight: edge.weight * factor + edge.weight.signum(), ..*edge };
        same_as_by_definition(&Graph::new(graph.size, graph.edges.iter().map(odd).collect()))?;
    }

    /// What parts u from w parts u from v or v from w.
    #[test]
    fn tolerances_are_an_ultrametric(graph in any_graph(5..=24, 2)) {
        let steps = Steps::endless();
        let found = enumerate(&graph, &steps).unwrap();
        let others = other_readings(&graph, &found.chain, &found.division, &steps).unwrap();
        let tolerance = |u: usize, v: usize| {
            let place = graph.edges.iter().position(|edge| (edge.u, edge.v) == (u.min(v), u.max(v))).unwrap();
            others[place] - found.cost
        };
        for u in 0..graph.size {
            for v in 0..u {
                for w in 0..v {
                    let (one, two, three) = (tolerance(u, v), tolerance(v, w), tolerance(u, w));
                    prop_assert!(three >= one.min(two) && one >= two.min(three) && two >= one.min(three));
                }
            }
        }
    }
}

/// Every second pair or so of `size` actors has a tie of 1 or -1.
fn drawn(size: usize, seed: u64) -> Graph {
    let stream = detente_chance::Stream::new(seed, "blocks test");
    let pairs = (0..size).flat_map(|v| (0..v).map(move |u| (u, v)));
    let there = pairs.enumerate().filter(|(place, _)| stream.uniform(*place as u64) < 0.5);
    let sign = |place: usize| if stream.uniform(10_000 + place as u64) < 0.5 { 1 } else { -1 };
    Graph::new(size, there.map(|(place, (u, v))| Edge { u, v, weight: sign(place) }).collect())
}

/// Index, best divisions and other readings of a graph.
fn told(graph: &Graph) -> (Enumerated, BestDivisions, Vec<i64>) {
    let steps = Steps::endless();
    let found = enumerate(graph, &steps).unwrap();
    let all = best_divisions(graph, &found.chain, 1_000, &steps).unwrap();
    let others = other_readings(graph, &found.chain, &found.division, &steps).unwrap();
    (found, all, others)
}

#[test]
fn turning_and_renaming_actors_changes_nothing() {
    let graph = drawn(34, 1);
    let (found, all, others) = told(&graph);
    let turned = |actor: usize| actor.is_multiple_of(3);
    let name = |actor: usize| (actor * 13 + 5) % 34;
    let moved = graph.edges.iter().map(|edge| {
        let sign = if turned(edge.u) == turned(edge.v) { 1 } else { -1 };
        Edge { u: name(edge.u), v: name(edge.v), weight: edge.weight * sign }
    });
    let (moved, moved_all, moved_others) = told(&Graph::new(34, moved.collect()));
    assert_eq!((moved.cost, moved_all.count), (found.cost, all.count));
    assert_eq!((moved_all.against, moved_others), (all.against, others));
}

#[test]
fn threads_change_nothing() {
    let graph = drawn(42, 2);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| told(&graph))
    };
    assert_eq!(with(1), with(2));
}

#[test]
fn a_search_beyond_its_limit_gives_nothing() {
    let graph = drawn(40, 3);
    assert_eq!(enumerate(&graph, &Steps::of(0)), None);
    assert!(enumerate(&graph, &Steps::endless()).is_some());
    assert!(!can_be_enumerated(&drawn(65, 4)));
}

/// All hostile: every even split is best.
#[test]
fn many_best_divisions_are_counted_and_some_kept() {
    let pairs = (0..20).flat_map(|v| (0..v).map(move |u| Edge { u, v, weight: -1 }));
    let (found, all, others) = told(&Graph::new(20, pairs.collect()));
    assert_eq!((found.cost, all.count, all.divisions.len()), (90, 92_378, 1_000));
    assert!(all.complete && others.iter().all(|cost| *cost == 90));
}
