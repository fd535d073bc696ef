//! Influences as they are printed: trajectories over time, reasons, and the map with its loops.

use detente_case::{Case, QuantityPath};
use detente_dynamics::{Edge, loops, shortest_independent};
use detente_results::{CausalMap, Fan, InfluenceLoopResult, LinkResult};

use detente_method::EffectiveCase;
use detente_method::{CaseMap, NodeOf, Number};
use detente_method_cognitive_map::loop_names;

/// The draws of every period, put together.
pub(crate) fn fan(columns: &[Vec<f64>], at_mode: impl Iterator<Item = f64>) -> Fan {
    let mut fan = Fan { at_mode: at_mode.collect(), mean: vec![], p05: vec![], p50: vec![], p95: vec![] };
    for column in columns {
        let mut sorted: Vec<f64> = column.iter().copied().filter(|x| !x.is_nan()).collect();
        let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
        let mut at = |share: f64| match sorted.len() {
            0 => f64::NAN,
            count => {
                let place = ((count - 1) as f64 * share).round() as usize;
                *sorted.select_nth_unstable_by(place, f64::total_cmp).1
            }
        };
        let [p05, p50, p95] = [at(0.05), at(0.5), at(0.95)];
        fan.mean.push(mean);
        fan.p05.push(p05);
        fan.p50.push(p50);
        fan.p95.push(p95);
    }
    fan
}

/// Longest loop looked for in a case, and most loops listed.
const LONGEST: usize = 12;
const MOST: usize = 200;

/// The map of a case as it is; `None` without links.
pub fn case_causes(case: &Case) -> Option<CausalMap> {
    causal_map(&EffectiveCase::new(case, None, &[]))
}

/// The map of a case under a reading; `None` without links.
pub(crate) fn causal_map(reading: &EffectiveCase<'_>) -> Option<CausalMap> {
    let map = CaseMap::of(reading);
    if map.links.is_empty() {
        return None;
    }
    let mode = |number: Number| number.mode(reading);
    let edges = map.edges(&mode);
    let found = loops(map.nodes.len(), &edges, LONGEST, MOST);
    let independent = shortest_independent(&found.loops);
    let on_loop = |place: usize| found.loops.iter().any(|one| one.edges.contains(&place));
    let node = |place: usize| path_of(&map.nodes[place], reading.case).to_string();
    let told = |((place, one), name): ((usize, &detente_dynamics::Loop), String)| InfluenceLoopResult {
        name,
        through: one.vertices.iter().map(|vertex| node(*vertex)).collect(),
        links: one.edges.iter().map(|edge| map.links[*edge].id.clone()).collect(),
        gain: one.gain,
        lag: one.lag,
        independent: independent.contains(&place),
        claims: claims(&map, &one.edges),
    };
    let natural = |edge: &Edge| {
        let width = |node: usize| map.map.nodes()[node].width();
        (width(edge.from) > 0.0).then(|| edge.gain * width(edge.to) / width(edge.from))
    };
    let link = |(place, edge): (usize, &Edge)| LinkResult {
        id: map.links[place].id.clone(),
        cause: node(edge.from),
        effect: node(edge.to),
        gain: edge.gain,
        natural: natural(edge),
        lag: edge.lag as usize,
        probability: map.links[place].probability,
        on_loop: on_loop(place),
        claims: map.links[place].claims.clone(),
    };
    Some(CausalMap {
        loops: found.loops.iter().enumerate().zip(loop_names(&found.loops)).map(told).collect(),
        links: edges.iter().enumerate().map(link).collect(),
        quantities: (0..map.nodes.len()).map(node).collect(),
        ranges: map.map.nodes().iter().enumerate().map(|(place, of)| (node(place), (of.low, of.high))).collect(),
        truncated: found.truncated,
        longest: LONGEST,
    })
}

/// Claims on some links, in their order.
pub(crate) fn claims(map: &CaseMap, places: &[usize]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for claim in places.iter().flat_map(|place| &map.links[*place].claims) {
        if !found.contains(claim) {
            found.push(claim.clone());
        }
    }
    found
}

/// The path of a node.
pub(crate) fn path_of(node: &NodeOf, case: &Case) -> QuantityPath {
    match node {
        NodeOf::Quantity(index) => case.quantities.get(*index).path.clone(),
        NodeOf::Outcome(of, id) => QuantityPath::Outcome { of: *of, id: id.clone() },
    }
}
