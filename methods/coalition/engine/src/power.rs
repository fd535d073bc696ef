//! Indices of power: how often each is decisive.

use crate::count::{Swings, Tally, by_class, by_weight, pascal};
use crate::fraction::{Fraction, Value};
use crate::rule::{Game, GameError};
use crate::table::{self, MAX_TABLE};

/// Up to so many players every index is an exact fraction: the least common multiple of their numbers still has a place in 128 bits.
pub const MAX_EXACT: usize = 80;
/// Up to so many players there are indices at all.
const MAX_PLAYERS: usize = 1_000;
/// Up to so many players all coalitions are looked at first of all.
const FEW: usize = 16;

/// How swings are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Coalition by coalition: any rule, up to 24 players.
    Table,
    /// By the weight of the others: rules on sums of weights, up to 80 players.
    Weight,
    /// By how many of each class are in it: rules on sums of weights in which many players are alike.
    Class,
}

/// How a game is decided, before anybody's preferences are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Power {
    /// What each player is worth.
    pub players: Vec<PlayerPower>,
    /// Swings of all players together.
    pub swings: Value,
    /// Winning coalitions.
    pub winning: Value,
    /// Coalitions, the empty one among them.
    pub coalitions: Value,
    /// Power of the body to act: the share of coalitions that win (Coleman 1971).
    pub act: Value,
    /// Whether no two coalitions without a common member both win, where all coalitions were looked at.
    pub proper: Option<bool>,
    /// Whether of a coalition and the rest always one wins, where all coalitions were looked at.
    pub strong: Option<bool>,
}

/// What a player is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlayerPower {
    /// Coalitions that win with it and lose without it.
    pub swings: Value,
    /// Its part of all swings: the normalised Banzhaf index (Banzhaf 1965).
    pub banzhaf: Value,
    /// The share of the coalitions of the others in which it decides: the absolute Banzhaf index (Penrose 1946).
    pub absolute: Value,
    /// The share of orders of all players in which it turns a losing coalition into a winning one (Shapley and Shubik 1954).
    pub shapley: Value,
    /// Its power to prevent: its swings of all winning coalitions (Coleman 1971).
    pub prevent: Value,
    /// Its power to initiate: its swings of all losing coalitions (Coleman 1971).
    pub initiate: Value,
}

/// The indices of a game, the quickest way.
///
/// # Errors
/// [`GameError::TooMany`] where no way leads to them.
pub fn power(game: &Game) -> Result<Power, GameError> {
    let ways = if game.players() <= FEW {
        [Way::Table, Way::Weight, Way::Class]
    } else {
        [Way::Weight, Way::Class, Way::Table]
    };
    ways.into_iter()
        .find_map(|way| power_by(game, way))
        .ok_or(GameError::TooMany { players: game.players(), most: MAX_TABLE })
}

/// The indices of a game by one way of counting; `None` where the game is too large for it, or has another form.
pub fn power_by(game: &Game, way: Way) -> Option<Power> {
    let players = game.players();
    match way {
        Way::Table => (players <= MAX_TABLE).then(|| exact(table::swings(game), players)),
        Way::Weight if players <= MAX_EXACT => by_weight(game).map(|swings| exact(swings, players)),
        Way::Class if players <= MAX_EXACT => by_class(game).map(|swings| exact(swings, players)),
        Way::Class if players <= MAX_PLAYERS => by_class(game).map(|swings| rounded(swings, players)),
        Way::Weight | Way::Class => None,
    }
}

/// Indices as fractions.
fn exact(found: Swings<u128>, players: usize) -> Power {
    let whole = |number: u128| Value::exactly(Fraction::whole(number));
    let multiple = (1..=players as u128).fold(1, least_common_multiple);
    let choose: Vec<u128> = pascal(players - 1).pop().unwrap_or_default();
    // The share of orders in which so many stand before the player, times the common multiple; whole by Farhi 2009.
    let weight = |size: usize| multiple / (players as u128 * choose[size - 1]);
    let shapley = |by_size: &[u128]| {
        let orders = by_size.iter().enumerate().skip(1).map(|(size, swings)| swings * weight(size)).sum();
        Fraction::new(orders, multiple).map_or(whole(0), Value::exactly)
    };
    let each = found.by_size.iter().map(|by_size| (whole(by_size.iter().sum()), shapley(by_size))).collect();
    told(each, whole(found.winning), (whole(1 << players), whole(1 << (players - 1))), (found.proper, found.strong))
}

/// Indices as floating-point numbers, from sums of positive terms.
fn rounded(found: Swings<f64>, players: usize) -> Power {
    let plain = |value: f64| Value { value, exact: None };
    let choose: Vec<f64> = pascal::<f64>(players - 1).pop().unwrap_or_default();
    let shapley = |by_size: &[f64]| {
        let of_size = |(size, swings): (usize, &f64)| swings / choose[size - 1] / players as f64;
        by_size.iter().enumerate().skip(1).map(of_size).sum::<f64>()
    };
    let each = found.by_size.iter().map(|by_size| (plain(by_size.iter().sum()), plain(shapley(by_size)))).collect();
    let half = (1..players).fold(f64::ONE, |all, _| 2.0 * all);
    told(each, plain(found.winning), (plain(2.0 * half), plain(half)), (found.proper, found.strong))
}

/// From swings and shares of orders to every index.
fn told(
    each: Vec<(Value, Value)>,
    winning: Value,
    (coalitions, of_others): (Value, Value),
    (proper, strong): (Option<bool>, Option<bool>),
) -> Power {
    let sum = |values: &mut dyn Iterator<Item = Value>| {
        let plain = Value { value: 0.0, exact: Some(Fraction::whole(0)) };
        values.fold(plain, |all, one| Value {
            value: all.value + one.value,
            exact: all.exact.zip(one.exact).map(|(a, b)| Fraction::whole(a.numerator + b.numerator)),
        })
    };
    let swings = sum(&mut each.iter().map(|(swings, _)| *swings));
    let losing = Value {
        value: coalitions.value - winning.value,
        exact: coalitions.exact.zip(winning.exact).map(|(a, b)| Fraction::whole(a.numerator - b.numerator)),
    };
    let player = |(own, shapley): (Value, Value)| PlayerPower {
        swings: own,
        banzhaf: own.over(swings),
        absolute: own.over(of_others),
        shapley,
        prevent: own.over(winning),
        initiate: own.over(losing),
    };
    let players = each.into_iter().map(player).collect();
    Power { players, swings, winning, coalitions, act: winning.over(coalitions), proper, strong }
}

fn least_common_multiple(a: u128, b: u128) -> u128 {
    Fraction::new(a, b).map_or(a, |reduced| reduced.numerator * b)
}
