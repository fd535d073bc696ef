//! Areas of sets that are made of polygons in a plane. The plane is cut into slabs at every corner and every crossing; within a slab
//! no two edges cross, so that each piece is a trapezium and its area exact (a plane sweep: Bentley and Ottmann 1979).

/// A polygon's corners in order; the last is joined with the first. What lies inside an odd number of times is inside.
pub(crate) type Polygon = Vec<[f64; 2]>;

struct Edge {
    low: [f64; 2],
    high: [f64; 2],
    polygon: usize,
}

impl Edge {
    fn x(&self, y: f64) -> f64 {
        let part = (y - self.low[1]) / (self.high[1] - self.low[1]);
        self.low[0] + part * (self.high[0] - self.low[0])
    }

    /// The height at which two edges cross, if they do.
    fn crossing(&self, other: &Self) -> Option<f64> {
        let (from, to) = (self.low[1].max(other.low[1]), self.high[1].min(other.high[1]));
        if from >= to {
            return None;
        }
        let (below, above) = (self.x(from) - other.x(from), self.x(to) - other.x(to));
        (below * above < 0.0).then(|| from + (to - from) * below / (below - above))
    }
}

fn edges(polygons: &[Polygon]) -> Vec<Edge> {
    let mut found = Vec::new();
    for (polygon, corners) in polygons.iter().enumerate() {
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            if from[1] != to[1] {
                let (low, high) = if from[1] < to[1] { (*from, *to) } else { (*to, *from) };
                found.push(Edge { low, high, polygon });
            }
        }
    }
    found.sort_by(|a, b| a.low[1].total_cmp(&b.low[1]));
    found
}

/// Heights of corners and crossings, from below.
fn heights(edges: &[Edge]) -> Vec<f64> {
    let mut found: Vec<f64> = edges.iter().flat_map(|edge| [edge.low[1], edge.high[1]]).collect();
    for (place, edge) in edges.iter().enumerate() {
        let beside = edges[place + 1..].iter().take_while(|other| other.low[1] < edge.high[1]);
        found.extend(beside.filter_map(|other| edge.crossing(other)));
    }
    found.sort_by(f64::total_cmp);
    found.dedup();
    found
}

/// The area of all that `counts`, which is told of each polygon whether it holds the piece. O(edges^2).
pub(crate) fn area(polygons: &[Polygon], counts: impl Fn(&[bool]) -> bool) -> f64 {
    let edges = edges(polygons);
    let heights = heights(&edges);
    let mut sum = 0.0;
    for slab in heights.windows(2) {
        let (from, to) = (slab[0], slab[1]);
        let middle = 0.5 * (from + to);
        let mut cuts: Vec<(f64, usize)> = edges
            .iter()
            .take_while(|edge| edge.low[1] < middle)
            .filter(|edge| edge.high[1] > middle)
            .map(|edge| (edge.x(middle), edge.polygon))
            .collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut inside = vec![false; polygons.len()];
        for pair in cuts.windows(2) {
            inside[pair[0].1] ^= true;
            if counts(&inside) {
                sum += (pair[1].0 - pair[0].0) * (to - from);
            }
        }
    }
    sum
}

/// Whether a point lies inside a polygon.
pub(crate) fn holds(polygon: &Polygon, [x, y]: [f64; 2]) -> bool {
    let all = edges(std::slice::from_ref(polygon));
    all.iter().filter(|edge| edge.low[1] <= y && y < edge.high[1] && edge.x(y) < x).count() % 2 == 1
}

/// Whether a line from one point to another meets the edge of a polygon.
pub(crate) fn crosses(polygon: &Polygon, from: [f64; 2], to: [f64; 2]) -> bool {
    let side = |a: [f64; 2], b: [f64; 2], c: [f64; 2]| (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    polygon
        .iter()
        .zip(polygon.iter().cycle().skip(1))
        .any(|(a, b)| side(from, to, *a) * side(from, to, *b) <= 0.0 && side(*a, *b, from) * side(*a, *b, to) <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> Polygon {
        vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
    }

    #[test]
    fn squares_share_what_they_share() {
        let both = [square(0.0, 0.0, 2.0), square(1.0, 1.0, 2.0)];
        assert!((area(&both, |inside| inside[0] && inside[1]) - 1.0).abs() < 1e-12);
        assert!((area(&both, |inside| inside[0] || inside[1]) - 7.0).abs() < 1e-12);
        let touching = [square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0)];
        assert_eq!(area(&touching, |inside| inside[0] && inside[1]), 0.0);
        let within = [square(0.0, 0.0, 4.0), square(1.0, 1.0, 1.0)];
        assert!((area(&within, |inside| inside[0] && inside[1]) - 1.0).abs() < 1e-12);
        let turned = vec![[1.0, -1.0], [3.0, 1.0], [1.0, 3.0], [-1.0, 1.0]];
        assert!((area(&[square(0.0, 0.0, 2.0), turned], |inside| inside[0] && inside[1]) - 4.0).abs() < 1e-12);
    }

    #[test]
    fn points_are_inside_or_not() {
        let own = square(0.0, 0.0, 2.0);
        assert!(holds(&own, [1.0, 1.0]) && !holds(&own, [3.0, 1.0]));
        assert!(crosses(&own, [-1.0, 1.0], [3.0, 1.0]) && !crosses(&own, [0.5, 0.5], [1.5, 1.5]));
        assert_eq!(area(&[Vec::new()], |inside| inside[0]), 0.0);
    }

    proptest! {
        #[test]
        fn both_and_either_make_the_sum(
            a in proptest::array::uniform3((0.0..9.0f64, 0.0..9.0f64)),
            b in proptest::array::uniform3((0.0..9.0f64, 0.0..9.0f64)),
        ) {
            let both = [a, b].map(|own| own.map(|(x, y)| [x, y]).to_vec());
            let of = |which: usize| area(&both, |inside| inside[which]);
            let shared = area(&both, |inside| inside[0] && inside[1]);
            let either = area(&both, |inside| inside[0] || inside[1]);
            prop_assert!((shared + either - of(0) - of(1)).abs() < 1e-9);
            prop_assert!(shared <= of(0).min(of(1)) + 1e-9 && either + 1e-9 >= of(0).max(of(1)));
            let of_corners: f64 = (0..3).map(|i| {
                let ([x, y], [z, w]) = (both[0][i], both[0][(i + 1) % 3]);
                0.5 * (x * w - z * y)
            }).sum();
            prop_assert!((of_corners.abs() - of(0)).abs() < 1e-9);
        }
    }
}
