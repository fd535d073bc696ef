//! Triads: threes of actors by the signs of their ties.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::network::{SignedNetwork, pair_index};

detente_chance::words! {
    /// The signs of a triad's ties, the friendly ones first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
    pub enum TriadSigns {
        /// No hostile tie. Balanced.
        None = "+++",
        /// One. Not balanced.
        One = "++-",
        /// Two. Balanced.
        Two = "+--",
        /// Three. Not balanced, weakly balanced.
        Three = "---",
    }
}

impl fmt::Display for TriadSigns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The classes of Dittmer (1981) by number of close ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriadClass {
    /// Three close ties. Balanced.
    MenageATrois,
    /// Two close ties: the common friend of two opponents is best placed. Not balanced.
    RomanticTriangle,
    /// One close tie: a pair and an outcast. Balanced.
    StableMarriage,
    /// No close tie. Balanced in the weak sense only.
    UnitVeto,
}

impl TriadClass {
    /// The class with this many close ties (0 to 3).
    pub fn with_close_ties(close: usize) -> Self {
        match close {
            0 => Self::UnitVeto,
            1 => Self::StableMarriage,
            2 => Self::RomanticTriangle,
            _ => Self::MenageATrois,
        }
    }

    /// Balanced in the sense of Heider (1946): an even number of hostile ties.
    pub fn is_balanced(self) -> bool {
        matches!(self, Self::MenageATrois | Self::StableMarriage)
    }

    /// Balanced in the sense of Davis (1967): not exactly one hostile tie.
    pub fn is_weakly_balanced(self) -> bool {
        self != Self::RomanticTriangle
    }
}

/// One triad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Triad {
    /// Its actors in ascending order.
    pub actors: [usize; 3],
    /// Its class; `None` when a tie is absent or of weight 0.
    pub class: Option<TriadClass>,
}

/// How many triads of each kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct TriadCensus {
    /// Triads with 0, 1, 2, 3 hostile ties.
    pub by_hostile_ties: [usize; 4],
    /// Triads with an absent tie or a tie of weight 0.
    pub undetermined: usize,
}

impl TriadCensus {
    /// Counts `triads`.
    pub fn of(triads: &[Triad]) -> Self {
        let mut census = Self::default();
        for triad in triads {
            match triad.class {
                None => census.undetermined += 1,
                Some(TriadClass::MenageATrois) => census.by_hostile_ties[0] += 1,
                Some(TriadClass::RomanticTriangle) => census.by_hostile_ties[1] += 1,
                Some(TriadClass::StableMarriage) => census.by_hostile_ties[2] += 1,
                Some(TriadClass::UnitVeto) => census.by_hostile_ties[3] += 1,
            }
        }
        census
    }

    /// Counts the triads of a network by their number of hostile ties (Heider 1946: an even number is balanced), without listing them: each
    /// triangle is met once, from its actor of lowest degree. O(m^1.5) for m ties.
    ///
    /// # Examples
    /// ```
    /// use detente_balance::{SignedNetwork, Tie, TriadCensus};
    ///
    /// let tie = |a, b, weight| Tie { a, b, weight };
    /// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(0, 2, 1.0), tie(1, 2, -1.0)])?;
    /// let census = TriadCensus::count(&network);
    /// assert_eq!((census.by_hostile_ties, census.balanced()), ([0, 1, 0, 0], 0));
    /// # Ok::<(), detente_balance::NetworkError>(())
    /// ```
    pub fn count(network: &SignedNetwork) -> Self {
        let size = network.size();
        let mut near: Vec<Vec<(usize, bool)>> = vec![Vec::new(); size];
        for tie in network.ties().iter().filter(|tie| tie.weight != 0.0) {
            near[tie.a].push((tie.b, tie.weight < 0.0));
            near[tie.b].push((tie.a, tie.weight < 0.0));
        }
        let rank = |actor: usize| (near[actor].len(), actor);
        let upward: Vec<Vec<(usize, bool)>> = (0..size)
            .map(|actor| near[actor].iter().copied().filter(|(other, _)| rank(*other) > rank(actor)).collect())
            .collect();
        let mut sign: Vec<Option<bool>> = vec![None; size];
        let mut census = Self::default();
        for from in &upward {
            from.iter().for_each(|(other, hostile)| sign[*other] = Some(*hostile));
            for (middle, first) in from {
                for (last, third) in &upward[*middle] {
                    if let Some(second) = sign[*last] {
                        let hostile = usize::from(*first) + usize::from(second) + usize::from(*third);
                        census.by_hostile_ties[hostile] += 1;
                    }
                }
            }
            from.iter().for_each(|(other, _)| sign[*other] = None);
        }
        let all = size * size.saturating_sub(1) * size.saturating_sub(2) / 6;
        census.undetermined = all - census.by_hostile_ties.iter().sum::<usize>();
        census
    }

