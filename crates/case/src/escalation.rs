//! A case's own scale of escalation: rungs in rising order, and which of them are only words; and scores of events of data sets.

use std::collections::BTreeMap;

/// Rungs of a scale of escalation, the lowest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Escalation {
    /// What each rung is, in words; rung 0 is no step of escalation.
    pub rungs: Vec<String>,
    /// The highest rung that is only words.
    pub words: usize,
    /// Whether its rungs are equally far apart, so that slopes mean something.
    pub interval: bool,
}

impl Escalation {
    /// What a rung is called.
    pub fn rung(&self, level: f64) -> Option<&str> {
        let place = level as usize;
        (level >= 0.0 && level.fract() == 0.0).then(|| self.rungs.get(place)).flatten().map(String::as_str)
    }
}

/// A scale of events of data sets: scores by code, hostile ones below 0, as those of Goldstein (1992).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventScale {
    /// Whose scores they are, as they are cited.
    pub title: String,
    /// The largest weight against the other that is only words.
    pub words: f64,
    /// Scores by code.
    pub weights: BTreeMap<String, f64>,
}

impl EventScale {
    /// On Goldstein's scale nothing that is only words weighs more than a threat with force.
    pub const WORDS: f64 = 7.0;

    /// The score of a code: its own, or that of the longest code that it begins with.
    pub fn score(&self, code: &str) -> Option<f64> {
        let shorter = (1..=code.len()).rev().filter_map(|length| code.get(..length));
        shorter.into_iter().find_map(|code| self.weights.get(code)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_score_of_the_longest_code_that_it_begins_with() {
        let weights = [("17", -5.0), ("173", -7.0), ("0211", 3.0)].map(|(code, score)| (code.to_owned(), score));
        let scale = EventScale { weights: weights.into(), ..EventScale::default() };
        let found = ["173", "1731", "174", "0211", "021", "1", "", "é"].map(|code| scale.score(code));
        assert_eq!(found, [Some(-7.0), Some(-7.0), Some(-5.0), Some(3.0), None, None, None, None]);
    }

    #[test]
    fn rungs_have_names_up_to_the_last() {
        let scale = Escalation { rungs: vec!["none".to_owned(), "a note".to_owned()], words: 1, interval: false };
        assert_eq!(
            [0.0, 1.0, 2.0, 0.5, -1.0].map(|level| scale.rung(level)),
            [Some("none"), Some("a note"), None, None, None]
        );
    }
}
