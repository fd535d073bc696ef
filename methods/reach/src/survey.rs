//! Places looked at together: distances, shares, zones, routes.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::case::{PlaceOnMap, Readiness};
use detente_chance::{Estimate, Shape as Distribution};
use detente_reach::{Point, PointError, RING, Shape, Zone, apart, area, circle, city, leg_length, shared_area};
use detente_results::{OverlapRow, PassRow, ReachPlace, ReachResult, ReachRow, RouteRow, Within};

/// Kinds that are no points: one point for such a place is nominal.
const EXTENDED: [&str; 7] = ["line", "zone", "route", "lane", "border", "strait", "coast"];
/// Kinds of places where people live: they are named before others.
const LIVED: [&str; 5] = ["capital", "city", "town", "territory", "base"];
/// What a line passes is told up to so many places.
const MOST_PASSED: usize = 5;
/// A place so many km from the end of a line is that end, and not passed.
const AT_END: f64 = 5.0;
/// Zones of so many rows are put together; more would take too long.
const MOST_ZONES: usize = 12;

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its point.
    pub point: Point,
    /// Its line or zone.
    pub shape: Shape,
    /// What reaches from there, in km.
    pub range: Option<Estimate>,
    /// Whether that stands there.
    pub readiness: Readiness,
    /// Who holds it.
    pub holder: Option<String>,
    /// Who claims it.
    pub claimants: Vec<String>,
    /// How far the zone around it goes that is claimed, in km.
    pub claim_km: Option<f64>,
    /// How far it may lie from its point, in km.
    pub doubt_km: Option<f64>,
}

/// A place as a table gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainSite<'p> {
    /// Its name.
    pub name: &'p str,
    /// What it is.
    pub kind: &'p str,
    /// Latitude and longitude in degrees.
    pub at: Option<[f64; 2]>,
    /// Low, mode and high of what reaches from there, in km.
    pub range: Option<[f64; 3]>,
    /// Who holds it; empty where nobody is said to.
    pub holder: &'p str,
    /// How far the zone around it goes that is claimed, in km.
    pub claim_km: Option<f64>,
}

impl Site {
    /// A point with a name, and nothing else known of it.
    pub fn at(id: &str, name: &str, point: Point) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: String::new(),
            point,
            shape: Shape::Point(point),
            range: None,
            readiness: Readiness::Standing,
            holder: None,
            claimants: Vec::new(),
            claim_km: None,
            doubt_km: None,
        }
    }

    /// A place by its numbers, or by its name where that is one of a capital. Low and high of a range are its 5 and 95 per cent points.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn plain(place: &PlainSite<'_>) -> Result<Self, String> {
        let point = match place.at {
            Some([lat, lon]) => Point::new(lat, lon).map_err(|error| error.to_string())?,
            None => city(place.name)
                .ok_or_else(|| format!("`{}` has no `lat` and `lon`, and no capital is called so", place.name))?,
        };
        let estimate = |[low, mode, high]: [f64; 3]| Estimate::new(low, mode, high, Distribution::Pert);
        let range = place.range.map(estimate).transpose().map_err(|error| error.to_string())?;
        Ok(Self {
            kind: place.kind.to_owned(),
            range: range.map(|range| range.within(0.0, f64::MAX)),
            holder: Some(place.holder.to_owned()).filter(|holder| !holder.is_empty()),
            claim_km: place.claim_km,
            ..Self::at(place.name, place.name, point)
        })
    }

    /// A place of a case, with the reach that it has there.
    ///
    /// # Errors
    /// [`PointError`].
    pub fn of(place: &PlaceOnMap, range: Option<Estimate>) -> Result<Self, PointError> {
        let point = Point::new(place.latitude, place.longitude)?;
        let course = place.course.iter().flatten().map(|[lat, lon]| Point::new(*lat, *lon));
        let course: Vec<Point> = course.collect::<Result<_, _>>()?;
        Ok(Self {
            kind: place.kind.clone(),
            shape: Shape::of(&course).unwrap_or(Shape::Point(point)),
            range,
            readiness: place.status,
            holder: place.holder.as_ref().map(|word| word.text.clone()),
            claimants: place.claimants.iter().map(|word| word.text.clone()).collect(),
            claim_km: place.claim_km,
            doubt_km: place.doubt_km,
            ..Self::at(&place.id, &place.name, point)
        })
    }

    /// Whether it is a line or a zone of which one point alone is known.
    pub fn is_nominal(&self) -> bool {
        let extended = self.kind.split(['-', ' ']).any(|word| EXTENDED.contains(&word));
        extended && matches!(self.shape, Shape::Point(_))
    }

    /// Whether people live there, as its kind says.
    pub(crate) fn is_lived_in(&self) -> bool {
        self.kind.split(['-', ' ']).any(|word| LIVED.contains(&word))
    }

    /// Whether something may reach it: a point that has no reach of its own and is not in the hands of who reaches.
    fn is_target_of(&self, base: &Self) -> bool {
        let own = self.holder.is_some() && self.holder == base.holder;
        self.range.is_none() && !own
    }

    /// Who stands behind a zone around it: its holder, or who claims it where nobody holds it.
    fn behind(&self) -> Vec<&String> {
        match &self.holder {
            Some(holder) => vec![holder],
            None => self.claimants.iter().collect(),
        }
    }

    /// The zone that is claimed: around it, or its own.
    fn claim(&self) -> Option<Claim> {
        match (&self.shape, self.claim_km) {
            (Shape::Zone(zone), None) => Some(Claim { zone: zone.clone(), round: None }),
            (_, Some(radius)) if radius > 0.0 => {
                let zone = circle(&self.point, radius, RING);
                Some(Claim { zone, round: Some((self.point, radius)) })
            }
            _ => None,
        }
    }
}

