//! A view lowered to engine input: every pair of actors as a weighted sum of quantities.

use std::collections::BTreeSet;

use detente_balance::{SignedNetwork, Tie, pair_index, pairs};
use detente_case::case::{Combine, View};
use detente_case::quantity::TieNumbers;
use detente_case::{Method, QuantityPath};

use crate::columns::Column;
use crate::effective_case::EffectiveCase;
use crate::method::{About, Asked, Memo, Sought};
use crate::observer::RunError;

/// Views up to this many actors are searched exhaustively in every draw.
const MOST_SEARCHED: usize = 18;

/// A quantity and its share in a pair's number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Place of the quantity in the case's list.
    pub quantity: usize,
    /// What it is multiplied with.
    pub share: f64,
}

/// Two actors of a view with the quantities between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Place of one actor in the view.
    pub a: usize,
    /// Place of the other, greater than `a`.
    pub b: usize,
    /// Affinity; empty when nothing ties them.
    pub affinity: Vec<Term>,
    /// Firmness, by the same rows.
    pub firmness: Vec<Term>,
}

impl Pair {
    /// Whether anything ties them.
    pub fn is_tied(&self) -> bool {
        !self.affinity.is_empty()
    }
}

/// A row of ties that a view looks at.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewRow<'c> {
    /// Place of its pair among the pairs of the view.
    pub pair: usize,
    /// Its dimension.
    pub dimension: &'c str,
    /// The weight of that in the view.
    pub weight: f64,
    /// Place of its affinity in the case's list of quantities.
    pub affinity: usize,
    /// Place of its firmness there.
    pub firmness: usize,
}

/// A view as it was lowered, for comparison with the same view of another scenario: the view itself is the case's.
#[derive(Debug, Clone, PartialEq)]
struct KeptView {
    id: String,
    pairs: Vec<Pair>,
}

/// A view as the engines see it.
#[derive(Debug, Clone)]
pub struct ViewInput<'c> {
    /// The view.
    pub view: &'c View,
    /// Ids of its actors.
    pub actors: Vec<&'c str>,
    /// Every pair, in the order of `detente_balance::pairs`.
    pub pairs: Vec<Pair>,
    /// The rows behind the pairs, by pair, then dimension, then in the order of the case.
    pub rows: Vec<ViewRow<'c>>,
    /// Places of the ring's actors.
    pub ring: Vec<usize>,
}

impl<'c> ViewInput<'c> {
    /// Lowers `view` under `reading`.
    pub fn of(view: &'c View, reading: &EffectiveCase<'c>) -> Self {
        let actors: Vec<&str> = view.actors.iter().map(|word| &**word).collect();
        let place = |id: &str| actors.iter().position(|actor| *actor == id);
        let weights = Weights::of(view, reading);
        let mut rows: Vec<ViewRow<'c>> = Vec::new();
        for (row, tie) in reading.case.ties.iter().enumerate() {
            let weight = weights.of_dimension(&tie.dimension);
            let ends = place(&tie.from).zip(place(&tie.to));
            let (Some((a, b)), Some(weight)) = (ends, weight) else { continue };
            let numbers = reading.case.quantities.of_tie(row);
            if let Some(TieNumbers { affinity, firmness }) = numbers.filter(|of| reading.counts(of.affinity)) {
                let pair = pair_index(actors.len(), a, b);
                rows.push(ViewRow { pair, dimension: &tie.dimension, weight, affinity, firmness });
            }
        }
        rows.sort_by_key(|row| (row.pair, row.dimension));
        let ring = view.ring.iter().filter_map(|word| place(word)).collect();
        let of_pair = |place: usize| {
            let first = rows.partition_point(|row| row.pair < place);
            &rows[first..rows.partition_point(|row| row.pair <= place)]
        };
        let all = pairs(actors.len()).enumerate();
        let pairs = all.map(|(place, (a, b))| pair(a, b, of_pair(place), view.combine)).collect();
        Self { view, actors, pairs, rows, ring }
    }

    /// All views of a case, or the one that is sought of these methods.
    pub fn sought(methods: &[Method], reading: &EffectiveCase<'c>, sought: Option<Sought<'_>>) -> Vec<Self> {
        let wanted =
            |view: &&View| sought.is_none_or(|sought| methods.iter().any(|method| sought.is_of(*method, &view.id)));
        let views: &'c [View] = &reading.case.views;
        views.iter().filter(wanted).map(|view| Self::of(view, reading)).collect()
    }

    /// Places of the quantities behind the affinity of its pairs.
    pub fn affinity_quantities(&self) -> BTreeSet<usize> {
        self.pairs.iter().flat_map(|pair| &pair.affinity).map(|term| term.quantity).collect()
    }

    /// Places of all quantities that the view reads.
    pub fn quantities(&self) -> BTreeSet<usize> {
        self.pairs
            .iter()
            .flat_map(|pair| pair.affinity.iter().chain(&pair.firmness))
            .map(|term| term.quantity)
            .collect()
    }

