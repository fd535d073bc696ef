//! The result of a run, as it is printed, stored and shown. Its JSON is a contract: `docs/reference/schemas/run.schema.json`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use detente_balance::geometry::{Frame, Plane, Switch};
use detente_balance::{Signs, TriadClass};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bargain::{ExchangesPortrait, IssuePortrait};
use crate::causal::{CaseCrossImpact, RacePortrait};
use crate::conflict::ConflictPortrait;
use crate::data::{BacktestScore, RecordPortrait};
use crate::finding::Finding;
use crate::forecasts::ForecastScores;
use crate::history::Structure;
use crate::influence::{CausalMap, CourseTold};
use crate::levers::GoalLevers;
use crate::sensitivity::SensitivityPortrait;
use crate::stopped::Stopped;
use crate::timeline::PeriodPortrait;

/// Version of the JSON form.
pub const SCHEMA: &str = "detente-assessment/1";

/// A word of the program's own, also where it is read back from a result that was kept.
pub type Token = Cow<'static, str>;

/// Everything a run found, and what it rests on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Assessment {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The case.
    pub case: CaseInfo,
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
    pub headlines: Vec<String>,
    /// Ids of the scenarios in the order they were asked for, the baseline first.
    pub scenario_order: Vec<String>,
    /// Results by scenario.
    pub scenarios: BTreeMap<String, ScenarioResult>,
    /// Questions of the case with the findings that answer them.
    pub systems: Vec<SystemAnswer>,
    /// Every quantity of the case by path.
    pub quantities: BTreeMap<String, QuantityInfo>,
    /// Every claim by id.
    pub claims: BTreeMap<String, ClaimInfo>,
    /// Actors by id.
    pub actors: BTreeMap<String, ActorInfo>,
    /// Sources by id.
    pub sources: BTreeMap<String, SourceInfo>,
    /// Negotiation formats.
    pub formats: Vec<FormatInfo>,
    /// Forecasts of the case.
    pub forecasts: Vec<ForecastInfo>,
    /// What came of them.
    pub forecast_scores: ForecastScores,
    /// Ties from data beside what the documents say, by rule.
    pub records: Vec<RecordPortrait>,
    /// Scores of backtests that the case keeps.
    pub backtests: Vec<BacktestScore>,
    /// Events of the case.
    pub events: Vec<EventInfo>,
    /// What the headline findings of the baseline hang on, claim by claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs: Vec<SensitivityPortrait>,
    /// The same document by document, where a finding rests on more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs_by_source: Vec<SensitivityPortrait>,
    /// For each goal of the case the cheapest changes that reach it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<GoalLevers>,
    /// The map of causes: links, and the loops among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub causes: Option<CausalMap>,
    /// Combinations of levels that hold each other up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cross_impacts: Vec<CaseCrossImpact>,
    /// Action and reaction where actors threaten each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub race: Option<RacePortrait>,
    /// Parts of the case that are checked but that no engine reads yet.
    pub not_yet_computed: Vec<String>,
    /// How results were made.
    pub method: Vec<String>,
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
pub struct CaseInfo {
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
    /// What low and high of its estimates mean: `5-95` per cent of the doubt, or `absolute` ends.
    pub ends: String,
}

/// One sentence of the answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// The findings it tells.
    pub findings: Vec<String>,
    /// The scenario in which to read them.
    pub scenario: String,
}

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
    /// What influences do, where a change sets some of them going.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseTold>,
    /// The findings.
    pub findings: Vec<Finding>,
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

impl ScenarioResult {
    /// The finding with this id.
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}

/// A view with every quantity at its mode, for figures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ViewPicture {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How rows of a pair are combined.
    pub combine: Token,
    /// What the balance measures weigh ties by.
    pub weights: Token,
    /// Its actors.
    pub actors: Vec<String>,
    /// Pairs that have ties.
    pub ties: Vec<TiePicture>,
    /// Pairs without.
    pub unknown: Vec<String>,
    /// Which signs the ties have at the modes.
    pub signs: Signs,
    /// Best partitions at the modes: the blocs of each.
    pub optima: Vec<Vec<Vec<String>>>,
    /// How many there are.
    pub optima_count: u64,
    /// Triads whose three ties are all there, by class (Dittmer 1981).
    pub triads: Vec<TriadPicture>,
    /// Geometry, where lengths make sense.
    pub figure: Option<FigurePicture>,
    /// How many blocs, what would change them, what else is stable; absent without ties.
    pub structure: Option<Structure>,
    /// The view at every date at which its ties changed, in the baseline alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PeriodPortrait>,
}

/// A triad at the modes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TriadPicture {
    /// Its actors.
    pub actors: [String; 3],
    /// Its class.
    pub class: TriadClass,
    /// Whether it is balanced (an even number of hostile ties).
    pub balanced: bool,
}

