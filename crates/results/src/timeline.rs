//! Networks over time: index, blocs matched from period to period, what changed and which ties made the change.

use std::collections::BTreeMap;

use detente_balance::{NullSummary, Signs, TriadSigns};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::balance::Unfinished;

/// What balance says of a file, period by period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Timeline {
    /// The column or attribute that tells the period of a tie.
    pub by: String,
    /// Its periods.
    pub periods: Vec<PeriodResult>,
}

/// What balance says of one period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct PeriodResult {
    /// Its name.
    pub period: String,
    /// Number of actors.
    pub actors: usize,
    /// Number of ties.
    pub ties: usize,
    /// Which signs they have.
    pub signs: Signs,
    /// Two blocs.
    pub strong: PeriodIndex,
    /// Any number of blocs.
    pub weak: PeriodIndex,
    /// Triads by hostile ties.
    #[schemars(schema_with = "crate::keys::by::<TriadSigns, usize>")]
    pub triads: BTreeMap<TriadSigns, usize>,
    /// Share of balanced triads.
    pub triangle_index: Option<f64>,
    /// The two blocs of every connected part, as many pairs as there are parts; of several best divisions the one in which the
    /// fewest actors changed sides since the period before.
    pub camps: Vec<[Vec<String>; 2]>,
    /// Actors that were not there before.
    pub entered: Vec<String>,
    /// Actors that are no longer there.
    pub left: Vec<String>,
    /// Actors that changed sides against the period before.
    pub moved: Vec<String>,
    /// What yesterday's blocs cost today beyond the best, over the actors of both periods.
    pub inertia: Option<f64>,
    /// Why the index is not what it was; absent in the first period, and where an index behind it is only bounded.
    pub change: Option<IndexChange>,
    /// Ties that go against the blocs now and did not before, or are new.
    pub broke: Vec<String>,
    /// Ties that went against the blocs before and no longer do, or are gone.
    pub mended: Vec<String>,
    /// The index among those of networks with the same ties and the signs dealt out anew; absent without draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub null: Option<NullBand>,
    /// What the limit of steps left open; camps, moves and ties against the blocs are those of the best division found, which is the best one
    /// only where the index is proven.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<Unfinished>,
}

/// An index with its proof.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct PeriodIndex {
    /// Cost of the best division.
    pub frustration: f64,
    /// Proven lower bound.
    pub lower_bound: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// 1 - 2 frustration / total weight; absent where the index is only bounded.
    pub normalised: Option<f64>,
    /// Number of best divisions; absent where they were not all counted.
    pub optimal_partitions: Option<u64>,
}

/// The difference of two indices by what changed, averaged over all orders of the four groups (Shapley 1953); the parts add up.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct IndexChange {
    /// The difference.
    pub total: f64,
    /// By ties that are new.
    pub new: f64,
    /// By ties that are gone.
    pub gone: f64,
    /// By ties whose sign turned.
    pub turned: f64,
    /// By ties that changed their weight alone.
    pub reweighted: f64,
}

/// Where an index stands among those of a null model.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct NullBand {
    /// Networks drawn.
    pub draws: usize,
    /// 5 % of them have an index up to this; absent where one of them is only bounded.
    pub low: Option<f64>,
    /// Their mean; absent where one of them is only bounded.
    pub mean: Option<f64>,
    /// 95 % of them have an index up to this; absent where one of them is only bounded.
    pub high: Option<f64>,
    /// (observed - mean) / sd.
    pub z: Option<f64>,
    /// Share with an index no larger, the observed one included; absent where bounds leave it open.
    pub p: Option<f64>,
    /// Networks whose index is only bounded, because the search ended at its limit of steps.
    #[serde(default)]
    pub bounded: usize,
    /// What p is at least and at most, where bounds leave it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_bounds: Option<(f64, f64)>,
}

impl From<NullSummary> for NullBand {
    fn from(null: NullSummary) -> Self {
        let at = |place: usize| null.quantiles.map(|quantiles| quantiles[place]);
        let NullSummary { draws, mean, z, p, bounded, p_bounds, .. } = null;
        Self { draws, low: at(1), mean, high: at(3), z, p, bounded, p_bounds }
    }
}

/// A view at several dates.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct OverTime {
    /// Id of the view.
    pub view: String,
    /// The dates.
    pub periods: Vec<DatedPeriod>,
}

/// A view at one date, every quantity at its mode.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DatedPeriod {
    /// Balance, blocs, triads and what changed.
    #[serde(flatten)]
    pub result: PeriodResult,
    /// Weight of all ties.
    pub weight: f64,
    /// Algebraic connectivity by firmness; absent without it or without a figure that hangs together.
    pub cohesion: Option<f64>,
    /// Skew of all sides: longest over shortest less one; absent without sides.
    pub skew: Option<f64>,
    /// Ties that are not what they were at the date before.
    pub changed: Vec<ChangedTie>,
}

/// A tie that changed.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChangedTie {
    /// The pair.
    pub tie: String,
    /// Affinity at the date before; 0 where there was none.
    pub before: f64,
    /// Affinity now.
    pub after: f64,
    /// Claims behind it that were not behind it before.
    pub new_claims: Vec<String>,
    /// Claims that no longer are.
    pub gone_claims: Vec<String>,
}
