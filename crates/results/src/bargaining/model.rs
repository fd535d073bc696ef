//! The models of where an issue lands.

use std::cmp::Ordering;

use detente_case::Measure;
use detente_case::measure::{COMPROMISE, EUM, EXCHANGE, MEAN, MEDIAN, NASH, SMP};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

detente_chance::words! {
    /// A model of where an issue lands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
    pub enum Model {
        /// Mean by capability and salience: the default forecast.
        Compromise = "compromise",
        /// Weighted median.
        Median = "median",
        /// Plain mean: a baseline.
        Mean = "mean",
        /// Nash bargaining over the reference point.
        Nash = "nash",
        /// Spatial challenge model.
        Smp = "smp",
        /// Expected-utility challenge model.
        Eum = "eum",
        /// Position exchange between issues.
        Exchange = "exchange",
    }
}

impl Model {
    /// The measure of issues that it gives.
    pub fn measure(self) -> Measure {
        match self {
            Self::Compromise => COMPROMISE,
            Self::Median => MEDIAN,
            Self::Mean => MEAN,
            Self::Nash => NASH,
            Self::Smp => SMP,
            Self::Eum => EUM,
            Self::Exchange => EXCHANGE,
        }
    }

    /// Its name in tables.
    pub fn title(self) -> &'static str {
        [
            "compromise",
            "weighted median",
            "plain mean",
            "Nash bargaining",
            "challenge (spatial)",
            "challenge (expected utility)",
            "exchange",
        ][self as usize]
    }
}

/// In the order of the words, as maps in JSON have it.
impl Ord for Model {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word().cmp(other.word())
    }
}

impl PartialOrd for Model {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
