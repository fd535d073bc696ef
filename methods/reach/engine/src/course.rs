//! Lines and zones: the distance to them, and whether a route passes through a zone.

use crate::earth::Point;
use crate::overlap::{Zone, on_plane, plane_of};
use crate::slabs;

/// Samples of a leg before the search within a piece of it: between them the distance has one lowest point for legs below 10,000 km.
const SAMPLES: u32 = 64;
/// The search ends at so many km.
const CLOSE: f64 = 1e-4;
/// The golden section.
const GOLDEN: f64 = 0.618_033_988_749_894_9;
/// Lines and zones are compared at points so many km apart.
const PIECE: f64 = 25.0;
/// Farther than this from the middle of a zone nothing is looked for in its plane.
const WIDEST: f64 = 9_000.0;

/// What a place is on the map.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A point.
    Point(Point),
    /// A line of two points or more.
    Line(Vec<Point>),
    /// A zone of three corners or more.
    Zone(Zone),
}

impl Shape {
    /// The shape of a course: a zone where it comes back to its first point, a line otherwise, a point where it has one. `None` for none.
    pub fn of(course: &[Point]) -> Option<Self> {
        match course {
            [] => None,
            [one] => Some(Self::Point(*one)),
            [first, .., last] if first == last && course.len() > 3 => {
                Some(Self::Zone(course[..course.len() - 1].to_vec()))
            }
            line => Some(Self::Line(line.to_vec())),
        }
    }

    /// The points that draw it; a zone comes back to its first.
    pub fn course(&self) -> Vec<Point> {
        match self {
            Self::Point(point) => vec![*point],
            Self::Line(line) => line.clone(),
            Self::Zone(zone) => zone.iter().chain(zone.first()).copied().collect(),
        }
    }

    /// Whether it is a zone in which a point lies.
    pub fn holds(&self, point: &Point) -> bool {
        let Self::Zone(zone) = self else { return false };
        let Some((plane, middle)) = plane_of(std::slice::from_ref(zone)) else { return false };
        middle.distance(point) < WIDEST && slabs::holds(&on_plane(zone, &plane), plane.put(point))
    }
}

/// The place of a line that lies nearest to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Distance in km.
    pub km: f64,
    /// Which leg, from 0.
    pub leg: usize,
    /// The place.
    pub point: Point,
}

/// Whether a route passes through a zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Crossing {
    /// It does.
    Through,
    /// It passes by, so many km away at the nearest.
    By(f64),
}

/// Lengths of the legs of a line in km.
pub fn leg_length(line: &[Point]) -> Vec<f64> {
    line.windows(2).map(|leg| leg[0].distance(&leg[1])).collect()
}

/// The place of a line that lies nearest to a point; of equals the first. `None` for a line without legs.
pub fn nearest(line: &[Point], to: &Point) -> Option<Near> {
    let legs = line.windows(2).enumerate().map(|(leg, ends)| nearest_of_leg(&ends[0], &ends[1], leg, to));
    legs.reduce(|best, next| if next.km < best.km { next } else { best })
}

fn nearest_of_leg(from: &Point, end: &Point, leg: usize, to: &Point) -> Near {
    let way = from.leg(end);
    let at = |km: f64| from.towards(way.from, km);
    let distance = |km: f64| at(km).distance(to);
    let step = way.km / f64::from(SAMPLES);
    let best = (0..=SAMPLES)
        .map(|sample| (distance(step * f64::from(sample)), sample))
        .reduce(|best, next| if next.0 < best.0 { next } else { best });
    let sample = f64::from(best.map_or(0, |best| best.1));
    let (mut low, mut high) = ((sample - 1.0).max(0.0) * step, (sample + 1.0).min(f64::from(SAMPLES)) * step);
    while high - low > CLOSE {
        let (one, other) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        if distance(one) < distance(other) { high = other } else { low = one }
    }
    // The ends of a leg are not inside the search.
    let found = [at(0.5 * (low + high)), *from, *end].map(|point| Near { km: point.distance(to), leg, point });
    found.into_iter().fold(found[0], |best, next| if next.km < best.km { next } else { best })
}

/// Distance between two shapes in km; 0 where one holds a point of the other. Between lines and zones it is looked for from points 25 km
/// apart.
pub fn apart(one: &Shape, other: &Shape) -> f64 {
    match (one, other) {
        (Shape::Point(a), Shape::Point(b)) => a.distance(b),
        (Shape::Point(point), shape) | (shape, Shape::Point(point)) => to_shape(point, shape),
        (one, other) => {
            to_shape(&nearest_of_pieces(one, other), other).min(to_shape(&nearest_of_pieces(other, one), one))
        }
    }
}

/// Of the points of a shape, cut into pieces, the one that lies nearest to those of another.
fn nearest_of_pieces(of: &Shape, to: &Shape) -> Point {
    let [own, others] = [of, to].map(|shape| along(&shape.course(), PIECE));
    if let Some(inside) = own.iter().find(|point| to.holds(point)) {
        return *inside;
    }
    let distance = |point: &Point| others.iter().map(|other| point.distance(other)).fold(f64::INFINITY, f64::min);
    let all = own.iter().map(|point| (distance(point), *point));
    all.reduce(|best, next| if next.0 < best.0 { next } else { best }).map_or_else(Point::default, |best| best.1)
}

