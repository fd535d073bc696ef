//! The ledger of a pair: its ties by dimension and direction, with their signs.

use std::collections::BTreeSet;

use detente_case::case::{Basis, Tie};
use detente_case::{Case, Estimate};
use detente_method::EffectiveCase;

/// Two actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The one named first.
    pub a: String,
    /// The other.
    pub b: String,
}

/// Whose a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// It holds both ways.
    Both,
    /// It runs from the first of the pair.
    FromA,
    /// It runs from the second.
    FromB,
}

/// What an estimate says of the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Close.
    Close,
    /// At odds.
    Odds,
    /// Either: the estimate reaches across zero.
    Open,
}

/// A row of the ledger: a dimension in a direction.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'c> {
    /// The tie; of rows that hold both ways by being coded in each direction the first.
    pub tie: &'c Tie,
    /// Whose it is.
    pub way: Way,
    /// Its sign.
    pub sign: Sign,
    /// Places of its quantities.
    pub quantities: Vec<usize>,
    /// The part of either actor that it belongs to, where it is not the actor itself.
    pub part: Option<&'c str>,
}

/// The ties of a pair.
#[derive(Debug, Clone)]
pub(crate) struct Ledger<'c> {
    /// What is said of them, by dimension and direction, in the order of the case.
    pub entries: Vec<Entry<'c>>,
    /// Numbers of their own over everything: of dimensions that a view looks at alone.
    pub overall: Vec<Entry<'c>>,
    /// Ties from data sets.
    pub data: Vec<Entry<'c>>,
}

impl<'c> Ledger<'c> {
    /// The ledger of a pair as a reading has it.
    pub(crate) fn of(pair: &Pair, reading: &EffectiveCase<'c>) -> Self {
        let case = reading.case;
        let rows: Vec<Entry<'c>> = case.ties.iter().enumerate().filter_map(|row| entry(pair, reading, row)).collect();
        let alone = seen_alone(case);
        let dimensions: BTreeSet<&str> = rows.iter().map(|row| &*row.tie.dimension).collect();
        let several = dimensions.iter().any(|dimension| !alone.contains(dimension));
        let mut found = Self { entries: Vec::new(), overall: Vec::new(), data: Vec::new() };
        for row in rows {
            if row.tie.ground.basis == Basis::Data {
                found.data.push(row);
            } else if several && alone.contains(&*row.tie.dimension) {
                found.overall.push(row);
            } else {
                found.add(row);
            }
        }
        found
    }

    /// Adds a row; with one of the same dimension and sign that runs the other way it holds both ways.
    fn add(&mut self, row: Entry<'c>) {
        let back = |one: &&mut Entry<'c>| {
            let across = matches!((one.way, row.way), (Way::FromA, Way::FromB) | (Way::FromB, Way::FromA));
            across && one.sign == row.sign && one.part == row.part && one.tie.dimension.text == row.tie.dimension.text
        };
        match self.entries.iter_mut().find(back) {
            Some(one) => {
                one.way = Way::Both;
                one.quantities.extend(row.quantities);
            }
            None => self.entries.push(row),
        }
    }

    /// The entries of a sign and a direction.
    pub(crate) fn with(&self, sign: Sign, way: Way) -> Vec<&Entry<'c>> {
        self.entries.iter().filter(|entry| (entry.sign, entry.way) == (sign, way)).collect()
    }

    /// The signs by dimension and direction, as a text.
    pub(crate) fn signs(&self) -> String {
        let one = |entry: &Entry<'_>| {
            let part = entry.part.unwrap_or_default();
            format!("{}{part}{:?}{:?}", entry.tie.dimension.text, entry.way, entry.sign)
        };
        let mut all: Vec<String> = self.entries.iter().map(one).collect();
        all.sort();
        all.join(" ")
    }
}

/// Dimensions that some view looks at and at nothing else.
fn seen_alone(case: &Case) -> BTreeSet<&str> {
    let alone = case.views.iter().filter(|view| view.dimensions.len() == 1);
    alone.filter_map(|view| view.dimensions.first()).map(|dimension| &**dimension).collect()
}

/// A tie between the two, or parts of them, that counts in a reading.
fn entry<'c>(pair: &Pair, reading: &EffectiveCase<'c>, (row, tie): (usize, &'c Tie)) -> Option<Entry<'c>> {
    let case = reading.case;
    let forth = is_within(case, &tie.from, &pair.a) && is_within(case, &tie.to, &pair.b);
    let back = is_within(case, &tie.from, &pair.b) && is_within(case, &tie.to, &pair.a);
    if !forth && !back {
        return None;
    }
    let index = case.quantities.of_tie(row)?.affinity;
    let way = match (tie.directed, forth) {
        (false, _) => Way::Both,
        (true, true) => Way::FromA,
        (true, false) => Way::FromB,
    };
    let own = |id: &&str| **id != pair.a && **id != pair.b;
    let ends: [&'c str; 2] = [&tie.from, &tie.to];
    let part = ends.into_iter().find(own);
    let sign = sign(&reading.estimate(index));
    reading.counts(index).then(|| Entry { tie, way, sign, quantities: vec![index], part })
}

/// The sign of an estimate: open where it reaches across zero.
pub(crate) fn sign(estimate: &Estimate) -> Sign {
    match (estimate.low() >= 0.0 && estimate.high() > 0.0, estimate.high() <= 0.0 && estimate.low() < 0.0) {
        (true, _) => Sign::Close,
        (_, true) => Sign::Odds,
        _ => Sign::Open,
    }
}

/// Whether an actor is another or a part of it.
fn is_within(case: &Case, id: &str, whole: &str) -> bool {
    let mut at = id;
    // No chain of parts is longer than the list of actors.
    for _ in 0..=case.actors.len() {
        if at == whole {
            return true;
        }
        let actor = case.actors.iter().find(|actor| &*actor.id == at);
        match actor.and_then(|actor| actor.within.as_ref()) {
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use detente_case::Shape;

    #[test]
    fn signs_of_estimates() {
        let of = |low, mode, high| sign(&Estimate::new(low, mode, high, Shape::Pert).unwrap());
        assert_eq!(of(0.1, 0.2, 0.3), Sign::Close);
        assert_eq!(of(0.0, 0.2, 0.3), Sign::Close);
        assert_eq!(of(-0.3, -0.2, 0.0), Sign::Odds);
        assert_eq!(of(-0.1, 0.0, 0.1), Sign::Open);
        assert_eq!(of(0.0, 0.0, 0.0), Sign::Open);
    }
}
