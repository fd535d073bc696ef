//! A window of the world: what lies near is kept as it is, what lies far is drawn with fewer points (Douglas and Peucker 1973, arc by
//! arc, so that neighbours keep their common lines).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::world::{Ring, TOLD, World, arc_of};

/// How far a point may lie from its line inside the window, and outside, in degrees.
const FINE: f64 = 0.008;
const COARSE: f64 = 0.3;
/// Islands outside that are smaller than this, in degrees, are not drawn.
const SMALL: f64 = 1.0;
/// Parts of a degree that are written.
const PARTS: f64 = 100.0;

/// Land and borders of a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Land {
    /// Whose borders of which year they are.
    pub told: String,
    /// Lines: longitude and latitude of the first point in hundredths of a degree, then the steps to the next ones.
    pub arcs: Vec<Vec<i32>>,
    /// Polygons of land: rings of lines; a line that is run backwards is told by the complement of its number.
    pub land: Vec<Vec<Vec<i64>>>,
    /// Lines that are borders.
    pub borders: Vec<usize>,
}

/// A window: longitude and latitude of its middle, and how far it reaches, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    pub middle: [f64; 2],
    pub radius: f64,
}

impl Window {
    /// Whether a point lies in it: the angle to its middle.
    fn holds(&self, [lon, lat]: [f64; 2]) -> bool {
        let [a, b] = [lat.to_radians(), self.middle[1].to_radians()];
        let along = libm::cos((lon - self.middle[0]).to_radians());
        let angle = libm::acos((libm::sin(a) * libm::sin(b) + libm::cos(a) * libm::cos(b) * along).clamp(-1.0, 1.0));
        angle.to_degrees() <= self.radius
    }
}

/// Cuts the window out.
pub(super) fn cut(world: &World, window: Window) -> Land {
    let kept = world.land.iter().filter(|polygon| {
        let points = || polygon.iter().flatten().flat_map(|number| &world.arcs[arc_of(*number)]);
        points().any(|point| window.holds(*point)) || width(points()) >= SMALL
    });
    let mut arcs: Vec<Vec<i32>> = Vec::new();
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    let mut renamed = |number: i64| {
        let arc = arc_of(number);
        let new = *place.entry(arc).or_insert_with(|| {
            arcs.push(written(&thinned(&world.arcs[arc], window)));
            arcs.len() - 1
        });
        let new = i64::try_from(new).unwrap_or_default();
        if number < 0 { !new } else { new }
    };
    let mut ring = |ring: &Ring| ring.iter().map(|number| renamed(*number)).collect::<Vec<i64>>();
    let land: Vec<Vec<Vec<i64>>> = kept.map(|polygon| polygon.iter().map(&mut ring).collect()).collect();
    let borders =
        world.borders.iter().filter_map(|arc| i64::try_from(*arc).ok()).map(|arc| arc_of(renamed(arc))).collect();
    Land { told: TOLD.to_owned(), arcs, land, borders }
}

/// The greater of the two extents of points, in degrees.
fn width<'p>(points: impl Iterator<Item = &'p [f64; 2]>) -> f64 {
    let mut ends = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
    for point in points {
        for axis in [0, 1] {
            ends[axis] = [ends[axis][0].min(point[axis]), ends[axis][1].max(point[axis])];
        }
    }
    ends.iter().map(|[low, high]| high - low).fold(0.0, f64::max)
}

/// The points of a line that are needed.
fn thinned(line: &[[f64; 2]], window: Window) -> Vec<[f64; 2]> {
    let mut kept = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    for end in [0, line.len().saturating_sub(1)] {
        kept.iter_mut().skip(end).take(1).for_each(|kept| *kept = true);
    }
    while let Some((from, to)) = open.pop() {
        let off = |at: usize| {
            let allowed = if window.holds(line[at]) { FINE } else { COARSE };
            apart(line[at], line[from], line[to]) / allowed
        };
        let farthest =
            (from + 1..to).map(|at| (off(at), at)).reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, at)) = farthest.filter(|(off, _)| *off > 1.0) {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// Distance of a point from a line between two others, in degrees of latitude.
fn apart(point: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let narrow = libm::cos(point[1].to_radians());
    let [a, b, c] = [point, from, to].map(|[lon, lat]| [lon * narrow, lat]);
    let way = [c[0] - b[0], c[1] - b[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let part =
        if length == 0.0 { 0.0 } else { (((a[0] - b[0]) * way[0] + (a[1] - b[1]) * way[1]) / length).clamp(0.0, 1.0) };
    libm::hypot(a[0] - b[0] - part * way[0], a[1] - b[1] - part * way[1])
}

/// A line in hundredths of a degree: its first point and steps. Points that fall together are one.
fn written(line: &[[f64; 2]]) -> Vec<i32> {
    let mut points: Vec<[i32; 2]> =
        line.iter().map(|point| point.map(|degrees| (degrees * PARTS).round() as i32)).collect();
    points.dedup();
    let mut at = [0, 0];
    let mut steps = Vec::with_capacity(2 * points.len());
    for point in points {
        steps.extend([point[0] - at[0], point[1] - at[1]]);
        at = point;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_keeps_small_islands_inside_and_stays_small() {
        let world = World::unpacked().unwrap();
        let land = cut(&world, Window { middle: [127.0, 38.0], radius: 25.0 });
        let bytes = serde_json::to_vec(&land).unwrap();
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&bytes, 9).len();
        assert!((20_000..70_000).contains(&packed), "{packed}");
        let points: usize = land.arcs.iter().map(|arc| arc.len() / 2).sum();
        let all: usize = world.arcs.iter().map(Vec::len).sum();
        assert!(points * 3 < all, "{points} of {all}");
        // Kunashir is land: some ring has a point near it.
        let near = |arc: &Vec<i32>| {
            let mut at = [0, 0];
            arc.chunks(2).any(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                (at[0] - 14_590).abs() < 60 && (at[1] - 4_410).abs() < 60
            })
        };
        assert!(land.arcs.iter().any(near));
        assert!(land.land.iter().flatten().flatten().all(|number| arc_of(*number) < land.arcs.len()));
    }

    #[test]
    fn straight_lines_need_their_ends_alone() {
        let window = Window { middle: [0.0, 0.0], radius: 10.0 };
        let line = [[0.0, 0.0], [1.0, 0.0], [2.0, 0.001], [3.0, 0.0]];
        assert_eq!(thinned(&line, window), [[0.0, 0.0], [3.0, 0.0]]);
        assert_eq!(thinned(&[[0.0, 0.0], [1.0, 0.1], [2.0, 0.0]], window).len(), 3);
        assert_eq!(thinned(&[[50.0, 0.0], [51.0, 0.1], [52.0, 0.0]], window).len(), 2);
        assert!(thinned(&[], window).is_empty());
        assert_eq!(written(&[[1.0, 2.0], [1.001, 2.0], [1.5, 2.5]]), [100, 200, 50, 50]);
    }
}
