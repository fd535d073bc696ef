//! Which tie steadies a figure most, and as long as which firmness.

use detente_balance::geometry::{Cohesion, FirmTie, Levers};
use detente_balance::two_blocs;
use detente_case::case::Basis;
use detente_case::schema::SizeBasis;
use detente_case::{Case, QuantityPath};
use detente_chance::{Proportion, Stream};
use detente_method::{EffectiveCase, Samples, ViewInput, levels, weighed};

use crate::measures::firm_ties;

/// Steps of the scan of a firmness.
const STEPS: usize = 20;
/// Halvings of an interval.
const HALVINGS: usize = 40;
/// What a firmness may be where nothing is known of it.
const UNKNOWN: (f64, f64) = (0.1, 0.9);

/// The figure of a view with its ties at the most likely values and in the draws.
pub(crate) struct Figure<'c> {
    pub input: ViewInput<'c>,
    /// Ties of which affinity and firmness are known.
    pub ties: Vec<FirmTie>,
    /// The same, draw by draw.
    drawn: Vec<Vec<FirmTie>>,
}

/// A way to steady a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lever {
    /// Making a tie firmer.
    Firm,
    /// Making it warmer.
    Warm,
    /// Making it stiffer, by whatever means.
    Stiffen,
}

impl Lever {
    pub const ALL: [Self; 3] = [Self::Firm, Self::Warm, Self::Stiffen];

    fn of(self, levers: &Levers) -> f64 {
        match self {
            Self::Firm => levers.firm,
            Self::Warm => levers.warm,
            Self::Stiffen => levers.stiffen,
        }
    }
}

/// As long as which firmness a tie is the first to make firmer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Until {
    /// The firmness from which on it is first in less than half of the draws.
    pub firmness: f64,
    /// The tie that is first beyond it, by place.
    pub then: usize,
}

impl<'c> Figure<'c> {
    /// The figure of a view; `None` where lengths make no sense in it or nothing holds together.
    pub fn of(view: &str, reading: &EffectiveCase<'c>, samples: &Samples, seed: u64, draws: u32) -> Option<Self> {
        let input = ViewInput::of(reading.case.views.iter().find(|one| *one.id == *view)?, reading);
        if !input.has_geometry() {
            return None;
        }
        let quantities: std::collections::BTreeMap<usize, Vec<f64>> =
            input.quantities().into_iter().map(|index| (index, levels(reading, samples, index, seed, draws))).collect();
        let ties = |value: &dyn Fn(usize) -> f64| {
            let affinity = weighed(&input, |pair| &pair.affinity, value);
            firm_ties(&input, &affinity, &weighed(&input, |pair| &pair.firmness, value))
        };
        let at_mode = ties(&|index| reading.estimate(index).mode());
        let drawn = (0..draws as usize).map(|draw| ties(&|index| quantities[&index][draw])).collect();
        (!at_mode.is_empty()).then_some(Self { ties: at_mode, drawn, input })
    }

    /// The tie that a lever names at the most likely values; of equals the first.
    pub fn first(&self, lever: Lever) -> Option<usize> {
        first(self.input.actors.len(), &self.ties, lever)
    }

    /// How often each tie is the first of a lever.
    pub fn shares(&self, lever: Lever) -> Vec<Proportion> {
        self.shares_of(lever, &|ties, _| ties.to_vec())
    }

    fn shares_of(&self, lever: Lever, changed: &dyn Fn(&[FirmTie], usize) -> Vec<FirmTie>) -> Vec<Proportion> {
        let size = self.input.actors.len();
        let firsts: Vec<Option<usize>> =
            self.drawn.iter().enumerate().map(|(draw, ties)| first(size, &changed(ties, draw), lever)).collect();
        let share = |place: usize| {
            let is = |first: &Option<usize>| first.map_or(f64::NAN, |first| f64::from(u8::from(first == place)));
            Proportion::of(&firsts.iter().map(is).collect::<Vec<f64>>())
        };
        (0..self.ties.len()).filter_map(share).collect()
    }

    /// How often each tie would be the first to make firmer were nothing known of any firmness.
    pub fn unknown(&self, seed: u64) -> Vec<Proportion> {
        let (low, high) = UNKNOWN;
        let streams: Vec<Stream> = (0..self.ties.len())
            .map(|place| Stream::new(seed, &format!("figure/{}/{place}/unknown", self.input.view.id.text)))
            .collect();
        self.shares_of(Lever::Firm, &|ties, draw| {
            let drawn = |(tie, stream): (&FirmTie, &Stream)| FirmTie {
                firmness: low + (high - low) * stream.uniform(draw as u64),
                ..*tie
            };
            ties.iter().zip(&streams).map(drawn).collect()
        })
    }

    /// From which firmness on a tie is no longer the first to make firmer in most draws; `None` where it never is, or always.
    pub fn until(&self, place: usize) -> Option<Until> {
        let share = |firmness: f64| {
            let set = |ties: &[FirmTie], _: usize| with_firmness(ties, place, firmness);
            self.shares_of(Lever::Firm, &set).get(place).map_or(0.0, |share| share.probability)
        };
        let at = |step: usize| step as f64 / STEPS as f64;
        let below = |step: &usize| share(at(*step)) < 0.5;
        let step = (0..=STEPS).find(below).filter(|step| *step > 0)?;
        let (low, high) = (at(step - 1), at(step));
        let (more, less) = (share(low), share(high));
        let firmness = if more > less { low + (high - low) * (more - 0.5) / (more - less) } else { high };
        let beyond = self.shares_of(Lever::Firm, &|ties, _| with_firmness(ties, place, high));
        let others = (0..beyond.len()).filter(|other| *other != place);
        let then = others
            .reduce(|best, next| if beyond[next].probability > beyond[best].probability { next } else { best })?;
        Some(Until { firmness, then })
    }

