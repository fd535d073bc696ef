//! The packed world: land and borders as TopoJSON.

use std::collections::BTreeSet;

use serde::Deserialize;

static PACKED: &[u8] = include_bytes!("countries-50m.json.z");

/// Whose borders of which year are drawn.
pub(super) const TOLD: &str = "Land and borders: Natural Earth, 1:50 million, version 4.1 of 2018, in the public domain; borders are those of \
                               that year as its makers draw them, and not those of the case's date.";

#[derive(Deserialize)]
struct File {
    transform: Transform,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
    land: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

/// A ring of arcs: an arc run backwards is told by the complement of its number.
pub(super) type Ring = Vec<i64>;

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon {
        arcs: Vec<Ring>,
    },
    MultiPolygon {
        arcs: Vec<Vec<Ring>>,
    },
    #[serde(other)]
    Other,
}

impl Geometry {
    fn polygons(self) -> Vec<Vec<Ring>> {
        match self {
            Self::Polygon { arcs } => vec![arcs],
            Self::MultiPolygon { arcs } => arcs,
            Self::Other => Vec::new(),
        }
    }
}

/// Land and borders.
pub(super) struct World {
    /// Lines of longitude and latitude in degrees.
    pub arcs: Vec<Vec<[f64; 2]>>,
    /// Polygons of land: rings of arcs.
    pub land: Vec<Vec<Ring>>,
    /// Arcs with a country on both sides.
    pub borders: BTreeSet<usize>,
}

/// The number of an arc, whichever way it is run.
pub(super) fn arc_of(number: i64) -> usize {
    usize::try_from(if number < 0 { !number } else { number }).unwrap_or_default()
}

impl World {
    /// Unpacks it; `None` where it cannot be read, which a test rules out.
    pub fn unpacked() -> Option<Self> {
        let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(PACKED).ok()?;
        let file: File = serde_json::from_slice(&bytes).ok()?;
        let Transform { scale, translate } = file.transform;
        let arc = |steps: Vec<[i64; 2]>| {
            let mut at = [0, 0];
            let points = steps.into_iter().map(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                [0, 1].map(|axis| at[axis] as f64 * scale[axis] + translate[axis])
            });
            points.collect()
        };
        let mut sides = vec![0_usize; file.arcs.len()];
        for country in file.objects.countries.geometries {
            let own: BTreeSet<usize> =
                country.polygons().iter().flatten().flatten().map(|number| arc_of(*number)).collect();
            own.iter().for_each(|arc| sides[*arc] += 1);
        }
        let borders = sides.iter().enumerate().filter(|(_, sides)| **sides > 1).map(|(arc, _)| arc).collect();
        let land = file.objects.land.geometries.into_iter().flat_map(Geometry::polygons).collect();
        Some(Self { arcs: file.arcs.into_iter().map(arc).collect(), land, borders })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_read_and_has_land_and_borders() {
        let world = World::unpacked().unwrap();
        assert!(world.land.len() > 1_000 && world.borders.len() > 200, "{} {}", world.land.len(), world.borders.len());
        assert!(world.arcs.iter().flatten().all(|[lon, lat]| lon.abs() <= 180.001 && lat.abs() <= 90.001));
    }
}
