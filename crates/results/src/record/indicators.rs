//! Indicators and their values with the rows behind them.

use schemars::JsonSchema;
use serde::Serialize;

/// An indicator that can be asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorResult {
    /// Its name.
    pub indicator: &'static str,
    /// What it is asked of: `state, year`, `pair, year` or `pair, years`.
    pub of: &'static str,
    /// The data sets that it needs.
    pub needs: Vec<&'static str>,
    /// What it says.
    pub meaning: &'static str,
}

/// The value of an indicator with the rows behind it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ValueResult {
    /// The indicator or measure.
    pub measure: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// The state, or one of the pair.
    pub a: String,
    /// The other state; `null` for indicators of one state.
    pub b: Option<String>,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// The value; `null` where it is not known, for the reason in `note`.
    pub value: Option<f64>,
    /// Bounds of 90 per cent; `null` where the data set has none.
    pub interval_90: Option<(f64, f64)>,
    /// The rows behind it.
    pub rows: Vec<RowResult>,
    /// Why it is not known, or what was assumed.
    pub note: Option<String>,
}

/// Likeness of a pair in a year, of all pairs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LikenessResult {
    /// The state with the lower number of Correlates of War.
    pub a: String,
    /// The other.
    pub b: String,
    /// The number of the first.
    pub ccode1: u16,
    /// That of the other.
    pub ccode2: u16,
    /// The year.
    pub year: i16,
    /// The measure.
    pub measure: &'static str,
    /// The value; `null` where it is undefined or not known.
    pub value: Option<f64>,
}

/// A row of a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowResult {
    /// Id of the data set.
    pub set: &'static str,
    /// The file.
    pub file: String,
    /// Its line.
    pub line: u64,
}
