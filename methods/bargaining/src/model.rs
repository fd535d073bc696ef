//! The models of where an issue lands, and what each says of one issue.

use detente_bargain::smp::{self, BadParameter, Detail, Params, Run, SmpError};
use detente_bargain::{
    Actors, ActorsError, Denominator, Eum, EumRound, Loss, Median, Offers, Procedure, Risk, Stake, compromise,
    decisive, eum, mean, nash, weighted_median, win_set,
};
use detente_results::Model;

use crate::input::{BargainInput, IssueInput, RuleInput};

/// Most actors of the spatial challenge model: a turn takes the third power of their number.
pub(crate) const MOST_SMP: usize = 400;
/// Most actors of the expected-utility model.
pub(crate) const MOST_EUM: usize = 300;
/// Most actors of it where each weighs its risks at the positions of all others.
pub(crate) const MOST_OWN_POSITION: usize = 40;

/// How the models are set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Parameters of the spatial challenge model.
    pub smp: Params,
    /// Variant of the expected-utility model.
    pub eum: Eum,
    /// Loss in Nash bargaining.
    pub loss: Loss,
    /// By how many points levers are to move the compromise.
    pub lever: f64,
    /// Seed of chance inside the models.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { smp: Params::default(), eum: Eum::default(), loss: Loss::Quadratic, lever: 10.0, seed: 1 }
    }
}

/// Parameters of the other models, by name, with their values; the first is the default.
const NAMED: [(&str, &[&str]); 6] = [
    ("EumDenominator", &["normalised", "scholz"]),
    ("EumRisk", &["cross-actor", "own-position", "neutral"]),
    ("EumOffers", &["least-move", "scholz"]),
    ("EumRounds", &["a number from 1 to 1000"]),
    ("EumStays", &["a probability from 0 to 1"]),
    ("NashLoss", &["quadratic", "linear"]),
];

impl Settings {
    /// The model that a parameter is of; `None` for a name that there is not.
    pub fn model_of(name: &str) -> Option<Model> {
        match name {
            "NashLoss" => Some(Model::Nash),
            name if NAMED.iter().any(|(known, _)| *known == name) => Some(Model::Eum),
            name => Params::default()
                .set(name, "")
                .err()
                .filter(|error| !matches!(error, BadParameter::Name(_)))
                .map(|_| Model::Smp),
        }
    }

    /// Sets a parameter by name: those of KTAB for the spatial challenge model, `EumDenominator`, `EumRisk`, `EumOffers`, `EumRounds`,
    /// `EumStays` (probability that the status quo lasts when nothing is done), `NashLoss`.
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
            "EumStays" => {
                let stays = value.parse().ok().filter(|stays: &f64| (0.0..=1.0).contains(stays));
                self.eum.stays = stays.ok_or_else(bad)?;
            }
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
    /// Shares by which ideal points follow others, where all actors are here.
    pub accommodation: Option<Vec<f64>>,
    /// Where it is a dimension of a larger bargain: the stakes of the same actors in all dimensions, and which dimension it is.
    pub package: Option<(Vec<Table>, usize)>,
}

impl IssueInput {
    /// Whether fewer than two actors are left, or none has weight.
    pub(crate) fn is_lost(&self) -> bool {
        Table::of(&self.stakes).is_lost()
    }
}

impl Table {
    pub fn of(stakes: &[Option<Stake>]) -> Self {
        let present = || stakes.iter().enumerate().filter_map(|(actor, stake)| Some((actor, (*stake)?)));
        Self {
            who: present().map(|(actor, _)| actor).collect(),
            position: present().map(|(_, stake)| stake.position / 100.0).collect(),
            salience: present().map(|(_, stake)| stake.salience).collect(),
            capability: present().map(|(_, stake)| stake.capability).collect(),
            accommodation: None,
            package: None,
        }
    }

    /// One of several dimensions, by their stakes; alone where the actors differ.
    pub fn of_package(dimensions: &[&[Option<Stake>]], place: usize) -> Self {
        let tables: Vec<Self> = dimensions.iter().map(|stakes| Self::of(stakes)).collect();
        let own = tables[place].clone();
        let together = tables.len() > 1 && tables.iter().all(|table| table.who == own.who);
        Self { package: together.then_some((tables, place)), ..own }
    }

    /// Number of dimensions of the bargain in the spatial challenge model, and which of them this is.
    pub fn dimension(&self) -> (usize, usize) {
        self.package.as_ref().map_or((1, 0), |(tables, place)| (tables.len(), *place))
    }

    /// One issue of several, with ideal points that follow others where everybody has a stake in it.
    pub fn of_issue(input: &BargainInput, issue: &IssueInput) -> Self {
        let members = input.package_of(issue);
        let place = members.iter().position(|member| member.id == issue.id).unwrap_or_default();
        let table = Self::of_package(&members.iter().map(|member| member.stakes.as_slice()).collect::<Vec<_>>(), place);
        let all = table.who.len() == input.actors.len();
        Self { accommodation: input.accommodation.clone().filter(|_| all), ..table }
    }

    /// Whether there is anybody to bargain with, and anything to weigh.
    pub fn is_lost(&self) -> bool {
        self.who.len() < 2 || self.line().iter().all(|(_, weight)| *weight == 0.0)
    }

