//! Land and borders under the maps of a page: a window of a packed copy of Natural Earth, cut for the case. No tiles, no network.

mod cut;
mod world;

use detente_results::{Assessment, ReachPlace, Shown};

pub use cut::Land;
use cut::{Window, cut};
use world::World;

/// Least and greatest radius of the window that is drawn finely, in degrees.
const LEAST: f64 = 6.0;
const MOST: f64 = 32.0;
/// Share of the places that the window holds; the rest may lie on the other side of the Earth.
const HELD: f64 = 0.75;

/// Land under the maps of an assessment; `None` where no answer has a map.
pub fn land_of(assessment: &Assessment) -> Option<Land> {
    let figures = assessment.answers.iter().filter_map(|answer| answer.figure.as_ref());
    let places =
        figures.filter_map(|figure| if let Shown::Map { reach } = &figure.shows { Some(&reach.places) } else { None });
    let places: Vec<&ReachPlace> = places.flatten().collect();
    Some(cut(&World::unpacked()?, window_of(&places)?))
}

/// The window around the place that lies nearest to all others: wide enough for most of them.
fn window_of(places: &[&ReachPlace]) -> Option<Window> {
    let from = |middle: &ReachPlace| {
        let mut away: Vec<f64> = places.iter().map(|place| angle(middle, place)).collect();
        away.sort_by(f64::total_cmp);
        away
    };
    let sum = |away: &[f64]| away.iter().sum::<f64>();
    let all = places.iter().map(|place| (place, from(place)));
    let (middle, away) = all.reduce(|best, next| if sum(&next.1) < sum(&best.1) { next } else { best })?;
    let held = away[((away.len() - 1) as f64 * HELD) as usize];
    Some(Window { middle: [middle.lon, middle.lat], radius: (1.3 * held + 3.0).clamp(LEAST, MOST) })
}

/// The angle between two places, in degrees.
fn angle(one: &ReachPlace, other: &ReachPlace) -> f64 {
    let [a, b] = [one.lat.to_radians(), other.lat.to_radians()];
    let along = libm::cos((one.lon - other.lon).to_radians());
    libm::acos((libm::sin(a) * libm::sin(b) + libm::cos(a) * libm::cos(b) * along).clamp(-1.0, 1.0)).to_degrees()
}
