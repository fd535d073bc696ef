//! A case's own scale of escalation: rungs in rising order, and which of them are only words.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs_have_names_up_to_the_last() {
        let scale = Escalation { rungs: vec!["none".to_owned(), "a note".to_owned()], words: 1, interval: false };
        assert_eq!(
            [0.0, 1.0, 2.0, 0.5, -1.0].map(|level| scale.rung(level)),
            [Some("none"), Some("a note"), None, None, None]
        );
    }
}
