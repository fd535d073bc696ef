//! How the models did on issues with a known outcome.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// Errors of all models.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ScoreResult {
    /// Issues with an outcome.
    pub issues: usize,
    /// Dossiers they stand in: what was decided together.
    pub dossiers: usize,
    /// Resamples of dossiers.
    pub resamples: u32,
    /// Seed of the resamples.
    #[serde(serialize_with = "crate::seed::write")]
    #[schemars(schema_with = "crate::seed::schema")]
    pub seed: u64,
    /// By model and baseline.
    pub models: BTreeMap<String, ModelScore>,
    /// Their names, the smallest mean error first.
    pub ranking: Vec<String>,
}

/// Errors of one model on the scale of 0 to 100.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ModelScore {
    /// Issues on which it has an answer; the other numbers are over these.
    pub issues: usize,
    /// Mean absolute error.
    pub mae: f64,
    /// Median absolute error.
    pub median_error: f64,
    /// Share of issues within ten points.
    pub within_10: f64,
    /// Mean continuous ranked probability score of the forecast with the errors that the same model made on the issues of other dossiers
    /// (cut at 0 and 100): what it is worth as a statement with its doubt, in points. Absent for a single dossier.
    pub crps: Option<f64>,
    /// Mean absolute error minus that of the compromise model on the same issues; absent where the two share none.
    pub difference: Option<f64>,
    /// 95 % interval of that difference: dossiers drawn with replacement, the same for both models; absent without resamples and for a
    /// single dossier.
    pub difference_low: Option<f64>,
    /// Its upper end.
    pub difference_high: Option<f64>,
    /// Why the difference is absent.
    pub note: Option<String>,
}