/// A pair's tie at the modes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TiePicture {
    /// One actor.
    pub a: String,
    /// The other.
    pub b: String,
    /// Closeness at the modes.
    pub closeness: f64,
    /// The same from the lower ends of all its rows.
    pub low: f64,
    /// The same from the upper ends.
    pub high: f64,
    /// Firmness at the modes.
    pub firmness: f64,
    /// Whether every row behind it has a basis other than `explicit`, or its sign is in doubt.
    pub doubtful: bool,
    /// Whether its firmness is a default.
    pub firmness_assumed: bool,
    /// Dimensions of its rows.
    pub dimensions: Vec<String>,
    /// Paths of the quantities behind it.
    pub quantities: Vec<String>,
    /// Claims behind those.
    pub claims: Vec<String>,
}

/// The figure of a view: both of its readings.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct FigurePicture {
    /// Actors in the order of the sides; empty when the view has no ring.
    pub ring: Vec<String>,
    /// A picture in the plane; absent when a tie is unknown.
    pub plane: Option<Plane>,
    /// The sides alone as bars: what the frame can hold.
    pub sides_only: Option<Frame>,
    /// All ties as bars.
    pub all_ties: Frame,
    /// Exact gain in cohesion when the weight of a tie grows by 0.1, by tie.
    pub gain_of_a_tenth: BTreeMap<String, f64>,
    /// The cheapest change that puts all actors on one side; absent for larger views.
    pub tighten: Option<TightenPicture>,
}

/// Which ties to tighten, under the assumption that a unit of every tie costs the same.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TightenPicture {
    /// Lead over every other division that the change must reach.
    pub margin: f64,
    /// Its cost with a cost of 1 a unit: the sum of what the ties move.
    pub cost: f64,
    /// Whether there is one plan alone.
    pub unique: bool,
    /// The ties that some cheapest plan moves.
    pub ties: Vec<TightenTie>,
}

/// A tie in the cheapest plans.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TightenTie {
    /// The tie.
    pub tie: String,
    /// Least that it moves in a cheapest plan.
    pub least: f64,
    /// Most that it moves in a cheapest plan.
    pub most: f64,
    /// Costs of a unit of this tie at which the choice switches.
    pub switches: Vec<Switch>,
}

/// A question of the case.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SystemAnswer {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The question.
    pub question: String,
    /// Where the sources speak of it.
    pub locators: Vec<String>,
    /// "computed", "partly computed" or "not yet computed".
    pub state: &'static str,
    /// What is missing.
    pub missing: String,
    /// The findings that answer it, by scenario.
    pub findings: BTreeMap<String, Vec<String>>,
}

/// A quantity, for looking up.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct QuantityInfo {
    /// Lower end.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Upper end.
    pub high: f64,
    /// Family of its distribution.
    pub shape: detente_chance::Shape,
    /// Basis of its row.
    pub basis: &'static str,
    /// Whether the value is a default of the format and not the coder's.
    pub assumed_value: bool,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// File and id of its row.
    pub row: String,
    /// Remark of the coder.
    pub note: String,
}

/// A claim, for looking up.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ClaimInfo {
    /// Who holds it.
    pub speaker: String,
    /// From the speaker to the document.
    pub relay: Vec<String>,
    /// Own, attributed, public …
    pub channel: String,
    /// Fact, belief …
    pub kind: String,
    /// Admiralty grade.
    pub grade: String,
    /// Hedging words.
    pub hedges: Vec<String>,
    /// Basis.
    pub basis: &'static str,
    /// The coder's paraphrase.
    pub text: String,
    /// Where it stands, with the page where it can be derived.
    pub locators: Vec<String>,
    /// Rows that rest on it.
    pub used_by: Vec<String>,
}

/// An actor.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ActorInfo {
    /// Its name.
    pub name: String,
    /// State, party …
    pub kind: String,
    /// What it is part of.
    pub within: Option<String>,
}

/// A source.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SourceInfo {
    /// Its title.
    pub title: String,
    /// Article, notes, book, data set …
    pub kind: String,
    /// Its dates.
    pub dates: String,
    /// How page numbers are derived.
    pub pages: String,
    /// Remark.
    pub note: String,
}

/// A format.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct FormatInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: Vec<String>,
    /// Leaders, official …
    pub level: String,
    /// Status.
    pub status: String,
    /// When it ran.
    pub dates: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// A forecast.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ForecastInfo {
    /// Its id.
    pub id: String,
    /// What is forecast.
    pub statement: String,
    /// The question that decides it.
    pub question: String,
    /// Who made it.
    pub holder: String,
    /// Until when.
    pub horizon: String,
    /// The words used.
    pub words: String,
    /// The band; absent when the words have none.
    pub likelihood: Option<[f64; 3]>,
    /// Yes, no, open, unresolvable.
    pub resolution: String,
    /// Brier score at its most likely value (of a word alone the middle of its band), where it was decided.
    pub brier: Option<f64>,
    /// Why it has no score.
    pub why_not: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// An event.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct EventInfo {
    /// Its id.
    pub id: String,
    /// When.
    pub dates: String,
    /// Who.
    pub actors: Vec<String>,
    /// Towards whom.
    pub targets: Vec<String>,
    /// What.
    pub action: String,
    /// PLOVER class.
    pub class: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}
