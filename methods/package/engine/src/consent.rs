//! Whose consent is needed, and when there is enough of it.

/// Those with a say, and the sets of them whose consent is enough: everybody, or each of the minimal winning coalitions of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    voices: Vec<usize>,
    /// By place among the voices, one bit each; `None` where everybody must consent.
    sets: Option<Vec<u64>>,
}

impl Consent {
    /// Everybody of these actors must consent. There are 64 at most.
    pub fn of_all(voices: Vec<usize>) -> Self {
        Self { voices, sets: None }
    }

    /// The consent of any one of these sets is enough; a bit stands for a place in `voices`, of which there are 64 at most. Without a set nothing
    /// is ever enough.
    pub fn of_sets(voices: Vec<usize>, sets: Vec<u64>) -> Self {
        Self { voices, sets: Some(sets) }
    }

    /// The actors with a say.
    pub fn voices(&self) -> &[usize] {
        &self.voices
    }

    /// Whether everybody must consent.
    pub fn needs_all(&self) -> bool {
        self.sets.is_none()
    }

    /// The smallest sets that are enough, by place among the voices.
    pub fn sets(&self) -> Vec<u64> {
        self.sets.clone().unwrap_or_else(|| vec![self.everybody()])
    }

    /// Whether the consent of a set, by place among the voices, is enough.
    pub fn is_enough(&self, set: u64) -> bool {
        match &self.sets {
            None => set == self.everybody(),
            Some(sets) => sets.iter().any(|enough| enough & set == *enough),
        }
    }

    /// Those who accept by what they gain, by place among the voices.
    pub fn accepting(&self, gains: &[i64], accepts: impl Fn(i64) -> bool) -> u64 {
        let places = self.voices.iter().enumerate();
        places.filter(|(_, actor)| accepts(gains[**actor])).fold(0, |set, (place, _)| set | 1 << place)
    }

    /// Whether enough accept.
    pub(crate) fn has(&self, gains: &[i64], accepts: impl Fn(i64) -> bool) -> bool {
        match &self.sets {
            // Most packages fail on the first who is asked.
            None => self.voices.iter().all(|actor| accepts(gains[*actor])),
            Some(_) => self.is_enough(self.accepting(gains, accepts)),
        }
    }

    /// The actors of a set of places.
    pub(crate) fn members(&self, set: u64) -> Vec<usize> {
        (0..self.voices.len()).filter(|place| set >> place & 1 == 1).map(|place| self.voices[place]).collect()
    }

    fn everybody(&self) -> u64 {
        (0..self.voices.len()).fold(0, |set, place| set | 1 << place)
    }
}
