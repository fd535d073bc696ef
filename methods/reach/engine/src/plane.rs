//! A plane on which areas are those of the ellipsoid: Lambert's azimuthal projection of the authalic sphere (Snyder 1987, USGS
//! Professional Paper 1395, pages 16 and 182-190).

use std::f64::consts::PI;

use crate::earth::Point;

/// Half axis of WGS84 in km.
const AXIS: f64 = 6_378.137;
/// Flattening of WGS84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// A plane that touches in a point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plane {
    sin: f64,
    cos: f64,
    lon: f64,
    radius: f64,
}

impl Plane {
    /// The plane that touches in `centre`.
    pub fn at(centre: &Point) -> Self {
        let lat = authalic(centre.lat());
        let radius = AXIS * (0.5 * bulge(1.0)).sqrt();
        Self { sin: libm::sin(lat), cos: libm::cos(lat), lon: centre.lon(), radius }
    }

    /// A point on it, in km east and north of its centre.
    pub fn put(&self, point: &Point) -> [f64; 2] {
        let (lat, lon) = (authalic(point.lat()), (point.lon() - self.lon).to_radians());
        let (sin, cos) = (libm::sin(lat), libm::cos(lat));
        let (east, ahead) = (libm::sin(lon), libm::cos(lon));
        // Nothing is drawn near the point opposite to the centre.
        let far = (1.0 + self.sin * sin + self.cos * cos * ahead).max(1e-12);
        let scale = self.radius * (2.0 / far).sqrt();
        [scale * cos * east, scale * (self.cos * sin - self.sin * cos * ahead)]
    }
}

/// Latitude on the sphere of the same area, in radians.
fn authalic(lat: f64) -> f64 {
    let sin = libm::sin(lat.to_radians());
    if sin.abs() >= 1.0 {
        return 0.5 * PI * sin;
    }
    libm::asin((bulge(sin) / bulge(1.0)).clamp(-1.0, 1.0))
}

/// q of the authalic latitude.
fn bulge(sin: f64) -> f64 {
    let square = FLATTENING * (2.0 - FLATTENING);
    let e = square.sqrt();
    (1.0 - square) * (sin / (1.0 - square * sin * sin) - 1.0 / (2.0 * e) * libm::log((1.0 - e * sin) / (1.0 + e * sin)))
}
