//! The answer to a what-if: finding by finding before, after, difference, and the ways that led there.

use detente_case::FindingId;
use detente_chance::Difference;
use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::WithoutLinkFound;
use crate::influence::{InfluencePathResult, TrajectoryResult};
use crate::stopped::Stopped;

/// Answers to several what-ifs about one case.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct WhatIfAnswers {
    /// `detente-whatif/1`.
    pub schema: &'static str,
    /// The case.
    pub case: String,
    /// Draws.
    pub draws: u32,
    /// Seed.
    #[serde(serialize_with = "crate::seed::write")]
    #[schemars(schema_with = "crate::seed::schema")]
    pub seed: u64,
    /// What is missing because the run was stopped; null for a run that came to its end.
    pub stopped: Option<Stopped>,
    /// One a what-if, in the order asked.
    pub what_ifs: Vec<WhatIfAnswer>,
}

/// The answer to one what-if.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct WhatIfAnswer {
    /// Its id.
    pub id: String,
    /// Its changes.
    pub changes: Vec<String>,
    /// Changes that found nothing to change or were cut at a range.
    pub remarks: Vec<String>,
    /// Findings that differ from the baseline in some draw, those of the greatest share of change first.
    pub findings: Vec<FindingAnswer>,
    /// Findings that are the same in every draw, of those that the changes can reach: of changes that only move values no other is looked at.
    pub unchanged: usize,
    /// What influences do over time.
    pub trajectory: Option<TrajectoryResult>,
}

/// A finding before and after.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct FindingAnswer {
    /// Its id.
    pub id: FindingId,
    /// What it is.
    pub label: String,
    /// Mean or frequency before; absent where undefined.
    pub baseline: Option<f64>,
    /// Mean or frequency after.
    pub scenario: Option<f64>,
    /// After less before, draw by draw.
    pub difference: Difference,
    /// Changes of quantities that it reads itself.
    pub direct: Vec<String>,
    /// Ways by which changes reach quantities behind it.
    pub paths: Vec<InfluencePathResult>,
    /// What it would be without one link.
    pub without: Vec<WithoutLinkFound>,
    /// Claims behind it.
    pub claims: Vec<String>,
}
