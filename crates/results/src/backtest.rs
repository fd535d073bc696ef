//! Forecasts tried on years that the models have not seen.

use schemars::JsonSchema;
use serde::Serialize;

/// A backtest of any target.
#[derive(Debug, Clone, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum Backtested {
    /// Does a militarized dispute begin?
    Onset(Onset),
    /// Is an alliance concluded?
    Formation(Formation),
    /// What sign has a tie in five years?
    Sign(Sign),
}

/// The result of the backtest.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Onset {
    /// What is forecast.
    pub target: &'static str,
    /// First and last year of fitting.
    pub train: (i16, i16),
    /// First and last year of forecasts.
    pub test: (i16, i16),
    /// Resamples of pairs behind the intervals.
    pub resamples: u32,
    /// What is true of the whole table.
    pub notes: Vec<String>,
    /// The sets of pairs.
    pub sets: Vec<OnsetSet>,
    /// Coefficients of the logits of each set.
    pub coefficients: Vec<Fitted>,
}

/// Models on one set of pairs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct OnsetSet {
    /// `relevant`, `all`, or the part of either without an onset in the ten years before.
    pub set: String,
    /// Which pairs are in it.
    pub meaning: &'static str,
    /// Rows fitted to.
    pub train_rows: usize,
    /// Onsets among them.
    pub train_onsets: usize,
    /// Rows forecast.
    pub test_rows: usize,
    /// Onsets among them.
    pub test_onsets: usize,
    /// The models, baselines first.
    pub models: Vec<ModelScore>,
}

/// The result of the backtest.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Formation {
    /// What is forecast.
    pub target: &'static str,
    /// First and last year of fitting.
    pub train: (i16, i16),
    /// First and last year of forecasts.
    pub test: (i16, i16),
    /// Resamples of years behind the intervals.
    pub resamples: u32,
    /// What is true of the whole table.
    pub notes: Vec<String>,
    /// Rows fitted to, alliances among them, rows forecast, alliances among them.
    pub rows: [usize; 4],
    /// The models, the base rate first.
    pub models: Vec<ModelScore>,
    /// Coefficients of the logits.
    pub coefficients: Vec<Fitted>,
}

/// The result of the backtest.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Sign {
    /// What is forecast.
    pub target: &'static str,
    /// First and last origin of fitting.
    pub train: (i16, i16),
    /// First and last origin of forecasts.
    pub test: (i16, i16),
    /// Resamples of pairs behind the intervals.
    pub resamples: u32,
    /// What is true of the whole table.
    pub notes: Vec<String>,
    /// The sets of pairs.
    pub sets: Vec<SignSet>,
}

/// Models on one set of pairs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SignSet {
    /// `relevant`, `all`.
    pub set: String,
    /// Rows fitted to.
    pub train_rows: usize,
    /// Rows forecast.
    pub test_rows: usize,
    /// Share of ties whose sign is another five years later.
    pub changed: f64,
    /// Shares of -1, 0, +1 five years after -1, 0, +1, in the years of fitting; absent for a sign that no tie had there.
    pub transitions: [Option<[f64; 3]>; 3],
    /// The models, baselines first.
    pub models: Vec<SignModel>,
    /// What is unknown, and what is said instead.
    pub notes: Vec<String>,
}

/// One model.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SignModel {
    /// Its name.
    pub model: String,
    /// Share of ties whose likeliest sign came.
    pub accuracy: Scored,
    /// Squared errors of the three probabilities, added.
    pub brier: Scored,
    /// Ranked probability score over -1, 0, +1: half the squared errors of the cumulative probabilities.
    pub rps: Scored,
    /// Mean of minus the logarithm of what was said for what came.
    pub log: Scored,
}

/// One model.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ModelScore {
    /// Its name.
    pub model: String,
    /// Area under the curve of hits and false alarms.
    pub auc: Scored,
    /// Average precision.
    pub auc_pr: Scored,
    /// Brier score.
    pub brier: Scored,
    /// Share of the base rate's Brier score that it saves.
    pub skill: f64,
    /// Logarithmic score.
    pub log: Scored,
    /// Of the hundred rows it puts highest, the share in which a dispute began.
    pub precision_at_100: f64,
    /// The share of all onsets that are among these hundred.
    pub recall_at_100: f64,
    /// What it gains over the model it is an extension of: average precision more, logarithmic score less.
    pub over: Option<Gain>,
    /// By tenths of the rows: mean probability, share that happened, rows.
    pub calibration: Vec<(f64, f64, usize)>,
}

/// A model against the one it extends, over the same resamples.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Gain {
    /// The other model.
    pub model: String,
    /// Difference of average precision.
    pub auc_pr: Scored,
    /// Difference of the logarithmic score; below 0 is better.
    pub log: Scored,
    /// The same two with intervals that hold for all comparisons of the table at once.
    pub together: Together,
}

/// Differences with intervals that hold for all comparisons of a table at once.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Together {
    /// How many comparisons: of each model with the one it extends, by two scores.
    pub comparisons: usize,
    /// Difference of average precision.
    pub auc_pr: Scored,
    /// Difference of the logarithmic score.
    pub log: Scored,
}

/// A score with its interval of 95 % over resampled clusters.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Scored {
    /// Over the rows as they are.
    pub value: f64,
    /// Bounds of the interval; `None` where nothing was resampled.
    pub low: Option<f64>,
    /// The same.
    pub high: Option<f64>,
}

/// A fitted logit.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Fitted {
    /// Set of pairs.
    pub set: String,
    /// Its name.
    pub model: String,
    /// Newton steps to convergence.
    pub steps: usize,
    /// Whether it converged.
    pub converged: bool,
    /// Its coefficients.
    pub coefficients: Vec<Coefficient>,
}

/// A coefficient.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Coefficient {
    /// Feature, `const` first.
    pub feature: String,
    /// Its value.
    pub value: f64,
}
