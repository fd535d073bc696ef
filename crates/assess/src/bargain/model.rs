//! The models of where an issue lands, and what each says of one issue.

use detente_bargain::smp::{self, BadParameter, Detail, Params, Run, SmpError};
use detente_bargain::{
    Actors, Denominator, Eum, EumRound, Loss, Median, Offers, Risk, Stake, compromise, eum, mean, nash, weighted_median,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A model of where an issue lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// Mean by capability and salience: the default forecast.
    Compromise,
    /// Weighted median.
    Median,
    /// Plain mean: a baseline.
    Mean,
    /// Nash bargaining over the reference point.
    Nash,
    /// Spatial challenge model.
    Smp,
    /// Expected-utility challenge model.
    Eum,
    /// Position exchange between issues.
    Exchange,
}

impl Model {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Compromise, Self::Median, Self::Mean, Self::Nash, Self::Smp, Self::Eum, Self::Exchange];

    /// Its name in files.
    pub fn word(self) -> &'static str {
        ["compromise", "median", "mean", "nash", "smp", "eum", "exchange"][self as usize]
    }

    /// Its name in tables.
    pub fn title(self) -> &'static str {
        [
            "compromise",
            "weighted median",
            "plain mean",
            "Nash bargaining",
            "challenge (spatial)",
            "challenge (expected utility)",
            "exchange",
        ][self as usize]
    }
}

/// How the models are set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Parameters of the spatial challenge model.
    pub smp: Params,
    /// Variant of the expected-utility model.
    pub eum: Eum,
    /// Loss in Nash bargaining.
    pub loss: Loss,
    /// Seed of chance inside the models.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { smp: Params::default(), eum: Eum::default(), loss: Loss::Quadratic, seed: 1 }
    }
}

/// Parameters of the other models, by name, with their values; the first is the default.
const NAMED: [(&str, &[&str]); 5] = [
    ("EumDenominator", &["normalised", "scholz"]),
    ("EumRisk", &["cross-actor", "own-position", "neutral"]),
    ("EumOffers", &["least-move", "scholz"]),
    ("EumRounds", &["a number from 1 to 1000"]),
    ("NashLoss", &["quadratic", "linear"]),
];

impl Settings {
    /// Sets a parameter by name: those of KTAB for the spatial challenge model, `EumDenominator`, `EumRisk`, `EumOffers`, `EumRounds`, `NashLoss`.
    ///
    /// # Errors
    /// [`BadParameter`].
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), BadParameter> {
        let Some((_, known)) = NAMED.iter().find(|(known, _)| *known == name) else {
            return self.smp.set(name, value);
        };
        let bad = || BadParameter::Value { name: name.to_owned(), value: value.to_owned(), known: known.join(", ") };
        let place = || known.iter().position(|known| *known == value).ok_or_else(bad);
        match name {
            "EumDenominator" => self.eum.denominator = [Denominator::Normalised, Denominator::Scholz][place()?],
            "EumRisk" => self.eum.risk = [Risk::CrossActor, Risk::OwnPosition, Risk::Neutral][place()?],
            "EumOffers" => self.eum.offers = [Offers::LeastMove, Offers::Scholz][place()?],
            "NashLoss" => self.loss = [Loss::Quadratic, Loss::Linear][place()?],
            _ => {
                let rounds = value.parse().ok().filter(|rounds| (1..=1000).contains(rounds));
                self.eum.rounds = rounds.ok_or_else(bad)?;
            }
        }
        Ok(())
    }
}

/// The actors of one issue, without those who have no stake in it: what the models of one issue look at.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Places of the actors among all.
    pub who: Vec<usize>,
    /// Positions, 0 to 1.
    pub position: Vec<f64>,
    /// Saliences, 0 to 1.
    pub salience: Vec<f64>,
    /// Capabilities.
    pub capability: Vec<f64>,
}

impl Table {
    pub fn of(stakes: &[Option<Stake>]) -> Self {
        let present = || stakes.iter().enumerate().filter_map(|(actor, stake)| Some((actor, (*stake)?)));
        Self {
            who: present().map(|(actor, _)| actor).collect(),
            position: present().map(|(_, stake)| stake.position / 100.0).collect(),
            salience: present().map(|(_, stake)| stake.salience).collect(),
            capability: present().map(|(_, stake)| stake.capability).collect(),
        }
    }

    /// Positions with weights (capability times salience).
    pub fn line(&self) -> Vec<(f64, f64)> {
        let weights = self.salience.iter().zip(&self.capability).map(|(salience, capability)| salience * capability);
        self.position.iter().copied().zip(weights).collect()
    }

    /// The weighted mean of other positions of the same actors.
    pub fn landing(&self, positions: &[f64]) -> Option<f64> {
        let line: Vec<(f64, f64)> =
            positions.iter().copied().zip(self.line()).map(|(x, (_, weight))| (x, weight)).collect();
        compromise(&line)
    }

    /// Those who stand at the weighted median and have weight.
    pub fn pivots(&self) -> Vec<usize> {
        let Some(median) = self.median() else { return Vec::new() };
        let line = self.line();
        (0..line.len()).filter(|place| line[*place].1 > 0.0 && (line[*place].0 - median.low).abs() < 1e-12).collect()
    }

    pub fn median(&self) -> Option<Median> {
        weighted_median(&self.line())
    }

    pub fn smp(&self, settings: &Settings, draw: u64, detail: Detail) -> Option<Result<Run, SmpError>> {
        let actors = Actors::new(self.capability.clone(), self.position.clone(), self.salience.clone()).ok()?;
        Some(smp::run(&actors, &settings.smp, settings.seed, draw, detail))
    }

    pub fn eum(&self, settings: &Settings) -> Option<Vec<EumRound>> {
        eum(&self.line(), &self.salience, &settings.eum)
    }

    /// What a model of one issue says, 0 to 100; the exchange looks at several.
    pub fn forecast(&self, model: Model, reference: Option<f64>, settings: &Settings, draw: u64) -> Option<f64> {
        let line = || self.line();
        let found = match model {
            Model::Compromise => compromise(&line())?,
            Model::Mean => mean(&line())?,
            Model::Median => self.median().map(|median| (median.low + median.high) / 2.0)?,
            Model::Nash => nash(&line(), reference? / 100.0, settings.loss)?.outcome,
            Model::Smp => {
                let run = self.smp(settings, draw, Detail::Positions)?.ok()?;
                self.landing(run.positions.last()?)?
            }
            Model::Eum => self.eum(settings)?.last()?.mean,
            Model::Exchange => return None,
        };
        Some(100.0 * found)
    }
}
