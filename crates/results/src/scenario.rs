//! What one scenario gives.

use std::collections::BTreeMap;

use detente_case::case::Basis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::arms_race::RaceResult;
use crate::bargaining::{ExchangesResult, IssueResult};
use crate::conflict::ConflictResult;
use crate::cross_impact::CaseCrossImpact;
use crate::finding::Finding;
use crate::influence::TrajectoryResult;
use crate::provenance::Provenance;
use crate::sentence::Unanswered;
use crate::view::ViewResult;

/// Id of the case as it is.
pub const BASELINE: &str = "baseline";

/// What one scenario gave.
///
/// A finding that is as in the baseline does not stand here again. All findings of a scenario `s` of an assessment `a`, in Python:
///
/// ```python
/// own, base = iter(s["findings"]), a["scenarios"]["baseline"]["findings"]
/// places = s.get("unchanged", [None] * len(s["findings"]))
/// whole = [next(own) if place is None else base[place] for place in places]
/// ```
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
    /// Issues and conflicts that have no answer at the most likely values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<Unanswered>,
    /// Status of each forum.
    pub forums: BTreeMap<String, String>,
    /// Pictures of the views.
    pub views: Vec<ViewResult>,
    /// Conflicts at the most likely values: all in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictResult>,
    /// Issues at the most likely values: all in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueResult>,
    /// Exchanges between the issues, where some differ from the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanges: Option<ExchangesResult>,
    /// Combinations of levels that hold each other up: all models in the baseline, those that differ from it in a scenario.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cross_impacts: Vec<CaseCrossImpact>,
    /// Action and reaction where actors threaten each other: in the baseline, and in a scenario where it differs from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<RaceResult>,
    /// What influences do, where a change sets some of them going.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trajectory: Option<TrajectoryResult>,
    /// The findings: all in the baseline, those that are not `unchanged` in a scenario.
    pub findings: Vec<Finding>,
    /// Every finding of a scenario in its order: where it is as in the baseline, its place among the findings of the baseline, from 0;
    /// where it is not, null, and it is the next of `findings`. As in the baseline is a finding of which every field is the same, and which
    /// differs in no draw: its `difference` is 0 in all `distribution.defined` or `probability.draws` pairs, absent where it has neither. A
    /// finding of the baseline whose place is not listed does not exist in the scenario. Absent in the baseline, where `findings` are all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchanged: Option<Vec<Option<usize>>>,
}

impl ScenarioResult {
    /// The finding with this id among those that stand here: of a scenario of an assessment those that are not as in the baseline.
    pub fn finding(&self, id: &(impl AsRef<str> + ?Sized)) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id.as_str() == id.as_ref())
    }
}

/// A scenario by itself, before it is put beside the baseline: all its findings, and what they rest on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FinishedScenario {
    /// What it gave; none of its findings is left out.
    pub result: ScenarioResult,
    /// What its findings rest on.
    pub provenance: Vec<Provenance>,
}

/// What a change of a what-if rests on.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ChangeGround {
    /// The change, as it would be typed.
    pub change: String,
    /// Its basis.
    pub basis: Basis,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// A remark.
    pub note: String,
}