    /// Determined triads by their signs.
    pub fn by_signs(&self) -> BTreeMap<TriadSigns, usize> {
        TriadSigns::ALL.into_iter().zip(self.by_hostile_ties).collect()
    }

    /// Triads with an even number of hostile ties.
    pub fn balanced(&self) -> usize {
        self.by_hostile_ties[0] + self.by_hostile_ties[2]
    }

    /// Triads with an odd number of hostile ties.
    pub fn unbalanced(&self) -> usize {
        self.by_hostile_ties[1] + self.by_hostile_ties[3]
    }

    /// Share of balanced triads among the determined ones; `None` without any.
    pub fn triangle_index(&self) -> Option<f64> {
        let all = self.balanced() + self.unbalanced();
        (all > 0).then(|| self.balanced() as f64 / all as f64)
    }
}

/// Every three actors of the network with the class of their triad (Dittmer 1981), in lexicographic order; where a tie is absent or of
/// weight 0 the class is `None`. O(n^3) in time and in length; [`TriadCensus::count`] counts them without listing.
pub fn triads(network: &SignedNetwork) -> Vec<Triad> {
    let size = network.size();
    let mut weight = vec![0.0; size * size.saturating_sub(1) / 2];
    for tie in network.ties() {
        weight[pair_index(size, tie.a, tie.b)] = tie.weight;
    }
    let mut found = Vec::new();
    for a in 0..size {
        for b in a + 1..size {
            for c in b + 1..size {
                let ties = [(a, b), (a, c), (b, c)].map(|(x, y)| weight[pair_index(size, x, y)]);
                let close = ties.iter().filter(|w| **w > 0.0).count();
                let class = ties.iter().all(|w| *w != 0.0).then(|| TriadClass::with_close_ties(close));
                found.push(Triad { actors: [a, b, c], class });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Tie;

    #[test]
    fn every_triad_is_counted_once() {
        let rows = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, -1.0), (0, 3, -1.0), (1, 3, -1.0)];
        let ties = rows.iter().map(|&(a, b, weight)| Tie { a, b, weight }).collect();
        let found = triads(&SignedNetwork::new(4, ties).unwrap());
        assert_eq!(found[0].class, Some(TriadClass::RomanticTriangle));
        assert_eq!(found[1].class, Some(TriadClass::StableMarriage));
        let census = TriadCensus::of(&found);
        assert_eq!((census.balanced(), census.unbalanced(), census.undetermined), (1, 1, 2));
        assert_eq!(census.triangle_index(), Some(0.5));
    }

    #[test]
    fn counting_equals_listing() {
        let stream = detente_chance::Stream::new(1, "triads");
        for size in 0..12 {
            let draw = |place: usize| (stream.uniform(place as u64) * 3.0) as i64 - 1;
            let ties =
                crate::network::pairs(size).enumerate().map(|(place, (a, b))| Tie { a, b, weight: draw(place) as f64 });
            let network = SignedNetwork::new(size, ties.collect()).unwrap();
            assert_eq!(TriadCensus::count(&network), TriadCensus::of(&triads(&network)));
        }
    }
}
