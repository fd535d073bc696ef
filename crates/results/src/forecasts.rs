//! Forecasts of a case against what came: scores by holder and by word, calibration, what is due.

use schemars::JsonSchema;
use serde::Serialize;

/// Scores of the forecasts of a case.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastScores {
    /// All that were decided and had a likelihood.
    pub all: Option<ForecastGroup>,
    /// What always saying the share that came true would have scored.
    pub base_rate_brier: Option<f64>,
    /// By who made them.
    pub by_holder: Vec<ForecastGroup>,
    /// By the word of the scale, else by the words themselves.
    pub by_word: Vec<ForecastGroup>,
    /// By what was said: up to 0.2, 0.4, 0.6, 0.8, 1.
    pub calibration: Vec<ForecastGroup>,
    /// Forecasts without a score, and why.
    pub unscored: Vec<Unscored>,
    /// Open forecasts by their horizon.
    pub open: Vec<OpenForecast>,
    /// The logarithmic score takes probabilities no nearer to 0 and 1 than this.
    pub clip: f64,
    /// Forecasts that were nearer: their logarithmic scores are those of the clip.
    pub clipped: Vec<String>,
    /// Forecasts whose likelihood is the band of their word, for want of one of their own.
    pub by_band_of_word: Vec<String>,
}

/// Several forecasts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastGroup {
    /// Holder, word or band.
    pub name: String,
    /// How many.
    pub forecasts: usize,
    /// Mean of the likelihoods (most likely values; of a word alone the middle of its band).
    pub said: f64,
    /// Share that came true.
    pub came: f64,
    /// Mean Brier score, at the same values.
    pub brier: f64,
    /// With the likelihoods at the ends of their bands that score best and worst.
    pub brier_in_bands: [f64; 2],
    /// 90 % over resampled forecasts; absent for fewer than five.
    pub brier_interval: Option<[f64; 2]>,
    /// Mean logarithmic score in nats; probabilities are taken no nearer to 0 and 1 than `clip`.
    pub log: f64,
    /// The forecasts.
    pub ids: Vec<String>,
}

/// A forecast without a score.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Unscored {
    /// Its id.
    pub id: String,
    /// What is forecast.
    pub statement: String,
    /// Why there is no score.
    pub why: String,
}

/// A forecast that is not decided yet.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OpenForecast {
    /// Its id.
    pub id: String,
    /// The question that decides it.
    pub question: String,
    /// Who made it.
    pub holder: String,
    /// Until when, as the case says.
    pub horizon: String,
    /// Whether that is over at the date asked for; absent where the horizon is no date.
    pub due: Option<bool>,
}
