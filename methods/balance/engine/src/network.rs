//! The input of the balance measures: actors by index and one signed, weighted tie per pair.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;

/// One tie: `weight > 0` is close, `weight < 0` hostile, `|weight|` what it costs to read it the other way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tie {
    /// Index of one end.
    pub a: usize,
    /// Index of the other end.
    pub b: usize,
    /// Signed strength, finite. 0 says nothing and connects nothing.
    pub weight: f64,
}

/// Which signs the ties of a network have. Where they all have one, "balanced" says nothing: there was nothing to contradict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signs {
    /// Some ties are friendly and some hostile.
    Both,
    /// There are friendly ties, and no hostile one.
    NoneHostile,
    /// There are hostile ties, and no friendly one.
    NoneFriendly,
    /// There is no tie, or none with a weight other than 0.
    None,
}

impl Signs {
    /// Which signs these weights have; a weight of 0 has none.
    pub fn of(mut weights: impl Iterator<Item = f64> + Clone) -> Self {
        let friendly = weights.clone().any(|weight| weight > 0.0);
        let hostile = weights.any(|weight| weight < 0.0);
        match (friendly, hostile) {
            (true, true) => Self::Both,
            (true, false) => Self::NoneHostile,
            (false, true) => Self::NoneFriendly,
            (false, false) => Self::None,
        }
    }

    /// What is to be said before anything is said of balance; nothing where both signs are there.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Both => None,
            Self::NoneHostile => Some("no tie is hostile: a network of friends alone is balanced, whatever its ties"),
            Self::NoneFriendly => Some(
                "no tie is friendly: with any number of blocs a network of opponents alone is balanced, whatever its ties",
            ),
            Self::None => Some("no tie has a weight other than 0"),
        }
    }
}

/// Why rows are no signed network.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NetworkError {
    /// An end is not an actor.
    #[error("tie {tie} names actor {actor}, but there are {size} actors")]
    NoSuchActor {
        /// Place of the tie in the input.
        tie: usize,
        /// The index as given.
        actor: usize,
        /// Number of actors.
        size: usize,
    },
    /// A tie joins an actor to itself.
    #[error("tie {tie} joins an actor to itself")]
    SelfTie {
        /// Place of the tie in the input.
        tie: usize,
    },
    /// Two ties join one pair.
    #[error("ties {first} and {second} join the same pair")]
    SamePair {
        /// Place of the first in the input.
        first: usize,
        /// Place of the second in the input.
        second: usize,
    },
    /// A weight is NaN or infinite.
    #[error("the weight of tie {tie} is not a finite number")]
    NotFinite {
        /// Place of the tie in the input.
        tie: usize,
    },
    /// Weights cannot be added exactly.
    #[error("weights between {smallest:e} and {largest:e} span too many orders of size to be added exactly")]
    TooWide {
        /// The smallest other than 0, without its sign.
        smallest: f64,
        /// The largest, without its sign.
        largest: f64,
    },
    /// The exhaustive search does not reach this size.
    #[error("{size} connected actors are more than the exhaustive search can do ({limit})")]
    TooLarge {
        /// Actors in the largest connected part.
        size: usize,
        /// The limit.
        limit: usize,
    },
}

/// A checked signed network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignedNetwork {
    size: usize,
    ties: Vec<Tie>,
}

impl SignedNetwork {
    /// A network of actors `0..size` from its ties, each with two different ends and a finite weight, at most one a pair. Weights have no unit
    /// of their own: all costs are in theirs.
    ///
    /// # Errors
    /// The first [`NetworkError`] in input order.
    pub fn new(size: usize, ties: Vec<Tie>) -> Result<Self, NetworkError> {
        let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (place, tie) in ties.iter().enumerate() {
            if let Some(actor) = [tie.a, tie.b].into_iter().find(|actor| *actor >= size) {
                return Err(NetworkError::NoSuchActor { tie: place, actor, size });
            }
            if tie.a == tie.b {
                return Err(NetworkError::SelfTie { tie: place });
            }
            if !tie.weight.is_finite() {
                return Err(NetworkError::NotFinite { tie: place });
            }
            if let Some(first) = seen.insert((tie.a.min(tie.b), tie.a.max(tie.b)), place) {
                return Err(NetworkError::SamePair { first, second: place });
            }
        }
        Ok(Self { size, ties })
    }

    /// Number of actors.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The ties in input order.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// Which signs the ties have; ties of weight 0 have none.
    pub fn signs(&self) -> Signs {
        Signs::of(self.ties.iter().map(|tie| tie.weight))
    }

    /// Sum of `|weight|`.
    pub fn total(&self) -> f64 {
        self.ties.iter().map(|tie| tie.weight.abs()).sum()
    }

