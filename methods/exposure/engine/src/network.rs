//! How much gets through where places carry only so much: the greatest flow from suppliers over places to the buyer (Ford and Fulkerson 1956), found along
//! shortest ways (Edmonds and Karp 1972).

use std::collections::{BTreeMap, VecDeque};

use crate::loss::Flow;

/// How much a place carries, as a share of the buyer's total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The place.
    pub place: usize,
    /// The most that passes.
    pub most: f64,
}

/// Less than this is nothing.
const NOTHING: f64 = 1e-12;

/// A point of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Source,
    Supplier(usize),
    Flow(usize),
    Into(usize),
    OutOf(usize),
    Buyer,
}

/// The share of the buyer's total that gets through: each flow carries its share and what it has to spare, each supplier sends what it sends today and
/// what its flows have to spare, and each place lets through its limit, if it has one. No more than 1.
pub fn carried(flows: &[Flow], limits: &[Limit]) -> f64 {
    let mut room: BTreeMap<(Point, Point), f64> = BTreeMap::new();
    let mut add = |from: Point, to: Point, most: f64| *room.entry((from, to)).or_default() += most;
    for (number, flow) in flows.iter().enumerate() {
        let sends = flow.share + if flow.share > 0.0 { flow.spare } else { 0.0 };
        add(Point::Source, Point::Supplier(flow.supplier), sends);
        add(Point::Supplier(flow.supplier), Point::Flow(number), flow.share + flow.spare);
        let mut at = Point::Flow(number);
        for place in &flow.via {
            add(at, Point::Into(*place), flow.share + flow.spare);
            at = Point::OutOf(*place);
        }
        add(at, Point::Buyer, flow.share + flow.spare);
    }
    for place in flows.iter().flat_map(|flow| flow.via.iter().copied()) {
        let limit = limits.iter().find(|limit| limit.place == place).map_or(f64::MAX, |limit| limit.most);
        let _ = room.insert((Point::Into(place), Point::OutOf(place)), limit);
    }
    let mut through = 0.0;
    while let Some((way, most)) = shortest(&room) {
        for pair in way.windows(2) {
            *room.entry((pair[0], pair[1])).or_default() -= most;
            *room.entry((pair[1], pair[0])).or_default() += most;
        }
        through += most;
    }
    through.min(1.0)
}

/// The way with the fewest steps on which there is room, and how much.
fn shortest(room: &BTreeMap<(Point, Point), f64>) -> Option<(Vec<Point>, f64)> {
    let mut from: BTreeMap<Point, Point> = BTreeMap::new();
    let mut next = VecDeque::from([Point::Source]);
    while let Some(at) = next.pop_front() {
        let open = room.range((at, Point::Source)..=(at, Point::Buyer)).filter(|(_, most)| **most > NOTHING);
        for ((_, to), _) in open {
            if *to != Point::Source && !from.contains_key(to) {
                let _ = from.insert(*to, at);
                next.push_back(*to);
            }
        }
    }
    let mut way = vec![Point::Buyer];
    while let Some(before) = way.last().and_then(|at| from.get(at)) {
        way.push(*before);
    }
    way.reverse();
    let whole = way.first() == Some(&Point::Source);
    let most = way.windows(2).map(|pair| room[&(pair[0], pair[1])]).fold(f64::INFINITY, f64::min);
    whole.then_some((way, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(supplier: usize, share: f64, spare: f64, via: &[usize]) -> Flow {
        Flow { supplier, via: via.to_vec(), share, spare, delay: 0.0 }
    }

    #[test]
    fn places_let_through_their_limit() {
        let flows = [flow(0, 0.6, 0.0, &[0]), flow(0, 0.0, 0.6, &[1]), flow(1, 0.4, 0.0, &[0])];
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        near(carried(&flows, &[]), 1.0);
        near(carried(&flows, &[Limit { place: 0, most: 0.5 }]), 1.0);
        near(carried(&flows, &[Limit { place: 0, most: 0.0 }]), 0.6);
        near(carried(&flows, &[Limit { place: 0, most: 0.1 }, Limit { place: 1, most: 0.2 }]), 0.3);
        near(carried(&flows, &[Limit { place: 0, most: 0.0 }, Limit { place: 1, most: 0.0 }]), 0.0);
        near(carried(&[], &[]), 0.0);
    }
}
