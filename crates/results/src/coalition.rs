//! Coalitions of a plain body.

use schemars::JsonSchema;
use serde::Serialize;

/// What the rule of a body makes of its members.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CoalitionAnswer {
    /// The rule in words.
    pub rule: String,
    /// What is odd about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Members in the order of the table.
    pub members: Vec<MemberResult>,
    /// Winning coalitions.
    pub winning: ExactNumber,
    /// Coalitions, the empty one among them.
    pub coalitions: ExactNumber,
    /// Power of the body to act: the share of coalitions that win (Coleman 1971).
    pub act: ExactNumber,
    /// Whether no two coalitions without a common member both win; absent where that was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proper: Option<bool>,
    /// Whether of a coalition and the rest always one wins; absent where that was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<bool>,
    /// Coalitions that win and lose with any member less.
    pub minimal_winning: CoalitionList,
    /// Coalitions that block and do not with any member less.
    pub minimal_blocking: CoalitionList,
    /// Members who are in every minimal winning coalition.
    pub in_all: Vec<String>,
    /// Who carries what, where members have positions and a threshold is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<LineResult>,
    /// Factions before actors, where members are parts of others and have positions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<LevelsResult>,
}

/// A number that is known exactly where there are few enough members.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ExactNumber {
    /// It.
    pub value: f64,
    /// It as a fraction or a whole number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MemberResult {
    /// Its name.
    pub member: String,
    /// What it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Its weights, one for each column that the rule looks at.
    pub weights: Vec<f64>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<f64>,
    /// Coalitions that win with it and lose without it.
    pub swings: ExactNumber,
    /// Its part of all swings (Banzhaf 1965).
    pub banzhaf: ExactNumber,
    /// The share of the coalitions of the others in which it decides (Penrose 1946).
    pub absolute: ExactNumber,
    /// The share of orders of all members in which it decides (Shapley and Shubik 1954).
    pub shapley: ExactNumber,
    /// Its power to prevent (Coleman 1971).
    pub prevent: ExactNumber,
    /// Its power to initiate (Coleman 1971).
    pub initiate: ExactNumber,
    /// Whether nothing passes without it.
    pub veto: bool,
    /// Whether it wins and blocks alone.
    pub dictator: bool,
    /// Whether it never decides.
    pub dummy: bool,
}

/// A list of coalitions.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CoalitionList {
    /// Their members; those of few members first.
    pub sets: Vec<Vec<String>>,
    /// Whether there are more.
    pub truncated: bool,
}

/// Who carries a side of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionWord {
    /// What lies beyond it.
    Above,
    /// What lies short of it.
    Below,
    /// Nothing.
    Neither,
    /// Both sides win: the rule contradicts itself.
    Both,
}

/// Who carries what on a line.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LineResult {
    /// The point between the two sides.
    pub threshold: f64,
    /// Which side wins.
    pub decision: DecisionWord,
    /// Beyond the threshold.
    pub above: SideResult,
    /// Short of it.
    pub below: SideResult,
    /// Who stands on it, and counts for neither side.
    pub on_the_line: Vec<String>,
    /// Coalitions that win, leave out nobody between their members, and lose where a member at an end goes (Axelrod 1970).
    pub connected: Vec<Vec<String>>,
    /// Minimal winning coalitions that leave out somebody between their members.
    pub jumps: Vec<JumpResult>,
}

/// A side of a threshold.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SideResult {
    /// Who is on it.
    pub members: Vec<String>,
    /// Whether it wins.
    pub wins: bool,
    /// Whether nothing passes without it.
    pub blocks: bool,
    /// Minimal winning coalitions of its members alone.
    pub minimal: CoalitionList,
    /// Whom it would have to win over: the fewest, and of these the nearest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converts: Option<ConvertsResult>,
}

/// Whom a side would have to win over.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ConvertsResult {
    /// Who.
    pub members: Vec<String>,
    /// Sum of their distances to the threshold times salience (1 where the table has none).
    pub distance: f64,
    /// Others who would do as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<Vec<String>>,
    /// Whether every set was looked at.
    pub proven: bool,
}

/// A coalition that jumps over somebody.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct JumpResult {
    /// Its members.
    pub coalition: Vec<String>,
    /// Who stands between them and is not in it.
    pub leaves_out: Vec<String>,
}

/// What actors decide after their factions.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LevelsResult {
    /// Actors with the side on which they come to stand; neither where no side wins inside.
    pub stands: Vec<ActorStand>,
    /// What they decide.
    pub decision: DecisionWord,
    /// What all members would decide by a majority of their weight.
    pub direct: DecisionWord,
}

/// Where an actor comes to stand.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActorStand {
    /// The actor.
    pub actor: String,
    /// Its side.
    pub stand: DecisionWord,
}
