//! Rules of decision, and games: a rule with its players.

use crate::fraction::Fraction;
use thiserror::Error;

/// A set of players, one bit each.
pub type Mask = u64;

/// Coalitions are listed for up to so many players.
pub const MAX_LISTED: usize = 64;

/// When a set of players wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Its members have this weight together, or more.
    Weighted {
        /// The weight of each player.
        weights: Vec<u64>,
        /// What they must have together.
        quota: u64,
    },
    /// It has this player in it, who can thus block everything.
    Holds(usize),
    /// It wins under each of these.
    All(Vec<Rule>),
    /// It wins under one of these.
    Any(Vec<Rule>),
    /// The blocks whose own rule it wins do so under a rule over blocks: factions inside an actor, then actors.
    Compose {
        /// The rule over blocks.
        top: Box<Rule>,
        /// The blocks; a player is in one of them at most.
        blocks: Vec<Block>,
    },
}

/// Players that decide among themselves first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Their places among the players.
    pub members: Vec<usize>,
    /// Their rule; its players are places in `members`.
    pub inner: Rule,
}

/// Why there is no game.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GameError {
    /// There is nobody.
    #[error("there is no player")]
    NoPlayers,
    /// Nothing would ever pass.
    #[error("the quota of {quota} is more than all weight together, {total}: no coalition wins")]
    NobodyWins {
        /// The quota.
        quota: u64,
        /// All weight.
        total: u64,
    },
    /// Everything would always pass.
    #[error("a quota of 0 is met by nobody at all: every coalition wins")]
    EverybodyWins,
    /// A rule without parts.
    #[error("a rule that is made of others names none")]
    NoParts,
    /// A weight for each player is needed.
    #[error("{found} weights for {players} players")]
    Lengths {
        /// Players there are.
        players: usize,
        /// Weights there are.
        found: usize,
    },
    /// A player that is not there, or that stands in two blocks.
    #[error("player {0} is not there, or stands in two blocks")]
    Player(usize),
    /// A weight that is none.
    #[error("a weight is not negative and not larger than a thousand million")]
    Weight,
    /// Weights that are too large together.
    #[error("the weights are too large together")]
    TooHeavy,
    /// Too many players for what is asked.
    #[error("{players} players are too many here: up to {most} can be looked at")]
    TooMany {
        /// Players there are.
        players: usize,
        /// How many there may be.
        most: usize,
    },
}

/// What is odd about a game that is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Two coalitions without a common member can both win.
    Improper,
    /// Every player counts the same.
    AllEqual,
    /// Some players have no weight.
    NoWeight,
}

impl Rule {
    /// More than half of the weight.
    pub fn majority(weights: Vec<u64>) -> Self {
        let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        Self::Weighted { quota: u64::try_from(total / 2 + 1).unwrap_or(u64::MAX), weights }
    }

    /// This share of the weight or more: the smallest whole number that is not below it.
    pub fn share(weights: Vec<u64>, share: Fraction) -> Self {
        let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        let quota = total.saturating_mul(share.numerator).div_ceil(share.denominator);
        Self::Weighted { quota: u64::try_from(quota).unwrap_or(u64::MAX), weights }
    }

    /// So many of so many players.
    pub fn count(players: usize, quota: u64) -> Self {
        Self::Weighted { weights: vec![1; players], quota }
    }

    /// Every player.
    pub fn unanimity(players: usize) -> Self {
        Self::count(players, players as u64)
    }

    /// The same, and these players must be in it.
    #[must_use]
    pub fn with_vetoes(self, players: &[usize]) -> Self {
        if players.is_empty() {
            return self;
        }
        Self::All(std::iter::once(self).chain(players.iter().map(|player| Self::Holds(*player))).collect())
    }

