//! What the case says of places under a reading, and the draws of what reaches.

use detente_case::QuantityPath;
use detente_chance::Stream;
use detente_method::{Asking, EffectiveCase, levels};
use detente_reach::{Shape, apart, displaced};
use detente_results::ReachResult;

use crate::survey::Site;

/// The places of a case that count under a reading, with the reach that each has there.
pub(crate) fn sites(reading: &EffectiveCase<'_>) -> Vec<Site> {
    let places = reading.case.places.iter().filter(|place| {
        let evidence: Vec<String> = place.ground.evidence.iter().map(|word| word.text.clone()).collect();
        reading.has_support(&evidence)
    });
    let range = |id: &str| reading.find(&path(id)).map(|index| reading.estimate(index));
    places.filter_map(|place| Site::of(place, range(&place.id)).ok()).collect()
}

/// The path of the reach of a place.
pub(crate) fn path(place: &str) -> QuantityPath {
    QuantityPath::Reach { place: place.to_owned() }
}

/// What reaches, draw by draw.
pub(crate) struct Draws {
    /// For each place its reach in every draw; none where nothing reaches from there.
    reach: Vec<Vec<f64>>,
    seed: u64,
    /// How many draws there are.
    pub count: usize,
}

impl Draws {
    /// The draws of a question.
    pub fn of(asking: &Asking<'_, '_>, sites: &[Site]) -> Self {
        let (seed, draws) = (asking.options.seed, asking.options.draws);
        let of = |site: &Site| {
            let index = site.range.and_then(|_| asking.reading.find(&path(&site.id)));
            index.map_or_else(Vec::new, |index| levels(asking.reading, asking.samples, index, seed, draws))
        };
        Self { reach: sites.iter().map(of).collect(), seed, count: draws as usize }
    }

    /// In which draws a place lies within the reach of another, which is so many km away at its nominal point.
    pub fn inside(&self, sites: &[Site], base: usize, target: usize, km: f64) -> Vec<bool> {
        let reach = &self.reach[base];
        let Some(radius) = sites[base].doubt_km.filter(|radius| *radius > 0.0) else {
            return reach.iter().map(|reach| *reach >= km).collect();
        };
        let [far, way] = ["distance", "direction"]
            .map(|what| Stream::new(self.seed, &format!("places/{}/point/{what}", sites[base].id)));
        let is_inside = |(draw, reach): (usize, &f64)| {
            // Where even the farthest point of the disc decides nothing, no way is measured.
            if *reach >= km + radius || *reach < km - radius {
                return *reach >= km;
            }
            let (u, v) = (far.uniform(draw as u64), way.uniform(draw as u64));
            let point = displaced(&sites[base].point, radius, u, v);
            *reach >= apart(&Shape::Point(point), &sites[target].shape)
        };
        reach.iter().enumerate().map(is_inside).collect()
    }
}

/// The share of draws in which something is so.
pub(crate) fn share(inside: &[bool]) -> f64 {
    if inside.is_empty() { 0.0 } else { inside.iter().filter(|is| **is).count() as f64 / inside.len() as f64 }
}

/// A result whose holders and claimants are told by name.
pub(crate) fn named(mut found: ReachResult, name: impl Fn(&str) -> String) -> ReachResult {
    for place in &mut found.places {
        place.holder = place.holder.as_deref().map(&name);
        place.claimants = place.claimants.iter().map(|id| name(id)).collect();
    }
    for overlap in &mut found.overlaps {
        overlap.claimants = [0, 1].map(|end| name(&overlap.claimants[end]));
    }
    found
}