/// A zone that is claimed.
#[derive(Clone)]
struct Claim {
    zone: Zone,
    /// Middle and radius in km of one that is a circle.
    round: Option<(Point, f64)>,
}

impl Claim {
    fn holds(&self, point: &Point) -> bool {
        match &self.round {
            Some((middle, radius)) => middle.distance(point) <= *radius,
            None => Shape::Zone(self.zone.clone()).holds(point),
        }
    }
}

/// Everything about some places. `share` tells how much of the doubt about the reach of a site (by its place in the list) goes as far as
/// another, which lies so many km away.
pub fn survey(sites: &[Site], share: impl Fn(usize, usize, f64) -> f64) -> ReachResult {
    let (reaches, overlaps, routes) = (reaches(sites, share), overlaps(sites), routes(sites));
    ReachResult { places: sites.iter().map(told).collect(), reaches, overlaps, routes }
}

/// What lies how far from what reaches.
pub(crate) fn reaches(sites: &[Site], share: impl Fn(usize, usize, f64) -> f64) -> Vec<ReachRow> {
    let mut reaches = Vec::new();
    for (place, base) in sites.iter().enumerate() {
        let Some(range) = base.range else { continue };
        let ends = [range.low(), range.mode(), range.high()];
        let targets = sites.iter().enumerate().filter(|(_, target)| target.is_target_of(base));
        let mut rows: Vec<ReachRow> = targets
            .map(|(other, target)| {
                let km = apart(&base.shape, &target.shape);
                let (from, to) = (base.id.clone(), target.id.clone());
                ReachRow { from, to, km, within: Within::of(km, ends), share: share(place, other, km) }
            })
            .collect();
        rows.sort_by(|a, b| a.km.total_cmp(&b.km));
        reaches.extend(rows);
    }
    reaches
}

fn told(site: &Site) -> ReachPlace {
    let course = if matches!(site.shape, Shape::Point(_)) { Vec::new() } else { site.shape.course() };
    let status = match site.readiness {
        Readiness::Standing => "standing",
        Readiness::Tested => "tested",
        Readiness::Planned => "planned",
    };
    ReachPlace {
        id: site.id.clone(),
        name: site.name.clone(),
        kind: site.kind.clone(),
        lat: site.point.lat(),
        lon: site.point.lon(),
        range_km: site.range.map(|range| [range.low(), range.mode(), range.high()]),
        status: status.to_owned(),
        holder: site.holder.clone(),
        claimants: site.claimants.clone(),
        claim_km: site.claim_km,
        course: course.iter().map(|point| [point.lat(), point.lon()]).collect(),
        nominal: site.is_nominal(),
    }
}

