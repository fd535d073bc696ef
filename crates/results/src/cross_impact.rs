//! Cross-impacts, of a case and of plain files: which combinations hold each other up.

use detente_case::QuantityPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Cross-impacts of a case, answered.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct CaseCrossImpact {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What can stand one way or another.
    pub descriptors: Vec<DescriptorResult>,
    /// Which descriptor acts on which, by what.
    pub acts: Vec<ActResult>,
    /// Combinations of variants; absent beyond 2^64.
    pub combinations: Option<u64>,
    /// Combinations that hold at the most likely impacts.
    pub consistent: usize,
    /// Combinations that hold each other up at the most likely impacts, or in some draws; the likeliest first, the first 60.
    pub scenarios: Vec<HeldResult>,
    /// How many there are beyond those told.
    pub untold: usize,
    /// Draws of the impacts.
    pub draws: u32,
    /// Share of draws in which no combination holds.
    pub none: f64,
    /// What to know when reading them.
    pub notes: Vec<String>,
}

/// A descriptor.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct DescriptorResult {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its quantity, where it has one.
    pub quantity: Option<QuantityPath>,
    /// Its variants.
    pub variants: Vec<VariantResult>,
    /// Whether nothing acts on it: then it may stand any way.
    pub free: bool,
}

/// A variant.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct VariantResult {
    /// Its id.
    pub id: String,
    /// The level of the quantity.
    pub at: Option<f64>,
    /// What it means.
    pub meaning: String,
}

/// How one descriptor acts on another.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ActResult {
    /// The one that acts.
    pub from: String,
    /// The other.
    pub on: String,
    /// Sum of the gains along the ways between them, in shares of range; absent where impacts are judged.
    pub gain: Option<f64>,
    /// Links of each way that passes no other descriptor.
    pub ways: Vec<Vec<String>>,
    /// Impacts of variants (rows) on variants, at the most likely values, from -3 to 3 where they are judged.
    pub impacts: Vec<Vec<f64>>,
    /// Claims behind the links, or the judgement.
    pub claims: Vec<String>,
}

/// A combination that holds itself up.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct HeldResult {
    /// Variant of every descriptor.
    pub variants: Vec<String>,
    /// Least lead of a chosen variant over another at the most likely impacts, among descriptors that something acts on; below 0
    /// where it holds in some draws only.
    pub consistency: f64,
    /// Sum of the balances of the chosen variants.
    pub total_impact: f64,
    /// Share of draws in which it is consistent.
    pub share: f64,
    /// Combinations from which succession leads here at the most likely impacts; absent where it was not followed.
    pub weight: Option<u64>,
}

/// The matrices of a file that holds several.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CrossImpacts {
    /// One a matrix.
    pub cases: Vec<CrossImpactResult>,
}

/// A cross-impact matrix, answered.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CrossImpactResult {
    /// Its name.
    pub id: String,
    /// Descriptors with their variants.
    pub descriptors: Vec<(String, Vec<String>)>,
    /// Combinations; absent beyond 2^64.
    pub n_scenarios: Option<u64>,
    /// Consistent scenarios by total impact.
    pub consistent: Vec<ConsistentResult>,
    /// Whether the search went to its end: then these are all.
    pub complete: bool,
    /// Branches looked at.
    pub nodes: u64,
    /// Where global succession from every combination ends; absent where there are too many.
    pub succession: Option<Vec<AttractorResult>>,
    /// How often combinations hold when the impacts are drawn; absent where they have no doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<DoubtResult>,
}

/// What drawn impacts gave.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DoubtResult {
    /// Draws.
    pub draws: u32,
    /// Combinations by the share of draws in which they are consistent, the likeliest first.
    pub held: Vec<HeldShare>,
    /// Share of draws in which no combination is.
    pub none: f64,
    /// Draws whose search was ended early.
    pub cut: u32,
}

/// How often a combination holds.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct HeldShare {
    /// Variant of every descriptor, from 1.
    pub scenario: Vec<usize>,
    /// The same by name.
    pub names: Vec<String>,
    /// Share of draws.
    pub share: f64,
}

/// A consistent scenario.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ConsistentResult {
    /// Variant of every descriptor, from 1.
    pub scenario: Vec<usize>,
    /// The same by name.
    pub names: Vec<String>,
    /// Least lead of a chosen variant over another.
    pub consistency: i64,
    /// Sum of the balances of the chosen variants.
    pub total_impact: i64,
    /// Combinations from which succession leads here; absent where it was not followed.
    pub weight: Option<u64>,
}

/// An end of succession.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AttractorResult {
    /// One scenario, or those of a cycle.
    pub attractor: Vec<Vec<usize>>,
    /// Combinations that lead there.
    pub weight: u64,
}