    /// The step to which the weights are rounded, where they span too many orders of size to be whole numbers side by side: then costs are
    /// only bounds, and nothing is proven.
    pub fn rounded_to(&self) -> Option<f64> {
        let grid = self.grid();
        grid.is_rough().then(|| grid.value(1))
    }

    /// What rounding moves the cost of a division by at most; `None` where weights are kept as they are.
    pub fn rounding(&self) -> Option<f64> {
        Some(self.grid().error()).filter(|error| *error > 0.0)
    }

    /// Whether costs of divisions can be added exactly, or so nearly that nothing shows of it.
    ///
    /// # Errors
    /// [`NetworkError::TooWide`] where they cannot.
    pub fn can_be_added(&self) -> Result<(), NetworkError> {
        self.exact_grid().map(drop)
    }

    /// The weights as whole numbers, so fine that nothing shows of it.
    ///
    /// # Errors
    /// [`NetworkError::TooWide`] where there are none.
    pub(crate) fn exact_grid(&self) -> Result<Grid, NetworkError> {
        let grid = self.grid();
        if !grid.is_rough() {
            return Ok(grid);
        }
        let sizes = || self.ties.iter().map(|tie| tie.weight.abs()).filter(|weight| *weight > 0.0);
        let (smallest, largest) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
        Err(NetworkError::TooWide { smallest, largest })
    }

    pub(crate) fn grid(&self) -> Grid {
        Grid::of(self.ties.iter().map(|tie| tie.weight))
    }

    /// Actors by connected part (ties of weight 0 connect nothing), each part in ascending order.
    pub fn components(&self) -> Vec<Vec<usize>> {
        components(self.size, self.ties.iter().filter(|tie| tie.weight != 0.0).map(|tie| (tie.a, tie.b)))
    }
}

/// Connected parts of `0..size` under `edges`, in order of their smallest member.
pub(crate) fn components(size: usize, edges: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); size];
    for (actor, part) in part_of_each(size, edges).into_iter().enumerate() {
        parts[part].push(actor);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The connected part of each of `0..size` under `edges`, by its smallest member.
pub(crate) fn part_of_each(size: usize, edges: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..size).collect();
    for (a, b) in edges {
        let (a, b) = (root(&parent, a), root(&parent, b));
        parent[a.max(b)] = a.min(b);
    }
    (0..size).map(|actor| root(&parent, actor)).collect()
}

/// The actor that stands for the part of `actor`.
pub(crate) fn root(parent: &[usize], mut actor: usize) -> usize {
    while parent[actor] != actor {
        actor = parent[actor];
    }
    actor
}

/// Every pair `(a, b)` with `a < b` of `size` actors, in the order of [`pair_index`].
pub fn pairs(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).flat_map(move |a| (a + 1..size).map(move |b| (a, b)))
}

/// Place of the pair `{a, b}` among [`pairs`].
pub fn pair_index(size: usize, a: usize, b: usize) -> usize {
    let (a, b) = (a.min(b), a.max(b));
    a * (2 * size - a - 1) / 2 + (b - a - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(a: usize, b: usize, weight: f64) -> Tie {
        Tie { a, b, weight }
    }

    #[test]
    fn nonsense_is_refused() {
        let refused = |ties| SignedNetwork::new(3, ties).unwrap_err();
        assert!(matches!(refused(vec![tie(0, 3, 1.0)]), NetworkError::NoSuchActor { actor: 3, .. }));
        assert!(matches!(refused(vec![tie(1, 1, 1.0)]), NetworkError::SelfTie { tie: 0 }));
        assert!(matches!(refused(vec![tie(0, 1, f64::NAN)]), NetworkError::NotFinite { tie: 0 }));
        assert!(matches!(refused(vec![tie(0, 1, 1.0), tie(1, 0, 2.0)]), NetworkError::SamePair { .. }));
    }

    #[test]
    fn pairs_and_their_places_agree() {
        for size in 0..7 {
            for (place, (a, b)) in pairs(size).enumerate() {
                assert_eq!((pair_index(size, a, b), pair_index(size, b, a)), (place, place));
            }
        }
    }

    #[test]
    fn one_sign_alone_is_told() {
        let signs = |weights: [f64; 2]| {
            let ties = vec![tie(0, 1, weights[0]), tie(1, 2, weights[1])];
            SignedNetwork::new(3, ties).unwrap().signs()
        };
        assert_eq!(signs([1.0, -0.5]), Signs::Both);
        assert_eq!(signs([1.0, 0.0]), Signs::NoneHostile);
        assert_eq!(signs([-1.0, -2.0]), Signs::NoneFriendly);
        assert_eq!(signs([0.0, 0.0]), Signs::None);
    }

    #[test]
    fn a_tie_of_weight_zero_connects_nothing() {
        let network = SignedNetwork::new(4, vec![tie(0, 1, 1.0), tie(1, 2, 0.0)]).unwrap();
        assert_eq!(network.components(), [vec![0, 1], vec![2], vec![3]]);
    }
}
