//! What a conclusion hangs on: indices by group, claims knocked out one by one, screening, and boxes of quantities.

use detente_case::{FindingId, QuantityPath};
use detente_chance::Index;
use schemars::JsonSchema;
use serde::Serialize;

detente_chance::words! {
    /// What quantities are put together by.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
    pub enum Grouping {
        /// Claim by claim.
        Claim = "claim",
        /// Document by document.
        Source = "source",
        /// By who says it.
        Speaker = "speaker",
        /// By the way it reached the reader.
        Channel = "channel",
        /// Each quantity alone.
        Quantity = "quantity",
        /// Rows of ties.
        Tie = "tie",
        /// Actors.
        Actor = "actor",
        /// Ties, positions, links … of the model.
        Part = "part",
    }
}

/// What a finding hangs on.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SensitivityResult {
    /// The finding.
    pub finding: FindingId,
    /// What it is.
    pub label: String,
    /// Mean or frequency over the base points.
    pub number: f64,
    /// Variance over the base points.
    pub variance: f64,
    /// What was grouped by.
    pub by: Grouping,
    /// Base points.
    pub points: u32,
    /// Base points left out because the finding is undefined somewhere.
    pub undefined: usize,
    /// Runs of the model.
    pub runs: u64,
    /// Quantities behind it.
    pub quantities: usize,
    /// Why no shares are told, where none are: what the draws can say of them is too little.
    pub too_few: Option<String>,
    /// Groups, those of the greatest total index first. Where claims share quantities, shares overlap.
    pub groups: Vec<GroupShare>,
    /// What to know when reading them.
    pub notes: Vec<String>,
}

/// What a group accounts for.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GroupShare {
    /// Claim, source, quantity …
    pub group: String,
    /// The claim's text, or what the group is.
    pub text: String,
    /// Quantities in it.
    pub quantities: usize,
    /// Share of the variance that it alone accounts for; absent where that cannot be told.
    pub first: Option<Index>,
    /// Share of the variance that would go if it were known, with all it takes part in; absent likewise.
    pub total: Option<Index>,
    /// What the finding would be without its claims; absent where the group is not of claims.
    pub without: Option<KnockOut>,
}

/// A finding without some claims.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct KnockOut {
    /// Mean or frequency without them; absent where undefined or gone.
    pub number: Option<f64>,
    /// The same less what it was.
    pub change: Option<f64>,
}

/// The effect of each quantity when it alone moves through its range of doubt (Morris).
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Screened {
    /// Its path.
    pub quantity: QuantityPath,
    /// Mean effect from its lowest to its highest plausible value; absent where it is unknown.
    pub mu: Option<f64>,
    /// Mean size of that effect; absent likewise.
    pub mu_star: Option<f64>,
    /// How far it depends on the others; absent where fewer than two effects are known.
    pub sigma: Option<f64>,
    /// Steps along which the finding is undefined at an end: they are left out of the numbers.
    pub undefined: usize,
    /// Why a number is absent, or stands on fewer steps than were asked for.
    pub note: Option<String>,
}

/// Where a finding comes true: boxes from the whole space to the densest.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BoxResult {
    /// The finding.
    pub finding: FindingId,
    /// What it is.
    pub label: String,
    /// What counts as a case: the finding above this.
    pub above: f64,
    /// Draws, half of which the boxes were looked for in.
    pub draws: u32,
    /// Share of the draws that are cases.
    pub share: f64,
    /// Boxes, the widest first.
    pub steps: Vec<BoxStep>,
    /// The box to look at first: the greatest harmonic mean of coverage and density in the draws that it was not looked for in.
    pub chosen: usize,
}

/// A box.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BoxStep {
    /// Share of all cases inside.
    pub coverage: f64,
    /// Share of what is inside that are cases.
    pub density: f64,
    /// Both in the draws it was not looked for in.
    pub held_out: [f64; 2],
    /// Its bounds.
    pub limits: Vec<LimitResult>,
}

/// A bound on a quantity.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LimitResult {
    /// Its path.
    pub quantity: QuantityPath,
    /// Lowest value inside.
    pub low: Option<f64>,
    /// Highest value inside.
    pub high: Option<f64>,
    /// Probability that chance alone would do as well without it.
    pub p: f64,
    /// Claims on the quantity.
    pub claims: Vec<String>,
}