/// What every pair claims, of those whose zones meet.
fn overlaps(sites: &[Site]) -> Vec<OverlapRow> {
    let mut zones: BTreeMap<&String, Vec<Claim>> = BTreeMap::new();
    let mut order: Vec<&String> = Vec::new();
    for site in sites {
        let Some(zone) = site.claim() else { continue };
        for claimant in site.behind() {
            let own = zones.entry(claimant).or_default();
            if own.is_empty() {
                order.push(claimant);
            }
            if own.len() < MOST_ZONES {
                own.push(zone.clone());
            }
        }
    }
    let pairs = order.iter().enumerate().flat_map(|(place, a)| order[place + 1..].iter().map(move |b| [*a, *b]));
    pairs.filter_map(|[a, b]| overlap(sites, [a, b], [&zones[a], &zones[b]])).collect()
}

fn overlap(sites: &[Site], [a, b]: [&String; 2], claims: [&Vec<Claim>; 2]) -> Option<OverlapRow> {
    let zones = claims.map(|own| own.iter().map(|claim| claim.zone.clone()).collect::<Vec<Zone>>());
    let shared = shared_area(&zones[0], &zones[1]).ok().filter(|shared| *shared > 0.0)?;
    let whole = [area(&zones[0]).ok()?, area(&zones[1]).ok()?];
    let in_both = |site: &&Site| claims.iter().all(|own| own.iter().any(|claim| claim.holds(&site.point)));
    // A city lies on its own land, whatever is claimed at sea around it.
    let is_at_sea = |site: &&Site| {
        matches!(site.shape, Shape::Point(_)) && !site.is_nominal() && !site.is_lived_in() && site.claim_km.is_none()
    };
    Some(OverlapRow {
        claimants: [a.clone(), b.clone()],
        area_km2: shared.round(),
        shares: whole.map(|whole| if whole > 0.0 { shared / whole } else { 0.0 }),
        inside: sites.iter().filter(is_at_sea).filter(in_both).map(|site| site.id.clone()).collect(),
    })
}

/// Lines, and what lies nearest to each.
fn routes(sites: &[Site]) -> Vec<RouteRow> {
    let lines =
        sites.iter().filter_map(|site| if let Shape::Line(line) = &site.shape { Some((site, line)) } else { None });
    lines
        .map(|(site, line)| {
            let ends = [line.first(), line.last()];
            let is_end = |other: &Site| ends.iter().flatten().any(|end| end.distance(&other.point) < AT_END);
            let is_line = |other: &Site| matches!(other.shape, Shape::Line(_));
            let others = sites.iter().filter(|other| other.id != site.id && !is_line(other) && !is_end(other));
            let mut passes: Vec<PassRow> =
                others.map(|other| PassRow { place: other.id.clone(), km: apart(&site.shape, &other.shape) }).collect();
            passes.sort_by(|a, b| a.km.total_cmp(&b.km));
            passes.truncate(MOST_PASSED);
            RouteRow { route: site.id.clone(), km: leg_length(line).iter().sum(), passes }
        })
        .collect()
}

/// Places that more than one claims, by who claims them, in the order of the list.
pub(crate) fn contested(sites: &[Site]) -> Vec<(Vec<String>, Vec<&Site>)> {
    let mut found: Vec<(Vec<String>, Vec<&Site>)> = Vec::new();
    for site in sites {
        let all: BTreeSet<&String> = site.claimants.iter().chain(&site.holder).collect();
        if all.len() < 2 || site.claimants.is_empty() {
            continue;
        }
        let named: Vec<String> = site
            .claimants
            .iter()
            .chain(site.holder.iter().filter(|own| !site.claimants.contains(own)))
            .cloned()
            .collect();
        match found.iter_mut().find(|(who, _)| *who == named) {
            Some((_, places)) => places.push(site),
            None => found.push((named, vec![site])),
        }
    }
    found
}
