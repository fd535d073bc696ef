//! Rules by which groups decide.

use crate::syntax::record::Word;

/// A rule by which a group decides: the share of votes that must prefer a point to the reference point.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// As written: `majority`, `unanimity` or `quota 0.62`, each of capability unless `of actors` follows.
    pub text: Word,
    /// The share, in (0, 1]; a majority is more than one half.
    pub quota: f64,
    /// Whether every actor has one vote, and not its capability.
    pub of_actors: bool,
}

impl Rule {
    /// Reads a rule; a majority must pass one half, so that one half alone is not enough.
    pub fn parse(text: &Word) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let (parts, of_actors) = match parts.as_slice() {
            [rest @ .., "of", "actors"] => (rest, true),
            all => (all, false),
        };
        let quota = match parts {
            ["majority"] => 0.5 + 1e-9,
            ["unanimity"] => 1.0,
            ["quota", share] => share.parse().ok().filter(|share: &f64| *share > 0.0 && *share <= 1.0)?,
            _ => return None,
        };
        Some(Self { text: text.clone(), quota, of_actors })
    }

    /// The vote of an actor with this capability under the rule: none without a say, else 1 where every actor has one vote.
    pub fn vote(&self, has_a_say: bool, capability: f64) -> f64 {
        match (has_a_say, self.of_actors) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => capability,
        }
    }
}
