//! What closures take in every draw of the shares.

use detente_chance::Summary;
use detente_exposure::{Closed, Concentration, Flow, Loss, Part, at_rest, concentration, gate, gross, interaction};
use detente_method::numbers::STEP;
use detente_method::{Asking, levels, minimal_sets};

use crate::supply::Supply;

/// Most draws.
const DRAWS: u32 = 2_000;
/// The share whose loss counts as critical where the question names none.
pub(crate) const CRITICAL: f64 = 0.5;
/// Largest set of closures that is looked at.
const LARGEST: usize = 4;
/// Most sets that are looked at.
const BUDGET: usize = 20_000;

/// What a closure takes, at the most likely shares and over the draws.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub part: Part,
    pub loss: Loss,
    /// Days until all that stands in is there.
    pub after: f64,
    pub gross: Summary,
    pub net: Summary,
    /// Share of draws in which it takes most.
    pub first: f64,
}

/// Two closures that together take more than each alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joint {
    pub parts: [Part; 2],
    /// What each takes alone, and both together, after all that stands in.
    pub alone: [f64; 2],
    pub both: f64,
}

/// Everything that is found of a supply.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub draws: usize,
    /// What takes most first.
    pub taken: Vec<Taken>,
    pub joint: Option<Joint>,
    pub concentration: Concentration,
    /// The place that most passes, with the share.
    pub gate: Option<(usize, f64)>,
    /// Smallest sets whose closing takes the critical share, before anything stands in.
    pub critical: Vec<Vec<Part>>,
}

fn closed(parts: &[Part]) -> Vec<Closed> {
    parts.iter().copied().map(Closed::wholly).collect()
}

/// What a loss is ordered by: what is missing at last, and of equals what is cut first.
fn size(loss: &Loss) -> f64 {
    loss.net() + 1e-6 * loss.gross
}

/// Flows in every draw.
pub(crate) fn flows_of(asking: &Asking<'_, '_>, supply: &Supply<'_>) -> Vec<Vec<Flow>> {
    let draws = asking.options.draws.min(DRAWS);
    let of = |index: &usize| levels(asking.reading, asking.samples, *index, asking.options.seed, draws);
    let columns: Vec<Vec<f64>> = supply.shares.iter().map(of).collect();
    let at = |draw: usize| supply.flows(&columns.iter().map(|column| column[draw]).collect::<Vec<f64>>());
    (0..draws as usize).map(at).collect()
}

/// Over the draws; `None` where nothing can be closed.
pub(crate) fn drawn(asking: &Asking<'_, '_>, supply: &Supply<'_>) -> Option<Drawn> {
    let all = flows_of(asking, supply);
    let losses =
        |flows: &[Flow]| -> Vec<Loss> { supply.parts.iter().map(|part| at_rest(flows, &closed(&[*part])).0).collect() };
    let drawn: Vec<Vec<Loss>> = all.iter().map(|flows| losses(flows)).collect();
    let mut taken: Vec<Taken> = (0..supply.parts.len()).filter_map(|place| taken(supply, place, &drawn)).collect();
    taken.sort_by(|a, b| b.net.mean.total_cmp(&a.net.mean).then(b.gross.mean.total_cmp(&a.gross.mean)));
    (!taken.is_empty()).then(|| Drawn {
        draws: all.len(),
        joint: joint(supply),
        concentration: concentration(&supply.mode),
        gate: gate(&supply.mode),
        critical: critical(supply, asking.question.threshold.unwrap_or(CRITICAL)),
        taken,
    })
}

fn taken(supply: &Supply<'_>, place: usize, drawn: &[Vec<Loss>]) -> Option<Taken> {
    let part = supply.parts[place];
    let (loss, after) = at_rest(&supply.mode, &closed(&[part]));
    let column =
        |of: &dyn Fn(&Loss) -> f64| Summary::of(&drawn.iter().map(|all| of(&all[place])).collect::<Vec<f64>>());
    let most = |all: &&Vec<Loss>| all.iter().all(|other| size(other) <= size(&all[place]));
    let first = drawn.iter().filter(most).count() as f64 / drawn.len().max(1) as f64;
    Some(Taken { part, loss, after, gross: column(&|loss| loss.gross)?, net: column(&Loss::net)?, first })
}

/// The pair of closures that take most beyond what each takes alone.
fn joint(supply: &Supply<'_>) -> Option<Joint> {
    let net = |parts: &[Part]| at_rest(&supply.mode, &closed(parts)).0.net();
    let mut found: Option<(f64, Joint)> = None;
    for (place, a) in supply.parts.iter().enumerate() {
        for b in &supply.parts[place + 1..] {
            let more = interaction(&supply.mode, &closed(&[*a]), &closed(&[*b]));
            if more > STEP && found.as_ref().is_none_or(|(most, _)| more > most + 1e-9) {
                let joint = Joint { parts: [*a, *b], alone: [net(&[*a]), net(&[*b])], both: net(&[*a, *b]) };
                found = Some((more, joint));
            }
        }
    }
    found.map(|(_, joint)| joint)
}

/// Smallest sets whose closing takes so much before anything stands in; all of the smallest size.
fn critical(supply: &Supply<'_>, least: f64) -> Vec<Vec<Part>> {
    let parts = |places: &[usize]| -> Vec<Part> { places.iter().map(|place| supply.parts[*place]).collect() };
    let takes = &mut |places: &[usize]| gross(&supply.mode, &closed(&parts(places))) >= least - 1e-9;
    let sets = minimal_sets(supply.parts.len(), LARGEST, BUDGET, takes).sets;
    let smallest = sets.iter().map(Vec::len).min().unwrap_or(0);
    sets.iter().filter(|set| set.len() == smallest).map(|set| parts(set)).collect()
}

/// The headline at the most likely shares.
pub(crate) fn class(supply: &Supply<'_>) -> String {
    let losses = supply.parts.iter().map(|part| (size(&at_rest(&supply.mode, &closed(&[*part])).0), *part));
    let most = losses.reduce(|most, next| if next.0 > most.0 { next } else { most });
    let borne = most.is_none_or(|(size, _)| size < STEP);
    let joint = if joint(supply).is_some() { " joint" } else { "" };
    most.map_or("none".to_owned(), |(_, part)| {
        format!("{}{}{joint}", supply.id(part), if borne { " borne" } else { "" })
    })
}
