//! Scales of escalation.

/// A quarter of events: words or deeds, friendly or hostile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quarter {
    /// Friendly words.
    VerbalCooperation,
    /// Friendly deeds.
    MaterialCooperation,
    /// Hostile words.
    VerbalConflict,
    /// Hostile deeds.
    MaterialConflict,
}

/// The rung of an event by its quarter alone: cooperation 0, hostile words 1, hostile deeds 2. An ordinal: ranks mean something, distances do not.
pub fn plover(quarter: Quarter) -> f64 {
    match quarter {
        Quarter::VerbalCooperation | Quarter::MaterialCooperation => 0.0,
        Quarter::VerbalConflict => 1.0,
        Quarter::MaterialConflict => 2.0,
    }
}

/// The intensity of an event from its score in a table of Goldstein (1992): `max(0, -score)`, 0 to 10.
pub fn intensity(goldstein: f64) -> f64 {
    if goldstein < 0.0 { -goldstein } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cooperation_is_no_step_of_escalation() {
        use Quarter as Q;
        let all = [Q::VerbalCooperation, Q::MaterialCooperation, Q::VerbalConflict, Q::MaterialConflict];
        assert_eq!(all.map(plover), [0.0, 0.0, 1.0, 2.0]);
        assert_eq!([-10.0, -2.0, 0.0, 7.4].map(intensity), [10.0, 2.0, 0.0, 0.0]);
        // No weight is told as one below 0.
        assert!(!intensity(0.0).is_sign_negative());
    }
}
