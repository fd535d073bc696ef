//! Capitals and large cities by name: points of Natural Earth 2.0 (1:110 million, populated places; in the public domain), rounded to
//! hundredths of a degree.

use crate::earth::Point;

const CITIES: &str = include_str!("cities.csv");

/// The point of a capital or a large city; letters with marks may stand without them. `None` where no city is called so.
///
/// # Examples
/// ```
/// let tokyo = detente_reach::city("tokyo").map(|point| point.lat());
/// assert_eq!(tokyo, Some(35.69));
/// assert_eq!(detente_reach::city("Atlantis"), None);
/// ```
pub fn city(name: &str) -> Option<Point> {
    let sought = plain(name);
    CITIES.lines().skip(1).find_map(|line| {
        let mut cells = line.split(',');
        let found = cells.next().filter(|city| plain(city) == sought)?;
        let numbers: Vec<f64> = cells.filter_map(|cell| cell.parse().ok()).collect();
        let [lat, lon] = numbers[..] else { return None };
        Point::new(lat, lon).ok().filter(|_| !found.is_empty())
    })
}

/// Every city.
pub fn cities() -> impl Iterator<Item = &'static str> {
    CITIES.lines().skip(1).filter_map(|line| line.split(',').next())
}

/// A name in small letters, without marks.
fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'á' | 'ã' | 'à' => 'a',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ó' | 'ø' => 'o',
        'ú' | 'ü' => 'u',
        other => other,
    };
    name.trim().to_lowercase().chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_city_has_a_point_and_is_found_by_its_name() {
        assert_eq!(cities().count(), 243);
        for name in cities() {
            assert!(city(name).is_some(), "{name}");
        }
        assert_eq!(city("Brasilia"), city("Brasília"));
        let (seoul, tokyo) = (city("Seoul").unwrap(), city("Tokyo").unwrap());
        assert!((seoul.distance(&tokyo) - 1_157.0).abs() < 5.0, "{}", seoul.distance(&tokyo));
    }
}