    /// The actors for the spatial challenge model.
    ///
    /// # Errors
    /// [`ActorsError`].
    pub fn actors(&self) -> Result<Actors, ActorsError> {
        let one = [self];
        let dimensions: Vec<&Self> = self.package.as_ref().map_or(one.to_vec(), |(tables, _)| tables.iter().collect());
        let by_actor = |of: fn(&Self) -> &Vec<f64>| -> Vec<f64> {
            (0..self.who.len()).flat_map(|actor| dimensions.iter().map(move |table| of(table)[actor])).collect()
        };
        let (position, salience) = (by_actor(|table| &table.position), by_actor(|table| &table.salience));
        let actors = Actors::new(self.capability.clone(), position, salience)?;
        if dimensions.len() > 1
            && let Some(actor) = (0..actors.len()).find(|actor| actors.salience_sum(*actor) > 1.0 + 1e-9)
        {
            let value = 100.0 * actors.salience_sum(actor);
            return Err(ActorsError::Range { actor: actor + 1, what: "sum of saliences", value, range: "0 to 100 %" });
        }
        match &self.accommodation {
            Some(rows) => actors.with_accommodation(rows.clone()),
            None => Ok(actors),
        }
    }

    /// Positions with weights (capability times salience).
    pub fn line(&self) -> Vec<(f64, f64)> {
        let weights = self.salience.iter().zip(&self.capability).map(|(salience, capability)| salience * capability);
        self.position.iter().copied().zip(weights).collect()
    }

    /// The points (0 to 1) that beat a reference point under a rule, as intervals.
    pub fn win_set(&self, rule: &RuleInput, reference: f64) -> Vec<(f64, f64)> {
        win_set(&self.position, &self.procedure(rule, reference))
    }

    /// Those whose consent decides whether a move away from the reference point (0 to 1) passes, as places among all.
    pub fn decisive(&self, rule: &RuleInput, reference: f64, up: bool) -> Vec<usize> {
        let found = decisive(&self.position, &self.procedure(rule, reference), up);
        found.into_iter().map(|place| self.who[place]).collect()
    }

    fn procedure(&self, rule: &RuleInput, reference: f64) -> Procedure {
        let place = |actor: &usize| self.who.iter().position(|who| who == actor);
        Procedure {
            reference,
            quota: rule.quota,
            votes: self.who.iter().map(|who| rule.votes[*who]).collect(),
            veto: rule.veto.iter().filter_map(place).collect(),
        }
    }

    /// The positions in this dimension, of those of a run.
    pub fn own(&self, positions: &[f64]) -> Vec<f64> {
        let (dims, place) = self.dimension();
        positions.iter().skip(place).step_by(dims).copied().collect()
    }

    /// The weighted mean of other positions of the same actors.
    pub fn landing(&self, positions: &[f64]) -> Option<f64> {
        let line: Vec<(f64, f64)> =
            positions.iter().copied().zip(self.line()).map(|(x, (_, weight))| (x, weight)).collect();
        compromise(&line)
    }

    /// Those who stand at the weighted median, at either end where it is an interval, and have weight.
    pub fn pivots(&self) -> Vec<usize> {
        let Some(median) = self.median() else { return Vec::new() };
        let line = self.line();
        let ends = [median.low, median.high];
        let at = |x: f64| ends.iter().any(|end| (x - end).abs() < 1e-12);
        (0..line.len()).filter(|place| line[*place].1 > 0.0 && at(line[*place].0)).collect()
    }

    pub fn median(&self) -> Option<Median> {
        weighted_median(&self.line())
    }

    /// A run of the spatial challenge model; `None` where there is nobody to run it, or far too many.
    pub fn smp(&self, settings: &Settings, draw: u64, detail: Detail) -> Option<Result<Run, SmpError>> {
        let actors = self.actors().ok().filter(|actors| actors.len() <= MOST_SMP)?;
        Some(smp::run(&actors, &settings.smp, settings.seed, draw, detail))
    }

    /// Rounds of the expected-utility model; `None` where there is nobody to play them, or far too many.
    pub fn eum(&self, settings: &Settings) -> Option<Vec<EumRound>> {
        let most = if settings.eum.risk == Risk::OwnPosition { MOST_OWN_POSITION } else { MOST_EUM };
        if self.who.len() > most {
            return None;
        }
        eum(&self.line(), &self.salience, &settings.eum)
    }

    /// What a model of one issue says, 0 to 100; the exchange looks at several.
    pub fn forecast(&self, model: Model, reference: Option<f64>, settings: &Settings, draw: u64) -> Option<f64> {
        if self.is_lost() {
            return None;
        }
        let line = || self.line();
        let found = match model {
            Model::Compromise => compromise(&line())?,
            Model::Mean => mean(&line())?,
            Model::Median => self.median().map(|median| (median.low + median.high) / 2.0)?,
            Model::Nash => nash(&line(), reference? / 100.0, settings.loss)?.outcome,
            Model::Smp => {
                let run = self.smp(settings, draw, Detail::Positions)?.ok()?;
                self.landing(&self.own(run.positions.last()?))?
            }
            Model::Eum => self.eum(settings)?.last()?.mean,
            Model::Exchange => return None,
        };
        Some(100.0 * found)
    }
}
