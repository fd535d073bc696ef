//! Points on the Earth, and the shortest ways between them: geodesics of WGS84 (Karney 2013, Journal of Geodesy 87:43-55).

use std::sync::LazyLock;

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

/// The ellipsoid.
static EARTH: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);
/// Metres in a kilometre.
const KM: f64 = 1_000.0;

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    lat: f64,
    lon: f64,
}

/// Why two numbers are no point.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PointError {
    /// Latitude beyond a pole, or no number.
    #[error("the latitude {0} lies outside -90 to 90")]
    Latitude(f64),
    /// Longitude more than once around, or no number.
    #[error("the longitude {0} lies outside -180 to 180")]
    Longitude(f64),
}

/// The shortest way between two points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leg {
    /// Its length in km, to the millimetre.
    pub km: f64,
    /// Its direction at the start, in degrees from north over east.
    pub from: f64,
    /// Its direction at the end.
    pub to: f64,
}

impl Point {
    /// A point by latitude and longitude in degrees, north and east positive.
    ///
    /// # Errors
    /// [`PointError`].
    pub fn new(lat: f64, lon: f64) -> Result<Self, PointError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PointError::Latitude(lat));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PointError::Longitude(lon));
        }
        Ok(Self { lat, lon })
    }

    /// Latitude in degrees.
    pub fn lat(&self) -> f64 {
        self.lat
    }

    /// Longitude in degrees.
    pub fn lon(&self) -> f64 {
        self.lon
    }

    /// Distance in km. To the millimetre: what lies below hangs on the machine.
    pub fn distance(&self, to: &Self) -> f64 {
        let metres: f64 = EARTH.inverse(self.lat, self.lon, to.lat, to.lon);
        in_km(metres)
    }

    /// The shortest way to another point.
    pub fn leg(&self, to: &Self) -> Leg {
        let (metres, from, end, _): (f64, f64, f64, f64) = EARTH.inverse(self.lat, self.lon, to.lat, to.lon);
        Leg { km: in_km(metres), from, to: end }
    }

    /// Where one comes `km` away in a direction, in degrees from north over east.
    pub fn towards(&self, direction: f64, km: f64) -> Self {
        let (lat, lon): (f64, f64) = EARTH.direct(self.lat, self.lon, direction, km * KM);
        Self { lat, lon }
    }
}

/// Metres in km, to the millimetre.
fn in_km(metres: f64) -> f64 {
    (metres * KM).round() / (KM * KM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_library_s_documentation() {
        let new_york = at(40.6, -73.8).leg(&at(51.6, -0.5));
        assert!((new_york.km - 5_551.759_4).abs() < 1e-3, "{new_york:?}");
        assert!((new_york.from - 51.198_883).abs() < 1e-6 && (new_york.to - 107.821_777).abs() < 1e-6);
        let wellington = at(-41.32, 174.81).leg(&at(40.96, -5.50));
        assert!((wellington.km - 19_959.679_3).abs() < 1e-3 && (wellington.from - 161.067_670).abs() < 1e-6);
        let perth = at(-32.06, 115.74).towards(225.0, 20_000.0);
        assert!((perth.lat() - 32.111_955).abs() < 1e-6 && (perth.lon() + 63.959_253).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_point_is_refused() {
        assert_eq!(Point::new(91.0, 0.0), Err(PointError::Latitude(91.0)));
        assert_eq!(Point::new(0.0, 181.0), Err(PointError::Longitude(181.0)));
        assert!(Point::new(f64::NAN, 0.0).is_err());
    }

    proptest! {
        #[test]
        fn distances_are_symmetric_obey_the_triangle_and_do_not_hang_on_the_meridian(
            lat in proptest::array::uniform3(-90.0..90.0f64),
            lon in proptest::array::uniform3(-60.0..60.0f64),
            turn in -119.0..119.0f64,
        ) {
            let [a, b, c] = [0, 1, 2].map(|i| at(lat[i], lon[i]));
            let [d, e] = [0, 1].map(|i| at(lat[i], lon[i] + turn));
            prop_assert!((a.distance(&b) - b.distance(&a)).abs() < 2e-6);
            prop_assert!(a.distance(&c) <= a.distance(&b) + b.distance(&c) + 1e-5);
            prop_assert!((a.distance(&b) - d.distance(&e)).abs() < 2e-6);
        }
    }
}