    /// Whether the players that are in it win.
    pub fn wins(&self, is_in: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::Weighted { weights, quota } => {
                let own = weights.iter().enumerate().filter(|(player, _)| is_in(*player));
                own.map(|(_, weight)| *weight).sum::<u64>() >= *quota
            }
            Self::Holds(player) => is_in(*player),
            Self::All(rules) => rules.iter().all(|rule| rule.wins(is_in)),
            Self::Any(rules) => rules.iter().any(|rule| rule.wins(is_in)),
            Self::Compose { top, blocks } => {
                let won = |block: usize| {
                    let Block { members, inner } = &blocks[block];
                    inner.wins(&|place| is_in(members[place]))
                };
                top.wins(&won)
            }
        }
    }

    fn check(&self, players: usize) -> Result<(), GameError> {
        match self {
            Self::Weighted { weights, quota } => weighted(weights, *quota, players),
            Self::Holds(player) if *player >= players => Err(GameError::Player(*player)),
            Self::Holds(_) => Ok(()),
            Self::All(rules) | Self::Any(rules) if rules.is_empty() => Err(GameError::NoParts),
            Self::All(rules) | Self::Any(rules) => rules.iter().try_for_each(|rule| rule.check(players)),
            Self::Compose { top, blocks } => {
                let mut seen = vec![false; players];
                for player in blocks.iter().flat_map(|block| block.members.iter().copied()) {
                    let free = seen.get(player).is_some_and(|seen| !seen);
                    if !free {
                        return Err(GameError::Player(player));
                    }
                    seen[player] = true;
                }
                blocks.iter().try_for_each(|block| block.inner.check(block.members.len()))?;
                top.check(blocks.len())
            }
        }
    }
}

fn weighted(weights: &[u64], quota: u64, players: usize) -> Result<(), GameError> {
    if weights.len() != players {
        return Err(GameError::Lengths { players, found: weights.len() });
    }
    let total = weights.iter().try_fold(0u64, |all, weight| all.checked_add(*weight)).ok_or(GameError::TooHeavy)?;
    match quota {
        0 => Err(GameError::EverybodyWins),
        quota if quota > total => Err(GameError::NobodyWins { quota, total }),
        _ => Ok(()),
    }
}

/// Players and the rule by which they decide: a simple game, in which more players never win less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    players: usize,
    rule: Rule,
}

impl Game {
    /// The game of so many players.
    ///
    /// # Errors
    /// [`GameError`] where the rule does not fit the players, or nobody or everybody always wins.
    pub fn new(players: usize, rule: Rule) -> Result<Self, GameError> {
        if players == 0 {
            return Err(GameError::NoPlayers);
        }
        rule.check(players)?;
        Ok(Self { players, rule })
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.players
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Whether a set of players wins.
    pub fn wins(&self, set: Mask) -> bool {
        self.rule.wins(&|player| player < MAX_LISTED && set >> player & 1 == 1)
    }

    /// Whether a set of players blocks: the others do not win.
    pub fn blocks(&self, set: Mask) -> bool {
        !self.wins(self.everybody() & !set)
    }

    /// Every player; of the first 64 where there are more.
    pub fn everybody(&self) -> Mask {
        if self.players >= MAX_LISTED { Mask::MAX } else { (1 << self.players) - 1 }
    }

    /// Players without whom nothing passes.
    pub fn vetoes(&self) -> Vec<usize> {
        (0..self.players).filter(|player| !self.rule.wins(&|other| other != *player)).collect()
    }

    /// The player who wins and blocks alone.
    pub fn dictator(&self) -> Option<usize> {
        self.vetoes().into_iter().find(|player| self.rule.wins(&|other| other == *player))
    }

    /// What is odd about it, as far as its weights tell: two coalitions can both win where the quota is half of the weight or less.
    pub fn warnings(&self) -> Vec<Warning> {
        let Rule::Weighted { weights, quota } = &self.rule else { return Vec::new() };
        let total: u64 = weights.iter().sum();
        let found = [
            (*quota <= total / 2, Warning::Improper),
            (self.players > 1 && weights.iter().all(|weight| *weight == weights[0]), Warning::AllEqual),
            (weights.contains(&0), Warning::NoWeight),
        ];
        found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, warning)| warning).collect()
    }
}

/// The players of a set, in order.
pub fn members(set: Mask) -> Vec<usize> {
    (0..MAX_LISTED).filter(|player| set >> player & 1 == 1).collect()
}

/// The set of these players.
pub fn set(players: &[usize]) -> Mask {
    players.iter().fold(0, |set, player| set | 1 << player)
}

/// Weights as whole numbers: scaled by the smallest power of ten, up to a million, that leaves no rest, and rounded there.
///
/// # Errors
/// [`GameError::Weight`] for one that is negative, no number or larger than 10⁹.
pub fn integers(weights: &[f64]) -> Result<Vec<u64>, GameError> {
    if weights.iter().any(|weight| !(0.0..=1e9).contains(weight)) {
        return Err(GameError::Weight);
    }
    let is_whole = |scale: f64| weights.iter().all(|weight| (weight * scale - (weight * scale).round()).abs() < 1e-9);
    let scale = [1.0, 10.0, 1e2, 1e3, 1e4, 1e5].into_iter().find(|scale| is_whole(*scale)).unwrap_or(1e6);
    Ok(weights.iter().map(|weight| (weight * scale).round() as u64).collect())
}
