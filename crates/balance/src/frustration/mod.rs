//! The frustration index at the size of real networks: upper bound by local search, lower bound by packing negative
//! cycles, branching where they differ. Every answer carries a certificate that separate code can check.

mod alternatives;
mod blocs;
mod certificate;
mod curve;
mod graph;
mod lp;
mod optima;
mod packing;
mod radius;
mod reduce;
mod repair;
mod route;
mod search;
mod solve;

pub use alternatives::{Alternatives, Scope, TieCosts, alternatives};
pub use certificate::{Certificate, CertificateError, Leaf, PackedCycle};
pub use curve::{BlocCost, bloc_curve};
pub use optima::{Optima, optima};
pub use radius::radius;
pub use solve::{Bounds, Budget, Warm, frustration, frustration_until, heuristic, weak_frustration};
