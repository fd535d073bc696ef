//! A view of a case at the most likely values.

use std::collections::BTreeMap;

use detente_balance::frustration::BlocCost;
use detente_balance::{Signs, TriadClass};
use detente_case::QuantityPath;
use detente_case::case::Combine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::balance::MinimumResult;
use crate::geometry::FigureResult;
use crate::timeline::{NullBand, PeriodResult};

/// A view with every quantity at its mode, for figures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ViewResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How rows of a pair are combined.
    pub combine: Combine,
    /// What the balance measures weigh ties by.
    pub weights: Weighing,
    /// Its actors.
    pub actors: Vec<String>,
    /// Pairs that have ties.
    pub ties: Vec<ViewTieResult>,
    /// Pairs without.
    pub unknown: Vec<String>,
    /// Which signs the ties have at the modes.
    pub signs: Signs,
    /// Best partitions at the modes: the blocs of each.
    pub optima: Vec<Vec<Vec<String>>>,
    /// How many there are.
    pub optima_count: u64,
    /// Triads whose three ties are all there, by class (Dittmer 1981).
    pub triads: Vec<TriadResult>,
    /// Geometry, where lengths make sense.
    pub figure: Option<FigureResult>,
    /// How many blocs, what would change them, what else is stable; absent without ties.
    pub structure: Option<Structure>,
    /// The view at every date at which its ties changed, in the baseline alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PeriodResult>,
}

/// What balance weighs the ties of a view by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weighing {
    /// How close or hostile a pair is.
    Affinity,
}

/// A triad at the modes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct TriadResult {
    /// Its actors.
    pub actors: [String; 3],
    /// Its class.
    pub class: TriadClass,
    /// Whether it is balanced (an even number of hostile ties).
    pub balanced: bool,
}

/// A pair's tie at the modes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ViewTieResult {
    /// One actor.
    pub a: String,
    /// The other.
    pub b: String,
    /// Affinity at the modes.
    pub affinity: f64,
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
    pub quantities: Vec<QuantityPath>,
    /// Claims behind those.
    pub claims: Vec<String>,
}

/// What the network at the most likely values says beyond its blocs.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Structure {
    /// The index with at most 1, 2, ... blocs.
    pub blocs_curve: Vec<BlocCost>,
    /// The ties whose change moves the two-bloc index most.
    pub next_changes: Vec<NextChange>,
    /// Actors that stand together in every best division, the largest group first; absent where not all were listed.
    pub core: Option<Vec<Vec<String>>>,
    /// The lowest stable configurations; empty for larger views.
    pub minima: Vec<MinimumResult>,
    /// Number of configurations behind their basins.
    pub configurations: u64,
    /// The two-bloc index among networks with the same ties and the signs dealt out anew.
    pub null: Option<NullBand>,
    /// Walk balance of each actor, in (0, 1]; low where it sits in contradictory cycles.
    pub local: BTreeMap<String, f64>,
}

/// The index after one tie is changed.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct NextChange {
    /// The tie.
    pub tie: String,
    /// Its affinity.
    pub weight: f64,
    /// The index as it is.
    pub index: f64,
    /// The index without it.
    pub index_if_gone: f64,
    /// The index with its sign turned.
    pub index_if_turned: f64,
}
