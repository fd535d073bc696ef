//! Parameters of the spatial challenge model, by KTAB's names.

/// Declares an enumeration with the words that stand for its values; the first is the default.
macro_rules! choices {
    ($(#[$doc:meta] $name:ident { $($(#[$value_doc:meta])* $value:ident),+ $(,)? })*) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl $name {
            /// All values with their words.
            pub const ALL: &'static [(&'static str, Self)] = &[$((stringify!($value), Self::$value)),+];

            /// Its word.
            pub fn word(self) -> &'static str {
                Self::ALL[self as usize].0
            }
        }
    )*};
}

choices! {
    /// How strengths become the probability of prevailing.
    VictoryModel { #[default] Linear, Square, Quartic, Octic, Binary }
    /// How pairwise probabilities become those of options.
    PceModel { #[default] Conditional, MarkovIncentive, MarkovUniform }
    /// How a difference of utilities becomes a vote.
    VotingRule { #[default] Prop, Binary, PropBin, PropCbc, Cubic, ASymProsp }
    /// Where risk attitudes lie.
    RiskRange { #[default] Mid, Min, Max }
    /// How much an actor knows of the risk attitudes of others.
    RiskAdjust { #[default] OneThird, None, Half, TwoThirds, Full }
    /// What third parties stake.
    ThirdParty { #[default] SemiCommit, NoCommit, FullCommit }
    /// How two positions meet.
    InterVector { #[default] S2P2, S1P1, S2PMax }
    /// Whose view of the odds makes deals.
    Bargain { #[default] InitOnlyInterp, InitRcvrInterp, PWCompInterp }
    /// Whether the most probable option is taken, or one at random.
    StateTransitions { #[default] Deterministic, Stochastic }
}

/// Defects of the original to reproduce, by their numbers in `methods/bargaining/page.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compat(u16);

impl Compat {
    /// All of them.
    pub const ALL: Self = Self(0b1_1111_1110);
    /// None: the corrected model.
    pub const NONE: Self = Self(0);

    /// Those with these numbers (1 to 8); `None` for another number.
    pub fn of(numbers: &[u8]) -> Option<Self> {
        numbers.iter().try_fold(Self(0), |all, n| (1..=8).contains(n).then(|| Self(all.0 | 1 << n)))
    }

    /// Whether a defect is reproduced.
    pub fn has(self, number: u8) -> bool {
        self.0 >> number & 1 == 1
    }
}

/// All parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Params {
    pub victory: VictoryModel,
    pub pce: PceModel,
    pub voting: VotingRule,
    pub risk_range: RiskRange,
    pub risk_adjust: RiskAdjust,
    pub third_party: ThirdParty,
    pub inter_vector: InterVector,
    pub bargain: Bargain,
    pub transitions: StateTransitions,
    pub max_turns: usize,
    pub min_turns: usize,
    pub stop_fraction: f64,
    pub compat: Compat,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            victory: VictoryModel::default(),
            pce: PceModel::default(),
            voting: VotingRule::default(),
            risk_range: RiskRange::default(),
            risk_adjust: RiskAdjust::default(),
            third_party: ThirdParty::default(),
            inter_vector: InterVector::default(),
            bargain: Bargain::default(),
            transitions: StateTransitions::default(),
            max_turns: 100,
            min_turns: 2,
            stop_fraction: 0.02,
            compat: Compat::default(),
        }
    }
}

/// A parameter or value that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadParameter {
    /// Not a parameter.
    #[error("`{0}` is no parameter of the spatial challenge model: {NAMES}")]
    Name(String),
    /// Not one of its values.
    #[error("`{name}` cannot be `{value}`: {known}")]
    Value {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// What it may be.
        known: String,
    },
}

const NAMES: &str = "VictoryProbModel, PCEModel, VotingRule, BigRRange, BigRAdjust, ThirdPartyCommit, InterVecBrgn, BargnModel, StateTransitions, max_turns, min_turns, stop_fraction";

impl Params {
    /// Sets a parameter by KTAB's name.
    ///
    /// # Errors
    /// [`BadParameter`].
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), BadParameter> {
        match name {
            "VictoryProbModel" => self.victory = pick(name, value, VictoryModel::ALL)?,
            "PCEModel" => self.pce = pick(name, value, PceModel::ALL)?,
            "VotingRule" => self.voting = pick(name, value, VotingRule::ALL)?,
            "BigRRange" => self.risk_range = pick(name, value, RiskRange::ALL)?,
            "BigRAdjust" => self.risk_adjust = pick(name, value, RiskAdjust::ALL)?,
            "ThirdPartyCommit" => self.third_party = pick(name, value, ThirdParty::ALL)?,
            "InterVecBrgn" => self.inter_vector = pick(name, value, InterVector::ALL)?,
            "BargnModel" => self.bargain = pick(name, value, Bargain::ALL)?,
            "StateTransitions" => self.transitions = pick(name, value, StateTransitions::ALL)?,
            "max_turns" => self.max_turns = whole(name, value)?,
            "min_turns" => self.min_turns = whole(name, value)?,
            "stop_fraction" => self.stop_fraction = number(name, value, 0.0, 1.0)?,
            other => return Err(BadParameter::Name(other.to_owned())),
        }
        Ok(())
    }
}

fn pick<T: Copy>(name: &str, value: &str, all: &[(&str, T)]) -> Result<T, BadParameter> {
    let found = all.iter().find(|(word, _)| word.eq_ignore_ascii_case(value)).map(|(_, value)| *value);
    found.ok_or_else(|| BadParameter::Value {
        name: name.to_owned(),
        value: value.to_owned(),
        known: all.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
    })
}

fn whole(name: &str, value: &str) -> Result<usize, BadParameter> {
    let found = value.parse::<usize>().ok().filter(|number| (1..=10_000).contains(number));
    found.ok_or_else(|| BadParameter::Value {
        name: name.to_owned(),
        value: value.to_owned(),
        known: "a whole number from 1 to 10000".to_owned(),
    })
}

fn number(name: &str, value: &str, least: f64, most: f64) -> Result<f64, BadParameter> {
    let found = value.parse::<f64>().ok().filter(|number| (least..=most).contains(number));
    found.ok_or_else(|| BadParameter::Value {
        name: name.to_owned(),
        value: value.to_owned(),
        known: format!("a number from {least} to {most}"),
    })
}
