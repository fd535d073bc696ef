//! Zones on the Earth and the area that they share.

use crate::course::along;
use crate::earth::Point;
use crate::plane::Plane;
use crate::slabs::{self, Polygon};

/// Corners of a circle.
pub const RING: u32 = 720;
/// Zones that are farther across than this many km are refused: a quarter of the way around.
const WIDEST: f64 = 10_000.0;
/// Edges are cut into pieces of at most so many km, which are straight enough in the plane.
const PIECE: f64 = 50.0;

/// The edge of a zone: its corners in order.
pub type Zone = Vec<Point>;

/// Why there is no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// The zones reach over more than a quarter of the Earth.
    #[error("the zones reach farther than a quarter of the way around the Earth")]
    TooWide,
    /// A zone needs three corners.
    #[error("a zone needs three corners or more")]
    TooFew,
}

/// A circle by its centre and its radius in km, as a zone of so many corners.
pub fn circle(centre: &Point, radius_km: f64, corners: u32) -> Zone {
    (0..corners).map(|corner| centre.towards(360.0 * f64::from(corner) / f64::from(corners), radius_km)).collect()
}

/// The area of zones together, in km² of the ellipsoid.
///
/// # Errors
/// [`AreaError`].
pub fn area(zones: &[Zone]) -> Result<f64, AreaError> {
    let put = flat(zones)?;
    Ok(slabs::area(&put, |inside| inside.contains(&true)))
}

/// The area that lies in some zone of one side and in some zone of the other, in km² of the ellipsoid.
///
/// # Errors
/// [`AreaError`].
pub fn shared_area(one: &[Zone], other: &[Zone]) -> Result<f64, AreaError> {
    let put = flat(&[one, other].concat())?;
    Ok(slabs::area(&put, |inside| inside[..one.len()].contains(&true) && inside[one.len()..].contains(&true)))
}

/// Zones in the plane around their middle.
fn flat(zones: &[Zone]) -> Result<Vec<Polygon>, AreaError> {
    if zones.iter().any(|zone| zone.len() < 3) {
        return Err(AreaError::TooFew);
    }
    let Some(plane) = plane_of(zones) else { return Ok(Vec::new()) };
    let middle = plane.1;
    if zones.iter().flatten().any(|point| 2.0 * middle.distance(point) > WIDEST) {
        return Err(AreaError::TooWide);
    }
    Ok(zones.iter().map(|zone| on_plane(zone, &plane.0)).collect())
}

/// A zone in a plane, its edges cut into short pieces.
pub(crate) fn on_plane(zone: &Zone, plane: &Plane) -> Polygon {
    let round: Vec<Point> = zone.iter().chain(zone.first()).copied().collect();
    let mut points = along(&round, PIECE);
    let _ = points.pop();
    points.iter().map(|point| plane.put(point)).collect()
}

/// The plane that touches in the middle of all corners, and the middle.
pub(crate) fn plane_of(zones: &[Zone]) -> Option<(Plane, Point)> {
    let mut sum = [0.0; 3];
    for point in zones.iter().flatten() {
        let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
        sum[0] += libm::cos(lat) * libm::cos(lon);
        sum[1] += libm::cos(lat) * libm::sin(lon);
        sum[2] += libm::sin(lat);
    }
    let flat = libm::hypot(sum[0], sum[1]);
    let middle = Point::new(libm::atan2(sum[2], flat).to_degrees(), libm::atan2(sum[1], sum[0]).to_degrees()).ok()?;
    (flat + sum[2].abs() > 0.0).then(|| (Plane::at(&middle), middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hundred nautical miles.
    const ZONE: f64 = 370.4;

    fn at(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn two_zones_share_a_good_quarter() {
        let circles = [at(25.74, 123.47), at(26.5, 127.9)].map(|centre| vec![circle(&centre, ZONE, RING)]);
        let one = area(&circles[0]).unwrap();
        let shared = shared_area(&circles[0], &circles[1]).unwrap();
        // Two caps of a sphere share .275975 of one in closed form.
        assert!((shared / one - 0.275_975).abs() < 1e-5, "{}", shared / one);
        let fine = area(&[circle(&at(25.74, 123.47), ZONE, 3_600)]).unwrap();
        assert!((fine - 430_893.0).abs() < 1.0, "{fine}");
        let either = area(&circles.concat()).unwrap();
        assert!((either + shared - one - area(&circles[1]).unwrap()).abs() < 1e-3 && either > one);
    }

    #[test]
    fn a_zone_within_another_is_shared_whole_also_across_the_date_line_and_at_a_pole() {
        for centre in [at(52.0, 179.9), at(90.0, 0.0), at(-89.0, 10.0)] {
            let (small, large) = (circle(&centre, 100.0, RING), circle(&centre, 300.0, RING));
            let shared = shared_area(std::slice::from_ref(&small), &[large]).unwrap();
            let own = area(&[small]).unwrap();
            assert!((shared - own).abs() < 1e-6 * own && (own - 31_415.0).abs() < 10.0, "{shared} {own}");
        }
    }

    #[test]
    fn what_is_too_wide_or_no_zone_is_refused() {
        let wide = vec![at(0.0, 0.0), at(0.0, 100.0), at(60.0, 50.0)];
        assert_eq!(area(&[wide]), Err(AreaError::TooWide));
        assert_eq!(area(&[vec![at(0.0, 0.0)]]), Err(AreaError::TooFew));
        assert_eq!(area(&[]), Ok(0.0));
    }
}
