//! Structural balance of a signed network.

use std::collections::BTreeMap;

use detente_balance::frustration::{BlocCost, Certificate};
use detente_balance::{NullSummary, Signs, Status, TriadSigns};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What balance says of a network.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct NetworkResult {
    /// Number of actors.
    pub actors: usize,
    /// Number of ties.
    pub ties: usize,
    /// Which signs they have.
    pub signs: Signs,
    /// The step to which weights are rounded before anything is proven of them; absent where they are kept as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<f64>,
    /// Two blocs; absent when only the other was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<BlocResult>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<BlocResult>,
    /// The index with at most 1, 2, ... blocs; empty when only one reading was asked for.
    pub blocs_curve: Vec<BlocCost>,
    /// The proofs of the curve from three blocs on; they go into certificates alone.
    #[serde(skip)]
    pub blocs_proofs: Vec<Certificate>,
    /// Triads by hostile ties.
    #[schemars(schema_with = "crate::keys::by::<TriadSigns, usize>")]
    pub triads: BTreeMap<TriadSigns, usize>,
    /// Share of balanced triads; absent without any.
    pub triangle_index: Option<f64>,
    /// Walk balance at inverse temperature 1; absent for large networks.
    pub walk_balance: Option<f64>,
    /// Walk balance at one over the spectral radius, which does not depend on the scale of the weights.
    pub walk_balance_scaled: Option<f64>,
    /// Spectral radius of the absolute weights.
    pub spectral_radius: Option<f64>,
    /// Closed walks of 2, 3, ... ties: signed sum over sum.
    pub balance_by_length: BTreeMap<usize, f64>,
    /// Lower bound of the two-bloc index by the signed Laplacian.
    pub laplacian_bound: Option<f64>,
    /// Two camps by the leading eigenvector.
    pub polarisation: Option<CampResult>,
    /// Walk balance of each actor.
    pub local: Vec<(String, f64)>,
    /// Stable configurations (landscape theory); absent for larger networks.
    pub landscape: Option<LandscapeResult>,
    /// The two-bloc index among those of null models.
    pub null_models: Vec<NullSummary>,
    /// What the limit of steps left open beside the readings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<Unfinished>,
}

impl NetworkResult {
    /// The reading of a kind, as far as it is drawn.
    pub fn reading(&self, kind: BlocKind) -> Option<&BlocResult> {
        match kind {
            BlocKind::Strong => self.strong.as_ref(),
            BlocKind::Weak => self.weak.as_ref(),
        }
    }
}

/// A reading of a network into blocs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlocKind {
    /// Two blocs.
    Strong,
    /// Any number of blocs.
    Weak,
}

/// Two camps by the leading eigenvector (Bonchi and others 2019).
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CampResult {
    /// Ties inside the camps minus ties between them, per actor.
    pub degree: f64,
    /// No camps can do better.
    pub bound: f64,
    /// One camp.
    pub camp: Vec<String>,
    /// The other.
    pub opponents: Vec<String>,
}

/// A landscape by names.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct LandscapeResult {
    /// Number of configurations.
    pub configurations: u64,
    /// Minima, lowest first.
    pub minima: Vec<MinimumResult>,
}

/// A stable configuration.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct MinimumResult {
    /// One side.
    pub side: Vec<String>,
    /// The other.
    pub against: Vec<String>,
    /// Twice the sum of the ties across; the lower the better.
    pub energy: f64,
    /// Strict, plateau or shelf.
    pub rest: detente_balance::Rest,
    /// Configurations that run down to it.
    pub basin: u64,
    /// How far the energy must rise to leave it for one that is no higher.
    pub depth: Option<f64>,
}