    /// The view as the subject of a method that reads the affinity, and with `firmness` the firmness, of its pairs.
    pub fn subject(&self, word: Method, firmness: bool) -> About {
        let quantities = if firmness { self.quantities() } else { self.affinity_quantities() };
        About { word, id: self.view.id.text.clone(), quantities }
    }

    /// What is kept of views, so that the same view of another scenario is known again.
    pub fn memo(all: &[Self]) -> Memo {
        let kept = |input: &Self| KeptView { id: input.view.id.text.clone(), pairs: input.pairs.clone() };
        Box::new(all.iter().map(kept).collect::<Vec<KeptView>>())
    }

    /// The findings of some of these methods about it, where another scenario has the same view with the same draws of the affinity, and with
    /// `firmness` of the firmness, of its pairs. The memo of the method is its views, as [`ViewInput::memo`] gives them.
    pub fn again(&self, asked: &Asked<'_>, words: &[Method], firmness: bool) -> Option<Vec<Column>> {
        let (_, kept) = asked.known::<Vec<KeptView>>()?;
        let before = kept.iter().find(|kept| kept.id == self.view.id.text)?;
        if before.pairs != self.pairs {
            return None;
        }
        let read = if firmness { self.quantities() } else { self.affinity_quantities() };
        asked.again(words, &self.view.id, read)
    }

    /// Whether lengths make sense: affinity of pairs stays in [-1, 1], and there are few enough of them to look at in every draw.
    pub fn has_geometry(&self) -> bool {
        self.view.combine == Combine::Mean && self.actors.len() >= 3 && !self.is_large()
    }

    /// Whether it is too large for the exhaustive search in every draw.
    pub fn is_large(&self) -> bool {
        self.actors.len() > MOST_SEARCHED
    }

    /// The network of the view with the affinity of each pair (`None` where nothing ties it).
    ///
    /// # Errors
    /// [`RunError::Problem`] when it is none.
    pub fn network(&self, affinity: &[Option<f64>]) -> Result<SignedNetwork, RunError> {
        let tied = self.pairs.iter().zip(affinity).filter_map(|(pair, weight)| Some((pair, (*weight)?)));
        let ties = tied.map(|(pair, weight)| Tie { a: pair.a, b: pair.b, weight }).collect();
        SignedNetwork::new(self.actors.len(), ties).map_err(|error| RunError::problem("view", &self.view.id, error))
    }

    /// The pair's two ids in alphabetical order, joined by `mark`.
    pub fn pair_name(&self, a: usize, b: usize, mark: &str) -> String {
        let (a, b) = (self.actors[a], self.actors[b]);
        if a <= b { format!("{a}{mark}{b}") } else { format!("{b}{mark}{a}") }
    }
}

/// The number of each pair: `value(quantity)` weighed by the pair's terms; `None` where nothing ties it.
pub fn weighed(
    input: &ViewInput<'_>,
    terms: impl Fn(&Pair) -> &Vec<Term>,
    value: impl Fn(usize) -> f64,
) -> Vec<Option<f64>> {
    let sum = |terms: &Vec<Term>| terms.iter().map(|term| term.share * value(term.quantity)).sum::<f64>();
    input.pairs.iter().map(|pair| Some(terms(pair)).filter(|terms| !terms.is_empty()).map(sum)).collect()
}

struct Weights<'v> {
    /// Dimensions looked at; all when empty.
    listed: Vec<&'v str>,
    weights: Vec<(&'v str, f64)>,
}

impl<'v> Weights<'v> {
    fn of(view: &'v View, reading: &'v EffectiveCase<'_>) -> Self {
        let path = QuantityPath::ViewDimensions { id: view.id.text.clone() };
        let listed = match reading.word(&path) {
            None => view.dimensions.iter().map(|word| &**word).collect(),
            Some("all") => Vec::new(),
            Some(words) => words.split_whitespace().collect(),
        };
        Self { listed, weights: view.weights.iter().map(|(word, weight)| (&**word, *weight)).collect() }
    }

    fn of_dimension(&self, dimension: &str) -> Option<f64> {
        let looked_at = self.listed.is_empty() || self.listed.contains(&dimension);
        let weight = self.weights.iter().find(|(name, _)| *name == dimension).map_or(1.0, |(_, weight)| *weight);
        (looked_at && weight > 0.0).then_some(weight)
    }
}

fn pair(a: usize, b: usize, rows: &[ViewRow<'_>], combine: Combine) -> Pair {
    let mut found = Pair { a, b, affinity: Vec::new(), firmness: Vec::new() };
    let dimensions = || rows.chunk_by(|one, next| one.dimension == next.dimension);
    let all: f64 = dimensions().map(|rows| rows[0].weight).sum();
    for rows in dimensions() {
        for row in rows {
            let mean = row.weight / (all * rows.len() as f64);
            let share = if combine == Combine::Sum { row.weight } else { mean };
            found.affinity.push(Term { quantity: row.affinity, share });
            found.firmness.push(Term { quantity: row.firmness, share: mean });
        }
    }
    // Sums in the order of the case's list, so that the order of rows does not move the last bit.
    found.affinity.sort_by_key(|term| term.quantity);
    found.firmness.sort_by_key(|term| term.quantity);
    found
}
