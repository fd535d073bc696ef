//! Events added up.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::record::TallyResult;

/// Events added up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventsResult {
    /// The files.
    pub files: Vec<EventFile>,
    /// Where scores come from: `column`, `gdelt` or `icews`.
    pub scale: &'static str,
    /// Rows read, kept and left out.
    pub rows: TallyResult,
    /// Codes of actors that are no state, with the times they stand alone or first.
    pub unmapped: BTreeMap<String, u64>,
    /// The sums.
    pub groups: Vec<EventGroup>,
}

/// A file of events.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventFile {
    /// The file.
    pub file: String,
    /// Its format.
    pub format: &'static str,
}

/// Events of one state towards another in one period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventGroup {
    /// Who acts.
    pub source: String,
    /// Towards whom.
    pub target: String,
    /// Month, quarter or year.
    pub period: String,
    /// Number of events.
    pub n: u32,
    /// Sum of their scores on Goldstein's scale, from -10 to 10 each.
    pub goldstein_sum: f64,
    /// Weight of the events with a score.
    pub weight: u64,
    /// Mean score; `null` where no event has one.
    pub goldstein_mean: Option<f64>,
    /// Events by class: verbal and material cooperation, verbal and material conflict.
    pub quads: [u32; 4],
    /// What is left of the scores of all time at the end of the period, with --half-life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goldstein_left: Option<f64>,
}
