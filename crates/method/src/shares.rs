//! The direct causes of a quantity, and what each carries of it: gain times level, draw by draw.

use detente_case::QuantityPath;
use detente_chance::Estimate;

use crate::causes::{CaseMap, NodeOf, Number, existence};
use crate::effective_case::EffectiveCase;
use crate::sample::{Samples, column_of};

/// A link into a quantity with what stands at its start.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Id of the link.
    pub link: String,
    /// Path of its gain.
    pub path: QuantityPath,
    /// What it comes from.
    pub from: QuantityPath,
    /// Range of that.
    pub range: (f64, f64),
    /// Claims on the link.
    pub claims: Vec<String>,
    /// At the most likely values.
    pub mode: Carried,
    /// In every draw.
    pub draws: Vec<Carried>,
}

/// Gain of a link and place of its cause within its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carried {
    /// Share of the effect's range for the cause's whole range.
    pub gain: f64,
    /// How far the cause stands above the lower end of its range, as a share of it.
    pub above: f64,
    /// How far it stands above what is neutral: 0 where its range runs through 0, the lower end otherwise.
    pub from_neutral: f64,
}

impl Carried {
    /// What the link carries of the effect's level, in shares of its range.
    pub fn supports(&self) -> f64 {
        self.gain * self.from_neutral
    }

    /// By how much the effect would rise (fall, where that is wanted) were the cause where it helps most.
    pub fn holds_back(&self, wanted_up: bool) -> f64 {
        let helps = (self.gain > 0.0) == wanted_up;
        self.gain.abs() * if helps { 1.0 - self.above } else { self.above }
    }
}

/// The links into a quantity that count under a reading, in the order of the map, over so many draws. Causes that an engine finds are
/// left out: they have no level of their own.
pub fn causes_of(
    reading: &EffectiveCase<'_>,
    samples: &Samples,
    seed: u64,
    draws: u32,
    effect: &QuantityPath,
) -> Vec<Cause> {
    let map = CaseMap::of(reading);
    let Some(node) = reading.find(effect).and_then(|index| map.nodes.binary_search(&NodeOf::Quantity(index)).ok())
    else {
        return Vec::new();
    };
    let into = (0..map.links.len()).filter(|place| map.map.influences()[*place].effect == node);
    let cause = |place: usize| {
        let (link, from) = (&map.links[place], map.nodes[map.map.influences()[place].cause].quantity()?);
        let (low, high) = reading.case.quantities.get(from).range;
        let width = high - low;
        let neutral = if low < 0.0 && high > 0.0 { 0.0 } else { low };
        let carried = |gain: f64, level: f64| Carried {
            gain,
            above: if width > 0.0 { (level - low) / width } else { 0.0 },
            from_neutral: if width > 0.0 { (level - neutral) / width } else { 0.0 },
        };
        let gains = match link.gain {
            Number::Quantity(index) => levels(reading, samples, index, seed, draws),
            Number::Given(estimate) => vec![estimate.mode(); draws as usize],
        };
        let there = existence(link, seed, draws);
        let exists = |draw: usize| there.as_ref().is_none_or(|there| there[draw]);
        let standing = levels(reading, samples, from, seed, draws);
        let over = gains.iter().zip(&standing).enumerate();
        Some(Cause {
            link: link.id.clone(),
            path: link.path.clone(),
            from: reading.case.quantities.get(from).path.clone(),
            range: (low, high),
            claims: link.claims.clone(),
            mode: carried(link.gain.mode(reading), reading.estimate(from).mode()),
            draws: over.map(|(draw, (gain, level))| carried(if exists(draw) { *gain } else { 0.0 }, *level)).collect(),
        })
    };
    into.filter_map(cause).collect()
}

/// The draws of a quantity under a reading: those that were made, or new ones from its stream.
pub fn levels(reading: &EffectiveCase<'_>, samples: &Samples, index: usize, seed: u64, draws: u32) -> Vec<f64> {
    if draws == 0 {
        return Vec::new();
    }
    let estimate: Estimate = reading.estimate(index);
    let made = samples.has(index).then(|| samples.column(index)).filter(|column| column.len() >= draws as usize);
    made.map_or_else(
        || column_of(reading.case, index, estimate, seed, draws),
        |column| column[..draws as usize].to_vec(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_carries_and_what_it_holds_back() {
        let threat = Carried { gain: 0.6, above: 0.7, from_neutral: 0.7 };
        assert!((threat.supports() - 0.42).abs() < 1e-12);
        assert!((threat.holds_back(true) - 0.18).abs() < 1e-12);
        let brake = Carried { gain: -0.6, above: 0.2, from_neutral: 0.2 };
        assert!((brake.holds_back(true) - 0.12).abs() < 1e-12);
        assert!((brake.holds_back(false) - 0.48).abs() < 1e-12);
    }
}
