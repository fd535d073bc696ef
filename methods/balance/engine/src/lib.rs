//! Signed networks: balance, blocs, frustration, triads, and the geometry of ties.
//!
//! Inputs are numbers and indices, outputs plain structs; no file, no clock, no name of an actor. Definitions and
//! sources: `methods/balance/page.md` and `methods/geometry/page.md`.

mod directed;
mod elimination;
pub mod frustration;
pub mod geometry;
mod grid;
mod landscape;
mod network;
mod null_model;
mod spectral;
mod standing;
mod steps;
mod triads;
mod two_blocs;
mod weak;

pub use directed::{Arc, directed_triads, man_label};
pub use elimination::{Depth, Elimination, LANES, LaneTables, Tables};
pub use landscape::{Landscape, MOST_LANDSCAPE_ACTORS, Minimum, Rest, landscape};
pub use network::{NetworkError, SignedNetwork, Signs, Tie, pair_index, pairs};
pub use null_model::{NullModel, NullSummary, null_model};
pub use spectral::{Polarisation, WalkBalance, signed_laplacian_bound, walk_balance};
pub use standing::{
    Core, MOST_IN_CLIQUE, PairShares, PartDivisions, Relation, best_divisions, bridge_score, core, side_margin,
};
pub use steps::Steps;
pub use triads::{Triad, TriadCensus, TriadClass, TriadSigns, triads};
pub use two_blocs::{MAX_ACTORS, Status, TieReading, TwoBlocs, WeakestLine, two_blocs};
pub use weak::{MAX_WEAK_ACTORS, WeakBlocs, weak_blocs};
