//! Which package rules of fairness pick among those that can be accepted.

use std::cmp::Ordering;

use crate::table::Table;
use crate::wide::Wide;

/// What a rule picks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The first of those that are tied.
    pub picked: usize,
    /// Those between which neither the rule nor the gains of those who gain less decide.
    pub tied: Vec<usize>,
    /// All that are best by the rule's own number.
    pub best: Vec<usize>,
}

/// In what gains of several actors are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As they are.
    Raw,
    /// As shares of the distance from the actor's worst to its best package.
    Range,
}

/// A gain as a share of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    gain: i64,
    unit: i64,
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        // Units are positive.
        let cross = |a: i64, b: i64| i128::from(a) * i128::from(b);
        cross(self.gain, other.unit).cmp(&cross(other.gain, self.unit))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The largest product of gains over those who must accept, among packages by which all of them gain (Nash 1950).
pub fn nash(table: &Table, must: &[usize], strict: &[usize]) -> Option<Choice> {
    let product = |package: usize| Wide::product(must.iter().map(|actor| table.gains(package)[*actor]));
    let best = largest(strict, |package| product(*package));
    decided(table, must, &most(table, must, strict), best)
}

/// The largest of the least shares of what each could gain at most among acceptable packages (Kalai and Smorodinsky 1975). Who can gain nothing
/// has no share.
pub fn kalai_smorodinsky(table: &Table, must: &[usize], acceptable: &[usize]) -> Option<Choice> {
    maximin(table, must, &most(table, must, acceptable), acceptable)
}

/// The largest of the least gains.
pub fn equal_gain(table: &Table, must: &[usize], acceptable: &[usize], unit: Unit) -> Option<Choice> {
    let of = |actor: &usize| if unit == Unit::Raw { 1 } else { table.range(*actor) };
    maximin(table, must, &must.iter().map(of).collect::<Vec<i64>>(), acceptable)
}

/// The most that each gains among some packages.
fn most(table: &Table, must: &[usize], among: &[usize]) -> Vec<i64> {
    let of = |actor: &usize| among.iter().map(|package| table.gains(*package)[*actor]).max().unwrap_or_default();
    must.iter().map(of).collect()
}

fn maximin(table: &Table, must: &[usize], units: &[i64], acceptable: &[usize]) -> Option<Choice> {
    if units.iter().all(|unit| *unit <= 0) {
        return None;
    }
    let best = largest(acceptable, |package| shares(table, must, units, *package).into_iter().next());
    decided(table, must, units, best)
}

/// Gains as shares of units, the least first; who has no unit is left out.
fn shares(table: &Table, must: &[usize], units: &[i64], package: usize) -> Vec<Share> {
    let known = must.iter().zip(units).filter(|(_, unit)| **unit > 0);
    let mut shares: Vec<Share> =
        known.map(|(actor, unit)| Share { gain: table.gains(package)[*actor], unit: *unit }).collect();
    shares.sort_unstable();
    shares
}

/// Between equals the gains of those who gain less decide, then the product; what is left is tied.
fn decided(table: &Table, must: &[usize], units: &[i64], best: Vec<usize>) -> Option<Choice> {
    let leximin = largest(&best, |package| shares(table, must, units, *package));
    let product = |package: &usize| Wide::product(must.iter().map(|actor| table.gains(*package)[*actor]));
    let tied = largest(&leximin, product);
    Some(Choice { picked: *tied.first()?, tied, best })
}

/// All that are largest by a key, in their order.
fn largest<K: Ord>(of: &[usize], key: impl Fn(&usize) -> K) -> Vec<usize> {
    let mut found: Option<(K, Vec<usize>)> = None;
    for package in of {
        let own = key(package);
        match &mut found {
            Some((best, list)) => match own.cmp(best) {
                Ordering::Greater => found = Some((own, vec![*package])),
                Ordering::Equal => list.push(*package),
                Ordering::Less => {}
            },
            None => found = Some((own, vec![*package])),
        }
    }
    found.map(|(_, list)| list).unwrap_or_default()
}
