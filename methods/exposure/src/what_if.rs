//! What a what-if takes, where flows fall with a factor.

use detente_case::QuantityPath;
use detente_case::case::Flow as Row;
use detente_chance::Summary;
use detente_exposure::{Closed, Flow, Loss, Part, at_rest};
use detente_method::numbers::ends;
use detente_method::{EffectiveCase, Phrase, RunError, Samples, WhatIf, levels, say};
use detente_results::{Slot, Wording};

use crate::drawn::flows_of;
use crate::words::Telling;

/// A sentence for each what-if of the question under which flows may fall.
pub(crate) fn verdicts(telling: &mut Telling<'_, '_, '_>) -> Result<Vec<Wording>, RunError> {
    let mut found = Vec::new();
    for (what_if, _) in telling.asking.under() {
        found.extend(verdict(telling, what_if)?);
    }
    Ok(found)
}

/// How far a flow falls with its factor, in every draw: the share that is left.
fn left(telling: &Telling<'_, '_, '_>, row: &Row, then: &(EffectiveCase<'_>, Samples), draws: usize) -> Vec<f64> {
    let path = row.factor.as_ref().and_then(|word| QuantityPath::parse(word, true));
    let (asking, count) = (telling.asking, draws as u32);
    let of = |reading: &EffectiveCase<'_>, samples: &Samples| {
        let index = reading.find(path.as_ref()?)?;
        Some(levels(reading, samples, index, asking.options.seed, count))
    };
    let now = of(asking.reading, asking.samples);
    match now.zip(of(&then.0, &then.1)) {
        Some((now, then)) => now
            .iter()
            .zip(&then)
            .map(|(now, then)| if *now > 0.0 { (then / now).clamp(0.0, 1.0) } else { 1.0 })
            .collect(),
        None => vec![1.0; draws],
    }
}

fn verdict(telling: &mut Telling<'_, '_, '_>, what_if: &WhatIf) -> Result<Option<Wording>, RunError> {
    let supply = telling.supply;
    if supply.rows.iter().all(|row| row.factor.is_none()) {
        return Ok(None);
    }
    let all = flows_of(telling.asking, supply);
    let then = telling.asking.again.settled(&what_if.changes, all.len() as u32)?;
    let left: Vec<Vec<f64>> = supply.rows.iter().map(|row| left(telling, row, &then, all.len())).collect();
    let fallen = |(draw, flows): (usize, &Vec<Flow>)| {
        let left: Vec<f64> = left.iter().map(|column| column[draw]).collect();
        falls(flows, &left, supply.places.len())
    };
    let found: Vec<(Loss, f64)> = all.iter().enumerate().map(fallen).collect();
    let after = found.iter().map(|(_, after)| *after).fold(0.0, f64::max);
    let column = |of: &dyn Fn(&Loss) -> f64| Summary::of(&found.iter().map(|(loss, _)| of(loss)).collect::<Vec<f64>>());
    let Some((gross, net)) = column(&|loss| loss.gross).zip(column(&Loss::net)) else { return Ok(None) };
    let [low, high] = ends(&gross);
    let key = |name: &str| format!("{name}.{}", what_if.id);
    let slots = [
        ("scenario", Phrase::named(format!("“{}”", what_if.title), Slot::Scenario { id: what_if.id.clone() })),
        ("gross", telling.share(&key("what-if"), "share held up under the what-if", gross.p50)),
        ("low", telling.end(&key("what-if-low"), "end of it", low)),
        ("high", telling.end(&key("what-if-high"), "end of it", high)),
        ("net", telling.share(&key("what-if-net"), "share missing after all that stands in", net.p50)),
        ("after", telling.days(&key("what-if-after"), "days until all that stands in is there", after)),
        ("goods", telling.goods()),
    ];
    let pattern = match (gross.p50 < 0.005, net.p50 < 0.005) {
        (true, _) => "Under {scenario} the {goods} comes as it does now.",
        (false, true) => {
            "Under {scenario} {gross} of the {goods} ({low} to {high}) is held up on its ways, and what stands in could carry all of it {after}."
        }
        (false, false) => {
            "Under {scenario} {gross} of the {goods} ({low} to {high}) is held up on its ways; {net} is missing after all that stands in."
        }
    };
    Ok(Some(say(pattern, &slots)))
}

/// Each flow passes a gate of its own that is closed as far as the flow falls.
fn falls(flows: &[Flow], left: &[f64], places: usize) -> (Loss, f64) {
    let gated: Vec<Flow> = flows
        .iter()
        .enumerate()
        .map(|(number, flow)| Flow { via: flow.via.iter().copied().chain([places + number]).collect(), ..flow.clone() })
        .collect();
    let closed: Vec<Closed> = left
        .iter()
        .enumerate()
        .filter(|(_, left)| **left < 1.0)
        .map(|(number, left)| Closed { part: Part::Place(places + number), degree: 1.0 - left })
        .collect();
    at_rest(&gated, &closed)
}
