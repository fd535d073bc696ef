//! The form of the JSON of a plain figure. Measures of orders and triples are named after their actors, so that the object is made name
//! by name; this is what its schema says.

use std::collections::BTreeMap;

use detente_balance::geometry::Switch;
use schemars::JsonSchema;
use serde::Serialize;

/// A value for every tie, by its name `A-B`.
type ByTie<T> = BTreeMap<String, T>;

/// Everything that geometry says of a figure; measures that are undefined are absent or `null`.
#[derive(Debug, JsonSchema, Serialize)]
pub struct FigureForm {
    /// The actors.
    pub actors: Vec<String>,
    /// Lengths of the ties: 0 is as close as can be, 1 as far.
    pub lengths: ByTie<f64>,
    /// `skew_cv_ring_A_B_C_D`: spread of the sides of a ring over their mean; `lean_A_B_C`: how much farther A is from B than from C.
    #[serde(flatten)]
    pub named: BTreeMap<String, f64>,
    /// Divisions into two sides with what lies across, the weakest line first; for up to eight actors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cuts: Option<Vec<(String, f64)>>,
    /// Divisions into two blocs with their cost, the best first; for up to eight actors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partitions: Option<Vec<(String, f64)>>,
    /// Least weight that a division into two blocs goes against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frustration: Option<f64>,
    /// Sum of all weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
    /// How many divisions are best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimal_partitions: Option<u64>,
    /// Cost of the next best division beyond the best; `null` without ties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Option<f64>>,
    /// Largest error on every tie at once that the best division survives; `null` without ties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<Option<f64>>,
    /// How far a tie alone may move; `null` for a tie of weight 0 between parts that nothing else connects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<ByTie<Option<f64>>>,
    /// Four times the bound below, per actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_laplacian_min: Option<f64>,
    /// Lower bound of the frustration by the signed Laplacian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frustration_lower_bound: Option<f64>,
    /// Least weight that a division into any number of blocs goes against; `null` for figures too large to search through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak_balance_min: Option<Option<f64>>,
    /// Triads by class (Dittmer 1981).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triads: Option<BTreeMap<String, usize>>,
    /// Triads with an even number of hostile ties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balanced_triads: Option<usize>,
    /// Mean of delta over all fours of actors whose six ties are there; `null` where there are none.
    pub mean_delta: Option<f64>,
    /// The same of each actor, over the fours that hold it.
    pub mean_delta_by_actor: BTreeMap<String, Option<f64>>,
    /// Spread of the lengths of all ties over their mean; `null` where all are as close as can be.
    pub skew_cv_all_ties: Option<f64>,
    /// The same of the ties of each actor.
    pub skew_cv_by_actor: BTreeMap<String, Option<f64>>,
    /// What is left out of a figure of many actors; absent where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// Cleavages of four actors with all six ties.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    pub cleavages: Option<BoxForm>,
    /// Triples of actors of which one side is longer than the other two together.
    pub triangle_violations: usize,
    /// Inequalities that were looked at: three for every three actors whose ties are all there.
    pub triangle_inequalities: usize,
    /// Those that fail, the one that fails most first.
    pub triangles_violated: Vec<DetourForm>,
    /// Cleavages with their isolation index; absent where a pair has no tie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub splits: Option<Vec<SplitForm>>,
    /// Cohesion: second-smallest eigenvalue of the weighted Laplacian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda2: Option<f64>,
    /// The next eigenvalue; `null` below three actors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda3: Option<Option<f64>>,
    /// Unit vector of `lambda2`, by actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiedler_abs_sign_fixed: Option<BTreeMap<String, f64>>,
    /// Gain in cohesion by weight; absent where no single tie raises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dlambda2_dw: Option<ByTie<f64>>,
    /// Gain in cohesion by firmness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dlambda2_dk: Option<ByTie<f64>>,
    /// Gain in cohesion by affinity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dlambda2_ds: Option<ByTie<f64>>,
    /// Exact gain in cohesion when the weight of a tie grows by 0.1.
    #[serde(rename = "lambda2_gain_if_w_plus_0.1", skip_serializing_if = "Option::is_none")]
    pub gain_of_a_tenth: Option<ByTie<f64>>,
    /// Stress of the picture in the plane.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mds_stress1: Option<f64>,
    /// Rigidity in the plane.
    #[serde(rename = "lambda4_2D", skip_serializing_if = "Option::is_none")]
    pub lambda4: Option<f64>,
    /// The next eigenvalue.
    #[serde(rename = "lambda5_2D", skip_serializing_if = "Option::is_none")]
    pub lambda5: Option<Option<f64>>,
    /// Gain in rigidity by firmness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dlambda4_dk: Option<ByTie<f64>>,
    /// The sides of the first order of four as bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub four_bar: Option<FrameForm>,
    /// The sides of a ring of another number of actors as bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ring: Option<FrameForm>,
    /// All ties as bars.
    pub all_ties: FrameForm,
    /// The cheapest tightening; `null` where none was computed.
    pub tighten: Option<TightenForm>,
}

/// Two actors that are farther apart than the way over a third is long.
#[derive(Debug, JsonSchema, Serialize)]
pub struct DetourForm {
    /// The two.
    pub far: [String; 2],
    /// The third.
    pub over: String,
    /// By how much the way over it is shorter.
    pub shorter_by: f64,
}

/// Cleavages of four actors as a box.
#[derive(Debug, JsonSchema, Serialize)]
pub struct BoxForm {
    /// The main cleavage.
    pub main: [Vec<String>; 2],
    /// Its width.
    pub alpha: f64,
    /// The cleavage across it.
    pub cross: [Vec<String>; 2],
    /// Its width.
    pub beta: f64,
    /// 0 is one clean cleavage, 1 two equal ones; `null` where there is none.
    pub delta: Option<f64>,
    /// What is of each actor alone.
    pub tails: BTreeMap<String, f64>,
}

/// A cleavage.
#[derive(Debug, JsonSchema, Serialize)]
pub struct SplitForm {
    /// Its isolation index.
    pub index: f64,
    /// One side.
    #[serde(rename = "A")]
    pub one: Vec<String>,
    /// The other.
    #[serde(rename = "B")]
    pub other: Vec<String>,
}

/// Bars in the plane.
#[derive(Debug, JsonSchema, Serialize)]
pub struct FrameForm {
    /// Rank of the rigidity matrix.
    pub rank: usize,
    /// Motions that are free.
    pub dof: usize,
    /// 0 where a motion is free, however firm the bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lambda4: Option<f64>,
}

/// The cheapest change that puts a division ahead, or why there is none.
#[derive(Debug, JsonSchema, Serialize)]
pub struct TightenForm {
    /// The division.
    pub target: String,
    /// Its lead.
    pub margin: f64,
    /// Why no change reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impossible: Option<String>,
    /// Cost of the cheapest change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimum: Option<f64>,
    /// One cheapest change, by tie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_solution: Option<ByTie<f64>>,
    /// Divisions that hold it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binding: Option<Vec<String>>,
    /// Whether there is one cheapest change alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique: Option<bool>,
    /// Least and most that a tie moves in a cheapest change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranges: Option<ByTie<(f64, f64)>>,
    /// Costs of a unit of a tie at which the choice switches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_values: Option<ByTie<Vec<Switch>>>,
}
