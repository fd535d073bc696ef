//! Words of likelihood and their bands.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One step of a scale: its words and its band as probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The words, the usual one first.
    pub words: &'static [&'static str],
    /// Lower end of the band.
    pub low: f64,
    /// Upper end of the band.
    pub high: f64,
}

/// Scale of Intelligence Community Directive 203 (Office of the Director of National Intelligence 2015).
pub const ICD_203: [Step; 7] = [
    Step { words: &[Likelihood::AlmostNoChance.word(), "remote"], low: 0.01, high: 0.05 },
    Step { words: &[Likelihood::VeryUnlikely.word(), "highly improbable"], low: 0.05, high: 0.20 },
    Step { words: &[Likelihood::Unlikely.word(), "improbable"], low: 0.20, high: 0.45 },
    Step { words: &[Likelihood::RoughlyEven.word(), "roughly even odds"], low: 0.45, high: 0.55 },
    Step { words: &[Likelihood::Likely.word(), "probable"], low: 0.55, high: 0.80 },
    Step { words: &[Likelihood::VeryLikely.word(), "highly probable"], low: 0.80, high: 0.95 },
    Step { words: &[Likelihood::AlmostCertain.word(), "nearly certain"], low: 0.95, high: 0.99 },
];

/// Words that say something is possible and nothing about how likely: they have no band.
pub const WITHOUT_BAND: [&str; 7] = ["may", "might", "can", "could", "possible", "possibly", "cannot be excluded"];

/// The step of [`ICD_203`] that has this word.
pub fn step_of(word: &str) -> Option<&'static Step> {
    ICD_203.iter().find(|step| step.words.contains(&word.to_lowercase().as_str()))
}

detente_chance::words! {
    /// The usual word of each step of [`ICD_203`].
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
    pub enum Likelihood {
        /// Up to 5 per cent.
        AlmostNoChance = "almost no chance",
        /// 5 to 20 per cent.
        VeryUnlikely = "very unlikely",
        /// 20 to 45 per cent.
        Unlikely = "unlikely",
        /// 45 to 55 per cent.
        RoughlyEven = "roughly even chance",
        /// 55 to 80 per cent.
        Likely = "likely",
        /// 80 to 95 per cent.
        VeryLikely = "very likely",
        /// From 95 per cent.
        AlmostCertain = "almost certain",
    }
}

impl Likelihood {
    /// That of a probability. At the ends the word stays short of certainty: a frequency is not a proof.
    pub fn of(probability: f64) -> Self {
        let steps = ICD_203.iter().zip(Self::ALL).rev();
        steps
            .skip_while(|(step, _)| probability < step.low)
            .map(|(_, word)| word)
            .next()
            .unwrap_or(Self::AlmostNoChance)
    }
}

impl fmt::Display for Likelihood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_bands_agree() {
        assert_eq!(step_of("Unlikely").map(|step| (step.low, step.high)), Some((0.20, 0.45)));
        assert_eq!(step_of("may"), None);
        for (p, word) in
            [(0.0, "almost no chance"), (0.1, "very unlikely"), (0.5, "roughly even chance"), (1.0, "almost certain")]
        {
            assert_eq!(Likelihood::of(p).word(), word);
        }
    }
}
