//! What one scenario gives.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::arms_race::RacePortrait;
use crate::bargaining::{ExchangesPortrait, IssuePortrait};
use crate::conflict::ConflictPortrait;
use crate::cross_impact::CaseCrossImpact;
use crate::finding::Finding;
use crate::influence::CourseTold;
use crate::token::Token;
use crate::view::ViewPicture;

/// Id of the case as it is.
pub const BASELINE: &str = "baseline";

/// What one scenario gave.
#[derive(Debug, Clone, JsonSchema, Serialize, Deserialize)]
pub struct ScenarioResult {
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// Its changes, as they would be typed.
    pub changes: Vec<String>,
    /// What each change rests on.
    pub grounds: Vec<ChangeGround>,
    /// Changes that found nothing to change or were cut at a range.
    pub remarks: Vec<String>,
    /// Rows that no longer count because their basis or all their claims were left out.
    pub lost: Vec<String>,
    /// Status of each format.
    pub formats: BTreeMap<String, String>,
    /// Pictures of the views.
    pub views: Vec<ViewPicture>,
    /// Conflicts at the most likely values: all in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictPortrait>,
    /// Issues at the most likely values: all in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssuePortrait>,
    /// Exchanges between the issues, where some differ from the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanges: Option<ExchangesPortrait>,
    /// Combinations of levels that hold each other up: all models in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cross_impacts: Vec<CaseCrossImpact>,
    /// Action and reaction where actors threaten each other: in the baseline, and in a scenario where it differs from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<RacePortrait>,
    /// What influences do, where a change sets some of them going.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseTold>,
    /// The findings.
    pub findings: Vec<Finding>,
}

impl ScenarioResult {
    /// The finding with this id.
    pub fn finding(&self, id: &(impl AsRef<str> + ?Sized)) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id.as_str() == id.as_ref())
    }
}

/// What a change of a what-if rests on.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ChangeGround {
    /// The change, as it would be typed.
    pub change: String,
    /// Its basis.
    pub basis: Token,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// A remark.
    pub note: String,
}
