//! Settings of a case: how often and from which seed it is drawn, and what its estimates mean.

use detente_chance::{Estimate, Shape};
use schemars::JsonSchema;
use serde::Serialize;

use crate::schema::{Choice, choice};

/// Settings of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Draws of a run.
    pub draws: u32,
    /// Seed of a run.
    pub seed: u64,
    /// Distribution of estimates.
    pub shape: Shape,
    /// What low and high of estimates mean.
    pub ends: Ends,
    /// Periods that a simulation looks ahead.
    pub horizon: u32,
    /// How long a period is.
    pub period: Period,
    /// Share of the doubt that quantities of one source, speaker or claim have in common, in [0, 1].
    pub shared_doubt: f64,
    /// What it is that they have in common.
    pub shared_by: SharedBy,
}

detente_chance::words! {
    /// What low and high of an estimate mean.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize)]
    pub enum Ends {
        /// 5 per cent of the doubt lie below, 5 above, within the scale of the quantity.
        #[default]
        Points = "5-95",
        /// Nothing lies beyond.
        Absolute = "absolute",
    }
}

detente_chance::words! {
    /// How long a period is: lags and horizons are counted in it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize)]
    pub enum Period {
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A year.
        #[default]
        Year = "year",
    }
}

impl Period {
    /// All of them with what they mean.
    pub const CHOICES: [Choice<Self>; 5] = [
        choice(Self::Day.word(), "lags and the horizon are days", Self::Day),
        choice(Self::Week.word(), "weeks", Self::Week),
        choice(Self::Month.word(), "months", Self::Month),
        choice(Self::Quarter.word(), "quarters of a year", Self::Quarter),
        choice(Self::Year.word(), "years", Self::Year),
    ];
}

impl Ends {
    /// All of them with what they mean.
    pub const CHOICES: [Choice<Self>; 2] = [
        choice(Self::Points.word(), "5 per cent of the doubt lie below low, 5 above high", Self::Points),
        choice(Self::Absolute.word(), "nothing lies beyond low and high", Self::Absolute),
    ];

    /// An estimate of a quantity with this range.
    pub fn of(self, estimate: Estimate, (low, high): (f64, f64)) -> Estimate {
        match self {
            Self::Points => estimate.within(low, high),
            Self::Absolute => estimate,
        }
    }
}

/// What quantities may have in common that makes their errors go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedBy {
    /// The document.
    #[default]
    Source,
    /// Who holds the first claim behind them.
    Speaker,
    /// The first claim behind them.
    Claim,
}

impl SharedBy {
    /// All of them with their words.
    pub const ALL: [Choice<Self>; 3] = [
        choice("source", "the document", Self::Source),
        choice("speaker", "who holds the first claim behind them", Self::Speaker),
        choice("claim", "the first claim behind them", Self::Claim),
    ];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            draws: 10_000,
            seed: 1,
            shape: Shape::Pert,
            ends: Ends::Points,
            horizon: 10,
            period: Period::default(),
            shared_doubt: 0.0,
            shared_by: SharedBy::Source,
        }
    }
}
