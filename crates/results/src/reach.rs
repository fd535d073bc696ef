//! Who is in whose reach: places, distances, zones that two claim, routes.

use schemars::JsonSchema;
use serde::Serialize;

/// Places with what reaches what.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct ReachResult {
    /// The places.
    pub places: Vec<ReachPlace>,
    /// What lies how far from what reaches, the reaches in their order, of each the nearest first.
    pub reaches: Vec<ReachRow>,
    /// Zones that two claim.
    pub overlaps: Vec<OverlapRow>,
    /// Lines, and what they pass.
    pub routes: Vec<RouteRow>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReachPlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// City, island, base …
    pub kind: String,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Low, mode and high of what reaches from there, in km.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range_km: Option<[f64; 3]>,
    /// Whether what reaches stands there, was tested, or is planned.
    pub status: String,
    /// Who holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Who claims it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claimants: Vec<String>,
    /// How far the zone that is claimed around it goes, in km.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_km: Option<f64>,
    /// Latitudes and longitudes of its line, or of the corners of its zone, which comes back to its first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub course: Vec<[f64; 2]>,
    /// Whether it is a line or a zone of which one point alone is known.
    pub nominal: bool,
}

/// How far a place lies within a reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// Within the lowest estimate.
    Low,
    /// Within the most likely one, beyond the lowest.
    Mode,
    /// Within the highest alone.
    High,
    /// Beyond every estimate.
    Out,
}

impl Within {
    /// Where a distance lies among low, mode and high.
    pub fn of(km: f64, [low, mode, high]: [f64; 3]) -> Self {
        match km {
            km if km <= low => Self::Low,
            km if km <= mode => Self::Mode,
            km if km <= high => Self::High,
            _ => Self::Out,
        }
    }
}

/// A place and a reach.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReachRow {
    /// Id of the place from which something reaches.
    pub from: String,
    /// Id of the place.
    pub to: String,
    /// Distance in km, on the ellipsoid.
    pub km: f64,
    /// Where it lies among low, mode and high.
    pub within: Within,
    /// How much of the doubt about the reach goes as far: a share of the draws in an answer, of the distribution elsewhere.
    pub share: f64,
}

/// What two claim.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct OverlapRow {
    /// Who claims.
    pub claimants: [String; 2],
    /// Area that lies in zones of both, in km².
    pub area_km2: f64,
    /// That area as a share of each one's zones.
    pub shares: [f64; 2],
    /// Ids of places that lie in zones of both.
    pub inside: Vec<String>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RouteRow {
    /// Its id.
    pub route: String,
    /// Its length in km.
    pub km: f64,
    /// What lies nearest to it, the nearest first.
    pub passes: Vec<PassRow>,
}

/// What a line passes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PassRow {
    /// Id of the place.
    pub place: String,
    /// Distance in km; 0 where it goes through.
    pub km: f64,
}
