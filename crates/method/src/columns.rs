//! Findings as columns: what each is called, what it rests on, and its value in every draw.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use detente_case::{FindingId, Measure};
use detente_results::Kind;

/// What is left of a finding in a draw in which the frustration index is only bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// Everything: it does not rest on the index.
    Elsewhere,
    /// The bounds: it is the index.
    OnIndex,
    /// The bounds over all weight.
    OnStrain,
    /// Nothing: it is a share, in [0, 1], that tells where actors stand in the best division.
    OnBlocs,
}

/// What a finding is called and what it rests on, before it has values.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Its id.
    pub id: FindingId,
    /// What it is, in words.
    pub label: String,
    /// Number or frequency.
    pub kind: Kind,
    /// Whether it is a structural analogy and must be labelled so.
    pub analogy: bool,
    /// Whether it is one of the patterns that may come and go: absent elsewhere is frequency 0 there.
    pub pattern: bool,
    /// Places of the quantities behind it.
    pub behind: BTreeSet<usize>,
    /// Places of the quantities by which influences have moved those.
    pub upstream: BTreeSet<usize>,
    /// Claims behind it that no quantity carries.
    pub claims: BTreeSet<String>,
    /// What is left of it where an index is only bounded.
    pub rests: Rests,
}

/// One finding over all draws. What is the same in several scenarios is held once.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it is.
    pub spec: Arc<Spec>,
    /// Its value with every quantity at its mode; NaN when undefined.
    pub at_mode: f64,
    /// Its value per draw; NaN when undefined, and where it is only bounded.
    pub draws: Arc<Vec<f64>>,
    /// The draws in which it is only bounded.
    pub bounded: Option<Bounded>,
}

/// The draws in which a search ended at its limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounded {
    /// Which they are.
    pub draws: Arc<Vec<usize>>,
    /// What the finding lies between in each; in [0, 1] where this is empty.
    pub between: Vec<(f64, f64)>,
    /// What it is in the best division found in each, which need not be the best.
    pub found: Vec<f64>,
}

/// A finding that is only bounded in more than this share of the draws is not told as a number.
const FEW: f64 = 0.01;

impl Column {
    /// The same over the first `draws` draws; `None` where some of the draws are only bounded.
    pub fn first(&self, draws: usize) -> Option<Self> {
        match self.draws.get(..draws)? {
            all if all.len() == self.draws.len() => Some(self.clone()),
            _ if self.bounded.is_some() => None,
            some => Some(Self { draws: Arc::new(some.to_vec()), ..self.clone() }),
        }
    }

    /// Whether so many draws are only bounded that the others say too little of it.
    pub fn is_open(&self) -> bool {
        let bounded = self.bounded.as_ref().map_or(0, |bounded| bounded.draws.len());
        bounded as f64 > FEW * self.draws.len() as f64
    }

    /// Between what its mean over all draws lies, and what it is with the best divisions found; `None` where no draw is only bounded.
    pub fn mean_between(&self) -> Option<((f64, f64), f64)> {
        let bounded = self.bounded.as_ref()?;
        let defined = || self.draws.iter().copied().filter(|x| !x.is_nan());
        let ends = |place: usize| bounded.between.get(place).copied().unwrap_or((0.0, 1.0));
        let (mut least, mut most, mut found) = (0.0, 0.0, 0.0);
        for value in defined() {
            (least, most, found) = (least + value, most + value, found + value);
        }
        for (place, value) in bounded.found.iter().enumerate() {
            let (low, high) = ends(place);
            (least, most, found) = (least + low, most + high, found + value);
        }
        let count = (defined().count() + bounded.found.len()) as f64;
        Some(((least / count, most / count), found / count))
    }
}

impl Deref for Column {
    type Target = Spec;
    fn deref(&self) -> &Spec {
        &self.spec
    }
}

impl Spec {
    /// A number.
    pub fn value(id: FindingId, label: String, behind: BTreeSet<usize>) -> Self {
        Self {
            id,
            label,
            kind: Kind::Value,
            analogy: false,
            pattern: false,
            behind,
            upstream: BTreeSet::new(),
            claims: BTreeSet::new(),
            rests: Rests::Elsewhere,
        }
    }

    /// A frequency.
    pub fn probability(id: FindingId, label: String, behind: BTreeSet<usize>) -> Self {
        Self { kind: Kind::Probability, ..Self::value(id, label, behind) }
    }

    /// The same, labelled as a structural analogy.
    pub fn analogous(self) -> Self {
        Self { analogy: true, ..self }
    }

    /// The same, with what is left of it where an index is only bounded.
    pub fn rests(self, rests: Rests) -> Self {
        Self { rests, ..self }
    }

    /// The column of this measure.
    pub fn with(self, at_mode: f64, draws: Vec<f64>) -> Column {
        Column { spec: Arc::new(self), at_mode, draws: Arc::new(draws), bounded: None }
    }
}

/// Patterns that get a finding of their own, of those that occur, the first in `ranked` first: the first `most`, those that are compared, and,
/// without a pattern, those that are compared and do not occur. What was there in the baseline and is not here goes to 0, and does not vanish.
pub fn patterns<T>(
    ranked: impl IntoIterator<Item = (FindingId, T)>,
    most: usize,
    compared: &BTreeSet<FindingId>,
    (measure, subject): (Measure, &str),
) -> Vec<(FindingId, Option<T>)> {
    let mut missing: BTreeSet<&FindingId> = compared.iter().filter(|id| id.is(measure, subject)).collect();
    let mut found = Vec::new();
    for (rank, (id, pattern)) in ranked.into_iter().enumerate() {
        if missing.remove(&id) || rank < most {
            found.push((id, Some(pattern)));
        }
    }
    found.extend(missing.into_iter().map(|id| (id.clone(), None)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bounded_is_between() {
        let spec = Spec::probability(FindingId::parse("together"), String::new(), BTreeSet::new());
        let mut column = spec.with(1.0, vec![1.0, f64::NAN, 0.0, f64::NAN]);
        assert_eq!((column.is_open(), column.mean_between()), (false, None));
        assert_eq!(column.first(1).map(|column| column.draws.to_vec()), Some(vec![1.0]));
        column.bounded = Some(Bounded { draws: Arc::new(vec![1, 3]), between: Vec::new(), found: vec![1.0, 1.0] });
        assert_eq!((column.is_open(), column.mean_between()), (true, Some(((0.25, 0.75), 0.75))));
        assert!(column.first(1).is_none() && column.first(4).is_some() && column.first(5).is_none());
        column.bounded = Some(Bounded { draws: Arc::new(vec![1]), between: vec![(2.0, 5.0)], found: vec![5.0] });
        assert_eq!(column.mean_between(), Some(((1.0, 2.0), 2.0)));
    }
}
