//! The frustration index at the size of real networks: upper bound by local search, lower bound by packing negative
//! cycles, branching where they differ. Every answer carries a certificate that separate code can check.

mod alternatives;
mod blocks;
mod blocs;
mod certificate;
mod chain;
mod colouring;
mod curve;
mod dual;
mod few_blocs;
mod graph;
#[cfg_attr(target_family = "wasm", path = "no_interior.rs")]
mod interior;
mod joined;
mod listing;
mod lp;
mod optima;
mod packing;
mod partings;
mod pieces;
mod radius;
mod reduce;
mod repair;
mod route;
mod search;
#[cfg_attr(target_family = "wasm", path = "no_semidefinite.rs")]
mod semidefinite;
mod solve;
mod tolerances;
mod tree;
mod warm;

pub use alternatives::{Alternatives, Scope, TieCosts, alternatives};
pub use certificate::{Certificate, CertificateError, Leaf, PackedCycle};
pub use chain::Chain;
pub use curve::{BlocCost, BlocCurve, bloc_curve};
pub use dual::{Dual, DualTriangle};
pub use optima::{Optima, optima};
pub use radius::radius;
pub use solve::{Bounds, Budget, frustration, frustration_until, heuristic, weak_frustration};
pub use warm::{Settled, Warm};