/// One reading of a network into blocs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct BlocResult {
    /// Cost of the best division found.
    pub frustration: f64,
    /// Proven lower bound.
    pub lower_bound: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// 1 - 2 frustration / total weight; 1 is balanced. Absent where the index is only bounded.
    pub normalised: Option<f64>,
    /// What it is at least and at most, where the index is only bounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalised_bounds: Option<(f64, f64)>,
    /// Number of best divisions; absent where they were not counted.
    pub optimal_partitions: Option<u64>,
    /// A lower bound of that number where they were not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimal_partitions_at_least: Option<u64>,
    /// Cost of the next best division beyond the best; absent where it was not computed.
    pub margin: Option<f64>,
    /// What it is at least and at most, where its search ended at the limit of steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin_bounds: Option<(f64, f64)>,
    /// Largest error on every tie at once that the best division survives; absent where it was not computed.
    pub radius: Option<f64>,
    /// The smallest change that overturns the best division: one tie that moves by the margin towards the other sign.
    pub overturned_by: Option<(String, String)>,
    /// Finest blocs of the best division: actors joined by close ties that it keeps.
    pub blocs: Vec<Vec<String>>,
    /// Actors that stand together in every best division; absent where not all were listed.
    pub core: Option<Vec<Vec<String>>>,
    /// Per actor half the weight at its ties that best divisions go against: least and most.
    pub cost_share: BTreeMap<String, (f64, f64)>,
    /// The ties.
    pub ties: Vec<TieResult>,
    /// Single ties whose removal or turning lowers the index most, and whose turning raises it most.
    pub next_changes: Vec<ChangeResult>,
    /// What the limit of steps left open; blocs and ties that go against them are those of the best division found, which is the best one
    /// only where the index is proven.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<Unfinished>,
    /// The proof of both bounds.
    pub certificate: Certificate,
}

/// A part of a result whose search ended at the limit of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfinished {
    /// The index is only bounded, so nothing is known of best divisions, margin, tolerances and uniform error.
    Index,
    /// How many divisions are best.
    BestDivisions,
    /// The margin is only bounded.
    Margin,
    /// Some ties have no tolerance.
    Tolerances,
    /// The uniform error.
    UniformError,
    /// The index by number of blocs.
    Curve,
    /// Why the index changed since the period before.
    Change,
    /// What the blocs of the period before would cost.
    Inertia,
    /// The null models.
    NullModels,
}

/// A tie in a reading.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct TieResult {
    /// One actor.
    pub source: String,
    /// The other.
    pub target: String,
    /// Its weight.
    pub weight: f64,
    /// Whether the division shown goes against it.
    pub frustrated: bool,
    /// Whether all, some or no best divisions do; absent where they were not counted.
    pub status: Option<Status>,
    /// How far it alone may move before its ends change places; absent where it was not computed.
    pub tolerance: Option<f64>,
    /// Least cost of a division that satisfies it, and of one that goes against it.
    pub costs: Option<(f64, f64)>,
}

/// The index after one tie is changed, without a new search.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ChangeResult {
    /// The tie.
    pub tie: (String, String),
    /// Its weight.
    pub weight: f64,
    /// The index without it.
    pub index_if_gone: f64,
    /// The index with its sign turned.
    pub index_if_turned: f64,
}

/// Signed triads of directed ties.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct DirectedResult {
    /// Number of actors.
    pub actors: usize,
    /// Number of directed ties.
    pub arcs: usize,
    /// Triads by type.
    pub triads: Vec<DirectedType>,
}

/// The triads of one type.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct DirectedType {
    /// The six arcs a→b b→a a→c c→a b→c c→b, each `+`, `-` or `0`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its mutual, asymmetric and null pairs (Holland and Leinhardt 1976).
    pub man: String,
    /// Triads of this type.
    pub count: usize,
}

/// The proofs of a result, as a file.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Certificates {
    /// The network that is proven of: actors in order, then ties by place; absent in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<ProvenNetwork>,
    /// What rounding the weights to whole steps moves the cost of a division by at most; absent where they stand as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded_by: Option<f64>,
    /// Two blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<Certificate>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<Certificate>,
    /// At most three, four, ... blocs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub most: Vec<Certificate>,
}

/// A network inside a certificate, so that it can be checked without any other file.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ProvenNetwork {
    /// Names of the actors.
    pub actors: Vec<String>,
    /// Place of one actor, of the other, weight.
    pub ties: Vec<(usize, usize, f64)>,
}
