//! Influences: trajectories over time, reasons, and the map with its loops.

use std::collections::BTreeMap;

use detente_case::{FindingId, QuantityPath};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A distribution period by period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Fan {
    /// At the most likely values.
    pub at_mode: Vec<f64>,
    /// Mean of the draws.
    pub mean: Vec<f64>,
    /// 5 % quantile.
    pub p05: Vec<f64>,
    /// Median.
    pub p50: Vec<f64>,
    /// 95 % quantile.
    pub p95: Vec<f64>,
}

/// What influences do under a what-if.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TrajectoryResult {
    /// Periods followed after now; results are read at the last.
    pub horizon: usize,
    /// Share of values that had to be cut at an end of their range.
    pub saturated: f64,
    /// Quantities that influences move, those that move most first.
    pub moved: Vec<MovedResult>,
    /// Findings over time, those that change first first.
    pub findings: Vec<FindingTrajectory>,
}

/// A finding period by period, over the first draws.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct FindingTrajectory {
    /// Its id.
    pub finding: FindingId,
    /// What it is.
    pub label: String,
    /// First period in which its mean differs from the baseline's by more than a hundredth of what it comes to.
    pub first: Option<usize>,
    /// Its trajectory; the mean is the frequency of what is or is not.
    pub trajectory: Fan,
}

/// A quantity that influences move.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct MovedResult {
    /// Its path.
    pub quantity: QuantityPath,
    /// What happened to it and why, in words.
    pub words: String,
    /// Its level before, at the most likely values.
    pub before: f64,
    /// Its level at the horizon, at the most likely values.
    pub after: f64,
    /// The same change as a share of its range.
    pub share_of_range: f64,
    /// Mean change over the draws.
    pub mean_change: f64,
    /// Share of the draws in which it rises.
    pub rises: f64,
    /// Share of the draws in which it falls.
    pub falls: f64,
    /// First period in which it differs at the most likely values.
    pub first: Option<usize>,
    /// Its trajectory.
    pub trajectory: Fan,
    /// The ways by which changes reach it, the strongest first.
    pub paths: Vec<InfluencePathResult>,
    /// Whether there are more or longer ways than are listed.
    pub paths_cut: bool,
    /// What the ways do not add up to: loops, bending at the ends of ranges, ways that are not listed.
    pub remainder: f64,
    /// What the signs of the ways alone say.
    pub sign: WaySigns,
    /// What it would be without one link, for the links that matter most.
    pub without: Vec<WithoutLink>,
}

/// What the signs of the ways to a quantity alone say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WaySigns {
    /// All ways raise it.
    Rise,
    /// All ways lower it.
    Fall,
    /// Some raise it, some lower it.
    #[serde(rename = "opposing paths")]
    Opposing,
    /// No way reaches it.
    None,
}

/// A way from a change to a quantity.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct InfluencePathResult {
    /// Quantities passed, the changed one first.
    pub through: Vec<QuantityPath>,
    /// Links passed, by id.
    pub links: Vec<String>,
    /// What it adds up to the horizon in units of the quantity, were nothing bent (product of gains times the change at its start).
    pub contribution: f64,
    /// Sum of its lags in periods.
    pub lag: f64,
    /// Claims on its links.
    pub claims: Vec<String>,
}

/// The counterfactual without a link.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct WithoutLink {
    /// The link, by id.
    pub link: String,
    /// The level at the horizon without it, at the most likely values.
    pub after: f64,
    /// What it adds: the level with it less the level without. These need not add up.
    pub adds: f64,
    /// Claims on it.
    pub claims: Vec<String>,
}

/// The map of causes of a case.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CausalMap {
    /// Quantities in it, by path.
    pub quantities: Vec<String>,
    /// Their ranges.
    pub ranges: BTreeMap<String, (f64, f64)>,
    /// Its links.
    pub links: Vec<LinkResult>,
    /// Its loops at the most likely gains, the strongest first.
    pub loops: Vec<InfluenceLoopResult>,
    /// Whether there are more loops than are listed.
    pub truncated: bool,
    /// Longest loop looked for.
    pub longest: usize,
}

/// A link of the map.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LinkResult {
    /// Its id.
    pub id: String,
    /// The cause.
    pub cause: String,
    /// The effect.
    pub effect: String,
    /// Share of the effect's range per share of the cause's, at the most likely value.
    pub gain: f64,
    /// The same in units of the effect per unit of the cause; absent where a range has no width.
    pub natural: Option<f64>,
    /// Lag in periods.
    pub lag: usize,
    /// Probability that it exists.
    pub probability: f64,
    /// Whether it lies on a loop.
    pub on_loop: bool,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct InfluenceLoopResult {
    /// R1, R2 … reinforce, B1, B2 … balance.
    pub name: String,
    /// Quantities passed.
    pub through: Vec<String>,
    /// Links passed, by id.
    pub links: Vec<String>,
    /// Product of its gains: below 1 in size it damps out, above it grows until ranges bend it.
    pub gain: f64,
    /// Periods once round.
    pub lag: f64,
    /// Whether it is in the short list: loops, the shortest first, each with a link that none before it has (Oliva 2004).
    pub independent: bool,
    /// Claims on its links.
    pub claims: Vec<String>,
}