    /// The same at the most likely values alone.
    pub fn until_at_mode(&self, place: usize) -> Option<f64> {
        let size = self.input.actors.len();
        let is_first =
            |firmness: f64| first(size, &with_firmness(&self.ties, place, firmness), Lever::Firm) == Some(place);
        let at = |step: usize| step as f64 / STEPS as f64;
        let step = (1..=STEPS).find(|step| is_first(at(step - 1)) && !is_first(at(*step)))?;
        let (mut low, mut high) = (at(step - 1), at(step));
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if is_first(middle) { low = middle } else { high = middle }
        }
        Some((low + high) / 2.0)
    }

    /// What warming a tie by so much does at the most likely values: to cohesion, and to the weight of ties against the best blocs before and after.
    pub fn warmed(&self, place: usize, by: f64) -> Option<(f64, [f64; 2])> {
        let size = self.input.actors.len();
        let mut ties = self.ties.clone();
        ties[place].affinity = (ties[place].affinity + by).min(1.0);
        let cohesion = |ties: &[FirmTie]| Cohesion::of(size, ties).map(|found| found.lambda2);
        let gain = cohesion(&ties)? - cohesion(&self.ties)?;
        let strain = |ties: &[FirmTie]| {
            let signed =
                ties.iter().map(|tie| detente_balance::Tie { a: tie.a, b: tie.b, weight: tie.affinity }).collect();
            let network = detente_balance::SignedNetwork::new(size, signed).ok()?;
            Some(two_blocs(&network).ok()?.frustration)
        };
        Some((gain, [strain(&self.ties)?, strain(&ties)?]))
    }

    /// Ids of the actors of a tie.
    pub fn ends(&self, place: usize) -> [&'c str; 2] {
        [self.input.actors[self.ties[place].a], self.input.actors[self.ties[place].b]]
    }

    /// Places of the quantities of a tie's firmness.
    pub fn firmness_of(&self, place: usize) -> Vec<usize> {
        let tie = &self.ties[place];
        let own = self.input.pairs.iter().find(|pair| (pair.a, pair.b) == (tie.a, tie.b));
        own.map(|pair| pair.firmness.iter().map(|term| term.quantity).collect()).unwrap_or_default()
    }

    /// The path of a tie's firmness, where it is a single number.
    pub fn firmness_path(&self, case: &Case, place: usize) -> Option<QuantityPath> {
        let [one] = self.firmness_of(place)[..] else { return None };
        Some(case.quantities.get(one).path.clone())
    }

    /// Whether nobody but the coder says how firm a tie is: a default, a guessed size, an assumed row, or a claim that only assumes.
    pub fn is_guessed(&self, case: &Case, place: usize) -> bool {
        let assumed = |claim: &String| case.claims.iter().any(|one| *one.id == **claim && one.basis == Basis::Assumed);
        self.firmness_of(place).into_iter().any(|index| {
            let quantity = case.quantities.get(index);
            let unsaid = matches!(quantity.basis, Basis::Assumed | Basis::GeneralKnowledge);
            let guessed = matches!(quantity.size, Some(SizeBasis::Guessed | SizeBasis::Default));
            guessed || quantity.defaulted || unsaid || quantity.evidence.iter().any(assumed)
        })
    }
}

fn with_firmness(ties: &[FirmTie], place: usize, firmness: f64) -> Vec<FirmTie> {
    let mut ties = ties.to_vec();
    if let Some(tie) = ties.get_mut(place) {
        tie.firmness = firmness;
    }
    ties
}

/// The tie that a lever names; of equals the first. `None` where there is no lever.
fn first(size: usize, ties: &[FirmTie], lever: Lever) -> Option<usize> {
    let levers = Cohesion::of(size, ties)?.levers?;
    let better = |best: usize, next: usize| if lever.of(&levers[next]) > lever.of(&levers[best]) { next } else { best };
    (0..levers.len()).reduce(better)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The six ties of the shipped case at their most likely values.
    fn six() -> Vec<FirmTie> {
        let tie = |a, b, affinity, firmness| FirmTie { a, b, affinity, firmness };
        vec![
            tie(0, 1, 0.8, 0.9),
            tie(0, 2, -0.4, 0.55),
            tie(0, 3, 0.1, 0.15),
            tie(1, 2, -0.5, 0.4),
            tie(1, 3, -0.3, 0.3),
            tie(2, 3, 0.5, 0.45),
        ]
    }

    #[test]
    fn the_loosest_tie_is_first_until_it_is_firm() {
        assert_eq!(first(4, &six(), Lever::Firm), Some(2));
        assert_eq!(first(4, &six(), Lever::Warm), Some(1));
        assert_ne!(first(4, &with_firmness(&six(), 2, 0.6), Lever::Firm), Some(2));
    }
}
