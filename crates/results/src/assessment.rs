//! The result of a run, as it is printed, stored and shown. Its JSON is a contract: `docs/reference/schemas/run.schema.json`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use detente_case::FindingId;
use detente_case::case::{Ends, Period};
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::catalogue::{ActorEntry, ClaimEntry, EventEntry, ForecastEntry, ForumEntry, QuantityEntry, SourceEntry};
use crate::finding::Finding;
use crate::forecasts::ForecastScores;
use crate::influence::CausalMap;
use crate::levers::GoalLevers;
use crate::provenance::{NOTHING, Provenance};
use crate::record::{BacktestScore, RecordResult};
use crate::scenario::{BASELINE, FinishedScenario, ScenarioResult};
use crate::sensitivity::SensitivityResult;
use crate::sentence::Sentence;
use crate::stopped::Stopped;

/// Version of the JSON form.
pub const SCHEMA: &str = "detente-assessment/2";

/// Everything a run found, and what it rests on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Assessment {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The case.
    pub case: CaseEntry,
    /// Seed of the draws; as text beyond 2^53 - 1, where a reader may not have it as a number.
    #[serde(serialize_with = "crate::seed::write")]
    #[schemars(schema_with = "crate::seed::schema")]
    pub seed: u64,
    /// Number of draws.
    pub draws: u32,
    /// The date the case was read as of.
    pub as_of: String,
    /// What is missing because the run was stopped; null for a run that came to its end.
    pub stopped: Option<Stopped>,
    /// The answer in three sentences.
    pub answer: Vec<Sentence>,
    /// The answer for each conflict: what holds, how surely, on what that hangs.
    pub conflict_answers: Vec<Sentence>,
    /// The answer for each issue: where it lands, how surely, who pulls it there, what would move it.
    pub issue_answers: Vec<Sentence>,
    /// Ids of the findings to look at first, in the order of the views.
    pub headlines: Vec<FindingId>,
    /// Ids of the scenarios in the order they were asked for, the baseline first.
    pub scenario_order: Vec<String>,
    /// Results by scenario.
    pub scenarios: BTreeMap<String, ScenarioResult>,
    /// What findings rest on, in the order in which the findings of `scenario_order` first use it: a finding has the place of its set.
    pub provenance: Vec<Provenance>,
    /// What the case is asked, answered.
    pub answers: Vec<Answer>,
    /// Every quantity of the case by path.
    pub quantities: BTreeMap<String, QuantityEntry>,
    /// Every claim by id.
    pub claims: BTreeMap<String, ClaimEntry>,
    /// Actors by id.
    pub actors: BTreeMap<String, ActorEntry>,
    /// Sources by id.
    pub sources: BTreeMap<String, SourceEntry>,
    /// Forums of talks.
    pub forums: Vec<ForumEntry>,
    /// Forecasts of the case.
    pub forecasts: Vec<ForecastEntry>,
    /// What came of them.
    pub forecast_scores: ForecastScores,
    /// Ties from data beside what the documents say, by rule.
    pub records: Vec<RecordResult>,
    /// Scores of backtests that the case keeps.
    pub backtests: Vec<BacktestScore>,
    /// Events of the case.
    pub events: Vec<EventEntry>,
    /// What the headline findings of the baseline hang on, claim by claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs: Vec<SensitivityResult>,
    /// The same document by document, where a finding rests on more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs_by_source: Vec<SensitivityResult>,
    /// For each goal of the case the cheapest changes that reach it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<GoalLevers>,
    /// The map of causes: links, and the loops among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub causes: Option<CausalMap>,
    /// Parts of the case that are checked but that no engine reads yet.
    pub not_yet_computed: Vec<String>,
    /// How results were made.
    pub method: Vec<String>,
}

impl Assessment {
    /// All findings of a scenario in its order, those that are as in the baseline too; none where there is no such scenario.
    pub fn findings(&self, scenario: &str) -> Vec<Cow<'_, Finding>> {
        let of = |id: &str| self.scenarios.get(id).map(|result| result.findings.as_slice()).unwrap_or_default();
        let (own, baseline) = (of(scenario), of(BASELINE));
        let Some(places) = self.scenarios.get(scenario).and_then(|result| result.unchanged.as_ref()) else {
            return own.iter().map(Cow::Borrowed).collect();
        };
        let mut own = own.iter();
        let finding = |place: &Option<usize>| match place {
            None => own.next().map(Cow::Borrowed),
            Some(place) => baseline.get(*place).map(|finding| Cow::Owned(finding.unchanged())),
        };
        places.iter().filter_map(finding).collect()
    }

    /// The finding of a scenario with this id.
    pub fn finding(&self, scenario: &str, id: &str) -> Option<Cow<'_, Finding>> {
        self.findings(scenario).into_iter().find(|finding| finding.id.as_str() == id)
    }

    /// A scenario by itself, nothing left out.
    pub fn finished(&self, scenario: &str) -> Option<FinishedScenario> {
        let result = self.scenarios.get(scenario)?;
        let findings = self.findings(scenario).into_iter().map(Cow::into_owned).collect();
        let result = ScenarioResult { findings, unchanged: None, ..result.clone() };
        Some(FinishedScenario { result, provenance: self.provenance.clone() })
    }

    /// The quantities and claims behind a finding.
    pub fn behind(&self, finding: &Finding) -> &Provenance {
        self.provenance.get(finding.provenance).unwrap_or(&NOTHING)
    }
}

/// The program.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// What the case says of itself.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CaseEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Its own date.
    pub as_of: String,
    /// What is judgement, and what the sources leave open.
    pub notes: Vec<String>,
    /// What low and high of its estimates mean.
    pub ends: Ends,
    /// How long a period is.
    pub period: Period,
}
