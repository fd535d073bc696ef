//! What is forecast, and whether it can be asked.

use detente_case::AskError;
use detente_results::backtest::Backtested;

use super::{FEWEST_RESAMPLES, Protocol, formation, onset, sign};
use crate::sets::{Folder, SetError};

/// Years from what is known to the sign that is forecast.
const AHEAD: i16 = 5;

/// What is forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Does a militarized dispute begin this year?
    DisputeOnset,
    /// Do two states without any obligation conclude an alliance this year?
    AllianceFormation,
    /// Is the tie hostile, friendly or neither in five years?
    Sign,
}

impl Protocol {
    /// Refuses what cannot be asked of a target.
    ///
    /// # Errors
    /// [`AskError`]: years that overlap or are too few, a tolerance of what has none, resamples too few for an interval.
    pub fn check(&self, target: Target) -> Result<(), AskError> {
        let Self { train, test, resamples, tolerance, .. } = *self;
        if train.1 >= test.0 {
            return Err(AskError::input(format!("fitting ends in {}, but forecasts begin in {}", train.1, test.0))
                .with_hint("a model may not know the years that it forecasts".to_owned()));
        }
        if target == Target::Sign && (test.1 - test.0 < AHEAD || train.0 > test.0 - AHEAD - 1) {
            return Err(AskError::input("signs are forecast five years ahead: the years of test must be six or more, and those of fitting begin six years before")
                .with_hint("such as --train 1950-2000 --test 2001-2010".to_owned()));
        }
        if tolerance && target != Target::DisputeOnset {
            return Err(AskError::input("--tolerance is of dispute onset"));
        }
        if (1..FEWEST_RESAMPLES).contains(&resamples) {
            return Err(AskError::input(format!(
                "an interval needs {FEWEST_RESAMPLES} resamples; {resamples} are too few"
            ))
            .with_hint("--resamples 0 makes none".to_owned()));
        }
        Ok(())
    }

    /// Fits, forecasts and scores.
    ///
    /// # Errors
    /// [`SetError`] where a data set is missing or cannot be read.
    pub fn run(&self, target: Target, folder: &Folder) -> Result<Backtested, SetError> {
        match target {
            Target::DisputeOnset => onset(folder, self).map(Backtested::Onset),
            Target::AllianceFormation => formation(folder, self).map(Backtested::Formation),
            Target::Sign => sign(folder, self).map(Backtested::Sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let usual = Protocol::default();
        let refused = |protocol: Protocol, target| protocol.check(target).err().map(|error| error.message);
        assert_eq!(refused(usual, Target::Sign), None);
        let late = Protocol { train: (1950, 2001), ..usual };
        assert_eq!(
            refused(late, Target::DisputeOnset).as_deref(),
            Some("fitting ends in 2001, but forecasts begin in 2001")
        );
        let short = Protocol { test: (2001, 2005), ..usual };
        assert!(
            refused(short, Target::Sign).is_some_and(|told| told.starts_with("signs are forecast five years ahead"))
        );
        assert_eq!(refused(short, Target::AllianceFormation), None);
        let tolerant = Protocol { tolerance: true, ..usual };
        assert_eq!(refused(tolerant, Target::Sign).as_deref(), Some("--tolerance is of dispute onset"));
        let few = Protocol { resamples: 1, ..usual };
        assert!(refused(few, Target::DisputeOnset).is_some_and(|told| told.ends_with("1 are too few")));
    }
}