fn to_shape(point: &Point, shape: &Shape) -> f64 {
    if shape.holds(point) {
        return 0.0;
    }
    match shape {
        Shape::Point(other) => point.distance(other),
        shape => nearest(&shape.course(), point).map_or(f64::INFINITY, |near| near.km),
    }
}

/// Whether a route passes through a zone.
pub fn passes(line: &[Point], zone: &Zone) -> Crossing {
    let shape = Shape::Zone(zone.clone());
    let Some((plane, middle)) = plane_of(std::slice::from_ref(zone)) else { return Crossing::By(f64::INFINITY) };
    let edge = on_plane(zone, &plane);
    let near = |point: &Point| middle.distance(point) < WIDEST;
    let pieces = along(line, PIECE);
    let through = pieces.iter().any(|point| shape.holds(point))
        || pieces
            .windows(2)
            .filter(|piece| near(&piece[0]) && near(&piece[1]))
            .any(|piece| slabs::crosses(&edge, plane.put(&piece[0]), plane.put(&piece[1])));
    if through { Crossing::Through } else { Crossing::By(apart(&Shape::Line(line.to_vec()), &shape)) }
}

/// A line with points no more than `piece` km apart.
pub(crate) fn along(line: &[Point], piece: f64) -> Vec<Point> {
    let mut found: Vec<Point> = line.first().copied().into_iter().collect();
    for leg in line.windows(2) {
        let way = leg[0].leg(&leg[1]);
        let pieces = (way.km / piece).ceil().max(1.0) as u32;
        found.extend((1..pieces).map(|at| leg[0].towards(way.from, way.km * f64::from(at) / f64::from(pieces))));
        found.push(leg[1]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    fn route() -> Vec<Point> {
        vec![at(1.3, 103.8), at(10.0, 111.0), at(21.0, 121.5), at(35.68, 139.76)]
    }

    #[test]
    fn a_route_has_legs_and_passes_places() {
        let lengths = leg_length(&route());
        for (found, expected) in lengths.iter().zip([1_249.244, 1_657.059, 2_411.109]) {
            assert!((found - expected).abs() < 1e-3, "{found} is not {expected}");
        }
        for (point, km, leg) in
            [(at(24.5, 119.5), 415.209, 2), (at(16.5, 112.0), 395.860, 1), (at(26.5, 127.9), 31.901, 2)]
        {
            let near = nearest(&route(), &point).unwrap();
            assert!((near.km - km).abs() < 1e-3 && near.leg == leg, "{near:?}");
        }
        assert_eq!(nearest(&[], &at(0.0, 0.0)), None);
    }

    #[test]
    fn a_route_goes_through_a_zone_or_by() {
        let zone =
            |lat: f64, lon: f64| vec![at(lat, lon), at(lat, lon + 2.0), at(lat + 2.0, lon + 2.0), at(lat + 2.0, lon)];
        assert_eq!(passes(&route(), &zone(9.0, 110.0)), Crossing::Through);
        // A zone between two points of the line, which holds none of them.
        let narrow = vec![at(5.0, 106.0), at(5.1, 107.6), at(5.2, 107.6), at(5.1, 106.0)];
        assert_eq!(passes(&route(), &narrow), Crossing::Through);
        let Crossing::By(km) = passes(&route(), &zone(30.0, 120.0)) else { panic!() };
        assert!((400.0..1_500.0).contains(&km), "{km}");
        assert_eq!(
            passes(&route(), &zone(-40.0, -70.0)),
            Crossing::By(apart(&Shape::Line(route()), &Shape::Zone(zone(-40.0, -70.0))))
        );
    }

    #[test]
    fn courses_are_points_lines_or_zones() {
        let three = [at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)];
        assert_eq!(Shape::of(&[]), None);
        assert_eq!(Shape::of(&three[..1]), Some(Shape::Point(three[0])));
        assert!(matches!(Shape::of(&three), Some(Shape::Line(_))));
        let round = Shape::of(&[three[0], three[1], three[2], three[0]]).unwrap();
        assert!(matches!(&round, Shape::Zone(zone) if zone.len() == 3));
        assert_eq!(apart(&round, &Shape::Point(at(0.3, 0.7))), 0.0);
        assert!(apart(&round, &Shape::Point(at(2.0, 2.0))) > 100.0);
    }

    proptest! {
        #[test]
        fn a_leg_is_no_farther_than_its_ends(lat in proptest::array::uniform3(-60.0..60.0f64), lon in proptest::array::uniform3(-40.0..40.0f64)) {
            let [a, b, c] = [0, 1, 2].map(|i| at(lat[i], lon[i]));
            let near = nearest(&[a, b], &c).unwrap();
            prop_assert!(near.km <= c.distance(&a).min(c.distance(&b)) + 1e-6);
            prop_assert!((near.point.distance(&c) - near.km).abs() < 1e-6);
        }
    }
}
