//! Influences of a plain file, period by period.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// The trajectory of all quantities.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PropagationResult {
    /// Periods followed, now among them.
    pub periods: usize,
    /// Value of every quantity by period.
    pub values: Map<String, Value>,
    /// Values that had to be cut at an end of their range.
    pub saturated: usize,
}
