//! What goes round through a quantity: the links, over draws how fast it grows or dies away, and which link breaks it.

use detente_case::case::Question;
use detente_case::question::about;
use detente_case::{About, QuantityPath};
use detente_chance::{Proportion, Summary};
use detente_dynamics::{Feedback, Loop, loops};
use detente_method::numbers::NEAR;
use detente_method::{Asking, CaseMap, EffectiveCase, LinkOf, NodeOf, Number, existence, lag_of, levels};

use crate::draws;

/// Longest loop looked for, and most loops listed.
const LONGEST: usize = 12;
const MOST: usize = 200;
/// Gains are tried this many times as large, and as small.
pub(crate) const SPAN: f64 = 2.0;

/// What goes round through a quantity.
pub(crate) struct Rounds {
    map: CaseMap,
    /// The part of the map, and the places of its links.
    pub part: Feedback,
    places: Vec<usize>,
    /// Loops through the quantity at the most likely values, the strongest first; edges are places in the map.
    pub loops: Vec<Loop>,
    /// Growth by period at the most likely values.
    pub growth: f64,
    /// Over the draws.
    pub drawn: Drawn,
}

/// What the draws say.
pub(crate) struct Drawn {
    /// Gain of the strongest loop.
    pub gain: Summary,
    /// Share in which a push grows, as coded, and with gains half and twice as large.
    pub grows: [Proportion; 3],
}

/// What becomes of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It dies away.
    Damps,
    /// It feeds itself.
    Grows,
    /// Neither is clear.
    Open,
}

/// The fate that a share of growing draws tells: clear where it lies beyond a tenth from either end.
pub(crate) fn fate(grows: &Proportion) -> Fate {
    match grows {
        grows if grows.high < NEAR => Fate::Damps,
        grows if grows.low > 1.0 - NEAR => Fate::Grows,
        _ => Fate::Open,
    }
}

impl Rounds {
    /// What goes round through a quantity; `None` where nothing does.
    pub fn of(asking: &Asking<'_, '_>, path: &QuantityPath) -> Option<Self> {
        let map = CaseMap::of(asking.reading);
        let subject = map.nodes.binary_search(&NodeOf::Quantity(asking.reading.find(path)?)).ok()?;
        let edges = map.edges(&|number: Number| number.mode(asking.reading));
        let inertia: Vec<f64> = map.map.nodes().iter().map(|node| node.inertia).collect();
        let mut through = loops(map.nodes.len(), &edges, LONGEST, MOST).loops;
        through.retain(|one| one.vertices.contains(&subject));
        through.iter_mut().for_each(|one| start_at(one, subject));
        let first = through.first()?.clone();
        let (part, places) = Feedback::around(&edges, &inertia, subject);
        let growth = part.growth();
        let numbers = Numbers::of(asking, &map, &places);
        let inside: Vec<usize> = first.edges.iter().filter_map(|edge| places.binary_search(edge).ok()).collect();
        let drawn = drawn(&part, &numbers, &inside)?;
        Some(Self { map, part, places, loops: through, growth, drawn })
    }

    /// The link at a place of the part.
    pub fn link(&self, place: usize) -> &LinkOf {
        &self.map.links[self.places[place]]
    }

    /// The link at a place of the map.
    pub fn link_of_map(&self, place: usize) -> &LinkOf {
        &self.map.links[place]
    }

    /// The quantity at a vertex of the map.
    pub fn quantity(&self, asking: &Asking<'_, '_>, vertex: usize) -> Option<QuantityPath> {
        let index = self.map.nodes[vertex].quantity()?;
        Some(asking.case.quantities.get(index).path.clone())
    }

    /// The smallest sets of links of the part without which it is broken.
    pub fn breaking(&self) -> Vec<Vec<usize>> {
        let subject = self.loops.first().and_then(|first| first.edges.first());
        subject.map_or_else(Vec::new, |edge| self.part.breaking(self.start(*edge)))
    }

    /// The link without which least growth is left; of equals the first.
    pub fn does_most(&self) -> Option<usize> {
        let all = (0..self.places.len()).map(|place| (place, self.without(&[place])));
        all.reduce(|best, next| if next.1 < best.1 - 1e-9 { next } else { best }).map(|(place, _)| place)
    }

    /// What growth is left without some links of the part.
    pub fn without(&self, cut: &[usize]) -> f64 {
        cut.iter().fold(self.part.clone(), |part, place| part.with_gain(*place, 0.0)).growth()
    }

    /// The vertex of the part at which a link of the map starts.
    pub fn start(&self, edge: usize) -> usize {
        self.places.binary_search(&edge).map_or(0, |place| self.part.start_of(place))
    }

    /// The place in the part of a link of the map.
    pub fn inside(&self, edge: usize) -> Option<usize> {
        self.places.binary_search(&edge).ok()
    }

