//! Tables of places.

use std::collections::BTreeSet;

use detente_text::table::{self, Row, Table};
use detente_text::{Asked, Note, Problem};

/// Places of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainPlaces {
    /// The places.
    pub places: Vec<PlainPlace>,
    /// What was read with doubt.
    pub notes: Vec<Note>,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainPlace {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Latitude and longitude in degrees, where they are given.
    pub at: Option<[f64; 2]>,
    /// Low, mode and high of what reaches from there, in km.
    pub range: Option<[f64; 3]>,
    /// Who holds it; empty where nobody is said to.
    pub holder: String,
    /// How far the zone that is claimed around it goes, in km.
    pub claim_km: Option<f64>,
    /// Its line.
    pub line: u64,
}

/// Reads a table with the column `name`; `lat` and `lon`, `range_km_low`, `range_km_mode`, `range_km_high`, `claim_km`, `holder` and `kind`
/// may be there, other columns are ignored. A range may be one number, in the column of the mode or in `range_km`.
///
/// # Errors
/// Every [`Problem`] of the file.
pub fn read_places(text: &str, asked: &Asked) -> Result<PlainPlaces, Vec<Problem>> {
    let mut sheet = table::read(text, asked);
    let mut problems = std::mem::take(&mut sheet.problems);
    let columns = Columns::of(&sheet, &mut problems);
    let Some(columns) = columns.filter(|_| problems.is_empty()) else { return Err(problems) };
    sheet.settle_decimal(&columns.numbers());
    problems.append(&mut sheet.problems);
    let mut found = PlainPlaces { notes: std::mem::take(&mut sheet.notes), ..PlainPlaces::default() };
    let mut seen = BTreeSet::new();
    for row in &sheet.rows {
        match columns.place(&sheet, row) {
            Ok(place) if !seen.insert(place.name.clone()) => {
                problems.push(Problem::at(row.line, format!("`{}` stands twice", place.name)));
            }
            Ok(place) => found.places.push(place),
            Err(all) => problems.extend(all.into_iter().map(|what| Problem::at(row.line, what))),
        }
    }
    if found.places.is_empty() && problems.is_empty() {
        problems.push(Problem::at(1, "there is no place in this file"));
    }
    problems.sort();
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Columns by what they hold.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: usize,
    kind: Option<usize>,
    holder: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    range: [Option<usize>; 3],
    claim: Option<usize>,
}

impl Columns {
    fn of(sheet: &Table, problems: &mut Vec<Problem>) -> Option<Self> {
        let mut find = |name: &str| {
            sheet.header.find(name).unwrap_or_else(|twice| {
                problems.push(twice);
                None
            })
        };
        let range = ["range_km_low", "range_km_mode", "range_km_high"].map(&mut find);
        let alone = find("range_km");
        let [name, kind, holder, lat, lon, claim] = ["name", "kind", "holder", "lat", "lon", "claim_km"].map(&mut find);
        if name.is_none() {
            let what = format!("there is no column `name` (columns: {})", sheet.header.describe());
            problems.push(Problem::at(sheet.header.line, what));
        }
        let range = [range[0], range[1].or(alone), range[2]];
        Some(Self { name: name?, kind, holder, lat, lon, range, claim })
    }

    fn numbers(&self) -> Vec<usize> {
        [self.lat, self.lon, self.claim].into_iter().chain(self.range).flatten().collect()
    }

    fn place(&self, sheet: &Table, row: &Row) -> Result<PlainPlace, Vec<String>> {
        let mut wrong = Vec::new();
        let mut number = |column: Option<usize>| {
            let found = column.map_or(Ok(None), |column| sheet.number(row, column));
            found.unwrap_or_else(|problem| {
                wrong.push(problem.what);
                None
            })
        };
        let (lat, lon, claim_km) = (number(self.lat), number(self.lon), number(self.claim));
        let [low, mode, high] = self.range.map(&mut number);
        let text = |column: Option<usize>| column.map_or("", |column| row.cell(column)).to_owned();
        let place = PlainPlace {
            name: row.cell(self.name).to_owned(),
            kind: text(self.kind),
            at: lat.zip(lon).map(|(lat, lon)| [lat, lon]),
            range: mode.map(|mode| [low.unwrap_or(mode), mode, high.unwrap_or(mode)]),
            holder: text(self.holder),
            claim_km,
            line: row.line,
        };
        if place.name.is_empty() {
            wrong.push("a place has no name".to_owned());
        }
        if lat.is_some() != lon.is_some() {
            wrong.push(format!("`{}` has a latitude or a longitude alone", place.name));
        }
        if place.at.is_some_and(|[lat, lon]| lat.abs() > 90.0 || lon.abs() > 180.0) {
            wrong.push(format!("`{}` lies outside -90 to 90 or -180 to 180 degrees", place.name));
        }
        if place.range.is_some_and(|[low, mode, high]| !(0.0 <= low && low <= mode && mode <= high)) {
            wrong.push(format!("the range of `{}` is not 0 <= low <= mode <= high", place.name));
        }
        if mode.is_none() && (low.is_some() || high.is_some()) {
            wrong.push(format!("the range of `{}` has no most likely value", place.name));
        }
        if claim_km.is_some_and(|km| !(0.0..=10_000.0).contains(&km)) {
            wrong.push(format!("the zone of `{}` lies outside 0 to 10,000 km", place.name));
        }
        if wrong.is_empty() { Ok(place) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_every_problem_is_told() {
        let text = "name,lat,lon,range_km,holder\nBase,39.5,126.5,1300,A\nTokyo,,,,B\n";
        let found = read_places(text, &Asked::default()).unwrap();
        assert_eq!(found.places.len(), 2);
        assert_eq!(found.places[0].range, Some([1_300.0; 3]));
        assert_eq!((found.places[1].at, found.places[1].holder.as_str()), (None, "B"));
        let wrong = "name,lat,lon,range_km_low,range_km_mode\nA,91,0,,\nB,1,,,\nC,1,1,5,\nC,1,1,9,5\n,1,1,,\n";
        let told = read_places(wrong, &Asked::default()).unwrap_err();
        assert_eq!(told.len(), 5, "{told:?}");
        assert_eq!(read_places("lat,lon\n1,1\n", &Asked::default()).unwrap_err().len(), 1);
        assert_eq!(read_places("name\n", &Asked::default()).unwrap_err().len(), 1);
    }
}
