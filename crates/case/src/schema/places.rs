//! `places.csv`.

use detente_chance::Estimate;

use super::cell::{Cell, Id};
use super::column::{Column, Kind, Range};
use super::ground::Grounds;
use super::single::{needed, text};
use super::table;
use super::triple::{parts, triple};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::Record;
use crate::syntax::record::Word;

/// What a reach may be, in km.
pub(crate) const REACH: Range = (0.0, f64::MAX);

table! {
    file: "places.csv",
    about: "places on the map",
    /// A place on the map.
    pub struct PlaceOnMap {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("M1"),
        /// Its name.
        pub name: String = text("name", "name").needed().example("Musudan-ri"),
        /// City, disputed island, missile site …
        pub kind: String = text("kind", "city, disputed-island, missile-site …").example("missile-site"),
        /// Latitude in degrees.
        pub latitude: f64 = needed(Degrees(90.0), "lat", "latitude in degrees").example("40.9"),
        /// Longitude in degrees.
        pub longitude: f64 = needed(Degrees(180.0), "lon", "longitude in degrees").example("129.7"),
        /// How far something there reaches, in km.
        pub range_km: Option<Estimate> =
            triple(parts!("range_km_"), REACH, "reach in km: lower end").example(["1300", "1500", "2000"]),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}

/// Degrees to both sides of 0.
struct Degrees(f64);

impl Cell for Degrees {
    type Value = f64;

    fn kind(&self) -> Kind {
        Kind::Number((-self.0, self.0))
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<f64> {
        let (name, limit) = (column.name, self.0);
        let value = record.number(name, findings)?;
        if value.abs() > limit {
            let message = format!("`{name}` lies outside [-{limit}, {limit}]");
            findings.add(codes::OUT_OF_RANGE, record.place_of(name), message);
        }
        Some(value)
    }

    fn text(&self, value: &f64) -> String {
        value.to_string()
    }
}
