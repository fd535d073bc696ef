//! `places.csv`.

use detente_chance::Estimate;

use super::cell::{Cell, Id, Name, Number, OneOf};
use super::column::{Choice, Column, Kind, Range, Target, choice};
use super::ground::Grounds;
use super::lists::names;
use super::single::{maybe, needed, otherwise, text};
use super::table;
use super::triple::{parts, triple};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::Record;
use crate::syntax::record::Word;

/// What a reach may be, in km.
pub(crate) const REACH: Range = (0.0, f64::MAX);
/// How far the sea zones and doubts of a place may go, in km: a quarter of the way around the Earth.
const FAR: Range = (0.0, 10_000.0);

/// What has become of what reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Readiness {
    /// It stands there.
    #[default]
    Standing,
    /// It was tried and does not stand there.
    Tested,
    /// It is to come.
    Planned,
}

static READINESS: [Choice<Readiness>; 3] = [
    choice("standing", "it stands there", Readiness::Standing),
    choice("tested", "it was tried, and is not known to stand there", Readiness::Tested),
    choice("planned", "it is to come", Readiness::Planned),
];

/// Latitude and longitude in degrees.
pub type Degrees2 = [f64; 2];

table! {
    file: "places.csv",
    about: "places on the map",
    /// A place on the map.
    pub struct PlaceOnMap {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("M1"),
        /// Its name.
        pub name: String = text("name", "name").needed().example("Musudan-ri"),
        /// What it is called in the middle of a sentence, where that is not its name.
        pub in_text: String = text(
            "in_text",
            "what it is called in the middle of a sentence, where that is not its name: with an article, such as `the Strait of Hormuz`",
        )
        .example("the launch site of Musudan-ri"),
        /// City, disputed island, missile site …
        pub kind: String = text("kind", "city, disputed-island, missile-site …").example("missile-site"),
        /// Latitude in degrees.
        pub latitude: f64 = needed(Degrees(90.0), "lat", "latitude in degrees").example("40.9"),
        /// Longitude in degrees.
        pub longitude: f64 = needed(Degrees(180.0), "lon", "longitude in degrees").example("129.7"),
        /// How far something there reaches, in km.
        pub range_km: Option<Estimate> =
            triple(parts!("range_km_"), REACH, "reach in km: lower end").example(["1300", "1500", "2000"]),
        /// What has become of what reaches.
        pub status: Readiness =
            otherwise((OneOf(&READINESS), Readiness::Standing, "standing"), "status", "whether what reaches stands there"),
        /// Who holds it.
        pub holder: Option<Word> = maybe(Name(Target::Actor), "holder", "who holds it: an actor id").example("PRK"),
        /// Who claims it.
        pub claimants: Vec<Word> = names(Target::Actor, "claimants", "who claims it: actor ids, separated by spaces"),
        /// How far a claim around it goes, in km.
        pub claim_km: Option<f64> =
            maybe(Number(FAR), "claim_km", "how far the zone that is claimed around it goes, in km"),
        /// How far it may lie from its point, in km.
        pub doubt_km: Option<f64> = maybe(Number(FAR), "doubt_km", "how far from its point it may lie, in km"),
        /// The points of a line, or the corners of a zone, which comes back to its first.
        pub course: Option<Vec<Degrees2>> = maybe(
            Course,
            "course",
            "points of a line, or corners of a zone that comes back to the first: `lat lon; lat lon; …`",
        )
        .example("1.3 103.8; -10 111"),
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

/// Points in a row.
struct Course;

impl Cell for Course {
    type Value = Vec<Degrees2>;

    fn kind(&self) -> Kind {
        Kind::Form("points in a row", r"^\s*-?[0-9.]+\s+-?[0-9.]+(\s*;\s*-?[0-9.]+\s+-?[0-9.]+)+\s*;?\s*$")
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<Vec<Degrees2>> {
        let word = record.get(column.name)?;
        let points =
            word.text.split(';').map(str::trim).filter(|point| !point.is_empty()).map(|text| (text, point(text)));
        let (sound, wrong): (Vec<_>, Vec<_>) = points.partition(|(_, point)| point.is_some());
        for (text, _) in &wrong {
            let message = format!("`{text}` in `{}` is no latitude and longitude in degrees", column.name);
            let hint = "points are written `lat lon; lat lon`, north and east positive".to_owned();
            findings.add_with_hint(codes::NOT_A_NUMBER, &word.place, message, hint);
        }
        if wrong.is_empty() && sound.len() < 2 {
            let message =
                format!("`{}` has one point: a line needs two, a zone three and the first again", column.name);
            findings.add(codes::NOT_A_NUMBER, &word.place, message);
        }
        (wrong.is_empty() && sound.len() >= 2).then(|| sound.into_iter().filter_map(|(_, point)| point).collect())
    }

    fn text(&self, value: &Vec<Degrees2>) -> String {
        value.iter().map(|[lat, lon]| format!("{lat} {lon}")).collect::<Vec<_>>().join("; ")
    }
}

/// A latitude and a longitude.
fn point(text: &str) -> Option<Degrees2> {
    let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [lat, lon] = numbers[..] else { return None };
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some([lat, lon])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_two_numbers_in_degrees() {
        assert_eq!(point("1.3 103.8"), Some([1.3, 103.8]));
        for wrong in ["1.3", "1 2 3", "91 0", "0 181", "a b", "nan 0"] {
            assert_eq!(point(wrong), None, "{wrong}");
        }
        let line = vec![[1.3, 103.8], [-10.0, 111.0]];
        assert_eq!(Course.text(&line), "1.3 103.8; -10 111");
    }
}