    /// Quantities of the part, by their places in the case.
    pub fn members(&self) -> Vec<usize> {
        let ends = self.places.iter().map(|place| self.map.map.influences()[*place].effect);
        let mut found: Vec<usize> = ends.filter_map(|node| self.map.nodes[node].quantity()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Most quantities of a part whose growth is worked out again and again.
const MOST_QUICK: usize = 60;

/// Whether what goes round through the quantity of a question feeds itself at the most likely values, with which sign, and what breaks it;
/// `None` where that takes long.
pub(crate) fn class(question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
    let about = question.of.iter().filter_map(|word| about(reading.case, question.kind, word));
    let subject = about.into_iter().find_map(|one| if let About::Quantity(path) = one { Some(path) } else { None })?;
    let map = CaseMap::of(reading);
    let vertex = map.nodes.binary_search(&NodeOf::Quantity(reading.find(&subject)?)).ok()?;
    let edges = map.edges(&|number: Number| number.mode(reading));
    let inertia: Vec<f64> = map.map.nodes().iter().map(|node| node.inertia).collect();
    let (part, places) = Feedback::around(&edges, &inertia, vertex);
    let Some(start) = places.iter().position(|place| edges[*place].from == vertex) else {
        return Some("nothing goes round".to_owned());
    };
    if places.len() > MOST_QUICK || part.edges().iter().any(|edge| edge.gain < 0.0) {
        return None;
    }
    let grows = part.growth() >= 1.0;
    let cut = part.breaking(part.start_of(start)).into_iter().next().unwrap_or_default();
    let cut: Vec<&str> = cut.into_iter().map(|place| map.links[places[place]].id.as_str()).collect();
    Some(format!("{}; {}", if grows { "grows" } else { "dies away" }, cut.join(" ")))
}

/// Turns a loop so that it starts at a vertex.
fn start_at(one: &mut Loop, vertex: usize) {
    let place = one.vertices.iter().position(|own| *own == vertex).unwrap_or(0);
    one.vertices.rotate_left(place);
    one.edges.rotate_left(place);
}

/// Gains and lags of the links of a part in every draw.
struct Numbers {
    count: usize,
    gains: Vec<Vec<f64>>,
    lags: Vec<Vec<f64>>,
}

impl Numbers {
    fn of(asking: &Asking<'_, '_>, map: &CaseMap, places: &[usize]) -> Self {
        let (seed, count) = (asking.options.seed, draws(asking));
        let column = |number: Number| match number {
            Number::Quantity(index) => levels(asking.reading, asking.samples, index, seed, count),
            Number::Given(estimate) => vec![estimate.mode(); count as usize],
        };
        let gain = |place: &usize| {
            let link = &map.links[*place];
            let mut gains = column(link.gain);
            if let Some(there) = existence(link, seed, count) {
                gains.iter_mut().zip(there).filter(|(_, there)| !there).for_each(|(gain, _)| *gain = 0.0);
            }
            gains
        };
        let lag = |place: &usize| -> Vec<f64> {
            let link = &map.links[*place];
            column(link.lag).into_iter().map(|lag| lag_of(lag, link.least) as f64).collect()
        };
        Self { count: count as usize, gains: places.iter().map(gain).collect(), lags: places.iter().map(lag).collect() }
    }
}

fn drawn(part: &Feedback, numbers: &Numbers, first: &[usize]) -> Option<Drawn> {
    let gain: Vec<f64> =
        (0..numbers.count).map(|draw| first.iter().map(|place| numbers.gains[*place][draw]).product()).collect();
    let growing = |by: f64| {
        let grows = |draw: usize| {
            let own = numbers.gains.iter().zip(&numbers.lags).map(|(gains, lags)| (by * gains[draw], lags[draw]));
            f64::from(u8::from(part.with(own).growth() > 1.0))
        };
        Proportion::of(&(0..numbers.count).map(grows).collect::<Vec<f64>>())
    };
    let grows = [growing(1.0)?, growing(1.0 / SPAN)?, growing(SPAN)?];
    Some(Drawn { gain: Summary::of(&gain)?, grows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fate_is_clear_beyond_a_tenth_from_the_ends() {
        assert_eq!(fate(&Proportion::counted(0, 2_000)), Fate::Damps);
        assert_eq!(fate(&Proportion::counted(2_000, 2_000)), Fate::Grows);
        assert_eq!(fate(&Proportion::counted(800, 2_000)), Fate::Open);
        // So near to the line that more draws could put it on the other side.
        assert_eq!(fate(&Proportion::counted(195, 2_000)), Fate::Open);
        assert_eq!(fate(&Proportion::counted(0, 10)), Fate::Open);
    }
}
