//! How far off a model's forecast may be: intervals that hold the model's own error.

use libm::log;

/// Mean absolute error of the compromise model on 351 decided issues of the European Union (DEU III), in points of 0 to 100.
pub const DOCUMENTED_ERROR: f64 = 23.2;

/// The errors that a model makes, in points of 0 to 100: outcome less forecast.
#[derive(Debug, Clone, PartialEq)]
pub enum ModelError {
    /// By Laplace's law with this mean absolute error: where nothing is known of the model's errors but their mean.
    Laplace {
        /// Mean absolute error.
        mean: f64,
    },
    /// Those that it made on decided issues, each as likely as the other.
    Made(Vec<f64>),
}

impl ModelError {
    /// The error at a share of all errors, in (0, 1), the least first: a uniform number gives a random one.
    pub fn at(&self, share: f64) -> f64 {
        match self {
            Self::Laplace { mean } if share < 0.5 => mean * log(2.0 * share),
            Self::Laplace { mean } => -mean * log(2.0 * (1.0 - share)),
            Self::Made(errors) => {
                let place = (share * errors.len() as f64) as usize;
                errors.get(place.min(errors.len().saturating_sub(1))).copied().unwrap_or(0.0)
            }
        }
    }

    /// The outcome that this error makes of a forecast: cut at the ends of the scale, 0 and 100.
    pub fn outcome(&self, forecast: f64, share: f64) -> f64 {
        (forecast + self.at(share)).clamp(0.0, 100.0)
    }
}

/// Half the width of the interval around a forecast that holds the outcome with this probability, by Laplace's law with a mean absolute error.
pub fn laplace_half_width(mean: f64, level: f64) -> f64 {
    -mean * log(1.0 - level)
}

/// Half the width of the interval around a forecast that holds the outcome with at least this probability where the issue is one like those on
/// which the model made these absolute errors (split conformal; Vovk, Gammerman and Shafer 2005): the smallest of them that enough do not pass.
/// `None` where they are too few for it: the interval is the whole scale.
pub fn conformal_half_width(absolute: &[f64], level: f64) -> Option<f64> {
    let mut sorted = absolute.to_vec();
    sorted.sort_by(f64::total_cmp);
    // A level such as 0.9 is not exact in binary: ten times it must not be called more than nine.
    let needed = (((sorted.len() + 1) as f64 * level) - 1e-9).ceil() as usize;
    sorted.get(needed.max(1) - 1).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_chance::Stream;
    use proptest::prelude::*;

    use super::*;

    /// Check values of the specification: 23.2 points of mean absolute error.
    #[test]
    fn laplace_with_the_documented_error() {
        assert!((laplace_half_width(DOCUMENTED_ERROR, 0.8) - 37.3).abs() < 0.05);
        assert!((laplace_half_width(DOCUMENTED_ERROR, 0.9) - 53.4).abs() < 0.05);
        let error = ModelError::Laplace { mean: DOCUMENTED_ERROR };
        assert!((error.at(0.95) - laplace_half_width(DOCUMENTED_ERROR, 0.9)).abs() < 1e-9);
        assert!((error.at(0.05) + error.at(0.95)).abs() < 1e-9);
        assert_eq!((error.outcome(90.0, 0.99), error.outcome(5.0, 0.01)), (100.0, 0.0));
        let stream = Stream::new(7, "errors");
        let mean = (0..50_000).map(|draw| error.at(stream.uniform(draw)).abs()).sum::<f64>() / 50_000.0;
        assert!((mean - DOCUMENTED_ERROR).abs() < 0.5, "{mean}");
    }

    #[test]
    fn the_intervals_of_nine_errors() {
        let errors = [2.0, 4.0, 5.0, 9.0, 12.0, 15.0, 21.0, 30.0, 44.0];
        let half = |level| conformal_half_width(&errors, level);
        assert_eq!((half(0.9), half(0.8), half(0.5)), (Some(44.0), Some(30.0), Some(12.0)));
        assert_eq!((half(0.95), conformal_half_width(&errors[..3], 0.8)), (None, None));
        assert_eq!(conformal_half_width(&errors[..4], 0.8), Some(9.0));
        assert_eq!(conformal_half_width(&[], 0.8), None);
    }

    /// 20,000 times nine errors and a tenth from one law: the tenth lies inside as often as promised, and not much more often.
    #[test]
    fn the_interval_covers_as_often_as_it_says() {
        let (stream, law) = (Stream::new(1, "coverage"), ModelError::Laplace { mean: 10.0 });
        let error = |round: u64, place: u64| law.at(stream.uniform(10 * round + place)).abs();
        let covered = |round: &u64| {
            let errors: Vec<f64> = (0..9).map(|place| error(*round, place)).collect();
            error(*round, 9) <= conformal_half_width(&errors, 0.8).unwrap()
        };
        let share = (0..20_000).filter(covered).count() as f64 / 20_000.0;
        assert!((0.79..=0.91).contains(&share), "{share}");
    }

    proptest! {
        #[test]
        fn errors_stay_on_the_scale_and_follow_their_order(
            made in prop::collection::vec(-100.0..100.0f64, 1..12), forecast in 0.0..=100.0f64, share in 0.001..0.999f64,
        ) {
            let mut sorted = made.clone();
            sorted.sort_by(f64::total_cmp);
            let made = ModelError::Made(sorted);
            let outcome = made.outcome(forecast, share);
            prop_assert!((0.0..=100.0).contains(&outcome));
            prop_assert!(made.at(share) <= made.at((share + 1.0) / 2.0));
        }

        #[test]
        fn a_wider_history_gives_a_wider_interval(errors in prop::collection::vec(0.0..100.0f64, 9..30), more in 1.0..3.0f64) {
            let wider: Vec<f64> = errors.iter().map(|error| error * more).collect();
            prop_assert!(conformal_half_width(&errors, 0.8) <= conformal_half_width(&wider, 0.8));
        }
    }
}
